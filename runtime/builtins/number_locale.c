/* Number.prototype.toLocaleString without Intl: English, decimal, grouped. What would need locale data or other
 * styles gives an error instead of a wrong text. */
#include <math.h>

#include "builtins/number_builtins.h"
#include "value/number_text.h"

typedef struct LocaleOptions {
  int minimum_digits, maximum_digits; /* of the fraction */
  bool grouping, percent;
} LocaleOptions;

static bool is_english(JsIsolate *iso, JsValue locale) {
  if (!js_is_string(locale)) return false;
  JsChars c = js_string_chars(iso, js_as_string(locale));
  return c.length >= 2 && js_chars_at(&c, 0) == 'e' && js_chars_at(&c, 1) == 'n' &&
         (c.length == 2 || (c.length == 5 && js_chars_at(&c, 3) == 'U' && js_chars_at(&c, 4) == 'S'));
}

static bool check_locales(JsIsolate *iso, JsValue locales) {
  if (js_is_array_kind(locales)) {
    if (js_array_length(js_as_object(locales)) == 0) return true;
    locales = js_get_index(iso, js_as_object(locales), 0);
    if (locales == JS_EMPTY) return false;
  }
  if (js_is_undefined(locales) || is_english(iso, locales)) return true;
  js_throw_type_about(iso, "toLocaleString: no data of locale ", locales, ", only of en-US");
  return false;
}

static bool get_option(JsIsolate *iso, JsObject *options, const char *name, JsValue *out) {
  *out = js_get(iso, options, js_key_from_cstr(iso, name), js_from_cell(options));
  return *out != JS_EMPTY;
}

static bool text_equals(JsIsolate *iso, JsValue v, const char *text) {
  return js_is_string(v) && js_string_equals(iso, js_as_string(v), js_atom(iso, text));
}

/* A digit option; keeps *out where it is undefined. */
static bool digit_option(JsIsolate *iso, JsObject *options, const char *name, int *out, bool *given) {
  JsValue v;
  double d;
  if (!get_option(iso, options, name, &v)) return false;
  *given = !js_is_undefined(v);
  if (!*given) return true;
  if (!js_to_number(iso, v, &d)) return false;
  if (!(d >= 0 && d <= 100)) {
    js_throw_range_error(iso, "%s value is out of range.", name);
    return false;
  }
  *out = (int)d;
  return true;
}

static bool refuse_options(JsIsolate *iso, JsObject *options) {
  static const char *const names[] = {"currency", "unit", "notation", "signDisplay", "minimumIntegerDigits",
                                      "minimumSignificantDigits", "maximumSignificantDigits", "roundingMode",
                                      "numberingSystem"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    JsValue v;
    if (!get_option(iso, options, names[i], &v)) return false;
    if (js_is_undefined(v)) continue;
    js_throw_type_error(iso, "toLocaleString: option %s is not supported yet", names[i]);
    return false;
  }
  return true;
}

static bool read_options(JsIsolate *iso, JsValue v, LocaleOptions *out) {
  *out = (LocaleOptions){.minimum_digits = 0, .maximum_digits = 3, .grouping = true};
  if (js_is_undefined(v)) return true;
  JsObject *options = js_to_object(iso, v);
  JsValue style, grouping;
  if (!options || !get_option(iso, options, "style", &style)) return false;
  if (text_equals(iso, style, "percent")) {
    out->percent = true;
    out->maximum_digits = 0;
  } else if (!js_is_undefined(style) && !text_equals(iso, style, "decimal")) {
    js_throw_type_about(iso, "toLocaleString: style ", style, " is not supported yet");
    return false;
  }
  bool minimum, maximum;
  int default_maximum = out->maximum_digits;
  if (!refuse_options(iso, options)) return false;
  if (!digit_option(iso, options, "minimumFractionDigits", &out->minimum_digits, &minimum)) return false;
  if (!digit_option(iso, options, "maximumFractionDigits", &out->maximum_digits, &maximum)) return false;
  if (minimum && !maximum && out->minimum_digits > default_maximum) out->maximum_digits = out->minimum_digits;
  if (out->minimum_digits > out->maximum_digits) {
    js_throw_range_error(iso, "maximumFractionDigits value is out of range.");
    return false;
  }
  if (!get_option(iso, options, "useGrouping", &grouping)) return false;
  if (!js_is_undefined(grouping)) out->grouping = js_to_boolean(grouping) && !text_equals(iso, grouping, "false");
  return true;
}

/* Rounds the shortest digits half up to that many of the fraction. Returns how many are left. */
static int round_shortest(char *digits, int n, int fraction, int *point) {
  int keep = *point + fraction;
  if (keep >= n) return n;
  bool up = keep >= 0 && digits[keep] >= '5';
  int left = keep < 0 ? 0 : keep;
  if (!up) return left;
  while (left > 0 && digits[left - 1] == '9') left--;
  if (left > 0) {
    digits[left - 1]++;
    return left;
  }
  digits[0] = '1';
  ++*point;
  return 1;
}

JsValue js_number_to_locale_string(JsIsolate *iso, double d, JsValue locales, JsValue options_value) {
  LocaleOptions options;
  if (!check_locales(iso, locales) || !read_options(iso, options_value, &options)) return JS_EMPTY;
  JsStringBuilder b;
  js_builder_init(&b);
  if (signbit(d) && d == d) js_builder_unit(&b, '-');
  if (d != d) {
    js_builder_ascii(&b, "NaN");
  } else if (isinf(d)) {
    js_builder_unit(&b, 0x221E);
  } else {
    char digits[JS_SHORTEST_DIGITS + 1] = "";
    int point = 0, n = 0;
    if (d != 0) n = js_double_shortest(fabs(d), digits, &point);
    if (n && options.percent) point += 2;
    n = round_shortest(digits, n, options.maximum_digits, &point);
    if (n == 0) point = 0;
    if (point <= 0) js_builder_unit(&b, '0');
    for (int i = 0; i < point; i++) {
      if (i && options.grouping && (point - i) % 3 == 0) js_builder_unit(&b, ',');
      js_builder_unit(&b, i < n ? (uint16_t)digits[i] : '0');
    }
    int fraction = n > point ? n - point : 0;
    while (fraction > options.minimum_digits && digits[point + fraction - 1] == '0') fraction--;
    if (fraction < options.minimum_digits) fraction = options.minimum_digits;
    if (fraction) js_builder_unit(&b, '.');
    for (int i = point; i < point + fraction; i++)
      js_builder_unit(&b, i >= 0 && i < n ? (uint16_t)digits[i] : '0');
  }
  if (options.percent) js_builder_unit(&b, '%');
  return js_from_cell(js_builder_finish(iso, &b));
}

JsValue js_digits_to_locale_string(JsIsolate *iso, JsString *digits, JsValue locales, JsValue options_value) {
  LocaleOptions options;
  if (!check_locales(iso, locales) || !read_options(iso, options_value, &options)) return JS_EMPTY;
  JsChars c = js_string_chars(iso, digits);
  if (!c.data) return JS_EMPTY;
  uint32_t first = js_chars_at(&c, 0) == '-';
  bool scaled = options.percent && js_chars_at(&c, first) != '0'; /* two more digits */
  uint32_t count = c.length + (scaled ? 2 : 0);
  JsStringBuilder b;
  js_builder_init(&b);
  for (uint32_t i = 0; i < count; i++) {
    if (i > first && options.grouping && (count - i) % 3 == 0) js_builder_unit(&b, ',');
    js_builder_unit(&b, i < c.length ? js_chars_at(&c, i) : '0');
  }
  if (options.minimum_digits) js_builder_unit(&b, '.');
  for (int i = 0; i < options.minimum_digits; i++) js_builder_unit(&b, '0');
  if (options.percent) js_builder_unit(&b, '%');
  JS_KEEP(digits);
  return js_from_cell(js_builder_finish(iso, &b));
}
