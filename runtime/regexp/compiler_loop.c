/* Quantifiers (RepeatMatcher, 22.2.2.3.1).
 *
 * A loop over one character is one instruction without a backtrack point per character, and possessive where giving
 * characters back cannot help: what follows cannot start with one of them, or always succeeds. Other loops are
 * splits, with a counter where the bounds ask for one. */
#include "regexp/compiler.h"

/* Could what follows succeed at a place that the loop gives back? set: the first units of its element. */
static bool gives_back_in_vain(const JsReNode *element, const JsReFirstSet *follow) {
  if (follow->accepts) return true;
  JsReFirstSet first = js_re_first(element, &js_re_first_all, 0);
  return js_re_first_disjoint(&first, follow);
}

/* How many states one place in the code stands for; 0: too many. */
static uint32_t memo_variants(const JsReCompiler *c) {
  if (c->open_loops > JS_RE_MAX_OPEN_LOOPS) return 0;
  uint64_t variants = 1u << c->open_loops;
  for (uint32_t i = 0; i < c->open_counters && variants <= JS_RE_MAX_MEMO_VARIANTS; i++) {
    variants *= (uint64_t)c->counters[i].cap + 1;
  }
  return variants <= JS_RE_MAX_MEMO_VARIANTS ? (uint32_t)variants : 0;
}

/* A state worth remembering: reaching it again at the same position fails again, once it has failed. The nullable
 * loops around add whether their present iteration has moved, the counted ones their counts. */
static void emit_memo(JsReCompiler *c) {
  uint32_t variants = c->memo ? memo_variants(c) : 0;
  if (!variants) return;
  js_re_emit(c, JS_RE_OP_MEMO, c->open_loops | c->open_counters << 8 | (c->in_look ? JS_RE_MEMO_IN_LOOK : 0));
  js_re_emit_word(c, c->memo_states);
  c->memo_states += variants;
  for (uint32_t i = 0; i < c->open_loops; i++) js_re_emit_word(c, c->open_registers[i]);
  for (uint32_t i = 0; i < c->open_counters; i++) {
    js_re_emit_word(c, c->counters[i].reg);
    js_re_emit_word(c, c->counters[i].cap);
  }
}

static void compile_character_loop(JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow) {
  JsReElement kind;
  uint32_t element;
  js_re_single(c, node->u.inner.body, &kind, &element);
  JsReLoopMode mode = node->greedy ? JS_RE_LOOP_GREEDY : JS_RE_LOOP_LAZY;
  uint32_t max = node->u.inner.max;
  if (node->u.inner.min == max) mode = JS_RE_LOOP_POSSESSIVE;
  if (mode == JS_RE_LOOP_GREEDY && gives_back_in_vain(node->u.inner.body, follow)) mode = JS_RE_LOOP_POSSESSIVE;
  if (mode == JS_RE_LOOP_LAZY && follow->accepts) {
    mode = JS_RE_LOOP_POSSESSIVE;
    max = node->u.inner.min;
  }
  if (!max) return;
  if (mode != JS_RE_LOOP_POSSESSIVE) emit_memo(c);
  js_re_emit(c, JS_RE_OP_LOOP, (uint32_t)mode | (uint32_t)kind << 8);
  js_re_emit_word(c, element);
  js_re_emit_word(c, node->u.inner.min);
  js_re_emit_word(c, max);
  js_re_emit_word(c, mode == JS_RE_LOOP_POSSESSIVE ? JS_RE_NONE : js_re_first_index(c, follow));
}

typedef struct LoopState {
  bool mandatory, memo;
  uint32_t open_loops, open_counters;
} LoopState;

static LoopState enter(JsReCompiler *c) {
  LoopState saved = {c->mandatory, c->memo, c->open_loops, c->open_counters};
  c->mandatory = false;
  return saved;
}

static void leave(JsReCompiler *c, LoopState saved) {
  c->mandatory = saved.mandatory;
  c->memo = saved.memo;
  c->open_loops = saved.open_loops;
  c->open_counters = saved.open_counters;
}

/* Start of an iteration: forgets the captures of the last one and, for a body that may match nothing, notes the
 * position. Returns its register or JS_RE_NONE. */
static uint32_t begin_iteration(JsReCompiler *c, const JsReNode *node) {
  const JsReNode *body = node->u.inner.body;
  uint32_t position = JS_RE_NONE;
  if (node->first_group < node->group_limit && node->u.inner.max > 1) {
    js_re_emit(c, JS_RE_OP_CLEAR, 2 * node->first_group);
    js_re_emit_word(c, 2 * (node->group_limit - node->first_group));
  }
  if (!body->min_length) {
    position = js_re_new_register(c, 1);
    js_re_emit(c, JS_RE_OP_SAVE, position);
    if (c->open_loops < JS_RE_MAX_OPEN_LOOPS) c->open_registers[c->open_loops] = position;
    c->open_loops++;
  }
  return position;
}

static bool has_choices(const JsReNode *body) {
  return body->kind != JS_RE_CHAR && body->kind != JS_RE_SET;
}

static void compile_optional(JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow) {
  const JsReNode *body = node->u.inner.body;
  JsReFirstSet first = js_re_first_here(c, body, follow);
  LoopState saved = enter(c);
  uint32_t exit = js_re_emit_choice(c, !node->greedy, &first, follow);
  uint32_t position = begin_iteration(c, node);
  JsReFirstSet after = *follow;
  if (position != JS_RE_NONE) after.accepts = false; /* an empty iteration is turned down */
  js_re_compile_node(c, body, &after);
  if (position != JS_RE_NONE) js_re_emit(c, JS_RE_OP_CHECK_MOVED, position);
  js_re_patch(c, exit);
  leave(c, saved);
}

static void compile_star(JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow) {
  const JsReNode *body = node->u.inner.body;
  JsReFirstSet repeat = c->backward ? js_re_first_all : js_re_first_repeat(body, follow, 0);
  JsReFirstSet first = js_re_first_here(c, body, &repeat);
  LoopState saved = enter(c);
  uint32_t start = c->code.count;
  if (has_choices(body)) emit_memo(c);
  uint32_t exit = js_re_emit_choice(c, !node->greedy, &first, follow);
  uint32_t position = begin_iteration(c, node);
  js_re_compile_node(c, body, &repeat);
  if (position != JS_RE_NONE) js_re_emit(c, JS_RE_OP_CHECK_MOVED, position);
  js_re_emit(c, JS_RE_OP_JUMP, 0);
  js_re_emit_word(c, start);
  js_re_patch(c, exit);
  leave(c, saved);
}

/* At least once, of a body that always moves. */
static void compile_plus(JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow) {
  const JsReNode *body = node->u.inner.body;
  JsReFirstSet repeat = c->backward ? js_re_first_all : js_re_first_repeat(body, follow, 0);
  JsReFirstSet first = js_re_first_here(c, body, &repeat);
  LoopState saved = enter(c);
  uint32_t start = c->code.count;
  if (has_choices(body)) emit_memo(c);
  begin_iteration(c, node);
  js_re_compile_node(c, body, &repeat);
  uint32_t target = js_re_emit_choice(c, node->greedy, follow, &first);
  c->code.data[target] = start;
  leave(c, saved);
}

static void compile_counted(JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow) {
  const JsReNode *body = node->u.inner.body;
  JsReFirstSet repeat = c->backward ? js_re_first_all : js_re_first_repeat(body, follow, 0);
  JsReFirstSet first = js_re_first_here(c, body, &repeat);
  LoopState saved = enter(c);
  uint32_t counter = js_re_new_register(c, 1);
  if (c->open_counters < JS_RE_MAX_OPEN_LOOPS) {
    c->counters[c->open_counters].reg = counter;
    c->counters[c->open_counters++].cap = node->u.inner.max == JS_RE_INFINITE ? node->u.inner.min : node->u.inner.max;
  } else {
    c->memo = false;
  }
  if (counter >= 1u << 23) js_arena_fail(c->arena, "Regular expression too large");
  js_re_emit(c, JS_RE_OP_COUNT_START, counter);
  uint32_t start = c->code.count;
  if (has_choices(body)) emit_memo(c);
  js_re_emit(c, JS_RE_OP_COUNT_LOOP, counter | (node->greedy ? 0 : 1u << 23));
  js_re_emit_word(c, node->u.inner.min);
  js_re_emit_word(c, node->u.inner.max);
  uint32_t exit = js_re_emit_target(c);
  js_re_emit_word(c, js_re_first_index(c, &first));
  js_re_emit_word(c, c->backward ? JS_RE_NONE : js_re_first_index(c, follow));
  uint32_t position = begin_iteration(c, node);
  js_re_compile_node(c, body, &repeat);
  js_re_emit(c, JS_RE_OP_COUNT_END, counter);
  js_re_emit_word(c, position);
  js_re_emit_word(c, node->u.inner.min);
  js_re_emit_word(c, start);
  js_re_patch(c, exit);
  leave(c, saved);
}

void js_re_compile_loop(JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow) {
  const JsReNode *body = node->u.inner.body;
  bool single = body->kind == JS_RE_CHAR || body->kind == JS_RE_SET;
  if (!node->u.inner.max) return;
  if (single && !c->backward) compile_character_loop(c, node, follow);
  else if (node->u.inner.min == 0 && node->u.inner.max == 1) compile_optional(c, node, follow);
  else if (node->u.inner.min == 0 && node->u.inner.max == JS_RE_INFINITE) compile_star(c, node, follow);
  else if (node->u.inner.min == 1 && node->u.inner.max == JS_RE_INFINITE && body->min_length) compile_plus(c, node, follow);
  else compile_counted(c, node, follow);
}
