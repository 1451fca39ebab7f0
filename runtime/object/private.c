/* Private names of classes (6.2.12, 7.3.27-33). A private name is a symbol that programs never see: its elements lie among
 * an object's properties, where [[OwnPropertyKeys]] passes over them and proxies and extensibility have no say. */
#include "lode_abi.h"
#include "object/internal.h"
#include "object/private.h"

#include <stdlib.h>

enum { FIELD, METHOD, GETTER, SETTER }; /* kinds of elements, as compiled code gives them */

#define ATTR_METHOD 0 /* not writable */

JsValue lode_private_name(JsIsolate *iso, JsValue description) {
  JsSymbol *name = js_symbol_new(iso, description);
  if (!name) return JS_EMPTY;
  name->registered = JS_SYMBOL_PRIVATE;
  return js_from_cell(name);
}

/* The key of a private name. */
static JsKey key_of(JsValue name) { return (JsKey)name; }

static void throw_about(JsIsolate *iso, const char *format, JsValue name) {
  char *text = js_string_to_utf8(iso, js_as_string(js_as_symbol(name)->description), &(size_t){0});
  js_throw_type_error(iso, format, text);
  free(text);
}

/* PrivateElementFind */
static bool find(JsIsolate *iso, JsValue v, JsValue name, JsOwn *own) {
  return js_is_object(v) && js_own_lookup(iso, js_as_object(v), key_of(name), own);
}

/* 7.3.31 PrivateGet */
JsValue lode_private_get(JsIsolate *iso, JsValue v, JsValue name) {
  JsOwn own;
  if (!find(iso, v, name, &own)) {
    throw_about(iso, "Cannot read private member %s from an object whose class did not declare it", name);
    return JS_EMPTY;
  }
  if (!(own.attributes & JS_ATTR_ACCESSOR)) return *own.address;
  JsValue getter = ((JsAccessor *)js_as_cell(*own.address))->getter;
  if (!js_is_undefined(getter)) return js_call(iso, getter, v, 0, NULL);
  throw_about(iso, "'%s' was defined without a getter", name);
  return JS_EMPTY;
}

/* 7.3.32 PrivateSet */
bool lode_private_set(JsIsolate *iso, JsValue v, JsValue name, JsValue value) {
  JsOwn own;
  if (!find(iso, v, name, &own)) {
    throw_about(iso, "Cannot write private member %s to an object whose class did not declare it", name);
    return false;
  }
  if (own.attributes & JS_ATTR_ACCESSOR) {
    JsValue setter = ((JsAccessor *)js_as_cell(*own.address))->setter;
    if (!js_is_undefined(setter)) return js_call(iso, setter, v, 1, &value) != JS_EMPTY;
    throw_about(iso, "'%s' was defined without a setter", name);
    return false;
  }
  if (!(own.attributes & JS_ATTR_WRITABLE)) {
    throw_about(iso, "Private method '%s' is not writable", name);
    return false;
  }
  bool ok;
  return js_own_store(iso, js_as_object(v), key_of(name), &own, value, &ok);
}

/* A getter or setter; the other half of a pair may be there already. */
static bool add_accessor(JsIsolate *iso, JsObject *o, JsValue name, JsValue function, bool is_getter, JsOwn *own) {
  JsAccessor *a = own ? (JsAccessor *)js_as_cell(*own->address) : js_alloc(iso, JS_KIND_ACCESSOR, sizeof *a);
  if (!a) return false;
  if (!own) a->getter = a->setter = JS_UNDEFINED;
  *(is_getter ? &a->getter : &a->setter) = function;
  js_barrier(iso, a);
  return own || js_own_add(iso, o, key_of(name), js_from_cell(a), JS_ATTR_ACCESSOR);
}

/* 7.3.28 PrivateFieldAdd, 7.3.29 PrivateMethodOrAccessorAdd */
bool lode_private_add(JsIsolate *iso, JsValue v, JsValue name, JsValue value, int32_t kind) {
  JsObject *o = js_as_object(v);
  JsOwn own;
  bool found = find(iso, v, name, &own);
  if (found && kind >= GETTER && (own.attributes & JS_ATTR_ACCESSOR)) {
    JsAccessor *a = (JsAccessor *)js_as_cell(*own.address);
    if (js_is_undefined(kind == GETTER ? a->getter : a->setter))
      return add_accessor(iso, o, name, value, kind == GETTER, &own);
  }
  if (found) {
    if (kind == FIELD) throw_about(iso, "Cannot initialize %s twice on the same object", name);
    else throw_about(iso, "Cannot initialize private methods of class twice on the same object", name);
    return false;
  }
  if (kind >= GETTER) return add_accessor(iso, o, name, value, kind == GETTER, NULL);
  return js_own_add(iso, o, key_of(name), value, kind == FIELD ? JS_ATTR_WRITABLE : ATTR_METHOD);
}

/* 13.10.1: #name in v */
JsValue lode_private_has(JsIsolate *iso, JsValue v, JsValue name) {
  JsOwn own;
  if (js_is_object(v)) return js_bool(find(iso, v, name, &own));
  char *text = js_string_to_utf8(iso, js_as_string(js_as_symbol(name)->description), &(size_t){0});
  char *value = js_describe(iso, v);
  js_throw_type_error(iso, "Cannot use 'in' operator to search for '%s' in %s", text, value);
  free(text);
  free(value);
  return JS_EMPTY;
}
