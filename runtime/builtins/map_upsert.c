/* Map.prototype.getOrInsert, getOrInsertComputed (24.1.3.7, 24.1.3.8), and those of WeakMap (24.3.3.4, 24.3.3.5). */
#include "builtins/hash_table.h"
#include "builtins/weak.h"

/* 24.5.1 CanonicalizeKeyedCollectionKey */
static JsValue canonical_key(JsValue key) {
  return js_is_double(key) && js_as_double(key) == 0 ? js_int32(0) : key;
}

/* this as a Map; NULL: threw. */
static JsCollection *this_map(JsIsolate *iso, JsValue this_value, const char *method) {
  if (js_is_kind(this_value, JS_KIND_MAP)) return (JsCollection *)js_as_object(this_value);
  js_throw_incompatible_receiver(iso, method, this_value);
  return NULL;
}

/* 24.1.3.7 Map.prototype.getOrInsert ( key, value ) */
JsValue js_map_get_or_insert(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *map = this_map(iso, this_value, "Map.prototype.getOrInsert");
  if (!map) return JS_EMPTY;
  JsValue key = canonical_key(js_arg(argc, argv, 0)), value = js_arg(argc, argv, 1);
  JsHashEntry *entry = js_collection_find(iso, map, key);
  if (entry) return entry->value;
  return js_collection_set(iso, map, key, value) ? value : JS_EMPTY;
}

/* 24.1.3.8 Map.prototype.getOrInsertComputed ( key, callback ) */
JsValue js_map_get_or_insert_computed(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *map = this_map(iso, this_value, "Map.prototype.getOrInsertComputed");
  if (!map) return JS_EMPTY;
  JsValue key = canonical_key(js_arg(argc, argv, 0)), callback = js_arg(argc, argv, 1);
  if (!js_is_callable(callback)) return js_throw_not_function(iso, callback);
  JsHashEntry *entry = js_collection_find(iso, map, key);
  if (entry) return entry->value;
  JsValue value = js_call(iso, callback, JS_UNDEFINED, 1, &key);
  JS_TRY(value);
  return js_collection_set(iso, map, key, value) ? value : JS_EMPTY; /* also over what the callback stored */
}

/* this as a WeakMap, and a key that it can hold; NULL: threw. */
static JsWeakCollection *this_weak_map(JsIsolate *iso, JsValue this_value, JsValue key, const char *method) {
  if (!js_is_kind(this_value, JS_KIND_WEAK_MAP)) {
    js_throw_incompatible_receiver(iso, method, this_value);
    return NULL;
  }
  if (js_can_be_held_weakly(key)) return (JsWeakCollection *)js_as_object(this_value);
  js_throw_type_error(iso, "Invalid value used as weak map key");
  return NULL;
}

/* 24.3.3.4 WeakMap.prototype.getOrInsert ( key, value ) */
JsValue js_weak_map_get_or_insert(JS_ARGS) {
  (void)callee, (void)new_target;
  JsValue key = js_arg(argc, argv, 0), value = js_arg(argc, argv, 1);
  JsWeakCollection *map = this_weak_map(iso, this_value, key, "WeakMap.prototype.getOrInsert");
  if (!map) return JS_EMPTY;
  JsWeakEntry *entry = js_weak_find(iso, map, key);
  if (entry) return entry->value;
  return js_weak_set(iso, map, key, value) ? value : JS_EMPTY;
}

/* 24.3.3.5 WeakMap.prototype.getOrInsertComputed ( key, callback ) */
JsValue js_weak_map_get_or_insert_computed(JS_ARGS) {
  (void)callee, (void)new_target;
  JsValue key = js_arg(argc, argv, 0), callback = js_arg(argc, argv, 1);
  JsWeakCollection *map = this_weak_map(iso, this_value, key, "WeakMap.prototype.getOrInsertComputed");
  if (!map) return JS_EMPTY;
  if (!js_is_callable(callback)) return js_throw_not_function(iso, callback);
  JsWeakEntry *entry = js_weak_find(iso, map, key);
  if (entry) return entry->value;
  JsValue value = js_call(iso, callback, JS_UNDEFINED, 1, &key);
  JS_TRY(value);
  return js_weak_set(iso, map, key, value) ? value : JS_EMPTY;
}
