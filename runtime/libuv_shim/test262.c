/* internalBinding('test262'): what the test262 host (lib/internal/test262.js) needs of the runtime.
 *   detachArrayBuffer(buffer)
 *   evalScript(source)   compiles and runs a script (16.1.6 ScriptEvaluation); its completion value
 *   gc()                 collects everything that is unreachable
 *   write(text)          a line on stdout */
#include "libuv_shim/internal.h"
#include "typed_array/array_buffer.h"

#include <stdio.h>
#include <stdlib.h>

static JsValue eval_script(JS_ARGS) {
  JS_UNUSED_ARGS;
  char *source = js_arg_utf8(iso, argc, argv, 0);
  if (!source) return JS_EMPTY;
  const JsModuleDesc *desc = js_compile(iso, &(JsCompilation){.source = source, .length = strlen(source), .goal = "script"});
  free(source);
  if (!desc) return JS_EMPTY;
  JsFunction *f = js_module_function(iso, desc);
  return f ? js_call(iso, js_from_cell(f), js_from_cell(iso->realm->global), 0, NULL) : JS_EMPTY;
}

static JsValue detach_array_buffer(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsArrayBuffer *buffer = js_as_array_buffer(js_arg(argc, argv, 0));
  if (!buffer || buffer->shared) return js_throw_type_error(iso, "the argument must be an ArrayBuffer");
  js_array_buffer_detach(iso, buffer);
  return JS_NULL;
}

static JsValue gc(JS_ARGS) {
  JS_UNUSED_ARGS;
  js_gc_collect(iso, true);
  return JS_UNDEFINED;
}

static JsValue write_line(JS_ARGS) {
  JS_UNUSED_ARGS;
  char *text = js_arg_utf8(iso, argc, argv, 0);
  if (!text) return JS_EMPTY;
  puts(text);
  fflush(stdout);
  free(text);
  return JS_UNDEFINED;
}

JsValue js_binding_test262(JsIsolate *iso) {
  static const JsBindingFunction functions[] = {
      {"detachArrayBuffer", detach_array_buffer, 1}, {"evalScript", eval_script, 1}, {"gc", gc, 0}, {"write", write_line, 1}, {NULL, NULL, 0}};
  JsObject *o = js_object_new(iso);
  return o && js_binding_functions(iso, o, functions) ? js_from_cell(o) : JS_EMPTY;
}
