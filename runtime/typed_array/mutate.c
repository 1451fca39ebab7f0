/* %TypedArray%.prototype methods that move elements: copyWithin, fill, reverse, set, slice, sort, subarray, and those that
 * answer with a changed copy (23.2.3). */
#include "typed_array/typed_array.h"

#include <stdlib.h>

#define NAME(method) "%TypedArray%.prototype." method

static uint8_t *element_at(const JsTypedArray *a, size_t index) { return a->data + (index << js_element_shift(a)); }

/* 23.2.3.6 copyWithin ( target, start [ , end ] ) */
JsValue js_typed_array_copy_within(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("copyWithin"));
  if (!a) return JS_EMPTY;
  uint64_t to, from, end, length = a->length;
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 0), length, 0, &to));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 1), length, 0, &from));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 2), length, length, &end));
  if (end <= from || to >= length) return this_value;
  uint64_t count = end - from < length - to ? end - from : length - to;
  if (a->out_of_bounds) return js_throw_detached(iso, NAME("copyWithin"));
  if (from >= a->length || to >= a->length) return this_value; /* it shrank */
  if (count > a->length - from) count = a->length - from;
  if (count > a->length - to) count = a->length - to;
  memmove(element_at(a, to), element_at(a, from), count << js_element_shift(a));
  return this_value;
}

static void fill_elements(JsElementType type, uint8_t *p, size_t count, uint64_t bits) {
  switch (js_element_sizes[type]) {
    case 0: memset(p, (int)(uint8_t)bits, count); return;
    case 1: for (size_t i = 0; i < count; i++) ((uint16_t *)p)[i] = (uint16_t)bits; return;
    case 2: for (size_t i = 0; i < count; i++) ((uint32_t *)p)[i] = (uint32_t)bits; return;
    default: for (size_t i = 0; i < count; i++) ((uint64_t *)p)[i] = bits; return;
  }
}

/* 23.2.3.9 fill ( value [ , start [ , end ] ] ) */
JsValue js_typed_array_fill(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("fill"));
  if (!a) return JS_EMPTY;
  uint64_t bits, start, end, length = a->length;
  JS_TRY_BOOL(js_element_bits(iso, js_element_type(a), js_arg(argc, argv, 0), &bits));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 1), length, 0, &start));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 2), length, length, &end));
  if (a->out_of_bounds) return js_throw_detached(iso, NAME("fill"));
  if (end > a->length) end = a->length;
  if (start < end) fill_elements(js_element_type(a), element_at(a, start), end - start, bits);
  return this_value;
}

static void reverse_elements(uint8_t *p, size_t count, unsigned shift) {
  size_t size = (size_t)1 << shift;
  for (size_t low = 0, high = count; low + 1 < high; low++) {
    high--;
    uint64_t x, y;
    memcpy(&x, p + (low << shift), size);
    memcpy(&y, p + (high << shift), size);
    memcpy(p + (low << shift), &y, size);
    memcpy(p + (high << shift), &x, size);
  }
}

/* 23.2.3.25 reverse ( ) */
JsValue js_typed_array_reverse(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("reverse"));
  if (!a) return JS_EMPTY;
  reverse_elements(a->data, a->length, js_element_shift(a));
  return this_value;
}

static JsValue throw_bounds(JsIsolate *iso) { return js_throw_range_error(iso, "offset is out of bounds"); }

/* 23.2.3.26.1 SetTypedArrayFromTypedArray */
static JsValue set_from_typed_array(JsIsolate *iso, JsTypedArray *a, double offset, JsTypedArray *source) {
  if (a->out_of_bounds || source->out_of_bounds) return js_throw_detached(iso, NAME("set"));
  if (js_type_is_bigint(js_element_type(a)) != js_type_is_bigint(js_element_type(source)))
    return js_throw_type_error(iso, "Cannot mix BigInt and other types, use explicit conversions");
  if (offset + (double)source->length > (double)a->length) return throw_bounds(iso);
  js_typed_array_copy(a, (size_t)offset, source, 0, source->length);
  return JS_UNDEFINED;
}

/* 23.2.3.26 set ( source [ , offset ] ) */
JsValue js_typed_array_set_method(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_as_typed_array(this_value);
  if (!a) return js_throw_type_error(iso, "this is not a typed array.");
  double offset;
  JS_TRY_BOOL(js_to_integer_or_infinity(iso, js_arg(argc, argv, 1), &offset));
  if (offset < 0) return throw_bounds(iso);
  JsValue values = js_arg(argc, argv, 0);
  JsTypedArray *source = js_as_typed_array(values);
  if (source) return set_from_typed_array(iso, a, offset, source);
  if (a->out_of_bounds) return js_throw_detached(iso, NAME("set"));
  uint64_t length = a->length, count;
  JsObject *o = js_to_object(iso, values);
  if (!o || !js_length_of(iso, o, &count)) return JS_EMPTY;
  if (offset + (double)count > (double)length) return throw_bounds(iso);
  for (uint64_t i = 0; i < count; i++) {
    JsValue v = js_get_index(iso, o, i);
    JS_TRY(v);
    JS_TRY_BOOL(js_typed_array_set(iso, a, (uint64_t)offset + i, v));
  }
  return JS_UNDEFINED;
}

/* 23.2.3.27 slice ( start, end ) */
JsValue js_typed_array_slice(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("slice"));
  if (!a) return JS_EMPTY;
  uint64_t start, end, length = a->length;
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 0), length, 0, &start));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 1), length, length, &end));
  uint64_t count = end > start ? end - start : 0;
  JsValue count_value = js_number((double)count);
  JsTypedArray *made = js_typed_array_species(iso, a, 1, &count_value, NAME("slice"));
  if (!made || count == 0) return js_from_cell(made);
  if (a->out_of_bounds) return js_throw_detached(iso, NAME("slice"));
  if (end > a->length) end = a->length;
  count = end > start ? end - start : 0;
  if (made->length < count) count = made->length; /* it may be on the same buffer, shrunk */
  if (count == 0) return js_from_cell(made);
  if (js_element_type(made) != js_element_type(a)) {
    for (uint64_t i = 0; i < count; i++)
      JS_TRY_BOOL(js_typed_array_set(iso, made, i, js_typed_array_get(iso, a, start + i)));
    return js_from_cell(made);
  }
  const uint8_t *from = element_at(a, start);
  uint8_t *to = made->data;
  size_t bytes = count << js_element_shift(a);
  if (made->buffer != a->buffer) {
    memcpy(to, from, bytes);
  } else { /* byte by byte, upwards: what was written may be read again */
    for (size_t i = 0; i < bytes; i++) ((volatile uint8_t *)to)[i] = from[i];
  }
  return js_from_cell(made);
}

/* 23.2.3.30 subarray ( start, end ) */
JsValue js_typed_array_subarray(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_as_typed_array(this_value);
  if (!a) return js_throw_incompatible_receiver(iso, NAME("subarray"), this_value);
  uint64_t start, end, length = a->length;
  JsValue end_value = js_arg(argc, argv, 1);
  size_t byte_offset = a->byte_offset;
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 0), length, 0, &start));
  JsValue args[3] = {js_from_cell(a->buffer)};
  uint32_t count = 2;
  if (!a->tracks_length || !js_is_undefined(end_value)) {
    JS_TRY_BOOL(js_relative_index(iso, end_value, length, length, &end));
    args[2] = js_number(end > start ? (double)(end - start) : 0);
    count = 3;
  }
  args[1] = js_number((double)(byte_offset + (start << js_element_shift(a))));
  return js_from_cell(js_typed_array_species(iso, a, count, args, NAME("subarray")));
}

/* ---- Copies ---- */

/* 23.2.4.3 TypedArrayCreateSameType, with the same elements. */
static JsTypedArray *copy_of(JsIsolate *iso, JsTypedArray *a) {
  size_t length = a->length;
  JsTypedArray *copy = js_typed_array_new(iso, js_element_type(a), JS_UNDEFINED, length);
  if (copy) js_typed_array_copy(copy, 0, a, 0, length);
  return copy;
}

/* 23.2.3.32 toReversed ( ) */
JsValue js_typed_array_to_reversed(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("toReversed"));
  JsTypedArray *copy = a ? copy_of(iso, a) : NULL;
  if (copy) reverse_elements(copy->data, copy->length, js_element_shift(copy));
  return js_from_cell(copy);
}

/* 23.2.3.36 with ( index, value ) */
JsValue js_typed_array_with(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("with"));
  if (!a) return JS_EMPTY;
  double relative, length = (double)a->length;
  JsElementType type = js_element_type(a);
  uint64_t bits;
  JS_TRY_BOOL(js_to_integer_or_infinity(iso, js_arg(argc, argv, 0), &relative));
  double index = relative < 0 ? relative + length : relative;
  JS_TRY_BOOL(js_element_bits(iso, type, js_arg(argc, argv, 1), &bits));
  if (!(index >= 0 && index < (double)a->length)) return js_throw_range_error(iso, "Invalid typed array index");
  size_t now = a->length;
  JsTypedArray *copy = js_typed_array_new(iso, type, JS_UNDEFINED, (uint64_t)length);
  if (!copy) return JS_EMPTY;
  js_typed_array_copy(copy, 0, a, 0, now < copy->length ? now : copy->length);
  js_element_store(type, element_at(copy, (size_t)index), bits);
  return js_from_cell(copy);
}

/* ---- Sorting (23.2.4.7 CompareTypedArrayElements) ---- */

#define COMPARE(name, type)                                   \
  static int compare_##name(const void *a, const void *b) {   \
    type x = *(const type *)a, y = *(const type *)b;          \
    return (x > y) - (x < y);                                 \
  }
COMPARE(int8, int8_t)
COMPARE(uint8, uint8_t)
COMPARE(int16, int16_t)
COMPARE(uint16, uint16_t)
COMPARE(int32, int32_t)
COMPARE(uint32, uint32_t)
COMPARE(int64, int64_t)
COMPARE(uint64, uint64_t)

/* Floats as integers in the same order: -0 before +0, NaN last. */
static int64_t order_key(double d) {
  int64_t bits;
  if (d != d) return INT64_MAX;
  memcpy(&bits, &d, 8);
  return bits < 0 ? ~(bits & INT64_MAX) : bits;
}
static int compare_keys(double x, double y) {
  int64_t a = order_key(x), b = order_key(y);
  return (a > b) - (a < b);
}
static int compare_float16(const void *a, const void *b) {
  return compare_keys(js_half_to_double(*(const uint16_t *)a), js_half_to_double(*(const uint16_t *)b));
}
static int compare_float32(const void *a, const void *b) { return compare_keys(*(const float *)a, *(const float *)b); }
static int compare_float64(const void *a, const void *b) { return compare_keys(*(const double *)a, *(const double *)b); }

static int (*const comparisons[JS_TYPE_COUNT])(const void *, const void *) = {
    [JS_TYPE_INT8] = compare_int8,       [JS_TYPE_UINT8] = compare_uint8,     [JS_TYPE_UINT8_CLAMPED] = compare_uint8,
    [JS_TYPE_INT16] = compare_int16,     [JS_TYPE_UINT16] = compare_uint16,   [JS_TYPE_INT32] = compare_int32,
    [JS_TYPE_UINT32] = compare_uint32,   [JS_TYPE_FLOAT16] = compare_float16, [JS_TYPE_FLOAT32] = compare_float32,
    [JS_TYPE_FLOAT64] = compare_float64, [JS_TYPE_BIGINT64] = compare_int64,  [JS_TYPE_BIGUINT64] = compare_uint64,
};

/* The elements' values in a buffer, sorted by a comparator; then written back as far as the array still reaches. */
static bool sort_by(JsIsolate *iso, JsTypedArray *from, JsTypedArray *to, size_t length, JsValue comparator) {
  if (length > UINT32_MAX) {
    js_throw_range_error(iso, "Invalid array length");
    return false;
  }
  JsObject *values = js_value_buffer(iso, (uint32_t)length);
  if (!values) return false;
  for (size_t i = 0; i < length; i++) {
    values->elements[i] = js_typed_array_get(iso, from, i);
    js_barrier(iso, values);
  }
  if (!js_sort_values(iso, values, (uint32_t)length, comparator)) return false;
  for (size_t i = 0; i < length && i < to->length; i++)
    if (!js_typed_array_set(iso, to, i, values->elements[i])) return false;
  return true;
}

static bool sort_elements(JsIsolate *iso, JsTypedArray *from, JsTypedArray *to, size_t length, JsValue comparator) {
  if (!js_is_undefined(comparator)) return sort_by(iso, from, to, length, comparator);
  JsElementType type = js_element_type(to);
  if (length > 1) qsort(to->data, length, (size_t)1 << js_element_sizes[type], comparisons[type]);
  return true;
}

static bool check_comparator(JsIsolate *iso, JsValue comparator) {
  if (js_is_undefined(comparator) || js_is_callable(comparator)) return true;
  js_throw_type_error(iso, "The comparison function must be either a function or undefined");
  return false;
}

/* 23.2.3.29 sort ( comparator ) */
JsValue js_typed_array_sort(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue comparator = js_arg(argc, argv, 0);
  JS_TRY_BOOL(check_comparator(iso, comparator));
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("sort"));
  return a && sort_elements(iso, a, a, a->length, comparator) ? this_value : JS_EMPTY;
}

/* 23.2.3.33 toSorted ( comparator ) */
JsValue js_typed_array_to_sorted(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue comparator = js_arg(argc, argv, 0);
  JS_TRY_BOOL(check_comparator(iso, comparator));
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("toSorted"));
  JsTypedArray *copy = a ? copy_of(iso, a) : NULL;
  return copy && sort_elements(iso, copy, copy, copy->length, comparator) ? js_from_cell(copy) : JS_EMPTY;
}
