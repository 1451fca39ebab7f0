/* The String constructor (22.1.2), String.prototype (22.1.3) and string iterators (22.1.5). */
#include "builtins/string_builtins.h"

#include <stdlib.h>

#include "builtins/iterator_builtins.h"
#include "fast/intrinsic.h"

static JsValue string_constructor(JS_ARGS);
static JsValue string_from_code_point(JS_ARGS);
static JsValue string_raw(JS_ARGS);
static JsValue string_iterator(JS_ARGS);
static JsValue string_iterator_next(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_FN("fromCharCode", js_string_from_char_code, 1),
    JS_B_SHOWN("fromCodePoint", string_from_code_point, 1),
    JS_B_SHOWN("raw", string_raw, 1),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
#define X(name, c_name, length, how) JS_B_##how(#name, js_string_proto_##c_name, length),
#define A(name, other) JS_B_ALIAS_OF(#name, #other),
    JS_STRING_METHODS(X, A)
#undef X
#undef A
    JS_B_SYMFN(iterator, "[Symbol.iterator]", string_iterator, 0),
    JS_BUILTIN_END,
};

static const JsBuiltin iterator_methods[] = {
    JS_B_FN("next", string_iterator_next, 0),
    JS_B_TAG("String Iterator"),
    JS_BUILTIN_END,
};

void js_init_string(JsIsolate *iso) {
  JsWrapper *proto = (JsWrapper *)js_object_new_kind(iso, JS_KIND_PRIMITIVE_WRAPPER, sizeof(JsWrapper),
                                                     js_intrinsic(iso, JS_INTRINSIC_ObjectPrototype));
  proto->value = js_atom_value(iso, JS_ATOM_empty);
  proto->object.cell.flags |= JS_OBJ_EXOTIC;
  js_install_class(iso, "String", string_constructor, 1, JS_INTRINSIC_String, JS_INTRINSIC_StringPrototype,
                   &proto->object, statics, methods);
  JsObject *iterator = js_object_new_proto(iso, js_intrinsic(iso, JS_INTRINSIC_IteratorPrototype));
  js_intrinsic_set(iso, JS_INTRINSIC_StringIteratorPrototype, js_from_cell(iterator));
  js_install(iso, iterator, iterator_methods);
}

/* ---- Shared ---- */

JsString *js_this_string(JsIsolate *iso, JsValue this_value, const char *method) {
  if (js_is_string(this_value)) return js_as_string(this_value);
  if (js_is_nullish(this_value)) {
    js_throw_type_error(iso, "%s called on null or undefined", method);
    return NULL;
  }
  return js_to_string(iso, this_value);
}

bool js_clamped_index(JsIsolate *iso, JsValue v, uint32_t length, uint32_t otherwise, uint32_t *out) {
  double d;
  *out = otherwise;
  if (js_is_undefined(v)) return true;
  if (js_is_int32(v)) {
    int32_t i = js_as_int32(v);
    *out = i < 0 ? 0 : (uint32_t)i < length ? (uint32_t)i : length;
    return true;
  }
  if (!js_to_integer_or_infinity(iso, v, &d)) return false;
  *out = d <= 0 ? 0 : d < length ? (uint32_t)d : length;
  return true;
}

bool js_string_position(JsIsolate *iso, JsValue v, uint32_t length, uint32_t otherwise, uint32_t *out) {
  double d;
  *out = otherwise;
  if (js_is_undefined(v)) return true;
  if (js_is_int32(v)) {
    int64_t i = js_as_int32(v);
    if (i < 0) i += length;
    *out = i < 0 ? 0 : i < length ? (uint32_t)i : length;
    return true;
  }
  if (!js_to_integer_or_infinity(iso, v, &d)) return false;
  if (d < 0) d += length;
  *out = d <= 0 ? 0 : d < length ? (uint32_t)d : length;
  return true;
}

JsValue js_throw_range_text(JsIsolate *iso, const char *before, JsValue v) {
  char *text = js_is_string(v) ? js_string_to_text(iso, js_as_string(v)) : js_describe(iso, v);
  js_throw_range_error(iso, "%s%s", before, text ? text : "");
  free(text);
  return JS_EMPTY;
}

/* ---- Constructor ---- */

/* 22.1.1.1 String ( value ) */
static JsValue string_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsString *s;
  if (argc == 0) {
    s = iso->atoms[JS_ATOM_empty];
  } else if (js_is_undefined(new_target) && js_is_symbol(argv[0])) { /* SymbolDescriptiveString */
    JsStringBuilder b;
    js_builder_init(&b);
    js_builder_ascii(&b, "Symbol(");
    JsValue description = js_as_symbol(argv[0])->description;
    if (js_is_string(description) && !js_builder_string(iso, &b, js_as_string(description))) {
      js_builder_dispose(&b);
      return JS_EMPTY;
    }
    js_builder_unit(&b, ')');
    return js_from_cell(js_builder_finish(iso, &b));
  } else {
    s = js_to_string(iso, argv[0]);
  }
  if (!s || js_is_undefined(new_target)) return js_from_cell(s);
  JsWrapper *wrapper = (JsWrapper *)js_object_from_constructor(iso, new_target, JS_INTRINSIC_StringPrototype,
                                                               JS_KIND_PRIMITIVE_WRAPPER, sizeof(JsWrapper));
  if (!wrapper) return JS_EMPTY;
  wrapper->value = js_from_cell(s);
  wrapper->object.cell.flags |= JS_OBJ_EXOTIC;
  js_barrier(iso, wrapper);
  return js_from_cell(wrapper);
}

/* 22.1.2.1 String.fromCharCode ( ...codeUnits ) */
JsValue js_string_from_char_code(JS_ARGS) {
  JS_UNUSED_ARGS;
  uint32_t unit;
  if (argc == 1) {
    if (!js_to_uint32(iso, argv[0], &unit)) return JS_EMPTY;
    return js_from_cell(js_string_from_unit(iso, (uint16_t)unit));
  }
  JsStringBuilder b;
  js_builder_init(&b);
  for (uint32_t i = 0; i < argc; i++) {
    if (!js_to_uint32(iso, argv[i], &unit)) {
      js_builder_dispose(&b);
      return JS_EMPTY;
    }
    js_builder_unit(&b, (uint16_t)unit);
  }
  return js_from_cell(js_builder_finish(iso, &b));
}

/* 22.1.2.2 String.fromCodePoint ( ...codePoints ) */
static JsValue string_from_code_point(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsStringBuilder b;
  js_builder_init(&b);
  for (uint32_t i = 0; i < argc; i++) {
    double d;
    bool ok = js_to_number(iso, argv[i], &d);
    if (ok && !(d >= 0 && d <= 0x10FFFF && d == (double)(uint32_t)d)) {
      ok = js_throw_range_text(iso, "Invalid code point ", js_number(d)) != JS_EMPTY;
    }
    if (!ok) {
      js_builder_dispose(&b);
      return JS_EMPTY;
    }
    uint32_t cp = (uint32_t)d;
    if (cp > 0xFFFF) {
      js_builder_unit(&b, (uint16_t)(0xD7C0 + (cp >> 10)));
      cp = 0xDC00 + (cp & 0x3FF);
    }
    js_builder_unit(&b, (uint16_t)cp);
  }
  return js_from_cell(js_builder_finish(iso, &b));
}

static bool append_raw(JsIsolate *iso, JsStringBuilder *b, JsObject *raw, uint64_t length, uint32_t argc,
                       JsValue *argv) {
  for (uint64_t i = 0; i < length; i++) {
    JsValue v = js_get_index(iso, raw, i);
    JsString *s = v == JS_EMPTY ? NULL : js_to_string(iso, v);
    if (!s || !js_builder_string(iso, b, s)) return false;
    if (i + 1 == length || i + 1 >= argc) continue;
    s = js_to_string(iso, argv[i + 1]);
    if (!s || !js_builder_string(iso, b, s)) return false;
  }
  return true;
}

/* 22.1.2.4 String.raw ( template, ...substitutions ) */
static JsValue string_raw(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *cooked = js_to_object(iso, js_arg(argc, argv, 0));
  if (!cooked) return JS_EMPTY;
  JsValue v = js_get(iso, cooked, js_atom_key(iso, JS_ATOM_raw), js_from_cell(cooked));
  JS_TRY(v);
  JsObject *raw = js_to_object(iso, v);
  uint64_t length;
  if (!raw || !js_length_of(iso, raw, &length)) return JS_EMPTY;
  JsStringBuilder b;
  js_builder_init(&b);
  if (!append_raw(iso, &b, raw, length, argc, argv)) {
    js_builder_dispose(&b);
    return JS_EMPTY;
  }
  return js_from_cell(js_builder_finish(iso, &b));
}

/* ---- valueOf, toString ---- */

/* 22.1.3.35.1 ThisStringValue */
static JsValue this_string_value(JsIsolate *iso, JsValue v, const char *method) {
  if (js_is_string(v)) return v;
  if (js_is_kind(v, JS_KIND_PRIMITIVE_WRAPPER)) {
    JsValue s = ((JsWrapper *)js_as_object(v))->value;
    if (js_is_string(s)) return s;
  }
  return js_throw_type_error(iso, "String.prototype.%s requires that 'this' be a String", method);
}

JsValue js_string_proto_to_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  return this_string_value(iso, this_value, "toString");
}

JsValue js_string_proto_value_of(JS_ARGS) {
  JS_UNUSED_ARGS;
  return this_string_value(iso, this_value, "valueOf");
}

/* ---- Iteration by code points ---- */

/* 22.1.3.36 String.prototype [ %Symbol.iterator% ] ( ) */
static JsValue string_iterator(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsString *s = js_this_string(iso, this_value, "String.prototype[Symbol.iterator]");
  if (!s) return JS_EMPTY;
  return js_from_cell(js_iterator_object_new(iso, JS_INTRINSIC_StringIteratorPrototype, JS_ITERATOR_STRING,
                                             JS_ITERATE_VALUES, js_from_cell(s)));
}

/* 22.1.5.1.1 %StringIteratorPrototype%.next ( ) */
static JsValue string_iterator_next(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsIteratorObject *it = js_as_iterator(this_value, JS_ITERATOR_STRING);
  if (!it) return js_throw_incompatible_receiver(iso, "String Iterator.prototype.next", this_value);
  if (js_is_undefined(it->target)) return js_iter_result(iso, JS_UNDEFINED, true);
  JsString *s = js_as_string(it->target);
  if (it->index >= s->length) {
    it->target = JS_UNDEFINED;
    return js_iter_result(iso, JS_UNDEFINED, true);
  }
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return JS_EMPTY;
  uint32_t units;
  uint32_t cp = js_chars_code_point(&c, (uint32_t)it->index, &units);
  it->index += units;
  JsString *text = js_string_from_code_point(iso, cp);
  return text ? js_iter_result(iso, js_from_cell(text), false) : JS_EMPTY;
}
