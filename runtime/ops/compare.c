/* Relational operators (7.2.13 IsLessThan). */
#include "lode_abi.h"
#include "ops/ops.h"

/* <0, 0, >0; 2 undefined (NaN), -2 threw. */
int js_bigint_compare(JsIsolate *iso, JsValue a, JsValue b) __attribute__((weak));

#define UNORDERED 2
#define THREW -2

static int compare_numbers(double x, double y) {
  if (x < y) return -1;
  if (x > y) return 1;
  return x == y ? 0 : UNORDERED;
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
  if (js_is_bigint(a) || js_is_bigint(b)) {
    if (js_bigint_compare) return js_bigint_compare(iso, a, b);
    js_throw_type_error(iso, "BigInt is not supported yet");
    return THREW;
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
