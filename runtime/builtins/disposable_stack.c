/* DisposableStack (27.3), AsyncDisposableStack (27.4) of Explicit Resource Management: resources like those of using
 * declarations (object/disposal.c), in an object. */
#include "builtins/builtins.h"
#include "builtins/promise.h"
#include "lode_abi.h"
#include "object/disposal.h"
#include "object/host.h"

#include <stdio.h>

static JsValue stack_constructor(JS_ARGS);
static JsValue stack_adopt(JS_ARGS);
static JsValue stack_defer(JS_ARGS);
static JsValue stack_dispose(JS_ARGS);
static JsValue stack_disposed(JS_ARGS);
static JsValue stack_move(JS_ARGS);
static JsValue stack_use(JS_ARGS);
static JsValue async_stack_constructor(JS_ARGS);
static JsValue async_stack_adopt(JS_ARGS);
static JsValue async_stack_defer(JS_ARGS);
static JsValue async_stack_dispose(JS_ARGS);
static JsValue async_stack_disposed(JS_ARGS);
static JsValue async_stack_move(JS_ARGS);
static JsValue async_stack_use(JS_ARGS);

static const JsBuiltin methods[] = {
    JS_B_SHOWN("use", stack_use, 1),
    JS_B_SHOWN("dispose", stack_dispose, 0),
    JS_B_SHOWN("adopt", stack_adopt, 2),
    JS_B_SHOWN("defer", stack_defer, 1),
    JS_B_SHOWN("move", stack_move, 0),
    JS_B_GET("disposed", stack_disposed),
    JS_B_TAG("DisposableStack"),
    JS_BUILTIN_END,
};

static const JsBuiltin async_methods[] = {
    JS_B_SHOWN("use", async_stack_use, 1),
    JS_B_SHOWN("disposeAsync", async_stack_dispose, 0),
    JS_B_SHOWN("adopt", async_stack_adopt, 2),
    JS_B_SHOWN("defer", async_stack_defer, 1),
    JS_B_SHOWN("move", async_stack_move, 0),
    JS_B_GET("disposed", async_stack_disposed),
    JS_B_TAG("AsyncDisposableStack"),
    JS_BUILTIN_END,
};

/* 27.3.3.9, 27.4.3.9: the methods under the well-known symbols are those with names. */
static void alias(JsIsolate *iso, JsObject *proto, JsSymbolId symbol, const char *name) {
  JsValue method = js_get(iso, proto, js_key_from_cstr(iso, name), js_from_cell(proto));
  js_define_data(iso, proto, js_symbol_key(iso, symbol), method, JS_ATTR_HIDDEN);
}

void js_init_disposable_stack(JsIsolate *iso) {
  JsObject *proto = js_object_new(iso), *async_proto = js_object_new(iso);
  js_function_show(js_install_class(iso, "DisposableStack", stack_constructor, 0, JS_INTRINSIC_DisposableStack,
                                    JS_INTRINSIC_DisposableStackPrototype, proto, NULL, methods));
  alias(iso, proto, JS_SYMBOL_dispose, "dispose");
  js_function_show(js_install_class(iso, "AsyncDisposableStack", async_stack_constructor, 0,
                                    JS_INTRINSIC_AsyncDisposableStack, JS_INTRINSIC_AsyncDisposableStackPrototype,
                                    async_proto, NULL, async_methods));
  alias(iso, async_proto, JS_SYMBOL_asyncDispose, "disposeAsync");
}

/* ---- what both have in common ---- */

/* values[RESOURCES]: what lode_dispose_open made; undefined once they are disposed of. */
enum { RESOURCES };
static const JsHostClass stack_class = {"DisposableStack", sizeof(JsHostObject), NULL, NULL};
static const JsHostClass async_stack_class = {"AsyncDisposableStack", sizeof(JsHostObject), NULL, NULL};

static JsValue construct(JsIsolate *iso, const JsHostClass *kind, JsIntrinsicId intrinsic, JsValue new_target) {
  if (js_is_undefined(new_target)) return js_throw_type_error(iso, "Constructor %s requires 'new'", kind->name);
  JsHostObject *stack = (JsHostObject *)js_object_from_constructor(iso, new_target, intrinsic, JS_KIND_HOST, kind->size);
  if (!stack) return JS_EMPTY;
  stack->host_class = kind;
  stack->values[0] = stack->values[1] = JS_UNDEFINED;
  stack->values[RESOURCES] = lode_dispose_open(iso);
  js_barrier(iso, stack);
  return js_from_cell(stack);
}

static JsValue throw_incompatible(JsIsolate *iso, const JsHostClass *kind, const char *method, JsValue v) {
  char name[64];
  snprintf(name, sizeof name, "%s.prototype.%s", kind->name, method);
  return js_throw_incompatible_receiver(iso, name, v);
}

/* this as a stack that is not disposed yet. NULL: threw. */
static JsHostObject *pending(JsIsolate *iso, const JsHostClass *kind, const char *method, JsValue this_value) {
  JsHostObject *stack = js_host_object(this_value, kind);
  if (!stack) {
    throw_incompatible(iso, kind, method, this_value);
  } else if (js_is_undefined(stack->values[RESOURCES])) {
    js_throw_reference_error(iso, "Cannot add values to a disposed stack!");
    stack = NULL;
  }
  return stack;
}

/* Takes the resources out: the stack is disposed. */
static JsValue take_resources(JsHostObject *stack) {
  JsValue resources = stack->values[RESOURCES];
  stack->values[RESOURCES] = JS_UNDEFINED;
  return resources;
}

static JsValue use(JsIsolate *iso, const JsHostClass *kind, JsValue this_value, JsValue v) {
  JsHostObject *stack = pending(iso, kind, "use", this_value);
  if (!stack) return JS_EMPTY;
  return lode_dispose_add(iso, stack->values[RESOURCES], v, kind == &async_stack_class) ? v : JS_EMPTY;
}

/* The closure of adopt: calls what it was given with the value. */
static JsValue call_with_value(JS_ARGS) {
  (void)this_value, (void)new_target, (void)argc, (void)argv;
  JsEnv *record = (JsEnv *)js_as_cell(js_as_function(callee)->data);
  JsValue v = record->values[1];
  return js_call(iso, record->values[0], JS_UNDEFINED, 1, &v);
}

static JsValue adopt(JsIsolate *iso, const JsHostClass *kind, JsValue this_value, JsValue v, JsValue on_dispose) {
  JsHostObject *stack = pending(iso, kind, "adopt", this_value);
  if (!stack) return JS_EMPTY;
  if (!js_is_callable(on_dispose)) return js_throw_not_function(iso, on_dispose);
  JsEnv *record = js_record_new(iso, 2);
  if (!record) return JS_EMPTY;
  record->values[0] = on_dispose;
  record->values[1] = v;
  JsFunction *f = js_function_native(iso, call_with_value, "", 0, 0, js_from_cell(record));
  if (!f) return JS_EMPTY;
  bool async = kind == &async_stack_class;
  return js_dispose_add_method(iso, stack->values[RESOURCES], JS_UNDEFINED, js_from_cell(f), async) ? v : JS_EMPTY;
}

static JsValue defer(JsIsolate *iso, const JsHostClass *kind, JsValue this_value, JsValue on_dispose) {
  JsHostObject *stack = pending(iso, kind, "defer", this_value);
  if (!stack) return JS_EMPTY;
  if (!js_is_callable(on_dispose)) return js_throw_not_function(iso, on_dispose);
  bool async = kind == &async_stack_class;
  return js_dispose_add_method(iso, stack->values[RESOURCES], JS_UNDEFINED, on_dispose, async) ? JS_UNDEFINED : JS_EMPTY;
}

static JsValue move(JsIsolate *iso, const JsHostClass *kind, JsIntrinsicId intrinsic, JsValue this_value) {
  JsHostObject *stack = pending(iso, kind, "move", this_value);
  JsHostObject *fresh = stack ? js_host_object_new(iso, kind, js_intrinsic(iso, intrinsic)) : NULL;
  if (!fresh) return JS_EMPTY;
  fresh->values[RESOURCES] = take_resources(stack);
  js_barrier(iso, fresh);
  return js_from_cell(fresh);
}

static JsValue disposed(JsIsolate *iso, const JsHostClass *kind, JsValue this_value) {
  JsHostObject *stack = js_host_object(this_value, kind);
  if (!stack) return throw_incompatible(iso, kind, "disposed", this_value);
  return js_bool(js_is_undefined(stack->values[RESOURCES]));
}

/* ---- DisposableStack ---- */

/* 27.3.1.1 DisposableStack ( ) */
static JsValue stack_constructor(JS_ARGS) {
  (void)callee, (void)this_value, (void)argc, (void)argv;
  return construct(iso, &stack_class, JS_INTRINSIC_DisposableStackPrototype, new_target);
}

/* 27.3.3.1 DisposableStack.prototype.adopt ( value, onDispose ) */
static JsValue stack_adopt(JS_ARGS) {
  (void)callee, (void)new_target;
  return adopt(iso, &stack_class, this_value, js_arg(argc, argv, 0), js_arg(argc, argv, 1));
}

/* 27.3.3.3 DisposableStack.prototype.defer ( onDispose ) */
static JsValue stack_defer(JS_ARGS) {
  (void)callee, (void)new_target;
  return defer(iso, &stack_class, this_value, js_arg(argc, argv, 0));
}

/* 27.3.3.4 DisposableStack.prototype.dispose ( ) */
static JsValue stack_dispose(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsHostObject *stack = js_host_object(this_value, &stack_class);
  if (!stack) return throw_incompatible(iso, &stack_class, "dispose", this_value);
  JsValue resources = take_resources(stack);
  if (js_is_undefined(resources)) return JS_UNDEFINED;
  while (lode_dispose_next(iso, resources) != JS_ITER_DONE) {
  }
  return lode_dispose_finish(iso, resources) ? JS_UNDEFINED : JS_EMPTY;
}

/* 27.3.3.5 get DisposableStack.prototype.disposed */
static JsValue stack_disposed(JS_ARGS) {
  JS_UNUSED_ARGS;
  return disposed(iso, &stack_class, this_value);
}

/* 27.3.3.6 DisposableStack.prototype.move ( ) */
static JsValue stack_move(JS_ARGS) {
  JS_UNUSED_ARGS;
  return move(iso, &stack_class, JS_INTRINSIC_DisposableStackPrototype, this_value);
}

/* 27.3.3.7 DisposableStack.prototype.use ( value ) */
static JsValue stack_use(JS_ARGS) {
  (void)callee, (void)new_target;
  return use(iso, &stack_class, this_value, js_arg(argc, argv, 0));
}

/* ---- AsyncDisposableStack ---- */

/* 27.4.1.1 AsyncDisposableStack ( ) */
static JsValue async_stack_constructor(JS_ARGS) {
  (void)callee, (void)this_value, (void)argc, (void)argv;
  return construct(iso, &async_stack_class, JS_INTRINSIC_AsyncDisposableStackPrototype, new_target);
}

/* 27.4.3.1 AsyncDisposableStack.prototype.adopt ( value, onDisposeAsync ) */
static JsValue async_stack_adopt(JS_ARGS) {
  (void)callee, (void)new_target;
  return adopt(iso, &async_stack_class, this_value, js_arg(argc, argv, 0), js_arg(argc, argv, 1));
}

/* 27.4.3.3 AsyncDisposableStack.prototype.defer ( onDisposeAsync ) */
static JsValue async_stack_defer(JS_ARGS) {
  (void)callee, (void)new_target;
  return defer(iso, &async_stack_class, this_value, js_arg(argc, argv, 0));
}

enum { DISPOSAL_RESOURCES, DISPOSAL_PROMISE, DISPOSAL_SIZE };

static JsValue disposal_goes_on(JsIsolate *iso, JsValue data, JsValue value, bool rejected);

/* Disposes of resources up to the next await, or to the end, where the promise is settled. false: threw. */
static bool dispose_some(JsIsolate *iso, JsEnv *record) {
  JsValue resources = record->values[DISPOSAL_RESOURCES];
  for (;;) {
    JsValue awaited = lode_dispose_next(iso, resources);
    if (awaited == JS_ITER_DONE) break;
    if (js_promise_await(iso, awaited, disposal_goes_on, js_from_cell(record))) return true;
    lode_dispose_failed(iso, resources, js_take_exception(iso));
  }
  JsPromise *promise = (JsPromise *)js_as_object(record->values[DISPOSAL_PROMISE]);
  if (lode_dispose_finish(iso, resources)) return js_promise_resolve(iso, promise, JS_UNDEFINED);
  js_promise_reject(iso, promise, js_take_exception(iso));
  return true;
}

static JsValue disposal_goes_on(JsIsolate *iso, JsValue data, JsValue value, bool rejected) {
  JsEnv *record = (JsEnv *)js_as_cell(data);
  if (rejected) lode_dispose_failed(iso, record->values[DISPOSAL_RESOURCES], value);
  return dispose_some(iso, record) ? JS_UNDEFINED : JS_EMPTY;
}

/* 27.4.3.5 AsyncDisposableStack.prototype.disposeAsync ( ) */
static JsValue async_stack_dispose(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsPromise *promise = js_promise_new(iso);
  if (!promise) return JS_EMPTY;
  JsHostObject *stack = js_host_object(this_value, &async_stack_class);
  if (!stack) {
    throw_incompatible(iso, &async_stack_class, "disposeAsync", this_value);
    js_promise_reject(iso, promise, js_take_exception(iso));
    return js_from_cell(promise);
  }
  JsValue resources = take_resources(stack);
  JsEnv *record = js_record_new(iso, DISPOSAL_SIZE);
  if (!record) return JS_EMPTY;
  record->values[DISPOSAL_RESOURCES] = js_is_undefined(resources) ? lode_dispose_open(iso) : resources;
  record->values[DISPOSAL_PROMISE] = js_from_cell(promise);
  js_barrier(iso, record);
  return dispose_some(iso, record) ? js_from_cell(promise) : JS_EMPTY;
}

/* 27.4.3.4 get AsyncDisposableStack.prototype.disposed */
static JsValue async_stack_disposed(JS_ARGS) {
  JS_UNUSED_ARGS;
  return disposed(iso, &async_stack_class, this_value);
}

/* 27.4.3.6 AsyncDisposableStack.prototype.move ( ) */
static JsValue async_stack_move(JS_ARGS) {
  JS_UNUSED_ARGS;
  return move(iso, &async_stack_class, JS_INTRINSIC_AsyncDisposableStackPrototype, this_value);
}

/* 27.4.3.7 AsyncDisposableStack.prototype.use ( value ) */
static JsValue async_stack_use(JS_ARGS) {
  (void)callee, (void)new_target;
  return use(iso, &async_stack_class, this_value, js_arg(argc, argv, 0));
}
