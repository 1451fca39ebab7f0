/* Roots: the isolate's own, registered ranges and functions, and the native stack with the registers, conservatively. */
#define _GNU_SOURCE
#include "gc/heap.h"

#include <pthread.h>

/* Callee-saved registers may hold the only reference to a cell. They are pushed in assembly because setjmp mangles some
 * (glibc: rbp, which compiled code uses as any other register). Caller-saved registers were spilled by the callers. */
#if defined(__x86_64__)
__asm__(
    ".text\n"
    ".globl gc_with_registers\n"
    ".type gc_with_registers, @function\n"
    "gc_with_registers:\n"
    ".cfi_startproc\n"
    "  pushq %rbp\n"
    ".cfi_def_cfa_offset 16\n"
    ".cfi_offset %rbp, -16\n"
    "  movq %rsp, %rbp\n"
    ".cfi_def_cfa_register %rbp\n"
    "  pushq %rbx\n"
    "  pushq %r12\n"
    "  pushq %r13\n"
    "  pushq %r14\n"
    "  pushq %r15\n"
    "  subq $8, %rsp\n"
    "  movq %rdi, %rax\n"
    "  movq %rsp, %rdi\n"
    "  callq *%rax\n"
    "  addq $8, %rsp\n"
    "  popq %r15\n"
    "  popq %r14\n"
    "  popq %r13\n"
    "  popq %r12\n"
    "  popq %rbx\n"
    "  popq %rbp\n"
    ".cfi_def_cfa %rsp, 8\n"
    "  retq\n"
    ".cfi_endproc\n"
    ".size gc_with_registers, . - gc_with_registers\n");
#elif defined(__aarch64__)
__asm__(
    ".text\n"
    ".globl gc_with_registers\n"
    ".type gc_with_registers, %function\n"
    "gc_with_registers:\n"
    "  stp x29, x30, [sp, #-160]!\n"
    "  mov x29, sp\n"
    "  stp x19, x20, [sp, #16]\n"
    "  stp x21, x22, [sp, #32]\n"
    "  stp x23, x24, [sp, #48]\n"
    "  stp x25, x26, [sp, #64]\n"
    "  stp x27, x28, [sp, #80]\n"
    "  stp d8, d9, [sp, #96]\n"
    "  stp d10, d11, [sp, #112]\n"
    "  stp d12, d13, [sp, #128]\n"
    "  stp d14, d15, [sp, #144]\n"
    "  mov x3, x0\n"
    "  mov x0, sp\n"
    "  blr x3\n"
    "  ldp x29, x30, [sp], #160\n"
    "  ret\n"
    ".size gc_with_registers, . - gc_with_registers\n");
#else
#error "gc_with_registers is not written for this processor"
#endif

/* The last cell that starts at or before granule of block. */
static JsCell *find_start(uintptr_t block, uint32_t granule) {
  const uint8_t *table = (const uint8_t *)block;
  uint32_t g = granule;
  for (;;) {
    if (table[g]) return (JsCell *)(block + (uintptr_t)g * JS_GRANULE);
    if (g == GC_FIRST_GRANULE) return NULL;
    g--;
    uint64_t word;
    while ((g & 7) == 7 && g > GC_FIRST_GRANULE + 8 && (memcpy(&word, table + g - 7, 8), word == 0)) g -= 8;
  }
}

/* The cell of which p is an inner address, its start included and its end not. */
static JsCell *resolve_in(const JsSpace *s, uintptr_t p) {
  uint32_t index = space_index(s, p);
  if (index >= s->high_water) return NULL;
  const JsBlockInfo *info = &s->info[index];
  JsCell *cell = NULL;
  switch ((BlockState)info->state) {
    case BLOCK_FREE: return NULL;
    case BLOCK_SMALL: {
      uint32_t granule = (uint32_t)((p & GC_BLOCK_MASK) / JS_GRANULE);
      if (granule < GC_FIRST_GRANULE) return NULL;
      cell = find_start(p & ~GC_BLOCK_MASK, granule);
      break;
    }
    case BLOCK_LARGE_REST: index -= info->value; /* fall through */
    case BLOCK_LARGE:
      cell = (JsCell *)((char *)space_block(s, index) + GC_TABLE_SIZE);
      if (p < (uintptr_t)cell || !*gc_byte(cell)) return NULL;
      break;
  }
  return cell && p - (uintptr_t)cell < gc_cell_size(cell) ? cell : NULL;
}

JsCell *gc_resolve(const JsHeap *heap, uintptr_t p) {
  if (space_contains(&heap->main, p)) return resolve_in(&heap->main, p);
  if (space_contains(&heap->low, p)) return resolve_in(&heap->low, p);
  return NULL;
}

static void mark_found(JsTracer *t, JsCell *cell) {
  /* The stack may be all that knows an old storage, its owner having got a new one; then stores of young values made
   * while it was owned are not remembered for it. */
  if (cell->kind == JS_KIND_STORAGE && *gc_byte(cell) == GC_MARKED) gc_trace_fns[JS_KIND_STORAGE](t, cell);
  else js_trace_cell(t, cell);
}

void gc_mark_conservative(JsTracer *t, uintptr_t word) {
  JsHeap *heap = t->heap;
  if (space_contains(&heap->main, word)) {
    JsCell *cell = resolve_in(&heap->main, word);
    if (cell) mark_found(t, cell);
    /* A butterfly without elements points to the very end of its storage. */
    if ((cell == NULL || (uintptr_t)cell == word) && word % JS_GRANULE == 0 && word > heap->main.base) {
      JsCell *before = resolve_in(&heap->main, word - 1);
      if (before && before->kind == JS_KIND_STORAGE) mark_found(t, before);
    }
    return;
  }
  /* Compiled code keeps shapes as 32-bit values, of which a stack slot may hold two. */
  for (int i = 0; i < 2; i++) {
    uintptr_t half = (uint32_t)(word >> (32 * i));
    if (!space_contains(&heap->low, half)) continue;
    JsCell *cell = resolve_in(&heap->low, half);
    if (cell) mark_found(t, cell);
  }
}

__attribute__((no_sanitize("address"))) static void mark_stack(JsTracer *t, void *from) {
  char *base = t->heap->stack_base;
  for (uintptr_t *p = (uintptr_t *)from; (char *)p < base; p++) gc_mark_conservative(t, *p);
}

static void mark_isolate(JsTracer *t) {
  JsIsolate *iso = t->heap->iso;
  js_trace_value(t, iso->exception);
  js_trace_cell(t, iso->realm);
  js_trace_cell(t, iso->main_realm);
  js_trace_value(t, iso->callers_error);
  js_trace_cell(t, (void *)(uintptr_t)iso->string_shape);
  js_trace_cell(t, (void *)(uintptr_t)iso->symbol_shape);
  js_trace_cell(t, (void *)(uintptr_t)iso->bigint_shape);
  if (iso->empty_elements) js_trace_interior(t, iso->empty_elements - 1);
  for (int i = 0; i < JS_ATOM_COUNT; i++) js_trace_cell(t, iso->atoms[i]);
  for (int i = 0; i < JS_SYMBOL_COUNT; i++) js_trace_cell(t, iso->symbols[i]);
  for (int i = 0; i < 256; i++) js_trace_cell(t, iso->unit_strings[i]);
}

void gc_mark_roots(JsTracer *t, void *stack_pointer) {
  JsHeap *heap = t->heap;
  mark_isolate(t);
  for (size_t i = 0; i < heap->ranges.count; i++) {
    js_trace_values(t, heap->ranges.items[i].start, heap->ranges.items[i].count);
  }
  for (size_t i = 0; i < heap->root_fns.count; i++) heap->root_fns.items[i].fn(t, heap->root_fns.items[i].data);
  if (stack_pointer) mark_stack(t, stack_pointer);
}

void js_gc_add_roots(JsIsolate *iso, JsValue *start, size_t count) {
  GC_PUSH(&iso->heap->ranges, (GcRange){start, count});
}

void js_gc_remove_roots(JsIsolate *iso, JsValue *start) {
  JsHeap *heap = iso->heap;
  for (size_t i = heap->ranges.count; i-- > 0;) {
    if (heap->ranges.items[i].start != start) continue;
    heap->ranges.items[i] = heap->ranges.items[--heap->ranges.count];
    return;
  }
}

void js_gc_add_root_fn(JsIsolate *iso, JsRootFn fn, void *data) {
  GC_PUSH(&iso->heap->root_fns, (GcRootFn){fn, data});
}

void js_gc_remove_root_fn(JsIsolate *iso, JsRootFn fn, void *data) {
  JsHeap *heap = iso->heap;
  for (size_t i = heap->root_fns.count; i-- > 0;) {
    if (heap->root_fns.items[i].fn != fn || heap->root_fns.items[i].data != data) continue;
    heap->root_fns.items[i] = heap->root_fns.items[--heap->root_fns.count];
    return;
  }
}

/* NULL: the base of the calling thread's stack, from the system. */
void js_gc_set_stack_base(JsIsolate *iso, void *base) {
  if (!base) {
    pthread_attr_t attributes;
    void *lowest;
    size_t size;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) gc_fatal("the stack's address is unknown");
    pthread_attr_getstack(&attributes, &lowest, &size);
    pthread_attr_destroy(&attributes);
    base = (char *)lowest + size;
  }
  iso->heap->stack_base = (char *)((uintptr_t)base & ~(uintptr_t)7);
  iso->native_stack_base = iso->heap->stack_base;
}
