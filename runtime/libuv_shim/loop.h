/* The event loop: libuv underneath, Node's order of phases on top (timers, poll, check, and between any two
 * callbacks: process.nextTick queue, then promise jobs). */
#ifndef LODE_LIBUV_SHIM_LOOP_H
#define LODE_LIBUV_SHIM_LOOP_H

#include "isolate.h"

/* Promise jobs (HostEnqueuePromiseJob). args are copied and kept alive. */
typedef JsValue (*JsJobFn)(JsIsolate *iso, uint32_t argc, JsValue *argv);
void js_enqueue_job(JsIsolate *iso, JsJobFn job, uint32_t argc, const JsValue *argv);
/* Runs process.nextTick callbacks and jobs until both queues are empty. Uncaught exceptions go to the
 * isolate's uncaught-exception path; false: the process is to end. */
bool js_run_microtasks(JsIsolate *iso);
/* HostPromiseRejectionTracker: promise, its reason; handled: a handler was added after rejection. */
void js_promise_rejection_tracker(JsIsolate *iso, JsValue promise, JsValue reason, bool handled);

/* Opens the loop lazily: nothing of libuv is touched by a program that needs no handle. */
JsLoop *js_loop_get(JsIsolate *iso);
/* Runs until nothing is alive; returns the process's exit code. */
int js_loop_run(JsIsolate *iso);
void js_loop_free(JsIsolate *iso);

/* internalBinding(name) for the JavaScript library: an object of native functions, or JS_EMPTY + error. */
JsValue js_internal_binding(JsIsolate *iso, const char *name);

/* Reports an uncaught exception to stderr as Node does. Returns the exit code. */
int js_report_uncaught(JsIsolate *iso, JsValue exception);

#endif
