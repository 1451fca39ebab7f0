/* Object.prototype (20.1.3) with the legacy accessors of Annex B.2.2. */
#include "builtins/object_builtins.h"

static JsValue prototype_define_getter(JS_ARGS);
static JsValue prototype_define_setter(JS_ARGS);
static JsValue prototype_lookup_getter(JS_ARGS);
static JsValue prototype_lookup_setter(JS_ARGS);
static JsValue prototype_has_own_property(JS_ARGS);
static JsValue prototype_is_prototype_of(JS_ARGS);
static JsValue prototype_property_is_enumerable(JS_ARGS);
static JsValue prototype_to_string(JS_ARGS);
static JsValue prototype_to_locale_string(JS_ARGS);
static JsValue prototype_value_of(JS_ARGS);
static JsValue prototype_get_proto(JS_ARGS);
static JsValue prototype_set_proto(JS_ARGS);

const JsBuiltin js_object_prototype_methods[] = {
    JS_B_FN("__defineGetter__", prototype_define_getter, 2),
    JS_B_FN("__defineSetter__", prototype_define_setter, 2),
    JS_B_FN("hasOwnProperty", prototype_has_own_property, 1),
    JS_B_FN("__lookupGetter__", prototype_lookup_getter, 1),
    JS_B_FN("__lookupSetter__", prototype_lookup_setter, 1),
    JS_B_FN("isPrototypeOf", prototype_is_prototype_of, 1),
    JS_B_FN("propertyIsEnumerable", prototype_property_is_enumerable, 1),
    JS_B_FN("toString", prototype_to_string, 0),
    JS_B_FN("valueOf", prototype_value_of, 0),
    {.name = "__proto__", .symbol = -1, .type = JS_B_ACCESSOR, .attributes = JS_ATTR_CONFIGURABLE,
     .code = prototype_get_proto, .setter = prototype_set_proto},
    JS_B_FN("toLocaleString", prototype_to_locale_string, 0),
    JS_BUILTIN_END,
};

/* 20.1.3.2 Object.prototype.hasOwnProperty ( V ) */
static JsValue prototype_has_own_property(JS_ARGS) {
  (void)callee, (void)new_target;
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 0));
  JsObject *o = key == JS_KEY_NONE ? NULL : js_to_object(iso, this_value);
  int has = o ? js_has_own(iso, o, key) : -1;
  return has < 0 ? JS_EMPTY : js_bool(has);
}

/* 20.1.3.3 Object.prototype.isPrototypeOf ( V ) */
static JsValue prototype_is_prototype_of(JS_ARGS) {
  (void)callee, (void)new_target;
  JsValue v = js_arg(argc, argv, 0);
  if (!js_is_object(v)) return JS_FALSE;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  for (;;) {
    v = js_get_prototype(iso, js_as_object(v));
    JS_TRY(v);
    if (js_is_null(v)) return JS_FALSE;
    if (js_as_object(v) == o) return JS_TRUE;
  }
}

/* 20.1.3.4 Object.prototype.propertyIsEnumerable ( V ) */
static JsValue prototype_property_is_enumerable(JS_ARGS) {
  (void)callee, (void)new_target;
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 0));
  JsObject *o = key == JS_KEY_NONE ? NULL : js_to_object(iso, this_value);
  JsPropertyDescriptor d;
  int has = o ? js_get_own_property(iso, o, key, &d) : -1;
  if (has < 0) return JS_EMPTY;
  return js_bool(has && (d.attributes & JS_ATTR_ENUMERABLE));
}

/* 20.1.3.5 Object.prototype.toLocaleString ( [ reserved1 [ , reserved2 ] ] ) */
static JsValue prototype_to_locale_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (js_is_nullish(this_value))
    return js_throw_type_error(iso, "Object.prototype.toLocaleString called on null or undefined");
  return js_invoke(iso, this_value, js_atom_key(iso, JS_ATOM_toString), 0, NULL);
}

/* Is it a proxy whose target, behind further proxies, was revoked? */
static bool is_revoked(const JsObject *o) {
  while (o->cell.kind == JS_KIND_PROXY) {
    const JsProxy *p = (const JsProxy *)o;
    if (js_is_null(p->handler)) return true;
    o = js_as_object(p->target);
  }
  return false;
}

/* The builtinTag of 20.1.3.6. NULL: threw. */
static const char *builtin_tag(JsIsolate *iso, JsObject *o) {
  if (is_revoked(o)) {
    js_throw_type_error(iso, "Cannot perform 'Object.prototype.toString' on a proxy that has been revoked");
    return NULL;
  }
  int is_array = js_is_array(iso, js_from_cell(o));
  if (is_array < 0) return NULL;
  if (is_array) return "Array";
  if (o->cell.flags & JS_OBJ_CALLABLE) return "Function";
  switch (o->cell.kind) {
    case JS_KIND_ARGUMENTS: return "Arguments";
    case JS_KIND_ERROR: return "Error";
    case JS_KIND_DATE: return "Date";
    case JS_KIND_REGEXP: return "RegExp";
    case JS_KIND_PRIMITIVE_WRAPPER: {
      JsValue v = ((JsWrapper *)o)->value;
      if (js_is_bool(v)) return "Boolean";
      if (js_is_number(v)) return "Number";
      return js_is_string(v) ? "String" : "Object";
    }
    default: return "Object";
  }
}

/* 20.1.3.6 Object.prototype.toString ( ) */
JsValue js_object_to_string(JsIsolate *iso, JsValue this_value) {
  if (js_is_undefined(this_value)) return js_from_cell(js_string_from_cstr(iso, "[object Undefined]"));
  if (js_is_null(this_value)) return js_from_cell(js_string_from_cstr(iso, "[object Null]"));
  JsObject *o = js_to_object(iso, this_value);
  const char *builtin = o ? builtin_tag(iso, o) : NULL;
  if (!builtin) return JS_EMPTY;
  JsValue tag = js_get(iso, o, js_symbol_key(iso, JS_SYMBOL_toStringTag), js_from_cell(o));
  JS_TRY(tag);
  JsStringBuilder b;
  js_builder_init(&b);
  js_builder_ascii(&b, "[object ");
  if (!js_is_string(tag)) {
    js_builder_ascii(&b, builtin);
  } else if (!js_builder_string(iso, &b, js_as_string(tag))) {
    js_builder_dispose(&b);
    return JS_EMPTY;
  }
  js_builder_ascii(&b, "]");
  return js_from_cell(js_builder_finish(iso, &b));
}

static JsValue prototype_to_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_object_to_string(iso, this_value);
}

/* 20.1.3.7 Object.prototype.valueOf ( ) */
static JsValue prototype_value_of(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_from_cell(js_to_object(iso, this_value));
}

/* 20.1.3.8.1 get Object.prototype.__proto__ */
static JsValue prototype_get_proto(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *o = js_to_object(iso, this_value);
  return o ? js_get_prototype(iso, o) : JS_EMPTY;
}

/* 20.1.3.8.2 set Object.prototype.__proto__ */
static JsValue prototype_set_proto(JS_ARGS) {
  (void)callee, (void)new_target;
  if (js_is_nullish(this_value))
    return js_throw_type_error(iso, "set Object.prototype.__proto__ called on null or undefined");
  JsValue proto = js_arg(argc, argv, 0);
  if ((!js_is_object(proto) && !js_is_null(proto)) || !js_is_object(this_value)) return JS_UNDEFINED;
  int r = js_set_prototype(iso, js_as_object(this_value), proto);
  if (r == 0) return js_throw_set_prototype_refused(iso, js_as_object(this_value), proto);
  return r < 0 ? JS_EMPTY : JS_UNDEFINED;
}

/* 20.1.3.9.1 and .2: __defineGetter__ and __defineSetter__ */
static JsValue define_accessor(JsIsolate *iso, JsValue this_value, uint32_t argc, JsValue *argv, uint8_t which,
                               const char *name) {
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  JsValue f = js_arg(argc, argv, 1);
  if (!js_is_callable(f)) return js_throw_type_error(iso, "Object.prototype.%s: Expecting function", name);
  JsPropertyDescriptor d = {.present = which | JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE,
                            .attributes = JS_ATTR_ENUMERABLE | JS_ATTR_CONFIGURABLE, .value = JS_UNDEFINED,
                            .getter = f, .setter = f};
  JsKey key = js_to_property_key(iso, js_arg(argc, argv, 0));
  int r = key == JS_KEY_NONE ? -1 : js_define_own_property(iso, o, key, &d);
  if (r == 0) js_throw_define_refused(iso, o, key);
  return r <= 0 ? JS_EMPTY : JS_UNDEFINED;
}

static JsValue prototype_define_getter(JS_ARGS) {
  (void)callee, (void)new_target;
  return define_accessor(iso, this_value, argc, argv, JS_DESC_GET, "__defineGetter__");
}

static JsValue prototype_define_setter(JS_ARGS) {
  (void)callee, (void)new_target;
  return define_accessor(iso, this_value, argc, argv, JS_DESC_SET, "__defineSetter__");
}

/* 20.1.3.9.3 and .4: __lookupGetter__ and __lookupSetter__ */
static JsValue lookup_accessor(JsIsolate *iso, JsValue this_value, JsValue name, bool getter) {
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  JsKey key = js_to_property_key(iso, name);
  if (key == JS_KEY_NONE) return JS_EMPTY;
  for (;;) {
    JsPropertyDescriptor d;
    int has = js_get_own_property(iso, o, key, &d);
    if (has < 0) return JS_EMPTY;
    if (has) {
      if (!(d.present & (JS_DESC_GET | JS_DESC_SET))) return JS_UNDEFINED;
      return getter ? d.getter : d.setter;
    }
    JsValue proto = js_get_prototype(iso, o);
    JS_TRY(proto);
    if (js_is_null(proto)) return JS_UNDEFINED;
    o = js_as_object(proto);
  }
}

static JsValue prototype_lookup_getter(JS_ARGS) {
  (void)callee, (void)new_target;
  return lookup_accessor(iso, this_value, js_arg(argc, argv, 0), true);
}

static JsValue prototype_lookup_setter(JS_ARGS) {
  (void)callee, (void)new_target;
  return lookup_accessor(iso, this_value, js_arg(argc, argv, 0), false);
}
