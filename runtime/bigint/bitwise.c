/* Shifts, bit operations (in two's complement of endless length), asIntN and asUintN. */
#include "bigint/bigint.h"

#include "ops/ops.h"

static const JsLimb one = 1;

static JsValue too_big(JsIsolate *iso) { return js_throw_range_error(iso, "Maximum BigInt size exceeded"); }

/* ---- Shifts (6.1.6.2.9, 6.1.6.2.10) ---- */

static JsValue shift_left(JsIsolate *iso, const JsBigInt *a, uint64_t by) {
  if (by > JS_BIGINT_MAX_LIMBS * 64) return too_big(iso);
  size_t whole = by / 64, n = a->length + whole;
  size_t bits = js_bigint_bits(a) + by;
  if (bits > JS_BIGINT_MAX_LIMBS * 64) return too_big(iso);
  JsBigInt *r = js_bigint_alloc(iso, (bits + 63) / 64);
  if (!r) return JS_EMPTY;
  JsLimb out = js_limbs_shift_left(r->limbs + whole, a->limbs, a->length, by % 64);
  if (out) r->limbs[n++] = out;
  JS_KEEP(r);
  JS_KEEP(a);
  return js_bigint_finish(r, n, js_bigint_negative(a));
}

/* Rounds to minus infinity. */
static JsValue shift_right(JsIsolate *iso, const JsBigInt *a, uint64_t by) {
  bool negative = js_bigint_negative(a);
  size_t whole = by / 64 < a->length ? (size_t)(by / 64) : a->length;
  if (whole == a->length) return js_bigint_from_int64(iso, negative ? -1 : 0);
  size_t n = a->length - whole;
  JsBigInt *r = js_bigint_alloc(iso, n + negative);
  if (!r) return JS_EMPTY;
  JsLimb lost = js_limbs_shift_right(r->limbs, a->limbs + whole, n, by % 64);
  for (size_t i = 0; i < whole; i++) lost |= a->limbs[i];
  if (negative && lost) r->limbs[n] = js_limbs_add(r->limbs, r->limbs, n, &one, 1);
  JS_KEEP(r);
  JS_KEEP(a);
  return js_bigint_finish(r, n + negative, negative);
}

JsValue js_bigint_shift(JsIsolate *iso, JsValue left, JsValue right, bool is_left) {
  const JsBigInt *a = js_as_bigint(left), *by = js_as_bigint(right);
  if (a->length == 0 || by->length == 0) return left;
  uint64_t count = by->length > 1 ? UINT64_MAX : by->limbs[0];
  return is_left != js_bigint_negative(by) ? shift_left(iso, a, count) : shift_right(iso, a, count);
}

/* ---- Two's complement ---- */

/* Reads the limbs of a BigInt's two's complement one after the other. */
typedef struct Reader {
  const JsBigInt *b;
  JsLimb carry, mask;
  size_t at;
} Reader;

static Reader reader_of(const JsBigInt *b) {
  bool negative = js_bigint_negative(b);
  return (Reader){b, negative, negative ? ~(JsLimb)0 : 0, 0};
}
static inline JsLimb next(Reader *r) {
  JsLimb limb = ((r->at < r->b->length ? r->b->limbs[r->at] : 0) ^ r->mask) + r->carry;
  r->carry = r->carry && limb == 0;
  r->at++;
  return limb;
}

/* The two's complement of n limbs that r holds becomes sign and magnitude. */
static JsValue finish_complement(JsBigInt *r, size_t n, bool negative) {
  if (negative) {
    JsLimb carry = 1;
    for (size_t i = 0; i < n; i++) {
      r->limbs[i] = ~r->limbs[i] + carry;
      carry = carry && r->limbs[i] == 0;
    }
  }
  JS_KEEP(r);
  return js_bigint_finish(r, n, negative);
}

static inline JsLimb combine(JsBigIntOp op, JsLimb x, JsLimb y) {
  return op == JS_BIGINT_AND ? x & y : op == JS_BIGINT_OR ? x | y : x ^ y;
}

JsValue js_bigint_bitwise(JsIsolate *iso, JsBigIntOp op, JsValue left, JsValue right) {
  const JsBigInt *a = js_as_bigint(left), *b = js_as_bigint(right);
  bool negative = combine(op, js_bigint_negative(a), js_bigint_negative(b));
  size_t n = (a->length > b->length ? a->length : b->length) + negative;
  JsBigInt *r = js_bigint_alloc(iso, n);
  if (!r) return JS_EMPTY;
  Reader x = reader_of(a), y = reader_of(b);
  for (size_t i = 0; i < n; i++) r->limbs[i] = combine(op, next(&x), next(&y));
  JsValue v = finish_complement(r, n, negative);
  return js_as_bigint(v)->length > JS_BIGINT_MAX_LIMBS ? too_big(iso) : v;
}

/* 6.1.6.2.2: -a - 1 */
JsValue js_bigint_not(JsIsolate *iso, JsValue v) { return js_bigint_step(iso, js_bigint_negate(iso, v), true); }

/* 21.2.2.1, 21.2.2.2 */
JsValue js_bigint_as_n(JsIsolate *iso, uint64_t bits, JsValue v, bool is_signed) {
  const JsBigInt *a = js_as_bigint(v);
  bool negative = js_bigint_negative(a);
  if (bits == 0) return js_bigint_from_int64(iso, 0);
  if (js_bigint_bits(a) < bits && (is_signed || !negative)) return v;
  if (bits > JS_BIGINT_MAX_LIMBS * 64) return negative ? too_big(iso) : v;
  size_t n = (size_t)((bits + 63) / 64);
  unsigned top = (unsigned)((bits - 1) % 64); /* the highest bit's place in its limb */
  JsBigInt *r = js_bigint_alloc(iso, n);
  if (!r) return JS_EMPTY;
  Reader x = reader_of(a);
  for (size_t i = 0; i < n; i++) r->limbs[i] = next(&x);
  JsLimb used = ~(JsLimb)0 >> (63 - top);
  bool below = is_signed && r->limbs[n - 1] >> top & 1;
  r->limbs[n - 1] = below ? r->limbs[n - 1] | ~used : r->limbs[n - 1] & used;
  return finish_complement(r, n, below);
}
