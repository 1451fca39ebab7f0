/* Weak references: ephemerons, weak collections, weak callbacks, finalizers.
 *
 * An ephemeron's value is traced when its key is reached. Keys not reached yet are flagged in their granule byte, and
 * their values listed in a hash table, so that reaching one finds its values at once: marking stays linear in the number
 * of entries, where the usual fixpoint over all tables is quadratic on chains. */
#include "gc/heap.h"

#include <stdlib.h>

static size_t hash(const JsCell *key) { return (size_t)(((uintptr_t)key >> 4) * 0x9E3779B97F4A7C15ull >> 20); }

/* The slot of key's list, or the empty slot where it belongs. */
static uint32_t *find_list(JsHeap *heap, const JsCell *key) {
  size_t i = hash(key) & heap->ephemeron_mask;
  while (heap->ephemeron_table[i] && heap->ephemerons.items[heap->ephemeron_table[i] - 1].key != key) {
    i = (i + 1) & heap->ephemeron_mask;
  }
  return &heap->ephemeron_table[i];
}

static void grow_table(JsHeap *heap) {
  size_t old_size = heap->ephemeron_table ? heap->ephemeron_mask + 1 : 0;
  uint32_t *old = heap->ephemeron_table;
  size_t size = old_size ? old_size * 2 : 256;
  heap->ephemeron_table = calloc(size, sizeof *heap->ephemeron_table);
  if (!heap->ephemeron_table) gc_fatal("no memory for the collector's tables");
  heap->ephemeron_mask = size - 1;
  for (size_t i = 0; i < old_size; i++) {
    if (old[i]) *find_list(heap, heap->ephemerons.items[old[i] - 1].key) = old[i];
  }
  free(old);
}

void js_trace_ephemeron(JsTracer *t, const void *p, JsValue value) {
  JsHeap *heap = t->heap;
  JsCell *key = (JsCell *)p;
  if (t->visit || !js_is_cell(value) || value == JS_EMPTY) return;
  if (js_gc_is_marked(heap, key)) {
    js_trace_value(t, value);
    return;
  }
  if (heap->ephemerons.count >= UINT32_MAX - 1) gc_fatal("too many weak map entries");
  if (!heap->ephemeron_table || heap->ephemerons.count * 2 > heap->ephemeron_mask) grow_table(heap);
  uint32_t *list = find_list(heap, key);
  GC_PUSH(&heap->ephemerons, (GcEphemeron){key, value, *list});
  *list = (uint32_t)heap->ephemerons.count;
  *gc_byte(key) |= GC_PENDING;
}

void gc_ephemeron_key_reached(JsTracer *t, JsCell *key) { GC_PUSH(&t->heap->ready, *find_list(t->heap, key)); }

bool gc_ephemerons_ready(JsTracer *t) {
  JsHeap *heap = t->heap;
  if (heap->ready.count == 0) return false;
  while (heap->ready.count) {
    uint32_t i = heap->ready.items[--heap->ready.count];
    while (i) {
      GcEphemeron e = heap->ephemerons.items[i - 1];
      js_trace_value(t, e.value);
      i = e.next;
    }
  }
  return true;
}

void js_gc_queue_ephemerons(JsTracer *t, JsCell *collection) {
  if (!t->visit) GC_PUSH(&t->heap->weak_cells, collection);
}

void js_gc_add_weak_fn(JsIsolate *iso, JsWeakFn fn, void *data) {
  GC_PUSH(&iso->heap->weak_fns, (GcWeakFn){fn, data});
}

void js_gc_remove_weak_fn(JsIsolate *iso, JsWeakFn fn, void *data) {
  JsHeap *heap = iso->heap;
  for (size_t i = heap->weak_fns.count; i-- > 0;) {
    if (heap->weak_fns.items[i].fn != fn || heap->weak_fns.items[i].data != data) continue;
    heap->weak_fns.items[i] = heap->weak_fns.items[--heap->weak_fns.count];
    return;
  }
}

void js_gc_add_finalizer(JsIsolate *iso, void *cell, JsFinalizeFn fn) {
  GC_PUSH(&iso->heap->finalizers, (GcFinalizer){cell, fn});
}

/* Those before young_finalizers are of old cells, which a young collection leaves alone. */
static void run_finalizers(JsHeap *heap) {
  size_t kept = heap->full ? 0 : heap->young_finalizers;
  for (size_t i = kept; i < heap->finalizers.count; i++) {
    GcFinalizer f = heap->finalizers.items[i];
    if (js_gc_is_marked(heap, f.cell)) heap->finalizers.items[kept++] = f;
    else f.fn(heap->iso, f.cell);
  }
  heap->finalizers.count = heap->young_finalizers = kept;
}

/* After marking, before sweeping. */
void gc_process_weak(JsHeap *heap) {
  if (heap->ephemerons.count) {
    memset(heap->ephemeron_table, 0, (heap->ephemeron_mask + 1) * sizeof *heap->ephemeron_table);
    heap->ephemerons.count = 0;
  }
  for (size_t i = 0; i < heap->weak_cells.count; i++) js_weak_sweep(heap, heap->weak_cells.items[i]);
  heap->weak_cells.count = 0;
  for (size_t i = 0; i < heap->weak_fns.count; i++) {
    heap->weak_fns.items[i].fn(heap, heap->full, heap->weak_fns.items[i].data);
  }
  JsIsolate *iso = heap->iso;
  if (js_is_cell(iso->thrown) && !js_gc_is_marked(heap, js_as_cell(iso->thrown))) iso->thrown = JS_EMPTY;
  run_finalizers(heap);
}

void gc_weak_free(JsHeap *heap) {
  for (size_t i = 0; i < heap->finalizers.count; i++) {
    heap->finalizers.items[i].fn(heap->iso, heap->finalizers.items[i].cell);
  }
  free(heap->finalizers.items);
  free(heap->weak_fns.items);
  free(heap->weak_cells.items);
  free(heap->ephemerons.items);
  free(heap->ready.items);
  free(heap->ephemeron_table);
}
