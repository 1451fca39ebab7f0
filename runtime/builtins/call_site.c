/* CallSite objects: what Error.prepareStackTrace gets (https://v8.dev/docs/stack-trace-api). */
#include "builtins/stack_trace.h"

#include "object/host.h"

static const JsHostClass call_site_class = {.name = "CallSite", .size = sizeof(JsHostObject)};

static bool call_site_frame(JsIsolate *iso, JsValue v, JsStackFrame *frame) {
  JsHostObject *o = js_host_object(v, &call_site_class);
  if (o) {
    *frame = js_stack_frame(iso, o->values[0], o->values[1]);
  } else {
    js_throw_type_error(iso, "CallSite method called on an incompatible receiver");
  }
  return o != NULL;
}

#define CALL_SITE(fn, result)                                       \
  static JsValue fn(JS_ARGS) {                                      \
    (void)callee, (void)new_target, (void)argc, (void)argv;         \
    JsStackFrame f;                                                 \
    if (!call_site_frame(iso, this_value, &f)) return JS_EMPTY;     \
    return result;                                                  \
  }

static JsValue string_or_null(JsString *s) { return s && s->length > 0 ? js_from_cell(s) : JS_NULL; }

static JsValue file_value(JsIsolate *iso, const JsStackFrame *f) {
  return f->function ? JS_UNDEFINED : js_from_cell(js_string_from_cstr(iso, f->position.info->module->path));
}

/* Null for built-ins, which have none. */
static JsValue number_of(const JsStackFrame *f, uint32_t n) { return f->function ? JS_NULL : js_int32((int32_t)n); }

static JsValue type_name_value(JsIsolate *iso, const JsStackFrame *f) {
  if (!f->function && (f->position.info->flags & JS_FN_MODULE)) return js_from_cell(js_string_from_cstr(iso, "Object"));
  return string_or_null(js_frame_type_name(iso, f));
}

static bool is_module(const JsStackFrame *f) { return !f->function && (f->position.info->flags & JS_FN_MODULE); }

static JsValue frame_text(JsIsolate *iso, const JsStackFrame *f) {
  JsStringBuilder b;
  js_builder_init(&b);
  js_frame_append(iso, &b, f);
  return js_from_cell(js_builder_finish(iso, &b));
}

CALL_SITE(site_file, file_value(iso, &f))
CALL_SITE(site_line, number_of(&f, f.position.line))
CALL_SITE(site_column, number_of(&f, f.position.column))
CALL_SITE(site_function_line, number_of(&f, f.function ? 0 : f.position.info->line))
CALL_SITE(site_function_column, number_of(&f, f.function ? 0 : f.position.info->column))
CALL_SITE(site_function_name, string_or_null(js_frame_function_name(iso, &f)))
CALL_SITE(site_method_name, string_or_null(js_frame_method_name(iso, &f)))
CALL_SITE(site_type_name, type_name_value(iso, &f))
CALL_SITE(site_undefined, ((void)f, JS_UNDEFINED))
CALL_SITE(site_null, ((void)f, JS_NULL))
CALL_SITE(site_false, ((void)f, JS_FALSE))
CALL_SITE(site_promise_index, f.combinator ? js_int32((int32_t)f.index) : JS_NULL)
CALL_SITE(site_is_promise_all, js_bool(f.combinator && strcmp(f.combinator, "all") == 0))
CALL_SITE(site_zero, ((void)f, js_int32(0)))
CALL_SITE(site_is_constructor, js_bool(f.receiver == JS_EMPTY))
CALL_SITE(site_is_async, js_bool(f.async))
CALL_SITE(site_is_toplevel, js_bool(!is_module(&f) && f.receiver != JS_EMPTY && js_frame_is_toplevel(iso, &f)))
CALL_SITE(site_to_string, frame_text(iso, &f))

static const JsBuiltin call_site_methods[] = {
    JS_B_FN("getColumnNumber", site_column, 0),
    JS_B_FN("getEnclosingColumnNumber", site_function_column, 0),
    JS_B_FN("getEnclosingLineNumber", site_function_line, 0),
    JS_B_FN("getEvalOrigin", site_undefined, 0),
    JS_B_FN("getFileName", site_file, 0),
    JS_B_FN("getFunction", site_undefined, 0),
    JS_B_FN("getFunctionName", site_function_name, 0),
    JS_B_FN("getLineNumber", site_line, 0),
    JS_B_FN("getMethodName", site_method_name, 0),
    JS_B_FN("getPosition", site_zero, 0),
    JS_B_FN("getPromiseIndex", site_promise_index, 0),
    JS_B_FN("getScriptNameOrSourceURL", site_file, 0),
    JS_B_FN("getScriptHash", site_null, 0),
    JS_B_FN("getThis", site_undefined, 0),
    JS_B_FN("getTypeName", site_type_name, 0),
    JS_B_FN("isAsync", site_is_async, 0),
    JS_B_FN("isConstructor", site_is_constructor, 0),
    JS_B_FN("isEval", site_false, 0),
    JS_B_FN("isNative", site_false, 0),
    JS_B_FN("isPromiseAll", site_is_promise_all, 0),
    JS_B_FN("isToplevel", site_is_toplevel, 0),
    JS_B_FN("toString", site_to_string, 0),
    JS_BUILTIN_END,
};

/* Made when first needed; kept in the Error constructor. */
static JsObject *call_site_prototype(JsIsolate *iso) {
  JsFunction *error = js_as_function(js_intrinsic(iso, JS_INTRINSIC_Error));
  if (js_is_object(error->data)) return js_as_object(error->data);
  JsObject *proto = js_object_new(iso);
  js_install(iso, proto, call_site_methods);
  error->data = js_from_cell(proto);
  js_barrier(iso, error);
  return proto;
}

JsObject *js_call_sites(JsIsolate *iso, JsValues *frames) {
  JsObject *list = js_array_with_capacity(iso, (uint32_t)js_as_int32(frames->v[0]));
  JsObject *proto = call_site_prototype(iso);
  for (int32_t i = 0; list && i < js_as_int32(frames->v[0]); i++) {
    JsHostObject *site = js_host_object_new(iso, &call_site_class, js_from_cell(proto));
    if (!site) return NULL;
    site->values[0] = frames->v[2 * i + 1];
    site->values[1] = frames->v[2 * i + 2];
    if (!js_array_push(iso, list, js_from_cell(site))) return NULL;
  }
  return list;
}
