/* The layout of a program. */
#include <string.h>

#include "regexp/compiler.h"

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

static void write_masks(const JsReMasks *masks, JsRegExpProgram *program) {
  JsReMaskTable *table = (JsReMaskTable *)((char *)program + program->masks);
  for (uint32_t i = 0; i < masks->length; i++) {
    const JsReFirstSet *set = &masks->at[i];
    for (uint32_t unit = 0; unit < 256; unit++) {
      if ((set->latin1[unit >> 6] >> (unit & 63)) & 1) table->latin1[unit] |= (uint8_t)(1u << i);
    }
    for (uint32_t bucket = 0; bucket < 64; bucket++) {
      if ((set->high >> bucket) & 1) table->high[bucket] |= (uint8_t)(1u << i);
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
  JsReMasks masks;
  js_re_choose_start(c, &header, &masks); /* may add a first set */
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
  header.masks = reserve(&total, header.start == JS_RE_START_MASKS ? sizeof(JsReMaskTable) : 0);
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
  if (header.start == JS_RE_START_MASKS) write_masks(&masks, program);
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
