/* Iterator objects of arrays, maps, sets, strings and regular expressions: one layout, one kind. */
#ifndef LODE_BUILTINS_ITERATOR_BUILTINS_H
#define LODE_BUILTINS_ITERATOR_BUILTINS_H

#include "builtins/builtins.h"

typedef enum JsIteratorType {
  JS_ITERATOR_ARRAY,
  JS_ITERATOR_MAP,
  JS_ITERATOR_SET,
  JS_ITERATOR_STRING,
  JS_ITERATOR_REGEXP_STRING,
} JsIteratorType;
typedef enum JsIterationKind { JS_ITERATE_KEYS, JS_ITERATE_VALUES, JS_ITERATE_ENTRIES } JsIterationKind;

typedef struct JsIteratorObject {
  JsObject object;
  JsValue target;  /* what is iterated; undefined once exhausted */
  JsValue extra;   /* another cell or value of the type's own (the hash table of maps and sets); else undefined */
  uint64_t index;
  uint8_t type;    /* JsIteratorType */
  uint8_t iteration_kind; /* JsIterationKind */
  uint8_t flags;   /* the type's own */
} JsIteratorObject;

/* A fresh iterator whose prototype is the intrinsic. NULL: threw. */
JsIteratorObject *js_iterator_object_new(JsIsolate *iso, JsIntrinsicId proto, JsIteratorType type,
                                         JsIterationKind kind, JsValue target);
/* this_value as an iterator of the type, or NULL. */
static inline JsIteratorObject *js_as_iterator(JsValue v, JsIteratorType type) {
  if (!js_is_kind(v, JS_KIND_ITERATOR)) return NULL;
  JsIteratorObject *it = (JsIteratorObject *)js_as_object(v);
  return it->type == type ? it : NULL;
}
/* CreateArrayIterator */
JsValue js_array_iterator_new(JsIsolate *iso, JsObject *array, JsIterationKind kind);
/* [key, value] */
JsValue js_entry_pair(JsIsolate *iso, JsValue key, JsValue value);

#endif
