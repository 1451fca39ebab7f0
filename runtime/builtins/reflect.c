/* Reflect (28.1). */
#include "builtins/builtins.h"
#include "object/tail_call.h"

static JsValue reflect_apply(JS_ARGS);
static JsValue reflect_construct(JS_ARGS);
static JsValue reflect_define_property(JS_ARGS);
static JsValue reflect_delete_property(JS_ARGS);
static JsValue reflect_get(JS_ARGS);
static JsValue reflect_get_own_property_descriptor(JS_ARGS);
static JsValue reflect_get_prototype_of(JS_ARGS);
static JsValue reflect_has(JS_ARGS);
static JsValue reflect_is_extensible(JS_ARGS);
static JsValue reflect_own_keys(JS_ARGS);
static JsValue reflect_prevent_extensions(JS_ARGS);
static JsValue reflect_set(JS_ARGS);
static JsValue reflect_set_prototype_of(JS_ARGS);

static const JsBuiltin functions[] = {
    JS_B_SHOWN("defineProperty", reflect_define_property, 3),
    JS_B_SHOWN("deleteProperty", reflect_delete_property, 2),
    JS_B_FN("apply", reflect_apply, 3),
    JS_B_FN("construct", reflect_construct, 2),
    JS_B_SHOWN("get", reflect_get, 2),
    JS_B_SHOWN("getOwnPropertyDescriptor", reflect_get_own_property_descriptor, 2),
    JS_B_SHOWN("getPrototypeOf", reflect_get_prototype_of, 1),
    JS_B_SHOWN("has", reflect_has, 2),
    JS_B_SHOWN("isExtensible", reflect_is_extensible, 1),
    JS_B_SHOWN("ownKeys", reflect_own_keys, 1),
    JS_B_SHOWN("preventExtensions", reflect_prevent_extensions, 1),
    JS_B_SHOWN("set", reflect_set, 3),
    JS_B_SHOWN("setPrototypeOf", reflect_set_prototype_of, 2),
    JS_B_TAG("Reflect"),
    JS_BUILTIN_END,
};

void js_init_reflect(JsIsolate *iso) {
  JsObject *reflect = js_object_new(iso);
  js_intrinsic_set(iso, JS_INTRINSIC_Reflect, js_from_cell(reflect));
  js_install(iso, reflect, functions);
  js_define_data(iso, iso->realm->global, js_key_from_cstr(iso, "Reflect"), js_from_cell(reflect), JS_ATTR_HIDDEN);
}

/* The first argument, which must be an object. NULL: threw. */
static JsObject *target_of(JsIsolate *iso, uint32_t argc, JsValue *argv, const char *name) {
  JsValue v = js_arg(argc, argv, 0);
  if (js_is_object(v)) return js_as_object(v);
  js_throw_type_error(iso, "Reflect.%s called on non-object", name);
  return NULL;
}

/* 28.1.1 Reflect.apply ( target, thisArgument, argumentsList ) */
static JsValue reflect_apply(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsValue target = js_arg(argc, argv, 0);
  if (!js_is_callable(target)) {
    JsString *type = js_typeof(iso, target);
    char name[16] = "";
    JsChars chars = js_string_chars(iso, type);
    for (uint32_t i = 0; chars.data && i < chars.length && i < sizeof name - 1; i++)
      name[i] = (char)js_chars_at(&chars, i);
    char suffix[64] = ", which is ";
    strcat(suffix, strchr("aeiou", name[0]) ? "an " : "a ");
    strcat(suffix, name);
    strcat(suffix, " and not a function");
    return js_throw_type_about(iso, "Function.prototype.apply was called on ", target, suffix);
  }
  JsObject *list = js_list_from_array_like(iso, js_arg(argc, argv, 2));
  return list ? js_tail_call_list(iso, target, js_arg(argc, argv, 1), list) : JS_EMPTY;
}

/* 28.1.2 Reflect.construct ( target, argumentsList [ , newTarget ] ) */
static JsValue reflect_construct(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsValue target = js_arg(argc, argv, 0);
  if (!js_is_constructor(target)) return js_throw_type_about(iso, "", target, " is not a constructor");
  JsValue given = argc > 2 ? argv[2] : target;
  if (!js_is_constructor(given)) return js_throw_type_about(iso, "", given, " is not a constructor");
  JsObject *list = js_list_from_array_like(iso, js_arg(argc, argv, 1));
  if (!list) return JS_EMPTY;
  JsValue *values = list->elements;
  JsValue r = js_construct(iso, target, given, js_array_length(list), values);
  JS_KEEP(values);
  JS_KEEP(list);
  return r;
}

/* 28.1.3 Reflect.defineProperty ( target, propertyKey, attributes ) */
static JsValue reflect_define_property(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = target_of(iso, argc, argv, "defineProperty");
  if (!o) return JS_EMPTY;
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 1));
  JsPropertyDescriptor d;
  if (key == JS_KEY_NONE || !js_to_property_descriptor(iso, js_arg(argc, argv, 2), &d)) return JS_EMPTY;
  int r = js_define_own_property(iso, o, key, &d);
  return r < 0 ? JS_EMPTY : js_bool(r);
}

/* 28.1.4 Reflect.deleteProperty ( target, propertyKey ) */
static JsValue reflect_delete_property(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = target_of(iso, argc, argv, "deleteProperty");
  if (!o) return JS_EMPTY;
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 1));
  int r = key == JS_KEY_NONE ? -1 : js_delete(iso, o, key);
  return r < 0 ? JS_EMPTY : js_bool(r);
}

/* 28.1.5 Reflect.get ( target, propertyKey [ , receiver ] ) */
static JsValue reflect_get(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = target_of(iso, argc, argv, "get");
  if (!o) return JS_EMPTY;
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 1));
  return key == JS_KEY_NONE ? JS_EMPTY : js_get(iso, o, key, argc > 2 ? argv[2] : argv[0]);
}

/* 28.1.6 Reflect.getOwnPropertyDescriptor ( target, propertyKey ) */
static JsValue reflect_get_own_property_descriptor(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = target_of(iso, argc, argv, "getOwnPropertyDescriptor");
  if (!o) return JS_EMPTY;
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 1));
  JsPropertyDescriptor d;
  int r = key == JS_KEY_NONE ? -1 : js_get_own_property(iso, o, key, &d);
  if (r <= 0) return r < 0 ? JS_EMPTY : JS_UNDEFINED;
  return js_from_property_descriptor(iso, &d);
}

/* 28.1.7 Reflect.getPrototypeOf ( target ) */
static JsValue reflect_get_prototype_of(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = target_of(iso, argc, argv, "getPrototypeOf");
  return o ? js_get_prototype(iso, o) : JS_EMPTY;
}

/* 28.1.8 Reflect.has ( target, propertyKey ) */
static JsValue reflect_has(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = target_of(iso, argc, argv, "has");
  if (!o) return JS_EMPTY;
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 1));
  int r = key == JS_KEY_NONE ? -1 : js_has(iso, o, key);
  return r < 0 ? JS_EMPTY : js_bool(r);
}

/* 28.1.9 Reflect.isExtensible ( target ) */
static JsValue reflect_is_extensible(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = target_of(iso, argc, argv, "isExtensible");
  int r = o ? js_is_extensible(iso, o) : -1;
  return r < 0 ? JS_EMPTY : js_bool(r);
}

/* 28.1.10 Reflect.ownKeys ( target ) */
static JsValue reflect_own_keys(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = target_of(iso, argc, argv, "ownKeys");
  return o ? js_from_cell(js_own_keys(iso, o)) : JS_EMPTY;
}

/* 28.1.11 Reflect.preventExtensions ( target ) */
static JsValue reflect_prevent_extensions(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = target_of(iso, argc, argv, "preventExtensions");
  int r = o ? js_prevent_extensions(iso, o) : -1;
  return r < 0 ? JS_EMPTY : js_bool(r);
}

/* 28.1.12 Reflect.set ( target, propertyKey, V [ , receiver ] ) */
static JsValue reflect_set(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = target_of(iso, argc, argv, "set");
  if (!o) return JS_EMPTY;
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 1));
  if (key == JS_KEY_NONE) return JS_EMPTY;
  bool ok = false;
  JS_TRY_BOOL(js_set(iso, o, key, js_arg(argc, argv, 2), argc > 3 ? argv[3] : argv[0], &ok));
  return js_bool(ok);
}

/* 28.1.13 Reflect.setPrototypeOf ( target, proto ) */
static JsValue reflect_set_prototype_of(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *o = target_of(iso, argc, argv, "setPrototypeOf");
  if (!o) return JS_EMPTY;
  JsValue proto = js_arg(argc, argv, 1);
  if (!js_is_object(proto) && !js_is_null(proto))
    return js_throw_type_about(iso, "Object prototype may only be an Object or null: ", proto, "");
  int r = js_set_prototype(iso, o, proto);
  return r < 0 ? JS_EMPTY : js_bool(r);
}
