/* Inline caches: filling, further ways, the per-isolate (shape, key) cache, invalidation.
 *
 * What a record relies on besides the receiver's shape is the prototype chain. Prototypes own unique shapes; those that
 * a record relies on carry JS_OBJ_PROTO_CACHED, and a change to one of them drops the records whose shape inherits from
 * it. Shapes in records are weak. */
#include "module.h"
#include "object/ic_internal.h"

#include <stdlib.h>

typedef struct MegaEntry {
  JsKey key;
  uint32_t epoch;
  JsICWay way;
} MegaEntry;

typedef struct Vector {
  void **items;
  size_t count, capacity;
} Vector;

typedef struct JsICTables {
  JsIsolate *iso;
  uint32_t epoch;   /* of the entries below; those of another epoch are void */
  JsValue undefined; /* what a cached absence points to */
  Vector modules;        /* JsModuleDesc of what has caches */
  Vector young;          /* records filled since the last collection */
  Vector young_literals, young_shape_sites;
  Vector protos; /* records that rely on a prototype chain */
  MegaEntry gets[4096];
  MegaEntry sets[1024];
} JsICTables;

#define IC_IN_YOUNG 0x01
#define IC_IN_PROTOS 0x02 /* and JS_IC_OF_GETTER */

static void push(Vector *v, void *item) {
  if (v->count == v->capacity) {
    v->capacity = v->capacity ? v->capacity * 2 : 256;
    v->items = realloc(v->items, v->capacity * sizeof *v->items);
    if (!v->items) abort();
  }
  v->items[v->count++] = item;
}

static bool relies_on_chain(const JsICWay *w) {
  return w->kind != JS_WAY_OWN && w->kind != JS_WAY_OWN_GETTER && w->kind != JS_WAY_STORE && w->kind != JS_WAY_OWN_SETTER &&
         w->kind < JS_WAY_FIELD;
}

/* ---- what an access finds ---- */

/* May what o holds under key be cached at all? Materialises lazy properties. */
bool js_ic_cacheable_own(JsIsolate *iso, JsObject *o, JsKey key) {
  if (js_exotic(o, key)) return false;
  if (o->cell.kind == JS_KIND_ARRAY && key == js_atom_key(iso, JS_ATOM_length)) return false;
  if (o->cell.kind == JS_KIND_ERROR && key == js_atom_key(iso, JS_ATOM_stack)) return false;
  if (o->cell.flags & JS_OBJ_LAZY) js_lazy_key(iso, o, key);
  return true;
}

/* Walks the prototypes. *holder NULL: absent. false: not cacheable. */
static bool find_inherited(JsIsolate *iso, JsValue proto, JsKey key, JsObject **holder, JsSlot *slot) {
  JsValue end = proto;
  for (*holder = NULL; js_is_object(end);) {
    JsObject *p = js_as_object(end);
    if (!(p->cell.flags & JS_OBJ_IS_PROTO) || !js_ic_cacheable_own(iso, p, key)) return false;
    if (js_shape_lookup(iso, js_object_shape(p), key, slot)) {
      *holder = p;
      break;
    }
    end = js_object_shape(p)->proto;
  }
  for (JsValue x = proto; js_is_object(x) && x != JS_NULL; x = js_object_shape(js_as_object(x))->proto) {
    js_as_object(x)->cell.flags |= JS_OBJ_PROTO_CACHED;
    if (js_as_object(x) == *holder) break;
  }
  return true;
}

bool js_ic_find_get(JsIsolate *iso, JsCell *cell, JsKey key, JsICWay *out) {
  JsICTables *t = iso->ic_tables;
  JsSlot slot;
  if (cell->kind >= JS_KIND_OBJECT) {
    JsObject *o = (JsObject *)cell;
    if (!js_ic_cacheable_own(iso, o, key)) return false;
    JsShape *s = js_shape_of(cell);
    if (s->flags & JS_SHAPE_DICTIONARY) return false;
    if (js_shape_lookup(iso, s, key, &slot)) {
      *out = (JsICWay){.shape = cell->shape, .offset = js_slot_offset(s, slot.index)};
      out->kind = slot.attributes & JS_ATTR_ACCESSOR ? JS_WAY_OWN_GETTER : JS_WAY_OWN;
      if (s->flags & JS_SHAPE_UNIQUE) s->flags |= JS_SHAPE_CACHED_OWN;
      return true;
    }
  }
  JsShape *s = js_shape_of(cell);
  JsObject *holder;
  if (!find_inherited(iso, s->proto, key, &holder, &slot)) return false;
  if (s->flags & JS_SHAPE_UNIQUE) s->flags |= JS_SHAPE_CACHED_MISS;
  *out = (JsICWay){.shape = cell->shape, .kind = JS_WAY_ABSENT, .slot = &t->undefined};
  if (holder) {
    out->kind = slot.attributes & JS_ATTR_ACCESSOR ? JS_WAY_PROTO_GETTER : JS_WAY_PROTO;
    out->slot = js_slot(holder, js_object_shape(holder), slot.index);
  }
  return true;
}

bool js_ic_find_getter(JsIsolate *iso, JsCell *cell, JsKey key, JsICWay *out) {
  if (!js_ic_find_get(iso, cell, key, out)) return false;
  if (out->kind == JS_WAY_OWN_GETTER) {
    out->kind = JS_WAY_OWN;
  } else if (out->kind == JS_WAY_PROTO_GETTER) {
    out->kind = JS_WAY_PROTO;
  } else {
    *out = (JsICWay){.shape = cell->shape, .kind = JS_WAY_ABSENT, .slot = &((JsICTables *)iso->ic_tables)->undefined};
  }
  return true;
}

static bool find_add(JsIsolate *iso, JsObject *o, JsKey key, JsICWay *out) {
  JsShape *s = js_object_shape(o);
  if ((s->flags & (JS_SHAPE_OWNED | JS_SHAPE_NON_EXTENSIBLE)) || (o->cell.flags & JS_OBJ_IS_PROTO) ||
      s->count >= JS_SHAPE_DYNAMIC_MAX)
    return false;
  JsShape *next = js_shape_add(iso, s, key, JS_ATTR_DATA);
  bool grows = js_shape_overflow(s) != js_shape_overflow(next);
  *out = (JsICWay){.shape = o->cell.shape, .kind = grows ? JS_WAY_ADD_GROW : JS_WAY_ADD,
                   .offset = js_slot_offset(next, s->count), .new_shape = js_shape_word(next)};
  return true;
}

bool js_ic_find_set(JsIsolate *iso, JsObject *o, JsKey key, JsICWay *out) {
  if (!js_ic_cacheable_own(iso, o, key)) return false;
  js_lazy_all(iso, o);
  JsShape *s = js_object_shape(o);
  if (s->flags & (JS_SHAPE_DICTIONARY | JS_SHAPE_WATCHED)) return false;
  if (o->cell.kind == JS_KIND_FUNCTION && key == js_atom_key(iso, JS_ATOM_prototype)) return false;
  JsSlot slot;
  if (js_shape_lookup(iso, s, key, &slot)) {
    *out = (JsICWay){.shape = o->cell.shape, .kind = JS_WAY_STORE, .offset = js_slot_offset(s, slot.index)};
    if (slot.attributes & JS_ATTR_ACCESSOR) {
      out->kind = JS_WAY_OWN_SETTER;
    } else if (!(slot.attributes & JS_ATTR_WRITABLE)) {
      return false;
    }
    if (s->flags & JS_SHAPE_UNIQUE) s->flags |= JS_SHAPE_CACHED_OWN;
    return true;
  }
  JsObject *holder;
  if (!find_inherited(iso, s->proto, key, &holder, &slot)) return false;
  if (holder && (slot.attributes & JS_ATTR_ACCESSOR)) {
    if (s->flags & JS_SHAPE_UNIQUE) s->flags |= JS_SHAPE_CACHED_MISS;
    *out = (JsICWay){.shape = o->cell.shape, .kind = JS_WAY_PROTO_SETTER,
                     .slot = js_slot(holder, js_object_shape(holder), slot.index)};
    return true;
  }
  if (holder && !(slot.attributes & JS_ATTR_WRITABLE)) return false;
  return find_add(iso, o, key, out);
}

/* ---- filling ---- */

static JsICWay first_way(const JsIC *ic) {
  return (JsICWay){.shape = ic->shape, .offset = ic->offset, .slot = ic->slot, .new_shape = ic->new_shape,
                   .kind = ic->new_shape ? JS_WAY_ADD : ic->slot ? JS_WAY_PROTO : JS_WAY_OWN};
}

/* Compiled code reads the first way: plain data only. */
static bool fits_first(const JsICWay *w) {
  return w->kind == JS_WAY_OWN || w->kind == JS_WAY_PROTO || w->kind == JS_WAY_ABSENT || w->kind == JS_WAY_STORE ||
         (w->kind == JS_WAY_ADD && w->offset >= 0);
}

static void set_first(JsIC *ic, const JsICWay *w) {
  ic->shape = w->shape;
  ic->offset = w->offset;
  ic->slot = w->slot;
  ic->new_shape = w->new_shape;
  ic->own = w->slot || w->offset < 0 ? 0 : w->shape;
  ic->proto = w->slot ? w->shape : 0;
}

static void clear_first(JsIC *ic) {
  ic->shape = 0;
  ic->offset = 0;
  ic->slot = NULL;
  ic->new_shape = 0;
  ic->own = ic->proto = 0;
  memset(ic->also, 0, sizeof ic->also);
}

/* Finds out which further shapes have what the first way leads to in the same place. */
static void note_others(JsIC *ic) {
  uint32_t n = 0;
  const JsICWays *ways = ic->ways;
  bool of_getter = ic->flags & JS_IC_OF_GETTER;
  for (uint32_t i = 0; ways && (of_getter ? ic->proto : ic->own) && !ic->new_shape && i < ways->count && n < JS_IC_ALSO; i++) {
    const JsICWay *w = &ways->way[i];
    bool same;
    if (of_getter) {
      same = w->kind == JS_WAY_PROTO && w->slot == ic->slot;
    } else if (w->kind == JS_WAY_FIELD) {
      same = w->slot == ic->slot && w->offset == ic->offset;
    } else {
      same = !ic->slot && (w->kind == JS_WAY_OWN || w->kind == JS_WAY_STORE) && w->offset == ic->offset;
    }
    if (same) ic->also[n++] = w->shape;
  }
  while (n < JS_IC_ALSO) ic->also[n++] = 0;
}

/* false: not now. */
static bool add_way(JsIC *ic, const JsICWay *w) {
  if (!ic->ways) ic->ways = calloc(1, sizeof *ic->ways);
  if (!ic->ways) return false;
  for (uint32_t i = 0; i < ic->ways->count; i++) {
    if (ic->ways->way[i].shape != w->shape) continue;
    if (w->kind < JS_WAY_FIELD) return false;
    ic->ways->way[i] = *w; /* of another private name */
    return true;
  }
  if (ic->ways->count == JS_IC_WAYS) { /* the oldest goes, now and then: its shape may be out of use */
    if (++ic->misses & 15) return false;
    ic->ways->way[ic->state++ % JS_IC_WAYS] = *w;
  } else {
    ic->ways->way[ic->ways->count++] = *w;
  }
  return true;
}

static void note_young(JsICTables *t, JsIC *ic) {
  if (ic->flags & IC_IN_YOUNG) return;
  ic->flags |= IC_IN_YOUNG;
  push(&t->young, ic);
}

/* The first way is what compiled code looks at; it goes to the latest class that a site of a class factory saw. */
void js_ic_fill_field(JsIsolate *iso, JsIC *ic, const JsICWay *w) {
  bool in_line = w->kind == JS_WAY_FIELD_ABSENT || w->offset >= 0;
  if (in_line && (ic->shape == 0 || ic->slot != w->slot)) {
    ic->shape = w->shape;
    ic->offset = w->offset;
    ic->slot = w->slot;
    ic->new_shape = w->new_shape;
    ic->own = w->kind == JS_WAY_FIELD_ABSENT ? 0 : w->shape;
    ic->proto = w->kind == JS_WAY_FIELD_ABSENT ? w->shape : 0;
  } else if (!add_way(ic, w)) {
    return;
  }
  note_others(ic);
  note_young(iso->ic_tables, ic);
}

static void note_chain(JsICTables *t, JsIC *ic) {
  if (ic->flags & IC_IN_PROTOS) return;
  ic->flags |= IC_IN_PROTOS;
  push(&t->protos, ic);
}

void js_ic_fill_instanceof(JsIsolate *iso, JsIC *ic, uint32_t shape, int32_t offset, JsValue *slot) {
  ic->shape = ic->own = shape;
  ic->offset = offset;
  ic->slot = slot;
  note_young(iso->ic_tables, ic);
  note_chain(iso->ic_tables, ic);
}

void js_ic_fill(JsIsolate *iso, JsIC *ic, const JsICWay *w) {
  JsICTables *t = iso->ic_tables;
  if (ic->shape == 0 && fits_first(w)) {
    set_first(ic, w);
  } else if (!add_way(ic, w)) {
    return;
  }
  note_others(ic);
  note_young(t, ic);
  if (relies_on_chain(w)) note_chain(t, ic);
}

const JsICWay *js_ic_way(JsIC *ic, uint32_t shape, JsICWay *scratch) {
  JsICWays *ways = ic->ways;
  for (uint32_t i = 0; i < ways->count; i++) {
    JsICWay *w = &ways->way[i];
    if (w->shape != shape) continue;
    if (__builtin_expect((++ic->misses & 255) != 0, 1) || !fits_first(w)) return w;
    *scratch = *w; /* a way that is hit often goes first */
    JsICWay old = first_way(ic);
    if (old.shape == 0) {
      *w = ways->way[--ways->count];
    } else {
      *w = old;
    }
    set_first(ic, scratch);
    note_others(ic);
    return scratch;
  }
  return NULL;
}

/* ---- the (shape, key) cache ---- */

static uint32_t mega_hash(uint32_t shape, JsKey key) { return (shape >> 4) * 0x9E3779B1u ^ (uint32_t)(key >> 4) * 0x85EBCA6Bu; }

static MegaEntry *mega_entry(JsICTables *t, uint32_t shape, JsKey key, bool set) {
  uint32_t h = mega_hash(shape, key);
  h ^= h >> 15;
  return set ? &t->sets[h & 1023] : &t->gets[h & 4095];
}

const JsICWay *js_ic_mega(JsIsolate *iso, uint32_t shape, JsKey key, bool set) {
  JsICTables *t = iso->ic_tables;
  MegaEntry *e = mega_entry(t, shape, key, set);
  return e->key == key && e->way.shape == shape && e->epoch == t->epoch ? &e->way : NULL;
}

void js_ic_mega_fill(JsIsolate *iso, JsKey key, const JsICWay *w, bool set) {
  if (iso->many_realms && ((const JsShape *)(uintptr_t)w->shape)->object_kind < JS_KIND_OBJECT) return;
  JsICTables *t = iso->ic_tables;
  *mega_entry(t, w->shape, key, set) = (MegaEntry){key, t->epoch, *w};
}

/* Modules' own records stay right: a module runs in one realm. */
void js_ic_forget_primitives(JsIsolate *iso) { ((JsICTables *)iso->ic_tables)->epoch++; }

/* ---- invalidation ---- */

/* That of strings and the like has a prototype in every realm, of which it shows the current one's. */
static bool shape_inherits(const JsIsolate *iso, uint32_t shape, const JsObject *proto) {
  const JsShape *s = (const JsShape *)(uintptr_t)shape;
  if (iso->many_realms && s->object_kind < JS_KIND_OBJECT) return true;
  for (JsValue p = s->proto; js_is_object(p); p = js_object_shape(js_as_object(p))->proto)
    if (js_as_object(p) == proto) return true;
  return false;
}

/* Does the record still rely on some chain afterwards? */
static bool drop_dependents(const JsIsolate *iso, JsIC *ic, const JsObject *proto) {
  bool relies = false;
  if (ic->shape && (ic->slot || ic->new_shape)) {
    if (shape_inherits(iso, ic->shape, proto)) {
      clear_first(ic);
    } else {
      relies = true;
    }
  }
  JsICWays *ways = ic->ways;
  for (uint32_t i = 0; ways && i < ways->count;) {
    bool dependent = relies_on_chain(&ways->way[i]);
    if (dependent && shape_inherits(iso, ways->way[i].shape, proto)) {
      ways->way[i] = ways->way[--ways->count];
      continue;
    }
    relies |= dependent;
    i++;
  }
  note_others(ic);
  return relies;
}

void js_ic_invalidate_proto(JsIsolate *iso, JsObject *o) {
  JsICTables *t = iso->ic_tables;
  size_t kept = 0;
  for (size_t i = 0; i < t->protos.count; i++) {
    JsIC *ic = t->protos.items[i];
    if (drop_dependents(iso, ic, o)) {
      t->protos.items[kept++] = ic;
    } else {
      ic->flags &= ~IC_IN_PROTOS;
    }
  }
  t->protos.count = kept;
  t->epoch++;
  o->cell.flags &= ~JS_OBJ_PROTO_CACHED;
}

/* ---- collection ---- */

static bool dead(JsHeap *heap, uint32_t shape) { return shape && !js_gc_is_marked(heap, (void *)(uintptr_t)shape); }

static void sweep_record(JsHeap *heap, JsIC *ic) {
  if (dead(heap, ic->shape) || dead(heap, ic->new_shape)) clear_first(ic);
  JsICWays *ways = ic->ways;
  for (uint32_t i = 0; ways && i < ways->count;) {
    if (dead(heap, ways->way[i].shape) || dead(heap, ways->way[i].new_shape)) {
      ways->way[i] = ways->way[--ways->count];
    } else {
      i++;
    }
  }
  if (ways) note_others(ic);
}

static void sweep_literal(JsHeap *heap, JsLiteralSite *site) {
  if (dead(heap, site->shape)) site->shape = 0;
}

static void sweep_shape_site(JsHeap *heap, JsShapeSite *site) {
  if (dead(heap, site->shape)) site->shape = 0;
}

static void ic_weak(JsHeap *heap, bool full, void *data) {
  JsICTables *t = data;
  t->epoch++;
  for (size_t i = 0; i < t->young.count; i++) {
    JsIC *ic = t->young.items[i];
    ic->flags &= ~IC_IN_YOUNG;
    if (!full) sweep_record(heap, ic);
  }
  t->young.count = 0;
  for (size_t i = 0; i < t->young_literals.count; i++) sweep_literal(heap, t->young_literals.items[i]);
  t->young_literals.count = 0;
  for (size_t i = 0; i < t->young_shape_sites.count; i++) sweep_shape_site(heap, t->young_shape_sites.items[i]);
  t->young_shape_sites.count = 0;
  for (size_t m = 0; full && m < t->modules.count; m++) {
    const JsModuleDesc *desc = t->modules.items[m];
    JsIC *ics = js_at(t->iso, desc->ics);
    JsLiteralSite *literals = js_at(t->iso, desc->literals);
    JsShapeSite *shapes = js_at(t->iso, desc->shapes);
    for (uint32_t i = 0; i < desc->ic_count; i++) sweep_record(heap, &ics[i]);
    for (uint32_t i = 0; i < desc->literal_count; i++) sweep_literal(heap, &literals[i]);
    for (uint32_t i = 0; i < desc->shape_site_count; i++) sweep_shape_site(heap, &shapes[i]);
  }
}

void js_ic_note_literal(JsIsolate *iso, JsLiteralSite *site) {
  push(&((JsICTables *)iso->ic_tables)->young_literals, site);
}

void js_ic_note_shape_site(JsIsolate *iso, JsShapeSite *site) {
  push(&((JsICTables *)iso->ic_tables)->young_shape_sites, site);
}

void js_ic_register(JsIsolate *iso, const JsModuleDesc *desc) {
  if (desc->ic_count || desc->literal_count || desc->shape_site_count)
    push(&((JsICTables *)iso->ic_tables)->modules, (void *)(uintptr_t)desc);
}

void js_ic_init(JsIsolate *iso) {
  if (iso->ic_tables) return;
  JsICTables *t = calloc(1, sizeof *t);
  if (!t) abort();
  t->iso = iso;
  t->undefined = JS_UNDEFINED;
  t->epoch = 1;
  iso->ic_tables = t;
  js_gc_add_weak_fn(iso, ic_weak, t);
}

void js_ic_free(JsIsolate *iso) {
  JsICTables *t = iso->ic_tables;
  if (!t) return;
  for (size_t m = 0; m < t->modules.count; m++) {
    const JsModuleDesc *desc = t->modules.items[m];
    JsIC *ics = js_at(iso, desc->ics);
    for (uint32_t i = 0; i < desc->ic_count; i++) free(ics[i].ways);
  }
  free(t->modules.items);
  free(t->young.items);
  free(t->young_literals.items);
  free(t->young_shape_sites.items);
  free(t->protos.items);
  free(t);
  iso->ic_tables = NULL;
}
