/* The exact decimal expansion of a double, and toFixed, toExponential and toPrecision on top of it.
 *
 * m × 2^-e = m × 5^e / 10^e, so that either way the digits are those of an integer: m × 2^e or m × 5^e. */
#include <math.h>

#include "value/number_text.h"

/* Base 10^9, least significant word first. 5^1074 × 2^53 has 767 digits. */
#define WORD_BASE 1000000000u
#define WORD_DIGITS 9
#define MAX_WORDS (JS_EXACT_DIGITS / WORD_DIGITS)
typedef struct Big {
  uint32_t words[MAX_WORDS];
  int count;
} Big;

static void big_multiply(Big *b, uint32_t factor) {
  uint64_t carry = 0;
  for (int i = 0; i < b->count; i++) {
    carry += (uint64_t)b->words[i] * factor;
    b->words[i] = (uint32_t)(carry % WORD_BASE);
    carry /= WORD_BASE;
  }
  while (carry) {
    b->words[b->count++] = (uint32_t)(carry % WORD_BASE);
    carry /= WORD_BASE;
  }
}

static void big_multiply_power(Big *b, uint32_t base, int exponent, uint32_t chunk, int chunk_exponent) {
  for (; exponent >= chunk_exponent; exponent -= chunk_exponent) big_multiply(b, chunk);
  uint32_t rest = 1;
  for (; exponent > 0; exponent--) rest *= base;
  big_multiply(b, rest);
}

static int big_digits(const Big *b, char *out) {
  int n = 0;
  for (int i = b->count - 1; i >= 0; i--) {
    char word[WORD_DIGITS];
    uint32_t v = b->words[i];
    for (int j = WORD_DIGITS - 1; j >= 0; j--, v /= 10) word[j] = (char)('0' + v % 10);
    int skip = 0;
    if (n == 0)
      while (skip < WORD_DIGITS - 1 && word[skip] == '0') skip++;
    memcpy(out + n, word + skip, (size_t)(WORD_DIGITS - skip));
    n += WORD_DIGITS - skip;
  }
  return n;
}

int js_double_exact(double d, char out[JS_EXACT_DIGITS], int *point) {
  int exponent;
  uint64_t m = (uint64_t)ldexp(frexp(d, &exponent), 53);
  exponent -= 53;
  int zeros = __builtin_ctzll(m);
  m >>= zeros;
  exponent += zeros;
  Big b = {.count = 0};
  for (; m; m /= WORD_BASE) b.words[b.count++] = (uint32_t)(m % WORD_BASE);
  if (exponent >= 0)
    big_multiply_power(&b, 2, exponent, 1u << 29, 29);
  else
    big_multiply_power(&b, 5, -exponent, 1220703125u, 13);
  int n = big_digits(&b, out);
  *point = exponent >= 0 ? n : n + exponent;
  while (n > 1 && out[n - 1] == '0') n--;
  return n;
}

/* Rounds to the first keep digits (which may be 0 or negative: none), halves up as the specification's "pick the
 * larger n". Returns the number of digits left; 0: the value rounds to zero. */
static int round_digits(char *digits, int n, int keep, int *point) {
  if (keep >= n) return n;
  bool up = keep >= 0 && digits[keep] >= '5';
  int left = keep < 0 ? 0 : keep;
  if (!up) return left;
  while (left > 0 && digits[left - 1] == '9') left--;
  if (left == 0) {
    digits[0] = '1';
    ++*point;
    return 1;
  }
  digits[left - 1]++;
  return left;
}

/* Digit number i; beyond the known ones there are zeros. */
static char digit_at(const char *digits, int n, int i) { return i >= 0 && i < n ? digits[i] : '0'; }

/* 21.1.3.3: the digits around the decimal point, |d| < 1e21. */
size_t js_double_to_fixed(double d, int fraction, char out[JS_NUMBER_TEXT]) {
  size_t at = 0;
  char digits[JS_EXACT_DIGITS];
  int point = 0, n = 0;
  if (d < 0) {
    out[at++] = '-';
    d = -d;
  }
  if (d > 0) {
    n = js_double_exact(d, digits, &point);
    n = round_digits(digits, n, point + fraction, &point);
  }
  if (n == 0) point = 0;
  if (point <= 0) out[at++] = '0';
  for (int i = 0; i < point; i++) out[at++] = digit_at(digits, n, i);
  if (fraction == 0) return at;
  out[at++] = '.';
  for (int f = 0; f < fraction; f++) out[at++] = digit_at(digits, n, point + f);
  return at;
}

static size_t put_exponent(char *out, size_t at, int e) {
  char reversed[4];
  int n = 0;
  out[at++] = 'e';
  out[at++] = e < 0 ? '-' : '+';
  if (e < 0) e = -e;
  do {
    reversed[n++] = (char)('0' + e % 10);
    e /= 10;
  } while (e);
  while (n) out[at++] = reversed[--n];
  return at;
}

/* d.ddd…e±x with that many digits in all. */
static size_t put_scientific(char *out, size_t at, const char *digits, int n, int total, int exponent) {
  out[at++] = digit_at(digits, n, 0);
  if (total > 1) {
    out[at++] = '.';
    for (int i = 1; i < total; i++) out[at++] = digit_at(digits, n, i);
  }
  return put_exponent(out, at, exponent);
}

/* 21.1.3.2 */
size_t js_double_to_exponential(double d, int fraction, char out[JS_NUMBER_TEXT]) {
  size_t at = 0;
  char digits[JS_EXACT_DIGITS];
  int point = 1, n = 0;
  if (d < 0) {
    out[at++] = '-';
    d = -d;
  }
  if (d > 0 && fraction < 0) {
    n = js_double_shortest(d, digits, &point);
  } else if (d > 0) {
    n = js_double_exact(d, digits, &point);
    n = round_digits(digits, n, fraction + 1, &point);
  }
  int total = fraction < 0 ? (n ? n : 1) : fraction + 1;
  return put_scientific(out, at, digits, n, total, point - 1);
}

/* 21.1.3.5 */
size_t js_double_to_precision(double d, int precision, char out[JS_NUMBER_TEXT]) {
  size_t at = 0;
  char digits[JS_EXACT_DIGITS];
  int point = 1, n = 0;
  if (d < 0) {
    out[at++] = '-';
    d = -d;
  }
  if (d > 0) {
    n = js_double_exact(d, digits, &point);
    n = round_digits(digits, n, precision, &point);
  }
  int e = point - 1;
  if (e < -6 || e >= precision) return put_scientific(out, at, digits, n, precision, e);
  if (e < 0) {
    out[at++] = '0';
    out[at++] = '.';
    for (int i = e + 1; i < 0; i++) out[at++] = '0';
    for (int i = 0; i < precision; i++) out[at++] = digit_at(digits, n, i);
    return at;
  }
  for (int i = 0; i < precision; i++) {
    if (i == point) out[at++] = '.';
    out[at++] = digit_at(digits, n, i);
  }
  return at;
}
