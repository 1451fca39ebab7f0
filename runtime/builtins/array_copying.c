/* Array.prototype methods that answer with a changed copy: with, toReversed, toSpliced (23.1.3). */
#include "builtins/array_builtins.h"

/* ToObject, LengthOfArrayLike. */
static JsObject *source_of(JsIsolate *iso, JsValue this_value, uint64_t *n) {
  JsObject *o = js_to_object(iso, this_value);
  return o && js_length_of(iso, o, n) ? o : NULL;
}

/* ArrayCreate's check of the length; the copies have no holes, so that memory sets a lower limit. */
static bool check_length(JsIsolate *iso, double n) {
  if (n <= JS_MAX_DENSE_ELEMENTS) return true;
  js_throw_range_error(iso, "Invalid array length");
  return false;
}

/* Appends the values of o from start to end - 1, holes as undefined. */
static bool append_values(JsIsolate *iso, JsObject *a, JsObject *o, uint64_t start, uint64_t end) {
  if (js_array_is_packed(o) && end <= js_array_count(o)) /* fast path */
    return start >= end || js_array_append_range(iso, a, o, (uint32_t)start, (uint32_t)(end - start));
  for (uint64_t k = start; k < end; k++) {
    JsValue v = js_get_index(iso, o, k);
    if (v == JS_EMPTY || !js_array_push(iso, a, v)) return false;
  }
  return true;
}

/* 23.1.3.39 Array.prototype.with ( index, value ) */
JsValue js_array_with(JS_ARGS) {
  (void)callee, (void)new_target;
  uint64_t n;
  JsObject *o = source_of(iso, this_value, &n);
  if (!o) return JS_EMPTY;
  double relative;
  JS_TRY_BOOL(js_to_integer_or_infinity(iso, js_arg(argc, argv, 0), &relative));
  double index = relative < 0 ? relative + (double)n : relative;
  if (index < 0 || index >= (double)n)
    return js_throw_range_about(iso, "Invalid index : ", js_number(relative), "");
  JS_TRY_BOOL(check_length(iso, (double)n));
  JsObject *a = js_array_with_capacity(iso, n < 1024 ? (uint32_t)n : 1024);
  if (!a) return JS_EMPTY;
  uint64_t k = (uint64_t)index;
  JS_TRY_BOOL(append_values(iso, a, o, 0, k));
  JS_TRY_BOOL(js_array_push(iso, a, js_arg(argc, argv, 1)));
  JS_TRY_BOOL(append_values(iso, a, o, k + 1, n));
  return js_from_cell(a);
}

/* 23.1.3.33 Array.prototype.toReversed ( ) */
JsValue js_array_to_reversed(JS_ARGS) {
  JS_UNUSED_ARGS;
  uint64_t n;
  JsObject *o = source_of(iso, this_value, &n);
  if (!o) return JS_EMPTY;
  JS_TRY_BOOL(check_length(iso, (double)n));
  JsObject *a = js_array_with_capacity(iso, n < 1024 ? (uint32_t)n : 1024);
  if (!a) return JS_EMPTY;
  for (uint64_t k = n; k-- > 0;) {
    JsValue v = js_get_index(iso, o, k);
    JS_TRY(v);
    JS_TRY_BOOL(js_array_push(iso, a, v));
  }
  return js_from_cell(a);
}

/* 23.1.3.35 Array.prototype.toSpliced ( start, skipCount, ...items ) */
JsValue js_array_to_spliced(JS_ARGS) {
  (void)callee, (void)new_target;
  uint64_t n, start, skip = 0;
  JsObject *o = source_of(iso, this_value, &n);
  if (!o) return JS_EMPTY;
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 0), n, 0, &start));
  uint32_t count = argc > 2 ? argc - 2 : 0;
  if (argc == 1) {
    skip = n - start;
  } else if (argc > 1) {
    double d;
    JS_TRY_BOOL(js_to_integer_or_infinity(iso, argv[1], &d));
    skip = d <= 0 ? 0 : d < (double)(n - start) ? (uint64_t)d : n - start;
  }
  double length = (double)n + count - (double)skip;
  if (length > JS_MAX_SAFE_INTEGER) return js_throw_type_error(iso, "Invalid array length");
  JS_TRY_BOOL(check_length(iso, length));
  JsObject *a = js_array_with_capacity(iso, length < 1024 ? (uint32_t)length : 1024);
  if (!a) return JS_EMPTY;
  JS_TRY_BOOL(append_values(iso, a, o, 0, start));
  for (uint32_t i = 0; i < count; i++) JS_TRY_BOOL(js_array_push(iso, a, argv[i + 2]));
  JS_TRY_BOOL(append_values(iso, a, o, start + skip, n));
  return js_from_cell(a);
}
