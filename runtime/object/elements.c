/* Array elements: kinds, growth, holes, and the length of arrays. */
#include "object/internal.h"

static uint8_t kind_of_value(JsValue v) {
  if (js_is_int32(v)) return JS_ELEM_INT32;
  return js_is_number(v) ? JS_ELEM_DOUBLE : JS_ELEM_VALUE;
}

/* The least kind that holds both; holeyness aside. */
static uint8_t join_kinds(uint8_t a, uint8_t b) { return a > b ? a : b; }

void js_elements_generalise(JsIsolate *iso, JsObject *o, uint8_t kind) {
  (void)iso;
  uint8_t old = o->cell.aux;
  if (old >= JS_ELEM_SPARSE) return;
  uint8_t holey = (old | kind) & JS_ELEM_HOLEY;
  uint8_t from = old & 3, to = join_kinds(from, kind & 3);
  if (from == JS_ELEM_INT32 && to == JS_ELEM_DOUBLE) {
    JsValue *e = o->elements;
    for (uint32_t i = 0, n = *js_elements_length(e); i < n; i++)
      if (e[i] != JS_EMPTY) e[i] = js_double((double)js_as_int32(e[i]));
  }
  o->cell.aux = to | holey;
}

/* Moves the kind so that v fits; returns v as the kind boxes it. */
static inline JsValue admit(JsIsolate *iso, JsObject *o, JsValue v) {
  uint8_t kind = o->cell.aux & 3, needed = kind_of_value(v);
  if (kind == needed || kind == JS_ELEM_VALUE) return v;
  if (kind == JS_ELEM_DOUBLE && needed == JS_ELEM_INT32) return js_double((double)js_as_int32(v));
  js_elements_generalise(iso, o, needed);
  return v;
}

bool js_elements_reserve(JsIsolate *iso, JsObject *o, uint32_t capacity) {
  if (js_is_sparse(o) || *js_elements_capacity(o->elements) >= capacity) return true;
  uint32_t slots = js_shape_overflow(js_object_shape(o));
  return js_storage_resize(iso, o, slots, slots, capacity);
}

static bool grow_for(JsIsolate *iso, JsObject *o, uint32_t index) {
  uint32_t capacity = *js_elements_capacity(o->elements);
  if (index < capacity) return true;
  uint64_t wanted = (uint64_t)capacity + capacity / 2 + 4;
  if (wanted <= index) wanted = (uint64_t)index + 1 + (index < 16 ? 3 : index / 8);
  return js_elements_reserve(iso, o, (uint32_t)wanted);
}

static void note_index_proto(JsIsolate *iso, JsObject *o) {
  if (__builtin_expect(o->cell.flags & JS_OBJ_IS_PROTO, 0)) js_shapes_mark_index_proto(iso, o);
}

void js_elements_store(JsIsolate *iso, JsObject *o, uint32_t index, JsValue v) {
  o->elements[index] = admit(iso, o, v);
  js_barrier(iso, o);
}

bool js_elements_add(JsIsolate *iso, JsObject *o, uint32_t index, JsValue v, uint8_t attributes) {
  note_index_proto(iso, o);
  if (!js_is_sparse(o)) {
    uint32_t length = *js_elements_length(o->elements), capacity = *js_elements_capacity(o->elements);
    bool near = index < capacity || index <= length + length / 2 + 1024;
    if (attributes == JS_ATTR_DATA && near && index < JS_MAX_DENSE_ELEMENTS) {
      if (!grow_for(iso, o, index)) return false;
      v = admit(iso, o, v);
      JsValue *e = o->elements;
      e[index] = v;
      if (index >= length) {
        *js_elements_length(e) = index + 1;
        if (index > length) o->cell.aux |= JS_ELEM_HOLEY;
      }
      js_barrier(iso, o);
      return true;
    }
    if (!js_elements_to_sparse(iso, o)) return false;
  }
  if (!js_sparse_put(iso, o, index, v, attributes)) return false;
  if (index >= *js_elements_length(o->elements)) *js_elements_length(o->elements) = index + 1;
  return true;
}

bool js_elements_delete(JsIsolate *iso, JsObject *o, uint32_t index) {
  (void)iso;
  if (js_is_sparse(o)) return js_sparse_delete(o, index);
  JsValue *e = o->elements;
  e[index] = JS_EMPTY;
  o->cell.aux |= JS_ELEM_HOLEY;
  if (o->cell.kind != JS_KIND_ARRAY && index + 1 == *js_elements_length(e)) *js_elements_length(e) = index;
  return true;
}

/* ---- arrays ---- */

static JsObject *array_alloc(JsIsolate *iso) {
  JsShape *s = iso->realm->array_shape;
  JsObject *o = js_alloc_fast(iso, JS_KIND_ARRAY, s->inline_offset + s->inline_slots * 8u);
  if (!o) return NULL;
  o->cell.shape = js_shape_word(s);
  o->elements = iso->empty_elements;
  return o;
}

JsObject *js_array_with_capacity(JsIsolate *iso, uint32_t capacity) {
  JsObject *o = array_alloc(iso);
  if (!o || capacity == 0) return o;
  if (capacity > JS_MAX_FAST_ELEMENTS) capacity = JS_MAX_FAST_ELEMENTS;
  JsValue *e = js_storage_new(iso, 0, capacity);
  if (!e) return NULL;
  o->elements = e;
  js_barrier(iso, o);
  return o;
}

JsObject *js_array_new(JsIsolate *iso, uint32_t length) {
  if (length == 0) return array_alloc(iso);
  if (length > JS_MAX_FAST_ELEMENTS) {
    JsObject *o = array_alloc(iso);
    if (!o || !js_elements_to_sparse(iso, o)) return NULL;
    *js_elements_length(o->elements) = length;
    return o;
  }
  JsObject *o = js_array_with_capacity(iso, length);
  if (!o) return NULL;
  *js_elements_length(o->elements) = length;
  o->cell.aux = JS_ELEM_INT32 | JS_ELEM_HOLEY;
  return o;
}

JsObject *js_array_from_values(JsIsolate *iso, const JsValue *v, uint32_t n) {
  JsObject *o = js_array_with_capacity(iso, n);
  if (!o || n == 0) return o;
  uint8_t kind = JS_ELEM_INT32, holey = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (v[i] == JS_EMPTY) {
      holey = JS_ELEM_HOLEY;
    } else {
      kind = join_kinds(kind, kind_of_value(v[i]));
      if (kind == JS_ELEM_VALUE) break;
    }
  }
  JsValue *e = o->elements;
  if (kind == JS_ELEM_DOUBLE) {
    for (uint32_t i = 0; i < n; i++) e[i] = js_is_int32(v[i]) ? js_double((double)js_as_int32(v[i])) : v[i];
  } else {
    memcpy(e, v, (size_t)n * sizeof *v);
    if (kind == JS_ELEM_VALUE && !holey)
      for (uint32_t i = 0; i < n; i++)
        if (v[i] == JS_EMPTY) holey = JS_ELEM_HOLEY;
  }
  o->cell.aux = kind | holey;
  *js_elements_length(e) = n;
  js_barrier(iso, o);
  return o;
}

bool js_array_push(JsIsolate *iso, JsObject *o, JsValue v) {
  JsValue *e = o->elements;
  uint32_t length = *js_elements_length(e);
  note_index_proto(iso, o);
  if (__builtin_expect(js_is_sparse(o) || length >= *js_elements_capacity(e), 0)) {
    if (js_is_sparse(o) || length >= JS_MAX_DENSE_ELEMENTS) {
      if (length == UINT32_MAX) {
        js_throw_range_error(iso, "Invalid array length");
        return false;
      }
      return js_elements_add(iso, o, length, v, JS_ATTR_DATA);
    }
    if (!grow_for(iso, o, length)) return false;
    e = o->elements;
  }
  e[length] = admit(iso, o, v);
  *js_elements_length(e) = length + 1;
  js_barrier(iso, o);
  return true;
}

uint32_t js_array_length(JsObject *array) { return *js_elements_length(array->elements); }

bool js_array_length_writable(JsObject *o) {
  return !js_is_sparse(o) || !(js_as_int32(js_sparse(o)->flags) & JS_SPARSE_LENGTH_READONLY);
}

void js_array_freeze_length(JsIsolate *iso, JsObject *o) {
  if (!js_elements_to_sparse(iso, o)) return;
  JsSparse *s = js_sparse(o);
  s->flags = js_int32(js_as_int32(s->flags) | JS_SPARSE_LENGTH_READONLY);
}

/* ArraySetLength (10.4.2.4) after the conversions. A refusal leaves the length past the element that stayed. */
bool js_array_set_length(JsIsolate *iso, JsObject *o, uint32_t length, bool throw_on_failure) {
  uint32_t old = js_array_length(o);
  if (length == old) return true;
  if (!js_array_length_writable(o)) {
    if (throw_on_failure) js_throw_type_error(iso, "Cannot assign to read only property 'length' of object '[object Array]'");
    return false;
  }
  if (!js_is_sparse(o)) {
    if (length < old) {
      uint32_t capacity = *js_elements_capacity(o->elements);
      memset(o->elements + length, 0, (size_t)(old - length) * sizeof(JsValue));
      *js_elements_length(o->elements) = length;
      if (length == 0) o->cell.aux = JS_ELEM_INT32;
      if (capacity > 1024 && length < capacity / 4) {
        uint32_t slots = js_shape_overflow(js_object_shape(o));
        return js_storage_resize(iso, o, slots, slots, length);
      }
      return true;
    }
    if (length <= JS_MAX_FAST_ELEMENTS && (length <= 1u << 20 || length / 4 <= old)) {
      if (!js_elements_reserve(iso, o, length)) return false;
      o->cell.aux |= JS_ELEM_HOLEY;
      *js_elements_length(o->elements) = length;
      return true;
    }
    if (!js_elements_to_sparse(iso, o)) return false;
  }
  uint32_t reached = length;
  bool all = length > old || js_sparse_truncate(iso, o, length, &reached);
  *js_elements_length(o->elements) = reached;
  if (!all && throw_on_failure) js_throw_type_error(iso, "Cannot delete property '%u' of [object Array]", reached - 1);
  return all;
}

/* ---- integer-indexed access for built-ins ---- */

static JsKey index_key(JsIsolate *iso, uint64_t index) {
  if (index < UINT32_MAX) return js_index_key((uint32_t)index);
  JsString *s = js_number_to_string(iso, (double)index);
  return s ? js_key_from_string(iso, s) : JS_KEY_NONE;
}

JsValue js_get_index(JsIsolate *iso, JsObject *o, uint64_t index) {
  if (js_elements_fast(o) && index < *js_elements_length(o->elements)) {
    JsValue v = o->elements[index];
    if (v != JS_EMPTY) return v;
  }
  JsKey key = index_key(iso, index);
  return key ? js_get(iso, o, key, js_from_cell(o)) : JS_EMPTY;
}

bool js_put_index(JsIsolate *iso, JsObject *o, uint64_t index, JsValue v) {
  if (js_elements_fast(o) && index < *js_elements_length(o->elements) && o->elements[index] != JS_EMPTY) {
    js_elements_store(iso, o, (uint32_t)index, v);
    return true;
  }
  JsKey key = index_key(iso, index);
  return key && js_put(iso, o, key, v);
}

bool js_create_index(JsIsolate *iso, JsObject *o, uint64_t index, JsValue v) {
  if (js_elements_fast(o) && index < *js_elements_length(o->elements) && o->elements[index] != JS_EMPTY) {
    js_elements_store(iso, o, (uint32_t)index, v);
    return true;
  }
  JsKey key = index_key(iso, index);
  return key && js_create_data_property(iso, o, key, v);
}
