/* BigInt cells: making, converting, comparing. */
#include "bigint/bigint.h"

#include "ops/ops.h"
#include "unicode/unicode.h"

#include <math.h>
#include <stdlib.h>

size_t js_bigint_size(const JsCell *cell) {
  return sizeof(JsBigInt) + ((const JsBigInt *)cell)->capacity * sizeof(JsLimb);
}

JsBigInt *js_bigint_alloc(JsIsolate *iso, size_t limbs) {
  if (limbs > JS_BIGINT_MAX_LIMBS + 2) { /* a limb more for each of two operands: finishing trims */
    js_throw_range_error(iso, "Maximum BigInt size exceeded");
    return NULL;
  }
  JsBigInt *b = js_alloc(iso, JS_KIND_BIGINT, sizeof(JsBigInt) + limbs * sizeof(JsLimb));
  if (!b) return NULL;
  b->cell.shape = iso->bigint_shape;
  b->capacity = (uint32_t)limbs;
  return b;
}

JsValue js_bigint_finish(JsBigInt *b, size_t length, bool negative) {
  b->length = (uint32_t)js_limbs_trim(b->limbs, length);
  if (negative && b->length) b->cell.flags |= JS_BIGINT_NEGATIVE;
  return js_from_cell(b);
}

/* ---- Numbers ---- */

static JsValue from_magnitude(JsIsolate *iso, uint64_t magnitude, bool negative) {
  JsBigInt *b = js_bigint_alloc(iso, magnitude != 0);
  if (!b) return JS_EMPTY;
  if (magnitude) b->limbs[0] = magnitude;
  return js_bigint_finish(b, magnitude != 0, negative);
}

JsValue js_bigint_from_int64(JsIsolate *iso, int64_t i) {
  return from_magnitude(iso, i < 0 ? 0 - (uint64_t)i : (uint64_t)i, i < 0);
}
JsValue js_bigint_from_uint64(JsIsolate *iso, uint64_t i) { return from_magnitude(iso, i, false); }

#define DOUBLE_LIMBS 16 /* of the largest double, below 2^1024 */

/* The limbs of |d|, finite and integral. */
static size_t limbs_of_double(double d, JsLimb out[DOUBLE_LIMBS]) {
  int exponent;
  double fraction = frexp(fabs(d), &exponent);
  if (fraction == 0) return 0;
  uint64_t mantissa = (uint64_t)ldexp(fraction, 53);
  memset(out, 0, DOUBLE_LIMBS * sizeof(JsLimb));
  if (exponent <= 53) {
    out[0] = mantissa >> (53 - exponent);
    return 1;
  }
  unsigned shift = (unsigned)(exponent - 53), at = shift / 64, bits = shift % 64;
  out[at] = mantissa << bits;
  if (bits && at + 1 < DOUBLE_LIMBS) out[at + 1] = mantissa >> (64 - bits);
  return js_limbs_trim(out, DOUBLE_LIMBS);
}

JsValue js_bigint_from_double(JsIsolate *iso, double d) {
  JsLimb limbs[DOUBLE_LIMBS];
  size_t n = limbs_of_double(d, limbs);
  JsBigInt *b = js_bigint_alloc(iso, n);
  if (!b) return JS_EMPTY;
  memcpy(b->limbs, limbs, n * sizeof(JsLimb));
  return js_bigint_finish(b, n, d < 0);
}

JsValue js_number_to_bigint(JsIsolate *iso, JsValue number) {
  if (js_is_int32(number)) return js_bigint_from_int64(iso, js_as_int32(number));
  double d = js_as_double(number);
  if (isfinite(d) && trunc(d) == d) return js_bigint_from_double(iso, d);
  char text[40];
  text[js_double_to_chars(d, text)] = 0;
  return js_throw_range_error(iso, "The number %s cannot be converted to a BigInt because it is not an integer", text);
}

uint64_t js_bigint_to_uint64(JsValue v) {
  const JsBigInt *b = js_as_bigint(v);
  uint64_t low = b->length ? b->limbs[0] : 0;
  return js_bigint_negative(b) ? 0 - low : low;
}

double js_bigint_to_double(JsValue v) {
  const JsBigInt *b = js_as_bigint(v);
  size_t n = b->length, bits = js_bigint_bits(b);
  if (n == 0) return 0;
  if (bits > 1024) return js_bigint_negative(b) ? -INFINITY : INFINITY;
  /* The 64 highest bits, the lowest of them standing for all that are cut off as well: the conversion of an integer
   * rounds as wanted. */
  unsigned shift = (unsigned)__builtin_clzll(b->limbs[n - 1]);
  uint64_t top = b->limbs[n - 1] << shift;
  bool rest = false;
  if (n > 1) {
    if (shift) top |= b->limbs[n - 2] >> (64 - shift);
    rest = (b->limbs[n - 2] << shift) != 0;
    for (size_t i = 0; i + 2 < n; i++) rest |= b->limbs[i] != 0;
  }
  double d = ldexp((double)(top | rest), (int)bits - 64);
  return js_bigint_negative(b) ? -d : d;
}

bool js_bigint_is_zero(JsValue v) { return js_as_bigint(v)->length == 0; }

uint32_t js_bigint_hash(JsIsolate *iso, JsValue v) {
  const JsBigInt *b = js_as_bigint(v);
  uint64_t hash = iso->hash_seed ^ b->cell.flags;
  for (size_t i = 0; i < b->length; i++) {
    hash = (hash ^ b->limbs[i]) * 0xFF51AFD7ED558CCDull;
    hash ^= hash >> 33;
  }
  return (uint32_t)(hash ^ hash >> 32);
}

/* ---- Text ---- */

static JsValue from_values(JsIsolate *iso, const uint8_t *values, size_t count, unsigned radix, bool negative) {
  size_t bound = js_limbs_from_text_bound(count, radix);
  JsBigInt *b = js_bigint_alloc(iso, bound);
  if (!b) return JS_EMPTY;
  size_t n = js_limbs_from_text(b->limbs, values, count, radix);
  JS_KEEP(b);
  if (n > JS_BIGINT_MAX_LIMBS) return js_throw_range_error(iso, "Maximum BigInt size exceeded");
  return js_bigint_finish(b, n, negative);
}

JsValue js_bigint_from_decimal(JsIsolate *iso, const char *digits, size_t length) {
  bool negative = length > 0 && digits[0] == '-';
  digits += negative;
  length -= negative;
  uint8_t *values = malloc(length + 1);
  if (!values) abort();
  for (size_t i = 0; i < length; i++) values[i] = (uint8_t)(digits[i] - '0');
  JsValue v = from_values(iso, values, length, 10, negative);
  free(values);
  return v;
}

static unsigned digit_value(uint16_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return (unsigned)(c - 'a' + 10);
  return c >= 'A' && c <= 'Z' ? (unsigned)(c - 'A' + 10) : 99;
}

/* 7.1.14: StringIntegerLiteral. */
JsValue js_string_to_bigint(JsIsolate *iso, JsString *s) {
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return JS_EMPTY;
  uint32_t start = 0, end = c.length;
  while (start < end && js_unicode_is_white_space(js_chars_at(&c, start))) start++;
  while (start < end && js_unicode_is_white_space(js_chars_at(&c, end - 1))) end--;
  if (start == end) return js_bigint_from_int64(iso, 0);
  unsigned radix = 10;
  bool negative = false;
  uint16_t first = js_chars_at(&c, start);
  if (first == '0' && end - start > 2) {
    uint16_t letter = js_chars_at(&c, start + 1) | 0x20;
    radix = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
    if (radix != 10) start += 2;
  } else if (first == '+' || first == '-') {
    negative = first == '-';
    start++;
  }
  if (start == end) return JS_UNDEFINED;
  uint8_t *values = malloc(end - start);
  if (!values) abort();
  for (uint32_t i = start; i < end; i++) {
    unsigned value = digit_value(js_chars_at(&c, i));
    if (value >= radix) {
      free(values);
      return JS_UNDEFINED;
    }
    values[i - start] = (uint8_t)value;
  }
  JS_KEEP(s);
  JsValue v = from_values(iso, values, end - start, radix, negative);
  free(values);
  return v;
}

JsString *js_bigint_to_string(JsIsolate *iso, JsValue v, unsigned radix) {
  const JsBigInt *b = js_as_bigint(v);
  size_t n = b->length;
  if (n == 0) return js_string_from_unit(iso, '0');
  uint8_t *text = malloc(js_limbs_text_bound(n, radix) + 1);
  JsLimb *copy = js_limbs_scratch(n);
  if (!text) abort();
  memcpy(copy, b->limbs, n * sizeof(JsLimb));
  bool negative = js_bigint_negative(b);
  JS_KEEP(b);
  text[0] = '-';
  size_t count = js_limbs_to_text(text + negative, copy, n, radix) + negative;
  free(copy);
  JsString *s = js_string_from_latin1(iso, text, count);
  free(text);
  return s;
}

/* 7.1.13 ToBigInt */
JsValue js_to_bigint(JsIsolate *iso, JsValue v) {
  if (js_is_bigint(v)) return v;
  v = js_to_primitive(iso, v, JS_HINT_NUMBER);
  if (v == JS_EMPTY || js_is_bigint(v)) return v;
  if (js_is_bool(v)) return js_bigint_from_int64(iso, v == JS_TRUE);
  bool is_string = js_is_string(v);
  if (is_string) {
    JsValue b = js_string_to_bigint(iso, js_as_string(v));
    if (!js_is_undefined(b)) return b;
  }
  char *text = js_describe(iso, v);
  if (is_string) {
    js_throw_syntax_error(iso, "Cannot convert %s to a BigInt", text);
  } else {
    js_throw_type_error(iso, "Cannot convert %s to a BigInt", text);
  }
  free(text);
  return JS_EMPTY;
}

/* ---- Comparing ---- */

static int compare_magnitudes(const JsBigInt *a, const JsBigInt *b) {
  return js_limbs_compare(a->limbs, a->length, b->limbs, b->length);
}

int js_bigint_compare(JsValue left, JsValue right) {
  const JsBigInt *a = js_as_bigint(left), *b = js_as_bigint(right);
  if (js_bigint_negative(a) != js_bigint_negative(b)) return js_bigint_negative(a) ? -1 : 1;
  return js_bigint_negative(a) ? compare_magnitudes(b, a) : compare_magnitudes(a, b);
}

bool js_bigint_equals(JsValue left, JsValue right) {
  const JsBigInt *a = js_as_bigint(left), *b = js_as_bigint(right);
  return a->cell.flags == b->cell.flags && a->length == b->length &&
         memcmp(a->limbs, b->limbs, a->length * sizeof(JsLimb)) == 0;
}

int js_bigint_compare_double(JsValue v, double d) {
  const JsBigInt *b = js_as_bigint(v);
  if (d != d) return JS_BIGINT_UNORDERED;
  if (isinf(d)) return d > 0 ? -1 : 1;
  bool negative = js_bigint_negative(b);
  if (negative != (d < 0)) return negative ? -1 : b->length || d != 0 ? 1 : 0;
  JsLimb limbs[DOUBLE_LIMBS];
  double whole = trunc(d);
  size_t n = limbs_of_double(whole, limbs);
  int order = js_limbs_compare(b->limbs, b->length, limbs, n);
  if (order == 0 && whole != d) order = -1; /* the number is farther from zero */
  return negative ? -order : order;
}
