/* RegExp (22.2): registration and the constructor. */
#include "builtins/regexp_builtins.h"

static JsValue regexp_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_throw_type_error(iso, "RegExp is not supported yet");
}

size_t js_regexp_size(const JsCell *cell) { return js_object_size(cell); }

void js_regexp_trace(JsTracer *t, JsCell *cell) {
  JsRegExp *re = (JsRegExp *)cell;
  js_object_trace(t, cell);
  js_trace_cell(t, re->source);
  js_trace_cell(t, re->program);
  js_trace_cell(t, re->names);
}

void js_init_regexp(JsIsolate *iso) {
  js_install_class(iso, "RegExp", regexp_constructor, 2, JS_INTRINSIC_RegExp, JS_INTRINSIC_RegExpPrototype,
                   js_object_new(iso), NULL, NULL);
}
