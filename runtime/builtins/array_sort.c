/* Array.prototype.sort and toSorted (23.1.3.30, 23.1.3.34), and SortCompare (23.1.3.30.2). */
#include "builtins/array_builtins.h"
#include "builtins/timsort.h"

#include <stdlib.h>

/* Which order: by the comparator, by ToString at each comparison, strings, or keys[x] of an int32 x. */
typedef enum Order { ORDER_COMPARATOR, ORDER_TO_STRING, ORDER_STRINGS, ORDER_KEYS } Order;

typedef struct Context {
  JsIsolate *iso;
  Order order;
  JsValue comparator;
  JsObject *keys; /* of ORDER_KEYS: an array of flat strings */
} Context;

static int less(void *data, JsValue x, JsValue y) {
  Context *c = data;
  switch (c->order) {
    case ORDER_COMPARATOR: {
      JsValue args[2] = {x, y};
      JsValue v = js_call_callable(c->iso, c->comparator, JS_UNDEFINED, 2, args);
      if (v == JS_EMPTY) return -1;
      if (js_is_int32(v)) return js_as_int32(v) < 0;
      double d;
      if (!js_to_number(c->iso, v, &d)) return -1;
      return d < 0;
    }
    case ORDER_TO_STRING: {
      JsString *a = js_to_string(c->iso, x);
      JsString *b = a ? js_to_string(c->iso, y) : NULL;
      if (!b) return -1;
      return js_string_compare(c->iso, a, b) < 0;
    }
    case ORDER_STRINGS: return js_string_compare(c->iso, js_as_string(x), js_as_string(y)) < 0;
    case ORDER_KEYS: {
      JsString *a = js_as_string(c->keys->elements[js_as_int32(x)]);
      JsString *b = js_as_string(c->keys->elements[js_as_int32(y)]);
      return js_string_compare(c->iso, a, b) < 0;
    }
  }
  return -1;
}

/* ---- Fast path: int32 values by their decimal text ---- */

/* The text of i as a number in base 12, aligned to the left: end 0, '-' 1, digits 2 … 11, eleven places. Comparing
 * these compares the texts. */
static uint64_t decimal_key(int32_t i) {
  char text[12];
  int n = 0;
  uint32_t u = i < 0 ? 0u - (uint32_t)i : (uint32_t)i;
  do text[n++] = (char)(u % 10 + 2);
  while (u /= 10);
  if (i < 0) text[n++] = 1;
  uint64_t key = 0;
  for (int place = 0; place < 11; place++) key = key * 12 + (place < n ? (uint64_t)text[n - 1 - place] : 0);
  return key;
}

typedef struct DecimalEntry {
  uint64_t key;
  JsValue value;
} DecimalEntry;

static int compare_decimal(const void *a, const void *b) {
  uint64_t x = ((const DecimalEntry *)a)->key, y = ((const DecimalEntry *)b)->key;
  return (x > y) - (x < y);
}

static bool sort_ints(JsIsolate *iso, JsValue *v, uint32_t n) {
  DecimalEntry *entries = malloc((size_t)n * sizeof *entries);
  if (!entries) {
    js_throw_range_error(iso, "Array buffer allocation failed");
    return false;
  }
  for (uint32_t i = 0; i < n; i++) entries[i] = (DecimalEntry){decimal_key(js_as_int32(v[i])), v[i]};
  qsort(entries, n, sizeof *entries, compare_decimal); /* equal keys are equal numbers: stability is moot */
  for (uint32_t i = 0; i < n; i++) v[i] = entries[i].value;
  free(entries);
  return true;
}

/* ---- The general path ---- */

static bool sort_with(JsIsolate *iso, Context *context, JsObject *buffer, uint32_t n) {
  JsValue *work = malloc((size_t)n * 2 * sizeof(JsValue));
  if (!work) {
    js_throw_range_error(iso, "Array buffer allocation failed");
    return false;
  }
  /* work is invisible to the collector: buffer holds the same values, unchanged until the end. */
  memcpy(work, buffer->elements, (size_t)n * sizeof(JsValue));
  bool ok = js_timsort(work, n, work + n, less, context);
  if (ok) memcpy(buffer->elements, work, (size_t)n * sizeof(JsValue));
  JS_KEEP(buffer);
  free(work);
  return ok;
}

/* Primitives of several types: their strings are made once, and positions sorted by them. */
static bool sort_by_keys(JsIsolate *iso, Context *context, JsObject *buffer, uint32_t n) {
  JsObject *keys = js_value_buffer(iso, n), *positions = js_value_buffer(iso, n), *sorted = js_value_buffer(iso, n);
  if (!keys || !positions || !sorted) return false;
  for (uint32_t i = 0; i < n; i++) {
    JsString *s = js_to_string(iso, buffer->elements[i]);
    if (!s || !js_string_flatten(iso, s)) return false;
    keys->elements[i] = js_from_cell(s);
    js_barrier(iso, keys);
    positions->elements[i] = js_int32((int32_t)i);
  }
  context->order = ORDER_KEYS;
  context->keys = keys;
  if (!sort_with(iso, context, positions, n)) return false;
  for (uint32_t i = 0; i < n; i++) sorted->elements[i] = buffer->elements[js_as_int32(positions->elements[i])];
  memcpy(buffer->elements, sorted->elements, (size_t)n * sizeof(JsValue));
  js_barrier(iso, buffer);
  JS_KEEP(sorted);
  return true;
}

bool js_sort_values(JsIsolate *iso, JsObject *buffer, uint32_t n, JsValue comparator) {
  if (n < 2) return true;
  Context context = {.iso = iso, .order = ORDER_COMPARATOR, .comparator = comparator};
  if (!js_is_undefined(comparator)) return sort_with(iso, &context, buffer, n);
  bool ints = true, strings = true, objects = false;
  for (uint32_t i = 0; i < n; i++) {
    JsValue v = buffer->elements[i];
    ints = ints && js_is_int32(v);
    strings = strings && js_is_string(v);
    objects = objects || js_is_object(v);
  }
  if (ints) return sort_ints(iso, buffer->elements, n);
  if (!strings && !objects) return sort_by_keys(iso, &context, buffer, n);
  context.order = strings ? ORDER_STRINGS : ORDER_TO_STRING;
  return sort_with(iso, &context, buffer, n);
}

/* The values of o below n into a fresh buffer, undefined ones only counted. read_holes: holes are undefined. */
/* Adds one value to what collect gathers. */
static bool collect_value(JsIsolate *iso, JsObject *buffer, JsValue v, uint32_t *count, uint64_t *undefined_count) {
  if (js_is_undefined(v)) {
    ++*undefined_count;
    return true;
  }
  if (*count < js_array_count(buffer)) {
    buffer->elements[*count] = v;
    js_barrier(iso, buffer);
  } else if (!js_array_push(iso, buffer, v)) {
    return false;
  }
  ++*count;
  return true;
}

static JsObject *collect(JsIsolate *iso, JsObject *o, uint64_t n, bool read_holes, uint32_t *count,
                         uint64_t *undefined_count) {
  uint32_t capacity = n < 4096 || (js_array_is_dense(o) && js_array_count(o) >= n) ? (uint32_t)n : 4096;
  JsObject *buffer = js_value_buffer(iso, capacity);
  if (!buffer) return NULL;
  *count = 0;
  *undefined_count = 0;
  bool threw = false;
  JsObject *indices = read_holes ? NULL : js_array_sparse_indices(iso, o, 0, n, &threw);
  if (threw) return NULL;
  for (uint32_t i = 0; indices && i < js_array_count(indices); i++) { /* fast path: sparse */
    JsValue v = js_get_index(iso, o, (uint64_t)js_number_to_double(indices->elements[i]));
    if (v == JS_EMPTY || !collect_value(iso, buffer, v, count, undefined_count)) return NULL;
  }
  for (uint64_t k = 0; !indices && k < n; k++) {
    JsValue v;
    int has = js_array_element(iso, o, k, &v);
    if (has < 0) return NULL;
    if (!has && !read_holes) continue;
    if (!collect_value(iso, buffer, has ? v : JS_UNDEFINED, count, undefined_count)) return NULL;
  }
  return buffer;
}

static bool check_comparator(JsIsolate *iso, JsValue comparator) {
  if (js_is_undefined(comparator) || js_is_callable(comparator)) return true;
  js_throw_type_error(iso, "The comparison function must be either a function or undefined");
  return false;
}

/* Writes sorted values back; what was a hole moves to the end. */
static bool write_back(JsIsolate *iso, JsObject *o, uint64_t n, JsObject *buffer, uint32_t count,
                       uint64_t undefined_count) {
  uint64_t k = 0;
  if (js_array_is_growable(o) && js_array_count(o) >= count) { /* fast path */
    for (; k < count; k++) {
      JsValue v = js_array_accept(iso, o, buffer->elements[k]);
      o->elements[k] = v;
    }
    js_barrier(iso, o);
  }
  for (; k < count; k++)
    if (!js_put_index(iso, o, k, buffer->elements[k])) return false;
  for (; k < count + undefined_count; k++)
    if (!js_put_index(iso, o, k, JS_UNDEFINED)) return false;
  bool threw;
  JsObject *indices = js_array_sparse_indices(iso, o, k, n, &threw);
  if (threw) return false;
  for (uint32_t i = 0; indices && i < js_array_count(indices); i++) /* fast path: sparse */
    if (!js_delete_index(iso, o, (uint64_t)js_number_to_double(indices->elements[i]))) return false;
  for (; !indices && k < n; k++)
    if (!js_delete_index(iso, o, k)) return false;
  return true;
}

/* 23.1.3.30 Array.prototype.sort ( comparator ) */
JsValue js_array_sort(JS_ARGS) {
  (void)callee, (void)new_target;
  JsValue comparator = js_arg(argc, argv, 0);
  JS_TRY_BOOL(check_comparator(iso, comparator));
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n, undefined_count;
  uint32_t count;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  JsObject *buffer = collect(iso, o, n, false, &count, &undefined_count);
  if (!buffer) return JS_EMPTY;
  JS_TRY_BOOL(js_sort_values(iso, buffer, count, comparator));
  JS_TRY_BOOL(write_back(iso, o, n, buffer, count, undefined_count));
  return js_from_cell(o);
}

/* 23.1.3.34 Array.prototype.toSorted ( comparator ) */
JsValue js_array_to_sorted(JS_ARGS) {
  (void)callee, (void)new_target;
  JsValue comparator = js_arg(argc, argv, 0);
  JS_TRY_BOOL(check_comparator(iso, comparator));
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n, undefined_count;
  uint32_t count;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  if (n > JS_MAX_DENSE_ELEMENTS) return js_throw_range_error(iso, "Invalid array length");
  JsObject *buffer = collect(iso, o, n, true, &count, &undefined_count);
  if (!buffer) return JS_EMPTY;
  JS_TRY_BOOL(js_sort_values(iso, buffer, count, comparator));
  JsObject *a = js_array_from_values(iso, buffer->elements, count);
  JS_KEEP(buffer);
  if (!a) return JS_EMPTY;
  for (uint64_t k = 0; k < undefined_count; k++) JS_TRY_BOOL(js_array_push(iso, a, JS_UNDEFINED));
  return js_from_cell(a);
}
