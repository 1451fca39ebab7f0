/* internalBinding('modules'): the compiled modules in this process.
 *   program                  array of the paths of the program's modules, the entry first
 *   load(index)              the outermost function of a module of the program: (exports, require, module, __filename,
 *                            __dirname)
 *   goal(index)              "commonjs", "module", "script", or "print": a script whose value is to be printed
 *   compile(request)         compiles files (JsCompilation of module.h) and adds them to the program: array of their paths;
 *                            undefined if there is no compiler in the process
 *   library(name)            that of a module of the library ("node/events"), or undefined */
#include "libuv_shim/internal.h"

#include <stdlib.h>
#include <string.h>

static JsValue outermost_function(JsIsolate *iso, const JsModuleDesc *desc) {
  js_module_load(iso, desc);
  JsFunction *f = js_module_function(iso, desc);
  return f ? js_from_cell(f) : JS_EMPTY;
}

static uint32_t count_modules(const JsModuleDesc *const *program) {
  uint32_t n = 0;
  while (program && program[n]) n++;
  return n;
}

static JsValue load(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t index;
  const JsModuleDesc *const *program = js_loop_get(iso)->program;
  if (!js_arg_int(iso, argc, argv, 0, &index)) return JS_EMPTY;
  if (index < 0 || (uint32_t)index >= count_modules(program)) return js_throw_range_error(iso, "load: no such module");
  return outermost_function(iso, program[index]);
}

static JsValue goal(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t index;
  const JsModuleDesc *const *program = js_loop_get(iso)->program;
  if (!js_arg_int(iso, argc, argv, 0, &index)) return JS_EMPTY;
  if (index < 0 || (uint32_t)index >= count_modules(program)) return js_throw_range_error(iso, "goal: no such module");
  if (program[index]->esm) return js_string_value(iso, "module");
  uint32_t flags = program[index]->flags;
  return js_string_value(iso, flags & JS_MODULE_PRINTS ? "print" : flags & JS_MODULE_SCRIPT ? "script" : "commonjs");
}

static JsValue library(JS_ARGS) {
  JS_UNUSED_ARGS;
  char *name = js_arg_utf8(iso, argc, argv, 0);
  if (!name) return JS_EMPTY;
  const JsModuleDesc *desc = js_library_find(name);
  free(name);
  return desc ? outermost_function(iso, desc) : JS_UNDEFINED;
}

static JsValue paths_of(JsIsolate *iso, const JsModuleDesc *const *modules) {
  JsObject *paths = js_array_with_capacity(iso, count_modules(modules));
  if (!paths) return JS_EMPTY;
  for (uint32_t i = 0; modules && modules[i]; i++) {
    JsValue path = js_string_value(iso, modules[i]->path);
    if (path == JS_EMPTY || !js_array_push(iso, paths, path)) return JS_EMPTY;
  }
  return js_from_cell(paths);
}

static void add_to_program(JsLoop *loop, const JsModuleDesc *const *modules) {
  uint32_t old = count_modules(loop->program), added = count_modules(modules);
  const JsModuleDesc **all = malloc((old + added + 1) * sizeof *all);
  if (!all) abort();
  memcpy(all, loop->program, old * sizeof *all);
  memcpy(all + old, modules, (added + 1) * sizeof *all);
  free(loop->extended_program);
  loop->program = loop->extended_program = all;
}

static JsValue compile(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!iso->compile) return JS_UNDEFINED;
  char *request = js_arg_utf8(iso, argc, argv, 0);
  if (!request) return JS_EMPTY;
  JsCompilation c = {.source = request, .length = strlen(request), .goal = "files"};
  const JsModuleDesc *const *modules = js_compile_files(iso, &c);
  free(request);
  if (!modules) return JS_EMPTY;
  add_to_program(js_loop_get(iso), modules);
  return paths_of(iso, modules);
}

JsValue js_binding_modules(JsIsolate *iso) {
  static const JsBindingFunction functions[] = {{"load", load, 1},       {"goal", goal, 1}, {"compile", compile, 1},
                                                {"library", library, 1}, {NULL, NULL, 0}};
  JsObject *o = js_object_new(iso);
  if (!o || !js_binding_functions(iso, o, functions)) return JS_EMPTY;
  JsValue paths = paths_of(iso, js_loop_get(iso)->program);
  return paths != JS_EMPTY && js_binding_set(iso, o, "program", paths) ? js_from_cell(o) : JS_EMPTY;
}
