/* Does the collector, which scans the stack, still see a cell whose bytes compiled code walks by a derived pointer?
 * walk_plain is what must not be written; walk_based is what runtime/fast does (FAST_BASE). */
#include "fast/fast.h"

#include <stdio.h>

int32_t lode_to_int32(JsIsolate *iso, double d) {
  (void)iso;
  return (int32_t)d;
}

static struct {
  JsString string;
  uint8_t rest[4096];
} cell;
static uintptr_t stack_end;
static unsigned seen, missed;
static volatile uintptr_t hidden_low; /* complemented, so that this file's own code leaves no pointer around */

/* Looks for a word that points into the cell, from here to the frame that started the walk. */
__attribute__((noinline)) void pretend_collect(JsIsolate *iso, int64_t i) {
  (void)iso, (void)i;
  __builtin_unwind_init();
  uintptr_t low = ~hidden_low;
  uintptr_t *here = (uintptr_t *)__builtin_alloca(16); /* below the callee-saved registers */
  for (uintptr_t *p = here; (uintptr_t)p < stack_end; p++) {
    if (*p - low < sizeof cell) {
      seen++;
      return;
    }
  }
  missed++;
}

/* Indices count from bias, which LLVM doesn't know to be start. */
#define BIAS (1 << 20)
#define WALK(name, base)                                                                                  \
  __attribute__((noinline)) uint64_t name(JsIsolate *iso, JsString *s, int64_t start, int64_t end, int64_t bias) {\
    uint64_t total = 0;                                                                                   \
    for (int64_t i = start; i < end; i++) {                                                               \
      total += base->u.latin1[i - bias];                                                                  \
      pretend_collect(iso, i);                                                                            \
    }                                                                                                     \
    return total;                                                                                         \
  }
WALK(walk_plain, s)
WALK(walk_based, FAST_BASE(s))

/* Collections that missed the cell. */
__attribute__((noinline)) unsigned run(bool based) {
  stack_end = (uintptr_t)__builtin_frame_address(0);
  seen = missed = 0;
  hidden_low = ~(uintptr_t)&cell;
  (based ? walk_based : walk_plain)(NULL, (JsString *)~hidden_low, BIAS, BIAS + 100, BIAS);
  return missed;
}
