/* Division: Knuth's algorithm D (The Art of Computer Programming 2, 4.3.1), and on top of it the recursive division of
 * Burnikel and Ziegler ("Fast Recursive Division", 1998) in the form that takes quotients of any length. */
#include "bigint/limbs.h"

#include <stdlib.h>

#define RECURSIVE_FROM 60 /* limbs of the quotient */

/* The reciprocal of the two highest limbs of a normalised divisor (Möller and Granlund, algorithm 6). */
static JsLimb reciprocal_of_two(JsLimb d1, JsLimb d0) {
  JsLimb v = js_limb_reciprocal(d1);
  JsLimb p = d1 * v + d0;
  if (p < d0) {
    v--;
    if (p >= d1) {
      v--;
      p -= d1;
    }
    p -= d1;
  }
  JsWideLimb t = (JsWideLimb)v * d0;
  p += (JsLimb)(t >> 64);
  if (p < (JsLimb)(t >> 64)) {
    v--;
    if (((JsWideLimb)p << 64 | (JsLimb)t) >= ((JsWideLimb)d1 << 64 | d0)) v--;
  }
  return v;
}

/* Three limbs by two, the quotient fitting one (algorithm 5). */
static JsLimb divide_three(JsLimb u2, JsLimb u1, JsLimb u0, JsLimb d1, JsLimb d0, JsLimb v) {
  JsWideLimb q = (JsWideLimb)v * u2 + ((JsWideLimb)u2 << 64 | u1);
  JsLimb q1 = (JsLimb)(q >> 64), q0 = (JsLimb)q;
  JsWideLimb d = (JsWideLimb)d1 << 64 | d0;
  JsWideLimb r = ((JsWideLimb)(u1 - q1 * d1) << 64 | u0) - (JsWideLimb)d0 * q1 - d;
  q1++;
  if ((JsLimb)(r >> 64) >= q0) {
    q1--;
    r += d;
  }
  if (__builtin_expect(r >= d, 0)) q1++;
  return q1;
}

/* Divides a (bn + qn limbs, its bn highest below b) by b (bn >= 2, highest bit set). Leaves q (qn limbs), and the
 * remainder in a, whose qn highest limbs become zero. */
static void knuth(JsLimb *q, JsLimb *a, const JsLimb *b, size_t bn, size_t qn) {
  JsLimb d1 = b[bn - 1], d0 = b[bn - 2], v = reciprocal_of_two(d1, d0);
  for (size_t j = qn; j-- > 0;) {
    JsLimb *window = a + j;
    JsLimb u2 = window[bn], u1 = window[bn - 1];
    JsLimb guess = u2 == d1 && u1 == d0 ? ~(JsLimb)0 : divide_three(u2, u1, window[bn - 2], d1, d0, v);
    JsLimb borrow = js_limbs_submul_1(window, b, bn, guess);
    if (__builtin_expect(u2 < borrow, 0)) {
      guess--;
      borrow -= js_limbs_add(window, window, bn, b, bn);
    }
    window[bn] = u2 - borrow;
    q[j] = guess;
  }
}

static void divide(JsLimb *q, JsLimb *a, const JsLimb *b, size_t bn, size_t qn);

/* A quotient shorter than the divisor: that of the highest limbs, which is at most two too big. */
static void divide_truncated(JsLimb *q, JsLimb *a, const JsLimb *b, size_t bn, size_t qn) {
  size_t cut = bn - qn;
  JsLimb *top = a + cut; /* 2 qn limbs */
  if (js_limbs_compare_n(top + qn, b + cut, qn) < 0) {
    divide(q, top, b + cut, qn, qn);
  } else { /* equal: all ones, and what remains is the lower half + the divisor */
    memset(q, 0xFF, qn * sizeof(JsLimb));
    memset(top + qn, 0, qn * sizeof(JsLimb));
    top[qn] = js_limbs_add(top, top, qn, b + cut, qn);
  }
  JsLimb *product = js_limbs_scratch(bn);
  js_limbs_mul(product, q, qn, b, cut);
  JsLimb below = js_limbs_sub(a, a, bn + 1, product, bn);
  free(product);
  while (below) {
    const JsLimb one = 1;
    js_limbs_sub(q, q, qn, &one, 1);
    below -= js_limbs_add(a, a, bn + 1, b, bn);
  }
}

/* As knuth; qn <= bn. */
static void divide(JsLimb *q, JsLimb *a, const JsLimb *b, size_t bn, size_t qn) {
  if (qn < RECURSIVE_FROM) {
    knuth(q, a, b, bn, qn);
  } else if (qn < bn) {
    divide_truncated(q, a, b, bn, qn);
  } else {
    size_t low = qn / 2;
    divide(q + low, a + low, b, bn, qn - low);
    divide(q, a, b, bn, low);
  }
}

void js_limbs_divrem(JsLimb *q, JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn) {
  size_t qn = an - bn + 1;
  unsigned shift = (unsigned)__builtin_clzll(b[bn - 1]);
  JsLimb *scratch = js_limbs_scratch(an + 1 + bn + qn);
  JsLimb *dividend = scratch, *divisor = scratch + an + 1, *quotient = q ? q : divisor + bn;
  if (bn == 1) {
    JsLimb rest = js_limbs_divrem_1(quotient, a, an, b[0]);
    if (r) r[0] = rest;
    free(scratch);
    return;
  }
  js_limbs_shift_left(divisor, b, bn, shift);
  dividend[an] = js_limbs_shift_left(dividend, a, an, shift);
  /* Blocks of at most bn limbs of the quotient, the odd one first. */
  size_t left = qn, block = qn % bn ? qn % bn : bn;
  while (left > 0) {
    left -= block;
    divide(quotient + left, dividend + left, divisor, bn, block);
    block = bn;
  }
  if (r) js_limbs_shift_right(r, dividend, bn, shift);
  free(scratch);
}
