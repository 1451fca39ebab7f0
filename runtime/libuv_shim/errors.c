/* System errors as Node makes them: message "ENOENT: no such file or directory, open 'x'" and the properties errno,
 * code, syscall, path, dest.
 *
 * internalBinding('errors'):
 *   uvException(errno, syscall, path?, dest?)   a new error; errno is libuv's (negative)
 *   errname(errno), strerror(errno)             "ENOENT", "no such file or directory"
 *   codes                                       {ENOENT: -2, …}
 *   setExitCode(code), getExitCode()            process.exitCode (undefined while it is not set)
 *   triggerUncaughtException(error, fromPromise) */
#include "libuv_shim/internal.h"

#include <stdio.h>
#include <stdlib.h>

static bool set_text(JsIsolate *iso, JsObject *o, const char *name, const char *text) {
  return !text || js_binding_set(iso, o, name, js_string_value(iso, text));
}

JsValue js_uv_error(JsIsolate *iso, int error, const char *syscall, const char *path, const char *dest) {
  char code[64], text[256];
  uv_err_name_r(error, code, sizeof code);
  uv_strerror_r(error, text, sizeof text);
  size_t size = strlen(code) + strlen(text) + strlen(syscall) + (path ? strlen(path) : 0) + (dest ? strlen(dest) : 0) + 32;
  char *message = malloc(size);
  if (!message) abort();
  int n = snprintf(message, size, "%s: %s, %s", code, text, syscall);
  if (path) n += snprintf(message + n, size - (size_t)n, " '%s'", path);
  if (dest) snprintf(message + n, size - (size_t)n, " -> '%s'", dest);
  JsValue e = js_error_new(iso, JS_INTRINSIC_ErrorPrototype, message);
  free(message);
  if (e == JS_EMPTY) return e;
  JsObject *o = js_as_object(e);
  bool ok = js_binding_set(iso, o, "errno", js_int32(error)) && set_text(iso, o, "code", code) &&
            set_text(iso, o, "syscall", syscall) && set_text(iso, o, "path", path) && set_text(iso, o, "dest", dest);
  return ok ? e : JS_EMPTY;
}

JsValue js_throw_uv(JsIsolate *iso, int error, const char *syscall, const char *path, const char *dest) {
  JsValue e = js_uv_error(iso, error, syscall, path, dest);
  return e == JS_EMPTY ? JS_EMPTY : js_throw(iso, e);
}

static JsValue uv_exception(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t error;
  if (!js_arg_int(iso, argc, argv, 0, &error)) return JS_EMPTY;
  char *texts[3] = {NULL, NULL, NULL};
  for (uint32_t i = 0; i < 3; i++) {
    if (!js_is_string(js_arg(argc, argv, i + 1))) continue;
    texts[i] = js_arg_utf8(iso, argc, argv, i + 1);
  }
  JsValue e = js_uv_error(iso, error, texts[0] ? texts[0] : "", texts[1], texts[2]);
  for (int i = 0; i < 3; i++) free(texts[i]);
  return e;
}

static JsValue error_name(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t error;
  char text[64];
  if (!js_arg_int(iso, argc, argv, 0, &error)) return JS_EMPTY;
  return js_string_value(iso, uv_err_name_r(error, text, sizeof text));
}

static JsValue error_text(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t error;
  char text[256];
  if (!js_arg_int(iso, argc, argv, 0, &error)) return JS_EMPTY;
  return js_string_value(iso, uv_strerror_r(error, text, sizeof text));
}

static JsValue set_exit_code(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsLoop *loop = js_loop_get(iso);
  JsValue v = js_arg(argc, argv, 0);
  int32_t code = 0;
  if (!js_is_nullish(v) && !js_to_int32(iso, v, &code)) return JS_EMPTY;
  loop->exit_code = code;
  loop->exit_code_set = !js_is_nullish(v);
  return JS_UNDEFINED;
}

static JsValue get_exit_code(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsLoop *loop = js_loop_get(iso);
  return loop->exit_code_set ? js_int32(loop->exit_code) : JS_UNDEFINED;
}

static JsValue trigger_uncaught_exception(JS_ARGS) {
  JS_UNUSED_ARGS;
  js_handle_uncaught(iso, js_arg(argc, argv, 0), js_to_boolean(js_arg(argc, argv, 1)));
  return JS_UNDEFINED;
}

static JsValue error_codes(JsIsolate *iso) {
  static const JsBindingNumber codes[] = {
#define X(name, text) {#name, UV_##name},
      UV_ERRNO_MAP(X)
#undef X
      {NULL, 0},
  };
  JsObject *o = js_object_new(iso);
  return o && js_binding_numbers(iso, o, codes) ? js_from_cell(o) : JS_EMPTY;
}

JsValue js_binding_errors(JsIsolate *iso) {
  static const JsBindingFunction functions[] = {
      {"uvException", uv_exception, 4},
      {"errname", error_name, 1},
      {"strerror", error_text, 1},
      {"setExitCode", set_exit_code, 1},
      {"getExitCode", get_exit_code, 0},
      {"triggerUncaughtException", trigger_uncaught_exception, 2},
      {NULL, NULL, 0},
  };
  JsObject *o = js_object_new(iso);
  if (!o || !js_binding_functions(iso, o, functions)) return JS_EMPTY;
  return js_binding_set(iso, o, "codes", error_codes(iso)) ? js_from_cell(o) : JS_EMPTY;
}
