/* Array: the constructor, its functions, and the registration of the prototype's methods (23.1). */
#include "builtins/array_builtins.h"
#include "builtins/iterator_builtins.h"

static JsValue array_constructor(JS_ARGS);
static JsValue array_from(JS_ARGS);
static JsValue array_of(JS_ARGS);
static JsValue array_is_array(JS_ARGS);
static JsValue array_keys(JS_ARGS);
static JsValue array_values(JS_ARGS);
static JsValue array_entries(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_FN("isArray", array_is_array, 1),
    JS_B_SHOWN("from", array_from, 1),
    JS_B_FN("fromAsync", js_array_from_async, 1),
    JS_B_FN("of", array_of, 0),
    JS_B_SYMGET(species, "[Symbol.species]", js_species_getter),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
    JS_B_FN("at", js_array_at, 1),
    JS_B_SHOWN("concat", js_array_concat, 1),
    JS_B_FN("copyWithin", js_array_copy_within, 2),
    JS_B_FN("fill", js_array_fill, 1),
    JS_B_SHOWN("find", js_array_find, 1),
    JS_B_SHOWN("findIndex", js_array_find_index, 1),
    JS_B_SHOWN("findLast", js_array_find_last, 1),
    JS_B_SHOWN("findLastIndex", js_array_find_last_index, 1),
    JS_B_FN("lastIndexOf", js_array_last_index_of, 1),
    JS_B_FN("pop", js_array_pop, 0),
    JS_B_FN("push", js_array_push_method, 1),
    JS_B_FN("reverse", js_array_reverse, 0),
    JS_B_FN("shift", js_array_shift, 0),
    JS_B_FN("unshift", js_array_unshift, 1),
    JS_B_FN("slice", js_array_slice, 2),
    JS_B_SHOWN("sort", js_array_sort, 1),
    JS_B_FN("splice", js_array_splice, 2),
    JS_B_FN("includes", js_array_includes, 1),
    JS_B_FN("indexOf", js_array_index_of, 1),
    JS_B_SHOWN("join", js_array_join, 1),
    JS_B_FN("keys", array_keys, 0),
    JS_B_FN("entries", array_entries, 0),
    JS_B_FN("values", array_values, 0),
    JS_B_SHOWN("forEach", js_array_for_each, 1),
    JS_B_SHOWN("filter", js_array_filter, 1),
    JS_B_SHOWN("flat", js_array_flat, 0),
    JS_B_SHOWN("flatMap", js_array_flat_map, 1),
    JS_B_SHOWN("map", js_array_map, 1),
    JS_B_SHOWN("every", js_array_every, 1),
    JS_B_SHOWN("some", js_array_some, 1),
    JS_B_SHOWN("reduce", js_array_reduce, 1),
    JS_B_SHOWN("reduceRight", js_array_reduce_right, 1),
    JS_B_SHOWN("toLocaleString", js_array_to_locale_string, 0),
    JS_B_FN("toString", js_array_to_string, 0),
    JS_B_FN("toReversed", js_array_to_reversed, 0),
    JS_B_SHOWN("toSorted", js_array_to_sorted, 1),
    JS_B_FN("toSpliced", js_array_to_spliced, 2),
    JS_B_FN("with", js_array_with, 2),
    JS_BUILTIN_END,
};

static const char *const unscopable_names[] = {
    "at",   "copyWithin", "entries", "fill",   "find",       "findIndex", "findLast",  "findLastIndex",
    "flat", "flatMap",    "includes", "keys",  "toReversed", "toSorted",  "toSpliced", "values",
};

/* 23.1.3.41 Array.prototype [ @@unscopables ] */
static void define_unscopables(JsIsolate *iso, JsObject *proto) {
  JsObject *list = js_object_new_proto(iso, JS_NULL);
  for (size_t i = 0; i < sizeof unscopable_names / sizeof *unscopable_names; i++)
    js_create_data_property(iso, list, js_key_from_cstr(iso, unscopable_names[i]), JS_TRUE);
  js_define_data(iso, proto, js_symbol_key(iso, JS_SYMBOL_unscopables), js_from_cell(list), JS_ATTR_CONFIGURABLE);
}

void js_init_array(JsIsolate *iso) {
  JsObject *proto = NULL;
  if (js_is_object(js_intrinsic(iso, JS_INTRINSIC_ArrayPrototype))) {
    proto = js_intrinsic_object(iso, JS_INTRINSIC_ArrayPrototype);
  } else {
    proto = js_object_new_kind(iso, JS_KIND_ARRAY, sizeof(JsObject), js_intrinsic(iso, JS_INTRINSIC_ObjectPrototype));
  }
  js_install_class(iso, "Array", array_constructor, 1, JS_INTRINSIC_Array, JS_INTRINSIC_ArrayPrototype, proto, statics,
                   methods);
  JsValue values = js_get(iso, proto, js_key_from_cstr(iso, "values"), js_from_cell(proto));
  js_define_data(iso, proto, js_symbol_key(iso, JS_SYMBOL_iterator), values, JS_ATTR_HIDDEN);
  js_intrinsic_set(iso, JS_INTRINSIC_ArrayProtoValues, values);
  JsValue to_string = js_get(iso, proto, js_atom_key(iso, JS_ATOM_toString), js_from_cell(proto));
  js_intrinsic_set(iso, JS_INTRINSIC_ArrayProtoToString, to_string);
  define_unscopables(iso, proto);
}

/* 23.1.1.1 Array ( ...values ) */
static JsValue array_constructor(JS_ARGS) {
  (void)this_value;
  bool plain = js_is_undefined(new_target) || new_target == callee;
  JsObject *a;
  if (plain) {
    if (argc != 1) return js_from_cell(js_array_from_values(iso, argv, argc));
    a = js_array_with_capacity(iso, 0);
  } else {
    a = js_object_from_constructor(iso, new_target, JS_INTRINSIC_ArrayPrototype, JS_KIND_ARRAY, sizeof(JsObject));
  }
  if (!a) return JS_EMPTY;
  if (argc == 1) {
    JsValue length = argv[0];
    if (!js_is_number(length)) {
      JS_TRY_BOOL(js_create_index(iso, a, 0, length));
      return js_from_cell(a);
    }
    double d = js_number_to_double(length);
    uint32_t n = d >= 0 && d <= JS_MAX_ARRAY_LENGTH ? (uint32_t)d : 0;
    if ((double)n != d) return js_throw_range_error(iso, "Invalid array length");
    if (plain) return js_from_cell(js_array_new(iso, n));
    JS_TRY_BOOL(js_array_set_length(iso, a, n, true));
    return js_from_cell(a);
  }
  for (uint32_t i = 0; i < argc; i++) JS_TRY_BOOL(js_create_index(iso, a, i, argv[i]));
  return js_from_cell(a);
}

/* A new object for from and of: Construct(C) where C is a constructor, else an array. */
static JsObject *construct_result(JsIsolate *iso, JsValue c, uint32_t argc, JsValue *argv, uint64_t length) {
  if (js_is_constructor(c) && c != js_intrinsic(iso, JS_INTRINSIC_Array)) {
    JsValue a = js_construct(iso, c, c, argc, argv);
    return a == JS_EMPTY ? NULL : js_as_object(a);
  }
  if (length > JS_MAX_ARRAY_LENGTH) {
    js_throw_range_error(iso, "Invalid array length");
    return NULL;
  }
  return js_array_with_capacity(iso, length < 1024 ? (uint32_t)length : 1024);
}

/* GetIteratorFromMethod (7.4.3) */
static bool iterator_from_method(JsIsolate *iso, JsValue items, JsValue method, JsIterator *it) {
  memset(it, 0, sizeof *it);
  it->next = JS_UNDEFINED;
  it->object = js_call(iso, method, items, 0, NULL);
  if (it->object == JS_EMPTY) return false;
  if (!js_is_object(it->object)) {
    js_throw_type_about(iso, "Result of the Symbol.iterator method is not an object", JS_UNDEFINED, "");
    return false;
  }
  it->next = js_get(iso, js_as_object(it->object), js_atom_key(iso, JS_ATOM_next), it->object);
  return it->next != JS_EMPTY;
}

/* The branch of Array.from over iterables. */
static JsValue from_iterable(JsIsolate *iso, JsValue c, JsValue items, JsValue method, JsValue map, JsValue this_arg) {
  JsObject *a = construct_result(iso, c, 0, NULL, 0);
  if (!a) return JS_EMPTY;
  bool plain = a->cell.kind == JS_KIND_ARRAY && !js_is_constructor(c);
  plain = plain || c == js_intrinsic(iso, JS_INTRINSIC_Array);
  JsIterator it;
  if (method == js_intrinsic(iso, JS_INTRINSIC_ArrayProtoValues) && iso->realm->array_iteration_intact &&
      js_is_object(items) && js_array_is_packed(js_as_object(items))) {
    if (plain && js_is_undefined(map)) /* fast path: a copy */
      return js_from_cell(js_array_copy_packed(iso, js_as_object(items)));
    if (!js_iterator_open(iso, items, &it)) return JS_EMPTY;
  } else if (!iterator_from_method(iso, items, method, &it)) {
    return JS_EMPTY;
  }
  for (uint64_t k = 0;; k++) {
    JsValue v;
    int step = js_iterator_step(iso, &it, &v);
    if (step < 0) return JS_EMPTY;
    if (step == 0) {
      if (!plain) JS_TRY_BOOL(js_put_length(iso, a, k));
      return js_from_cell(a);
    }
    if (!js_is_undefined(map)) {
      JsValue args[2] = {v, js_number((double)k)};
      v = js_call(iso, map, this_arg, 2, args);
      if (v == JS_EMPTY) {
        js_iterator_close(iso, &it, true);
        return JS_EMPTY;
      }
    }
    bool ok = plain ? js_array_push(iso, a, v) : js_create_index(iso, a, k, v);
    if (!ok) {
      js_iterator_close(iso, &it, true);
      return JS_EMPTY;
    }
  }
}

/* 23.1.2.1 Array.from ( items [ , mapper [ , thisArg ] ] ) */
static JsValue array_from(JS_ARGS) {
  (void)callee, (void)new_target;
  JsValue items = js_arg(argc, argv, 0), map = js_arg(argc, argv, 1), this_arg = js_arg(argc, argv, 2);
  if (!js_is_undefined(map) && !js_is_callable(map)) return js_throw_not_function(iso, map);
  if (js_is_nullish(items))
    return js_throw_type_error(iso, "%s is not iterable (cannot read property Symbol(Symbol.iterator))",
                               js_is_null(items) ? "object null" : "undefined");
  JsValue method = js_get_value(iso, items, js_symbol_key(iso, JS_SYMBOL_iterator));
  JS_TRY(method);
  if (!js_is_nullish(method)) {
    if (!js_is_callable(method))
      return js_throw_type_error(iso, "%%Array%%.from requires that the property of the first argument, "
                                      "items[Symbol.iterator], when exists, be a function");
    return from_iterable(iso, this_value, items, method, map, this_arg);
  }
  JsObject *source = js_to_object(iso, items);
  if (!source) return JS_EMPTY;
  uint64_t n;
  JS_TRY_BOOL(js_length_of(iso, source, &n));
  JsValue length = js_number((double)n);
  JsObject *a = construct_result(iso, this_value, 1, &length, n);
  if (!a) return JS_EMPTY;
  for (uint64_t k = 0; k < n; k++) {
    JsValue v = js_get_index(iso, source, k);
    JS_TRY(v);
    if (!js_is_undefined(map)) {
      JsValue args[2] = {v, js_number((double)k)};
      v = js_call(iso, map, this_arg, 2, args);
      JS_TRY(v);
    }
    JS_TRY_BOOL(js_create_index(iso, a, k, v));
  }
  JS_TRY_BOOL(js_put_length(iso, a, n));
  return js_from_cell(a);
}

/* 23.1.2.3 Array.of ( ...items ) */
static JsValue array_of(JS_ARGS) {
  (void)callee, (void)new_target;
  if (!js_is_constructor(this_value) || this_value == js_intrinsic(iso, JS_INTRINSIC_Array))
    return js_from_cell(js_array_from_values(iso, argv, argc));
  JsValue length = js_number(argc);
  JsObject *a = construct_result(iso, this_value, 1, &length, argc);
  if (!a) return JS_EMPTY;
  for (uint32_t k = 0; k < argc; k++) JS_TRY_BOOL(js_create_index(iso, a, k, argv[k]));
  JS_TRY_BOOL(js_put_length(iso, a, argc));
  return js_from_cell(a);
}

/* 23.1.2.2 Array.isArray ( arg ) */
static JsValue array_is_array(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  int r = js_is_array(iso, js_arg(argc, argv, 0));
  return r < 0 ? JS_EMPTY : js_bool(r);
}

static JsValue array_iterate(JsIsolate *iso, JsValue this_value, JsIterationKind kind) {
  JsObject *o = js_to_object(iso, this_value);
  return o ? js_array_iterator_new(iso, o, kind) : JS_EMPTY;
}

/* 23.1.3.19 Array.prototype.keys ( ) */
static JsValue array_keys(JS_ARGS) {
  JS_UNUSED_ARGS;
  return array_iterate(iso, this_value, JS_ITERATE_KEYS);
}

/* 23.1.3.38 Array.prototype.values ( ) */
static JsValue array_values(JS_ARGS) {
  JS_UNUSED_ARGS;
  return array_iterate(iso, this_value, JS_ITERATE_VALUES);
}

/* 23.1.3.5 Array.prototype.entries ( ) */
static JsValue array_entries(JS_ARGS) {
  JS_UNUSED_ARGS;
  return array_iterate(iso, this_value, JS_ITERATE_ENTRIES);
}
