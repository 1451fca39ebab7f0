/* Set.prototype.union, intersection, difference, symmetricDifference, isSubsetOf, isSupersetOf, isDisjointFrom. */
#include "builtins/set_algebra.h"

/* 24.2.1.1 Set Records */
typedef struct SetRecord {
  JsValue object, has, keys;
  double size;
} SetRecord;

/* 24.2.1.2 GetSetRecord. false: threw. */
static bool get_set_record(JsIsolate *iso, JsValue v, SetRecord *out) {
  if (!js_is_object(v)) {
    js_throw_type_about(iso, "", v, " is not an object");
    return false;
  }
  JsObject *o = js_as_object(v);
  out->object = v;
  JsValue size = js_get(iso, o, js_atom_key(iso, JS_ATOM_size), v);
  double number;
  if (size == JS_EMPTY || !js_to_number(iso, size, &number)) return false;
  if (number != number) {
    js_throw_type_error(iso, "The 'size' property is NaN");
    return false;
  }
  if (!js_to_integer_or_infinity(iso, js_number(number), &out->size)) return false;
  if (out->size < 0) {
    js_throw_range_about(iso, "'", js_number(out->size), "' is an invalid size");
    return false;
  }
  out->has = js_get(iso, o, js_atom_key(iso, JS_ATOM_has), v);
  if (out->has == JS_EMPTY) return false;
  if (!js_is_callable(out->has)) {
    js_throw_type_error(iso, "The 'has' property is not a function");
    return false;
  }
  out->keys = js_get(iso, o, js_atom_key(iso, JS_ATOM_keys), v);
  if (out->keys == JS_EMPTY) return false;
  if (!js_is_callable(out->keys)) {
    js_throw_type_error(iso, "The 'keys' property is not a function");
    return false;
  }
  return true;
}

/* this and other of a method. false: threw. */
static bool operands(JsIsolate *iso, const char *method, JsValue this_value, JsValue other, JsCollection **set,
                     SetRecord *record) {
  *set = js_this_set(iso, this_value, method);
  return *set && get_set_record(iso, other, record);
}

/* GetIteratorFromMethod with keys. */
static bool open_keys(JsIsolate *iso, const SetRecord *record, JsIterator *it) {
  memset(it, 0, sizeof *it);
  it->object = js_call(iso, record->keys, record->object, 0, NULL);
  if (it->object == JS_EMPTY) return false;
  if (!js_is_object(it->object)) {
    js_throw_type_about(iso, "", it->object, " is not an object");
    return false;
  }
  it->next = js_get(iso, js_as_object(it->object), js_atom_key(iso, JS_ATOM_next), it->object);
  return it->next != JS_EMPTY;
}

/* ToBoolean(Call(has, other, key)): 1, 0, -1 threw. */
static int record_has(JsIsolate *iso, const SetRecord *record, JsValue key) {
  JsValue r = js_call(iso, record->has, record->object, 1, &key);
  return r == JS_EMPTY ? -1 : js_to_boolean(r);
}

static JsCollection *copy_of(JsIsolate *iso, JsCollection *set) {
  JsCollection *copy = js_collection_new(iso, JS_KIND_SET);
  if (!copy) return NULL;
  JsHashCursor cursor = {set->table, 0};
  for (JsHashEntry *entry; (entry = js_hash_cursor_next(&cursor));)
    if (!js_collection_set(iso, copy, entry->key, JS_UNDEFINED)) return NULL;
  return copy;
}

static bool contains(JsIsolate *iso, JsCollection *set, JsValue v) { return js_collection_find(iso, set, v) != NULL; }

/* 24.2.4.16 Set.prototype.union ( other ) */
JsValue js_set_union(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *set;
  SetRecord other;
  JS_TRY_BOOL(operands(iso, "Set.prototype.union", this_value, js_arg(argc, argv, 0), &set, &other));
  JsIterator it;
  JS_TRY_BOOL(open_keys(iso, &other, &it));
  JsCollection *result = copy_of(iso, set);
  if (!result) return JS_EMPTY;
  for (;;) {
    JsValue v;
    int step = js_iterator_step(iso, &it, &v);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return js_from_cell(result);
    JS_TRY_BOOL(js_collection_set(iso, result, v, JS_UNDEFINED));
  }
}

/* 24.2.4.9 Set.prototype.intersection ( other ) */
JsValue js_set_intersection(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *set;
  SetRecord other;
  JS_TRY_BOOL(operands(iso, "Set.prototype.intersection", this_value, js_arg(argc, argv, 0), &set, &other));
  JsCollection *result = js_collection_new(iso, JS_KIND_SET);
  if (!result) return JS_EMPTY;
  if (js_collection_count(set) <= other.size) {
    JsHashCursor cursor = {set->table, 0};
    for (JsHashEntry *entry; (entry = js_hash_cursor_next(&cursor));) {
      JsValue v = entry->key;
      int has = record_has(iso, &other, v);
      if (has < 0) return JS_EMPTY;
      if (has) JS_TRY_BOOL(js_collection_set(iso, result, v, JS_UNDEFINED));
    }
    return js_from_cell(result);
  }
  JsIterator it;
  JS_TRY_BOOL(open_keys(iso, &other, &it));
  for (;;) {
    JsValue v;
    int step = js_iterator_step(iso, &it, &v);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return js_from_cell(result);
    if (contains(iso, set, v)) JS_TRY_BOOL(js_collection_set(iso, result, v, JS_UNDEFINED));
  }
}

/* 24.2.4.5 Set.prototype.difference ( other ) */
JsValue js_set_difference(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *set;
  SetRecord other;
  JS_TRY_BOOL(operands(iso, "Set.prototype.difference", this_value, js_arg(argc, argv, 0), &set, &other));
  JsCollection *result = copy_of(iso, set);
  if (!result) return JS_EMPTY;
  if (js_collection_count(set) <= other.size) {
    JsHashCursor cursor = {set->table, 0};
    for (JsHashEntry *entry; (entry = js_hash_cursor_next(&cursor));) {
      JsValue v = entry->key;
      int has = record_has(iso, &other, v);
      if (has < 0) return JS_EMPTY;
      if (has) js_collection_delete(iso, result, v);
    }
    return js_from_cell(result);
  }
  JsIterator it;
  JS_TRY_BOOL(open_keys(iso, &other, &it));
  for (;;) {
    JsValue v;
    int step = js_iterator_step(iso, &it, &v);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return js_from_cell(result);
    js_collection_delete(iso, result, v);
  }
}

/* 24.2.4.15 Set.prototype.symmetricDifference ( other ) */
JsValue js_set_symmetric_difference(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *set;
  SetRecord other;
  JS_TRY_BOOL(operands(iso, "Set.prototype.symmetricDifference", this_value, js_arg(argc, argv, 0), &set, &other));
  JsIterator it;
  JS_TRY_BOOL(open_keys(iso, &other, &it));
  JsCollection *result = copy_of(iso, set);
  if (!result) return JS_EMPTY;
  for (;;) {
    JsValue v;
    int step = js_iterator_step(iso, &it, &v);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return js_from_cell(result);
    if (contains(iso, set, v)) {
      js_collection_delete(iso, result, v);
    } else {
      JS_TRY_BOOL(js_collection_set(iso, result, v, JS_UNDEFINED));
    }
  }
}

/* Is record_has(other, v) `wanted` for every v of the set? JS_EMPTY: threw. */
static JsValue all_in_other(JsIsolate *iso, JsCollection *set, const SetRecord *other, bool wanted) {
  JsHashCursor cursor = {set->table, 0};
  for (JsHashEntry *entry; (entry = js_hash_cursor_next(&cursor));) {
    int has = record_has(iso, other, entry->key);
    if (has < 0) return JS_EMPTY;
    if ((has != 0) != wanted) return JS_FALSE;
  }
  return JS_TRUE;
}

/* Is "the set contains v" `wanted` for every v of other? JS_EMPTY: threw. */
static JsValue all_of_other(JsIsolate *iso, JsCollection *set, const SetRecord *other, bool wanted) {
  JsIterator it;
  JS_TRY_BOOL(open_keys(iso, other, &it));
  for (;;) {
    JsValue v;
    int step = js_iterator_step(iso, &it, &v);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return JS_TRUE;
    if (contains(iso, set, v) != wanted) {
      JS_TRY_BOOL(js_iterator_close(iso, &it, false));
      return JS_FALSE;
    }
  }
}

/* 24.2.4.11 Set.prototype.isSubsetOf ( other ) */
JsValue js_set_is_subset_of(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *set;
  SetRecord other;
  JS_TRY_BOOL(operands(iso, "Set.prototype.isSubsetOf", this_value, js_arg(argc, argv, 0), &set, &other));
  if (js_collection_count(set) > other.size) return JS_FALSE;
  return all_in_other(iso, set, &other, true);
}

/* 24.2.4.12 Set.prototype.isSupersetOf ( other ) */
JsValue js_set_is_superset_of(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *set;
  SetRecord other;
  JS_TRY_BOOL(operands(iso, "Set.prototype.isSupersetOf", this_value, js_arg(argc, argv, 0), &set, &other));
  if (js_collection_count(set) < other.size) return JS_FALSE;
  return all_of_other(iso, set, &other, true);
}

/* 24.2.4.10 Set.prototype.isDisjointFrom ( other ) */
JsValue js_set_is_disjoint_from(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *set;
  SetRecord other;
  JS_TRY_BOOL(operands(iso, "Set.prototype.isDisjointFrom", this_value, js_arg(argc, argv, 0), &set, &other));
  if (js_collection_count(set) <= other.size) return all_in_other(iso, set, &other, false);
  return all_of_other(iso, set, &other, false);
}
