/* String.prototype: searching, matching, replacing, splitting (22.1.3). What takes a pattern asks the pattern's
 * own method (Symbol.match and so on) if the pattern is an object; plain strings take the paths here. */
#include "builtins/string_builtins.h"

#define METHOD(name) JsValue js_string_proto_##name(JS_ARGS)
#define THIS_STRING(name)                                                  \
  JS_UNUSED_ARGS;                                                          \
  JsString *s = js_this_string(iso, this_value, "String.prototype." name); \
  if (!s) return JS_EMPTY

JsValue lode_new_regexp(JsIsolate *iso, JsValue source, JsValue flags); /* RegExpCreate of strings */

int js_is_regexp(JsIsolate *iso, JsValue v) {
  if (!js_is_object(v)) return 0;
  JsValue matcher = js_get(iso, js_as_object(v), js_symbol_key(iso, JS_SYMBOL_match), v);
  if (matcher == JS_EMPTY) return -1;
  return js_is_undefined(matcher) ? js_is_kind(v, JS_KIND_REGEXP) : js_to_boolean(matcher);
}

/* ---- Plain searches ---- */

/* ToString of what must not be a regular expression. NULL: threw. */
static JsString *search_string(JsIsolate *iso, JsValue v, const char *method) {
  int regexp = js_is_regexp(iso, v);
  if (regexp > 0)
    js_throw_type_error(iso, "First argument to String.prototype.%s must not be a regular expression", method);
  return regexp ? NULL : js_to_string(iso, v);
}

/* Does needle stand at that place of s? at + needle->length is within s. -1: out of memory. */
static int stands_at(JsIsolate *iso, JsString *s, JsString *needle, uint32_t at) {
  JsChars a = js_string_chars(iso, s), b = js_string_chars(iso, needle);
  if (!a.data || !b.data) return -1;
  if (a.utf16 == b.utf16) {
    const uint8_t *start = (const uint8_t *)a.data + ((size_t)at << a.utf16);
    return memcmp(start, b.data, (size_t)b.length << a.utf16) == 0;
  }
  for (uint32_t i = 0; i < b.length; i++)
    if (js_chars_at(&a, at + i) != js_chars_at(&b, i)) return 0;
  return 1;
}

static JsValue tri_state(int r) { return r < 0 ? JS_EMPTY : js_bool(r); }

/* 22.1.3.24 */
METHOD(starts_with) {
  THIS_STRING("startsWith");
  JsString *needle = search_string(iso, js_arg(argc, argv, 0), "startsWith");
  uint32_t start;
  if (!needle || !js_clamped_index(iso, js_arg(argc, argv, 1), s->length, 0, &start)) return JS_EMPTY;
  if (needle->length > s->length - start) return JS_FALSE;
  return tri_state(stands_at(iso, s, needle, start));
}

/* 22.1.3.7 */
METHOD(ends_with) {
  THIS_STRING("endsWith");
  JsString *needle = search_string(iso, js_arg(argc, argv, 0), "endsWith");
  uint32_t end;
  if (!needle || !js_clamped_index(iso, js_arg(argc, argv, 1), s->length, s->length, &end)) return JS_EMPTY;
  if (needle->length > end) return JS_FALSE;
  return tri_state(stands_at(iso, s, needle, end - needle->length));
}

/* 22.1.3.8 */
METHOD(includes) {
  THIS_STRING("includes");
  JsString *needle = search_string(iso, js_arg(argc, argv, 0), "includes");
  uint32_t start;
  if (!needle || !js_clamped_index(iso, js_arg(argc, argv, 1), s->length, 0, &start)) return JS_EMPTY;
  return js_bool(js_string_index_of(iso, s, needle, start) >= 0);
}

/* 22.1.3.9 */
METHOD(index_of) {
  THIS_STRING("indexOf");
  JsString *needle = js_to_string(iso, js_arg(argc, argv, 0));
  uint32_t start;
  if (!needle || !js_clamped_index(iso, js_arg(argc, argv, 1), s->length, 0, &start)) return JS_EMPTY;
  return js_int32((int32_t)js_string_index_of(iso, s, needle, start));
}

/* 22.1.3.10 */
METHOD(last_index_of) {
  THIS_STRING("lastIndexOf");
  JsString *needle = js_to_string(iso, js_arg(argc, argv, 0));
  double position;
  if (!needle || !js_to_number(iso, js_arg(argc, argv, 1), &position)) return JS_EMPTY;
  uint32_t from = s->length; /* NaN means the end */
  if (position == position) from = position <= 0 ? 0 : position < s->length ? (uint32_t)position : s->length;
  return js_int32((int32_t)js_string_last_index_of(iso, s, needle, from));
}

/* ---- Methods of patterns ---- */

/* If pattern is an object with that method: calls it with this and extra, *result is what it gave. 1 called,
 * 0 there is none, -1 threw. */
static int dispatch(JsIsolate *iso, JsValue this_value, JsValue pattern, JsSymbolId symbol, const JsValue *extra,
                    JsValue *result) {
  if (!js_is_object(pattern)) return 0;
  JsValue method = js_get_method(iso, pattern, js_symbol_key(iso, symbol));
  if (method == JS_EMPTY) return -1;
  if (js_is_undefined(method)) return 0;
  JsValue args[2] = {this_value, extra ? *extra : JS_UNDEFINED};
  *result = js_call(iso, method, pattern, extra ? 2 : 1, args);
  return *result == JS_EMPTY ? -1 : 1;
}

/* The Get of flags that matchAll and replaceAll make of regular expressions. false: threw. */
static bool require_global(JsIsolate *iso, JsValue pattern, const char *method) {
  int regexp = js_is_regexp(iso, pattern);
  if (regexp <= 0) return regexp == 0;
  JsValue flags = js_get(iso, js_as_object(pattern), js_atom_key(iso, JS_ATOM_flags), pattern);
  if (flags == JS_EMPTY) return false;
  if (js_is_nullish(flags)) {
    js_throw_type_error(iso, "String.prototype.%s called with a non-global RegExp argument", method);
    return false;
  }
  JsString *text = js_to_string(iso, flags);
  if (!text) return false;
  if (js_string_index_of(iso, text, js_string_from_unit(iso, 'g'), 0) >= 0) return true;
  js_throw_type_error(iso, "String.prototype.%s called with a non-global RegExp argument", method);
  return false;
}

/* Makes a regular expression of what isn't one and invokes the method on it with this string. */
static JsValue with_new_regexp(JsIsolate *iso, JsString *s, JsValue pattern, const char *flags, JsSymbolId symbol) {
  JsString *source = js_is_undefined(pattern) ? iso->atoms[JS_ATOM_empty] : js_to_string(iso, pattern);
  if (!source) return JS_EMPTY;
  JsString *flags_text = js_string_from_cstr(iso, flags);
  if (!flags_text) return JS_EMPTY;
  JsValue regexp = lode_new_regexp(iso, js_from_cell(source), js_from_cell(flags_text));
  JS_TRY(regexp);
  JsValue argument = js_from_cell(s);
  return js_invoke(iso, regexp, js_symbol_key(iso, symbol), 1, &argument);
}

static bool require_this(JsIsolate *iso, JsValue this_value, const char *method) {
  if (!js_is_nullish(this_value)) return true;
  js_throw_type_error(iso, "String.prototype.%s called on null or undefined", method);
  return false;
}

/* 22.1.3.13 */
METHOD(match) {
  JS_UNUSED_ARGS;
  JsValue pattern = js_arg(argc, argv, 0), result;
  if (!require_this(iso, this_value, "match")) return JS_EMPTY;
  int done = dispatch(iso, this_value, pattern, JS_SYMBOL_match, NULL, &result);
  if (done) return done > 0 ? result : JS_EMPTY;
  JsString *s = js_to_string(iso, this_value);
  return s ? with_new_regexp(iso, s, pattern, "", JS_SYMBOL_match) : JS_EMPTY;
}

/* 22.1.3.14 */
METHOD(match_all) {
  JS_UNUSED_ARGS;
  JsValue pattern = js_arg(argc, argv, 0), result;
  if (!require_this(iso, this_value, "matchAll")) return JS_EMPTY;
  if (!require_global(iso, pattern, "matchAll")) return JS_EMPTY;
  int done = dispatch(iso, this_value, pattern, JS_SYMBOL_matchAll, NULL, &result);
  if (done) return done > 0 ? result : JS_EMPTY;
  JsString *s = js_to_string(iso, this_value);
  return s ? with_new_regexp(iso, s, pattern, "g", JS_SYMBOL_matchAll) : JS_EMPTY;
}

/* 22.1.3.21 */
METHOD(search) {
  JS_UNUSED_ARGS;
  JsValue pattern = js_arg(argc, argv, 0), result;
  if (!require_this(iso, this_value, "search")) return JS_EMPTY;
  int done = dispatch(iso, this_value, pattern, JS_SYMBOL_search, NULL, &result);
  if (done) return done > 0 ? result : JS_EMPTY;
  JsString *s = js_to_string(iso, this_value);
  return s ? with_new_regexp(iso, s, pattern, "", JS_SYMBOL_search) : JS_EMPTY;
}

/* ---- GetSubstitution ---- */

/* $n or $nn at i, which is past the dollar sign. Returns the units it takes, 0 if it names no capture. */
static uint32_t capture_reference(const JsChars *t, uint32_t i, uint32_t count, uint32_t *number) {
  uint32_t first = i < t->length ? (uint32_t)js_chars_at(t, i) - '0' : 99;
  uint32_t second = i + 1 < t->length ? (uint32_t)js_chars_at(t, i + 1) - '0' : 99;
  if (first > 9) return 0;
  if (second <= 9 && first * 10 + second >= 1 && first * 10 + second <= count) {
    *number = first * 10 + second;
    return 2;
  }
  *number = first;
  return first >= 1 && first <= count ? 1 : 0;
}

/* $<name>, with i at the angle bracket. Returns the units it takes, 0 if it isn't one, UINT32_MAX if it threw. */
static uint32_t named_reference(JsIsolate *iso, JsStringBuilder *out, JsString *replacement, const JsChars *t, uint32_t i,
                                JsValue named_captures) {
  if (js_is_undefined(named_captures)) return 0;
  uint32_t end = i + 1;
  while (end < t->length && js_chars_at(t, end) != '>') end++;
  if (end == t->length) return 0;
  JsString *name = js_string_slice(iso, replacement, i + 1, end);
  JsKey key = name ? js_key_from_string(iso, name) : JS_KEY_NONE;
  if (key == JS_KEY_NONE) return UINT32_MAX;
  JsValue capture = js_get(iso, js_as_object(named_captures), key, named_captures);
  if (capture == JS_EMPTY) return UINT32_MAX;
  if (!js_is_undefined(capture)) {
    JsString *text = js_to_string(iso, capture);
    if (!text || !js_builder_string(iso, out, text)) return UINT32_MAX;
  }
  return end + 1 - i;
}

bool js_get_substitution(JsIsolate *iso, JsStringBuilder *out, JsString *matched, JsString *string, uint32_t position,
                         uint32_t capture_count, const JsValue *captures, JsValue named_captures,
                         JsString *replacement) {
  JsChars t = js_string_chars(iso, replacement), whole = js_string_chars(iso, string);
  if (!t.data || !whole.data) return false;
  for (uint32_t i = 0; i < t.length;) {
    uint32_t start = i, used = 0, number;
    while (i < t.length && js_chars_at(&t, i) != '$') i++;
    js_builder_chars(out, &t, start, i);
    if (i == t.length) break;
    uint16_t next = i + 1 < t.length ? js_chars_at(&t, i + 1) : 0;
    if (next == '$') {
      js_builder_unit(out, '$');
      used = 1;
    } else if (next == '&') {
      if (!js_builder_string(iso, out, matched)) return false;
      used = 1;
    } else if (next == '`') {
      js_builder_chars(out, &whole, 0, position);
      used = 1;
    } else if (next == '\'') {
      uint64_t tail = (uint64_t)position + matched->length;
      if (tail < whole.length) js_builder_chars(out, &whole, (uint32_t)tail, whole.length);
      used = 1;
    } else if (next == '<') {
      used = named_reference(iso, out, replacement, &t, i + 1, named_captures);
      if (used == UINT32_MAX) return false;
    } else {
      used = capture_reference(&t, i + 1, capture_count, &number);
      JsValue capture = used ? captures[number - 1] : JS_UNDEFINED;
      if (js_is_string(capture) && !js_builder_string(iso, out, js_as_string(capture))) return false;
    }
    if (!used) js_builder_unit(out, '$');
    i += 1 + used;
  }
  JS_KEEP(replacement);
  JS_KEEP(string);
  return true;
}

/* ---- replace, replaceAll ---- */

typedef struct Replacement {
  JsValue function;  /* callable, or undefined */
  JsString *text;    /* template, where there is no function */
  bool plain;        /* the template has no dollar sign */
} Replacement;

static bool replacement_init(JsIsolate *iso, JsValue v, Replacement *r) {
  r->function = JS_UNDEFINED;
  r->text = NULL;
  if (js_is_callable(v)) {
    r->function = v;
    return true;
  }
  r->text = js_to_string(iso, v);
  if (!r->text) return false;
  r->plain = js_string_index_of(iso, r->text, js_string_from_unit(iso, '$'), 0) < 0;
  return true;
}

/* Appends what stands for the match at that position. false: threw. */
static bool append_replacement(JsIsolate *iso, JsStringBuilder *b, const Replacement *r, JsString *s, JsString *needle,
                               uint32_t position) {
  if (!r->text) {
    JsValue args[3] = {js_from_cell(needle), js_int32((int32_t)position), js_from_cell(s)};
    JsValue v = js_call(iso, r->function, JS_UNDEFINED, 3, args);
    JsString *text = v == JS_EMPTY ? NULL : js_to_string(iso, v);
    return text && js_builder_string(iso, b, text);
  }
  if (r->plain) return js_builder_string(iso, b, r->text);
  return js_get_substitution(iso, b, needle, s, position, 0, NULL, JS_UNDEFINED, r->text);
}

static bool append_part(JsIsolate *iso, JsStringBuilder *b, JsString *s, uint32_t from, uint32_t to) {
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return false;
  js_builder_chars(b, &c, from, to);
  JS_KEEP(s);
  return true;
}

/* The first occurrence replaced: parts are shared, so that big strings with small changes are cheap. */
static JsValue replace_first(JsIsolate *iso, JsString *s, JsString *needle, const Replacement *r) {
  int64_t position = js_string_index_of(iso, s, needle, 0);
  if (position < 0) return js_from_cell(s);
  JsString *middle = r->text;
  if (!r->text || !r->plain) {
    JsStringBuilder b;
    js_builder_init(&b);
    if (!append_replacement(iso, &b, r, s, needle, (uint32_t)position)) {
      js_builder_dispose(&b);
      return JS_EMPTY;
    }
    middle = js_builder_finish(iso, &b);
    if (!middle) return JS_EMPTY;
  }
  JsString *head = js_string_slice(iso, s, 0, (uint32_t)position);
  JsString *tail = js_string_slice(iso, s, (uint32_t)position + needle->length, s->length);
  JsString *result = head && tail ? js_string_concat(iso, head, middle) : NULL;
  return js_from_cell(result ? js_string_concat(iso, result, tail) : NULL);
}

static JsValue replace_every(JsIsolate *iso, JsString *s, JsString *needle, const Replacement *r) {
  JsStringBuilder b;
  js_builder_init(&b);
  uint32_t end = 0, advance = needle->length ? needle->length : 1;
  bool ok = true, any = false;
  for (int64_t at = js_string_index_of(iso, s, needle, 0); ok && at >= 0;) {
    any = true;
    ok = append_part(iso, &b, s, end, (uint32_t)at) && append_replacement(iso, &b, r, s, needle, (uint32_t)at) &&
         !b.failed;
    end = (uint32_t)at + needle->length;
    uint64_t next = (uint64_t)at + advance;
    at = next > s->length ? -1 : js_string_index_of(iso, s, needle, (uint32_t)next);
  }
  if (any && ok) ok = append_part(iso, &b, s, end, s->length);
  if (b.failed && iso->exception == JS_EMPTY) return js_from_cell(js_builder_finish(iso, &b)); /* throws: too long */
  if (!ok || !any) {
    js_builder_dispose(&b);
    return any ? JS_EMPTY : js_from_cell(s);
  }
  return js_from_cell(js_builder_finish(iso, &b));
}

static JsValue replace(JsIsolate *iso, JsValue this_value, uint32_t argc, JsValue *argv, bool all) {
  JsValue pattern = js_arg(argc, argv, 0), replacement = js_arg(argc, argv, 1), result;
  if (!require_this(iso, this_value, all ? "replaceAll" : "replace")) return JS_EMPTY;
  if (all && !require_global(iso, pattern, "replaceAll")) return JS_EMPTY;
  int done = dispatch(iso, this_value, pattern, JS_SYMBOL_replace, &replacement, &result);
  if (done) return done > 0 ? result : JS_EMPTY;
  JsString *s = js_to_string(iso, this_value);
  JsString *needle = s ? js_to_string(iso, pattern) : NULL;
  Replacement r;
  if (!needle || !replacement_init(iso, replacement, &r)) return JS_EMPTY;
  return all ? replace_every(iso, s, needle, &r) : replace_first(iso, s, needle, &r);
}

/* 22.1.3.19 */
METHOD(replace) {
  JS_UNUSED_ARGS;
  return replace(iso, this_value, argc, argv, false);
}

/* 22.1.3.20 */
METHOD(replace_all) {
  JS_UNUSED_ARGS;
  return replace(iso, this_value, argc, argv, true);
}

/* ---- split ---- */

static JsValue split_units(JsIsolate *iso, JsString *s, uint32_t limit) {
  uint32_t n = s->length < limit ? s->length : limit;
  JsObject *array = js_array_with_capacity(iso, n);
  if (!array || !js_string_flatten(iso, s)) return JS_EMPTY;
  for (uint32_t i = 0; i < n; i++) {
    JsChars c = js_string_flat_chars(s);
    JsString *unit = js_string_from_unit(iso, js_chars_at(&c, i));
    if (!unit || !js_array_push(iso, array, js_from_cell(unit))) return JS_EMPTY;
  }
  return js_from_cell(array);
}

static bool push_part(JsIsolate *iso, JsObject *array, JsString *s, uint32_t from, uint32_t to) {
  JsString *part = js_string_slice(iso, s, from, to);
  return part && js_array_push(iso, array, js_from_cell(part));
}

static JsValue split_by(JsIsolate *iso, JsString *s, JsString *separator, uint32_t limit) {
  JsObject *array = js_array_with_capacity(iso, 4);
  if (!array) return JS_EMPTY;
  uint32_t count = 0, from = 0;
  for (;;) {
    int64_t at = js_string_index_of(iso, s, separator, from);
    if (at < 0) break;
    if (!push_part(iso, array, s, from, (uint32_t)at)) return JS_EMPTY;
    if (++count == limit) return js_from_cell(array);
    from = (uint32_t)at + separator->length;
  }
  return push_part(iso, array, s, from, s->length) ? js_from_cell(array) : JS_EMPTY;
}

/* 22.1.3.23 */
METHOD(split) {
  JS_UNUSED_ARGS;
  JsValue separator = js_arg(argc, argv, 0), limit_value = js_arg(argc, argv, 1), result;
  if (!require_this(iso, this_value, "split")) return JS_EMPTY;
  int done = dispatch(iso, this_value, separator, JS_SYMBOL_split, &limit_value, &result);
  if (done) return done > 0 ? result : JS_EMPTY;
  JsString *s = js_to_string(iso, this_value);
  if (!s) return JS_EMPTY;
  uint32_t limit = UINT32_MAX;
  if (!js_is_undefined(limit_value) && !js_to_uint32(iso, limit_value, &limit)) return JS_EMPTY;
  JsString *text = js_to_string(iso, separator);
  if (!text) return JS_EMPTY;
  JsValue only = js_from_cell(s);
  if (limit == 0) return js_from_cell(js_array_with_capacity(iso, 0));
  if (js_is_undefined(separator)) return js_from_cell(js_array_from_values(iso, &only, 1));
  if (text->length == 0) return split_units(iso, s, limit);
  if (s->length == 0) return js_from_cell(js_array_from_values(iso, &only, 1));
  return split_by(iso, s, text, limit);
}
