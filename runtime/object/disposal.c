/* Disposal of the resources of using declarations (Explicit Resource Management: AddDisposableResource, Dispose,
 * DisposeResources). The resources of a scope are an array of pairs: a value, and its method. */
#include "lode_abi.h"
#include "object/internal.h"

bool lode_dispose_add(JsIsolate *iso, JsValue resources, JsValue v) {
  if (js_is_nullish(v)) return true;
  if (!js_is_object(v)) return js_throw_type_error(iso, "The value of a using declaration is not an object"), false;
  JsValue method = js_get(iso, js_as_object(v), js_symbol_key(iso, JS_SYMBOL_dispose), v);
  if (method == JS_EMPTY) return false;
  if (!js_is_callable(method)) {
    return js_throw_type_error(iso, "The value of a using declaration has no method [Symbol.dispose]"), false;
  }
  JsObject *list = js_as_object(resources);
  return js_array_push(iso, list, v) && js_array_push(iso, list, method);
}

/* A SuppressedError of an error and the one that it took the place of. */
static JsValue suppress(JsIsolate *iso, JsValue error, JsValue suppressed) {
  JsValue argv[] = {error, suppressed};
  JsValue constructor = js_intrinsic(iso, JS_INTRINSIC_SuppressedError);
  return js_construct(iso, constructor, constructor, 2, argv);
}

/* Disposes of all, the last first. The completion: an error, or JS_EMPTY for one that is none; also the result. */
static JsValue dispose_all(JsIsolate *iso, JsObject *list, JsValue error) {
  while (js_array_length(list)) {
    uint32_t n = js_array_length(list);
    JsValue v = list->elements[n - 2], method = list->elements[n - 1];
    js_array_set_length(iso, list, n - 2, false);
    if (js_call(iso, method, v, 0, NULL) != JS_EMPTY) continue;
    JsValue thrown = js_take_exception(iso);
    error = error == JS_EMPTY ? thrown : suppress(iso, thrown, error);
    if (error == JS_EMPTY) error = js_take_exception(iso);
  }
  return error;
}

bool lode_dispose(JsIsolate *iso, JsValue resources) {
  JsValue error = dispose_all(iso, js_as_object(resources), JS_EMPTY);
  if (error == JS_EMPTY) return true;
  lode_throw(iso, error);
  return false;
}

JsValue lode_dispose_after_throw(JsIsolate *iso, JsValue resources, JsValue error) {
  return dispose_all(iso, js_as_object(resources), error);
}
