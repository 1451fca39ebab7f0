/* Equality (7.2.10-7.2.16). */
#include "bigint/bigint.h"
#include "lode_abi.h"
#include "ops/ops.h"


static bool numbers_equal(JsValue a, JsValue b) { return js_number_to_double(a) == js_number_to_double(b); }

bool js_strict_equals(JsIsolate *iso, JsValue a, JsValue b) {
  if (js_is_number(a)) return js_is_number(b) && numbers_equal(a, b);
  if (a == b) return true;
  if (js_is_string(a) && js_is_string(b)) return js_string_equals(iso, js_as_string(a), js_as_string(b));
  if (js_is_bigint(a) && js_is_bigint(b)) return js_bigint_equals(a, b);
  return false;
}

bool js_same_value_zero(JsIsolate *iso, JsValue a, JsValue b) {
  if (js_is_number(a) && js_is_number(b)) {
    double x = js_number_to_double(a), y = js_number_to_double(b);
    return x == y || (x != x && y != y);
  }
  return js_strict_equals(iso, a, b);
}

bool js_same_value(JsIsolate *iso, JsValue a, JsValue b) {
  if (js_is_number(a) && js_is_number(b)) {
    double x = js_number_to_double(a), y = js_number_to_double(b);
    if (x != x) return y != y;
    return x == y && __builtin_signbit(x) == __builtin_signbit(y);
  }
  return js_strict_equals(iso, a, b);
}

/* Of a BigInt and a number or string. */
static int bigint_equals(JsIsolate *iso, JsValue a, JsValue b) {
  if (js_is_number(b)) return js_bigint_compare_double(a, js_number_to_double(b)) == 0;
  b = js_string_to_bigint(iso, js_as_string(b));
  if (b == JS_EMPTY) return -1;
  return !js_is_undefined(b) && js_bigint_equals(a, b);
}

/* 7.2.14 IsLooselyEqual */
int js_loosely_equals(JsIsolate *iso, JsValue a, JsValue b) {
  for (;;) {
    if (js_is_number(a) && js_is_number(b)) return numbers_equal(a, b);
    if (a == b) return 1;
    if (js_is_nullish(a) || js_is_nullish(b)) return js_is_nullish(a) && js_is_nullish(b);
    if (js_is_object(a) && js_is_object(b)) return 0;
    if (js_is_object(a) || js_is_object(b)) {
      JsValue *side = js_is_object(a) ? &a : &b;
      *side = js_to_primitive(iso, *side, JS_HINT_DEFAULT);
      if (*side == JS_EMPTY) return -1;
      continue;
    }
    if (js_is_string(a) && js_is_string(b)) return js_string_equals(iso, js_as_string(a), js_as_string(b));
    if (js_is_symbol(a) || js_is_symbol(b)) return 0;
    if (js_is_bool(a)) {
      a = js_int32(a == JS_TRUE);
    } else if (js_is_bool(b)) {
      b = js_int32(b == JS_TRUE);
    } else if (js_is_bigint(a) || js_is_bigint(b)) {
      if (js_is_bigint(a) && js_is_bigint(b)) return js_strict_equals(iso, a, b);
      return js_is_bigint(a) ? bigint_equals(iso, a, b) : bigint_equals(iso, b, a);
    } else if (js_is_string(a)) {
      a = js_number(js_string_to_number(iso, js_as_string(a)));
    } else {
      b = js_number(js_string_to_number(iso, js_as_string(b)));
    }
  }
}

bool lode_strict_equal(JsIsolate *iso, JsValue a, JsValue b) { return js_strict_equals(iso, a, b); }
bool lode_same_value_zero(JsIsolate *iso, JsValue a, JsValue b) { return js_same_value_zero(iso, a, b); }
JsValue lode_eq(JsIsolate *iso, JsValue a, JsValue b) {
  int r = js_loosely_equals(iso, a, b);
  return r < 0 ? JS_EMPTY : js_bool(r);
}
