/* Elements in a hash table, with attributes: huge gaps, index accessors, and whatever is frozen, sealed or
 * non-extensible. The table is in elements[0] of a butterfly which keeps the length. */
#include "object/internal.h"

#include <stdlib.h>

#define KEY_INDEX(k) ((uint32_t)(k))
#define KEY_ATTRIBUTES(k) ((uint8_t)((k) >> 32 & 15))
#define DELETED JS_NULL

static JsValue make_key(uint32_t index, uint8_t attributes) {
  return JS_INT32_TAG | (JsValue)attributes << 32 | index;
}

#define MAX_SPARSE_ELEMENTS (32u << 20) /* what an array may have in its table: 1 GiB */

static bool check_count(JsIsolate *iso, uint32_t n) {
  if (n <= MAX_SPARSE_ELEMENTS) return true;
  js_throw_range_error(iso, "Invalid array length");
  return false;
}

static uint32_t hash_index(JsIsolate *iso, uint32_t index) {
  (void)iso;
  uint64_t h = (index ^ 0x5bd1e995u) * 0x9E3779B97F4A7C15ull;
  return (uint32_t)(h >> 32);
}

static JsSparse *sparse_new(JsIsolate *iso, uint32_t capacity) {
  JsSparse *s = (JsSparse *)js_values_new(iso, 4 + (size_t)capacity * 2);
  if (!s) return NULL;
  s->live = s->used = s->flags = js_int32(0);
  s->mask = js_int32((int32_t)(capacity - 1));
  return s;
}

static void insert(JsSparse *s, JsValue key, JsValue value) {
  uint32_t mask = (uint32_t)js_as_int32(s->mask), h = hash_index(NULL, KEY_INDEX(key)) & mask;
  while (s->entries[h].key != JS_EMPTY) h = (h + 1) & mask;
  s->entries[h].key = key;
  s->entries[h].value = value;
  s->live = js_int32(js_as_int32(s->live) + 1);
  s->used = js_int32(js_as_int32(s->used) + 1);
}

static bool install(JsIsolate *iso, JsObject *o, JsSparse *s) {
  if (!js_is_sparse(o) || *js_elements_capacity(o->elements) == 0) {
    uint32_t slots = js_shape_overflow(js_object_shape(o)), length = *js_elements_length(o->elements);
    JsValue *e = js_storage_new(iso, slots, 1);
    if (!e) return false;
    memcpy(e - 1 - slots, o->elements - 1 - slots, (size_t)slots * 8);
    *js_elements_length(e) = length;
    e[0] = js_from_cell(s);
    js_storage_abandon(iso, o->elements, slots);
    o->elements = e;
    o->cell.aux = JS_ELEM_SPARSE;
    js_proto_changed(iso, o);
  }
  o->elements[0] = js_from_cell(s);
  js_barrier(iso, o);
  JS_KEEP(s);
  return true;
}

bool js_elements_to_sparse(JsIsolate *iso, JsObject *o) {
  if (js_is_sparse(o)) return true;
  uint32_t length = *js_elements_length(o->elements), n = 0, capacity = 8;
  if (length > *js_elements_capacity(o->elements)) length = *js_elements_capacity(o->elements);
  for (uint32_t i = 0; i < length; i++) n += o->elements[i] != JS_EMPTY;
  if (!check_count(iso, n)) return false;
  while (capacity < n * 2) capacity *= 2;
  JsSparse *s = sparse_new(iso, capacity);
  if (!s) return false;
  for (uint32_t i = 0; i < length; i++)
    if (o->elements[i] != JS_EMPTY) insert(s, make_key(i, JS_ATTR_DATA), o->elements[i]);
  return install(iso, o, s);
}

static int64_t find(const JsSparse *s, uint32_t index) {
  uint32_t mask = (uint32_t)js_as_int32(s->mask);
  for (uint32_t h = hash_index(NULL, index) & mask; s->entries[h].key != JS_EMPTY; h = (h + 1) & mask)
    if (s->entries[h].key != DELETED && KEY_INDEX(s->entries[h].key) == index) return h;
  return -1;
}

JsValue *js_sparse_find(JsObject *o, uint32_t index, uint8_t *attributes) {
  JsSparse *s = js_sparse(o);
  int64_t at = find(s, index);
  if (at < 0) return NULL;
  *attributes = KEY_ATTRIBUTES(s->entries[at].key);
  return &s->entries[at].value;
}

/* Back to dense elements when a quarter of the length is there and nothing is special. */
static bool densify(JsIsolate *iso, JsObject *o) {
  JsSparse *s = js_sparse(o);
  uint32_t length = *js_elements_length(o->elements), live = (uint32_t)js_as_int32(s->live);
  if (js_as_int32(s->flags) || !js_shape_extensible(o) || length > JS_MAX_FAST_ELEMENTS || live < length / 4) return false;
  uint32_t slots = js_shape_overflow(js_object_shape(o)), mask = (uint32_t)js_as_int32(s->mask);
  JsValue *e = js_storage_new(iso, slots, length);
  if (!e) return false;
  memcpy(e - 1 - slots, o->elements - 1 - slots, (size_t)slots * 8);
  *js_elements_length(e) = length;
  for (uint32_t h = 0; h <= mask; h++)
    if (s->entries[h].key != JS_EMPTY && s->entries[h].key != DELETED) e[KEY_INDEX(s->entries[h].key)] = s->entries[h].value;
  js_storage_abandon(iso, o->elements, slots);
  o->elements = e;
  o->cell.aux = JS_ELEM_VALUE | JS_ELEM_HOLEY;
  js_barrier(iso, o);
  js_proto_changed(iso, o);
  return true;
}

bool js_sparse_put(JsIsolate *iso, JsObject *o, uint32_t index, JsValue v, uint8_t attributes) {
  JsSparse *s = js_sparse(o);
  int64_t at = find(s, index);
  if (attributes != JS_ATTR_DATA) s->flags = js_int32(js_as_int32(s->flags) | JS_SPARSE_CUSTOM);
  if (at >= 0) {
    s->entries[at].key = make_key(index, attributes);
    s->entries[at].value = v;
    js_barrier(iso, s);
    return true;
  }
  uint32_t mask = (uint32_t)js_as_int32(s->mask);
  if (((uint32_t)js_as_int32(s->used) + 1) * 4 > (mask + 1) * 3) {
    if (index < *js_elements_length(o->elements) && densify(iso, o)) {
      js_elements_generalise(iso, o, JS_ELEM_VALUE);
      o->elements[index] = v;
      js_barrier(iso, o);
      return true;
    }
    uint32_t live = (uint32_t)js_as_int32(s->live), capacity = 8;
    if (!check_count(iso, live + 1)) return false;
    while (capacity < (live + 1) * 2) capacity *= 2;
    JsSparse *bigger = sparse_new(iso, capacity);
    if (!bigger) return false;
    bigger->flags = s->flags;
    for (uint32_t h = 0; h <= mask; h++)
      if (s->entries[h].key != JS_EMPTY && s->entries[h].key != DELETED)
        insert(bigger, s->entries[h].key, s->entries[h].value);
    if (!install(iso, o, bigger)) return false;
    s = bigger;
  }
  insert(s, make_key(index, attributes), v);
  js_barrier(iso, s);
  return true;
}

bool js_sparse_delete(JsObject *o, uint32_t index) {
  JsSparse *s = js_sparse(o);
  int64_t at = find(s, index);
  if (at < 0) return true;
  if (!(KEY_ATTRIBUTES(s->entries[at].key) & JS_ATTR_CONFIGURABLE)) return false;
  s->entries[at].key = DELETED;
  s->entries[at].value = JS_EMPTY;
  s->live = js_int32(js_as_int32(s->live) - 1);
  return true;
}

static int compare_indices(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

uint32_t js_sparse_capacity(JsObject *o) { return (uint32_t)js_as_int32(js_sparse(o)->mask) + 1; }

bool js_sparse_each(JsObject *o, JsSparseCursor *cursor, uint32_t *index) {
  const JsSparse *s = js_sparse(o);
  uint32_t capacity = js_sparse_capacity(o);
  while (*cursor < capacity) {
    JsValue key = s->entries[(*cursor)++].key;
    if (key == JS_EMPTY || key == DELETED) continue;
    *index = KEY_INDEX(key);
    return true;
  }
  return false;
}

uint32_t js_sparse_indices(JsObject *o, uint32_t **out) {
  uint32_t n = 0, *indices = malloc(((size_t)js_as_int32(js_sparse(o)->live) + 1) * sizeof *indices);
  if (!indices) abort();
  for (JsSparseCursor cursor = 0; js_sparse_each(o, &cursor, &indices[n]);) n++;
  qsort(indices, n, sizeof *indices, compare_indices);
  *out = indices;
  return n;
}

/* Deletes from the end down to length; stops at what cannot be deleted. */
bool js_sparse_truncate(JsIsolate *iso, JsObject *o, uint32_t length, uint32_t *reached) {
  (void)iso;
  uint32_t *indices, n = js_sparse_indices(o, &indices);
  bool all = true;
  while (n > 0 && indices[n - 1] >= length) {
    n--;
    if (!js_sparse_delete(o, indices[n])) {
      *reached = indices[n] + 1;
      all = false;
      break;
    }
  }
  free(indices);
  return all;
}
