/* The String built-ins: methods by file, and what RegExp shares with them. */
#ifndef LODE_BUILTINS_STRING_BUILTINS_H
#define LODE_BUILTINS_STRING_BUILTINS_H

#include "builtins/builtins.h"

/* 22.1.3.19.1 GetSubstitution: appends to out. captures are strings or undefined; named_captures an object or
 * undefined. false: threw (the caller disposes of out). [collects, re-enters] */
bool js_get_substitution(JsIsolate *iso, JsStringBuilder *out, JsString *matched, JsString *string, uint32_t position,
                         uint32_t capture_count, const JsValue *captures, JsValue named_captures,
                         JsString *replacement);

/* 7.2.6 IsRegExp: 1, 0, -1 threw. */
int js_is_regexp(JsIsolate *iso, JsValue v);

/* ToString(RequireObjectCoercible(this)); method as "String.prototype.at", for the TypeError. NULL: threw. */
JsString *js_this_string(JsIsolate *iso, JsValue this_value, const char *method);
/* ToIntegerOrInfinity of v, clamped to 0 … length; undefined gives otherwise. false: threw. */
bool js_clamped_index(JsIsolate *iso, JsValue v, uint32_t length, uint32_t otherwise, uint32_t *out);
/* The same, where a negative number counts from the end. */
bool js_string_position(JsIsolate *iso, JsValue v, uint32_t length, uint32_t otherwise, uint32_t *out);
/* RangeError: before and the text of v (a string without quotes). Returns JS_EMPTY. */
JsValue js_throw_range_text(JsIsolate *iso, const char *before, JsValue v);

typedef enum JsTrim { JS_TRIM_START = 1, JS_TRIM_END = 2, JS_TRIM_BOTH = 3 } JsTrim;
JsString *js_trim_string(JsIsolate *iso, JsString *s, JsTrim where);

/* In V8's order. X(property name, C name, length, FN or SHOWN: JS_B_*): string_access.c, string_match.c, string_case.c,
 * string_html.c, locale. A(property name, the name whose function it has). */
#define JS_STRING_METHODS(X, A)                                                                                      \
  X(anchor, anchor, 1, FN) X(at, at, 1, FN) X(big, big, 0, FN) X(blink, blink, 0, FN) X(bold, bold, 0, FN)           \
  X(charAt, char_at, 1, FN) X(charCodeAt, char_code_at, 1, FN) X(codePointAt, code_point_at, 1, FN)                  \
  X(concat, concat, 1, FN) X(endsWith, ends_with, 1, FN) X(fontcolor, fontcolor, 1, FN) X(fontsize, fontsize, 1, FN) \
  X(fixed, fixed, 0, FN) X(includes, includes, 1, FN) X(indexOf, index_of, 1, FN)                                    \
  X(isWellFormed, is_well_formed, 0, FN) X(italics, italics, 0, FN) X(lastIndexOf, last_index_of, 1, FN)             \
  X(link, link, 1, FN) X(localeCompare, locale_compare, 1, SHOWN) X(match, match, 1, SHOWN)                          \
  X(matchAll, match_all, 1, SHOWN) X(normalize, normalize, 0, SHOWN) X(padEnd, pad_end, 1, FN)                       \
  X(padStart, pad_start, 1, FN) X(repeat, repeat, 1, SHOWN) X(replace, replace, 2, SHOWN)                            \
  X(replaceAll, replace_all, 2, SHOWN) X(search, search, 1, SHOWN) X(slice, slice, 2, FN) X(small, small, 0, FN)     \
  X(split, split, 2, SHOWN) X(strike, strike, 0, FN) X(sub, sub, 0, FN) X(substr, substr, 2, FN)                     \
  X(substring, substring, 2, FN) X(sup, sup, 0, FN) X(startsWith, starts_with, 1, FN) X(toString, to_string, 0, FN)  \
  X(toWellFormed, to_well_formed, 0, FN) X(trim, trim, 0, FN) X(trimStart, trim_start, 0, FN) A(trimLeft, trimStart) \
  X(trimEnd, trim_end, 0, FN) A(trimRight, trimEnd) X(toLocaleLowerCase, to_locale_lower_case, 0, FN)                \
  X(toLocaleUpperCase, to_locale_upper_case, 0, FN) X(toLowerCase, to_lower_case, 0, FN)                             \
  X(toUpperCase, to_upper_case, 0, FN) X(valueOf, value_of, 0, FN)
#define X(name, c_name, length, how) JsValue js_string_proto_##c_name(JS_ARGS);
#define A(name, other)
JS_STRING_METHODS(X, A)
#undef X
#undef A

#endif
