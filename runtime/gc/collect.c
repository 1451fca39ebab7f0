/* Collections: when, in what order, and what happens when memory runs out. */
#include "gc/heap.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define MIB ((size_t)1 << 20)
#define MAX_NURSERY (256 * MIB)
#define STRESS_FULL_EVERY 32
#define FUTILE_MAX 4

static double now_ms(void) {
  struct timespec ts;
  clock_gettime(CLOCK_MONOTONIC, &ts);
  return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

void gc_fatal(const char *format, ...) {
  va_list args;
  va_start(args, format);
  fputs("\n#\n# Fatal error in the collector: ", stderr);
  vfprintf(stderr, format, args);
  fputs("\n#\n", stderr);
  va_end(args);
  abort();
}

/* As Node reports it; the exit status is that of abort. */
void gc_out_of_memory(JsHeap *heap, const char *what) {
  fputs("\n<--- Last few GCs --->\n\n", stderr);
  size_t first = heap->collections > GC_HISTORY ? heap->collections - GC_HISTORY : 0;
  for (size_t i = first; i < heap->collections; i++) {
    const GcRecord *r = &heap->history[i % GC_HISTORY];
    fprintf(stderr, "[%ld:%p] %8.0f ms: %s %.1f -> %.1f MB, %.1f ms\n", (long)getpid(), (void *)heap, r->at_ms,
            r->full ? "Mark-sweep" : "Scavenge", (double)r->before / (double)MIB, (double)r->after / (double)MIB,
            r->took_ms);
  }
  fprintf(stderr, "\n\n<--- JS stacktrace --->\n\nFATAL ERROR: %s - JavaScript heap out of memory\n", what);
  abort();
}

/* The next collection is due when a share of what survived the last full one was allocated; it is a full one when what
 * survived since has grown the heap by half. */
static void set_pace(JsHeap *heap) {
  size_t held = heap->live + heap->external;
  if (heap->full) {
    heap->full_threshold = held + held / 2 + 8 * MIB;
    heap->budget = held / 2;
  }
  if (heap->budget < GC_MIN_NURSERY) heap->budget = GC_MIN_NURSERY;
  if (heap->budget > MAX_NURSERY) heap->budget = MAX_NURSERY;
  heap->allocated_since = heap->external_since = 0;
}

static void record(JsHeap *heap, double start, size_t before) {
  double end = now_ms();
  heap->history[heap->collections % GC_HISTORY] =
      (GcRecord){.at_ms = start - heap->start_ms, .took_ms = end - start, .before = before, .after = heap->live, .full = heap->full};
  heap->collections++;
  heap->full_collections += heap->full;
}

static void mark_everything(JsHeap *heap, void *sp) {
  JsTracer *t = &heap->tracer;
  if (heap->full) {
    gc_unmark_all(&heap->main);
    gc_unmark_all(&heap->low);
  } else {
    for (size_t i = 0; i < heap->remembered.count; i++) gc_retrace(t, heap->remembered.items[i]);
  }
  heap->remembered.count = 0;
  gc_mark_roots(t, sp);
  gc_drain(t);
}

static void release_memory(JsHeap *heap) {
  /* Young collections free what is about to be allocated again. */
  size_t keep = heap->budget + heap->live / 8;
  if (heap->full) space_release(&heap->main, (uint32_t)(keep >> GC_BLOCK_SHIFT));
  if (heap->full && heap->tracer.capacity > 65536) {
    free(heap->tracer.stack);
    heap->tracer.stack = NULL;
    heap->tracer.capacity = 0;
  }
}

static void collect(void *sp, JsHeap *heap, int full) {
  if (heap->collecting) gc_fatal("collection while collecting");
  double start = now_ms();
  size_t before = heap->live + heap->allocated_since;
  heap->full = full;
  if (heap->verify) gc_check(heap, !full);
  heap->collecting = true;
  heap->iso->alloc_cursor = heap->iso->alloc_limit = NULL;
  space_reset_allocator(&heap->main);
  space_reset_allocator(&heap->low);
  heap->marked = 0;
  mark_everything(heap, sp);
  heap->live = full ? heap->marked : heap->live + heap->marked;
  gc_process_weak(heap);
  gc_sweep(heap, &heap->main);
  gc_sweep(heap, &heap->low);
  set_pace(heap);
  release_memory(heap);
  heap->collecting = false;
  record(heap, start, before);
  if (heap->verify) gc_check(heap, false);
}

void js_gc_collect(JsIsolate *iso, bool full) { gc_with_registers(collect, iso->heap, full); }

void gc_maybe_collect(JsHeap *heap) {
  if (heap->stress) {
    if (++heap->stress_count % heap->stress) return;
    js_gc_collect(heap->iso, heap->stress_count / heap->stress % STRESS_FULL_EVERY == 0);
    return;
  }
  if (heap->allocated_since + heap->external_since < heap->budget) return;
  js_gc_collect(heap->iso, heap->live + heap->external >= heap->full_threshold);
}

/* No free block is left: collect everything. Going on pays only if that frees something worth it. */
void gc_collect_at_limit(JsHeap *heap) {
  js_gc_collect(heap->iso, true);
  heap->futile = heap->live > heap->limit - heap->limit / 32 ? heap->futile + 1 : 0;
  if (heap->futile >= FUTILE_MAX) gc_out_of_memory(heap, "Ineffective mark-compacts near heap limit Allocation failed");
}

void js_gc_barrier_slow(JsIsolate *iso, JsCell *owner) {
  owner->gc &= (uint8_t)~JS_GC_NEEDS_BARRIER;
  GC_PUSH(&iso->heap->remembered, owner);
}

void lode_barrier_slow(JsIsolate *iso, void *owner) { js_gc_barrier_slow(iso, owner); }

void js_gc_stats(JsIsolate *iso, JsHeapStats *out) {
  JsHeap *heap = iso->heap;
  *out = (JsHeapStats){
      .used = heap->live + heap->allocated_since,
      .committed = (size_t)(heap->main.used + heap->low.used) << GC_BLOCK_SHIFT,
      .external = heap->external,
      .limit = heap->limit,
      .collections = heap->collections,
      .full_collections = heap->full_collections,
  };
}

static uint64_t number_from_environment(const char *name) {
  const char *text = getenv(name);
  return text ? strtoull(text, NULL, 10) : 0;
}

/* As Node: a quarter of the machine's memory, at most 4 GiB. */
static size_t default_limit(void) {
  size_t memory = (size_t)sysconf(_SC_PHYS_PAGES) * (size_t)sysconf(_SC_PAGESIZE) / 4;
  if (memory > 4096 * MIB) return 4096 * MIB;
  return memory < 256 * MIB ? 256 * MIB : memory;
}

JsHeap *js_heap_new(JsIsolate *iso, size_t limit) {
  JsHeap *heap = calloc(1, sizeof *heap);
  if (!heap) return NULL;
  heap->iso = iso;
  heap->tracer.heap = heap;
  heap->limit = limit ? limit : default_limit();
  /* A small heap leaves addresses, of which there are few below 4 GiB, to others. */
  size_t range = limit && limit < 256 * MIB ? 4 * limit : 64 * 1024 * MIB;
  if (range < 64 * MIB) range = 64 * MIB;
  size_t low = range / 4 < 256 * MIB ? range / 4 : 256 * MIB;
  while (range / 4 < heap->limit && range < (size_t)1 << 45) range *= 2;
  if (!space_reserve(&heap->main, range, 64 * MIB, false) || !space_reserve(&heap->low, low, 8 * MIB, true)) {
    js_heap_free(heap);
    return NULL;
  }
  size_t blocks = heap->limit >> GC_BLOCK_SHIFT;
  if (blocks < heap->main.block_count) heap->main.limit = blocks < 64 ? 64 : (uint32_t)blocks;
  heap->budget = GC_MIN_NURSERY;
  heap->full_threshold = 32 * MIB;
  heap->stress = number_from_environment("LODE_GC_STRESS");
  heap->fail_at = number_from_environment("LODE_FAIL_ALLOC");
  heap->verify = number_from_environment("LODE_GC_VERIFY") != 0;
  heap->hidden = heap->stress || heap->fail_at;
  heap->poison = heap->stress || heap->verify;
#ifdef LODE_DEBUG
  heap->poison = true;
#endif
  heap->start_ms = now_ms();
  return heap;
}

void js_heap_free(JsHeap *heap) {
  if (!heap) return;
  heap->collecting = true;
  if (heap->main.info && heap->low.info) gc_weak_free(heap);
  space_free(&heap->main);
  space_free(&heap->low);
  free(heap->tracer.stack);
  free(heap->remembered.items);
  free(heap->ranges.items);
  free(heap->root_fns.items);
  free(heap);
}
