/* Math (21.3). The transcendental functions are the C library's, whose results may differ from other engines' in the
 * last place, as the specification allows; the special cases that C leaves open are spelled out. */
#include <math.h>
#include <time.h>
#include <unistd.h>

#include "builtins/builtins.h"
#include "builtins/math_builtins.h"
#include "fast/intrinsic.h"

#define MATH_UNARY(X)                                                                                            \
  X(acos) X(acosh) X(asin) X(asinh) X(atan) X(atanh) X(cos) X(cosh) X(exp) X(expm1) X(log) X(log10)      \
  X(log1p) X(log2) X(sin) X(sinh) X(sqrt) X(tan) X(tanh)
#define X(name) static JsValue math_##name(JS_ARGS);
MATH_UNARY(X)
#undef X
static JsValue math_abs(JS_ARGS);
static JsValue math_atan2(JS_ARGS);
static JsValue math_cbrt(JS_ARGS);
static JsValue math_ceil(JS_ARGS);
static JsValue math_clz32(JS_ARGS);
static JsValue math_f16round(JS_ARGS);
static JsValue math_floor(JS_ARGS);
static JsValue math_fround(JS_ARGS);
static JsValue math_hypot(JS_ARGS);
static JsValue math_imul(JS_ARGS);
static JsValue math_max(JS_ARGS);
static JsValue math_min(JS_ARGS);
static JsValue math_pow(JS_ARGS);
static JsValue math_random(JS_ARGS);
static JsValue math_round(JS_ARGS);
static JsValue math_sign(JS_ARGS);
static JsValue math_trunc(JS_ARGS);

static const JsBuiltin functions[] = {
    JS_B_FN("abs", math_abs, 1),
    JS_B_FN("acos", math_acos, 1),
    JS_B_FN("acosh", math_acosh, 1),
    JS_B_FN("asin", math_asin, 1),
    JS_B_FN("asinh", math_asinh, 1),
    JS_B_FN("atan", math_atan, 1),
    JS_B_FN("atanh", math_atanh, 1),
    JS_B_FN("atan2", math_atan2, 2),
    JS_B_FN("ceil", math_ceil, 1),
    JS_B_FN("cbrt", math_cbrt, 1),
    JS_B_FN("expm1", math_expm1, 1),
    JS_B_FN("clz32", math_clz32, 1),
    JS_B_FN("cos", math_cos, 1),
    JS_B_FN("cosh", math_cosh, 1),
    JS_B_FN("exp", math_exp, 1),
    JS_B_FN("floor", math_floor, 1),
    JS_B_FN("fround", math_fround, 1),
    JS_B_FN("hypot", math_hypot, 2),
    JS_B_FN("imul", math_imul, 2),
    JS_B_FN("log", math_log, 1),
    JS_B_FN("log1p", math_log1p, 1),
    JS_B_FN("log2", math_log2, 1),
    JS_B_FN("log10", math_log10, 1),
    JS_B_FN("max", math_max, 2),
    JS_B_FN("min", math_min, 2),
    JS_B_FN("pow", math_pow, 2),
    JS_B_FN("random", math_random, 0),
    JS_B_FN("round", math_round, 1),
    JS_B_FN("sign", math_sign, 1),
    JS_B_FN("sin", math_sin, 1),
    JS_B_FN("sinh", math_sinh, 1),
    JS_B_FN("sqrt", math_sqrt, 1),
    JS_B_FN("tan", math_tan, 1),
    JS_B_FN("tanh", math_tanh, 1),
    JS_B_FN("trunc", math_trunc, 1),
    JS_B_NUM("E", 2.718281828459045),
    JS_B_NUM("LN10", 2.302585092994046),
    JS_B_NUM("LN2", 0.6931471805599453),
    JS_B_NUM("LOG10E", 0.4342944819032518),
    JS_B_NUM("LOG2E", 1.4426950408889634),
    JS_B_NUM("PI", 3.141592653589793),
    JS_B_NUM("SQRT1_2", 0.7071067811865476),
    JS_B_NUM("SQRT2", 1.4142135623730951),
    JS_B_FN("f16round", math_f16round, 1),
    JS_B_FN("sumPrecise", js_math_sum_precise, 1),
    JS_B_TAG("Math"),
    JS_BUILTIN_END,
};

static void seed_random(JsIsolate *iso);

void js_init_math(JsIsolate *iso) {
  /* All in line, where compiled code finds them quickest. */
  JsValue proto = js_intrinsic(iso, JS_INTRINSIC_ObjectPrototype);
  JsObject *math = js_object_new_shape(iso, js_shape_root(iso, proto, JS_KIND_OBJECT, 64));
  js_intrinsic_set(iso, JS_INTRINSIC_Math, js_from_cell(math));
  js_install(iso, math, functions);
  js_define_data(iso, iso->realm->global, js_key_from_cstr(iso, "Math"), js_from_cell(math), JS_ATTR_HIDDEN);
  seed_random(iso);
}

/* ---- One argument, by the C library ---- */

static bool number_argument(JsIsolate *iso, uint32_t argc, JsValue *argv, double *out) {
  if (argc > 0 && js_is_number(argv[0])) {
    *out = js_number_to_double(argv[0]);
    return true;
  }
  return js_to_number(iso, js_arg(argc, argv, 0), out);
}

#define UNARY(name, expression)                                 \
  static JsValue math_##name(JS_ARGS) {                         \
    JS_UNUSED_ARGS;                                             \
    double x;                                                   \
    if (!number_argument(iso, argc, argv, &x)) return JS_EMPTY; \
    return js_number(expression);                               \
  }

#define X(name) UNARY(name, name(x))
MATH_UNARY(X)
#undef X

UNARY(abs, fabs(x))
UNARY(ceil, ceil(x))
UNARY(floor, floor(x))
UNARY(fround, (double)(float)x)
UNARY(sign, x > 0 ? 1 : x < 0 ? -1 : x)
UNARY(trunc, trunc(x))

/* 21.3.2.9. C libraries err by up to a unit in the last place; one step of Newton's with the cube taken exactly (twice
 * the precision) corrects that. Scaled, so that the cube of a tiny root keeps its bits. */
static double cube_root(double x) {
  if (x == 0 || !isfinite(x)) return x;
  bool tiny = fabs(x) < 0x1p-700;
  if (tiny) x *= 0x1p600;
  double r = cbrt(x);
  double square = r * r, square_rest = fma(r, r, -square);
  double cube = square * r, cube_rest = fma(square, r, -cube) + square_rest * r;
  r -= ((cube - x) + cube_rest) / (3 * square);
  return tiny ? r * 0x1p-200 : r;
}
UNARY(cbrt, cube_root(x))

/* 21.3.2.28: halves round up; -0 for what rounds to zero from below. */
static double round_half_up(double x) {
  double above = ceil(x);
  return above - 0.5 > x ? above - 1 : above;
}
UNARY(round, round_half_up(x))

/* 21.3.2.18: round to nearest, ties to even, with 11 bits and exponents from -14 on. */
static double round_to_half(double x) {
  double magnitude = fabs(x);
  if (!(magnitude > 0) || isinf(x)) return x;
  int exponent = ilogb(magnitude);
  if (exponent < -14) exponent = -14;
  double rounded = ldexp(nearbyint(ldexp(magnitude, 10 - exponent)), exponent - 10);
  return copysign(rounded >= 65520 ? INFINITY : rounded, x);
}
UNARY(f16round, round_to_half(x))

/* 21.3.2.11 */
static JsValue math_clz32(JS_ARGS) {
  JS_UNUSED_ARGS;
  uint32_t n;
  if (!js_to_uint32(iso, js_arg(argc, argv, 0), &n)) return JS_EMPTY;
  return js_int32(n ? __builtin_clz(n) : 32);
}

/* ---- Two arguments ---- */

static bool two_numbers(JsIsolate *iso, uint32_t argc, JsValue *argv, double *a, double *b) {
  return js_to_number(iso, js_arg(argc, argv, 0), a) && js_to_number(iso, js_arg(argc, argv, 1), b);
}

/* 21.3.2.8 */
static JsValue math_atan2(JS_ARGS) {
  JS_UNUSED_ARGS;
  double y, x;
  return two_numbers(iso, argc, argv, &y, &x) ? js_number(atan2(y, x)) : JS_EMPTY;
}

/* 21.3.2.26 */
static JsValue math_pow(JS_ARGS) {
  JS_UNUSED_ARGS;
  double base, exponent;
  return two_numbers(iso, argc, argv, &base, &exponent) ? js_number(js_math_pow(base, exponent)) : JS_EMPTY;
}

/* 21.3.2.20 */
static JsValue math_imul(JS_ARGS) {
  JS_UNUSED_ARGS;
  uint32_t a, b;
  if (!js_to_uint32(iso, js_arg(argc, argv, 0), &a) || !js_to_uint32(iso, js_arg(argc, argv, 1), &b)) return JS_EMPTY;
  return js_int32((int32_t)(a * b));
}

/* ---- Any number of arguments ---- */

/* 21.3.2.24, 21.3.2.25; every argument is converted, whatever came before. */
static JsValue extreme(JsIsolate *iso, uint32_t argc, JsValue *argv, bool maximum) {
  double result = maximum ? -INFINITY : INFINITY;
  for (uint32_t i = 0; i < argc; i++) {
    double x;
    if (!js_to_number(iso, argv[i], &x)) return JS_EMPTY;
    if (x != x || result != result) {
      result = NAN;
    } else if (x == result) { /* of the zeros, -0 is the smaller */
      if (maximum ? !signbit(x) : signbit(x)) result = x;
    } else if (maximum ? x > result : x < result) {
      result = x;
    }
  }
  return js_number(result);
}

static JsValue math_max(JS_ARGS) {
  JS_UNUSED_ARGS;
  return extreme(iso, argc, argv, true);
}

static JsValue math_min(JS_ARGS) {
  JS_UNUSED_ARGS;
  return extreme(iso, argc, argv, false);
}

/* 21.3.2.19: scaled by the largest so that squares neither overflow nor vanish, summed as Kahan has it. The first
 * pass replaces the arguments by their magnitudes. */
static JsValue math_hypot(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *magnitudes = argc ? js_array_with_capacity(iso, argc) : NULL;
  if (argc == 0) return js_int32(0);
  if (!magnitudes) return JS_EMPTY;
  double largest = 0;
  bool infinite = false, nan = false;
  for (uint32_t i = 0; i < argc; i++) {
    double x;
    if (!js_to_number(iso, argv[i], &x)) return JS_EMPTY;
    x = fabs(x);
    infinite |= isinf(x) != 0;
    nan |= x != x;
    if (x > largest) largest = x;
    if (!js_array_push(iso, magnitudes, js_number(x))) return JS_EMPTY;
  }
  if (infinite) return js_number(INFINITY);
  if (nan) return js_number(NAN);
  if (largest == 0) return js_int32(0);
  double sum = 0, compensation = 0;
  for (uint32_t i = 0; i < argc; i++) {
    double n = js_number_to_double(js_get_index(iso, magnitudes, i)) / largest;
    double summand = n * n - compensation;
    double preliminary = sum + summand;
    compensation = (preliminary - sum) - summand;
    sum = preliminary;
  }
  return js_number(sqrt(sum) * largest);
}

/* ---- Math.random (21.3.2.27): xorshift128+ (S. Vigna, "Further scramblings of Marsaglia's xorshift
 * generators", 2017), seeded from the system. ---- */

static uint64_t split_mix(uint64_t *state) {
  uint64_t z = (*state += 0x9E3779B97F4A7C15ull);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

static void seed_random(JsIsolate *iso) {
  if (getentropy(iso->random_state, sizeof iso->random_state) != 0) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t state = (uint64_t)now.tv_sec << 30 ^ (uint64_t)now.tv_nsec ^ (uintptr_t)iso;
    iso->random_state[0] = split_mix(&state);
    iso->random_state[1] = split_mix(&state);
  }
  iso->random_state[0] |= 1; /* all zero would stay so */
}

static JsValue math_random(JS_ARGS) {
  JS_UNUSED_ARGS;
  uint64_t a = iso->random_state[0], b = iso->random_state[1];
  iso->random_state[0] = b;
  a ^= a << 23;
  a ^= a >> 17;
  a ^= b ^ (b >> 26);
  iso->random_state[1] = a;
  return js_double((double)((a + b) >> 11) * 0x1p-53);
}

/* ---- The names by which compiled code knows some of them ---- */

#define X(name) JsValue js_math_##name(JS_ARGS) __attribute__((alias("math_" #name)));
X(abs) X(ceil) X(floor) X(imul) X(max) X(min) X(sqrt) X(trunc)
#undef X
