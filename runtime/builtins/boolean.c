/* The Boolean constructor and Boolean.prototype (20.3). */
#include "builtins/builtins.h"

static JsValue boolean_constructor(JS_ARGS);
static JsValue boolean_to_string(JS_ARGS);
static JsValue boolean_value_of(JS_ARGS);

static const JsBuiltin methods[] = {
    JS_B_FN("toString", boolean_to_string, 0),
    JS_B_FN("valueOf", boolean_value_of, 0),
    JS_BUILTIN_END,
};

void js_init_boolean(JsIsolate *iso) {
  JsWrapper *proto = (JsWrapper *)js_object_new_kind(iso, JS_KIND_PRIMITIVE_WRAPPER, sizeof(JsWrapper),
                                                     js_intrinsic(iso, JS_INTRINSIC_ObjectPrototype));
  proto->value = JS_FALSE;
  js_install_class(iso, "Boolean", boolean_constructor, 1, JS_INTRINSIC_Boolean, JS_INTRINSIC_BooleanPrototype,
                   &proto->object, NULL, methods);
}

/* 20.3.1.1 Boolean ( value ) */
static JsValue boolean_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue b = js_bool(js_to_boolean(js_arg(argc, argv, 0)));
  if (js_is_undefined(new_target)) return b;
  JsWrapper *wrapper = (JsWrapper *)js_object_from_constructor(iso, new_target, JS_INTRINSIC_BooleanPrototype,
                                                               JS_KIND_PRIMITIVE_WRAPPER, sizeof(JsWrapper));
  if (!wrapper) return JS_EMPTY;
  wrapper->value = b;
  return js_from_cell(wrapper);
}

/* 20.3.3.3.1 ThisBooleanValue */
static JsValue this_boolean(JsIsolate *iso, JsValue v, const char *method) {
  if (js_is_kind(v, JS_KIND_PRIMITIVE_WRAPPER)) v = ((JsWrapper *)js_as_object(v))->value;
  if (js_is_bool(v)) return v;
  return js_throw_type_error(iso, "Boolean.prototype.%s requires that 'this' be a Boolean", method);
}

/* 20.3.3.2 */
static JsValue boolean_to_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue b = this_boolean(iso, this_value, "toString");
  JS_TRY(b);
  return js_atom_value(iso, b == JS_TRUE ? JS_ATOM_true_ : JS_ATOM_false_);
}

/* 20.3.3.3 */
static JsValue boolean_value_of(JS_ARGS) {
  JS_UNUSED_ARGS;
  return this_boolean(iso, this_value, "valueOf");
}
