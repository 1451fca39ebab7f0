/* %AsyncIteratorPrototype% (27.1.3) and %AsyncFromSyncIteratorPrototype% (27.1.6). */
#include "builtins/iterator_builtins.h"
#include "builtins/promise.h"

static JsValue async_iterator_iterator(JS_ARGS);
static JsValue async_iterator_dispose(JS_ARGS);
static JsValue from_sync_next(JS_ARGS);
static JsValue from_sync_return(JS_ARGS);
static JsValue from_sync_throw(JS_ARGS);

static const JsBuiltin async_iterator_prototype[] = {
    JS_B_SYMFN(asyncIterator, "[Symbol.asyncIterator]", async_iterator_iterator, 0),
    JS_B_SYMFN(asyncDispose, "[Symbol.asyncDispose]", async_iterator_dispose, 0),
    JS_BUILTIN_END,
};

static const JsBuiltin from_sync_prototype[] = {
    JS_B_FN("next", from_sync_next, 1),
    JS_B_FN("return", from_sync_return, 1),
    JS_B_FN("throw", from_sync_throw, 1),
    JS_BUILTIN_END,
};

void js_init_async_iterator(JsIsolate *iso) {
  JsObject *base = js_object_new(iso);
  js_intrinsic_set(iso, JS_INTRINSIC_AsyncIteratorPrototype, js_from_cell(base));
  js_install(iso, base, async_iterator_prototype);
  JsObject *from_sync = js_object_new_proto(iso, js_from_cell(base));
  js_intrinsic_set(iso, JS_INTRINSIC_AsyncFromSyncIteratorPrototype, js_from_cell(from_sync));
  js_install(iso, from_sync, from_sync_prototype);
}

/* 27.1.3.1 %AsyncIteratorPrototype% [ @@asyncIterator ] ( ) */
static JsValue async_iterator_iterator(JS_ARGS) {
  JS_UNUSED_ARGS;
  return this_value;
}

static JsValue to_undefined(JS_ARGS) {
  JS_UNUSED_ARGS;
  return JS_UNDEFINED;
}

/* 27.1.4.2 %AsyncIteratorPrototype% [ @@asyncDispose ] ( ) */
static JsValue async_iterator_dispose(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsPromise *promise = js_promise_new(iso);
  if (!promise) return JS_EMPTY;
  JsCapability capability = {js_from_cell(promise), JS_UNDEFINED, JS_UNDEFINED};
  JsValue method = js_get_method(iso, this_value, js_atom_key(iso, JS_ATOM_return_));
  if (js_is_undefined(method)) return js_promise_resolve(iso, promise, JS_UNDEFINED) ? capability.promise : JS_EMPTY;
  JsValue result = method == JS_EMPTY ? JS_EMPTY : js_call(iso, method, this_value, 0, NULL);
  if (result != JS_EMPTY) result = js_promise_from(iso, result);
  if (result == JS_EMPTY) return js_capability_reject_pending(iso, &capability);
  JsFunction *unwrap = js_function_native(iso, to_undefined, "", 1, 0, JS_UNDEFINED);
  bool ok = unwrap && js_perform_promise_then(iso, (JsPromise *)js_as_object(result), js_from_cell(unwrap), JS_UNDEFINED, &capability);
  return ok ? capability.promise : JS_EMPTY;
}

/* ---- %AsyncFromSyncIteratorPrototype% ---- */

/* 27.1.6.1 CreateAsyncFromSyncIterator */
JsValue js_async_from_sync_iterator(JsIsolate *iso, JsValue iterator, JsValue next) {
  JsIteratorObject *it = js_iterator_object_new(iso, JS_INTRINSIC_AsyncFromSyncIteratorPrototype,
                                                JS_ITERATOR_ASYNC_FROM_SYNC, JS_ITERATE_VALUES, iterator);
  if (!it) return JS_EMPTY;
  it->extra = next;
  js_barrier(iso, it);
  return js_from_cell(it);
}

enum { UNWRAP_PROMISE, UNWRAP_DONE, UNWRAP_ITERATOR, UNWRAP_SIZE };

/* The closures of steps 8 to 12 of 27.1.6.4. */
static JsValue unwrap(JsIsolate *iso, JsValue data, JsValue value, bool rejected) {
  JsEnv *record = (JsEnv *)js_as_cell(data);
  JsPromise *promise = (JsPromise *)js_as_object(record->values[UNWRAP_PROMISE]);
  if (!rejected) {
    JsValue result = js_iter_result(iso, value, record->values[UNWRAP_DONE] == JS_TRUE);
    return result != JS_EMPTY && js_promise_resolve(iso, promise, result) ? JS_UNDEFINED : JS_EMPTY;
  }
  if (!js_is_undefined(record->values[UNWRAP_ITERATOR])) {
    js_throw(iso, value);
    js_iterator_reject(iso, record->values[UNWRAP_ITERATOR]);
    value = js_take_exception(iso);
  }
  js_promise_reject(iso, promise, value);
  return JS_UNDEFINED;
}

static JsValue reject_pending(JsIsolate *iso, JsPromise *promise) {
  js_promise_reject(iso, promise, js_take_exception(iso));
  return js_from_cell(promise);
}

/* 27.1.6.4 AsyncFromSyncIteratorContinuation */
static JsValue goes_on(JsIsolate *iso, JsValue result, JsPromise *promise, JsValue iterator, bool close) {
  JsValue done = js_get_value(iso, result, js_atom_key(iso, JS_ATOM_done));
  if (done == JS_EMPTY) return reject_pending(iso, promise);
  bool ended = js_to_boolean(done);
  JsValue value = js_get_value(iso, result, js_atom_key(iso, JS_ATOM_value));
  if (value == JS_EMPTY) return reject_pending(iso, promise);
  close = close && !ended;
  JsValue wrapper = js_promise_from(iso, value);
  if (wrapper == JS_EMPTY) {
    if (close) js_iterator_reject(iso, iterator);
    return reject_pending(iso, promise);
  }
  JsEnv *record = js_record_new(iso, UNWRAP_SIZE);
  if (!record) return JS_EMPTY;
  record->values[UNWRAP_PROMISE] = js_from_cell(promise);
  record->values[UNWRAP_DONE] = js_bool(ended);
  if (close) record->values[UNWRAP_ITERATOR] = iterator;
  js_barrier(iso, record);
  if (!js_promise_then(iso, (JsPromise *)js_as_object(wrapper), unwrap, js_from_cell(record))) return JS_EMPTY;
  return js_from_cell(promise);
}

static JsIteratorObject *this_iterator(JsValue this_value) {
  return (JsIteratorObject *)js_as_object(this_value); /* never seen by JavaScript: always one of these */
}

/* 27.1.6.2.1 %AsyncFromSyncIteratorPrototype%.next ( [ value ] ) */
static JsValue from_sync_next(JS_ARGS) {
  (void)callee, (void)new_target;
  JsIteratorObject *it = this_iterator(this_value);
  JsPromise *promise = js_promise_new(iso);
  if (!promise) return JS_EMPTY;
  JsValue result = js_call(iso, it->extra, it->target, argc ? 1 : 0, argv);
  if (result == JS_EMPTY || !js_check_iterator_result(iso, result)) return reject_pending(iso, promise);
  return goes_on(iso, result, promise, it->target, true);
}

/* 27.1.6.2.2 %AsyncFromSyncIteratorPrototype%.return ( [ value ] ) */
static JsValue from_sync_return(JS_ARGS) {
  (void)callee, (void)new_target;
  JsIteratorObject *it = this_iterator(this_value);
  JsPromise *promise = js_promise_new(iso);
  if (!promise) return JS_EMPTY;
  JsValue method = js_get_method(iso, it->target, js_atom_key(iso, JS_ATOM_return_));
  if (method == JS_EMPTY) return reject_pending(iso, promise);
  if (js_is_undefined(method)) {
    JsValue result = js_iter_result(iso, js_arg(argc, argv, 0), true);
    if (result == JS_EMPTY || !js_promise_resolve(iso, promise, result)) return JS_EMPTY;
    return js_from_cell(promise);
  }
  JsValue result = js_call(iso, method, it->target, argc ? 1 : 0, argv);
  if (result == JS_EMPTY || !js_check_iterator_result(iso, result)) return reject_pending(iso, promise);
  return goes_on(iso, result, promise, it->target, false);
}

/* 27.1.6.2.3 %AsyncFromSyncIteratorPrototype%.throw ( [ value ] ) */
static JsValue from_sync_throw(JS_ARGS) {
  (void)callee, (void)new_target;
  JsIteratorObject *it = this_iterator(this_value);
  JsPromise *promise = js_promise_new(iso);
  if (!promise) return JS_EMPTY;
  JsValue method = js_get_method(iso, it->target, js_atom_key(iso, JS_ATOM_throw_));
  if (method == JS_EMPTY) return reject_pending(iso, promise);
  if (js_is_undefined(method)) {
    JsIterator sync = {.object = it->target};
    if (js_iterator_close(iso, &sync, false))
      js_throw_type_error(iso, "The iterator does not provide a 'throw' method.");
    return reject_pending(iso, promise);
  }
  JsValue result = js_call(iso, method, it->target, argc ? 1 : 0, argv);
  if (result == JS_EMPTY || !js_check_iterator_result(iso, result)) return reject_pending(iso, promise);
  return goes_on(iso, result, promise, it->target, true);
}
