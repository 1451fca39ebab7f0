/* Activations: what is kept of a resumable function (generator, async function) while it is suspended.
 *
 * The compiler makes two functions of each (compiler/ir/passes/split_suspensions.py). The first, what JavaScript calls,
 * runs the prologue and makes an activation. The second, the body, is called each time that the function is resumed,
 * with the activation as callee and what is sent as this; it keeps what it needs later in the slots. An activation is an
 * object: that of a generator is the generator itself, that of an async function is never seen by JavaScript. */
#ifndef LODE_BUILTINS_GENERATOR_H
#define LODE_BUILTINS_GENERATOR_H

#include "builtins/promise.h"

typedef struct JsActivation JsActivation;
struct JsActivation {
  JsObject object;
  const JsFunctionInfo *info; /* of the body: its code; slots_hint says how many slots */
  int32_t state;              /* where it is suspended, with JS_SUSPENDED_* in the low bits; or JS_ACTIVATION_* */
  int16_t mode;               /* JS_RESUME_*: how it was resumed last */
  bool foreign;               /* a generator of another realm than the main one, which stands behind the slots */
  JsValue owner;              /* async functions: the promise; async generators: the requests */
  JsValue slots[];
};

#define JS_SUSPENDED_START 0
#define JS_SUSPENDED_YIELD 1
#define JS_SUSPENDED_AWAIT 2
#define JS_SUSPENDED_DELEGATE 3 /* in a yield*: what is yielded is an iterator result already */
#define JS_ACTIVATION_RUNNING (-1)
#define JS_ACTIVATION_COMPLETED (-2)
#define JS_ACTIVATION_DRAINING (-3) /* an async generator that has completed, with requests left */

#define JS_RESUME_NEXT 0
#define JS_RESUME_THROW 1
#define JS_RESUME_RETURN 2

static inline bool js_activation_is_at(const JsActivation *a, int32_t kind) {
  return a->state >= 0 && (a->state & 3) == kind;
}

/* Goes on in the body, which is suspended. The result is what it yields or awaits, or, with the state COMPLETED, what
 * it returns. JS_EMPTY: completed by an exception. [collects, re-enters] */
JsValue js_activation_resume(JsIsolate *iso, JsActivation *a, JsValue value, int32_t mode);

/* The realm of the function that made a generator. */
JsRealm *js_generator_realm(JsIsolate *iso, const JsActivation *g);

/* Resumes the activation of an async function or generator from a job: what is settled was awaited. */
JsValue js_async_function_continue(JsIsolate *iso, JsValue activation, JsValue value, bool rejected);
JsValue js_async_generator_continue(JsIsolate *iso, JsValue generator, JsValue value, bool rejected);
/* The promise which a stands for; NULL: none. */
JsPromise *js_activation_promise(const JsActivation *a);
/* The only one that awaits a promise; NULL: none or unknown, or it waits for a combinator. */
const JsActivation *js_promise_awaiting(JsPromise *promise, JsCombined *combined);
/* Of an async generator: the promise of the request that it works on; NULL: none. */
JsPromise *js_async_generator_promise(const JsActivation *g);

/* Is it a generator whose next method is the original one? Then a step needs no result object: 1 value, 0 done,
 * -1 threw. [collects, re-enters] */
bool js_is_plain_generator(JsValue iterator, JsValue next);
int js_generator_step(JsIsolate *iso, JsValue generator, JsValue *value);

/* v as a generator; NULL if it isn't one. */
static inline JsActivation *js_as_generator(JsValue v, bool async) {
  if (!js_is_kind(v, JS_KIND_GENERATOR)) return NULL;
  JsActivation *a = (JsActivation *)js_as_cell(v);
  return !(a->info->flags & JS_FN_ASYNC) == !async ? a : NULL;
}

/* Installs a constructor of functions, such as %GeneratorFunction%, and its prototype: 27.3.2, 27.4.2, 27.7.2. */
void js_install_function_kind(JsIsolate *iso, const char *name, JsIntrinsicId constructor, JsIntrinsicId prototype,
                              JsShape **root_shape);
/* %GeneratorPrototype% or %AsyncGeneratorPrototype%: links it with the prototype of its functions. */
void js_link_generator_prototype(JsIsolate *iso, JsObject *proto, JsIntrinsicId function_prototype);

#endif
