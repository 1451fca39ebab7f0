/* Numbers to text: the shortest decimal that reads back, and Number::toString in every radix.
 *
 * The shortest digits are found with R. Giulietti's Schubfach ("The Schubfach way to render doubles", 2020): scale
 * the double and the bounds of its rounding interval by a power of ten from a table of 128-bit significands,
 * rounding to odd, and take the one or two candidates that lie within. */
#include <math.h>
#include <stdint.h>

#include "value/number_text.h"

#include "value/generated/powers_of_ten.h"

#define SIGNIFICAND_BITS 52
#define HIDDEN_BIT (1ull << SIGNIFICAND_BITS)
#define EXPONENT_BIAS 1075 /* of an integral significand */

typedef struct Decimal {
  uint64_t digits;
  int exponent; /* value = digits × 10^exponent */
} Decimal;

/* floor(log10(2^e)), and of 3/4 of it when the interval below is half as wide. */
static int floor_log10_pow2(int e, bool closer) { return (e * 1262611 - (closer ? 524031 : 0)) >> 22; }
static int floor_log2_pow10(int e) { return (e * 1741647) >> 19; }

/* The high half of g × cp / 2^64, with the lowest bit set if anything was cut off. */
static uint64_t multiply_round_to_odd(uint64_t high, uint64_t low, uint64_t cp) {
  unsigned __int128 x = (unsigned __int128)low * cp;
  unsigned __int128 y = (unsigned __int128)high * cp + (uint64_t)(x >> 64);
  return (uint64_t)(y >> 64) | ((uint64_t)y > 1);
}

/* The digits of a positive double that is no integer below 2^53. */
static Decimal schubfach(uint64_t bits) {
  uint64_t fraction = bits & (HIDDEN_BIT - 1);
  int biased = (int)(bits >> SIGNIFICAND_BITS);
  uint64_t c = biased ? fraction | HIDDEN_BIT : fraction;
  int q = (biased ? biased : 1) - EXPONENT_BIAS;

  bool odd = c & 1;
  bool closer = fraction == 0 && biased > 1; /* the neighbour below is in the next binade */
  int k = floor_log10_pow2(q, closer);
  int shift = q + floor_log2_pow10(-k) + 1;

  const uint64_t *power = powers_of_ten[-k - POWERS_OF_TEN_FIRST];
  uint64_t high = power[0], low = power[1];
  bool exact = -k >= 0 && -k <= 55;
  if (!exact && ++low == 0) high++; /* rounded up */

  uint64_t lower = multiply_round_to_odd(high, low, (4 * c - 2 + closer) << shift) + odd;
  uint64_t middle = multiply_round_to_odd(high, low, (4 * c) << shift);
  uint64_t upper = multiply_round_to_odd(high, low, (4 * c + 2) << shift) - odd;

  uint64_t s = middle / 4;
  if (s >= 10) { /* one digit less may do */
    uint64_t tens = s / 10;
    bool below = lower <= 40 * tens, above = 40 * tens + 40 <= upper;
    if (below != above) return (Decimal){tens + above, k + 1};
  }
  bool below = lower <= 4 * s, above = 4 * s + 4 <= upper;
  if (below != above) return (Decimal){s + above, k};
  uint64_t half = 4 * s + 2;
  bool up = middle > half || (middle == half && (s & 1));
  return (Decimal){s + up, k};
}

static int write_digits(uint64_t v, char *out) {
  char reversed[20];
  int n = 0;
  do {
    reversed[n++] = (char)('0' + v % 10);
    v /= 10;
  } while (v);
  for (int i = 0; i < n; i++) out[i] = reversed[n - 1 - i];
  return n;
}

int js_double_shortest(double d, char out[JS_SHORTEST_DIGITS + 1], int *point) {
  Decimal v;
  if (d < 9007199254740992.0 && d == (double)(uint64_t)d) {
    v = (Decimal){(uint64_t)d, 0};
  } else {
    uint64_t bits;
    memcpy(&bits, &d, 8);
    v = schubfach(bits);
  }
  int n = write_digits(v.digits, out);
  *point = n + v.exponent;
  while (n > 1 && out[n - 1] == '0') n--;
  return n;
}

/* ---- Number::toString (6.1.6.1.20), radix 10 ---- */

static size_t put(char *out, size_t at, const char *text, size_t n) {
  memcpy(out + at, text, n);
  return at + n;
}

static size_t put_zeros(char *out, size_t at, int n) {
  if (n > 0) memset(out + at, '0', (size_t)n);
  return at + (size_t)(n > 0 ? n : 0);
}

static size_t put_exponent(char *out, size_t at, int e) {
  out[at++] = 'e';
  out[at++] = e < 0 ? '-' : '+';
  return at + (size_t)write_digits((uint64_t)(e < 0 ? -e : e), out + at);
}

static size_t text_of_int(int64_t i, char *out) {
  size_t at = 0;
  if (i < 0) out[at++] = '-';
  return at + (size_t)write_digits(i < 0 ? (uint64_t)-i : (uint64_t)i, out + at);
}

size_t js_double_to_chars(double d, char out[32]) {
  if (d != d) return put(out, 0, "NaN", 3);
  if (d == 0) return put(out, 0, "0", 1);
  if (fabs(d) < 9007199254740992.0 && d == (double)(int64_t)d) return text_of_int((int64_t)d, out);
  size_t at = 0;
  if (d < 0) {
    out[at++] = '-';
    d = -d;
  }
  if (isinf(d)) return put(out, at, "Infinity", 8);
  char digits[JS_SHORTEST_DIGITS + 1];
  int n;
  int k = js_double_shortest(d, digits, &n);
  if (k <= n && n <= 21) {
    at = put(out, at, digits, (size_t)k);
    return put_zeros(out, at, n - k);
  }
  if (0 < n && n <= 21) {
    at = put(out, at, digits, (size_t)n);
    out[at++] = '.';
    return put(out, at, digits + n, (size_t)(k - n));
  }
  if (-6 < n && n <= 0) {
    at = put(out, at, "0.", 2);
    at = put_zeros(out, at, -n);
    return put(out, at, digits, (size_t)k);
  }
  out[at++] = digits[0];
  if (k > 1) {
    out[at++] = '.';
    at = put(out, at, digits + 1, (size_t)(k - 1));
  }
  return put_exponent(out, at, n - 1);
}

/* ---- Any other radix ----
 *
 * The specification leaves the precision open; this yields what V8 does: digits of the fraction until the rest is
 * less than half the distance to the next double, the last one rounded. */

static const char radix_digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
#define RADIX_MIDDLE (JS_RADIX_TEXT / 2)

static int digit_value(char c) { return c > '9' ? c - 'a' + 10 : c - '0'; }

/* Adds one unit in the last place of the fraction that ends at end; true: the carry leaves the fraction. */
static bool carry_fraction(char *buffer, size_t *end, int radix) {
  while (--*end > RADIX_MIDDLE) {
    int digit = digit_value(buffer[*end]);
    if (digit + 1 < radix) {
      buffer[(*end)++] = radix_digits[digit + 1];
      return false;
    }
  }
  return true;
}

static size_t radix_fraction(char *buffer, double fraction, double delta, int radix, bool *carry) {
  size_t end = RADIX_MIDDLE;
  *carry = false;
  if (fraction < delta) return end;
  buffer[end++] = '.';
  do {
    fraction *= radix;
    delta *= radix;
    int digit = (int)fraction;
    buffer[end++] = radix_digits[digit];
    fraction -= digit;
    bool up = fraction > 0.5 || (fraction == 0.5 && (digit & 1));
    if (up && fraction + delta > 1) {
      *carry = carry_fraction(buffer, &end, radix);
      return end;
    }
  } while (fraction >= delta);
  return end;
}

size_t js_double_to_radix(double d, int radix, char out[JS_RADIX_TEXT]) {
  char buffer[JS_RADIX_TEXT];
  bool negative = d < 0;
  if (negative) d = -d;
  double integer = floor(d);
  double delta = fmax(0.5 * (nextafter(d, INFINITY) - d), 4.9406564584124654e-324);
  bool carry;
  size_t end = radix_fraction(buffer, d - integer, delta, radix, &carry);
  if (carry) integer += 1;
  size_t start = RADIX_MIDDLE;
  while (integer / radix >= 9007199254740992.0) { /* digits that the double doesn't hold */
    integer /= radix;
    buffer[--start] = '0';
  }
  do {
    double digit = fmod(integer, radix);
    buffer[--start] = radix_digits[(int)digit];
    integer = (integer - digit) / radix;
  } while (integer > 0);
  if (negative) buffer[--start] = '-';
  return put(out, 0, buffer + start, end - start);
}
