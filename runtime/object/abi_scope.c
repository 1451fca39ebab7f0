/* Names that are resolved at run time: object environments of with statements, and variables that eval adds. */
#include "lode_abi.h"
#include "object/internal.h"

#include <stdlib.h>

static void throw_not_defined(JsIsolate *iso, JsValue name) {
  char *text = js_describe(iso, name);
  js_throw_reference_error(iso, "%s is not defined", text);
  free(text);
}

/* 9.1.1.2.1 HasBinding: the object itself, or undefined. */
JsValue lode_with_find(JsIsolate *iso, JsValue object, JsValue name) {
  JsObject *o = js_as_object(object);
  JsKey key = js_cell_key(js_as_cell(name));
  int has = js_has(iso, o, key);
  if (has <= 0) return has < 0 ? JS_EMPTY : JS_UNDEFINED;
  JsValue unscopables = js_get(iso, o, js_symbol_key(iso, JS_SYMBOL_unscopables), object);
  JS_TRY(unscopables);
  if (!js_is_object(unscopables)) return object;
  JsValue blocked = js_get(iso, js_as_object(unscopables), key, unscopables);
  JS_TRY(blocked);
  return js_to_boolean(blocked) ? JS_UNDEFINED : object;
}

/* 9.1.1.2.6 GetBindingValue */
JsValue lode_with_get(JsIsolate *iso, JsValue object, JsValue name, int32_t strict) {
  JsObject *o = js_as_object(object);
  JsKey key = js_cell_key(js_as_cell(name));
  int has = js_has(iso, o, key);
  if (has > 0) return js_get(iso, o, key, object);
  if (has < 0) return JS_EMPTY;
  if (!strict) return JS_UNDEFINED;
  throw_not_defined(iso, name);
  return JS_EMPTY;
}

/* 9.1.1.2.5 SetMutableBinding */
bool lode_with_set(JsIsolate *iso, JsValue object, JsValue name, JsValue v, int32_t strict) {
  JsObject *o = js_as_object(object);
  JsKey key = js_cell_key(js_as_cell(name));
  int has = js_has(iso, o, key);
  if (has < 0) return false;
  if (!strict) return js_set(iso, o, key, v, object, &(bool){false});
  if (has) return js_put(iso, o, key, v);
  throw_not_defined(iso, name);
  return false;
}

/* HasBinding of the variables that eval added to a function: an object without prototype, or undefined before the first. */
JsValue lode_vars_find(JsIsolate *iso, JsValue vars, JsValue name) {
  if (js_is_undefined(vars)) return vars;
  return js_has_own(iso, js_as_object(vars), js_cell_key(js_as_cell(name))) ? vars : JS_UNDEFINED;
}

JsValue lode_eval_vars(JsIsolate *iso, JsValue vars) {
  return js_is_undefined(vars) ? js_from_cell(js_object_new_proto(iso, JS_NULL)) : vars;
}

bool lode_eval_declare(JsIsolate *iso, JsValue vars, JsValue name) {
  JsObject *o = js_as_object(vars);
  JsKey key = js_cell_key(js_as_cell(name));
  return js_has_own(iso, o, key) || js_create_data_property(iso, o, key, JS_UNDEFINED);
}
