/* instanceof, in, and species (7.3.20-7.3.22, 13.10). */
#include "lode_abi.h"
#include "object/ic_internal.h"
#include "ops/ops.h"

#include <stdlib.h>

JsValue js_bound_target(JsValue f) __attribute__((weak)); /* builtins/function.c */

/* 7.3.21 OrdinaryHasInstance */
int js_ordinary_has_instance(JsIsolate *iso, JsValue c, JsValue v) {
  if (!js_is_callable(c)) return 0;
  if (js_is_kind(c, JS_KIND_BOUND_FUNCTION) && js_bound_target) {
    if (!js_stack_check(iso)) return -1;
    return js_instance_of(iso, v, js_bound_target(c));
  }
  if (!js_is_object(v)) return 0;
  JsValue proto = js_get_cached(iso, c, js_atom_key(iso, JS_ATOM_prototype));
  if (proto == JS_EMPTY) return -1;
  if (!js_is_object(proto)) {
    char *text = js_describe(iso, proto);
    js_throw_type_error(iso, "Function has non-object prototype '%s' in instanceof check", text);
    free(text);
    return -1;
  }
  JsObject *o = js_as_object(v);
  for (;;) {
    JsValue p = o->cell.flags & JS_OBJ_EXOTIC ? js_get_prototype(iso, o) : js_object_shape(o)->proto;
    if (p == JS_EMPTY) return -1;
    if (js_is_null(p)) return 0;
    if (p == proto) return 1;
    o = js_as_object(p);
  }
}

/* 13.10.2 InstanceofOperator */
int js_instance_of(JsIsolate *iso, JsValue v, JsValue target) {
  if (!js_is_object(target)) {
    js_throw_type_error(iso, "Right-hand side of 'instanceof' is not an object");
    return -1;
  }
  JsKey key = js_symbol_key(iso, JS_SYMBOL_hasInstance);
  JsValue method = js_get_method(iso, target, key);
  if (method == JS_EMPTY) return -1;
  if (method == js_get_cached(iso, js_intrinsic(iso, JS_INTRINSIC_FunctionPrototype), key)) /* it can't be replaced */
    return js_ordinary_has_instance(iso, target, v);
  if (!js_is_undefined(method)) {
    JsValue r = js_call(iso, method, target, 1, &v);
    return r == JS_EMPTY ? -1 : js_to_boolean(r);
  }
  if (!js_is_callable(target)) {
    js_throw_type_error(iso, "Right-hand side of 'instanceof' is not callable");
    return -1;
  }
  return js_ordinary_has_instance(iso, target, v);
}

/* Fills the record where target is a function whose @@hasInstance is the usual one and whose prototype is a property
 * like any other. */
static void remember(JsIsolate *iso, JsIC *ic, JsValue target) {
  JsICWay method, usual, prototype;
  if (!js_is_kind(target, JS_KIND_FUNCTION)) return;
  JsKey key = js_symbol_key(iso, JS_SYMBOL_hasInstance);
  JsObject *usual_holder = js_as_object(js_intrinsic(iso, JS_INTRINSIC_FunctionPrototype));
  if (!js_ic_find_get(iso, &usual_holder->cell, key, &usual) || usual.kind != JS_WAY_OWN) return;
  if (!js_ic_find_get(iso, js_as_cell(target), js_atom_key(iso, JS_ATOM_prototype), &prototype)) return;
  if (prototype.kind != JS_WAY_OWN) return;
  if (!js_ic_find_get(iso, js_as_cell(target), key, &method) || method.kind != JS_WAY_PROTO) return;
  if (method.slot != js_slot_at(usual_holder, usual.offset) || method.shape != prototype.shape) return;
  js_ic_fill_instanceof(iso, ic, method.shape, prototype.offset, method.slot);
}

/* OrdinaryHasInstance steps 3-6 where no prototype on the way is exotic. -1: one is. */
static inline int inherits_plainly(JsValue v, JsValue proto) {
  if (!js_is_object(v)) return 0;
  for (JsObject *o = js_as_object(v); !(o->cell.flags & JS_OBJ_EXOTIC);) {
    JsValue p = js_object_shape(o)->proto;
    if (p == proto) return 1;
    if (js_is_null(p)) return 0;
    o = js_as_object(p);
  }
  return -1;
}

JsValue lode_instanceof(JsIsolate *iso, JsValue v, JsValue target, JsPlace place) {
  JsIC *ic = js_at(iso, place);
  if (__builtin_expect(js_is_cell(target) && js_as_cell(target)->shape == ic->own, 1)) {
    JsValue proto = *js_slot_at(js_as_object(target), ic->offset);
    int plainly = js_is_object(proto) ? inherits_plainly(v, proto) : -1;
    if (plainly >= 0) return js_bool(plainly);
  } else if (!ic->shape && (++ic->misses & 7) == 1) { /* not each time where it can't be */
    remember(iso, ic, target);
  }
  int r = js_instance_of(iso, v, target);
  return r < 0 ? JS_EMPTY : js_bool(r);
}

JsValue lode_in(JsIsolate *iso, JsValue key_value, JsValue o) {
  if (!js_is_object(o)) {
    char *target = js_describe(iso, o), *name = js_describe(iso, key_value);
    js_throw_type_error(iso, "Cannot use 'in' operator to search for '%s' in %s", name, target);
    free(target);
    free(name);
    return JS_EMPTY;
  }
  JsKey key = js_to_property_key(iso, key_value);
  if (key == JS_KEY_NONE) return JS_EMPTY;
  int r = js_has(iso, js_as_object(o), key);
  return r < 0 ? JS_EMPTY : js_bool(r);
}

/* 7.3.22 SpeciesConstructor */
JsValue js_species_constructor(JsIsolate *iso, JsObject *o, JsValue default_constructor) {
  JsValue c = js_get(iso, o, js_atom_key(iso, JS_ATOM_constructor), js_from_cell(o));
  JS_TRY(c);
  if (js_is_undefined(c)) return default_constructor;
  if (!js_is_object(c)) return js_throw_type_error(iso, "The .constructor property is not an object");
  JsValue species = js_get(iso, js_as_object(c), js_symbol_key(iso, JS_SYMBOL_species), c);
  JS_TRY(species);
  if (js_is_nullish(species)) return default_constructor;
  if (js_is_constructor(species)) return species;
  return js_throw_type_error(iso, "object.constructor[Symbol.species] is not a constructor");
}
