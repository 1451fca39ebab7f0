/* Typed arrays (23.2, 10.4.5). */
#ifndef LODE_TYPED_ARRAY_TYPED_ARRAY_H
#define LODE_TYPED_ARRAY_TYPED_ARRAY_H

#include "builtins/array_builtins.h"
#include "typed_array/array_buffer.h"

/* The element types, in the order of the kinds. */
typedef enum JsElementType {
#define X(name, bytes) JS_TYPE_##name,
  JS_TYPED_ARRAY_KINDS(X)
#undef X
      JS_TYPE_COUNT,
} JsElementType;

/* data and length are what holds now: zero while the buffer is detached or too short. typed_array/views.c keeps them so. */
typedef struct JsTypedArray {
  JsObject object;
  uint8_t *data;  /* of element 0. Offset 16, read by compiled code */
  size_t length;  /* elements. Offset 24, likewise */
  JsArrayBuffer *buffer;
  size_t byte_offset, fixed_length;   /* as constructed */
  struct JsTypedArray *next, **place; /* the views of the buffer, and what refers to this one */
  bool tracks_length;                 /* as long as the buffer allows */
  bool out_of_bounds;                 /* 10.4.5.14 IsTypedArrayOutOfBounds */
} JsTypedArray;

static inline JsElementType js_element_type(const JsTypedArray *a) {
  return (JsElementType)(a->object.cell.kind - JS_KIND_FIRST_TYPED_ARRAY);
}
extern const uint8_t js_element_sizes[JS_TYPE_COUNT]; /* log2 of the bytes */
extern const char *const js_element_type_names[JS_TYPE_COUNT]; /* "Int8Array" */
static inline unsigned js_element_shift(const JsTypedArray *a) { return js_element_sizes[js_element_type(a)]; }
static inline bool js_type_is_bigint(JsElementType type) {
  return type == JS_TYPE_BIGINT64 || type == JS_TYPE_BIGUINT64;
}
/* v as a typed array, or NULL. */
static inline JsTypedArray *js_as_typed_array(JsValue v) {
  if (!js_is_cell(v) || v == JS_EMPTY || !js_kind_is_typed_array(js_as_cell(v)->kind)) return NULL;
  return (JsTypedArray *)js_as_object(v);
}

/* elements.c. Numbers as their bits: RawBytesToNumeric, NumericToRawBytes (25.1.3.15-17). */
JsValue js_element_load(JsIsolate *iso, JsElementType type, const uint8_t *p); /* collects for BigInts */
/* The bits of a value of the content type, of which the element's size is stored; converts: false: threw. */
bool js_element_bits(JsIsolate *iso, JsElementType type, JsValue v, uint64_t *bits);
uint64_t js_element_bits_of_double(JsElementType type, double d);
static inline void js_element_store(JsElementType type, uint8_t *p, uint64_t bits) {
  memcpy(p, &bits, (size_t)1 << js_element_sizes[type]);
}
double js_half_to_double(uint16_t half);
uint16_t js_double_to_half(double d);
/* Element index, undefined where there is none. */
static inline JsValue js_typed_array_get(JsIsolate *iso, const JsTypedArray *a, uint64_t index) {
  if (index >= a->length) {
    js_array_buffer_refresh(a->buffer);
    if (index >= a->length) return JS_UNDEFINED;
  }
  return js_element_load(iso, js_element_type(a), a->data + (index << js_element_shift(a)));
}
/* 10.4.5.17 TypedArraySetElement. false: threw. */
bool js_typed_array_set(JsIsolate *iso, JsTypedArray *a, uint64_t index, JsValue v);

/* views.c */
void js_views_init(JsIsolate *iso);
void js_views_add(JsIsolate *iso, JsTypedArray *view); /* its other fields are set */
void js_views_update(JsArrayBuffer *buffer);           /* its length or data changed */

/* typed_array.c. A typed array on new memory, or on part of a buffer: elements; tracking where length says so.
 * proto: undefined for the intrinsic. NULL: threw. */
#define JS_LENGTH_TRACKING SIZE_MAX
JsTypedArray *js_typed_array_new(JsIsolate *iso, JsElementType type, JsValue proto, uint64_t length);
JsTypedArray *js_typed_array_view(JsIsolate *iso, JsElementType type, JsValue proto, JsArrayBuffer *buffer,
                                  size_t byte_offset, size_t length);
/* 23.2.4.4 ValidateTypedArray. NULL: threw. */
JsTypedArray *js_typed_array_validate(JsIsolate *iso, JsValue v, const char *method);
/* 23.2.4.2 TypedArrayCreateFromCtor, 23.2.4.1 TypedArraySpeciesCreate. NULL: threw. */
JsTypedArray *js_typed_array_create(JsIsolate *iso, JsValue constructor, uint32_t argc, JsValue *argv, const char *method);
JsTypedArray *js_typed_array_species(JsIsolate *iso, JsTypedArray *exemplar, uint32_t argc, JsValue *argv,
                                     const char *method);
JsValue js_typed_array_intrinsic(JsIsolate *iso, JsElementType type);
/* Copies count elements between arrays, converting; both of one content type. The memory may be the same. */
void js_typed_array_copy(JsTypedArray *to, size_t to_index, JsTypedArray *from, size_t from_index, size_t count);

/* The methods, a file each group. */
JsValue js_typed_array_copy_within(JS_ARGS);
JsValue js_typed_array_fill(JS_ARGS);
JsValue js_typed_array_reverse(JS_ARGS);
JsValue js_typed_array_set_method(JS_ARGS);
JsValue js_typed_array_slice(JS_ARGS);
JsValue js_typed_array_sort(JS_ARGS);
JsValue js_typed_array_subarray(JS_ARGS);
JsValue js_typed_array_to_reversed(JS_ARGS);
JsValue js_typed_array_to_sorted(JS_ARGS);
JsValue js_typed_array_with(JS_ARGS);

JsValue js_typed_array_length(JS_ARGS); /* get length */
JsValue js_typed_array_at(JS_ARGS);
JsValue js_typed_array_every(JS_ARGS);
JsValue js_typed_array_filter(JS_ARGS);
JsValue js_typed_array_find(JS_ARGS);
JsValue js_typed_array_find_index(JS_ARGS);
JsValue js_typed_array_find_last(JS_ARGS);
JsValue js_typed_array_find_last_index(JS_ARGS);
JsValue js_typed_array_for_each(JS_ARGS);
JsValue js_typed_array_includes(JS_ARGS);
JsValue js_typed_array_index_of(JS_ARGS);
JsValue js_typed_array_join(JS_ARGS);
JsValue js_typed_array_last_index_of(JS_ARGS);
JsValue js_typed_array_map(JS_ARGS);
JsValue js_typed_array_reduce(JS_ARGS);
JsValue js_typed_array_reduce_right(JS_ARGS);
JsValue js_typed_array_some(JS_ARGS);
JsValue js_typed_array_to_locale_string(JS_ARGS);

/* Uint8Array's own (base64.c). */
void js_install_base64(JsIsolate *iso, JsObject *constructor, JsObject *proto);

#endif
