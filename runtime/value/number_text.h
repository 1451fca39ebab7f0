/* Conversions between numbers and text that string.h doesn't declare: for Number.prototype, parseInt and others.
 * Nothing here allocates from the collected heap. */
#ifndef LODE_VALUE_NUMBER_TEXT_H
#define LODE_VALUE_NUMBER_TEXT_H

#include "value/string.h"

/* The shortest decimal that reads back as d (finite, positive): its digits without trailing zeros in
 * out, their number returned; the value is 0.d1d2d3… × 10^*point. */
#define JS_SHORTEST_DIGITS 17
int js_double_shortest(double d, char out[JS_SHORTEST_DIGITS + 1], int *point);

/* The exact decimal expansion of d (finite, positive), likewise; at most JS_EXACT_DIGITS digits. */
#define JS_EXACT_DIGITS 800
int js_double_exact(double d, char out[JS_EXACT_DIGITS], int *point);

/* Each writes text without a terminator and returns its length. d is finite; digits as the specification's
 * fractionDigits or precision, at most 100. Fixed: |d| < 1e21. */
#define JS_NUMBER_TEXT 128
size_t js_double_to_fixed(double d, int digits, char out[JS_NUMBER_TEXT]);
size_t js_double_to_exponential(double d, int digits, char out[JS_NUMBER_TEXT]); /* -1: as many as needed */
size_t js_double_to_precision(double d, int precision, char out[JS_NUMBER_TEXT]);
/* Number::toString with radix 2 … 36 but 10: d finite. */
#define JS_RADIX_TEXT 2256
size_t js_double_to_radix(double d, int radix, char out[JS_RADIX_TEXT]);

/* value = digits × 10^exponent, rounded to the nearest double; digits (no leading zeros needed) in ASCII. */
double js_decimal_to_double(const char *digits, size_t count, int64_t exponent);
/* Integer text in a radix, rounded as parseInt of the usual engines does: exact for radix 10 and powers of two.
 * The units from start on; *end is where the digits ended (start: none). */
double js_chars_parse_integer(const JsChars *c, uint32_t start, int radix, uint32_t *end);
/* Skips WhiteSpace and LineTerminator from i on. */
uint32_t js_chars_skip_white_space(const JsChars *c, uint32_t i);
double js_chars_to_number(const JsChars *c); /* StringToNumber */

/* Drops the cache of number texts' native memory. */
void js_number_cache_free(JsIsolate *iso);

#endif
