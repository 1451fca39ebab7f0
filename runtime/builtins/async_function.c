/* Async functions (27.7): the kind of function, and how their activations are run. */
#include "builtins/generator.h"
#include "lode_abi.h"
#include "object/internal.h"

void js_init_async_function(JsIsolate *iso) {
  js_install_function_kind(iso, "AsyncFunction", JS_INTRINSIC_AsyncFunction, JS_INTRINSIC_AsyncFunctionPrototype,
                           &iso->realm->async_function_shape);
  iso->realm->activation_shape = js_shape_root_sized(iso, JS_NULL, JS_KIND_GENERATOR, sizeof(JsActivation), 0);
  js_barrier(iso, iso->realm);
}

/* 27.7.5.2 AsyncBlockStart: runs to the next await, or to the end, which settles the promise. */
static void run(JsIsolate *iso, JsActivation *a, JsValue value, int32_t mode) {
  for (;;) {
    JsValue r = js_activation_resume(iso, a, value, mode);
    if (a->state == JS_ACTIVATION_COMPLETED) {
      JsPromise *promise = (JsPromise *)js_as_object(a->owner);
      if (r == JS_EMPTY) {
        js_promise_reject(iso, promise, js_take_exception(iso));
      } else {
        js_promise_resolve(iso, promise, r);
      }
      return;
    }
    if (js_promise_await(iso, r, js_async_function_continue, js_from_cell(a))) return;
    value = js_take_exception(iso);
    mode = JS_RESUME_THROW;
  }
}

JsValue js_async_function_continue(JsIsolate *iso, JsValue activation, JsValue value, bool rejected) {
  JsActivation *outer = iso->resumed;
  iso->resumed = (JsActivation *)js_as_cell(activation);
  run(iso, iso->resumed, value, rejected ? JS_RESUME_THROW : JS_RESUME_NEXT);
  iso->resumed = outer;
  JS_KEEP(activation);
  return JS_UNDEFINED;
}

JsPromise *js_activation_promise(const JsActivation *a) {
  return a->info->flags & JS_FN_GENERATOR ? js_async_generator_promise(a)
         : js_is_kind(a->owner, JS_KIND_PROMISE) ? (JsPromise *)js_as_object(a->owner) : NULL;
}

const JsActivation *js_promise_awaiting(JsPromise *promise, JsCombined *combined) {
  JsWaiter waiter = js_promise_only_waiter(promise, js_async_function_continue, js_async_generator_continue);
  *combined = waiter.combined;
  return waiter.data == JS_EMPTY ? NULL : (const JsActivation *)js_as_cell(waiter.data);
}

/* 27.7.5.1 AsyncFunctionStart: the promise. */
JsValue lode_async_start(JsIsolate *iso, JsValue activation) {
  JsActivation *a = (JsActivation *)js_as_cell(activation);
  JsPromise *promise = js_promise_new(iso);
  if (!promise) return JS_EMPTY;
  a->owner = js_from_cell(promise);
  js_barrier(iso, a);
  run(iso, a, JS_UNDEFINED, JS_RESUME_NEXT);
  return js_from_cell(promise);
}

/* The promise of an async function whose prologue threw. */
JsValue lode_async_rejected(JsIsolate *iso, JsValue reason) {
  JsPromise *promise = js_promise_new(iso);
  if (!promise) return JS_EMPTY;
  js_promise_reject(iso, promise, reason);
  return js_from_cell(promise);
}
