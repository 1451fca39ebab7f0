/* Sets of code points as sorted ranges, and the case closures that Canonicalize (22.2.2.7.3) asks for. */
#ifndef LODE_REGEXP_CHARSET_H
#define LODE_REGEXP_CHARSET_H

#include <stdbool.h>

#include "regexp/arena.h"

/* ranges.data holds pairs (first, last). After js_charset_normalise they ascend and do not touch. */
typedef struct JsCharset {
  JsArena *arena;
  JsWords ranges;
} JsCharset;

#define JS_CODE_POINT_MAX 0x10FFFFu

JsCharset *js_charset_new(JsArena *arena);
JsCharset *js_charset_from_pairs(JsArena *arena, const uint32_t *pairs, size_t n);
void js_charset_add(JsCharset *set, uint32_t first, uint32_t last);
void js_charset_add_set(JsCharset *set, const JsCharset *other);
void js_charset_normalise(JsCharset *set);
static inline uint32_t js_charset_count(const JsCharset *set) { return set->ranges.count / 2; }

/* The operands must be normalised; the results are. */
JsCharset *js_charset_complement(const JsCharset *set, uint32_t max);
JsCharset *js_charset_intersect(const JsCharset *a, const JsCharset *b);
JsCharset *js_charset_subtract(const JsCharset *a, const JsCharset *b);
bool js_charset_contains(const JsCharset *set, uint32_t cp);
/* The only member, if there is exactly one. */
bool js_charset_single(const JsCharset *set, uint32_t *cp);

/* set ∪ everything that canonicalises to the same as a member. unit_mode: neither u nor v. */
JsCharset *js_charset_case_close(const JsCharset *set, bool unit_mode);
/* MaybeSimpleCaseFolding (22.2.2.9.3): the simple folds of the members. */
JsCharset *js_charset_simple_fold(const JsCharset *set);

/* CharacterClassEscape's sets (22.2.2.9.4), normalised. WordCharacters(rer) has two more code points when
 * ignoring case by code points. */
JsCharset *js_charset_digits(JsArena *arena);
JsCharset *js_charset_spaces(JsArena *arena);
JsCharset *js_charset_words(JsArena *arena, bool unicode_ignore_case);
JsCharset *js_charset_line_terminators(JsArena *arena);

#endif
