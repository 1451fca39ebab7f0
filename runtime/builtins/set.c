/* Set (24.2) and its iterators (24.2.6); the methods that combine sets are in set_algebra.c. */
#include "builtins/hash_table.h"
#include "builtins/iterator_builtins.h"
#include "builtins/set_algebra.h"

static JsValue set_constructor(JS_ARGS);
static JsValue set_has(JS_ARGS);
static JsValue set_add(JS_ARGS);
static JsValue set_delete(JS_ARGS);
static JsValue set_clear(JS_ARGS);
static JsValue set_entries(JS_ARGS);
static JsValue set_for_each(JS_ARGS);
static JsValue set_size(JS_ARGS);
static JsValue set_values(JS_ARGS);
static JsValue set_iterator_next(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_SYMGET(species, "[Symbol.species]", js_species_getter),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
    JS_B_FN("has", set_has, 1),
    JS_B_FN("add", set_add, 1),
    JS_B_FN("delete", set_delete, 1),
    JS_B_FN("clear", set_clear, 0),
    JS_B_FN("entries", set_entries, 0),
    JS_B_SHOWN("forEach", set_for_each, 1),
    JS_B_GET("size", set_size),
    JS_B_FN("values", set_values, 0),
    JS_B_SHOWN("union", js_set_union, 1),
    JS_B_SHOWN("intersection", js_set_intersection, 1),
    JS_B_SHOWN("difference", js_set_difference, 1),
    JS_B_SHOWN("symmetricDifference", js_set_symmetric_difference, 1),
    JS_B_SHOWN("isSubsetOf", js_set_is_subset_of, 1),
    JS_B_SHOWN("isSupersetOf", js_set_is_superset_of, 1),
    JS_B_SHOWN("isDisjointFrom", js_set_is_disjoint_from, 1),
    JS_B_TAG("Set"),
    JS_BUILTIN_END,
};

static const JsBuiltin iterator_methods[] = {
    JS_B_FN("next", set_iterator_next, 0),
    JS_B_TAG("Set Iterator"),
    JS_BUILTIN_END,
};

void js_init_set(JsIsolate *iso) {
  JsObject *proto = js_object_new(iso);
  js_function_show(js_install_class(iso, "Set", set_constructor, 0, JS_INTRINSIC_Set,
                                    JS_INTRINSIC_SetPrototype, proto, statics, methods));
  JsValue values = js_get(iso, proto, js_key_from_cstr(iso, "values"), js_from_cell(proto));
  js_define_data(iso, proto, js_atom_key(iso, JS_ATOM_keys), values, JS_ATTR_HIDDEN);
  js_define_data(iso, proto, js_symbol_key(iso, JS_SYMBOL_iterator), values, JS_ATTR_HIDDEN);
  JsObject *iterator = js_object_new_proto(iso, js_intrinsic(iso, JS_INTRINSIC_IteratorPrototype));
  js_intrinsic_set(iso, JS_INTRINSIC_SetIteratorPrototype, js_from_cell(iterator));
  js_install(iso, iterator, iterator_methods);
}

JsCollection *js_this_set(JsIsolate *iso, JsValue this_value, const char *method) {
  if (js_is_kind(this_value, JS_KIND_SET)) return (JsCollection *)js_as_object(this_value);
  js_throw_incompatible_receiver(iso, method, this_value);
  return NULL;
}

/* 24.2.2.1 Set ( [ iterable ] ) */
static JsValue set_constructor(JS_ARGS) {
  (void)callee, (void)this_value;
  if (js_is_undefined(new_target)) return js_throw_type_error(iso, "Constructor Set requires 'new'");
  JsHashTable *table = js_hash_table_new(iso, 4);
  if (!table) return JS_EMPTY;
  JsCollection *set = (JsCollection *)js_object_from_constructor(iso, new_target, JS_INTRINSIC_SetPrototype,
                                                                 JS_KIND_SET, sizeof(JsCollection));
  if (!set) return JS_EMPTY;
  set->table = table;
  set->reserved = JS_UNDEFINED;
  JsValue iterable = js_arg(argc, argv, 0), self = js_from_cell(set);
  if (js_is_nullish(iterable)) return self;
  JsValue adder = js_get(iso, &set->object, js_atom_key(iso, JS_ATOM_add), self);
  JS_TRY(adder);
  if (!js_is_callable(adder))
    return js_throw_type_about(iso, "'", adder, "' returned for property 'add' of object '#<Set>' is not a function");
  bool intact = js_is_builtin(adder, set_add);
  JsIterator it;
  JS_TRY_BOOL(js_iterator_open(iso, iterable, &it));
  for (;;) {
    JsValue item;
    int step = js_iterator_step(iso, &it, &item);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return self;
    bool ok = intact ? js_collection_set(iso, set, item, JS_UNDEFINED) /* fast path */
                     : js_call(iso, adder, self, 1, &item) != JS_EMPTY;
    if (!ok) {
      js_iterator_close(iso, &it, true);
      return JS_EMPTY;
    }
  }
}

/* 24.2.4.8 Set.prototype.has ( value ) */
static JsValue set_has(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *set = js_this_set(iso, this_value, "Set.prototype.has");
  if (!set) return JS_EMPTY;
  return js_bool(js_collection_find(iso, set, js_arg(argc, argv, 0)) != NULL);
}

/* 24.2.4.1 Set.prototype.add ( value ) */
static JsValue set_add(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *set = js_this_set(iso, this_value, "Set.prototype.add");
  if (!set) return JS_EMPTY;
  JS_TRY_BOOL(js_collection_set(iso, set, js_arg(argc, argv, 0), JS_UNDEFINED));
  return this_value;
}

/* 24.2.4.4 Set.prototype.delete ( value ) */
static JsValue set_delete(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *set = js_this_set(iso, this_value, "Set.prototype.delete");
  if (!set) return JS_EMPTY;
  return js_bool(js_collection_delete(iso, set, js_arg(argc, argv, 0)));
}

/* 24.2.4.2 Set.prototype.clear ( ) */
static JsValue set_clear(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsCollection *set = js_this_set(iso, this_value, "Set.prototype.clear");
  if (!set) return JS_EMPTY;
  js_collection_clear(iso, set);
  return JS_UNDEFINED;
}

/* 24.2.4.6 Set.prototype.entries ( ) */
static JsValue set_entries(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsCollection *set = js_this_set(iso, this_value, "Set.prototype.entries");
  return set ? js_collection_iterator(iso, set, JS_ITERATE_ENTRIES) : JS_EMPTY;
}

/* 24.2.4.17 Set.prototype.values ( ) */
static JsValue set_values(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsCollection *set = js_this_set(iso, this_value, "Set.prototype.values");
  return set ? js_collection_iterator(iso, set, JS_ITERATE_VALUES) : JS_EMPTY;
}

/* 24.2.4.7 Set.prototype.forEach ( callback [ , thisArg ] ) */
static JsValue set_for_each(JS_ARGS) {
  (void)callee, (void)new_target;
  JsCollection *set = js_this_set(iso, this_value, "Set.prototype.forEach");
  if (!set) return JS_EMPTY;
  return js_collection_for_each(iso, set, js_arg(argc, argv, 0), js_arg(argc, argv, 1));
}

/* 24.2.4.14 get Set.prototype.size */
static JsValue set_size(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsCollection *set = js_this_set(iso, this_value, "get Set.prototype.size");
  return set ? js_number(js_collection_count(set)) : JS_EMPTY;
}

/* 24.2.6.2.1 %SetIteratorPrototype%.next ( ) */
static JsValue set_iterator_next(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_collection_iterator_next(iso, this_value, JS_ITERATOR_SET, "Set Iterator.prototype.next");
}
