/* WeakMap (24.3) and WeakSet (24.4). */
#include "builtins/weak.h"

static JsValue weak_map_constructor(JS_ARGS);
static JsValue weak_map_delete(JS_ARGS);
static JsValue weak_map_get(JS_ARGS);
static JsValue weak_map_has(JS_ARGS);
static JsValue weak_map_set(JS_ARGS);
static JsValue weak_set_constructor(JS_ARGS);
static JsValue weak_set_add(JS_ARGS);
static JsValue weak_set_delete(JS_ARGS);
static JsValue weak_set_has(JS_ARGS);

static const JsBuiltin map_methods[] = {
    JS_B_FN("delete", weak_map_delete, 1),
    JS_B_FN("get", weak_map_get, 1),
    JS_B_FN("set", weak_map_set, 2),
    JS_B_FN("has", weak_map_has, 1),
    JS_B_FN("getOrInsert", js_weak_map_get_or_insert, 2),
    JS_B_SHOWN("getOrInsertComputed", js_weak_map_get_or_insert_computed, 2),
    JS_B_TAG("WeakMap"),
    JS_BUILTIN_END,
};

static const JsBuiltin set_methods[] = {
    JS_B_FN("delete", weak_set_delete, 1),
    JS_B_FN("has", weak_set_has, 1),
    JS_B_FN("add", weak_set_add, 1),
    JS_B_TAG("WeakSet"),
    JS_BUILTIN_END,
};

void js_init_weak(JsIsolate *iso) {
  js_function_show(js_install_class(iso, "WeakMap", weak_map_constructor, 0, JS_INTRINSIC_WeakMap,
                                    JS_INTRINSIC_WeakMapPrototype, js_object_new(iso), NULL, map_methods));
  js_function_show(js_install_class(iso, "WeakSet", weak_set_constructor, 0, JS_INTRINSIC_WeakSet,
                                    JS_INTRINSIC_WeakSetPrototype, js_object_new(iso), NULL, set_methods));
}

/* ---- the table ---- */

void js_weak_map_trace(JsTracer *t, JsCell *cell) {
  JsWeakCollection *c = (JsWeakCollection *)cell;
  js_object_trace(t, cell);
  if (!c->table) return;
  js_trace_shallow(t, c->table);
  for (uint32_t i = 0; i <= c->table->mask; i++) {
    JsWeakEntry *entry = &c->table->entries[i];
    if ((uintptr_t)entry->key > (uintptr_t)JS_WEAK_DELETED) js_trace_ephemeron(t, entry->key, entry->value);
  }
  js_gc_queue_ephemerons(t, cell);
}

/* After marking: drops the entries whose key died. Must not allocate. */
static void sweep_collection(JsHeap *heap, JsWeakCollection *c) {
  if (!c->table) return;
  for (uint32_t i = 0; i <= c->table->mask; i++) {
    JsWeakEntry *entry = &c->table->entries[i];
    if ((uintptr_t)entry->key <= (uintptr_t)JS_WEAK_DELETED || js_gc_is_marked(heap, entry->key)) continue;
    entry->key = JS_WEAK_DELETED;
    entry->value = JS_UNDEFINED;
  }
}

void js_weak_sweep(JsHeap *heap, JsCell *cell) {
  if (cell->kind == JS_KIND_WEAK_MAP || cell->kind == JS_KIND_WEAK_SET) {
    sweep_collection(heap, (JsWeakCollection *)cell);
  } else {
    js_weak_ref_sweep(heap, cell);
  }
}

static uint32_t hash_of(JsIsolate *iso, const JsCell *key) {
  uint64_t x = ((uint64_t)(uintptr_t)key >> 4) ^ iso->hash_seed;
  x *= 0x9E3779B97F4A7C15ull;
  return (uint32_t)(x >> 32);
}

static JsWeakEntry *find_in(JsIsolate *iso, JsWeakTable *t, const JsCell *key) {
  for (uint32_t i = hash_of(iso, key) & t->mask; t->entries[i].key; i = (i + 1) & t->mask)
    if (t->entries[i].key == key) return &t->entries[i];
  return NULL;
}

/* key is not in the table, which has a free place. */
static void insert(JsIsolate *iso, JsWeakTable *t, JsCell *key, JsValue value) {
  uint32_t i = hash_of(iso, key) & t->mask;
  while (t->entries[i].key) i = (i + 1) & t->mask;
  t->entries[i] = (JsWeakEntry){key, value};
  t->used++;
}

static uint32_t count_live(const JsWeakTable *t) {
  uint32_t n = 0;
  for (uint32_t i = 0; i <= t->mask; i++) n += (uintptr_t)t->entries[i].key > (uintptr_t)JS_WEAK_DELETED;
  return n;
}

/* Room for one more: at most three quarters are used. false: threw. */
static bool make_room(JsIsolate *iso, JsWeakCollection *c) {
  JsWeakTable *old = c->table;
  if (old && (uint64_t)(old->used + 1) * 4 <= ((uint64_t)old->mask + 1) * 3) return true;
  uint32_t live = old ? count_live(old) : 0, capacity = 8;
  while (capacity < (live + 1) * 2) capacity *= 2;
  if (capacity > 1u << 26) {
    js_throw_range_error(iso, "Invalid WeakMap size");
    return false;
  }
  JsWeakTable *t = js_alloc(iso, JS_KIND_BYTES, sizeof(JsWeakTable) + (size_t)capacity * sizeof(JsWeakEntry));
  if (!t) return false;
  t->mask = capacity - 1;
  for (uint32_t i = 0; old && i <= old->mask; i++)
    if ((uintptr_t)old->entries[i].key > (uintptr_t)JS_WEAK_DELETED)
      insert(iso, t, old->entries[i].key, old->entries[i].value);
  c->table = t;
  js_barrier(iso, c);
  return true;
}

JsWeakEntry *js_weak_find(JsIsolate *iso, JsWeakCollection *c, JsValue key) {
  return c->table && js_is_cell(key) ? find_in(iso, c->table, js_as_cell(key)) : NULL;
}

bool js_weak_set(JsIsolate *iso, JsWeakCollection *c, JsValue key, JsValue value) {
  JsWeakEntry *entry = js_weak_find(iso, c, key);
  if (entry) {
    entry->value = value;
  } else {
    if (!make_room(iso, c)) return false;
    insert(iso, c->table, js_as_cell(key), value);
  }
  js_barrier(iso, c);
  return true;
}

bool js_weak_delete(JsIsolate *iso, JsWeakCollection *c, JsValue key) {
  JsWeakEntry *entry = js_weak_find(iso, c, key);
  if (!entry) return false;
  entry->key = JS_WEAK_DELETED;
  entry->value = JS_UNDEFINED;
  return true;
}

/* this as a collection of the kind; NULL: threw. */
static JsWeakCollection *this_collection(JsIsolate *iso, JsValue this_value, JsKind kind, const char *method) {
  if (js_is_kind(this_value, kind)) return (JsWeakCollection *)js_as_object(this_value);
  js_throw_incompatible_receiver(iso, method, this_value);
  return NULL;
}

/* ---- constructors ---- */

/* Calls the adder with the value (WeakSet) or with the entry's key and value (WeakMap). */
static bool add_item(JsIsolate *iso, JsValue self, JsValue adder, bool map, JsValue item) {
  if (!map) return js_call(iso, adder, self, 1, &item) != JS_EMPTY;
  if (!js_is_object(item)) {
    js_throw_type_about(iso, "Iterator value ", item, " is not an entry object");
    return false;
  }
  JsValue pair[2];
  pair[0] = js_get_index(iso, js_as_object(item), 0);
  if (pair[0] == JS_EMPTY) return false;
  pair[1] = js_get_index(iso, js_as_object(item), 1);
  return pair[1] != JS_EMPTY && js_call(iso, adder, self, 2, pair) != JS_EMPTY;
}

/* The common steps of 24.3.1.1 and 24.4.1.1. */
static JsValue construct(JsIsolate *iso, JsValue new_target, JsValue iterable, JsKind kind) {
  bool map = kind == JS_KIND_WEAK_MAP;
  const char *name = map ? "WeakMap" : "WeakSet";
  if (js_is_undefined(new_target)) return js_throw_type_error(iso, "Constructor %s requires 'new'", name);
  JsWeakCollection *c = (JsWeakCollection *)js_object_from_constructor(
      iso, new_target, map ? JS_INTRINSIC_WeakMapPrototype : JS_INTRINSIC_WeakSetPrototype, kind, sizeof *c);
  if (!c) return JS_EMPTY;
  c->reserved = JS_UNDEFINED;
  JsValue self = js_from_cell(c);
  if (js_is_nullish(iterable)) return self;
  JsAtomId method = map ? JS_ATOM_set : JS_ATOM_add;
  JsValue adder = js_get(iso, &c->object, js_atom_key(iso, method), self);
  JS_TRY(adder);
  if (!js_is_callable(adder))
    return js_throw_type_about(iso, "'", adder,
                               map ? "' returned for property 'set' of object '#<WeakMap>' is not a function"
                                   : "' returned for property 'add' of object '#<WeakSet>' is not a function");
  JsIterator it;
  JS_TRY_BOOL(js_iterator_open(iso, iterable, &it));
  for (;;) {
    JsValue item;
    int step = js_iterator_step(iso, &it, &item);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return self;
    if (!add_item(iso, self, adder, map, item)) {
      js_iterator_close(iso, &it, true);
      return JS_EMPTY;
    }
  }
}

/* 24.3.1.1 WeakMap ( [ iterable ] ) */
static JsValue weak_map_constructor(JS_ARGS) {
  (void)callee, (void)this_value;
  return construct(iso, new_target, js_arg(argc, argv, 0), JS_KIND_WEAK_MAP);
}

/* 24.4.1.1 WeakSet ( [ iterable ] ) */
static JsValue weak_set_constructor(JS_ARGS) {
  (void)callee, (void)this_value;
  return construct(iso, new_target, js_arg(argc, argv, 0), JS_KIND_WEAK_SET);
}

/* ---- methods ---- */

/* 24.3.3.2 WeakMap.prototype.delete ( key ) */
static JsValue weak_map_delete(JS_ARGS) {
  (void)callee, (void)new_target;
  JsWeakCollection *c = this_collection(iso, this_value, JS_KIND_WEAK_MAP, "WeakMap.prototype.delete");
  return c ? js_bool(js_weak_delete(iso, c, js_arg(argc, argv, 0))) : JS_EMPTY;
}

/* 24.3.3.3 WeakMap.prototype.get ( key ) */
static JsValue weak_map_get(JS_ARGS) {
  (void)callee, (void)new_target;
  JsWeakCollection *c = this_collection(iso, this_value, JS_KIND_WEAK_MAP, "WeakMap.prototype.get");
  if (!c) return JS_EMPTY;
  JsWeakEntry *entry = js_weak_find(iso, c, js_arg(argc, argv, 0));
  return entry ? entry->value : JS_UNDEFINED;
}

/* 24.3.3.4 WeakMap.prototype.has ( key ) */
static JsValue weak_map_has(JS_ARGS) {
  (void)callee, (void)new_target;
  JsWeakCollection *c = this_collection(iso, this_value, JS_KIND_WEAK_MAP, "WeakMap.prototype.has");
  return c ? js_bool(js_weak_find(iso, c, js_arg(argc, argv, 0)) != NULL) : JS_EMPTY;
}

/* 24.3.3.5 WeakMap.prototype.set ( key, value ) */
static JsValue weak_map_set(JS_ARGS) {
  (void)callee, (void)new_target;
  JsWeakCollection *c = this_collection(iso, this_value, JS_KIND_WEAK_MAP, "WeakMap.prototype.set");
  if (!c) return JS_EMPTY;
  JsValue key = js_arg(argc, argv, 0);
  if (!js_can_be_held_weakly(key)) return js_throw_type_error(iso, "Invalid value used as weak map key");
  return js_weak_set(iso, c, key, js_arg(argc, argv, 1)) ? this_value : JS_EMPTY;
}

/* 24.4.3.1 WeakSet.prototype.add ( value ) */
static JsValue weak_set_add(JS_ARGS) {
  (void)callee, (void)new_target;
  JsWeakCollection *c = this_collection(iso, this_value, JS_KIND_WEAK_SET, "WeakSet.prototype.add");
  if (!c) return JS_EMPTY;
  JsValue v = js_arg(argc, argv, 0);
  if (!js_can_be_held_weakly(v)) return js_throw_type_error(iso, "Invalid value used in weak set");
  return js_weak_set(iso, c, v, JS_TRUE) ? this_value : JS_EMPTY;
}

/* 24.4.3.3 WeakSet.prototype.delete ( value ) */
static JsValue weak_set_delete(JS_ARGS) {
  (void)callee, (void)new_target;
  JsWeakCollection *c = this_collection(iso, this_value, JS_KIND_WEAK_SET, "WeakSet.prototype.delete");
  return c ? js_bool(js_weak_delete(iso, c, js_arg(argc, argv, 0))) : JS_EMPTY;
}

/* 24.4.3.4 WeakSet.prototype.has ( value ) */
static JsValue weak_set_has(JS_ARGS) {
  (void)callee, (void)new_target;
  JsWeakCollection *c = this_collection(iso, this_value, JS_KIND_WEAK_SET, "WeakSet.prototype.has");
  return c ? js_bool(js_weak_find(iso, c, js_arg(argc, argv, 0)) != NULL) : JS_EMPTY;
}
