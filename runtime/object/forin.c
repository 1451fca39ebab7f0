/* for-in (14.7.5.9 EnumerateObjectProperties): string keys of the object and its prototypes, each name once, shadowed
 * names skipped also where the shadowing property is not enumerable, deleted ones not visited. */
#include "lode_abi.h"
#include "object/internal.h"

/* keys is an array of names; or undefined, and then the names are those of shape, which is immutable: while the object
 * keeps it, the names are still there. */
typedef struct ForInRecord {
  JsCell cell;
  JsValue object;
  JsValue keys;
  JsValue index; /* int32 */
  JsValue shape;
} ForInRecord;

/* Do the prototypes add nothing that for-in visits? */
static bool chain_is_empty(JsIsolate *iso, JsObject *o) {
  for (JsValue p = js_object_shape(o)->proto; !js_is_null(p);) {
    JsObject *q = js_as_object(p);
    if ((q->cell.flags & JS_OBJ_EXOTIC) || *js_elements_length(q->elements)) return false;
    JsShape *s = js_object_shape(q);
    if (!(s->flags & JS_SHAPE_OWNED) || js_shape_table(iso, s)->enumerable) return false;
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
      if (o->cell.kind == JS_KIND_PROXY) { /* asked for the property when its turn comes (still_there), as V8 does */
        if (!seen(iso, set, key, &was) || (!was && !js_array_push(iso, list, name))) return false;
        continue;
      }
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

static JsValue record_new(JsIsolate *iso, JsObject *o, JsObject *keys, JsShape *shape) {
  ForInRecord *r = (ForInRecord *)js_values_new(iso, 4);
  r->object = o ? js_from_cell(o) : JS_UNDEFINED;
  r->keys = keys ? js_from_cell(keys) : JS_UNDEFINED;
  r->index = js_int32(0);
  r->shape = shape ? js_from_cell(shape) : JS_UNDEFINED;
  js_barrier(iso, r);
  return js_from_cell(r);
}

JsValue lode_forin_open(JsIsolate *iso, JsValue v) {
  if (js_is_nullish(v)) return record_new(iso, NULL, js_array_with_capacity(iso, 0), NULL);
  JsObject *o = js_to_object(iso, v);
  if (!o) return JS_EMPTY;
  js_lazy_all(iso, o);
  JsObject *keys;
  if (!(o->cell.flags & JS_OBJ_EXOTIC) && chain_is_empty(iso, o)) {
    JsShape *s = js_object_shape(o);
    if (!(s->flags & JS_SHAPE_OWNED) && *js_elements_length(o->elements) == 0) return record_new(iso, o, NULL, s);
    keys = js_own_enumerable_keys(iso, o);
  } else {
    keys = js_array_with_capacity(iso, 0);
    if (keys && !collect_chain(iso, o, keys)) return JS_EMPTY;
  }
  return keys ? record_new(iso, o, keys, NULL) : JS_EMPTY;
}

/* Is the property still there, on the object or a prototype? Of a proxy, is it there and enumerable? */
static int still_there(JsIsolate *iso, JsObject *o, JsKey key) {
  for (;;) {
    JsPropertyDescriptor d;
    int found = js_exotic(o, key) ? js_get_own_property(iso, o, key, &d) : js_has_own(iso, o, key);
    if (found > 0 && o->cell.kind == JS_KIND_PROXY) return (d.attributes & JS_ATTR_ENUMERABLE) != 0;
    if (found) return found;
    JsValue proto = js_get_prototype(iso, o);
    if (proto == JS_EMPTY) return -1;
    if (js_is_null(proto)) return 0;
    o = js_as_object(proto);
  }
}

/* The next name of the record's list: JS_ITER_DONE after the last. */
static JsValue next_name(JsIsolate *iso, ForInRecord *r) {
  uint32_t i = (uint32_t)js_as_int32(r->index);
  if (!js_is_undefined(r->keys)) {
    JsObject *keys = js_as_object(r->keys);
    r->index = js_int32((int32_t)i + 1);
    return i < js_array_length(keys) ? keys->elements[i] : JS_ITER_DONE;
  }
  JsShape *s = (JsShape *)(uintptr_t)r->shape;
  const JsShapeTable *t = js_shape_table(iso, s);
  while (i < s->count) {
    const JsShapeEntry *e = &t->entries[i++];
    if (!(e->attributes & JS_ATTR_ENUMERABLE) || js_key_is_symbol(e->key)) continue;
    r->index = js_int32((int32_t)i);
    return js_from_cell(js_key_cell(e->key));
  }
  return JS_ITER_DONE;
}

JsValue lode_forin_next(JsIsolate *iso, JsValue record) {
  ForInRecord *r = (ForInRecord *)(uintptr_t)record;
  for (;;) {
    JsValue name = next_name(iso, r);
    if (name == JS_ITER_DONE) return name;
    JsObject *o = js_as_object(r->object);
    if (!js_is_undefined(r->shape) && o->cell.shape == (uint32_t)r->shape) return name;
    JsKey key = js_to_property_key(iso, name);
    if (key == JS_KEY_NONE) return JS_EMPTY;
    int there = still_there(iso, o, key);
    if (there < 0) return JS_EMPTY;
    if (there) return name;
  }
}
