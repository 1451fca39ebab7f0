/* Object, array, template and regular expression literals (13.2). */
#include "lode_abi.h"
#include "object/ic_internal.h"
#include "object/private.h"

#include <stdlib.h>

static __attribute__((noinline)) JsShape *predict_shape(JsIsolate *iso, JsLiteralSite *site) {
  JsShape *s = js_shape_root(iso, js_intrinsic(iso, JS_INTRINSIC_ObjectPrototype), JS_KIND_OBJECT, site->count);
  for (uint32_t i = 0; i < site->count; i++)
    s = js_shape_add(iso, s, js_cell_key(js_as_cell(site->keys[i])), JS_ATTR_DATA);
  site->shape = js_shape_word(s);
  js_ic_note_literal(iso, site);
  return s;
}

JsValue lode_new_literal(JsIsolate *iso, JsPlace place, void *values_pointer) {
  JsLiteralSite *site = js_at(iso, place);
  const JsValue *values = values_pointer;
  JsShape *s = (JsShape *)(uintptr_t)site->shape;
  if (__builtin_expect(!s, 0)) s = predict_shape(iso, site);
  JsObject *o = js_object_new_shape(iso, s);
  if (!o) return JS_EMPTY;
  uint32_t n = site->count, in_line = n < s->inline_slots ? n : s->inline_slots;
  JsValue *slots = (JsValue *)((char *)o + s->inline_offset);
  for (uint32_t i = 0; i < in_line; i++) slots[i] = values[i];
  for (uint32_t i = in_line; i < n; i++) *js_overflow_slot(o->elements, i - in_line) = values[i];
  js_barrier(iso, o);
  return js_from_cell(o);
}

JsValue lode_new_object(JsIsolate *iso) { return js_from_cell(js_object_new(iso)); }

JsValue lode_new_array(JsIsolate *iso, int32_t n, void *values) {
  return js_from_cell(js_array_from_values(iso, values, (uint32_t)n));
}

bool lode_array_append(JsIsolate *iso, JsValue array, JsValue v) {
  JsObject *a = js_as_object(array);
  if (v != JS_EMPTY) return js_array_push(iso, a, v);
  return js_array_set_length(iso, a, js_array_length(a) + 1, true);
}

/* ---- properties with computed keys, methods, accessors ---- */

bool lode_define_field(JsIsolate *iso, JsValue o, JsValue key_value, JsValue v) {
  if (js_is_string(key_value) && (js_as_cell(key_value)->flags & JS_STR_ATOM)) { /* as other objects did before */
    JsObject *object = js_as_object(o);
    const uint8_t special = JS_OBJ_IS_PROTO | JS_OBJ_EXOTIC | JS_OBJ_LAZY;
    JsShape *next = object->cell.flags & special
                        ? NULL
                        : js_shape_next(js_object_shape(object), js_cell_key(js_as_cell(key_value)), JS_ATTR_DATA);
    if (next && next->count <= next->inline_slots) {
      object->cell.shape = js_shape_word(next);
      *(JsValue *)((char *)object + next->inline_offset + (next->count - 1) * 8) = v;
      js_barrier(iso, object);
      return true;
    }
    if (next) {
      js_object_take_shape(iso, object, next, v);
      return true;
    }
  }
  JsKey key = js_to_property_key(iso, key_value);
  return key != JS_KEY_NONE && js_create_data_property(iso, js_as_object(o), key, v);
}

/* 15.7.14: a computed static member of a class may not be called prototype. V8's words. */
static bool allowed_member(JsIsolate *iso, JsValue o, JsKey key) {
  if (key != js_atom_key(iso, JS_ATOM_prototype) || !(js_as_cell(o)->flags & JS_OBJ_CLASS_CONSTRUCTOR)) return true;
  if (js_as_cell(o)->kind != JS_KIND_FUNCTION) return true;
  js_throw_type_error(iso, "Classes may not have a static property named 'prototype'");
  return false;
}

bool lode_define_method(JsIsolate *iso, JsValue o, JsValue key_value, JsValue f, int32_t enumerable) {
  JsKey key = js_to_property_key(iso, key_value);
  if (key == JS_KEY_NONE || !allowed_member(iso, o, key)) return false;
  if (js_is_kind(f, JS_KIND_FUNCTION) && !js_info_has_name(js_as_function(f)->info))
    js_set_function_name(iso, f, key, NULL);
  return js_define_data(iso, js_as_object(o), key, f, enumerable ? JS_ATTR_DATA : JS_ATTR_HIDDEN);
}

static uint8_t accessor_attributes(int32_t enumerable) {
  return enumerable ? JS_ATTR_ENUMERABLE | JS_ATTR_CONFIGURABLE : JS_ATTR_CONFIGURABLE;
}

bool lode_define_getter(JsIsolate *iso, JsValue o, JsValue key_value, JsValue f, int32_t enumerable) {
  JsKey key = js_to_property_key(iso, key_value);
  if (key == JS_KEY_NONE || !allowed_member(iso, o, key)) return false;
  js_set_function_name(iso, f, key, "get");
  return js_define_accessor(iso, js_as_object(o), key, f, JS_EMPTY, accessor_attributes(enumerable));
}

bool lode_define_setter(JsIsolate *iso, JsValue o, JsValue key_value, JsValue f, int32_t enumerable) {
  JsKey key = js_to_property_key(iso, key_value);
  if (key == JS_KEY_NONE || !allowed_member(iso, o, key)) return false;
  js_set_function_name(iso, f, key, "set");
  return js_define_accessor(iso, js_as_object(o), key, JS_EMPTY, f, accessor_attributes(enumerable));
}

bool lode_set_literal_proto(JsIsolate *iso, JsValue o, JsValue proto) {
  if (!js_is_object(proto) && !js_is_null(proto)) return true;
  return js_set_prototype(iso, js_as_object(o), proto) >= 0;
}

/* ---- templates, regular expressions ---- */

static bool freeze_elements(JsIsolate *iso, JsObject *a) {
  for (uint32_t i = 0; i < js_array_length(a); i++) {
    JsPropertyDescriptor d = {.present = JS_DESC_WRITABLE | JS_DESC_CONFIGURABLE};
    if (js_define_own_property(iso, a, js_index_key(i), &d) <= 0) return false;
  }
  js_array_freeze_length(iso, a);
  return js_prevent_extensions(iso, a) > 0;
}

/* 13.2.8.4 GetTemplateObject */
JsValue lode_template_object(JsIsolate *iso, JsPlace place) {
  JsTemplateSite *site = js_at(iso, place);
  if (site->object != JS_EMPTY) return site->object;
  JsObject *cooked = js_array_from_values(iso, site->cooked, site->count);
  JsObject *raw = cooked ? js_array_from_values(iso, site->raw, site->count) : NULL;
  if (!raw || !freeze_elements(iso, raw)) return JS_EMPTY;
  if (!js_define_data(iso, cooked, js_atom_key(iso, JS_ATOM_raw), js_from_cell(raw), 0)) return JS_EMPTY;
  if (!freeze_elements(iso, cooked)) return JS_EMPTY;
  return site->object = js_from_cell(cooked);
}

/* Overridden by the regular expression area where it caches compiled patterns. */
__attribute__((weak)) JsValue lode_new_regexp(JsIsolate *iso, JsValue source, JsValue flags) {
  JsValue constructor = js_intrinsic(iso, JS_INTRINSIC_RegExp), args[2] = {source, flags};
  return js_construct(iso, constructor, constructor, 2, args);
}
