/* Shared by the files of value/ that implement strings; no part of the contract. */
#ifndef LODE_VALUE_STRING_INTERNAL_H
#define LODE_VALUE_STRING_INTERNAL_H

#include "isolate.h"

/* Throws "Invalid string length"; returns NULL. */
JsString *js_string_too_long(JsIsolate *iso);
bool js_units_fit_latin1(const uint16_t *s, size_t length);
/* Copies units [start, start + length) of c, widening. */
void js_chars_copy_wide(uint16_t *to, const JsChars *c, uint32_t start, uint32_t length);
bool js_chars_equal(const JsChars *a, const JsChars *b);
/* The seeded hash; equal for equal contents in either width. */
uint32_t js_chars_hash(uint64_t seed, const JsChars *c);
bool js_chars_is_index(const JsChars *c, uint32_t *index);
void js_symbols_free(JsIsolate *iso); /* the registry's native memory */

#endif
