/* Array.prototype: at, slice, concat, searching, flat and flatMap (23.1.3). */
#include "builtins/array_builtins.h"

/* 23.1.3.1 Array.prototype.at ( index ) */
JsValue js_array_at(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n;
  double d;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  JS_TRY_BOOL(js_to_integer_or_infinity(iso, js_arg(argc, argv, 0), &d));
  if (d < 0) d += (double)n;
  if (d < 0 || d >= (double)n) return JS_UNDEFINED;
  return js_get_index(iso, o, (uint64_t)d);
}

/* Copies the elements of o at these indices (js_array_sparse_indices) to a, from `to` on instead of from start. */
static bool copy_indices(JsIsolate *iso, JsObject *a, JsObject *o, JsObject *indices, uint64_t start, uint64_t to) {
  for (uint32_t i = 0; i < js_array_count(indices); i++) {
    uint64_t index = (uint64_t)js_number_to_double(indices->elements[i]);
    JsValue v = js_get_index(iso, o, index);
    if (v == JS_EMPTY || !js_create_index(iso, a, index - start + to, v)) return false;
  }
  return true;
}

/* 23.1.3.28 Array.prototype.slice ( start, end ) */
JsValue js_array_slice(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n, start, end;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 0), n, 0, &start));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 1), n, n, &end));
  uint64_t count = end > start ? end - start : 0;
  JsValue species;
  if (!js_array_species(iso, o, &species)) return JS_EMPTY;
  if (js_is_undefined(species) && js_array_is_simple(o) && start + count <= js_array_count(o)) /* fast path */
    return js_from_cell(js_array_copy_range(iso, o, (uint32_t)start, (uint32_t)count));
  JsObject *a = js_array_create_from(iso, species, count);
  if (!a) return JS_EMPTY;
  bool threw = false;
  JsObject *indices = js_is_undefined(species) ? js_array_sparse_indices(iso, o, start, start + count, &threw) : NULL;
  if (threw) return JS_EMPTY;
  if (indices) { /* fast path: sparse */
    JS_TRY_BOOL(copy_indices(iso, a, o, indices, start, 0));
    return js_array_set_length(iso, a, (uint32_t)count, true) ? js_from_cell(a) : JS_EMPTY;
  }
  for (uint64_t k = 0; k < count; k++) {
    JsValue v;
    int has = js_array_element(iso, o, start + k, &v);
    if (has < 0) return JS_EMPTY;
    if (has) JS_TRY_BOOL(js_create_index(iso, a, k, v));
  }
  JS_TRY_BOOL(js_put_length(iso, a, count));
  return js_from_cell(a);
}

/* 23.1.3.2.1 IsConcatSpreadable: 1, 0, -1 threw. */
static int is_concat_spreadable(JsIsolate *iso, JsValue v) {
  if (!js_is_object(v)) return 0;
  JsValue spreadable = js_get(iso, js_as_object(v), js_symbol_key(iso, JS_SYMBOL_isConcatSpreadable), v);
  if (spreadable == JS_EMPTY) return -1;
  if (!js_is_undefined(spreadable)) return js_to_boolean(spreadable);
  return js_is_array(iso, v);
}

/* Appends the elements of a spreadable item at *n. false: threw. */
static bool concat_spread(JsIsolate *iso, JsObject *a, bool plain, JsObject *item, uint64_t *n) {
  uint64_t length;
  if (!js_length_of(iso, item, &length)) return false;
  if ((double)*n + (double)length > JS_MAX_SAFE_INTEGER) {
    js_throw_type_error(iso, "Invalid array length");
    return false;
  }
  if (plain && js_array_is_simple(item) && js_array_count(item) == length && js_array_is_dense(a) &&
      js_array_count(a) == *n && *n + length <= 0xFFFFFFFFu) { /* fast path */
    *n += length;
    return js_array_append_range(iso, a, item, 0, (uint32_t)length);
  }
  bool threw;
  JsObject *indices = js_array_sparse_indices(iso, item, 0, length, &threw);
  if (threw) return false;
  if (indices) { /* fast path: sparse */
    if (!copy_indices(iso, a, item, indices, 0, *n)) return false;
    *n += length;
  } else {
    for (uint64_t k = 0; k < length; k++, ++*n) {
      JsValue v;
      int has = js_array_element(iso, item, k, &v);
      if (has < 0 || (has && !js_create_index(iso, a, *n, v))) return false;
    }
  }
  /* Holes at the end count: what is appended next must not slide into them. */
  return !plain || *n > JS_MAX_ARRAY_LENGTH || js_array_set_length(iso, a, (uint32_t)*n, true);
}

/* 23.1.3.2 Array.prototype.concat ( ...items ) */
JsValue js_array_concat(JS_ARGS) {
  (void)callee, (void)new_target;
  if (js_is_nullish(this_value))
    return js_throw_type_error(iso, "Array.prototype.concat called on null or undefined");
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  JsValue species;
  if (!js_array_species(iso, o, &species)) return JS_EMPTY;
  JsObject *a = js_array_create_from(iso, species, 0);
  if (!a) return JS_EMPTY;
  bool plain = js_is_undefined(species);
  uint64_t n = 0;
  for (uint64_t i = 0; i <= argc; i++) {
    JsValue item = i == 0 ? js_from_cell(o) : argv[i - 1];
    int spreadable = is_concat_spreadable(iso, item);
    if (spreadable < 0) return JS_EMPTY;
    if (spreadable) {
      JS_TRY_BOOL(concat_spread(iso, a, plain, js_as_object(item), &n));
      continue;
    }
    if ((double)n >= JS_MAX_SAFE_INTEGER) return js_throw_type_error(iso, "Invalid array length");
    JS_TRY_BOOL(js_create_index(iso, a, n++, item));
  }
  JS_TRY_BOOL(js_put_length(iso, a, n));
  return js_from_cell(a);
}

/* The element at i of a simple array as Get would give it. */
static inline JsValue simple_element(const JsObject *o, uint64_t i) {
  JsValue v = o->elements[i];
  return v == JS_EMPTY ? JS_UNDEFINED : v;
}

/* Position of wanted from start by pointer or number equality alone, for values that need no more. -1: none. */
static int64_t scan_elements(const JsObject *o, uint64_t start, uint64_t end, JsValue wanted) {
  const JsValue *e = o->elements;
  if (js_is_number(wanted)) {
    double d = js_number_to_double(wanted);
    if (js_is_int32(wanted) && (o->cell.aux & 3) == JS_ELEM_INT32) {
      for (uint64_t i = start; i < end; i++)
        if (e[i] == wanted) return (int64_t)i;
      return -1;
    }
    for (uint64_t i = start; i < end; i++)
      if (js_is_number(e[i]) && js_number_to_double(e[i]) == d) return (int64_t)i;
    return -1;
  }
  if ((o->cell.aux & 3) != JS_ELEM_VALUE) return -1;
  for (uint64_t i = start; i < end; i++)
    if (e[i] == wanted) return (int64_t)i;
  return -1;
}

/* Position of an equal string from start in a simple array; -1: none. Strings of other lengths, and atoms against atoms,
 * need no look at their units. */
static int64_t scan_strings(JsIsolate *iso, JsObject *o, uint64_t start, uint64_t end, JsString *wanted) {
  if ((o->cell.aux & 3) != JS_ELEM_VALUE) return -1;
  for (uint64_t i = start; i < end; i++) {
    JsValue v = o->elements[i];
    if (v == js_from_cell(wanted)) return (int64_t)i;
    if (v == JS_EMPTY || !js_is_string(v)) continue;
    JsString *s = js_as_string(v);
    if (s->length != wanted->length || (s->cell.flags & wanted->cell.flags & JS_STR_ATOM)) continue;
    if (js_string_equals(iso, s, wanted)) return (int64_t)i;
  }
  return -1;
}

static bool identity_suffices(JsValue v) { return !js_is_string(v) && !js_is_bigint(v); }

/* ToIntegerOrInfinity of fromIndex, made absolute. false: threw. */
static bool from_index(JsIsolate *iso, JsValue v, uint64_t n, double *k) {
  if (!js_to_integer_or_infinity(iso, v, k)) return false;
  if (*k < 0) *k += (double)n;
  if (*k < 0) *k = 0;
  return true;
}

/* 23.1.3.17 Array.prototype.indexOf ( searchElement [ , fromIndex ] ) */
JsValue js_array_index_of(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  if (n == 0) return js_int32(-1);
  JsValue wanted = js_arg(argc, argv, 0);
  double k;
  JS_TRY_BOOL(from_index(iso, js_arg(argc, argv, 1), n, &k));
  if (k >= (double)n) return js_int32(-1);
  uint64_t i = (uint64_t)k;
  if (js_array_is_simple(o) && identity_suffices(wanted)) { /* fast path */
    uint64_t length = js_array_count(o);
    return js_number((double)scan_elements(o, i, n < length ? n : length, wanted));
  }
  if (js_is_string(wanted) && js_array_is_simple(o)) { /* fast path */
    uint64_t length = js_array_count(o);
    return js_number((double)scan_strings(iso, o, i, n < length ? n : length, js_as_string(wanted)));
  }
  JsHoles holes = {0};
  for (uint64_t step; i < n; i += step) {
    JsValue v;
    int has = js_array_element(iso, o, i, &v);
    if (has < 0) return JS_EMPTY;
    if (has && js_strict_equals(iso, v, wanted)) return js_number((double)i);
    step = has ? 1 : js_array_absent(&holes, o, i, n, false);
  }
  return js_int32(-1);
}

/* 23.1.3.20 Array.prototype.lastIndexOf ( searchElement [ , fromIndex ] ) */
JsValue js_array_last_index_of(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  if (n == 0) return js_int32(-1);
  JsValue wanted = js_arg(argc, argv, 0);
  double k = (double)n - 1;
  if (argc > 1) {
    JS_TRY_BOOL(js_to_integer_or_infinity(iso, argv[1], &k));
    if (k < 0) k += (double)n;
    if (k < 0) return js_int32(-1);
    if (k > (double)n - 1) k = (double)n - 1;
  }
  JsHoles holes = {0};
  for (uint64_t i = (uint64_t)k + 1, step; i > 0; i -= step) {
    JsValue v;
    int has = js_array_element(iso, o, i - 1, &v);
    if (has < 0) return JS_EMPTY;
    if (has && js_strict_equals(iso, v, wanted)) return js_number((double)(i - 1));
    step = has ? 1 : js_array_absent(&holes, o, i - 1, 0, true);
  }
  return js_int32(-1);
}

/* 23.1.3.16 Array.prototype.includes ( searchElement [ , fromIndex ] ) */
JsValue js_array_includes(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  if (n == 0) return JS_FALSE;
  JsValue wanted = js_arg(argc, argv, 0);
  double k;
  JS_TRY_BOOL(from_index(iso, js_arg(argc, argv, 1), n, &k));
  if (k >= (double)n) return JS_FALSE;
  uint64_t i = (uint64_t)k;
  bool nan = js_is_double(wanted) && js_as_double(wanted) != js_as_double(wanted);
  if (js_array_is_packed(o) && js_array_count(o) >= n && identity_suffices(wanted) && !nan) /* fast path */
    return js_bool(scan_elements(o, i, n, wanted) >= 0);
  if (js_is_string(wanted) && js_array_is_packed(o) && js_array_count(o) >= n) /* fast path */
    return js_bool(scan_strings(iso, o, i, n, js_as_string(wanted)) >= 0);
  for (; i < n; i++) {
    bool own = js_array_is_simple(o) && i < js_array_count(o);
    JsValue v = own ? simple_element(o, i) : js_get_index(iso, o, i);
    JS_TRY(v);
    if (js_same_value_zero(iso, v, wanted)) return JS_TRUE;
  }
  return JS_FALSE;
}

/* 23.1.3.13.1 FlattenIntoArray; mapper is undefined for flat. false: threw. */
static bool flatten_into(JsIsolate *iso, JsObject *target, bool plain, JsObject *source, uint64_t length,
                         uint64_t *index, double depth, JsValue mapper, JsValue this_arg) {
  if (!js_stack_check(iso)) return false;
  JsHoles holes = {0};
  for (uint64_t k = 0, step; k < length; k += step) {
    JsValue v;
    int has = js_array_element(iso, source, k, &v);
    if (has < 0) return false;
    step = has ? 1 : js_array_absent(&holes, source, k, length, false);
    if (!has) continue;
    if (!js_is_undefined(mapper)) {
      JsValue args[3] = {v, js_number((double)k), js_from_cell(source)};
      v = js_call(iso, mapper, this_arg, 3, args);
      if (v == JS_EMPTY) return false;
    }
    int is_array = depth > 0 ? js_is_array(iso, v) : 0;
    if (is_array < 0) return false;
    if (is_array) {
      uint64_t inner;
      if (!js_length_of(iso, js_as_object(v), &inner)) return false;
      if (!flatten_into(iso, target, plain, js_as_object(v), inner, index, depth - 1, JS_UNDEFINED, JS_UNDEFINED))
        return false;
      continue;
    }
    if ((double)*index >= JS_MAX_SAFE_INTEGER) {
      js_throw_type_error(iso, "Invalid array length");
      return false;
    }
    if (plain ? !js_array_push(iso, target, v) : !js_create_index(iso, target, *index, v)) return false;
    ++*index;
  }
  return true;
}

/* 23.1.3.13 Array.prototype.flat ( [ depth ] ) */
JsValue js_array_flat(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n, index = 0;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  double depth = 1;
  if (!js_is_undefined(js_arg(argc, argv, 0))) JS_TRY_BOOL(js_to_integer_or_infinity(iso, argv[0], &depth));
  JsValue species;
  if (!js_array_species(iso, o, &species)) return JS_EMPTY;
  JsObject *a = js_array_create_from(iso, species, 0);
  if (!a) return JS_EMPTY;
  bool plain = js_is_undefined(species);
  JS_TRY_BOOL(flatten_into(iso, a, plain, o, n, &index, depth, JS_UNDEFINED, JS_UNDEFINED));
  return js_from_cell(a);
}

/* 23.1.3.14 Array.prototype.flatMap ( mapperFunction [ , thisArg ] ) */
JsValue js_array_flat_map(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n, index = 0;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  JsValue mapper = js_arg(argc, argv, 0);
  if (!js_is_callable(mapper)) return js_throw_type_error(iso, "flatMap mapper function is not callable");
  JsValue species;
  if (!js_array_species(iso, o, &species)) return JS_EMPTY;
  JsObject *a = js_array_create_from(iso, species, 0);
  if (!a) return JS_EMPTY;
  bool plain = js_is_undefined(species);
  JS_TRY_BOOL(flatten_into(iso, a, plain, o, n, &index, 1, mapper, js_arg(argc, argv, 1)));
  return js_from_cell(a);
}
