/* Iterator (27.1.3), Iterator.from, and the methods of Iterator.prototype that use an iterator up (27.1.4). */
#include "builtins/iterator_helpers.h"

static JsValue iterator_constructor(JS_ARGS);
static JsValue iterator_from(JS_ARGS);
static JsValue iterator_every(JS_ARGS);
static JsValue iterator_find(JS_ARGS);
static JsValue iterator_for_each(JS_ARGS);
static JsValue iterator_includes(JS_ARGS);
static JsValue iterator_join(JS_ARGS);
static JsValue iterator_reduce(JS_ARGS);
static JsValue iterator_some(JS_ARGS);
static JsValue iterator_to_array(JS_ARGS);
static JsValue get_constructor(JS_ARGS);
static JsValue set_constructor(JS_ARGS);
static JsValue get_to_string_tag(JS_ARGS);
static JsValue set_to_string_tag(JS_ARGS);
static JsValue wrapper_next(JS_ARGS);
static JsValue wrapper_return(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_SHOWN("from", iterator_from, 1),
    JS_B_SHOWN("concat", js_iterator_concat, 0),
    JS_B_SHOWN("zip", js_iterator_zip, 1),
    JS_B_SHOWN("zipKeyed", js_iterator_zip_keyed, 1),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
    JS_B_SHOWN("reduce", iterator_reduce, 1),
    JS_B_SHOWN("toArray", iterator_to_array, 0),
    JS_B_SHOWN("forEach", iterator_for_each, 1),
    JS_B_SHOWN("some", iterator_some, 1),
    JS_B_SHOWN("every", iterator_every, 1),
    JS_B_SHOWN("find", iterator_find, 1),
    JS_B_SHOWN("map", js_iterator_map, 1),
    JS_B_SHOWN("filter", js_iterator_filter, 1),
    JS_B_SHOWN("take", js_iterator_take, 1),
    JS_B_SHOWN("drop", js_iterator_drop, 1),
    JS_B_SHOWN("flatMap", js_iterator_flat_map, 1),
    JS_B_SHOWN("includes", iterator_includes, 1),
    JS_B_SHOWN("join", iterator_join, 1),
    JS_B_SHOWN("chunks", js_iterator_chunks, 1),
    JS_B_SHOWN("windows", js_iterator_windows, 1),
    {.symbol = JS_SYMBOL_toStringTag, .type = JS_B_ACCESSOR, .attributes = JS_ATTR_CONFIGURABLE,
     .code = get_to_string_tag, .setter = set_to_string_tag, .text = "[Symbol.toStringTag]"},
    JS_BUILTIN_END,
};

static const JsBuiltin wrapper_methods[] = {
    JS_B_FN("next", wrapper_next, 0),
    JS_B_FN("return", wrapper_return, 0),
    JS_BUILTIN_END,
};

void js_init_iterator_class(JsIsolate *iso, JsObject *proto) {
  js_install_class(iso, "Iterator", iterator_constructor, 0, JS_INTRINSIC_Iterator, JS_INTRINSIC_IteratorPrototype,
                   proto, statics, methods);
  /* 27.1.4.1: constructor is an accessor, for the sake of programs that assign to it. */
  JsKey key = js_atom_key(iso, JS_ATOM_constructor);
  JsFunction *getter = js_function_native_key(iso, get_constructor, key, "get", 0, JS_FN_ACCESSOR, JS_UNDEFINED);
  JsFunction *setter = js_function_native_key(iso, set_constructor, key, "set", 1, JS_FN_ACCESSOR, JS_UNDEFINED);
  js_define_accessor(iso, proto, key, js_from_cell(getter), js_from_cell(setter), JS_ATTR_CONFIGURABLE);
  JsObject *wrapper = js_object_new_proto(iso, js_from_cell(proto));
  js_intrinsic_set(iso, JS_INTRINSIC_WrapForValidIteratorPrototype, js_from_cell(wrapper));
  js_install(iso, wrapper, wrapper_methods);
}

/* ---- iterator records ---- */

bool js_iterator_this(JsIsolate *iso, JsValue this_value, const char *method) {
  if (js_is_object(this_value)) return true;
  js_throw_type_error(iso, "Iterator.prototype.%s called on non-object", method);
  return false;
}

bool js_iterator_direct(JsIsolate *iso, JsValue v, JsIterator *it) {
  *it = (JsIterator){.object = v};
  it->next = js_get(iso, js_as_object(v), js_atom_key(iso, JS_ATOM_next), v);
  return it->next != JS_EMPTY;
}

bool js_iterator_flattenable(JsIsolate *iso, JsValue v, bool iterate_strings, JsIterator *it) {
  if (!js_is_object(v) && !(iterate_strings && js_is_string(v))) {
    js_throw_type_about(iso, "", v, " is not an object");
    return false;
  }
  JsValue method = js_get_method(iso, v, js_symbol_key(iso, JS_SYMBOL_iterator));
  if (method == JS_EMPTY) return false;
  JsValue iterator = js_is_undefined(method) ? v : js_call(iso, method, v, 0, NULL);
  if (iterator == JS_EMPTY) return false;
  if (!js_is_object(iterator)) {
    js_throw_type_about(iso, "", iterator, " is not an object");
    return false;
  }
  return js_iterator_direct(iso, iterator, it);
}

void js_iterator_reject(JsIsolate *iso, JsValue iterator) {
  JsIterator it = {.object = iterator, .next = JS_UNDEFINED};
  js_iterator_close(iso, &it, true);
}

bool js_iterator_callback(JsIsolate *iso, JsValue this_value, JsValue f, const char *method) {
  if (!js_iterator_this(iso, this_value, method)) return false;
  if (js_is_callable(f)) return true;
  js_throw_not_function(iso, f);
  js_iterator_reject(iso, this_value);
  return false;
}

/* ---- the class ---- */

/* 27.1.3.1.1 Iterator ( ) */
static JsValue iterator_constructor(JS_ARGS) {
  (void)this_value, (void)argc, (void)argv;
  if (js_is_undefined(new_target)) return js_throw_type_error(iso, "Constructor Iterator requires 'new'");
  if (new_target == callee) return js_throw_type_error(iso, "Abstract class Iterator not directly constructable");
  return js_from_cell(js_object_from_constructor(iso, new_target, JS_INTRINSIC_IteratorPrototype, JS_KIND_OBJECT,
                                                 sizeof(JsObject)));
}

/* 27.1.3.2.1 Iterator.from ( O ) */
static JsValue iterator_from(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsIterator it;
  if (!js_iterator_flattenable(iso, js_arg(argc, argv, 0), true, &it)) return JS_EMPTY;
  int known = js_ordinary_has_instance(iso, js_intrinsic(iso, JS_INTRINSIC_Iterator), it.object);
  if (known != 0) return known < 0 ? JS_EMPTY : it.object;
  JsIteratorObject *wrapper = js_iterator_object_new(iso, JS_INTRINSIC_WrapForValidIteratorPrototype,
                                                     JS_ITERATOR_WRAPPER, JS_ITERATE_VALUES, it.object);
  if (!wrapper) return JS_EMPTY;
  wrapper->extra = it.next;
  return js_from_cell(wrapper);
}

static JsIteratorObject *this_wrapper(JsIsolate *iso, JsValue this_value, const char *method) {
  JsIteratorObject *wrapper = js_as_iterator(this_value, JS_ITERATOR_WRAPPER);
  if (!wrapper) js_throw_incompatible_receiver(iso, method, this_value);
  return wrapper;
}

/* 27.1.3.2.1.1.1 %WrapForValidIteratorPrototype%.next ( ) */
static JsValue wrapper_next(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsIteratorObject *wrapper = this_wrapper(iso, this_value, "%WrapForValidIteratorPrototype%.next");
  return wrapper ? js_call(iso, wrapper->extra, wrapper->target, 0, NULL) : JS_EMPTY;
}

/* 27.1.3.2.1.1.2 %WrapForValidIteratorPrototype%.return ( ) */
static JsValue wrapper_return(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsIteratorObject *wrapper = this_wrapper(iso, this_value, "%WrapForValidIteratorPrototype%.return");
  if (!wrapper) return JS_EMPTY;
  JsValue method = js_get_method(iso, wrapper->target, js_atom_key(iso, JS_ATOM_return_));
  JS_TRY(method);
  if (js_is_undefined(method)) return js_iter_result(iso, JS_UNDEFINED, true);
  return js_call(iso, method, wrapper->target, 0, NULL);
}

/* 7.3.36 SetterThatIgnoresPrototypeProperties */
static JsValue set_ignoring_prototype(JsIsolate *iso, JsValue this_value, JsKey key, JsValue v) {
  JsValue home = js_intrinsic(iso, JS_INTRINSIC_IteratorPrototype);
  if (!js_is_object(this_value)) return js_throw_type_about(iso, "", this_value, " is not an object");
  if (this_value == home)
    return js_throw_type_about_key(iso, "Cannot assign to read only property '", key, "' of object '[object Object]'");
  JsObject *o = js_as_object(this_value);
  int has = js_has_own(iso, o, key);
  if (has < 0) return JS_EMPTY;
  bool ok = has ? js_put(iso, o, key, v) : js_create_data_property(iso, o, key, v);
  return ok ? JS_UNDEFINED : JS_EMPTY;
}

/* 27.1.4.1 Iterator.prototype.constructor */
static JsValue get_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_intrinsic(iso, JS_INTRINSIC_Iterator);
}

static JsValue set_constructor(JS_ARGS) {
  (void)callee, (void)new_target;
  return set_ignoring_prototype(iso, this_value, js_atom_key(iso, JS_ATOM_constructor), js_arg(argc, argv, 0));
}

/* 27.1.4.14 Iterator.prototype [ @@toStringTag ] */
static JsValue get_to_string_tag(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_from_cell(js_string_from_cstr(iso, "Iterator"));
}

static JsValue set_to_string_tag(JS_ARGS) {
  (void)callee, (void)new_target;
  return set_ignoring_prototype(iso, this_value, js_symbol_key(iso, JS_SYMBOL_toStringTag), js_arg(argc, argv, 0));
}

/* ---- methods that use the iterator up ---- */

typedef enum Consumer { CONSUME_FOR_EACH, CONSUME_SOME, CONSUME_EVERY, CONSUME_FIND } Consumer;

/* What ends the walk at this result of the callback; JS_EMPTY: go on. */
static JsValue verdict(Consumer kind, JsValue v, JsValue result) {
  switch (kind) {
    case CONSUME_SOME: return js_to_boolean(result) ? JS_TRUE : JS_EMPTY;
    case CONSUME_EVERY: return js_to_boolean(result) ? JS_EMPTY : JS_FALSE;
    case CONSUME_FIND: return js_to_boolean(result) ? v : JS_EMPTY;
    default: return JS_EMPTY;
  }
}

/* The common steps of forEach, some, every and find. */
static JsValue consume(JsIsolate *iso, Consumer kind, const char *name, JsValue this_value, JsValue f) {
  if (!js_iterator_callback(iso, this_value, f, name)) return JS_EMPTY;
  JsIterator it;
  if (!js_iterator_direct(iso, this_value, &it)) return JS_EMPTY;
  for (uint64_t counter = 0;; counter++) {
    JsValue args[2];
    int step = js_iterator_step(iso, &it, &args[0]);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return kind == CONSUME_SOME ? JS_FALSE : kind == CONSUME_EVERY ? JS_TRUE : JS_UNDEFINED;
    JsValue v = args[0];
    args[1] = js_number((double)counter);
    JsValue result = js_call(iso, f, JS_UNDEFINED, 2, args);
    if (result == JS_EMPTY) {
      js_iterator_close(iso, &it, true);
      return JS_EMPTY;
    }
    JsValue answer = verdict(kind, v, result);
    if (answer != JS_EMPTY) return js_iterator_close(iso, &it, false) ? answer : JS_EMPTY;
  }
}

/* 27.1.4.8 Iterator.prototype.forEach ( procedure ) */
static JsValue iterator_for_each(JS_ARGS) {
  (void)callee, (void)new_target;
  return consume(iso, CONSUME_FOR_EACH, "forEach", this_value, js_arg(argc, argv, 0));
}

/* 27.1.4.11 Iterator.prototype.some ( predicate ) */
static JsValue iterator_some(JS_ARGS) {
  (void)callee, (void)new_target;
  return consume(iso, CONSUME_SOME, "some", this_value, js_arg(argc, argv, 0));
}

/* 27.1.4.4 Iterator.prototype.every ( predicate ) */
static JsValue iterator_every(JS_ARGS) {
  (void)callee, (void)new_target;
  return consume(iso, CONSUME_EVERY, "every", this_value, js_arg(argc, argv, 0));
}

/* 27.1.4.6 Iterator.prototype.find ( predicate ) */
static JsValue iterator_find(JS_ARGS) {
  (void)callee, (void)new_target;
  return consume(iso, CONSUME_FIND, "find", this_value, js_arg(argc, argv, 0));
}

/* 27.1.4.10 Iterator.prototype.reduce ( reducer [ , initialValue ] ) */
static JsValue iterator_reduce(JS_ARGS) {
  (void)callee, (void)new_target;
  JsValue f = js_arg(argc, argv, 0);
  if (!js_iterator_callback(iso, this_value, f, "reduce")) return JS_EMPTY;
  JsIterator it;
  if (!js_iterator_direct(iso, this_value, &it)) return JS_EMPTY;
  JsValue accumulator = argc > 1 ? argv[1] : JS_EMPTY;
  uint64_t counter = 0;
  if (accumulator == JS_EMPTY) {
    int step = js_iterator_step(iso, &it, &accumulator);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return js_throw_type_error(iso, "Reduce of a done iterator with no initial value");
    counter = 1;
  }
  for (;; counter++) {
    JsValue v;
    int step = js_iterator_step(iso, &it, &v);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return accumulator;
    JsValue args[3] = {accumulator, v, js_number((double)counter)};
    accumulator = js_call(iso, f, JS_UNDEFINED, 3, args);
    if (accumulator == JS_EMPTY) {
      js_iterator_close(iso, &it, true);
      return JS_EMPTY;
    }
  }
}

/* 27.1.4.13 Iterator.prototype.toArray ( ) */
static JsValue iterator_to_array(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_iterator_this(iso, this_value, "toArray")) return JS_EMPTY;
  JsIterator it;
  if (!js_iterator_direct(iso, this_value, &it)) return JS_EMPTY;
  JsObject *a = js_array_with_capacity(iso, 0);
  if (!a) return JS_EMPTY;
  for (;;) {
    JsValue v;
    int step = js_iterator_step(iso, &it, &v);
    if (step < 0) return JS_EMPTY;
    if (step == 0) return js_from_cell(a);
    JS_TRY_BOOL(js_array_push(iso, a, v));
  }
}

/* How many values Iterator.prototype.includes skips. false: threw, the iterator closed. */
static bool read_skipped(JsIsolate *iso, JsValue this_value, JsValue v, double *out) {
  *out = 0;
  if (js_is_undefined(v)) return true;
  *out = js_is_number(v) ? js_number_to_double(v) : __builtin_nan("");
  if (*out != *out || (*out - *out == 0 && *out != __builtin_trunc(*out))) {
    js_throw_type_about(iso, "", v, " is not an integral number");
  } else if (*out < 0 || (*out - *out == 0 && *out > JS_MAX_SAFE_INTEGER)) {
    js_throw_range_about(iso, "", v, " must be positive");
  } else {
    return true;
  }
  js_iterator_reject(iso, this_value);
  return false;
}

/* Iterator.prototype.includes ( searchElement [ , skippedElements ] ) */
static JsValue iterator_includes(JS_ARGS) {
  (void)callee, (void)new_target;
  double skipped;
  JsIterator it;
  JsValue wanted = js_arg(argc, argv, 0), v;
  if (!js_iterator_this(iso, this_value, "includes")) return JS_EMPTY;
  if (!read_skipped(iso, this_value, js_arg(argc, argv, 1), &skipped) || !js_iterator_direct(iso, this_value, &it)) return JS_EMPTY;
  for (;;) {
    int step = js_iterator_step(iso, &it, &v);
    if (step <= 0) return step < 0 ? JS_EMPTY : JS_FALSE;
    if (skipped > 0) {
      skipped -= 1;
    } else if (js_same_value_zero(iso, v, wanted)) {
      return js_iterator_close(iso, &it, false) ? JS_TRUE : JS_EMPTY;
    }
  }
}

static bool append_joined(JsIsolate *iso, JsStringBuilder *out, JsValue v) {
  if (js_is_nullish(v)) return true;
  JsString *s = js_to_string(iso, v);
  return s && js_builder_string(iso, out, s);
}

/* Iterator.prototype.join ( separator ) */
static JsValue iterator_join(JS_ARGS) {
  (void)callee, (void)new_target;
  if (!js_iterator_this(iso, this_value, "join")) return JS_EMPTY;
  JsValue v = js_arg(argc, argv, 0);
  JsString *separator = js_is_undefined(v) ? js_string_from_cstr(iso, ",") : js_to_string(iso, v);
  if (!separator) js_iterator_reject(iso, this_value);
  JsIterator it;
  if (!separator || !js_iterator_direct(iso, this_value, &it)) return JS_EMPTY;
  JsStringBuilder out;
  js_builder_init(&out);
  int step;
  for (bool first = true; (step = js_iterator_step(iso, &it, &v)) > 0; first = false) {
    if ((first || js_builder_string(iso, &out, separator)) && append_joined(iso, &out, v)) continue;
    js_iterator_close(iso, &it, true);
    step = -1;
    break;
  }
  if (step == 0) return js_from_cell(js_builder_finish(iso, &out));
  js_builder_dispose(&out);
  return JS_EMPTY;
}
