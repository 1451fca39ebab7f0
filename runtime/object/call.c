/* Calls and construction (7.3.14, 7.3.15, 10.2.1, 10.2.2). */
#include "lode_abi.h"
#include "object/internal.h"

#include <stdlib.h>

#define MAX_SPREAD 120000 /* values on the C stack; more is the RangeError that V8 gives */

static JsValue throw_class_call(JsIsolate *iso, JsValue callee) {
  char *name = js_string_to_text(iso, js_as_string(js_function_name(iso, js_as_function(callee))));
  js_throw_type_error(iso, "Class constructor %s cannot be invoked without 'new'", name ? name : "");
  free(name);
  return JS_EMPTY;
}

/* Why a call cannot be made as it is: no function, a class, the end of the stack. */
static __attribute__((noinline, cold)) JsValue refuse_call(JsIsolate *iso, JsValue callee, JsValue text) {
  if (!js_is_callable(callee)) return js_throw_not_callable(iso, callee, text);
  if (js_as_cell(callee)->flags & JS_OBJ_CLASS_CONSTRUCTOR) {
    JsRealm *outer = js_realm_enter(iso, js_as_function(callee)->realm); /* 10.2.1 step 4 */
    throw_class_call(iso, callee);
    js_realm_enter(iso, outer);
    return JS_EMPTY;
  }
  js_stack_check(iso);
  return JS_EMPTY;
}

JsValue js_call(JsIsolate *iso, JsValue callee, JsValue this_value, uint32_t argc, JsValue *argv) {
  if (__builtin_expect(!js_may_call(iso, callee), 0)) return refuse_call(iso, callee, JS_EMPTY);
  return js_as_function(callee)->code(iso, callee, this_value, JS_UNDEFINED, argc, argv);
}

JsValue lode_call(JsIsolate *iso, JsValue callee, JsValue this_value, int32_t argc, void *argv, JsValue text) {
  if (__builtin_expect(!js_may_call(iso, callee), 0)) return refuse_call(iso, callee, text);
  return js_as_function(callee)->code(iso, callee, this_value, JS_UNDEFINED, (uint32_t)argc, argv);
}

/* Instances outgrew their in-line slots: the next ones get more. */
static void learn_slots(JsIsolate *iso, JsFunction *f, JsObject *made) {
  JsShape *s = f->instance_shape, *now = js_object_shape(made);
  if (!s || now->count <= s->inline_slots || s->inline_slots >= JS_MAX_INLINE_SLOTS || now->proto != s->proto ||
      (now->flags & JS_SHAPE_OWNED))
    return;
  f->instance_shape = js_shape_root(iso, s->proto, JS_KIND_OBJECT, now->count + now->count / 4);
  js_barrier(iso, f);
}

/* The bounds of JS_CONSTRUCTS, where the linker makes them known. */
#ifdef __ELF__
extern const char __start_js_construct_text[], __stop_js_construct_text[];
bool js_is_construct_return(const void *return_address) {
  return (const char *)return_address >= __start_js_construct_text && (const char *)return_address <= __stop_js_construct_text;
}
#else
bool js_is_construct_return(const void *return_address) {
  (void)return_address;
  return false;
}
#endif

/* An object of a constructor's instance shape, which has no properties yet. */
static inline JsObject *new_instance(JsIsolate *iso, const JsShape *shape) {
  JsObject *o = js_alloc_fast(iso, JS_KIND_OBJECT, shape->inline_offset + shape->inline_slots * 8u);
  if (!o) return NULL;
  o->cell.shape = js_shape_word(shape);
  o->elements = iso->empty_elements;
  return o;
}

/* OrdinaryCreateFromConstructor (10.1.13) for new_target, a constructor. NULL: threw. */
static inline JsObject *create_instance(JsIsolate *iso, JsValue new_target) {
  if (__builtin_expect(js_is_kind(new_target, JS_KIND_FUNCTION), 1)) {
    JsShape *shape = js_as_function(new_target)->instance_shape;
    if (__builtin_expect(!shape, 0)) shape = js_function_instance_shape(iso, js_as_function(new_target));
    return shape ? new_instance(iso, shape) : NULL;
  }
  JsValue proto = js_prototype_from_constructor(iso, new_target, JS_INTRINSIC_ObjectPrototype);
  return proto == JS_EMPTY ? NULL : js_object_new_proto(iso, proto);
}

JsValue lode_new_instance(JsIsolate *iso, JsValue new_target) { return js_from_cell(create_instance(iso, new_target)); }

void lode_learn_slots(JsIsolate *iso, JsValue constructor, JsValue object) {
  learn_slots(iso, js_as_function(constructor), js_as_object(object));
}

/* 10.2.2 [[Construct]] of a compiled constructor. A base constructor's this is made here. */
static inline __attribute__((always_inline)) JsValue construct_compiled(JsIsolate *iso, JsFunction *f, JsValue new_target,
                                                                        uint32_t argc, JsValue *argv) {
  if (f->info->flags & JS_FN_DERIVED) return f->code(iso, js_from_cell(f), JS_EMPTY, new_target, argc, argv);
  JsObject *o = create_instance(iso, new_target);
  if (!o) return JS_EMPTY;
  JsValue r = f->code(iso, js_from_cell(f), js_from_cell(o), new_target, argc, argv);
  if (__builtin_expect(!js_is_undefined(r), 0) && (r == JS_EMPTY || js_is_object(r))) return r;
  if (__builtin_expect(o->elements != iso->empty_elements, 0) && js_is_kind(new_target, JS_KIND_FUNCTION))
    learn_slots(iso, js_as_function(new_target), o);
  return js_from_cell(o);
}

/* callee and new_target are constructors. */
static JS_CONSTRUCTS JsValue construct(JsIsolate *iso, JsValue callee, JsValue new_target, uint32_t argc, JsValue *argv) {
  if (__builtin_expect(js_near_stack_end(iso), 0) && !js_stack_check(iso)) return JS_EMPTY;
  JsFunction *f = js_as_function(callee);
  if (f->object.cell.kind == JS_KIND_FUNCTION && f->info->module) return construct_compiled(iso, f, new_target, argc, argv);
  return f->code(iso, callee, JS_UNDEFINED, new_target, argc, argv); /* built-ins make their own */
}

static JsValue throw_not_constructor(JsIsolate *iso, JsValue callee, JsValue text) {
  bool have_text = text != JS_EMPTY && js_is_string(text) && js_as_string(text)->length > 0;
  char *what = have_text ? js_string_to_text(iso, js_as_string(text)) : js_describe(iso, callee);
  js_throw_type_error(iso, "%s is not a constructor", what);
  free(what);
  return JS_EMPTY;
}

JsValue js_construct(JsIsolate *iso, JsValue callee, JsValue new_target, uint32_t argc, JsValue *argv) {
  if (!js_is_constructor(callee)) return throw_not_constructor(iso, callee, JS_EMPTY);
  if (!js_is_constructor(new_target)) return throw_not_constructor(iso, new_target, JS_EMPTY);
  return construct(iso, callee, new_target, argc, argv);
}

JS_CONSTRUCTS JsValue lode_construct(JsIsolate *iso, JsValue callee, JsValue new_target, int32_t argc, void *argv,
                                  JsValue text) {
  if (__builtin_expect(!js_is_constructor(callee), 0)) return throw_not_constructor(iso, callee, text);
  JsFunction *f = js_as_function(callee);
  if (__builtin_expect(f->object.cell.kind == JS_KIND_FUNCTION && f->info->module && !js_near_stack_end(iso), 1))
    return construct_compiled(iso, f, new_target, (uint32_t)argc, argv);
  return construct(iso, callee, new_target, (uint32_t)argc, argv);
}

/* As V8 words what stands nowhere in the source: the type, and the value of some primitives. */
static JsValue throw_method_not_callable(JsIsolate *iso, JsValue v) {
  char *type = js_string_to_text(iso, js_typeof(iso, v)), *value = js_describe(iso, v);
  bool plain = js_is_null(v) || js_is_bool(v) || js_is_number(v);
  const char *format = js_is_string(v) ? "%s \"%s\" is not a function" : plain ? "%s %s is not a function" : NULL;
  if (format) {
    js_throw_type_error(iso, format, type, value);
  } else {
    js_throw_type_error(iso, "%s is not a function", type);
  }
  free(type);
  free(value);
  return JS_EMPTY;
}

/* 7.3.11 GetMethod */
JsValue js_get_method(JsIsolate *iso, JsValue v, JsKey key) {
  JsValue f = js_get_cached(iso, v, key);
  JS_TRY(f);
  if (js_is_nullish(f)) return JS_UNDEFINED;
  return js_is_callable(f) ? f : throw_method_not_callable(iso, f);
}

/* 7.3.21 Invoke */
JsValue js_invoke(JsIsolate *iso, JsValue v, JsKey key, uint32_t argc, JsValue *argv) {
  JsValue f = js_get_cached(iso, v, key);
  JS_TRY(f);
  if (!js_is_callable(f)) {
    JsValue name = js_key_to_value(iso, key);
    char *owner = js_describe(iso, v), *text = js_describe(iso, name);
    js_throw_type_error(iso, "%s.%s is not a function", owner, text);
    free(owner);
    free(text);
    return JS_EMPTY;
  }
  return js_call(iso, f, v, argc, argv);
}

/* ---- spread ---- */

/* The array of arguments is packed and not seen by anybody else; its elements serve as argv. */
JsValue *js_spread_values(JsIsolate *iso, JsValue array, uint32_t *argc) {
  JsObject *a = js_as_object(array);
  *argc = js_array_length(a);
  if (js_is_sparse(a) || *argc > MAX_SPREAD) {
    js_throw_range_error(iso, "Maximum call stack size exceeded");
    return NULL;
  }
  for (uint32_t i = 0; i < *argc; i++)
    if (a->elements[i] == JS_EMPTY) a->elements[i] = JS_UNDEFINED;
  return a->elements;
}

JsValue lode_call_spread(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue array, JsValue text) {
  uint32_t argc;
  JsValue *argv = js_spread_values(iso, array, &argc);
  if (!argv) return JS_EMPTY;
  JsValue r = lode_call(iso, callee, this_value, (int32_t)argc, argv, text);
  JS_KEEP(array);
  JS_KEEP(argv);
  return r;
}

JsValue lode_construct_spread(JsIsolate *iso, JsValue callee, JsValue new_target, JsValue array, JsValue text) {
  uint32_t argc;
  JsValue *argv = js_spread_values(iso, array, &argc);
  if (!argv) return JS_EMPTY;
  JsValue r = lode_construct(iso, callee, new_target, (int32_t)argc, argv, text);
  JS_KEEP(array);
  JS_KEEP(argv);
  return r;
}

/* 10.2.1.2 OrdinaryCallBindThis of sloppy functions */
JsValue lode_sloppy_this(JsIsolate *iso, JsValue v) {
  if (js_is_object(v)) return v;
  if (js_is_nullish(v)) return js_from_cell(iso->realm->global);
  return js_from_cell(js_to_object(iso, v));
}
