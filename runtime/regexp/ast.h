/* The tree of a pattern, between parser and compiler. Case-insensitivity is resolved in it: sets and
 * characters are closed under Canonicalize already; only back references still carry the flag. */
#ifndef LODE_REGEXP_AST_H
#define LODE_REGEXP_AST_H

#include "regexp/charset.h"

typedef enum JsReKind {
  JS_RE_EMPTY,
  JS_RE_CHAR,    /* cp */
  JS_RE_SET,     /* set: one character (by flags u, v a code point) out of it; empty: never matches */
  JS_RE_SEQ,     /* list */
  JS_RE_ALT,     /* list, tried in order */
  JS_RE_GROUP,   /* body, captured as index */
  JS_RE_LOOP,    /* body min to max times */
  JS_RE_LOOK,    /* body, ahead or behind */
  JS_RE_ASSERT,  /* assertion */
  JS_RE_BACKREF, /* groups: the first that is set */
} JsReKind;

typedef enum JsReAssertion {
  JS_RE_INPUT_START,
  JS_RE_INPUT_END,
  JS_RE_LINE_START,
  JS_RE_LINE_END,
  JS_RE_WORD_BOUNDARY,
  JS_RE_NOT_WORD_BOUNDARY,
} JsReAssertion;

#define JS_RE_INFINITE UINT32_MAX

typedef struct JsReNode JsReNode;
struct JsReNode {
  uint8_t kind;
  uint8_t assertion;
  bool greedy, behind, negative, ignore_case;
  uint32_t min_length;               /* least code units matched */
  uint32_t first_group, group_limit; /* capture groups within: first_group … group_limit - 1 */
  union {
    uint32_t cp;
    JsCharset *set; /* of assertions: the word characters */
    struct {
      JsReNode **items;
      uint32_t count;
    } list;
    struct {
      JsReNode *body;
      uint32_t index;    /* of the group */
      uint32_t min, max; /* of the loop */
    } inner;
    struct {
      uint32_t *indices;
      uint32_t count;
    } groups;
  } u;
};

/* A name and the group it names; several groups may share one. */
typedef struct JsReGroupName {
  const uint32_t *text; /* code points */
  uint32_t length;
  uint32_t index;
} JsReGroupName;

typedef struct JsRePattern {
  JsReNode *root;
  uint32_t group_count; /* without the whole match */
  JsReGroupName *names; /* by group index */
  uint32_t name_count;
  bool has_back_references;
} JsRePattern;

#endif
