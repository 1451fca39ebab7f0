/* The parser's entry, for the compiler. */
#ifndef LODE_REGEXP_PARSER_ENTRY_H
#define LODE_REGEXP_PARSER_ENTRY_H

#include "regexp/ast.h"
#include "value/string.h"

/* Leaves through arena->on_error with V8's message when the pattern is malformed. */
JsRePattern *js_re_parse(JsArena *arena, const JsChars *pattern, uint32_t flags, char *stack_limit);

#endif
