/* Insertion-ordered hash tables; see hash_table.h. */
#include "bigint/bigint.h"
#include "builtins/hash_table.h"

#include "builtins/iterator_builtins.h"

#define MIN_CAPACITY 4u
#define MAX_CAPACITY (1u << 27)

static uint32_t *buckets(JsHashTable *t) { return (uint32_t *)(t->entries + t->capacity); }

static size_t table_bytes(uint32_t capacity) {
  return sizeof(JsHashTable) + (size_t)capacity * (sizeof(JsHashEntry) + sizeof(uint32_t));
}

size_t js_hash_table_size(const JsCell *cell) { return table_bytes(((const JsHashTable *)cell)->capacity); }

void js_hash_table_trace(JsTracer *t, JsCell *cell) {
  JsHashTable *table = (JsHashTable *)cell;
  js_trace_cell(t, table->successor);
  for (uint32_t i = 0; i < table->used; i++) {
    js_trace_value(t, table->entries[i].key);
    js_trace_value(t, table->entries[i].value);
  }
}

size_t js_collection_size(const JsCell *cell) { return js_object_size(cell); }

void js_collection_trace(JsTracer *t, JsCell *cell) {
  js_object_trace(t, cell);
  js_trace_cell(t, ((JsCollection *)cell)->table);
}

JsHashTable *js_hash_table_new(JsIsolate *iso, uint32_t capacity) {
  JsHashTable *t = js_alloc(iso, JS_KIND_HASH_TABLE, table_bytes(capacity));
  if (t) t->capacity = capacity;
  return t;
}

/* One number, one representation: -0 is 0, and int32 where it can be. */
static JsValue normalise(JsValue key) { return js_is_double(key) ? js_number(js_as_double(key) + 0.0) : key; }

static uint32_t mix(JsIsolate *iso, uint64_t x) {
  x ^= iso->hash_seed;
  x = (x ^ (x >> 33)) * 0xFF51AFD7ED558CCDull;
  x = (x ^ (x >> 33)) * 0xC4CEB9FE1A85EC53ull;
  return (uint32_t)(x ^ (x >> 33));
}

/* Cells don't move, so an address is a hash; what compares by content hashes by content. */
static uint32_t hash_of(JsIsolate *iso, JsValue key) {
  if (js_is_string(key)) return js_string_hash(iso, js_as_string(key));
  if (js_is_bigint(key)) return js_bigint_hash(iso, key);
  return mix(iso, key);
}

static bool same_key(JsIsolate *iso, const JsHashEntry *entry, JsValue key, uint32_t hash) {
  if (entry->key == key) return true;
  if (entry->hash != hash || entry->key == JS_EMPTY || !js_is_cell(key) || !js_is_cell(entry->key)) return false;
  if (js_as_cell(key)->kind != js_as_cell(entry->key)->kind) return false;
  if (js_is_string(key)) return js_string_equals(iso, js_as_string(entry->key), js_as_string(key));
  return js_is_bigint(key) && js_bigint_equals(entry->key, key);
}

static JsHashEntry *find(JsIsolate *iso, JsHashTable *t, JsValue key, uint32_t hash) {
  uint32_t i = buckets(t)[hash & (t->capacity - 1)];
  while (i != 0) {
    JsHashEntry *entry = &t->entries[i - 1];
    if (same_key(iso, entry, key, hash)) return entry;
    i = entry->next;
  }
  return NULL;
}

static JsHashEntry *append(JsHashTable *t, JsValue key, JsValue value, uint32_t hash) {
  uint32_t *bucket = &buckets(t)[hash & (t->capacity - 1)];
  JsHashEntry *entry = &t->entries[t->used++];
  *entry = (JsHashEntry){.key = key, .value = value, .hash = hash, .next = *bucket};
  *bucket = t->used;
  t->live++;
  return entry;
}

/* Replaces c's table by one of this capacity with the live entries. false: threw. */
static bool rehash(JsIsolate *iso, JsCollection *c, uint32_t capacity) {
  JsHashTable *old = c->table;
  JsHashTable *t = js_hash_table_new(iso, capacity);
  if (!t) return false;
  for (uint32_t i = 0; i < old->used; i++) {
    JsHashEntry *entry = &old->entries[i];
    if (entry->key != JS_EMPTY) append(t, entry->key, entry->value, entry->hash);
  }
  js_barrier(iso, t);
  old->successor = t;
  js_barrier(iso, old);
  c->table = t;
  js_barrier(iso, c);
  return true;
}

/* Room for one more entry. */
static bool grow(JsIsolate *iso, JsCollection *c) {
  JsHashTable *t = c->table;
  if (t->used < t->capacity) return true;
  uint32_t capacity = t->live <= t->capacity / 2 ? t->capacity : t->capacity * 2;
  if (capacity > MAX_CAPACITY) {
    js_throw_range_error(iso, "%s maximum size exceeded", c->object.cell.kind == JS_KIND_MAP ? "Map" : "Set");
    return false;
  }
  return rehash(iso, c, capacity);
}

JsHashEntry *js_collection_find(JsIsolate *iso, JsCollection *c, JsValue key) {
  key = normalise(key);
  if (c->table->live == 0) return NULL;
  return find(iso, c->table, key, hash_of(iso, key));
}

bool js_collection_set(JsIsolate *iso, JsCollection *c, JsValue key, JsValue value) {
  key = normalise(key);
  uint32_t hash = hash_of(iso, key);
  JsHashEntry *entry = find(iso, c->table, key, hash);
  if (entry) {
    entry->value = value;
    js_barrier(iso, c->table);
    return true;
  }
  if (!grow(iso, c)) return false;
  append(c->table, key, value, hash);
  js_barrier(iso, c->table);
  return true;
}

bool js_collection_delete(JsIsolate *iso, JsCollection *c, JsValue key) {
  JsHashEntry *entry = js_collection_find(iso, c, key);
  if (!entry) return false;
  entry->key = JS_EMPTY;
  entry->value = JS_UNDEFINED;
  JsHashTable *t = c->table;
  t->live--;
  if (t->capacity > MIN_CAPACITY && t->live < t->capacity / 8) rehash(iso, c, t->capacity / 4);
  return true;
}

void js_collection_clear(JsIsolate *iso, JsCollection *c) {
  JsHashTable *old = c->table;
  if (old->used == 0) return;
  JsHashTable *t = js_hash_table_new(iso, MIN_CAPACITY);
  if (!t) return;
  old->flags |= JS_HASH_TABLE_CLEARED;
  old->successor = t;
  js_barrier(iso, old);
  c->table = t;
  js_barrier(iso, c);
}

/* Moves a cursor of a replaced table on: what was live before it is what lies before it in the successor. */
static void cursor_follow(JsHashCursor *cursor) {
  while (cursor->table->successor) {
    JsHashTable *t = cursor->table;
    uint32_t before = 0;
    if (!(t->flags & JS_HASH_TABLE_CLEARED)) {
      for (uint32_t i = 0; i < cursor->index && i < t->used; i++) before += t->entries[i].key != JS_EMPTY;
    }
    cursor->table = t->successor;
    cursor->index = before;
  }
}

JsHashEntry *js_hash_cursor_next(JsHashCursor *cursor) {
  cursor_follow(cursor);
  JsHashTable *t = cursor->table;
  while (cursor->index < t->used) {
    JsHashEntry *entry = &t->entries[cursor->index++];
    if (entry->key != JS_EMPTY) return entry;
  }
  return NULL;
}

JsCollection *js_collection_new(JsIsolate *iso, JsKind kind) {
  JsHashTable *t = js_hash_table_new(iso, MIN_CAPACITY);
  JsIntrinsicId proto = kind == JS_KIND_MAP ? JS_INTRINSIC_MapPrototype : JS_INTRINSIC_SetPrototype;
  JsCollection *c =
      t ? (JsCollection *)js_object_new_kind(iso, kind, sizeof(JsCollection), js_intrinsic(iso, proto)) : NULL;
  if (!c) return NULL;
  c->table = t;
  c->reserved = JS_UNDEFINED;
  return c;
}

JsValue js_collection_iterator(JsIsolate *iso, JsCollection *c, int iteration_kind) {
  bool map = c->object.cell.kind == JS_KIND_MAP;
  JsIteratorObject *it = js_iterator_object_new(
      iso, map ? JS_INTRINSIC_MapIteratorPrototype : JS_INTRINSIC_SetIteratorPrototype,
      map ? JS_ITERATOR_MAP : JS_ITERATOR_SET, (JsIterationKind)iteration_kind, js_from_cell(c));
  if (!it) return JS_EMPTY;
  it->extra = js_from_cell(c->table);
  return js_from_cell(it);
}

JsValue js_collection_iterator_next(JsIsolate *iso, JsValue this_value, int type, const char *method) {
  JsIteratorObject *it = js_as_iterator(this_value, (JsIteratorType)type);
  if (!it) return js_throw_incompatible_receiver(iso, method, this_value);
  if (js_is_undefined(it->target)) return js_iter_result(iso, JS_UNDEFINED, true);
  JsHashCursor cursor = {(JsHashTable *)js_as_cell(it->extra), (uint32_t)it->index};
  JsHashEntry *entry = js_hash_cursor_next(&cursor);
  if (!entry) {
    it->target = it->extra = JS_UNDEFINED;
    return js_iter_result(iso, JS_UNDEFINED, true);
  }
  it->extra = js_from_cell(cursor.table);
  it->index = cursor.index;
  js_barrier(iso, it);
  if (it->iteration_kind == JS_ITERATE_KEYS) return js_iter_result(iso, entry->key, false);
  if (it->iteration_kind == JS_ITERATE_VALUES)
    return js_iter_result(iso, type == JS_ITERATOR_MAP ? entry->value : entry->key, false);
  JsValue pair = js_entry_pair(iso, entry->key, type == JS_ITERATOR_MAP ? entry->value : entry->key);
  return pair == JS_EMPTY ? JS_EMPTY : js_iter_result(iso, pair, false);
}

JsValue js_collection_for_each(JsIsolate *iso, JsCollection *c, JsValue f, JsValue this_arg) {
  if (!js_is_callable(f)) return js_throw_not_function(iso, f);
  bool map = c->object.cell.kind == JS_KIND_MAP;
  JsHashCursor cursor = {c->table, 0};
  for (JsHashEntry *entry; (entry = js_hash_cursor_next(&cursor));) {
    JsValue args[3] = {map ? entry->value : entry->key, entry->key, js_from_cell(c)};
    JS_TRY(js_call_callable(iso, f, this_arg, 3, args));
  }
  return JS_UNDEFINED;
}
