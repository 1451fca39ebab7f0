/* Allocation: the slow paths behind the bump pointers of compiled code, large cells, cells below 4 GiB.
 *
 * A hole is a run of free lines in a block (Blackburn and McKinley, "Immix", PLDI 2008). Holes of partly filled blocks
 * are used up first, then empty blocks. A medium cell that doesn't fit the hole at hand is put into a
 * block apart (overflow allocation), so that the hole is not lost to the small cells that follow. */
#include "gc/heap.h"

/* The first free line at or after line; GC_LINES if there is none. */
static uint32_t next_line(const JsBlock *block, uint32_t line, bool used) {
  while (line < GC_LINES) {
    uint64_t word = used ? block->lines[line / 64] : ~block->lines[line / 64];
    word &= ~0ull << (line % 64);
    if (word) return (line & ~63u) + (uint32_t)__builtin_ctzll(word);
    line = (line & ~63u) + 64;
  }
  return GC_LINES;
}

static bool next_hole(JsSpace *s) {
  if (s->block == GC_NO_BLOCK || s->line >= GC_LINES) return false;
  JsBlock *block = space_block(s, s->block);
  uint32_t start = next_line(block, s->line, false);
  if (start == GC_LINES) {
    s->line = GC_LINES;
    return false;
  }
  uint32_t end = next_line(block, start, true);
  s->line = end;
  s->cursor = s->chunk_end = (char *)block + start * GC_LINE_SIZE;
  s->hole_end = (char *)block + end * GC_LINE_SIZE;
  return true;
}

static void enter_block(JsSpace *s, uint32_t index) {
  s->info[index].young = 1;
  s->zeroed = s->info[index].zeroed;
  s->block = index;
  s->line = GC_FIRST_LINE;
}

static bool next_partial_block(JsSpace *s) {
  /* Near the limit every free line counts. */
  uint32_t minimum = s->used > s->limit / 4 * 3 ? 1 : GC_MIN_FREE_LINES;
  for (; s->next_block < s->high_water; s->next_block++) {
    JsBlockInfo *info = &s->info[s->next_block];
    if (info->state != BLOCK_SMALL || info->value < minimum || info->young) continue;
    enter_block(s, s->next_block++);
    return true;
  }
  return false;
}

static uint32_t take_small_block(JsSpace *s) {
  uint32_t index = space_take(s, 1);
  if (index == GC_NO_BLOCK) return index;
  JsBlockInfo *info = &s->info[index];
  if (info->dirty) memset(space_block(s, index), 0, GC_TABLE_SIZE);
  *info = (JsBlockInfo){.state = BLOCK_SMALL, .young = 1, .zeroed = !info->dirty, .value = 0};
  return index;
}

/* Makes [cursor, chunk_end) hold at least size bytes. false: the space is full. */
static bool refill(JsHeap *heap, JsSpace *s, size_t size) {
  for (;;) {
    if ((size_t)(s->hole_end - s->cursor) >= size) {
      char *end = s->cursor + (size > GC_CHUNK ? size : GC_CHUNK);
      if (end > s->hole_end) end = s->hole_end;
      size_t grown = (size_t)(end - s->chunk_end);
      if (!s->zeroed) memset(s->chunk_end, 0, grown);
      heap->allocated_since += grown;
      s->chunk_end = end;
      return true;
    }
    if (next_hole(s) || next_partial_block(s)) continue;
    uint32_t index = take_small_block(s);
    if (index == GC_NO_BLOCK) return false;
    enter_block(s, index);
  }
}

/* A medium cell, when the hole at hand is too small for it. NULL: the space is full. */
static char *alloc_overflow(JsHeap *heap, JsSpace *s, size_t size) {
  if ((size_t)(s->overflow_end - s->overflow_cursor) < size) {
    uint32_t index = take_small_block(s);
    if (index == GC_NO_BLOCK) return NULL;
    s->overflow_cursor = (char *)space_block(s, index) + GC_TABLE_SIZE;
    s->overflow_end = (char *)space_block(s, index) + JS_BLOCK_SIZE;
    s->overflow_zeroed = s->info[index].zeroed;
  }
  char *p = s->overflow_cursor;
  s->overflow_cursor += size;
  if (!s->overflow_zeroed) memset(p, 0, size);
  heap->allocated_since += size;
  return p;
}

static char *alloc_small(JsHeap *heap, JsSpace *s, size_t size) {
  char *p;
  if ((size_t)(s->chunk_end - s->cursor) < size) {
    if (size > GC_MEDIUM_SIZE && (size_t)(s->hole_end - s->cursor) < size) {
      p = alloc_overflow(heap, s, size);
      if (p) return p;
    }
    if (!refill(heap, s, size)) return NULL;
  }
  p = s->cursor;
  s->cursor += size;
  return p;
}

static char *alloc_large(JsHeap *heap, JsSpace *s, size_t size) {
  size_t blocks = (size + GC_TABLE_SIZE + GC_BLOCK_MASK) >> GC_BLOCK_SHIFT;
  if (blocks > s->block_count) return NULL;
  uint32_t count = (uint32_t)blocks;
  uint32_t index = space_take(s, count);
  if (index == GC_NO_BLOCK) return NULL;
  char *start = (char *)space_block(s, index);
  char *end = start + GC_TABLE_SIZE + size;
  for (uint32_t i = 0; i < count; i++) {
    JsBlockInfo *info = &s->info[index + i];
    char *block = start + ((size_t)i << GC_BLOCK_SHIFT);
    if (info->dirty) memset(block, 0, (size_t)(end - block) < JS_BLOCK_SIZE ? (size_t)(end - block) : JS_BLOCK_SIZE);
    *info = (JsBlockInfo){.state = i ? BLOCK_LARGE_REST : BLOCK_LARGE, .young = 1, .value = i ? i : count};
  }
  heap->allocated_since += (size_t)count << GC_BLOCK_SHIFT;
  return start + GC_TABLE_SIZE;
}

static char *try_alloc(JsHeap *heap, JsSpace *s, size_t size) {
  return size >= JS_LARGE_SIZE ? alloc_large(heap, s, size) : alloc_small(heap, s, size);
}

/* Compiled code moves iso->alloc_cursor; what it may use ends at iso->alloc_limit. */
static void take_cursor(JsHeap *heap) {
  if (heap->iso->alloc_cursor) heap->main.cursor = heap->iso->alloc_cursor;
}
static void hand_out_cursor(JsHeap *heap) {
  bool hidden = heap->hidden;
  heap->iso->alloc_cursor = hidden ? NULL : heap->main.cursor;
  heap->iso->alloc_limit = hidden ? NULL : heap->main.chunk_end;
}

static void *alloc_slow(JsIsolate *iso, JsSpace *s, size_t size) {
  JsHeap *heap = iso->heap;
  if (heap->collecting) gc_fatal("allocation while collecting");
  take_cursor(heap);
  if (heap->fail_at && ++heap->slow_count == heap->fail_at) gc_out_of_memory(heap, "Allocation failed");
  gc_maybe_collect(heap);
  char *p = try_alloc(heap, s, size);
  if (!p) {
    gc_collect_at_limit(heap);
    p = try_alloc(heap, s, size);
    if (!p) gc_out_of_memory(heap, "Reached heap limit Allocation failed");
  }
  *gc_byte(p) = GC_YOUNG;
  hand_out_cursor(heap);
  return p;
}

/* The slow path called by compiled code; size is a multiple of 16. Never NULL. [collects] */
void *lode_alloc_slow(JsIsolate *iso, int64_t size) { return alloc_slow(iso, &iso->heap->main, gc_round((size_t)size)); }

static inline void *finish(char *p, JsKind kind, size_t size) {
  JsCell *cell = (JsCell *)p;
  cell->kind = (uint8_t)kind;
  if (kind == JS_KIND_BYTES || kind == JS_KIND_VALUES) cell->shape = (uint32_t)(size / JS_GRANULE);
  return cell;
}

static size_t rounded(JsHeap *heap, size_t size) {
  if (size > ((size_t)UINT32_MAX - 1) * JS_GRANULE) gc_out_of_memory(heap, "invalid table size Allocation failed");
  return size < JS_GRANULE ? JS_GRANULE : gc_round(size);
}

void *js_alloc(JsIsolate *iso, JsKind kind, size_t size) {
  size = rounded(iso->heap, size);
  char *p = iso->alloc_cursor;
  if (size >= JS_LARGE_SIZE || size > (size_t)(iso->alloc_limit - p) || iso->alloc_limit < p) {
    return finish(alloc_slow(iso, &iso->heap->main, size), kind, size);
  }
  iso->alloc_cursor = p + size;
  *gc_byte(p) = GC_YOUNG;
  return finish(p, kind, size);
}

void *js_alloc_low(JsIsolate *iso, JsKind kind, size_t size) {
  size = rounded(iso->heap, size);
  return finish(alloc_slow(iso, &iso->heap->low, size), kind, size);
}

/* Memory outside the heap counts like allocation. Nothing is collected here, but past the budget the next allocation
 * takes the slow path, which collects. */
void js_gc_adjust_external(JsIsolate *iso, int64_t bytes) {
  JsHeap *heap = iso->heap;
  if (bytes < 0) {
    size_t freed = (size_t)-bytes;
    heap->external = freed < heap->external ? heap->external - freed : 0;
    heap->external_since = freed < heap->external_since ? heap->external_since - freed : 0;
    return;
  }
  heap->external += (size_t)bytes;
  heap->external_since += (size_t)bytes;
  if (heap->allocated_since + heap->external_since >= heap->budget) iso->alloc_limit = NULL;
}
