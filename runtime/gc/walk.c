/* Visiting every cell of the heap. */
#include "gc/heap.h"

static void walk_block(JsBlock *block, JsCellFn fn, void *data) {
  const uint8_t *table = (const uint8_t *)block;
  for (uint32_t g = GC_FIRST_GRANULE; g < GC_GRANULES; g++)
    if (table[g]) fn((JsCell *)((char *)block + g * JS_GRANULE), data);
}

static void walk_space(JsSpace *s, JsCellFn fn, void *data) {
  for (uint32_t i = 0; i < s->high_water; i++) {
    if (s->info[i].state == BLOCK_SMALL) walk_block(space_block(s, i), fn, data);
    if (s->info[i].state == BLOCK_LARGE) fn((JsCell *)((char *)space_block(s, i) + GC_TABLE_SIZE), data);
  }
}

void js_gc_each_cell(JsIsolate *iso, JsCellFn fn, void *data) {
  walk_space(&iso->heap->low, fn, data);
  walk_space(&iso->heap->main, fn, data);
}
