/* Error, the NativeErrors, AggregateError (20.5). Stacks are stack_trace.c's. */
#include "builtins/builtins.h"
#include "builtins/stack_trace.h"
#include "object/internal.h"

static JsValue error_constructor(JS_ARGS);
static JsValue aggregate_error_constructor(JS_ARGS);
static JsValue suppressed_error_constructor(JS_ARGS);
static JsValue error_to_string(JS_ARGS);
static JsValue error_is_error(JS_ARGS);

static const JsBuiltin error_statics[] = {
    JS_B_FN("captureStackTrace", js_error_capture_stack_trace, 2),
    JS_B_FN("isError", error_is_error, 1),
    JS_BUILTIN_END,
};

static const JsBuiltin error_methods[] = {
    JS_B_FN("toString", error_to_string, 0),
    JS_BUILTIN_END,
};

/* X(name): constructors whose prototypes inherit from %Error.prototype% */
#define NATIVE_ERRORS(X) X(TypeError) X(RangeError) X(SyntaxError) X(ReferenceError) X(EvalError) X(URIError)

/* ---- making errors ---- */

/* An error without message. skip: leave out the frames up to this function (a value that is none: leave out nothing). */
static JsObject *error_alloc(JsIsolate *iso, JsValue proto, JsValue skip) {
  JsShape *s = js_shape_root(iso, proto, JS_KIND_ERROR, 2);
  s = js_shape_add(iso, s, js_atom_key(iso, JS_ATOM_stack), JS_ATTR_HIDDEN);
  JsObject *o = js_object_new_shape(iso, s);
  if (!o) return NULL;
  *js_slot(o, s, 0) = JS_UNDEFINED;
  JsError *e = (JsError *)o;
  e->frames = e->limit = JS_UNDEFINED;
  js_stack_capture(iso, e, skip);
  return o;
}

static bool add_message(JsIsolate *iso, JsObject *o, JsString *message) {
  return js_own_add(iso, o, js_atom_key(iso, JS_ATOM_message), js_from_cell(message), JS_ATTR_HIDDEN);
}

JsValue js_error_new(JsIsolate *iso, int intrinsic_proto, const char *text) {
  JsString *message = js_string_from_text(iso, text);
  if (!message) return JS_EMPTY;
  JsObject *o = error_alloc(iso, js_intrinsic(iso, intrinsic_proto), JS_UNDEFINED);
  if (!o || !add_message(iso, o, message)) return JS_EMPTY;
  return js_from_cell(o);
}

/* 20.5.8.1 InstallErrorCause */
static bool install_cause(JsIsolate *iso, JsObject *o, JsValue options) {
  if (!js_is_object(options)) return true;
  JsKey key = js_atom_key(iso, JS_ATOM_cause);
  int has = js_has(iso, js_as_object(options), key);
  if (has <= 0) return has == 0;
  JsValue cause = js_get(iso, js_as_object(options), key, options);
  return cause != JS_EMPTY && js_define_data(iso, o, key, cause, JS_ATTR_HIDDEN);
}

static JsObject *construct_error(JsIsolate *iso, JsIntrinsicId proto_id, JsValue callee, JsValue new_target,
                                 JsValue message, JsValue options) {
  JsValue target = js_is_undefined(new_target) ? callee : new_target;
  JsValue proto = js_prototype_from_constructor(iso, target, proto_id);
  if (proto == JS_EMPTY) return NULL;
  JsObject *o = error_alloc(iso, proto, target);
  if (!o) return NULL;
  if (!js_is_undefined(message)) {
    JsString *s = js_to_string(iso, message);
    if (!s || !add_message(iso, o, s)) return NULL;
  }
  return install_cause(iso, o, options) ? o : NULL;
}

/* 20.5.1.1 Error ( message [ , options ] ) */
static JsValue error_constructor(JS_ARGS) {
  (void)this_value;
  return js_from_cell(construct_error(iso, JS_INTRINSIC_ErrorPrototype, callee, new_target, js_arg(argc, argv, 0),
                                      js_arg(argc, argv, 1)));
}

/* 20.5.2.1 Error.isError ( arg ) */
static JsValue error_is_error(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_bool(js_is_kind(js_arg(argc, argv, 0), JS_KIND_ERROR));
}

/* 20.5.6.1.1 NativeError ( message [ , options ] ) */
#define X(name)                                                                                              \
  static JsValue name##_constructor(JS_ARGS) {                                                               \
    (void)this_value;                                                                                        \
    return js_from_cell(construct_error(iso, JS_INTRINSIC_##name##Prototype, callee, new_target,             \
                                        js_arg(argc, argv, 0), js_arg(argc, argv, 1)));                      \
  }
NATIVE_ERRORS(X)
#undef X

/* 20.5.7.1.1 AggregateError ( errors, message [ , options ] ) */
static JsValue aggregate_error_constructor(JS_ARGS) {
  (void)this_value;
  JsObject *o = construct_error(iso, JS_INTRINSIC_AggregateErrorPrototype, callee, new_target, js_arg(argc, argv, 1),
                                js_arg(argc, argv, 2));
  JsObject *list = o ? js_iterable_to_array(iso, js_arg(argc, argv, 0)) : NULL;
  if (!list || !js_define_data(iso, o, js_atom_key(iso, JS_ATOM_errors), js_from_cell(list), JS_ATTR_HIDDEN)) return JS_EMPTY;
  return js_from_cell(o);
}

/* SuppressedError ( error, suppressed, message ) of Explicit Resource Management */
static JsValue suppressed_error_constructor(JS_ARGS) {
  (void)this_value;
  JsObject *o = construct_error(iso, JS_INTRINSIC_SuppressedErrorPrototype, callee, new_target, js_arg(argc, argv, 2),
                                JS_UNDEFINED);
  if (!o || !js_define_data(iso, o, js_key_from_cstr(iso, "error"), js_arg(argc, argv, 0), JS_ATTR_HIDDEN)) return JS_EMPTY;
  bool ok = js_define_data(iso, o, js_key_from_cstr(iso, "suppressed"), js_arg(argc, argv, 1), JS_ATTR_HIDDEN);
  return ok ? js_from_cell(o) : JS_EMPTY;
}

static JsString *string_or(JsIsolate *iso, JsObject *o, JsAtomId key, JsString *absent) {
  JsValue v = js_get(iso, o, js_atom_key(iso, key), js_from_cell(o));
  if (v == JS_EMPTY) return NULL;
  return js_is_undefined(v) ? absent : js_to_string(iso, v);
}

JsString *js_error_text(JsIsolate *iso, JsObject *o) {
  JsString *error = js_string_from_cstr(iso, "Error");
  JsString *name = error ? string_or(iso, o, JS_ATOM_name, error) : NULL;
  JsString *message = name ? string_or(iso, o, JS_ATOM_message, iso->atoms[JS_ATOM_empty]) : NULL;
  if (!message) return NULL;
  if (name->length == 0) return message;
  if (message->length == 0) return name;
  JsString *colon = js_string_from_cstr(iso, ": ");
  JsString *s = colon ? js_string_concat(iso, name, colon) : NULL;
  return s ? js_string_concat(iso, s, message) : NULL;
}

/* 20.5.3.4 Error.prototype.toString ( ) */
static JsValue error_to_string(JS_ARGS) {
  (void)callee, (void)new_target, (void)argc, (void)argv;
  if (!js_is_object(this_value)) return js_throw_incompatible_receiver(iso, "Error.prototype.toString", this_value);
  return js_from_cell(js_error_text(iso, js_as_object(this_value)));
}

/* ---- installation ---- */

static void install_texts(JsIsolate *iso, JsObject *proto, const char *name) {
  js_define_data(iso, proto, js_atom_key(iso, JS_ATOM_name), js_from_cell(js_string_from_cstr(iso, name)), JS_ATTR_HIDDEN);
  js_define_data(iso, proto, js_atom_key(iso, JS_ATOM_message), js_atom_value(iso, JS_ATOM_empty), JS_ATTR_HIDDEN);
}

static void install_native_error(JsIsolate *iso, const char *name, JsCode code, int length, JsIntrinsicId constructor,
                                 JsIntrinsicId prototype) {
  JsObject *proto = js_object_new_proto(iso, js_intrinsic(iso, JS_INTRINSIC_ErrorPrototype));
  JsFunction *f = js_install_class(iso, name, code, length, constructor, prototype, proto, NULL, NULL);
  js_set_prototype(iso, &f->object, js_intrinsic(iso, JS_INTRINSIC_Error));
  install_texts(iso, proto, name);
}

void js_init_error(JsIsolate *iso) {
  JsObject *proto = js_object_new(iso);
  JsFunction *error = js_install_class(iso, "Error", error_constructor, 1, JS_INTRINSIC_Error, JS_INTRINSIC_ErrorPrototype,
                                       proto, error_statics, NULL);
  install_texts(iso, proto, "Error");
  js_install(iso, proto, error_methods);
  js_define_data(iso, &error->object, js_atom_key(iso, JS_ATOM_stackTraceLimit), js_int32(10), JS_ATTR_DATA);
#define X(name) \
  install_native_error(iso, #name, name##_constructor, 1, JS_INTRINSIC_##name, JS_INTRINSIC_##name##Prototype);
  NATIVE_ERRORS(X)
#undef X
  install_native_error(iso, "SuppressedError", suppressed_error_constructor, 3, JS_INTRINSIC_SuppressedError,
                       JS_INTRINSIC_SuppressedErrorPrototype);
  install_native_error(iso, "AggregateError", aggregate_error_constructor, 2, JS_INTRINSIC_AggregateError,
                       JS_INTRINSIC_AggregateErrorPrototype);
}
