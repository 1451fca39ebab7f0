/* Threads that run isolates. */
#include "agents/agents.h"

#include "embed.h"
#include "libuv_shim/internal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#define STACK_BESIDE ((size_t)1 << 20)    /* for C code, beyond what JavaScript may use */
#define STACK_DEFAULT ((size_t)2 << 20)   /* of JavaScript whose options name no size */
#define COMPILER_STACK ((size_t)4 << 20)  /* LLVM's recursion */
#define STOP_TIME 2000000000u /* ns that stopping may take */

struct JsThread {
  struct JsThread *next; /* of the same isolate */
  JsIsolate *owner;
  JsThreadOptions options;
  pthread_t id;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  JsAgent *agent;
  bool running, failed, ended;
};

static void set(JsThread *t, bool *flag) {
  pthread_mutex_lock(&t->lock);
  *flag = true;
  pthread_cond_broadcast(&t->changed);
  pthread_mutex_unlock(&t->lock);
}

static __attribute__((noinline)) void run(JsThread *t, JsIsolate *iso) {
  iso->stoppable = true;
  t->agent = js_agent_retain(js_agent(iso));
  set(t, &t->running);
  lode_run(iso, t->options.program, t->options.isolate.host);
  js_isolate_free(iso);
}

static void *thread_main(void *data) {
  JsThread *t = data;
  t->options.isolate.stack_base = __builtin_frame_address(0);
  JsIsolate *iso = js_isolate_new(&t->options.isolate);
  if (iso) iso->realm = js_realm_new(iso);
  if (iso && iso->realm) {
    run(t, iso);
  } else {
    if (iso) iso->host_end = NULL;
    js_isolate_free(iso);
    set(t, &t->failed);
  }
  set(t, &t->ended);
  return NULL;
}

static size_t stack_size(const JsIsolateOptions *o) {
  size_t size = (o->stack_size ? o->stack_size : STACK_DEFAULT) + STACK_BESIDE + (o->compile ? COMPILER_STACK : 0);
  return (size + 0xFFFF) & ~(size_t)0xFFFF;
}

/* Signals are for the first thread. */
static bool create(JsThread *t) {
  pthread_attr_t attributes;
  sigset_t all, before;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stack_size(&t->options.isolate));
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  bool ok = pthread_create(&t->id, &attributes, thread_main, t) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return ok;
}

static void destroy(JsThread *t) {
  if (t->agent) js_agent_release(t->agent);
  pthread_cond_destroy(&t->changed);
  pthread_mutex_destroy(&t->lock);
  free(t);
}

JsThread *js_thread_start(JsIsolate *iso, const JsThreadOptions *options) {
  JsThread *t = calloc(1, sizeof *t);
  if (!t) return NULL;
  t->owner = iso;
  t->options = *options;
  if (!t->options.isolate.compile) t->options.isolate.compile = iso->compile;
  if (!t->options.isolate.argv) {
    t->options.isolate.argc = iso->argc;
    t->options.isolate.argv = iso->argv;
  }
  pthread_mutex_init(&t->lock, NULL);
  js_condition_init(&t->changed);
  if (!create(t)) {
    destroy(t);
    return NULL;
  }
  pthread_mutex_lock(&t->lock);
  while (!t->running && !t->failed) pthread_cond_wait(&t->changed, &t->lock);
  pthread_mutex_unlock(&t->lock);
  if (t->failed) {
    pthread_join(t->id, NULL);
    destroy(t);
    return NULL;
  }
  t->next = iso->threads;
  return iso->threads = t;
}

JsAgent *js_thread_agent(JsThread *thread) { return thread->agent; }

bool js_thread_join(JsThread *t, uint64_t until) {
  pthread_mutex_lock(&t->lock);
  while (!t->ended && js_condition_wait(&t->changed, &t->lock, until)) continue;
  bool ended = t->ended;
  pthread_mutex_unlock(&t->lock);
  if (!ended) return false;
  pthread_join(t->id, NULL);
  JsThread **place = &t->owner->threads;
  while (*place != t) place = &(*place)->next;
  *place = t->next;
  destroy(t);
  return true;
}

bool js_threads_end(JsIsolate *iso) {
  for (JsThread *t = iso->threads; t; t = t->next) js_agent_stop(t->agent);
  uint64_t until = uv_hrtime() + STOP_TIME;
  while (iso->threads)
    if (!js_thread_join(iso->threads, until)) return false;
  return true;
}

bool js_has_company(JsIsolate *iso) { return iso->stoppable || iso->threads; }
