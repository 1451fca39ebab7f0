/* The Symbol constructor and Symbol.prototype (20.4). */
#include "builtins/builtins.h"

static JsValue symbol_constructor(JS_ARGS);
static JsValue symbol_for(JS_ARGS);
static JsValue symbol_key_for(JS_ARGS);
static JsValue symbol_description(JS_ARGS);
static JsValue symbol_to_string(JS_ARGS);
static JsValue symbol_value_of(JS_ARGS);
static JsValue symbol_to_primitive(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_FN("for", symbol_for, 1),
    JS_B_FN("keyFor", symbol_key_for, 1),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
    JS_B_FN("toString", symbol_to_string, 0),
    JS_B_FN("valueOf", symbol_value_of, 0),
    JS_B_GET("description", symbol_description),
    JS_B_TAG("Symbol"),
    {.symbol = JS_SYMBOL_toPrimitive, .type = JS_B_FUNCTION, .length = 1, .attributes = JS_ATTR_CONFIGURABLE,
     .code = symbol_to_primitive, .text = "[Symbol.toPrimitive]"},
    JS_BUILTIN_END,
};

void js_init_symbol(JsIsolate *iso) {
  static const char *const well_known[] = {
#define X(id) #id,
      JS_SYMBOLS(X)
#undef X
  };
  JsObject *proto = js_object_new(iso);
  JsFunction *constructor = js_install_class(iso, "Symbol", symbol_constructor, 0, JS_INTRINSIC_Symbol,
                                             JS_INTRINSIC_SymbolPrototype, proto, statics, methods);
  for (size_t i = 0; i < JS_SYMBOL_COUNT; i++) /* 20.4.2: neither writable, enumerable nor configurable */
    js_define_data(iso, &constructor->object, js_key_from_cstr(iso, well_known[i]), js_from_cell(iso->symbols[i]), 0);
}

/* 20.4.1.1 Symbol ( [ description ] ) */
static JsValue symbol_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_is_undefined(new_target)) return js_throw_type_error(iso, "Symbol is not a constructor");
  JsValue description = js_arg(argc, argv, 0);
  if (!js_is_undefined(description)) {
    JsString *s = js_to_string(iso, description);
    if (!s) return JS_EMPTY;
    description = js_from_cell(s);
  }
  return js_from_cell(js_symbol_new(iso, description));
}

/* 20.4.2.2 Symbol.for ( key ) */
static JsValue symbol_for(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsString *key = js_to_string(iso, js_arg(argc, argv, 0));
  return key ? js_from_cell(js_symbol_for(iso, key)) : JS_EMPTY;
}

/* 20.4.2.6 Symbol.keyFor ( sym ) */
static JsValue symbol_key_for(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = js_arg(argc, argv, 0);
  if (!js_is_symbol(v)) return js_throw_type_about(iso, "", v, " is not a symbol");
  JsSymbol *symbol = js_as_symbol(v);
  return symbol->registered ? symbol->description : JS_UNDEFINED;
}

/* ---- Prototype ---- */

/* 20.4.3.4.1 ThisSymbolValue */
static JsValue this_symbol(JsIsolate *iso, JsValue v, const char *method) {
  if (js_is_kind(v, JS_KIND_PRIMITIVE_WRAPPER)) v = ((JsWrapper *)js_as_object(v))->value;
  if (js_is_symbol(v)) return v;
  return js_throw_type_error(iso, "%s requires that 'this' be a Symbol", method);
}

/* 20.4.3.2 */
static JsValue symbol_description(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue symbol = this_symbol(iso, this_value, "Symbol.prototype.description");
  JS_TRY(symbol);
  return js_as_symbol(symbol)->description;
}

/* 20.4.3.3 */
static JsValue symbol_to_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue symbol = this_symbol(iso, this_value, "Symbol.prototype.toString");
  JS_TRY(symbol);
  JsValue description = js_as_symbol(symbol)->description;
  JsStringBuilder b;
  js_builder_init(&b);
  js_builder_ascii(&b, "Symbol(");
  if (js_is_string(description) && !js_builder_string(iso, &b, js_as_string(description))) {
    js_builder_dispose(&b);
    return JS_EMPTY;
  }
  js_builder_unit(&b, ')');
  return js_from_cell(js_builder_finish(iso, &b));
}

/* 20.4.3.4 */
static JsValue symbol_value_of(JS_ARGS) {
  JS_UNUSED_ARGS;
  return this_symbol(iso, this_value, "Symbol.prototype.valueOf");
}

/* 20.4.3.5 */
static JsValue symbol_to_primitive(JS_ARGS) {
  JS_UNUSED_ARGS;
  return this_symbol(iso, this_value, "Symbol.prototype [ @@toPrimitive ]");
}
