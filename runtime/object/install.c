/* Installation of built-ins from their tables. */
#include "object/internal.h"

static JsKey row_key(JsIsolate *iso, const JsBuiltin *b) {
  return b->symbol >= 0 ? js_symbol_key(iso, (JsSymbolId)b->symbol) : js_key_from_cstr(iso, b->name);
}

static JsValue row_function(JsIsolate *iso, const JsBuiltin *b) {
  const char *name = b->symbol >= 0 ? b->text : b->name;
  JsFunction *f = js_function_native(iso, b->code, name, b->length, 0, JS_UNDEFINED);
  if (b->shown) js_function_show(f);
  return js_from_cell(f);
}

static void install_accessor(JsIsolate *iso, JsObject *target, const JsBuiltin *b, JsKey key) {
  JsKey name = b->symbol >= 0 && b->text ? js_key_from_cstr(iso, b->text) : key;
  JsValue getter = JS_UNDEFINED, setter = JS_UNDEFINED;
  if (b->code) getter = js_from_cell(js_function_native_key(iso, b->code, name, "get", 0, JS_FN_ACCESSOR, JS_UNDEFINED));
  if (b->setter) setter = js_from_cell(js_function_native_key(iso, b->setter, name, "set", 1, JS_FN_ACCESSOR, JS_UNDEFINED));
  js_define_accessor(iso, target, key, getter, setter, b->attributes);
}

static void install_row(JsIsolate *iso, JsObject *target, const JsBuiltin *b) {
  JsKey key = row_key(iso, b);
  JsValue v = JS_UNDEFINED;
  switch (b->type) {
    case JS_B_FUNCTION: v = row_function(iso, b); break;
    case JS_B_GETTER:
    case JS_B_ACCESSOR: install_accessor(iso, target, b, key); return;
    case JS_B_NUMBER: v = js_number(b->number); break;
    case JS_B_STRING: v = js_from_cell(js_string_from_cstr(iso, b->text)); break;
    case JS_B_ALIAS: v = js_get(iso, target, js_key_from_cstr(iso, b->text), js_from_cell(target)); break;
  }
  js_define_data(iso, target, key, v, b->attributes);
}

void js_install(JsIsolate *iso, JsObject *target, const JsBuiltin *table) {
  if (!table) return;
  js_lazy_all(iso, target);
  js_shape_make_unique(iso, target);
  for (const JsBuiltin *b = table; b->name || b->symbol >= 0; b++) install_row(iso, target, b);
}

JsFunction *js_install_class(JsIsolate *iso, const char *name, JsCode code, int length, JsIntrinsicId constructor,
                             JsIntrinsicId prototype, JsObject *proto, const JsBuiltin *statics, const JsBuiltin *methods) {
  JsFunction *f = js_function_native(iso, code, name, length, JS_FN_CONSTRUCTOR, JS_UNDEFINED);
  js_function_materialise(iso, f);
  js_intrinsic_set(iso, constructor, js_from_cell(f));
  js_intrinsic_set(iso, prototype, js_from_cell(proto));
  js_shape_make_unique(iso, &f->object);
  js_define_data(iso, &f->object, js_atom_key(iso, JS_ATOM_prototype), js_from_cell(proto), 0);
  js_shape_make_unique(iso, proto);
  js_define_data(iso, proto, js_atom_key(iso, JS_ATOM_constructor), js_from_cell(f), JS_ATTR_HIDDEN);
  js_install(iso, &f->object, statics);
  js_install(iso, proto, methods);
  js_define_data(iso, iso->realm->global, js_key_from_cstr(iso, name), js_from_cell(f), JS_ATTR_HIDDEN);
  return f;
}
