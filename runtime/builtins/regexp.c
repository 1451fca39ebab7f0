/* RegExp (22.2): registration, the constructor, compile and escape. */
#include "builtins/regexp_builtins.h"

#include <stdlib.h>

#include "builtins/string_builtins.h"

static JsValue regexp_constructor(JS_ARGS);
static JsValue regexp_compile(JS_ARGS);

static const JsBuiltin prototype_methods[] = {
    JS_B_FN("exec", js_regexp_proto_exec, 1),
    JS_B_GET("dotAll", js_regexp_get_dot_all),
    JS_B_GET("flags", js_regexp_get_flags),
    JS_B_GET("global", js_regexp_get_global),
    JS_B_GET("hasIndices", js_regexp_get_has_indices),
    JS_B_GET("ignoreCase", js_regexp_get_ignore_case),
    JS_B_GET("multiline", js_regexp_get_multiline),
    JS_B_GET("source", js_regexp_get_source),
    JS_B_GET("sticky", js_regexp_get_sticky),
    JS_B_GET("unicode", js_regexp_get_unicode),
    JS_B_FN("compile", regexp_compile, 2),
    JS_B_FN("toString", js_regexp_proto_to_string, 0),
    JS_B_FN("test", js_regexp_proto_test, 1),
    JS_B_SYMFN(match, "[Symbol.match]", js_regexp_proto_match, 1),
    JS_B_SYMFN(matchAll, "[Symbol.matchAll]", js_regexp_proto_match_all, 1),
    JS_B_SYMFN(replace, "[Symbol.replace]", js_regexp_proto_replace, 2),
    JS_B_SYMFN(search, "[Symbol.search]", js_regexp_proto_search, 1),
    JS_B_SYMFN(split, "[Symbol.split]", js_regexp_proto_split, 2),
    JS_B_GET("unicodeSets", js_regexp_get_unicode_sets),
    JS_BUILTIN_END,
};

static const JsBuiltin statics[] = {
    JS_B_FN("escape", js_regexp_escape, 1),
    JS_B_SYMGET(species, "[Symbol.species]", js_species_getter),
    JS_BUILTIN_END,
};

void js_init_regexp(JsIsolate *iso) {
  JsFunction *constructor =
      js_install_class(iso, "RegExp", regexp_constructor, 2, JS_INTRINSIC_RegExp, JS_INTRINSIC_RegExpPrototype,
                       js_object_new(iso), statics, prototype_methods);
  js_function_show(constructor);
  js_install(iso, &constructor->object, js_regexp_legacy_statics);
  js_init_regexp_string_iterator(iso);
}

size_t js_regexp_size(const JsCell *cell) { return js_object_size(cell); }

void js_regexp_trace(JsTracer *t, JsCell *cell) {
  JsRegExp *re = (JsRegExp *)cell;
  js_object_trace(t, cell);
  js_trace_cell(t, re->source);
  js_trace_cell(t, re->program);
  js_trace_cell(t, re->names);
}

/* RegExpAlloc's prototype: that of new_target (GetPrototypeFromConstructor). JS_EMPTY: threw. */
static JsValue prototype_for(JsIsolate *iso, JsValue new_target) {
  if (new_target == js_intrinsic(iso, JS_INTRINSIC_RegExp)) return js_intrinsic(iso, JS_INTRINSIC_RegExpPrototype);
  JsObject *o = js_object_from_constructor(iso, new_target, JS_INTRINSIC_RegExpPrototype, JS_KIND_OBJECT,
                                           JS_OBJECT_HEADER);
  return o ? js_get_prototype(iso, o) : JS_EMPTY;
}

/* 22.2.3.3 RegExpInitialize ( obj, pattern, flags ), but for lastIndex. */
static bool initialise(JsIsolate *iso, JsRegExp *re, JsValue pattern, JsValue flags) {
  JsString *p = js_is_undefined(pattern) ? iso->atoms[JS_ATOM_empty] : js_to_string(iso, pattern);
  if (!p) return false;
  JsString *f = js_is_undefined(flags) ? iso->atoms[JS_ATOM_empty] : js_to_string(iso, flags);
  if (!f) return false;
  uint32_t bits;
  if (!js_regexp_parse_flags(iso, f, &bits)) {
    char *text = js_string_to_text(iso, f);
    js_throw_syntax_error(iso, "Invalid flags supplied to RegExp constructor '%s'", text ? text : "");
    free(text);
    return false;
  }
  return js_regexp_initialise(iso, re, p, bits);
}

/* [[OriginalFlags]] as a string. */
static JsValue original_flags(JsIsolate *iso, const JsRegExp *re) {
  char text[9];
  int n = 0;
  for (int i = 0; i < 8; i++) {
    if (re->flags & 1u << i) text[n++] = "dgimsuvy"[i];
  }
  return js_from_cell(js_string_from_latin1(iso, (const uint8_t *)text, (size_t)n));
}

/* 22.2.4.1 RegExp ( pattern, flags ) */
static JsValue regexp_constructor(JS_ARGS) {
  JsValue pattern = js_arg(argc, argv, 0), flags = js_arg(argc, argv, 1);
  int pattern_is_regexp = js_is_regexp(iso, pattern);
  if (pattern_is_regexp < 0) return JS_EMPTY;
  (void)this_value;
  if (js_is_undefined(new_target)) {
    new_target = callee;
    if (pattern_is_regexp && js_is_undefined(flags)) {
      JsValue constructor = js_get(iso, js_as_object(pattern), js_atom_key(iso, JS_ATOM_constructor), pattern);
      JS_TRY(constructor);
      if (constructor == new_target) return pattern;
    }
  }
  if (js_is_regexp_kind(pattern)) {
    JsRegExp *from = js_as_regexp(pattern);
    pattern = js_from_cell(from->source);
    if (js_is_undefined(flags)) flags = original_flags(iso, from);
    JS_TRY(flags);
  } else if (pattern_is_regexp) {
    JsValue like = pattern;
    pattern = js_get(iso, js_as_object(like), js_atom_key(iso, JS_ATOM_source), like);
    JS_TRY(pattern);
    if (js_is_undefined(flags)) flags = js_get(iso, js_as_object(like), js_atom_key(iso, JS_ATOM_flags), like);
    JS_TRY(flags);
  }
  JsValue proto = prototype_for(iso, new_target);
  JS_TRY(proto);
  JsRegExp *re = js_regexp_alloc(iso, proto);
  if (!re || !initialise(iso, re, pattern, flags)) return JS_EMPTY;
  re->derived = new_target != js_intrinsic(iso, JS_INTRINSIC_RegExp);
  return js_from_cell(re);
}

/* B.2.4.1 RegExp.prototype.compile ( pattern, flags ), not for other realms' objects (proposal Legacy RegExp Features) */
static JsValue regexp_compile(JS_ARGS) {
  (void)callee, (void)new_target;
  if (!js_is_regexp_kind(this_value)) {
    return js_throw_incompatible_receiver(iso, "RegExp.prototype.compile", this_value);
  }
  if (js_as_regexp(this_value)->realm != iso->realm->serial) {
    return js_throw_type_error(iso, "RegExp.prototype.compile is not for objects of other realms");
  }
  if (js_as_regexp(this_value)->derived) {
    return js_throw_type_error(iso, "RegExp.prototype.compile is not for objects of subclasses of RegExp");
  }
  JsValue pattern = js_arg(argc, argv, 0), flags = js_arg(argc, argv, 1);
  if (js_is_regexp_kind(pattern)) {
    if (!js_is_undefined(flags)) {
      return js_throw_type_error(iso, "Cannot supply flags when constructing one RegExp from another");
    }
    flags = original_flags(iso, js_as_regexp(pattern));
    JS_TRY(flags);
    pattern = js_from_cell(js_as_regexp(pattern)->source);
  }
  if (!initialise(iso, js_as_regexp(this_value), pattern, flags)) return JS_EMPTY;
  return js_regexp_set_last_index(iso, js_as_object(this_value), 0) ? this_value : JS_EMPTY;
}

/* EncodeForRegExpEscape (22.2.5.1.1) */
static void escape_unit(JsStringBuilder *b, uint16_t c, bool lone_surrogate) {
  static const char hex[] = "0123456789abcdef";
  const char *control = c && c < 0x80 ? strchr("\tt\nn\vv\ff\rr", c) : NULL;
  if (c && c < 0x80 && strchr("^$\\.*+?()[]{}|/", c)) {
    js_builder_unit(b, '\\');
    js_builder_unit(b, c);
  } else if (control && c < 0x20) {
    js_builder_unit(b, '\\');
    js_builder_unit(b, (uint16_t)control[1]);
  } else if (c < 0x100 && ((c < 0x80 && c && strchr(",-=<>#&!%:;@~'`\"", c)) || c == ' ' || c == 0xA0)) {
    js_builder_ascii(b, "\\x");
    js_builder_unit(b, (uint16_t)hex[c >> 4]);
    js_builder_unit(b, (uint16_t)hex[c & 15]);
  } else if (lone_surrogate || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
             c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF) {
    js_builder_ascii(b, "\\u");
    for (int shift = 12; shift >= 0; shift -= 4) js_builder_unit(b, (uint16_t)hex[(c >> shift) & 15]);
  } else {
    js_builder_unit(b, c);
  }
}

/* 22.2.5.1 RegExp.escape ( S ) */
JsValue js_regexp_escape(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = js_arg(argc, argv, 0);
  if (!js_is_string(v)) return js_throw_type_about(iso, "", v, " is not a string");
  JsChars chars = js_string_chars(iso, js_as_string(v));
  if (!chars.data) return JS_EMPTY;
  JsStringBuilder b;
  js_builder_init(&b);
  for (uint32_t i = 0; i < chars.length; i++) {
    uint16_t c = js_chars_at(&chars, i);
    bool alphanumeric = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (i == 0 && alphanumeric) {
      js_builder_ascii(&b, "\\x");
      js_builder_unit(&b, (uint16_t)"0123456789abcdef"[c >> 4]);
      js_builder_unit(&b, (uint16_t)"0123456789abcdef"[c & 15]);
      continue;
    }
    bool lead = (c & 0xFC00) == 0xD800, surrogate = (c & 0xF800) == 0xD800;
    if (lead && i + 1 < chars.length && (js_chars_at(&chars, i + 1) & 0xFC00) == 0xDC00) {
      js_builder_unit(&b, c);
      js_builder_unit(&b, js_chars_at(&chars, ++i));
      continue;
    }
    escape_unit(&b, c, surrogate);
  }
  JS_KEEP(js_as_string(v));
  return js_from_cell(js_builder_finish(iso, &b));
}
