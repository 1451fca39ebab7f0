/* What the files of Array's built-ins share. */
#ifndef LODE_BUILTINS_ARRAY_BUILTINS_H
#define LODE_BUILTINS_ARRAY_BUILTINS_H

#include "builtins/builtins.h"

/* Predicates of the fast paths. */

/* An array whose elements are all present in storage: reading below length has no effects. */
static inline bool js_array_is_packed(const JsObject *o) {
  return o->cell.kind == JS_KIND_ARRAY && o->cell.aux <= JS_ELEM_VALUE && !(o->cell.flags & JS_OBJ_EXOTIC);
}
/* Elements in storage, maybe with holes. */
static inline bool js_array_is_dense(const JsObject *o) {
  return o->cell.kind == JS_KIND_ARRAY && js_elements_fast(o);
}
bool js_find_index_proto(const JsObject *o);
/* May something on the prototype chain have elements? The shape's flag says that it once did. */
static inline bool js_has_index_proto(const JsObject *o) {
  return (js_shape_of(&o->cell)->flags & JS_SHAPE_HAS_INDEX_PROTO) && js_find_index_proto(o);
}
/* As dense, and a hole reads as undefined and takes a value without anything noticing. */
static inline bool js_array_is_simple(const JsObject *o) {
  return js_array_is_packed(o) || (js_array_is_dense(o) && !js_has_index_proto(o));
}
/* As dense, and may grow and shrink without anything noticing: no setters for indices are inherited, and no object
 * inherits from it. */
static inline bool js_array_is_growable(const JsObject *o) {
  return js_array_is_dense(o) && !(o->cell.flags & JS_OBJ_IS_PROTO) &&
         !(js_shape_of(&o->cell)->flags & (JS_SHAPE_NON_EXTENSIBLE | JS_SHAPE_HAS_INDEX_PROTO));
}

/* A capacity for length elements with room for more, so that growing repeatedly is linear. */
static inline uint32_t js_array_roomy(uint32_t length) {
  uint64_t n = (uint64_t)length + length / 2 + 4;
  return n < 0xFFFFFFFFu ? (uint32_t)n : length;
}

/* Moves the element kind of a dense array so that v can be stored; returns v as it must be stored. */
JsValue js_array_from_async(JS_ARGS);
JsValue js_array_accept(JsIsolate *iso, JsObject *o, JsValue v);
/* Appends count elements of dense src from start to dst, a growable array. Both are simple. false: threw. */
bool js_array_append_range(JsIsolate *iso, JsObject *dst, JsObject *src, uint32_t start, uint32_t count);
/* Elements from start on of a simple array as a fresh plain one; holes stay holes. NULL: threw. */
JsObject *js_array_copy_range(JsIsolate *iso, JsObject *src, uint32_t start, uint32_t count);
/* The same, holes read as undefined. */
JsObject *js_array_copy_packed(JsIsolate *iso, JsObject *src);

/* A property key for an index up to 2^53 - 1. JS_KEY_NONE: threw. */
JsKey js_key_from_length(JsIsolate *iso, uint64_t index);
int js_has_index(JsIsolate *iso, JsObject *o, uint64_t index);
/* DeletePropertyOrThrow */
bool js_delete_index(JsIsolate *iso, JsObject *o, uint64_t index);
/* Set(o, "length", n, true) */
bool js_put_length(JsIsolate *iso, JsObject *o, uint64_t n);
/* HasProperty and Get in one: 1 with *v, 0 absent, -1 threw. */
int js_array_element(JsIsolate *iso, JsObject *o, uint64_t index, JsValue *v);

/* For long arrays with few elements: the indices (numbers, ascending) in start … end - 1 that the array has. NULL
 * where every index is to be walked: the array is not sparse, or reading it may have effects. *threw: as it says. */
JsObject *js_array_sparse_indices(JsIsolate *iso, JsObject *o, uint64_t start, uint64_t end, bool *threw);

/* For loops over the indices of an array: how many of them from k on (down: downwards) up to, not with, limit (down:
 * down to limit and with it) have no element, own or inherited. k has none, so that the result is 1 at least. One
 * JsHoles, zeroed, for each loop: looking for the next element is worth it in long gaps only. */
typedef struct JsHoles {
  uint32_t misses, patience;
} JsHoles;
uint64_t js_array_absent(JsHoles *holes, JsObject *o, uint64_t k, uint64_t limit, bool down);

/* A relative index argument (start, end, …) clamped to 0 … length; missing or undefined: fallback. false: threw. */
bool js_relative_index(JsIsolate *iso, JsValue v, uint64_t length, uint64_t fallback, uint64_t *out);

/* 23.1.3.… ArraySpeciesCreate in two steps: the constructor (undefined: a plain array), then the object. */
bool js_array_species(JsIsolate *iso, JsObject *original, JsValue *constructor);
JsObject *js_array_create_from(JsIsolate *iso, JsValue constructor, uint64_t length);

/* Stable sort of n values in a buffer (js_value_buffer). comparator: callable, or undefined for SortCompare by
 * string. No holes, no undefined among them. false: threw. */
bool js_sort_values(JsIsolate *iso, JsObject *buffer, uint32_t n, JsValue comparator);

/* The methods, a file each group. */
JsValue js_array_push_method(JS_ARGS);
JsValue js_array_pop(JS_ARGS);
JsValue js_array_shift(JS_ARGS);
JsValue js_array_unshift(JS_ARGS);
JsValue js_array_splice(JS_ARGS);
JsValue js_array_reverse(JS_ARGS);
JsValue js_array_fill(JS_ARGS);
JsValue js_array_copy_within(JS_ARGS);

JsValue js_array_at(JS_ARGS);
JsValue js_array_concat(JS_ARGS);
JsValue js_array_slice(JS_ARGS);
JsValue js_array_index_of(JS_ARGS);
JsValue js_array_last_index_of(JS_ARGS);
JsValue js_array_includes(JS_ARGS);
JsValue js_array_join(JS_ARGS);
JsValue js_array_to_string(JS_ARGS);
JsValue js_array_to_locale_string(JS_ARGS);
JsValue js_array_flat(JS_ARGS);
JsValue js_array_flat_map(JS_ARGS);

JsValue js_array_with(JS_ARGS);
JsValue js_array_to_reversed(JS_ARGS);
JsValue js_array_to_sorted(JS_ARGS);
JsValue js_array_to_spliced(JS_ARGS);
JsValue js_array_sort(JS_ARGS);

JsValue js_array_for_each(JS_ARGS);
JsValue js_array_map(JS_ARGS);
JsValue js_array_filter(JS_ARGS);
JsValue js_array_some(JS_ARGS);
JsValue js_array_every(JS_ARGS);
JsValue js_array_reduce(JS_ARGS);
JsValue js_array_reduce_right(JS_ARGS);
JsValue js_array_find(JS_ARGS);
JsValue js_array_find_index(JS_ARGS);
JsValue js_array_find_last(JS_ARGS);
JsValue js_array_find_last_index(JS_ARGS);

#endif
