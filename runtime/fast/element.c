/* Elements at int32 indices. */
#include "fast/fast.h"

static inline FAST bool string_element(JsIsolate *iso, JsString *s, uint32_t index, JsValue *out) {
  uint32_t unit = (uint32_t)string_unit(s, index);
  JsString *text = LIKELY(unit < 256) ? iso->unit_strings[unit] : NULL;
  *out = js_from_cell(text);
  return text != NULL;
}

FAST FastValue fast_get_elem(JsIsolate *iso, JsValue object, JsValue key) {
  if (LIKELY(js_is_int32(key)) && LIKELY(js_is_cell(object))) {
    uint32_t index = (uint32_t)js_as_int32(key);
    uint32_t word = cell_word(js_as_cell(object));
    if (LIKELY(plain_elements(word))) {
      JsValue *elements = js_as_object(object)->elements;
      if (LIKELY(index < *js_elements_length(elements))) {
        JsValue v = elements[index];
        if (LIKELY(v != JS_EMPTY)) return handled(v);
      }
    } else if (word_kind(word) == JS_KIND_STRING) {
      JsValue unit;
      if (LIKELY(string_element(iso, js_as_string(object), index, &unit))) return handled(unit);
    }
  }
  return NOT_HANDLED;
}

/* Overwrites, or appends to an array where there is room. */
FAST bool fast_set_elem(JsIsolate *iso, JsValue object, JsValue key, JsValue value) {
  if (LIKELY(js_is_int32(key)) && LIKELY(js_is_cell(object))) {
    uint32_t index = (uint32_t)js_as_int32(key);
    uint32_t word = cell_word(js_as_cell(object));
    if (LIKELY(plain_elements(word)) && LIKELY(kind_admits((uint8_t)(word >> 16), value))) {
      JsObject *o = js_as_object(object);
      JsValue *elements = o->elements;
      uint32_t length = *js_elements_length(elements);
      if (LIKELY(index < length) && LIKELY(elements[index] != JS_EMPTY)) {
        elements[index] = value;
        barrier(iso, o);
        return true;
      }
    }
  }
  return false;
}

FAST JsValue fast_elem_load(JsIsolate *iso, JsValue object, int32_t index) {
  (void)iso;
  return js_as_object(object)->elements[(uint32_t)index];
}

FAST void fast_elem_store(JsIsolate *iso, JsValue object, int32_t index, JsValue value) {
  JsObject *o = js_as_object(object);
  o->elements[(uint32_t)index] = value;
  barrier(iso, o);
}

/* The array_ functions take what is known to be of kind ARRAY, which is never exotic. */
static inline bool ordinary_array(const JsObject *array) { return array->cell.aux < JS_ELEM_SPARSE; }

/* JS_EMPTY where the element isn't there to be read as it is. */
FAST JsValue fast_array_get(JsIsolate *iso, JsValue array, int32_t index) {
  (void)iso;
  JsObject *o = js_as_object(array);
  bool there = LIKELY(ordinary_array(o)) && LIKELY((uint32_t)index < *js_elements_length(o->elements));
  return there ? o->elements[(uint32_t)index] : JS_EMPTY;
}

/* false: nothing was stored. */
FAST bool fast_array_put(JsIsolate *iso, JsValue array, int32_t index, JsValue value) {
  JsObject *o = js_as_object(array);
  if (UNLIKELY(!ordinary_array(o)) || UNLIKELY(!kind_admits(o->cell.aux, value))) return false;
  JsValue *elements = o->elements;
  if (UNLIKELY((uint32_t)index >= *js_elements_length(elements)) || UNLIKELY(elements[(uint32_t)index] == JS_EMPTY))
    return false;
  elements[(uint32_t)index] = value;
  barrier(iso, o);
  return true;
}

/* Does iterating the array come to its elements in order, all of them there? */
FAST bool fast_plain_array(JsIsolate *iso, JsValue v) {
  if (UNLIKELY(!js_is_cell(v))) return false;
  const JsRealm *realm = iso->realm;
  const JsCell *cell = js_as_cell(v);
  return LIKELY(cell->shape == (uint32_t)(uintptr_t)realm->array_shape) && LIKELY(cell->aux <= JS_ELEM_VALUE) &&
         LIKELY(realm->array_iteration_intact);
}

FAST JsValue fast_array_item(JsIsolate *iso, JsValue array, int32_t index) {
  (void)iso;
  JsValue *elements = js_as_object(array)->elements;
  return LIKELY((uint32_t)index < *js_elements_length(elements)) ? elements[index] : JS_UNDEFINED;
}

FAST bool fast_iteration_intact(JsIsolate *iso) { return iso->realm->array_iteration_intact; }

/* -1 where the elements aren't ordinary. */
FAST int32_t fast_array_size(JsIsolate *iso, JsValue array) {
  (void)iso;
  JsObject *o = js_as_object(array);
  return LIKELY(ordinary_array(o)) ? (int32_t)*js_elements_length(o->elements) : -1;
}

FAST int32_t fast_array_length(JsIsolate *iso, JsValue array) {
  (void)iso;
  return (int32_t)*js_elements_length(js_as_object(array)->elements);
}

/* The next element of an array that is walked without an iterator object; JS_EMPTY: not handled. */
FAST FastValue fast_iter_next(JsIsolate *iso, JsValue record) {
  (void)iso;
  JsIterRecord *r = (JsIterRecord *)js_as_cell(record);
  JsObject *a = js_as_object(r->object);
  if (LIKELY(r->state == JS_TRUE) && LIKELY(a->cell.kind == JS_KIND_ARRAY) && LIKELY(plain_elements(cell_word(&a->cell)))) {
    uint32_t index = (uint32_t)js_as_int32(r->index);
    JsValue *elements = FAST_BASE(a->elements);
    if (LIKELY(index < *js_elements_length(elements))) {
      JsValue v = elements[index];
      if (LIKELY(v != JS_EMPTY)) {
        r->index = js_int32((int32_t)(index + 1));
        return handled(v);
      }
    }
  }
  return NOT_HANDLED;
}

/* A small array literal; one copy for all. Values of one kind, or not all of them numbers. */
__attribute__((noinline)) JsValue fast_new_array(JsIsolate *iso, int32_t count, void *values) {
  JsValue *v = values, all = JS_INT32_TAG, any = 0;
  bool other = false;
  for (int32_t i = 0; i < count; i++) {
    all &= v[i];
    any |= v[i] & JS_INT32_TAG;
    other |= v[i] == JS_EMPTY;
  }
  uint8_t kind = JS_ELEM_INT32;
  if (all < JS_INT32_TAG) {
    kind = JS_ELEM_VALUE;
    if (any) /* a number, but not all are int32 */
      for (int32_t i = 0; i < count; i++)
        if (js_is_double(v[i])) other = true; /* maybe all are to be doubles */
  }
  if (UNLIKELY(other)) return lode_new_array(iso, count, values);
  size_t size = granules(16 + (size_t)count * sizeof(JsValue));
  JsStorage *s = allocate(iso, JS_KIND_STORAGE, size);
  JsValue *elements = (JsValue *)((char *)s + 16);
  *js_elements_capacity(elements) = (uint32_t)((size - 16) / sizeof(JsValue));
  *js_elements_length(elements) = (uint32_t)count;
  for (int32_t i = 0; i < count; i++) elements[i] = v[i];
  JsShape *shape = iso->realm->array_shape;
  JsObject *o = allocate(iso, JS_KIND_ARRAY, granules(shape->inline_offset + shape->inline_slots * sizeof(JsValue)));
  o->cell.shape = (uint32_t)(uintptr_t)shape;
  o->cell.aux = kind;
  o->elements = elements;
  return js_from_cell(o);
}
