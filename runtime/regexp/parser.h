/* The parser's own declarations, shared by parser.c, parser_escape.c and parser_class.c. */
#ifndef LODE_REGEXP_PARSER_H
#define LODE_REGEXP_PARSER_H

#include "regexp/ast.h"
#include "regexp/regexp.h"

#define JS_RE_END UINT32_MAX /* what looking beyond the pattern's end gives */

/* Where a named group stands: pairs of disjunction and alternative from the outermost one in. */
typedef struct JsReNamedGroup {
  JsReGroupName name;
  uint32_t *path;
  uint32_t path_count;
} JsReNamedGroup;

typedef struct JsReParser {
  JsArena *arena;
  const uint32_t *text; /* code points with u or v, code units without */
  uint32_t length, position;
  bool unicode;   /* u or v */
  bool sets;      /* v */
  bool has_names; /* the pattern has a named group: \k is a reference */
  bool ignore_case, multiline, dot_all; /* as modifiers set them here */
  uint32_t group_total; /* in the whole pattern */
  uint32_t group_next;  /* index of the next group to open */
  bool has_back_references;
  JsPointers named_groups;  /* JsReNamedGroup */
  JsPointers named_references; /* JsReNode whose groups.indices is a JsReGroupName until the end */
  JsWords path;
  uint32_t disjunction_count;
  char *stack_limit;
} JsReParser;

static inline uint32_t js_re_peek(const JsReParser *p, uint32_t ahead) {
  return ahead < p->length - p->position ? p->text[p->position + ahead] : JS_RE_END;
}
static inline uint32_t js_re_current(const JsReParser *p) { return js_re_peek(p, 0); }
static inline bool js_re_eat(JsReParser *p, uint32_t c) {
  if (js_re_current(p) != c) return false;
  p->position++;
  return true;
}
static inline bool js_re_is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
_Noreturn void js_re_fail(JsReParser *p, const char *error);
void js_re_check_stack(JsReParser *p);

/* A set of characters and, with v, of strings: the value of a class or an operand of it. */
typedef struct JsReClass {
  JsCharset *set;
  JsPointers strings;       /* JsReClassString */
  bool may_contain_strings; /* MayContainStrings (22.2.1.8): by form, not by content */
} JsReClass;
typedef struct JsReClassString {
  uint32_t length;
  uint32_t cps[];
} JsReClassString;

/* parser_escape.c */
bool js_re_parse_hex_escape(JsReParser *p, uint32_t *value);         /* after \x */
bool js_re_parse_unicode_escape(JsReParser *p, bool unicode, uint32_t *value); /* after \u */
/* CharacterEscape after the backslash, of an atom or in a class. */
uint32_t js_re_parse_character_escape(JsReParser *p, bool in_class);
/* \d \D \s \S \w \W \p{…} \P{…} after the backslash: false if it is none of them. */
bool js_re_parse_class_escape(JsReParser *p, bool in_class, bool negated_class, JsReClass *out);
JsReGroupName *js_re_parse_group_name(JsReParser *p); /* after the "<" */

/* parser_class.c */
JsReNode *js_re_parse_class(JsReParser *p); /* after the "[" */
JsReNode *js_re_class_node(JsReParser *p, const JsReClass *class); /* of \p{…}, \d and so on outside of brackets */

/* parser.c */
JsReNode *js_re_node(JsReParser *p, JsReKind kind);
JsReNode *js_re_char_node(JsReParser *p, uint32_t cp); /* closed under case if need be */
JsReNode *js_re_set_node(JsReParser *p, JsCharset *set); /* as it is */
JsReNode *js_re_list_node(JsReParser *p, JsReKind kind, const JsPointers *items);

/* Errors, in V8's words. */
#define JS_RE_TOO_LARGE "Regular expression too large"
#define JS_RE_UNTERMINATED_GROUP "Unterminated group"
#define JS_RE_UNMATCHED_PAREN "Unmatched ')'"
#define JS_RE_ESCAPE_AT_END "\\ at end of pattern"
#define JS_RE_INVALID_PROPERTY "Invalid property name"
#define JS_RE_INVALID_PROPERTY_IN_CLASS "Invalid property name in character class"
#define JS_RE_INVALID_ESCAPE "Invalid escape"
#define JS_RE_INVALID_DECIMAL_ESCAPE "Invalid decimal escape"
#define JS_RE_INVALID_UNICODE_ESCAPE "Invalid Unicode escape"
#define JS_RE_INVALID_CLASS_ESCAPE "Invalid class escape"
#define JS_RE_NOTHING_TO_REPEAT "Nothing to repeat"
#define JS_RE_LONE_BRACKETS "Lone quantifier brackets"
#define JS_RE_QUANTIFIER_ORDER "numbers out of order in {} quantifier"
#define JS_RE_INCOMPLETE_QUANTIFIER "Incomplete quantifier"
#define JS_RE_INVALID_QUANTIFIER "Invalid quantifier"
#define JS_RE_INVALID_GROUP "Invalid group"
#define JS_RE_MULTIPLE_DASHES "Multiple dashes in flag group"
#define JS_RE_REPEATED_FLAG "Repeated flag in flag group"
#define JS_RE_INVALID_FLAG_GROUP "Invalid flag group"
#define JS_RE_TOO_MANY_CAPTURES "Too many captures"
#define JS_RE_INVALID_GROUP_NAME "Invalid capture group name"
#define JS_RE_DUPLICATE_GROUP_NAME "Duplicate capture group name"
#define JS_RE_INVALID_NAMED_REFERENCE "Invalid named reference"
#define JS_RE_INVALID_NAMED_CAPTURE "Invalid named capture referenced"
#define JS_RE_UNTERMINATED_CLASS "Unterminated character class"
#define JS_RE_CLASS_ORDER "Range out of order in character class"
#define JS_RE_INVALID_CLASS "Invalid character class"
#define JS_RE_INVALID_SET_OPERATION "Invalid set operation in character class"
#define JS_RE_INVALID_CLASS_CHARACTER "Invalid character in character class"
#define JS_RE_NEGATED_STRINGS "Negated character class may contain strings"

#endif
