/* Arguments objects (10.4.4) and rest parameters. */
#include "lode_abi.h"
#include "object/internal.h"

int js_ordinary_get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out);
int js_ordinary_define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d);
bool js_is_compatible_descriptor(JsIsolate *iso, const JsPropertyDescriptor *current, const JsPropertyDescriptor *d);

JsValue lode_rest(JsIsolate *iso, int32_t argc, void *argv, int32_t start) {
  uint32_t n = argc > start ? (uint32_t)(argc - start) : 0;
  return js_from_cell(js_array_from_values(iso, (JsValue *)argv + start, n));
}

static JsArguments *arguments_new(JsIsolate *iso, uint32_t argc, const JsValue *argv, JsValue callee) {
  JsShape *s = js_shape_root(iso, js_intrinsic(iso, JS_INTRINSIC_ObjectPrototype), JS_KIND_ARGUMENTS, 4);
  bool strict = callee == JS_EMPTY;
  s = js_shape_add(iso, s, js_atom_key(iso, JS_ATOM_length), JS_ATTR_HIDDEN);
  if (!strict) s = js_shape_add(iso, s, js_atom_key(iso, JS_ATOM_callee), JS_ATTR_HIDDEN);
  s = js_shape_add(iso, s, js_symbol_key(iso, JS_SYMBOL_iterator), JS_ATTR_HIDDEN);
  JsObject *o = js_object_new_shape(iso, s);
  if (!o) return NULL;
  *js_slot(o, s, 0) = js_int32((int32_t)argc);
  if (!strict) *js_slot(o, s, 1) = callee;
  *js_slot(o, s, strict ? 1 : 2) = js_intrinsic(iso, JS_INTRINSIC_ArrayProtoValues);
  js_barrier(iso, o);
  if (argc) {
    if (!js_elements_reserve(iso, o, argc)) return NULL;
    memcpy(o->elements, argv, argc * sizeof *argv);
    *js_elements_length(o->elements) = argc;
    o->cell.aux = JS_ELEM_VALUE;
    js_barrier(iso, o);
  }
  if (strict) {
    JsValue thrower = js_intrinsic(iso, JS_INTRINSIC_ThrowTypeError);
    if (!js_define_accessor(iso, o, js_atom_key(iso, JS_ATOM_callee), thrower, thrower, 0)) return NULL;
  }
  return (JsArguments *)o;
}

JsValue lode_arguments(JsIsolate *iso, int32_t argc, void *argv, JsValue callee) {
  return js_from_cell(arguments_new(iso, (uint32_t)argc, argv, callee));
}

JsValue lode_arguments_mapped(JsIsolate *iso, int32_t argc, void *argv, JsValue callee, void *env, int32_t n, void *slots) {
  JsArguments *a = arguments_new(iso, (uint32_t)argc, argv, callee);
  uint32_t mapped = (uint32_t)(n < argc ? n : argc);
  if (!a || mapped == 0) return js_from_cell(a);
  JsValues *map = js_values_new(iso, mapped + 1);
  map->v[0] = js_int32((int32_t)mapped);
  for (uint32_t i = 0; i < mapped; i++) {
    int32_t slot = ((const int32_t *)slots)[i];
    map->v[i + 1] = slot >= 0 ? js_int32(slot) : JS_UNDEFINED;
  }
  a->env = js_from_cell(env);
  a->map = js_from_cell(map);
  a->object.cell.flags |= JS_OBJ_EXOTIC;
  js_barrier(iso, a);
  return js_from_cell(a);
}

/* ---- 10.4.4.1-10.4.4.5; only for index keys ---- */

static JsValue *map_entry(JsObject *o, JsKey key) {
  JsValues *map = (JsValues *)(uintptr_t)((JsArguments *)o)->map;
  uint32_t i = js_key_index(key);
  if (!js_key_is_index(key) || i >= (uint32_t)js_as_int32(map->v[0]) || js_is_undefined(map->v[i + 1])) return NULL;
  return &map->v[i + 1];
}

static JsValue *variable(JsObject *o, const JsValue *entry) {
  JsEnv *env = (JsEnv *)(uintptr_t)((JsArguments *)o)->env;
  return &env->values[js_as_int32(*entry)];
}

static void set_variable(JsIsolate *iso, JsObject *o, const JsValue *entry, JsValue v) {
  *variable(o, entry) = v;
  js_barrier(iso, js_as_cell(((JsArguments *)o)->env));
}

static int get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out) {
  int found = js_ordinary_get_own_property(iso, o, key, out);
  JsValue *entry = found > 0 ? map_entry(o, key) : NULL;
  if (entry) out->value = *variable(o, entry);
  return found;
}

static int define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d) {
  JsValue *entry = map_entry(o, key);
  JsPropertyDescriptor changed = *d;
  if (entry) { /* what the ordinary object holds must be current, also for the comparison */
    JsOwn own;
    if (js_own_lookup(iso, o, key, &own)) {
      bool ok;
      if ((own.attributes & JS_ATTR_WRITABLE) && !js_own_store(iso, o, key, &own, *variable(o, entry), &ok)) return -1;
    }
  }
  int r = js_ordinary_define_own_property(iso, o, key, &changed);
  if (r <= 0 || !entry) return r;
  if (d->present & (JS_DESC_GET | JS_DESC_SET)) {
    *entry = JS_UNDEFINED;
    return 1;
  }
  if (d->present & JS_DESC_VALUE) set_variable(iso, o, entry, d->value);
  if ((d->present & JS_DESC_WRITABLE) && !(d->attributes & JS_ATTR_WRITABLE)) *entry = JS_UNDEFINED;
  return 1;
}

static JsValue get_without_map(JsIsolate *iso, JsObject *o, JsKey key, JsValue receiver) {
  JsOwn own;
  if (js_own_lookup(iso, o, key, &own))
    return own.attributes & JS_ATTR_ACCESSOR ? js_call_getter(iso, *own.address, receiver) : *own.address;
  JsValue proto = js_object_shape(o)->proto;
  return js_is_null(proto) ? JS_UNDEFINED : js_get(iso, js_as_object(proto), key, receiver);
}

static JsValue get(JsIsolate *iso, JsObject *o, JsKey key, JsValue receiver) {
  JsValue *entry = map_entry(o, key);
  return entry ? *variable(o, entry) : get_without_map(iso, o, key, receiver);
}

static bool set(JsIsolate *iso, JsObject *o, JsKey key, JsValue v, JsValue receiver, bool *ok) {
  JsValue *entry = receiver == js_from_cell(o) ? map_entry(o, key) : NULL;
  if (entry) set_variable(iso, o, entry, v);
  /* OrdinarySet on the object as if it had no map. */
  o->cell.flags &= ~JS_OBJ_EXOTIC;
  bool r;
  if (entry) {
    JsOwn own;
    *ok = js_own_lookup(iso, o, key, &own) && (own.attributes & JS_ATTR_WRITABLE);
    r = !*ok || js_own_store(iso, o, key, &own, v, ok);
    o->cell.flags |= JS_OBJ_EXOTIC;
    return r;
  }
  o->cell.flags |= JS_OBJ_EXOTIC;
  JsPropertyDescriptor d;
  int found = get_own_property(iso, o, key, &d);
  if (found < 0) return false;
  if (found && (d.present & JS_DESC_SET)) {
    *ok = !js_is_undefined(d.setter);
    return !*ok || js_call(iso, d.setter, receiver, 1, &v) != JS_EMPTY;
  }
  *ok = false;
  if (found && !(d.attributes & JS_ATTR_WRITABLE)) return true;
  if (!found) {
    JsValue proto = js_object_shape(o)->proto;
    if (!js_is_null(proto)) {
      int inherited = js_has(iso, js_as_object(proto), key);
      if (inherited < 0) return false;
      if (inherited) return js_set(iso, js_as_object(proto), key, v, receiver, ok);
    }
  }
  if (!js_is_object(receiver)) return true;
  JsObject *r_object = js_as_object(receiver);
  JsPropertyDescriptor own;
  int has = js_get_own_property(iso, r_object, key, &own);
  if (has < 0) return false;
  JsPropertyDescriptor fresh = {.present = JS_DESC_VALUE, .value = v};
  if (has) {
    if ((own.present & (JS_DESC_GET | JS_DESC_SET)) || !(own.attributes & JS_ATTR_WRITABLE)) return true;
  } else {
    fresh.present |= JS_DESC_WRITABLE | JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE;
    fresh.attributes = JS_ATTR_DATA;
  }
  int defined = js_define_own_property(iso, r_object, key, &fresh);
  *ok = defined > 0;
  return defined >= 0;
}

static int delete_property(JsIsolate *iso, JsObject *o, JsKey key) {
  JsOwn own;
  JsValue *entry = map_entry(o, key);
  if (!js_own_lookup(iso, o, key, &own)) return 1;
  if (!(own.attributes & JS_ATTR_CONFIGURABLE)) return 0;
  js_elements_delete(iso, o, js_key_index(key));
  if (entry) *entry = JS_UNDEFINED;
  return 1;
}

const JsExoticOps js_arguments_exotic_ops = {
    .get_own_property = get_own_property,
    .define_own_property = define_own_property,
    .get = get,
    .set = set,
    .delete_property = delete_property,
};
