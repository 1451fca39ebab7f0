/* Arithmetic operators on BigInts (6.1.6.2). */
#include "bigint/bigint.h"

#include "ops/ops.h"

static const JsLimb one = 1;

static JsValue too_big(JsIsolate *iso) { return js_throw_range_error(iso, "Maximum BigInt size exceeded"); }

/* Finishes a result whose operands were read for the last time. */
static JsValue finish(JsIsolate *iso, JsBigInt *r, size_t length, bool negative) {
  JS_KEEP(r);
  js_bigint_finish(r, length, negative);
  return r->length > JS_BIGINT_MAX_LIMBS ? too_big(iso) : js_from_cell(r);
}

/* a + b, b's sign as given. */
static JsValue add(JsIsolate *iso, const JsBigInt *a, const JsBigInt *b, bool b_negative) {
  bool negative = js_bigint_negative(a);
  if (a->length < b->length) {
    const JsBigInt *swap = a;
    bool sign = negative;
    a = b;
    b = swap;
    negative = b_negative;
    b_negative = sign;
  }
  size_t n = a->length;
  if (negative == b_negative) {
    JsBigInt *r = js_bigint_alloc(iso, n + 1);
    if (!r) return JS_EMPTY;
    r->limbs[n] = js_limbs_add(r->limbs, a->limbs, n, b->limbs, b->length);
    return finish(iso, r, n + 1, negative);
  }
  JsBigInt *r = js_bigint_alloc(iso, n);
  if (!r) return JS_EMPTY;
  if (js_limbs_compare(a->limbs, n, b->limbs, b->length) >= 0) {
    js_limbs_sub(r->limbs, a->limbs, n, b->limbs, b->length);
  } else { /* of the same length */
    js_limbs_sub(r->limbs, b->limbs, n, a->limbs, n);
    negative = b_negative;
  }
  return finish(iso, r, n, negative);
}

static JsValue multiply(JsIsolate *iso, const JsBigInt *a, const JsBigInt *b) {
  if (a->length == 0 || b->length == 0) return js_bigint_from_int64(iso, 0);
  if (js_bigint_bits(a) + js_bigint_bits(b) > JS_BIGINT_MAX_LIMBS * 64 + 1) return too_big(iso);
  size_t n = (size_t)a->length + b->length;
  JsBigInt *r = js_bigint_alloc(iso, n);
  if (!r) return JS_EMPTY;
  if (b->length == 1) {
    r->limbs[n - 1] = js_limbs_mul_1(r->limbs, a->limbs, a->length, b->limbs[0], 0);
  } else {
    js_limbs_mul(r->limbs, a->limbs, a->length, b->limbs, b->length);
  }
  JS_KEEP(a);
  JS_KEEP(b);
  return finish(iso, r, n, js_bigint_negative(a) != js_bigint_negative(b));
}

/* The quotient is truncated, the remainder has the dividend's sign. */
static JsValue divide(JsIsolate *iso, const JsBigInt *a, const JsBigInt *b, bool remainder) {
  if (b->length == 0) return js_throw_range_error(iso, "Division by zero");
  bool negative = js_bigint_negative(a), mixed = negative != js_bigint_negative(b);
  if (js_limbs_compare(a->limbs, a->length, b->limbs, b->length) < 0)
    return remainder ? js_from_cell(a) : js_bigint_from_int64(iso, 0);
  size_t n = remainder ? b->length : a->length - b->length + 1;
  JsBigInt *r = js_bigint_alloc(iso, n);
  if (!r) return JS_EMPTY;
  if (b->length == 1 && !remainder) {
    js_limbs_divrem_1(r->limbs, a->limbs, a->length, b->limbs[0]);
  } else {
    js_limbs_divrem(remainder ? NULL : r->limbs, remainder ? r->limbs : NULL, a->limbs, a->length, b->limbs, b->length);
  }
  JS_KEEP(a);
  JS_KEEP(b);
  return finish(iso, r, n, remainder ? negative : mixed);
}

/* 6.1.6.2.3. Powers of 0, 1 and -1 have any exponent; others must stay below 2^(2^30). */
static JsValue exponentiate(JsIsolate *iso, JsValue base, JsValue exponent) {
  const JsBigInt *b = js_as_bigint(base), *e = js_as_bigint(exponent);
  if (js_bigint_negative(e)) return js_throw_range_error(iso, "Exponent must be non-negative");
  if (e->length == 0) return js_bigint_from_int64(iso, 1);
  bool odd = e->limbs[0] & 1;
  if (b->length == 0) return base;
  if (b->length == 1 && b->limbs[0] == 1) return js_bigint_negative(b) && !odd ? js_bigint_from_int64(iso, 1) : base;
  if (e->length > 1 || e->limbs[0] > JS_BIGINT_MAX_LIMBS * 64) return too_big(iso);
  uint64_t n = e->limbs[0];
  if ((js_bigint_bits(b) - 1) * (unsigned __int128)n >= JS_BIGINT_MAX_LIMBS * 64) return too_big(iso);
  if (b->length == 1 && (b->limbs[0] & (b->limbs[0] - 1)) == 0) {
    JsValue shift = js_bigint_from_uint64(iso, n * (uint64_t)__builtin_ctzll(b->limbs[0]));
    JS_TRY(shift);
    JsValue unit = js_bigint_from_int64(iso, js_bigint_negative(b) && odd ? -1 : 1);
    JS_TRY(unit);
    return js_bigint_shift(iso, unit, shift, true);
  }
  JsValue result = base;
  for (int bit = 62 - __builtin_clzll(n); bit >= 0; bit--) {
    result = multiply(iso, js_as_bigint(result), js_as_bigint(result));
    JS_TRY(result);
    if (n >> bit & 1) {
      result = multiply(iso, js_as_bigint(result), b);
      JS_TRY(result);
    }
  }
  return result;
}

JsValue js_bigint_binary(JsIsolate *iso, JsBigIntOp op, JsValue left, JsValue right) {
  const JsBigInt *a = js_as_bigint(left), *b = js_as_bigint(right);
  switch (op) {
    case JS_BIGINT_ADD: return add(iso, a, b, js_bigint_negative(b));
    case JS_BIGINT_SUB: return add(iso, a, b, !js_bigint_negative(b));
    case JS_BIGINT_MUL: return a->length < b->length ? multiply(iso, b, a) : multiply(iso, a, b);
    case JS_BIGINT_DIV: return divide(iso, a, b, false);
    case JS_BIGINT_MOD: return divide(iso, a, b, true);
    case JS_BIGINT_EXP: return exponentiate(iso, left, right);
    case JS_BIGINT_SHL: return js_bigint_shift(iso, left, right, true);
    case JS_BIGINT_SHR: return js_bigint_shift(iso, left, right, false);
    default: return js_bigint_bitwise(iso, op, left, right);
  }
}

JsValue js_bigint_negate(JsIsolate *iso, JsValue v) {
  const JsBigInt *a = js_as_bigint(v);
  if (a->length == 0) return v;
  JsBigInt *r = js_bigint_alloc(iso, a->length);
  if (!r) return JS_EMPTY;
  memcpy(r->limbs, a->limbs, a->length * sizeof(JsLimb));
  return js_bigint_finish(r, a->length, !js_bigint_negative(a));
}

JsValue js_bigint_step(JsIsolate *iso, JsValue v, bool down) {
  JS_TRY(v);
  const JsBigInt *a = js_as_bigint(v);
  size_t n = a->length;
  JsBigInt *r = js_bigint_alloc(iso, n + 1);
  if (!r) return JS_EMPTY;
  bool negative = js_bigint_negative(a);
  if (n == 0 || negative == down) {
    r->limbs[n] = js_limbs_add(r->limbs, a->limbs, n, &one, n != 0);
    if (n == 0) r->limbs[0] = 1;
    return finish(iso, r, n + 1, n == 0 ? down : negative);
  }
  js_limbs_sub(r->limbs, a->limbs, n, &one, 1);
  return finish(iso, r, n, negative);
}
