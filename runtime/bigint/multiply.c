/* Multiplication: schoolbook, Karatsuba, transforms. */
#include "bigint/limbs.h"

#include <stdlib.h>

#define KARATSUBA_FROM 34   /* limbs of the shorter operand */
#define TRANSFORM_FROM 2500

static void schoolbook(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn) {
  r[an] = js_limbs_mul_1(r, a, an, b[0], 0);
  for (size_t i = 1; i < bn; i++) r[an + i] = js_limbs_addmul_1(r + i, a, an, b[i]);
}

static void multiply(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn, JsLimb *scratch);

/* r = |x - y|, x of n limbs, y of m <= n; is x < y? */
static bool difference(JsLimb *r, const JsLimb *x, size_t n, const JsLimb *y, size_t m) {
  size_t xt = js_limbs_trim(x, n), yt = js_limbs_trim(y, m);
  if (js_limbs_compare(x, xt, y, yt) >= 0) {
    js_limbs_sub(r, x, n, y, m);
    return false;
  }
  js_limbs_sub(r, y, m, x, xt < m ? xt : m);
  memset(r + m, 0, (n - m) * sizeof(JsLimb));
  return true;
}

/* With a = a1 B + a0, b = b1 B + b0: a b = a1 b1 B^2 + (a0 b0 + a1 b1 - (a0 - a1)(b0 - b1)) B + a0 b0. The shorter
 * operand is longer than half of the other. */
static void karatsuba(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn, JsLimb *scratch) {
  size_t half = (an + 1) / 2, a1n = an - half, b1n = bn - half;
  JsLimb *sum = scratch, *middle = scratch + 2 * half + 1, *rest = middle + 2 * half;
  bool minus = difference(sum, a, half, a + half, a1n);
  minus ^= difference(sum + half, b, half, b + half, b1n);
  multiply(middle, sum, half, sum + half, half, rest);
  multiply(r, a, half, b, half, rest);
  multiply(r + 2 * half, a + half, a1n, b + half, b1n, rest);
  sum[2 * half] = js_limbs_add(sum, r, 2 * half, r + 2 * half, a1n + b1n);
  if (minus) {
    sum[2 * half] += js_limbs_add(sum, sum, 2 * half, middle, 2 * half);
  } else {
    sum[2 * half] -= js_limbs_sub(sum, sum, 2 * half, middle, 2 * half);
  }
  js_limbs_add(r + half, r + half, an + bn - half, sum, js_limbs_trim(sum, 2 * half + 1));
}

/* a in pieces as long as b. */
static void in_pieces(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn, JsLimb *scratch) {
  multiply(r, a, bn, b, bn, scratch);
  memset(r + 2 * bn, 0, (an - bn) * sizeof(JsLimb));
  JsLimb *product = scratch, *rest = scratch + 2 * bn;
  for (size_t i = bn; i < an; i += bn) {
    size_t n = an - i < bn ? an - i : bn;
    multiply(product, a + i, n, b, bn, rest);
    js_limbs_add(r + i, r + i, an + bn - i, product, n + bn);
  }
}

static void multiply(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn, JsLimb *scratch) {
  if (an < bn) {
    multiply(r, b, bn, a, an, scratch);
  } else if (bn < KARATSUBA_FROM) {
    schoolbook(r, a, an, b, bn);
  } else if (bn >= TRANSFORM_FROM && an <= 4 * bn) {
    js_limbs_mul_transform(r, a, an, b, bn);
  } else if (bn > (an + 1) / 2) {
    karatsuba(r, a, an, b, bn, scratch);
  } else {
    in_pieces(r, a, an, b, bn, scratch);
  }
}

void js_limbs_mul(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn) {
  size_t shorter = an < bn ? an : bn;
  if (shorter < KARATSUBA_FROM) {
    multiply(r, a, an, b, bn, NULL);
    return;
  }
  /* Each level of Karatsuba's takes 4 ceil(n/2) + 1 limbs and halves n; n is at most twice the shorter one, and pieces of
   * a longer operand take another two. */
  JsLimb *scratch = js_limbs_scratch(12 * shorter + 1024);
  multiply(r, a, an, b, bn, scratch);
  free(scratch);
}
