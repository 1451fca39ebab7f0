/* 23.1.2.2 Array.fromAsync: an async function of the library (lib/builtins/array_from_async.js), and what it needs. */
#include "builtins/array_builtins.h"
#include "builtins/iterator_builtins.h"
#include "module.h"
#include "object/internal.h"

static JsValue call(JS_ARGS) {
  (void)callee, (void)this_value, (void)new_target;
  return js_call(iso, argv[0], argv[1], argc - 2, argv + 2);
}

static JsValue check_result(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_check_iterator_result(iso, argv[0]) ? JS_UNDEFINED : JS_EMPTY;
}

static JsValue define(JS_ARGS) {
  JS_UNUSED_ARGS;
  uint64_t index = (uint64_t)js_number_to_double(argv[1]);
  return js_create_index(iso, js_as_object(argv[0]), index, argv[2]) ? JS_UNDEFINED : JS_EMPTY;
}

static JsValue get_method(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsKey key = js_to_property_key(iso, argv[1]);
  return key == JS_KEY_NONE ? JS_EMPTY : js_get_method(iso, argv[0], key);
}

static JsValue is_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_bool(js_is_constructor(argv[0]));
}

static JsValue length_of(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *o = js_to_object(iso, argv[0]);
  uint64_t length;
  return o && js_length_of(iso, o, &length) ? js_number((double)length) : JS_EMPTY;
}

/* The methods that make iterators of a value: { async, sync }, the second only where there is no first. */
static JsValue methods(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue async = js_get_method(iso, argv[0], js_symbol_key(iso, JS_SYMBOL_asyncIterator)), sync = JS_UNDEFINED;
  JS_TRY(async);
  if (js_is_undefined(async)) sync = js_get_method(iso, argv[0], js_symbol_key(iso, JS_SYMBOL_iterator));
  JS_TRY(sync);
  JsObject *o = js_object_new(iso);
  JS_TRY_BOOL(o && js_create_data_property(iso, o, js_key_from_cstr(iso, "async"), async));
  JS_TRY_BOOL(js_create_data_property(iso, o, js_key_from_cstr(iso, "sync"), sync));
  return js_from_cell(o);
}

/* An async iterator of a value by one of its methods. */
static JsValue open(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_is_undefined(argv[1])) {
    JsValue iterator = js_call(iso, argv[1], argv[0], 0, NULL);
    if (iterator == JS_EMPTY || js_is_object(iterator)) return iterator;
    return js_throw_type_error(iso, "Result of the Symbol.asyncIterator method is not an object");
  }
  JsIterator sync;
  if (!js_iterator_from_method(iso, argv[0], argv[2], &sync)) return JS_EMPTY;
  return js_async_from_sync_iterator(iso, sync.object, sync.next);
}

static JsValue require_callable(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_is_callable(argv[0]) ? JS_UNDEFINED : js_throw_not_function(iso, argv[0]);
}

static const JsBuiltin operations[] = {
    JS_B_FN("call", call, 2),
    JS_B_FN("checkResult", check_result, 1),
    JS_B_FN("define", define, 3),
    JS_B_FN("getMethod", get_method, 2),
    JS_B_FN("isConstructor", is_constructor, 1),
    JS_B_FN("lengthOf", length_of, 1),
    JS_B_FN("methods", methods, 1),
    JS_B_FN("open", open, 3),
    JS_B_FN("requireCallable", require_callable, 1),
    JS_BUILTIN_END,
};

static JsValue load(JsIsolate *iso) {
  const JsModuleDesc *desc = js_library_find("builtins/array_from_async");
  if (!desc) return js_throw_type_error(iso, "Array.fromAsync is not available");
  JsObject *exports = js_object_new(iso);
  if (!exports) return JS_EMPTY;
  js_install(iso, exports, operations);
  JsFunction *module = js_module_function(iso, desc);
  JsValue argument = js_from_cell(exports);
  return module ? js_call(iso, js_from_cell(module), JS_UNDEFINED, 1, &argument) : JS_EMPTY;
}

JsValue js_array_from_async(JS_ARGS) {
  (void)new_target;
  JsFunction *self = js_as_function(callee);
  if (js_is_undefined(self->data)) {
    JsValue loaded = load(iso);
    JS_TRY(loaded);
    self->data = loaded;
    js_barrier(iso, self);
  }
  JsValue args[4] = {this_value, js_arg(argc, argv, 0), js_arg(argc, argv, 1), js_arg(argc, argv, 2)};
  return js_call(iso, self->data, JS_UNDEFINED, 4, args);
}
