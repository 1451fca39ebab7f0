/* Activations, generators (27.5) and their functions (27.3). */
#include "builtins/generator.h"

#include "builtins/dynamic_code.h"
#include "lode_abi.h"
#include "object/internal.h"

static JsValue generator_next(JS_ARGS);
static JsValue generator_return(JS_ARGS);
static JsValue generator_throw(JS_ARGS);

static const JsBuiltin methods[] = {
    JS_B_FN("next", generator_next, 1),
    JS_B_FN("return", generator_return, 1),
    JS_B_FN("throw", generator_throw, 1),
    JS_B_TAG("Generator"),
    JS_BUILTIN_END,
};

void js_init_generator(JsIsolate *iso) {
  js_install_function_kind(iso, "GeneratorFunction", JS_INTRINSIC_GeneratorFunction,
                           JS_INTRINSIC_GeneratorFunctionPrototype, &iso->realm->generator_function_shape);
  JsObject *proto = js_object_new_proto(iso, js_intrinsic(iso, JS_INTRINSIC_IteratorPrototype));
  js_intrinsic_set(iso, JS_INTRINSIC_GeneratorPrototype, js_from_cell(proto));
  js_link_generator_prototype(iso, proto, JS_INTRINSIC_GeneratorFunctionPrototype);
  js_install(iso, proto, methods);
}

/* ---- activations ---- */

static size_t activation_size(const JsFunctionInfo *info, bool foreign) {
  return sizeof(JsActivation) + (info->slots_hint + (foreign ? 1u : 0u)) * sizeof(JsValue);
}

size_t js_activation_size(const JsCell *cell) {
  const JsActivation *a = (const JsActivation *)cell;
  return activation_size(a->info, a->foreign);
}

void js_activation_trace(JsTracer *t, JsCell *cell) {
  JsActivation *a = (JsActivation *)cell;
  js_object_trace(t, cell);
  js_trace_value(t, a->owner);
  js_trace_values(t, a->slots, a->info->slots_hint + (a->foreign ? 1u : 0u));
}

/* The shape of the generators that a function makes (10.1.13 OrdinaryCreateFromConstructor). */
static JsShape *generator_shape(JsIsolate *iso, JsFunction *f) {
  JsValue proto = js_get(iso, &f->object, js_atom_key(iso, JS_ATOM_prototype), js_from_cell(f));
  if (!js_is_object(proto)) {
    bool async = f->info->flags & JS_FN_ASYNC;
    proto = f->realm->intrinsics[async ? JS_INTRINSIC_AsyncGeneratorPrototype : JS_INTRINSIC_GeneratorPrototype];
  }
  f->instance_shape = js_shape_root_sized(iso, proto, JS_KIND_GENERATOR, sizeof(JsActivation), 0);
  js_barrier(iso, f);
  return f->instance_shape;
}

JsValue lode_activation_new(JsIsolate *iso, void *body, JsValue callee) {
  const JsFunctionInfo *info = body;
  JsShape *shape = iso->realm->activation_shape;
  bool foreign = false;
  if (info->flags & JS_FN_GENERATOR) {
    foreign = iso->realm != iso->main_realm;
    JsFunction *f = js_as_function(callee);
    shape = f->instance_shape ? f->instance_shape : generator_shape(iso, f);
  }
  JsActivation *a = js_alloc(iso, JS_KIND_GENERATOR, activation_size(info, foreign));
  a->object.cell.shape = js_shape_word(shape);
  a->object.elements = iso->empty_elements;
  a->info = info;
  a->owner = JS_UNDEFINED;
  a->foreign = foreign;
  if (foreign) a->slots[info->slots_hint] = js_from_cell(iso->realm);
  return js_from_cell(a);
}

static inline __attribute__((always_inline)) JsValue activate(JsIsolate *iso, JsActivation *a, JsValue value, int32_t mode) {
  a->mode = (int16_t)mode;
  JsValue r = a->info->code(iso, js_from_cell(a), value, JS_UNDEFINED, 0, NULL);
  if (a->state == JS_ACTIVATION_RUNNING || r == JS_EMPTY) {
    a->state = JS_ACTIVATION_COMPLETED;
    memset(a->slots, 0, a->info->slots_hint * sizeof(JsValue));
  }
  return r;
}

JsValue js_activation_resume(JsIsolate *iso, JsActivation *a, JsValue value, int32_t mode) {
  return activate(iso, a, value, mode);
}

JsRealm *js_generator_realm(JsIsolate *iso, const JsActivation *g) {
  return g->foreign ? (JsRealm *)js_as_cell(g->slots[g->info->slots_hint]) : iso->main_realm;
}

/* ---- generators ---- */

static JsValue resume_completed(JsIsolate *iso, JsValue value, int32_t mode, bool *done) {
  *done = true;
  if (mode == JS_RESUME_THROW) return js_throw(iso, value);
  return mode == JS_RESUME_RETURN ? value : JS_UNDEFINED;
}

/* 27.5.3.3 GeneratorResume, 27.5.3.4 GeneratorResumeAbrupt, but for the result object. */
static inline __attribute__((always_inline)) JsValue resume(JsIsolate *iso, JsActivation *g, JsValue value, int32_t mode, bool *done) {
  if (__builtin_expect(g->state < 0, 0)) {
    if (g->state == JS_ACTIVATION_RUNNING) return js_throw_type_error(iso, "Generator is already running");
    return resume_completed(iso, value, mode, done);
  }
  if (mode != JS_RESUME_NEXT && js_activation_is_at(g, JS_SUSPENDED_START)) {
    g->state = JS_ACTIVATION_COMPLETED;
    return resume_completed(iso, value, mode, done);
  }
  JsValue r = activate(iso, g, value, mode);
  *done = g->state < 0;
  return r;
}

static inline __attribute__((always_inline)) JsValue resume_for_result(JsIsolate *iso, JsActivation *g, JsValue value, int32_t mode, bool *done) {
  JsValue r = resume(iso, g, value, mode, done);
  if (r == JS_EMPTY || *done || js_activation_is_at(g, JS_SUSPENDED_DELEGATE)) return r;
  return js_iter_result(iso, r, false);
}

/* The same in the generator's realm: it makes the results of yield. What goes wrong before it runs, and the result of its
 * completion, are of the current realm. */
static __attribute__((noinline, cold)) JsValue resume_in_realm(JsIsolate *iso, JsActivation *g, JsValue value, int32_t mode,
                                                               bool *done) {
  JsRealm *outer = js_realm_enter(iso, g->state < 0 ? iso->realm : js_generator_realm(iso, g));
  JsValue r = resume_for_result(iso, g, value, mode, done);
  js_realm_enter(iso, outer);
  return r;
}

static JsValue resume_method(JsIsolate *iso, JsValue this_value, JsValue value, int32_t mode, const char *method) {
  JsActivation *g = js_as_generator(this_value, false);
  if (!g) return js_throw_incompatible_receiver(iso, method, this_value);
  bool done = false;
  JsValue r = __builtin_expect(iso->many_realms, 0) ? resume_in_realm(iso, g, value, mode, &done)
                                                    : resume_for_result(iso, g, value, mode, &done);
  return r == JS_EMPTY || !done ? r : js_iter_result(iso, r, true);
}

/* 27.5.1.2 %GeneratorPrototype%.next ( value ) */
static JsValue generator_next(JS_ARGS) {
  (void)callee, (void)new_target;
  return resume_method(iso, this_value, js_arg(argc, argv, 0), JS_RESUME_NEXT, "[Generator].prototype.next");
}

/* 27.5.1.3 %GeneratorPrototype%.return ( value ) */
static JsValue generator_return(JS_ARGS) {
  (void)callee, (void)new_target;
  return resume_method(iso, this_value, js_arg(argc, argv, 0), JS_RESUME_RETURN, "[Generator].prototype.return");
}

/* 27.5.1.4 %GeneratorPrototype%.throw ( exception ) */
static JsValue generator_throw(JS_ARGS) {
  (void)callee, (void)new_target;
  return resume_method(iso, this_value, js_arg(argc, argv, 0), JS_RESUME_THROW, "[Generator].prototype.throw");
}

/* ---- generators without result objects: fast path of iteration ---- */

/* Where there are several realms next is entered through js_function_enter: there is no such fast path then. */
bool js_is_plain_generator(JsValue iterator, JsValue next) {
  return js_as_generator(iterator, false) && js_is_kind(next, JS_KIND_FUNCTION) &&
         js_as_function(next)->code == generator_next;
}

int js_generator_step(JsIsolate *iso, JsValue generator, JsValue *value) {
  JsActivation *g = (JsActivation *)js_as_cell(generator);
  bool done;
  *value = resume(iso, g, JS_UNDEFINED, JS_RESUME_NEXT, &done);
  if (*value == JS_EMPTY) return -1;
  if (done) return 0;
  return js_activation_is_at(g, JS_SUSPENDED_DELEGATE) ? js_iterator_result(iso, *value, value) : 1;
}

/* ---- kinds of functions ---- */

/* 27.3.1.1 GeneratorFunction, 27.4.1.1 AsyncGeneratorFunction, 27.7.1.1 AsyncFunction */
static JsValue function_kind_constructor(JS_ARGS) {
  (void)this_value;
  JsIntrinsicId prototype = (JsIntrinsicId)js_as_int32(js_as_function(callee)->data);
  JsDynamicKind kind = prototype == JS_INTRINSIC_GeneratorFunctionPrototype ? JS_DYNAMIC_GENERATOR
                       : prototype == JS_INTRINSIC_AsyncFunctionPrototype   ? JS_DYNAMIC_ASYNC
                                                                            : JS_DYNAMIC_ASYNC_GENERATOR;
  return js_create_dynamic_function(iso, callee, new_target, kind, prototype, argc, argv);
}

void js_install_function_kind(JsIsolate *iso, const char *name, JsIntrinsicId constructor, JsIntrinsicId prototype,
                              JsShape **root_shape) {
  JsObject *proto = js_object_new_proto(iso, js_intrinsic(iso, JS_INTRINSIC_FunctionPrototype));
  js_intrinsic_set(iso, prototype, js_from_cell(proto));
  JsFunction *f = js_function_native(iso, function_kind_constructor, name, 1, JS_FN_CONSTRUCTOR, js_int32(prototype));
  js_intrinsic_set(iso, constructor, js_from_cell(f));
  js_function_materialise(iso, f);
  js_set_prototype(iso, &f->object, js_intrinsic(iso, JS_INTRINSIC_Function));
  js_define_data(iso, &f->object, js_atom_key(iso, JS_ATOM_prototype), js_from_cell(proto), 0);
  if (prototype != JS_INTRINSIC_AsyncFunctionPrototype) /* js_link_generator_prototype gives it its value */
    js_define_data(iso, proto, js_atom_key(iso, JS_ATOM_prototype), JS_UNDEFINED, JS_ATTR_CONFIGURABLE);
  js_define_data(iso, proto, js_atom_key(iso, JS_ATOM_constructor), js_from_cell(f), JS_ATTR_CONFIGURABLE);
  js_define_data(iso, proto, js_symbol_key(iso, JS_SYMBOL_toStringTag), js_from_cell(js_string_from_cstr(iso, name)),
                 JS_ATTR_CONFIGURABLE);
  *root_shape = js_shape_root(iso, js_from_cell(proto), JS_KIND_FUNCTION, 0);
  js_barrier(iso, iso->realm);
}

void js_link_generator_prototype(JsIsolate *iso, JsObject *proto, JsIntrinsicId function_prototype) {
  JsObject *functions = js_intrinsic_object(iso, function_prototype);
  js_define_data(iso, functions, js_atom_key(iso, JS_ATOM_prototype), js_from_cell(proto), JS_ATTR_CONFIGURABLE);
  js_define_data(iso, proto, js_atom_key(iso, JS_ATOM_constructor), js_from_cell(functions), JS_ATTR_CONFIGURABLE);
}
