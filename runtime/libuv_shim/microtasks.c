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
#include "builtins/promise.h"
#include "libuv_shim/internal.h"
#include "typed_array/waiters.h"

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

#define POLL_JOBS 64u

/* Jobs that go on queueing jobs don't keep those of WaiterLists (HostEnqueueTimeoutJob) from their turn. */
static void run_jobs(JsIsolate *iso, JsLoop *loop) {
  for (uint32_t n = 1; loop->jobs.length; n++) {
    run_first(iso, loop, &loop->jobs);
    if (n % POLL_JOBS == 0 && iso->async_waiters) js_waiters_poll(iso);
  }
}

/* ---- Unhandled rejections ---- */

static void list_add(JsRejectionList *l, JsValue promise) {
  if (l->head == l->count) l->head = l->count = 0;
  if (l->count == l->capacity) {
    l->capacity = l->capacity ? l->capacity * 2 : 16;
    l->promises = realloc(l->promises, l->capacity * sizeof *l->promises);
    if (!l->promises) out_of_memory();
  }
  l->promises[l->count++] = promise;
}

static JsValue *set_find(JsPromiseSet *set, JsValue promise) {
  if (!set->capacity) return NULL;
  size_t i = (size_t)((promise >> 4) * 0x9E3779B97F4A7C15ull >> 32);
  for (;; i++) {
    JsValue *slot = &set->slots[i & (set->capacity - 1)];
    if (*slot == JS_EMPTY) return NULL;
    if (*slot == promise) return slot;
  }
}

static void set_add(JsPromiseSet *set, JsValue promise) {
  if (set->used * 2 >= set->capacity) {
    JsPromiseSet old = *set;
    size_t capacity = 16;
    while (capacity < old.live * 4) capacity *= 2;
    *set = (JsPromiseSet){.slots = calloc(capacity, sizeof(JsValue)), .capacity = capacity};
    if (!set->slots) out_of_memory();
    for (size_t i = 0; i < old.capacity; i++) {
      if (old.slots[i] != JS_EMPTY && old.slots[i] != JS_NULL) set_add(set, old.slots[i]);
    }
    free(old.slots);
  }
  size_t i = (size_t)((promise >> 4) * 0x9E3779B97F4A7C15ull >> 32);
  while (set->slots[i & (set->capacity - 1)] != JS_EMPTY) i++;
  set->slots[i & (set->capacity - 1)] = promise;
  set->used++;
  set->live++;
}

static bool set_remove(JsPromiseSet *set, JsValue promise) {
  JsValue *slot = set_find(set, promise);
  if (!slot) return false;
  *slot = JS_NULL;
  set->live--;
  return true;
}

/* A promise handled before it was reported stays in the list; its own flag tells. */
void js_promise_rejection_tracker(JsIsolate *iso, JsValue promise, JsValue reason, bool handled) {
  JsLoop *loop = js_loop_get(iso);
  (void)reason;
  if (!handled) list_add(&loop->rejected, promise);
  else if (set_remove(&loop->reported, promise)) list_add(&loop->handled, promise);
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

static void report_rejection(JsIsolate *iso, JsLoop *loop, JsValue promise) {
  JsValue reason = ((JsPromise *)js_as_object(promise))->result;
  JsValue argv[] = {promise, reason};
  set_add(&loop->reported, promise);
  JsValue handled = js_call_hook(iso, JS_HOOK_unhandledRejection, 2, argv);
  if (handled == JS_EMPTY && iso->exception != JS_EMPTY) {
    js_handle_uncaught(iso, js_take_exception(iso), false);
  } else if (handled == JS_EMPTY || !js_to_boolean(handled)) {
    JsValue error = js_is_kind(reason, JS_KIND_ERROR) ? reason : rejection_error(iso, reason);
    js_handle_uncaught(iso, error == JS_EMPTY ? js_take_exception(iso) : error, true);
  }
}

static void report_handled(JsIsolate *iso, JsLoop *loop) {
  while (loop->handled.head < loop->handled.count) {
    JsValue argv[] = {loop->handled.promises[loop->handled.head++]};
    if (js_call_hook(iso, JS_HOOK_rejectionHandled, 1, argv) == JS_EMPTY && iso->exception != JS_EMPTY) {
      js_handle_uncaught(iso, js_take_exception(iso), false);
    }
  }
}

/* Those that came to be while the first were reported wait for another round of jobs. */
static bool report_rejections(JsIsolate *iso, JsLoop *loop) {
  report_handled(iso, loop);
  JsRejectionList *l = &loop->rejected;
  bool any = false;
  for (size_t n = l->count - l->head; n > 0; n--) {
    JsValue promise = l->promises[l->head++];
    if (((JsPromise *)js_as_object(promise))->handled) continue;
    any = true;
    report_rejection(iso, loop, promise);
  }
  return any;
}

bool js_run_microtasks(JsIsolate *iso) {
  JsLoop *loop = iso->loop;
  if (!loop) return true;
  JsRealm *outer = iso->realm ? js_realm_enter(iso, iso->main_realm) : NULL;
  if (!loop->ticks.length) run_jobs(iso, loop);
  do {
    do {
      while (loop->ticks.length) run_first(iso, loop, &loop->ticks);
      run_jobs(iso, loop);
    } while (loop->ticks.length);
  } while (report_rejections(iso, loop));
  if (outer) js_realm_enter(iso, outer);
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

static void trace_list(JsTracer *t, const JsRejectionList *l) {
  js_trace_values(t, l->promises + l->head, l->count - l->head);
}

void js_microtasks_trace(JsTracer *t, JsLoop *loop) {
  trace_queue(t, &loop->jobs);
  trace_queue(t, &loop->ticks);
  js_trace_value(t, loop->async_context);
  trace_list(t, &loop->rejected);
  trace_list(t, &loop->handled);
}

void js_microtasks_weak(JsHeap *heap, JsLoop *loop) {
  JsPromiseSet *set = &loop->reported;
  for (size_t i = 0; i < set->capacity && set->live; i++) {
    JsValue v = set->slots[i];
    if (v == JS_EMPTY || v == JS_NULL || js_gc_is_marked(heap, js_as_cell(v))) continue;
    set->slots[i] = JS_NULL;
    set->live--;
  }
}

void js_microtasks_free(JsLoop *loop) {
  free(loop->jobs.words);
  free(loop->ticks.words);
  free(loop->rejected.promises);
  free(loop->handled.promises);
  free(loop->reported.slots);
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
