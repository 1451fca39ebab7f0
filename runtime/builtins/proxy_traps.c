/* The internal methods of proxies (10.5) with their invariants. */
#include "builtins/proxy.h"

#include <stdlib.h>

/* IsCompatiblePropertyDescriptor (10.1.6.2) */
bool js_is_compatible_descriptor(JsIsolate *iso, const JsPropertyDescriptor *current, const JsPropertyDescriptor *d);

static inline JsProxy *as_proxy(JsObject *o) { return (JsProxy *)o; }
static inline bool is_data(const JsPropertyDescriptor *d) { return !(d->present & (JS_DESC_GET | JS_DESC_SET)); }
static inline bool is_configurable(const JsPropertyDescriptor *d) { return (d->attributes & JS_ATTR_CONFIGURABLE) != 0; }
static inline bool is_writable(const JsPropertyDescriptor *d) { return (d->attributes & JS_ATTR_WRITABLE) != 0; }

/* Calls a trap with the target, the key as a value and up to two more arguments. */
static JsValue call_trap(JsIsolate *iso, JsProxy *p, JsValue trap, JsValue target, JsKey key, uint32_t more,
                         const JsValue *values) {
  JsValue args[4] = {target, js_key_to_value(iso, key)};
  JS_TRY(args[1]);
  for (uint32_t i = 0; i < more; i++) args[2 + i] = values[i];
  return js_call(iso, trap, p->handler, 2 + more, args);
}

/* "'<trap>' on proxy: <before><key><after>". Returns -1, as a convenience. */
static int violated(JsIsolate *iso, const char *before, JsKey key, const char *after) {
  js_throw_type_about_key(iso, before, key, after);
  return -1;
}

/* 10.5.1 [[GetPrototypeOf]] */
static JsValue proxy_get_prototype(JsIsolate *iso, JsObject *o) {
  JsProxy *p = as_proxy(o);
  JsValue trap;
  if (!js_proxy_trap(iso, p, "getPrototypeOf", &trap)) return JS_EMPTY;
  JsValue target = p->target;
  if (js_is_undefined(trap)) return js_get_prototype(iso, js_as_object(target));
  JsValue proto = js_call(iso, trap, p->handler, 1, &target);
  JS_TRY(proto);
  if (!js_is_object(proto) && !js_is_null(proto))
    return js_throw_type_error(iso, "'getPrototypeOf' on proxy: trap returned neither object nor null");
  int extensible = js_is_extensible(iso, js_as_object(target));
  if (extensible != 0) return extensible < 0 ? JS_EMPTY : proto;
  JsValue actual = js_get_prototype(iso, js_as_object(target));
  JS_TRY(actual);
  if (actual == proto) return proto;
  return js_throw_type_error(iso, "'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not "
                                  "return its actual prototype");
}

/* 10.5.2 [[SetPrototypeOf]] */
static int proxy_set_prototype(JsIsolate *iso, JsObject *o, JsValue proto) {
  JsProxy *p = as_proxy(o);
  JsValue trap;
  if (!js_proxy_trap(iso, p, "setPrototypeOf", &trap)) return -1;
  JsValue target = p->target;
  if (js_is_undefined(trap)) return js_set_prototype(iso, js_as_object(target), proto);
  JsValue args[2] = {target, proto};
  JsValue r = js_call(iso, trap, p->handler, 2, args);
  if (r == JS_EMPTY) return -1;
  if (!js_to_boolean(r)) return 0;
  int extensible = js_is_extensible(iso, js_as_object(target));
  if (extensible != 0) return extensible;
  JsValue actual = js_get_prototype(iso, js_as_object(target));
  if (actual == JS_EMPTY) return -1;
  if (actual == proto) return 1;
  js_throw_type_error(iso, "'setPrototypeOf' on proxy: trap returned truish for setting a new prototype on the "
                           "non-extensible proxy target");
  return -1;
}

/* 10.5.3 [[IsExtensible]] */
static int proxy_is_extensible(JsIsolate *iso, JsObject *o) {
  JsProxy *p = as_proxy(o);
  JsValue trap;
  if (!js_proxy_trap(iso, p, "isExtensible", &trap)) return -1;
  JsValue target = p->target;
  if (js_is_undefined(trap)) return js_is_extensible(iso, js_as_object(target));
  JsValue r = js_call(iso, trap, p->handler, 1, &target);
  if (r == JS_EMPTY) return -1;
  int actual = js_is_extensible(iso, js_as_object(target));
  if (actual < 0 || js_to_boolean(r) == (actual != 0)) return actual;
  js_throw_type_error(iso, "'isExtensible' on proxy: trap result does not reflect extensibility of proxy target "
                           "(which is '%s')", actual ? "true" : "false");
  return -1;
}

/* 10.5.4 [[PreventExtensions]] */
static int proxy_prevent_extensions(JsIsolate *iso, JsObject *o) {
  JsProxy *p = as_proxy(o);
  JsValue trap;
  if (!js_proxy_trap(iso, p, "preventExtensions", &trap)) return -1;
  JsValue target = p->target;
  if (js_is_undefined(trap)) return js_prevent_extensions(iso, js_as_object(target));
  JsValue r = js_call(iso, trap, p->handler, 1, &target);
  if (r == JS_EMPTY) return -1;
  if (!js_to_boolean(r)) return 0;
  int extensible = js_is_extensible(iso, js_as_object(target));
  if (extensible <= 0) return extensible < 0 ? -1 : 1;
  js_throw_type_error(iso, "'preventExtensions' on proxy: trap returned truish but the proxy target is extensible");
  return -1;
}

/* The invariants of a trap that said there is no such property. */
static int absent_descriptor(JsIsolate *iso, JsObject *target, JsKey key, const JsPropertyDescriptor *current) {
  if (!is_configurable(current))
    return violated(iso, "'getOwnPropertyDescriptor' on proxy: trap returned undefined for property '", key,
                    "' which is non-configurable in the proxy target");
  int extensible = js_is_extensible(iso, target);
  if (extensible != 0) return extensible < 0 ? -1 : 0;
  return violated(iso, "'getOwnPropertyDescriptor' on proxy: trap returned undefined for property '", key,
                  "' which exists in the non-extensible proxy target");
}

/* CompletePropertyDescriptor (6.2.6.6) */
static void complete(JsPropertyDescriptor *d) {
  d->present |= JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE;
  d->present |= is_data(d) ? JS_DESC_VALUE | JS_DESC_WRITABLE : JS_DESC_GET | JS_DESC_SET;
}

/* 10.5.5 [[GetOwnProperty]] */
static int proxy_get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out) {
  JsProxy *p = as_proxy(o);
  JsValue trap;
  if (!js_proxy_trap(iso, p, "getOwnPropertyDescriptor", &trap)) return -1;
  JsObject *target = js_as_object(p->target);
  if (js_is_undefined(trap)) return js_get_own_property(iso, target, key, out);
  JsValue r = call_trap(iso, p, trap, js_from_cell(target), key, 0, NULL);
  if (r == JS_EMPTY) return -1;
  if (!js_is_object(r) && !js_is_undefined(r))
    return violated(
        iso, "'getOwnPropertyDescriptor' on proxy: trap returned neither object nor undefined for property '", key, "'");
  JsPropertyDescriptor current;
  int has = js_get_own_property(iso, target, key, &current);
  if (has < 0) return -1;
  if (js_is_undefined(r)) return has ? absent_descriptor(iso, target, key, &current) : 0;
  int extensible = js_is_extensible(iso, target);
  if (extensible < 0 || !js_to_property_descriptor(iso, r, out)) return -1;
  complete(out);
  if (has ? !js_is_compatible_descriptor(iso, &current, out) : !extensible)
    return violated(iso, "'getOwnPropertyDescriptor' on proxy: trap returned descriptor for property '", key,
                    "' that is incompatible with the existing property in the proxy target");
  if (is_configurable(out)) return 1;
  if (!has || is_configurable(&current))
    return violated(iso, "'getOwnPropertyDescriptor' on proxy: trap reported non-configurability for property '", key,
                    "' which is either non-existent or configurable in the proxy target");
  if ((out->present & JS_DESC_WRITABLE) && !is_writable(out) && is_writable(&current))
    return violated(iso,
                    "'getOwnPropertyDescriptor' on proxy: trap reported non-configurable and writable for property '",
                    key, "' which is non-configurable, non-writable in the proxy target");
  return 1;
}

/* The invariants of a definition that the trap accepted. */
static int check_definition(JsIsolate *iso, JsObject *target, JsKey key, const JsPropertyDescriptor *d) {
  JsPropertyDescriptor current;
  int has = js_get_own_property(iso, target, key, &current);
  if (has < 0) return -1;
  int extensible = js_is_extensible(iso, target);
  if (extensible < 0) return -1;
  bool fixed = (d->present & JS_DESC_CONFIGURABLE) && !is_configurable(d);
  if (!has && !extensible)
    return violated(iso, "'defineProperty' on proxy: trap returned truish for adding property '", key,
                    "'  to the non-extensible proxy target");
  if (has && !js_is_compatible_descriptor(iso, &current, d))
    return violated(iso, "'defineProperty' on proxy: trap returned truish for adding property '", key,
                    "'  that is incompatible with the existing property in the proxy target");
  if (fixed && (!has || is_configurable(&current)))
    return violated(iso, "'defineProperty' on proxy: trap returned truish for defining non-configurable property '",
                    key, "' which is either non-existent or configurable in the proxy target");
  if (has && is_data(&current) && !is_configurable(&current) && is_writable(&current) &&
      (d->present & JS_DESC_WRITABLE) && !is_writable(d))
    return violated(iso, "'defineProperty' on proxy: trap returned truish for defining non-configurable property '",
                    key, "' which cannot be non-writable");
  return 1;
}

/* 10.5.6 [[DefineOwnProperty]] */
static int proxy_define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d) {
  JsProxy *p = as_proxy(o);
  JsValue trap;
  if (!js_proxy_trap(iso, p, "defineProperty", &trap)) return -1;
  JsObject *target = js_as_object(p->target);
  if (js_is_undefined(trap)) return js_define_own_property(iso, target, key, d);
  JsValue descriptor = js_from_property_descriptor(iso, d);
  if (descriptor == JS_EMPTY) return -1;
  JsValue r = call_trap(iso, p, trap, js_from_cell(target), key, 1, &descriptor);
  if (r == JS_EMPTY) return -1;
  return js_to_boolean(r) ? check_definition(iso, target, key, d) : 0;
}

/* 10.5.7 [[HasProperty]] */
static int proxy_has_property(JsIsolate *iso, JsObject *o, JsKey key) {
  JsProxy *p = as_proxy(o);
  JsValue trap;
  if (!js_proxy_trap(iso, p, "has", &trap)) return -1;
  JsObject *target = js_as_object(p->target);
  if (js_is_undefined(trap)) return js_has(iso, target, key);
  JsValue r = call_trap(iso, p, trap, js_from_cell(target), key, 0, NULL);
  if (r == JS_EMPTY) return -1;
  if (js_to_boolean(r)) return 1;
  JsPropertyDescriptor current;
  int has = js_get_own_property(iso, target, key, &current);
  if (has <= 0) return has;
  if (!is_configurable(&current))
    return violated(iso, "'has' on proxy: trap returned falsish for property '", key,
                    "' which exists in the proxy target as non-configurable");
  int extensible = js_is_extensible(iso, target);
  if (extensible != 0) return extensible < 0 ? -1 : 0;
  return violated(iso, "'has' on proxy: trap returned falsish for property '", key,
                  "' but the proxy target is not extensible");
}

/* The two messages about [[Get]], with the values in them. */
static JsValue get_violated(JsIsolate *iso, JsKey key, const JsPropertyDescriptor *current, JsValue got) {
  char *name = js_describe_key(iso, key), *text = js_describe(iso, got);
  char *expected = js_describe(iso, is_data(current) ? current->value : JS_UNDEFINED);
  if (is_data(current)) {
    js_throw_type_error(iso, "'get' on proxy: property '%s' is a read-only and non-configurable data property on the "
                             "proxy target but the proxy did not return its actual value (expected '%s' but got '%s')",
                        name ? name : "", expected ? expected : "", text ? text : "");
  } else {
    js_throw_type_error(iso, "'get' on proxy: property '%s' is a non-configurable accessor property on the proxy "
                             "target and does not have a getter function, but the trap did not return 'undefined' "
                             "(got '%s')", name ? name : "", text ? text : "");
  }
  free(name);
  free(text);
  free(expected);
  return JS_EMPTY;
}

/* 10.5.8 [[Get]] */
static JsValue proxy_get(JsIsolate *iso, JsObject *o, JsKey key, JsValue receiver) {
  JsProxy *p = as_proxy(o);
  JsValue trap;
  if (!js_proxy_trap(iso, p, "get", &trap)) return JS_EMPTY;
  JsObject *target = js_as_object(p->target);
  if (js_is_undefined(trap)) return js_get(iso, target, key, receiver);
  JsValue v = call_trap(iso, p, trap, js_from_cell(target), key, 1, &receiver);
  JS_TRY(v);
  JsPropertyDescriptor current;
  int has = js_get_own_property(iso, target, key, &current);
  if (has < 0) return JS_EMPTY;
  if (!has || is_configurable(&current)) return v;
  if (is_data(&current) ? !is_writable(&current) && !js_same_value(iso, v, current.value)
                        : js_is_undefined(current.getter) && !js_is_undefined(v))
    return get_violated(iso, key, &current, v);
  return v;
}

/* 10.5.9 [[Set]] */
static bool proxy_set(JsIsolate *iso, JsObject *o, JsKey key, JsValue v, JsValue receiver, bool *ok) {
  JsProxy *p = as_proxy(o);
  JsValue trap;
  if (!js_proxy_trap(iso, p, "set", &trap)) return false;
  JsObject *target = js_as_object(p->target);
  if (js_is_undefined(trap)) return js_set(iso, target, key, v, receiver, ok);
  JsValue values[2] = {v, receiver};
  JsValue r = call_trap(iso, p, trap, js_from_cell(target), key, 2, values);
  if (r == JS_EMPTY) return false;
  *ok = js_to_boolean(r);
  if (!*ok) return true;
  JsPropertyDescriptor current;
  int has = js_get_own_property(iso, target, key, &current);
  if (has < 0) return false;
  if (!has || is_configurable(&current)) return true;
  if (is_data(&current) && !is_writable(&current) && !js_same_value(iso, v, current.value)) {
    violated(iso, "'set' on proxy: trap returned truish for property '", key,
             "' which exists in the proxy target as a non-configurable and non-writable data property with a "
             "different value");
    return false;
  }
  if (!is_data(&current) && js_is_undefined(current.setter)) {
    violated(iso, "'set' on proxy: trap returned truish for property '", key,
             "' which exists in the proxy target as a non-configurable and non-writable accessor property without a "
             "setter");
    return false;
  }
  return true;
}

/* 10.5.10 [[Delete]] */
static int proxy_delete(JsIsolate *iso, JsObject *o, JsKey key) {
  JsProxy *p = as_proxy(o);
  JsValue trap;
  if (!js_proxy_trap(iso, p, "deleteProperty", &trap)) return -1;
  JsObject *target = js_as_object(p->target);
  if (js_is_undefined(trap)) return js_delete(iso, target, key);
  JsValue r = call_trap(iso, p, trap, js_from_cell(target), key, 0, NULL);
  if (r == JS_EMPTY) return -1;
  if (!js_to_boolean(r)) return 0;
  JsPropertyDescriptor current;
  int has = js_get_own_property(iso, target, key, &current);
  if (has <= 0) return has < 0 ? -1 : 1;
  if (!is_configurable(&current))
    return violated(iso, "'deleteProperty' on proxy: trap returned truish for property '", key,
                    "' which is non-configurable in the proxy target");
  int extensible = js_is_extensible(iso, target);
  if (extensible != 0) return extensible;
  return violated(iso, "'deleteProperty' on proxy: trap returned truish for property '", key,
                  "' but the proxy target is non-extensible");
}

/* ---- [[OwnPropertyKeys]] ---- */

/* The trap's result as a list of keys: strings and symbols, none twice. seen: from key value to whether the target has it
 * yet to be accounted for. NULL: threw. */
static JsObject *check_key_list(JsIsolate *iso, JsValue result, JsObject *seen) {
  JsObject *list = js_list_from_array_like(iso, result);
  if (!list) return NULL;
  for (uint32_t i = 0; i < js_array_length(list); i++) {
    JsValue v = list->elements[i];
    if (!js_is_string(v) && !js_is_symbol(v)) {
      js_throw_type_about(iso, "", v, " is not a valid property name");
      return NULL;
    }
    JsKey key = js_to_property_key(iso, v);
    int has = key == JS_KEY_NONE ? -1 : js_has_own(iso, seen, key);
    if (has > 0) js_throw_type_error(iso, "'ownKeys' on proxy: trap returned duplicate entries");
    if (has != 0 || !js_create_data_property(iso, seen, key, JS_TRUE)) return NULL;
  }
  return list;
}

/* Takes a key of the target out of `seen`, in which the trap's keys are. false: threw. */
static bool account_for(JsIsolate *iso, JsObject *seen, JsKey key) {
  int has = js_has_own(iso, seen, key);
  if (has < 0) return false;
  if (has) return js_delete(iso, seen, key) >= 0;
  js_throw_type_about_key(iso, "'ownKeys' on proxy: trap result did not include '", key, "'");
  return false;
}

/* Requires the keys of the target to be in the list: those that are not configurable first, and where the target is
 * not extensible all, and no other. false: threw. */
static bool check_against_target(JsIsolate *iso, JsObject *target, JsObject *seen, bool extensible) {
  JsObject *keys = js_own_keys(iso, target);
  if (!keys) return false;
  uint32_t n = js_array_length(keys);
  JsObject *configurable = js_array_with_capacity(iso, 0);
  JsObject *fixed = js_array_with_capacity(iso, 0);
  if (!configurable || !fixed) return false;
  for (uint32_t i = 0; i < n; i++) {
    JsKey key = js_to_property_key(iso, keys->elements[i]);
    JsPropertyDescriptor d;
    int has = key == JS_KEY_NONE ? -1 : js_get_own_property(iso, target, key, &d);
    if (has < 0) return false;
    if (!js_array_push(iso, has && !is_configurable(&d) ? fixed : configurable, keys->elements[i])) return false;
  }
  for (uint32_t i = 0; i < js_array_length(fixed); i++)
    if (!account_for(iso, seen, js_to_property_key(iso, fixed->elements[i]))) return false;
  if (extensible) return true;
  for (uint32_t i = 0; i < js_array_length(configurable); i++)
    if (!account_for(iso, seen, js_to_property_key(iso, configurable->elements[i]))) return false;
  JsObject *left = js_own_keys(iso, seen);
  if (!left) return false;
  if (js_array_length(left) == 0) return true;
  js_throw_type_error(iso, "'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible");
  return false;
}

/* 10.5.11 [[OwnPropertyKeys]] */
static JsObject *proxy_own_keys(JsIsolate *iso, JsObject *o) {
  JsProxy *p = as_proxy(o);
  JsValue trap;
  if (!js_proxy_trap(iso, p, "ownKeys", &trap)) return NULL;
  JsValue target = p->target;
  if (js_is_undefined(trap)) return js_own_keys(iso, js_as_object(target));
  JsValue result = js_call(iso, trap, p->handler, 1, &target);
  if (result == JS_EMPTY) return NULL;
  JsObject *seen = js_object_new_proto(iso, JS_NULL);
  JsObject *list = seen ? check_key_list(iso, result, seen) : NULL;
  if (!list) return NULL;
  int extensible = js_is_extensible(iso, js_as_object(target));
  if (extensible < 0) return NULL;
  return check_against_target(iso, js_as_object(target), seen, extensible != 0) ? list : NULL;
}

const JsExoticOps js_proxy_exotic_ops = {
    .get_own_property = proxy_get_own_property,
    .define_own_property = proxy_define_own_property,
    .has_property = proxy_has_property,
    .get = proxy_get,
    .set = proxy_set,
    .delete_property = proxy_delete,
    .own_keys = proxy_own_keys,
    .get_prototype = proxy_get_prototype,
    .set_prototype = proxy_set_prototype,
    .is_extensible = proxy_is_extensible,
    .prevent_extensions = proxy_prevent_extensions,
};
