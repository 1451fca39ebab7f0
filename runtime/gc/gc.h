/* The collector: non-moving mark-region (Immix blocks and lines), sticky-mark generations, stack and
 * registers scanned conservatively (interior pointers resolve to their cell), heap traced precisely.
 *
 * What C code must know is in runtime/GC_RULES.md. In short: locals need no rooting; memory outside
 * stack and heap must be registered as roots; after storing a cell pointer into a cell call
 * js_barrier(owner); a cell must be fully valid (traceable) before the next allocation. */
#ifndef LODE_GC_GC_H
#define LODE_GC_GC_H

#include "value/value.h"

typedef struct JsHeap JsHeap;
typedef struct JsTracer JsTracer;
typedef size_t (*JsSizeFn)(const JsCell *cell);            /* bytes, from the header alone */
typedef void (*JsTraceFn)(JsTracer *tracer, JsCell *cell); /* calls js_trace_* for each reference */

#define JS_GRANULE 16u
#define JS_BLOCK_SIZE 65536u
#define JS_LARGE_SIZE 16384u /* cells from this size on get their own blocks */

/* Bump pointers that compiled code uses; the first fields of JsIsolate (see isolate.h).
 * Allocation of n granules in compiled code and in js_alloc_fast is: p = alloc_cursor; if p + size >
 * alloc_limit, slow path; alloc_cursor = p + size; mark p's granule byte JS_GRANULE_YOUNG in the block's
 * table; write the header. Under stress, or while LODE_FAIL_ALLOC counts, alloc_limit is kept at 0. */
#define JS_GRANULE_YOUNG 1

/* Allocates a zeroed cell of at least size bytes with kind set. NULL with the pending exception set
 * (out of memory) only where the heap limit was raised for it; otherwise reports Node's out-of-memory message
 * and exits with abort. [collects] */
void *js_alloc(JsIsolate *iso, JsKind kind, size_t size);
/* A shape: placed below 4 GiB. */
void *js_alloc_low(JsIsolate *iso, JsKind kind, size_t size);

/* Cells of kinds BYTES and VALUES: js_alloc keeps their size in the header's first word; what they hold starts at
 * offset 8. VALUES are traced as JsValues (JS_EMPTY where unused). */
typedef struct JsBytesCell {
  uint32_t granules;
  uint8_t kind, flags, aux, gc;
  uint8_t bytes[];
} JsBytesCell;
typedef struct JsValuesCell {
  uint32_t granules;
  uint8_t kind, flags, aux, gc;
  JsValue values[];
} JsValuesCell;
static inline size_t js_values_capacity(const JsValuesCell *cell) { return ((size_t)cell->granules * JS_GRANULE - 8) / 8; }

/* Tells the pacer about memory outside the heap that dies with a cell (buffers, native tables). */
void js_gc_adjust_external(JsIsolate *iso, int64_t bytes);

void js_gc_barrier_slow(JsIsolate *iso, JsCell *owner);
static inline void js_barrier(JsIsolate *iso, void *owner) {
  if (((JsCell *)owner)->gc & JS_GC_NEEDS_BARRIER) js_gc_barrier_slow(iso, (JsCell *)owner);
}

/* Full or young collection now. */
void js_gc_collect(JsIsolate *iso, bool full);

/* Calls fn with each cell, which may be dead but not swept yet. fn must not allocate. */
typedef void (*JsCellFn)(JsCell *cell, void *data);
void js_gc_each_cell(JsIsolate *iso, JsCellFn fn, void *data);

/* Tracing, for trace functions. A trace function is called for every live cell once (and again for
 * remembered cells). js_trace_cell accepts NULL. js_trace_interior marks a cell known by a pointer into it. */
void js_trace_cell(JsTracer *t, const void *cell);
void js_trace_value(JsTracer *t, JsValue v);
void js_trace_values(JsTracer *t, const JsValue *v, size_t n);
/* Marks a cell without tracing what it holds: its owner does that (an object's storage). */
void js_trace_shallow(JsTracer *t, const void *cell);
/* The same for the cell that p points into. An object's butterfly: js_trace_interior(t, o->elements - 1), since the word
 * below `elements` is inside the storage cell whatever its capacities. A pointer outside the heap is ignored. */
void js_trace_interior(JsTracer *t, const void *p);
/* Was this cell reached in the current collection? For weak processing, after marking. */
bool js_gc_is_marked(JsHeap *heap, const void *cell);

/* Roots outside stack and heap. */
void js_gc_add_roots(JsIsolate *iso, JsValue *start, size_t count); /* a range, until removed */
void js_gc_remove_roots(JsIsolate *iso, JsValue *start);
typedef void (*JsRootFn)(JsTracer *t, void *data); /* native structures that trace themselves */
void js_gc_add_root_fn(JsIsolate *iso, JsRootFn fn, void *data);
void js_gc_remove_root_fn(JsIsolate *iso, JsRootFn fn, void *data);
/* Called after marking, before sweeping: drop what is not js_gc_is_marked (atom table, IC tables,
 * transition tables, weak refs). Must not allocate. full: all cells were considered. */
typedef void (*JsWeakFn)(JsHeap *heap, bool full, void *data);
void js_gc_add_weak_fn(JsIsolate *iso, JsWeakFn fn, void *data);
void js_gc_remove_weak_fn(JsIsolate *iso, JsWeakFn fn, void *data);
/* Ephemerons and weak references. The trace function of a weak collection (js_weak_map_trace) marks its table with
 * js_trace_shallow, calls js_trace_ephemeron for each entry (the value is traced if and when the key is reached) and
 * js_gc_queue_ephemerons(t, collection). That of a WeakRef (js_weak_ref_trace) only queues the WeakRef. After marking,
 * js_weak_sweep (builtins/weak.c) is called with each queued cell: it drops entries whose key, or the target that, is
 * not js_gc_is_marked; it must not allocate. See gc/weak.c. */
void js_trace_ephemeron(JsTracer *t, const void *key, JsValue value);
void js_gc_queue_ephemerons(JsTracer *t, JsCell *collection);
void js_weak_sweep(JsHeap *heap, JsCell *collection);
/* Cells with native memory: fn runs once when the cell is found dead. Must not allocate nor touch cells. */
typedef void (*JsFinalizeFn)(JsIsolate *iso, JsCell *cell);
void js_gc_add_finalizer(JsIsolate *iso, void *cell, JsFinalizeFn fn);

/* Stacks: the main stack is known; others (if ever) are registered. */
void js_gc_set_stack_base(JsIsolate *iso, void *base);

typedef struct JsHeapStats {
  size_t used, committed, external, limit;
  size_t collections, full_collections;
} JsHeapStats;
void js_gc_stats(JsIsolate *iso, JsHeapStats *out);
bool js_gc_verify(JsIsolate *iso, char *message, size_t size); /* heap verifier; false: what is wrong */

JsHeap *js_heap_new(JsIsolate *iso, size_t limit); /* bytes; 0 = default. Reads LODE_GC_STRESS, LODE_FAIL_ALLOC, LODE_GC_VERIFY */
void js_heap_free(JsHeap *heap);

#endif
