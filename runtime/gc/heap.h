/* The collector's own data structures; other areas include gc/gc.h only.
 *
 * A space is one reserved range of 64 KiB blocks. A block begins with its granule table, a byte for each 16 bytes of
 * the block; the first 256 entries would describe the table itself, so the block's header lives there. */
#ifndef LODE_GC_HEAP_H
#define LODE_GC_HEAP_H

#include "isolate.h"

/* A granule's byte. Zero: no cell starts here. */
#define GC_YOUNG JS_GRANULE_YOUNG /* allocated since the last collection, or (while one runs) not reached yet */
#define GC_MARKED 2               /* survived; stays set until the next full collection (sticky marks) */
#define GC_PENDING 4              /* with GC_YOUNG: key of an ephemeron whose value waits for it */
#define GC_YOUNG_8 0x0101010101010101ull
#define GC_MARKED_8 0x0202020202020202ull

/* JsCell.gc, beside JS_GC_NEEDS_BARRIER */
#define GC_SHALLOW 0x02 /* traced by its owner, which also carries the barrier */

#define GC_BLOCK_SHIFT 16
#define GC_BLOCK_MASK ((uintptr_t)JS_BLOCK_SIZE - 1)
#define GC_GRANULES (JS_BLOCK_SIZE / JS_GRANULE) /* 4096 */
#define GC_TABLE_SIZE GC_GRANULES                 /* bytes at the block's start */
#define GC_FIRST_GRANULE (GC_TABLE_SIZE / JS_GRANULE)
#define GC_LINE_SIZE 64u
#define GC_LINES (JS_BLOCK_SIZE / GC_LINE_SIZE)
#define GC_FIRST_LINE (GC_TABLE_SIZE / GC_LINE_SIZE)
#define GC_USABLE_LINES (GC_LINES - GC_FIRST_LINE)
#define GC_CHUNK 4096u         /* a hole is zeroed and handed out in pieces that stay in the first-level cache */
#define GC_MEDIUM_SIZE 256u   /* cells above this don't use up holes that are too small for them */
#define GC_MIN_FREE_LINES 32u  /* blocks with fewer free lines are not worth visiting */
#define GC_MIN_NURSERY ((size_t)8 << 20)
#define GC_NO_BLOCK UINT32_MAX

typedef struct JsBlock {
  uint64_t lines[GC_LINES / 64]; /* bit: a surviving cell overlaps the line */
} JsBlock;

typedef enum BlockState { BLOCK_FREE, BLOCK_SMALL, BLOCK_LARGE, BLOCK_LARGE_REST } BlockState;
typedef struct JsBlockInfo {
  uint8_t state;
  uint8_t dirty;       /* of free blocks: memory is not known to be zero */
  uint8_t young;       /* may hold young cells */
  uint8_t zeroed;      /* of small blocks taken since the last collection: fresh memory */
  uint32_t value;      /* SMALL: free lines; LARGE: its number of blocks; LARGE_REST: distance to the first */
} JsBlockInfo;

typedef struct JsSpace {
  uintptr_t base;
  size_t size; /* bytes of address space */
  JsBlockInfo *info;
  uint32_t block_count;
  uint32_t high_water; /* blocks from here on were never used, or were given back */
  uint32_t committed;  /* blocks before here may be accessed */
  uint32_t used;       /* blocks that are not free */
  uint32_t limit;      /* blocks that may be used */
  /* The bump allocator: [cursor, limit) is zero, [limit, hole_end) is free but not yet zeroed. */
  char *cursor, *chunk_end, *hole_end;
  uint32_t block, line; /* the block being filled and the line from which to look for its next hole */
  bool zeroed;          /* the current block is fresh */
  uint32_t next_block;  /* where to go on looking for blocks with holes, */
  uint32_t next_empty;  /* single empty blocks, */
  uint32_t next_run;    /* runs of empty blocks */
  /* Cells of more than a line that don't fit the current hole go to a block of their own. */
  char *overflow_cursor, *overflow_end;
  bool overflow_zeroed;
} JsSpace;

struct JsTracer {
  JsHeap *heap;
  JsCell **stack;
  size_t top, capacity;
  /* Set while verifying: called instead of marking. */
  void (*visit)(JsTracer *t, const void *cell, bool shallow);
  const JsCell *owner;
  char *message;
  size_t message_size;
  bool failed, barriers;
};

typedef struct GcRange {
  JsValue *start;
  size_t count;
} GcRange;
typedef struct GcRootFn {
  JsRootFn fn;
  void *data;
} GcRootFn;
typedef struct GcWeakFn {
  JsWeakFn fn;
  void *data;
} GcWeakFn;
typedef struct GcFinalizer {
  JsCell *cell;
  JsFinalizeFn fn;
} GcFinalizer;
typedef struct GcEphemeron {
  JsCell *key;
  JsValue value;
  uint32_t next; /* in the same list; index + 1 */
} GcEphemeron;

/* A growable array of T in malloc'd memory. */
#define GC_VECTOR(T) \
  struct {           \
    T *items;        \
    size_t count, capacity; \
  }
#define GC_PUSH(vector, ...)                                                                                       \
  do {                                                                                                             \
    if ((vector)->count == (vector)->capacity)                                                                     \
      (vector)->items = gc_grow((vector)->items, &(vector)->capacity, sizeof *(vector)->items);                     \
    (vector)->items[(vector)->count++] = __VA_ARGS__;                                                              \
  } while (0)
void *gc_grow(void *items, size_t *capacity, size_t item_size); /* doubles; out of memory is fatal */

#define GC_HISTORY 4
typedef struct GcRecord {
  double at_ms, took_ms;
  size_t before, after;
  bool full;
} GcRecord;

struct JsHeap {
  JsIsolate *iso;
  JsSpace main, low;
  JsTracer tracer;
  char *stack_base;

  GC_VECTOR(JsCell *) remembered;
  GC_VECTOR(GcRange) ranges;
  GC_VECTOR(GcRootFn) root_fns;
  GC_VECTOR(GcWeakFn) weak_fns;
  GC_VECTOR(GcFinalizer) finalizers;
  size_t young_finalizers; /* index of the first whose cell may be young */
  GC_VECTOR(JsCell *) weak_cells; /* queued for js_weak_sweep */
  GC_VECTOR(GcEphemeron) ephemerons;
  GC_VECTOR(uint32_t) ready; /* lists of ephemerons whose key was reached */
  uint32_t *ephemeron_table; /* hash of key → index + 1 of the list's head */
  size_t ephemeron_mask;

  /* Pacing, all in bytes. */
  size_t live;            /* after the last collection */
  size_t marked;          /* by the running one */
  size_t allocated_since; /* handed out since the last one */
  size_t external, external_since;
  size_t budget;          /* collect when this much was allocated */
  size_t full_threshold;  /* collect everything when live and external memory reach this */
  size_t limit;
  unsigned futile;        /* consecutive full collections at the limit that freed next to nothing */

  bool collecting, full;
  bool hidden; /* stress, or counting allocations: compiled code must always take the slow path */
  bool poison, verify;
  uint64_t stress, stress_count;
  uint64_t fail_at, slow_count;
  size_t collections, full_collections;
  GcRecord history[GC_HISTORY];
  double start_ms;
};

static inline uint8_t *gc_byte(const void *cell) {
  uintptr_t p = (uintptr_t)cell;
  return (uint8_t *)(p & ~GC_BLOCK_MASK) + ((p & GC_BLOCK_MASK) / JS_GRANULE);
}
static inline bool space_contains(const JsSpace *s, uintptr_t p) { return p - s->base < s->size; }
static inline bool gc_contains(const JsHeap *heap, const void *p) {
  return space_contains(&heap->main, (uintptr_t)p) || space_contains(&heap->low, (uintptr_t)p);
}
static inline JsBlock *space_block(const JsSpace *s, uint32_t index) {
  return (JsBlock *)(s->base + ((uintptr_t)index << GC_BLOCK_SHIFT));
}
static inline uint32_t space_index(const JsSpace *s, uintptr_t p) { return (uint32_t)((p - s->base) >> GC_BLOCK_SHIFT); }
static inline size_t gc_round(size_t size) { return (size + JS_GRANULE - 1) & ~(size_t)(JS_GRANULE - 1); }

/* space.c */
bool space_reserve(JsSpace *s, size_t size, size_t minimum, bool low);
void space_free(JsSpace *s);
uint32_t space_take(JsSpace *s, uint32_t count); /* free blocks in a row, or GC_NO_BLOCK */
void space_give_back(JsSpace *s, uint32_t index, uint32_t count);
void space_release(JsSpace *s, uint32_t keep);   /* returns dirty free blocks beyond keep to the system */
void space_reset_allocator(JsSpace *s);

/* mark.c */
extern const JsSizeFn gc_size_fns[JS_KIND_COUNT];
extern const JsTraceFn gc_trace_fns[JS_KIND_COUNT];
static inline size_t gc_cell_size(const JsCell *cell) { return gc_round(gc_size_fns[cell->kind](cell)); }
void gc_drain(JsTracer *t);
void gc_push(JsTracer *t, JsCell *cell);
void gc_retrace(JsTracer *t, JsCell *cell); /* a remembered cell */

/* roots.c */
JsCell *gc_resolve(const JsHeap *heap, uintptr_t p); /* the cell that p points into, or NULL */
void gc_mark_conservative(JsTracer *t, uintptr_t word);
void gc_mark_roots(JsTracer *t, void *stack_pointer);
/* Calls fn(stack pointer below the saved callee-saved registers, heap, full). */
void gc_with_registers(void (*fn)(void *sp, JsHeap *heap, int full), JsHeap *heap, int full);

/* weak.c */
void gc_ephemeron_key_reached(JsTracer *t, JsCell *key);
bool gc_ephemerons_ready(JsTracer *t); /* traces the values of reached keys; false: there were none */
void gc_process_weak(JsHeap *heap);
void gc_weak_free(JsHeap *heap);

/* sweep.c */
void gc_unmark_all(JsSpace *s); /* start of a full collection */
void gc_sweep(JsHeap *heap, JsSpace *s);

/* collect.c */
void gc_maybe_collect(JsHeap *heap);
void gc_collect_at_limit(JsHeap *heap);
_Noreturn void gc_out_of_memory(JsHeap *heap, const char *what);
_Noreturn void gc_fatal(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* verify.c */
void gc_check(JsHeap *heap, bool barriers); /* aborts with a message if the heap is not in order */

#endif
