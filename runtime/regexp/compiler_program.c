/* The layout of a program, and how a search finds places to start. */
#include <string.h>

#include "regexp/compiler.h"

/* Start. */

static bool starts_with_assertion(const JsReNode *node, JsReAssertion assertion, int depth) {
  if (depth > 32) return false;
  switch ((JsReKind)node->kind) {
    case JS_RE_ASSERT: return node->assertion == assertion;
    case JS_RE_SEQ: return starts_with_assertion(node->u.list.items[0], assertion, depth + 1);
    case JS_RE_GROUP: return starts_with_assertion(node->u.inner.body, assertion, depth + 1);
    case JS_RE_LOOP: return node->u.inner.min > 0 && starts_with_assertion(node->u.inner.body, assertion, depth + 1);
    case JS_RE_ALT:
      for (uint32_t i = 0; i < node->u.list.count; i++) {
        if (!starts_with_assertion(node->u.list.items[i], assertion, depth + 1)) return false;
      }
      return true;
    default: return false;
  }
}

typedef struct Prefix {
  uint16_t units[JS_RE_MAX_PREFIX];
  uint32_t length;
} Prefix;

/* Collects the literal that every match starts with; false where it ends. */
static bool collect_prefix(const JsReNode *node, bool unicode, Prefix *prefix, int depth) {
  if (depth > 32) return false;
  switch ((JsReKind)node->kind) {
    case JS_RE_EMPTY: return true;
    case JS_RE_CHAR: {
      uint32_t cp = node->u.cp;
      if (unicode && cp >= 0xD800 && cp <= 0xDFFF) return false;
      if (prefix->length + (cp > 0xFFFF ? 2 : 1) > JS_RE_MAX_PREFIX) return false;
      if (cp > 0xFFFF) {
        prefix->units[prefix->length++] = (uint16_t)(0xD800 + ((cp - 0x10000) >> 10));
        cp = 0xDC00 + (cp & 0x3FF);
      }
      prefix->units[prefix->length++] = (uint16_t)cp;
      return true;
    }
    case JS_RE_SEQ:
      for (uint32_t i = 0; i < node->u.list.count; i++) {
        if (!collect_prefix(node->u.list.items[i], unicode, prefix, depth + 1)) return false;
      }
      return true;
    case JS_RE_GROUP: return collect_prefix(node->u.inner.body, unicode, prefix, depth + 1);
    case JS_RE_LOOP:
      if (node->u.inner.min > 0) collect_prefix(node->u.inner.body, unicode, prefix, depth + 1);
      return false;
    default: return false;
  }
}

/* The one unit of a first set, if it is one. */
static bool single_unit(const JsReFirstSet *first, uint16_t *unit) {
  if (first->high || first->at_end) return false;
  int found = -1;
  for (int c = 0; c < 256; c++) {
    if (!((first->latin1[c >> 6] >> (c & 63)) & 1)) continue;
    if (found >= 0) return false;
    found = c;
  }
  if (found < 0) return false;
  *unit = (uint16_t)found;
  return true;
}

static void choose_start(JsReCompiler *c, JsRegExpProgram *header) {
  const JsReNode *root = c->pattern->root;
  header->start = JS_RE_START_ANYWHERE;
  header->start_first = JS_RE_NONE;
  if (starts_with_assertion(root, JS_RE_INPUT_START, 0)) {
    header->start = JS_RE_START_INPUT;
    return;
  }
  if (starts_with_assertion(root, JS_RE_LINE_START, 0)) {
    header->start = JS_RE_START_LINE;
    return;
  }
  Prefix prefix = {.length = 0};
  collect_prefix(root, c->unicode, &prefix, 0);
  memcpy(header->prefix, prefix.units, sizeof prefix.units);
  header->prefix_length = prefix.length;
  if (prefix.length) {
    header->start = prefix.length > 1 ? JS_RE_START_STRING : JS_RE_START_CHAR;
    return;
  }
  JsReFirstSet first = js_re_first(root, &js_re_first_all, 0);
  if (single_unit(&first, &header->prefix[0])) {
    header->start = JS_RE_START_CHAR;
    header->prefix_length = 1;
    return;
  }
  header->start_first = js_re_first_index(c, &first);
  if (header->start_first != JS_RE_NONE) header->start = JS_RE_START_FIRST;
}

/* Layout. */

static uint32_t reserve(size_t *total, size_t bytes) {
  size_t at = *total;
  *total = (at + bytes + 7) & ~(size_t)7;
  return (uint32_t)at;
}

static uint32_t count_high_ranges(const JsCharset *set) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < set->ranges.count; i += 2) n += set->ranges.data[i + 1] > 255;
  return n;
}

static uint32_t name_units(const JsReGroupName *name) {
  uint32_t n = name->length;
  for (uint32_t i = 0; i < name->length; i++) n += name->text[i] > 0xFFFF;
  return n;
}

static void write_sets(JsReCompiler *c, JsRegExpProgram *program) {
  JsReSet *sets = (JsReSet *)((char *)program + program->sets);
  uint32_t *ranges = (uint32_t *)((char *)program + program->ranges), n = 0;
  uint8_t *latin1 = (uint8_t *)program + program->latin1;
  for (uint32_t i = 0; i < c->sets.count; i++) {
    const JsCharset *set = c->sets.data[i];
    uint8_t *table = latin1 + (i >> 3) * 256, bit = (uint8_t)(1u << (i & 7));
    sets[i].first_range = n;
    for (uint32_t k = 0; k < set->ranges.count; k += 2) {
      uint32_t from = set->ranges.data[k], to = set->ranges.data[k + 1];
      for (uint32_t unit = from; unit <= to && unit < 256; unit++) table[unit] |= bit;
      if (to < 256) continue;
      ranges[2 * n] = from < 256 ? 256 : from;
      ranges[2 * n + 1] = to;
      n++;
    }
    sets[i].range_count = n - sets[i].first_range;
  }
}

static void write_firsts(JsReCompiler *c, JsRegExpProgram *program) {
  JsReFirst *firsts = (JsReFirst *)((char *)program + program->firsts);
  uint8_t *latin1 = (uint8_t *)program + program->latin1;
  for (uint32_t i = 0; i < c->firsts.count; i++) {
    const JsReFirstSet *first = c->firsts.data[i];
    uint32_t column = c->sets.count + i;
    uint8_t *table = latin1 + (column >> 3) * 256, bit = (uint8_t)(1u << (column & 7));
    firsts[i] = (JsReFirst){.high = first->high, .column = column, .at_end = first->at_end};
    for (uint32_t unit = 0; unit < 256; unit++) {
      if ((first->latin1[unit >> 6] >> (unit & 63)) & 1) table[unit] |= bit;
    }
  }
}

static void write_names(JsReCompiler *c, JsRegExpProgram *program) {
  uint32_t *triples = (uint32_t *)((char *)program + program->names);
  uint16_t *units = (uint16_t *)((char *)program + program->name_units);
  uint32_t n = 0;
  for (uint32_t i = 0; i < c->pattern->name_count; i++) {
    const JsReGroupName *name = &c->pattern->names[i];
    triples[3 * i] = name->index;
    triples[3 * i + 1] = n;
    for (uint32_t k = 0; k < name->length; k++) {
      uint32_t cp = name->text[k];
      if (cp > 0xFFFF) {
        units[n++] = (uint16_t)(0xD800 + ((cp - 0x10000) >> 10));
        cp = 0xDC00 + (cp & 0x3FF);
      }
      units[n++] = (uint16_t)cp;
    }
    triples[3 * i + 2] = n - triples[3 * i + 1];
  }
}

JsRegExpProgram *js_re_assemble(JsReCompiler *c, uint32_t flags, JsRegExpAllocate allocate, void *context) {
  JsRegExpProgram header;
  memset(&header, 0, sizeof header);
  choose_start(c, &header); /* may add a first set */
  size_t ranges = 0, units = 0, total = sizeof header;
  for (uint32_t i = 0; i < c->sets.count; i++) ranges += count_high_ranges(c->sets.data[i]);
  for (uint32_t i = 0; i < c->pattern->name_count; i++) units += name_units(&c->pattern->names[i]);
  header.flags = flags & JS_RE_COMPILE_FLAGS;
  header.group_count = c->pattern->group_count + 1;
  header.register_count = c->register_count;
  header.min_length = c->pattern->root->min_length;
  header.memo_states = c->memo_states;
  header.name_count = c->pattern->name_count;
  header.code_count = c->code.count;
  header.set_count = c->sets.count;
  header.first_count = c->firsts.count;
  header.code = reserve(&total, c->code.count * sizeof(uint32_t));
  header.sets = reserve(&total, c->sets.count * sizeof(JsReSet));
  header.firsts = reserve(&total, c->firsts.count * sizeof(JsReFirst));
  header.ranges = reserve(&total, ranges * 2 * sizeof(uint32_t));
  header.latin1 = reserve(&total, (c->sets.count + c->firsts.count + 7) / 8 * (size_t)256);
  header.names = reserve(&total, header.name_count * 3 * sizeof(uint32_t));
  header.name_units = reserve(&total, units * sizeof(uint16_t));
  if (total > JS_ARENA_MAX_BYTES) js_arena_fail(c->arena, "Regular expression too large");
  header.size = (uint32_t)total;
  JsRegExpProgram *program = allocate(context, total);
  if (!program) return NULL;
  header.cell = program->cell;
  *program = header;
  memcpy((char *)program + program->code, c->code.data, c->code.count * sizeof(uint32_t));
  write_sets(c, program);
  write_firsts(c, program);
  write_names(c, program);
  return program;
}

uint32_t js_regexp_group_count(const JsRegExpProgram *program) { return program->group_count; }
size_t js_regexp_program_size(const JsRegExpProgram *program) { return program->size; }
uint32_t js_regexp_name_count(const JsRegExpProgram *program) { return program->name_count; }

uint32_t js_regexp_name(const JsRegExpProgram *program, uint32_t i, const uint16_t **units, uint32_t *length) {
  const uint32_t *triple = JS_RE_AT(program, uint32_t, names) + 3 * i;
  *units = JS_RE_AT(program, uint16_t, name_units) + triple[1];
  *length = triple[2];
  return triple[0];
}
