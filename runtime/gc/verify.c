/* The heap verifier: every cell is whole, cells don't overlap, references lead to cells, and no old cell that is not
 * remembered refers to a young one (which would mean that a store missed its barrier). */
#include "gc/heap.h"

#include <stdarg.h>
#include <stdio.h>

static const char *const kind_names[JS_KIND_COUNT] = {
#define X(name, size, trace) [JS_KIND_##name] = #name,
    JS_INTERNAL_KINDS(X) JS_OBJECT_KINDS(X)
#undef X
};

__attribute__((format(printf, 2, 3))) static void fail(JsTracer *t, const char *format, ...) {
  if (t->failed) return;
  t->failed = true;
  va_list args;
  va_start(args, format);
  vsnprintf(t->message, t->message_size, format, args);
  va_end(args);
}

static const char *name_of(const JsCell *cell) { return cell->kind < JS_KIND_COUNT ? kind_names[cell->kind] : "?"; }

static void visit(JsTracer *t, const void *p, bool shallow) {
  const JsCell *cell = p;
  (void)shallow;
  if (!gc_contains(t->heap, cell)) return;
  uint8_t byte = (uintptr_t)cell % JS_GRANULE ? 0 : *gc_byte(cell);
  if (byte == 0) {
    fail(t, "%s at %p refers to %p, which is dead or no cell", t->owner ? name_of(t->owner) : "a root",
         (const void *)t->owner, p);
  } else if (t->barriers && byte == GC_YOUNG && t->owner) {
    fail(t, "old %s at %p refers to young %s at %p without a barrier", name_of(t->owner), (const void *)t->owner,
         name_of(cell), p);
  }
}

static void check_cell(JsTracer *t, JsCell *cell, size_t room) {
  if (cell->kind >= JS_KIND_COUNT) {
    fail(t, "cell at %p has kind %u", (void *)cell, cell->kind);
    return;
  }
  size_t size = gc_cell_size(cell);
  if (size == 0 || size > room) {
    fail(t, "%s at %p claims %zu bytes where %zu are", name_of(cell), (void *)cell, size, room);
    return;
  }
  /* With barriers: only what a young collection would not trace. */
  if (t->barriers && (*gc_byte(cell) != GC_MARKED || !(cell->gc & JS_GC_NEEDS_BARRIER) || (cell->gc & GC_SHALLOW) ||
                      cell->kind == JS_KIND_STORAGE))
    return;
  t->owner = cell;
  gc_trace_fns[cell->kind](t, cell);
}

static void check_block(JsTracer *t, JsBlock *block) {
  const uint8_t *table = (const uint8_t *)block;
  uint32_t end = GC_GRANULES;
  for (uint32_t g = GC_GRANULES; g-- > GC_FIRST_GRANULE && !t->failed;) {
    if (!table[g]) continue;
    if (table[g] != GC_YOUNG && table[g] != GC_MARKED) fail(t, "granule byte %u in block %p", table[g], (void *)block);
    else check_cell(t, (JsCell *)((char *)block + g * JS_GRANULE), (size_t)(end - g) * JS_GRANULE);
    end = g;
  }
}

static void check_space(JsTracer *t, JsSpace *s) {
  for (uint32_t i = 0; i < s->high_water && !t->failed; i++) {
    JsBlockInfo *info = &s->info[i];
    if (info->state == BLOCK_SMALL) check_block(t, space_block(s, i));
    if (info->state != BLOCK_LARGE) continue;
    size_t room = ((size_t)info->value << GC_BLOCK_SHIFT) - GC_TABLE_SIZE;
    check_cell(t, (JsCell *)((char *)space_block(s, i) + GC_TABLE_SIZE), room);
  }
}

static bool check(JsHeap *heap, bool barriers, char *message, size_t size) {
  JsTracer t = {.heap = heap, .visit = visit, .message = message, .message_size = size, .barriers = barriers};
  check_space(&t, &heap->low);
  check_space(&t, &heap->main);
  if (!barriers && !t.failed) {
    t.owner = NULL;
    gc_mark_roots(&t, NULL);
  }
  return !t.failed;
}

bool js_gc_verify(JsIsolate *iso, char *message, size_t size) {
  return check(iso->heap, false, message, size);
}

void gc_check(JsHeap *heap, bool barriers) {
  char message[256];
  if (!check(heap, barriers, message, sizeof message)) gc_fatal("heap verifier: %s", message);
}
