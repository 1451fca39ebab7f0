/* Calls in tail position (15.10.3 PrepareForTailCall).
 *
 * They are ordinary calls, whose callers stack traces show, until the stack passes iso->tail_limit. From there on a call
 * replaces its caller's frame: what is to be called is left in iso->tail, the caller's return address becomes that of
 * lode_tail_enter, and the caller returns, with a result of no meaning. lode_tail_enter finds the registers and the stack
 * as the caller's caller has left them, and makes the call. So any code whose last act is a call can have its frame
 * replaced, whatever its parameters are. */
#ifndef LODE_OBJECT_TAIL_CALL_H
#define LODE_OBJECT_TAIL_CALL_H

#include "object/function.h"

static inline bool js_is_deep(const JsIsolate *iso, const void *frame) { return (const char *)frame < iso->tail_limit; }

/* Replaces the frame by a call. frame: of the function that returns the result to its caller next, and as it is. */
JsValue js_tail_replace(JsIsolate *iso, void *frame, JsValue callee, JsValue this_value, uint32_t argc, const JsValue *argv);

/* js_call as the last act of a built-in: return js_tail_call(…). argv may be in the built-in's frame. */
static inline __attribute__((always_inline)) JsValue js_tail_call(JsIsolate *iso, JsValue callee, JsValue this_value,
                                                                  uint32_t argc, JsValue *argv) {
  void *frame = __builtin_frame_address(0);
  if (__builtin_expect(!js_is_deep(iso, frame), 1)) return js_call(iso, callee, this_value, argc, argv);
  JsValue r = js_tail_replace(iso, frame, callee, this_value, argc, argv);
  JS_KEEP(r); /* the frame must still be there */
  return r;
}

/* The same with the elements of a packed array that nobody else sees. */
JsValue js_tail_replace_list(JsIsolate *iso, void *frame, JsValue callee, JsValue this_value, JsObject *list);
JsValue js_call_list(JsIsolate *iso, JsValue callee, JsValue this_value, JsObject *list);
static inline __attribute__((always_inline)) JsValue js_tail_call_list(JsIsolate *iso, JsValue callee,
                                                                       JsValue this_value, JsObject *list) {
  void *frame = __builtin_frame_address(0);
  if (__builtin_expect(!js_is_deep(iso, frame), 1)) return js_call_list(iso, callee, this_value, list);
  JsValue r = js_tail_replace_list(iso, frame, callee, this_value, list);
  JS_KEEP(r);
  return r;
}

/* Where a tail call has entered the code with this frame: the frame that it returns to. NULL: it was called otherwise. */
const void *js_tail_caller(const void *frame);

#endif
