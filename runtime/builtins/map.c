/* Map (24.1) and its iterators (24.1.5), and GroupBy. */
#include "builtins/hash_table.h"
#include "builtins/iterator_builtins.h"

static JsValue map_constructor(JS_ARGS);
static JsValue map_group_by(JS_ARGS);
static JsValue map_get(JS_ARGS);
static JsValue map_set(JS_ARGS);
static JsValue map_has(JS_ARGS);
static JsValue map_delete(JS_ARGS);
static JsValue map_clear(JS_ARGS);
static JsValue map_entries(JS_ARGS);
static JsValue map_for_each(JS_ARGS);
static JsValue map_keys(JS_ARGS);
static JsValue map_size(JS_ARGS);
static JsValue map_values(JS_ARGS);
static JsValue map_iterator_next(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_SYMGET(species, "[Symbol.species]", js_species_getter),
    JS_B_SHOWN("groupBy", map_group_by, 2),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
    JS_B_FN("get", map_get, 1),
    JS_B_FN("set", map_set, 2),
    JS_B_FN("has", map_has, 1),
    JS_B_FN("delete", map_delete, 1),
    JS_B_FN("clear", map_clear, 0),
    JS_B_FN("entries", map_entries, 0),
    JS_B_SHOWN("forEach", map_for_each, 1),
    JS_B_FN("keys", map_keys, 0),
    JS_B_GET("size", map_size),
    JS_B_FN("values", map_values, 0),
    JS_B_FN("getOrInsert", js_map_get_or_insert, 2),
    JS_B_SHOWN("getOrInsertComputed", js_map_get_or_insert_computed, 2),
    JS_B_TAG("Map"),
    JS_BUILTIN_END,
};

static const JsBuiltin iterator_methods[] = {
    JS_B_FN("next", map_iterator_next, 0),
    JS_B_TAG("Map Iterator"),
    JS_BUILTIN_END,
};

void js_init_map(JsIsolate *iso) {
  JsObject *proto = js_object_new(iso);
  js_function_show(js_install_class(iso, "Map", map_constructor, 0, JS_INTRINSIC_Map,
                                    JS_INTRINSIC_MapPrototype, proto, statics, methods));
  JsValue entries = js_get(iso, proto, js_key_from_cstr(iso, "entries"), js_from_cell(proto));
  js_define_data(iso, proto, js_symbol_key(iso, JS_SYMBOL_iterator), entries, JS_ATTR_HIDDEN);
  JsObject *iterator = js_object_new_proto(iso, js_intrinsic(iso, JS_INTRINSIC_IteratorPrototype));
  js_intrinsic_set(iso, JS_INTRINSIC_MapIteratorPrototype, js_from_cell(iterator));
  js_install(iso, iterator, iterator_methods);
}

/* this as a Map; NULL: threw. */
static JsCollection *this_map(JsIsolate *iso, JsValue this_value, const char *method) {
  if (js_is_kind(this_value, JS_KIND_MAP)) return (JsCollection *)js_as_object(this_value);
  js_throw_incompatible_receiver(iso, method, this_value);
  return NULL;
}

/* One step of AddEntriesFromIterable (24.1.1.2). false: threw, the iterator still to be closed. */
static bool add_entry(JsIsolate *iso, JsCollection *map, JsValue adder, bool intact, JsValue item) {
  if (!js_is_object(item)) {
    js_throw_type_about(iso, "Iterator value ", item, " is not an entry object");
    return false;
  }
  JsValue pair[2];
  pair[0] = js_get_index(iso, js_as_object(item), 0);
  if (pair[0] == JS_EMPTY) return false;
  pair[1] = js_get_index(iso, js_as_object(item), 1);
  if (pair[1] == JS_EMPTY) return false;
  if (intact) return js_collection_set(iso, map, pair[0], pair[1]); /* fast path */
  return js_call(iso, adder, js_from_cell(map), 2, pair) != JS_EMPTY;
}

/* 24.1.1.1 Map ( [ iterable ] ) */
static JsValue map_constructor(JS_ARGS) {
  (void)callee, (void)this_value;
  if (js_is_undefined(new_target)) return js_throw_type_error(iso, "Constructor Map requires 'new'");
  JsHashTable *table = js_hash_table_new(iso, 4);
  if (!table) return JS_EMPTY;
  JsCollection *map = (JsCollection *)js_object_from_constructor(iso, new_target, JS_INTRINSIC_MapPrototype,
                                                                 JS_KIND_MAP, sizeof(JsCollection));
  if (!map) return JS_EMPTY;
  map->table = table;
  map->reserved = JS_UNDEFINED;
  JsValue iterable = js_arg(argc, argv, 0), self = js_from_cell(map);
  if (js_is_nullish(iterable)) return self;
  JsValue adder = js_get(iso, &map->object, js_atom_key(iso, JS_ATOM_set), self);
  JS_TRY(adder);
  if (!js_is_callable(adder))
    return js_throw_type_about(iso, "'", adder, "' returned for property 'set' of object '#<Map>' is not a function");
  bool intact = js_is_builtin(adder, map_set);
  JsIterator it;
  JS_TRY_BOOL(js_iterator_open(iso, iterable, &it));
  for (;;) {
    JsValue item;
    int step = js_iterator_step(iso, &it, &item);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return self;
    if (!add_entry(iso, map, adder, intact, item)) {
      js_iterator_close(iso, &it, true);
      return JS_EMPTY;
    }
  }
}

/* The group of a key in flat [key, group, …]; made when new. index maps keys to positions. NULL: threw. */
static JsObject *group_for(JsIsolate *iso, JsObject *groups, JsCollection *index, JsValue key) {
  JsHashEntry *entry = js_collection_find(iso, index, key);
  if (entry) return js_as_object(groups->elements[js_as_int32(entry->value)]);
  JsObject *group = js_array_with_capacity(iso, 2);
  if (!group) return NULL;
  uint32_t n = js_array_length(groups);
  if (js_is_double(key)) key = js_number(js_as_double(key) + 0.0); /* -0 becomes +0 */
  if (!js_array_push(iso, groups, key) || !js_array_push(iso, groups, js_from_cell(group))) return NULL;
  return js_collection_set(iso, index, key, js_int32((int32_t)n + 1)) ? group : NULL;
}

/* 7.3.34 GroupBy ( items, callback, keyCoercion ) */
JsObject *js_group_by(JsIsolate *iso, JsValue items, JsValue callback, bool zero_keys) {
  if (js_is_nullish(items)) {
    js_throw_type_about(iso, "", items, " is not iterable");
    return NULL;
  }
  if (!js_is_callable(callback)) {
    js_throw_not_function(iso, callback);
    return NULL;
  }
  JsObject *groups = js_array_with_capacity(iso, 0);
  JsCollection *index = groups ? js_collection_new(iso, JS_KIND_MAP) : NULL;
  JsIterator it;
  if (!index || !js_iterator_open(iso, items, &it)) return NULL;
  for (uint64_t k = 0;; k++) {
    JsValue args[2];
    int step = js_iterator_step(iso, &it, &args[0]);
    if (step < 0) return NULL;
    if (step == 0) return groups;
    args[1] = js_number((double)k);
    JsValue item = args[0];
    JsValue key = js_call(iso, callback, JS_UNDEFINED, 2, args);
    if (key != JS_EMPTY && !zero_keys) {
      JsKey property = js_to_property_key(iso, key);
      key = property == JS_KEY_NONE ? JS_EMPTY : js_key_to_value(iso, property);
    }
    JsObject *group = key == JS_EMPTY ? NULL : group_for(iso, groups, index, key);
    if (!group || !js_array_push(iso, group, item)) {
      js_iterator_close(iso, &it, true);
      return NULL;
    }
  }
}

/* 24.1.2.1 Map.groupBy ( items, callback ) */
static JsValue map_group_by(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsObject *groups = js_group_by(iso, js_arg(argc, argv, 0), js_arg(argc, argv, 1), true);
  JsCollection *map = groups ? js_collection_new(iso, JS_KIND_MAP) : NULL;
  if (!map) return JS_EMPTY;
  for (uint32_t i = 0; i < js_array_length(groups); i += 2)
    JS_TRY_BOOL(js_collection_set(iso, map, groups->elements[i], groups->elements[i + 1]));
  return js_from_cell(map);
}

/* 24.1.3.6 Map.prototype.get ( key ) */
static JsValue map_get(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *map = this_map(iso, this_value, "Map.prototype.get");
  if (!map) return JS_EMPTY;
  JsHashEntry *entry = js_collection_find(iso, map, js_arg(argc, argv, 0));
  return entry ? entry->value : JS_UNDEFINED;
}

/* 24.1.3.9 Map.prototype.set ( key, value ) */
static JsValue map_set(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *map = this_map(iso, this_value, "Map.prototype.set");
  if (!map) return JS_EMPTY;
  JS_TRY_BOOL(js_collection_set(iso, map, js_arg(argc, argv, 0), js_arg(argc, argv, 1)));
  return this_value;
}

/* 24.1.3.7 Map.prototype.has ( key ) */
static JsValue map_has(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *map = this_map(iso, this_value, "Map.prototype.has");
  if (!map) return JS_EMPTY;
  return js_bool(js_collection_find(iso, map, js_arg(argc, argv, 0)) != NULL);
}

/* 24.1.3.3 Map.prototype.delete ( key ) */
static JsValue map_delete(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *map = this_map(iso, this_value, "Map.prototype.delete");
  if (!map) return JS_EMPTY;
  return js_bool(js_collection_delete(iso, map, js_arg(argc, argv, 0)));
}

/* 24.1.3.1 Map.prototype.clear ( ) */
static JsValue map_clear(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsCollection *map = this_map(iso, this_value, "Map.prototype.clear");
  if (!map) return JS_EMPTY;
  js_collection_clear(iso, map);
  return JS_UNDEFINED;
}

/* 24.1.3.4 Map.prototype.entries ( ) */
static JsValue map_entries(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsCollection *map = this_map(iso, this_value, "Map.prototype.entries");
  return map ? js_collection_iterator(iso, map, JS_ITERATE_ENTRIES) : JS_EMPTY;
}

/* 24.1.3.8 Map.prototype.keys ( ) */
static JsValue map_keys(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsCollection *map = this_map(iso, this_value, "Map.prototype.keys");
  return map ? js_collection_iterator(iso, map, JS_ITERATE_KEYS) : JS_EMPTY;
}

/* 24.1.3.11 Map.prototype.values ( ) */
static JsValue map_values(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsCollection *map = this_map(iso, this_value, "Map.prototype.values");
  return map ? js_collection_iterator(iso, map, JS_ITERATE_VALUES) : JS_EMPTY;
}

/* 24.1.3.5 Map.prototype.forEach ( callback [ , thisArg ] ) */
static JsValue map_for_each(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *map = this_map(iso, this_value, "Map.prototype.forEach");
  if (!map) return JS_EMPTY;
  return js_collection_for_each(iso, map, js_arg(argc, argv, 0), js_arg(argc, argv, 1));
}

/* 24.1.3.10 get Map.prototype.size */
static JsValue map_size(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsCollection *map = this_map(iso, this_value, "get Map.prototype.size");
  return map ? js_number(js_collection_count(map)) : JS_EMPTY;
}

/* 24.1.5.2.1 %MapIteratorPrototype%.next ( ) */
static JsValue map_iterator_next(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_collection_iterator_next(iso, this_value, JS_ITERATOR_MAP, "Map Iterator.prototype.next");
}
