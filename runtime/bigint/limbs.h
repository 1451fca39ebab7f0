/* Arithmetic on natural numbers: arrays of 64-bit limbs, the least significant first.
 *
 * Nothing here allocates in the heap or throws; scratch memory is malloc'd. Lengths may include leading zero limbs
 * unless said; a result may be one of the operands where it says "in place". */
#ifndef LODE_BIGINT_LIMBS_H
#define LODE_BIGINT_LIMBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t JsLimb;
typedef unsigned __int128 JsWideLimb;
#define JS_LIMB_BITS 64

/* Without leading zeros. */
static inline size_t js_limbs_trim(const JsLimb *a, size_t n) {
  while (n > 0 && a[n - 1] == 0) n--;
  return n;
}

/* <0, 0, >0. Both of n limbs; or, with lengths, both trimmed. */
static inline int js_limbs_compare_n(const JsLimb *a, const JsLimb *b, size_t n) {
  while (n-- > 0)
    if (a[n] != b[n]) return a[n] < b[n] ? -1 : 1;
  return 0;
}
static inline int js_limbs_compare(const JsLimb *a, size_t an, const JsLimb *b, size_t bn) {
  if (an != bn) return an < bn ? -1 : 1;
  return js_limbs_compare_n(a, b, an);
}

/* r = a + b, an >= bn, r of an limbs, maybe in place; returns the carry. */
JsLimb js_limbs_add(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn);
/* r = a - b, a >= b (or: modulo 2^(64 an)), likewise; returns the borrow. */
JsLimb js_limbs_sub(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn);
/* r = a << bits, a >> bits, bits < 64, maybe in place; return the bits shifted out (of the right shift: at the top). */
JsLimb js_limbs_shift_left(JsLimb *r, const JsLimb *a, size_t n, unsigned bits);
JsLimb js_limbs_shift_right(JsLimb *r, const JsLimb *a, size_t n, unsigned bits);

/* r = a * b + carry, r += a * b, r -= a * b; return what goes beyond n limbs. */
JsLimb js_limbs_mul_1(JsLimb *r, const JsLimb *a, size_t n, JsLimb b, JsLimb carry);
JsLimb js_limbs_addmul_1(JsLimb *r, const JsLimb *a, size_t n, JsLimb b);
JsLimb js_limbs_submul_1(JsLimb *r, const JsLimb *a, size_t n, JsLimb b);
/* q = a / d, maybe in place; returns the remainder. */
JsLimb js_limbs_divrem_1(JsLimb *q, const JsLimb *a, size_t n, JsLimb d);

/* r = a * b, an + bn limbs, r apart from both. Lengths are positive. */
void js_limbs_mul(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn);
/* By number-theoretic transforms, for very long operands. */
void js_limbs_mul_transform(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn);

/* q = a / b (an - bn + 1 limbs), r = a % b (bn limbs). an >= bn >= 1, b trimmed. Either result may be NULL. */
void js_limbs_divrem(JsLimb *q, JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn);
/* The reciprocal of a normalised divisor, and division of two limbs by it (Möller and Granlund, "Improved division by
 * invariant integers", 2011). */
JsLimb js_limb_reciprocal(JsLimb d);
static inline JsLimb js_limb_divide(JsLimb high, JsLimb low, JsLimb d, JsLimb reciprocal, JsLimb *remainder) {
  JsWideLimb q = (JsWideLimb)reciprocal * high + ((JsWideLimb)high << 64 | low);
  JsLimb quotient = (JsLimb)(q >> 64) + 1;
  JsLimb rest = low - quotient * d;
  if (rest > (JsLimb)q) {
    quotient--;
    rest += d;
  }
  if (__builtin_expect(rest >= d, 0)) {
    quotient++;
    rest -= d;
  }
  *remainder = rest;
  return quotient;
}

/* Text. Digits that js_limbs_to_text may write at most (n > 0); it returns how many it wrote, without leading zeros. a
 * is overwritten. */
size_t js_limbs_text_bound(size_t n, unsigned radix);
size_t js_limbs_to_text(uint8_t *text, JsLimb *a, size_t n, unsigned radix);
/* The number that values (each below radix, the most significant first) spell; returns the limbs written, trimmed. r has
 * room for js_limbs_from_text_bound(count, radix). */
size_t js_limbs_from_text_bound(size_t count, unsigned radix);
size_t js_limbs_from_text(JsLimb *r, const uint8_t *values, size_t count, unsigned radix);

/* malloc that doesn't fail. */
JsLimb *js_limbs_scratch(size_t n);

#endif
