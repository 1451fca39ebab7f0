/* Escapes and group names of patterns (CharacterEscape, CharacterClassEscape, GroupName). */
#include <string.h>

#include "regexp/parser.h"
#include "unicode/unicode.h"

static int hex_value(uint32_t c) {
  if (c >= '0' && c <= '9') return (int)(c - '0');
  if (c >= 'a' && c <= 'f') return (int)(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return (int)(c - 'A' + 10);
  return -1;
}

/* Exactly n hexadecimal digits; otherwise nothing is consumed. */
static bool parse_hex_digits(JsReParser *p, uint32_t n, uint32_t *value) {
  uint32_t v = 0;
  for (uint32_t i = 0; i < n; i++) {
    int digit = hex_value(js_re_peek(p, i));
    if (digit < 0) return false;
    v = v * 16 + (uint32_t)digit;
  }
  p->position += n;
  *value = v;
  return true;
}

bool js_re_parse_hex_escape(JsReParser *p, uint32_t *value) { return parse_hex_digits(p, 2, value); }

/* {1F600}, at the brace. */
static bool parse_braced_code_point(JsReParser *p, uint32_t *value) {
  uint32_t start = p->position, v = 0, digits = 0;
  p->position++;
  for (int digit; (digit = hex_value(js_re_current(p))) >= 0; p->position++, digits++) {
    v = v * 16 + (uint32_t)digit;
    if (v > JS_CODE_POINT_MAX) break;
  }
  if (digits && v <= JS_CODE_POINT_MAX && js_re_eat(p, '}')) {
    *value = v;
    return true;
  }
  p->position = start;
  return false;
}

bool js_re_parse_unicode_escape(JsReParser *p, bool unicode, uint32_t *value) {
  if (js_re_current(p) == '{' && unicode) return parse_braced_code_point(p, value);
  if (!parse_hex_digits(p, 4, value)) return false;
  if (unicode && (*value & 0xFC00) == 0xD800 && js_re_current(p) == '\\' && js_re_peek(p, 1) == 'u') {
    uint32_t start = p->position, trail;
    p->position += 2;
    if (parse_hex_digits(p, 4, &trail) && (trail & 0xFC00) == 0xDC00) {
      *value = 0x10000 + ((*value & 0x3FF) << 10) + (trail & 0x3FF);
    } else {
      p->position = start;
    }
  }
  return true;
}

/* LegacyOctalEscapeSequence: up to 0377. */
static uint32_t parse_octal(JsReParser *p) {
  uint32_t value = 0;
  for (int i = 0; i < 3; i++) {
    uint32_t c = js_re_current(p);
    if (c < '0' || c > '7' || value * 8 + (c - '0') > 0377) break;
    value = value * 8 + (c - '0');
    p->position++;
  }
  return value;
}

static uint32_t parse_digit_escape(JsReParser *p, bool in_class) {
  uint32_t c = js_re_current(p);
  if (p->unicode) {
    if (c == '0' && !js_re_is_digit(js_re_peek(p, 1))) {
      p->position++;
      return 0;
    }
    if (in_class) js_re_fail(p, JS_RE_INVALID_CLASS_ESCAPE);
    js_re_fail(p, c == '0' ? JS_RE_INVALID_DECIMAL_ESCAPE : JS_RE_INVALID_ESCAPE);
  }
  if (c < '8') return parse_octal(p);
  p->position++;
  return c;
}

/* \c: a control letter; Annex B takes the backslash literally where none follows, and digits and _ in classes. */
static uint32_t parse_control_escape(JsReParser *p, bool in_class) {
  uint32_t c = js_re_peek(p, 1), letter = c & ~0x20u;
  bool control = c < 0x80 && letter >= 'A' && letter <= 'Z';
  if (!control && in_class && !p->unicode) control = js_re_is_digit(c) || c == '_';
  if (control) {
    p->position += 2;
    return c & 0x1F;
  }
  if (p->unicode) js_re_fail(p, JS_RE_INVALID_UNICODE_ESCAPE);
  return '\\';
}

static bool is_syntax_character(uint32_t c) { return c && c < 0x80 && strchr("^$\\.*+?()[]{}|/", (int)c); }

static bool is_class_set_reserved_punctuator(uint32_t c) {
  return c && c < 0x80 && strchr("&-!#%,:;<=>@`~", (int)c);
}

static uint32_t parse_identity_escape(JsReParser *p, bool in_class) {
  uint32_t c = js_re_current(p);
  if (p->unicode) {
    bool allowed = is_syntax_character(c) || (in_class && c == '-') ||
                   (in_class && p->sets && is_class_set_reserved_punctuator(c));
    if (!allowed) js_re_fail(p, JS_RE_INVALID_ESCAPE);
  } else if (c == 'k' && p->has_names) {
    js_re_fail(p, JS_RE_INVALID_ESCAPE);
  }
  p->position++;
  return c;
}

uint32_t js_re_parse_character_escape(JsReParser *p, bool in_class) {
  uint32_t c = js_re_current(p), value;
  switch (c) {
    case JS_RE_END: js_re_fail(p, JS_RE_ESCAPE_AT_END);
    case 'f': p->position++; return '\f';
    case 'n': p->position++; return '\n';
    case 'r': p->position++; return '\r';
    case 't': p->position++; return '\t';
    case 'v': p->position++; return '\v';
    case 'c': return parse_control_escape(p, in_class);
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
      return parse_digit_escape(p, in_class);
    case 'b':
      if (!in_class) break;
      p->position++;
      return '\b';
    case 'x':
      p->position++;
      if (js_re_parse_hex_escape(p, &value)) return value;
      if (p->unicode) js_re_fail(p, JS_RE_INVALID_ESCAPE);
      return 'x';
    case 'u':
      p->position++;
      if (js_re_parse_unicode_escape(p, p->unicode, &value)) return value;
      if (p->unicode) js_re_fail(p, JS_RE_INVALID_UNICODE_ESCAPE);
      return 'u';
    default: break;
  }
  return parse_identity_escape(p, in_class);
}

/* Class escapes. */

/* CharacterComplement (22.2.2.9.2): with v and i among the code points that fold to themselves. */
static JsCharset *complement(JsReParser *p, JsCharset *set) {
  if (!p->unicode) return js_charset_complement(set, 0xFFFF);
  if (!p->sets || !p->ignore_case) return js_charset_complement(set, JS_CODE_POINT_MAX);
  JsCharset *all = js_charset_new(p->arena);
  js_charset_add(all, 0, JS_CODE_POINT_MAX);
  return js_charset_subtract(js_charset_simple_fold(all), set);
}

/* MaybeSimpleCaseFolding (22.2.2.9.3). */
static JsCharset *maybe_fold(JsReParser *p, JsCharset *set) {
  return p->sets && p->ignore_case ? js_charset_simple_fold(set) : set;
}

#define MAX_PROPERTY_NAME 64

/* A run of letters, digits and underscores into out; false if it is too long for any property. */
static bool parse_property_word(JsReParser *p, char out[MAX_PROPERTY_NAME]) {
  uint32_t n = 0;
  for (;; p->position++) {
    uint32_t c = js_re_current(p), letter = c | 0x20;
    bool word = c < 0x80 && (js_re_is_digit(c) || c == '_' || (letter >= 'a' && letter <= 'z'));
    if (!word) break;
    if (n == MAX_PROPERTY_NAME - 1) return false;
    out[n++] = (char)c;
  }
  out[n] = 0;
  return n > 0;
}

/* total words hold strings, each ended by 0. */
static void add_property_strings(JsReParser *p, const uint32_t *strings, size_t total, JsReClass *out) {
  for (const uint32_t *end = strings + total; strings < end;) {
    uint32_t n = 0;
    while (strings[n]) n++;
    JsReClassString *string = js_arena_alloc(p->arena, sizeof *string + n * sizeof(uint32_t));
    string->length = n;
    for (uint32_t k = 0; k < n; k++) {
      string->cps[k] = p->ignore_case ? js_unicode_simple_fold(strings[k]) : strings[k];
    }
    js_pointers_push(p->arena, &out->strings, string);
    strings += n + 1;
  }
}

/* UnicodePropertyValueExpression in braces, after \p or \P. */
static void parse_property(JsReParser *p, bool negated, bool in_class, bool negated_class, JsReClass *out) {
  const char *error = in_class ? JS_RE_INVALID_PROPERTY_IN_CLASS : JS_RE_INVALID_PROPERTY;
  char name[MAX_PROPERTY_NAME], value[MAX_PROPERTY_NAME];
  if (!js_re_eat(p, '{') || !parse_property_word(p, name)) js_re_fail(p, error);
  bool has_value = js_re_eat(p, '=');
  if (has_value && !parse_property_word(p, value)) js_re_fail(p, error);
  if (!js_re_eat(p, '}')) js_re_fail(p, error);
  const uint32_t *pairs, *strings;
  size_t n, total = 0;
  if (js_unicode_property_ranges(name, has_value ? value : NULL, &pairs, &n)) {
    out->set = maybe_fold(p, js_charset_from_pairs(p->arena, pairs, n));
    if (negated) out->set = complement(p, out->set);
    return;
  }
  if (!p->sets || has_value || !js_unicode_string_property(name, &pairs, &n, &strings, &total)) js_re_fail(p, error);
  if (negated) js_re_fail(p, error);
  if (negated_class) js_re_fail(p, JS_RE_NEGATED_STRINGS);
  out->set = maybe_fold(p, js_charset_from_pairs(p->arena, pairs, n));
  out->may_contain_strings = true;
  add_property_strings(p, strings, total, out);
}

bool js_re_parse_class_escape(JsReParser *p, bool in_class, bool negated_class, JsReClass *out) {
  uint32_t c = js_re_current(p);
  switch (c) {
    case 'd':
    case 'D': out->set = js_charset_digits(p->arena); break;
    case 's':
    case 'S': out->set = js_charset_spaces(p->arena); break;
    case 'w':
    case 'W': out->set = maybe_fold(p, js_charset_words(p->arena, p->unicode && p->ignore_case)); break;
    case 'p':
    case 'P':
      if (!p->unicode) return false;
      p->position++;
      parse_property(p, c == 'P', in_class, negated_class, out);
      return true;
    default: return false;
  }
  p->position++;
  if (c < 'a') out->set = complement(p, out->set);
  return true;
}

/* Group names. */

/* One code point of a name: surrogate pairs are joined also where the pattern is read by units. */
static uint32_t parse_name_code_point(JsReParser *p) {
  uint32_t c = js_re_current(p);
  if (c == JS_RE_END) js_re_fail(p, JS_RE_INVALID_GROUP_NAME);
  p->position++;
  if (c == '\\') {
    uint32_t value;
    if (!js_re_eat(p, 'u')) js_re_fail(p, JS_RE_INVALID_GROUP_NAME);
    if (!js_re_parse_unicode_escape(p, true, &value)) js_re_fail(p, JS_RE_INVALID_UNICODE_ESCAPE);
    return value;
  }
  uint32_t trail = js_re_current(p);
  if ((c & ~0x3FFu) == 0xD800 && (trail & ~0x3FFu) == 0xDC00) {
    p->position++;
    c = 0x10000 + ((c & 0x3FF) << 10) + (trail & 0x3FF);
  }
  return c;
}

JsReGroupName *js_re_parse_group_name(JsReParser *p) {
  JsWords text = {0};
  for (;;) {
    bool escaped = js_re_current(p) == '\\';
    uint32_t c = parse_name_code_point(p);
    if (c == '>' && !escaped) break;
    bool valid = c == '$' || c == '_' || js_unicode_is_id_start(c);
    if (!valid && text.count) valid = c == 0x200C || c == 0x200D || js_unicode_is_id_continue(c);
    if (!valid) js_re_fail(p, JS_RE_INVALID_GROUP_NAME);
    js_words_push(p->arena, &text, c);
  }
  if (!text.count) js_re_fail(p, JS_RE_INVALID_GROUP_NAME);
  JsReGroupName *name = js_arena_alloc(p->arena, sizeof *name);
  name->text = text.data;
  name->length = text.count;
  return name;
}
