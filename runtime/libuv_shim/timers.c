/* Timers and immediates: one libuv timer for the earliest expiry and a check handle, as Node has. The lists of timers
 * are JavaScript's (node/timers).
 *
 * internalBinding('timers'):
 *   setupTimers(processImmediate, processTimers)
 *       processTimers(now) runs what is due and returns the next expiry in ms of the loop's clock: positive if a ref'd
 *       timer waits, negative if none of those waiting is ref'd, 0 if none waits. processImmediate() runs the immediates.
 *   scheduleTimer(ms)           processTimers is to be called in ms from now
 *   toggleTimerRef(bool)        does the timer keep the loop alive?
 *   toggleImmediateRef(bool)    are there ref'd immediates, for which the loop must not wait?
 *   getLibuvNow()               ms on the loop's clock, which starts with the process
 *   immediateInfo               an array [count, ref'd count, has outstanding] that JavaScript keeps up to date */
#include "libuv_shim/internal.h"

#define INFO_COUNT 0
#define INFO_REF_COUNT 1
#define INFO_OUTSTANDING 2

static double loop_now(JsLoop *loop) {
  uv_update_time(&loop->uv);
  return (double)(uv_now(&loop->uv) - loop->start);
}

static void start_timer(JsLoop *loop, double ms);

static void on_timer(uv_timer_t *handle) {
  JsIsolate *iso = handle->loop->data;
  JsLoop *loop = iso->loop;
  JsValue fn = loop->hooks[JS_HOOK_processTimers], result;
  /* After an exception that a handler took care of, the timers that are left still have to run. */
  do {
    JsValue argv[] = {js_number(loop_now(loop))};
    result = js_call(iso, fn, JS_UNDEFINED, 1, argv);
    if (result == JS_EMPTY) js_handle_uncaught(iso, js_take_exception(iso), false);
  } while (result == JS_EMPTY);
  double expiry = js_is_number(result) ? js_number_to_double(result) : 0;
  if (expiry != 0) {
    double wait = (expiry < 0 ? -expiry : expiry) - loop_now(loop);
    start_timer(loop, wait);
    if (expiry > 0) uv_ref((uv_handle_t *)handle);
    else uv_unref((uv_handle_t *)handle);
  }
  js_run_microtasks(iso);
}

static void start_timer(JsLoop *loop, double ms) {
  uv_timer_start(&loop->timer, on_timer, ms > 1 ? (uint64_t)ms : 1, 0);
}

static int32_t info(JsLoop *loop, uint32_t i) {
  JsValue v = js_get_index(loop->iso, js_as_object(loop->immediate_info), i);
  return js_is_int32(v) ? js_as_int32(v) : 0;
}

static void on_idle(uv_idle_t *handle) { (void)handle; }

static void toggle_immediate(JsLoop *loop, bool ref) {
  if (ref) uv_idle_start(&loop->immediate_idle, on_idle); /* an active idle handle: polling doesn't block */
  else uv_idle_stop(&loop->immediate_idle);
}

static void on_check(uv_check_t *handle) {
  JsIsolate *iso = handle->loop->data;
  JsLoop *loop = iso->loop;
  if (info(loop, INFO_COUNT) == 0) return;
  do {
    js_loop_callback(iso, loop->hooks[JS_HOOK_processImmediate], JS_UNDEFINED, 0, NULL);
  } while (info(loop, INFO_OUTSTANDING) != 0);
  if (info(loop, INFO_REF_COUNT) == 0) toggle_immediate(loop, false);
}

static void open_handles(JsLoop *loop) {
  if (loop->timers_open) return;
  uv_loop_t *uv = js_loop_uv(loop->iso);
  uv_timer_init(uv, &loop->timer);
  uv_unref((uv_handle_t *)&loop->timer);
  uv_check_init(uv, &loop->immediate_check);
  uv_check_start(&loop->immediate_check, on_check);
  uv_unref((uv_handle_t *)&loop->immediate_check);
  uv_idle_init(uv, &loop->immediate_idle);
  loop->timers_open = true;
}

static JsValue setup_timers(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsLoop *loop = js_loop_get(iso);
  if (!js_is_callable(js_arg(argc, argv, 0)) || !js_is_callable(js_arg(argc, argv, 1))) {
    return js_throw_type_error(iso, "setupTimers: not a function");
  }
  loop->hooks[JS_HOOK_processImmediate] = argv[0];
  loop->hooks[JS_HOOK_processTimers] = argv[1];
  return JS_UNDEFINED;
}

static JsValue schedule_timer(JS_ARGS) {
  JS_UNUSED_ARGS;
  double ms;
  if (!js_arg_double(iso, argc, argv, 0, &ms)) return JS_EMPTY;
  JsLoop *loop = js_loop_get(iso);
  open_handles(loop);
  start_timer(loop, ms); /* counts from the loop's time as of the last getLibuvNow */
  return JS_UNDEFINED;
}

static JsValue toggle_timer_ref(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsLoop *loop = js_loop_get(iso);
  open_handles(loop);
  if (js_to_boolean(js_arg(argc, argv, 0))) uv_ref((uv_handle_t *)&loop->timer);
  else uv_unref((uv_handle_t *)&loop->timer);
  return JS_UNDEFINED;
}

static JsValue toggle_immediate_ref(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsLoop *loop = js_loop_get(iso);
  open_handles(loop);
  toggle_immediate(loop, js_to_boolean(js_arg(argc, argv, 0)));
  return JS_UNDEFINED;
}

static JsValue get_libuv_now(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsLoop *loop = js_loop_get(iso);
  open_handles(loop);
  return js_number(loop_now(loop));
}

JsValue js_binding_timers(JsIsolate *iso) {
  static const JsBindingFunction functions[] = {
      {"setupTimers", setup_timers, 2},
      {"scheduleTimer", schedule_timer, 1},
      {"toggleTimerRef", toggle_timer_ref, 1},
      {"toggleImmediateRef", toggle_immediate_ref, 1},
      {"getLibuvNow", get_libuv_now, 0},
      {NULL, NULL, 0},
  };
  JsLoop *loop = js_loop_get(iso);
  loop->immediate_info = js_numbers(iso, (double[]){0, 0, 0}, 3);
  JsObject *o = js_object_new(iso);
  if (loop->immediate_info == JS_EMPTY || !o || !js_binding_functions(iso, o, functions)) return JS_EMPTY;
  return js_binding_set(iso, o, "immediateInfo", loop->immediate_info) ? js_from_cell(o) : JS_EMPTY;
}
