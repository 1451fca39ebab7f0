/* Promise.all, allSettled, any, race (27.2.4.1 to 27.2.4.5); allKeyed and allSettledKeyed (the proposal await-dictionary). */
#include "builtins/promise.h"

typedef enum Combinator { COMBINE_ALL, COMBINE_ALL_SETTLED, COMBINE_ANY, COMBINE_RACE } Combinator;

/* What the element functions of one call share; keys: an array, of the keyed ones; else undefined. */
enum { SHARED_VALUES, SHARED_REMAINING, SHARED_PROMISE, SHARED_RESOLVE, SHARED_REJECT, SHARED_KIND, SHARED_KEYS, SHARED_SIZE };
/* What an element function closes over; those of allSettled share theirs. */
enum { ELEMENT_SHARED, ELEMENT_INDEX, ELEMENT_CALLED, ELEMENT_SIZE };

static JsCapability capability_of(const JsEnv *shared) {
  return (JsCapability){shared->values[SHARED_PROMISE], shared->values[SHARED_RESOLVE], shared->values[SHARED_REJECT]};
}

/* The error of Promise.any with all the reasons. */
static JsValue aggregate_error(JsIsolate *iso, JsValue errors) {
  JsValue error = js_error_new(iso, JS_INTRINSIC_AggregateErrorPrototype, "All promises were rejected");
  JS_TRY(error);
  JS_TRY_BOOL(js_define_data(iso, js_as_object(error), js_atom_key(iso, JS_ATOM_errors), errors, JS_ATTR_HIDDEN));
  return error;
}

/* CreateKeyedPromiseCombinatorResultObject: a dictionary of the results. */
static JsValue keyed_result(JsIsolate *iso, JsObject *keys, JsObject *values) {
  JsObject *o = js_object_new_proto(iso, JS_NULL);
  if (!o) return JS_EMPTY;
  for (uint32_t i = 0; i < js_array_count(keys); i++) {
    JsKey key = js_to_property_key(iso, keys->elements[i]);
    JS_TRY_BOOL(key != JS_KEY_NONE && js_create_data_property(iso, o, key, js_get_index(iso, values, i)));
  }
  return js_from_cell(o);
}

/* One result less to wait for; with the last one the combined promise is settled. false: threw. */
static bool count_down(JsIsolate *iso, JsEnv *shared) {
  int32_t remaining = js_as_int32(shared->values[SHARED_REMAINING]) - 1;
  shared->values[SHARED_REMAINING] = js_int32(remaining);
  if (remaining > 0) return true;
  JsCapability capability = capability_of(shared);
  JsValue values = shared->values[SHARED_VALUES], keys = shared->values[SHARED_KEYS];
  if (!js_is_undefined(keys)) values = keyed_result(iso, js_as_object(keys), js_as_object(values));
  if (values == JS_EMPTY) return false;
  if (js_as_int32(shared->values[SHARED_KIND]) != COMBINE_ANY) return js_capability_resolve(iso, &capability, values);
  JsValue error = aggregate_error(iso, values);
  return error != JS_EMPTY && js_capability_reject(iso, &capability, error);
}

/* Stores the value of an element unless its function was called before. */
static JsValue element_done(JsIsolate *iso, JsEnv *element, JsValue v) {
  JsEnv *shared = (JsEnv *)js_as_cell(element->values[ELEMENT_SHARED]);
  JsObject *values = js_as_object(shared->values[SHARED_VALUES]);
  JS_TRY_BOOL(js_create_index(iso, values, (uint32_t)js_as_int32(element->values[ELEMENT_INDEX]), v));
  return count_down(iso, shared) ? JS_UNDEFINED : JS_EMPTY;
}

/* The record of an element function, the first time; then NULL. */
static JsEnv *take_element(JsValue callee) {
  JsEnv *element = (JsEnv *)js_as_cell(js_as_function(callee)->data);
  if (element->values[ELEMENT_CALLED] == JS_TRUE) return NULL;
  element->values[ELEMENT_CALLED] = JS_TRUE;
  return element;
}

/* 27.2.4.1.3 Promise.all Resolve Element Functions, 27.2.4.3.2 Promise.any Reject Element Functions */
static JsValue keep_element(JS_ARGS) {
  (void)this_value, (void)new_target;
  JsEnv *element = take_element(callee);
  return element ? element_done(iso, element, js_arg(argc, argv, 0)) : JS_UNDEFINED;
}

/* { status, value } or { status, reason } */
static JsValue settled_object(JsIsolate *iso, const char *status, const char *name, JsValue v) {
  JsObject *o = js_object_new(iso);
  JsString *text = o ? js_string_from_cstr(iso, status) : NULL;
  if (!text) return JS_EMPTY;
  JS_TRY_BOOL(js_create_data_property(iso, o, js_key_from_cstr(iso, "status"), js_from_cell(text)));
  JS_TRY_BOOL(js_create_data_property(iso, o, js_key_from_cstr(iso, name), v));
  return js_from_cell(o);
}

/* 27.2.4.2.2 Promise.allSettled Resolve Element Functions */
static JsValue settle_fulfilled(JS_ARGS) {
  (void)this_value, (void)new_target;
  JsEnv *element = take_element(callee);
  if (!element) return JS_UNDEFINED;
  JsValue o = settled_object(iso, "fulfilled", "value", js_arg(argc, argv, 0));
  return o == JS_EMPTY ? JS_EMPTY : element_done(iso, element, o);
}

/* 27.2.4.2.3 Promise.allSettled Reject Element Functions */
static JsValue settle_rejected(JS_ARGS) {
  (void)this_value, (void)new_target;
  JsEnv *element = take_element(callee);
  if (!element) return JS_UNDEFINED;
  JsValue o = settled_object(iso, "rejected", "reason", js_arg(argc, argv, 0));
  return o == JS_EMPTY ? JS_EMPTY : element_done(iso, element, o);
}

JsCombined js_promise_combined(JsValue handler) {
  static const char *const names[] = {[COMBINE_ALL] = "all", [COMBINE_ALL_SETTLED] = "allSettled", [COMBINE_ANY] = "any"};
  JsCode code = js_is_kind(handler, JS_KIND_FUNCTION) ? js_as_function(handler)->code : NULL;
  if (code != keep_element && code != settle_fulfilled) return (JsCombined){NULL, 0, JS_UNDEFINED};
  const JsEnv *element = (const JsEnv *)js_as_cell(js_as_function(handler)->data);
  const JsEnv *shared = (const JsEnv *)js_as_cell(element->values[ELEMENT_SHARED]);
  if (!js_is_undefined(shared->values[SHARED_KEYS])) return (JsCombined){NULL, 0, JS_UNDEFINED};
  return (JsCombined){names[js_as_int32(shared->values[SHARED_KIND])], (uint32_t)js_as_int32(element->values[ELEMENT_INDEX]),
                      shared->values[SHARED_PROMISE]};
}

static JsEnv *element_new(JsIsolate *iso, JsEnv *shared, uint32_t index) {
  JsEnv *element = js_record_new(iso, ELEMENT_SIZE);
  if (!element) return NULL;
  element->values[ELEMENT_SHARED] = js_from_cell(shared);
  element->values[ELEMENT_INDEX] = js_int32((int32_t)index);
  element->values[ELEMENT_CALLED] = JS_FALSE;
  return element;
}

static JsValue element_function(JsIsolate *iso, JsCode code, JsEnv *element) {
  return js_from_cell(js_function_native(iso, code, "", 1, 0, js_from_cell(element)));
}

/* The two handlers that element number `index` gets. false: threw. */
static bool make_handlers(JsIsolate *iso, Combinator kind, JsEnv *shared, uint32_t index, JsValue handlers[2]) {
  handlers[0] = shared->values[SHARED_RESOLVE];
  handlers[1] = shared->values[SHARED_REJECT];
  if (kind == COMBINE_RACE) return true;
  JsEnv *element = element_new(iso, shared, index);
  if (!element) return false;
  if (kind == COMBINE_ALL) handlers[0] = element_function(iso, keep_element, element);
  if (kind == COMBINE_ANY) handlers[1] = element_function(iso, keep_element, element);
  if (kind == COMBINE_ALL_SETTLED) {
    handlers[0] = element_function(iso, settle_fulfilled, element);
    handlers[1] = element_function(iso, settle_rejected, element);
  }
  return handlers[0] != JS_EMPTY && handlers[1] != JS_EMPTY;
}

/* One element: resolves it and asks it to report. false: threw, the iterator still to be closed. */
static bool add_element(JsIsolate *iso, Combinator kind, JsEnv *shared, JsValue c, JsValue resolve, JsValue next,
                        uint32_t index) {
  if (kind != COMBINE_RACE &&
      !js_array_push(iso, js_as_object(shared->values[SHARED_VALUES]), JS_UNDEFINED))
    return false;
  JsValue promise = js_call(iso, resolve, c, 1, &next);
  JsValue handlers[2];
  if (promise == JS_EMPTY || !make_handlers(iso, kind, shared, index, handlers)) return false;
  shared->values[SHARED_REMAINING] = js_int32(js_as_int32(shared->values[SHARED_REMAINING]) + 1);
  return js_invoke(iso, promise, js_atom_key(iso, JS_ATOM_then), 2, handlers) != JS_EMPTY;
}

static JsEnv *shared_new(JsIsolate *iso, Combinator kind, const JsCapability *capability) {
  JsObject *values = js_array_with_capacity(iso, 0);
  JsEnv *shared = values ? js_record_new(iso, SHARED_SIZE) : NULL;
  if (!shared) return NULL;
  shared->values[SHARED_VALUES] = js_from_cell(values);
  shared->values[SHARED_REMAINING] = js_int32(1);
  shared->values[SHARED_PROMISE] = capability->promise;
  shared->values[SHARED_RESOLVE] = capability->resolve;
  shared->values[SHARED_REJECT] = capability->reject;
  shared->values[SHARED_KIND] = js_int32(kind);
  shared->values[SHARED_KEYS] = JS_UNDEFINED;
  return shared;
}

/* The results of an object's enumerable properties instead of an iterable's values. false: threw. */
static bool add_properties(JsIsolate *iso, Combinator kind, JsEnv *shared, JsValue c, JsValue resolve, JsObject *o) {
  JsObject *all = js_own_keys(iso, o), *keys = all ? js_array_with_capacity(iso, 0) : NULL;
  if (!keys) return false;
  shared->values[SHARED_KEYS] = js_from_cell(keys);
  js_barrier(iso, shared);
  for (uint32_t i = 0; i < js_array_count(all); i++) {
    JsPropertyDescriptor d;
    JsKey key = js_to_property_key(iso, all->elements[i]);
    int found = key == JS_KEY_NONE ? -1 : js_get_own_property(iso, o, key, &d);
    if (found < 0) return false;
    if (!found || !(d.attributes & JS_ATTR_ENUMERABLE)) continue;
    JsValue v = js_get(iso, o, key, js_from_cell(o));
    if (v == JS_EMPTY || !js_array_push(iso, keys, all->elements[i])) return false;
    if (!add_element(iso, kind, shared, c, resolve, v, js_array_count(keys) - 1)) return false;
  }
  return true;
}

/* GetPromiseResolve, whose error rejects the combined promise. */
static JsValue promise_resolve(JsIsolate *iso, JsValue c) {
  JsValue resolve = js_get(iso, js_as_object(c), js_atom_key(iso, JS_ATOM_resolve), c);
  if (resolve == JS_EMPTY || js_is_callable(resolve)) return resolve;
  return js_throw_type_error(iso, "Promise resolve or reject function is not callable");
}

static JsValue combine_keyed(JsIsolate *iso, Combinator kind, const char *name, JsValue c, JsValue promises) {
  if (!js_is_object(c)) return js_throw_type_error(iso, "Promise.%s called on non-object", name);
  JsCapability capability;
  if (!js_new_promise_capability(iso, c, false, &capability)) return JS_EMPTY;
  JsValue resolve = promise_resolve(iso, c);
  if (resolve != JS_EMPTY && !js_is_object(promises)) resolve = js_throw_type_about(iso, "", promises, " is not an object");
  if (resolve == JS_EMPTY) return js_capability_reject_pending(iso, &capability);
  JsEnv *shared = shared_new(iso, kind, &capability);
  if (!shared) return JS_EMPTY;
  bool ok = add_properties(iso, kind, shared, c, resolve, js_as_object(promises)) && count_down(iso, shared);
  return ok ? capability.promise : js_capability_reject_pending(iso, &capability);
}

/* The steps that all four have in common. */
static JsValue combine(JsIsolate *iso, Combinator kind, const char *name, JsValue c, JsValue iterable) {
  if (!js_is_object(c)) return js_throw_type_error(iso, "Promise.%s called on non-object", name);
  JsCapability capability;
  if (!js_new_promise_capability(iso, c, false, &capability)) return JS_EMPTY;
  JsValue resolve = promise_resolve(iso, c);
  JsIterator it;
  if (resolve == JS_EMPTY || !js_iterator_open(iso, iterable, &it))
    return js_capability_reject_pending(iso, &capability);
  JsEnv *shared = shared_new(iso, kind, &capability);
  if (!shared) return JS_EMPTY;
  for (uint32_t index = 0;; index++) {
    JsValue next;
    int step = js_iterator_step(iso, &it, &next);
    if (step < 0) return js_capability_reject_pending(iso, &capability);
    if (step == 0) break;
    if (!add_element(iso, kind, shared, c, resolve, next, index)) {
      js_iterator_close(iso, &it, true);
      return js_capability_reject_pending(iso, &capability);
    }
  }
  if (kind != COMBINE_RACE && !count_down(iso, shared)) return js_capability_reject_pending(iso, &capability);
  return capability.promise;
}

/* 27.2.4.1 Promise.all ( iterable ) */
JsValue js_promise_all(JS_ARGS) {
  (void)callee, (void)new_target;
  return combine(iso, COMBINE_ALL, "all", this_value, js_arg(argc, argv, 0));
}

/* 27.2.4.2 Promise.allSettled ( iterable ) */
JsValue js_promise_all_settled(JS_ARGS) {
  (void)callee, (void)new_target;
  return combine(iso, COMBINE_ALL_SETTLED, "allSettled", this_value, js_arg(argc, argv, 0));
}

/* 27.2.4.3 Promise.any ( iterable ) */
JsValue js_promise_any(JS_ARGS) {
  (void)callee, (void)new_target;
  return combine(iso, COMBINE_ANY, "any", this_value, js_arg(argc, argv, 0));
}

/* 27.2.4.5 Promise.race ( iterable ) */
JsValue js_promise_race(JS_ARGS) {
  (void)callee, (void)new_target;
  return combine(iso, COMBINE_RACE, "race", this_value, js_arg(argc, argv, 0));
}

/* Promise.allKeyed ( promises ) */
JsValue js_promise_all_keyed(JS_ARGS) {
  (void)callee, (void)new_target;
  return combine_keyed(iso, COMBINE_ALL, "allKeyed", this_value, js_arg(argc, argv, 0));
}

/* Promise.allSettledKeyed ( promises ) */
JsValue js_promise_all_settled_keyed(JS_ARGS) {
  (void)callee, (void)new_target;
  return combine_keyed(iso, COMBINE_ALL_SETTLED, "allSettledKeyed", this_value, js_arg(argc, argv, 0));
}
