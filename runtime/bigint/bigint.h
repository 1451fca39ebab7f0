/* BigInt values (6.1.6.2): immutable cells of sign and magnitude. */
#ifndef LODE_BIGINT_BIGINT_H
#define LODE_BIGINT_BIGINT_H

#include "bigint/limbs.h"
#include "isolate.h"

#define JS_BIGINT_NEGATIVE 0x01 /* in cell.flags; never of zero */
#define JS_BIGINT_MAX_LIMBS ((size_t)1 << 24) /* 2^30 bits, V8's limit */

typedef struct JsBigInt {
  JsCell cell;       /* shape: iso->bigint_shape */
  uint32_t length;   /* limbs, the highest not zero; 0 for zero */
  uint32_t capacity; /* limbs that the cell has room for */
  JsLimb limbs[];
} JsBigInt;

static inline JsBigInt *js_as_bigint(JsValue v) { return (JsBigInt *)(uintptr_t)v; }
static inline bool js_bigint_negative(const JsBigInt *b) { return (b->cell.flags & JS_BIGINT_NEGATIVE) != 0; }
static inline size_t js_bigint_bits(const JsBigInt *b) {
  return b->length ? (size_t)b->length * 64 - (size_t)__builtin_clzll(b->limbs[b->length - 1]) : 0;
}

/* A new BigInt with room for so many limbs, all zero, to be filled before anything else happens, and finished. NULL with
 * a RangeError if it is too big. [collects] */
JsBigInt *js_bigint_alloc(JsIsolate *iso, size_t limbs);
/* Gives a filled BigInt its length and sign. */
JsValue js_bigint_finish(JsBigInt *b, size_t length, bool negative);

/* [collects]; JS_EMPTY with the exception set only where it says so. */
JsValue js_bigint_from_int64(JsIsolate *iso, int64_t i);
JsValue js_bigint_from_uint64(JsIsolate *iso, uint64_t i);
JsValue js_bigint_from_double(JsIsolate *iso, double d); /* d is integral */
uint64_t js_bigint_to_uint64(JsValue v);                 /* modulo 2^64 */
double js_bigint_to_double(JsValue v);                   /* the nearest, ties to even; maybe infinite */
bool js_bigint_is_zero(JsValue v);
uint32_t js_bigint_hash(JsIsolate *iso, JsValue v);

/* 7.1.13 ToBigInt, 21.2.1.1.1 NumberToBigInt; JS_EMPTY: threw. ToBigInt re-enters. */
JsValue js_to_bigint(JsIsolate *iso, JsValue v);
JsValue js_number_to_bigint(JsIsolate *iso, JsValue number);
/* 7.1.14 StringToBigInt: undefined if malformed, JS_EMPTY if it threw. */
JsValue js_string_to_bigint(JsIsolate *iso, JsString *s);
/* 6.1.6.2.21 BigInt::toString; NULL: threw (too long). */
JsString *js_bigint_to_string(JsIsolate *iso, JsValue v, unsigned radix);
/* Of a literal: digits are ASCII, decimal, maybe after a minus sign. */
JsValue js_bigint_from_decimal(JsIsolate *iso, const char *digits, size_t length);

/* Operators on two BigInts. JS_EMPTY: a RangeError. */
typedef enum JsBigIntOp {
  JS_BIGINT_ADD, JS_BIGINT_SUB, JS_BIGINT_MUL, JS_BIGINT_DIV, JS_BIGINT_MOD, JS_BIGINT_EXP,
  JS_BIGINT_AND, JS_BIGINT_OR, JS_BIGINT_XOR, JS_BIGINT_SHL, JS_BIGINT_SHR,
} JsBigIntOp;
JsValue js_bigint_binary(JsIsolate *iso, JsBigIntOp op, JsValue a, JsValue b);
JsValue js_bigint_negate(JsIsolate *iso, JsValue a);
JsValue js_bigint_not(JsIsolate *iso, JsValue a);
JsValue js_bigint_step(JsIsolate *iso, JsValue a, bool down); /* ++, -- */
JsValue js_bigint_as_n(JsIsolate *iso, uint64_t bits, JsValue a, bool is_signed); /* asIntN, asUintN */
JsValue js_bigint_shift(JsIsolate *iso, JsValue a, JsValue b, bool left);
JsValue js_bigint_bitwise(JsIsolate *iso, JsBigIntOp op, JsValue a, JsValue b);

/* Comparisons: <0, 0, >0; JS_BIGINT_UNORDERED with NaN and with strings that spell no BigInt. */
#define JS_BIGINT_UNORDERED 2
int js_bigint_compare(JsValue a, JsValue b);
int js_bigint_compare_double(JsValue a, double d);
bool js_bigint_equals(JsValue a, JsValue b);

size_t js_bigint_size(const JsCell *cell);

#endif
