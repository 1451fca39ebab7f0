/* Promise: the constructor, its functions and Promise.prototype (27.2.3 to 27.2.5). */
#include "builtins/promise.h"

static JsValue promise_constructor(JS_ARGS);
static JsValue promise_resolve(JS_ARGS);
static JsValue promise_reject(JS_ARGS);
static JsValue promise_try(JS_ARGS);
static JsValue promise_with_resolvers(JS_ARGS);
static JsValue promise_then(JS_ARGS);
static JsValue promise_catch(JS_ARGS);
static JsValue promise_finally(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_SHOWN("all", js_promise_all, 1),
    JS_B_SHOWN("allSettled", js_promise_all_settled, 1),
    JS_B_SHOWN("any", js_promise_any, 1),
    JS_B_SHOWN("race", js_promise_race, 1),
    JS_B_SHOWN("resolve", promise_resolve, 1),
    JS_B_SHOWN("reject", promise_reject, 1),
    JS_B_SHOWN("allKeyed", js_promise_all_keyed, 1),
    JS_B_SHOWN("allSettledKeyed", js_promise_all_settled_keyed, 1),
    JS_B_FN("try", promise_try, 1),
    JS_B_SHOWN("withResolvers", promise_with_resolvers, 0),
    JS_B_SYMGET(species, "[Symbol.species]", js_species_getter),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
    JS_B_SHOWN("then", promise_then, 2),
    JS_B_SHOWN("catch", promise_catch, 1),
    JS_B_SHOWN("finally", promise_finally, 1),
    JS_B_TAG("Promise"),
    JS_BUILTIN_END,
};

void js_init_promise(JsIsolate *iso) {
  js_function_show(js_install_class(iso, "Promise", promise_constructor, 1, JS_INTRINSIC_Promise,
                                    JS_INTRINSIC_PromisePrototype, js_object_new(iso), statics, methods));
}

/* 27.2.3.1 Promise ( executor ) */
static JsValue promise_constructor(JS_ARGS) {
  (void)callee, (void)this_value;
  if (js_is_undefined(new_target))
    return js_throw_type_error(iso, "Promise constructor cannot be invoked without 'new'");
  JsValue executor = js_arg(argc, argv, 0);
  if (!js_is_callable(executor)) return js_throw_type_about(iso, "Promise resolver ", executor, " is not a function");
  JsPromise *promise = (JsPromise *)js_object_from_constructor(iso, new_target, JS_INTRINSIC_PromisePrototype,
                                                               JS_KIND_PROMISE, sizeof(JsPromise));
  if (!promise) return JS_EMPTY;
  promise->result = JS_UNDEFINED;
  JsValue functions[2];
  JS_TRY_BOOL(js_create_resolving_functions(iso, promise, &functions[0], &functions[1]));
  JsValue reject = functions[1];
  if (js_call(iso, executor, JS_UNDEFINED, 2, functions) == JS_EMPTY) {
    JsValue reason = js_take_exception(iso);
    JS_TRY(js_call(iso, reject, JS_UNDEFINED, 1, &reason));
  }
  return js_from_cell(promise);
}

/* 27.2.4.7 Promise.resolve ( x ) */
static JsValue promise_resolve(JS_ARGS) {
  (void)callee, (void)new_target;
  if (!js_is_object(this_value)) return js_throw_type_error(iso, "PromiseResolve called on non-object");
  return js_promise_resolve_with(iso, this_value, js_arg(argc, argv, 0));
}

/* 27.2.4.6 Promise.reject ( r ) */
static JsValue promise_reject(JS_ARGS) {
  (void)callee, (void)new_target;
  if (!js_is_object(this_value)) return js_throw_type_error(iso, "PromiseReject called on non-object");
  JsCapability capability;
  if (!js_new_promise_capability(iso, this_value, true, &capability)) return JS_EMPTY;
  return js_capability_reject(iso, &capability, js_arg(argc, argv, 0)) ? capability.promise : JS_EMPTY;
}

/* 27.2.4.8 Promise.try ( callback, ...args ) */
static JsValue promise_try(JS_ARGS) {
  (void)callee, (void)new_target;
  if (!js_is_object(this_value)) return js_throw_type_error(iso, "Promise.try called on non-object");
  JsCapability capability;
  if (!js_new_promise_capability(iso, this_value, true, &capability)) return JS_EMPTY;
  JsValue v = js_call(iso, js_arg(argc, argv, 0), JS_UNDEFINED, argc > 0 ? argc - 1 : 0, argv + 1);
  if (v == JS_EMPTY) return js_capability_reject_pending(iso, &capability);
  return js_capability_resolve(iso, &capability, v) ? capability.promise : JS_EMPTY;
}

/* 27.2.4.9 Promise.withResolvers ( ) */
static JsValue promise_with_resolvers(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_is_object(this_value)) return js_throw_type_error(iso, "Promise.withResolvers called on non-object");
  JsCapability capability;
  if (!js_new_promise_capability(iso, this_value, false, &capability)) return JS_EMPTY;
  JsObject *o = js_object_new(iso);
  if (!o) return JS_EMPTY;
  JS_TRY_BOOL(js_create_data_property(iso, o, js_atom_key(iso, JS_ATOM_promise), capability.promise));
  JS_TRY_BOOL(js_create_data_property(iso, o, js_atom_key(iso, JS_ATOM_resolve), capability.resolve));
  JS_TRY_BOOL(js_create_data_property(iso, o, js_atom_key(iso, JS_ATOM_reject), capability.reject));
  return js_from_cell(o);
}

/* 27.2.5.4 Promise.prototype.then ( onFulfilled, onRejected ) */
static JsValue promise_then(JS_ARGS) {
  (void)callee, (void)new_target;
  if (!js_is_kind(this_value, JS_KIND_PROMISE))
    return js_throw_incompatible_receiver(iso, "Promise.prototype.then", this_value);
  JsPromise *promise = (JsPromise *)js_as_object(this_value);
  JsValue c = js_promise_species(iso, promise);
  JS_TRY(c);
  JsCapability result;
  if (!js_new_promise_capability(iso, c, true, &result)) return JS_EMPTY;
  JS_TRY_BOOL(js_perform_promise_then(iso, promise, js_arg(argc, argv, 0), js_arg(argc, argv, 1), &result));
  return result.promise;
}

/* 27.2.5.1 Promise.prototype.catch ( onRejected ) */
static JsValue promise_catch(JS_ARGS) {
  (void)callee, (void)new_target;
  JsValue args[2] = {JS_UNDEFINED, js_arg(argc, argv, 0)};
  return js_invoke(iso, this_value, js_atom_key(iso, JS_ATOM_then), 2, args);
}

/* ---- finally (27.2.5.3) ---- */

enum { FINALLY_HANDLER, FINALLY_CONSTRUCTOR, FINALLY_SIZE };

static JsValue value_thunk(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_as_function(callee)->data;
}

static JsValue thrower(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_throw(iso, js_as_function(callee)->data);
}

/* The common steps of the two closures: runs the handler, then goes on with `after`, which keeps the value. */
static JsValue run_finally(JsIsolate *iso, JsValue callee, JsValue value, JsCode after) {
  JsEnv *record = (JsEnv *)js_as_cell(js_as_function(callee)->data);
  JsValue result = js_call(iso, record->values[FINALLY_HANDLER], JS_UNDEFINED, 0, NULL);
  JS_TRY(result);
  JsValue promise = js_promise_resolve_with(iso, record->values[FINALLY_CONSTRUCTOR], result);
  JS_TRY(promise);
  JsValue next = js_from_cell(js_function_native(iso, after, "", 0, 0, value));
  JS_TRY(next);
  return js_invoke(iso, promise, js_atom_key(iso, JS_ATOM_then), 1, &next);
}

static JsValue then_finally(JS_ARGS) {
  (void)this_value, (void)new_target;
  return run_finally(iso, callee, js_arg(argc, argv, 0), value_thunk);
}

static JsValue catch_finally(JS_ARGS) {
  (void)this_value, (void)new_target;
  return run_finally(iso, callee, js_arg(argc, argv, 0), thrower);
}

/* 27.2.5.3 Promise.prototype.finally ( onFinally ) */
static JsValue promise_finally(JS_ARGS) {
  (void)callee, (void)new_target;
  if (!js_is_object(this_value)) return js_throw_type_error(iso, "Promise.prototype.finally called on non-object");
  JsValue c = js_species_constructor(iso, js_as_object(this_value), js_intrinsic(iso, JS_INTRINSIC_Promise));
  JS_TRY(c);
  JsValue handler = js_arg(argc, argv, 0);
  JsValue args[2] = {handler, handler};
  if (js_is_callable(handler)) {
    JsEnv *record = js_record_new(iso, FINALLY_SIZE);
    if (!record) return JS_EMPTY;
    record->values[FINALLY_HANDLER] = handler;
    record->values[FINALLY_CONSTRUCTOR] = c;
    args[0] = js_from_cell(js_function_native(iso, then_finally, "", 1, 0, js_from_cell(record)));
    JS_TRY(args[0]);
    args[1] = js_from_cell(js_function_native(iso, catch_finally, "", 1, 0, js_from_cell(record)));
    JS_TRY(args[1]);
  }
  return js_invoke(iso, this_value, js_atom_key(iso, JS_ATOM_then), 2, args);
}
