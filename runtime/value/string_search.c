/* Strings: equality, order and search. */
#include <stdlib.h>

#include "value/string_internal.h"

/* ---- Equality and order ---- */

bool js_chars_equal(const JsChars *a, const JsChars *b) {
  if (a->length != b->length) return false;
  if (a->utf16 == b->utf16) return memcmp(a->data, b->data, (size_t)a->length << a->utf16) == 0;
  const uint8_t *narrow = a->utf16 ? b->data : a->data;
  const uint16_t *wide = a->utf16 ? a->data : b->data;
  for (uint32_t i = 0; i < a->length; i++)
    if (narrow[i] != wide[i]) return false;
  return true;
}

bool js_string_equals(JsIsolate *iso, JsString *a, JsString *b) {
  if (a == b) return true;
  if (a->length != b->length) return false;
  uint8_t both = a->cell.flags & b->cell.flags;
  if (both & JS_STR_ATOM) return false;
  if ((both & JS_STR_HASHED) && a->hash != b->hash) return false;
  JsChars ca = js_string_chars(iso, a), cb = js_string_chars(iso, b);
  return ca.data && cb.data && js_chars_equal(&ca, &cb);
}

int js_string_compare(JsIsolate *iso, JsString *a, JsString *b) {
  if (a == b) return 0;
  JsChars ca = js_string_chars(iso, a), cb = js_string_chars(iso, b);
  if (!ca.data || !cb.data) return 0;
  uint32_t common = ca.length < cb.length ? ca.length : cb.length;
  if (!ca.utf16 && !cb.utf16) {
    int order = memcmp(ca.data, cb.data, common);
    if (order) return order;
  } else {
    for (uint32_t i = 0; i < common; i++) {
      int order = (int)js_chars_at(&ca, i) - (int)js_chars_at(&cb, i);
      if (order) return order;
    }
  }
  return ca.length < cb.length ? -1 : ca.length > cb.length;
}

/* ---- Search ---- */

static const uint8_t *find_unit8(const uint8_t *p, const uint8_t *end, uint8_t unit) {
  return memchr(p, unit, (size_t)(end - p));
}

static const uint16_t *find_unit16(const uint16_t *p, const uint16_t *end, uint16_t unit) {
  while (end - p >= 16) { /* written so that it becomes vector code */
    uint16_t hit = 0;
    for (int i = 0; i < 16; i++) hit |= (uint16_t)(p[i] == unit);
    if (hit) break;
    p += 16;
  }
  for (; p < end; p++)
    if (*p == unit) return p;
  return NULL;
}

/* Looks for m >= 1 units in n >= m. Scans for the first unit and compares; once the comparisons cost more
 * than the text is long, Knuth-Morris-Pratt bounds the rest (hostile texts such as aaa…ab in aaa…). */
#define DEFINE_SEARCH(NAME, UNIT, FIND)                                                                \
  static int64_t NAME##_kmp(const UNIT *s, size_t n, const UNIT *needle, size_t m, size_t from) {      \
    uint32_t *fallback = malloc(m * sizeof *fallback);                                                 \
    if (!fallback) return -2;                                                                          \
    fallback[0] = 0;                                                                                   \
    for (size_t i = 1, k = 0; i < m; i++) {                                                            \
      while (k && needle[i] != needle[k]) k = fallback[k - 1];                                         \
      if (needle[i] == needle[k]) k++;                                                                 \
      fallback[i] = (uint32_t)k;                                                                       \
    }                                                                                                  \
    int64_t found = -1;                                                                                \
    for (size_t i = from, k = 0; i < n; i++) {                                                         \
      while (k && s[i] != needle[k]) k = fallback[k - 1];                                              \
      if (s[i] == needle[k]) k++;                                                                      \
      if (k == m) {                                                                                    \
        found = (int64_t)(i + 1 - m);                                                                  \
        break;                                                                                         \
      }                                                                                                \
    }                                                                                                  \
    free(fallback);                                                                                    \
    return found;                                                                                      \
  }                                                                                                    \
  static int64_t NAME(const UNIT *s, size_t n, const UNIT *needle, size_t m, size_t from) {            \
    const UNIT *end = s + (n - m) + 1;                                                                 \
    size_t budget = 8 * n + 256;                                                                       \
    for (const UNIT *p = s + from; p < end; p++) {                                                     \
      p = FIND(p, end, needle[0]);                                                                     \
      if (!p) return -1;                                                                               \
      size_t i = 1;                                                                                    \
      while (i < m && p[i] == needle[i]) i++;                                                          \
      if (i == m) return p - s;                                                                        \
      if (i > budget) {                                                                                \
        int64_t found = NAME##_kmp(s, n, needle, m, (size_t)(p - s) + 1);                              \
        if (found != -2) return found;                                                                 \
      } else {                                                                                         \
        budget -= i;                                                                                   \
      }                                                                                                \
    }                                                                                                  \
    return -1;                                                                                         \
  }
DEFINE_SEARCH(search8, uint8_t, find_unit8)
DEFINE_SEARCH(search16, uint16_t, find_unit16)

/* The needle in the width of the text: in place, or converted into a buffer (to be freed if not stack).
 * NULL: a unit of the needle can't occur in the text, or out of memory. */
static void *convert_needle(const JsChars *needle, bool utf16, void *stack, size_t stack_size) {
  if (needle->utf16 == utf16) return (void *)needle->data;
  size_t size = (size_t)needle->length << utf16;
  void *buffer = size <= stack_size ? stack : malloc(size);
  if (!buffer) return NULL;
  if (utf16) {
    js_chars_copy_wide(buffer, needle, 0, needle->length);
    return buffer;
  }
  if (!js_units_fit_latin1(needle->data, needle->length)) {
    if (buffer != stack) free(buffer);
    return NULL;
  }
  for (uint32_t i = 0; i < needle->length; i++) ((uint8_t *)buffer)[i] = (uint8_t)js_chars_at(needle, i);
  return buffer;
}

int64_t js_chars_index_of(const JsChars *s, const JsChars *needle, uint32_t from) {
  if (needle->length == 0) return from < s->length ? from : s->length;
  if (from > s->length || needle->length > s->length - from) return -1;
  uint16_t stack[128];
  void *units = convert_needle(needle, s->utf16, stack, sizeof stack);
  if (!units) return -1;
  int64_t found = s->utf16 ? search16(s->data, s->length, units, needle->length, from)
                           : search8(s->data, s->length, units, needle->length, from);
  if (units != needle->data && units != (void *)stack) free(units);
  return found;
}

int64_t js_string_index_of(JsIsolate *iso, JsString *s, JsString *needle, uint32_t from) {
  JsChars cs = js_string_chars(iso, s), cn = js_string_chars(iso, needle);
  if (!cs.data || !cn.data) return -1;
  int64_t found = js_chars_index_of(&cs, &cn, from);
  JS_KEEP(s);
  JS_KEEP(needle);
  return found;
}

static bool matches_at(const JsChars *s, const JsChars *needle, uint32_t at) {
  if (s->utf16 == needle->utf16) {
    const uint8_t *start = (const uint8_t *)s->data + ((size_t)at << s->utf16);
    return memcmp(start, needle->data, (size_t)needle->length << s->utf16) == 0;
  }
  for (uint32_t i = 0; i < needle->length; i++)
    if (js_chars_at(s, at + i) != js_chars_at(needle, i)) return false;
  return true;
}

/* The last occurrence that starts at or before from. */
int64_t js_string_last_index_of(JsIsolate *iso, JsString *s, JsString *needle, uint32_t from) {
  JsChars cs = js_string_chars(iso, s), cn = js_string_chars(iso, needle);
  if (!cs.data || !cn.data || cn.length > cs.length) return -1;
  uint32_t at = cs.length - cn.length;
  if (from < at) at = from;
  if (cn.length == 0) return at;
  uint16_t first = js_chars_at(&cn, 0);
  int64_t found = -1;
  for (int64_t i = at; i >= 0; i--) {
    if (js_chars_at(&cs, (uint32_t)i) == first && matches_at(&cs, &cn, (uint32_t)i)) {
      found = i;
      break;
    }
  }
  JS_KEEP(s);
  JS_KEEP(needle);
  return found;
}
