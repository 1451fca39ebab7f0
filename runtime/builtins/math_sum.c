/* Math.sumPrecise: the correctly rounded sum of an iterable's numbers.
 *
 * The accumulator is a fixed-point number as wide as the doubles' range (Kulisch): limbs of 32 bits in 64-bit words,
 * so that carries need to be settled only every 2^31 additions; bit 0 of limb 0 is worth 2^-1074. */
#include <math.h>

#include "builtins/builtins.h"
#include "builtins/math_builtins.h"

#define LIMBS 70 /* 2098 bits of range and 142 for carries */
typedef struct Accumulator {
  int64_t limbs[LIMBS];
  uint32_t pending; /* additions since carries were settled */
} Accumulator;

static void settle(Accumulator *a) {
  int64_t carry = 0;
  for (int i = 0; i < LIMBS - 1; i++) {
    int64_t v = a->limbs[i] + carry;
    carry = v >> 32;
    a->limbs[i] = v & 0xFFFFFFFF;
  }
  a->limbs[LIMBS - 1] += carry;
  a->pending = 0;
}

static void add(Accumulator *a, double x) {
  uint64_t bits;
  memcpy(&bits, &x, 8);
  int biased = (int)(bits >> 52 & 0x7FF);
  uint64_t m = bits & ((1ull << 52) - 1);
  if (biased) m |= 1ull << 52;
  int position = biased ? biased - 1 : 0;
  unsigned __int128 shifted = (unsigned __int128)m << (position % 32);
  int64_t sign = x < 0 ? -1 : 1;
  int64_t *limb = &a->limbs[position / 32];
  limb[0] += sign * (int64_t)(shifted & 0xFFFFFFFF);
  limb[1] += sign * (int64_t)(shifted >> 32 & 0xFFFFFFFF);
  limb[2] += sign * (int64_t)(shifted >> 64);
  if (++a->pending == 1u << 30) settle(a);
}

/* The accumulated value, rounded to nearest, ties to even. */
static double rounded(Accumulator *a) {
  settle(a);
  bool negative = a->limbs[LIMBS - 1] < 0;
  if (negative) {
    for (int i = 0; i < LIMBS; i++) a->limbs[i] = -a->limbs[i];
    settle(a);
  }
  int top = LIMBS - 1;
  while (top > 0 && a->limbs[top] == 0) top--;
  if (top < 2) { /* exact: at most 64 bits above 2^-1074 are rounded by the conversion alone */
    uint64_t low = (uint64_t)a->limbs[1] << 32 | (uint64_t)a->limbs[0];
    double d = ldexp((double)low, -1074);
    return negative ? -d : d;
  }
  unsigned __int128 m = (unsigned __int128)a->limbs[top] << 64 | (uint64_t)a->limbs[top - 1] << 32 |
                        (uint64_t)a->limbs[top - 2];
  bool sticky = false;
  for (int i = top - 3; i >= 0 && !sticky; i--) sticky = a->limbs[i] != 0;
  int scale = 32 * (top - 2) - 1074;
  while (m >> 64) { /* to 64 bits, the lowest one sticky */
    sticky |= m & 1;
    m >>= 1;
    scale++;
  }
  double d = ldexp((double)((uint64_t)m | sticky), scale);
  return negative ? -d : d;
}

typedef struct Sum {
  Accumulator exact;
  bool plus_infinity, minus_infinity, nan, any_but_minus_zero;
} Sum;

static void include(Sum *sum, double x) {
  if (x != x) {
    sum->nan = true;
  } else if (isinf(x)) {
    sum->plus_infinity |= x > 0;
    sum->minus_infinity |= x < 0;
  } else {
    sum->any_but_minus_zero |= x != 0 || !signbit(x);
    add(&sum->exact, x);
  }
}

static double result(Sum *sum) {
  if (sum->nan || (sum->plus_infinity && sum->minus_infinity)) return NAN;
  if (sum->plus_infinity) return INFINITY;
  if (sum->minus_infinity) return -INFINITY;
  return sum->any_but_minus_zero ? rounded(&sum->exact) : -0.0;
}

/* Math.sumPrecise ( items ) */
JsValue js_math_sum_precise(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue items = js_arg(argc, argv, 0), v;
  if (js_is_nullish(items)) return js_throw_type_about(iso, "", items, " is not iterable");
  JsIterator it;
  if (!js_iterator_open(iso, items, &it)) return JS_EMPTY;
  Sum sum = {0};
  int step;
  while ((step = js_iterator_step(iso, &it, &v)) > 0) {
    if (!js_is_number(v)) {
      js_throw_type_about(iso, "", v, " is not a number");
      js_iterator_close(iso, &it, true);
      return JS_EMPTY;
    }
    include(&sum, js_number_to_double(v));
  }
  return step < 0 ? JS_EMPTY : js_number(result(&sum));
}
