/* Text to numbers, correctly rounded.
 *
 * Decimals: exact double arithmetic where digits and exponent are small (Clinger); else the Eisel-Lemire algorithm
 * (D. Lemire, "Number parsing at a gigabyte per second", 2021), which needs the first 19 digits; where more digits
 * could matter, strtod decides on a text without a decimal point, which is the same in every locale. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "unicode/unicode.h"
#include "value/number_text.h"
#include "value/string.h"

#include "value/generated/powers_of_ten.h"

/* ---- Decimals ---- */

static double from_bits(uint64_t bits) {
  double d;
  memcpy(&d, &bits, 8);
  return d;
}

#define KEPT_BITS 55 /* 52 of the significand, the hidden one, one to round by, one the product may lose */

/* w × 10^q rounded to nearest, ties to even; w is not zero. */
static double eisel_lemire(uint64_t w, int64_t q) {
  if (q < POWERS_OF_TEN_FIRST) return 0;
  if (q > 308) return INFINITY;
  int zeros = __builtin_clzll(w);
  w <<= zeros;
  uint64_t high = powers_of_ten[q - POWERS_OF_TEN_FIRST][0], low = powers_of_ten[q - POWERS_OF_TEN_FIRST][1];
  if (q < 0 && ++low == 0) high++; /* reciprocals are rounded up */

  unsigned __int128 product = (unsigned __int128)w * high;
  const uint64_t mask = ~0ull >> KEPT_BITS;
  if (((uint64_t)(product >> 64) & mask) == mask) product += (uint64_t)(((unsigned __int128)w * low) >> 64);
  uint64_t upper = (uint64_t)(product >> 64), lower = (uint64_t)product;

  int top = (int)(upper >> 63);
  int shift = top + 64 - KEPT_BITS;
  uint64_t m = upper >> shift;
  int64_t biased = ((217706 * q) >> 16) + 63 + top - zeros + 1023;
  if (biased <= 0) { /* subnormal */
    if (1 - biased >= 64) return 0;
    m >>= 1 - biased;
    m = (m + (m & 1)) >> 1;
    return from_bits(m); /* a carry into bit 52 makes the least normal number */
  }
  bool exact_half = lower <= 1 && q >= -4 && q <= 23 && (m & 3) == 1 && m << shift == upper;
  if (exact_half) m &= ~1ull;
  m = (m + (m & 1)) >> 1;
  if (m >= 1ull << 53) {
    m = 1ull << 52;
    biased++;
  }
  if (biased >= 0x7FF) return INFINITY;
  return from_bits((m & ~(1ull << 52)) | (uint64_t)biased << 52);
}

/* More significant digits than 768 only tell on which side of a halfway point the value is. */
#define SIGNIFICANT_DIGITS 768

static double slow_decimal(const char *digits, size_t count, int64_t exponent) {
  char text[SIGNIFICANT_DIGITS + 32];
  size_t kept = count > SIGNIFICANT_DIGITS ? SIGNIFICANT_DIGITS : count;
  memcpy(text, digits, kept);
  exponent += (int64_t)(count - kept);
  bool sticky = false;
  for (size_t i = kept; i < count && !sticky; i++) sticky = digits[i] != '0';
  if (sticky) {
    text[kept++] = '1';
    exponent--;
  }
  snprintf(text + kept, sizeof text - kept, "e%d", (int)exponent);
  return strtod(text, NULL);
}

double js_decimal_to_double(const char *digits, size_t count, int64_t exponent) {
  static const double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  while (count && digits[0] == '0') digits++, count--;
  while (count && digits[count - 1] == '0') count--, exponent++;
  if (count == 0) return 0;
  if ((int64_t)count + exponent < -330) return 0;
  if ((int64_t)count + exponent > 330) return INFINITY;
  size_t used = count > 19 ? 19 : count;
  uint64_t w = 0;
  for (size_t i = 0; i < used; i++) w = w * 10 + (uint64_t)(digits[i] - '0');
  int64_t q = exponent + (int64_t)(count - used);
  if (used < count) {
    double below = eisel_lemire(w, q), above = eisel_lemire(w + 1, q);
    return below == above ? below : slow_decimal(digits, count, exponent);
  }
  if (w <= 1ull << 53 && q >= -22 && q <= 22) {
    return q < 0 ? (double)w / exact_powers[-q] : (double)w * exact_powers[q];
  }
  return eisel_lemire(w, q);
}

/* ---- Scanning ---- */

uint32_t js_chars_skip_white_space(const JsChars *c, uint32_t i) {
  while (i < c->length && js_unicode_is_white_space(js_chars_at(c, i))) i++;
  return i;
}

static bool is_digit_at(const JsChars *c, uint32_t i) {
  return i < c->length && js_chars_at(c, i) >= '0' && js_chars_at(c, i) <= '9';
}

static bool text_at(const JsChars *c, uint32_t i, const char *text) {
  for (; *text; text++, i++)
    if (i >= c->length || js_chars_at(c, i) != (uint8_t)*text) return false;
  return true;
}

/* ExponentPart at i, if a whole one is there. */
static uint32_t scan_exponent(const JsChars *c, uint32_t i, int64_t *exponent) {
  *exponent = 0;
  if (i >= c->length || (js_chars_at(c, i) | 0x20) != 'e') return i;
  uint32_t at = i + 1;
  bool negative = at < c->length && js_chars_at(c, at) == '-';
  if (negative || (at < c->length && js_chars_at(c, at) == '+')) at++;
  if (!is_digit_at(c, at)) return i;
  int64_t value = 0;
  for (; is_digit_at(c, at); at++)
    if (value < 1000000000000) value = value * 10 + (js_chars_at(c, at) - '0');
  *exponent = negative ? -value : value;
  return at;
}

/* StrUnsignedDecimalLiteral but Infinity, from i on; *end = i if none is there. */
static double scan_unsigned(const JsChars *c, uint32_t i, uint32_t *end) {
  uint32_t at = i;
  while (is_digit_at(c, at)) at++;
  uint32_t integer_digits = at - i, fraction_digits = 0;
  if (at < c->length && js_chars_at(c, at) == '.') {
    uint32_t dot = at++;
    while (is_digit_at(c, at)) at++;
    fraction_digits = at - dot - 1;
    if (integer_digits + fraction_digits == 0) at = dot;
  }
  *end = i;
  if (integer_digits + fraction_digits == 0) return 0;
  uint32_t digits_end = at;
  int64_t exponent;
  *end = scan_exponent(c, at, &exponent);
  char stack[64];
  uint32_t count = integer_digits + fraction_digits;
  char *digits = count <= sizeof stack ? stack : malloc(count);
  if (!digits) return NAN;
  uint32_t n = 0;
  for (at = i; at < digits_end; at++)
    if (js_chars_at(c, at) != '.') digits[n++] = (char)js_chars_at(c, at);
  double d = js_decimal_to_double(digits, n, exponent - fraction_digits);
  if (digits != stack) free(digits);
  return d;
}

double js_chars_parse_decimal(const JsChars *c, uint32_t start, uint32_t *end) {
  uint32_t i = start;
  bool negative = i < c->length && js_chars_at(c, i) == '-';
  if (negative || (i < c->length && js_chars_at(c, i) == '+')) i++;
  double d;
  if (text_at(c, i, "Infinity")) {
    d = INFINITY;
    *end = i + 8;
  } else {
    d = scan_unsigned(c, i, end);
    if (*end == i) {
      *end = start;
      return NAN;
    }
  }
  return negative ? -d : d;
}

/* ---- Integers in a radix ---- */

static int digit_in_radix(uint16_t unit, int radix) {
  int digit = 99;
  if (unit >= '0' && unit <= '9') digit = unit - '0';
  if (unit >= 'a' && unit <= 'z') digit = unit - 'a' + 10;
  if (unit >= 'A' && unit <= 'Z') digit = unit - 'A' + 10;
  return digit < radix ? digit : -1;
}

/* Digits of bits each, rounded to nearest, ties to even. */
static double parse_power_of_two(const JsChars *c, uint32_t i, uint32_t end, int bits) {
  uint64_t m = 0;
  bool sticky = false;
  int64_t exponent = 0;
  for (; i < end; i++) {
    uint64_t digit = (uint64_t)digit_in_radix(js_chars_at(c, i), 36);
    if (m >> (63 - bits)) { /* full: 58 bits or more are kept */
      sticky |= digit != 0;
      exponent += bits;
    } else {
      m = m << bits | digit;
    }
  }
  if (exponent > 2000) return m ? INFINITY : 0;
  if (sticky) m |= 1; /* below the rounding bit, as m has more than 54 bits */
  return ldexp((double)m, (int)exponent);
}

/* The other radices may be approximated: by parts that fit 32 bits. */
static double parse_other_radix(const JsChars *c, uint32_t i, uint32_t end, int radix) {
  double value = 0;
  while (i < end && js_chars_at(c, i) == '0') i++;
  while (i < end) {
    uint32_t part = 0, multiplier = 1;
    while (i < end && multiplier <= 0xFFFFFFFFu / 36 / (uint32_t)radix) {
      part = part * (uint32_t)radix + (uint32_t)digit_in_radix(js_chars_at(c, i++), radix);
      multiplier *= (uint32_t)radix;
    }
    value = value * multiplier + part;
  }
  return value;
}

static double parse_decimal_integer(const JsChars *c, uint32_t start, uint32_t end) {
  uint64_t small = 0;
  if (end - start <= 15) {
    for (uint32_t i = start; i < end; i++) small = small * 10 + (uint64_t)(js_chars_at(c, i) - '0');
    return (double)small;
  }
  JsChars digits = *c;
  digits.length = end;
  uint32_t ignored;
  return scan_unsigned(&digits, start, &ignored);
}

double js_chars_parse_integer(const JsChars *c, uint32_t start, int radix, uint32_t *end) {
  uint32_t i = start;
  while (i < c->length && digit_in_radix(js_chars_at(c, i), radix) >= 0) i++;
  *end = i;
  if (i == start) return NAN;
  if (radix == 10) return parse_decimal_integer(c, start, i);
  if ((radix & (radix - 1)) == 0) return parse_power_of_two(c, start, i, __builtin_ctz((unsigned)radix));
  return parse_other_radix(c, start, i, radix);
}

/* ---- StringToNumber (7.1.4.1.1) ---- */

double js_chars_to_number(const JsChars *c) {
  uint32_t start = js_chars_skip_white_space(c, 0);
  uint32_t stop = c->length;
  if (start == stop) return 0;
  while (js_unicode_is_white_space(js_chars_at(c, stop - 1))) stop--;
  JsChars text = *c;
  text.length = stop;
  uint32_t end = start;
  double d;
  uint16_t marker = start + 2 < stop && js_chars_at(c, start) == '0' ? js_chars_at(c, start + 1) | 0x20 : 0;
  int radix = marker == 'x' ? 16 : marker == 'o' ? 8 : marker == 'b' ? 2 : 10;
  if (radix != 10)
    d = js_chars_parse_integer(&text, start + 2, radix, &end);
  else
    d = js_chars_parse_decimal(&text, start, &end);
  return end == stop ? d : NAN;
}
