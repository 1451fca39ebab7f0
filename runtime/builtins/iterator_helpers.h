/* Iterator Helper objects: what the files of their kinds share (iterator_helpers.c, iterator_joint.c, iterator_chunking.c). */
#ifndef LODE_BUILTINS_ITERATOR_HELPERS_H
#define LODE_BUILTINS_ITERATOR_HELPERS_H

#include "builtins/iterator_builtins.h"
#include "builtins/promise.h" /* js_record_new */

typedef enum JsHelperKind {
  JS_HELPER_MAP,
  JS_HELPER_FILTER,
  JS_HELPER_TAKE,
  JS_HELPER_DROP,
  JS_HELPER_FLAT_MAP,
  JS_HELPER_CONCAT,
  JS_HELPER_ZIP,
  JS_HELPER_CHUNKS,
  JS_HELPER_WINDOWS,
} JsHelperKind;

/* The record in JsIteratorObject.extra; the underlying iterator is the target, undefined where there is none or no longer
 * one. flags: the state; iteration_kind: JsHelperKind; index: the counter. INNER: undefined, or an iterator that return
 * closes first. The kinds of iterator_joint.c and iterator_chunking.c have slots of their own behind. */
enum { JS_HELPER_NEXT, JS_HELPER_FUNCTION, JS_HELPER_REMAINING, JS_HELPER_INNER, JS_HELPER_INNER_NEXT, JS_HELPER_RECORD };

static inline JsEnv *js_helper_record(JsIteratorObject *h) { return (JsEnv *)js_as_cell(h->extra); }
static inline JsIterator js_helper_outer(JsIteratorObject *h) {
  return (JsIterator){.object = h->target, .next = js_helper_record(h)->values[JS_HELPER_NEXT]};
}
static inline JsIterator js_helper_inner(JsIteratorObject *h) {
  JsEnv *record = js_helper_record(h);
  return (JsIterator){.object = record->values[JS_HELPER_INNER], .next = record->values[JS_HELPER_INNER_NEXT]};
}
/* A helper whose record has `slots` slots, all undefined. NULL: threw. */
JsIteratorObject *js_helper_new(JsIsolate *iso, JsHelperKind kind, JsValue target, uint32_t slots);
void js_helper_set_inner(JsIsolate *iso, JsIteratorObject *h, const JsIterator *inner); /* NULL: none */

/* Steps: 1 with the value to yield, 0 done, -1 threw. */
int js_helper_step_concat(JsIsolate *iso, JsIteratorObject *h, JsValue *v);
int js_helper_step_zip(JsIsolate *iso, JsIteratorObject *h, JsValue *v);
int js_helper_step_chunks(JsIsolate *iso, JsIteratorObject *h, JsValue *v);
int js_helper_step_windows(JsIsolate *iso, JsIteratorObject *h, JsValue *v);
/* IteratorCloseAll of what zip still iterates. threw: an exception is pending, and stays. false: one is pending now. */
bool js_helper_close_zip(JsIsolate *iso, JsIteratorObject *h, bool threw);

JsValue js_iterator_concat(JS_ARGS);
JsValue js_iterator_zip(JS_ARGS);
JsValue js_iterator_zip_keyed(JS_ARGS);
JsValue js_iterator_chunks(JS_ARGS);
JsValue js_iterator_windows(JS_ARGS);

#endif
