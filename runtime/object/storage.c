/* The butterfly: overflow slots below, lengths and elements above (object.h). Its size in slots follows from the
 * object's shape (js_shape_overflow), so that the cell can be found from the elements pointer. */
#include "object/internal.h"

JsValue *js_storage_new(JsIsolate *iso, uint32_t slots, uint32_t capacity) {
  if (slots + (uint64_t)capacity == 0) return iso->empty_elements;
  size_t size = 16 + ((size_t)slots + capacity) * 8;
  if (capacity) { /* what rounding up to the granule gives */
    size = (size + JS_GRANULE - 1) & ~(size_t)(JS_GRANULE - 1);
    capacity = (uint32_t)((size - 16) / 8 - slots);
  }
  JsStorage *s = js_alloc_fast(iso, JS_KIND_STORAGE, size);
  if (!s) return NULL;
  s->slot_capacity = slots;
  JsValue *e = (JsValue *)((char *)s + 16 + (size_t)slots * 8);
  *js_elements_capacity(e) = capacity;
  return e;
}

void js_storage_abandon(JsIsolate *iso, JsValue *e, uint32_t slots) {
  if (e == iso->empty_elements) return;
  memset(e - 1 - slots, 0, (size_t)slots * sizeof(JsValue));
  memset(e, 0, (size_t)*js_elements_capacity(e) * sizeof(JsValue));
}

bool js_storage_resize(JsIsolate *iso, JsObject *o, uint32_t old_slots, uint32_t new_slots, uint32_t new_capacity) {
  JsValue *e = js_storage_new(iso, new_slots, new_capacity);
  if (!e) return false;
  JsValue *old = o->elements;
  uint32_t length = *js_elements_length(old), capacity = *js_elements_capacity(old);
  if (e == iso->empty_elements) {
    o->elements = e;
    js_storage_abandon(iso, old, old_slots);
    return true;
  }
  uint32_t slots = old_slots < new_slots ? old_slots : new_slots;
  uint32_t now = *js_elements_capacity(e);
  memcpy(e - 1 - slots, old - 1 - slots, (size_t)slots * 8);
  memcpy(e, old, (size_t)(capacity < now ? capacity : now) * 8);
  *js_elements_length(e) = length;
  o->elements = e;
  js_storage_abandon(iso, old, old_slots);
  js_barrier(iso, o);
  js_proto_changed(iso, o);
  return true;
}

size_t js_storage_size(const JsCell *cell) {
  const JsStorage *s = (const JsStorage *)cell;
  const uint32_t *lengths = (const uint32_t *)((const char *)s + 8 + (size_t)s->slot_capacity * 8);
  return 16 + ((size_t)s->slot_capacity + lengths[1]) * 8;
}

/* Reached other than through its object (a pointer on the stack): trace it all. */
void js_storage_trace(JsTracer *t, JsCell *cell) {
  JsStorage *s = (JsStorage *)cell;
  JsValue *slots = (JsValue *)((char *)s + 8);
  JsValue *e = slots + s->slot_capacity + 1;
  js_trace_values(t, slots, s->slot_capacity);
  js_trace_values(t, e, *js_elements_capacity(e));
}
