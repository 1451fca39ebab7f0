/* Fast paths that the backend inlines into compiled code.
 *
 * These files become bitcode (fast.bc), which is linked into every compiled module before it is optimised. A function
 * here is listed in compiler/backend/declarations.py and takes the isolate first. Those of operators that may throw
 * only say that they did not handle the operands (NOT_HANDLED, false); the backend then calls the lode_ function of
 * the same meaning and checks for an exception there, so that the fast path carries no such check. Keep them short:
 * every hot site gets a copy.
 *
 * The base of a derived pointer must stay known to the collector (runtime/GC_RULES.md, rule 4). Compiled code keeps to
 * two rules that make this so. Every call that may collect is opaque to LLVM (no memory attributes), so a pointer
 * loaded from the heap, such as a butterfly, is loaded again after it. And data inside a cell is addressed at a
 * variable index only through FAST_BASE, which hides the base from strength reduction: the index arithmetic can't
 * be folded into a pointer that lives across calls in the base's place. */
#ifndef LODE_FAST_FAST_H
#define LODE_FAST_FAST_H

#include "lode_abi.h"
#include "module.h"
#include "object/realm.h"

#define FAST __attribute__((always_inline))
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

/* A result, if the operands were handled. Of relations: 0 or 1. */
typedef struct FastValue {
  JsValue value;
  bool handled;
} FastValue;
static inline FastValue handled(JsValue value) { return (FastValue){value, true}; }
#define NOT_HANDLED ((FastValue){JS_EMPTY, false})

/* p, which LLVM can no longer see through. */
#define FAST_BASE(p)                          \
  ({                                          \
    __typeof__(p) base_ = (p);                \
    __asm__ volatile("" : "+r"(base_));       \
    base_;                                    \
  })

/* Both tags are all ones exactly if their conjunction's is. */
static inline bool both_int32(JsValue a, JsValue b) { return (a & b) >= JS_INT32_TAG; }
static inline bool both_numbers(JsValue a, JsValue b) { return js_is_number(a) && js_is_number(b); }

/* v, a number, as a double. The branch is marked so that it isn't turned into a conversion of both kinds and a
 * selection, which would lengthen every chain of double operations. */
static inline double number_double(JsValue v) {
  if (UNLIKELY(js_is_int32(v))) return (double)js_as_int32(v);
  return js_as_double(v);
}

/* js_number, in line whatever its size. */
static inline FAST JsValue number_value(double d) {
  int32_t i = __builtin_ia32_cvttsd2si((__attribute__((vector_size(16))) double){d, 0});
  double back = i;
  uint64_t bits, back_bits;
  memcpy(&bits, &d, 8);
  memcpy(&back_bits, &back, 8);
  return LIKELY(bits == back_bits) ? js_int32(i) : js_double(d); /* -0, fractions, what is too big: their bits differ */
}

/* A double's int32, modulo 2^32 (7.1.6). cvttsd2si gives INT64_MIN for what doesn't fit 64 bits. */
static inline int32_t double_to_int32(JsIsolate *iso, double d) {
  int64_t wide = __builtin_ia32_cvttsd2si64((__attribute__((vector_size(16))) double){d, 0});
  return LIKELY(wide != INT64_MIN) ? (int32_t)wide : lode_to_int32(iso, d);
}
static inline int32_t number_to_int32(JsIsolate *iso, JsValue v) {
  return js_is_int32(v) ? js_as_int32(v) : double_to_int32(iso, js_as_double(v));
}

/* The four bytes kind, flags, aux, gc of a cell as one word. */
static inline uint32_t cell_word(const JsCell *cell) {
  uint32_t word;
  memcpy(&word, &cell->kind, 4);
  return word;
}
static inline uint8_t word_kind(uint32_t word) { return (uint8_t)word; }

/* Is the object one whose elements are plain memory? word is its cell_word. */
static inline bool plain_elements(uint32_t word) {
  const uint32_t beyond = (uint32_t)(0xFF & ~(JS_ELEM_SPARSE - 1)) << 16;
  return word_kind(word) >= JS_KIND_OBJECT && (word & (beyond | (uint32_t)JS_OBJ_EXOTIC << 8)) == 0;
}

/* May value be stored in elements of this kind as it is? */
static inline bool kind_admits(uint8_t kind, JsValue value) {
  uint8_t base = kind & ~JS_ELEM_HOLEY;
  return base == JS_ELEM_VALUE || (base == JS_ELEM_INT32 ? js_is_int32(value) : js_is_double(value));
}

static inline void barrier(JsIsolate *iso, void *owner) {
  if (UNLIKELY(((JsCell *)owner)->gc & JS_GC_NEEDS_BARRIER)) lode_barrier_slow(iso, owner);
}

/* Code unit of a string that is no rope; -1 of a rope, and out of bounds. */
static inline FAST int32_t string_unit(JsString *s, uint32_t index) {
  uint8_t flags = s->cell.flags;
  if (UNLIKELY(flags & JS_STR_ROPE) || UNLIKELY(index >= s->length)) return -1;
  size_t at = index;
  if (flags & JS_STR_SLICE) {
    at += s->u.slice.offset;
    s = s->u.slice.parent;
  }
  JsString *base = FAST_BASE(s);
  return flags & JS_STR_UTF16 ? base->u.utf16[at] : base->u.latin1[at];
}

/* size, rounded up to whole granules. */
static inline size_t granules(size_t size) { return (size + JS_GRANULE - 1) & ~(size_t)(JS_GRANULE - 1); }

/* A zeroed cell by the bump pointer; size is a multiple of a granule and small. */
static inline void *allocate(JsIsolate *iso, JsKind kind, size_t size) {
  char *p = iso->alloc_cursor;
  if (LIKELY((uintptr_t)p + size <= (uintptr_t)iso->alloc_limit)) {
    iso->alloc_cursor = p + size;
    char *block = (char *)((uintptr_t)p & ~((uintptr_t)JS_BLOCK_SIZE - 1));
    block[((uintptr_t)p & (JS_BLOCK_SIZE - 1)) / JS_GRANULE] = JS_GRANULE_YOUNG;
  } else {
    p = lode_alloc_slow(iso, (int64_t)size);
  }
  ((JsCell *)p)->kind = (uint8_t)kind;
  return p;
}

#endif
