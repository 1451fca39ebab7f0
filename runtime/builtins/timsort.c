/* TimSort; see timsort.h. Functions that compare return false, or a negative count, when a comparison threw. */
#include "builtins/timsort.h"

#define MIN_GALLOP 7
#define MIN_MERGE 64
#define MAX_RUNS 85 /* enough for 2^64 elements by the invariants on run lengths */

typedef struct Run {
  uint32_t base, length;
} Run;

typedef struct Sort {
  JsValue *v, *scratch;
  JsLessFn less;
  void *data;
  uint32_t min_gallop;
  uint32_t run_count;
  Run runs[MAX_RUNS];
} Sort;

static int less(Sort *s, JsValue x, JsValue y) { return s->less(s->data, x, y); }

static void copy(JsValue *to, const JsValue *from, uint32_t n) { memmove(to, from, (size_t)n * sizeof(JsValue)); }

static void reverse(JsValue *v, uint32_t n) {
  for (uint32_t i = 0; i < n / 2; i++) {
    JsValue x = v[i];
    v[i] = v[n - 1 - i];
    v[n - 1 - i] = x;
  }
}

/* The length of the run that v begins with: ascending, or strictly descending and then reversed. -1: threw. */
static int64_t count_run(Sort *s, JsValue *v, uint32_t n) {
  if (n < 2) return n;
  int descending = less(s, v[1], v[0]);
  if (descending < 0) return -1;
  uint32_t i = 2;
  for (; i < n; i++) {
    int down = less(s, v[i], v[i - 1]);
    if (down < 0) return -1;
    if (down != descending) break;
  }
  if (descending) reverse(v, i);
  return i;
}

/* Sorts v[0 … n-1], of which the first `sorted` are sorted already. */
static bool insertion_sort(Sort *s, JsValue *v, uint32_t n, uint32_t sorted) {
  for (uint32_t i = sorted; i < n; i++) {
    JsValue pivot = v[i];
    uint32_t left = 0, right = i;
    while (left < right) {
      uint32_t middle = left + ((right - left) >> 1);
      int before = less(s, pivot, v[middle]);
      if (before < 0) return false;
      if (before) {
        right = middle;
      } else {
        left = middle + 1;
      }
    }
    copy(v + left + 1, v + left, i - left);
    v[left] = pivot;
  }
  return true;
}

/* The next offset of a gallop, at most max. */
static int64_t gallop_step(int64_t offset, int64_t max) { return offset * 2 + 1 < max ? offset * 2 + 1 : max; }

/* Where key goes in sorted p[0 … n-1], before equals (left) or after them (right), starting at hint. -1: threw.
 * stop: does an element at distance `offset` end the gallop? */
static int64_t gallop(Sort *s, JsValue key, const JsValue *p, int64_t n, int64_t hint, bool right) {
  int64_t last = 0, offset = 1;
  /* "before": p[i] lies on the lower side of key's place. */
#define BEFORE(i) (right ? 1 ^ less(s, key, p[i]) : less(s, p[i], key))
  /* 1 ^ x keeps 0 and 1 apart; a throw (-1) becomes -2: negative all the same. */
  int before = BEFORE(hint);
  if (before < 0) return -1;
  if (before) {
    int64_t max = n - hint;
    while (offset < max) {
      before = BEFORE(hint + offset);
      if (before < 0) return -1;
      if (!before) break;
      last = offset;
      offset = gallop_step(offset, max);
    }
    last += hint;
    offset += hint;
  } else {
    int64_t max = hint + 1;
    while (offset < max) {
      before = BEFORE(hint - offset);
      if (before < 0) return -1;
      if (before) break;
      last = offset;
      offset = gallop_step(offset, max);
    }
    int64_t nearest = last;
    last = hint - offset;
    offset = hint - nearest;
  }
  for (last++; last < offset;) {
    int64_t middle = last + ((offset - last) >> 1);
    before = BEFORE(middle);
    if (before < 0) return -1;
    if (before) {
      last = middle + 1;
    } else {
      offset = middle;
    }
  }
#undef BEFORE
  return offset;
}

/* A merge in progress. low: from the left end, a in scratch; else from the right end, b in scratch. */
typedef struct Merge {
  JsValue *to, *a, *b; /* next to write; next of each run */
  int64_t na, nb;
} Merge;

typedef enum Outcome { MERGE_GO_ON, MERGE_DONE, MERGE_ONE_LEFT, MERGE_THREW } Outcome;

/* One pair at a time until a run wins min_gallop times in a row. */
static Outcome merge_low_pairs(Sort *s, Merge *m) {
  uint32_t wins_a = 0, wins_b = 0;
  while (wins_a < s->min_gallop && wins_b < s->min_gallop) {
    int b_first = less(s, *m->b, *m->a);
    if (b_first < 0) return MERGE_THREW;
    if (b_first) {
      *m->to++ = *m->b++;
      wins_b++;
      wins_a = 0;
      if (--m->nb == 0) return MERGE_DONE;
    } else {
      *m->to++ = *m->a++;
      wins_a++;
      wins_b = 0;
      if (--m->na == 1) return MERGE_ONE_LEFT;
    }
  }
  return MERGE_GO_ON;
}

static Outcome merge_low_gallop(Sort *s, Merge *m) {
  s->min_gallop++;
  int64_t won_a, won_b;
  do {
    if (s->min_gallop > 1) s->min_gallop--;
    won_a = gallop(s, *m->b, m->a, m->na, 0, true);
    if (won_a < 0) return MERGE_THREW;
    copy(m->to, m->a, (uint32_t)won_a);
    m->to += won_a;
    m->a += won_a;
    m->na -= won_a;
    if (won_a && m->na <= 1) return m->na == 1 ? MERGE_ONE_LEFT : MERGE_DONE;
    *m->to++ = *m->b++;
    if (--m->nb == 0) return MERGE_DONE;
    won_b = gallop(s, *m->a, m->b, m->nb, 0, false);
    if (won_b < 0) return MERGE_THREW;
    copy(m->to, m->b, (uint32_t)won_b);
    m->to += won_b;
    m->b += won_b;
    m->nb -= won_b;
    if (m->nb == 0) return MERGE_DONE;
    *m->to++ = *m->a++;
    if (--m->na == 1) return MERGE_ONE_LEFT;
  } while (won_a >= MIN_GALLOP || won_b >= MIN_GALLOP);
  s->min_gallop++;
  return MERGE_GO_ON;
}

/* Merges adjacent runs a and b, a the shorter. */
static bool merge_low(Sort *s, JsValue *a, uint32_t na, JsValue *b, uint32_t nb) {
  copy(s->scratch, a, na);
  Merge m = {.to = a, .a = s->scratch, .b = b, .na = na, .nb = nb};
  Outcome outcome = MERGE_GO_ON;
  *m.to++ = *m.b++;
  if (--m.nb == 0) outcome = MERGE_DONE;
  else if (m.na == 1) outcome = MERGE_ONE_LEFT;
  while (outcome == MERGE_GO_ON) {
    outcome = merge_low_pairs(s, &m);
    if (outcome == MERGE_GO_ON) outcome = merge_low_gallop(s, &m);
  }
  if (outcome == MERGE_DONE) {
    copy(m.to, m.a, (uint32_t)m.na);
  } else if (outcome == MERGE_ONE_LEFT) { /* the last of a belongs after all of b */
    JsValue last = *m.a;
    copy(m.to, m.b, (uint32_t)m.nb);
    m.to[m.nb] = last;
  }
  return outcome != MERGE_THREW;
}

/* The same from the right: to, a and b point at the next element, downwards. */
static Outcome merge_high_pairs(Sort *s, Merge *m) {
  uint32_t wins_a = 0, wins_b = 0;
  while (wins_a < s->min_gallop && wins_b < s->min_gallop) {
    int a_last = less(s, *m->b, *m->a);
    if (a_last < 0) return MERGE_THREW;
    if (a_last) {
      *m->to-- = *m->a--;
      wins_a++;
      wins_b = 0;
      if (--m->na == 0) return MERGE_DONE;
    } else {
      *m->to-- = *m->b--;
      wins_b++;
      wins_a = 0;
      if (--m->nb == 1) return MERGE_ONE_LEFT;
    }
  }
  return MERGE_GO_ON;
}

static Outcome merge_high_gallop(Sort *s, Merge *m) {
  s->min_gallop++;
  int64_t won_a, won_b;
  do {
    if (s->min_gallop > 1) s->min_gallop--;
    int64_t k = gallop(s, *m->b, m->a - (m->na - 1), m->na, m->na - 1, true);
    if (k < 0) return MERGE_THREW;
    won_a = m->na - k;
    m->to -= won_a;
    m->a -= won_a;
    copy(m->to + 1, m->a + 1, (uint32_t)won_a);
    m->na -= won_a;
    if (m->na == 0) return MERGE_DONE;
    *m->to-- = *m->b--;
    if (--m->nb == 1) return MERGE_ONE_LEFT;
    k = gallop(s, *m->a, m->b - (m->nb - 1), m->nb, m->nb - 1, false);
    if (k < 0) return MERGE_THREW;
    won_b = m->nb - k;
    m->to -= won_b;
    m->b -= won_b;
    copy(m->to + 1, m->b + 1, (uint32_t)won_b);
    m->nb -= won_b;
    if (won_b && m->nb <= 1) return m->nb == 1 ? MERGE_ONE_LEFT : MERGE_DONE;
    *m->to-- = *m->a--;
    if (--m->na == 0) return MERGE_DONE;
  } while (won_a >= MIN_GALLOP || won_b >= MIN_GALLOP);
  s->min_gallop++;
  return MERGE_GO_ON;
}

/* Merges adjacent runs a and b, b the shorter. */
static bool merge_high(Sort *s, JsValue *a, uint32_t na, JsValue *b, uint32_t nb) {
  copy(s->scratch, b, nb);
  Merge m = {.to = b + nb - 1, .a = a + na - 1, .b = s->scratch + nb - 1, .na = na, .nb = nb};
  Outcome outcome = MERGE_GO_ON;
  *m.to-- = *m.a--;
  if (--m.na == 0) outcome = MERGE_DONE;
  else if (m.nb == 1) outcome = MERGE_ONE_LEFT;
  while (outcome == MERGE_GO_ON) {
    outcome = merge_high_pairs(s, &m);
    if (outcome == MERGE_GO_ON) outcome = merge_high_gallop(s, &m);
  }
  if (outcome == MERGE_DONE) {
    copy(m.to - (m.nb - 1), s->scratch, (uint32_t)m.nb);
  } else if (outcome == MERGE_ONE_LEFT) { /* the first of b belongs before all of a */
    JsValue first = *m.b;
    m.to -= m.na;
    m.a -= m.na;
    copy(m.to + 1, m.a + 1, (uint32_t)m.na);
    *m.to = first;
  }
  return outcome != MERGE_THREW;
}

/* Merges runs i and i + 1. */
static bool merge_at(Sort *s, uint32_t i) {
  JsValue *a = s->v + s->runs[i].base, *b = s->v + s->runs[i + 1].base;
  int64_t na = s->runs[i].length, nb = s->runs[i + 1].length;
  s->runs[i].length += s->runs[i + 1].length;
  if (i + 3 == s->run_count) s->runs[i + 1] = s->runs[i + 2];
  s->run_count--;
  int64_t skip = gallop(s, b[0], a, na, 0, true); /* these of a are in place */
  if (skip < 0) return false;
  a += skip;
  na -= skip;
  if (na == 0) return true;
  nb = gallop(s, a[na - 1], b, nb, nb - 1, false); /* what follows in b is in place */
  if (nb < 0) return false;
  if (nb == 0) return true;
  return na <= nb ? merge_low(s, a, (uint32_t)na, b, (uint32_t)nb) : merge_high(s, a, (uint32_t)na, b, (uint32_t)nb);
}

/* Does run i break "longer than the two after it together"? */
static bool too_short(const Sort *s, int64_t i) {
  return i >= 0 && (uint64_t)s->runs[i].length <= (uint64_t)s->runs[i + 1].length + s->runs[i + 2].length;
}

static bool collapse(Sort *s) {
  while (s->run_count > 1) {
    uint32_t n = s->run_count - 2;
    if (too_short(s, (int64_t)n - 1) || too_short(s, (int64_t)n - 2)) {
      if (s->runs[n - 1].length < s->runs[n + 1].length) n--;
    } else if (s->runs[n].length > s->runs[n + 1].length) {
      break;
    }
    if (!merge_at(s, n)) return false;
  }
  return true;
}

static bool collapse_all(Sort *s) {
  while (s->run_count > 1) {
    uint32_t n = s->run_count - 2;
    if (n > 0 && s->runs[n - 1].length < s->runs[n + 1].length) n--;
    if (!merge_at(s, n)) return false;
  }
  return true;
}

/* Between 32 and 64, such that n divided by it is a power of two or a little less. */
static uint32_t minimal_run(uint32_t n) {
  uint32_t rest = 0;
  while (n >= MIN_MERGE) {
    rest |= n & 1;
    n >>= 1;
  }
  return n + rest;
}

bool js_timsort(JsValue *v, uint32_t n, JsValue *scratch, JsLessFn less_fn, void *data) {
  if (n < 2) return true;
  Sort s = {.v = v, .scratch = scratch, .less = less_fn, .data = data, .min_gallop = MIN_GALLOP};
  uint32_t minimum = minimal_run(n);
  for (uint32_t low = 0; low < n;) {
    int64_t run = count_run(&s, v + low, n - low);
    if (run < 0) return false;
    if (run < minimum) {
      uint32_t forced = minimum < n - low ? minimum : n - low;
      if (!insertion_sort(&s, v + low, forced, (uint32_t)run)) return false;
      run = forced;
    }
    s.runs[s.run_count++] = (Run){low, (uint32_t)run};
    if (!collapse(&s)) return false;
    low += (uint32_t)run;
  }
  return collapse_all(&s);
}
