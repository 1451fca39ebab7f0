/* Shared Data Blocks. */
#include "typed_array/shared_block.h"

#include <stdlib.h>

JsSharedBlock *js_shared_block_new(size_t length, size_t max_length, bool growable) {
  JsSharedBlock *block = calloc(1, sizeof *block);
  uint8_t *data = block ? calloc(max_length ? max_length : 1, 1) : NULL;
  if (!data) {
    free(block);
    return NULL;
  }
  block->references = 1;
  block->growable = growable;
  block->max_length = max_length;
  block->length = length;
  block->data = data;
  block->last = &block->first;
  pthread_mutex_init(&block->lock, NULL);
  return block;
}

JsSharedBlock *js_shared_block_retain(JsSharedBlock *block) {
  __atomic_add_fetch(&block->references, 1, __ATOMIC_RELAXED);
  return block;
}

void js_shared_block_release(JsSharedBlock *block) {
  if (__atomic_sub_fetch(&block->references, 1, __ATOMIC_ACQ_REL) != 0) return;
  pthread_mutex_destroy(&block->lock);
  free(block->data);
  free(block);
}

bool js_shared_block_grow(JsSharedBlock *block, size_t length) {
  size_t now = js_shared_block_length(block);
  do {
    if (length < now || length > block->max_length) return false;
  } while (!__atomic_compare_exchange_n(&block->length, &now, length, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
  return true;
}
