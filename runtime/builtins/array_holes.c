/* Passing over long stretches of an array that have no elements: nobody sees how absent indices are walked. */
#include "builtins/array_builtins.h"

#define PATIENCE 64 /* absent indices in a row before it is worth looking for the next element */

/* How far from k to the next own element of a sparse array (up to distance): a look at the whole table. */
static uint64_t distance_to_element(JsObject *o, uint64_t k, uint64_t distance, bool down) {
  JsSparseCursor cursor = 0;
  uint32_t index;
  while (distance > 0 && js_sparse_each(o, &cursor, &index)) {
    if (down ? index > k : index < k) continue;
    uint64_t d = down ? k - index : index - k;
    if (d < distance) distance = d;
  }
  return distance;
}

uint64_t js_array_absent(JsHoles *holes, JsObject *o, uint64_t k, uint64_t limit, bool down) {
  if (++holes->misses <= holes->patience + PATIENCE) return 1;
  uint64_t rest = down ? k - limit + 1 : limit - k;
  bool ordinary = o->cell.kind == JS_KIND_ARRAY && rest > 1 && !js_has_index_proto(o);
  if (!ordinary) return 1;
  if (o->cell.aux >= JS_ELEM_SPARSE) {
    holes->misses = 0;
    holes->patience = js_sparse_capacity(o); /* what a look costs was walked before */
    return distance_to_element(o, k, rest, down);
  }
  uint64_t capacity = *js_elements_capacity(o->elements);
  if (k < capacity) return 1;
  uint64_t empty = k - capacity + 1;
  return down && empty < rest ? empty : rest;
}
