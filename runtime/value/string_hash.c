/* The strings' hash: seeded per isolate, so that keys from outside can't be made to collide.
 *
 * After Wang Yi's wyhash: 64x64→128-bit multiplications folded by xor, 16 bytes a step. */
#include <stdlib.h>

#include "value/string_internal.h"

#define SECRET0 0xa0761d6478bd642full
#define SECRET1 0xe7037ed1a0b428dbull
#define SECRET2 0x8ebc6af09c88c6e3ull

static uint64_t fold(uint64_t a, uint64_t b) {
  unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t read64(const uint8_t *p) {
  uint64_t v;
  memcpy(&v, p, 8);
  return v;
}

static uint64_t read32(const uint8_t *p) {
  uint32_t v;
  memcpy(&v, p, 4);
  return v;
}

static uint32_t hash_bytes(uint64_t seed, const uint8_t *p, size_t n) {
  uint64_t a, b;
  seed ^= fold(seed ^ SECRET0, SECRET1);
  if (n <= 16) {
    if (n >= 8) {
      a = read64(p);
      b = read64(p + n - 8);
    } else if (n >= 4) {
      a = read32(p);
      b = read32(p + n - 4);
    } else {
      a = n ? ((uint64_t)p[0] << 16) | ((uint64_t)p[n >> 1] << 8) | p[n - 1] : 0;
      b = 0;
    }
  } else {
    size_t left = n;
    for (; left > 16; left -= 16, p += 16) seed = fold(read64(p) ^ SECRET1, read64(p + 8) ^ seed);
    a = read64(p + left - 16);
    b = read64(p + left - 8);
  }
  uint64_t h = fold(SECRET2 ^ n, fold(a ^ SECRET1, b ^ seed));
  return (uint32_t)(h ^ (h >> 32));
}

uint32_t js_chars_hash(uint64_t seed, const JsChars *c) {
  if (!c->utf16) return hash_bytes(seed, c->data, c->length);
  if (!js_units_fit_latin1(c->data, c->length)) return hash_bytes(~seed, c->data, (size_t)c->length * 2);
  /* A wide string that happens to be narrow (a slice of a wide one) hashes as the narrow one does. */
  uint8_t stack[256];
  uint8_t *narrow = c->length <= sizeof stack ? stack : malloc(c->length);
  if (!narrow) abort();
  for (uint32_t i = 0; i < c->length; i++) narrow[i] = (uint8_t)js_chars_at(c, i);
  uint32_t h = hash_bytes(seed, narrow, c->length);
  if (narrow != stack) free(narrow);
  return h;
}

/* A canonical array index: 0 … 2^32-2 without leading zeros (6.1.7). */
bool js_chars_is_index(const JsChars *c, uint32_t *index) {
  if (c->length == 0 || c->length > 10) return false;
  uint64_t value = 0;
  for (uint32_t i = 0; i < c->length; i++) {
    uint32_t digit = (uint32_t)js_chars_at(c, i) - '0';
    if (digit > 9 || (i == 1 && value == 0)) return false;
    value = value * 10 + digit;
  }
  if (value >= 0xFFFFFFFFull) return false;
  *index = (uint32_t)value;
  return true;
}

bool js_string_is_index(JsIsolate *iso, JsString *s, uint32_t *index) {
  uint8_t flags = s->cell.flags;
  if (s->length > 10 || (flags & JS_STR_ATOM) || (flags & (JS_STR_HASHED | JS_STR_INDEX)) == JS_STR_HASHED) return false;
  JsChars c = js_string_chars(iso, s);
  return js_chars_is_index(&c, index);
}

uint32_t js_string_hash(JsIsolate *iso, JsString *s) {
  if (s->cell.flags & JS_STR_HASHED) return s->hash;
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return 0;
  uint32_t index;
  s->hash = js_chars_hash(iso->hash_seed, &c);
  s->cell.flags |= JS_STR_HASHED | (js_chars_is_index(&c, &index) ? JS_STR_INDEX : 0);
  return s->hash;
}
