/* Pattern grammar (22.2.1, with Annex B.1.2 where neither u nor v is set): Disjunction, Alternative, Term,
 * groups and quantifiers. Escapes are in parser_escape.c, classes in parser_class.c. */
#include "regexp/parser_entry.h"

#include <string.h>

#include "regexp/parser.h"
#include "unicode/unicode.h"

static JsReNode *parse_disjunction(JsReParser *p);

_Noreturn void js_re_fail(JsReParser *p, const char *error) { js_arena_fail(p->arena, error); }

void js_re_check_stack(JsReParser *p) {
  if ((char *)__builtin_frame_address(0) < p->stack_limit) js_re_fail(p, JS_RE_TOO_LARGE);
}

/* Nodes. */

JsReNode *js_re_node(JsReParser *p, JsReKind kind) {
  JsReNode *node = js_arena_alloc(p->arena, sizeof *node);
  node->kind = (uint8_t)kind;
  node->first_group = node->group_limit = p->group_next;
  return node;
}

JsReNode *js_re_set_node(JsReParser *p, JsCharset *set) {
  uint32_t cp;
  if (js_charset_single(set, &cp)) {
    JsReNode *node = js_re_node(p, JS_RE_CHAR);
    node->u.cp = cp;
    node->min_length = cp > 0xFFFF ? 2 : 1;
    return node;
  }
  JsReNode *node = js_re_node(p, JS_RE_SET);
  node->u.set = set;
  node->min_length = 1;
  return node;
}

JsReNode *js_re_char_node(JsReParser *p, uint32_t cp) {
  JsCharset *set = js_charset_new(p->arena);
  js_charset_add(set, cp, cp);
  return js_re_set_node(p, p->ignore_case ? js_charset_case_close(set, !p->unicode) : set);
}

static uint32_t add_lengths(uint32_t a, uint32_t b) {
  uint32_t sum = a + b;
  return sum < a ? UINT32_MAX : sum;
}

JsReNode *js_re_list_node(JsReParser *p, JsReKind kind, const JsPointers *items) {
  if (items->count == 1) return items->data[0];
  JsReNode *node = js_re_node(p, items->count ? kind : JS_RE_EMPTY);
  if (!items->count) return node;
  node->u.list.items = (JsReNode **)items->data;
  node->u.list.count = items->count;
  const JsReNode *first = items->data[0], *last = items->data[items->count - 1];
  node->first_group = first->first_group;
  node->group_limit = last->group_limit;
  uint32_t length = kind == JS_RE_ALT ? UINT32_MAX : 0;
  for (uint32_t i = 0; i < items->count; i++) {
    uint32_t item = node->u.list.items[i]->min_length;
    if (kind == JS_RE_SEQ) length = add_lengths(length, item);
    else if (item < length) length = item;
  }
  node->min_length = length;
  return node;
}

/* Appends to a sequence, taking apart what is a sequence itself. */
static void append(JsReParser *p, JsPointers *items, JsReNode *node) {
  if (node->kind == JS_RE_EMPTY && node->first_group == node->group_limit) return;
  if (node->kind != JS_RE_SEQ) {
    js_pointers_push(p->arena, items, node);
    return;
  }
  for (uint32_t i = 0; i < node->u.list.count; i++) js_pointers_push(p->arena, items, node->u.list.items[i]);
}

static JsReNode *assertion_node(JsReParser *p, JsReAssertion assertion) {
  JsReNode *node = js_re_node(p, JS_RE_ASSERT);
  node->assertion = (uint8_t)assertion;
  if (assertion >= JS_RE_WORD_BOUNDARY) node->u.set = js_charset_words(p->arena, p->unicode && p->ignore_case);
  return node;
}

static JsReNode *dot_node(JsReParser *p) {
  JsCharset *excluded = p->dot_all ? js_charset_new(p->arena) : js_charset_line_terminators(p->arena);
  return js_re_set_node(p, js_charset_complement(excluded, p->unicode ? JS_CODE_POINT_MAX : 0xFFFF));
}

/* Quantifiers. */

static uint32_t parse_number(JsReParser *p) {
  uint32_t value = 0;
  for (; js_re_is_digit(js_re_current(p)); p->position++) {
    uint32_t digit = js_re_current(p) - '0';
    value = value > (JS_RE_INFINITE - digit) / 10 ? JS_RE_INFINITE : value * 10 + digit;
  }
  return value;
}

/* {n}, {n,} or {n,m}; otherwise false and nothing consumed. */
static bool parse_braces(JsReParser *p, uint32_t *min, uint32_t *max) {
  uint32_t start = p->position;
  p->position++;
  if (!js_re_is_digit(js_re_current(p))) {
    p->position = start;
    return false;
  }
  *min = *max = parse_number(p);
  if (js_re_eat(p, ',')) *max = js_re_is_digit(js_re_current(p)) ? parse_number(p) : JS_RE_INFINITE;
  if (js_re_eat(p, '}')) return true;
  p->position = start;
  return false;
}

static bool parse_quantifier(JsReParser *p, uint32_t *min, uint32_t *max, bool *greedy) {
  *min = 0;
  *max = JS_RE_INFINITE;
  switch (js_re_current(p)) {
    case '*': p->position++; break;
    case '+':
      p->position++;
      *min = 1;
      break;
    case '?':
      p->position++;
      *max = 1;
      break;
    case '{':
      if (!parse_braces(p, min, max)) {
        if (p->unicode) js_re_fail(p, JS_RE_INCOMPLETE_QUANTIFIER);
        return false;
      }
      if (*max < *min) js_re_fail(p, JS_RE_QUANTIFIER_ORDER);
      break;
    default: return false;
  }
  *greedy = !js_re_eat(p, '?');
  return true;
}

static JsReNode *loop_node(JsReParser *p, JsReNode *body, uint32_t min, uint32_t max, bool greedy) {
  if (min == 1 && max == 1) return body;
  JsReNode *node = js_re_node(p, JS_RE_LOOP);
  node->u.inner.body = body;
  node->u.inner.min = min;
  node->u.inner.max = max;
  node->greedy = greedy;
  node->first_group = body->first_group;
  node->group_limit = body->group_limit;
  uint64_t length = (uint64_t)body->min_length * min;
  node->min_length = length > UINT32_MAX ? UINT32_MAX : (uint32_t)length;
  return node;
}

/* Groups. */

/* Could both groups take part in one match? Not if some disjunction has them in different alternatives. */
static bool might_both_participate(const JsReNamedGroup *a, const JsReNamedGroup *b) {
  for (uint32_t i = 0; i < a->path_count && i < b->path_count; i += 2) {
    if (a->path[i] != b->path[i]) return true;
    if (a->path[i + 1] != b->path[i + 1]) return false;
  }
  return true;
}

static void declare_name(JsReParser *p, const JsReGroupName *name, uint32_t index) {
  JsReNamedGroup *group = js_arena_alloc(p->arena, sizeof *group);
  group->name = *name;
  group->name.index = index;
  group->path_count = p->path.count;
  group->path = js_arena_alloc(p->arena, (p->path.count + 1) * sizeof(uint32_t));
  if (p->path.count) memcpy(group->path, p->path.data, p->path.count * sizeof(uint32_t));
  for (uint32_t i = 0; i < p->named_groups.count; i++) {
    const JsReNamedGroup *other = p->named_groups.data[i];
    if (other->name.length == name->length && !memcmp(other->name.text, name->text, name->length * sizeof(uint32_t)) &&
        might_both_participate(other, group)) {
      js_re_fail(p, JS_RE_DUPLICATE_GROUP_NAME);
    }
  }
  js_pointers_push(p->arena, &p->named_groups, group);
}

static void close_group(JsReParser *p) {
  if (!js_re_eat(p, ')')) js_re_fail(p, JS_RE_UNTERMINATED_GROUP);
}

static JsReNode *parse_capture(JsReParser *p, const JsReGroupName *name) {
  if (p->group_next > JS_RE_MAX_GROUPS) js_re_fail(p, JS_RE_TOO_MANY_CAPTURES);
  uint32_t index = p->group_next;
  JsReNode *node = js_re_node(p, JS_RE_GROUP);
  p->group_next++;
  if (name) declare_name(p, name, index);
  node->u.inner.index = index;
  node->u.inner.body = parse_disjunction(p);
  close_group(p);
  node->group_limit = p->group_next;
  node->min_length = node->u.inner.body->min_length;
  return node;
}

static JsReNode *parse_look(JsReParser *p, bool behind, bool negative, bool *quantifiable) {
  *quantifiable = !behind && !p->unicode; /* Annex B: QuantifiableAssertion */
  JsReNode *node = js_re_node(p, JS_RE_LOOK);
  node->behind = behind;
  node->negative = negative;
  node->u.inner.body = parse_disjunction(p);
  close_group(p);
  node->group_limit = p->group_next;
  return node;
}

/* (?ims-ims: — RegularExpressionModifiers, after "(?". */
static JsReNode *parse_modifiers(JsReParser *p) {
  uint32_t added = 0, removed = 0;
  bool dash = false;
  for (;; p->position++) {
    uint32_t c = js_re_current(p), flag;
    if (c == ':') break;
    if (c == '-') {
      if (dash) js_re_fail(p, JS_RE_MULTIPLE_DASHES);
      dash = true;
      continue;
    }
    if (c == 'i') flag = JS_RE_IGNORE_CASE;
    else if (c == 'm') flag = JS_RE_MULTILINE;
    else if (c == 's') flag = JS_RE_DOT_ALL;
    else js_re_fail(p, JS_RE_INVALID_GROUP);
    if ((added | removed) & flag) js_re_fail(p, JS_RE_REPEATED_FLAG);
    if (dash) removed |= flag;
    else added |= flag;
  }
  if (!added && !removed) js_re_fail(p, JS_RE_INVALID_FLAG_GROUP);
  p->position++;
  bool ignore_case = p->ignore_case, multiline = p->multiline, dot_all = p->dot_all;
  if ((added | removed) & JS_RE_IGNORE_CASE) p->ignore_case = (added & JS_RE_IGNORE_CASE) != 0;
  if ((added | removed) & JS_RE_MULTILINE) p->multiline = (added & JS_RE_MULTILINE) != 0;
  if ((added | removed) & JS_RE_DOT_ALL) p->dot_all = (added & JS_RE_DOT_ALL) != 0;
  JsReNode *body = parse_disjunction(p);
  close_group(p);
  p->ignore_case = ignore_case;
  p->multiline = multiline;
  p->dot_all = dot_all;
  return body;
}

/* After the "(". */
static JsReNode *parse_group(JsReParser *p, bool *quantifiable) {
  if (!js_re_eat(p, '?')) return parse_capture(p, NULL);
  switch (js_re_current(p)) {
    case ':': {
      p->position++;
      JsReNode *body = parse_disjunction(p);
      close_group(p);
      return body;
    }
    case '=':
    case '!': {
      bool negative = js_re_current(p) == '!';
      p->position++;
      return parse_look(p, false, negative, quantifiable);
    }
    case '<':
      p->position++;
      if (js_re_current(p) == '=' || js_re_current(p) == '!') {
        bool negative = js_re_current(p) == '!';
        p->position++;
        return parse_look(p, true, negative, quantifiable);
      }
      return parse_capture(p, js_re_parse_group_name(p));
    case 'i':
    case 'm':
    case 's':
    case '-': return parse_modifiers(p);
    default: js_re_fail(p, JS_RE_INVALID_GROUP);
  }
}

/* Back references. */

static JsReNode *backref_node(JsReParser *p) {
  JsReNode *node = js_re_node(p, JS_RE_BACKREF);
  node->ignore_case = p->ignore_case;
  p->has_back_references = true;
  return node;
}

/* DecimalEscape after the backslash; NULL, nothing consumed, if it exceeds the groups (Annex B: an octal escape). */
static JsReNode *parse_decimal_reference(JsReParser *p) {
  uint32_t start = p->position, index = parse_number(p);
  if (index > p->group_total) {
    p->position = start;
    return NULL;
  }
  JsReNode *node = backref_node(p);
  node->u.groups.indices = js_arena_alloc(p->arena, sizeof(uint32_t));
  node->u.groups.indices[0] = index;
  node->u.groups.count = 1;
  return node;
}

/* \k<name> after the "k". Resolved when all groups are known. */
static JsReNode *parse_named_reference(JsReParser *p) {
  if (!js_re_eat(p, '<')) js_re_fail(p, JS_RE_INVALID_NAMED_REFERENCE);
  JsReGroupName *name = js_re_parse_group_name(p);
  JsReNode *node = backref_node(p);
  node->u.groups.indices = (uint32_t *)(void *)name;
  js_pointers_push(p->arena, &p->named_references, node);
  return node;
}

static void resolve_named_references(JsReParser *p) {
  for (uint32_t i = 0; i < p->named_references.count; i++) {
    JsReNode *node = p->named_references.data[i];
    const JsReGroupName *name = (const JsReGroupName *)(const void *)node->u.groups.indices;
    JsWords indices = {0};
    for (uint32_t k = 0; k < p->named_groups.count; k++) {
      const JsReGroupName *other = &((JsReNamedGroup *)p->named_groups.data[k])->name;
      if (other->length == name->length && !memcmp(other->text, name->text, name->length * sizeof(uint32_t))) {
        js_words_push(p->arena, &indices, other->index);
      }
    }
    if (!indices.count) js_re_fail(p, JS_RE_INVALID_NAMED_CAPTURE);
    node->u.groups.indices = indices.data;
    node->u.groups.count = indices.count;
  }
}

/* Terms. */

/* After the backslash. quantifiable is cleared for assertions. */
static JsReNode *parse_atom_escape(JsReParser *p, bool *quantifiable) {
  uint32_t c = js_re_current(p);
  switch (c) {
    case JS_RE_END: js_re_fail(p, JS_RE_ESCAPE_AT_END);
    case 'b':
    case 'B':
      p->position++;
      *quantifiable = false;
      return assertion_node(p, c == 'b' ? JS_RE_WORD_BOUNDARY : JS_RE_NOT_WORD_BOUNDARY);
    case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9': {
      JsReNode *node = parse_decimal_reference(p);
      if (node) return node;
      break;
    }
    case 'k':
      if (!p->unicode && !p->has_names) break;
      p->position++;
      return parse_named_reference(p);
    default: break;
  }
  JsReClass class = {0};
  if (js_re_parse_class_escape(p, false, false, &class)) return js_re_class_node(p, &class);
  return js_re_char_node(p, js_re_parse_character_escape(p, false));
}

static JsReNode *parse_atom(JsReParser *p, bool *quantifiable) {
  uint32_t c = js_re_current(p);
  p->position++;
  switch (c) {
    case '^':
      *quantifiable = false;
      return assertion_node(p, p->multiline ? JS_RE_LINE_START : JS_RE_INPUT_START);
    case '$':
      *quantifiable = false;
      return assertion_node(p, p->multiline ? JS_RE_LINE_END : JS_RE_INPUT_END);
    case '.': return dot_node(p);
    case '[': return js_re_parse_class(p);
    case '\\': return parse_atom_escape(p, quantifiable);
    case '*':
    case '+':
    case '?': js_re_fail(p, JS_RE_NOTHING_TO_REPEAT);
    case '{': {
      uint32_t min, max;
      p->position--;
      if (parse_braces(p, &min, &max)) js_re_fail(p, JS_RE_NOTHING_TO_REPEAT);
      p->position++;
      if (p->unicode) js_re_fail(p, JS_RE_LONE_BRACKETS);
      return js_re_char_node(p, c);
    }
    case '}':
    case ']':
      if (p->unicode) js_re_fail(p, JS_RE_LONE_BRACKETS);
      return js_re_char_node(p, c);
    default: return js_re_char_node(p, c);
  }
}

static JsReNode *parse_term(JsReParser *p) {
  bool quantifiable = true, greedy, group = js_re_eat(p, '(');
  uint32_t min, max;
  JsReNode *node = group ? parse_group(p, &quantifiable) : parse_atom(p, &quantifiable);
  if (!quantifiable && !group) return node; /* the loop then finds nothing to repeat */
  if (!parse_quantifier(p, &min, &max, &greedy)) return node;
  if (!quantifiable) js_re_fail(p, JS_RE_INVALID_QUANTIFIER);
  return loop_node(p, node, min, max, greedy);
}

static JsReNode *parse_alternative(JsReParser *p) {
  JsPointers items = {0};
  for (;;) {
    uint32_t c = js_re_current(p);
    if (c == JS_RE_END || c == '|' || c == ')') break;
    append(p, &items, parse_term(p));
  }
  return js_re_list_node(p, JS_RE_SEQ, &items);
}

/* Alternatives that are single characters side by side become one set. */
static void append_alternative(JsReParser *p, JsPointers *items, JsReNode *node) {
  JsReNode *last = items->count ? items->data[items->count - 1] : NULL;
  bool single = node->kind == JS_RE_CHAR || node->kind == JS_RE_SET;
  if (!single || !last || (last->kind != JS_RE_CHAR && last->kind != JS_RE_SET)) {
    js_pointers_push(p->arena, items, node);
    return;
  }
  JsCharset *set = js_charset_new(p->arena);
  const JsReNode *both[] = {last, node};
  for (int i = 0; i < 2; i++) {
    if (both[i]->kind == JS_RE_CHAR) js_charset_add(set, both[i]->u.cp, both[i]->u.cp);
    else js_charset_add_set(set, both[i]->u.set);
  }
  js_charset_normalise(set);
  items->data[items->count - 1] = js_re_set_node(p, set);
}

static JsReNode *parse_disjunction(JsReParser *p) {
  js_re_check_stack(p);
  js_words_push(p->arena, &p->path, p->disjunction_count++);
  js_words_push(p->arena, &p->path, 0);
  JsPointers items = {0};
  do {
    append_alternative(p, &items, parse_alternative(p));
    p->path.data[p->path.count - 1]++;
  } while (js_re_eat(p, '|'));
  p->path.count -= 2;
  return js_re_list_node(p, JS_RE_ALT, &items);
}

/* Counts groups ahead of parsing: \12 is a reference if there are twelve, \k one if there is a named one. */
static void count_groups(JsReParser *p) {
  uint32_t class_depth = 0;
  for (uint32_t i = 0; i < p->length; i++) {
    uint32_t c = p->text[i];
    if (c == '\\') {
      i++;
    } else if (c == '[') {
      if (!class_depth || p->sets) class_depth++;
    } else if (c == ']') {
      if (class_depth) class_depth--;
    } else if (c == '(' && !class_depth) {
      bool question = i + 1 < p->length && p->text[i + 1] == '?';
      bool named = question && i + 3 < p->length && p->text[i + 2] == '<' && p->text[i + 3] != '=' &&
                   p->text[i + 3] != '!';
      if (named) p->has_names = true;
      if (named || !question) p->group_total++;
    }
  }
}

static void decode(JsReParser *p, const JsChars *pattern) {
  uint32_t *text = js_arena_alloc(p->arena, ((size_t)pattern->length + 1) * sizeof(uint32_t));
  uint32_t n = 0;
  for (uint32_t i = 0; i < pattern->length; i++) {
    uint32_t c = js_chars_at(pattern, i);
    if (p->unicode && (c & 0xFC00) == 0xD800 && i + 1 < pattern->length) {
      uint32_t trail = js_chars_at(pattern, i + 1);
      if ((trail & 0xFC00) == 0xDC00) {
        c = 0x10000 + ((c & 0x3FF) << 10) + (trail & 0x3FF);
        i++;
      }
    }
    text[n++] = c;
  }
  p->text = text;
  p->length = n;
}

JsRePattern *js_re_parse(JsArena *arena, const JsChars *pattern, uint32_t flags, char *stack_limit) {
  JsReParser parser = {.arena = arena, .stack_limit = stack_limit, .group_next = 1};
  JsReParser *p = &parser;
  p->sets = (flags & JS_RE_UNICODE_SETS) != 0;
  p->unicode = p->sets || (flags & JS_RE_UNICODE) != 0;
  p->ignore_case = (flags & JS_RE_IGNORE_CASE) != 0;
  p->multiline = (flags & JS_RE_MULTILINE) != 0;
  p->dot_all = (flags & JS_RE_DOT_ALL) != 0;
  decode(p, pattern);
  count_groups(p);
  JsRePattern *result = js_arena_alloc(arena, sizeof *result);
  result->root = parse_disjunction(p);
  if (js_re_current(p) == ')') js_re_fail(p, JS_RE_UNMATCHED_PAREN);
  resolve_named_references(p);
  result->group_count = p->group_next - 1;
  result->has_back_references = p->has_back_references;
  result->name_count = p->named_groups.count;
  result->names = js_arena_alloc(arena, (p->named_groups.count + 1) * sizeof *result->names);
  for (uint32_t i = 0; i < p->named_groups.count; i++) {
    result->names[i] = ((JsReNamedGroup *)p->named_groups.data[i])->name;
  }
  return result;
}
