/* RegExp.prototype: source, flags and toString (22.2.6). */
#include "builtins/regexp_builtins.h"

/* The body of the flag getters (22.2.6.4.1 RegExpHasFlag). */
static JsValue has_flag(JsIsolate *iso, JsValue this_value, uint32_t flag, const char *name) {
  if (js_is_regexp_kind(this_value)) return js_bool((js_as_regexp(this_value)->flags & flag) != 0);
  if (this_value == js_intrinsic(iso, JS_INTRINSIC_RegExpPrototype)) return JS_UNDEFINED;
  return js_throw_type_error(iso, "RegExp.prototype.%s getter called on non-RegExp object", name);
}

#define FLAG_GETTER(function, flag, name)                  \
  JsValue function(JS_ARGS) {                              \
    JS_UNUSED_ARGS;                                        \
    return has_flag(iso, this_value, flag, name);          \
  }
FLAG_GETTER(js_regexp_get_has_indices, JS_RE_HAS_INDICES, "hasIndices")
FLAG_GETTER(js_regexp_get_global, JS_RE_GLOBAL, "global")
FLAG_GETTER(js_regexp_get_ignore_case, JS_RE_IGNORE_CASE, "ignoreCase")
FLAG_GETTER(js_regexp_get_multiline, JS_RE_MULTILINE, "multiline")
FLAG_GETTER(js_regexp_get_dot_all, JS_RE_DOT_ALL, "dotAll")
FLAG_GETTER(js_regexp_get_unicode, JS_RE_UNICODE, "unicode")
FLAG_GETTER(js_regexp_get_unicode_sets, JS_RE_UNICODE_SETS, "unicodeSets")
FLAG_GETTER(js_regexp_get_sticky, JS_RE_STICKY, "sticky")

static JsValue flags_from_bits(JsIsolate *iso, uint32_t bits) {
  uint8_t text[8];
  size_t n = 0;
  for (int i = 0; i < 8; i++) {
    if (bits & 1u << i) text[n++] = (uint8_t)"dgimsuvy"[i];
  }
  if (n == 0) return js_atom_value(iso, JS_ATOM_empty);
  if (n == 1) return js_from_cell(js_string_from_unit(iso, text[0]));
  return js_from_cell(js_string_from_latin1(iso, text, n));
}

/* 22.2.6.4 get RegExp.prototype.flags */
JsValue js_regexp_get_flags(JS_ARGS) {
  JS_UNUSED_ARGS;
  static const JsAtomId names[8] = {JS_ATOM_hasIndices, JS_ATOM_global,  JS_ATOM_ignoreCase,  JS_ATOM_multiline,
                                    JS_ATOM_dotAll,     JS_ATOM_unicode, JS_ATOM_unicodeSets, JS_ATOM_sticky};
  if (!js_is_object(this_value)) {
    return js_throw_type_about(iso, "RegExp.prototype.flags getter called on non-object ", this_value, "");
  }
  if (js_regexp_is_plain(iso, this_value)) return flags_from_bits(iso, js_as_regexp(this_value)->flags);
  uint32_t bits = 0;
  for (int i = 0; i < 8; i++) {
    JsValue v = js_get(iso, js_as_object(this_value), js_atom_key(iso, names[i]), this_value);
    JS_TRY(v);
    if (js_to_boolean(v)) bits |= 1u << i;
  }
  return flags_from_bits(iso, bits);
}

JsString *js_regexp_flags_string(JsIsolate *iso, JsObject *rx) {
  JsValue flags = js_get(iso, rx, js_atom_key(iso, JS_ATOM_flags), js_from_cell(rx));
  return flags == JS_EMPTY ? NULL : js_to_string(iso, flags);
}

static const char *line_terminator_escape(uint16_t c) {
  switch (c) {
    case '\n': return "\\n";
    case '\r': return "\\r";
    case 0x2028: return "\\u2028";
    case 0x2029: return "\\u2029";
    default: return NULL;
  }
}

/* Does the pattern hold what a literal cannot? */
static bool needs_escape(const JsChars *chars) {
  bool in_class = false;
  for (uint32_t i = 0; i < chars->length; i++) {
    uint16_t c = js_chars_at(chars, i);
    if ((c == '/' && !in_class) || line_terminator_escape(c)) return true;
    if (c == '\\' && i + 1 < chars->length && !line_terminator_escape(js_chars_at(chars, i + 1))) i++;
    else if (c == '[') in_class = true;
    else if (c == ']') in_class = false;
  }
  return false;
}

/* 22.2.6.13.1 EscapeRegExpPattern: slashes outside of classes and line terminators are written as escapes. */
static JsValue escaped_source(JsIsolate *iso, JsString *source) {
  if (!source->length) return js_from_cell(js_string_from_cstr(iso, "(?:)"));
  JsChars chars = js_string_chars(iso, source);
  if (!chars.data) return JS_EMPTY;
  if (!needs_escape(&chars)) return js_from_cell(source);
  JsStringBuilder b;
  js_builder_init(&b);
  bool in_class = false;
  for (uint32_t i = 0; i < chars.length; i++) {
    uint16_t c = js_chars_at(&chars, i);
    const char *escape = line_terminator_escape(c);
    if (c == '\\' && i + 1 < chars.length) {
      escape = line_terminator_escape(js_chars_at(&chars, ++i)); /* an escaped line terminator loses its backslash */
      if (!escape) {
        js_builder_unit(&b, c);
        js_builder_unit(&b, js_chars_at(&chars, i));
        continue;
      }
    }
    if (escape) {
      js_builder_ascii(&b, escape);
      continue;
    }
    if (c == '/' && !in_class) js_builder_unit(&b, '\\');
    if (c == '[') in_class = true;
    else if (c == ']') in_class = false;
    js_builder_unit(&b, c);
  }
  JS_KEEP(source);
  return js_from_cell(js_builder_finish(iso, &b));
}

/* 22.2.6.13 get RegExp.prototype.source */
JsValue js_regexp_get_source(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (js_is_regexp_kind(this_value)) return escaped_source(iso, js_as_regexp(this_value)->source);
  if (this_value == js_intrinsic(iso, JS_INTRINSIC_RegExpPrototype)) {
    return js_from_cell(js_string_from_cstr(iso, "(?:)"));
  }
  return js_throw_type_error(iso, "RegExp.prototype.source getter called on non-RegExp object");
}

/* 22.2.6.17 RegExp.prototype.toString ( ) */
JsValue js_regexp_proto_to_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_is_object(this_value)) {
    return js_throw_incompatible_receiver(iso, "RegExp.prototype.toString", this_value);
  }
  JsObject *rx = js_as_object(this_value);
  JsValue v = js_get(iso, rx, js_atom_key(iso, JS_ATOM_source), this_value);
  JsString *source = v == JS_EMPTY ? NULL : js_to_string(iso, v);
  JsString *flags = source ? js_regexp_flags_string(iso, rx) : NULL;
  JsStringBuilder b;
  js_builder_init(&b);
  js_builder_unit(&b, '/');
  bool ok = flags && js_builder_string(iso, &b, source);
  if (ok) js_builder_unit(&b, '/');
  if (!ok || !js_builder_string(iso, &b, flags)) {
    js_builder_dispose(&b);
    return JS_EMPTY;
  }
  return js_from_cell(js_builder_finish(iso, &b));
}
