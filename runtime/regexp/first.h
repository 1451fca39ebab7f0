/* First sets: with which unit, or at the end of input, can a node followed by something succeed? */
#ifndef LODE_REGEXP_FIRST_H
#define LODE_REGEXP_FIRST_H

#include "regexp/ast.h"

/* An over-approximation. high: bit i stands for the units i << 10 … (i << 10) + 1023 above 255. */
typedef struct JsReFirstSet {
  uint64_t latin1[4];
  uint64_t high;
  bool at_end;
  bool accepts; /* nothing follows: success whatever comes */
} JsReFirstSet;

extern const JsReFirstSet js_re_first_all;

JsReFirstSet js_re_first(const JsReNode *node, const JsReFirstSet *follow, int depth);
/* Of a loop's next iteration or what follows it. */
JsReFirstSet js_re_first_repeat(const JsReNode *body, const JsReFirstSet *follow, int depth);
void js_re_first_add_set(JsReFirstSet *first, const JsCharset *set);
void js_re_first_unite(JsReFirstSet *to, const JsReFirstSet *other);
bool js_re_first_is_all(const JsReFirstSet *first);
/* No unit is in both (the end of input is not looked at). */
bool js_re_first_disjoint(const JsReFirstSet *a, const JsReFirstSet *b);
bool js_re_first_equal(const JsReFirstSet *a, const JsReFirstSet *b);

#endif
