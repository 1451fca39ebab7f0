/* internalBinding('inspect'): what JavaScript can't see of a value but its text shows (util.inspect, util.types).
 *   kindOf(object)            'Array', 'Map', 'Set Iterator', 'Map Entries' (an iterator of entries), 'AsyncFunction', …: by internal slots, never by prototype; a proxy is
 *                             an 'Object' or 'Function'
 *   previewEntries(object)    the values of a Set, keys and values in turn of a Map; what is left of their iterators
 *   proxyDetails(object)      [target, handler] (null, null once revoked), or undefined if it is no proxy
 *   promiseDetails(promise)   [state, result]
 *   ownNonIndexKeys(object, hidden)   own keys that are no array index, enumerable ones unless hidden */
#include "builtins/hash_table.h"
#include "builtins/iterator_builtins.h"
#include "builtins/promise.h"
#include "libuv_shim/internal.h"
#include "typed_array/typed_array.h"

static const char *const wrapper_kinds[] = {"Number", "String", "Boolean", "Symbol", "BigInt"};

static const char *wrapper_kind(const JsObject *o) {
  JsValue v = ((const JsWrapper *)o)->value;
  if (js_is_number(v)) return wrapper_kinds[0];
  if (js_is_string(v)) return wrapper_kinds[1];
  if (js_is_bool(v)) return wrapper_kinds[2];
  return js_is_symbol(v) ? wrapper_kinds[3] : wrapper_kinds[4];
}

static const char *iterator_kind(const JsObject *o) {
  const JsIteratorObject *it = (const JsIteratorObject *)o;
  bool entries = it->iteration_kind == JS_ITERATE_ENTRIES;
  switch (it->type) {
    case JS_ITERATOR_MAP: return entries ? "Map Entries" : "Map Iterator";
    case JS_ITERATOR_SET: return entries ? "Set Entries" : "Set Iterator";
    default: return "Object";
  }
}

static const char *function_kind(uint32_t flags) {
  if (flags & JS_FN_GENERATOR) return flags & JS_FN_ASYNC ? "AsyncGeneratorFunction" : "GeneratorFunction";
  return flags & JS_FN_ASYNC ? "AsyncFunction" : "Function";
}

static const char *kind_name(const JsObject *o) {
  switch ((JsKind)o->cell.kind) {
    case JS_KIND_ARRAY: return "Array";
    case JS_KIND_ERROR: return "Error";
    case JS_KIND_PRIMITIVE_WRAPPER: return wrapper_kind(o);
    case JS_KIND_ARGUMENTS: return "Arguments";
    case JS_KIND_DATE: return "Date";
    case JS_KIND_REGEXP: return "RegExp";
    case JS_KIND_MAP: return "Map";
    case JS_KIND_SET: return "Set";
    case JS_KIND_WEAK_MAP: return "WeakMap";
    case JS_KIND_WEAK_SET: return "WeakSet";
    case JS_KIND_ITERATOR: return iterator_kind(o);
    case JS_KIND_PROMISE: return "Promise";
    case JS_KIND_GENERATOR: return "Generator";
    case JS_KIND_FUNCTION: return function_kind(((const JsFunction *)o)->info->flags);
    case JS_KIND_NAMESPACE: return "Module";
    case JS_KIND_ARRAY_BUFFER: return ((const JsArrayBuffer *)o)->shared ? "SharedArrayBuffer" : "ArrayBuffer";
    case JS_KIND_DATA_VIEW: return "DataView";
    default:
      if (js_kind_is_typed_array(o->cell.kind)) return js_element_type_names[js_element_type((const JsTypedArray *)o)];
      return o->cell.flags & JS_OBJ_CALLABLE ? "Function" : "Object";
  }
}

static JsValue kind_of(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = js_arg(argc, argv, 0);
  return js_string_value(iso, js_is_object(v) ? kind_name(js_as_object(v)) : "Object");
}

static bool push_entry(JsIsolate *iso, JsObject *list, const JsHashEntry *entry, bool pairs) {
  JsValue value = entry->value; /* the table may go with the push's allocation */
  return js_array_push(iso, list, entry->key) && (!pairs || js_array_push(iso, list, value));
}

static JsValue preview_entries(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = js_arg(argc, argv, 0);
  JsObject *list = js_array_with_capacity(iso, 8);
  if (!list) return JS_EMPTY;
  if (js_is_kind(v, JS_KIND_MAP) || js_is_kind(v, JS_KIND_SET)) {
    JsHashCursor cursor = {((JsCollection *)js_as_object(v))->table, 0};
    for (JsHashEntry *e; (e = js_hash_cursor_next(&cursor));) {
      JS_TRY_BOOL(push_entry(iso, list, e, js_is_kind(v, JS_KIND_MAP)));
    }
    return js_from_cell(list);
  }
  if (!js_is_kind(v, JS_KIND_ITERATOR)) return js_from_cell(list);
  const JsIteratorObject *it = (const JsIteratorObject *)js_as_object(v);
  bool of_collection = it->type == JS_ITERATOR_MAP || it->type == JS_ITERATOR_SET;
  if (!of_collection || !js_is_cell(it->extra) || js_is_undefined(it->target)) return js_from_cell(list);
  JsHashCursor cursor = {(JsHashTable *)js_as_cell(it->extra), (uint32_t)it->index};
  for (JsHashEntry *e; (e = js_hash_cursor_next(&cursor));) {
    JsValue shown = it->iteration_kind == JS_ITERATE_VALUES && it->type == JS_ITERATOR_MAP ? e->value : e->key;
    if (it->iteration_kind == JS_ITERATE_ENTRIES) {
      shown = js_entry_pair(iso, e->key, it->type == JS_ITERATOR_MAP ? e->value : e->key);
      JS_TRY(shown);
    }
    JS_TRY_BOOL(js_array_push(iso, list, shown));
  }
  return js_from_cell(list);
}

static JsValue proxy_details(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = js_arg(argc, argv, 0);
  if (!js_is_kind(v, JS_KIND_PROXY)) return JS_UNDEFINED;
  const JsProxy *proxy = (const JsProxy *)js_as_object(v);
  JsValue both[] = {proxy->target, proxy->handler};
  JsObject *pair = js_array_from_values(iso, both, 2);
  return pair ? js_from_cell(pair) : JS_EMPTY;
}

static JsValue promise_details(JS_ARGS) {
  JS_UNUSED_ARGS;
  static const char *const names[] = {[JS_PROMISE_PENDING] = "pending",
                                      [JS_PROMISE_FULFILLED] = "fulfilled",
                                      [JS_PROMISE_REJECTED] = "rejected"};
  JsValue v = js_arg(argc, argv, 0);
  if (!js_is_kind(v, JS_KIND_PROMISE)) return JS_UNDEFINED;
  const JsPromise *promise = (const JsPromise *)js_as_object(v);
  JsValue both[] = {js_string_value(iso, names[promise->state]),
                    promise->state == JS_PROMISE_PENDING ? JS_UNDEFINED : promise->result};
  JS_TRY(both[0]);
  JsObject *pair = js_array_from_values(iso, both, 2);
  return pair ? js_from_cell(pair) : JS_EMPTY;
}

static JsValue own_non_index_keys(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *o = js_to_object(iso, js_arg(argc, argv, 0));
  if (!o) return JS_EMPTY;
  bool hidden = js_to_boolean(js_arg(argc, argv, 1));
  JsObject *keys = js_own_keys(iso, o);
  JsObject *list = keys ? js_array_with_capacity(iso, 4) : NULL;
  if (!list) return JS_EMPTY;
  uint32_t count = js_array_length(keys);
  for (uint32_t i = 0; i < count; i++) {
    JsValue name = js_get_index(iso, keys, i);
    JsKey key = js_to_property_key(iso, name);
    if (js_key_is_index(key)) continue;
    JsPropertyDescriptor d;
    int found = js_get_own_property(iso, o, key, &d);
    if (found < 0) return JS_EMPTY;
    if (found && (hidden || (d.attributes & JS_ATTR_ENUMERABLE))) JS_TRY_BOOL(js_array_push(iso, list, name));
  }
  return js_from_cell(list);
}

JsValue js_binding_inspect(JsIsolate *iso) {
  static const JsBindingFunction functions[] = {
      {"kindOf", kind_of, 1},
      {"previewEntries", preview_entries, 1},
      {"proxyDetails", proxy_details, 1},
      {"promiseDetails", promise_details, 1},
      {"ownNonIndexKeys", own_non_index_keys, 2},
      {NULL, NULL, 0},
  };
  JsObject *o = js_object_new(iso);
  return o && js_binding_functions(iso, o, functions) ? js_from_cell(o) : JS_EMPTY;
}
