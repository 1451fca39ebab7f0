/* WaiterLists. A block has one list for all places in it, guarded by its lock.
 *
 * A waiter that blocks is on its thread's stack; who notifies it takes it out of the list and signals its condition. One
 * that waits asynchronously belongs to its isolate; who notifies it takes it out of the list and posts it as a message, by
 * which the isolate settles the promise. A timeout is a timer of the isolate's loop, which takes it out itself. Settling
 * only queues jobs, so it is also done between the jobs of a queue that doesn't become empty (js_waiters_poll). */
#include "typed_array/waiters.h"

#include "builtins/promise.h"
#include "libuv_shim/internal.h"

#include <stdlib.h>

typedef struct JsAtomicsWaiter {
  struct JsAtomicsWaiter *next, **link; /* in the block's list; link NULL: it isn't in it */
  uint8_t *place;
  bool notified; /* under the block's lock */
  pthread_cond_t condition; /* of one that blocks */

  /* Of one that waits asynchronously: */
  JsMessage message;
  uint32_t references; /* atomic: the isolate's, and a posted message's */
  JsAgent *agent; /* NULL: it blocks */
  JsIsolate *iso; /* for the isolate's own thread to compare with */
  JsSharedBlock *block;
  JsValue promise; /* a root */
  uv_timer_t timer;
  uint64_t until; /* uv_hrtime; UINT64_MAX: never */
  bool expected;
  struct JsAtomicsWaiter *next_async, **async_link; /* of the isolate */
} JsAtomicsWaiter;

static void append(JsSharedBlock *block, JsAtomicsWaiter *w) {
  w->next = NULL;
  w->link = block->last;
  *block->last = w;
  block->last = &w->next;
}

static void take_out(JsSharedBlock *block, JsAtomicsWaiter *w) {
  *w->link = w->next;
  if (w->next) w->next->link = w->link;
  else block->last = w->link;
  w->link = NULL;
}

static bool is_there(const JsWait *w) {
  if (w->size == 4) return __atomic_load_n((uint32_t *)w->place, __ATOMIC_SEQ_CST) == (uint32_t)w->value;
  return __atomic_load_n((uint64_t *)w->place, __ATOMIC_SEQ_CST) == w->value;
}

static JsValue text(JsIsolate *iso, const char *s) { return js_from_cell(js_string_from_cstr(iso, s)); }

#define LONGEST 1e12 /* ms: as good as for ever */

static uint64_t deadline(double timeout) { return timeout < LONGEST ? uv_hrtime() + (uint64_t)(timeout * 1e6) : UINT64_MAX; }

/* ---- Blocking ---- */

JsValue js_wait(JsIsolate *iso, const JsWait *w) {
  JsSharedBlock *block = w->block;
  uint64_t until = deadline(w->timeout);
  JsAtomicsWaiter waiter = {.place = w->place};
  pthread_mutex_lock(&block->lock);
  if (!is_there(w)) {
    pthread_mutex_unlock(&block->lock);
    return text(iso, "not-equal");
  }
  js_condition_init(&waiter.condition);
  append(block, &waiter);
  bool in_time = w->timeout > 0;
  while (in_time && !waiter.notified && !js_is_stopped(iso)) in_time = js_agent_wait(iso, &waiter.condition, &block->lock, until);
  if (waiter.link) take_out(block, &waiter);
  pthread_mutex_unlock(&block->lock);
  js_agent_wait_end(iso);
  pthread_cond_destroy(&waiter.condition);
  if (waiter.notified) return text(iso, "ok");
  return js_is_stopped(iso) ? js_throw_stopped(iso) : text(iso, "timed-out");
}

/* ---- Asynchronously ---- */

static void release_waiter(JsAtomicsWaiter *w) {
  if (__atomic_sub_fetch(&w->references, 1, __ATOMIC_ACQ_REL) != 0) return;
  js_agent_release(w->agent);
  js_shared_block_release(w->block);
  free(w);
}

static void on_closed(uv_handle_t *handle) { release_waiter(handle->data); }

/* Settles the promise of a waiter that is in no list any more. */
static void settle(JsIsolate *iso, JsAtomicsWaiter *w, const char *how) {
  JsValue promise = w->promise;
  *w->async_link = w->next_async;
  if (w->next_async) w->next_async->async_link = w->async_link;
  w->async_link = NULL;
  js_gc_remove_roots(iso, &w->promise);
  if (w->expected) js_agent_expect(iso, -1);
  if (w->until != UINT64_MAX) uv_close((uv_handle_t *)&w->timer, on_closed);
  else release_waiter(w);
  js_promise_fulfill(iso, (JsPromise *)js_as_object(promise), text(iso, how));
}

static JsAtomicsWaiter *of_message(JsMessage *m) { return (JsAtomicsWaiter *)((char *)m - offsetof(JsAtomicsWaiter, message)); }

static void run_message(JsIsolate *iso, JsMessage *m) {
  JsAtomicsWaiter *w = of_message(m);
  if (w->async_link) settle(iso, w, "ok");
  release_waiter(w);
}

static void discard_message(JsMessage *m) { release_waiter(of_message(m)); }

/* Settles a waiter that was notified or whose time is over. false: it waits on. */
static bool try_settle(JsIsolate *iso, JsAtomicsWaiter *w, uint64_t now) {
  pthread_mutex_lock(&w->block->lock);
  bool notified = w->notified, late = !notified && w->until <= now;
  if (late) take_out(w->block, w);
  pthread_mutex_unlock(&w->block->lock);
  if (notified || late) settle(iso, w, notified ? "ok" : "timed-out");
  return notified || late;
}

static void on_timer(uv_timer_t *timer) {
  JsIsolate *iso = timer->loop->data;
  try_settle(iso, timer->data, UINT64_MAX - 1);
  js_run_microtasks(iso);
}

#define POLL_TIME 1000000u /* ns: what a timer of the loop is precise to */

void js_waiters_poll(JsIsolate *iso) {
  uint64_t now = uv_hrtime();
  if (now - iso->waiters_polled < POLL_TIME) return;
  iso->waiters_polled = now;
  for (JsAtomicsWaiter *w = iso->async_waiters, *next; w; w = next) {
    next = w->next_async;
    try_settle(iso, w, now);
  }
}

static JsAtomicsWaiter *new_waiter(JsIsolate *iso, const JsWait *wait, JsPromise *promise, uint64_t until) {
  JsAtomicsWaiter *w = calloc(1, sizeof *w);
  if (!w) abort();
  w->references = 1;
  w->place = wait->place;
  w->message = (JsMessage){.run = run_message, .discard = discard_message};
  w->agent = js_agent_retain(js_agent(iso));
  w->iso = iso;
  w->until = until;
  w->block = js_shared_block_retain(wait->block);
  w->promise = js_from_cell(promise);
  js_gc_add_roots(iso, &w->promise, 1);
  JsAtomicsWaiter **end = &iso->async_waiters;
  while (*end) end = &(*end)->next_async;
  w->async_link = end;
  *end = w;
  return w;
}

/* As in Node, a timeout alone doesn't keep the event loop going; another host may want it to. */
static void start_timer(JsIsolate *iso, JsAtomicsWaiter *w, double timeout) {
  w->timer.data = w;
  uv_timer_init(js_loop_uv(iso), &w->timer);
  uv_update_time(js_loop_uv(iso));
  uv_timer_start(&w->timer, on_timer, (uint64_t)timeout + ((double)(uint64_t)timeout < timeout), 0);
  uv_unref((uv_handle_t *)&w->timer);
}

static JsValue result(JsIsolate *iso, bool async, JsValue value) {
  JsObject *o = value != JS_EMPTY ? js_object_new(iso) : NULL;
  if (!o || !js_create_data_property(iso, o, js_key_from_cstr(iso, "async"), js_bool(async)) ||
      !js_create_data_property(iso, o, js_atom_key(iso, JS_ATOM_value), value))
    return JS_EMPTY;
  return js_from_cell(o);
}

JsValue js_wait_async(JsIsolate *iso, const JsWait *wait) {
  JsSharedBlock *block = wait->block;
  JsPromise *promise = js_promise_new(iso);
  if (!promise) return JS_EMPTY;
  uint64_t until = deadline(wait->timeout);
  js_agent(iso); /* exists before it is known */
  pthread_mutex_lock(&block->lock);
  bool there = is_there(wait);
  JsAtomicsWaiter *w = there && wait->timeout > 0 ? new_waiter(iso, wait, promise, until) : NULL;
  if (w) append(block, w);
  pthread_mutex_unlock(&block->lock);
  if (!w) return result(iso, false, text(iso, there ? "timed-out" : "not-equal"));
  if (until != UINT64_MAX) start_timer(iso, w, wait->timeout);
  w->expected = iso->waiters_hold_loop && (until != UINT64_MAX || js_has_company(iso));
  if (w->expected) js_agent_expect(iso, 1);
  JsValue value = result(iso, true, js_from_cell(promise));
  JS_KEEP(promise);
  return value;
}

void js_waiters_abandon(JsIsolate *iso) {
  for (JsAtomicsWaiter *w = iso->async_waiters; w; w = w->next_async) {
    if (w->until != UINT64_MAX) uv_timer_stop(&w->timer);
    js_gc_remove_roots(iso, &w->promise);
    pthread_mutex_lock(&w->block->lock);
    if (!w->notified) take_out(w->block, w);
    pthread_mutex_unlock(&w->block->lock);
  }
}

void js_waiters_free(JsIsolate *iso) {
  for (JsAtomicsWaiter *w = iso->async_waiters, *next; w; w = next) {
    next = w->next_async;
    release_waiter(w);
  }
  iso->async_waiters = NULL;
}

/* ---- Notifying ---- */

uint32_t js_notify(JsIsolate *iso, JsSharedBlock *block, uint8_t *place, double count) {
  uint32_t n = 0;
  JsAtomicsWaiter *posted = NULL, **last = &posted;
  pthread_mutex_lock(&block->lock);
  for (JsAtomicsWaiter *w = block->first, *next; w && n < count; w = next) {
    next = w->next;
    if (w->place != place) continue;
    take_out(block, w);
    w->notified = true;
    n++;
    if (w->agent) {
      __atomic_add_fetch(&w->references, 1, __ATOMIC_RELAXED);
      w->next = NULL;
      *last = w;
      last = &w->next;
    } else {
      pthread_cond_signal(&w->condition);
    }
  }
  pthread_mutex_unlock(&block->lock);
  while (posted) {
    JsAtomicsWaiter *w = posted;
    posted = w->next;
    if (w->iso == iso && !w->expected) {
      w->expected = true;
      js_agent_expect(iso, 1);
    }
    js_agent_post(w->agent, &w->message);
  }
  return n;
}
