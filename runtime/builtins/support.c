/* Helpers shared by the built-ins. */
#include "builtins/builtins.h"

#include <stdlib.h>

typedef JsValue (*Thrower)(JsIsolate *, const char *, ...);

static JsValue throw_about(JsIsolate *iso, Thrower thrower, const char *before, char *text, const char *after) {
  thrower(iso, "%s%s%s", before, text ? text : "", after);
  free(text);
  return JS_EMPTY;
}

JsValue js_throw_type_about(JsIsolate *iso, const char *before, JsValue v, const char *after) {
  return throw_about(iso, js_throw_type_error, before, js_describe(iso, v), after);
}

JsValue js_throw_range_about(JsIsolate *iso, const char *before, JsValue v, const char *after) {
  return throw_about(iso, js_throw_range_error, before, js_describe(iso, v), after);
}

char *js_describe_key(JsIsolate *iso, JsKey key) {
  JsValue text = js_key_to_value(iso, key);
  if (text == JS_EMPTY) return NULL;
  return js_is_string(text) ? js_string_to_text(iso, js_as_string(text)) : js_describe(iso, text);
}

JsValue js_throw_type_about_key(JsIsolate *iso, const char *before, JsKey key, const char *after) {
  return throw_about(iso, js_throw_type_error, before, js_describe_key(iso, key), after);
}

JsValue js_throw_incompatible_receiver(JsIsolate *iso, const char *method, JsValue v) {
  char *text = js_describe(iso, v);
  js_throw_type_error(iso, "Method %s called on incompatible receiver %s", method, text ? text : "");
  free(text);
  return JS_EMPTY;
}

JsValue js_throw_not_function(JsIsolate *iso, JsValue v) { return js_throw_type_about(iso, "", v, " is not a function"); }

/* One boolean field of a descriptor object: its bit in present and attributes. false: threw. */
static bool descriptor_flag(JsIsolate *iso, JsObject *o, JsAtomId name, uint8_t present, uint8_t attribute,
                            JsPropertyDescriptor *out) {
  int has = js_has(iso, o, js_atom_key(iso, name));
  if (has <= 0) return has == 0;
  JsValue v = js_get(iso, o, js_atom_key(iso, name), js_from_cell(o));
  if (v == JS_EMPTY) return false;
  out->present |= present;
  if (js_to_boolean(v)) out->attributes |= attribute;
  return true;
}

/* One value field. false: threw. */
static bool descriptor_value(JsIsolate *iso, JsObject *o, JsAtomId name, uint8_t present, JsValue *field,
                             JsPropertyDescriptor *out) {
  int has = js_has(iso, o, js_atom_key(iso, name));
  if (has <= 0) return has == 0;
  JsValue v = js_get(iso, o, js_atom_key(iso, name), js_from_cell(o));
  if (v == JS_EMPTY) return false;
  out->present |= present;
  *field = v;
  return true;
}

bool js_to_property_descriptor(JsIsolate *iso, JsValue v, JsPropertyDescriptor *out) {
  memset(out, 0, sizeof *out);
  out->value = out->getter = out->setter = JS_UNDEFINED;
  if (!js_is_object(v)) {
    js_throw_type_about(iso, "Property description must be an object: ", v, "");
    return false;
  }
  JsObject *o = js_as_object(v);
  if (!descriptor_flag(iso, o, JS_ATOM_enumerable, JS_DESC_ENUMERABLE, JS_ATTR_ENUMERABLE, out)) return false;
  if (!descriptor_flag(iso, o, JS_ATOM_configurable, JS_DESC_CONFIGURABLE, JS_ATTR_CONFIGURABLE, out)) return false;
  if (!descriptor_value(iso, o, JS_ATOM_value, JS_DESC_VALUE, &out->value, out)) return false;
  if (!descriptor_flag(iso, o, JS_ATOM_writable, JS_DESC_WRITABLE, JS_ATTR_WRITABLE, out)) return false;
  if (!descriptor_value(iso, o, JS_ATOM_get, JS_DESC_GET, &out->getter, out)) return false;
  if ((out->present & JS_DESC_GET) && !js_is_undefined(out->getter) && !js_is_callable(out->getter)) {
    js_throw_type_about(iso, "Getter must be a function: ", out->getter, "");
    return false;
  }
  if (!descriptor_value(iso, o, JS_ATOM_set, JS_DESC_SET, &out->setter, out)) return false;
  if ((out->present & JS_DESC_SET) && !js_is_undefined(out->setter) && !js_is_callable(out->setter)) {
    js_throw_type_about(iso, "Setter must be a function: ", out->setter, "");
    return false;
  }
  if ((out->present & (JS_DESC_GET | JS_DESC_SET)) && (out->present & (JS_DESC_VALUE | JS_DESC_WRITABLE))) {
    js_throw_type_about(
        iso, "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, ", v, "");
    return false;
  }
  return true;
}

static bool set_field(JsIsolate *iso, JsObject *o, JsAtomId name, JsValue v) {
  return js_create_data_property(iso, o, js_atom_key(iso, name), v);
}

JsValue js_from_property_descriptor(JsIsolate *iso, const JsPropertyDescriptor *d) {
  JsObject *o = js_object_new(iso);
  if (!o) return JS_EMPTY;
  if (d->present & JS_DESC_VALUE) JS_TRY_BOOL(set_field(iso, o, JS_ATOM_value, d->value));
  if (d->present & JS_DESC_WRITABLE)
    JS_TRY_BOOL(set_field(iso, o, JS_ATOM_writable, js_bool(d->attributes & JS_ATTR_WRITABLE)));
  if (d->present & JS_DESC_GET) JS_TRY_BOOL(set_field(iso, o, JS_ATOM_get, d->getter));
  if (d->present & JS_DESC_SET) JS_TRY_BOOL(set_field(iso, o, JS_ATOM_set, d->setter));
  if (d->present & JS_DESC_ENUMERABLE)
    JS_TRY_BOOL(set_field(iso, o, JS_ATOM_enumerable, js_bool(d->attributes & JS_ATTR_ENUMERABLE)));
  if (d->present & JS_DESC_CONFIGURABLE)
    JS_TRY_BOOL(set_field(iso, o, JS_ATOM_configurable, js_bool(d->attributes & JS_ATTR_CONFIGURABLE)));
  return js_from_cell(o);
}

JsValue js_throw_define_refused(JsIsolate *iso, JsObject *o, JsKey key) {
  if (js_trap_refused(iso, &o, "defineProperty"))
    return js_throw_type_about_key(iso, "'defineProperty' on proxy: trap returned falsish for property '", key, "'");
  int has = js_has_own(iso, o, key);
  if (has < 0) return JS_EMPTY;
  if (has) return js_throw_type_about_key(iso, "Cannot redefine property: ", key, "");
  return js_throw_type_about_key(iso, "Cannot define property ", key, ", object is not extensible");
}

JsObject *js_value_buffer(JsIsolate *iso, uint32_t n) {
  JsObject *a = js_array_with_capacity(iso, n);
  if (!a || n == 0) return a;
  js_elements_generalise(iso, a, JS_ELEM_VALUE);
  for (uint32_t i = 0; i < n; i++) a->elements[i] = JS_UNDEFINED;
  *js_elements_length(a->elements) = n;
  return a;
}

#define MAX_LIST_LENGTH ((1u << 27) - 3) /* V8's: an array-like claims any length at no cost */

JsObject *js_list_from_array_like(JsIsolate *iso, JsValue v) {
  if (!js_is_object(v)) {
    js_throw_type_error(iso, "CreateListFromArrayLike called on non-object");
    return NULL;
  }
  JsObject *o = js_as_object(v);
  if (o->cell.kind == JS_KIND_ARRAY && o->cell.aux <= JS_ELEM_VALUE) /* fast path: packed */
    return js_array_from_values(iso, o->elements, js_array_count(o));
  uint64_t n;
  if (!js_length_of(iso, o, &n)) return NULL;
  if (n > MAX_LIST_LENGTH) {
    js_throw_range_error(iso, "Invalid array length");
    return NULL;
  }
  JsObject *list = js_array_with_capacity(iso, n < 1024 ? (uint32_t)n : 1024);
  if (!list) return NULL;
  for (uint64_t i = 0; i < n; i++) {
    JsValue x = js_get_index(iso, o, i);
    if (x == JS_EMPTY || !js_array_push(iso, list, x)) return NULL;
  }
  return list;
}

JsValue js_call_list(JsIsolate *iso, JsValue callee, JsValue this_value, JsObject *list) {
  JsValue *argv = list->elements;
  JsValue r = js_call(iso, callee, this_value, js_array_count(list), argv);
  JS_KEEP(argv);
  JS_KEEP(list);
  return r;
}

JsValue js_species_getter(JS_ARGS) {
  JS_UNUSED_ARGS;
  return this_value;
}
