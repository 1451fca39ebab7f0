/* Function: the constructor and Function.prototype (20.2); bound functions (10.4.1). */
#include "builtins/dynamic_code.h"
#include "module.h"
#include "object/tail_call.h"

static JsValue function_constructor(JS_ARGS);
static JsValue function_apply(JS_ARGS);
static JsValue function_bind(JS_ARGS);
static JsValue function_call(JS_ARGS);
static JsValue function_to_string(JS_ARGS);
static JsValue function_has_instance(JS_ARGS);
static JsValue throw_type_error(JS_ARGS);
static JsValue bound_code(JS_ARGS);

static const JsBuiltin methods[] = {
    JS_B_FN("apply", function_apply, 2),
    JS_B_SHOWN("bind", function_bind, 1),
    JS_B_FN("call", function_call, 1),
    JS_B_FN("toString", function_to_string, 0),
    {.symbol = JS_SYMBOL_hasInstance, .type = JS_B_FUNCTION, .length = 1, .code = function_has_instance,
     .text = "[Symbol.hasInstance]"},
    JS_BUILTIN_END,
};

/* 10.2.4.1 %ThrowTypeError% ( ) */
static JsFunction *make_throw_type_error(JsIsolate *iso) {
  JsFunction *f = js_function_native(iso, throw_type_error, "", 0, 0, JS_UNDEFINED);
  js_function_materialise(iso, f);
  js_define_data(iso, &f->object, js_atom_key(iso, JS_ATOM_length), js_int32(0), 0);
  js_define_data(iso, &f->object, js_atom_key(iso, JS_ATOM_name), js_atom_value(iso, JS_ATOM_empty), 0);
  js_prevent_extensions(iso, &f->object);
  return f;
}

void js_init_function(JsIsolate *iso) {
  JsObject *proto = js_intrinsic_object(iso, JS_INTRINSIC_FunctionPrototype);
  js_function_materialise(iso, (JsFunction *)proto);
  JsValue thrower = js_from_cell(make_throw_type_error(iso));
  js_intrinsic_set(iso, JS_INTRINSIC_ThrowTypeError, thrower);
  js_define_accessor(iso, proto, js_atom_key(iso, JS_ATOM_arguments), thrower, thrower, JS_ATTR_CONFIGURABLE);
  js_define_accessor(iso, proto, js_atom_key(iso, JS_ATOM_caller), thrower, thrower, JS_ATTR_CONFIGURABLE);
  js_install_class(iso, "Function", function_constructor, 1, JS_INTRINSIC_Function, JS_INTRINSIC_FunctionPrototype,
                   proto, NULL, methods);
}

static JsValue throw_type_error(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_throw_type_error(iso, "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode "
                                  "functions or the arguments objects for calls to them");
}

/* 20.2.1.1 Function ( ...parameterArgs, bodyArg ) */
static JsValue function_constructor(JS_ARGS) {
  (void)this_value;
  return js_create_dynamic_function(iso, callee, new_target, JS_DYNAMIC_FUNCTION, JS_INTRINSIC_FunctionPrototype, argc, argv);
}

#define SMALL_ARGC 32

/* 20.2.3.1 Function.prototype.apply ( thisArg, argArray ) */
static JsValue function_apply(JS_ARGS) {
  (void)callee, (void)new_target;
  if (!js_is_callable(this_value)) return js_call(iso, this_value, JS_UNDEFINED, 0, NULL);
  JsValue this_arg = js_arg(argc, argv, 0), list = js_arg(argc, argv, 1);
  if (js_is_nullish(list)) return js_tail_call(iso, this_value, this_arg, 0, NULL);
  if (js_is_kind(list, JS_KIND_ARRAY) && js_as_cell(list)->aux <= JS_ELEM_VALUE) { /* fast path */
    JsObject *array = js_as_object(list);
    uint32_t n = js_array_count(array);
    if (n <= SMALL_ARGC) {
      JsValue values[SMALL_ARGC];
      memcpy(values, array->elements, n * sizeof(JsValue));
      return js_tail_call(iso, this_value, this_arg, n, values);
    }
  }
  JsObject *values = js_list_from_array_like(iso, list);
  return values ? js_tail_call_list(iso, this_value, this_arg, values) : JS_EMPTY;
}

/* 20.2.3.3 Function.prototype.call ( thisArg, ...args ) */
static JsValue function_call(JS_ARGS) {
  (void)callee, (void)new_target;
  return js_tail_call(iso, this_value, js_arg(argc, argv, 0), argc > 0 ? argc - 1 : 0, argv + 1);
}

/* 20.2.3.6 Function.prototype [ @@hasInstance ] ( V ) */
static JsValue function_has_instance(JS_ARGS) {
  (void)callee, (void)new_target;
  int r = js_ordinary_has_instance(iso, this_value, js_arg(argc, argv, 0));
  return r < 0 ? JS_EMPTY : js_bool(r);
}

/* NativeFunction of 20.2.3.5 */
static JsValue native_text(JsIsolate *iso, JsValue name) {
  JsStringBuilder b;
  js_builder_init(&b);
  js_builder_ascii(&b, "function ");
  if (!js_builder_string(iso, &b, js_as_string(name))) {
    js_builder_dispose(&b);
    return JS_EMPTY;
  }
  js_builder_ascii(&b, "() { [native code] }");
  return js_from_cell(js_builder_finish(iso, &b));
}

/* 20.2.3.5 Function.prototype.toString ( ) */
static JsValue function_to_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_is_callable(this_value))
    return js_throw_type_error(iso, "Function.prototype.toString requires that 'this' be a Function");
  if (!js_is_kind(this_value, JS_KIND_FUNCTION)) return native_text(iso, js_atom_value(iso, JS_ATOM_empty));
  JsFunction *f = js_as_function(this_value);
  const struct JsModuleDesc *module = f->info->module;
  if (module && module->source && !(module->flags & JS_MODULE_NATIVE) && !(f->info->flags & JS_FN_NATIVE)) {
    uint32_t start = f->info->source_start, end = f->info->source_end;
    if (start <= end && end <= module->source_length)
      return js_from_cell(js_string_from_utf8(iso, module->source + start, end - start));
  }
  JsValue name = js_function_name(iso, f);
  return name == JS_EMPTY ? JS_EMPTY : native_text(iso, name);
}

/* ---- bound functions ---- */

size_t js_bound_function_size(const JsCell *cell) { return js_object_size(cell); }

void js_bound_function_trace(JsTracer *t, JsCell *cell) {
  JsBoundFunction *f = (JsBoundFunction *)cell;
  js_object_trace(t, cell);
  js_trace_value(t, f->target);
  js_trace_value(t, f->bound_this);
  js_trace_cell(t, f->bound_args);
}

/* [[BoundTargetFunction]]; for InstanceofOperator. */
JsValue js_bound_target(JsValue f) { return ((JsBoundFunction *)js_as_object(f))->target; }

static JsValue bound_construct(JsIsolate *iso, JsBoundFunction *f, JsValue new_target, uint32_t argc, JsValue *argv) {
  if (new_target == js_from_cell(f)) new_target = f->target;
  return js_construct(iso, f->target, new_target, argc, argv);
}

/* 10.4.1.1 [[Call]], 10.4.1.2 [[Construct]] */
static JsValue bound_code(JS_ARGS) {
  (void)this_value;
  JS_TRY_BOOL(js_stack_check(iso));
  JsBoundFunction *f = (JsBoundFunction *)js_as_object(callee);
  bool call = js_is_undefined(new_target);
  if (!f->bound_args)
    return call ? js_tail_call(iso, f->target, f->bound_this, argc, argv)
                : bound_construct(iso, f, new_target, argc, argv);
  uint32_t bound = js_array_count(f->bound_args), n = bound + argc;
  if (n <= SMALL_ARGC) {
    JsValue values[SMALL_ARGC];
    memcpy(values, f->bound_args->elements, bound * sizeof(JsValue));
    if (argc) memcpy(values + bound, argv, argc * sizeof(JsValue));
    return call ? js_tail_call(iso, f->target, f->bound_this, n, values)
                : bound_construct(iso, f, new_target, n, values);
  }
  JsObject *list = js_array_from_values(iso, f->bound_args->elements, bound);
  if (!list) return JS_EMPTY;
  for (uint32_t i = 0; i < argc; i++) JS_TRY_BOOL(js_array_push(iso, list, argv[i]));
  if (call) return js_tail_call_list(iso, f->target, f->bound_this, list);
  JsValue *values = list->elements;
  JsValue r = bound_construct(iso, f, new_target, n, values);
  JS_KEEP(values);
  JS_KEEP(list);
  return r;
}

/* 10.4.1.3 BoundFunctionCreate. NULL: threw. */
static JsBoundFunction *bound_function_new(JsIsolate *iso, JsObject *target, JsValue this_arg, uint32_t argc,
                                           JsValue *argv) {
  JsValue proto = js_get_prototype(iso, target);
  if (proto == JS_EMPTY) return NULL;
  JsObject *args = NULL;
  if (argc > 0 && !(args = js_array_from_values(iso, argv, argc))) return NULL;
  JsBoundFunction *f =
      (JsBoundFunction *)js_object_new_kind(iso, JS_KIND_BOUND_FUNCTION, sizeof(JsBoundFunction), proto);
  if (!f) return NULL;
  f->object.cell.flags |= JS_OBJ_CALLABLE | (target->cell.flags & JS_OBJ_CONSTRUCTOR);
  f->code = bound_code;
  f->target = js_from_cell(target);
  f->bound_this = this_arg;
  f->bound_args = args;
  return f;
}

/* The length of a bound function (20.2.3.2 steps 4 to 8). false: threw. */
static bool bound_length(JsIsolate *iso, JsObject *target, uint32_t bound, double *length) {
  *length = 0;
  int has = js_has_own(iso, target, js_atom_key(iso, JS_ATOM_length));
  if (has <= 0) return has == 0;
  JsValue v = js_get(iso, target, js_atom_key(iso, JS_ATOM_length), js_from_cell(target));
  if (v == JS_EMPTY) return false;
  if (!js_is_number(v)) return true;
  double d;
  if (!js_to_integer_or_infinity(iso, v, &d)) return false;
  if (d > bound) *length = d - bound;
  return true;
}

/* 20.2.3.2 Function.prototype.bind ( thisArg, ...args ) */
static JsValue function_bind(JS_ARGS) {
  (void)callee, (void)new_target;
  if (!js_is_callable(this_value)) return js_throw_type_error(iso, "Bind must be called on a function");
  JsObject *target = js_as_object(this_value);
  uint32_t bound = argc > 1 ? argc - 1 : 0;
  JsBoundFunction *f = bound_function_new(iso, target, js_arg(argc, argv, 0), bound, argv + 1);
  if (!f) return JS_EMPTY;
  double length;
  JS_TRY_BOOL(bound_length(iso, target, bound, &length));
  JS_TRY_BOOL(
      js_define_data(iso, &f->object, js_atom_key(iso, JS_ATOM_length), js_number(length), JS_ATTR_CONFIGURABLE));
  JsValue name = js_get(iso, target, js_atom_key(iso, JS_ATOM_name), this_value);
  JS_TRY(name);
  if (!js_is_string(name)) name = js_atom_value(iso, JS_ATOM_empty);
  JsString *prefix = js_string_from_cstr(iso, "bound ");
  JsString *text = prefix ? js_string_concat(iso, prefix, js_as_string(name)) : NULL;
  if (!text) return JS_EMPTY;
  JS_TRY_BOOL(
      js_define_data(iso, &f->object, js_atom_key(iso, JS_ATOM_name), js_from_cell(text), JS_ATTR_CONFIGURABLE));
  return js_from_cell(f);
}
