/* Numbers to text and back in any radix, splitting in halves at powers of the radix. */
#include "bigint/limbs.h"

#include <math.h>
#include <stdlib.h>

#define SPLIT_TEXT_FROM 30 /* limbs, below which a quadratic way is faster */
#define SPLIT_PARSE_FROM 2000 /* digits */
#define LEVELS 32

/* radix^digits, the largest that fits a limb. */
typedef struct Chunk {
  JsLimb value;
  unsigned digits;
} Chunk;

static Chunk chunk_of(unsigned radix) {
  Chunk c = {radix, 1};
  while (c.value <= ~(JsLimb)0 / radix) {
    c.value *= radix;
    c.digits++;
  }
  return c;
}

static bool is_power_of_two(unsigned radix) { return (radix & (radix - 1)) == 0; }

/* chunk^(2^level) */
typedef struct Powers {
  JsLimb *limbs[LEVELS];
  size_t length[LEVELS];
  unsigned count;
} Powers;

static void add_power(Powers *p) {
  unsigned last = p->count - 1;
  size_t n = p->length[last];
  JsLimb *square = js_limbs_scratch(2 * n);
  js_limbs_mul(square, p->limbs[last], n, p->limbs[last], n);
  p->limbs[p->count] = square;
  p->length[p->count++] = js_limbs_trim(square, 2 * n);
}

static void begin_powers(Powers *p, Chunk chunk) {
  p->count = 1;
  p->limbs[0] = js_limbs_scratch(1);
  p->limbs[0][0] = chunk.value;
  p->length[0] = 1;
}

static void free_powers(Powers *p) {
  for (unsigned i = 0; i < p->count; i++) free(p->limbs[i]);
}

/* ---- To text ---- */

size_t js_limbs_text_bound(size_t n, unsigned radix) { return (size_t)((double)n * 64 / log2(radix) * (1 + 1e-12)) + 2; }

static inline uint8_t digit(unsigned value) { return (uint8_t)(value < 10 ? '0' + value : 'a' + value - 10); }

typedef struct Writer {
  Powers powers;
  Chunk chunk;
  unsigned radix;
} Writer;

static void write_chunk(uint8_t *end, JsLimb value, unsigned digits, unsigned radix) {
  for (unsigned i = 0; i < digits; i++, value /= radix) *--end = digit((unsigned)(value % radix));
}

/* Exactly count digits ending at end. a is overwritten. */
static void write_short(Writer *w, uint8_t *end, size_t count, JsLimb *a, size_t n) {
  while (count > 0) {
    n = js_limbs_trim(a, n);
    JsLimb rest = js_limbs_divrem_1(a, a, n, w->chunk.value);
    unsigned digits = count < w->chunk.digits ? (unsigned)count : w->chunk.digits;
    write_chunk(end, rest, digits, w->radix);
    end -= digits;
    count -= digits;
  }
}

/* The same; a is below powers[level]^2. */
static void write_long(Writer *w, uint8_t *end, size_t count, JsLimb *a, size_t n, int level) {
  n = js_limbs_trim(a, n);
  while (level >= 0 && n < w->powers.length[level]) level--;
  if (n < SPLIT_TEXT_FROM || level < 0) {
    write_short(w, end, count, a, n);
    return;
  }
  const JsLimb *power = w->powers.limbs[level];
  size_t pn = w->powers.length[level], qn = n - pn + 1;
  JsLimb *q = js_limbs_scratch(qn + pn), *r = q + qn;
  js_limbs_divrem(q, r, a, n, power, pn);
  size_t low = (size_t)w->chunk.digits << level;
  write_long(w, end, low, r, pn, level - 1);
  write_long(w, end - low, count - low, q, qn, level - 1);
  free(q);
}

static size_t write_bits(uint8_t *text, const JsLimb *a, size_t n, unsigned radix) {
  unsigned bits = (unsigned)__builtin_ctz(radix);
  size_t total = n * 64 - (size_t)__builtin_clzll(a[n - 1]), count = (total + bits - 1) / bits;
  for (size_t i = 0; i < count; i++) {
    size_t at = i * bits, limb = at / 64, shift = at % 64;
    JsLimb value = a[limb] >> shift;
    if (shift + bits > 64 && limb + 1 < n) value |= a[limb + 1] << (64 - shift);
    text[count - 1 - i] = digit((unsigned)(value & (radix - 1)));
  }
  return count;
}

size_t js_limbs_to_text(uint8_t *text, JsLimb *a, size_t n, unsigned radix) {
  n = js_limbs_trim(a, n);
  if (n == 0) {
    *text = '0';
    return 1;
  }
  if (is_power_of_two(radix)) return write_bits(text, a, n, radix);
  Writer w = {.chunk = chunk_of(radix), .radix = radix};
  begin_powers(&w.powers, w.chunk);
  while (w.powers.length[w.powers.count - 1] * 2 <= n + 1 && n >= SPLIT_TEXT_FROM) add_power(&w.powers);
  size_t count = js_limbs_text_bound(n, radix), zeros = 0;
  write_long(&w, text + count, count, a, n, (int)w.powers.count - 1);
  free_powers(&w.powers);
  while (text[zeros] == '0') zeros++;
  memmove(text, text + zeros, count - zeros);
  return count - zeros;
}

/* ---- From text ---- */

size_t js_limbs_from_text_bound(size_t count, unsigned radix) {
  return (size_t)((double)count * log2(radix) / 64 * (1 + 1e-12)) + 2;
}

static size_t read_bits(JsLimb *r, const uint8_t *values, size_t count, unsigned radix) {
  unsigned bits = (unsigned)__builtin_ctz(radix);
  size_t n = (count * bits + 63) / 64;
  memset(r, 0, n * sizeof(JsLimb));
  for (size_t i = 0; i < count; i++) {
    size_t at = i * bits, limb = at / 64, shift = at % 64;
    JsLimb value = values[count - 1 - i];
    r[limb] |= value << shift;
    if (shift + bits > 64 && value >> (64 - shift)) r[limb + 1] |= value >> (64 - shift);
  }
  return js_limbs_trim(r, n);
}

static size_t read_short(JsLimb *r, const uint8_t *values, size_t count, unsigned radix, Chunk chunk) {
  size_t n = 0;
  while (count > 0) {
    unsigned digits = count % chunk.digits ? (unsigned)(count % chunk.digits) : chunk.digits;
    JsLimb value = 0, scale = 1;
    for (unsigned i = 0; i < digits; i++) {
      value = value * radix + *values++;
      scale *= radix;
    }
    JsLimb carry = js_limbs_mul_1(r, r, n, scale, value);
    if (carry) r[n++] = carry;
    count -= digits;
  }
  return n;
}

static size_t read_long(JsLimb *r, const uint8_t *values, size_t count, unsigned radix, Chunk chunk, Powers *powers) {
  if (count < SPLIT_PARSE_FROM) return read_short(r, values, count, radix, chunk);
  unsigned level = 0;
  while (((size_t)chunk.digits << (level + 1)) < count) level++;
  while (powers->count <= level) add_power(powers);
  size_t low = (size_t)chunk.digits << level, pn = powers->length[level];
  JsLimb *part = js_limbs_scratch(js_limbs_from_text_bound(low, radix));
  size_t n = read_long(part, values, count - low, radix, chunk, powers);
  if (n > 0) {
    js_limbs_mul(r, part, n, powers->limbs[level], pn);
    n += pn;
  }
  size_t low_n = read_long(part, values + (count - low), low, radix, chunk, powers);
  if (n >= low_n) {
    JsLimb carry = js_limbs_add(r, r, n, part, low_n);
    if (carry) r[n++] = carry;
  } else {
    memcpy(r, part, low_n * sizeof(JsLimb));
    n = low_n;
  }
  free(part);
  return js_limbs_trim(r, n);
}

size_t js_limbs_from_text(JsLimb *r, const uint8_t *values, size_t count, unsigned radix) {
  while (count > 0 && *values == 0) {
    values++;
    count--;
  }
  if (count == 0) return 0;
  if (is_power_of_two(radix)) return read_bits(r, values, count, radix);
  Chunk chunk = chunk_of(radix);
  Powers powers;
  begin_powers(&powers, chunk);
  size_t n = read_long(r, values, count, radix, chunk, &powers);
  free_powers(&powers);
  return n;
}
