/* Object: the constructor and its functions (20.1.1, 20.1.2), but those about integrity. */
#include "builtins/object_builtins.h"
#include "object/plain.h"

static JsValue object_constructor(JS_ARGS);
static JsValue object_assign(JS_ARGS);
static JsValue object_create(JS_ARGS);
static JsValue object_define_properties(JS_ARGS);
static JsValue object_define_property(JS_ARGS);
static JsValue object_entries(JS_ARGS);
static JsValue object_from_entries(JS_ARGS);
static JsValue object_get_own_property_descriptor(JS_ARGS);
static JsValue object_get_own_property_descriptors(JS_ARGS);
static JsValue object_get_own_property_names(JS_ARGS);
static JsValue object_get_own_property_symbols(JS_ARGS);
static JsValue object_get_prototype_of(JS_ARGS);
static JsValue object_group_by(JS_ARGS);
static JsValue object_has_own(JS_ARGS);
static JsValue object_is(JS_ARGS);
static JsValue object_keys(JS_ARGS);
static JsValue object_set_prototype_of(JS_ARGS);
static JsValue object_values(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_SHOWN("assign", object_assign, 2),
    JS_B_FN("getOwnPropertyDescriptor", object_get_own_property_descriptor, 2),
    JS_B_SHOWN("getOwnPropertyDescriptors", object_get_own_property_descriptors, 1),
    JS_B_SHOWN("getOwnPropertyNames", object_get_own_property_names, 1),
    JS_B_FN("getOwnPropertySymbols", object_get_own_property_symbols, 1),
    JS_B_FN("hasOwn", object_has_own, 2),
    JS_B_FN("is", object_is, 2),
    JS_B_SHOWN("preventExtensions", js_object_prevent_extensions, 1),
    JS_B_SHOWN("seal", js_object_seal, 1),
    JS_B_SHOWN("create", object_create, 2),
    JS_B_SHOWN("defineProperties", object_define_properties, 2),
    JS_B_SHOWN("defineProperty", object_define_property, 3),
    JS_B_SHOWN("freeze", js_object_freeze, 1),
    JS_B_FN("getPrototypeOf", object_get_prototype_of, 1),
    JS_B_SHOWN("setPrototypeOf", object_set_prototype_of, 2),
    JS_B_FN("isExtensible", js_object_is_extensible, 1),
    JS_B_FN("isFrozen", js_object_is_frozen, 1),
    JS_B_FN("isSealed", js_object_is_sealed, 1),
    JS_B_SHOWN("keys", object_keys, 1),
    JS_B_SHOWN("entries", object_entries, 1),
    JS_B_SHOWN("fromEntries", object_from_entries, 1),
    JS_B_SHOWN("values", object_values, 1),
    JS_B_SHOWN("groupBy", object_group_by, 2),
    JS_BUILTIN_END,
};

void js_init_object(JsIsolate *iso) {
  JsObject *proto = js_is_object(js_intrinsic(iso, JS_INTRINSIC_ObjectPrototype))
                        ? js_intrinsic_object(iso, JS_INTRINSIC_ObjectPrototype)
                        : js_object_new_proto(iso, JS_NULL);
  js_install_class(iso, "Object", object_constructor, 1, JS_INTRINSIC_Object, JS_INTRINSIC_ObjectPrototype, proto,
                   statics, js_object_prototype_methods);
}

/* 20.1.1.1 Object ( [ value ] ) */
static JsValue object_constructor(JS_ARGS) {
  (void)this_value;
  if (!js_is_undefined(new_target) && new_target != callee)
    return js_from_cell(js_object_from_constructor(iso, new_target, JS_INTRINSIC_ObjectPrototype, JS_KIND_OBJECT,
                                                   sizeof(JsObject)));
  JsValue v = js_arg(argc, argv, 0);
  return js_from_cell(js_is_nullish(v) ? js_object_new(iso) : js_to_object(iso, v));
}

/* The key of a value that js_own_keys gave: no conversion runs code. */
static JsKey key_of(JsIsolate *iso, JsValue name) { return js_to_property_key(iso, name); }

/* The part of Object.assign for one key: Get and Set if it is own and enumerable. false: threw. */
static bool assign_key(JsIsolate *iso, JsObject *to, JsObject *from, JsKey key) {
  JsPropertyDescriptor d;
  int has = js_get_own_property(iso, from, key, &d);
  if (has < 0) return false;
  if (!has || !(d.attributes & JS_ATTR_ENUMERABLE)) return true;
  JsValue v = js_get(iso, from, key, js_from_cell(from));
  return v != JS_EMPTY && js_put(iso, to, key, v);
}

/* Copies the own enumerable properties of a plain object, those with string keys or those with symbols. */
static bool assign_plain(JsIsolate *iso, JsObject *to, JsPlainWalk *walk, bool symbols) {
  JsKey key;
  JsValue v;
  for (JsPlainStep step; (step = js_plain_next(iso, walk, symbols, &key, &v)) != JS_PLAIN_END;) {
    bool ok = step == JS_PLAIN_VALUE ? js_put(iso, to, key, v) : assign_key(iso, to, walk->object, key);
    if (!ok) return false;
  }
  return true;
}

/* Copies the own enumerable properties of from to to by Get and Set. false: threw. */
static bool assign_from(JsIsolate *iso, JsObject *to, JsObject *from) {
  JsPlainWalk walk;
  if (js_plain_begin(&walk, from)) { /* fast path */
    if (!assign_plain(iso, to, &walk, false)) return false;
    js_plain_rewind(&walk);
    return assign_plain(iso, to, &walk, true);
  }
  JsObject *keys = js_own_keys(iso, from);
  if (!keys) return false;
  for (uint32_t i = 0; i < js_array_count(keys); i++) {
    JsKey key = key_of(iso, keys->elements[i]);
    if (key == JS_KEY_NONE || !assign_key(iso, to, from, key)) return false;
  }
  return true;
}

/* 20.1.2.1 Object.assign ( target, ...sources ) */
static JsValue object_assign(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *to = js_to_object(iso, js_arg(argc, argv, 0));
  if (!to) return JS_EMPTY;
  for (uint32_t i = 1; i < argc; i++) {
    if (js_is_nullish(argv[i])) continue;
    JsObject *from = js_to_object(iso, argv[i]);
    if (!from || !assign_from(iso, to, from)) return JS_EMPTY;
  }
  return js_from_cell(to);
}

/* Descriptors gathered by ObjectDefineProperties: FIELDS values each, in an array. */
enum { FIELD_KEY, FIELD_BITS, FIELD_VALUE, FIELD_GETTER, FIELD_SETTER, FIELDS };

static bool gather_descriptor(JsIsolate *iso, JsObject *gathered, JsValue name, const JsPropertyDescriptor *d) {
  return js_array_push(iso, gathered, name) &&
         js_array_push(iso, gathered, js_int32(d->present << 8 | d->attributes)) &&
         js_array_push(iso, gathered, d->value) && js_array_push(iso, gathered, d->getter) &&
         js_array_push(iso, gathered, d->setter);
}

/* 20.1.2.3.1 ObjectDefineProperties ( O, Properties ) */
static bool define_properties(JsIsolate *iso, JsObject *o, JsValue properties) {
  JsObject *source = js_to_object(iso, properties);
  JsObject *keys = source ? js_own_keys(iso, source) : NULL;
  JsObject *gathered = keys ? js_array_with_capacity(iso, 0) : NULL;
  if (!gathered) return false;
  for (uint32_t i = 0; i < js_array_count(keys); i++) {
    JsKey key = key_of(iso, keys->elements[i]);
    JsPropertyDescriptor d;
    int has = key == JS_KEY_NONE ? -1 : js_get_own_property(iso, source, key, &d);
    if (has < 0) return false;
    if (!has || !(d.attributes & JS_ATTR_ENUMERABLE)) continue;
    JsValue v = js_get(iso, source, key, js_from_cell(source));
    if (v == JS_EMPTY || !js_to_property_descriptor(iso, v, &d)) return false;
    if (!gather_descriptor(iso, gathered, keys->elements[i], &d)) return false;
  }
  for (uint32_t i = 0; i < js_array_count(gathered); i += FIELDS) {
    JsValue *fields = gathered->elements + i;
    int32_t bits = js_as_int32(fields[FIELD_BITS]);
    JsPropertyDescriptor d = {.present = (uint8_t)(bits >> 8), .attributes = (uint8_t)bits, .value = fields[FIELD_VALUE],
                              .getter = fields[FIELD_GETTER], .setter = fields[FIELD_SETTER]};
    JsKey key = key_of(iso, fields[FIELD_KEY]);
    int r = key == JS_KEY_NONE ? -1 : js_define_own_property(iso, o, key, &d);
    if (r == 0) js_throw_define_refused(iso, o, key);
    if (r <= 0) return false;
  }
  return true;
}

static bool check_proto(JsIsolate *iso, JsValue proto) {
  if (js_is_object(proto) || js_is_null(proto)) return true;
  js_throw_type_about(iso, "Object prototype may only be an Object or null: ", proto, "");
  return false;
}

/* 20.1.2.2 Object.create ( O, Properties ) */
static JsValue object_create(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsValue proto = js_arg(argc, argv, 0), properties = js_arg(argc, argv, 1);
  JS_TRY_BOOL(check_proto(iso, proto));
  JsObject *o = js_object_new_proto(iso, proto);
  if (!o) return JS_EMPTY;
  if (!js_is_undefined(properties)) JS_TRY_BOOL(define_properties(iso, o, properties));
  return js_from_cell(o);
}

/* 20.1.2.3 Object.defineProperties ( O, Properties ) */
static JsValue object_define_properties(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsValue o = js_arg(argc, argv, 0);
  if (!js_is_object(o)) return js_throw_type_error(iso, "Object.defineProperties called on non-object");
  JS_TRY_BOOL(define_properties(iso, js_as_object(o), js_arg(argc, argv, 1)));
  return o;
}

/* 20.1.2.4 Object.defineProperty ( O, P, Attributes ) */
static JsValue object_define_property(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsValue o = js_arg(argc, argv, 0);
  if (!js_is_object(o)) return js_throw_type_error(iso, "Object.defineProperty called on non-object");
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 1));
  JsPropertyDescriptor d;
  if (key == JS_KEY_NONE || !js_to_property_descriptor(iso, js_arg(argc, argv, 2), &d)) return JS_EMPTY;
  int r = js_define_own_property(iso, js_as_object(o), key, &d);
  if (r == 0) js_throw_define_refused(iso, js_as_object(o), key);
  return r <= 0 ? JS_EMPTY : o;
}

typedef enum Enumerated { ENUMERATE_VALUES, ENUMERATE_ENTRIES } Enumerated;

/* Appends a value, or [name, value]. false: threw. */
static bool push_enumerated(JsIsolate *iso, JsObject *result, Enumerated kind, JsValue name, JsValue v) {
  if (v == JS_EMPTY) return false;
  if (kind == ENUMERATE_ENTRIES) {
    JsValue pair[2] = {name, v};
    v = js_from_cell(js_array_from_values(iso, pair, 2));
    if (v == JS_EMPTY) return false;
  }
  return js_array_push(iso, result, v);
}

/* The part of EnumerableOwnProperties for one key. false: threw. */
static bool enumerate_key(JsIsolate *iso, JsObject *result, Enumerated kind, JsObject *o, JsKey key) {
  JsPropertyDescriptor d;
  int has = js_get_own_property(iso, o, key, &d);
  if (has < 0) return false;
  if (!has || !(d.attributes & JS_ATTR_ENUMERABLE)) return true;
  return push_enumerated(iso, result, kind, js_key_to_value(iso, key), js_get(iso, o, key, js_from_cell(o)));
}

static bool enumerate_plain(JsIsolate *iso, JsObject *result, Enumerated kind, JsPlainWalk *walk) {
  JsKey key;
  JsValue v;
  for (JsPlainStep step; (step = js_plain_next(iso, walk, false, &key, &v)) != JS_PLAIN_END;) {
    bool ok = step == JS_PLAIN_VALUE ? push_enumerated(iso, result, kind, js_from_cell(js_key_cell(key)), v)
                                     : enumerate_key(iso, result, kind, walk->object, key);
    if (!ok) return false;
  }
  return true;
}

/* 7.3.23 EnumerableOwnProperties ( O, kind ) for values and entries. */
static JsValue enumerable_own_properties(JsIsolate *iso, JsValue v, Enumerated kind) {
  JsObject *o = js_to_object(iso, v);
  if (!o) return JS_EMPTY;
  JsPlainWalk walk;
  if (js_plain_begin(&walk, o)) { /* fast path */
    JsObject *result = js_array_with_capacity(iso, walk.shape->count);
    return result && enumerate_plain(iso, result, kind, &walk) ? js_from_cell(result) : JS_EMPTY;
  }
  JsObject *keys = js_own_keys(iso, o);
  JsObject *result = keys ? js_array_with_capacity(iso, js_array_count(keys)) : NULL;
  if (!result) return JS_EMPTY;
  for (uint32_t i = 0; i < js_array_count(keys); i++) {
    JsValue name = keys->elements[i];
    if (!js_is_string(name)) continue;
    JsKey key = key_of(iso, name);
    if (key == JS_KEY_NONE || !enumerate_key(iso, result, kind, o, key)) return JS_EMPTY;
  }
  return js_from_cell(result);
}

/* 20.1.2.5 Object.entries ( O ) */
static JsValue object_entries(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return enumerable_own_properties(iso, js_arg(argc, argv, 0), ENUMERATE_ENTRIES);
}

/* 20.1.2.24 Object.values ( O ) */
static JsValue object_values(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return enumerable_own_properties(iso, js_arg(argc, argv, 0), ENUMERATE_VALUES);
}

/* 20.1.2.19 Object.keys ( O ) */
static JsValue object_keys(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = js_to_object(iso, js_arg(argc, argv, 0));
  if (!o) return JS_EMPTY;
  JsPlainWalk walk;
  if (!js_plain_begin(&walk, o)) return js_from_cell(js_own_enumerable_keys(iso, o));
  JsObject *result = js_array_with_capacity(iso, walk.shape->count); /* fast path */
  if (!result) return JS_EMPTY;
  JsKey key;
  JsValue v;
  while (js_plain_next(iso, &walk, false, &key, &v) != JS_PLAIN_END)
    JS_TRY_BOOL(js_array_push(iso, result, js_from_cell(js_key_cell(key))));
  return js_from_cell(result);
}

/* One step of AddEntriesFromIterable with CreateDataProperty. false: threw. */
static bool add_entry(JsIsolate *iso, JsObject *o, JsValue item) {
  if (!js_is_object(item)) {
    js_throw_type_about(iso, "Iterator value ", item, " is not an entry object");
    return false;
  }
  JsValue name = js_get_index(iso, js_as_object(item), 0);
  if (name == JS_EMPTY) return false;
  JsValue v = js_get_index(iso, js_as_object(item), 1);
  if (v == JS_EMPTY) return false;
  JsKey key = js_to_property_key(iso, name);
  return key != JS_KEY_NONE && js_create_data_property(iso, o, key, v);
}

/* 20.1.2.7 Object.fromEntries ( iterable ) */
static JsValue object_from_entries(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsValue iterable = js_arg(argc, argv, 0);
  if (js_is_nullish(iterable)) return js_throw_type_about(iso, "", iterable, " is not iterable");
  JsObject *o = js_object_new(iso);
  JsIterator it;
  if (!o || !js_iterator_open(iso, iterable, &it)) return JS_EMPTY;
  for (;;) {
    JsValue item;
    int step = js_iterator_step(iso, &it, &item);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return js_from_cell(o);
    if (!add_entry(iso, o, item)) {
      js_iterator_close(iso, &it, true);
      return JS_EMPTY;
    }
  }
}

/* 20.1.2.8 Object.getOwnPropertyDescriptor ( O, P ) */
static JsValue object_get_own_property_descriptor(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = js_to_object(iso, js_arg(argc, argv, 0));
  if (!o) return JS_EMPTY;
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 1));
  JsPropertyDescriptor d;
  int has = key == JS_KEY_NONE ? -1 : js_get_own_property(iso, o, key, &d);
  if (has <= 0) return has < 0 ? JS_EMPTY : JS_UNDEFINED;
  return js_from_property_descriptor(iso, &d);
}

/* 20.1.2.9 Object.getOwnPropertyDescriptors ( O ) */
static JsValue object_get_own_property_descriptors(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = js_to_object(iso, js_arg(argc, argv, 0));
  JsObject *keys = o ? js_own_keys(iso, o) : NULL;
  JsObject *result = keys ? js_object_new(iso) : NULL;
  if (!result) return JS_EMPTY;
  for (uint32_t i = 0; i < js_array_count(keys); i++) {
    JsKey key = key_of(iso, keys->elements[i]);
    JsPropertyDescriptor d;
    int has = key == JS_KEY_NONE ? -1 : js_get_own_property(iso, o, key, &d);
    if (has < 0) return JS_EMPTY;
    if (!has) continue;
    JsValue descriptor = js_from_property_descriptor(iso, &d);
    JS_TRY(descriptor);
    JS_TRY_BOOL(js_create_data_property(iso, result, key, descriptor));
  }
  return js_from_cell(result);
}

/* 20.1.2.11.1 GetOwnPropertyKeys ( O, type ) */
static JsValue own_keys_of_type(JsIsolate *iso, JsValue v, JsKind kind) {
  JsObject *o = js_to_object(iso, v);
  JsObject *keys = o ? js_own_keys(iso, o) : NULL;
  JsObject *result = keys ? js_array_with_capacity(iso, js_array_count(keys)) : NULL;
  if (!result) return JS_EMPTY;
  for (uint32_t i = 0; i < js_array_count(keys); i++)
    if (js_is_kind(keys->elements[i], kind)) JS_TRY_BOOL(js_array_push(iso, result, keys->elements[i]));
  return js_from_cell(result);
}

/* 20.1.2.10 Object.getOwnPropertyNames ( O ) */
static JsValue object_get_own_property_names(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return own_keys_of_type(iso, js_arg(argc, argv, 0), JS_KIND_STRING);
}

/* 20.1.2.11 Object.getOwnPropertySymbols ( O ) */
static JsValue object_get_own_property_symbols(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return own_keys_of_type(iso, js_arg(argc, argv, 0), JS_KIND_SYMBOL);
}

/* 20.1.2.12 Object.getPrototypeOf ( O ) */
static JsValue object_get_prototype_of(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = js_to_object(iso, js_arg(argc, argv, 0));
  return o ? js_get_prototype(iso, o) : JS_EMPTY;
}

/* 20.1.2.13 Object.groupBy ( items, callback ) */
static JsValue object_group_by(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *groups = js_group_by(iso, js_arg(argc, argv, 0), js_arg(argc, argv, 1), false);
  JsObject *o = groups ? js_object_new_proto(iso, JS_NULL) : NULL;
  if (!o) return JS_EMPTY;
  for (uint32_t i = 0; i < js_array_count(groups); i += 2) {
    JsKey key = key_of(iso, groups->elements[i]);
    if (key == JS_KEY_NONE || !js_create_data_property(iso, o, key, groups->elements[i + 1])) return JS_EMPTY;
  }
  return js_from_cell(o);
}

/* 20.1.2.14 Object.hasOwn ( O, P ) */
static JsValue object_has_own(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = js_to_object(iso, js_arg(argc, argv, 0));
  if (!o) return JS_EMPTY;
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 1));
  int has = key == JS_KEY_NONE ? -1 : js_has_own(iso, o, key);
  return has < 0 ? JS_EMPTY : js_bool(has);
}

/* 20.1.2.15 Object.is ( value1, value2 ) */
static JsValue object_is(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return js_bool(js_same_value(iso, js_arg(argc, argv, 0), js_arg(argc, argv, 1)));
}

/* Would proto make a cycle through o? */
static bool is_cyclic(JsObject *o, JsValue proto) {
  while (js_is_object(proto) && !js_is_kind(proto, JS_KIND_PROXY)) {
    if (js_as_object(proto) == o) return true;
    proto = js_shape_of(js_as_cell(proto))->proto;
  }
  return false;
}

JsValue js_throw_set_prototype_refused(JsIsolate *iso, JsObject *o, JsValue proto) {
  if (js_trap_refused(iso, &o, "setPrototypeOf"))
    return js_throw_type_error(iso, "'setPrototypeOf' on proxy: trap returned falsish for property 'undefined'");
  if (js_from_cell(o) == js_intrinsic(iso, JS_INTRINSIC_ObjectPrototype))
    return js_throw_type_error(
        iso, "Immutable prototype object 'Object.prototype' cannot have their prototype set");
  if (js_is_extensible(iso, o) == 1 && is_cyclic(o, proto)) return js_throw_type_error(iso, "Cyclic __proto__ value");
  return js_throw_type_about(iso, "", js_from_cell(o), " is not extensible");
}

/* 20.1.2.23 Object.setPrototypeOf ( O, proto ) */
static JsValue object_set_prototype_of(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsValue o = js_arg(argc, argv, 0), proto = js_arg(argc, argv, 1);
  if (js_is_nullish(o)) return js_throw_type_error(iso, "Object.setPrototypeOf called on null or undefined");
  JS_TRY_BOOL(check_proto(iso, proto));
  if (!js_is_object(o)) return o;
  int r = js_set_prototype(iso, js_as_object(o), proto);
  if (r == 0) return js_throw_set_prototype_refused(iso, js_as_object(o), proto);
  return r < 0 ? JS_EMPTY : o;
}
