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
  JS_ITERATOR_HELPER, /* what Iterator.prototype.map and its like return */
  JS_ITERATOR_ASYNC_FROM_SYNC, /* an async iterator of a sync one; extra: its next method */
  JS_ITERATOR_WRAPPER, /* what Iterator.from returns for other iterators; extra: its next method */
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
/* Is it an array iterator whose next method is the built-in one? js_array_iterator_step is that method without its result
 * object: 1 with the value (which may be NULL), 0 at the end, -1 threw. */
bool js_is_plain_array_iterator(JsValue iterator, JsValue next);
int js_array_iterator_step(JsIsolate *iso, JsValue iterator, JsValue *value);
/* Installs Iterator, its functions and methods (iterator_methods.c) and the prototype of helpers (iterator_helpers.c). */
void js_init_iterator_class(JsIsolate *iso, JsObject *proto);
void js_init_iterator_helpers(JsIsolate *iso);
JsValue js_iterator_drop(JS_ARGS);
JsValue js_iterator_filter(JS_ARGS);
JsValue js_iterator_flat_map(JS_ARGS);
JsValue js_iterator_map(JS_ARGS);
JsValue js_iterator_take(JS_ARGS);
/* GetIteratorDirect (7.4.5), of the this value of a method; GetIteratorFlattenable (7.4.6). false: threw. */
bool js_iterator_direct(JsIsolate *iso, JsValue v, JsIterator *it);
bool js_iterator_flattenable(JsIsolate *iso, JsValue v, bool iterate_strings, JsIterator *it);
/* Closes an iterator whose next was not asked for, because of the pending exception. */
void js_iterator_reject(JsIsolate *iso, JsValue iterator);
/* this_value as an iterator: an object, else the TypeError of the method. */
bool js_iterator_this(JsIsolate *iso, JsValue this_value, const char *method);
/* this_value and a function argument: throws and closes the iterator where it is not callable. */
bool js_iterator_callback(JsIsolate *iso, JsValue this_value, JsValue f, const char *method);

/* CreateAsyncFromSyncIterator; JS_EMPTY: threw. */
JsValue js_async_from_sync_iterator(JsIsolate *iso, JsValue iterator, JsValue next);

/* [key, value] */
JsValue js_entry_pair(JsIsolate *iso, JsValue key, JsValue value);

#endif
