/* Object: freeze, seal, preventExtensions and the questions about them (7.3.15, 7.3.16, 20.1.2). */
#include "builtins/object_builtins.h"

typedef enum Level { LEVEL_SEALED, LEVEL_FROZEN } Level;

/* The part of SetIntegrityLevel for one key. false: threw. */
static bool restrict_key(JsIsolate *iso, JsObject *o, JsKey key, Level level) {
  JsPropertyDescriptor d = {.present = JS_DESC_CONFIGURABLE, .value = JS_UNDEFINED, .getter = JS_UNDEFINED,
                            .setter = JS_UNDEFINED};
  if (level == LEVEL_FROZEN) {
    JsPropertyDescriptor current;
    int has = js_get_own_property(iso, o, key, &current);
    if (has <= 0) return has == 0;
    if (!(current.present & (JS_DESC_GET | JS_DESC_SET))) d.present |= JS_DESC_WRITABLE;
  }
  int r = js_define_own_property(iso, o, key, &d);
  if (r == 0 && level == LEVEL_FROZEN && js_kind_is_typed_array(o->cell.kind)) {
    js_throw_type_error(iso, "Cannot freeze array buffer views with elements");
  } else if (r == 0) {
    js_throw_define_refused(iso, o, key);
  }
  return r > 0;
}

/* 7.3.15 SetIntegrityLevel: 1, 0, -1 threw. */
static int set_integrity_level(JsIsolate *iso, JsObject *o, Level level) {
  int r = js_prevent_extensions(iso, o);
  if (r <= 0) return r;
  JsObject *keys = js_own_keys(iso, o);
  if (!keys) return -1;
  for (uint32_t i = 0; i < js_array_length(keys); i++) {
    JsKey key = js_to_property_key(iso, keys->elements[i]);
    if (key == JS_KEY_NONE || !restrict_key(iso, o, key, level)) return -1;
  }
  return 1;
}

/* 7.3.16 TestIntegrityLevel: 1, 0, -1 threw. */
static int test_integrity_level(JsIsolate *iso, JsObject *o, Level level) {
  int extensible = js_is_extensible(iso, o);
  if (extensible != 0) return extensible < 0 ? -1 : 0;
  JsObject *keys = js_own_keys(iso, o);
  if (!keys) return -1;
  for (uint32_t i = 0; i < js_array_length(keys); i++) {
    JsKey key = js_to_property_key(iso, keys->elements[i]);
    JsPropertyDescriptor d;
    int has = key == JS_KEY_NONE ? -1 : js_get_own_property(iso, o, key, &d);
    if (has < 0) return -1;
    if (!has) continue;
    if (d.attributes & JS_ATTR_CONFIGURABLE) return 0;
    bool data = !(d.present & (JS_DESC_GET | JS_DESC_SET));
    if (level == LEVEL_FROZEN && data && (d.attributes & JS_ATTR_WRITABLE)) return 0;
  }
  return 1;
}

static JsValue refused(JsIsolate *iso, JsObject *o) {
  if (js_trap_refused(iso, &o, "preventExtensions"))
    return js_throw_type_error(iso, "'preventExtensions' on proxy: trap returned falsish");
  return js_throw_type_about(iso, "Cannot prevent extensions of ", js_from_cell(o), "");
}

static JsValue restrict_object(JsIsolate *iso, JsValue v, Level level) {
  if (!js_is_object(v)) return v;
  int r = set_integrity_level(iso, js_as_object(v), level);
  if (r == 0) return refused(iso, js_as_object(v));
  return r < 0 ? JS_EMPTY : v;
}

/* 20.1.2.6 Object.freeze ( O ) */
JsValue js_object_freeze(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return restrict_object(iso, js_arg(argc, argv, 0), LEVEL_FROZEN);
}

/* 20.1.2.22 Object.seal ( O ) */
JsValue js_object_seal(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return restrict_object(iso, js_arg(argc, argv, 0), LEVEL_SEALED);
}

/* 20.1.2.20 Object.preventExtensions ( O ) */
JsValue js_object_prevent_extensions(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsValue v = js_arg(argc, argv, 0);
  if (!js_is_object(v)) return v;
  int r = js_prevent_extensions(iso, js_as_object(v));
  if (r == 0) return refused(iso, js_as_object(v));
  return r < 0 ? JS_EMPTY : v;
}

static JsValue test_object(JsIsolate *iso, JsValue v, Level level) {
  if (!js_is_object(v)) return JS_TRUE;
  int r = test_integrity_level(iso, js_as_object(v), level);
  return r < 0 ? JS_EMPTY : js_bool(r);
}

/* 20.1.2.17 Object.isFrozen ( O ) */
JsValue js_object_is_frozen(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return test_object(iso, js_arg(argc, argv, 0), LEVEL_FROZEN);
}

/* 20.1.2.18 Object.isSealed ( O ) */
JsValue js_object_is_sealed(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return test_object(iso, js_arg(argc, argv, 0), LEVEL_SEALED);
}

/* 20.1.2.16 Object.isExtensible ( O ) */
JsValue js_object_is_extensible(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsValue v = js_arg(argc, argv, 0);
  if (!js_is_object(v)) return JS_FALSE;
  int r = js_is_extensible(iso, js_as_object(v));
  return r < 0 ? JS_EMPTY : js_bool(r);
}
