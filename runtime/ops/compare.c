/* Relational operators (7.2.13 IsLessThan). */
#include "bigint/bigint.h"
#include "lode_abi.h"
#include "ops/ops.h"

/* What comparing gives besides <0, 0 and >0. */
#define UNORDERED JS_BIGINT_UNORDERED /* NaN */
#define THREW -2

static int compare_numbers(double x, double y) {
  if (x < y) return -1;
  if (x > y) return 1;
  return x == y ? 0 : UNORDERED;
}

/* A BigInt with another primitive. */
static int compare_bigint(JsIsolate *iso, JsValue a, JsValue b) {
  if (js_is_bigint(b)) return js_bigint_compare(a, b);
  if (js_is_string(b)) {
    b = js_string_to_bigint(iso, js_as_string(b));
    if (b == JS_EMPTY) return THREW;
    return js_is_undefined(b) ? UNORDERED : js_bigint_compare(a, b);
  }
  double d;
  if (!js_to_number(iso, b, &d)) return THREW;
  return js_bigint_compare_double(a, d);
}

/* Both operands to primitives, the left one first, as all four operators do in source order. */
static int compare(JsIsolate *iso, JsValue a, JsValue b) {
  a = js_to_primitive(iso, a, JS_HINT_NUMBER);
  if (a == JS_EMPTY) return THREW;
  b = js_to_primitive(iso, b, JS_HINT_NUMBER);
  if (b == JS_EMPTY) return THREW;
  if (js_is_string(a) && js_is_string(b)) {
    int r = js_string_compare(iso, js_as_string(a), js_as_string(b));
    return r < 0 ? -1 : r > 0;
  }
  if (js_is_bigint(a)) return compare_bigint(iso, a, b);
  if (js_is_bigint(b)) {
    int r = compare_bigint(iso, b, a);
    return r == -1 || r == 1 ? -r : r;
  }
  double x, y;
  if (!js_to_number(iso, a, &x) || !js_to_number(iso, b, &y)) return THREW;
  return compare_numbers(x, y);
}

#define RELATIONAL(name, c_operator, test)                                                                    \
  JsValue lode_##name(JsIsolate *iso, JsValue a, JsValue b) {                                                 \
    if (js_is_number(a) && js_is_number(b))                                                                   \
      return js_bool(js_number_to_double(a) c_operator js_number_to_double(b));                               \
    int r = compare(iso, a, b);                                                                               \
    return r == THREW ? JS_EMPTY : js_bool(test);                                                             \
  }
RELATIONAL(lt, <, r == -1)
RELATIONAL(le, <=, r == -1 || r == 0)
RELATIONAL(gt, >, r == 1)
RELATIONAL(ge, >=, r == 1 || r == 0)
