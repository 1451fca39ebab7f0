/* Async generators (27.6) and their functions (27.4). */
#include "builtins/generator.h"

static JsValue async_generator_next(JS_ARGS);
static JsValue async_generator_return(JS_ARGS);
static JsValue async_generator_throw(JS_ARGS);

static const JsBuiltin methods[] = {
    JS_B_FN("next", async_generator_next, 1),
    JS_B_FN("return", async_generator_return, 1),
    JS_B_FN("throw", async_generator_throw, 1),
    JS_B_TAG("AsyncGenerator"),
    JS_BUILTIN_END,
};

void js_init_async_generator(JsIsolate *iso) {
  js_install_function_kind(iso, "AsyncGeneratorFunction", JS_INTRINSIC_AsyncGeneratorFunction,
                           JS_INTRINSIC_AsyncGeneratorFunctionPrototype, &iso->realm->async_generator_function_shape);
  JsObject *proto = js_object_new_proto(iso, js_intrinsic(iso, JS_INTRINSIC_AsyncIteratorPrototype));
  js_intrinsic_set(iso, JS_INTRINSIC_AsyncGeneratorPrototype, js_from_cell(proto));
  js_link_generator_prototype(iso, proto, JS_INTRINSIC_AsyncGeneratorFunctionPrototype);
  js_install(iso, proto, methods);
}

/* ---- requests (27.6.3.1) ---- */

/* A ring of records; owner is the last one, whose parent is the first. */
enum { REQUEST_MODE, REQUEST_VALUE, REQUEST_PROMISE, REQUEST_SIZE };

static bool queue_empty(const JsActivation *g) { return js_is_undefined(g->owner); }

static JsEnv *first_request(const JsActivation *g) { return ((JsEnv *)js_as_cell(g->owner))->parent; }

static int32_t request_mode(const JsEnv *request) { return js_as_int32(request->values[REQUEST_MODE]); }

/* 27.6.3.4 AsyncGeneratorEnqueue */
static bool enqueue(JsIsolate *iso, JsActivation *g, int32_t mode, JsValue value, JsPromise *promise) {
  JsEnv *request = js_record_new(iso, REQUEST_SIZE);
  if (!request) return false;
  request->values[REQUEST_MODE] = js_int32(mode);
  request->values[REQUEST_VALUE] = value;
  request->values[REQUEST_PROMISE] = js_from_cell(promise);
  request->parent = request;
  if (!queue_empty(g)) {
    JsEnv *last = (JsEnv *)js_as_cell(g->owner);
    request->parent = last->parent;
    last->parent = request;
    js_barrier(iso, last);
  }
  js_barrier(iso, request);
  g->owner = js_from_cell(request);
  js_barrier(iso, g);
  return true;
}

static JsPromise *dequeue(JsIsolate *iso, JsActivation *g) {
  JsEnv *last = (JsEnv *)js_as_cell(g->owner), *first = last->parent;
  if (first == last) {
    g->owner = JS_UNDEFINED;
  } else {
    last->parent = first->parent;
    js_barrier(iso, last);
  }
  return (JsPromise *)js_as_object(first->values[REQUEST_PROMISE]);
}

/* 27.6.3.5 AsyncGeneratorCompleteStep: value JS_EMPTY is a throw of the pending exception. */
static void complete_step(JsIsolate *iso, JsActivation *g, JsValue value, bool done) {
  JsValue reason = value == JS_EMPTY ? js_take_exception(iso) : JS_EMPTY;
  JsPromise *promise = dequeue(iso, g);
  if (reason != JS_EMPTY) {
    js_promise_reject(iso, promise, reason);
    return;
  }
  JsValue result = js_iter_result(iso, value, done);
  if (result == JS_EMPTY) {
    js_promise_reject(iso, promise, js_take_exception(iso));
  } else {
    js_promise_resolve(iso, promise, result);
  }
}

/* ---- completion ---- */

static void drain(JsIsolate *iso, JsActivation *g);

/* What 27.6.3.9 AsyncGeneratorAwaitReturn waits for. */
static JsValue return_awaited(JsIsolate *iso, JsValue generator, JsValue value, bool rejected) {
  JsActivation *g = (JsActivation *)js_as_cell(generator);
  if (rejected) value = js_throw(iso, value);
  complete_step(iso, g, value, true);
  drain(iso, g);
  return JS_UNDEFINED;
}

/* 27.6.3.10 AsyncGeneratorDrainQueue, with 27.6.3.9 AsyncGeneratorAwaitReturn: answers until a return has to be awaited. */
static void drain(JsIsolate *iso, JsActivation *g) {
  while (!queue_empty(g)) {
    JsEnv *request = first_request(g);
    JsValue value = request->values[REQUEST_VALUE];
    switch (request_mode(request)) {
      case JS_RESUME_RETURN:
        if (js_promise_await(iso, value, return_awaited, js_from_cell(g))) return;
        value = JS_EMPTY;
        break;
      case JS_RESUME_THROW: value = js_throw(iso, value); break;
      default: value = JS_UNDEFINED;
    }
    complete_step(iso, g, value, true);
  }
  g->state = JS_ACTIVATION_COMPLETED;
}

/* ---- running ---- */

/* Answers a request with what was yielded. Meanwhile the generator counts as running. true: there is another one. */
static bool yielded(JsIsolate *iso, JsActivation *g, JsValue value) {
  int32_t state = g->state;
  g->state = JS_ACTIVATION_RUNNING;
  complete_step(iso, g, value, false);
  g->state = state;
  return !queue_empty(g);
}

/* 27.6.3.2 AsyncGeneratorStart from step 4 on, 27.6.3.6 AsyncGeneratorResume, 27.6.3.8 AsyncGeneratorYield: runs until there
 * is nothing to do but wait. */
static void run(JsIsolate *iso, JsActivation *g, JsValue value, int32_t mode) {
  for (;;) {
    JsValue r = js_activation_resume(iso, g, value, mode);
    if (g->state == JS_ACTIVATION_COMPLETED) {
      g->state = JS_ACTIVATION_DRAINING;
      complete_step(iso, g, r, true);
      drain(iso, g);
      return;
    }
    if (js_activation_is_at(g, JS_SUSPENDED_AWAIT)) {
      if (js_promise_await(iso, r, js_async_generator_continue, js_from_cell(g))) return;
      value = js_take_exception(iso);
      mode = JS_RESUME_THROW;
      continue;
    }
    if (!yielded(iso, g, r)) return;
    JsEnv *request = first_request(g);
    value = request->values[REQUEST_VALUE];
    mode = request_mode(request);
  }
}

JsValue js_async_generator_continue(JsIsolate *iso, JsValue generator, JsValue value, bool rejected) {
  JsActivation *outer = iso->resumed;
  iso->resumed = (JsActivation *)js_as_cell(generator);
  run(iso, iso->resumed, value, rejected ? JS_RESUME_THROW : JS_RESUME_NEXT);
  iso->resumed = outer;
  JS_KEEP(generator);
  return JS_UNDEFINED;
}

JsPromise *js_async_generator_promise(const JsActivation *g) {
  return queue_empty(g) ? NULL : (JsPromise *)js_as_object(first_request(g)->values[REQUEST_PROMISE]);
}

/* ---- methods ---- */

static bool suspended(const JsActivation *g) {
  return js_activation_is_at(g, JS_SUSPENDED_START) || js_activation_is_at(g, JS_SUSPENDED_YIELD);
}

/* A request to a generator that has completed, or that has not started and is to end. */
static void request_completed(JsIsolate *iso, JsActivation *g, JsPromise *promise, JsValue value, int32_t mode) {
  if (mode == JS_RESUME_NEXT) {
    js_promise_resolve(iso, promise, js_iter_result(iso, JS_UNDEFINED, true));
  } else if (mode == JS_RESUME_THROW) {
    g->state = JS_ACTIVATION_COMPLETED;
    js_promise_reject(iso, promise, value);
  } else if (enqueue(iso, g, mode, value, promise)) {
    g->state = JS_ACTIVATION_DRAINING;
    drain(iso, g);
  }
}

static JsValue request(JsIsolate *iso, JsValue this_value, JsValue value, int32_t mode, const char *method) {
  JsPromise *promise = js_promise_new(iso);
  if (!promise) return JS_EMPTY;
  JsActivation *g = js_as_generator(this_value, true);
  if (!g) {
    js_throw_incompatible_receiver(iso, method, this_value);
    js_promise_reject(iso, promise, js_take_exception(iso));
    return js_from_cell(promise);
  }
  bool ends = mode != JS_RESUME_NEXT && js_activation_is_at(g, JS_SUSPENDED_START);
  if (ends || g->state == JS_ACTIVATION_COMPLETED) {
    request_completed(iso, g, promise, value, mode);
    return js_from_cell(promise);
  }
  if (!enqueue(iso, g, mode, value, promise)) return JS_EMPTY;
  if (suspended(g)) {
    JsRealm *outer = js_realm_enter(iso, js_generator_realm(iso, g));
    run(iso, g, value, mode);
    js_realm_enter(iso, outer);
  }
  return js_from_cell(promise);
}

/* 27.6.1.2 %AsyncGeneratorPrototype%.next ( value ) */
static JsValue async_generator_next(JS_ARGS) {
  (void)callee, (void)new_target;
  return request(iso, this_value, js_arg(argc, argv, 0), JS_RESUME_NEXT, "[AsyncGenerator].prototype.next");
}

/* 27.6.1.3 %AsyncGeneratorPrototype%.return ( value ) */
static JsValue async_generator_return(JS_ARGS) {
  (void)callee, (void)new_target;
  return request(iso, this_value, js_arg(argc, argv, 0), JS_RESUME_RETURN, "[AsyncGenerator].prototype.return");
}

/* 27.6.1.4 %AsyncGeneratorPrototype%.throw ( exception ) */
static JsValue async_generator_throw(JS_ARGS) {
  (void)callee, (void)new_target;
  return request(iso, this_value, js_arg(argc, argv, 0), JS_RESUME_THROW, "[AsyncGenerator].prototype.throw");
}
