/* What the files of libuv_shim share. */
#ifndef LODE_LIBUV_SHIM_INTERNAL_H
#define LODE_LIBUV_SHIM_INTERNAL_H

#include "libuv_shim/loop.h"
#include "module.h"
#include "object/realm.h"
#include "ops/ops.h"

#include <uv.h>

#define LODE_NODE_VERSION "20.20.2" /* the version of Node whose behaviour is the model */

/* Functions that the JavaScript library hands in; internalBinding('hooks') sets them. */
#define JS_HOOKS(X)                                                                                             \
  X(uncaughtException)  /* (error, fromPromise): true: handled. It also emits 'exit' before it returns false */ \
  X(unhandledRejection) /* (promise, reason): true: handled */                                                  \
  X(rejectionHandled)   /* (promise): a handler was added after unhandledRejection */                           \
  X(inspect)            /* (value): its text, for reports */                                                    \
  X(beforeExit)         /* (): nothing is left to do; may start more */                                         \
  X(exit)               /* (): the last JavaScript that runs */                                                 \
  X(processTimers)      /* (now): the next expiry, negative: without a ref'd timer, 0: none */                  \
  X(processImmediate)   /* () */                                                                                \
  X(importDynamic)      /* (path, specifier, attributes, resume): a module's id; undefined: resume will be called */ \
  X(importMeta)         /* (id, meta): fills a module's import.meta */
typedef enum JsHook {
#define X(name) JS_HOOK_##name,
  JS_HOOKS(X)
#undef X
      JS_HOOK_COUNT
} JsHook;

/* A first-in-first-out queue of records in a ring of words: {fn, argc, context, args…}. fn NULL: args[0] is called. */
typedef struct JsJobQueue {
  uint64_t *words;
  size_t head, length, capacity; /* in words; the capacity is a power of two */
} JsJobQueue;

/* Rejected promises, oldest first. */
typedef struct JsRejectionList {
  JsValue *promises;
  size_t head, count, capacity; /* those from head to count are in it */
} JsRejectionList;

/* A set of promises, weakly held: open addressing, JS_EMPTY free, JS_NULL deleted. */
typedef struct JsPromiseSet {
  JsValue *slots;
  size_t used, live, capacity; /* a power of two */
} JsPromiseSet;

struct JsLoop {
  JsIsolate *iso;
  const JsModuleDesc *const *program;
  const JsModuleDesc **extended_program; /* the same, if files were added to it; owned */

  JsJobQueue jobs, ticks;
  JsValue async_context; /* what the running callback inherited; captured by jobs and ticks */
  bool draining;
  JsRejectionList rejected; /* without a handler at first, not reported yet */
  JsRejectionList handled;  /* handled after they were reported: the hook is to be told */
  JsPromiseSet reported;    /* as unhandled */

  JsValue hooks[JS_HOOK_COUNT];
  JsValue bindings;       /* object: binding objects made so far */
  JsValue immediate_info; /* array [count, ref'd count, outstanding] */
  int exit_code;
  bool exit_code_set, reporting;

  uint64_t started_ns; /* uv_hrtime of the isolate's start */
  bool open; /* uv is initialised */
  bool timers_open;
  uint64_t start; /* ms of the loop's clock when it was opened */
  uv_loop_t uv;
  uv_timer_t timer;
  uv_check_t immediate_check;
  uv_idle_t immediate_idle;
};

/* loop.c */
uv_loop_t *js_loop_uv(JsIsolate *iso); /* opens the loop if need be */
_Noreturn void js_exit(JsIsolate *iso, int code);
/* Calls into JavaScript from the loop: a pending exception is dealt with, then ticks and jobs run. JS_EMPTY: it threw. */
JsValue js_loop_callback(JsIsolate *iso, JsValue fn, JsValue this_value, uint32_t argc, JsValue *argv);
/* Calls a hook. JS_EMPTY without an exception: there is none. */
JsValue js_call_hook(JsIsolate *iso, JsHook hook, uint32_t argc, JsValue *argv);

/* microtasks.c */
void js_microtasks_trace(JsTracer *t, JsLoop *loop);
void js_microtasks_weak(JsHeap *heap, JsLoop *loop);
void js_microtasks_free(JsLoop *loop);

/* report.c: an exception that nothing caught: the hook, else report and exit. */
void js_handle_uncaught(JsIsolate *iso, JsValue exception, bool from_promise);

/* errors.c */
JsValue js_throw_uv(JsIsolate *iso, int error, const char *syscall, const char *path, const char *dest);
JsValue js_uv_error(JsIsolate *iso, int error, const char *syscall, const char *path, const char *dest);

/* bindings.c: helpers for tables of native functions */
typedef struct JsBindingFunction {
  const char *name;
  JsCode code;
  int length;
} JsBindingFunction;
typedef struct JsBindingNumber {
  const char *name;
  double value;
} JsBindingNumber;
bool js_binding_functions(JsIsolate *iso, JsObject *o, const JsBindingFunction *table); /* ended by a NULL name */
bool js_binding_numbers(JsIsolate *iso, JsObject *o, const JsBindingNumber *table);
bool js_binding_set(JsIsolate *iso, JsObject *o, const char *name, JsValue v);
JsValue js_string_value(JsIsolate *iso, const char *utf8); /* JS_EMPTY: threw */
char *js_arg_utf8(JsIsolate *iso, uint32_t argc, JsValue *argv, uint32_t i); /* malloc'd; NULL: threw */
bool js_arg_int(JsIsolate *iso, uint32_t argc, JsValue *argv, uint32_t i, int32_t *out);
bool js_arg_double(JsIsolate *iso, uint32_t argc, JsValue *argv, uint32_t i, double *out);
JsValue js_numbers(JsIsolate *iso, const double *numbers, uint32_t count); /* an array */

/* Each gives a new binding object; a row in bindings.c. */
#define JS_BINDINGS(X) \
  X(errors) X(esm) X(fs) X(hooks) X(inspect) X(modules) X(process) X(stdio) X(structured_clone) X(task_queue) X(test262) \
  X(test262_agents) X(timers)
#define X(name) JsValue js_binding_##name(JsIsolate *iso);
JS_BINDINGS(X)
#undef X

#endif
