/* Properties through the first way of an inline cache (object/ic.h), and environments. */
#include "fast/fast.h"

/* In line if offset >= 0, else in the butterfly. */
static inline JsValue *slot_at(JsCell *cell, int32_t offset) {
  char *base = offset >= 0 ? (char *)cell : (char *)((JsObject *)cell)->elements;
  return (JsValue *)(base + offset);
}

FAST FastValue fast_get_prop(JsIsolate *iso, JsValue object, void *site) {
  JsIC *ic = site;
  if (LIKELY(js_is_cell(object))) {
    JsCell *cell = js_as_cell(object);
    if (LIKELY(cell->shape == ic->shape)) return handled(ic->slot ? *ic->slot : *slot_at(cell, ic->offset));
  }
  return NOT_HANDLED;
}

FAST bool fast_set_prop(JsIsolate *iso, JsValue object, JsValue value, void *site) {
  JsIC *ic = site;
  if (LIKELY(js_is_cell(object))) {
    JsCell *cell = js_as_cell(object);
    if (LIKELY(cell->shape == ic->shape)) {
      *slot_at(cell, ic->offset) = value;
      if (ic->new_shape) cell->shape = ic->new_shape;
      barrier(iso, cell);
      return true;
    }
  }
  return false;
}

/* A property of the global object, own or inherited. */
FAST FastValue fast_get_global(JsIsolate *iso, void *site) {
  JsIC *ic = site;
  JsCell *global = (JsCell *)iso->realm->global;
  if (LIKELY(global->shape == ic->shape)) return handled(ic->slot ? *ic->slot : *slot_at(global, ic->offset));
  return NOT_HANDLED;
}

FAST void fast_env_store(JsIsolate *iso, void *environment, int32_t index, JsValue value) {
  JsEnv *env = environment;
  env->values[index] = value;
  barrier(iso, env);
}

/* count is a small constant. */
FAST void *fast_new_env(JsIsolate *iso, void *parent, int32_t count, JsValue initial) {
  size_t size = granules(sizeof(JsEnv) + (size_t)count * sizeof(JsValue));
  JsEnv *env = allocate(iso, JS_KIND_ENV, size);
  env->count = (uint32_t)count;
  env->parent = parent;
  if (initial != JS_EMPTY)
    for (int32_t i = 0; i < count; i++) env->values[i] = initial;
  return env;
}

/* An object literal whose shape is predicted and has its count properties in line. */
FAST JsValue fast_new_literal(JsIsolate *iso, void *literal, void *values, int32_t count) {
  JsLiteralSite *site = literal;
  JsShape *shape = (JsShape *)(uintptr_t)site->shape;
  if (LIKELY(shape != NULL) && LIKELY(shape->inline_slots >= count && shape->object_kind == JS_KIND_OBJECT)) {
    size_t size = granules(JS_OBJECT_HEADER + shape->inline_slots * sizeof(JsValue));
    JsObject *o = allocate(iso, JS_KIND_OBJECT, size);
    o->cell.shape = (uint32_t)(uintptr_t)shape;
    o->elements = iso->empty_elements;
    for (int32_t i = 0; i < count; i++) o->slots[i] = ((JsValue *)values)[i];
    return js_from_cell(o);
  }
  return lode_new_literal(iso, site, values);
}
