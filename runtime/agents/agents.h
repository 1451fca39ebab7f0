/* Agents (9.7): isolates on threads of their own, and what one thread may do to the isolate of another.
 *
 * A thread is started by js_thread_start and belongs to the isolate that started it, which stops and joins it, at the
 * latest when it ends itself. Other threads know an isolate by its JsAgent, which outlives it: they post messages, which
 * its event loop runs, or stop it. Everything else of an isolate is its own thread's.
 *
 *   JsThread *t = js_thread_start(iso, &(JsThreadOptions){.program = program, .isolate = {…}});
 *   js_agent_post(js_thread_agent(t), message);
 *   js_agent_stop(js_thread_agent(t));
 *   js_thread_join(t, timeout); */
#ifndef LODE_AGENTS_AGENTS_H
#define LODE_AGENTS_AGENTS_H

#include "module.h"

#include <pthread.h>

typedef struct JsAgent JsAgent;
typedef struct JsThread JsThread;

/* ---- Messages ---- */

/* The head of a message; the rest is its sender's. */
typedef struct JsMessage {
  struct JsMessage *next;
  void (*run)(JsIsolate *iso, struct JsMessage *message); /* by the receiver's event loop; owns the message. [collects] */
  void (*discard)(struct JsMessage *message);             /* in place of it, on any thread: the isolate has ended */
} JsMessage;

/* The agent of the calling thread's isolate. The first call opens its event loop. */
JsAgent *js_agent(JsIsolate *iso);
JsAgent *js_agent_retain(JsAgent *agent);
void js_agent_release(JsAgent *agent);
/* Has the isolate run the message, or discards it. From any thread. */
void js_agent_post(JsAgent *agent, JsMessage *message);
/* One message more (1) or less (-1) is expected: while there are any, the event loop waits for them. */
void js_agent_expect(JsIsolate *iso, int change);
/* Discards messages from now on: before the event loop is closed. */
void js_agent_close(JsIsolate *iso);

/* ---- Stopping and waiting ---- */

/* Asks the isolate to end: calls throw, waiting ends, the event loop stops. Code that neither calls nor waits isn't
 * stopped. From any thread. */
void js_agent_stop(JsAgent *agent);
static inline bool js_is_stopped(JsIsolate *iso) { return __atomic_load_n(&iso->interrupt, __ATOMIC_RELAXED) != 0; }
/* What is thrown then. JS_EMPTY. */
JsValue js_throw_stopped(JsIsolate *iso);

/* Waits on a condition (made by js_condition_init), with its mutex held, until it is signalled, the time is over
 * (uv_hrtime; UINT64_MAX: never) or the isolate is stopped. May return early. false: time is over. */
bool js_agent_wait(JsIsolate *iso, pthread_cond_t *condition, pthread_mutex_t *mutex, uint64_t until);
void js_agent_wait_end(JsIsolate *iso); /* before the condition is gone; the mutex isn't held */
void js_condition_init(pthread_cond_t *condition);
/* The same for a wait that no stop ends. */
bool js_condition_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, uint64_t until);
/* Sleeps so long, unless the isolate is stopped. */
void js_agent_sleep(JsIsolate *iso, double milliseconds);

/* ---- Threads ---- */

typedef struct JsThreadOptions {
  const JsModuleDesc *const *program; /* as for lode_main, or NULL */
  JsIsolateOptions isolate;           /* host and host_data say what runs; compile and argv are the starting isolate's if NULL */
} JsThreadOptions;

/* Starts an isolate on a new thread and waits until it runs. The options are copied. NULL: no memory or thread, and
 * host_data is still the caller's. */
JsThread *js_thread_start(JsIsolate *iso, const JsThreadOptions *options);
JsAgent *js_thread_agent(JsThread *thread);
/* Waits until the thread has ended, for so long (uv_hrtime; UINT64_MAX: as long as it takes), and forgets it.
 * false: it runs on. */
bool js_thread_join(JsThread *thread, uint64_t until);
/* Stops and joins all threads of the isolate. false: one of them can't be stopped. */
bool js_threads_end(JsIsolate *iso);
/* Are there other isolates that this one may hear from? */
bool js_has_company(JsIsolate *iso);

#endif
