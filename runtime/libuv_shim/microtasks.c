/* Promise jobs, process.nextTick callbacks, unhandled rejections.
 *
 * Between any two callbacks: all ticks, then all jobs, and again until both queues are empty; then the promises that
 * are still rejected without a handler are reported, which may queue more (Node: processTicksAndRejections). If no tick
 * is waiting at the start, jobs go first.
 *
 * internalBinding('task_queue'):
 *   nextTick(fn, ...args)       queues a tick
 *   enqueueMicrotask(fn)        queues fn as a job
 *   runMicrotasks()             runs jobs only
 *   runNextTicks()              runs ticks and jobs as between callbacks; timers call it between two timers
 *   hasTickScheduled()
 *   getAsyncContext(), setAsyncContext(v)   a value that ticks and jobs inherit from where they were queued */
#include "libuv_shim/internal.h"

#include <stdio.h>
#include <stdlib.h>

#define HEADER 3 /* fn, argc, context */

static _Noreturn void out_of_memory(void) {
  fputs("\nFATAL ERROR: Committing semi space failed. Allocation failed - JavaScript heap out of memory\n", stderr);
  abort();
}

static uint64_t *word_at(JsJobQueue *q, size_t i) { return &q->words[(q->head + i) & (q->capacity - 1)]; }

static void grow(JsJobQueue *q, size_t needed) {
  size_t capacity = q->capacity ? q->capacity : 64;
  while (capacity < needed) capacity *= 2;
  uint64_t *words = malloc(capacity * sizeof *words);
  if (!words) out_of_memory();
  for (size_t i = 0; i < q->length; i++) words[i] = *word_at(q, i);
  free(q->words);
  q->words = words;
  q->head = 0;
  q->capacity = capacity;
}

static void push(JsLoop *loop, JsJobQueue *q, JsJobFn fn, uint32_t argc, const JsValue *argv) {
  size_t needed = q->length + HEADER + argc;
  if (needed > q->capacity) grow(q, needed);
  *word_at(q, q->length) = (uint64_t)(uintptr_t)fn;
  *word_at(q, q->length + 1) = argc;
  *word_at(q, q->length + 2) = loop->async_context;
  for (uint32_t i = 0; i < argc; i++) *word_at(q, q->length + HEADER + i) = argv[i];
  q->length = needed;
}

void js_enqueue_job(JsIsolate *iso, JsJobFn job, uint32_t argc, const JsValue *argv) {
  JsLoop *loop = js_loop_get(iso);
  push(loop, &loop->jobs, job, argc, argv);
}

/* Runs the first record. Its arguments move to the stack, or for long lists to a registered copy. */
static void run_first(JsIsolate *iso, JsLoop *loop, JsJobQueue *q) {
  JsValue few[8], *args = few;
  JsJobFn fn = (JsJobFn)(uintptr_t)*word_at(q, 0);
  uint32_t argc = (uint32_t)*word_at(q, 1);
  JsValue outer = loop->async_context;
  if (argc > 8) {
    args = malloc(argc * sizeof *args);
    if (!args) out_of_memory();
  }
  for (uint32_t i = 0; i < argc; i++) args[i] = *word_at(q, HEADER + i);
  loop->async_context = *word_at(q, 2);
  if (args != few) js_gc_add_roots(iso, args, argc);
  q->head = (q->head + HEADER + argc) & (q->capacity - 1);
  q->length -= HEADER + argc;
  JsValue result = fn ? fn(iso, argc, args) : js_call(iso, args[0], JS_UNDEFINED, argc - 1, args + 1);
  if (args != few) {
    js_gc_remove_roots(iso, args);
    free(args);
  }
  if (result == JS_EMPTY && iso->exception != JS_EMPTY) js_handle_uncaught(iso, js_take_exception(iso), false);
  loop->async_context = outer;
}

static void run_jobs(JsIsolate *iso, JsLoop *loop) {
  while (loop->jobs.length) run_first(iso, loop, &loop->jobs);
}

/* ---- Unhandled rejections ---- */

static void add_rejection(JsRejection **list, size_t *count, size_t *capacity, JsRejection r) {
  if (*count == *capacity) {
    *capacity = *capacity ? *capacity * 2 : 16;
    *list = realloc(*list, *capacity * sizeof **list);
    if (!*list) out_of_memory();
  }
  (*list)[(*count)++] = r;
}

static bool remove_rejection(JsRejection *list, size_t *count, JsValue promise) {
  for (size_t i = *count; i-- > 0;) {
    if (list[i].promise != promise) continue;
    memmove(&list[i], &list[i + 1], (*count - i - 1) * sizeof *list);
    --*count;
    return true;
  }
  return false;
}

void js_promise_rejection_tracker(JsIsolate *iso, JsValue promise, JsValue reason, bool handled) {
  JsLoop *loop = js_loop_get(iso);
  if (!handled) {
    add_rejection(&loop->rejections, &loop->rejection_count, &loop->rejection_capacity, (JsRejection){promise, reason});
  } else if (!remove_rejection(loop->rejections, &loop->rejection_count, promise) &&
             remove_rejection(loop->reported, &loop->reported_count, promise)) {
    add_rejection(&loop->handled, &loop->handled_count, &loop->handled_capacity, (JsRejection){promise, reason});
  }
}

/* Node's error for a reason that is not an error. */
static JsValue rejection_error(JsIsolate *iso, JsValue reason) {
  static const char name[] = "UnhandledPromiseRejection";
  char *described = js_describe(iso, reason);
  char text[1024];
  int start = snprintf(text, sizeof text, "%s: ", name);
  snprintf(text + start, sizeof text - (size_t)start,
           "This error originated either by throwing inside of an async function without a catch block, or by rejecting "
           "a promise which was not handled with .catch(). The promise rejected with the reason \"%s\".",
           described ? described : "");
  free(described);
  JsValue e = js_error_new(iso, JS_INTRINSIC_ErrorPrototype, text + start);
  if (e == JS_EMPTY) return e;
  JsObject *o = js_as_object(e);
  JsValue code = js_string_value(iso, "ERR_UNHANDLED_REJECTION"), named = js_string_value(iso, name);
  JsValue stack = js_string_value(iso, text);
  if (code == JS_EMPTY || named == JS_EMPTY || stack == JS_EMPTY) return JS_EMPTY;
  bool ok = js_define_data(iso, o, js_atom_key(iso, JS_ATOM_name), named, JS_ATTR_HIDDEN) &&
            js_define_data(iso, o, js_atom_key(iso, JS_ATOM_stack), stack, JS_ATTR_HIDDEN) &&
            js_create_data_property(iso, o, js_atom_key(iso, JS_ATOM_code), code);
  return ok ? e : JS_EMPTY;
}

static void report_rejection(JsIsolate *iso, JsLoop *loop, JsRejection r) {
  JsValue argv[] = {r.promise, r.reason};
  add_rejection(&loop->reported, &loop->reported_count, &loop->reported_capacity, r);
  JsValue handled = js_call_hook(iso, JS_HOOK_unhandledRejection, 2, argv);
  if (handled == JS_EMPTY && iso->exception != JS_EMPTY) {
    js_handle_uncaught(iso, js_take_exception(iso), false);
  } else if (handled == JS_EMPTY || !js_to_boolean(handled)) {
    JsValue error = js_is_kind(r.reason, JS_KIND_ERROR) ? r.reason : rejection_error(iso, r.reason);
    js_handle_uncaught(iso, error == JS_EMPTY ? js_take_exception(iso) : error, true);
  }
}

static void report_handled(JsIsolate *iso, JsLoop *loop) {
  while (loop->handled_count > 0) {
    JsValue argv[] = {loop->handled[0].promise};
    remove_rejection(loop->handled, &loop->handled_count, argv[0]);
    if (js_call_hook(iso, JS_HOOK_rejectionHandled, 1, argv) == JS_EMPTY && iso->exception != JS_EMPTY) {
      js_handle_uncaught(iso, js_take_exception(iso), false);
    }
  }
}

/* Those that came to be while the first were reported wait for another round of jobs. */
static bool report_rejections(JsIsolate *iso, JsLoop *loop) {
  report_handled(iso, loop);
  size_t n = loop->rejection_count;
  bool any = n > 0;
  while (n-- > 0 && loop->rejection_count > 0) {
    JsRejection r = loop->rejections[0];
    memmove(loop->rejections, loop->rejections + 1, --loop->rejection_count * sizeof r);
    report_rejection(iso, loop, r);
  }
  return any;
}

bool js_run_microtasks(JsIsolate *iso) {
  JsLoop *loop = iso->loop;
  if (!loop) return true;
  if (!loop->ticks.length) run_jobs(iso, loop);
  do {
    do {
      while (loop->ticks.length) run_first(iso, loop, &loop->ticks);
      run_jobs(iso, loop);
    } while (loop->ticks.length);
  } while (report_rejections(iso, loop));
  return true;
}

/* ---- The collector's view ---- */

static void trace_queue(JsTracer *t, JsJobQueue *q) {
  for (size_t i = 0; i < q->length;) {
    size_t argc = *word_at(q, i + 1);
    js_trace_value(t, *word_at(q, i + 2));
    for (size_t j = 0; j < argc; j++) js_trace_value(t, *word_at(q, i + HEADER + j));
    i += HEADER + argc;
  }
}

void js_microtasks_trace(JsTracer *t, JsLoop *loop) {
  trace_queue(t, &loop->jobs);
  trace_queue(t, &loop->ticks);
  js_trace_value(t, loop->async_context);
  for (size_t i = 0; i < loop->rejection_count; i++) {
    js_trace_value(t, loop->rejections[i].promise);
    js_trace_value(t, loop->rejections[i].reason);
  }
  for (size_t i = 0; i < loop->handled_count; i++) js_trace_value(t, loop->handled[i].promise);
}

void js_microtasks_weak(JsHeap *heap, JsLoop *loop) {
  size_t kept = 0;
  for (size_t i = 0; i < loop->reported_count; i++) {
    if (js_gc_is_marked(heap, js_as_cell(loop->reported[i].promise))) loop->reported[kept++] = loop->reported[i];
  }
  loop->reported_count = kept;
}

void js_microtasks_free(JsLoop *loop) {
  free(loop->jobs.words);
  free(loop->ticks.words);
  free(loop->rejections);
  free(loop->reported);
  free(loop->handled);
}

/* ---- The binding ---- */

static JsValue next_tick(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_is_callable(js_arg(argc, argv, 0))) return js_throw_type_error(iso, "nextTick: not a function");
  JsLoop *loop = js_loop_get(iso);
  push(loop, &loop->ticks, NULL, argc, argv);
  return JS_UNDEFINED;
}

static JsValue enqueue_microtask(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_is_callable(js_arg(argc, argv, 0))) return js_throw_type_error(iso, "enqueueMicrotask: not a function");
  js_enqueue_job(iso, NULL, 1, argv);
  return JS_UNDEFINED;
}

static JsValue run_microtasks(JS_ARGS) {
  JS_UNUSED_ARGS;
  run_jobs(iso, js_loop_get(iso));
  return JS_UNDEFINED;
}

static JsValue run_next_ticks(JS_ARGS) {
  JS_UNUSED_ARGS;
  js_run_microtasks(iso);
  return JS_UNDEFINED;
}

static JsValue has_tick_scheduled(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_bool(js_loop_get(iso)->ticks.length > 0);
}

static JsValue get_async_context(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_loop_get(iso)->async_context;
}

static JsValue set_async_context(JS_ARGS) {
  JS_UNUSED_ARGS;
  js_loop_get(iso)->async_context = js_arg(argc, argv, 0);
  return JS_UNDEFINED;
}

JsValue js_binding_task_queue(JsIsolate *iso) {
  static const JsBindingFunction functions[] = {
      {"nextTick", next_tick, 1},
      {"enqueueMicrotask", enqueue_microtask, 1},
      {"runMicrotasks", run_microtasks, 0},
      {"runNextTicks", run_next_ticks, 0},
      {"hasTickScheduled", has_tick_scheduled, 0},
      {"getAsyncContext", get_async_context, 0},
      {"setAsyncContext", set_async_context, 1},
      {NULL, NULL, 0},
  };
  JsObject *o = js_object_new(iso);
  return o && js_binding_functions(iso, o, functions) ? js_from_cell(o) : JS_EMPTY;
}
