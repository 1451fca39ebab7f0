/* Multiplication of very long numbers: limbs are the coefficients of polynomials, whose product is computed modulo three
 * primes by number-theoretic transforms and put together by the Chinese remainder theorem (Pollard, "The Fast Fourier
 * Transform in a Finite Field", 1971). Arithmetic modulo the primes is Montgomery's. */
#include "bigint/limbs.h"

#include <stdlib.h>

/* Primes k 2^28 + 1 below 2^62; their product exceeds 2^24 (2^64)^2, the largest coefficient there can be. */
#define PRIMES 3
static const JsLimb primes[PRIMES] = {0x3ffffff960000001u, 0x3ffffff810000001u, 0x3ffffff7b0000001u};
static const JsLimb generators[PRIMES] = {7, 15, 5};

typedef struct Field {
  JsLimb p;
  JsLimb inverse; /* of p modulo 2^64 */
  JsLimb square;  /* 2^128 modulo p */
} Field;

static inline JsLimb reduce(const Field *f, JsWideLimb x) {
  JsLimb high = (JsLimb)(x >> 64);
  JsLimb part = (JsLimb)((JsWideLimb)((JsLimb)x * f->inverse) * f->p >> 64);
  return high - part + (high < part ? f->p : 0);
}
static inline JsLimb times(const Field *f, JsLimb a, JsLimb b) { return reduce(f, (JsWideLimb)a * b); }
static inline JsLimb plus(const Field *f, JsLimb a, JsLimb b) {
  JsLimb sum = a + b;
  return sum >= f->p ? sum - f->p : sum;
}
static inline JsLimb minus(const Field *f, JsLimb a, JsLimb b) { return a - b + (a < b ? f->p : 0); }
static inline JsLimb enter(const Field *f, JsLimb a) { return times(f, a % f->p, f->square); }

static JsLimb power(const Field *f, JsLimb base, JsLimb exponent) {
  JsLimb result = enter(f, 1);
  for (; exponent; exponent >>= 1, base = times(f, base, base))
    if (exponent & 1) result = times(f, result, base);
  return result;
}

static Field field_of(JsLimb p) {
  Field f = {.p = p, .inverse = p};
  for (int i = 0; i < 5; i++) f.inverse *= 2 - p * f.inverse; /* Newton: the exact bits double each time */
  JsLimb one = (JsLimb)(((JsWideLimb)1 << 64) % p);
  f.square = (JsLimb)((JsWideLimb)one * one % p);
  return f;
}

/* roots[half + j] = w^j, w of order 2 half, for each half < n. */
static void make_roots(const Field *f, JsLimb generator, JsLimb *roots, size_t n) {
  for (size_t half = n / 2; half > 0; half /= 2) {
    JsLimb w = power(f, enter(f, generator), (f->p - 1) / (2 * half));
    roots[half] = enter(f, 1);
    for (size_t j = 1; j < half; j++) roots[half + j] = times(f, roots[half + j - 1], w);
  }
}

/* Natural order to bit-reversed (Gentleman and Sande), and back (Cooley and Tukey). */
static void forward(const Field *f, JsLimb *x, const JsLimb *roots, size_t n) {
  for (size_t half = n / 2; half > 0; half /= 2)
    for (size_t start = 0; start < n; start += 2 * half) {
      JsLimb *low = x + start, *high = low + half;
      for (size_t j = 0; j < half; j++) {
        JsLimb a = low[j], b = high[j];
        low[j] = plus(f, a, b);
        high[j] = times(f, minus(f, a, b), roots[half + j]);
      }
    }
}
static void backward(const Field *f, JsLimb *x, const JsLimb *roots, size_t n) {
  for (size_t half = 1; half < n; half *= 2)
    for (size_t start = 0; start < n; start += 2 * half) {
      JsLimb *low = x + start, *high = low + half;
      for (size_t j = 0; j < half; j++) {
        JsLimb a = low[j], b = times(f, high[j], roots[half + j]);
        low[j] = plus(f, a, b);
        high[j] = minus(f, a, b);
      }
    }
}

static void load(const Field *f, JsLimb *x, size_t n, const JsLimb *a, size_t an) {
  for (size_t i = 0; i < an; i++) x[i] = a[i] % f->p;
  memset(x + an, 0, (n - an) * sizeof(JsLimb));
}

/* out[i] = the coefficients modulo f->p, at index -i modulo n: the transform back uses the roots of the one there. */
static void convolve(const Field *f, JsLimb generator, JsLimb *out, JsLimb *other, JsLimb *roots, size_t n,
                     const JsLimb *a, size_t an, const JsLimb *b, size_t bn) {
  make_roots(f, generator, roots, n);
  load(f, out, n, a, an);
  forward(f, out, roots, n);
  JsLimb *factor = out;
  if (a != b || an != bn) {
    factor = other;
    load(f, other, n, b, bn);
    forward(f, other, roots, n);
  }
  /* x y 2^-64 2^128 … 2^-64 / n: each product in Montgomery's form divides by 2^64. */
  JsLimb scale = power(f, enter(f, n), f->p - 2);
  scale = times(f, scale, f->square);
  for (size_t i = 0; i < n; i++) out[i] = times(f, times(f, out[i], factor[i]), scale);
  backward(f, out, roots, n);
}

typedef struct Combiner {
  Field f[PRIMES];
  JsLimb inverse_01, inverse_012; /* of p0 modulo p1, of p0 p1 modulo p2, in Montgomery's form */
  JsLimb p0_in_2;                 /* p0 modulo p2, likewise */
  JsLimb product[2];              /* p0 p1 */
} Combiner;

static void add_to(JsLimb accumulator[4], const JsLimb *value, size_t n) {
  js_limbs_add(accumulator, accumulator, 4, value, n);
}

/* Modulo p, of what is below 2 p. */
static inline JsLimb once(const Field *f, JsLimb a) { return a >= f->p ? a - f->p : a; }

/* Garner's mixed-radix form: c = v0 + v1 p0 + v2 p0 p1, the coefficient with these residues, is added to the accumulator. */
static void combine(const Combiner *c, JsLimb v0, JsLimb r1, JsLimb r2, JsLimb accumulator[4]) {
  const Field *f1 = &c->f[1], *f2 = &c->f[2];
  JsLimb v1 = times(f1, minus(f1, r1, once(f1, v0)), c->inverse_01);
  JsLimb known = plus(f2, once(f2, v0), times(f2, once(f2, v1), c->p0_in_2));
  JsLimb v2 = times(f2, minus(f2, r2, known), c->inverse_012);
  JsLimb term[3] = {v0};
  add_to(accumulator, term, 1);
  JsWideLimb second = (JsWideLimb)v1 * c->f[0].p;
  term[0] = (JsLimb)second;
  term[1] = (JsLimb)(second >> 64);
  add_to(accumulator, term, 2);
  term[2] = js_limbs_mul_1(term, c->product, 2, v2, 0);
  add_to(accumulator, term, 3);
}

static void init_combiner(Combiner *c) {
  for (int i = 0; i < PRIMES; i++) c->f[i] = field_of(primes[i]);
  const Field *f1 = &c->f[1], *f2 = &c->f[2];
  JsLimb p0 = primes[0], p1 = primes[1];
  c->inverse_01 = power(f1, enter(f1, p0), f1->p - 2);
  c->p0_in_2 = enter(f2, p0);
  c->inverse_012 = power(f2, times(f2, c->p0_in_2, enter(f2, p1)), f2->p - 2);
  JsWideLimb product = (JsWideLimb)p0 * p1;
  c->product[0] = (JsLimb)product;
  c->product[1] = (JsLimb)(product >> 64);
}

void js_limbs_mul_transform(JsLimb *r, const JsLimb *a, size_t an, const JsLimb *b, size_t bn) {
  size_t n = 1;
  while (n < an + bn) n *= 2;
  Combiner c;
  init_combiner(&c);
  JsLimb *scratch = js_limbs_scratch((PRIMES + 2) * n);
  JsLimb *other = scratch + PRIMES * n, *roots = other + n;
  for (int i = 0; i < PRIMES; i++) convolve(&c.f[i], generators[i], scratch + i * n, other, roots, n, a, an, b, bn);
  JsLimb accumulator[4] = {0};
  for (size_t i = 0; i < an + bn; i++) {
    size_t at = (n - i) & (n - 1);
    combine(&c, scratch[at], scratch[n + at], scratch[2 * n + at], accumulator);
    r[i] = accumulator[0];
    memmove(accumulator, accumulator + 1, 3 * sizeof(JsLimb));
    accumulator[3] = 0;
  }
  free(scratch);
}
