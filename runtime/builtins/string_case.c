/* String.prototype: case mapping (22.1.3.28, 22.1.3.30) and localeCompare. */
#include <stdlib.h>

#include "builtins/string_builtins.h"
#include "unicode/unicode.h"

/* ---- Case mapping ---- */

static bool is_upper_latin1(uint8_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7); }
static bool is_lower_latin1(uint8_t c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c != 0xF7) || c == 0xB5; }
/* Upper case leaves Latin-1, or takes two units. */
static bool is_odd_latin1(uint8_t c) { return c == 0xB5 || c == 0xDF || c == 0xFF; }

/* Is the sigma at i the last letter of a word? (SpecialCasing.txt's Final_Sigma) */
static bool is_final_sigma(const JsChars *c, uint32_t i) {
  uint32_t at = i, units, cp = 0;
  bool after_cased = false;
  while (at > 0) {
    at--;
    if (at > 0 && (js_chars_at(c, at) & 0xFC00) == 0xDC00 && (js_chars_at(c, at - 1) & 0xFC00) == 0xD800) at--;
    cp = js_chars_code_point(c, at, &units);
    if (js_unicode_is_case_ignorable(cp)) continue;
    after_cased = js_unicode_is_cased(cp);
    break;
  }
  if (!after_cased) return false;
  for (at = i + 1; at < c->length; at += units) {
    cp = js_chars_code_point(c, at, &units);
    if (!js_unicode_is_case_ignorable(cp)) return !js_unicode_is_cased(cp);
  }
  return true;
}

static void append_code_point(JsStringBuilder *b, uint32_t cp) {
  if (cp > 0xFFFF) {
    js_builder_unit(b, (uint16_t)(0xD7C0 + (cp >> 10)));
    cp = 0xDC00 + (cp & 0x3FF);
  }
  js_builder_unit(b, (uint16_t)cp);
}

static JsString *map_case(JsIsolate *iso, JsString *s, const JsChars *c, bool upper) {
  JsStringBuilder b;
  js_builder_init(&b);
  for (uint32_t i = 0, units; i < c->length; i += units) {
    uint32_t cp = js_chars_code_point(c, i, &units);
    uint32_t mapped[JS_UNICODE_MAX_CASE_LENGTH];
    size_t n = upper ? js_unicode_to_upper(cp, mapped) : js_unicode_to_lower(cp, mapped);
    if (!upper && cp == 0x3A3 && is_final_sigma(c, i)) mapped[0] = 0x3C2;
    for (size_t j = 0; j < n; j++) append_code_point(&b, mapped[j]);
  }
  JS_KEEP(s);
  return js_builder_finish(iso, &b);
}

/* Fast path: ASCII, in loops that become vector code. NULL: not ASCII, or (exception set) out of memory. */
static JsString *map_ascii(JsIsolate *iso, JsString *s, const JsChars *c, bool upper) {
  const uint8_t *from = c->data;
  const uint8_t first = upper ? 'a' : 'A';
  uint8_t all = 0, changes = 0;
  for (uint32_t i = 0; i < c->length; i++) {
    all |= from[i];
    changes |= (uint8_t)(from[i] - first) < 26;
  }
  if (all >= 0x80) return NULL;
  if (!changes) return s;
  JsString *result = js_string_alloc_latin1(iso, c->length);
  if (!result) return NULL;
  for (uint32_t i = 0; i < c->length; i++)
    result->u.latin1[i] = from[i] ^ (uint8_t)(((uint8_t)(from[i] - first) < 26) << 5);
  JS_KEEP(s);
  return result;
}

/* Latin-1 that stays so, unit by unit; s itself where nothing changes. */
static JsString *map_latin1(JsIsolate *iso, JsString *s, const JsChars *c, bool upper) {
  JsString *ascii = map_ascii(iso, s, c, upper);
  if (ascii || iso->exception != JS_EMPTY) return ascii;
  const uint8_t *from = c->data;
  uint32_t i = 0;
  while (i < c->length && !(upper ? is_lower_latin1(from[i]) : is_upper_latin1(from[i]))) i++;
  if (i == c->length) return s;
  if (upper)
    for (uint32_t j = i; j < c->length; j++)
      if (is_odd_latin1(from[j])) return map_case(iso, s, c, true);
  JsString *result = js_string_alloc_latin1(iso, c->length);
  if (!result) return NULL;
  uint8_t *to = result->u.latin1;
  memcpy(to, from, i);
  for (; i < c->length; i++) {
    bool change = upper ? is_lower_latin1(from[i]) : is_upper_latin1(from[i]);
    to[i] = change ? from[i] ^ 0x20 : from[i];
  }
  JS_KEEP(s);
  return result;
}

static JsValue convert_case(JsIsolate *iso, JsValue this_value, const char *method, bool upper) {
  JsString *s = js_this_string(iso, this_value, method);
  if (!s) return JS_EMPTY;
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return JS_EMPTY;
  return js_from_cell(c.utf16 ? map_case(iso, s, &c, upper) : map_latin1(iso, s, &c, upper));
}

JsValue js_string_proto_to_lower_case(JS_ARGS) {
  JS_UNUSED_ARGS;
  return convert_case(iso, this_value, "String.prototype.toLowerCase", false);
}

JsValue js_string_proto_to_upper_case(JS_ARGS) {
  JS_UNUSED_ARGS;
  return convert_case(iso, this_value, "String.prototype.toUpperCase", true);
}

/* Without locale data: the mappings that hold in every language but Azeri, Lithuanian and Turkish. */
JsValue js_string_proto_to_locale_lower_case(JS_ARGS) {
  JS_UNUSED_ARGS;
  return convert_case(iso, this_value, "String.prototype.toLocaleLowerCase", false);
}

JsValue js_string_proto_to_locale_upper_case(JS_ARGS) {
  JS_UNUSED_ARGS;
  return convert_case(iso, this_value, "String.prototype.toLocaleUpperCase", true);
}

/* ---- localeCompare ----
 *
 * Without collation data this follows the shape of the Unicode Collation Algorithm: letters first without accents
 * and case, then accents, then case with lower before upper. ASCII is ordered as CLDR's root collation
 * has it; other letters by code point. */

/* Position of an ASCII character in the root collation; letters and digits come after. */
static uint32_t ascii_weight(uint32_t c) {
  static const char order[] = "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
  const char *place = c ? strchr(order, (int)c) : NULL;
  if (place) return (uint32_t)(place - order) + 1;
  if (c >= '0' && c <= '9') return 0x100 + c;
  if (c >= 'a' && c <= 'z') return 0x200 + c;
  return 0; /* controls are ignored */
}

static bool has_category(uint32_t cp, const char *category) {
  const uint32_t *pairs;
  size_t n;
  return js_unicode_property_ranges("gc", category, &pairs, &n) && js_unicode_in_ranges(cp, pairs, n);
}

/* 0: ignored on the first level. */
static uint32_t primary_weight(uint32_t cp) {
  cp = js_unicode_simple_fold(cp);
  if (cp < 0x80) return ascii_weight(cp);
  if (has_category(cp, "M")) return 0;
  if (has_category(cp, "L") || has_category(cp, "N")) return 0x1000 + cp;
  return 0x80;
}

typedef struct Collation {
  uint16_t *units; /* decomposed */
  size_t length;
} Collation;

static bool decompose(const JsChars *c, Collation *out) {
  uint16_t *wide = malloc(((size_t)c->length + 1) * 2);
  if (!wide) return false;
  for (uint32_t i = 0; i < c->length; i++) wide[i] = js_chars_at(c, i);
  out->units = js_unicode_normalize(wide, c->length, JS_NFD, &out->length);
  free(wide);
  return out->units != NULL;
}

/* The next weight of a level at or after *i; 0 at the end. */
static uint32_t next_weight(const Collation *text, size_t *i, int level) {
  JsChars c = {.data = text->units, .length = (uint32_t)text->length, .utf16 = true};
  while (*i < text->length) {
    uint32_t units, cp = js_chars_code_point(&c, (uint32_t)*i, &units);
    *i += units;
    uint32_t primary = primary_weight(cp), weight = primary;
    if (level == 2) weight = has_category(cp, "M") ? 1 + cp : primary ? 1 : 0;
    if (level == 3) weight = !primary ? 0 : js_unicode_simple_fold(cp) != cp ? 2 : 1;
    if (level == 1 && primary == 0x80) weight = 0x80 + (cp >> 11), weight = weight < 0x100 ? weight : 0xFF;
    if (weight) return weight;
  }
  return 0;
}

static int compare_level(const Collation *a, const Collation *b, int level) {
  size_t i = 0, j = 0;
  for (;;) {
    uint32_t x = next_weight(a, &i, level), y = next_weight(b, &j, level);
    if (x != y) return x < y ? -1 : 1;
    if (x == 0) return 0;
  }
}

static int collate(const JsChars *a, const JsChars *b) {
  Collation x = {0}, y = {0};
  int order = 0;
  if (decompose(a, &x) && decompose(b, &y))
    for (int level = 1; level <= 3 && order == 0; level++) order = compare_level(&x, &y, level);
  free(x.units);
  free(y.units);
  return order;
}

/* 22.1.3.12 */
JsValue js_string_proto_locale_compare(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsString *s = js_this_string(iso, this_value, "String.prototype.localeCompare");
  if (!s) return JS_EMPTY;
  JsString *that = js_to_string(iso, js_arg(argc, argv, 0));
  if (!that) return JS_EMPTY;
  if (js_string_equals(iso, s, that)) return js_int32(0);
  JsChars a = js_string_chars(iso, s), b = js_string_chars(iso, that);
  if (!a.data || !b.data) return JS_EMPTY;
  int order = collate(&a, &b);
  JS_KEEP(s);
  JS_KEEP(that);
  return js_int32(order);
}
