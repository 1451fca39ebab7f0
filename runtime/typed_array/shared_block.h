/* Shared Data Blocks (6.2.9): the bytes of SharedArrayBuffers, which isolates share. Freed when the last lets go. */
#ifndef LODE_TYPED_ARRAY_SHARED_BLOCK_H
#define LODE_TYPED_ARRAY_SHARED_BLOCK_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct JsAtomicsWaiter;

typedef struct JsSharedBlock {
  uint32_t references; /* atomic */
  bool growable;
  size_t max_length; /* bytes; zero beyond length */
  size_t length;     /* atomic: a growable block grows */
  uint8_t *data;     /* doesn't move */
  pthread_mutex_t lock;           /* the critical section of the WaiterLists (25.4.3.6) */
  struct JsAtomicsWaiter *first, **last; /* who waits, the first one first, at any place in the block */
} JsSharedBlock;

/* Zeroed, with one reference. NULL: no memory. */
JsSharedBlock *js_shared_block_new(size_t length, size_t max_length, bool growable);
JsSharedBlock *js_shared_block_retain(JsSharedBlock *block);
void js_shared_block_release(JsSharedBlock *block);

static inline size_t js_shared_block_length(const JsSharedBlock *block) {
  return __atomic_load_n(&block->length, __ATOMIC_SEQ_CST);
}
/* 25.2.5.3 from step 7 on. false: shorter than it is, or longer than it may be. */
bool js_shared_block_grow(JsSharedBlock *block, size_t length);

#endif
