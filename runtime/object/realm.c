/* The realm: intrinsics, root shapes, the global object. */
#include "object/realm.h"
#include "builtins/regexp_builtins.h"
#include "object/internal.h"

typedef void (*InitFn)(JsIsolate *);
static const InitFn families[] = {
#define X(family) js_init_##family,
    JS_BUILTIN_FAMILIES(X)
#undef X
};

/* 20.2.3: %Function.prototype% is itself a function. */
static JsValue function_prototype_code(JS_ARGS) {
  JS_UNUSED_ARGS;
  return JS_UNDEFINED;
}
static const JsFunctionInfo function_prototype_info = {.code = function_prototype_code, .name = "", .flags = JS_FN_NATIVE};

static void set_shape(JsIsolate *iso, JsShape **field, JsShape *s) {
  *field = s;
  js_barrier(iso, iso->realm);
}

static void make_root_shapes(JsIsolate *iso, JsRealm *r) {
  set_shape(iso, &r->object_shape,
            js_shape_root(iso, r->intrinsics[JS_INTRINSIC_ObjectPrototype], JS_KIND_OBJECT, JS_DEFAULT_INLINE_SLOTS));
  set_shape(iso, &r->function_shape,
            js_shape_root(iso, r->intrinsics[JS_INTRINSIC_FunctionPrototype], JS_KIND_FUNCTION, 0));
  r->method_shape = r->function_shape;
  set_shape(iso, &r->array_shape, js_shape_root(iso, r->intrinsics[JS_INTRINSIC_ArrayPrototype], JS_KIND_ARRAY, 0));
  JsShape *s = js_shape_root(iso, r->intrinsics[JS_INTRINSIC_ObjectPrototype], JS_KIND_OBJECT, 2);
  s = js_shape_add(iso, s, js_atom_key(iso, JS_ATOM_value), JS_ATTR_DATA);
  set_shape(iso, &r->iter_result_shape, js_shape_add(iso, s, js_atom_key(iso, JS_ATOM_done), JS_ATTR_DATA));
}

/* The three prototypes that everything else needs first. */
static void make_first_prototypes(JsIsolate *iso, JsRealm *r) {
  JsObject *object = js_object_new_proto(iso, JS_NULL);
  js_intrinsic_set(iso, JS_INTRINSIC_ObjectPrototype, js_from_cell(object));
  JsShape *s = js_shape_root(iso, js_from_cell(object), JS_KIND_FUNCTION, 0);
  JsFunction *function = js_function_alloc(iso, &function_prototype_info, NULL, s);
  r->intrinsics[JS_INTRINSIC_FunctionPrototype] = js_from_cell(function);
  js_barrier(iso, r);
  JsObject *array = js_object_new_shape(iso, js_shape_root(iso, js_from_cell(object), JS_KIND_ARRAY, 0));
  r->intrinsics[JS_INTRINSIC_ArrayPrototype] = js_from_cell(array);
  js_barrier(iso, r);
}

static void watch(JsIsolate *iso, JsIntrinsicId id) {
  JsValue v = js_intrinsic(iso, id);
  if (!js_is_object(v)) return;
  js_shape_make_unique(iso, js_as_object(v));
  js_object_shape(js_as_object(v))->flags |= JS_SHAPE_WATCHED;
}

static const JsIntrinsicId watched[] = {
    JS_INTRINSIC_ArrayPrototype,  JS_INTRINSIC_ArrayIteratorPrototype,  JS_INTRINSIC_IteratorPrototype,
    JS_INTRINSIC_StringPrototype, JS_INTRINSIC_StringIteratorPrototype, JS_INTRINSIC_PromisePrototype,
    JS_INTRINSIC_RegExpPrototype, JS_INTRINSIC_Array,
};

static JsIntrinsicId typed_array_prototype(int type) { return JS_INTRINSIC_Int8ArrayPrototype + 2 * type; }

void js_realm_seal_builtins(JsIsolate *iso) {
  JsRealm *r = iso->realm;
  for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) watch(iso, watched[i]);
  r->array_iteration_intact = js_is_object(js_intrinsic(iso, JS_INTRINSIC_ArrayIteratorPrototype));
  r->string_iteration_intact = js_is_object(js_intrinsic(iso, JS_INTRINSIC_StringIteratorPrototype));
  r->promise_then_intact = js_is_object(js_intrinsic(iso, JS_INTRINSIC_PromisePrototype));
  r->array_species_intact = js_is_object(js_intrinsic(iso, JS_INTRINSIC_Array));
  r->regexp_exec_intact = js_is_object(js_intrinsic(iso, JS_INTRINSIC_RegExpPrototype));
}

/* Of their family, which may be made later. */
void js_realm_seal_typed_arrays(JsIsolate *iso) {
  watch(iso, JS_INTRINSIC_TypedArrayPrototype);
  for (int i = 0; i < JS_TYPED_ARRAY_TYPES; i++) watch(iso, typed_array_prototype(i));
  iso->realm->typed_array_length_intact = true;
}

static void watched_changed(JsIsolate *iso, JsRealm *r, JsValue v, JsKey key) {
  if (key == js_symbol_key(iso, JS_SYMBOL_iterator)) {
    if (v == r->intrinsics[JS_INTRINSIC_ArrayPrototype]) r->array_iteration_intact = false;
    if (v == r->intrinsics[JS_INTRINSIC_StringPrototype]) r->string_iteration_intact = false;
  } else if (key == js_atom_key(iso, JS_ATOM_next) || key == js_atom_key(iso, JS_ATOM_return_)) {
    bool all = v == r->intrinsics[JS_INTRINSIC_IteratorPrototype];
    if (all || v == r->intrinsics[JS_INTRINSIC_ArrayIteratorPrototype]) r->array_iteration_intact = false;
    if (all || v == r->intrinsics[JS_INTRINSIC_StringIteratorPrototype]) r->string_iteration_intact = false;
  } else if (key == js_atom_key(iso, JS_ATOM_then)) {
    if (v == r->intrinsics[JS_INTRINSIC_PromisePrototype]) r->promise_then_intact = false;
  }
  bool species = key == js_symbol_key(iso, JS_SYMBOL_species) && v == r->intrinsics[JS_INTRINSIC_Array];
  if (species || (key == js_atom_key(iso, JS_ATOM_constructor) && v == r->intrinsics[JS_INTRINSIC_ArrayPrototype])) {
    r->array_species_intact = false;
  }
  if (key == js_atom_key(iso, JS_ATOM_length)) {
    if (v == r->intrinsics[JS_INTRINSIC_TypedArrayPrototype]) r->typed_array_length_intact = false;
    for (int i = 0; i < JS_TYPED_ARRAY_TYPES; i++)
      if (v == r->intrinsics[typed_array_prototype(i)]) r->typed_array_length_intact = false;
  }
  if (v == r->intrinsics[JS_INTRINSIC_RegExpPrototype] && js_regexp_is_watched_key(iso, key)) {
    r->regexp_exec_intact = false;
  }
}

/* A watched object's property was added, stored, redefined or deleted, by code of any realm. */
void js_realm_watch(JsIsolate *iso, JsObject *o, JsKey key) {
  for (uint32_t i = 0; i < iso->realm_count; i++)
    if (iso->realms[i]) watched_changed(iso, iso->realms[i], js_from_cell(o), key);
}

/* A watched object gets another prototype. */
void js_realm_watch_proto(JsIsolate *iso) {
  for (uint32_t i = 0; i < iso->realm_count; i++)
    if (iso->realms[i]) iso->realms[i]->typed_array_length_intact = false;
}

JsRealm *js_realm_new(JsIsolate *iso) {
  JsRealm *r = js_alloc(iso, JS_KIND_REALM, sizeof *r);
  for (int i = 0; i < JS_INTRINSIC_COUNT; i++) r->intrinsics[i] = JS_UNDEFINED;
  JsRealm *outer = iso->realm;
  iso->realm = r;
  js_realm_register(iso, r);
  make_first_prototypes(iso, r);
  make_root_shapes(iso, r);
  js_barrier(iso, r);
  js_mark_as_proto(iso, r->intrinsics[JS_INTRINSIC_FunctionPrototype]);
  r->global = js_object_new(iso);
  js_barrier(iso, r);
  js_shape_make_unique(iso, r->global);
  js_barrier(iso, r);
  js_globals_reserve(iso);
  for (size_t i = 0; i < sizeof families / sizeof *families; i++) families[i](iso);
  js_realm_seal_builtins(iso);
  if (outer) js_realm_enter(iso, outer);
  return r;
}

void js_ic_free(JsIsolate *iso);
void js_realms_free(JsIsolate *iso);
void js_shapes_free(JsIsolate *iso);
void js_modules_free(JsIsolate *iso);
void js_esm_free(JsIsolate *iso);
void js_native_infos_free(JsIsolate *iso);

void js_object_model_free(JsIsolate *iso) {
  js_ic_free(iso);
  js_realms_free(iso);
  js_modules_free(iso);
  js_esm_free(iso);
  js_native_infos_free(iso);
  js_shapes_free(iso);
}

static void set_pseudo_shape_proto(JsIsolate *iso, uint32_t shape, JsValue proto) {
  js_mark_as_proto(iso, proto);
  js_pseudo_shape_proto(iso, shape, proto);
}

void js_intrinsic_set(JsIsolate *iso, JsIntrinsicId id, JsValue v) {
  JsRealm *r = iso->realm;
  r->intrinsics[id] = v;
  js_barrier(iso, r);
  switch (id) {
    case JS_INTRINSIC_StringPrototype: set_pseudo_shape_proto(iso, iso->string_shape, v); break;
    case JS_INTRINSIC_SymbolPrototype: set_pseudo_shape_proto(iso, iso->symbol_shape, v); break;
    case JS_INTRINSIC_BigIntPrototype: set_pseudo_shape_proto(iso, iso->bigint_shape, v); break;
    case JS_INTRINSIC_NumberPrototype:
    case JS_INTRINSIC_BooleanPrototype: js_mark_as_proto(iso, v); break;
    case JS_INTRINSIC_ArrayPrototype:
      if (js_is_object(v) && r->array_shape && r->array_shape->proto != v) {
        r->array_shape = js_shape_root(iso, v, JS_KIND_ARRAY, 0);
        js_barrier(iso, r);
      }
      break;
    default: break;
  }
}

size_t js_realm_size(const JsCell *cell) {
  (void)cell;
  return sizeof(JsRealm);
}

void js_realm_trace(JsTracer *t, JsCell *cell) {
  JsRealm *r = (JsRealm *)cell;
  js_trace_cell(t, r->global);
  js_trace_cell(t, r->lexicals);
  js_trace_cell(t, r->regexp_last);
  js_trace_values(t, r->intrinsics, JS_INTRINSIC_COUNT);
  js_trace_cell(t, r->object_shape);
  js_trace_cell(t, r->array_shape);
  js_trace_cell(t, r->function_shape);
  js_trace_cell(t, r->method_shape);
  js_trace_cell(t, r->iter_result_shape);
  js_trace_cell(t, r->generator_function_shape);
  js_trace_cell(t, r->async_function_shape);
  js_trace_cell(t, r->async_generator_function_shape);
  js_trace_cell(t, r->activation_shape);
  for (int i = 0; i < JS_TYPED_ARRAY_TYPES; i++) js_trace_cell(t, r->typed_array_shapes[i]);
}
