/* What compiled yield* (15.5.5) and for await (14.7.5) do step by step; between the steps they are suspended. Their records
 * are those of for-of, always with an iterator object. */
#include "builtins/builtins.h"
#include "builtins/generator.h"
#include "builtins/iterator_builtins.h"
#include "lode_abi.h"
#include "object/internal.h"

#include <stdlib.h>

static JsIterRecord *record_of(JsValue record) { return (JsIterRecord *)js_as_cell(record); }

static JsValue record_new(JsIsolate *iso, JsValue iterator, JsValue next) {
  JsIterRecord *r = (JsIterRecord *)js_values_new(iso, JS_ITER_RECORD_VALUES);
  r->object = iterator;
  r->next = next;
  r->index = js_int32(0);
  r->state = JS_FALSE;
  js_barrier(iso, r);
  return js_from_cell(r);
}

/* ---- results ---- */

bool lode_iter_result_check(JsIsolate *iso, JsValue result) { return js_check_iterator_result(iso, result); }

JsValue lode_iter_result_done(JsIsolate *iso, JsValue result) {
  JS_TRY_BOOL(js_check_iterator_result(iso, result));
  JsValue done = js_get_cached(iso, result, js_atom_key(iso, JS_ATOM_done));
  return done == JS_EMPTY ? JS_EMPTY : js_bool(js_to_boolean(done));
}

JsValue lode_iter_result_value(JsIsolate *iso, JsValue result) {
  JsValue value;
  int more = js_iterator_result(iso, result, &value);
  return more > 0 ? value : more == 0 ? JS_ITER_DONE : JS_EMPTY;
}

/* ---- yield* ---- */

JsValue lode_delegate_open(JsIsolate *iso, JsValue iterable) {
  JsIterator it;
  if (!js_iterator_open_object(iso, iterable, &it)) return JS_EMPTY;
  return record_new(iso, it.object, it.next);
}

JsValue lode_delegate_method(JsIsolate *iso, JsValue record, int32_t mode) {
  JsIterRecord *r = record_of(record);
  if (mode == JS_RESUME_NEXT) return r->next;
  return js_get_method(iso, r->object, js_atom_key(iso, mode == JS_RESUME_THROW ? JS_ATOM_throw_ : JS_ATOM_return_));
}

JsValue lode_delegate_call(JsIsolate *iso, JsValue record, JsValue method, JsValue received) {
  return js_call(iso, method, record_of(record)->object, 1, &received);
}

/* ---- asynchronous iterators ---- */

static JsValue throw_not_async_iterable(JsIsolate *iso, JsValue words) {
  if (words == JS_EMPTY) return js_throw_not_function(iso, JS_UNDEFINED);
  char *text = js_string_to_text(iso, js_as_string(words));
  js_throw_type_error(iso, "%s", text);
  free(text);
  return JS_EMPTY;
}

/* 7.4.4 GetIterator ( obj, async ) */
JsValue lode_async_iter_open(JsIsolate *iso, JsValue iterable, JsValue words) {
  JsValue method = js_get_method(iso, iterable, js_symbol_key(iso, JS_SYMBOL_asyncIterator));
  JS_TRY(method);
  JsValue iterator;
  if (js_is_undefined(method)) {
    method = js_get_method(iso, iterable, js_symbol_key(iso, JS_SYMBOL_iterator));
    JS_TRY(method);
    if (js_is_undefined(method)) return throw_not_async_iterable(iso, words);
    JsIterator sync;
    if (!js_iterator_from_method(iso, iterable, method, &sync)) return JS_EMPTY;
    iterator = js_async_from_sync_iterator(iso, sync.object, sync.next);
    JS_TRY(iterator);
  } else {
    iterator = js_call(iso, method, iterable, 0, NULL);
    JS_TRY(iterator);
    if (!js_is_object(iterator))
      return js_throw_type_error(iso, "Result of the Symbol.asyncIterator method is not an object");
  }
  JsValue next = js_get_cached(iso, iterator, js_atom_key(iso, JS_ATOM_next));
  JS_TRY(next);
  return record_new(iso, iterator, next);
}

JsValue lode_async_iter_next(JsIsolate *iso, JsValue record) {
  JsIterRecord *r = record_of(record);
  return js_call(iso, r->next, r->object, 0, NULL);
}

/* The call of return in 7.4.13 AsyncIteratorClose. */
JsValue lode_async_iter_return(JsIsolate *iso, JsValue record, int32_t threw) {
  JsIterRecord *r = record_of(record);
  JsValue method = js_get_method(iso, r->object, js_atom_key(iso, JS_ATOM_return_));
  JsValue result = method == JS_EMPTY || js_is_undefined(method) ? method : js_call(iso, method, r->object, 0, NULL);
  if (result == JS_EMPTY) {
    if (!threw) return JS_EMPTY;
    iso->exception = JS_EMPTY;
    return JS_ITER_DONE;
  }
  return js_is_undefined(method) ? JS_ITER_DONE : result;
}
