/* ArrayBuffer and SharedArrayBuffer objects (25.1, 25.2). Their bytes are malloc'd, known to the collector's pacing and
 * freed when the buffer dies; those of shared ones when the last buffer on them does, of any isolate. */
#ifndef LODE_TYPED_ARRAY_ARRAY_BUFFER_H
#define LODE_TYPED_ARRAY_ARRAY_BUFFER_H

#include "builtins/builtins.h"
#include "typed_array/shared_block.h"

struct JsTypedArray;

typedef struct JsArrayBuffer {
  JsObject object;
  uint8_t *data;             /* room for max_length bytes, zero beyond length; NULL once detached. Doesn't move */
  size_t length, max_length; /* bytes; equal unless resizable */
  struct JsTypedArray *views; /* the typed arrays on it, weak: typed_array/views.c */
  JsSharedBlock *block;       /* of a shared buffer; length is what this isolate has seen of its length */
  bool resizable, shared, detached;
} JsArrayBuffer;

/* Longer buffers are refused as if memory had run out. */
#define JS_MAX_BUFFER_LENGTH ((size_t)1 << 36)

/* v as a buffer, shared or not, or NULL. */
static inline JsArrayBuffer *js_as_array_buffer(JsValue v) {
  return js_is_kind(v, JS_KIND_ARRAY_BUFFER) ? (JsArrayBuffer *)js_as_object(v) : NULL;
}

/* 25.1.3.1 AllocateArrayBuffer with %ArrayBuffer% or another constructor (undefined: %ArrayBuffer%), zeroed. NULL: threw. */
JsArrayBuffer *js_array_buffer_new(JsIsolate *iso, JsValue constructor, size_t length);
/* A SharedArrayBuffer on a block, of which it takes a reference. NULL: threw. */
JsArrayBuffer *js_shared_array_buffer_on(JsIsolate *iso, JsSharedBlock *block);
/* Sees how much another agent may have grown the buffer. */
void js_array_buffer_grown(JsArrayBuffer *buffer);
static inline void js_array_buffer_refresh(JsArrayBuffer *buffer) {
  if (buffer->shared && buffer->resizable) js_array_buffer_grown(buffer);
}
/* 25.1.3.5 DetachArrayBuffer. */
void js_array_buffer_detach(JsIsolate *iso, JsArrayBuffer *buffer);

/* A buffer of the same sort with a copy of the bytes. NULL: threw. */
JsArrayBuffer *js_array_buffer_clone(JsIsolate *iso, JsArrayBuffer *buffer);
/* A second buffer of the same memory, for as long as it takes to decide whether that moves to it (js_array_buffer_settle,
 * which detaches the buffer, or else the alias). NULL: threw. settle: false if the buffer was detached meanwhile. */
JsArrayBuffer *js_array_buffer_alias(JsIsolate *iso, JsArrayBuffer *buffer);
bool js_array_buffer_settle(JsIsolate *iso, JsArrayBuffer *buffer, JsArrayBuffer *alias, bool moves);

/* What is thrown of a detached buffer. */
JsValue js_throw_detached(JsIsolate *iso, const char *method);
/* 7.1.22 ToIndex, with this RangeError (it may contain %s: the value). false: threw. */
bool js_to_index_or(JsIsolate *iso, JsValue v, uint64_t *out, const char *error);
/* "Constructor <name> requires 'new'" */
JsValue js_throw_requires_new(JsIsolate *iso, const char *name);

#endif
