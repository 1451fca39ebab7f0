/* Array.prototype methods that call a function for each element (23.1.3). */
#include "builtins/array_builtins.h"

/* What every one of them begins with: ToObject, LengthOfArrayLike, IsCallable. */
typedef struct Walk {
  JsObject *o;
  uint64_t n;
  JsValue f, this_arg;
} Walk;

static bool walk_begin(JsIsolate *iso, Walk *w, const char *name, JsValue this_value, uint32_t argc, JsValue *argv) {
  if (js_is_nullish(this_value)) {
    js_throw_type_error(iso, "Array.prototype.%s called on null or undefined", name);
    return false;
  }
  w->o = js_to_object(iso, this_value);
  if (!w->o) return false;
  if (w->o->cell.kind == JS_KIND_ARRAY) {
    w->n = js_array_count(w->o);
  } else if (!js_length_of(iso, w->o, &w->n)) {
    return false;
  }
  w->f = js_arg(argc, argv, 0);
  w->this_arg = js_arg(argc, argv, 1);
  if (js_is_callable(w->f)) return true;
  js_throw_not_function(iso, w->f);
  return false;
}

static inline JsValue walk_call(JsIsolate *iso, const Walk *w, JsValue v, uint64_t k) {
  JsValue args[3] = {v, js_number((double)k), js_from_cell(w->o)};
  return js_call_callable(iso, w->f, w->this_arg, 3, args);
}

/* HasProperty and Get of element k, the packed case in line. */
static inline int walk_element(JsIsolate *iso, const Walk *w, uint64_t k, JsValue *v) {
  if (js_array_is_packed(w->o) && k < js_array_count(w->o)) {
    *v = w->o->elements[k];
    return 1;
  }
  return js_array_element(iso, w->o, k, v);
}

/* How far the walk goes on from k: over elements that are absent, if k is. */
static inline uint64_t walk_step(const Walk *w, JsHoles *holes, int has, uint64_t k) {
  return has ? 1 : js_array_absent(holes, w->o, k, w->n, false);
}

/* Get of element k: find and its like see holes as undefined. */
static inline JsValue walk_get(JsIsolate *iso, const Walk *w, uint64_t k) {
  if (js_array_is_packed(w->o) && k < js_array_count(w->o)) return w->o->elements[k];
  return js_get_index(iso, w->o, k);
}

/* 23.1.3.15 Array.prototype.forEach ( callback [ , thisArg ] ) */
JsValue js_array_for_each(JS_ARGS) {
  (void)callee, (void)new_target;
  Walk w;
  if (!walk_begin(iso, &w, "forEach", this_value, argc, argv)) return JS_EMPTY;
  JsHoles holes = {0};
  for (uint64_t k = 0, step; k < w.n; k += step) {
    JsValue v;
    int has = walk_element(iso, &w, k, &v);
    if (has < 0) return JS_EMPTY;
    step = walk_step(&w, &holes, has, k);
    if (has) JS_TRY(walk_call(iso, &w, v, k));
  }
  return JS_UNDEFINED;
}

/* 23.1.3.21 Array.prototype.map ( callback [ , thisArg ] ) */
JsValue js_array_map(JS_ARGS) {
  (void)callee, (void)new_target;
  Walk w;
  if (!walk_begin(iso, &w, "map", this_value, argc, argv)) return JS_EMPTY;
  JsValue species;
  if (!js_array_species(iso, w.o, &species)) return JS_EMPTY;
  JsObject *a = js_array_create_from(iso, species, w.n);
  if (!a) return JS_EMPTY;
  bool plain = js_is_undefined(species);
  JsHoles holes = {0};
  for (uint64_t k = 0, step; k < w.n; k += step) {
    JsValue v;
    int has = walk_element(iso, &w, k, &v);
    if (has < 0) return JS_EMPTY;
    step = walk_step(&w, &holes, has, k);
    if (!has) continue;
    v = walk_call(iso, &w, v, k);
    JS_TRY(v);
    if (plain && js_array_count(a) == k) {
      JS_TRY_BOOL(js_array_push(iso, a, v));
    } else {
      JS_TRY_BOOL(js_create_index(iso, a, k, v));
    }
  }
  if (plain && js_array_count(a) != w.n) JS_TRY_BOOL(js_array_set_length(iso, a, (uint32_t)w.n, true));
  return js_from_cell(a);
}

/* 23.1.3.8 Array.prototype.filter ( callback [ , thisArg ] ) */
JsValue js_array_filter(JS_ARGS) {
  (void)callee, (void)new_target;
  Walk w;
  if (!walk_begin(iso, &w, "filter", this_value, argc, argv)) return JS_EMPTY;
  JsValue species;
  if (!js_array_species(iso, w.o, &species)) return JS_EMPTY;
  JsObject *a = js_array_create_from(iso, species, 0);
  if (!a) return JS_EMPTY;
  bool plain = js_is_undefined(species);
  uint64_t to = 0;
  JsHoles holes = {0};
  for (uint64_t k = 0, step; k < w.n; k += step) {
    JsValue v;
    int has = walk_element(iso, &w, k, &v);
    if (has < 0) return JS_EMPTY;
    step = walk_step(&w, &holes, has, k);
    if (!has) continue;
    JsValue selected = walk_call(iso, &w, v, k);
    JS_TRY(selected);
    if (!js_to_boolean(selected)) continue;
    JS_TRY_BOOL(plain ? js_array_push(iso, a, v) : js_create_index(iso, a, to, v));
    to++;
  }
  return js_from_cell(a);
}

/* some and every: the first element whose result is `wanted` decides. */
static JsValue any_is(JsIsolate *iso, const Walk *w, bool wanted) {
  JsHoles holes = {0};
  for (uint64_t k = 0, step; k < w->n; k += step) {
    JsValue v;
    int has = walk_element(iso, w, k, &v);
    if (has < 0) return JS_EMPTY;
    step = walk_step(w, &holes, has, k);
    if (!has) continue;
    JsValue r = walk_call(iso, w, v, k);
    JS_TRY(r);
    if (js_to_boolean(r) == wanted) return js_bool(wanted);
  }
  return js_bool(!wanted);
}

/* 23.1.3.29 Array.prototype.some ( callback [ , thisArg ] ) */
JsValue js_array_some(JS_ARGS) {
  (void)callee, (void)new_target;
  Walk w;
  if (!walk_begin(iso, &w, "some", this_value, argc, argv)) return JS_EMPTY;
  return any_is(iso, &w, true);
}

/* 23.1.3.6 Array.prototype.every ( callback [ , thisArg ] ) */
JsValue js_array_every(JS_ARGS) {
  (void)callee, (void)new_target;
  Walk w;
  if (!walk_begin(iso, &w, "every", this_value, argc, argv)) return JS_EMPTY;
  return any_is(iso, &w, false);
}

/* reduce and reduceRight; i counts elements from the end where right. */
static JsValue reduce(JsIsolate *iso, const Walk *w, uint32_t argc, JsValue *argv, bool right) {
  JsValue accumulator = argc >= 2 ? argv[1] : JS_EMPTY;
  JsHoles holes = {0};
  for (uint64_t i = 0, step; i < w->n; i += step) {
    uint64_t k = right ? w->n - 1 - i : i;
    JsValue v;
    int has = walk_element(iso, w, k, &v);
    if (has < 0) return JS_EMPTY;
    step = has ? 1 : js_array_absent(&holes, w->o, k, right ? 0 : w->n, right);
    if (!has) continue;
    if (accumulator == JS_EMPTY) {
      accumulator = v;
      continue;
    }
    JsValue args[4] = {accumulator, v, js_number((double)k), js_from_cell(w->o)};
    accumulator = js_call_callable(iso, w->f, JS_UNDEFINED, 4, args);
    JS_TRY(accumulator);
  }
  if (accumulator == JS_EMPTY) return js_throw_type_error(iso, "Reduce of empty array with no initial value");
  return accumulator;
}

/* 23.1.3.24 Array.prototype.reduce ( callback [ , initialValue ] ) */
JsValue js_array_reduce(JS_ARGS) {
  (void)callee, (void)new_target;
  Walk w;
  if (!walk_begin(iso, &w, "reduce", this_value, argc, argv)) return JS_EMPTY;
  return reduce(iso, &w, argc, argv, false);
}

/* 23.1.3.25 Array.prototype.reduceRight ( callback [ , initialValue ] ) */
JsValue js_array_reduce_right(JS_ARGS) {
  (void)callee, (void)new_target;
  Walk w;
  if (!walk_begin(iso, &w, "reduceRight", this_value, argc, argv)) return JS_EMPTY;
  return reduce(iso, &w, argc, argv, true);
}

/* 23.1.3.12.1 FindViaPredicate: 1 with *index and *value, 0 none, -1 threw. */
static int find_via_predicate(JsIsolate *iso, const Walk *w, bool last, uint64_t *index, JsValue *value) {
  for (uint64_t i = 0; i < w->n; i++) {
    uint64_t k = last ? w->n - 1 - i : i;
    JsValue v = walk_get(iso, w, k);
    if (v == JS_EMPTY) return -1;
    JsValue r = walk_call(iso, w, v, k);
    if (r == JS_EMPTY) return -1;
    if (!js_to_boolean(r)) continue;
    *index = k;
    *value = v;
    return 1;
  }
  return 0;
}

static JsValue find(JsIsolate *iso, const char *name, JsValue this_value, uint32_t argc, JsValue *argv, bool last,
                    bool want_index) {
  Walk w;
  if (!walk_begin(iso, &w, name, this_value, argc, argv)) return JS_EMPTY;
  uint64_t index;
  JsValue value;
  int found = find_via_predicate(iso, &w, last, &index, &value);
  if (found < 0) return JS_EMPTY;
  if (want_index) return found ? js_number((double)index) : js_int32(-1);
  return found ? value : JS_UNDEFINED;
}

/* 23.1.3.9 Array.prototype.find ( predicate [ , thisArg ] ) */
JsValue js_array_find(JS_ARGS) {
  (void)callee, (void)new_target;
  return find(iso, "find", this_value, argc, argv, false, false);
}

/* 23.1.3.10 Array.prototype.findIndex ( predicate [ , thisArg ] ) */
JsValue js_array_find_index(JS_ARGS) {
  (void)callee, (void)new_target;
  return find(iso, "findIndex", this_value, argc, argv, false, true);
}

/* 23.1.3.11 Array.prototype.findLast ( predicate [ , thisArg ] ) */
JsValue js_array_find_last(JS_ARGS) {
  (void)callee, (void)new_target;
  return find(iso, "findLast", this_value, argc, argv, true, false);
}

/* 23.1.3.12 Array.prototype.findLastIndex ( predicate [ , thisArg ] ) */
JsValue js_array_find_last_index(JS_ARGS) {
  (void)callee, (void)new_target;
  return find(iso, "findLastIndex", this_value, argc, argv, true, true);
}
