/* internalBinding('test262'): what the test262 host (lib/internal/test262.js) needs of the runtime.
 *   createRealm()               the global object of a new realm
 *   detachArrayBuffer(buffer)
 *   evalScript(global, source)  compiles and runs a script in the realm with that global object; its completion value
 *   gc()                        collects everything that is unreachable
 *   write(text)                 a line on stdout */
#include "builtins/dynamic_code.h"
#include "libuv_shim/internal.h"
#include "typed_array/array_buffer.h"

#include <stdio.h>
#include <stdlib.h>

static JsValue create_realm(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_from_cell(js_realm_new(iso)->global);
}

static JsValue eval_script(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue global = js_arg(argc, argv, 0);
  JsRealm *realm = js_is_object(global) ? js_realm_of_global(iso, js_as_object(global)) : NULL;
  if (!realm) return js_throw_type_error(iso, "not a global object");
  char *source = js_arg_utf8(iso, argc, argv, 1);
  if (!source) return JS_EMPTY;
  JsValue r = js_evaluate_script(iso, realm, source, strlen(source));
  free(source);
  return r;
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
      {"createRealm", create_realm, 0}, {"detachArrayBuffer", detach_array_buffer, 1}, {"evalScript", eval_script, 2},
      {"gc", gc, 0}, {"write", write_line, 1}, {NULL, NULL, 0}};
  JsObject *o = js_object_new(iso);
  return o && js_binding_functions(iso, o, functions) ? js_from_cell(o) : JS_EMPTY;
}
