/* Promise abstract operations (27.2.1, 27.2.2) and PerformPromiseThen. */
#include "builtins/promise.h"
#include "libuv_shim/loop.h"

/* PromiseReaction Records are environments: parent is the next older reaction. Those of C continuations have null in
 * the place of the promise, then the data and the two halves of the function's address. */
enum { REACTION_PROMISE, REACTION_RESOLVE, REACTION_REJECT, REACTION_ON_FULFILLED, REACTION_ON_REJECTED, REACTION_SIZE };
enum { NATIVE_MARK, NATIVE_DATA, NATIVE_LOW, NATIVE_HIGH, NATIVE_SIZE };

size_t js_promise_size(const JsCell *cell) { return js_object_size(cell); }

void js_promise_trace(JsTracer *t, JsCell *cell) {
  JsPromise *promise = (JsPromise *)cell;
  js_object_trace(t, cell);
  js_trace_value(t, promise->result);
  js_trace_cell(t, promise->reactions);
}

JsEnv *js_record_new(JsIsolate *iso, uint32_t n) {
  JsEnv *record = js_alloc(iso, JS_KIND_ENV, sizeof(JsEnv) + n * sizeof(JsValue));
  if (!record) return NULL;
  record->count = n;
  for (uint32_t i = 0; i < n; i++) record->values[i] = JS_UNDEFINED;
  return record;
}

JsPromise *js_promise_new(JsIsolate *iso) {
  JsPromise *promise = (JsPromise *)js_object_new_kind(iso, JS_KIND_PROMISE, sizeof(JsPromise),
                                                       js_intrinsic(iso, JS_INTRINSIC_PromisePrototype));
  if (promise) promise->result = JS_UNDEFINED;
  return promise;
}

/* ---- reactions ---- */

/* A function's address as two int32, and back: it stands among values. */
static JsValue low_half(JsPromiseContinuation fn) { return js_int32((int32_t)(uintptr_t)fn); }
static JsValue high_half(JsPromiseContinuation fn) { return js_int32((int32_t)((uintptr_t)fn >> 32)); }
static JsPromiseContinuation whole(JsValue low, JsValue high) {
  return (JsPromiseContinuation)((uintptr_t)(uint32_t)js_as_int32(high) << 32 | (uint32_t)js_as_int32(low));
}

/* Jobs begin in the main realm. What other realms wait for continues by continue_in_realm: its data is a record of the
 * continuation and the realm. */
enum { FOREIGN_DATA, FOREIGN_LOW, FOREIGN_HIGH, FOREIGN_REALM, FOREIGN_SIZE };

static JsValue continue_in_realm(JsIsolate *iso, JsValue data, JsValue value, bool rejected) {
  const JsEnv *record = (const JsEnv *)js_as_cell(data);
  JsRealm *outer = js_realm_enter(iso, (JsRealm *)js_as_cell(record->values[FOREIGN_REALM]));
  JsValue r = whole(record->values[FOREIGN_LOW], record->values[FOREIGN_HIGH])(iso, record->values[FOREIGN_DATA], value, rejected);
  js_realm_enter(iso, outer);
  return r;
}

/* The data for continue_in_realm; NULL: threw. */
static JsEnv *foreign_record(JsIsolate *iso, JsPromiseContinuation fn, JsValue data) {
  JsEnv *record = js_record_new(iso, FOREIGN_SIZE);
  if (!record) return NULL;
  record->values[FOREIGN_DATA] = data;
  record->values[FOREIGN_LOW] = low_half(fn);
  record->values[FOREIGN_HIGH] = high_half(fn);
  record->values[FOREIGN_REALM] = js_from_cell(iso->realm);
  js_barrier(iso, record);
  return record;
}

/* 27.2.2.1 NewPromiseReactionJob: arguments are reaction, argument, was the promise rejected? */
static JsValue reaction_job(JsIsolate *iso, uint32_t argc, JsValue *argv) {
  (void)argc;
  JsEnv *reaction = (JsEnv *)js_as_cell(argv[0]);
  JsValue argument = argv[1];
  bool rejected = argv[2] == JS_TRUE;
  if (js_is_null(reaction->values[NATIVE_MARK]))
    return whole(reaction->values[NATIVE_LOW], reaction->values[NATIVE_HIGH])(iso, reaction->values[NATIVE_DATA], argument,
                                                                             rejected);
  JsValue handler = reaction->values[rejected ? REACTION_ON_REJECTED : REACTION_ON_FULFILLED];
  JsValue result = argument;
  if (!js_is_undefined(handler)) {
    result = js_call(iso, handler, JS_UNDEFINED, 1, &argument);
    rejected = result == JS_EMPTY;
    if (rejected) result = js_take_exception(iso);
  }
  JsCapability capability = {reaction->values[REACTION_PROMISE], reaction->values[REACTION_RESOLVE],
                             reaction->values[REACTION_REJECT]};
  if (js_is_undefined(capability.promise)) return JS_UNDEFINED;
  bool ok = rejected ? js_capability_reject(iso, &capability, result) : js_capability_resolve(iso, &capability, result);
  return ok ? JS_UNDEFINED : JS_EMPTY;
}

static void enqueue_reaction(JsIsolate *iso, JsEnv *reaction, JsValue argument, bool rejected) {
  JsValue args[3] = {js_from_cell(reaction), argument, js_bool(rejected)};
  js_enqueue_job(iso, reaction_job, 3, args);
}

/* A continuation whose value is known already: arguments are data, value, was it rejected?, the function. */
static JsValue continuation_job(JsIsolate *iso, uint32_t argc, JsValue *argv) {
  (void)argc;
  return whole(argv[3], argv[4])(iso, argv[0], argv[1], argv[2] == JS_TRUE);
}

static void enqueue_continuation(JsIsolate *iso, JsPromiseContinuation fn, JsValue data, JsValue value, bool rejected) {
  JsValue args[5] = {data, value, js_bool(rejected), low_half(fn), high_half(fn)};
  js_enqueue_job(iso, continuation_job, 5, args);
}

/* 27.2.1.8 TriggerPromiseReactions: oldest first. */
static void trigger_reactions(JsIsolate *iso, JsEnv *last, JsValue argument, bool rejected) {
  JsEnv *first = NULL;
  while (last) {
    JsEnv *older = last->parent;
    last->parent = first;
    js_barrier(iso, last);
    first = last;
    last = older;
  }
  while (first) {
    JsEnv *next = first->parent;
    first->parent = NULL;
    enqueue_reaction(iso, first, argument, rejected);
    first = next;
  }
}

static void settle(JsIsolate *iso, JsPromise *promise, JsPromiseState state, JsValue result) {
  JsEnv *reactions = promise->reactions;
  promise->result = result;
  promise->reactions = NULL;
  promise->state = (uint8_t)state;
  js_barrier(iso, promise);
  if (state == JS_PROMISE_REJECTED && !promise->handled)
    js_promise_rejection_tracker(iso, js_from_cell(promise), result, false);
  trigger_reactions(iso, reactions, result, state == JS_PROMISE_REJECTED);
}

/* 27.2.1.4 FulfillPromise */
void js_promise_fulfill(JsIsolate *iso, JsPromise *promise, JsValue value) {
  settle(iso, promise, JS_PROMISE_FULFILLED, value);
}

/* 27.2.1.7 RejectPromise */
void js_promise_reject(JsIsolate *iso, JsPromise *promise, JsValue reason) {
  settle(iso, promise, JS_PROMISE_REJECTED, reason);
}

static void mark_handled(JsIsolate *iso, JsPromise *promise) {
  if (promise->state == JS_PROMISE_REJECTED && !promise->handled)
    js_promise_rejection_tracker(iso, js_from_cell(promise), promise->result, true);
  promise->handled = true;
}

static bool add_reaction(JsIsolate *iso, JsPromise *promise, JsEnv *reaction) {
  if (promise->state == JS_PROMISE_PENDING) {
    reaction->parent = promise->reactions;
    js_barrier(iso, reaction);
    promise->reactions = reaction;
    js_barrier(iso, promise);
  } else {
    enqueue_reaction(iso, reaction, promise->result, promise->state == JS_PROMISE_REJECTED);
  }
  mark_handled(iso, promise);
  return true;
}

/* 27.2.5.4.1 PerformPromiseThen */
bool js_perform_promise_then(JsIsolate *iso, JsPromise *promise, JsValue on_fulfilled, JsValue on_rejected,
                             const JsCapability *result) {
  JsEnv *reaction = js_record_new(iso, REACTION_SIZE);
  if (!reaction) return false;
  if (result) {
    reaction->values[REACTION_PROMISE] = result->promise;
    reaction->values[REACTION_RESOLVE] = result->resolve;
    reaction->values[REACTION_REJECT] = result->reject;
  }
  if (js_is_callable(on_fulfilled)) reaction->values[REACTION_ON_FULFILLED] = on_fulfilled;
  if (js_is_callable(on_rejected)) reaction->values[REACTION_ON_REJECTED] = on_rejected;
  js_barrier(iso, reaction);
  return add_reaction(iso, promise, reaction);
}

static bool then(JsIsolate *iso, JsPromise *promise, JsPromiseContinuation fn, JsValue data) {
  if (promise->state != JS_PROMISE_PENDING) { /* fast path */
    mark_handled(iso, promise);
    enqueue_continuation(iso, fn, data, promise->result, promise->state == JS_PROMISE_REJECTED);
    return true;
  }
  JsEnv *reaction = js_record_new(iso, NATIVE_SIZE);
  if (!reaction) return false;
  reaction->values[NATIVE_MARK] = JS_NULL;
  reaction->values[NATIVE_DATA] = data;
  reaction->values[NATIVE_LOW] = low_half(fn);
  reaction->values[NATIVE_HIGH] = high_half(fn);
  js_barrier(iso, reaction);
  return add_reaction(iso, promise, reaction);
}

static __attribute__((noinline, cold)) bool then_in_realm(JsIsolate *iso, JsPromise *promise, JsPromiseContinuation fn, JsValue data) {
  JsEnv *record = foreign_record(iso, fn, data);
  return record && then(iso, promise, continue_in_realm, js_from_cell(record));
}

bool js_promise_then(JsIsolate *iso, JsPromise *promise, JsPromiseContinuation fn, JsValue data) {
  if (__builtin_expect(iso->realm != iso->main_realm, 0)) return then_in_realm(iso, promise, fn, data);
  return then(iso, promise, fn, data);
}

static inline bool await(JsIsolate *iso, JsValue v, JsPromiseContinuation fn, JsValue data) {
  if (!js_is_object(v)) { /* fast path: nobody sees the promise */
    enqueue_continuation(iso, fn, data, v, false);
    return true;
  }
  JsValue promise = js_promise_from(iso, v);
  return promise != JS_EMPTY && then(iso, (JsPromise *)js_as_object(promise), fn, data);
}

static __attribute__((noinline, cold)) bool await_in_realm(JsIsolate *iso, JsValue v, JsPromiseContinuation fn, JsValue data) {
  JsEnv *record = foreign_record(iso, fn, data);
  return record && await(iso, v, continue_in_realm, js_from_cell(record));
}

bool js_promise_await(JsIsolate *iso, JsValue v, JsPromiseContinuation fn, JsValue data) {
  if (__builtin_expect(iso->realm != iso->main_realm, 0)) return await_in_realm(iso, v, fn, data);
  return await(iso, v, fn, data);
}

#define MOST_HOPS 64

static JsPromise *resolved_by(JsValue handler);

JsWaiter js_promise_only_waiter(JsPromise *promise, JsPromiseContinuation a, JsPromiseContinuation b) {
  JsWaiter waiter = {.data = JS_EMPTY};
  for (int hops = 0; hops < MOST_HOPS; hops++) { /* a promise may wait for itself */
    const JsEnv *reaction = promise->reactions;
    if (promise->state != JS_PROMISE_PENDING || !reaction || reaction->parent) return waiter;
    if (js_is_null(reaction->values[NATIVE_MARK])) {
      JsPromiseContinuation fn = whole(reaction->values[NATIVE_LOW], reaction->values[NATIVE_HIGH]);
      JsValue data = reaction->values[NATIVE_DATA];
      if (fn == continue_in_realm) {
        const JsEnv *record = (const JsEnv *)js_as_cell(data);
        fn = whole(record->values[FOREIGN_LOW], record->values[FOREIGN_HIGH]);
        data = record->values[FOREIGN_DATA];
      }
      if (fn == a || fn == b) waiter.data = data;
      return waiter;
    }
    waiter.combined = js_promise_combined(reaction->values[REACTION_ON_FULFILLED]);
    if (!waiter.combined.name) waiter.combined = js_promise_combined(reaction->values[REACTION_ON_REJECTED]);
    JsPromise *next = resolved_by(reaction->values[REACTION_ON_FULFILLED]);
    if (!next && js_is_kind(reaction->values[REACTION_PROMISE], JS_KIND_PROMISE))
      next = (JsPromise *)js_as_object(reaction->values[REACTION_PROMISE]);
    if (waiter.combined.name || !next) return waiter;
    promise = next;
  }
  return waiter;
}

/* ---- resolution ---- */

/* What a promise that was resolved with a promise of %Promise% does when that one is settled. */
static JsValue adopt(JsIsolate *iso, JsValue data, JsValue value, bool rejected) {
  JsPromise *promise = (JsPromise *)js_as_object(data);
  if (rejected) {
    js_promise_reject(iso, promise, value);
    return JS_UNDEFINED;
  }
  return js_promise_resolve(iso, promise, value) ? JS_UNDEFINED : JS_EMPTY;
}

/* CreateResolvingFunctions in the realm of then, if it has one (27.2.2.2 steps 2 to 5). */
static bool resolving_functions_for(JsIsolate *iso, JsValue then, JsPromise *promise, JsValue *functions) {
  JsRealm *r = iso->many_realms ? js_function_realm(iso, then) : NULL;
  if (!r) iso->exception = JS_EMPTY;
  JsRealm *outer = js_realm_enter(iso, r ? r : iso->realm);
  bool ok = js_create_resolving_functions(iso, promise, &functions[0], &functions[1]);
  js_realm_enter(iso, outer);
  return ok;
}

/* 27.2.2.2 NewPromiseResolveThenableJob: arguments are promise, thenable, then. */
static JsValue resolve_thenable_job(JsIsolate *iso, uint32_t argc, JsValue *argv) {
  (void)argc;
  JsPromise *promise = (JsPromise *)js_as_object(argv[0]);
  JsValue thenable = argv[1], functions[2];
  JS_TRY_BOOL(resolving_functions_for(iso, argv[2], promise, functions));
  if (js_call(iso, argv[2], thenable, 2, functions) != JS_EMPTY) return JS_UNDEFINED;
  JsValue reason = js_take_exception(iso);
  return js_call(iso, functions[1], JS_UNDEFINED, 1, &reason);
}

/* The same when nothing can tell: the thenable is of %Promise%, its then and constructor are the original ones. */
static JsValue adopt_job(JsIsolate *iso, uint32_t argc, JsValue *argv) {
  (void)argc;
  return js_promise_then(iso, (JsPromise *)js_as_object(argv[1]), adopt, argv[0]) ? JS_UNDEFINED : JS_EMPTY;
}

/* A promise whose shape has no properties of its own, while Promise.prototype is intact. */
static bool is_plain_promise(JsIsolate *iso, JsValue v) {
  if (!js_is_kind(v, JS_KIND_PROMISE) || !iso->realm->promise_then_intact) return false;
  JsShape *shape = js_shape_of(js_as_cell(v));
  if (shape->count != 0 || shape->proto != js_intrinsic(iso, JS_INTRINSIC_PromisePrototype)) return false;
  JsObject *proto = js_as_object(shape->proto);
  JsSlot slot;
  JsShape *proto_shape = js_shape_of(&proto->cell);
  if (!js_shape_lookup(iso, proto_shape, js_atom_key(iso, JS_ATOM_constructor), &slot)) return false;
  if (slot.attributes & JS_ATTR_ACCESSOR) return false;
  return *js_slot_address(proto, proto_shape, slot.index) == js_intrinsic(iso, JS_INTRINSIC_Promise);
}

/* Is Promise[@@species] the original getter? */
static bool promise_species_intact(JsIsolate *iso) {
  JsObject *c = js_intrinsic_object(iso, JS_INTRINSIC_Promise);
  JsShape *shape = js_shape_of(&c->cell);
  JsSlot slot;
  if (!js_shape_lookup(iso, shape, js_symbol_key(iso, JS_SYMBOL_species), &slot)) return false;
  if (!(slot.attributes & JS_ATTR_ACCESSOR)) return false;
  JsAccessor *accessor = (JsAccessor *)js_as_cell(*js_slot_address(c, shape, slot.index));
  return js_is_builtin(accessor->getter, js_species_getter);
}

JsValue js_promise_species(JsIsolate *iso, JsPromise *promise) {
  JsValue intrinsic = js_intrinsic(iso, JS_INTRINSIC_Promise);
  if (is_plain_promise(iso, js_from_cell(promise)) && promise_species_intact(iso)) return intrinsic; /* fast path */
  return js_species_constructor(iso, &promise->object, intrinsic);
}

bool js_promise_resolve(JsIsolate *iso, JsPromise *promise, JsValue resolution) {
  if (resolution == js_from_cell(promise)) {
    js_throw_type_error(iso, "Chaining cycle detected for promise #<Promise>");
    js_promise_reject(iso, promise, js_take_exception(iso));
    return true;
  }
  if (!js_is_object(resolution)) {
    js_promise_fulfill(iso, promise, resolution);
    return true;
  }
  JsValue args[3] = {js_from_cell(promise), resolution, JS_UNDEFINED};
  if (is_plain_promise(iso, resolution) && promise_species_intact(iso)) { /* fast path, the same number of jobs */
    js_enqueue_job(iso, adopt_job, 2, args);
    return true;
  }
  args[2] = js_get(iso, js_as_object(resolution), js_atom_key(iso, JS_ATOM_then), resolution);
  if (args[2] == JS_EMPTY) {
    js_promise_reject(iso, promise, js_take_exception(iso));
  } else if (!js_is_callable(args[2])) {
    js_promise_fulfill(iso, promise, resolution);
  } else {
    js_enqueue_job(iso, resolve_thenable_job, 3, args);
  }
  return true;
}

/* ---- resolving functions ---- */

enum { RESOLVING_PROMISE, RESOLVING_DONE, RESOLVING_SIZE };

/* The promise of a resolving function's record, the first time it is asked for; then NULL. */
static JsPromise *take_promise(JsValue callee) {
  JsEnv *record = (JsEnv *)js_as_cell(js_as_function(callee)->data);
  if (record->values[RESOLVING_DONE] == JS_TRUE) return NULL;
  record->values[RESOLVING_DONE] = JS_TRUE;
  return (JsPromise *)js_as_object(record->values[RESOLVING_PROMISE]);
}

/* 27.2.1.3.2 Promise Resolve Functions */
static JsValue resolve_function(JS_ARGS) {
  (void)this_value, (void)new_target;
  JsPromise *promise = take_promise(callee);
  if (promise) JS_TRY_BOOL(js_promise_resolve(iso, promise, js_arg(argc, argv, 0)));
  return JS_UNDEFINED;
}

/* The promise that a function resolves; NULL: it is no resolve function. */
static JsPromise *resolved_by(JsValue handler) {
  if (!js_is_builtin(handler, resolve_function)) return NULL;
  JsEnv *record = (JsEnv *)js_as_cell(js_as_function(handler)->data);
  return (JsPromise *)js_as_object(record->values[RESOLVING_PROMISE]);
}

/* 27.2.1.3.1 Promise Reject Functions */
static JsValue reject_function(JS_ARGS) {
  (void)this_value, (void)new_target;
  JsPromise *promise = take_promise(callee);
  if (promise) js_promise_reject(iso, promise, js_arg(argc, argv, 0));
  return JS_UNDEFINED;
}

bool js_create_resolving_functions(JsIsolate *iso, JsPromise *promise, JsValue *resolve, JsValue *reject) {
  JsEnv *record = js_record_new(iso, RESOLVING_SIZE);
  if (!record) return false;
  record->values[RESOLVING_PROMISE] = js_from_cell(promise);
  record->values[RESOLVING_DONE] = JS_FALSE;
  *resolve = js_from_cell(js_function_native(iso, resolve_function, "", 1, 0, js_from_cell(record)));
  *reject = js_from_cell(js_function_native(iso, reject_function, "", 1, 0, js_from_cell(record)));
  return *resolve != JS_EMPTY && *reject != JS_EMPTY;
}

/* ---- capabilities ---- */

enum { EXECUTOR_RESOLVE, EXECUTOR_REJECT, EXECUTOR_SIZE };

/* The executor of 27.2.1.5 NewPromiseCapability, step 4. */
static JsValue capability_executor(JS_ARGS) {
  (void)this_value, (void)new_target;
  JsEnv *record = (JsEnv *)js_as_cell(js_as_function(callee)->data);
  if (!js_is_undefined(record->values[EXECUTOR_RESOLVE]) || !js_is_undefined(record->values[EXECUTOR_REJECT]))
    return js_throw_type_error(iso, "Promise executor has already been invoked with non-undefined arguments");
  record->values[EXECUTOR_RESOLVE] = js_arg(argc, argv, 0);
  record->values[EXECUTOR_REJECT] = js_arg(argc, argv, 1);
  js_barrier(iso, record);
  return JS_UNDEFINED;
}

bool js_new_promise_capability(JsIsolate *iso, JsValue constructor, bool lazy, JsCapability *out) {
  out->resolve = out->reject = JS_UNDEFINED;
  if (constructor == js_intrinsic(iso, JS_INTRINSIC_Promise)) { /* fast path: no executor */
    JsPromise *promise = js_promise_new(iso);
    if (!promise) return false;
    out->promise = js_from_cell(promise);
    return lazy || js_create_resolving_functions(iso, promise, &out->resolve, &out->reject);
  }
  if (!js_is_constructor(constructor)) {
    js_throw_type_about(iso, "", constructor, " is not a constructor");
    return false;
  }
  JsEnv *record = js_record_new(iso, EXECUTOR_SIZE);
  JsFunction *executor =
      record ? js_function_native(iso, capability_executor, "", 2, 0, js_from_cell(record)) : NULL;
  if (!executor) return false;
  JsValue arg = js_from_cell(executor);
  out->promise = js_construct(iso, constructor, constructor, 1, &arg);
  if (out->promise == JS_EMPTY) return false;
  out->resolve = record->values[EXECUTOR_RESOLVE];
  out->reject = record->values[EXECUTOR_REJECT];
  if (js_is_callable(out->resolve) && js_is_callable(out->reject)) return true;
  js_throw_type_error(iso, "Promise resolve or reject function is not callable");
  return false;
}

bool js_capability_resolve(JsIsolate *iso, const JsCapability *c, JsValue v) {
  if (js_is_undefined(c->resolve)) return js_promise_resolve(iso, (JsPromise *)js_as_object(c->promise), v);
  return js_call(iso, c->resolve, JS_UNDEFINED, 1, &v) != JS_EMPTY;
}

bool js_capability_reject(JsIsolate *iso, const JsCapability *c, JsValue reason) {
  if (!js_is_undefined(c->reject)) return js_call(iso, c->reject, JS_UNDEFINED, 1, &reason) != JS_EMPTY;
  js_promise_reject(iso, (JsPromise *)js_as_object(c->promise), reason);
  return true;
}

JsValue js_capability_reject_pending(JsIsolate *iso, const JsCapability *c) {
  JsValue reason = js_take_exception(iso);
  return js_capability_reject(iso, c, reason) ? c->promise : JS_EMPTY;
}

JsValue js_promise_resolve_with(JsIsolate *iso, JsValue constructor, JsValue x) {
  if (js_is_kind(x, JS_KIND_PROMISE)) {
    JsValue c = js_get(iso, js_as_object(x), js_atom_key(iso, JS_ATOM_constructor), x);
    JS_TRY(c);
    if (c == constructor) return x;
  }
  JsCapability capability;
  if (!js_new_promise_capability(iso, constructor, true, &capability)) return JS_EMPTY;
  return js_capability_resolve(iso, &capability, x) ? capability.promise : JS_EMPTY;
}

JsValue js_promise_from(JsIsolate *iso, JsValue v) {
  if (is_plain_promise(iso, v)) return v;
  return js_promise_resolve_with(iso, js_intrinsic(iso, JS_INTRINSIC_Promise), v);
}
