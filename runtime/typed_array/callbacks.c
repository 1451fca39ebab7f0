/* %TypedArray%.prototype methods that call a function for each element, and that search (23.2.3). */
#include "typed_array/typed_array.h"

#define NAME(method) "%TypedArray%.prototype." method

/* What those with a callback begin with. */
typedef struct Walk {
  JsTypedArray *a;
  uint64_t n;
  JsValue f, this_arg;
} Walk;

static bool walk_begin(JsIsolate *iso, Walk *w, const char *name, JsValue this_value, uint32_t argc, JsValue *argv) {
  w->a = js_typed_array_validate(iso, this_value, name);
  if (!w->a) return false;
  w->n = w->a->length;
  w->f = js_arg(argc, argv, 0);
  w->this_arg = js_arg(argc, argv, 1);
  if (js_is_callable(w->f)) return true;
  js_throw_not_function(iso, w->f);
  return false;
}

static inline JsValue walk_call(JsIsolate *iso, const Walk *w, JsValue v, uint64_t k) {
  if (v == JS_EMPTY) return JS_EMPTY;
  JsValue args[3] = {v, js_number((double)k), js_from_cell(w->a)};
  return js_call_callable(iso, w->f, w->this_arg, 3, args);
}

/* 23.2.3.15 forEach */
JsValue js_typed_array_for_each(JS_ARGS) {
  JS_UNUSED_ARGS;
  Walk w;
  JS_TRY_BOOL(walk_begin(iso, &w, NAME("forEach"), this_value, argc, argv));
  for (uint64_t k = 0; k < w.n; k++) JS_TRY(walk_call(iso, &w, js_typed_array_get(iso, w.a, k), k));
  return JS_UNDEFINED;
}

/* some and every: the first element whose result is `wanted` decides. */
static JsValue any_is(JsIsolate *iso, const Walk *w, bool wanted) {
  for (uint64_t k = 0; k < w->n; k++) {
    JsValue r = walk_call(iso, w, js_typed_array_get(iso, w->a, k), k);
    JS_TRY(r);
    if (js_to_boolean(r) == wanted) return js_bool(wanted);
  }
  return js_bool(!wanted);
}

/* 23.2.3.28 some, 23.2.3.8 every */
JsValue js_typed_array_some(JS_ARGS) {
  JS_UNUSED_ARGS;
  Walk w;
  return walk_begin(iso, &w, NAME("some"), this_value, argc, argv) ? any_is(iso, &w, true) : JS_EMPTY;
}
JsValue js_typed_array_every(JS_ARGS) {
  JS_UNUSED_ARGS;
  Walk w;
  return walk_begin(iso, &w, NAME("every"), this_value, argc, argv) ? any_is(iso, &w, false) : JS_EMPTY;
}

/* 23.2.3.11-14: the element found or its index. */
static JsValue find(JsIsolate *iso, const Walk *w, bool backwards, bool want_index) {
  for (uint64_t i = 0; i < w->n; i++) {
    uint64_t k = backwards ? w->n - 1 - i : i;
    JsValue v = js_typed_array_get(iso, w->a, k), r = walk_call(iso, w, v, k);
    JS_TRY(r);
    if (js_to_boolean(r)) return want_index ? js_number((double)k) : v;
  }
  return want_index ? js_int32(-1) : JS_UNDEFINED;
}
#define FIND(function, name, backwards, want_index)                              \
  JsValue function(JS_ARGS) {                                                    \
    JS_UNUSED_ARGS;                                                              \
    Walk w;                                                                      \
    JS_TRY_BOOL(walk_begin(iso, &w, NAME(name), this_value, argc, argv));        \
    return find(iso, &w, backwards, want_index);                                 \
  }
FIND(js_typed_array_find, "find", false, false)
FIND(js_typed_array_find_index, "findIndex", false, true)
FIND(js_typed_array_find_last, "findLast", true, false)
FIND(js_typed_array_find_last_index, "findLastIndex", true, true)

/* 23.2.3.22 map */
JsValue js_typed_array_map(JS_ARGS) {
  JS_UNUSED_ARGS;
  Walk w;
  JS_TRY_BOOL(walk_begin(iso, &w, NAME("map"), this_value, argc, argv));
  JsValue length = js_number((double)w.n);
  JsTypedArray *made = js_typed_array_species(iso, w.a, 1, &length, NAME("map"));
  if (!made) return JS_EMPTY;
  for (uint64_t k = 0; k < w.n; k++) {
    JsValue v = walk_call(iso, &w, js_typed_array_get(iso, w.a, k), k);
    JS_TRY(v);
    JS_TRY_BOOL(js_typed_array_set(iso, made, k, v));
  }
  return js_from_cell(made);
}

/* 23.2.3.10 filter */
JsValue js_typed_array_filter(JS_ARGS) {
  JS_UNUSED_ARGS;
  Walk w;
  JS_TRY_BOOL(walk_begin(iso, &w, NAME("filter"), this_value, argc, argv));
  JsObject *kept = js_array_with_capacity(iso, 8);
  if (!kept) return JS_EMPTY;
  for (uint64_t k = 0; k < w.n; k++) {
    JsValue v = js_typed_array_get(iso, w.a, k), r = walk_call(iso, &w, v, k);
    JS_TRY(r);
    if (js_to_boolean(r)) JS_TRY_BOOL(js_array_push(iso, kept, v));
  }
  JsValue length = js_number(js_array_count(kept));
  JsTypedArray *made = js_typed_array_species(iso, w.a, 1, &length, NAME("filter"));
  if (!made) return JS_EMPTY;
  for (uint32_t i = 0; i < js_array_count(kept); i++) JS_TRY_BOOL(js_typed_array_set(iso, made, i, kept->elements[i]));
  return js_from_cell(made);
}

/* 23.2.3.23 reduce, 23.2.3.24 reduceRight */
static JsValue reduce(JsIsolate *iso, const Walk *w, uint32_t argc, JsValue *argv, bool backwards) {
  uint64_t i = 0;
  JsValue total;
  if (argc > 1) {
    total = argv[1];
  } else {
    if (w->n == 0) return js_throw_type_error(iso, "Reduce of empty array with no initial value");
    total = js_typed_array_get(iso, w->a, backwards ? w->n - 1 : 0);
    i = 1;
  }
  for (; i < w->n; i++) {
    uint64_t k = backwards ? w->n - 1 - i : i;
    JsValue args[4] = {total, js_typed_array_get(iso, w->a, k), js_number((double)k), js_from_cell(w->a)};
    JS_TRY(args[1]);
    total = js_call_callable(iso, w->f, JS_UNDEFINED, 4, args);
    JS_TRY(total);
  }
  return total;
}
JsValue js_typed_array_reduce(JS_ARGS) {
  JS_UNUSED_ARGS;
  Walk w;
  return walk_begin(iso, &w, NAME("reduce"), this_value, argc, argv) ? reduce(iso, &w, argc, argv, false) : JS_EMPTY;
}
JsValue js_typed_array_reduce_right(JS_ARGS) {
  JS_UNUSED_ARGS;
  Walk w;
  return walk_begin(iso, &w, NAME("reduceRight"), this_value, argc, argv) ? reduce(iso, &w, argc, argv, true) : JS_EMPTY;
}

/* ---- Searching ---- */

/* 23.2.3.5 at ( index ) */
JsValue js_typed_array_at(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("at"));
  if (!a) return JS_EMPTY;
  double index, length = (double)a->length;
  JS_TRY_BOOL(js_to_integer_or_infinity(iso, js_arg(argc, argv, 0), &index));
  if (index < 0) index += length;
  return index >= 0 && index < length ? js_typed_array_get(iso, a, (uint64_t)index) : JS_UNDEFINED;
}

/* Is v a value that elements of the type can equal? Others needn't be looked for. */
static bool comparable(JsElementType type, JsValue v) {
  return js_type_is_bigint(type) ? js_is_bigint(v) : js_is_number(v);
}

/* 23.2.3.16 includes ( searchElement [ , fromIndex ] ) */
JsValue js_typed_array_includes(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("includes"));
  if (!a) return JS_EMPTY;
  uint64_t length = a->length, from;
  if (length == 0) return JS_FALSE;
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 1), length, 0, &from));
  JsValue v = js_arg(argc, argv, 0);
  if (js_is_undefined(v)) return js_bool(from < length && a->length < length); /* what is no more reads as undefined */
  if (!comparable(js_element_type(a), v)) return JS_FALSE;
  for (uint64_t k = from; k < length && k < a->length; k++)
    if (js_same_value_zero(iso, js_typed_array_get(iso, a, k), v)) return JS_TRUE;
  return JS_FALSE;
}

/* 23.2.3.17 indexOf ( searchElement [ , fromIndex ] ) */
JsValue js_typed_array_index_of(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("indexOf"));
  if (!a) return JS_EMPTY;
  uint64_t length = a->length, from;
  if (length == 0) return js_int32(-1);
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 1), length, 0, &from));
  JsValue v = js_arg(argc, argv, 0);
  if (!comparable(js_element_type(a), v)) return js_int32(-1);
  for (uint64_t k = from; k < length && k < a->length; k++)
    if (js_strict_equals(iso, js_typed_array_get(iso, a, k), v)) return js_number((double)k);
  return js_int32(-1);
}

/* 23.2.3.20 lastIndexOf ( searchElement [ , fromIndex ] ) */
JsValue js_typed_array_last_index_of(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("lastIndexOf"));
  if (!a) return JS_EMPTY;
  double length = (double)a->length, from = length - 1;
  if (length == 0) return js_int32(-1);
  if (argc > 1) {
    JS_TRY_BOOL(js_to_integer_or_infinity(iso, argv[1], &from));
    from = from < 0 ? from + length : from < length - 1 ? from : length - 1;
  }
  JsValue v = js_arg(argc, argv, 0);
  if (!comparable(js_element_type(a), v) || from < 0) return js_int32(-1);
  for (uint64_t k = (uint64_t)from + 1; k-- > 0;)
    if (k < a->length && js_strict_equals(iso, js_typed_array_get(iso, a, k), v)) return js_number((double)k);
  return js_int32(-1);
}

/* ---- Text ---- */

static bool append(JsIsolate *iso, JsStringBuilder *b, JsValue v, bool locale) {
  if (js_is_undefined(v)) return true;
  if (locale) {
    v = js_invoke(iso, v, js_key_from_cstr(iso, "toLocaleString"), 0, NULL);
    if (v == JS_EMPTY) return false;
  }
  JsString *s = v == JS_EMPTY ? NULL : js_to_string(iso, v);
  return s && js_builder_string(iso, b, s);
}

static JsValue join(JsIsolate *iso, JsTypedArray *a, uint64_t length, JsString *separator, bool locale) {
  JsStringBuilder b;
  js_builder_init(&b);
  for (uint64_t k = 0; k < length; k++) {
    bool ok = k == 0 || js_builder_string(iso, &b, separator);
    if (ok && append(iso, &b, js_typed_array_get(iso, a, k), locale)) continue;
    js_builder_dispose(&b);
    return JS_EMPTY;
  }
  return js_from_cell(js_builder_finish(iso, &b));
}

/* 23.2.3.18 join ( separator ) */
JsValue js_typed_array_join(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("join"));
  if (!a) return JS_EMPTY;
  uint64_t length = a->length;
  JsValue given = js_arg(argc, argv, 0);
  JsString *separator = js_is_undefined(given) ? js_string_from_unit(iso, ',') : js_to_string(iso, given);
  return separator ? join(iso, a, length, separator, false) : JS_EMPTY;
}

/* 23.2.3.31 toLocaleString ( [ reserved1 [ , reserved2 ] ] ) */
JsValue js_typed_array_to_locale_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_typed_array_validate(iso, this_value, NAME("toLocaleString"));
  return a ? join(iso, a, a->length, js_string_from_unit(iso, ','), true) : JS_EMPTY;
}
