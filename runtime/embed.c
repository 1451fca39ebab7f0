/* lode_main: runs a compiled program from start to end, in an executable or in the process that compiled it. */
#include "embed.h"

#include "agents/agents.h"
#include "libuv_shim/internal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

/* print(text, …): a line on stdout, for when the library isn't there. */
static JsValue print(JS_ARGS) {
  JS_UNUSED_ARGS;
  for (uint32_t i = 0; i < argc; i++) {
    JsString *s = js_is_symbol(argv[i]) ? NULL : js_to_string(iso, argv[i]);
    char *text = s ? js_string_to_utf8(iso, s, &(size_t){0}) : js_is_symbol(argv[i]) ? js_describe(iso, argv[i]) : NULL;
    if (!text) return JS_EMPTY;
    printf(i ? " %s" : "%s", text);
    free(text);
  }
  putchar('\n');
  return JS_UNDEFINED;
}

static JsValue internal_binding(JS_ARGS) {
  JS_UNUSED_ARGS;
  char *name = js_arg_utf8(iso, argc, argv, 0);
  if (!name) return JS_EMPTY;
  JsValue binding = js_internal_binding(iso, name);
  free(name);
  return binding;
}

/* gc(): what --expose-gc gives in Node. */
static JsValue collect_garbage(JS_ARGS) {
  JS_UNUSED_ARGS;
  js_gc_collect(iso, true);
  return JS_UNDEFINED;
}

static JsValue native(JsIsolate *iso, JsCode code, const char *name, int length) {
  JsFunction *f = js_function_native(iso, code, name, length, JS_FN_METHOD | JS_FN_NATIVE, JS_UNDEFINED);
  return f ? js_from_cell(f) : JS_EMPTY;
}

/* Calls a module's outermost function with fresh exports and module objects. binding: internalBinding, for a module of
 * the library; JS_EMPTY for others. */
static JsValue run_module(JsIsolate *iso, const JsModuleDesc *desc, JsValue binding) {
  js_module_load(iso, desc);
  JsFunction *f = js_module_function(iso, desc);
  JsObject *exports = f ? js_object_new(iso) : NULL;
  JsObject *module = exports ? js_object_new(iso) : NULL;
  if (!module || !js_create_data_property(iso, module, js_key_from_cstr(iso, "exports"), js_from_cell(exports))) {
    return JS_EMPTY;
  }
  JsValue path = js_string_value(iso, desc->path);
  const char *slash = strrchr(desc->path, '/');
  JsString *directory = js_string_from_utf8(iso, slash ? desc->path : ".", slash ? (size_t)(slash - desc->path) : 1);
  if (path == JS_EMPTY || !directory) return JS_EMPTY;
  JsValue argv[] = {js_from_cell(exports), JS_UNDEFINED, js_from_cell(module), binding == JS_EMPTY ? path : binding, js_from_cell(directory)};
  return js_call(iso, js_from_cell(f), js_from_cell(exports), 5, argv);
}

static bool define_global(JsIsolate *iso, const char *name, JsValue v) {
  return v != JS_EMPTY && js_define_data(iso, iso->realm->global, js_key_from_cstr(iso, name), v, JS_ATTR_HIDDEN);
}

/* One of the words of LODE_OPTIONS, as name or name=value: the rest after the name, or NULL. */
static const char *find_option(const char *name) {
  const char *text = getenv("LODE_OPTIONS");
  size_t n = strlen(name);
  while (text && *text) {
    size_t length = strcspn(text, " ");
    if (length >= n && strncmp(text, name, n) == 0 && (length == n || text[n] == '=')) return text + n;
    text += length;
    text += strspn(text, " ");
  }
  return NULL;
}

/* The library's bootstrap module takes over; its require is internalBinding. */
static JsValue start(JsIsolate *iso, const JsModuleDesc *const *program, const char *host) {
  JsValue binding = native(iso, internal_binding, "internalBinding", 1);
  JS_TRY(binding);
  if (find_option("--expose-gc")) JS_TRY_BOOL(define_global(iso, "gc", native(iso, collect_garbage, "gc", 0)));
  const JsModuleDesc *bootstrap = js_library_find(host ? host : "internal/bootstrap");
  if (!bootstrap || find_option("--expose-internals")) JS_TRY_BOOL(define_global(iso, "internalBinding", binding));
  if (bootstrap) return run_module(iso, bootstrap, binding);
  JS_TRY_BOOL(define_global(iso, "print", native(iso, print, "print", 0)));
  return program && program[0] ? run_module(iso, program[0], JS_EMPTY) : JS_UNDEFINED;
}

/* LODE_OPTIONS: words separated by blanks. --max-old-space-size=MB and --stack-size=KB and --expose-gc, as V8 has them, and
 * --expose-internals, which defines the global internalBinding. */
static void read_environment(JsIsolateOptions *o) {
  const char *heap = find_option("--max-old-space-size"), *stack = find_option("--stack-size");
  if (heap && *heap == '=') o->heap_limit = strtoull(heap + 1, NULL, 10) << 20;
  if (stack && *stack == '=') o->stack_size = strtoull(stack + 1, NULL, 10) << 10;
}

static __attribute__((noinline)) int run(JsIsolate *iso, const JsModuleDesc *const *program, const char *host) {
  js_loop_get(iso)->program = program;
  if (start(iso, program, host) == JS_EMPTY) js_handle_uncaught(iso, js_take_exception(iso), false);
  return js_loop_run(iso);
}

JsIsolate *lode_isolate(const JsIsolateOptions *options) {
  JsIsolateOptions o = *options;
  read_environment(&o);
  signal(SIGPIPE, SIG_IGN); /* writing to a closed pipe is an error that JavaScript sees */
  JsIsolate *iso = js_isolate_new(&o);
  if (!iso) {
    fputs("FATAL ERROR: no address space for the heap\n", stderr);
    return NULL;
  }
  if (!iso->realm) iso->realm = js_realm_new(iso);
  if (!iso->realm) fputs("FATAL ERROR: the realm can't be created\n", stderr);
  return iso->realm ? iso : NULL;
}

int lode_run(JsIsolate *iso, const JsModuleDesc *const *program, const char *host) {
  js_isolate_set_stack(iso, __builtin_frame_address(0), iso->stack_size);
  int code = run(iso, program, host);
  fflush(stdout);
  return code;
}

int lode_main(int argc, char **argv, const JsModuleDesc *const *program, const JsIsolateOptions *options) {
  JsIsolateOptions o = options ? *options : (JsIsolateOptions){0};
  if (!o.argv) {
    o.argc = argc;
    o.argv = argv;
  }
  if (!o.stack_base) o.stack_base = __builtin_frame_address(0);
  JsIsolate *iso = lode_isolate(&o);
  if (!iso) return 1;
  int code = run(iso, program, o.host);
  if (!js_threads_end(iso)) js_exit(iso, code); /* it ends with the process */
  fflush(stdout);
  return code;
}
