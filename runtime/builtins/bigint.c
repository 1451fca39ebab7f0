/* The BigInt constructor (21.2.1, 21.2.2) and BigInt.prototype (21.2.3). */
#include "bigint/bigint.h"
#include "builtins/number_builtins.h"

static JsValue bigint_as_int_n(JS_ARGS);
static JsValue bigint_as_uint_n(JS_ARGS);
static JsValue bigint_constructor(JS_ARGS);
static JsValue bigint_to_locale_string(JS_ARGS);
static JsValue bigint_to_string(JS_ARGS);
static JsValue bigint_value_of(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_FN("asUintN", bigint_as_uint_n, 2),
    JS_B_FN("asIntN", bigint_as_int_n, 2),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
    JS_B_FN("toLocaleString", bigint_to_locale_string, 0),
    JS_B_FN("toString", bigint_to_string, 0),
    JS_B_FN("valueOf", bigint_value_of, 0),
    JS_B_TAG("BigInt"),
    JS_BUILTIN_END,
};

void js_init_bigint(JsIsolate *iso) {
  js_install_class(iso, "BigInt", bigint_constructor, 1, JS_INTRINSIC_BigInt, JS_INTRINSIC_BigIntPrototype,
                   js_object_new(iso), statics, methods);
}

/* 21.2.1.1 BigInt ( value ) */
static JsValue bigint_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_is_undefined(new_target)) return js_throw_type_error(iso, "BigInt is not a constructor");
  JsValue v = js_to_primitive(iso, js_arg(argc, argv, 0), JS_HINT_NUMBER);
  JS_TRY(v);
  return js_is_number(v) ? js_number_to_bigint(iso, v) : js_to_bigint(iso, v);
}

/* 21.2.2.1 BigInt.asIntN ( bits, bigint ), 21.2.2.2 BigInt.asUintN */
static JsValue as_n(JsIsolate *iso, uint32_t argc, JsValue *argv, bool is_signed) {
  double bits;
  JsValue width = js_arg(argc, argv, 0);
  if (!js_to_integer_or_infinity(iso, width, &bits)) return JS_EMPTY;
  if (bits < 0 || bits > JS_MAX_SAFE_INTEGER)
    return js_throw_range_error(iso, "Invalid value: not (convertible to) a safe integer");
  JsValue v = js_to_bigint(iso, js_arg(argc, argv, 1));
  JS_TRY(v);
  return js_bigint_as_n(iso, (uint64_t)bits, v, is_signed);
}

static JsValue bigint_as_int_n(JS_ARGS) {
  JS_UNUSED_ARGS;
  return as_n(iso, argc, argv, true);
}

static JsValue bigint_as_uint_n(JS_ARGS) {
  JS_UNUSED_ARGS;
  return as_n(iso, argc, argv, false);
}

/* 21.2.3.4.1 ThisBigIntValue */
static JsValue this_bigint(JsIsolate *iso, JsValue v, const char *method) {
  if (js_is_bigint(v)) return v;
  if (js_is_kind(v, JS_KIND_PRIMITIVE_WRAPPER)) {
    JsValue inner = ((JsWrapper *)js_as_object(v))->value;
    if (js_is_bigint(inner)) return inner;
  }
  return js_throw_type_error(iso, "BigInt.prototype.%s requires that 'this' be a BigInt", method);
}

/* 21.2.3.3 BigInt.prototype.toString ( [ radix ] ) */
static JsValue bigint_to_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = this_bigint(iso, this_value, "toString"), radix_value = js_arg(argc, argv, 0);
  JS_TRY(v);
  double radix = 10;
  if (!js_is_undefined(radix_value) && !js_to_integer_or_infinity(iso, radix_value, &radix)) return JS_EMPTY;
  if (radix < 2 || radix > 36) return js_throw_range_error(iso, "toString() radix argument must be between 2 and 36");
  JsString *s = js_bigint_to_string(iso, v, (unsigned)radix);
  return s ? js_from_cell(s) : JS_EMPTY;
}

/* 21.2.3.2 BigInt.prototype.toLocaleString ( ) */
static JsValue bigint_to_locale_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = this_bigint(iso, this_value, "toLocaleString");
  JS_TRY(v);
  JsString *digits = js_bigint_to_string(iso, v, 10);
  if (!digits) return JS_EMPTY;
  return js_digits_to_locale_string(iso, digits, js_arg(argc, argv, 0), js_arg(argc, argv, 1));
}

/* 21.2.3.4 BigInt.prototype.valueOf ( ) */
static JsValue bigint_value_of(JS_ARGS) {
  JS_UNUSED_ARGS;
  return this_bigint(iso, this_value, "valueOf");
}
