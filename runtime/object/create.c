/* Creation of objects. */
#include "object/internal.h"

static JsObject *alloc_of_shape(JsIsolate *iso, JsShape *s) {
  JsObject *o = js_alloc_fast(iso, s->object_kind, s->inline_offset + s->inline_slots * 8u);
  if (!o) return NULL;
  o->cell.shape = js_shape_word(s);
  o->elements = iso->empty_elements;
  return o;
}

/* With overflow slots where the shape has more properties than fit in line; all slots are empty. */
JsObject *js_object_new_shape(JsIsolate *iso, JsShape *s) {
  uint32_t overflow = js_shape_overflow(s);
  if (__builtin_expect(overflow == 0, 1)) return alloc_of_shape(iso, s);
  JsValue *e = js_storage_new(iso, overflow, 0);
  if (!e) return NULL;
  JsObject *o = js_alloc(iso, s->object_kind, s->inline_offset + s->inline_slots * 8u);
  JS_KEEP(e);
  if (!o) return NULL;
  o->cell.shape = js_shape_word(s);
  o->elements = e;
  js_barrier(iso, o);
  return o;
}

JsObject *js_object_new(JsIsolate *iso) { return alloc_of_shape(iso, iso->realm->object_shape); }

JsObject *js_object_new_proto(JsIsolate *iso, JsValue proto) {
  return alloc_of_shape(iso, js_shape_root(iso, proto, JS_KIND_OBJECT, JS_DEFAULT_INLINE_SLOTS));
}

JsObject *js_object_new_kind(JsIsolate *iso, JsKind kind, size_t size, JsValue proto) {
  return alloc_of_shape(iso, js_shape_root_sized(iso, proto, kind, (uint32_t)size, 0));
}

/* An intrinsic of a family that may be lazy: its constructor is known, but maybe that of another realm. */
static JsValue made_intrinsic(JsIsolate *iso, int id) {
  if (js_is_undefined(js_intrinsic(iso, id))) js_lazy_slots(iso, iso->realm->global);
  return js_intrinsic(iso, id);
}

/* 10.1.14 GetPrototypeFromConstructor. JS_EMPTY: threw. */
JsValue js_prototype_from_constructor(JsIsolate *iso, JsValue constructor, int intrinsic_proto) {
  if (!js_is_object(constructor)) return made_intrinsic(iso, intrinsic_proto);
  if (js_is_kind(constructor, JS_KIND_FUNCTION)) {
    JsFunction *f = js_as_function(constructor);
    if (f->instance_shape && f->info->module) return f->instance_shape->proto;
  }
  JsValue proto = js_get(iso, js_as_object(constructor), js_atom_key(iso, JS_ATOM_prototype), constructor);
  if (proto == JS_EMPTY || js_is_object(proto)) return proto;
  JsRealm *r = js_function_realm(iso, constructor), *outer = iso->realm;
  if (!r) return JS_EMPTY;
  js_realm_enter(iso, r);
  proto = made_intrinsic(iso, intrinsic_proto);
  js_realm_enter(iso, outer);
  return proto;
}

JsObject *js_object_from_constructor(JsIsolate *iso, JsValue new_target, int intrinsic_proto, JsKind kind, size_t size) {
  JsValue proto = js_prototype_from_constructor(iso, new_target, intrinsic_proto);
  if (proto == JS_EMPTY) return NULL;
  return js_object_new_kind(iso, kind, size, proto);
}

/* 7.4.14 CreateIterResultObject */
JsValue js_iter_result(JsIsolate *iso, JsValue value, bool done) {
  JsObject *o = js_object_new_shape(iso, iso->realm->iter_result_shape);
  if (!o) return JS_EMPTY;
  o->slots[0] = value;
  o->slots[1] = js_bool(done);
  js_barrier(iso, o);
  return js_from_cell(o);
}
