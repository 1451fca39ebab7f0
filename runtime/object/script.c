/* Global names of scripts: the declarative record of the global environment (9.1.1.4) and the declarations of scripts
 * (16.1.7).
 *
 * Each lexical binding is an environment of one slot, which never moves, so that inline caches can point at it. They
 * are found by name through realm->lexicals, an object whose properties hold them; constants are not writable. */
#include "lode_abi.h"
#include "object/internal.h"
#include "object/realm.h"

#include <stdlib.h>

static JsKey name_key(JsValue name) { return js_cell_key(js_as_cell(name)); }

JsValue *js_lexical_slot(JsIsolate *iso, JsKey key, bool *constant) {
  JsObject *lexicals = iso->realm->lexicals;
  JsSlot slot;
  if (!lexicals || !js_shape_lookup(iso, js_object_shape(lexicals), key, &slot)) return NULL;
  *constant = !(slot.attributes & JS_ATTR_WRITABLE);
  JsEnv *env = (JsEnv *)js_as_cell(*js_slot(lexicals, js_object_shape(lexicals), slot.index));
  return &env->values[0];
}

static bool is_lexical(JsIsolate *iso, JsKey key) {
  bool constant;
  return js_lexical_slot(iso, key, &constant) != NULL;
}

void js_lexical_store(JsIsolate *iso, JsValue *slot, JsValue v) {
  *slot = v;
  js_barrier(iso, (char *)slot - offsetof(JsEnv, values));
}

/* CreateMutableBinding, CreateImmutableBinding. What inline caches know of a property of that name is void. */
static bool declare_lexical(JsIsolate *iso, JsKey key, bool constant) {
  JsRealm *r = iso->realm;
  if (!r->lexicals) {
    r->lexicals = js_object_new_proto(iso, JS_NULL);
    js_barrier(iso, r);
  }
  JsEnv *env = lode_new_env(iso, NULL, 1, JS_EMPTY);
  if (!js_define_data(iso, r->lexicals, key, js_from_cell(env), constant ? 0 : JS_ATTR_WRITABLE)) return false;
  js_shape_renew(iso, r->global, JS_SHAPE_CACHED_OWN | JS_SHAPE_CACHED_MISS);
  return true;
}

static bool throw_declared(JsIsolate *iso, JsKey key) {
  char *name = js_describe(iso, js_key_to_value(iso, key));
  js_throw_syntax_error(iso, "Identifier '%s' has already been declared", name);
  free(name);
  return false;
}

static bool throw_not_definable(JsIsolate *iso, JsKey key) {
  char *name = js_describe(iso, js_key_to_value(iso, key));
  js_throw_type_error(iso, "Cannot declare global '%s'", name);
  free(name);
  return false;
}

/* 9.1.1.4.15 CanDeclareGlobalVar: 1, 0, -1 threw. */
static int can_declare_var(JsIsolate *iso, JsKey key) {
  int own = js_has_own(iso, iso->realm->global, key);
  return own ? own : js_is_extensible(iso, iso->realm->global);
}

/* 9.1.1.4.16 CanDeclareGlobalFunction. */
static int can_declare_function(JsIsolate *iso, JsKey key) {
  JsPropertyDescriptor d;
  int own = js_get_own_property(iso, iso->realm->global, key, &d);
  if (own < 0) return -1;
  if (!own) return js_is_extensible(iso, iso->realm->global);
  if (d.attributes & JS_ATTR_CONFIGURABLE) return 1;
  return !(d.present & (JS_DESC_GET | JS_DESC_SET)) && (d.attributes & JS_ATTR_WRITABLE) &&
         (d.attributes & JS_ATTR_ENUMERABLE);
}

static uint32_t count_of(JsValue names) { return js_array_length(js_as_object(names)); }
static JsKey nth(JsValue names, uint32_t i) { return name_key(js_as_object(names)->elements[i]); }

static bool check_lexical(JsIsolate *iso, JsValue names) {
  for (uint32_t i = 0; i < count_of(names); i++) {
    JsPropertyDescriptor d;
    if (is_lexical(iso, nth(names, i))) return throw_declared(iso, nth(names, i));
    int own = js_get_own_property(iso, iso->realm->global, nth(names, i), &d);
    if (own < 0) return false;
    if (own && !(d.attributes & JS_ATTR_CONFIGURABLE)) return throw_declared(iso, nth(names, i));
  }
  return true;
}

static bool check_not_lexical(JsIsolate *iso, JsValue names) {
  for (uint32_t i = 0; i < count_of(names); i++)
    if (is_lexical(iso, nth(names, i))) return throw_declared(iso, nth(names, i));
  return true;
}

static bool check_definable(JsIsolate *iso, JsValue names, int (*can_declare)(JsIsolate *, JsKey)) {
  for (uint32_t i = count_of(names); i-- > 0;) {
    int can = can_declare(iso, nth(names, i));
    if (can < 0) return false;
    if (!can) return throw_not_definable(iso, nth(names, i));
  }
  return true;
}

/* Steps 3 to 17: the checks, then the lexical declarations. Arrays of names: let and class, const, functions, vars. */
bool lode_declare_script(JsIsolate *iso, JsValue lets, JsValue constants, JsValue functions, JsValue variables) {
  bool ok = check_lexical(iso, lets) && check_lexical(iso, constants) && check_not_lexical(iso, functions) &&
            check_not_lexical(iso, variables) && check_definable(iso, functions, can_declare_function) &&
            check_definable(iso, variables, can_declare_var);
  for (uint32_t i = 0; ok && i < count_of(lets); i++) ok = declare_lexical(iso, nth(lets, i), false);
  for (uint32_t i = 0; ok && i < count_of(constants); i++) ok = declare_lexical(iso, nth(constants, i), true);
  return ok;
}

/* 9.1.1.4.18 CreateGlobalFunctionBinding. */
bool lode_declare_global_function(JsIsolate *iso, JsValue name, JsValue function, int32_t deletable) {
  JsObject *global = iso->realm->global;
  JsKey key = name_key(name);
  JsPropertyDescriptor d;
  int own = js_get_own_property(iso, global, key, &d);
  if (own < 0) return false;
  JsPropertyDescriptor desc = {.present = JS_DESC_VALUE, .value = function, .getter = JS_UNDEFINED, .setter = JS_UNDEFINED};
  if (!own || (d.attributes & JS_ATTR_CONFIGURABLE)) {
    desc.present |= JS_DESC_WRITABLE | JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE;
    desc.attributes = JS_ATTR_WRITABLE | JS_ATTR_ENUMERABLE | (deletable ? JS_ATTR_CONFIGURABLE : 0);
  }
  int defined = js_define_own_property(iso, global, key, &desc);
  if (defined < 0) return false;
  return defined ? true : throw_not_definable(iso, key);
}

/* 9.1.1.4.17 CreateGlobalVarBinding of an array of names. */
static bool declare_vars(JsIsolate *iso, JsValue names, bool block_functions, uint32_t deletable) {
  JsObject *global = iso->realm->global;
  for (uint32_t i = 0; i < count_of(names); i++) {
    JsKey key = nth(names, i);
    if (block_functions && is_lexical(iso, key)) continue;
    int own = js_has_own(iso, global, key), extensible = own ? 0 : js_is_extensible(iso, global);
    if (own < 0 || extensible < 0) return false;
    if (extensible && !js_define_data(iso, global, key, JS_UNDEFINED, JS_ATTR_WRITABLE | JS_ATTR_ENUMERABLE | deletable)) return false;
  }
  return true;
}

/* The last step; block_functions: the names of functions in blocks (B.3.2.2). */
bool lode_declare_global_vars(JsIsolate *iso, JsValue variables, JsValue block_functions, int32_t deletable) {
  uint32_t attribute = deletable ? JS_ATTR_CONFIGURABLE : 0;
  return declare_vars(iso, variables, false, attribute) && declare_vars(iso, block_functions, true, attribute);
}

/* B.3.2.2: a function in a block is evaluated. A lexical declaration of its name, which must have been there when the
 * script was instantiated, keeps it in its block. */
bool lode_assign_block_function(JsIsolate *iso, JsValue name, JsValue function) {
  bool ok;
  if (is_lexical(iso, name_key(name))) return true;
  JsObject *global = iso->realm->global;
  return js_set(iso, global, name_key(name), function, js_from_cell(global), &ok);
}

/* InitializeBinding of a lexical declaration. */
void lode_initialise_global(JsIsolate *iso, JsValue name, JsValue v) {
  bool constant;
  js_lexical_store(iso, js_lexical_slot(iso, name_key(name), &constant), v);
}

/* delete of an unqualified name in sloppy code. */
JsValue lode_delete_global(JsIsolate *iso, JsValue name) {
  if (is_lexical(iso, name_key(name))) return JS_FALSE;
  int r = js_delete(iso, iso->realm->global, name_key(name));
  return r < 0 ? JS_EMPTY : js_bool(r);
}
