/* Waiting for and notifying agents (25.4.3: WaiterLists). */
#ifndef LODE_TYPED_ARRAY_WAITERS_H
#define LODE_TYPED_ARRAY_WAITERS_H

#include "agents/agents.h"
#include "typed_array/shared_block.h"

/* What DoWait is asked for: is there still the value at the place? */
typedef struct JsWait {
  JsSharedBlock *block;
  uint8_t *place; /* of 4 or 8 bytes in the block */
  size_t size;
  uint64_t value;
  double timeout; /* milliseconds, not negative; may be infinite */
} JsWait;

/* 25.4.3.14 DoWait, blocking: "ok", "not-equal" or "timed-out". JS_EMPTY: the isolate was stopped. */
JsValue js_wait(JsIsolate *iso, const JsWait *w);
/* The same with mode async: { async, value }. JS_EMPTY: threw. */
JsValue js_wait_async(JsIsolate *iso, const JsWait *w);
/* 25.4.15 Atomics.notify: wakes at most so many, those first that have waited longest; how many. */
uint32_t js_notify(JsIsolate *iso, JsSharedBlock *block, uint8_t *place, double count);

/* Settles the promises of waiters that were notified or whose time is over: while jobs keep the event loop from it. */
void js_waiters_poll(JsIsolate *iso);
/* The asynchronous waiters of an isolate that ends: before and after its event loop is closed. */
void js_waiters_abandon(JsIsolate *iso);
void js_waiters_free(JsIsolate *iso);

#endif
