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

/* Moves the elements at from … from + count - 1 to `to` and what follows, one by one, from the end where down; deletes
 * where there is nothing to be moved. */
static bool move_elements(JsIsolate *iso, JsObject *o, uint64_t from, uint64_t to, uint64_t count, bool down) {
  JsHoles before = {0}, after = {0};
  for (uint64_t i = 0; i < count;) {
    uint64_t at = down ? count - 1 - i : i, limit = down ? 0 : count;
    JsValue v;
    int has = js_array_element(iso, o, from + at, &v);
    if (has < 0) return false;
    if (has) {
      if (!js_put_index(iso, o, to + at, v)) return false;
      i++;
      continue;
    }
    if (!js_delete_index(iso, o, to + at)) return false;
    uint64_t absent = js_array_absent(&before, o, from + at, from + limit, down);
    uint64_t free = js_array_absent(&after, o, to + at, to + limit, down);
    i += absent < free ? absent : free;
  }
  return true;
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
  JS_TRY_BOOL(move_elements(iso, o, 1, 0, n - 1, false));
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
    JS_TRY_BOOL(move_elements(iso, o, 0, argc, n, true));
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
  JsHoles holes = {0};
  for (uint64_t k = 0, step; k < removed; k += step) {
    JsValue v;
    int has = js_array_element(iso, o, start + k, &v);
    if (has < 0) return JS_EMPTY;
    if (has) JS_TRY_BOOL(js_create_index(iso, a, k, v));
    step = has ? 1 : js_array_absent(&holes, o, start + k, start + removed, false);
  }
  JS_TRY_BOOL(js_put_length(iso, a, removed));
  if (count < removed) {
    JS_TRY_BOOL(move_elements(iso, o, start + removed, start + count, n - removed - start, false));
    holes = (JsHoles){0};
    for (uint64_t k = n, end = n - removed + count; k > end; k -= js_array_absent(&holes, o, k - 1, end, true))
      JS_TRY_BOOL(js_delete_index(iso, o, k - 1));
  } else if (count > removed) {
    JS_TRY_BOOL(move_elements(iso, o, start + removed, start + count, n - removed - start, true));
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

/* One exchange of the general path of reverse. 1; 0: there was nothing; -1 threw. */
static int exchange(JsIsolate *iso, JsObject *o, uint64_t lower, uint64_t upper) {
  JsValue low, high;
  int has_low = js_array_element(iso, o, lower, &low);
  if (has_low < 0) return -1;
  int has_high = js_array_element(iso, o, upper, &high);
  if (has_high < 0) return -1;
  if (!has_low && !has_high) return 0;
  bool ok = has_high ? js_put_index(iso, o, lower, high) : js_delete_index(iso, o, lower);
  ok = ok && (has_low ? js_put_index(iso, o, upper, low) : js_delete_index(iso, o, upper));
  return ok ? 1 : -1;
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
  JsHoles below = {0}, above = {0};
  for (uint64_t i = 0, step; i < n / 2; i += step) {
    int done = exchange(iso, o, i, n - 1 - i);
    if (done < 0) return JS_EMPTY;
    step = 1;
    if (done) continue;
    uint64_t low = js_array_absent(&below, o, i, n / 2, false), high = js_array_absent(&above, o, n - 1 - i, n - n / 2, true);
    step = low < high ? low : high;
  }
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
  if (o->cell.kind == JS_KIND_ARRAY && end > start + JS_MAX_DENSE_ELEMENTS) /* more than memory holds */
    return js_throw_range_error(iso, "Invalid array length");
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
  bool down = from < to && to < from + count;
  return move_elements(iso, o, from, to, count, down) ? js_from_cell(o) : JS_EMPTY;
}
