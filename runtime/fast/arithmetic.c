/* Arithmetic and bit operators on int32 and double operands (13.15.3). */
#include "fast/fast.h"

FAST FastValue fast_add(JsIsolate *iso, JsValue a, JsValue b) {
  int32_t r;
  if (LIKELY(both_int32(a, b)) && LIKELY(!__builtin_add_overflow(js_as_int32(a), js_as_int32(b), &r)))
    return handled(js_int32(r));
  if (LIKELY(both_numbers(a, b))) return handled(js_double(number_double(a) + number_double(b)));
  return NOT_HANDLED;
}

FAST FastValue fast_sub(JsIsolate *iso, JsValue a, JsValue b) {
  int32_t r;
  if (LIKELY(both_int32(a, b)) && LIKELY(!__builtin_sub_overflow(js_as_int32(a), js_as_int32(b), &r)))
    return handled(js_int32(r));
  if (LIKELY(both_numbers(a, b))) return handled(js_double(number_double(a) - number_double(b)));
  return NOT_HANDLED;
}

/* A product of 0 is -0 where an operand is negative. */
FAST FastValue fast_mul(JsIsolate *iso, JsValue a, JsValue b) {
  int32_t r;
  if (LIKELY(both_int32(a, b)) && LIKELY(!__builtin_mul_overflow(js_as_int32(a), js_as_int32(b), &r)) &&
      LIKELY(r != 0 || (js_as_int32(a) | js_as_int32(b)) >= 0))
    return handled(js_int32(r));
  if (LIKELY(both_numbers(a, b))) return handled(js_double(number_double(a) * number_double(b)));
  return NOT_HANDLED;
}

FAST FastValue fast_div(JsIsolate *iso, JsValue a, JsValue b) {
  if (LIKELY(both_numbers(a, b))) return handled(number_value(number_double(a) / number_double(b)));
  return NOT_HANDLED;
}

FAST FastValue fast_mod(JsIsolate *iso, JsValue a, JsValue b) {
  if (LIKELY(both_int32(a, b)) && LIKELY(js_as_int32(a) >= 0 && js_as_int32(b) > 0))
    return handled(js_int32((int32_t)((uint32_t)js_as_int32(a) % (uint32_t)js_as_int32(b))));
  return NOT_HANDLED;
}

#define BIT_OPERATOR(name, expression)                                   \
  FAST FastValue fast_##name(JsIsolate *iso, JsValue a, JsValue b) {       \
    if (LIKELY(both_numbers(a, b))) {                                    \
      int32_t x = number_to_int32(iso, a), y = number_to_int32(iso, b);  \
      return handled(js_int32(expression));                                       \
    }                                                                    \
    return NOT_HANDLED;                                                     \
  }
BIT_OPERATOR(bitand, x &y)
BIT_OPERATOR(bitor, x | y)
BIT_OPERATOR(bitxor, x ^ y)
BIT_OPERATOR(shl, (int32_t)((uint32_t)x << (y & 31)))
BIT_OPERATOR(shr, x >> (y & 31))

FAST FastValue fast_ushr(JsIsolate *iso, JsValue a, JsValue b) {
  if (LIKELY(both_numbers(a, b))) {
    uint32_t r = (uint32_t)number_to_int32(iso, a) >> (number_to_int32(iso, b) & 31);
    return handled(LIKELY(r <= INT32_MAX) ? js_int32((int32_t)r) : js_double(r));
  }
  return NOT_HANDLED;
}

FAST FastValue fast_neg(JsIsolate *iso, JsValue a) {
  if (LIKELY(js_is_int32(a)) && LIKELY((js_as_int32(a) & INT32_MAX) != 0)) return handled(js_int32(-js_as_int32(a)));
  if (LIKELY(js_is_number(a))) return handled(js_double(-number_double(a)));
  return NOT_HANDLED;
}

FAST FastValue fast_inc(JsIsolate *iso, JsValue a) {
  if (LIKELY(js_is_int32(a)) && LIKELY(js_as_int32(a) != INT32_MAX)) return handled(js_int32(js_as_int32(a) + 1));
  if (LIKELY(js_is_number(a))) return handled(js_double(number_double(a) + 1));
  return NOT_HANDLED;
}

FAST FastValue fast_dec(JsIsolate *iso, JsValue a) {
  if (LIKELY(js_is_int32(a)) && LIKELY(js_as_int32(a) != INT32_MIN)) return handled(js_int32(js_as_int32(a) - 1));
  if (LIKELY(js_is_number(a))) return handled(js_double(number_double(a) - 1));
  return NOT_HANDLED;
}

FAST FastValue fast_bitnot(JsIsolate *iso, JsValue a) {
  if (LIKELY(js_is_number(a))) return handled(js_int32(~number_to_int32(iso, a)));
  return NOT_HANDLED;
}

FAST int32_t fast_f64_to_i32(JsIsolate *iso, double d) { return double_to_int32(iso, d); }

FAST JsValue fast_box_number(JsIsolate *iso, double d) {
  (void)iso;
  return number_value(d);
}
