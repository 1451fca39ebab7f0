/* Regular expressions: patterns compiled to a program, matched by a backtracking interpreter.
 *
 * The engine (parser, compiler, matcher) knows neither the collector nor objects and can be used and
 * tested alone; regexp/cache.c and builtins/regexp*.c bind it to the isolate. */
#ifndef LODE_REGEXP_REGEXP_H
#define LODE_REGEXP_REGEXP_H

#include "value/string.h"

#define JS_RE_HAS_INDICES 0x01  /* d */
#define JS_RE_GLOBAL 0x02       /* g */
#define JS_RE_IGNORE_CASE 0x04  /* i */
#define JS_RE_MULTILINE 0x08    /* m */
#define JS_RE_DOT_ALL 0x10      /* s */
#define JS_RE_UNICODE 0x20      /* u */
#define JS_RE_UNICODE_SETS 0x40 /* v */
#define JS_RE_STICKY 0x80       /* y */
/* The flags that change the program. */
#define JS_RE_COMPILE_FLAGS \
  (JS_RE_IGNORE_CASE | JS_RE_MULTILINE | JS_RE_DOT_ALL | JS_RE_UNICODE | JS_RE_UNICODE_SETS)

#define JS_RE_MAX_GROUPS 65535u

/* A compiled pattern: one block without pointers, see program.h. It starts with a cell's header, so that
 * it can be a cell of kind BYTES. */
typedef struct JsRegExpProgram JsRegExpProgram;

uint32_t js_regexp_group_count(const JsRegExpProgram *program); /* with the whole match: at least 1 */
size_t js_regexp_program_size(const JsRegExpProgram *program);
/* Named groups by index: units of the i-th name and the group it names. */
uint32_t js_regexp_name_count(const JsRegExpProgram *program);
uint32_t js_regexp_name(const JsRegExpProgram *program, uint32_t i, const uint16_t **units, uint32_t *length);

/* Compiles. allocate gives the zeroed block (NULL: gives up). NULL with *error, a static text in V8's words, when the
 * pattern is malformed or too large. Recursion stays above stack_limit. */
typedef void *(*JsRegExpAllocate)(void *context, size_t size);
JsRegExpProgram *js_regexp_compile(const JsChars *pattern, uint32_t flags, char *stack_limit,
                                   JsRegExpAllocate allocate, void *context, const char **error);

/* The matcher's memory, kept from match to match; zeroed at first. Used by one match at a time. */
typedef struct JsRegExpMatcher {
  int32_t *registers; /* after a match: start and end of group i at 2i, 2i + 1; -1, -1 if it did not participate */
  uint32_t *stack;
  uint8_t *memo;
  size_t *journal; /* of marks in memo, as matcher.c explains */
  size_t journal_count, journal_capacity;
  size_t register_capacity, stack_capacity, memo_bytes;
  const uint32_t *interrupt;            /* polled; NULL: never */
  bool (*on_interrupt)(void *context);  /* false: give up */
  void *interrupt_context;
} JsRegExpMatcher;
void js_regexp_matcher_dispose(JsRegExpMatcher *matcher);

typedef enum JsRegExpResult {
  JS_RE_NO_MATCH = 0,
  JS_RE_MATCH = 1,
  JS_RE_STACK_OVERFLOW = -1, /* the backtrack stack reached its ceiling, or memory ran out */
  JS_RE_INTERRUPTED = -2,
} JsRegExpResult;

/* RegExpBuiltinExec's search: the first match at start or after it (sticky: at start only). */
JsRegExpResult js_regexp_match(JsRegExpMatcher *matcher, const JsRegExpProgram *program, const JsChars *subject,
                               uint32_t start, bool sticky);

#endif
