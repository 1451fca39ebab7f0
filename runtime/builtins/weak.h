/* What the files of weak collections and references share. */
#ifndef LODE_BUILTINS_WEAK_H
#define LODE_BUILTINS_WEAK_H

#include "builtins/builtins.h"

/* 9.14 CanBeHeldWeakly */
static inline bool js_can_be_held_weakly(JsValue v) {
  return js_is_object(v) || (js_is_symbol(v) && !js_as_symbol(v)->registered);
}

/* A WeakMap or WeakSet: a hash table from cells to values, which the collector sees as ephemerons. */
typedef struct JsWeakEntry {
  JsCell *key; /* NULL free, JS_WEAK_DELETED deleted */
  JsValue value;
} JsWeakEntry;
#define JS_WEAK_DELETED ((JsCell *)(uintptr_t)8)
typedef struct JsWeakTable { /* a cell of kind BYTES */
  JsCell cell;
  uint32_t mask; /* capacity - 1 */
  uint32_t used; /* deleted ones included */
  JsWeakEntry entries[];
} JsWeakTable;
typedef struct JsWeakCollection {
  JsObject object;
  JsWeakTable *table; /* NULL while empty */
  JsValue reserved;
} JsWeakCollection;

JsWeakEntry *js_weak_find(JsIsolate *iso, JsWeakCollection *c, JsValue key); /* NULL: absent */
bool js_weak_set(JsIsolate *iso, JsWeakCollection *c, JsValue key, JsValue value);
bool js_weak_delete(JsIsolate *iso, JsWeakCollection *c, JsValue key);

/* map_upsert.c */
JsValue js_weak_map_get_or_insert(JS_ARGS);
JsValue js_weak_map_get_or_insert_computed(JS_ARGS);

/* weak_refs.c: WeakRef and FinalizationRegistry */

void js_weak_ref_sweep(JsHeap *heap, JsCell *cell);
/* AddToKeptObjects (9.11): keeps v alive until the running job is over. */
bool js_keep_during_job(JsIsolate *iso, JsValue v);

#endif
