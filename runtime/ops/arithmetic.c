/* Arithmetic and bitwise operators (13.15.3 ApplyStringOrNumericBinaryOperator, 6.1.6.1). */
#include "bigint/bigint.h"
#include "lode_abi.h"
#include "ops/ops.h"

#include <math.h>

typedef enum Op { SUB, MUL, DIV, MOD, EXP, AND, OR, XOR, SHL, SHR, USHR } Op;

static const JsBigIntOp bigint_ops[] = {
    [SUB] = JS_BIGINT_SUB, [MUL] = JS_BIGINT_MUL, [DIV] = JS_BIGINT_DIV, [MOD] = JS_BIGINT_MOD, [EXP] = JS_BIGINT_EXP,
    [AND] = JS_BIGINT_AND, [OR] = JS_BIGINT_OR,   [XOR] = JS_BIGINT_XOR, [SHL] = JS_BIGINT_SHL, [SHR] = JS_BIGINT_SHR,
};

static bool both_bigints(JsValue a, JsValue b) { return js_is_bigint(a) && js_is_bigint(b); }

static JsValue throw_mixed(JsIsolate *iso) {
  return js_throw_type_error(iso, "Cannot mix BigInt and other types, use explicit conversions");
}

/* fmod of C is Number::remainder: exact, with the sign of the dividend. */
double js_math_mod(double a, double b) {
  if (a > 0 && b > 0 && a <= 9007199254740991.0 && b <= 9007199254740991.0 && a == trunc(a) && b == trunc(b))
    return a <= UINT32_MAX && b <= UINT32_MAX ? (double)((uint32_t)a % (uint32_t)b) : (double)((uint64_t)a % (uint64_t)b);
  return fmod(a, b);
}

/* 6.1.6.1.3: where C's pow differs is 1 ** ±Infinity and 1 ** NaN. */
double js_math_pow(double base, double exponent) {
  if (exponent != exponent) return NAN;
  if (exponent == 0) return 1;
  if ((base == 1 || base == -1) && isinf(exponent)) return NAN;
  if (exponent == 2) return base * base;
  if (exponent == 0.5 && isfinite(base) && base > 0) return sqrt(base);
  return pow(base, exponent);
}

static JsValue number_binary(Op op, double x, double y) {
  switch (op) {
    case SUB: return js_number(x - y);
    case MUL: return js_number(x * y);
    case DIV: return js_number(x / y);
    case MOD: return js_number(js_math_mod(x, y));
    case EXP: return js_number(js_math_pow(x, y));
    default: break;
  }
  int32_t a = js_double_to_int32(x), b = js_double_to_int32(y);
  switch (op) {
    case AND: return js_int32(a & b);
    case OR: return js_int32(a | b);
    case XOR: return js_int32(a ^ b);
    case SHL: return js_int32((int32_t)((uint32_t)a << (b & 31)));
    case SHR: return js_int32(a >> (b & 31));
    default: return js_number((uint32_t)a >> (b & 31));
  }
}

static JsValue numeric_binary(JsIsolate *iso, Op op, JsValue a, JsValue b) {
  a = js_to_numeric(iso, a);
  JS_TRY(a);
  b = js_to_numeric(iso, b);
  JS_TRY(b);
  if (js_is_number(a) && js_is_number(b)) return number_binary(op, js_number_to_double(a), js_number_to_double(b));
  if (!both_bigints(a, b)) return throw_mixed(iso);
  if (op == USHR) return js_throw_type_error(iso, "BigInts have no unsigned right shift, use >> instead");
  return js_bigint_binary(iso, bigint_ops[op], a, b);
}

static inline bool both_int32(JsValue a, JsValue b) { return js_is_int32(a) && js_is_int32(b); }
static inline bool both_numbers(JsValue a, JsValue b) { return js_is_number(a) && js_is_number(b); }

/* A string and a number. */
static JsValue add_text(JsIsolate *iso, JsValue a, JsValue b) {
  JsString *x = js_to_string(iso, a), *y = x ? js_to_string(iso, b) : NULL;
  return y ? js_from_cell(js_string_concat(iso, x, y)) : JS_EMPTY;
}

static JsValue add_slow(JsIsolate *iso, JsValue a, JsValue b) {
  if (both_bigints(a, b)) return js_bigint_binary(iso, JS_BIGINT_ADD, a, b);
  a = js_to_primitive(iso, a, JS_HINT_DEFAULT);
  JS_TRY(a);
  b = js_to_primitive(iso, b, JS_HINT_DEFAULT);
  JS_TRY(b);
  if (js_is_string(a) || js_is_string(b)) {
    JsString *x = js_to_string(iso, a);
    JsString *y = x ? js_to_string(iso, b) : NULL;
    if (!y) return JS_EMPTY;
    return js_from_cell(js_string_concat(iso, x, y));
  }
  a = js_to_numeric(iso, a);
  JS_TRY(a);
  b = js_to_numeric(iso, b);
  JS_TRY(b);
  if (both_numbers(a, b)) return js_number(js_number_to_double(a) + js_number_to_double(b));
  return both_bigints(a, b) ? js_bigint_binary(iso, JS_BIGINT_ADD, a, b) : throw_mixed(iso);
}

JsValue lode_add(JsIsolate *iso, JsValue a, JsValue b) {
  int32_t r;
  if (both_int32(a, b) && !__builtin_add_overflow(js_as_int32(a), js_as_int32(b), &r)) return js_int32(r);
  if (both_numbers(a, b)) return js_number(js_number_to_double(a) + js_number_to_double(b));
  if (js_is_string(a) && js_is_string(b)) return js_from_cell(js_string_concat(iso, js_as_string(a), js_as_string(b)));
  if (js_is_string(a) ? js_is_number(b) : js_is_string(b) && js_is_number(a)) return add_text(iso, a, b);
  return add_slow(iso, a, b);
}

JsValue lode_concat(JsIsolate *iso, int32_t n, void *parts) {
  return js_from_cell(js_strings_concat(iso, parts, (uint32_t)n));
}

JsValue lode_add_plain(JsIsolate *iso, JsValue a, JsValue b) {
  if (both_numbers(a, b)) return js_number(js_number_to_double(a) + js_number_to_double(b));
  if (!js_is_string(a) || !js_is_string(b)) return JS_EMPTY;
  if ((uint64_t)js_as_string(a)->length + js_as_string(b)->length > JS_MAX_STRING_LENGTH) return JS_EMPTY;
  return js_from_cell(js_string_concat(iso, js_as_string(a), js_as_string(b)));
}

JsValue lode_sub(JsIsolate *iso, JsValue a, JsValue b) {
  int32_t r;
  if (both_int32(a, b) && !__builtin_sub_overflow(js_as_int32(a), js_as_int32(b), &r)) return js_int32(r);
  if (both_numbers(a, b)) return js_number(js_number_to_double(a) - js_number_to_double(b));
  return numeric_binary(iso, SUB, a, b);
}

#define NUMERIC(name, op)                                                                                     \
  JsValue lode_##name(JsIsolate *iso, JsValue a, JsValue b) {                                                 \
    if (both_numbers(a, b)) return number_binary(op, js_number_to_double(a), js_number_to_double(b));         \
    return numeric_binary(iso, op, a, b);                                                                     \
  }
NUMERIC(mul, MUL)
NUMERIC(div, DIV)
NUMERIC(mod, MOD)
NUMERIC(exp, EXP)

#define BITWISE(name, op, fast)                                                                               \
  JsValue lode_##name(JsIsolate *iso, JsValue a, JsValue b) {                                                 \
    if (both_int32(a, b)) {                                                                                   \
      int32_t x = js_as_int32(a), y = js_as_int32(b);                                                         \
      return fast;                                                                                            \
    }                                                                                                         \
    if (both_numbers(a, b)) return number_binary(op, js_number_to_double(a), js_number_to_double(b));         \
    return numeric_binary(iso, op, a, b);                                                                     \
  }
BITWISE(bitand, AND, js_int32(x & y))
BITWISE(bitor, OR, js_int32(x | y))
BITWISE(bitxor, XOR, js_int32(x ^ y))
BITWISE(shl, SHL, js_int32((int32_t)((uint32_t)x << (y & 31))))
BITWISE(shr, SHR, js_int32(x >> (y & 31)))
BITWISE(ushr, USHR, js_number((uint32_t)x >> (y & 31)))

JsValue lode_neg(JsIsolate *iso, JsValue a) {
  a = js_to_numeric(iso, a);
  JS_TRY(a);
  return js_is_number(a) ? js_number(-js_number_to_double(a)) : js_bigint_negate(iso, a);
}

JsValue lode_bitnot(JsIsolate *iso, JsValue a) {
  a = js_to_numeric(iso, a);
  JS_TRY(a);
  return js_is_number(a) ? js_int32(~js_double_to_int32(js_number_to_double(a))) : js_bigint_not(iso, a);
}

JsValue lode_inc(JsIsolate *iso, JsValue a) {
  a = js_to_numeric(iso, a);
  JS_TRY(a);
  return js_is_number(a) ? js_number(js_number_to_double(a) + 1) : js_bigint_step(iso, a, false);
}

JsValue lode_dec(JsIsolate *iso, JsValue a) {
  a = js_to_numeric(iso, a);
  JS_TRY(a);
  return js_is_number(a) ? js_number(js_number_to_double(a) - 1) : js_bigint_step(iso, a, true);
}

JsValue lode_to_numeric(JsIsolate *iso, JsValue a) { return js_to_numeric(iso, a); }

JsValue lode_to_number(JsIsolate *iso, JsValue a) {
  double d;
  if (js_is_number(a)) return a;
  return js_to_number(iso, a, &d) ? js_number(d) : JS_EMPTY;
}

int32_t lode_to_int32(JsIsolate *iso, double d) {
  (void)iso;
  return js_double_to_int32(d);
}
double lode_math_mod(JsIsolate *iso, double a, double b) {
  (void)iso;
  return js_math_mod(a, b);
}
double lode_math_pow(JsIsolate *iso, double a, double b) {
  (void)iso;
  return js_math_pow(a, b);
}
