/* Reserved address ranges and their blocks. */
#include "gc/heap.h"

#include <stdlib.h>
#include <sys/mman.h>

#define LOW_END ((uintptr_t)1 << 32)

/* Blocks that become usable at a time. What is only reserved counts against no limit of memory (RLIMIT_DATA). */
#define COMMIT_BLOCKS 64u

static void *map(void *hint, size_t size, int access, int flags) {
  void *p = mmap(hint, size, access, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
  return p == MAP_FAILED ? NULL : p;
}

/* A range wholly below 4 GiB. MAP_32BIT knows only one gigabyte of it (and only on x86-64), so probe hints after that. */
static void *map_low(size_t size) {
#ifdef MAP_32BIT
  void *p = map(NULL, size, PROT_NONE, MAP_32BIT);
  if (p && (uintptr_t)p + size <= LOW_END) return p;
  if (p) munmap(p, size);
#endif
  for (uintptr_t hint = 0x10000000; hint + size <= LOW_END; hint += size) {
    void *q = map((void *)hint, size, PROT_NONE, 0);
    if (q && (uintptr_t)q + size <= LOW_END) return q;
    if (q) munmap(q, size);
  }
  return NULL;
}

/* Reserves size bytes, or half as often as it takes, down to minimum. One block more is mapped to align the range, and
 * the last block is never used, so that a pointer just past the end of a cell still lies in the range. */
bool space_reserve(JsSpace *s, size_t size, size_t minimum, bool low) {
  memset(s, 0, sizeof *s);
  for (; size >= minimum; size /= 2) {
    char *p = low ? map_low(size) : map(NULL, size, PROT_NONE, 0);
    if (!p) continue;
    uintptr_t start = ((uintptr_t)p + GC_BLOCK_MASK) & ~GC_BLOCK_MASK;
    uintptr_t end = ((uintptr_t)p + size) & ~GC_BLOCK_MASK;
    if (start > (uintptr_t)p) munmap(p, start - (uintptr_t)p);
    if ((uintptr_t)p + size > end) munmap((char *)end, (uintptr_t)p + size - end);
    s->base = start;
    s->size = end - start;
    s->block_count = (uint32_t)(s->size >> GC_BLOCK_SHIFT) - 1;
    s->limit = s->block_count;
    s->info = map(NULL, (size_t)s->block_count * sizeof *s->info, PROT_READ | PROT_WRITE, 0);
    s->block = GC_NO_BLOCK;
    if (s->info) return true;
    munmap((void *)start, s->size);
  }
  return false;
}

void space_free(JsSpace *s) {
  if (!s->info) return;
  munmap((void *)s->base, s->size);
  munmap(s->info, (size_t)s->block_count * sizeof *s->info);
  s->info = NULL;
}

static uint32_t find_single(JsSpace *s) {
  uint32_t i = s->next_empty;
  while (i < s->high_water && s->info[i].state != BLOCK_FREE) i++;
  s->next_empty = i + 1;
  return i;
}

/* First run of count free blocks at or after next_run. Blocks become free only when collecting, which resets the
 * search, so the search as a whole is linear between collections unless runs of very different lengths alternate. */
static uint32_t find_run(JsSpace *s, uint32_t count) {
  uint32_t start = s->next_run;
  for (uint32_t i = start; i < s->high_water; i++) {
    if (s->info[i].state != BLOCK_FREE) start = i + 1;
    else if (i + 1 - start == count) break;
  }
  s->next_run = start + count;
  return start;
}

/* Makes the blocks before end usable. */
static bool commit(JsSpace *s, uint32_t end) {
  if (end <= s->committed) return true;
  uint32_t wanted = s->block_count - end < COMMIT_BLOCKS ? s->block_count : end + COMMIT_BLOCKS - end % COMMIT_BLOCKS;
  size_t bytes = (size_t)(wanted - s->committed) << GC_BLOCK_SHIFT;
  if (mprotect(space_block(s, s->committed), bytes, PROT_READ | PROT_WRITE) != 0) return false;
  s->committed = wanted;
  return true;
}

/* Finds count free blocks in a row and counts them as used; the caller sets their state. */
uint32_t space_take(JsSpace *s, uint32_t count) {
  if (count > s->limit || s->used > s->limit - count) return GC_NO_BLOCK;
  uint32_t start = count == 1 ? find_single(s) : find_run(s, count);
  if (start > s->block_count || count > s->block_count - start) return GC_NO_BLOCK;
  if (!commit(s, start + count)) return GC_NO_BLOCK;
  if (start + count > s->high_water) s->high_water = start + count;
  s->used += count;
  return start;
}

void space_give_back(JsSpace *s, uint32_t index, uint32_t count) {
  for (uint32_t i = index; i < index + count; i++) {
    s->info[i] = (JsBlockInfo){.state = BLOCK_FREE, .dirty = 1};
  }
  s->used -= count;
}

/* Returns memory of free blocks to the system, from the top down so that the heap shrinks, keeping `keep` dirty ones. */
void space_release(JsSpace *s, uint32_t keep) {
  uint32_t dirty = 0;
  for (uint32_t i = 0; i < s->high_water; i++) dirty += s->info[i].state == BLOCK_FREE && s->info[i].dirty;
  uint32_t i = s->high_water;
  while (i > 0 && dirty > keep) {
    if (s->info[i - 1].state != BLOCK_FREE || !s->info[i - 1].dirty) {
      i--;
      continue;
    }
    uint32_t end = i;
    while (i > 0 && dirty > keep && s->info[i - 1].state == BLOCK_FREE && s->info[i - 1].dirty) {
      s->info[--i].dirty = 0;
      dirty--;
    }
    size_t bytes = (size_t)(end - i) << GC_BLOCK_SHIFT;
    if (madvise(space_block(s, i), bytes, MADV_DONTNEED) != 0) memset(space_block(s, i), 0, bytes);
  }
  while (s->high_water > 0 && s->info[s->high_water - 1].state == BLOCK_FREE && !s->info[s->high_water - 1].dirty) {
    s->high_water--;
  }
}

void space_reset_allocator(JsSpace *s) {
  s->cursor = s->chunk_end = s->hole_end = NULL;
  s->overflow_cursor = s->overflow_end = NULL;
  s->block = GC_NO_BLOCK;
  s->next_block = s->next_empty = s->next_run = 0;
}
