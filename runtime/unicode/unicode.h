/* Unicode data: case, properties, normalisation. The tables are generated: see generate.py.
 *
 * Pure functions over constant data: nothing here allocates or touches an isolate, but the functions
 * of normalize.c that say so. Code points above 0x10FFFF are never passed. */
#ifndef LODE_UNICODE_UNICODE_H
#define LODE_UNICODE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JS_UNICODE_MAX 0x10FFFFu
/* The longest full case mapping of one code point. */
#define JS_UNICODE_MAX_CASE_LENGTH 3

/* Case. Simple mappings: one code point to one. Full ones (SpecialCasing's unconditional rows) fill out and
 * return how many code points it took; final sigma is the caller's affair. */
uint32_t js_unicode_to_upper_simple(uint32_t cp);
uint32_t js_unicode_to_lower_simple(uint32_t cp);
size_t js_unicode_to_upper(uint32_t cp, uint32_t out[JS_UNICODE_MAX_CASE_LENGTH]);
size_t js_unicode_to_lower(uint32_t cp, uint32_t out[JS_UNICODE_MAX_CASE_LENGTH]);
/* CaseFolding's simple folding, scf() (statuses C and S): Canonicalize of RegExps with u or v (22.2.2.7.3). */
uint32_t js_unicode_simple_fold(uint32_t cp);
/* Canonicalize of RegExps with i but neither u nor v: the full upper case if that is one code unit and does not
 * map a non-ASCII unit to an ASCII one; else the unit itself. */
uint16_t js_unicode_canonicalize_unit(uint16_t unit);
/* Every code point that folds to the same (simple_fold), or that canonicalises to the same unit (unit mode), as cp,
 * cp itself included; ascending. Returns their number (at most JS_UNICODE_MAX_ORBIT). For case-insensitive classes. */
#define JS_UNICODE_MAX_ORBIT 8
size_t js_unicode_fold_orbit(uint32_t cp, bool unit_mode, uint32_t out[JS_UNICODE_MAX_ORBIT]);

/* Properties that have uses of their own. */
bool js_unicode_is_id_start(uint32_t cp);    /* ID_Start; $ and _ are not in it */
bool js_unicode_is_id_continue(uint32_t cp); /* ID_Continue; $, ZWNJ and ZWJ are not in it */
bool js_unicode_is_white_space(uint32_t cp); /* WhiteSpace or LineTerminator of ECMAScript: what trim strips */
bool js_unicode_is_cased(uint32_t cp);
bool js_unicode_is_case_ignorable(uint32_t cp);

/* \p{name=value} or, with value NULL, \p{name}: *pairs gets n pairs of first and last code point, ascending, not
 * adjacent (n counts pairs). Names and values, long and short, are those of tables 69 to 71 of ECMAScript, case
 * sensitive: General_Category (gc; its values also alone), Script (sc), Script_Extensions (scx) and the binary
 * properties, Any, ASCII, Assigned among them. false: no such property. */
bool js_unicode_property_ranges(const char *name, const char *value, const uint32_t **pairs, size_t *n);
/* Properties of strings (\p{RGI_Emoji} with the v flag): *strings gets the sequences of more than one code point, each
 * ended by 0, one after another in no particular order (a matcher tries longer ones first: sort them); *total is the
 * number of words. *pairs and *n get the single code points. */
bool js_unicode_string_property(const char *name, const uint32_t **pairs, size_t *n, const uint32_t **strings,
                                size_t *total);
/* Is cp within one of the n pairs? Binary search. */
bool js_unicode_in_ranges(uint32_t cp, const uint32_t *pairs, size_t n);

/* Normalisation. */
typedef enum JsNormalForm { JS_NFC, JS_NFD, JS_NFKC, JS_NFKD } JsNormalForm;
/* Normalises length units; the result is malloc'd (NULL: out of memory), *out_length its units. Lone surrogates
 * are left as they are. */
uint16_t *js_unicode_normalize(const uint16_t *units, size_t length, JsNormalForm form, size_t *out_length);

#endif
