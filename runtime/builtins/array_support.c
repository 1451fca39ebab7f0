/* Shared operations of Array's built-ins: element kinds in bulk, indices beyond 2^32, species. */
#include "builtins/array_builtins.h"

#include <stdlib.h>

/* The element kind that v alone asks for. */
static uint8_t kind_of_value(JsValue v) {
  if (js_is_int32(v)) return JS_ELEM_INT32;
  return js_is_number(v) ? JS_ELEM_DOUBLE : JS_ELEM_VALUE;
}

bool js_find_index_proto(const JsObject *o) {
  for (JsValue v = js_shape_of(&o->cell)->proto; js_is_object(v); v = js_shape_of(js_as_cell(v))->proto) {
    const JsObject *p = js_as_object(v);
    uint32_t n = js_array_count(p);
    if (!js_elements_fast(p) || n > 64) return true;
    for (uint32_t i = 0; i < n; i++)
      if (p->elements[i] != JS_EMPTY) return true;
  }
  return false;
}

JsValue js_array_accept(JsIsolate *iso, JsObject *o, JsValue v) {
  uint8_t kind = o->cell.aux & 3;
  if (kind == JS_ELEM_VALUE) return v;
  uint8_t wanted = kind_of_value(v);
  if (kind == JS_ELEM_DOUBLE && wanted == JS_ELEM_INT32) return js_double(js_as_int32(v));
  if (wanted > kind) js_elements_generalise(iso, o, wanted | (o->cell.aux & JS_ELEM_HOLEY));
  return v;
}

bool js_array_append_range(JsIsolate *iso, JsObject *dst, JsObject *src, uint32_t start, uint32_t count) {
  if (count == 0) return true;
  uint32_t old = js_array_count(dst);
  if ((uint64_t)old + count > JS_MAX_ARRAY_LENGTH) {
    js_throw_range_error(iso, "Invalid array length");
    return false;
  }
  uint32_t wanted = old + count;
  if (wanted > *js_elements_capacity(dst->elements) &&
      !js_elements_reserve(iso, dst, old ? js_array_roomy(wanted) : wanted))
    return false;
  uint8_t from = src->cell.aux & 3, to = dst->cell.aux & 3;
  uint8_t holey = (src->cell.aux | dst->cell.aux) & JS_ELEM_HOLEY;
  uint8_t kind = (from > to ? from : to) | holey;
  if (kind != dst->cell.aux) js_elements_generalise(iso, dst, kind);
  bool rebox = from == JS_ELEM_INT32 && (kind & 3) == JS_ELEM_DOUBLE;
  JsValue *d = dst->elements + old, *s = src->elements + start;
  for (uint32_t i = 0; i < count; i++) {
    JsValue v = s[i];
    d[i] = rebox && v != JS_EMPTY ? js_double(js_as_int32(v)) : v;
  }
  *js_elements_length(dst->elements) = old + count;
  js_barrier(iso, dst);
  return true;
}

JsObject *js_array_copy_range(JsIsolate *iso, JsObject *src, uint32_t start, uint32_t count) {
  if (js_array_is_packed(src)) {
    JsObject *a = js_array_from_values(iso, src->elements + start, count);
    JS_KEEP(src);
    return a;
  }
  JsObject *a = js_array_with_capacity(iso, count);
  if (!a || !js_array_append_range(iso, a, src, start, count)) return NULL;
  return a;
}

JsObject *js_array_copy_packed(JsIsolate *iso, JsObject *src) {
  uint32_t n = js_array_count(src);
  if (js_array_is_packed(src)) return js_array_copy_range(iso, src, 0, n);
  JsObject *a = js_array_with_capacity(iso, n);
  if (!a) return NULL;
  for (uint32_t i = 0; i < n; i++) {
    JsValue v = src->elements[i];
    if (!js_array_push(iso, a, v == JS_EMPTY ? JS_UNDEFINED : v)) return NULL;
  }
  return a;
}

JsKey js_key_from_length(JsIsolate *iso, uint64_t index) {
  if (index < 0xFFFFFFFFu) return js_index_key((uint32_t)index);
  JsString *s = js_number_to_string(iso, (double)index);
  return s ? js_key_from_string(iso, s) : JS_KEY_NONE;
}

int js_has_index(JsIsolate *iso, JsObject *o, uint64_t index) {
  JsKey key = js_key_from_length(iso, index);
  return key == JS_KEY_NONE ? -1 : js_has(iso, o, key);
}

bool js_delete_index(JsIsolate *iso, JsObject *o, uint64_t index) {
  JsKey key = js_key_from_length(iso, index);
  if (key == JS_KEY_NONE) return false;
  int r = js_delete(iso, o, key);
  if (r == 0) {
    char *text = js_describe(iso, js_from_cell(o));
    char *name = js_describe_key(iso, key);
    js_throw_type_error(iso, "Cannot delete property '%s' of %s", name ? name : "", text ? text : "");
    free(text);
    free(name);
  }
  return r == 1;
}

bool js_put_length(JsIsolate *iso, JsObject *o, uint64_t n) {
  return js_put(iso, o, js_atom_key(iso, JS_ATOM_length), js_number((double)n));
}

int js_array_element(JsIsolate *iso, JsObject *o, uint64_t index, JsValue *v) {
  if (js_array_is_dense(o) && index < js_array_count(o)) { /* fast path: own element */
    *v = o->elements[index];
    if (*v != JS_EMPTY) return 1;
    if (!js_has_index_proto(o)) return 0;
  }
  int has = js_has_index(iso, o, index);
  if (has <= 0) return has;
  *v = js_get_index(iso, o, index);
  return *v == JS_EMPTY ? -1 : 1;
}

#define SPARSE_LENGTH 65536 /* shorter ones are walked */

JsObject *js_array_sparse_indices(JsIsolate *iso, JsObject *o, uint64_t start, uint64_t end, bool *threw) {
  *threw = false;
  bool sparse = o->cell.kind == JS_KIND_ARRAY && o->cell.aux >= JS_ELEM_SPARSE && !js_has_index_proto(o);
  if (!sparse || end < start + SPARSE_LENGTH) return NULL;
  JsObject *keys = js_own_keys(iso, o);
  JsObject *indices = keys ? js_array_with_capacity(iso, 16) : NULL;
  *threw = !indices;
  for (uint32_t i = 0; indices && i < js_array_count(keys); i++) {
    uint32_t index;
    if (!js_is_string(keys->elements[i]) || !js_string_is_index(iso, js_as_string(keys->elements[i]), &index)) break;
    if (index < start || index >= end) continue;
    JsPropertyDescriptor d;
    int has = js_get_own_property(iso, o, js_index_key(index), &d);
    if (has <= 0 || !(d.present & JS_DESC_VALUE)) return NULL; /* an accessor: reading has effects */
    if (!js_array_push(iso, indices, js_number(index))) *threw = true;
  }
  return *threw ? NULL : indices;
}

bool js_relative_index(JsIsolate *iso, JsValue v, uint64_t length, uint64_t fallback, uint64_t *out) {
  if (js_is_undefined(v)) {
    *out = fallback;
    return true;
  }
  double d;
  if (!js_to_integer_or_infinity(iso, v, &d)) return false;
  if (d < 0) {
    d += (double)length;
    *out = d > 0 ? (uint64_t)d : 0;
  } else {
    *out = d < (double)length ? (uint64_t)d : length;
  }
  return true;
}

bool js_array_species(JsIsolate *iso, JsObject *original, JsValue *constructor) {
  *constructor = JS_UNDEFINED;
  const JsRealm *realm = iso->realm;
  if (realm->array_species_intact && js_shape_of(&original->cell) == realm->array_shape) return true;
  int is_array = js_is_array(iso, js_from_cell(original));
  if (is_array <= 0) return is_array == 0;
  JsValue c = js_get(iso, original, js_atom_key(iso, JS_ATOM_constructor), js_from_cell(original));
  if (c == JS_EMPTY) return false;
  if (js_is_foreign_intrinsic(iso, c, JS_INTRINSIC_Array)) return true;
  if (js_is_object(c)) {
    c = js_get(iso, js_as_object(c), js_symbol_key(iso, JS_SYMBOL_species), c);
    if (c == JS_EMPTY) return false;
    if (js_is_null(c)) c = JS_UNDEFINED;
  }
  if (js_is_undefined(c) || c == js_intrinsic(iso, JS_INTRINSIC_Array)) return true;
  if (!js_is_constructor(c)) {
    js_throw_type_error(iso, "object.constructor[Symbol.species] is not a constructor");
    return false;
  }
  *constructor = c;
  return true;
}

JsObject *js_array_create_from(JsIsolate *iso, JsValue constructor, uint64_t length) {
  if (js_is_undefined(constructor)) {
    if (length > JS_MAX_ARRAY_LENGTH) {
      js_throw_range_error(iso, "Invalid array length");
      return NULL;
    }
    return js_array_with_capacity(iso, length < 1024 ? (uint32_t)length : 1024);
  }
  JsValue n = js_number((double)length);
  JsValue a = js_construct(iso, constructor, constructor, 1, &n);
  return a == JS_EMPTY ? NULL : js_as_object(a);
}
