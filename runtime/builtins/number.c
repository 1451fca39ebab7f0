/* The Number constructor (21.1.1, 21.1.2) and Number.prototype (21.1.3); parseInt and parseFloat. */
#include <math.h>

#include "bigint/bigint.h"
#include "builtins/number_builtins.h"
#include "value/number_text.h"

static JsValue number_constructor(JS_ARGS);
static JsValue number_is_finite(JS_ARGS);
static JsValue number_is_integer(JS_ARGS);
static JsValue number_is_nan(JS_ARGS);
static JsValue number_is_safe_integer(JS_ARGS);
static JsValue number_to_exponential(JS_ARGS);
static JsValue number_to_fixed(JS_ARGS);
static JsValue number_to_locale_string(JS_ARGS);
static JsValue number_to_precision(JS_ARGS);
static JsValue number_to_string(JS_ARGS);
static JsValue number_value_of(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_FN("isFinite", number_is_finite, 1),
    JS_B_FN("isInteger", number_is_integer, 1),
    JS_B_FN("isNaN", number_is_nan, 1),
    JS_B_FN("isSafeInteger", number_is_safe_integer, 1),
    JS_B_FN("parseFloat", js_parse_float, 1),
    JS_B_FN("parseInt", js_parse_int, 2),
    JS_B_NUM("MAX_VALUE", 1.7976931348623157e308),
    JS_B_NUM("MIN_VALUE", 4.9406564584124654e-324),
    JS_B_NUM("NaN", NAN),
    JS_B_NUM("NEGATIVE_INFINITY", -INFINITY),
    JS_B_NUM("POSITIVE_INFINITY", INFINITY),
    JS_B_NUM("MAX_SAFE_INTEGER", 9007199254740991.0),
    JS_B_NUM("MIN_SAFE_INTEGER", -9007199254740991.0),
    JS_B_NUM("EPSILON", 2.220446049250313e-16),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
    JS_B_SHOWN("toExponential", number_to_exponential, 1),
    JS_B_SHOWN("toFixed", number_to_fixed, 1),
    JS_B_SHOWN("toPrecision", number_to_precision, 1),
    JS_B_FN("toString", number_to_string, 1),
    JS_B_FN("valueOf", number_value_of, 0),
    JS_B_FN("toLocaleString", number_to_locale_string, 0),
    JS_BUILTIN_END,
};

/* Number's function of that name, on the global object as well. */
static void share_with_global(JsIsolate *iso, const char *name) {
  JsObject *number = js_intrinsic_object(iso, JS_INTRINSIC_Number);
  JsKey key = js_key_from_cstr(iso, name);
  js_define_data(iso, iso->realm->global, key, js_get(iso, number, key, js_from_cell(number)), JS_ATTR_HIDDEN);
}

void js_init_number(JsIsolate *iso) {
  JsWrapper *proto = (JsWrapper *)js_object_new_kind(iso, JS_KIND_PRIMITIVE_WRAPPER, sizeof(JsWrapper),
                                                     js_intrinsic(iso, JS_INTRINSIC_ObjectPrototype));
  proto->value = js_int32(0);
  js_install_class(iso, "Number", number_constructor, 1, JS_INTRINSIC_Number, JS_INTRINSIC_NumberPrototype,
                   &proto->object, statics, methods);
  share_with_global(iso, "parseFloat");
  share_with_global(iso, "parseInt");
}

/* ---- Constructor and statics ---- */

/* 21.1.1.1 Number ( value ) */
static JsValue number_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue number = js_int32(0);
  if (argc > 0) {
    number = js_to_numeric(iso, argv[0]);
    JS_TRY(number);
    if (js_is_bigint(number)) number = js_number(js_bigint_to_double(number));
  }
  if (js_is_undefined(new_target)) return number;
  JsWrapper *wrapper = (JsWrapper *)js_object_from_constructor(iso, new_target, JS_INTRINSIC_NumberPrototype,
                                                               JS_KIND_PRIMITIVE_WRAPPER, sizeof(JsWrapper));
  if (!wrapper) return JS_EMPTY;
  wrapper->value = number;
  return js_from_cell(wrapper);
}

static bool is_integral(JsValue v) {
  if (js_is_int32(v)) return true;
  return js_is_double(v) && isfinite(js_as_double(v)) && trunc(js_as_double(v)) == js_as_double(v);
}

/* 21.1.2.2 */
static JsValue number_is_finite(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = js_arg(argc, argv, 0);
  return js_bool(js_is_number(v) && isfinite(js_number_to_double(v)));
}

/* 21.1.2.3 */
static JsValue number_is_integer(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_bool(is_integral(js_arg(argc, argv, 0)));
}

/* 21.1.2.4 */
static JsValue number_is_nan(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = js_arg(argc, argv, 0);
  return js_bool(js_is_double(v) && isnan(js_as_double(v)));
}

/* 21.1.2.5 */
static JsValue number_is_safe_integer(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = js_arg(argc, argv, 0);
  return js_bool(is_integral(v) && fabs(js_number_to_double(v)) <= JS_MAX_SAFE_INTEGER);
}

/* 19.2.4 parseFloat ( string ) */
JsValue js_parse_float(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = js_arg(argc, argv, 0);
  if (js_is_int32(v)) return v;
  JsString *s = js_to_string(iso, v);
  if (!s) return JS_EMPTY;
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return JS_EMPTY;
  uint32_t end;
  double d = js_chars_parse_decimal(&c, js_chars_skip_white_space(&c, 0), &end);
  JS_KEEP(s);
  return js_number(d);
}

/* 19.2.5 parseInt ( string, radix ) */
JsValue js_parse_int(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = js_arg(argc, argv, 0);
  if (js_is_int32(v) && js_is_undefined(js_arg(argc, argv, 1))) return v;
  JsString *s = js_to_string(iso, v);
  int32_t radix;
  if (!s || !js_to_int32(iso, js_arg(argc, argv, 1), &radix)) return JS_EMPTY;
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return JS_EMPTY;
  uint32_t i = js_chars_skip_white_space(&c, 0), end;
  uint16_t sign = i < c.length ? js_chars_at(&c, i) : 0;
  if (sign == '-' || sign == '+') i++;
  if (radix != 0 && (radix < 2 || radix > 36)) return js_double(NAN);
  bool prefix = i + 1 < c.length && js_chars_at(&c, i) == '0' && (js_chars_at(&c, i + 1) | 0x20) == 'x';
  if (prefix && (radix == 0 || radix == 16)) {
    i += 2;
    radix = 16;
  }
  double d = js_chars_parse_integer(&c, i, radix ? radix : 10, &end);
  JS_KEEP(s);
  return js_number(sign == '-' ? -d : d);
}

/* ---- Prototype ---- */

/* 21.1.3.7.1 ThisNumberValue. false: threw. */
static bool this_number(JsIsolate *iso, JsValue v, const char *method, double *out) {
  if (js_is_kind(v, JS_KIND_PRIMITIVE_WRAPPER)) v = ((JsWrapper *)js_as_object(v))->value;
  if (js_is_number(v)) {
    *out = js_number_to_double(v);
    return true;
  }
  js_throw_type_error(iso, "Number.prototype.%s requires that 'this' be a Number", method);
  return false;
}

static JsValue text_value(JsIsolate *iso, const char *text, size_t n) {
  return js_from_cell(js_string_from_latin1(iso, (const uint8_t *)text, n));
}

/* 21.1.3.2 */
static JsValue number_to_exponential(JS_ARGS) {
  JS_UNUSED_ARGS;
  double d, digits;
  JsValue argument = js_arg(argc, argv, 0);
  if (!this_number(iso, this_value, "toExponential", &d)) return JS_EMPTY;
  if (!js_to_integer_or_infinity(iso, argument, &digits)) return JS_EMPTY;
  if (!isfinite(d)) return js_from_cell(js_number_to_string(iso, d));
  if (digits < 0 || digits > 100)
    return js_throw_range_error(iso, "toExponential() argument must be between 0 and 100");
  char text[JS_NUMBER_TEXT];
  return text_value(iso, text, js_double_to_exponential(d, js_is_undefined(argument) ? -1 : (int)digits, text));
}

/* 21.1.3.3 */
static JsValue number_to_fixed(JS_ARGS) {
  JS_UNUSED_ARGS;
  double d, digits;
  if (!this_number(iso, this_value, "toFixed", &d)) return JS_EMPTY;
  if (!js_to_integer_or_infinity(iso, js_arg(argc, argv, 0), &digits)) return JS_EMPTY;
  if (digits < 0 || digits > 100)
    return js_throw_range_error(iso, "toFixed() digits argument must be between 0 and 100");
  if (!(fabs(d) < 1e21)) return js_from_cell(js_number_to_string(iso, d));
  char text[JS_NUMBER_TEXT];
  return text_value(iso, text, js_double_to_fixed(d, (int)digits, text));
}

/* 21.1.3.5 */
static JsValue number_to_precision(JS_ARGS) {
  JS_UNUSED_ARGS;
  double d, precision;
  if (!this_number(iso, this_value, "toPrecision", &d)) return JS_EMPTY;
  if (js_is_undefined(js_arg(argc, argv, 0))) return js_from_cell(js_number_to_string(iso, d));
  if (!js_to_integer_or_infinity(iso, argv[0], &precision)) return JS_EMPTY;
  if (!isfinite(d)) return js_from_cell(js_number_to_string(iso, d));
  if (precision < 1 || precision > 100)
    return js_throw_range_error(iso, "toPrecision() argument must be between 1 and 100");
  char text[JS_NUMBER_TEXT];
  return text_value(iso, text, js_double_to_precision(d, (int)precision, text));
}

/* 21.1.3.6 */
static JsValue number_to_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  double d, radix = 10;
  if (!this_number(iso, this_value, "toString", &d)) return JS_EMPTY;
  JsValue argument = js_arg(argc, argv, 0);
  if (!js_is_undefined(argument) && !js_to_integer_or_infinity(iso, argument, &radix)) return JS_EMPTY;
  if (radix < 2 || radix > 36) return js_throw_range_error(iso, "toString() radix argument must be between 2 and 36");
  if (radix == 10 || !isfinite(d)) return js_from_cell(js_number_to_string(iso, d));
  char text[JS_RADIX_TEXT];
  return text_value(iso, text, js_double_to_radix(d, (int)radix, text));
}

/* 21.1.3.7 */
static JsValue number_value_of(JS_ARGS) {
  JS_UNUSED_ARGS;
  double d;
  return this_number(iso, this_value, "valueOf", &d) ? js_number(d) : JS_EMPTY;
}

/* 21.1.3.4 */
static JsValue number_to_locale_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  double d;
  if (!this_number(iso, this_value, "toLocaleString", &d)) return JS_EMPTY;
  return js_number_to_locale_string(iso, d, js_arg(argc, argv, 0), js_arg(argc, argv, 1));
}
