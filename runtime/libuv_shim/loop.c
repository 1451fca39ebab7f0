/* The event loop, opened when something first needs a handle; the hooks of the JavaScript library.
 *
 * internalBinding('hooks'):
 *   set(name, fn)                             name: see JS_HOOKS in internal.h
 *   defineLazy(name, fn, enumerable = true)   a global whose value fn gives when something first touches it */
#include "agents/agents.h"
#include "libuv_shim/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void trace_loop(JsTracer *t, void *data) {
  JsLoop *loop = data;
  js_microtasks_trace(t, loop);
  js_trace_values(t, loop->hooks, JS_HOOK_COUNT);
  js_trace_value(t, loop->bindings);
  js_trace_value(t, loop->immediate_info);
}

static void sweep_loop(JsHeap *heap, bool full, void *data) {
  (void)full;
  js_microtasks_weak(heap, data);
}

JsLoop *js_loop_get(JsIsolate *iso) {
  if (iso->loop) return iso->loop;
  JsLoop *loop = calloc(1, sizeof *loop);
  if (!loop) abort();
  loop->iso = iso;
  loop->async_context = JS_UNDEFINED;
  loop->started_ns = uv_hrtime();
  js_gc_add_root_fn(iso, trace_loop, loop);
  js_gc_add_weak_fn(iso, sweep_loop, loop);
  iso->loop = loop;
  return loop;
}

uv_loop_t *js_loop_uv(JsIsolate *iso) {
  JsLoop *loop = js_loop_get(iso);
  if (!loop->open) {
    int error = uv_loop_init(&loop->uv);
    if (error) {
      fprintf(stderr, "Fatal error: the event loop can't be opened: %s\n", uv_strerror(error));
      abort();
    }
    loop->uv.data = iso;
    loop->start = uv_now(&loop->uv);
    loop->open = true;
  }
  return &loop->uv;
}

JsValue js_call_hook(JsIsolate *iso, JsHook hook, uint32_t argc, JsValue *argv) {
  JsValue fn = iso->loop ? iso->loop->hooks[hook] : JS_EMPTY;
  return fn == JS_EMPTY ? JS_EMPTY : js_call(iso, fn, JS_UNDEFINED, argc, argv);
}

JsValue js_loop_callback(JsIsolate *iso, JsValue fn, JsValue this_value, uint32_t argc, JsValue *argv) {
  JsValue result = js_call(iso, fn, this_value, argc, argv);
  if (result == JS_EMPTY) js_handle_uncaught(iso, js_take_exception(iso), false);
  js_run_microtasks(iso);
  return result;
}

/* Calls a hook for which an exception is an uncaught one. */
static void run_hook(JsIsolate *iso, JsHook hook) {
  if (js_call_hook(iso, hook, 0, NULL) == JS_EMPTY && iso->exception != JS_EMPTY) {
    js_handle_uncaught(iso, js_take_exception(iso), false);
  }
}

int js_loop_run(JsIsolate *iso) {
  JsLoop *loop = js_loop_get(iso);
  js_run_microtasks(iso);
  bool alive;
  do {
    if (js_is_stopped(iso)) return loop->exit_code;
    if (loop->open) uv_run(&loop->uv, UV_RUN_DEFAULT);
    run_hook(iso, JS_HOOK_beforeExit);
    js_run_microtasks(iso);
    alive = loop->open && uv_loop_alive(&loop->uv);
  } while (alive);
  if (js_is_stopped(iso)) return loop->exit_code;
  run_hook(iso, JS_HOOK_exit);
  return loop->exit_code;
}

/* The end of the process, at once: no JavaScript, no clean-up of the heap. */
void js_exit(JsIsolate *iso, int code) {
  (void)iso;
  fflush(NULL);
  _exit(code);
}

static void close_handle(uv_handle_t *handle, void *data) {
  (void)data;
  if (!uv_is_closing(handle)) uv_close(handle, NULL);
}

void js_loop_free(JsIsolate *iso) {
  JsLoop *loop = iso->loop;
  if (!loop) return;
  if (loop->open) {
    uv_walk(&loop->uv, close_handle, NULL);
    do uv_run(&loop->uv, UV_RUN_DEFAULT); /* ends at once where the loop was stopped */
    while (uv_loop_close(&loop->uv) == UV_EBUSY);
  }
  js_gc_remove_root_fn(iso, trace_loop, loop);
  js_gc_remove_weak_fn(iso, sweep_loop, loop);
  js_microtasks_free(loop);
  free(loop->extended_program);
  free(loop);
  iso->loop = NULL;
}

static JsValue set_hook(JS_ARGS) {
  JS_UNUSED_ARGS;
  static const char *const names[] = {
#define X(name) #name,
      JS_HOOKS(X)
#undef X
  };
  char *name = js_arg_utf8(iso, argc, argv, 0);
  if (!name) return JS_EMPTY;
  JsValue result = js_is_callable(js_arg(argc, argv, 1)) ? JS_EMPTY : js_throw_type_error(iso, "hook %s: not a function", name);
  for (int i = 0; iso->exception == JS_EMPTY && i < JS_HOOK_COUNT; i++) {
    if (strcmp(names[i], name) != 0) continue;
    js_loop_get(iso)->hooks[i] = argv[1];
    result = JS_UNDEFINED;
  }
  if (result == JS_EMPTY && iso->exception == JS_EMPTY) js_throw_type_error(iso, "No such hook: %s", name);
  free(name);
  return result;
}

static JsValue define_lazy(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 0));
  if (key == JS_KEY_NONE) return JS_EMPTY;
  uint8_t attributes = js_arg(argc, argv, 2) == JS_FALSE ? JS_ATTR_HIDDEN : JS_ATTR_DATA;
  bool ok = js_define_lazy(iso, iso->realm->global, key, attributes, NULL, js_arg(argc, argv, 1));
  return ok ? JS_UNDEFINED : JS_EMPTY;
}

JsValue js_binding_hooks(JsIsolate *iso) {
  static const JsBindingFunction functions[] = {{"set", set_hook, 2}, {"defineLazy", define_lazy, 3}, {NULL, NULL, 0}};
  JsObject *o = js_object_new(iso);
  return o && js_binding_functions(iso, o, functions) ? js_from_cell(o) : JS_EMPTY;
}
