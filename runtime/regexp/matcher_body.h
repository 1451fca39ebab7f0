/* The matcher for one width of subject. Included by matcher.c with UNIT (the type of a unit), WIDE (0 or 1) and
 * NAME(x) (a name's variant) defined; no include guard. */

typedef struct NAME(Input) {
  const JsRegExpProgram *program;
  const JsReSet *sets;
  const JsReFirst *firsts;
  const uint8_t *latin1;
  const UNIT *start, *end;
} NAME(Input);

static inline bool NAME(in_column)(const NAME(Input) *in, uint32_t column, uint32_t unit) {
  return (in->latin1[(column >> 3) * 256 + unit] >> (column & 7)) & 1;
}

static inline bool NAME(in_set)(const NAME(Input) *in, uint32_t set, uint32_t cp) {
#if WIDE
  if (cp > 255) return in_ranges(in->program, &in->sets[set], cp);
#endif
  return NAME(in_column)(in, set, cp);
}

/* May what the first set stands for succeed at p? */
static inline bool NAME(can_start)(const NAME(Input) *in, uint32_t first, const UNIT *p) {
  if (first == JS_RE_NONE) return true;
  const JsReFirst *f = &in->firsts[first];
  if (p == in->end) return f->at_end;
#if WIDE
  if (*p > 255) return (f->high >> (*p >> 10)) & 1;
#endif
  return NAME(in_column)(in, f->column, *p);
}

/* The code point at p, p < end; *next: after it. */
static inline uint32_t NAME(point_at)(const NAME(Input) *in, const UNIT *p, const UNIT **next) {
  uint32_t c = *p++;
#if WIDE
  if (is_lead(c) && p < in->end && is_trail(*p)) c = 0x10000 + ((c & 0x3FF) << 10) + (*p++ & 0x3FF);
#else
  (void)in;
#endif
  *next = p;
  return c;
}

/* The code point before p, p > start; *before: where it starts. */
static inline uint32_t NAME(point_before)(const NAME(Input) *in, const UNIT *p, const UNIT **before) {
  uint32_t c = *--p;
#if WIDE
  if (is_trail(c) && p > in->start && is_lead(p[-1])) {
    c = 0x10000 + ((uint32_t)(*--p & 0x3FF) << 10) + (c & 0x3FF);
  }
#else
  (void)in;
#endif
  *before = p;
  return c;
}

/* One step of a loop's element at p; NULL if it does not match. */
static inline const UNIT *NAME(step)(const NAME(Input) *in, uint32_t kind, uint32_t element, const UNIT *p) {
  if (p == in->end) return NULL;
  switch (kind) {
    case JS_RE_ELEMENT_CHAR: return *p == element ? p + 1 : NULL;
    case JS_RE_ELEMENT_SET: return NAME(in_set)(in, element, *p) ? p + 1 : NULL;
    case JS_RE_ELEMENT_DOT: return is_line_terminator(*p) ? NULL : p + 1;
    case JS_RE_ELEMENT_ANY: return p + 1;
    default: {
      const UNIT *next;
      return NAME(in_set)(in, element, NAME(point_at)(in, p, &next)) ? next : NULL;
    }
  }
}

/* The end of the run of units at p, at most up to limit, that match an element. */
static inline const UNIT *NAME(run)(const NAME(Input) *in, uint32_t kind, uint32_t element, const UNIT *p,
                                    const UNIT *limit) {
  switch (kind) {
    case JS_RE_ELEMENT_CHAR:
      while (p < limit && *p == element) p++;
      return p;
    case JS_RE_ELEMENT_DOT:
      while (p < limit && !is_line_terminator(*p)) p++;
      return p;
    case JS_RE_ELEMENT_ANY: return limit;
    default: {
      const uint8_t *table = in->latin1 + (element >> 3) * 256;
      uint8_t bit = (uint8_t)(1u << (element & 7));
#if WIDE
      while (p < limit && (*p < 256 ? (table[*p] & bit) != 0 : in_ranges(in->program, &in->sets[element], *p))) p++;
#else
      while (p < limit && (table[*p] & bit)) p++;
#endif
      return p;
    }
  }
}

/* Up to max code points of a set; *least: after min of them. NULL if there are fewer than min. */
static const UNIT *NAME(run_points)(const NAME(Input) *in, uint32_t set, const UNIT *p, uint32_t min, uint32_t max,
                                    const UNIT **least) {
  uint32_t n = 0;
  *least = p;
  while (n < max && p < in->end) {
    const UNIT *next;
    if (!NAME(in_set)(in, set, NAME(point_at)(in, p, &next))) break;
    p = next;
    if (++n == min) *least = p;
  }
  return n < min ? NULL : p;
}

/* Takes as many characters as a LOOP may; NULL if fewer than its minimum. */
static inline const UNIT *NAME(take_loop)(const NAME(Input) *in, const uint32_t *pc, const UNIT *p, uint32_t max,
                                          const UNIT **least) {
  uint32_t kind = (pc[0] >> 16) & 0xFF, min = pc[2];
  if (WIDE && kind == JS_RE_ELEMENT_POINT) return NAME(run_points)(in, pc[1], p, min, max, least);
  size_t left = (size_t)(in->end - p);
  if (left < min) return NULL;
  const UNIT *q = NAME(run)(in, kind, pc[1], p, left > max ? p + max : in->end);
  *least = p + min;
  return q < *least ? NULL : q;
}

/* A greedy loop that stands at *position and cannot go on there gives characters back down to least, to the next
 * place where what follows may start. false: there is none. */
static inline bool NAME(give_back)(const NAME(Input) *in, const uint32_t *pc, const UNIT *least, const UNIT **position) {
  const UNIT *p = *position;
  bool points = WIDE && ((pc[0] >> 16) & 0xFF) == JS_RE_ELEMENT_POINT;
  while (p > least) {
    p--;
    if (points && is_trail(*p) && p > least && is_lead(p[-1])) p--;
    if (!NAME(can_start)(in, pc[4], p)) continue;
    *position = p;
    return true;
  }
  return false;
}

/* Where a lazy loop at p goes on: the next place, with what it passes over matching the element, where what follows
 * may start. At most *left characters (JS_RE_NONE: any number), which is counted down. NULL: there is none. */
static inline const UNIT *NAME(skip_lazily)(const NAME(Input) *in, const uint32_t *pc, const UNIT *p, uint32_t *left) {
  uint32_t kind = (pc[0] >> 16) & 0xFF, element = pc[1], first = pc[4];
  if (first == JS_RE_NONE) return p;
  if (!WIDE && kind != JS_RE_ELEMENT_CHAR) { /* by two tables */
    uint32_t column = in->firsts[first].column;
    const uint8_t *stop = in->latin1 + (column >> 3) * 256, *table = in->latin1 + (element >> 3) * 256;
    uint8_t stop_bit = (uint8_t)(1u << (column & 7)), bit = (uint8_t)(1u << (element & 7));
    const UNIT *limit = *left < (size_t)(in->end - p) ? p + *left : in->end, *q = p;
    while (q < limit && !(stop[*q] & stop_bit) && (table[*q] & bit)) q++;
    if (*left != JS_RE_NONE) *left -= (uint32_t)(q - p);
    return NAME(can_start)(in, first, q) ? q : NULL;
  }
  while (!NAME(can_start)(in, first, p)) {
    if (!*left) return NULL;
    p = NAME(step)(in, kind, element, p);
    if (!p) return NULL;
    if (*left != JS_RE_NONE) --*left;
  }
  return p;
}

/* Back references. */

static bool NAME(same_ignoring_case)(const NAME(Input) *in, const UNIT *a, const UNIT *b, size_t n, bool unicode) {
  const UNIT *a_end = a + n, *b_end = b + n;
  if (!unicode) {
    for (; a < a_end; a++, b++) {
      if (*a != *b && js_unicode_canonicalize_unit(*a) != js_unicode_canonicalize_unit(*b)) return false;
    }
    return true;
  }
  while (a < a_end && b < b_end) {
    uint32_t x = NAME(point_at)(in, a, &a), y = NAME(point_at)(in, b, &b);
    if (x != y && js_unicode_simple_fold(x) != js_unicode_simple_fold(y)) return false;
  }
  return a == a_end && b == b_end;
}

/* BackreferenceMatcher (22.2.2.7.2): where the match ends, or NULL. */
static const UNIT *NAME(back_reference)(const NAME(Input) *in, const uint32_t *pc, const int32_t *registers,
                                        const UNIT *p) {
  uint32_t flags = pc[0] >> 8, count = flags & 0xFFFF;
  for (uint32_t i = 0; i < count; i++) {
    int32_t from = registers[2 * pc[1 + i]], to = registers[2 * pc[1 + i] + 1];
    if (from < 0 || to < 0) continue;
    size_t n = (size_t)(to - from);
    bool backward = (flags & JS_RE_BACKREF_BACKWARD) != 0;
    if ((size_t)(backward ? p - in->start : in->end - p) < n) return NULL;
    const UNIT *at = backward ? p - n : p, *captured = in->start + from;
    bool same = flags & JS_RE_BACKREF_IGNORE_CASE
                    ? NAME(same_ignoring_case)(in, captured, at, n, (flags & JS_RE_BACKREF_UNICODE) != 0)
                    : !memcmp(captured, at, n * sizeof(UNIT));
    if (!same) return NULL;
    return backward ? at : at + n;
  }
  return p;
}

/* Places to start. */

static const UNIT *NAME(find_unit)(const UNIT *p, const UNIT *end, uint32_t unit) {
#if WIDE
  /* Four units at a time: a zero unit in the difference borrows. */
  const uint64_t ones = 0x0001000100010001ull, pattern = ones * unit;
  for (; end - p >= 4; p += 4) {
    uint64_t four;
    memcpy(&four, p, 8);
    four ^= pattern;
    if ((four - ones) & ~four & (ones << 15)) break;
  }
  while (p < end && *p != unit) p++;
  return p;
#else
  if (unit > 255 || p == end) return end;
  const UNIT *found = memchr(p, (int)unit, (size_t)(end - p));
  return found ? found : end;
#endif
}

static const UNIT *NAME(find_prefix)(const NAME(Input) *in, const UNIT *p) {
  const uint16_t *prefix = in->program->prefix;
  uint32_t n = in->program->prefix_length;
  if ((size_t)(in->end - p) < n) return NULL;
  const UNIT *last = in->end - n + 1;
  for (;; p++) {
    p = NAME(find_unit)(p, last, prefix[0]);
    if (p == last) return NULL;
    uint32_t i = 1;
    while (i < n && p[i] == prefix[i]) i++;
    if (i == n) return p;
  }
}

static const UNIT *NAME(find_first)(const NAME(Input) *in, const UNIT *p) {
  const JsReFirst *first = &in->firsts[in->program->start_first];
  const uint8_t *table = in->latin1 + (first->column >> 3) * 256;
  uint8_t bit = (uint8_t)(1u << (first->column & 7));
#if WIDE
  while (p < in->end && !(*p < 256 ? (table[*p] & bit) != 0 : (first->high >> (*p >> 10)) & 1)) p++;
#else
  while (p < in->end && !(table[*p] & bit)) p++;
#endif
  return p < in->end || first->at_end ? p : NULL;
}

static const UNIT *NAME(find_masks)(const NAME(Input) *in, const UNIT *p) {
  const JsReMaskTable *table = JS_RE_AT(in->program, JsReMaskTable, masks);
  uint32_t length = in->program->mask_length, accept = 1u << (length - 1), state = 0;
  for (; p < in->end; p++) {
#if WIDE
    state = (state << 1 | 1) & (*p < 256 ? table->latin1[*p] : table->high[*p >> 10]);
#else
    state = (state << 1 | 1) & table->latin1[*p];
#endif
    if (state & accept) return p - length + 1;
  }
  return NULL;
}

static const UNIT *NAME(find_line)(const NAME(Input) *in, const UNIT *p) {
  if (p == in->start) return p;
  for (; p <= in->end; p++) {
    if (is_line_terminator(p[-1])) return p;
  }
  return NULL;
}

/* The next place from p on where a match may start; NULL: none. */
static const UNIT *NAME(find_start)(const NAME(Input) *in, const UNIT *p) {
  const JsRegExpProgram *program = in->program;
  switch (program->start) {
    case JS_RE_START_INPUT: return p == in->start ? p : NULL;
    case JS_RE_START_LINE: return NAME(find_line)(in, p);
    case JS_RE_START_CHAR:
      p = NAME(find_unit)(p, in->end, program->prefix[0]);
      return p == in->end ? NULL : p;
    case JS_RE_START_STRING: return NAME(find_prefix)(in, p);
    case JS_RE_START_MASKS: return NAME(find_masks)(in, p);
    case JS_RE_START_FIRST: return NAME(find_first)(in, p);
    default: return p;
  }
}

static inline bool NAME(splits_pair)(const NAME(Input) *in, const UNIT *p) {
  return WIDE && p > in->start && p < in->end && is_trail(*p) && is_lead(p[-1]);
}

/* The interpreter. */

#define NEXT()                        \
  do {                                \
    word = *pc;                       \
    goto *labels[word & 0xFF];        \
  } while (0)
#define ARGUMENT (word >> 8)
#define OFFSET(pointer) ((uint32_t)((pointer)-input.start))
#define ENSURE(words)                                          \
  do {                                                         \
    if (__builtin_expect(sp + (words) > limit, 0)) {           \
      size_t used = (size_t)(sp - m->stack);                   \
      if (!grow_stack(m)) return JS_RE_STACK_OVERFLOW;         \
      sp = m->stack + used;                                    \
      limit = m->stack + m->stack_capacity;                    \
    }                                                          \
  } while (0)
#define PUSH_CHOICE(position, target)              \
  do {                                             \
    ENSURE(2);                                     \
    sp[0] = OFFSET(position);                      \
    sp[1] = (uint32_t)(target) << 2 | FRAME_CHOICE; \
    sp += 2;                                       \
  } while (0)
#define PUSH_RESTORE(reg)                          \
  do {                                             \
    ENSURE(2);                                     \
    sp[0] = (uint32_t)registers[reg];              \
    sp[1] = (uint32_t)(reg) << 2 | FRAME_RESTORE;  \
    sp += 2;                                       \
  } while (0)
#define PUSH_LOOP(first, second, kind)                       \
  do {                                                       \
    ENSURE(3);                                               \
    sp[0] = (first);                                         \
    sp[1] = (second);                                        \
    sp[2] = (uint32_t)(pc - code) << 2 | (kind);             \
    sp += 3;                                                 \
  } while (0)

static JsRegExpResult NAME(match)(JsRegExpMatcher *m, const JsRegExpProgram *program, const UNIT *subject,
                                  uint32_t length, uint32_t from, bool sticky) {
  static const void *const labels[] = {
#define X(name, words) &&op_##name,
      JS_RE_OPS(X)
#undef X
  };
  const NAME(Input) input = {.program = program,
                             .sets = JS_RE_AT(program, JsReSet, sets),
                             .firsts = JS_RE_AT(program, JsReFirst, firsts),
                             .latin1 = JS_RE_AT(program, uint8_t, latin1),
                             .start = subject,
                             .end = subject + length};
  const NAME(Input) *in = &input;
  const uint32_t *const code = JS_RE_AT(program, uint32_t, code);
  const UNIT *const end = input.end;
  int32_t *const registers = m->registers;
  uint32_t *sp = m->stack, *limit = m->stack + m->stack_capacity;
  const uint32_t *pc;
  uint32_t word, budget = STEPS_BEFORE_MEMO + (length < 0x10000000u ? length * 8 : length);
  bool unicode = (program->flags & (JS_RE_UNICODE | JS_RE_UNICODE_SETS)) != 0;
  const UNIT *p, *attempt = subject + from;

  for (uint32_t i = 0; i < program->register_count; i++) registers[i] = -1;
  if (unicode && NAME(splits_pair)(in, attempt)) attempt--;
  goto start;

next_start:
  if (sticky || attempt == end) return JS_RE_NO_MATCH;
  attempt++;
start:
  if (!sticky) {
    attempt = NAME(find_start)(in, attempt);
    if (!attempt) return JS_RE_NO_MATCH;
    if (unicode && NAME(splits_pair)(in, attempt)) goto next_start;
  }
  if ((size_t)(end - attempt) < program->min_length) return JS_RE_NO_MATCH;
  sp = m->stack;
  PUSH_CHOICE(attempt, 0);
  p = attempt;
  pc = code + JS_RE_ENTRY;
  NEXT();

backtrack:
  if (__builtin_expect(--budget == 0, 0)) {
    if (!poll(m, program, length)) return JS_RE_INTERRUPTED;
    budget = STEPS_BETWEEN_POLLS;
  }
  {
    uint32_t tag = sp[-1];
    switch (tag & 3) {
      case FRAME_CHOICE:
        p = subject + sp[-2];
        pc = code + (tag >> 2);
        sp -= 2;
        NEXT();
      case FRAME_RESTORE:
        registers[tag >> 2] = (int32_t)sp[-2];
        sp -= 2;
        goto backtrack;
      case FRAME_GREEDY: {
        const UNIT *least = subject + sp[-3];
        pc = code + (tag >> 2);
        p = subject + sp[-2];
        if (!NAME(give_back)(in, pc, least, &p)) {
          sp -= 3;
          goto backtrack;
        }
        if (p > least) sp[-2] = OFFSET(p);
        else sp -= 3;
        pc += 5;
        NEXT();
      }
      default: {
        pc = code + (tag >> 2);
        uint32_t left = sp[-2];
        p = NAME(step)(in, (pc[0] >> 16) & 0xFF, pc[1], subject + sp[-3]);
        sp -= 3;
        if (!p) goto backtrack;
        word = left == JS_RE_NONE ? left : left - 1;
        goto lazy_go_on;
      }
    }
  }

/* A lazy loop at p with word characters left to take, LOOP at pc. */
lazy_go_on:
  p = NAME(skip_lazily)(in, pc, p, &word);
  if (!p) goto backtrack;
  if (word) PUSH_LOOP(OFFSET(p), word, FRAME_LAZY);
  pc += 5;
  NEXT();

op_EXHAUSTED:
  goto next_start;

op_MATCH:
  registers[0] = (int32_t)OFFSET(attempt);
  registers[1] = (int32_t)OFFSET(p);
  return JS_RE_MATCH;

op_FAIL:
  goto backtrack;

op_CHAR:
  if (p == end || *p != ARGUMENT) goto backtrack;
  p++;
  pc++;
  NEXT();

op_CHAR2:
  if (p == end || (*p != (pc[1] & 0xFFFF) && *p != pc[1] >> 16)) goto backtrack;
  p++;
  pc += 2;
  NEXT();

op_STRING: {
  uint32_t count = ARGUMENT;
  const uint16_t *units = (const uint16_t *)(pc + 1);
  if ((size_t)(end - p) < count) goto backtrack;
  for (uint32_t i = 0; i < count; i++) {
    if (p[i] != units[i]) goto backtrack;
  }
  p += count;
  pc += 1 + (count + 1) / 2;
  NEXT();
}

op_SET:
  if (p == end || !NAME(in_set)(in, ARGUMENT, *p)) goto backtrack;
  p++;
  pc++;
  NEXT();

op_SET_POINT: {
  const UNIT *next;
  if (p == end || !NAME(in_set)(in, ARGUMENT, NAME(point_at)(in, p, &next))) goto backtrack;
  p = next;
  pc++;
  NEXT();
}

op_CHAR_BACK:
  if (p == subject || p[-1] != ARGUMENT) goto backtrack;
  p--;
  pc++;
  NEXT();

op_SET_BACK:
  if (p == subject || !NAME(in_set)(in, ARGUMENT, p[-1])) goto backtrack;
  p--;
  pc++;
  NEXT();

op_SET_POINT_BACK: {
  const UNIT *before;
  if (p == subject || !NAME(in_set)(in, ARGUMENT, NAME(point_before)(in, p, &before))) goto backtrack;
  p = before;
  pc++;
  NEXT();
}

op_JUMP:
  pc = code + pc[1];
  NEXT();

op_SPLIT:
  PUSH_CHOICE(p, pc[1]);
  pc += 2;
  NEXT();

op_SPLIT_FIRST:
  if (!NAME(can_start)(in, pc[2], p)) {
    pc = code + pc[1];
    NEXT();
  }
  if (NAME(can_start)(in, pc[3], p)) PUSH_CHOICE(p, pc[1]);
  pc += 4;
  NEXT();

op_BRANCH:
  PUSH_CHOICE(p, pc - code + 2);
  pc = code + pc[1];
  NEXT();

op_BRANCH_FIRST:
  if (!NAME(can_start)(in, pc[3], p)) {
    pc += 4;
    NEXT();
  }
  if (NAME(can_start)(in, pc[2], p)) PUSH_CHOICE(p, pc - code + 4);
  pc = code + pc[1];
  NEXT();

op_DISPATCH: {
  uint32_t unit = p == end ? 257 : *p;
#if WIDE
  if (p != end && unit > 255) unit = 256;
#endif
  uint32_t index = (pc[1 + (unit >> 1)] >> ((unit & 1) * 16)) & 0xFFFF;
  pc = code + pc[130 + index];
  NEXT();
}

op_SAVE:
  PUSH_RESTORE(ARGUMENT);
op_SAVE_ONCE:
  registers[ARGUMENT] = (int32_t)OFFSET(p);
  pc++;
  NEXT();

op_CLEAR: {
  uint32_t first = ARGUMENT, last = first + pc[1];
  for (uint32_t i = first; i < last; i++) {
    if (registers[i] == -1) continue;
    PUSH_RESTORE(i);
    registers[i] = -1;
  }
  pc += 2;
  NEXT();
}

op_CHECK_MOVED:
  if (registers[ARGUMENT] == (int32_t)OFFSET(p)) goto backtrack;
  pc++;
  NEXT();

op_COUNT_START:
  PUSH_RESTORE(ARGUMENT);
  registers[ARGUMENT] = 0;
  pc++;
  NEXT();

op_COUNT_LOOP: {
  uint32_t counter = ARGUMENT & 0x7FFFFF, count = (uint32_t)registers[counter];
  bool lazy = ARGUMENT >> 23;
  if (count >= pc[2]) {
    pc = code + pc[3];
    NEXT();
  }
  if (count >= pc[1]) {
    bool body = NAME(can_start)(in, pc[4], p), exit = NAME(can_start)(in, pc[5], p);
    if (lazy ? exit : !body) {
      if (lazy && body) PUSH_CHOICE(p, pc - code + 6);
      pc = code + pc[3];
      NEXT();
    }
    if (!lazy && exit) PUSH_CHOICE(p, pc[3]);
  }
  pc += 6;
  NEXT();
}

op_COUNT_END: {
  uint32_t counter = ARGUMENT, count = (uint32_t)registers[counter], min = pc[2];
  bool empty = pc[1] != JS_RE_NONE && registers[pc[1]] == (int32_t)OFFSET(p);
  if (empty && count >= min) goto backtrack;
  PUSH_RESTORE(counter);
  count++;
  if (empty && min > EMPTY_ITERATIONS_KEPT && count < min - EMPTY_ITERATIONS_KEPT) count = min;
  registers[counter] = (int32_t)count;
  pc = code + pc[3];
  NEXT();
}

op_LOOP: {
  uint32_t mode = ARGUMENT & 0xFF;
  const UNIT *least;
  if (mode == JS_RE_LOOP_LAZY) {
    uint32_t left = pc[3] == JS_RE_NONE ? JS_RE_NONE : pc[3] - pc[2];
    p = NAME(take_loop)(in, pc, p, pc[2], &least);
    if (!p) goto backtrack;
    word = left;
    goto lazy_go_on;
  }
  const UNIT *q = NAME(take_loop)(in, pc, p, pc[3], &least);
  if (!q) goto backtrack;
  p = q;
  if (mode == JS_RE_LOOP_GREEDY && p > least) {
    if (!NAME(can_start)(in, pc[4], p) && !NAME(give_back)(in, pc, least, &p)) goto backtrack;
    if (p > least) PUSH_LOOP(OFFSET(least), OFFSET(p), FRAME_GREEDY);
  }
  pc += 5;
  NEXT();
}

op_LOOK:
op_LOOK_NEGATIVE: {
  uint32_t state = ARGUMENT & ~JS_RE_LOOK_NESTED;
  for (uint32_t i = 0; i < pc[2]; i++) PUSH_RESTORE(pc[1] + i);
  registers[state] = (int32_t)(sp - m->stack);
  registers[state + 1] = (int32_t)OFFSET(p);
  if (!(ARGUMENT & JS_RE_LOOK_NESTED)) m->journal_count = 0; /* those marks stay */
  registers[state + 2] = (int32_t)m->journal_count;
  if ((word & 0xFF) == JS_RE_OP_LOOK_NEGATIVE) {
    PUSH_CHOICE(p, pc[3]);
    pc++;
  }
  pc += 3;
  NEXT();
}

op_LOOK_END:
  unmark(m, (size_t)registers[ARGUMENT + 2]);
  sp = m->stack + registers[ARGUMENT];
  p = subject + registers[ARGUMENT + 1];
  pc++;
  NEXT();

op_LOOK_NEGATIVE_END:
  unmark(m, (size_t)registers[ARGUMENT + 2]);
  sp = m->stack + registers[ARGUMENT];
  goto backtrack;

op_PEEK:
  if (p == end || !NAME(in_set)(in, ARGUMENT, *p)) goto backtrack;
  pc++;
  NEXT();

op_PEEK_NOT:
  if (p != end && NAME(in_set)(in, ARGUMENT, *p)) goto backtrack;
  pc++;
  NEXT();

op_PEEK_BACK:
  if (p == subject || !NAME(in_set)(in, ARGUMENT, p[-1])) goto backtrack;
  pc++;
  NEXT();

op_PEEK_BACK_NOT:
  if (p != subject && NAME(in_set)(in, ARGUMENT, p[-1])) goto backtrack;
  pc++;
  NEXT();

op_INPUT_START:
  if (p != subject) goto backtrack;
  pc++;
  NEXT();

op_INPUT_END:
  if (p != end) goto backtrack;
  pc++;
  NEXT();

op_LINE_START:
  if (p != subject && !is_line_terminator(p[-1])) goto backtrack;
  pc++;
  NEXT();

op_LINE_END:
  if (p != end && !is_line_terminator(*p)) goto backtrack;
  pc++;
  NEXT();

op_WORD_BOUNDARY:
op_NOT_WORD_BOUNDARY: {
  bool before = p != subject && NAME(in_set)(in, ARGUMENT, p[-1]);
  bool after = p != end && NAME(in_set)(in, ARGUMENT, *p);
  if ((before != after) != ((word & 0xFF) == JS_RE_OP_WORD_BOUNDARY)) goto backtrack;
  pc++;
  NEXT();
}

op_BACKREF:
  p = NAME(back_reference)(in, pc, registers, p);
  if (!p) goto backtrack;
  pc += 1 + (ARGUMENT & 0xFFFF);
  NEXT();

op_MEMO: {
  uint32_t positions = ARGUMENT & 0xFF, counters = ARGUMENT >> 8 & 0xFF;
  if (__builtin_expect(m->memo != NULL, 0)) {
    const uint32_t *operand = pc + 2;
    uint32_t variant = 0, scale = 1;
    for (uint32_t i = 0; i < positions; i++, scale *= 2) {
      if (registers[*operand++] == (int32_t)OFFSET(p)) variant += scale;
    }
    for (uint32_t i = 0; i < counters; i++, operand += 2) {
      uint32_t count = (uint32_t)registers[operand[0]];
      variant += (count < operand[1] ? count : operand[1]) * scale;
      scale *= operand[1] + 1;
    }
    size_t bit = (size_t)(pc[1] + variant) * (length + 1) + OFFSET(p);
    if (m->memo[bit >> 3] & 1u << (bit & 7)) goto backtrack;
    if (!(ARGUMENT & JS_RE_MEMO_IN_LOOK) || note_mark(m, bit)) m->memo[bit >> 3] |= (uint8_t)(1u << (bit & 7));
  }
  pc += 2 + positions + 2 * counters;
  NEXT();
}
}

#undef NEXT
#undef ARGUMENT
#undef OFFSET
#undef ENSURE
#undef PUSH_CHOICE
#undef PUSH_RESTORE
#undef PUSH_LOOP
