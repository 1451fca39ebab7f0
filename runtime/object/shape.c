/* Shapes: which key is in which slot.
 *
 * A shape is shared by all objects that got the same properties in the same order from the same root; roots are cached
 * by (prototype, kind, in-line slots). A child holds its parent strongly, a parent its children weakly. Each shape adds
 * one property, so slot i belongs to the i-th shape from the root. Objects whose properties change otherwise (deletion,
 * other attributes, prototypes, maps) own a unique shape whose table changes in place. */
#include "object/internal.h"

#include <stdlib.h>

typedef struct Transition {
  JsKey key;
  uint32_t attributes;
  JsShape *child;
} Transition;
typedef struct Transitions {
  uint32_t count, capacity; /* linear up to 8, then a power of two hashed by key */
  Transition entries[];
} Transitions;
#define LINEAR_TRANSITIONS 8

typedef struct ShapeTables {
  JsIsolate *iso;
  JsShape **natives; /* shapes that own malloc'd memory, weak */
  size_t native_count, native_capacity;
  JsShape **roots; /* open addressing, weak */
  size_t root_count, root_used, root_capacity;
} ShapeTables;
#define ROOT_DELETED ((JsShape *)(uintptr_t)1)

static const union {
  uint32_t words[4];
  JsValue align;
} empty_storage;

static void *must(void *p) {
  if (!p) abort();
  return p;
}

/* ---- tables ---- */

/* The collector is told of tables, so that many dictionaries make it run. */
static int64_t table_bytes(const JsShapeTable *t) {
  return (int64_t)(sizeof *t + t->capacity * (sizeof(JsShapeEntry) + 2 * sizeof(uint32_t)));
}

static void table_release(JsIsolate *iso, JsShapeTable *t) {
  if (!t || --t->refs > 0) return;
  js_gc_adjust_external(iso, -table_bytes(t));
  free(t->entries);
  free(t->index);
  free(t);
}

static void table_index_entry(JsShapeTable *t, uint32_t i) {
  uint32_t h = js_key_hash(t->entries[i].key) & t->mask;
  while (t->index[h]) h = (h + 1) & t->mask;
  t->index[h] = i + 1;
}

static void table_reindex(JsShapeTable *t) {
  uint32_t size = t->capacity * 2;
  free(t->index);
  t->index = must(calloc(size, sizeof(uint32_t)));
  t->mask = size - 1;
  for (uint32_t i = 0; i < t->count; i++)
    if (t->entries[i].key != JS_KEY_NONE) table_index_entry(t, i);
}

static JsShapeTable *table_new(JsIsolate *iso, uint32_t capacity) {
  JsShapeTable *t = must(calloc(1, sizeof *t));
  uint32_t size = 8;
  while (size < capacity) size *= 2;
  t->refs = 1;
  t->capacity = size;
  t->entries = must(malloc(size * sizeof(JsShapeEntry)));
  t->index = must(calloc((size_t)size * 2, sizeof(uint32_t)));
  t->mask = size * 2 - 1;
  js_gc_adjust_external(iso, table_bytes(t));
  return t;
}

static uint32_t visited_by_forin(JsKey key, uint32_t attributes) {
  return key != JS_KEY_NONE && (attributes & JS_ATTR_ENUMERABLE) && js_key_is_string(key);
}

static void table_append(JsIsolate *iso, JsShapeTable *t, JsKey key, uint8_t attributes) {
  if (t->count == t->capacity) {
    js_gc_adjust_external(iso, table_bytes(t));
    t->capacity *= 2;
    t->entries = must(realloc(t->entries, t->capacity * sizeof(JsShapeEntry)));
    table_reindex(t);
  }
  t->entries[t->count] = (JsShapeEntry){key, attributes};
  table_index_entry(t, t->count);
  t->enumerable += visited_by_forin(key, attributes);
  t->count++;
  t->live++;
}

static bool table_lookup(const JsShapeTable *t, uint32_t count, JsKey key, JsSlot *out) {
  for (uint32_t h = js_key_hash(key) & t->mask; t->index[h]; h = (h + 1) & t->mask) {
    uint32_t i = t->index[h] - 1;
    if (t->entries[i].key == key) {
      if (i >= count) return false;
      out->index = i;
      out->attributes = (uint8_t)t->entries[i].attributes;
      return true;
    }
  }
  return false;
}

static void remember_native(JsIsolate *iso, JsShape *s) {
  ShapeTables *tables = iso->shape_tables;
  if (tables->native_count == tables->native_capacity) {
    tables->native_capacity = tables->native_capacity ? tables->native_capacity * 2 : 256;
    tables->natives = must(realloc(tables->natives, tables->native_capacity * sizeof(JsShape *)));
  }
  tables->natives[tables->native_count++] = s;
}

static void set_table(JsIsolate *iso, JsShape *s, JsShapeTable *t) {
  if (!s->table && !s->transitions) remember_native(iso, s);
  s->table = t;
}

uint32_t js_shape_keys(JsShape *s, JsShapeEntry *out) {
  const JsShapeTable *t = s->table;
  if (t) {
    memcpy(out, t->entries, s->count * sizeof *out);
    return s->count;
  }
  for (JsShape *p = s; p->parent; p = p->parent) out[p->count - 1] = (JsShapeEntry){p->key, p->attributes};
  return s->count;
}

static JsShapeTable *table_of_chain(JsIsolate *iso, JsShape *s, uint32_t capacity) {
  JsShapeTable *t = table_new(iso, capacity > s->count ? capacity : s->count);
  js_shape_keys(s, t->entries);
  t->count = s->count;
  t->live = s->count;
  for (uint32_t i = 0; i < t->count; i++) t->enumerable += visited_by_forin(t->entries[i].key, t->entries[i].attributes);
  table_reindex(t);
  return t;
}

JsShapeTable *js_shape_table(JsIsolate *iso, JsShape *s) {
  if (s->table) return s->table;
  /* An ancestor's table can be extended if nobody extended it in another direction. */
  JsShape *ancestor = s;
  while (ancestor && !ancestor->table) ancestor = ancestor->parent;
  JsShapeTable *t = ancestor ? ancestor->table : NULL;
  if (t && t->count == ancestor->count) {
    JsShapeEntry *extra = must(malloc((s->count + 1) * sizeof *extra));
    for (JsShape *p = s; p != ancestor; p = p->parent) extra[p->count - 1] = (JsShapeEntry){p->key, p->attributes};
    for (uint32_t i = t->count; i < s->count; i++) table_append(iso, t, extra[i].key, (uint8_t)extra[i].attributes);
    free(extra);
    t->refs++;
  } else {
    t = table_of_chain(iso, s, 0);
  }
  set_table(iso, s, t);
  return t;
}

bool js_shape_lookup(JsIsolate *iso, JsShape *s, JsKey key, JsSlot *out) {
  if (s->table) return table_lookup(s->table, s->count, key, out);
  if (s->count > JS_SHAPE_LINEAR_MAX) return table_lookup(js_shape_table(iso, s), s->count, key, out);
  for (JsShape *p = s; p->parent; p = p->parent) {
    if (p->key == key) {
      out->index = p->count - 1;
      out->attributes = p->attributes;
      return true;
    }
  }
  return false;
}

JsValue *js_slot_address(JsObject *o, JsShape *shape, uint32_t index) { return js_slot(o, shape, index); }

/* ---- roots ---- */

uint32_t js_kind_body_size(JsKind kind) {
  switch (kind) {
    case JS_KIND_FUNCTION: return sizeof(JsFunction);
    case JS_KIND_ERROR: return sizeof(JsError);
    case JS_KIND_ARGUMENTS: return sizeof(JsArguments);
    case JS_KIND_PRIMITIVE_WRAPPER:
    case JS_KIND_DATE:
    case JS_KIND_WEAK_REF: return sizeof(JsWrapper);
    default: return JS_OBJECT_HEADER;
  }
}

/* The prototype's own shape knows of what is above it. */
static bool chain_has_index(JsValue proto) {
  JsObject *p = js_as_object(proto);
  return (p->cell.flags & JS_OBJ_EXOTIC) || *js_elements_length(p->elements) != 0 || js_is_sparse(p) ||
         (js_object_shape(p)->flags & JS_SHAPE_HAS_INDEX_PROTO);
}

static uint8_t proto_flags(JsValue proto) {
  if (!js_is_object(proto)) return JS_SHAPE_NULL_PROTO;
  return chain_has_index(proto) ? JS_SHAPE_HAS_INDEX_PROTO : 0;
}

static size_t root_hash(JsValue proto, JsKind kind, uint32_t offset, uint32_t slots) {
  uint64_t h = (proto >> 4) * 0x9E3779B97F4A7C15ull + kind * 31u + offset * 7u + slots;
  return (size_t)(h ^ (h >> 29));
}

static void roots_insert(ShapeTables *t, JsShape *s) {
  size_t h = root_hash(s->proto, s->object_kind, s->inline_offset, s->inline_slots) & (t->root_capacity - 1);
  while (t->roots[h]) h = (h + 1) & (t->root_capacity - 1);
  t->roots[h] = s;
  t->root_count++;
  t->root_used++;
}

static void roots_grow(ShapeTables *t) {
  JsShape **old = t->roots;
  size_t n = t->root_capacity;
  t->root_capacity = 64;
  while (t->root_capacity < t->root_count * 4) t->root_capacity *= 2;
  t->roots = must(calloc(t->root_capacity, sizeof *t->roots));
  t->root_count = t->root_used = 0;
  for (size_t i = 0; i < n; i++)
    if (old[i] && old[i] != ROOT_DELETED) roots_insert(t, old[i]);
  free(old);
}

static JsShape *shape_new(JsIsolate *iso) { return js_alloc_low(iso, JS_KIND_SHAPE, sizeof(JsShape)); }

JsShape *js_shape_root_sized(JsIsolate *iso, JsValue proto, JsKind kind, uint32_t offset, uint32_t slots) {
  ShapeTables *t = iso->shape_tables;
  uint32_t end = (offset + slots * 8 + JS_GRANULE - 1) & ~(JS_GRANULE - 1);
  slots = (end - offset) / 8;
  if (t->root_capacity) {
    for (size_t h = root_hash(proto, kind, offset, slots) & (t->root_capacity - 1); t->roots[h];
         h = (h + 1) & (t->root_capacity - 1)) {
      JsShape *s = t->roots[h];
      if (s != ROOT_DELETED && s->proto == proto && s->object_kind == kind && s->inline_slots == slots &&
          s->inline_offset == offset)
        return s;
    }
  }
  js_mark_as_proto(iso, proto);
  JsShape *s = shape_new(iso);
  s->proto = proto;
  s->flags = proto_flags(proto);
  s->object_kind = (uint8_t)kind;
  s->inline_slots = (uint8_t)slots;
  s->inline_offset = (uint16_t)offset;
  if ((t->root_used + 1) * 2 > t->root_capacity) roots_grow(t);
  roots_insert(t, s);
  return s;
}

JsShape *js_shape_root(JsIsolate *iso, JsValue proto, JsKind kind, uint32_t inline_slots) {
  if (inline_slots > JS_MAX_INLINE_SLOTS) inline_slots = JS_MAX_INLINE_SLOTS;
  return js_shape_root_sized(iso, proto, kind, js_kind_body_size(kind), inline_slots);
}

/* ---- transitions ---- */

static Transition *transition_find(Transitions *t, JsKey key, uint8_t attributes) {
  if (t->capacity <= LINEAR_TRANSITIONS) {
    for (uint32_t i = 0; i < t->count; i++)
      if (t->entries[i].key == key && t->entries[i].attributes == attributes) return &t->entries[i];
    return NULL;
  }
  for (uint32_t h = js_key_hash(key) & (t->capacity - 1); t->entries[h].key; h = (h + 1) & (t->capacity - 1))
    if (t->entries[h].key == key && t->entries[h].attributes == attributes) return &t->entries[h];
  return NULL;
}

static void transition_put(Transitions *t, Transition x) {
  uint32_t at = t->count;
  if (t->capacity > LINEAR_TRANSITIONS)
    for (at = js_key_hash(x.key) & (t->capacity - 1); t->entries[at].key;) at = (at + 1) & (t->capacity - 1);
  t->entries[at] = x;
  t->count++;
}

static Transitions *transitions_copy(Transitions *old, uint32_t capacity) {
  Transitions *t = must(calloc(1, sizeof *t + capacity * sizeof(Transition)));
  t->capacity = capacity;
  uint32_t n = !old ? 0 : old->capacity <= LINEAR_TRANSITIONS ? old->count : old->capacity;
  for (uint32_t i = 0; i < n; i++)
    if (old->entries[i].key) transition_put(t, old->entries[i]);
  free(old);
  return t;
}

static void transition_add(JsIsolate *iso, JsShape *s, JsShape *child) {
  Transitions *t = s->transitions;
  if (!t) {
    if (!s->table) remember_native(iso, s);
    t = s->transitions = transitions_copy(NULL, 1);
  } else if (t->capacity < LINEAR_TRANSITIONS ? t->count == t->capacity : t->count * 2 > t->capacity) {
    t = s->transitions = transitions_copy(t, t->capacity < LINEAR_TRANSITIONS ? t->capacity * 2 : t->capacity * 4);
  }
  if (t->capacity == LINEAR_TRANSITIONS && t->count == LINEAR_TRANSITIONS)
    t = s->transitions = transitions_copy(t, LINEAR_TRANSITIONS * 4);
  transition_put(t, (Transition){child->key, child->attributes, child});
}

JsShape *js_shape_next(JsShape *s, JsKey key, uint8_t attributes) {
  Transition *x = s->transitions ? transition_find(s->transitions, key, attributes) : NULL;
  return x ? x->child : NULL;
}

JsShape *js_shape_add(JsIsolate *iso, JsShape *s, JsKey key, uint8_t attributes) {
  JsShape *known = js_shape_next(s, key, attributes);
  if (known) return known;
  JsShape *child = shape_new(iso);
  child->proto = s->proto;
  child->parent = s;
  child->key = key;
  child->attributes = attributes;
  child->flags = s->flags;
  child->object_kind = s->object_kind;
  child->inline_slots = s->inline_slots;
  child->inline_offset = s->inline_offset;
  child->count = s->count + 1;
  transition_add(iso, s, child);
  return child;
}

/* ---- adding to objects ---- */

void js_object_take_shape(JsIsolate *iso, JsObject *o, JsShape *next, JsValue v) {
  uint32_t slot = next->count - 1;
  uint32_t before = js_overflow_capacity(slot, next->inline_slots), after = js_shape_overflow(next);
  if (before != after) js_storage_resize(iso, o, before, after, *js_elements_capacity(o->elements));
  o->cell.shape = js_shape_word(next);
  *js_slot(o, next, slot) = v;
  js_barrier(iso, o);
}

/* Drops deleted entries; the object owns its shape. */
static void compact(JsIsolate *iso, JsObject *o) {
  js_shape_renew(iso, o, JS_SHAPE_CACHED_OWN | JS_SHAPE_CACHED_MISS);
  js_proto_changed(iso, o);
  JsShape *s = js_object_shape(o);
  JsShapeTable *t = s->table;
  uint32_t n = 0, before = js_shape_overflow(s);
  for (uint32_t i = 0; i < t->count; i++) {
    if (t->entries[i].key == JS_KEY_NONE) continue;
    if (i != n) {
      t->entries[n] = t->entries[i];
      *js_slot(o, s, n) = *js_slot(o, s, i);
    }
    n++;
  }
  for (uint32_t i = n; i < t->count; i++) *js_slot(o, s, i) = JS_EMPTY;
  t->count = n;
  table_reindex(t);
  uint32_t after = js_overflow_capacity(n, s->inline_slots);
  if (after != before) js_storage_resize(iso, o, before, after, *js_elements_capacity(o->elements));
  s->count = n;
}

bool js_object_add_slot(JsIsolate *iso, JsObject *o, JsKey key, uint8_t attributes, JsValue v) {
  JsShape *s = js_object_shape(o);
  if (!(s->flags & JS_SHAPE_OWNED) && s->count < JS_SHAPE_DYNAMIC_MAX) {
    js_object_take_shape(iso, o, js_shape_add(iso, s, key, attributes), v);
    return true;
  }
  if (!(s->flags & JS_SHAPE_OWNED)) {
    js_shape_make_unique(iso, o);
  } else {
    js_shape_renew(iso, o, JS_SHAPE_CACHED_MISS);
  }
  js_proto_changed(iso, o);
  s = js_object_shape(o);
  JsShapeTable *t = s->table;
  if (t->count == t->capacity && t->live < t->count - t->count / 4) {
    compact(iso, o);
    s = js_object_shape(o);
  }
  uint32_t before = js_shape_overflow(s), after = js_overflow_capacity(s->count + 1, s->inline_slots);
  if (before != after && !js_storage_resize(iso, o, before, after, *js_elements_capacity(o->elements))) return false;
  t = s->table;
  table_append(iso, t, key, attributes);
  s->count = t->count;
  *js_slot(o, s, s->count - 1) = v;
  js_barrier(iso, s);
  js_barrier(iso, o);
  return true;
}

/* ---- unique shapes ---- */

void js_shape_make_unique(JsIsolate *iso, JsObject *o) {
  JsShape *s = js_object_shape(o);
  if (s->flags & JS_SHAPE_OWNED) return;
  JsShape *u = shape_new(iso);
  s = js_object_shape(o);
  u->proto = s->proto;
  u->flags = s->flags | JS_SHAPE_UNIQUE;
  u->object_kind = s->object_kind;
  u->inline_slots = s->inline_slots;
  u->inline_offset = s->inline_offset;
  u->count = s->count;
  set_table(iso, u, table_of_chain(iso, s, 0));
  o->cell.shape = js_shape_word(u);
  js_barrier(iso, o);
}

void js_shape_renew(JsIsolate *iso, JsObject *o, uint8_t cached) {
  JsShape *s = js_object_shape(o);
  if (!(s->flags & cached)) return;
  JsShape *u = shape_new(iso);
  JsCell header = u->cell;
  *u = *s;
  u->cell = header;
  u->flags &= (uint8_t)~(JS_SHAPE_CACHED_OWN | JS_SHAPE_CACHED_MISS);
  u->table = u->transitions = NULL;
  set_table(iso, u, s->table);
  s->table = NULL; /* nothing has this shape any more */
  s->count = 0;
  /* A map that is both cached and changed all the time: stop caching it. */
  if (u->count > JS_SHAPE_DYNAMIC_MAX) u->flags = (u->flags & ~JS_SHAPE_UNIQUE) | JS_SHAPE_DICTIONARY;
  o->cell.shape = js_shape_word(u);
  js_barrier(iso, o);
}

static void make_changeable(JsIsolate *iso, JsObject *o) {
  if (js_object_shape(o)->flags & JS_SHAPE_OWNED) {
    js_shape_renew(iso, o, JS_SHAPE_CACHED_OWN | JS_SHAPE_CACHED_MISS);
  } else {
    js_shape_make_unique(iso, o);
  }
  js_proto_changed(iso, o);
}

void js_shape_set_attributes(JsIsolate *iso, JsObject *o, uint32_t slot, uint8_t attributes) {
  make_changeable(iso, o);
  JsShapeTable *t = js_object_shape(o)->table;
  t->enumerable -= visited_by_forin(t->entries[slot].key, t->entries[slot].attributes);
  t->enumerable += visited_by_forin(t->entries[slot].key, attributes);
  t->entries[slot].attributes = attributes;
}

void js_shape_remove(JsIsolate *iso, JsObject *o, JsKey key, uint32_t slot) {
  JsShape *s = js_object_shape(o);
  if (!(s->flags & JS_SHAPE_OWNED) && s->key == key && s->object_kind != JS_KIND_FUNCTION) {
    uint32_t before = js_shape_overflow(s), after = js_shape_overflow(s->parent);
    *js_slot(o, s, slot) = JS_EMPTY;
    if (before != after) js_storage_resize(iso, o, before, after, *js_elements_capacity(o->elements));
    o->cell.shape = js_shape_word(s->parent);
    js_barrier(iso, o);
    return;
  }
  make_changeable(iso, o);
  s = js_object_shape(o);
  JsShapeTable *t = s->table;
  *js_slot(o, s, slot) = JS_EMPTY;
  t->enumerable -= visited_by_forin(t->entries[slot].key, t->entries[slot].attributes);
  t->entries[slot].key = JS_KEY_NONE;
  t->live--;
  if (t->count > 16 && t->live < t->count / 4) compact(iso, o);
}

void js_mark_as_proto(JsIsolate *iso, JsValue proto) {
  if (!js_is_object(proto)) return;
  JsObject *p = js_as_object(proto);
  if (p->cell.flags & JS_OBJ_IS_PROTO) return;
  js_lazy_all(iso, p);
  js_shape_make_unique(iso, p);
  p->cell.flags |= JS_OBJ_IS_PROTO;
}

void js_shape_set_proto(JsIsolate *iso, JsObject *o, JsValue proto) {
  js_lazy_all(iso, o);
  js_mark_as_proto(iso, proto);
  JsShape *s = js_object_shape(o);
  bool plain = s->object_kind == JS_KIND_OBJECT || s->object_kind == JS_KIND_ARRAY || s->object_kind == JS_KIND_FUNCTION;
  if (!(s->flags & (JS_SHAPE_OWNED | JS_SHAPE_NON_EXTENSIBLE)) && plain && s->count <= JS_SHAPE_DYNAMIC_MAX) {
    JsShapeEntry entries[JS_SHAPE_DYNAMIC_MAX + 1];
    uint32_t n = js_shape_keys(s, entries);
    JsShape *next = js_shape_root_sized(iso, proto, s->object_kind, s->inline_offset, s->inline_slots);
    for (uint32_t i = 0; i < n; i++) next = js_shape_add(iso, next, entries[i].key, (uint8_t)entries[i].attributes);
    o->cell.shape = js_shape_word(next);
    js_barrier(iso, o);
    return;
  }
  make_changeable(iso, o);
  s = js_object_shape(o);
  s->proto = proto;
  s->flags = (s->flags & ~(JS_SHAPE_NULL_PROTO | JS_SHAPE_HAS_INDEX_PROTO)) | proto_flags(proto);
  js_barrier(iso, s);
  if ((o->cell.flags & JS_OBJ_IS_PROTO) && (s->flags & JS_SHAPE_HAS_INDEX_PROTO)) js_shapes_mark_index_proto(iso, o);
}

/* ---- prototypes with elements ---- */

/* Also true where the flag is set already: it is never taken back, and long chains are walked only once. */
static bool inherits(const JsShape *s, const JsObject *proto) {
  for (JsValue p = s->proto; js_is_object(p); p = js_object_shape(js_as_object(p))->proto)
    if (js_as_object(p) == proto || (js_object_shape(js_as_object(p))->flags & JS_SHAPE_HAS_INDEX_PROTO)) return true;
  return false;
}

/* Children have their parents' prototype; the natives list reaches every shape that has children or is owned. */
static void mark_tree(JsShape *s) {
  s->flags |= JS_SHAPE_HAS_INDEX_PROTO;
  Transitions *t = s->transitions;
  if (!t) return;
  uint32_t n = t->capacity <= LINEAR_TRANSITIONS ? t->count : t->capacity;
  for (uint32_t i = 0; i < n; i++)
    if (t->entries[i].key) t->entries[i].child->flags |= JS_SHAPE_HAS_INDEX_PROTO;
}

void js_shapes_mark_index_proto(JsIsolate *iso, JsObject *proto) {
  ShapeTables *t = iso->shape_tables;
  for (size_t i = 0; i < t->root_capacity; i++)
    if (t->roots[i] && t->roots[i] != ROOT_DELETED && inherits(t->roots[i], proto)) mark_tree(t->roots[i]);
  for (size_t i = 0; i < t->native_count; i++)
    if (inherits(t->natives[i], proto)) mark_tree(t->natives[i]);
}

/* ---- collection ---- */

static void prune_transitions(JsHeap *heap, JsShape *s) {
  Transitions *t = s->transitions;
  if (!t) return;
  uint32_t n = t->capacity <= LINEAR_TRANSITIONS ? t->count : t->capacity;
  bool dead = false;
  for (uint32_t i = 0; i < n; i++) dead |= t->entries[i].key && !js_gc_is_marked(heap, t->entries[i].child);
  if (!dead) return;
  Transitions *fresh = must(calloc(1, sizeof *t + t->capacity * sizeof(Transition)));
  fresh->capacity = t->capacity;
  for (uint32_t i = 0; i < n; i++)
    if (t->entries[i].key && js_gc_is_marked(heap, t->entries[i].child)) transition_put(fresh, t->entries[i]);
  free(t);
  s->transitions = fresh;
}

static void shapes_weak(JsHeap *heap, bool full, void *data) {
  (void)full;
  ShapeTables *t = data;
  size_t kept = 0;
  for (size_t i = 0; i < t->native_count; i++) {
    JsShape *s = t->natives[i];
    if (js_gc_is_marked(heap, s)) {
      prune_transitions(heap, s);
      t->natives[kept++] = s;
    } else {
      table_release(t->iso, s->table);
      free(s->transitions);
      s->table = s->transitions = NULL;
    }
  }
  t->native_count = kept;
  for (size_t i = 0; i < t->root_capacity; i++) {
    JsShape *s = t->roots[i];
    if (!s || s == ROOT_DELETED || js_gc_is_marked(heap, s)) continue;
    t->roots[i] = ROOT_DELETED;
    t->root_count--;
  }
}

static void shapes_roots(JsTracer *tracer, void *data) {
  JsIsolate *iso = data;
  js_trace_cell(tracer, iso->realm);
  js_trace_cell(tracer, (void *)(uintptr_t)iso->string_shape);
  js_trace_cell(tracer, (void *)(uintptr_t)iso->symbol_shape);
  js_trace_cell(tracer, (void *)(uintptr_t)iso->bigint_shape);
}

size_t js_shape_size(const JsCell *cell) {
  (void)cell;
  return sizeof(JsShape);
}

void js_shape_trace(JsTracer *tracer, JsCell *cell) {
  JsShape *s = (JsShape *)cell;
  js_trace_value(tracer, s->proto);
  js_trace_cell(tracer, s->parent);
  if (s->key) js_trace_cell(tracer, js_key_cell(s->key));
  if (!(s->flags & JS_SHAPE_OWNED) || !s->table) return;
  const JsShapeTable *t = s->table;
  for (uint32_t i = 0; i < t->count; i++)
    if (t->entries[i].key) js_trace_cell(tracer, js_key_cell(t->entries[i].key));
}

static uint32_t pseudo_shape(JsIsolate *iso, JsKind kind) {
  JsShape *s = shape_new(iso);
  s->proto = JS_NULL;
  s->object_kind = (uint8_t)kind;
  return js_shape_word(s);
}

void js_shapes_init(JsIsolate *iso) {
  ShapeTables *t = must(calloc(1, sizeof *t));
  t->iso = iso;
  iso->shape_tables = t;
  iso->empty_elements = (JsValue *)(uintptr_t)&empty_storage.words[4];
  iso->string_shape = pseudo_shape(iso, JS_KIND_STRING);
  iso->symbol_shape = pseudo_shape(iso, JS_KIND_SYMBOL);
  iso->bigint_shape = pseudo_shape(iso, JS_KIND_BIGINT);
  js_gc_add_root_fn(iso, shapes_roots, iso);
  js_gc_add_weak_fn(iso, shapes_weak, t);
}

void js_shapes_free(JsIsolate *iso) {
  ShapeTables *t = iso->shape_tables;
  for (size_t i = 0; i < t->native_count; i++) {
    table_release(iso, t->natives[i]->table);
    free(t->natives[i]->transitions);
  }
  free(t->natives);
  free(t->roots);
  free(t);
  iso->shape_tables = NULL;
}
