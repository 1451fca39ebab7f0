/* Stack traces: captured as return addresses, put into words when `stack` is first read. */
#ifndef LODE_BUILTINS_STACK_TRACE_H
#define LODE_BUILTINS_STACK_TRACE_H

#include "module.h"
#include "object/internal.h"

/* Records the calls in progress in e, without those up to and including the function skip. */
void js_stack_capture(JsIsolate *iso, JsError *e, JsValue skip);
JsValue js_error_capture_stack_trace(JS_ARGS);          /* Error.captureStackTrace */
JsString *js_error_text(JsIsolate *iso, JsObject *o); /* Error.prototype.toString */

typedef struct JsStackFrame {
  JsFunction *function; /* a built-in's; NULL: compiled code, at position */
  JsPosition position;
  JsValue receiver; /* JS_EMPTY: a construction */
  bool async;       /* it waits for what is running */
  const char *combinator; /* of Promise, with function; else NULL */
  uint32_t index;         /* of the element that it waits for */
} JsStackFrame;

/* How many functions of compiled modules are being run inside of a frame. */
uint32_t js_frames_inside(JsIsolate *iso, const void *frame);

/* The module of the innermost code in progress that is none of the library's and is wanted. NULL: there is none. */
const JsModuleDesc *js_active_module(JsIsolate *iso, bool (*wanted)(JsIsolate *iso, const JsModuleDesc *m));
/* From the two values that a frame is kept as. */
JsStackFrame js_stack_frame(JsIsolate *iso, JsValue where, JsValue receiver);
JsObject *js_call_sites(JsIsolate *iso, JsValues *frames); /* call_site.c: an array of CallSites */

/* stack_frame.c. Names are NULL or empty where there is none. They run no user code. [collects] */
void js_frame_append(JsIsolate *iso, JsStringBuilder *b, const JsStackFrame *f); /* what follows "at " */
JsString *js_frame_function_name(JsIsolate *iso, const JsStackFrame *f);
JsString *js_frame_type_name(JsIsolate *iso, const JsStackFrame *f);
JsString *js_frame_method_name(JsIsolate *iso, const JsStackFrame *f);
bool js_frame_is_toplevel(JsIsolate *iso, const JsStackFrame *f);

#endif
