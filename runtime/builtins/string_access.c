/* String.prototype: units and code points, parts, padding, trimming, well-formedness, normalisation (22.1.3). */
#include <stdlib.h>

#include "builtins/string_builtins.h"
#include "unicode/unicode.h"
#include "value/number_text.h"

#define METHOD(name) JsValue js_string_proto_##name(JS_ARGS)
#define THIS_STRING(name)                                                     \
  JS_UNUSED_ARGS;                                                             \
  JsString *s = js_this_string(iso, this_value, "String.prototype." name);    \
  if (!s) return JS_EMPTY

/* ---- Units and code points ---- */

/* Position argument: false: threw; *in_range tells whether *index is one of the string's. */
static bool unit_position(JsIsolate *iso, JsValue v, uint32_t length, uint32_t *index, bool *in_range) {
  double d = 0;
  if (js_is_int32(v)) {
    *index = (uint32_t)js_as_int32(v); /* of a negative number: beyond any length */
    *in_range = *index < length;
    return true;
  }
  if (!js_to_integer_or_infinity(iso, v, &d)) return false;
  *in_range = d >= 0 && d < length;
  *index = *in_range ? (uint32_t)d : 0;
  return true;
}

/* 22.1.3.1 */
METHOD(at) {
  THIS_STRING("at");
  double d;
  if (!js_to_integer_or_infinity(iso, js_arg(argc, argv, 0), &d)) return JS_EMPTY;
  if (d < 0) d += s->length;
  if (d < 0 || d >= s->length) return JS_UNDEFINED;
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return JS_EMPTY;
  return js_from_cell(js_string_from_unit(iso, js_chars_at(&c, (uint32_t)d)));
}

/* 22.1.3.2 */
METHOD(char_at) {
  THIS_STRING("charAt");
  uint32_t i;
  bool in_range;
  if (!unit_position(iso, js_arg(argc, argv, 0), s->length, &i, &in_range)) return JS_EMPTY;
  if (!in_range) return js_atom_value(iso, JS_ATOM_empty);
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return JS_EMPTY;
  return js_from_cell(js_string_from_unit(iso, js_chars_at(&c, i)));
}

/* 22.1.3.3 */
METHOD(char_code_at) {
  THIS_STRING("charCodeAt");
  uint32_t i;
  bool in_range;
  if (!unit_position(iso, js_arg(argc, argv, 0), s->length, &i, &in_range)) return JS_EMPTY;
  if (!in_range) return js_double(__builtin_nan(""));
  JsChars c = js_string_chars(iso, s);
  return c.data ? js_int32(js_chars_at(&c, i)) : JS_EMPTY;
}

/* 22.1.3.4 */
METHOD(code_point_at) {
  THIS_STRING("codePointAt");
  uint32_t i, units;
  bool in_range;
  if (!unit_position(iso, js_arg(argc, argv, 0), s->length, &i, &in_range)) return JS_EMPTY;
  if (!in_range) return JS_UNDEFINED;
  JsChars c = js_string_chars(iso, s);
  return c.data ? js_int32((int32_t)js_chars_code_point(&c, i, &units)) : JS_EMPTY;
}

/* ---- Parts ---- */

/* 22.1.3.5 */
METHOD(concat) {
  THIS_STRING("concat");
  for (uint32_t i = 0; i < argc; i++) {
    JsString *next = js_to_string(iso, argv[i]);
    if (!next || !(s = js_string_concat(iso, s, next))) return JS_EMPTY;
  }
  return js_from_cell(s);
}

/* 22.1.3.23 */
METHOD(slice) {
  THIS_STRING("slice");
  uint32_t from, to;
  if (!js_string_position(iso, js_arg(argc, argv, 0), s->length, 0, &from)) return JS_EMPTY;
  if (!js_string_position(iso, js_arg(argc, argv, 1), s->length, s->length, &to)) return JS_EMPTY;
  return js_from_cell(js_string_slice(iso, s, from, to));
}

/* 22.1.3.26 */
METHOD(substring) {
  THIS_STRING("substring");
  uint32_t from, to;
  if (!js_clamped_index(iso, js_arg(argc, argv, 0), s->length, 0, &from)) return JS_EMPTY;
  if (!js_clamped_index(iso, js_arg(argc, argv, 1), s->length, s->length, &to)) return JS_EMPTY;
  return js_from_cell(from <= to ? js_string_slice(iso, s, from, to) : js_string_slice(iso, s, to, from));
}

/* B.2.2.1 */
METHOD(substr) {
  THIS_STRING("substr");
  uint32_t start, count;
  if (!js_string_position(iso, js_arg(argc, argv, 0), s->length, 0, &start)) return JS_EMPTY;
  if (!js_clamped_index(iso, js_arg(argc, argv, 1), s->length, s->length, &count)) return JS_EMPTY;
  return js_from_cell(js_string_slice(iso, s, start, count < s->length - start ? start + count : s->length));
}

/* ---- Repetition and padding ---- */

/* s repeated to fill n units, the last one cut. s is flat and not empty. */
static JsString *fill_with(JsIsolate *iso, JsString *s, uint32_t n) {
  bool wide = (s->cell.flags & JS_STR_UTF16) != 0;
  JsString *result = wide ? js_string_alloc_utf16(iso, n) : js_string_alloc_latin1(iso, n);
  if (!result) return NULL;
  JsChars c = js_string_flat_chars(s);
  uint8_t *to = result->u.latin1;
  size_t size = (size_t)n << wide, done = (size_t)c.length << wide;
  if (done > size) done = size;
  memcpy(to, c.data, done);
  while (done < size) { /* doubles what is there */
    size_t more = done < size - done ? done : size - done;
    memcpy(to + done, to, more);
    done += more;
  }
  return result;
}

/* 22.1.3.18 */
METHOD(repeat) {
  THIS_STRING("repeat");
  double n;
  JsValue count = js_arg(argc, argv, 0);
  if (!js_to_integer_or_infinity(iso, count, &n)) return JS_EMPTY;
  if (n < 0 || n > 1.7976931348623157e308) return js_throw_range_text(iso, "Invalid count value: ", count);
  if (n == 0 || s->length == 0) return js_atom_value(iso, JS_ATOM_empty);
  if (n * s->length > JS_MAX_STRING_LENGTH) return js_throw_range_error(iso, "Invalid string length");
  if (!js_string_flatten(iso, s)) return JS_EMPTY;
  return js_from_cell(n == 1 ? s : fill_with(iso, s, (uint32_t)n * s->length));
}

/* 22.1.3.17.2 StringPaddingBuiltinsImpl */
static JsValue pad(JsIsolate *iso, JsString *s, uint32_t argc, JsValue *argv, bool at_start) {
  uint64_t max_length;
  if (!js_to_length(iso, js_arg(argc, argv, 0), &max_length)) return JS_EMPTY;
  if (max_length <= s->length) return js_from_cell(s);
  JsString *filler;
  if (js_is_undefined(js_arg(argc, argv, 1)))
    filler = js_string_from_unit(iso, ' ');
  else
    filler = js_to_string(iso, argv[1]);
  if (!filler) return JS_EMPTY;
  if (filler->length == 0) return js_from_cell(s);
  if (max_length > JS_MAX_STRING_LENGTH) return js_throw_range_error(iso, "Invalid string length");
  if (!js_string_flatten(iso, filler)) return JS_EMPTY;
  JsString *padding = fill_with(iso, filler, (uint32_t)max_length - s->length);
  if (!padding) return JS_EMPTY;
  return js_from_cell(at_start ? js_string_concat(iso, padding, s) : js_string_concat(iso, s, padding));
}

/* 22.1.3.16 */
METHOD(pad_end) {
  THIS_STRING("padEnd");
  return pad(iso, s, argc, argv, false);
}

/* 22.1.3.17 */
METHOD(pad_start) {
  THIS_STRING("padStart");
  return pad(iso, s, argc, argv, true);
}

/* ---- Trimming (22.1.3.32) ---- */

JsString *js_trim_string(JsIsolate *iso, JsString *s, JsTrim where) {
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return NULL;
  uint32_t start = where & JS_TRIM_START ? js_chars_skip_white_space(&c, 0) : 0;
  uint32_t end = c.length;
  if (where & JS_TRIM_END)
    while (end > start && js_unicode_is_white_space(js_chars_at(&c, end - 1))) end--;
  return js_string_slice(iso, s, start, end);
}

METHOD(trim) {
  THIS_STRING("trim");
  return js_from_cell(js_trim_string(iso, s, JS_TRIM_BOTH));
}

METHOD(trim_end) {
  THIS_STRING("trimEnd");
  return js_from_cell(js_trim_string(iso, s, JS_TRIM_END));
}

METHOD(trim_start) {
  THIS_STRING("trimStart");
  return js_from_cell(js_trim_string(iso, s, JS_TRIM_START));
}

/* ---- Well-formedness and normalisation ---- */

/* The first lone surrogate, or the length. */
static uint32_t find_lone_surrogate(const JsChars *c) {
  if (!c->utf16) return c->length;
  for (uint32_t i = 0, units; i < c->length; i += units) {
    uint32_t cp = js_chars_code_point(c, i, &units);
    if ((cp & 0xFFFFF800u) == 0xD800) return i;
  }
  return c->length;
}

/* 22.1.3.11 */
METHOD(is_well_formed) {
  THIS_STRING("isWellFormed");
  JsChars c = js_string_chars(iso, s);
  return c.data ? js_bool(find_lone_surrogate(&c) == c.length) : JS_EMPTY;
}

/* 22.1.3.31 */
METHOD(to_well_formed) {
  THIS_STRING("toWellFormed");
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return JS_EMPTY;
  uint32_t first = find_lone_surrogate(&c);
  if (first == c.length) return js_from_cell(s);
  JsString *result = js_string_alloc_utf16(iso, c.length);
  if (!result) return JS_EMPTY;
  memcpy(result->u.utf16, c.data, (size_t)c.length * 2);
  for (uint32_t i = first, units; i < c.length; i += units) {
    uint32_t cp = js_chars_code_point(&c, i, &units);
    if ((cp & 0xFFFFF800u) == 0xD800) result->u.utf16[i] = 0xFFFD;
  }
  JS_KEEP(s);
  return js_from_cell(result);
}

/* Which form the text names; -1: none. */
static int normal_form(JsIsolate *iso, JsString *name) {
  static const char *const names[] = {[JS_NFC] = "NFC", [JS_NFD] = "NFD", [JS_NFKC] = "NFKC", [JS_NFKD] = "NFKD"};
  for (int i = 0; i < 4; i++) {
    JsString *candidate = js_atom(iso, names[i]);
    if (candidate && js_string_equals(iso, name, candidate)) return i;
  }
  return -1;
}

/* 22.1.3.15 */
METHOD(normalize) {
  THIS_STRING("normalize");
  int form = JS_NFC;
  if (!js_is_undefined(js_arg(argc, argv, 0))) {
    JsString *name = js_to_string(iso, argv[0]);
    if (!name) return JS_EMPTY;
    form = normal_form(iso, name);
    if (form < 0) return js_throw_range_error(iso, "The normalization form should be one of NFC, NFD, NFKC, NFKD.");
  }
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return JS_EMPTY;
  if (!c.utf16) { /* ASCII is normal in every form, Latin-1 in NFC */
    uint32_t i = 0;
    while (i < c.length && js_chars_at(&c, i) < 0x80) i++;
    if (i == c.length || form == JS_NFC) return js_from_cell(s);
  }
  uint16_t *units = malloc(((size_t)c.length + 1) * 2);
  uint16_t *result = NULL;
  size_t length = 0;
  if (units) {
    for (uint32_t i = 0; i < c.length; i++) units[i] = js_chars_at(&c, i);
    result = js_unicode_normalize(units, c.length, (JsNormalForm)form, &length);
    free(units);
  }
  JS_KEEP(s);
  if (!result) return js_throw_range_error(iso, "Invalid string length");
  JsString *normal = js_string_from_utf16(iso, result, length);
  free(result);
  return js_from_cell(normal);
}
