/* Marking: cells reached are pushed on an explicit stack, and their trace functions push what they refer to. */
#include "gc/heap.h"

#include <stdlib.h>

#define X(name, size, trace) extern size_t size(const JsCell *cell);
JS_INTERNAL_KINDS(X) JS_OBJECT_KINDS(X)
#undef X
#define X(name, size, trace) extern void trace(JsTracer *t, JsCell *cell);
JS_INTERNAL_KINDS(X) JS_OBJECT_KINDS(X)
#undef X

const JsSizeFn gc_size_fns[JS_KIND_COUNT] = {
#define X(name, size, trace) [JS_KIND_##name] = size,
    JS_INTERNAL_KINDS(X) JS_OBJECT_KINDS(X)
#undef X
};
const JsTraceFn gc_trace_fns[JS_KIND_COUNT] = {
#define X(name, size, trace) [JS_KIND_##name] = trace,
    JS_INTERNAL_KINDS(X) JS_OBJECT_KINDS(X)
#undef X
};

/* FREE: a cell whose header is not written yet. */
size_t js_gc_size_free(const JsCell *cell) {
  (void)cell;
  return JS_GRANULE;
}
size_t js_gc_size_bytes(const JsCell *cell) { return (size_t)cell->shape * JS_GRANULE; }
size_t js_gc_size_values(const JsCell *cell) { return (size_t)cell->shape * JS_GRANULE; }
void js_gc_trace_none(JsTracer *t, JsCell *cell) { (void)t, (void)cell; }
void js_gc_trace_values(JsTracer *t, JsCell *cell) {
  JsValuesCell *values = (JsValuesCell *)cell;
  js_trace_values(t, values->values, js_values_capacity(values));
}

void *gc_grow(void *items, size_t *capacity, size_t item_size) {
  size_t grown = *capacity ? *capacity * 2 : 64;
  void *p = realloc(items, grown * item_size);
  if (!p) gc_fatal("no memory for the collector's tables");
  *capacity = grown;
  return p;
}

void gc_push(JsTracer *t, JsCell *cell) {
  if (__builtin_expect(t->top == t->capacity, 0)) t->stack = gc_grow(t->stack, &t->capacity, sizeof *t->stack);
  t->stack[t->top++] = cell;
}

/* Turns a young byte into a marked one. false: marked before, or not a cell of ours. */
static inline bool mark(JsTracer *t, JsCell *cell) {
  if (!gc_contains(t->heap, cell)) return false;
  uint8_t *byte = gc_byte(cell);
  if (!(*byte & GC_YOUNG)) {
#ifdef LODE_DEBUG
    if (*byte == 0) gc_fatal("reference to %p, where no cell is", (void *)cell);
#endif
    return false;
  }
  bool pending = *byte & GC_PENDING;
  *byte = GC_MARKED;
  if (__builtin_expect(pending, 0)) gc_ephemeron_key_reached(t, cell);
  return true;
}

/* A marked cell survives: its lines are in use, and stores into it need the barrier from now on. */
static inline void survive(JsTracer *t, JsCell *cell, uint8_t flags) {
  size_t size = gc_cell_size(cell);
  cell->gc = (uint8_t)(JS_GC_NEEDS_BARRIER | flags);
  t->heap->marked += size;
  JsBlock *block = (JsBlock *)((uintptr_t)cell & ~GC_BLOCK_MASK);
  uintptr_t offset = (uintptr_t)cell & GC_BLOCK_MASK;
  size_t end = offset + size - 1;
  if (end >= JS_BLOCK_SIZE) end = JS_BLOCK_SIZE - 1; /* large cells: unused there */
  size_t first = offset / GC_LINE_SIZE, last = end / GC_LINE_SIZE;
  uint64_t from = ~0ull << (first % 64), to = ~0ull >> (63 - last % 64);
  if (first / 64 == last / 64) {
    block->lines[first / 64] |= from & to;
    return;
  }
  block->lines[first / 64] |= from;
  for (size_t i = first / 64 + 1; i < last / 64; i++) block->lines[i] = ~0ull;
  block->lines[last / 64] |= to;
}

void js_trace_cell(JsTracer *t, const void *p) {
  JsCell *cell = (JsCell *)p;
  if (!cell) return;
  if (__builtin_expect(t->visit != NULL, 0)) {
    t->visit(t, cell, false);
    return;
  }
  if (mark(t, cell)) {
    __builtin_prefetch(cell, 1);
    gc_push(t, cell);
  }
}

void js_trace_value(JsTracer *t, JsValue v) {
  if (js_is_cell(v)) js_trace_cell(t, js_as_cell(v));
}

void js_trace_values(JsTracer *t, const JsValue *v, size_t n) {
  for (size_t i = 0; i < n; i++) js_trace_value(t, v[i]);
}

void js_trace_shallow(JsTracer *t, const void *p) {
  JsCell *cell = (JsCell *)p;
  if (!cell) return;
  if (__builtin_expect(t->visit != NULL, 0)) {
    t->visit(t, cell, true);
    return;
  }
  if (mark(t, cell)) survive(t, cell, GC_SHALLOW);
}

void js_trace_interior(JsTracer *t, const void *p) {
  JsCell *cell = gc_resolve(t->heap, (uintptr_t)p);
  if (cell) js_trace_shallow(t, cell);
  else if (t->visit && gc_contains(t->heap, p)) t->visit(t, p, true);
}

bool js_gc_is_marked(JsHeap *heap, const void *cell) { return !gc_contains(heap, cell) || *gc_byte(cell) == GC_MARKED; }

/* A remembered cell is old, so it is not marked again, but everything it refers to may be young. */
void gc_retrace(JsTracer *t, JsCell *cell) {
  cell->gc |= JS_GC_NEEDS_BARRIER;
  gc_trace_fns[cell->kind](t, cell);
}

static inline void trace(JsTracer *t, JsCell *cell) {
  survive(t, cell, 0);
  gc_trace_fns[cell->kind](t, cell);
}

/* Cells come off the stack into a short queue, and are prefetched as they enter it: by the time they leave it their
 * headers have arrived (Cher, Hosking and Vitek, "Software prefetching for mark-sweep garbage collection", 2004). */
#define QUEUE 8
void gc_drain(JsTracer *t) {
  JsCell *queue[QUEUE];
  unsigned head = 0, length = 0;
  do {
    while (t->top || length) {
      while (t->top && length < QUEUE) {
        JsCell *cell = t->stack[--t->top];
        __builtin_prefetch(cell, 1);
        queue[(head + length++) % QUEUE] = cell;
      }
      JsCell *cell = queue[head];
      head = (head + 1) % QUEUE;
      length--;
      trace(t, cell);
    }
  } while (gc_ephemerons_ready(t));
}
