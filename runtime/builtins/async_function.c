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

static JsValue goes_on(JsIsolate *iso, JsValue activation, JsValue value, bool rejected);

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
    if (js_promise_await(iso, r, goes_on, js_from_cell(a))) return;
    value = js_take_exception(iso);
    mode = JS_RESUME_THROW;
  }
}

static JsValue goes_on(JsIsolate *iso, JsValue activation, JsValue value, bool rejected) {
  run(iso, (JsActivation *)js_as_cell(activation), value, rejected ? JS_RESUME_THROW : JS_RESUME_NEXT);
  return JS_UNDEFINED;
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
