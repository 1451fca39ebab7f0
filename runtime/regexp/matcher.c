/* The backtracking matcher. Its body, matcher_body.h, is compiled for Latin-1 and for UTF-16 subjects.
 *
 * Backtracking uses a stack of 32-bit words on the heap, with a ceiling; the native stack is not used. Each frame
 * ends in a tag: two bits of kind and an index of code or a register. A loop over one character is one frame however
 * many characters it can give back.
 *
 * When a match has backtracked much, visited loop states are remembered (a bit a state and position): since a state
 * met again would fail again, patterns like (a*)*b take time linear in the subject (Norvell; Davis, Servant and
 * Lee, "Using selective memoization to defeat regular expression denial of service", 2021). The compiler numbers
 * states only where this is sound: no back references, outside of loops that count far.
 *
 * A lookaround whose body has succeeded is left for good, so that what its body visited has not failed: what an
 * evaluation of a lookaround has marked is listed in a journal, and unmarked if the body succeeds. */
#include <stdlib.h>
#include <string.h>

#include "regexp/program.h"
#include "unicode/unicode.h"

#define FRAME_CHOICE 0u  /* position, tag: go on at code index */
#define FRAME_RESTORE 1u /* old value, tag: register */
#define FRAME_GREEDY 2u  /* least position, position, tag: LOOP instruction */
#define FRAME_LAZY 3u    /* position, characters it may still take, tag: LOOP instruction */

#define FIRST_STACK_WORDS ((size_t)1024)
#define MAX_STACK_WORDS ((size_t)16 << 20) /* 64 MiB */
#define KEPT_STACK_WORDS ((size_t)256 << 10)
#define MAX_MEMO_BYTES ((size_t)64 << 20)
#define MAX_JOURNAL ((size_t)4 << 20) /* marks of one evaluation of a lookaround; what is beyond is not marked */
#define STEPS_BEFORE_MEMO 50000u
#define STEPS_BETWEEN_POLLS 200000u
/* Repeating an iteration that matches nothing changes nothing: with this many left the rest is skipped. */
#define EMPTY_ITERATIONS_KEPT 1000u

void js_regexp_matcher_dispose(JsRegExpMatcher *matcher) {
  free(matcher->registers);
  free(matcher->stack);
  free(matcher->memo);
  free(matcher->journal);
  memset(matcher, 0, sizeof *matcher);
}

static bool reserve_registers(JsRegExpMatcher *m, uint32_t count) {
  if (count <= m->register_capacity) return true;
  int32_t *grown = realloc(m->registers, count * sizeof *grown);
  if (!grown) return false;
  m->registers = grown;
  m->register_capacity = count;
  return true;
}

static bool __attribute__((noinline)) grow_stack(JsRegExpMatcher *m) {
  size_t capacity = m->stack_capacity ? m->stack_capacity * 2 : FIRST_STACK_WORDS;
  if (capacity > MAX_STACK_WORDS) return false;
  uint32_t *grown = realloc(m->stack, capacity * sizeof *grown);
  if (!grown) return false;
  m->stack = grown;
  m->stack_capacity = capacity;
  return true;
}

/* Lists the mark of a memo bit. false: there is no room. */
static bool __attribute__((noinline)) note_mark(JsRegExpMatcher *m, size_t bit) {
  if (m->journal_count == m->journal_capacity) {
    size_t capacity = m->journal_capacity ? m->journal_capacity * 2 : 256;
    size_t *grown = capacity > MAX_JOURNAL ? NULL : realloc(m->journal, capacity * sizeof *grown);
    if (!grown) return false;
    m->journal = grown;
    m->journal_capacity = capacity;
  }
  m->journal[m->journal_count++] = bit;
  return true;
}

/* Takes back the marks listed since then. */
static inline void unmark(JsRegExpMatcher *m, size_t count) {
  while (m->journal_count > count) {
    size_t bit = m->journal[--m->journal_count];
    m->memo[bit >> 3] &= (uint8_t) ~(1u << (bit & 7));
  }
}

/* Called when the step budget is used up. */
static bool __attribute__((noinline)) poll(JsRegExpMatcher *m, const JsRegExpProgram *program, uint32_t length) {
  size_t bytes = ((size_t)length + 1) * program->memo_states / 8 + 1;
  if (!m->memo && program->memo_states && bytes <= MAX_MEMO_BYTES) m->memo = calloc(bytes, 1);
  if (!m->interrupt || !__atomic_load_n(m->interrupt, __ATOMIC_RELAXED)) return true;
  return m->on_interrupt(m->interrupt_context);
}

static bool in_ranges(const JsRegExpProgram *program, const JsReSet *set, uint32_t cp) {
  const uint32_t *ranges = JS_RE_AT(program, uint32_t, ranges) + 2 * (size_t)set->first_range;
  uint32_t low = 0, high = set->range_count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (cp < ranges[2 * middle]) high = middle;
    else if (cp > ranges[2 * middle + 1]) low = middle + 1;
    else return true;
  }
  return false;
}

static inline bool is_line_terminator(uint32_t unit) {
  return unit == '\n' || unit == '\r' || unit == 0x2028 || unit == 0x2029;
}
static inline bool is_lead(uint32_t unit) { return (unit & 0xFC00) == 0xD800; }
static inline bool is_trail(uint32_t unit) { return (unit & 0xFC00) == 0xDC00; }

#define UNIT uint8_t
#define WIDE 0
#define NAME(name) name##_latin1
#include "regexp/matcher_body.h"
#undef UNIT
#undef WIDE
#undef NAME

#define UNIT uint16_t
#define WIDE 1
#define NAME(name) name##_utf16
#include "regexp/matcher_body.h"

JsRegExpResult js_regexp_match(JsRegExpMatcher *matcher, const JsRegExpProgram *program, const JsChars *subject,
                               uint32_t start, bool sticky) {
  if (start > subject->length) return JS_RE_NO_MATCH;
  if (!reserve_registers(matcher, program->register_count)) return JS_RE_STACK_OVERFLOW;
  if (!matcher->stack && !grow_stack(matcher)) return JS_RE_STACK_OVERFLOW;
  JsRegExpResult result = subject->utf16
                              ? match_utf16(matcher, program, subject->data, subject->length, start, sticky)
                              : match_latin1(matcher, program, subject->data, subject->length, start, sticky);
  if (matcher->memo) {
    free(matcher->memo);
    matcher->memo = NULL;
    free(matcher->journal);
    matcher->journal = NULL;
    matcher->journal_count = matcher->journal_capacity = 0;
  }
  if (matcher->stack_capacity > KEPT_STACK_WORDS) {
    free(matcher->stack);
    matcher->stack = NULL;
    matcher->stack_capacity = 0;
  }
  return result;
}
