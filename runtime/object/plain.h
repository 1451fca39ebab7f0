/* Walking the own properties of plain objects without lookups: for built-ins that copy or print objects. */
#ifndef LODE_OBJECT_PLAIN_H
#define LODE_OBJECT_PLAIN_H

#include "object/object.h"

typedef struct JsPlainWalk {
  JsObject *object;
  JsShape *shape; /* as at the beginning; keeps the keys alive */
  uint32_t next;
} JsPlainWalk;

typedef enum JsPlainStep {
  JS_PLAIN_END,
  JS_PLAIN_VALUE,  /* an enumerable data property with its value */
  JS_PLAIN_LOOK_UP /* an accessor, or the object changed since: the key is to be treated as the specification says */
} JsPlainStep;

/* false: the object is not plain (exotic, lazy, with elements, or with a shape of its own). */
bool js_plain_begin(JsPlainWalk *w, JsObject *o);
/* The next key in order of creation; symbols: only symbols, else only strings. Private names are left out, and so is what
 * was not enumerable at the beginning. Runs no code. */
JsPlainStep js_plain_next(JsIsolate *iso, JsPlainWalk *w, bool symbols, JsKey *key, JsValue *value);
/* Starts again with the first key, for the other type of keys. */
static inline void js_plain_rewind(JsPlainWalk *w) { w->next = 0; }

#endif
