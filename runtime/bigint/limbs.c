/* Linear operations on limbs. */
#include "bigint/limbs.h"

#include <stdlib.h>

JsLimb *js_limbs_scratch(size_t n) {
  JsLimb *p = malloc((n ? n : 1) * sizeof(JsLimb));
  if (!p) abort();
  return p;
}

/* The compilers know these patterns as an add and a subtract with carry. */
static inline JsLimb add_carry(JsLimb a, JsLimb b, JsLimb *carry) {
  JsLimb sum;
  bool first = __builtin_add_overflow(a, b, &sum), second = __builtin_add_overflow(sum, *carry, &sum);
  *carry = first | second;
  return sum;
}

static inline JsLimb sub_borrow(JsLimb a, JsLimb b, JsLimb *borrow) {
  JsLimb difference;
  bool first = __builtin_sub_overflow(a, b, &difference), second = __builtin_sub_overflow(difference, *borrow, &difference);
  *borrow = first | second;
  return difference;
}

JsLimb js_limbs_add(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn) {
  JsLimb carry = 0;
  size_t i = 0;
  for (; i + 4 <= bn; i += 4) {
    r[i] = add_carry(a[i], b[i], &carry);
    r[i + 1] = add_carry(a[i + 1], b[i + 1], &carry);
    r[i + 2] = add_carry(a[i + 2], b[i + 2], &carry);
    r[i + 3] = add_carry(a[i + 3], b[i + 3], &carry);
  }
  for (; i < bn; i++) r[i] = add_carry(a[i], b[i], &carry);
  for (; i < an && carry; i++) {
    r[i] = a[i] + 1;
    carry = r[i] == 0;
  }
  if (r != a && i < an) memcpy(r + i, a + i, (an - i) * sizeof(JsLimb));
  return carry;
}

JsLimb js_limbs_sub(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn) {
  JsLimb borrow = 0;
  size_t i = 0;
  for (; i + 4 <= bn; i += 4) {
    r[i] = sub_borrow(a[i], b[i], &borrow);
    r[i + 1] = sub_borrow(a[i + 1], b[i + 1], &borrow);
    r[i + 2] = sub_borrow(a[i + 2], b[i + 2], &borrow);
    r[i + 3] = sub_borrow(a[i + 3], b[i + 3], &borrow);
  }
  for (; i < bn; i++) r[i] = sub_borrow(a[i], b[i], &borrow);
  for (; i < an && borrow; i++) {
    borrow = a[i] == 0;
    r[i] = a[i] - 1;
  }
  if (r != a && i < an) memcpy(r + i, a + i, (an - i) * sizeof(JsLimb));
  return borrow;
}

JsLimb js_limbs_shift_left(JsLimb *r, const JsLimb *a, size_t n, unsigned bits) {
  if (bits == 0) {
    memmove(r, a, n * sizeof(JsLimb));
    return 0;
  }
  JsLimb out = n ? a[n - 1] >> (64 - bits) : 0;
  for (size_t i = n; i-- > 1;) r[i] = a[i] << bits | a[i - 1] >> (64 - bits);
  if (n) r[0] = a[0] << bits;
  return out;
}

JsLimb js_limbs_shift_right(JsLimb *r, const JsLimb *a, size_t n, unsigned bits) {
  if (bits == 0) {
    memmove(r, a, n * sizeof(JsLimb));
    return 0;
  }
  JsLimb out = n ? a[0] << (64 - bits) : 0;
  for (size_t i = 0; i + 1 < n; i++) r[i] = a[i] >> bits | a[i + 1] << (64 - bits);
  if (n) r[n - 1] = a[n - 1] >> bits;
  return out;
}

JsLimb js_limbs_mul_1(JsLimb *r, const JsLimb *a, size_t n, JsLimb b, JsLimb carry) {
  for (size_t i = 0; i < n; i++) {
    JsWideLimb t = (JsWideLimb)a[i] * b + carry;
    r[i] = (JsLimb)t;
    carry = (JsLimb)(t >> 64);
  }
  return carry;
}

JsLimb js_limbs_addmul_1(JsLimb *r, const JsLimb *a, size_t n, JsLimb b) {
  JsLimb carry = 0;
  for (size_t i = 0; i < n; i++) {
    JsWideLimb t = (JsWideLimb)a[i] * b + r[i] + carry;
    r[i] = (JsLimb)t;
    carry = (JsLimb)(t >> 64);
  }
  return carry;
}

JsLimb js_limbs_submul_1(JsLimb *r, const JsLimb *a, size_t n, JsLimb b) {
  JsLimb carry = 0;
  for (size_t i = 0; i < n; i++) {
    JsWideLimb t = (JsWideLimb)a[i] * b + carry;
    JsLimb low = (JsLimb)t;
    carry = (JsLimb)(t >> 64) + (r[i] < low);
    r[i] -= low;
  }
  return carry;
}

/* Not C's division of 128 bits: that is a function of the compiler's own library, which brings along, and puts in the place of
 * the C library's, mathematical functions that are less exact. */
JsLimb js_limb_reciprocal(JsLimb d) {
  JsLimb high = ~d, low = ~(JsLimb)0;
#ifdef __x86_64__
  JsLimb quotient, rest;
  __asm__("divq %4" : "=a"(quotient), "=d"(rest) : "0"(low), "1"(high), "r"(d) : "cc");
  return quotient;
#else
  JsLimb quotient = 0;
  for (int i = 0; i < JS_LIMB_BITS; i++) {
    bool carry = high >> 63;
    high = high << 1 | low >> 63;
    low <<= 1;
    quotient <<= 1;
    if (carry || high >= d) {
      high -= d;
      quotient |= 1;
    }
  }
  return quotient;
#endif
}

JsLimb js_limbs_divrem_1(JsLimb *q, const JsLimb *a, size_t n, JsLimb d) {
  if (n == 0) return 0;
  unsigned shift = (unsigned)__builtin_clzll(d);
  d <<= shift;
  JsLimb reciprocal = js_limb_reciprocal(d), rest = 0;
  if (shift == 0) {
    for (size_t i = n; i-- > 0;) q[i] = js_limb_divide(rest, a[i], d, reciprocal, &rest);
    return rest;
  }
  JsLimb above = a[n - 1];
  rest = above >> (64 - shift);
  for (size_t i = n; i-- > 1;) {
    JsLimb below = a[i - 1];
    q[i] = js_limb_divide(rest, above << shift | below >> (64 - shift), d, reciprocal, &rest);
    above = below;
  }
  q[0] = js_limb_divide(rest, above << shift, d, reciprocal, &rest);
  return rest >> shift;
}
