/* Promises (27.2): the objects, and the operations that C code and async functions use. */
#ifndef LODE_BUILTINS_PROMISE_H
#define LODE_BUILTINS_PROMISE_H

#include "builtins/builtins.h"

typedef enum JsPromiseState { JS_PROMISE_PENDING, JS_PROMISE_FULFILLED, JS_PROMISE_REJECTED } JsPromiseState;

typedef struct JsPromise {
  JsObject object;
  JsValue result;
  JsEnv *reactions; /* of a pending promise, the last one first: see promise.c */
  uint8_t state;    /* JsPromiseState */
  bool handled;
} JsPromise;

/* A fresh pending promise of %Promise%. NULL: threw. */
JsPromise *js_promise_new(JsIsolate *iso);
/* The steps of a promise's resolve function (27.2.1.3.2 from step 7 on): follows thenables. */
bool js_promise_resolve(JsIsolate *iso, JsPromise *promise, JsValue resolution);
void js_promise_fulfill(JsIsolate *iso, JsPromise *promise, JsValue value);
void js_promise_reject(JsIsolate *iso, JsPromise *promise, JsValue reason);
/* PromiseResolve (27.2.4.7.1) with %Promise%. JS_EMPTY: threw. */
JsValue js_promise_from(JsIsolate *iso, JsValue v);

/* Continues in C when the promise is settled, from a job. Its result is ignored; a pending exception is fatal as any
 * uncaught exception of a job is. */
typedef JsValue (*JsPromiseContinuation)(JsIsolate *iso, JsValue data, JsValue value, bool rejected);
bool js_promise_then(JsIsolate *iso, JsPromise *promise, JsPromiseContinuation fn, JsValue data);
/* An element that Promise.all, allSettled or any wait for: which of them (NULL: none), its index, the promise of the whole. */
typedef struct JsCombined {
  const char *name;
  uint32_t index;
  JsValue promise;
} JsCombined;
JsCombined js_promise_combined(JsValue handler); /* by the function that is called when the element is settled */
/* What alone waits for a pending promise, or for what the only then of it gives or resolves: a continuation that is one of two
 * functions (its data, else JS_EMPTY), or a combinator. Runs nothing. */
typedef struct JsWaiter {
  JsValue data;
  JsCombined combined;
} JsWaiter;
JsWaiter js_promise_only_waiter(JsPromise *promise, JsPromiseContinuation a, JsPromiseContinuation b);
/* Await (27.7.5.3): PromiseResolve(%Promise%, v), then the continuation. false: threw. */
bool js_promise_await(JsIsolate *iso, JsValue v, JsPromiseContinuation fn, JsValue data);

/* PromiseCapability Records (27.2.1.1). resolve and reject are undefined where promise is one of %Promise% that nobody
 * else settles. */
typedef struct JsCapability {
  JsValue promise, resolve, reject;
} JsCapability;
/* lazy: resolve and reject may stay undefined. false: threw. */
bool js_new_promise_capability(JsIsolate *iso, JsValue constructor, bool lazy, JsCapability *out);
bool js_capability_resolve(JsIsolate *iso, const JsCapability *c, JsValue v);
bool js_capability_reject(JsIsolate *iso, const JsCapability *c, JsValue reason);
/* IfAbruptRejectPromise: rejects with the pending exception and returns the promise. */
JsValue js_capability_reject_pending(JsIsolate *iso, const JsCapability *c);

/* SpeciesConstructor(promise, %Promise%) */
JsValue js_promise_species(JsIsolate *iso, JsPromise *promise);

/* CreateResolvingFunctions (27.2.1.3) */
bool js_create_resolving_functions(JsIsolate *iso, JsPromise *promise, JsValue *resolve, JsValue *reject);
/* PerformPromiseThen (27.2.5.4.1); handlers: callable or undefined. */
bool js_perform_promise_then(JsIsolate *iso, JsPromise *promise, JsValue on_fulfilled, JsValue on_rejected,
                             const JsCapability *result);
/* 27.2.4.7.1 PromiseResolve ( C, x ) */
JsValue js_promise_resolve_with(JsIsolate *iso, JsValue constructor, JsValue x);

/* A small record of values, for closures: an environment without parent. NULL: threw. */
JsEnv *js_record_new(JsIsolate *iso, uint32_t n);

/* promise_combinators.c */
JsValue js_promise_all(JS_ARGS);
JsValue js_promise_all_settled(JS_ARGS);
JsValue js_promise_any(JS_ARGS);
JsValue js_promise_race(JS_ARGS);
JsValue js_promise_all_keyed(JS_ARGS);
JsValue js_promise_all_settled_keyed(JS_ARGS);

#endif
