/* Sweeping: what was not marked loses its start byte; blocks without survivors become free. */
#include "gc/heap.h"

#define POISON 0xDB
#define WORDS (GC_TABLE_SIZE / 8)
#define FIRST_WORD (GC_FIRST_GRANULE / 8)
#define LINE_GRANULES (GC_LINE_SIZE / JS_GRANULE)

/* Start of a full collection: every survivor of the last ones has to prove itself again. */
void gc_unmark_all(JsSpace *s) {
  for (uint32_t i = 0; i < s->high_water; i++) {
    JsBlockInfo *info = &s->info[i];
    if (info->state != BLOCK_SMALL && info->state != BLOCK_LARGE) continue;
    info->young = 1;
    JsBlock *block = space_block(s, i);
    memset(block->lines, 0, sizeof block->lines);
    uint64_t *words = (uint64_t *)block; /* of the granule table */
    uint32_t end = info->state == BLOCK_LARGE ? FIRST_WORD + 1 : WORDS;
    for (uint32_t w = FIRST_WORD; w < end; w++) words[w] = (words[w] >> 1 | words[w]) & GC_YOUNG_8;
  }
}

/* Overwrites dead cells (each up to the next start) so that what still uses them is found out. */
static void poison_block(JsBlock *block) {
  const uint8_t *table = (const uint8_t *)block;
  char *dead = NULL;
  for (uint32_t g = GC_FIRST_GRANULE; g < GC_GRANULES; g++) {
    char *p = (char *)block + g * JS_GRANULE;
    uint32_t line = g / LINE_GRANULES;
    bool live_line = block->lines[line / 64] >> (line % 64) & 1;
    if (table[g]) dead = table[g] & GC_MARKED ? NULL : p;
    else if (!dead && !live_line && g % LINE_GRANULES == 0) dead = p;
    if (dead) memset(p, POISON, JS_GRANULE);
  }
}

/* Returns the number of free lines; GC_USABLE_LINES only if no cell is left. */
static uint32_t sweep_block(JsHeap *heap, JsBlock *block) {
  if (heap->poison) poison_block(block);
  uint64_t *words = (uint64_t *)block;
  for (uint32_t w = FIRST_WORD; w < WORDS; w++) words[w] &= GC_MARKED_8;
  uint32_t used = 0;
  for (uint32_t i = 0; i < GC_LINES / 64; i++) used += (uint32_t)__builtin_popcountll(block->lines[i]);
  return GC_USABLE_LINES - used;
}

static void sweep_large(JsHeap *heap, JsSpace *s, uint32_t index) {
  JsBlockInfo *info = &s->info[index];
  uint8_t *byte = gc_byte((char *)space_block(s, index) + GC_TABLE_SIZE);
  info->young = 0;
  if (*byte == GC_MARKED) return;
  size_t size = ((size_t)info->value << GC_BLOCK_SHIFT) - GC_TABLE_SIZE;
  if (heap->poison) memset((char *)space_block(s, index) + GC_TABLE_SIZE, POISON, size);
  *byte = 0;
  space_give_back(s, index, info->value);
}

void gc_sweep(JsHeap *heap, JsSpace *s) {
  for (uint32_t i = 0; i < s->high_water; i++) {
    JsBlockInfo *info = &s->info[i];
    if (!info->young) continue;
    if (info->state == BLOCK_LARGE) sweep_large(heap, s, i);
    if (info->state != BLOCK_SMALL) continue;
    uint32_t free_lines = sweep_block(heap, space_block(s, i));
    if (free_lines == GC_USABLE_LINES) {
      space_give_back(s, i, 1);
    } else {
      *info = (JsBlockInfo){.state = BLOCK_SMALL, .value = free_lines};
    }
  }
}
