/* Insertion-ordered hash tables of Map and Set (deterministic hash tables after T. Close): entries in an array in
 * order of insertion, buckets of chains through it. Deleting leaves a hole, so that iteration by position is safe;
 * growing makes a new table and leaves the old one pointing to it, by which iterators find their place again. */
#ifndef LODE_BUILTINS_HASH_TABLE_H
#define LODE_BUILTINS_HASH_TABLE_H

#include "builtins/builtins.h"

typedef struct JsHashEntry {
  JsValue key; /* JS_EMPTY: deleted */
  JsValue value;
  uint32_t hash;
  uint32_t next; /* in the bucket's chain: entry + 1; 0 ends */
} JsHashEntry;

/* Kind HASH_TABLE. The buckets follow the entries: as many as entries. */
typedef struct JsHashTable {
  uint32_t capacity; /* entries; a power of two. In the place of cell.shape */
  uint8_t kind, flags, aux, gc;
  uint32_t used; /* entries taken, holes among them */
  uint32_t live;
  struct JsHashTable *successor; /* set when this table was replaced */
  JsHashEntry entries[];
} JsHashTable;
#define JS_HASH_TABLE_CLEARED 0x01 /* flags: replaced because of clear() */

/* A Map or Set object. */
typedef struct JsCollection {
  JsObject object;
  JsHashTable *table;
  JsValue reserved;
} JsCollection;

JsHashTable *js_hash_table_new(JsIsolate *iso, uint32_t capacity);

/* Keys are compared by SameValueZero. Lookups may flatten strings [collects]; JavaScript never runs. */
JsHashEntry *js_collection_find(JsIsolate *iso, JsCollection *c, JsValue key); /* NULL: absent */
bool js_collection_set(JsIsolate *iso, JsCollection *c, JsValue key, JsValue value); /* false: threw */
bool js_collection_delete(JsIsolate *iso, JsCollection *c, JsValue key);
void js_collection_clear(JsIsolate *iso, JsCollection *c);
static inline uint32_t js_collection_count(const JsCollection *c) { return c->table->live; }

/* A position in a table that outlives changes to the collection. */
typedef struct JsHashCursor {
  JsHashTable *table;
  uint32_t index;
} JsHashCursor;
/* The next live entry, or NULL; the entry is valid until the next change. */
JsHashEntry *js_hash_cursor_next(JsHashCursor *cursor);

/* For C code: a fresh Map or Set (JS_KIND_MAP, JS_KIND_SET) with the intrinsic prototype. NULL: threw. */
JsCollection *js_collection_new(JsIsolate *iso, JsKind kind);
/* Shared by Map and Set: iterators and forEach. */
JsValue js_collection_iterator(JsIsolate *iso, JsCollection *c, int iteration_kind);
JsValue js_collection_iterator_next(JsIsolate *iso, JsValue this_value, int type, const char *method);
JsValue js_collection_for_each(JsIsolate *iso, JsCollection *c, JsValue f, JsValue this_arg);

/* map_upsert.c */
JsValue js_map_get_or_insert(JS_ARGS);
JsValue js_map_get_or_insert_computed(JS_ARGS);

#endif
