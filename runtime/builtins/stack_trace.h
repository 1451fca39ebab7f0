/* Stack traces: captured as return addresses, put into words when `stack` is first read. */
#ifndef LODE_BUILTINS_STACK_TRACE_H
#define LODE_BUILTINS_STACK_TRACE_H

#include "object/internal.h"

/* Records the calls in progress in e, without those up to and including the function skip. */
void js_stack_capture(JsIsolate *iso, JsError *e, JsValue skip);
JsValue js_error_capture_stack_trace(JS_ARGS);          /* Error.captureStackTrace */
JsString *js_error_text(JsIsolate *iso, JsObject *o); /* Error.prototype.toString */

#endif
