/* First sets: see first.h. */
#include "regexp/first.h"

#include <string.h>

/* Nesting beyond this gets the set of everything: the analysis runs anew at every level. */
#define MAX_DEPTH 40

const JsReFirstSet js_re_first_all = {{~0ull, ~0ull, ~0ull, ~0ull}, ~0ull, true, false};

static void add_range(JsReFirstSet *first, uint32_t from, uint32_t to) {
  for (uint32_t c = from; c <= to && c < 256; c++) first->latin1[c >> 6] |= 1ull << (c & 63);
  if (to < 256) return;
  if (from < 256) from = 256;
  if (to > 0xFFFF) {
    first->high |= 1ull << (0xD800 >> 10); /* lead surrogates */
    to = 0xFFFF;
  }
  for (uint32_t bucket = from >> 10; bucket <= to >> 10 && bucket < 64; bucket++) first->high |= 1ull << bucket;
}

void js_re_first_add_set(JsReFirstSet *first, const JsCharset *set) {
  for (uint32_t i = 0; i < set->ranges.count; i += 2) add_range(first, set->ranges.data[i], set->ranges.data[i + 1]);
}

void js_re_first_unite(JsReFirstSet *to, const JsReFirstSet *other) {
  for (int i = 0; i < 4; i++) to->latin1[i] |= other->latin1[i];
  to->high |= other->high;
  to->at_end |= other->at_end;
  to->accepts &= other->accepts;
}

static void intersect(JsReFirstSet *to, const JsReFirstSet *other) {
  for (int i = 0; i < 4; i++) to->latin1[i] &= other->latin1[i];
  to->high &= other->high;
  to->at_end &= other->at_end;
  to->accepts &= other->accepts;
}

bool js_re_first_is_all(const JsReFirstSet *first) {
  uint64_t common = first->high;
  for (int i = 0; i < 4; i++) common &= first->latin1[i];
  return first->at_end && common == ~0ull;
}

bool js_re_first_disjoint(const JsReFirstSet *a, const JsReFirstSet *b) {
  uint64_t common = a->high & b->high;
  for (int i = 0; i < 4; i++) common |= a->latin1[i] & b->latin1[i];
  return !common;
}

bool js_re_first_equal(const JsReFirstSet *a, const JsReFirstSet *b) {
  return a->high == b->high && a->at_end == b->at_end && !memcmp(a->latin1, b->latin1, sizeof a->latin1);
}

static JsReFirstSet first_of_assertion(const JsReNode *node, const JsReFirstSet *follow) {
  JsReFirstSet first = *follow;
  first.accepts = false;
  if (node->assertion == JS_RE_INPUT_END || node->assertion == JS_RE_LINE_END) {
    JsReFirstSet ends = {.at_end = true};
    if (node->assertion == JS_RE_LINE_END) {
      add_range(&ends, '\n', '\n');
      add_range(&ends, '\r', '\r');
      add_range(&ends, 0x2028, 0x2029);
    }
    intersect(&first, &ends);
  }
  return first;
}

JsReFirstSet js_re_first_repeat(const JsReNode *body, const JsReFirstSet *follow, int depth) {
  JsReFirstSet first = js_re_first(body, follow, depth);
  js_re_first_unite(&first, follow);
  first.accepts = false;
  return first;
}

JsReFirstSet js_re_first(const JsReNode *node, const JsReFirstSet *follow, int depth) {
  JsReFirstSet first = {0};
  if (depth > MAX_DEPTH) return js_re_first_all;
  switch ((JsReKind)node->kind) {
    case JS_RE_EMPTY: return *follow;
    case JS_RE_CHAR: add_range(&first, node->u.cp, node->u.cp); return first;
    case JS_RE_SET: js_re_first_add_set(&first, node->u.set); return first;
    case JS_RE_SEQ: {
      uint32_t i = 0;
      while (i < node->u.list.count && !node->u.list.items[i]->min_length) i++;
      first = *follow;
      if (i < node->u.list.count) first = js_re_first(node->u.list.items[i], &js_re_first_all, depth + 1);
      while (i-- > 0) first = js_re_first(node->u.list.items[i], &first, depth + 1);
      return first;
    }
    case JS_RE_ALT:
      first.accepts = true;
      for (uint32_t i = 0; i < node->u.list.count; i++) {
        JsReFirstSet one = js_re_first(node->u.list.items[i], follow, depth + 1);
        js_re_first_unite(&first, &one);
      }
      return first;
    case JS_RE_GROUP: return js_re_first(node->u.inner.body, follow, depth + 1);
    case JS_RE_LOOP: {
      if (!node->u.inner.max) return *follow;
      /* One look into the body only: nested loops would double the work at each level. */
      if (node->min_length) return js_re_first(node->u.inner.body, &js_re_first_all, depth + 1);
      return js_re_first_repeat(node->u.inner.body, follow, depth + 1);
    }
    case JS_RE_LOOK:
      first = *follow;
      if (!node->behind && !node->negative) {
        JsReFirstSet body = js_re_first(node->u.inner.body, &js_re_first_all, depth + 1);
        intersect(&first, &body);
      }
      first.accepts = false;
      return first;
    case JS_RE_ASSERT: return first_of_assertion(node, follow);
    case JS_RE_BACKREF: return js_re_first_all;
  }
  return js_re_first_all;
}
