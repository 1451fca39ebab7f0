/* for-in (14.7.5.9 EnumerateObjectProperties): string keys of the object and its prototypes, each name once, shadowed
 * names skipped also where the shadowing property is not enumerable, deleted ones not visited. */
#include "lode_abi.h"
#include "object/internal.h"

typedef struct ForInRecord {
  JsCell cell;
  JsValue object;
  JsValue keys;    /* array */
  JsValue index;   /* int32 */
  JsValue shape;   /* when the object still has this shape, named keys are still there; else undefined */
} ForInRecord;

static bool chain_is_empty(JsIsolate *iso, JsObject *o) {
  for (JsValue p = js_object_shape(o)->proto; !js_is_null(p);) {
    JsObject *q = js_as_object(p);
    if ((q->cell.flags & JS_OBJ_EXOTIC) || *js_elements_length(q->elements)) return false;
    JsShape *s = js_object_shape(q);
    if (q->cell.flags & JS_OBJ_LAZY) js_lazy_all(iso, q);
    s = js_object_shape(q);
    if (s->table) {
      const JsShapeTable *t = s->table;
      for (uint32_t i = 0; i < s->count; i++)
        if (t->entries[i].key && (t->entries[i].attributes & JS_ATTR_ENUMERABLE) && js_key_is_string(t->entries[i].key))
          return false;
    } else {
      for (JsShape *x = s; x->parent; x = x->parent)
        if ((x->attributes & JS_ATTR_ENUMERABLE) && js_key_is_string(x->key)) return false;
    }
    p = s->proto;
  }
  return true;
}

/* A set of names seen, as an object without prototype. */
static bool seen(JsIsolate *iso, JsObject *set, JsKey key, bool *was) {
  JsOwn own;
  *was = js_own_lookup(iso, set, key, &own);
  return *was || js_own_add(iso, set, key, JS_TRUE, JS_ATTR_DATA);
}

static bool collect_chain(JsIsolate *iso, JsObject *o, JsObject *list) {
  JsObject *set = js_object_new_proto(iso, JS_NULL);
  for (;;) {
    JsObject *keys = js_own_keys(iso, o);
    if (!keys) return false;
    for (uint32_t i = 0; i < js_array_length(keys); i++) {
      JsValue name = js_get_index(iso, keys, i);
      if (!js_is_string(name)) continue;
      JsKey key = js_to_property_key(iso, name);
      bool was;
      JsPropertyDescriptor d;
      int found = js_get_own_property(iso, o, key, &d);
      if (found < 0) return false;
      if (!found) continue;
      if (!seen(iso, set, key, &was)) return false;
      if (!was && (d.attributes & JS_ATTR_ENUMERABLE) && !js_array_push(iso, list, name)) return false;
    }
    JsValue proto = js_get_prototype(iso, o);
    if (proto == JS_EMPTY) return false;
    if (js_is_null(proto)) return true;
    o = js_as_object(proto);
  }
}

JsValue lode_forin_open(JsIsolate *iso, JsValue v) {
  JsObject *keys, *o = NULL;
  JsValue shape = JS_UNDEFINED;
  if (js_is_nullish(v)) {
    keys = js_array_with_capacity(iso, 0);
  } else {
    if (!(o = js_to_object(iso, v))) return JS_EMPTY;
    if (!(o->cell.flags & JS_OBJ_EXOTIC) && chain_is_empty(iso, o)) {
      keys = js_own_enumerable_keys(iso, o);
      if (!(js_object_shape(o)->flags & JS_SHAPE_OWNED) && *js_elements_length(o->elements) == 0)
        shape = js_from_cell(js_object_shape(o));
    } else {
      keys = js_array_with_capacity(iso, 0);
      if (keys && !collect_chain(iso, o, keys)) return JS_EMPTY;
    }
  }
  if (!keys) return JS_EMPTY;
  ForInRecord *r = (ForInRecord *)js_values_new(iso, 4);
  r->object = o ? js_from_cell(o) : JS_UNDEFINED;
  r->keys = js_from_cell(keys);
  r->index = js_int32(0);
  r->shape = shape;
  js_barrier(iso, r);
  return js_from_cell(r);
}

/* Is the property still there, on the object or a prototype? */
static int still_there(JsIsolate *iso, JsObject *o, JsKey key) {
  for (;;) {
    JsPropertyDescriptor d;
    int found = js_exotic(o, key) ? js_get_own_property(iso, o, key, &d) : js_has_own(iso, o, key);
    if (found) return found;
    JsValue proto = js_get_prototype(iso, o);
    if (proto == JS_EMPTY) return -1;
    if (js_is_null(proto)) return 0;
    o = js_as_object(proto);
  }
}

JsValue lode_forin_next(JsIsolate *iso, JsValue record) {
  ForInRecord *r = (ForInRecord *)(uintptr_t)record;
  JsObject *keys = js_as_object(r->keys);
  for (;;) {
    uint32_t i = (uint32_t)js_as_int32(r->index);
    if (i >= js_array_length(keys)) return JS_ITER_DONE;
    JsValue name = keys->elements[i];
    r->index = js_int32((int32_t)i + 1);
    JsObject *o = js_as_object(r->object);
    if (js_is_cell(r->shape) && o->cell.shape == (uint32_t)r->shape) return name;
    JsKey key = js_to_property_key(iso, name);
    if (key == JS_KEY_NONE) return JS_EMPTY;
    int there = still_there(iso, o, key);
    if (there < 0) return JS_EMPTY;
    if (there) return name;
  }
}
