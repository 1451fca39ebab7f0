/* Case mapping and case folding. */
#include "unicode/unicode.h"

#include "unicode/generated/case_tables.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool run_contains(const CaseRun *run, uint32_t cp) {
  return cp >= run->first && cp <= run->last && (cp - run->first) % run->stride == 0;
}

/* Runs never overlap, so that only the last one to start at or before cp can hold it. */
static uint32_t map_simple(const CaseRun *runs, size_t count, uint32_t cp) {
  size_t low = 0, high = count;
  while (low < high) { /* the first run that starts after cp */
    size_t middle = (low + high) / 2;
    if (runs[middle].first <= cp)
      low = middle + 1;
    else
      high = middle;
  }
  if (low > 0 && run_contains(&runs[low - 1], cp)) return (uint32_t)((int32_t)cp + runs[low - 1].delta);
  return cp;
}

static const SpecialCase *find_special(const SpecialCase *table, size_t count, uint32_t cp) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (table[middle].from == cp) return &table[middle];
    if (table[middle].from < cp)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

static size_t put_special(const SpecialCase *special, uint32_t *out) {
  size_t n = 0;
  for (; n < 3 && special->to[n]; n++) out[n] = special->to[n];
  return n;
}

uint32_t js_unicode_to_upper_simple(uint32_t cp) {
  if (cp < 0x80) return cp >= 'a' && cp <= 'z' ? cp - 32 : cp;
  return map_simple(upper_runs, COUNT(upper_runs), cp);
}

uint32_t js_unicode_to_lower_simple(uint32_t cp) {
  if (cp < 0x80) return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
  return map_simple(lower_runs, COUNT(lower_runs), cp);
}

uint32_t js_unicode_simple_fold(uint32_t cp) {
  if (cp < 0x80) return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
  return map_simple(fold_runs, COUNT(fold_runs), cp);
}

size_t js_unicode_to_upper(uint32_t cp, uint32_t out[JS_UNICODE_MAX_CASE_LENGTH]) {
  const SpecialCase *special = cp < 0x80 ? NULL : find_special(upper_special, COUNT(upper_special), cp);
  if (special) return put_special(special, out);
  out[0] = js_unicode_to_upper_simple(cp);
  return 1;
}

size_t js_unicode_to_lower(uint32_t cp, uint32_t out[JS_UNICODE_MAX_CASE_LENGTH]) {
  const SpecialCase *special = cp < 0x80 ? NULL : find_special(lower_special, COUNT(lower_special), cp);
  if (special) return put_special(special, out);
  out[0] = js_unicode_to_lower_simple(cp);
  return 1;
}

/* ---- For RegExp ---- */

uint16_t js_unicode_canonicalize_unit(uint16_t unit) {
  uint32_t upper[JS_UNICODE_MAX_CASE_LENGTH];
  if (js_unicode_to_upper(unit, upper) != 1 || upper[0] > 0xFFFF) return unit;
  if (unit >= 0x80 && upper[0] < 0x80) return unit;
  return (uint16_t)upper[0];
}

static size_t add_sorted(uint32_t *out, size_t n, uint32_t cp) {
  size_t at = n;
  while (at > 0 && out[at - 1] >= cp) {
    if (out[at - 1] == cp) return n;
    at--;
  }
  if (n == JS_UNICODE_MAX_ORBIT) return n;
  for (size_t i = n; i > at; i--) out[i] = out[i - 1];
  out[at] = cp;
  return n + 1;
}

size_t js_unicode_fold_orbit(uint32_t cp, bool unit_mode, uint32_t out[JS_UNICODE_MAX_ORBIT]) {
  if (unit_mode && cp > 0xFFFF) {
    out[0] = cp;
    return 1;
  }
  const CaseRun *runs = unit_mode ? upper_runs : fold_runs;
  size_t count = unit_mode ? COUNT(upper_runs) : COUNT(fold_runs);
  uint32_t target = unit_mode ? js_unicode_canonicalize_unit((uint16_t)cp) : js_unicode_simple_fold(cp);
  size_t n = add_sorted(out, 0, cp);
  n = add_sorted(out, n, target);
  for (size_t i = 0; i < count; i++) {
    uint32_t source = (uint32_t)((int32_t)target - runs[i].delta);
    if (!run_contains(&runs[i], source)) continue;
    if (unit_mode && (source > 0xFFFF || js_unicode_canonicalize_unit((uint16_t)source) != target)) continue;
    n = add_sorted(out, n, source);
  }
  return n;
}
