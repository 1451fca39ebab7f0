/* internalBinding(name): objects of native functions, made when first asked for. */
#include "libuv_shim/internal.h"

#include <stdlib.h>

static const struct {
  const char *name;
  JsValue (*make)(JsIsolate *iso);
} bindings[] = {
#define X(name) {#name, js_binding_##name},
    JS_BINDINGS(X)
#undef X
};

JsValue js_internal_binding(JsIsolate *iso, const char *name) {
  JsLoop *loop = js_loop_get(iso);
  if (loop->bindings == JS_EMPTY) {
    JsObject *all = js_object_new_proto(iso, JS_NULL);
    if (!all) return JS_EMPTY;
    loop->bindings = js_from_cell(all);
  }
  JsObject *made = js_as_object(loop->bindings);
  JsKey key = js_key_from_cstr(iso, name);
  JsValue known = js_get(iso, made, key, loop->bindings);
  if (known == JS_EMPTY || js_is_object(known)) return known;
  for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++) {
    if (strcmp(bindings[i].name, name) != 0) continue;
    JsValue binding = bindings[i].make(iso);
    if (binding == JS_EMPTY || !js_create_data_property(iso, made, key, binding)) return JS_EMPTY;
    return binding;
  }
  return js_throw_type_error(iso, "No such binding: %s", name);
}

bool js_binding_set(JsIsolate *iso, JsObject *o, const char *name, JsValue v) {
  if (v == JS_EMPTY) return false;
  return js_define_data(iso, o, js_key_from_cstr(iso, name), v, JS_ATTR_DATA);
}

bool js_binding_functions(JsIsolate *iso, JsObject *o, const JsBindingFunction *table) {
  for (; table->name; table++) {
    JsFunction *f = js_function_native(iso, table->code, table->name, table->length, JS_FN_METHOD | JS_FN_NATIVE, JS_UNDEFINED);
    if (!f || !js_binding_set(iso, o, table->name, js_from_cell(f))) return false;
  }
  return true;
}

bool js_binding_numbers(JsIsolate *iso, JsObject *o, const JsBindingNumber *table) {
  for (; table->name; table++) {
    if (!js_binding_set(iso, o, table->name, js_number(table->value))) return false;
  }
  return true;
}

JsValue js_string_value(JsIsolate *iso, const char *utf8) {
  JsString *s = js_string_from_cstr(iso, utf8);
  return s ? js_from_cell(s) : JS_EMPTY;
}

char *js_arg_utf8(JsIsolate *iso, uint32_t argc, JsValue *argv, uint32_t i) {
  JsString *s = js_to_string(iso, js_arg(argc, argv, i));
  return s ? js_string_to_utf8(iso, s, &(size_t){0}) : NULL;
}

bool js_arg_int(JsIsolate *iso, uint32_t argc, JsValue *argv, uint32_t i, int32_t *out) {
  return js_to_int32(iso, js_arg(argc, argv, i), out);
}

bool js_arg_double(JsIsolate *iso, uint32_t argc, JsValue *argv, uint32_t i, double *out) {
  return js_to_number(iso, js_arg(argc, argv, i), out);
}

JsValue js_numbers(JsIsolate *iso, const double *numbers, uint32_t count) {
  JsObject *array = js_array_with_capacity(iso, count);
  if (!array) return JS_EMPTY;
  for (uint32_t i = 0; i < count; i++) {
    if (!js_array_push(iso, array, js_number(numbers[i]))) return JS_EMPTY;
  }
  return js_from_cell(array);
}
