/* Sets of code points: see charset.h. */
#include "regexp/charset.h"

#include <stdlib.h>
#include <string.h>

#include "unicode/unicode.h"

JsCharset *js_charset_new(JsArena *arena) {
  JsCharset *set = js_arena_alloc(arena, sizeof *set);
  set->arena = arena;
  return set;
}

JsCharset *js_charset_from_pairs(JsArena *arena, const uint32_t *pairs, size_t n) {
  JsCharset *set = js_charset_new(arena);
  for (size_t i = 0; i < n; i++) js_charset_add(set, pairs[2 * i], pairs[2 * i + 1]);
  return set;
}

/* Adding in ascending order keeps the set normalised. */
void js_charset_add(JsCharset *set, uint32_t first, uint32_t last) {
  uint32_t n = set->ranges.count;
  if (n && set->ranges.data[n - 2] <= first && first <= set->ranges.data[n - 1] + 1) {
    if (last > set->ranges.data[n - 1]) set->ranges.data[n - 1] = last;
    return;
  }
  js_words_push(set->arena, &set->ranges, first);
  js_words_push(set->arena, &set->ranges, last);
}

void js_charset_add_set(JsCharset *set, const JsCharset *other) {
  for (uint32_t i = 0; i < other->ranges.count; i += 2) {
    js_charset_add(set, other->ranges.data[i], other->ranges.data[i + 1]);
  }
}

static int compare_ranges(const void *a, const void *b) {
  const uint32_t *x = a, *y = b;
  return x[0] < y[0] ? -1 : x[0] > y[0];
}

void js_charset_normalise(JsCharset *set) {
  uint32_t n = set->ranges.count, *r = set->ranges.data;
  bool sorted = true;
  for (uint32_t i = 2; i < n && sorted; i += 2) sorted = r[i] > r[i - 1] + 1;
  if (sorted) return;
  qsort(r, n / 2, 2 * sizeof *r, compare_ranges);
  uint32_t out = 2;
  for (uint32_t i = 2; i < n; i += 2) {
    if (r[i] <= r[out - 1] + 1) {
      if (r[i + 1] > r[out - 1]) r[out - 1] = r[i + 1];
    } else {
      r[out] = r[i];
      r[out + 1] = r[i + 1];
      out += 2;
    }
  }
  set->ranges.count = out;
}

JsCharset *js_charset_complement(const JsCharset *set, uint32_t max) {
  JsCharset *result = js_charset_new(set->arena);
  uint32_t next = 0;
  for (uint32_t i = 0; i < set->ranges.count; i += 2) {
    uint32_t first = set->ranges.data[i], last = set->ranges.data[i + 1];
    if (first > max) break;
    if (first > next) js_charset_add(result, next, first - 1);
    next = last + 1;
  }
  if (next <= max) js_charset_add(result, next, max);
  return result;
}

JsCharset *js_charset_intersect(const JsCharset *a, const JsCharset *b) {
  JsCharset *result = js_charset_new(a->arena);
  const uint32_t *x = a->ranges.data, *y = b->ranges.data;
  for (uint32_t i = 0, j = 0; i < a->ranges.count && j < b->ranges.count;) {
    uint32_t first = x[i] > y[j] ? x[i] : y[j];
    uint32_t last = x[i + 1] < y[j + 1] ? x[i + 1] : y[j + 1];
    if (first <= last) js_charset_add(result, first, last);
    if (x[i + 1] < y[j + 1]) i += 2;
    else j += 2;
  }
  return result;
}

JsCharset *js_charset_subtract(const JsCharset *a, const JsCharset *b) {
  return js_charset_intersect(a, js_charset_complement(b, JS_CODE_POINT_MAX));
}

bool js_charset_contains(const JsCharset *set, uint32_t cp) {
  return js_unicode_in_ranges(cp, set->ranges.data, set->ranges.count / 2);
}

bool js_charset_single(const JsCharset *set, uint32_t *cp) {
  if (set->ranges.count != 2 || set->ranges.data[0] != set->ranges.data[1]) return false;
  *cp = set->ranges.data[0];
  return true;
}

/* The members of set that case mappings touch: a code point alone in its orbit changes neither when folded
 * nor when mapped to either case. Small sets are returned whole. */
static const JsCharset *cased_members(const JsCharset *set) {
  size_t total = 0;
  for (uint32_t i = 0; i < set->ranges.count; i += 2) total += set->ranges.data[i + 1] - set->ranges.data[i] + 1;
  if (total <= 512) return set;
  static const char *const properties[] = {"Changes_When_Casemapped", "Changes_When_Casefolded"};
  JsCharset *cased = js_charset_new(set->arena);
  for (int i = 0; i < 2; i++) {
    const uint32_t *pairs;
    size_t n;
    if (!js_unicode_property_ranges(properties[i], NULL, &pairs, &n)) return set;
    js_charset_add_set(cased, js_charset_from_pairs(set->arena, pairs, n));
  }
  js_charset_normalise(cased);
  return js_charset_intersect(set, cased);
}

JsCharset *js_charset_case_close(const JsCharset *set, bool unit_mode) {
  JsCharset *result = js_charset_new(set->arena);
  js_charset_add_set(result, set);
  const JsCharset *cased = cased_members(set);
  for (uint32_t i = 0; i < cased->ranges.count; i += 2) {
    uint32_t last = cased->ranges.data[i + 1];
    if (unit_mode && last > 0xFFFF) last = 0xFFFF;
    for (uint32_t cp = cased->ranges.data[i]; cp <= last; cp++) {
      uint32_t orbit[JS_UNICODE_MAX_ORBIT];
      size_t n = js_unicode_fold_orbit(cp, unit_mode, orbit);
      for (size_t k = 0; n > 1 && k < n; k++) js_charset_add(result, orbit[k], orbit[k]);
    }
  }
  js_charset_normalise(result);
  return result;
}

JsCharset *js_charset_simple_fold(const JsCharset *set) {
  const JsCharset *cased = cased_members(set);
  JsCharset *result = cased == set ? js_charset_new(set->arena) : js_charset_subtract(set, cased);
  for (uint32_t i = 0; i < cased->ranges.count; i += 2) {
    for (uint32_t cp = cased->ranges.data[i]; cp <= cased->ranges.data[i + 1]; cp++) {
      uint32_t folded = js_unicode_simple_fold(cp);
      js_charset_add(result, folded, folded);
    }
  }
  js_charset_normalise(result);
  return result;
}

JsCharset *js_charset_digits(JsArena *arena) {
  static const uint32_t pairs[] = {'0', '9'};
  return js_charset_from_pairs(arena, pairs, 1);
}

/* WhiteSpace and LineTerminator. */
JsCharset *js_charset_spaces(JsArena *arena) {
  static const uint32_t pairs[] = {0x09,   0x0D,   0x20,   0x20,   0xA0,   0xA0,   0x1680, 0x1680, 0x2000, 0x200A,
                                   0x2028, 0x2029, 0x202F, 0x202F, 0x205F, 0x205F, 0x3000, 0x3000, 0xFEFF, 0xFEFF};
  return js_charset_from_pairs(arena, pairs, sizeof pairs / sizeof *pairs / 2);
}

JsCharset *js_charset_words(JsArena *arena, bool unicode_ignore_case) {
  static const uint32_t pairs[] = {'0', '9', 'A', 'Z', '_', '_', 'a', 'z', 0x17F, 0x17F, 0x212A, 0x212A};
  return js_charset_from_pairs(arena, pairs, unicode_ignore_case ? 6 : 4);
}

JsCharset *js_charset_line_terminators(JsArena *arena) {
  static const uint32_t pairs[] = {'\n', '\n', '\r', '\r', 0x2028, 0x2029};
  return js_charset_from_pairs(arena, pairs, 3);
}
