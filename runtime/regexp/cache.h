/* What an isolate keeps for regular expressions (iso->regexp_cache): compiled patterns, the matcher's memory, shapes of
 * the current realm, the last match. Small accessors are here because every match takes several. */
#ifndef LODE_REGEXP_CACHE_H
#define LODE_REGEXP_CACHE_H

#include "builtins/regexp_builtins.h"

#define JS_REGEXP_CACHE_WAYS 4u
#define JS_REGEXP_CACHE_ENTRIES (128u * JS_REGEXP_CACHE_WAYS)
#define JS_REGEXP_LITERALS 256u

/* A pattern by its text. */
typedef struct JsRegExpEntry {
  JsString *source;
  uint32_t flags; /* those that change the program */
  JsRegExpProgram *program;
  JsValuesCell *names;
} JsRegExpEntry;

/* A literal by the addresses of its constants. */
typedef struct JsRegExpLiteral {
  JsString *source, *flags;
  uint32_t bits;
  JsRegExpProgram *program;
  JsValuesCell *names;
} JsRegExpLiteral;

typedef struct JsRegExpCache {
  JsRegExpMatcher matcher;
  JsRealm *realm;        /* whose prototypes the shapes are of */
  JsShape *shape;        /* of plain RegExp objects */
  JsShape *result_shape; /* of exec's results: an array with index, input, groups */
  JsRegExpLast last;
  JsRegExpLiteral literals[JS_REGEXP_LITERALS];
  JsRegExpEntry entries[JS_REGEXP_CACHE_ENTRIES]; /* sets of WAYS, the latest first */
} JsRegExpCache;

/* Makes it, or its shapes for another realm. */
JsRegExpCache *js_regexp_cache_enter(JsIsolate *iso);
static inline JsRegExpCache *js_regexp_cache(JsIsolate *iso) {
  JsRegExpCache *cache = iso->regexp_cache;
  if (__builtin_expect(!cache || cache->realm != iso->realm, 0)) return js_regexp_cache_enter(iso);
  return cache;
}

static inline bool js_regexp_has_plain_shape(const JsRegExpCache *cache, JsIsolate *iso, JsValue v) {
  return js_is_regexp_kind(v) && iso->realm->regexp_exec_intact &&
         js_as_cell(v)->shape == (uint32_t)(uintptr_t)cache->shape;
}

#endif
