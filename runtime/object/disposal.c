/* Disposal of the resources of using declarations (Explicit Resource Management: AddDisposableResource, Dispose,
 * DisposeResources). A scope's resources are an array that only compiled code sees: the state, the error to be thrown
 * at the end, then three values a resource: the value, its method, and how it is disposed of. */
#include "object/disposal.h"

#include "lode_abi.h"
#include "object/internal.h"

enum { STATE, ERROR, FIRST };                         /* elements */
enum { HAS_ERROR = 1, NEEDS_AWAIT = 2, AWAITED = 4 }; /* of the state */
/* AWAIT_SYNC: await using of a value that has only [Symbol.dispose]. */
typedef enum Hint { SYNC, ASYNC, AWAIT_SYNC } Hint;

static bool state(JsObject *list, int flag) { return js_as_int32(list->elements[STATE]) & flag; }
static void set_state(JsObject *list, int set, int clear) {
  list->elements[STATE] = js_int32((js_as_int32(list->elements[STATE]) | set) & ~clear);
}

JsValue lode_dispose_open(JsIsolate *iso) {
  JsValue header[] = {js_int32(0), JS_UNDEFINED};
  return js_from_cell(js_array_from_values(iso, header, FIRST));
}

static bool add(JsIsolate *iso, JsObject *list, JsValue v, JsValue method, Hint hint) {
  return js_array_push(iso, list, v) && js_array_push(iso, list, method) && js_array_push(iso, list, js_int32(hint));
}

bool js_dispose_add_method(JsIsolate *iso, JsValue resources, JsValue v, JsValue method, bool async) {
  return add(iso, js_as_object(resources), v, method, async ? ASYNC : SYNC);
}

/* GetMethod: a callable, or undefined; JS_EMPTY threw. */
static JsValue get_method(JsIsolate *iso, JsValue v, JsSymbolId symbol) {
  JsValue method = js_get(iso, js_as_object(v), js_symbol_key(iso, symbol), v);
  if (method == JS_EMPTY || js_is_callable(method)) return method;
  return js_is_nullish(method) ? JS_UNDEFINED : js_throw_type_error(iso, "The dispose method of a value is not a function");
}

/* async: of await using. */
bool lode_dispose_add(JsIsolate *iso, JsValue resources, JsValue v, int32_t async) {
  JsObject *list = js_as_object(resources);
  if (js_is_nullish(v)) return !async || add(iso, list, JS_UNDEFINED, JS_UNDEFINED, ASYNC);
  if (!js_is_object(v)) return js_throw_type_error(iso, "The value of a using declaration is not an object"), false;
  Hint hint = async ? ASYNC : SYNC;
  JsValue method = get_method(iso, v, async ? JS_SYMBOL_asyncDispose : JS_SYMBOL_dispose);
  if (async && js_is_undefined(method)) {
    hint = AWAIT_SYNC;
    method = get_method(iso, v, JS_SYMBOL_dispose);
  }
  if (method == JS_EMPTY) return false;
  if (js_is_undefined(method)) {
    return js_throw_type_error(iso, "The value of a using declaration has no dispose method"), false;
  }
  return add(iso, list, v, method, hint);
}

/* A throw while disposing, or the one that led here: it suppresses the error before it. */
void lode_dispose_failed(JsIsolate *iso, JsValue resources, JsValue error) {
  JsObject *list = js_as_object(resources);
  if (state(list, HAS_ERROR)) {
    JsValue argv[] = {error, list->elements[ERROR]};
    JsValue constructor = js_intrinsic(iso, JS_INTRINSIC_SuppressedError);
    error = js_construct(iso, constructor, constructor, 2, argv);
    if (error == JS_EMPTY) error = js_take_exception(iso);
  }
  set_state(list, HAS_ERROR, 0);
  js_elements_store(iso, list, ERROR, error);
}

/* Disposes of resources, the last first, up to the next that has to be awaited: what to await, or JS_ITER_DONE. */
JsValue lode_dispose_next(JsIsolate *iso, JsValue resources) {
  JsObject *list = js_as_object(resources);
  for (;;) {
    uint32_t n = js_array_length(list);
    bool must_await = state(list, NEEDS_AWAIT) && !state(list, AWAITED);
    if (must_await && (n == FIRST || js_as_int32(list->elements[n - 1]) == SYNC)) {
      set_state(list, 0, NEEDS_AWAIT);
      return JS_UNDEFINED;
    }
    if (n == FIRST) return JS_ITER_DONE;
    JsValue v = list->elements[n - 3], method = list->elements[n - 2];
    Hint hint = (Hint)js_as_int32(list->elements[n - 1]);
    js_array_set_length(iso, list, n - 3, false);
    if (js_is_undefined(method)) {
      set_state(list, NEEDS_AWAIT, 0);
      continue;
    }
    JsValue result = js_call(iso, method, v, 0, NULL);
    if (hint != SYNC && (result != JS_EMPTY || hint == AWAIT_SYNC)) {
      set_state(list, AWAITED, 0);
      if (result == JS_EMPTY) return lode_async_rejected(iso, js_take_exception(iso));
      return hint == ASYNC ? result : JS_UNDEFINED;
    }
    if (result == JS_EMPTY) lode_dispose_failed(iso, resources, js_take_exception(iso));
  }
}

/* The end: throws the error, if there is one. */
bool lode_dispose_finish(JsIsolate *iso, JsValue resources) {
  JsObject *list = js_as_object(resources);
  if (!state(list, HAS_ERROR)) return true;
  lode_throw(iso, list->elements[ERROR]);
  return false;
}
