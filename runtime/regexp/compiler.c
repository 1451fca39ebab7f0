/* From tree to code: everything but loops (compiler_loop.c) and the block's layout (compiler_program.c).
 *
 * Code is emitted front to back. Each node is compiled with the first set of what follows it, which lets
 * alternatives and loops decide by one unit of look-ahead. In lookbehinds nodes match towards the start of the
 * input: sequences are emitted in reverse and first sets are not used. */
#include "regexp/compiler.h"

#include <string.h>

#include "regexp/parser_entry.h"

#define MAX_CODE_WORDS (1u << 26)
#define TOO_LARGE "Regular expression too large"
#define MIN_DISPATCH 4 /* alternatives from which a table of 512 bytes pays */

void js_re_emit_word(JsReCompiler *c, uint32_t word) {
  if (c->code.count >= MAX_CODE_WORDS) js_arena_fail(c->arena, TOO_LARGE);
  js_words_push(c->arena, &c->code, word);
}

void js_re_emit(JsReCompiler *c, JsReOp op, uint32_t argument) {
  if (argument >= 1u << 24) js_arena_fail(c->arena, TOO_LARGE);
  js_re_emit_word(c, (uint32_t)op | argument << 8);
}

uint32_t js_re_emit_target(JsReCompiler *c) {
  js_re_emit_word(c, 0);
  return c->code.count - 1;
}

void js_re_patch(JsReCompiler *c, uint32_t at) { c->code.data[at] = c->code.count; }

uint32_t js_re_new_register(JsReCompiler *c, uint32_t count) {
  uint32_t first = c->register_count;
  c->register_count += count;
  return first;
}

static bool same_set(const JsCharset *a, const JsCharset *b) {
  return a == b || (a->ranges.count == b->ranges.count &&
                    !memcmp(a->ranges.data, b->ranges.data, a->ranges.count * sizeof(uint32_t)));
}

/* Sets met again are shared; only the latest are looked at, to keep huge patterns linear. */
#define SHARING_WINDOW 64

uint32_t js_re_set_index(JsReCompiler *c, const JsCharset *set) {
  uint32_t n = c->sets.count;
  for (uint32_t i = n; i > 0 && i + SHARING_WINDOW > n; i--) {
    if (same_set(c->sets.data[i - 1], set)) return i - 1;
  }
  js_pointers_push(c->arena, &c->sets, (void *)set);
  return n;
}

uint32_t js_re_first_index(JsReCompiler *c, const JsReFirstSet *first) {
  if (js_re_first_is_all(first)) return JS_RE_NONE;
  uint32_t n = c->firsts.count;
  for (uint32_t i = n; i > 0 && i + SHARING_WINDOW > n; i--) {
    if (js_re_first_equal(c->firsts.data[i - 1], first)) return i - 1;
  }
  JsReFirstSet *copy = js_arena_alloc(c->arena, sizeof *copy);
  *copy = *first;
  js_pointers_push(c->arena, &c->firsts, copy);
  return n;
}

JsReFirstSet js_re_first_here(const JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow) {
  return c->backward ? js_re_first_all : js_re_first(node, follow, 0);
}

uint32_t js_re_emit_choice(JsReCompiler *c, bool branch, const JsReFirstSet *next, const JsReFirstSet *target) {
  uint32_t next_first = js_re_first_index(c, next), target_first = js_re_first_index(c, target);
  if (c->backward || (next_first == JS_RE_NONE && target_first == JS_RE_NONE)) {
    js_re_emit(c, branch ? JS_RE_OP_BRANCH : JS_RE_OP_SPLIT, 0);
    return js_re_emit_target(c);
  }
  js_re_emit(c, branch ? JS_RE_OP_BRANCH_FIRST : JS_RE_OP_SPLIT_FIRST, 0);
  uint32_t at = js_re_emit_target(c);
  js_re_emit_word(c, next_first);
  js_re_emit_word(c, target_first);
  return at;
}

/* Single characters. */

static bool is_surrogate(uint32_t cp) { return cp >= 0xD800 && cp <= 0xDFFF; }

/* Does matching this set with u or v take more than looking at one unit? */
static bool needs_code_points(const JsCharset *set) {
  for (uint32_t i = 0; i < set->ranges.count; i += 2) {
    if (set->ranges.data[i + 1] >= 0xD800 && (set->ranges.data[i] <= 0xDFFF || set->ranges.data[i + 1] > 0xFFFF)) {
      return true;
    }
  }
  return false;
}

bool js_re_single(JsReCompiler *c, const JsReNode *node, JsReElement *kind, uint32_t *element) {
  if (node->kind == JS_RE_CHAR) {
    if (!c->unicode || (node->u.cp <= 0xFFFF && !is_surrogate(node->u.cp))) {
      *kind = JS_RE_ELEMENT_CHAR;
      *element = node->u.cp;
      return true;
    }
    JsCharset *set = js_charset_new(c->arena);
    js_charset_add(set, node->u.cp, node->u.cp);
    *kind = JS_RE_ELEMENT_POINT;
    *element = js_re_set_index(c, set);
    return true;
  }
  if (node->kind != JS_RE_SET) return false;
  const uint32_t *r = node->u.set->ranges.data;
  uint32_t n = node->u.set->ranges.count;
  *element = js_re_set_index(c, node->u.set);
  *kind = c->unicode && needs_code_points(node->u.set) ? JS_RE_ELEMENT_POINT : JS_RE_ELEMENT_SET;
  if (!c->unicode && n == 2 && r[0] == 0 && r[1] >= 0xFFFF) *kind = JS_RE_ELEMENT_ANY;
  bool dot = !c->unicode && n == 8 && r[0] == 0 && r[1] == '\n' - 1 && r[2] == '\n' + 1 && r[3] == '\r' - 1 &&
             r[4] == '\r' + 1 && r[5] == 0x2027 && r[6] == 0x202A && r[7] == 0xFFFF;
  if (dot) *kind = JS_RE_ELEMENT_DOT;
  return true;
}

/* The only two units of a small set, for case-insensitive letters. */
static bool two_units(const JsCharset *set, uint32_t *pair) {
  const uint32_t *r = set->ranges.data;
  if (set->ranges.count == 4 && r[0] == r[1] && r[2] == r[3] && r[2] <= 0xFFFF) *pair = r[0] | r[2] << 16;
  else if (set->ranges.count == 2 && r[0] + 1 == r[1] && r[1] <= 0xFFFF) *pair = r[0] | r[1] << 16;
  else return false;
  return true;
}

static void compile_single(JsReCompiler *c, const JsReNode *node) {
  JsReElement kind;
  uint32_t element, pair;
  if (!c->backward && node->kind == JS_RE_SET && two_units(node->u.set, &pair) &&
      !(c->unicode && needs_code_points(node->u.set))) {
    js_re_emit(c, JS_RE_OP_CHAR2, 0);
    js_re_emit_word(c, pair);
    return;
  }
  js_re_single(c, node, &kind, &element);
  if (kind == JS_RE_ELEMENT_CHAR) js_re_emit(c, c->backward ? JS_RE_OP_CHAR_BACK : JS_RE_OP_CHAR, element);
  else if (kind == JS_RE_ELEMENT_POINT) js_re_emit(c, c->backward ? JS_RE_OP_SET_POINT_BACK : JS_RE_OP_SET_POINT, element);
  else js_re_emit(c, c->backward ? JS_RE_OP_SET_BACK : JS_RE_OP_SET, element);
}

/* Sequences. */

/* May the node be part of a run of literal units? Lone surrogates with u must not match half a pair. */
static bool is_literal(const JsReCompiler *c, const JsReNode *node) {
  return node->kind == JS_RE_CHAR && !(c->unicode && is_surrogate(node->u.cp));
}

/* Emits the run of literal characters that starts at items[i]; returns the first item after it. */
static uint32_t compile_literals(JsReCompiler *c, JsReNode **items, uint32_t i, uint32_t count) {
  JsWords units = {0};
  for (; i < count && is_literal(c, items[i]); i++) {
    uint32_t cp = items[i]->u.cp;
    if (cp > 0xFFFF) {
      js_words_push(c->arena, &units, 0xD800 + ((cp - 0x10000) >> 10));
      cp = 0xDC00 + (cp & 0x3FF);
    }
    js_words_push(c->arena, &units, cp);
  }
  if (units.count == 1) {
    js_re_emit(c, JS_RE_OP_CHAR, units.data[0]);
    return i;
  }
  js_re_emit(c, JS_RE_OP_STRING, units.count);
  for (uint32_t k = 0; k < units.count; k += 2) {
    js_re_emit_word(c, units.data[k] | (k + 1 < units.count ? units.data[k + 1] << 16 : 0));
  }
  return i;
}

static void compile_sequence(JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow) {
  uint32_t count = node->u.list.count;
  JsReNode **items = node->u.list.items;
  if (c->backward) {
    for (uint32_t i = count; i-- > 0;) js_re_compile_node(c, items[i], &js_re_first_all);
    return;
  }
  JsReFirstSet *follows = js_arena_alloc(c->arena, count * sizeof *follows);
  follows[count - 1] = *follow;
  for (uint32_t i = count - 1; i > 0; i--) follows[i - 1] = js_re_first(items[i], &follows[i], 0);
  for (uint32_t i = 0; i < count;) {
    if (is_literal(c, items[i])) {
      i = compile_literals(c, items, i, count);
    } else {
      js_re_compile_node(c, items[i], &follows[i]);
      i++;
    }
  }
}

/* Alternatives. */

/* A table from the next unit to the first alternative that can begin with it; returns the targets' place. */
static uint32_t emit_dispatch(JsReCompiler *c, const JsReFirstSet *firsts, uint32_t count) {
  js_re_emit(c, JS_RE_OP_DISPATCH, count + 1);
  uint32_t index[258];
  for (uint32_t unit = 0; unit < 258; unit++) {
    uint32_t i = 0;
    for (; i < count; i++) {
      bool can = unit < 256 ? (firsts[i].latin1[unit >> 6] >> (unit & 63)) & 1
                            : unit == 256 ? firsts[i].high != 0 : firsts[i].at_end;
      if (can) break;
    }
    index[unit] = i;
  }
  for (uint32_t unit = 0; unit < 258; unit += 2) js_re_emit_word(c, index[unit] | index[unit + 1] << 16);
  uint32_t targets = c->code.count;
  for (uint32_t i = 0; i < count; i++) js_re_emit_target(c);
  js_re_emit_word(c, c->code.count + 1); /* no alternative: the FAIL that follows */
  js_re_emit(c, JS_RE_OP_FAIL, 0);
  return targets;
}

static void compile_alternatives(JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow) {
  uint32_t count = node->u.list.count;
  JsReFirstSet *firsts = js_arena_alloc(c->arena, count * sizeof *firsts);
  JsReFirstSet *rests = js_arena_alloc(c->arena, count * sizeof *rests); /* of the alternatives after */
  for (uint32_t i = count; i-- > 0;) {
    firsts[i] = js_re_first_here(c, node->u.list.items[i], follow);
    if (i + 1 < count) {
      rests[i] = firsts[i + 1];
      if (i + 2 < count) js_re_first_unite(&rests[i], &rests[i + 1]);
    }
  }
  bool dispatch = !c->backward && count >= MIN_DISPATCH && count < 0xFFFF;
  uint32_t targets = dispatch ? emit_dispatch(c, firsts, count) : 0;
  JsWords ends = {0};
  bool mandatory = c->mandatory;
  c->mandatory = false;
  for (uint32_t i = 0; i < count; i++) {
    if (dispatch) js_re_patch(c, targets + i);
    uint32_t next = i + 1 < count ? js_re_emit_choice(c, false, &firsts[i], &rests[i]) : 0;
    js_re_compile_node(c, node->u.list.items[i], follow);
    if (i + 1 == count) break;
    js_re_emit(c, JS_RE_OP_JUMP, 0);
    js_words_push(c->arena, &ends, js_re_emit_target(c));
    js_re_patch(c, next);
  }
  for (uint32_t i = 0; i < ends.count; i++) js_re_patch(c, ends.data[i]);
  c->mandatory = mandatory;
}

/* Groups, lookarounds, assertions, back references. */

static void compile_group(JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow) {
  uint32_t start = 2 * node->u.inner.index, end = start + 1;
  JsReOp save = c->mandatory && !c->pattern->has_back_references ? JS_RE_OP_SAVE_ONCE : JS_RE_OP_SAVE;
  js_re_emit(c, save, c->backward ? end : start);
  js_re_compile_node(c, node->u.inner.body, follow);
  js_re_emit(c, save, c->backward ? start : end);
}

/* A lookaround for one unit needs no state. */
static bool compile_peek(JsReCompiler *c, const JsReNode *node) {
  const JsReNode *body = node->u.inner.body;
  JsReElement kind;
  uint32_t element;
  if ((body->kind != JS_RE_CHAR && body->kind != JS_RE_SET) || !js_re_single(c, body, &kind, &element)) return false;
  if (kind == JS_RE_ELEMENT_POINT) return false;
  if (kind == JS_RE_ELEMENT_CHAR) {
    JsCharset *set = js_charset_new(c->arena);
    js_charset_add(set, element, element);
    element = js_re_set_index(c, set);
  }
  JsReOp op = node->behind ? (node->negative ? JS_RE_OP_PEEK_BACK_NOT : JS_RE_OP_PEEK_BACK)
                           : (node->negative ? JS_RE_OP_PEEK_NOT : JS_RE_OP_PEEK);
  js_re_emit(c, op, element);
  return true;
}

static void compile_look(JsReCompiler *c, const JsReNode *node) {
  if (compile_peek(c, node)) return;
  uint32_t state = js_re_new_register(c, 3), target = 0;
  if (state >= JS_RE_LOOK_NESTED) js_arena_fail(c->arena, TOO_LARGE);
  js_re_emit(c, node->negative ? JS_RE_OP_LOOK_NEGATIVE : JS_RE_OP_LOOK, state | (c->in_look ? JS_RE_LOOK_NESTED : 0));
  js_re_emit_word(c, 2 * node->first_group);
  js_re_emit_word(c, 2 * (node->group_limit - node->first_group));
  if (node->negative) target = js_re_emit_target(c);
  JsReCompiler saved = *c;
  c->backward = node->behind;
  c->mandatory = false;
  c->in_look = true;
  c->memo = !c->pattern->has_back_references;
  c->open_loops = c->open_counters = 0; /* what is around makes no difference to the body */
  JsReFirstSet follow = js_re_first_all;
  follow.accepts = true;
  js_re_compile_node(c, node->u.inner.body, &follow);
  c->backward = saved.backward;
  c->mandatory = saved.mandatory;
  c->in_look = saved.in_look;
  c->memo = saved.memo;
  c->open_loops = saved.open_loops;
  c->open_counters = saved.open_counters;
  memcpy(c->open_registers, saved.open_registers, sizeof saved.open_registers);
  memcpy(c->counters, saved.counters, sizeof saved.counters);
  js_re_emit(c, node->negative ? JS_RE_OP_LOOK_NEGATIVE_END : JS_RE_OP_LOOK_END, state);
  if (node->negative) js_re_patch(c, target);
}

static void compile_assertion(JsReCompiler *c, const JsReNode *node) {
  static const JsReOp ops[] = {JS_RE_OP_INPUT_START, JS_RE_OP_INPUT_END,     JS_RE_OP_LINE_START,
                               JS_RE_OP_LINE_END,    JS_RE_OP_WORD_BOUNDARY, JS_RE_OP_NOT_WORD_BOUNDARY};
  bool word = node->assertion >= JS_RE_WORD_BOUNDARY;
  js_re_emit(c, ops[node->assertion], word ? js_re_set_index(c, node->u.set) : 0);
}

static void compile_back_reference(JsReCompiler *c, const JsReNode *node) {
  uint32_t count = node->u.groups.count;
  if (count >= JS_RE_BACKREF_BACKWARD) js_arena_fail(c->arena, TOO_LARGE);
  uint32_t flags = (c->backward ? JS_RE_BACKREF_BACKWARD : 0) | (node->ignore_case ? JS_RE_BACKREF_IGNORE_CASE : 0) |
                   (c->unicode ? JS_RE_BACKREF_UNICODE : 0);
  js_re_emit(c, JS_RE_OP_BACKREF, count | flags);
  for (uint32_t i = 0; i < count; i++) js_re_emit_word(c, node->u.groups.indices[i]);
}

void js_re_compile_node(JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow) {
  if ((char *)__builtin_frame_address(0) < c->stack_limit) js_arena_fail(c->arena, TOO_LARGE);
  switch ((JsReKind)node->kind) {
    case JS_RE_EMPTY: break;
    case JS_RE_CHAR:
      if (!c->backward && is_literal(c, node)) compile_literals(c, (JsReNode *[]){(JsReNode *)node}, 0, 1);
      else compile_single(c, node);
      break;
    case JS_RE_SET: compile_single(c, node); break;
    case JS_RE_SEQ: compile_sequence(c, node, follow); break;
    case JS_RE_ALT: compile_alternatives(c, node, follow); break;
    case JS_RE_GROUP: compile_group(c, node, follow); break;
    case JS_RE_LOOP: js_re_compile_loop(c, node, follow); break;
    case JS_RE_LOOK: compile_look(c, node); break;
    case JS_RE_ASSERT: compile_assertion(c, node); break;
    case JS_RE_BACKREF: compile_back_reference(c, node); break;
  }
}

JsRegExpProgram *js_regexp_compile(const JsChars *pattern, uint32_t flags, char *stack_limit,
                                   JsRegExpAllocate allocate, void *context, const char **error) {
  JsArena arena;
  js_arena_init(&arena);
  if (setjmp(arena.on_error)) {
    *error = arena.error;
    js_arena_free(&arena);
    return NULL;
  }
  JsRePattern *tree = js_re_parse(&arena, pattern, flags, stack_limit);
  JsReCompiler compiler = {.arena = &arena, .pattern = tree, .stack_limit = stack_limit, .mandatory = true};
  compiler.unicode = (flags & (JS_RE_UNICODE | JS_RE_UNICODE_SETS)) != 0;
  compiler.register_count = 2 * (tree->group_count + 1);
  compiler.memo = !tree->has_back_references;
  JsReFirstSet end = js_re_first_all;
  end.accepts = true;
  js_re_emit(&compiler, JS_RE_OP_EXHAUSTED, 0);
  js_re_compile_node(&compiler, tree->root, &end);
  js_re_emit(&compiler, JS_RE_OP_MATCH, 0);
  JsRegExpProgram *program = js_re_assemble(&compiler, flags, allocate, context);
  if (!program) *error = "out of memory";
  js_arena_free(&arena);
  return program;
}
