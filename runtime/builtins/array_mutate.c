/* Array.prototype methods that change their receiver in place (23.1.3), but sort. */
#include "builtins/array_builtins.h"

/* Does V8 blame the length for refusing an element? 1 (the error is set), 0, -1 threw. */
static int check_length_writable(JsIsolate *iso, JsObject *o) {
  if (o->cell.kind != JS_KIND_ARRAY || (js_shape_of(&o->cell)->flags & JS_SHAPE_NON_EXTENSIBLE)) return 0;
  JsPropertyDescriptor d;
  int has = js_get_own_property(iso, o, js_atom_key(iso, JS_ATOM_length), &d);
  if (has < 0 || (d.attributes & JS_ATTR_WRITABLE)) return has < 0 ? -1 : 0;
  js_throw_type_error(iso, "Cannot assign to read only property 'length' of object '[object Array]'");
  return 1;
}

/* 23.1.3.23 Array.prototype.push ( ...items ) */
JsValue js_array_push_method(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  if (js_array_is_growable(o) && (uint64_t)js_array_count(o) + argc <= JS_MAX_ARRAY_LENGTH) { /* fast path */
    for (uint32_t i = 0; i < argc; i++) JS_TRY_BOOL(js_array_push(iso, o, argv[i]));
    return js_number(js_array_count(o));
  }
  uint64_t n;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  if ((double)n + argc > JS_MAX_SAFE_INTEGER)
    return js_throw_type_error(iso,
                               "Pushing %u elements on an array-like of length %llu is disallowed, as the total "
                               "surpasses 2**53-1",
                               argc, (unsigned long long)n);
  if (argc > 0 && check_length_writable(iso, o) != 0) return JS_EMPTY;
  for (uint32_t i = 0; i < argc; i++) JS_TRY_BOOL(js_put_index(iso, o, n + i, argv[i]));
  JS_TRY_BOOL(js_put_length(iso, o, n + argc));
  return js_number((double)(n + argc));
}

/* 23.1.3.22 Array.prototype.pop ( ) */
JsValue js_array_pop(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  if (js_array_is_growable(o)) { /* fast path */
    uint32_t n = js_array_count(o);
    if (n == 0) return JS_UNDEFINED;
    JsValue v = o->elements[n - 1];
    o->elements[n - 1] = JS_EMPTY;
    *js_elements_length(o->elements) = n - 1;
    return v == JS_EMPTY ? JS_UNDEFINED : v;
  }
  uint64_t n;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  if (n == 0) {
    JS_TRY_BOOL(js_put_length(iso, o, 0));
    return JS_UNDEFINED;
  }
  JsValue v = js_get_index(iso, o, n - 1);
  JS_TRY(v);
  JS_TRY_BOOL(js_delete_index(iso, o, n - 1));
  JS_TRY_BOOL(js_put_length(iso, o, n - 1));
  return v;
}

/* Moves what is at index from to index to, or deletes to where from is absent. */
static bool move_element(JsIsolate *iso, JsObject *o, uint64_t from, uint64_t to) {
  JsValue v;
  int has = js_array_element(iso, o, from, &v);
  if (has < 0) return false;
  return has ? js_put_index(iso, o, to, v) : js_delete_index(iso, o, to);
}

/* 23.1.3.27 Array.prototype.shift ( ) */
JsValue js_array_shift(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  if (js_array_is_growable(o)) { /* fast path */
    uint32_t n = js_array_count(o);
    if (n == 0) return JS_UNDEFINED;
    JsValue first = o->elements[0];
    memmove(o->elements, o->elements + 1, (size_t)(n - 1) * sizeof(JsValue));
    o->elements[n - 1] = JS_EMPTY;
    *js_elements_length(o->elements) = n - 1;
    return first == JS_EMPTY ? JS_UNDEFINED : first;
  }
  uint64_t n;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  if (n == 0) {
    JS_TRY_BOOL(js_put_length(iso, o, 0));
    return JS_UNDEFINED;
  }
  JsValue first = js_get_index(iso, o, 0);
  JS_TRY(first);
  for (uint64_t k = 1; k < n; k++) JS_TRY_BOOL(move_element(iso, o, k, k - 1));
  JS_TRY_BOOL(js_delete_index(iso, o, n - 1));
  JS_TRY_BOOL(js_put_length(iso, o, n - 1));
  return first;
}

/* Replaces removed elements at start of a growable array by count values, which may live in argv. */
static bool replace_range(JsIsolate *iso, JsObject *o, uint32_t start, uint32_t removed, uint32_t count,
                          const JsValue *values) {
  uint32_t n = js_array_count(o), tail = n - start - removed;
  uint32_t length = start + count + tail;
  if (length > *js_elements_capacity(o->elements) && !js_elements_reserve(iso, o, js_array_roomy(length))) return false;
  for (uint32_t i = 0; i < count; i++) js_array_accept(iso, o, values[i]);
  if (length > 0 || n > 0) {
    JsValue *e = o->elements;
    memmove(e + start + count, e + start + removed, (size_t)tail * sizeof(JsValue));
    for (uint32_t i = 0; i < count; i++) e[start + i] = js_array_accept(iso, o, values[i]);
    for (uint32_t i = length; i < n; i++) e[i] = JS_EMPTY;
    if (length != n) *js_elements_length(e) = length;
  }
  js_barrier(iso, o);
  return true;
}

/* 23.1.3.34 Array.prototype.unshift ( ...items ) */
JsValue js_array_unshift(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  if (js_array_is_growable(o) && (uint64_t)js_array_count(o) + argc <= JS_MAX_ARRAY_LENGTH) { /* fast path */
    if (argc > 0) JS_TRY_BOOL(replace_range(iso, o, 0, 0, argc, argv));
    return js_number(js_array_count(o));
  }
  uint64_t n;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  if (argc > 0) {
    if ((double)n + argc > JS_MAX_SAFE_INTEGER) return js_throw_type_error(iso, "Invalid array length");
    for (uint64_t k = n; k > 0; k--) JS_TRY_BOOL(move_element(iso, o, k - 1, k - 1 + argc));
    for (uint32_t i = 0; i < argc; i++) JS_TRY_BOOL(js_put_index(iso, o, i, argv[i]));
  }
  JS_TRY_BOOL(js_put_length(iso, o, n + argc));
  return js_number((double)(n + argc));
}

/* The general path of splice. */
static JsValue splice_slow(JsIsolate *iso, JsObject *o, uint64_t n, uint64_t start, uint64_t removed, uint32_t count,
                           const JsValue *items) {
  JsValue species;
  if (!js_array_species(iso, o, &species)) return JS_EMPTY;
  JsObject *a = js_array_create_from(iso, species, removed);
  if (!a) return JS_EMPTY;
  for (uint64_t k = 0; k < removed; k++) {
    JsValue v;
    int has = js_array_element(iso, o, start + k, &v);
    if (has < 0) return JS_EMPTY;
    if (has) JS_TRY_BOOL(js_create_index(iso, a, k, v));
  }
  JS_TRY_BOOL(js_put_length(iso, a, removed));
  if (count < removed) {
    for (uint64_t k = start; k < n - removed; k++) JS_TRY_BOOL(move_element(iso, o, k + removed, k + count));
    for (uint64_t k = n; k > n - removed + count; k--) JS_TRY_BOOL(js_delete_index(iso, o, k - 1));
  } else if (count > removed) {
    for (uint64_t k = n - removed; k > start; k--)
      JS_TRY_BOOL(move_element(iso, o, k + removed - 1, k + count - 1));
  }
  for (uint32_t i = 0; i < count; i++) JS_TRY_BOOL(js_put_index(iso, o, start + i, items[i]));
  JS_TRY_BOOL(js_put_length(iso, o, n - removed + count));
  return js_from_cell(a);
}

/* 23.1.3.31 Array.prototype.splice ( start, deleteCount, ...items ) */
JsValue js_array_splice(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n, start, removed = 0;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 0), n, 0, &start));
  uint32_t count = argc > 2 ? argc - 2 : 0;
  if (argc == 1) {
    removed = n - start;
  } else if (argc > 1) {
    double d;
    JS_TRY_BOOL(js_to_integer_or_infinity(iso, argv[1], &d));
    removed = d <= 0 ? 0 : d < (double)(n - start) ? (uint64_t)d : n - start;
  }
  if ((double)n + count - (double)removed > JS_MAX_SAFE_INTEGER)
    return js_throw_type_error(iso, "Invalid array length");
  if (js_array_is_growable(o) && js_array_count(o) == n &&
      (double)n + count - (double)removed <= JS_MAX_ARRAY_LENGTH) { /* fast path */
    JsValue species;
    if (!js_array_species(iso, o, &species)) return JS_EMPTY;
    if (js_is_undefined(species) && js_array_is_growable(o) && js_array_count(o) == n) {
      JsObject *a = js_array_copy_range(iso, o, (uint32_t)start, (uint32_t)removed);
      if (!a || !replace_range(iso, o, (uint32_t)start, (uint32_t)removed, count, argv + 2)) return JS_EMPTY;
      return js_from_cell(a);
    }
  }
  return splice_slow(iso, o, n, start, removed, count, argv + 2);
}

/* One exchange of the general path of reverse. */
static bool exchange(JsIsolate *iso, JsObject *o, uint64_t lower, uint64_t upper) {
  JsValue low, high;
  int has_low = js_array_element(iso, o, lower, &low);
  if (has_low < 0) return false;
  int has_high = js_array_element(iso, o, upper, &high);
  if (has_high < 0) return false;
  if (has_low && has_high) return js_put_index(iso, o, lower, high) && js_put_index(iso, o, upper, low);
  if (has_high) return js_put_index(iso, o, lower, high) && js_delete_index(iso, o, upper);
  if (has_low) return js_delete_index(iso, o, lower) && js_put_index(iso, o, upper, low);
  return true;
}

/* 23.1.3.26 Array.prototype.reverse ( ) */
JsValue js_array_reverse(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  if (js_array_is_growable(o)) { /* fast path */
    uint32_t n = js_array_count(o);
    JsValue *e = o->elements;
    for (uint32_t i = 0; i < n / 2; i++) {
      JsValue v = e[i];
      e[i] = e[n - 1 - i];
      e[n - 1 - i] = v;
    }
    return js_from_cell(o);
  }
  uint64_t n;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  for (uint64_t i = 0; i < n / 2; i++) JS_TRY_BOOL(exchange(iso, o, i, n - 1 - i));
  return js_from_cell(o);
}

/* 23.1.3.7 Array.prototype.fill ( value [ , start [ , end ] ] ) */
JsValue js_array_fill(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n, start, end;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 1), n, 0, &start));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 2), n, n, &end));
  JsValue v = js_arg(argc, argv, 0);
  if (start < end && js_array_is_growable(o) && end <= js_array_count(o)) { /* fast path */
    uint32_t length = js_array_count(o);
    if (start == 0 && end == length) { /* nothing that is there stays: begin with the narrowest kind */
      for (uint32_t i = 0; i < length; i++) o->elements[i] = JS_EMPTY;
      o->cell.aux = JS_ELEM_INT32 | JS_ELEM_HOLEY;
    }
    v = js_array_accept(iso, o, v);
    JsValue *e = o->elements;
    for (uint64_t i = start; i < end; i++) e[i] = v;
    if (start == 0 && end == length) o->cell.aux &= (uint8_t)~JS_ELEM_HOLEY;
    js_barrier(iso, o);
    return js_from_cell(o);
  }
  for (uint64_t k = start; k < end; k++) JS_TRY_BOOL(js_put_index(iso, o, k, v));
  return js_from_cell(o);
}

/* 23.1.3.4 Array.prototype.copyWithin ( target, start [ , end ] ) */
JsValue js_array_copy_within(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n, to, from, end;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 0), n, 0, &to));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 1), n, 0, &from));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 2), n, n, &end));
  if (end <= from) return js_from_cell(o);
  uint64_t count = end - from < n - to ? end - from : n - to;
  if (js_array_is_growable(o) && js_array_count(o) == n) { /* fast path */
    memmove(o->elements + to, o->elements + from, (size_t)count * sizeof(JsValue));
    return js_from_cell(o);
  }
  if (from < to && to < from + count) {
    for (uint64_t k = count; k > 0; k--) JS_TRY_BOOL(move_element(iso, o, from + k - 1, to + k - 1));
  } else {
    for (uint64_t k = 0; k < count; k++) JS_TRY_BOOL(move_element(iso, o, from + k, to + k));
  }
  return js_from_cell(o);
}
