/* What other threads may do to an isolate: messages, stopping; and waiting that a stop ends. */
#include "agents/agents.h"

#include "libuv_shim/internal.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

struct JsAgent {
  uint32_t references; /* atomic */
  pthread_mutex_t lock; /* of what follows. Inside of it other locks are taken to wake a waiter */
  JsIsolate *iso;       /* NULL once it is closed */
  uv_async_t *wake;
  JsMessage *first, **last;
  pthread_cond_t *waiting; /* what the isolate waits on, with its mutex; or NULL */
  pthread_mutex_t *waiting_mutex;
  unsigned expected; /* the isolate's own */
};

JsAgent *js_agent_retain(JsAgent *agent) {
  __atomic_add_fetch(&agent->references, 1, __ATOMIC_RELAXED);
  return agent;
}

void js_agent_release(JsAgent *agent) {
  if (__atomic_sub_fetch(&agent->references, 1, __ATOMIC_ACQ_REL) != 0) return;
  pthread_mutex_destroy(&agent->lock);
  free(agent);
}

/* ---- Messages ---- */

static JsMessage *take_all(JsAgent *agent) {
  pthread_mutex_lock(&agent->lock);
  JsMessage *first = agent->first;
  agent->first = NULL;
  agent->last = &agent->first;
  pthread_mutex_unlock(&agent->lock);
  return first;
}

static void discard_all(JsMessage *m) {
  while (m) {
    JsMessage *next = m->next;
    m->discard(m);
    m = next;
  }
}

static void on_wake(uv_async_t *handle) {
  JsIsolate *iso = handle->loop->data;
  JsMessage *m = take_all(iso->agent);
  while (m && !js_is_stopped(iso)) {
    JsMessage *next = m->next;
    m->run(iso, m);
    js_run_microtasks(iso);
    m = next;
  }
  discard_all(m);
  if (js_is_stopped(iso)) uv_stop(handle->loop);
}

JsAgent *js_agent(JsIsolate *iso) {
  if (iso->agent) return iso->agent;
  JsAgent *agent = calloc(1, sizeof *agent);
  uv_async_t *wake = malloc(sizeof *wake);
  if (!agent || !wake) abort();
  agent->references = 1;
  agent->iso = iso;
  agent->wake = wake;
  agent->last = &agent->first;
  pthread_mutex_init(&agent->lock, NULL);
  if (uv_async_init(js_loop_uv(iso), wake, on_wake) != 0) abort();
  uv_unref((uv_handle_t *)wake);
  return iso->agent = agent;
}

void js_agent_post(JsAgent *agent, JsMessage *message) {
  message->next = NULL;
  pthread_mutex_lock(&agent->lock);
  bool open = agent->iso != NULL;
  if (open) {
    *agent->last = message;
    agent->last = &message->next;
    uv_async_send(agent->wake);
  }
  pthread_mutex_unlock(&agent->lock);
  if (!open) message->discard(message);
}

void js_agent_expect(JsIsolate *iso, int change) {
  JsAgent *agent = js_agent(iso);
  agent->expected += (unsigned)change;
  if (agent->expected) uv_ref((uv_handle_t *)agent->wake);
  else uv_unref((uv_handle_t *)agent->wake);
}

static void free_handle(uv_handle_t *handle) { free(handle); }

void js_agent_close(JsIsolate *iso) {
  JsAgent *agent = iso->agent;
  if (!agent) return;
  pthread_mutex_lock(&agent->lock);
  agent->iso = NULL;
  pthread_mutex_unlock(&agent->lock);
  uv_close((uv_handle_t *)agent->wake, free_handle);
  discard_all(take_all(agent));
  iso->agent = NULL;
  js_agent_release(agent);
}

/* ---- Stopping and waiting ---- */

void js_agent_stop(JsAgent *agent) {
  pthread_mutex_lock(&agent->lock);
  JsIsolate *iso = agent->iso;
  if (iso) {
    __atomic_store_n(&iso->interrupt, 1, __ATOMIC_SEQ_CST);
    __atomic_store_n(&iso->stack_limit, JS_NO_STACK, __ATOMIC_SEQ_CST); /* the next call finds no stack */
    uv_async_send(agent->wake);
    if (agent->waiting) {
      pthread_mutex_lock(agent->waiting_mutex);
      pthread_cond_broadcast(agent->waiting);
      pthread_mutex_unlock(agent->waiting_mutex);
    }
  }
  pthread_mutex_unlock(&agent->lock);
}

/* Making an error would call. */
JsValue js_throw_stopped(JsIsolate *iso) {
  if (iso->exception == JS_EMPTY) iso->exception = JS_NULL;
  return JS_EMPTY;
}

void js_condition_init(pthread_cond_t *condition) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); /* uv_hrtime's */
  pthread_cond_init(condition, &attributes);
  pthread_condattr_destroy(&attributes);
}

bool js_condition_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, uint64_t until) {
  if (until == UINT64_MAX) return pthread_cond_wait(condition, mutex) == 0;
  struct timespec at = {.tv_sec = (time_t)(until / 1000000000u), .tv_nsec = (long)(until % 1000000000u)};
  return pthread_cond_timedwait(condition, mutex, &at) != ETIMEDOUT;
}

/* js_agent_stop takes the agent's lock before the mutex, so the agent's lock isn't taken while the mutex is held. */
static void announce(JsAgent *agent, pthread_cond_t *condition, pthread_mutex_t *mutex) {
  pthread_mutex_unlock(mutex);
  pthread_mutex_lock(&agent->lock);
  agent->waiting = condition;
  agent->waiting_mutex = mutex;
  pthread_mutex_unlock(&agent->lock);
  pthread_mutex_lock(mutex);
}

bool js_agent_wait(JsIsolate *iso, pthread_cond_t *condition, pthread_mutex_t *mutex, uint64_t until) {
  JsAgent *agent = iso->stoppable ? iso->agent : NULL;
  if (!agent) return js_condition_wait(condition, mutex, until);
  /* Meanwhile the condition may have come about: the caller looks again, and finds it announced. */
  if (agent->waiting != condition) {
    announce(agent, condition, mutex);
    return true;
  }
  return js_is_stopped(iso) || js_condition_wait(condition, mutex, until);
}

void js_agent_wait_end(JsIsolate *iso) {
  JsAgent *agent = iso->stoppable ? iso->agent : NULL;
  if (!agent) return;
  pthread_mutex_lock(&agent->lock);
  agent->waiting = NULL;
  pthread_mutex_unlock(&agent->lock);
}

void js_agent_sleep(JsIsolate *iso, double milliseconds) {
  if (!(milliseconds > 0)) return;
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t condition;
  js_condition_init(&condition);
  uint64_t until = milliseconds < 1e12 ? uv_hrtime() + (uint64_t)(milliseconds * 1e6) : UINT64_MAX;
  pthread_mutex_lock(&mutex);
  while (!js_is_stopped(iso) && js_agent_wait(iso, &condition, &mutex, until)) continue;
  pthread_mutex_unlock(&mutex);
  js_agent_wait_end(iso);
  pthread_cond_destroy(&condition);
}
