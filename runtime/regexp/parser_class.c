/* Character classes of patterns: ClassContents without v (ranges) and with v (nested classes, strings and set
 * operations). */
#include <stdlib.h>
#include <string.h>

#include "regexp/parser.h"
#include "unicode/unicode.h"

static void parse_class_set(JsReParser *p, JsReClass *out);

/* From class to node. */

static JsReNode *string_node(JsReParser *p, const JsReClassString *string) {
  JsPointers items = {0};
  for (uint32_t i = 0; i < string->length; i++) {
    js_pointers_push(p->arena, &items, js_re_char_node(p, string->cps[i]));
  }
  return js_re_list_node(p, JS_RE_SEQ, &items);
}

static int longest_first(const void *a, const void *b) {
  uint32_t x = (*(const JsReClassString *const *)a)->length, y = (*(const JsReClassString *const *)b)->length;
  return x > y ? -1 : x < y;
}

/* CompileAtom for classes (22.2.2.7): strings from the longest on, then the single characters, then the empty
 * string. */
JsReNode *js_re_class_node(JsReParser *p, const JsReClass *class) {
  JsCharset *set = p->ignore_case ? js_charset_case_close(class->set, !p->unicode) : class->set;
  if (!class->strings.count) return js_re_set_node(p, set);
  qsort(class->strings.data, class->strings.count, sizeof(void *), longest_first);
  JsPointers alternatives = {0};
  uint32_t i = 0;
  for (; i < class->strings.count; i++) {
    const JsReClassString *string = class->strings.data[i];
    if (!string->length) break;
    js_pointers_push(p->arena, &alternatives, string_node(p, string));
  }
  if (js_charset_count(set)) js_pointers_push(p->arena, &alternatives, js_re_set_node(p, set));
  if (i < class->strings.count) js_pointers_push(p->arena, &alternatives, js_re_node(p, JS_RE_EMPTY));
  return js_re_list_node(p, JS_RE_ALT, &alternatives);
}

/* Without v. */

/* ClassAtom: true with *cp if it is one character, else its set is added to out. */
static bool parse_class_atom(JsReParser *p, JsCharset *out, uint32_t *cp) {
  uint32_t c = js_re_current(p);
  if (c == JS_RE_END) js_re_fail(p, JS_RE_UNTERMINATED_CLASS);
  p->position++;
  *cp = c;
  if (c != '\\') return true;
  JsReClass class = {0};
  if (js_re_parse_class_escape(p, true, false, &class)) {
    js_charset_add_set(out, class.set);
    return false;
  }
  *cp = js_re_parse_character_escape(p, true);
  return true;
}

static void parse_class_ranges(JsReParser *p, JsCharset *out) {
  while (js_re_current(p) != ']') {
    uint32_t first, last;
    bool first_single = parse_class_atom(p, out, &first);
    if (js_re_current(p) != '-' || js_re_peek(p, 1) == ']') {
      if (first_single) js_charset_add(out, first, first);
      continue;
    }
    p->position++;
    bool last_single = parse_class_atom(p, out, &last);
    if (first_single && last_single) {
      if (first > last) js_re_fail(p, JS_RE_CLASS_ORDER);
      js_charset_add(out, first, last);
      continue;
    }
    /* Annex B: with a class escape at either end the dash stands for itself. */
    if (p->unicode) js_re_fail(p, JS_RE_INVALID_CLASS);
    js_charset_add(out, '-', '-');
    if (first_single) js_charset_add(out, first, first);
    if (last_single) js_charset_add(out, last, last);
  }
  p->position++;
}

/* With v. */

static bool is_reserved_double(const JsReParser *p) {
  uint32_t c = js_re_current(p);
  return c && c < 0x80 && strchr("&!#$%*+,.:;<=>?@^`~", (int)c) && js_re_peek(p, 1) == c;
}

static bool is_class_set_syntax_character(uint32_t c) { return c && c < 0x80 && strchr("()[]{}/-\\|", (int)c); }

/* ClassSetCharacter. */
static uint32_t parse_class_set_character(JsReParser *p) {
  uint32_t c = js_re_current(p);
  if (c == JS_RE_END) js_re_fail(p, JS_RE_UNTERMINATED_CLASS);
  if (c == '\\') {
    p->position++;
    return js_re_parse_character_escape(p, true);
  }
  if (is_class_set_syntax_character(c)) js_re_fail(p, JS_RE_INVALID_CLASS_CHARACTER);
  if (is_reserved_double(p)) js_re_fail(p, JS_RE_INVALID_SET_OPERATION);
  p->position++;
  return c;
}

/* \q{abc|d}, at the "{". */
static void parse_class_strings(JsReParser *p, JsReClass *out) {
  if (!js_re_eat(p, '{')) js_re_fail(p, JS_RE_INVALID_ESCAPE);
  do {
    JsWords text = {0};
    while (js_re_current(p) != '|' && js_re_current(p) != '}') {
      uint32_t cp = parse_class_set_character(p);
      js_words_push(p->arena, &text, p->ignore_case ? js_unicode_simple_fold(cp) : cp);
    }
    if (text.count == 1) {
      js_charset_add(out->set, text.data[0], text.data[0]);
      continue;
    }
    JsReClassString *string = js_arena_alloc(p->arena, sizeof *string + text.count * sizeof(uint32_t));
    string->length = text.count;
    if (text.count) memcpy(string->cps, text.data, text.count * sizeof(uint32_t));
    js_pointers_push(p->arena, &out->strings, string);
    out->may_contain_strings = true;
  } while (js_re_eat(p, '|'));
  p->position++;
  js_charset_normalise(out->set);
}

typedef enum OperandKind { OPERAND_SET, OPERAND_CHARACTER } OperandKind;

/* ClassSetOperand. A character is left in *cp, so that it can begin a range. */
static OperandKind parse_operand(JsReParser *p, JsReClass *out, uint32_t *cp) {
  out->set = js_charset_new(p->arena);
  out->strings = (JsPointers){0};
  out->may_contain_strings = false;
  if (js_re_eat(p, '[')) {
    parse_class_set(p, out);
    return OPERAND_SET;
  }
  if (js_re_current(p) == '\\') {
    p->position++;
    if (js_re_eat(p, 'q')) {
      parse_class_strings(p, out);
      return OPERAND_SET;
    }
    if (js_re_parse_class_escape(p, true, false, out)) return OPERAND_SET;
    p->position--;
  }
  *cp = parse_class_set_character(p);
  return OPERAND_CHARACTER;
}

/* Adds the range first to last, folded if need be (MaybeSimpleCaseFolding). */
static void add_range(JsReParser *p, JsCharset *set, uint32_t first, uint32_t last) {
  JsCharset *range = js_charset_new(p->arena);
  js_charset_add(range, first, last);
  js_charset_add_set(set, p->ignore_case ? js_charset_simple_fold(range) : range);
}

static bool same_string(const JsReClassString *a, const JsReClassString *b) {
  return a->length == b->length && !memcmp(a->cps, b->cps, a->length * sizeof(uint32_t));
}

static bool has_string(const JsReClass *class, const JsReClassString *string) {
  for (uint32_t i = 0; i < class->strings.count; i++) {
    if (same_string(class->strings.data[i], string)) return true;
  }
  return false;
}

static void add_operand(JsReParser *p, JsReClass *to, const JsReClass *operand) {
  js_charset_add_set(to->set, operand->set);
  to->may_contain_strings |= operand->may_contain_strings;
  for (uint32_t i = 0; i < operand->strings.count; i++) {
    if (!has_string(to, operand->strings.data[i])) js_pointers_push(p->arena, &to->strings, operand->strings.data[i]);
  }
}

/* Keeps of to's strings those that operand has (intersection) or has not (subtraction). */
static void filter_strings(JsReClass *to, const JsReClass *operand, bool keep) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < to->strings.count; i++) {
    if (has_string(operand, to->strings.data[i]) == keep) to->strings.data[n++] = to->strings.data[i];
  }
  to->strings.count = n;
}

static void parse_operand_as_set(JsReParser *p, JsReClass *out) {
  uint32_t cp;
  if (parse_operand(p, out, &cp) == OPERAND_CHARACTER) add_range(p, out->set, cp, cp);
}

/* ClassIntersection and ClassSubtraction after the first operand. */
static void parse_set_operations(JsReParser *p, JsReClass *to, uint32_t operator) {
  while (js_re_current(p) != ']') {
    if (js_re_current(p) == JS_RE_END) js_re_fail(p, JS_RE_UNTERMINATED_CLASS);
    if (js_re_current(p) != operator || js_re_peek(p, 1) != operator) js_re_fail(p, JS_RE_INVALID_SET_OPERATION);
    p->position += 2;
    if (operator == '&' && js_re_current(p) == '&') js_re_fail(p, JS_RE_INVALID_CLASS_CHARACTER);
    JsReClass operand = {0};
    parse_operand_as_set(p, &operand);
    to->set = operator == '&' ? js_charset_intersect(to->set, operand.set) : js_charset_subtract(to->set, operand.set);
    filter_strings(to, &operand, operator == '&');
    if (operator == '&') to->may_contain_strings &= operand.may_contain_strings;
  }
}

/* ClassUnion after its first operand, which is a set or, pending, one character. */
static void parse_union(JsReParser *p, JsReClass *to, OperandKind kind, uint32_t cp) {
  for (;;) {
    if (js_re_current(p) == '-') {
      uint32_t last;
      JsReClass operand = {0};
      if (kind == OPERAND_SET) js_re_fail(p, JS_RE_INVALID_CLASS);
      p->position++;
      if (js_re_current(p) == '-') js_re_fail(p, JS_RE_INVALID_SET_OPERATION);
      if (parse_operand(p, &operand, &last) == OPERAND_SET) js_re_fail(p, JS_RE_INVALID_CLASS);
      if (cp > last) js_re_fail(p, JS_RE_CLASS_ORDER);
      add_range(p, to->set, cp, last);
      kind = OPERAND_SET; /* a range cannot begin another */
      if (js_re_current(p) == '-') js_re_fail(p, JS_RE_INVALID_CLASS);
    } else if (kind == OPERAND_CHARACTER) {
      add_range(p, to->set, cp, cp);
    }
    if (js_re_current(p) == ']') break;
    JsReClass operand = {0};
    kind = parse_operand(p, &operand, &cp);
    if (kind == OPERAND_SET) add_operand(p, to, &operand);
  }
  js_charset_normalise(to->set);
}

static void negate(JsReParser *p, JsReClass *class) {
  if (class->may_contain_strings) js_re_fail(p, JS_RE_NEGATED_STRINGS);
  JsCharset *all = js_charset_new(p->arena);
  js_charset_add(all, 0, JS_CODE_POINT_MAX);
  if (p->ignore_case) all = js_charset_simple_fold(all);
  class->set = js_charset_subtract(all, class->set);
}

/* The rest of a class with v, after its "[". */
static void parse_class_set(JsReParser *p, JsReClass *out) {
  js_re_check_stack(p);
  out->set = js_charset_new(p->arena);
  out->strings = (JsPointers){0};
  out->may_contain_strings = false;
  bool negated = js_re_eat(p, '^');
  if (js_re_current(p) != ']') {
    uint32_t cp = 0;
    JsReClass first = {0};
    OperandKind kind = parse_operand(p, &first, &cp);
    uint32_t c = js_re_current(p);
    bool operation = (c == '-' || c == '&') && js_re_peek(p, 1) == c;
    if (operation && kind == OPERAND_CHARACTER) add_range(p, first.set, cp, cp);
    add_operand(p, out, &first);
    js_charset_normalise(out->set);
    if (operation) parse_set_operations(p, out, c);
    else parse_union(p, out, kind, cp);
  }
  p->position++;
  if (negated) negate(p, out);
}

JsReNode *js_re_parse_class(JsReParser *p) {
  JsReClass class = {0};
  if (p->sets) {
    parse_class_set(p, &class);
    return js_re_class_node(p, &class);
  }
  bool negated = js_re_eat(p, '^');
  class.set = js_charset_new(p->arena);
  parse_class_ranges(p, class.set);
  js_charset_normalise(class.set);
  if (!negated) return js_re_class_node(p, &class);
  JsCharset *closed = p->ignore_case ? js_charset_case_close(class.set, !p->unicode) : class.set;
  return js_re_set_node(p, js_charset_complement(closed, p->unicode ? JS_CODE_POINT_MAX : 0xFFFF));
}
