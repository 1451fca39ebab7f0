/* Properties through the first way of an inline cache (object/ic.h), and environments. */
#include "fast/fast.h"

/* Where the record says the property is: in line, in the butterfly (offset < 0) or in a prototype (slot, offset 0).
 * Selections, not branches: a site has enough of those. Every cell has a word at the place of an object's elements. */
static inline JsValue *slot_of(JsCell *cell, const JsIC *ic) {
  char *elements = (char *)((JsObject *)cell)->elements;
  char *own = ic->offset >= 0 ? (char *)cell : elements;
  char *base = ic->slot ? (char *)ic->slot : own;
  return (JsValue *)(base + ic->offset);
}

/* What is known of operands when the code is compiled. */
#define OBJECT_IS_CELL 1
#define VALUE_IS_NO_CELL 2

/* Is it one of the further shapes of the record? Without a branch: every site has this. */
static inline bool is_further(const JsIC *ic, uint32_t shape) { return (shape == ic->also[0]) | (shape == ic->also[1]); }

/* Is what the record is for in line at its offset, in an object of this shape? */
static inline bool in_line(const JsIC *ic, uint32_t shape) { return LIKELY(shape == ic->own) || is_further(ic, shape); }

/* Own and in line. */
FAST FastValue fast_get_prop(JsIsolate *iso, JsValue object, void *site, int32_t known) {
  (void)iso;
  JsIC *ic = site;
  if (((known & OBJECT_IS_CELL) || LIKELY(js_is_cell(object))) && LIKELY(in_line(ic, js_as_cell(object)->shape)))
    return handled(*(JsValue *)((char *)js_as_cell(object) + ic->offset));
  return NOT_HANDLED;
}

/* Of a prototype: a method; else own and in line: a static method, a function in an object literal. */
FAST FastValue fast_get_method(JsIsolate *iso, JsValue object, void *site, int32_t known) {
  (void)iso;
  JsIC *ic = site;
  if ((known & OBJECT_IS_CELL) || LIKELY(js_is_cell(object))) {
    uint32_t shape = js_as_cell(object)->shape;
    if (LIKELY(shape == ic->proto)) return handled(*ic->slot);
    if (LIKELY(shape == ic->own)) return handled(*(JsValue *)((char *)js_as_cell(object) + ic->offset));
  }
  return NOT_HANDLED;
}

/* The getter of a prototype that reading the property calls, or of the object itself. */
FAST JsValue fast_getter_of(JsIsolate *iso, JsValue object, JsValue key, void *site) {
  JsIC *ic = site;
  if (LIKELY(js_is_cell(object))) {
    uint32_t shape = js_as_cell(object)->shape;
    if (LIKELY(shape == ic->proto) || is_further(ic, shape)) {
      JsValue accessor = *ic->slot;
      return js_is_undefined(accessor) ? JS_UNDEFINED : ((JsAccessor *)js_as_cell(accessor))->getter;
    }
  }
  return lode_getter_of(iso, object, key, (JsPlace)((char *)site - (char *)iso));
}

/* super.key: of the home object's prototype, or inherited by that. Home objects are ordinary. */
FAST FastValue fast_get_super(JsIsolate *iso, JsValue home, void *site) {
  (void)iso;
  JsIC *ic = site;
  JsValue base = js_shape_of(js_as_cell(home))->proto;
  if (LIKELY(js_is_cell(base))) {
    uint32_t shape = js_as_cell(base)->shape;
    if (LIKELY(shape == ic->own)) return handled(*(JsValue *)((char *)js_as_cell(base) + ic->offset));
    if (LIKELY(shape == ic->proto)) return handled(*ic->slot);
  }
  return NOT_HANDLED;
}

/* The shape of a shape site. */
FAST bool fast_has_shape(JsIsolate *iso, JsValue object, void *site, int32_t known) {
  (void)iso;
  return ((known & OBJECT_IS_CELL) || LIKELY(js_is_cell(object))) && js_as_cell(object)->shape == ((JsShapeSite *)site)->shape;
}

/* object.length: of arrays and strings without the record. */
FAST FastValue fast_get_length(JsIsolate *iso, JsValue object, void *site) {
  JsIC *ic = site;
  if (LIKELY(js_is_cell(object))) {
    JsCell *cell = js_as_cell(object);
    if (cell->kind == JS_KIND_ARRAY) {
      uint32_t length = *js_elements_length(((JsObject *)cell)->elements);
      if (LIKELY(length <= INT32_MAX)) return handled(js_int32((int32_t)length));
    }
    if (cell->kind == JS_KIND_STRING) return handled(js_int32((int32_t)((JsString *)cell)->length));
    if (LIKELY(cell->shape == ic->shape)) return handled(*slot_of(cell, ic));
  }
  return NOT_HANDLED;
}

/* Over an own property or as a new one, in line. A new shape needs the barrier whatever the value. */
FAST bool fast_set_prop(JsIsolate *iso, JsValue object, JsValue value, void *site, int32_t known) {
  JsIC *ic = site;
  if (((known & OBJECT_IS_CELL) || LIKELY(js_is_cell(object))) && LIKELY(in_line(ic, js_as_cell(object)->shape))) {
    JsCell *cell = js_as_cell(object);
    uint32_t new_shape = ic->new_shape;
    *(JsValue *)((char *)cell + ic->offset) = value;
    if (new_shape) {
      cell->shape = new_shape;
      barrier(iso, cell);
    } else if (!(known & VALUE_IS_NO_CELL)) {
      barrier(iso, cell);
    }
    return true;
  }
  return false;
}

/* Private elements: the record is for one name. */
static inline bool known_name(const JsIC *ic, JsValue name) { return LIKELY((JsValue)(uintptr_t)ic->slot == name); }

FAST FastValue fast_private_get(JsIsolate *iso, JsValue object, JsValue name, void *site, int32_t known) {
  (void)iso;
  JsIC *ic = site;
  if (((known & OBJECT_IS_CELL) || LIKELY(js_is_cell(object))) && LIKELY(in_line(ic, js_as_cell(object)->shape)) &&
      known_name(ic, name))
    return handled(*(JsValue *)((char *)js_as_cell(object) + ic->offset));
  return NOT_HANDLED;
}

FAST bool fast_private_set(JsIsolate *iso, JsValue object, JsValue name, JsValue value, void *site, int32_t known) {
  JsIC *ic = site;
  if (((known & OBJECT_IS_CELL) || LIKELY(js_is_cell(object))) && LIKELY(in_line(ic, js_as_cell(object)->shape)) &&
      known_name(ic, name)) {
    JsCell *cell = js_as_cell(object);
    *(JsValue *)((char *)cell + ic->offset) = value;
    if (!(known & VALUE_IS_NO_CELL)) barrier(iso, cell);
    return true;
  }
  return false;
}

FAST FastValue fast_private_has(JsIsolate *iso, JsValue object, JsValue name, void *site) {
  (void)iso;
  JsIC *ic = site;
  if (LIKELY(js_is_cell(object)) && LIKELY(js_as_cell(object)->shape == ic->shape) && known_name(ic, name))
    return handled(js_bool(ic->own != 0));
  return NOT_HANDLED;
}

/* Where the values of the new fields go, in the object's new shape; NULL: nothing done. name as lode_define_fields has
 * it. Nothing is allocated before the stores; fast_barrier comes after them. */
FAST void *fast_add_fields(JsIsolate *iso, JsValue object, JsValue name, void *site) {
  (void)iso;
  JsIC *ic = site;
  JsCell *cell = js_as_cell(object);
  if (UNLIKELY(cell->shape != ic->own) || !known_name(ic, name)) return NULL;
  cell->shape = ic->new_shape;
  return (char *)cell + ic->offset;
}

/* A property of the global object, own or inherited. */
FAST FastValue fast_get_global(JsIsolate *iso, void *site) {
  JsIC *ic = site;
  JsCell *global = (JsCell *)iso->realm->global;
  return LIKELY(global->shape == ic->shape) ? handled(*slot_of(global, ic)) : NOT_HANDLED;
}

/* After a store of a value into owner. */
FAST void fast_barrier(JsIsolate *iso, void *owner) { barrier(iso, owner); }

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
  return lode_new_literal(iso, (JsPlace)((char *)site - (char *)iso), values);
}
