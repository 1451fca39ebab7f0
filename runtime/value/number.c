/* Numbers and string values: Number::toString with its caches, StringToNumber. */
#include <math.h>
#include <stdlib.h>

#include "isolate.h"
#include "value/number_text.h"

#define SMALL_INTS 1024
#define CACHE_SIZE 256 /* doubles, direct-mapped by a hash of their bits */

typedef struct NumberCache {
  JsString *small[SMALL_INTS];
  struct {
    double number;
    JsString *text;
  } recent[CACHE_SIZE];
} NumberCache;

/* The cache is weak: texts that only it holds go at a collection. */
static void drop_dead(JsHeap *heap, bool full, void *data) {
  (void)full;
  NumberCache *cache = data;
  for (size_t i = 0; i < SMALL_INTS; i++)
    if (cache->small[i] && !js_gc_is_marked(heap, cache->small[i])) cache->small[i] = NULL;
  for (size_t i = 0; i < CACHE_SIZE; i++)
    if (cache->recent[i].text && !js_gc_is_marked(heap, cache->recent[i].text)) cache->recent[i].text = NULL;
}

static NumberCache *number_cache(JsIsolate *iso) {
  if (!iso->number_cache) {
    iso->number_cache = calloc(1, sizeof(NumberCache));
    if (iso->number_cache) js_gc_add_weak_fn(iso, drop_dead, iso->number_cache);
  }
  return iso->number_cache;
}

void js_number_cache_free(JsIsolate *iso) {
  free(iso->number_cache);
  iso->number_cache = NULL;
}

static JsString *format(JsIsolate *iso, double d) {
  char text[32];
  size_t n = js_double_to_chars(d, text);
  return js_string_from_latin1(iso, (const uint8_t *)text, n);
}

JsString *js_int_to_string(JsIsolate *iso, int32_t i) {
  NumberCache *cache = iso->number_cache;
  if ((uint32_t)i < SMALL_INTS && cache && cache->small[i]) return cache->small[i];
  return js_number_to_string(iso, i);
}

JsString *js_number_to_string(JsIsolate *iso, double d) {
  NumberCache *cache = number_cache(iso);
  if (!cache) return format(iso, d);
  if (d >= 0 && d < SMALL_INTS && d == (double)(int)d) {
    JsString **slot = &cache->small[(int)d];
    if (!*slot) *slot = format(iso, d);
    return *slot;
  }
  if (d != d) return iso->atoms[JS_ATOM_NaN];
  uint64_t bits;
  memcpy(&bits, &d, 8);
  size_t i = (bits * 0x9E3779B97F4A7C15ull) >> 56;
  if (cache->recent[i].text && memcmp(&cache->recent[i].number, &d, 8) == 0) return cache->recent[i].text;
  JsString *text = format(iso, d);
  cache->recent[i].number = d;
  cache->recent[i].text = text;
  return text;
}

double js_string_to_number(JsIsolate *iso, JsString *s) {
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return NAN;
  double d = js_chars_to_number(&c);
  JS_KEEP(s);
  return d;
}
