/* internalBinding('process'):
 *   argv, execPath, pid, platform, arch, versions {node, uv, lode}
 *   getEnv(name), setEnv(name, text), deleteEnv(name), envKeys()
 *   cwd(), chdir(path), umask(mask?), ppid(), getuid(), geteuid(), getgid(), getegid(), getTitle(), setTitle(text)
 *   hrtime()        [seconds, nanoseconds]
 *   uptime()        seconds
 *   memoryUsage()   [rss, heapTotal, heapUsed, external]
 *   cpuUsage()      [user µs, system µs]
 *   resourceUsage() [user µs, system µs, maxRSS KB, minor faults, major faults, fs reads, fs writes, voluntary and
 *                    involuntary context switches]
 *   kill(pid, signal)    throws a system error
 *   reallyExit(code)     ends the process without running anything
 *   abort()
 *   gc(full)             collects garbage
 *   signals              {SIGINT: 2, …} */
#include "builtins/date_builtins.h"
#include "libuv_shim/internal.h"

#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCH "x64"
#elif defined(__aarch64__)
#define ARCH "arm64"
#endif
#if defined(__linux__)
#define PLATFORM "linux"
#elif defined(__APPLE__)
#define PLATFORM "darwin"
#endif

static JsValue get_env(JS_ARGS) {
  JS_UNUSED_ARGS;
  char *name = js_arg_utf8(iso, argc, argv, 0);
  if (!name) return JS_EMPTY;
  const char *text = getenv(name);
  free(name);
  return text ? js_string_value(iso, text) : JS_UNDEFINED;
}

static JsValue set_env(JS_ARGS) {
  JS_UNUSED_ARGS;
  char *name = js_arg_utf8(iso, argc, argv, 0);
  if (!name) return JS_EMPTY;
  char *text = js_arg_utf8(iso, argc, argv, 1);
  if (text) setenv(name, text, 1); /* fails for names that are empty or hold '=': ignored, as Node does */
  if (strcmp(name, "TZ") == 0) js_date_zone_changed(iso);
  free(name);
  free(text);
  return text ? JS_UNDEFINED : JS_EMPTY;
}

static JsValue delete_env(JS_ARGS) {
  JS_UNUSED_ARGS;
  char *name = js_arg_utf8(iso, argc, argv, 0);
  if (!name) return JS_EMPTY;
  unsetenv(name);
  if (strcmp(name, "TZ") == 0) js_date_zone_changed(iso);
  free(name);
  return JS_TRUE;
}

extern char **environ;

static JsValue env_keys(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *keys = js_array_with_capacity(iso, 32);
  if (!keys) return JS_EMPTY;
  for (char **e = environ; e && *e; e++) {
    const char *equals = strchr(*e, '=');
    if (!equals || equals == *e) continue;
    JsString *name = js_string_from_utf8(iso, *e, (size_t)(equals - *e));
    if (!name || !js_array_push(iso, keys, js_from_cell(name))) return JS_EMPTY;
  }
  return js_from_cell(keys);
}

static JsValue cwd(JS_ARGS) {
  JS_UNUSED_ARGS;
  char path[PATH_MAX + 1];
  size_t size = sizeof path;
  int error = uv_cwd(path, &size);
  return error ? js_throw_uv(iso, error, "uv_cwd", NULL, NULL) : js_string_value(iso, path);
}

static JsValue change_directory(JS_ARGS) {
  JS_UNUSED_ARGS;
  char from[PATH_MAX + 1] = "";
  size_t size = sizeof from;
  char *path = js_arg_utf8(iso, argc, argv, 0);
  if (!path) return JS_EMPTY;
  uv_cwd(from, &size);
  int error = uv_chdir(path);
  JsValue result = error ? js_throw_uv(iso, error, "chdir", from, path) : JS_UNDEFINED;
  free(path);
  return result;
}

static JsValue change_umask(JS_ARGS) {
  JS_UNUSED_ARGS;
  mode_t old;
  int32_t mask;
  if (js_is_undefined(js_arg(argc, argv, 0))) {
    old = umask(0);
    umask(old);
    return js_int32((int32_t)old);
  }
  if (!js_arg_int(iso, argc, argv, 0, &mask)) return JS_EMPTY;
  return js_int32((int32_t)umask((mode_t)mask));
}

#define ID_GETTER(name, call)                                           \
  static JsValue name(JS_ARGS) {                                        \
    JS_UNUSED_ARGS;                                                     \
    return js_number((double)call());                                   \
  }
ID_GETTER(parent_pid, getppid)
ID_GETTER(get_uid, getuid)
ID_GETTER(get_euid, geteuid)
ID_GETTER(get_gid, getgid)
ID_GETTER(get_egid, getegid)

static JsValue get_title(JS_ARGS) {
  JS_UNUSED_ARGS;
  char title[512];
  int error = uv_get_process_title(title, sizeof title);
  return js_string_value(iso, error ? "" : title);
}

static JsValue set_title(JS_ARGS) {
  JS_UNUSED_ARGS;
  char *title = js_arg_utf8(iso, argc, argv, 0);
  if (!title) return JS_EMPTY;
  uv_set_process_title(title);
  free(title);
  return JS_UNDEFINED;
}

static JsValue hrtime(JS_ARGS) {
  JS_UNUSED_ARGS;
  uint64_t now = uv_hrtime();
  return js_numbers(iso, (double[]){(double)(now / 1000000000u), (double)(now % 1000000000u)}, 2);
}

static JsValue uptime(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_number((double)(uv_hrtime() - js_loop_get(iso)->started_ns) / 1e9);
}

static JsValue memory_usage(JS_ARGS) {
  JS_UNUSED_ARGS;
  size_t rss = 0;
  int error = uv_resident_set_memory(&rss);
  if (error) return js_throw_uv(iso, error, "uv_resident_set_memory", NULL, NULL);
  JsHeapStats stats;
  js_gc_stats(iso, &stats);
  return js_numbers(iso, (double[]){(double)rss, (double)stats.committed, (double)stats.used, (double)stats.external}, 4);
}

static double microseconds(uv_timeval_t t) { return (double)t.tv_sec * 1e6 + (double)t.tv_usec; }

static JsValue cpu_usage(JS_ARGS) {
  JS_UNUSED_ARGS;
  uv_rusage_t r;
  int error = uv_getrusage(&r);
  if (error) return js_throw_uv(iso, error, "uv_getrusage", NULL, NULL);
  return js_numbers(iso, (double[]){microseconds(r.ru_utime), microseconds(r.ru_stime)}, 2);
}

static JsValue resource_usage(JS_ARGS) {
  JS_UNUSED_ARGS;
  uv_rusage_t r;
  int error = uv_getrusage(&r);
  if (error) return js_throw_uv(iso, error, "uv_getrusage", NULL, NULL);
  double all[] = {microseconds(r.ru_utime), microseconds(r.ru_stime), (double)r.ru_maxrss, (double)r.ru_minflt,
                  (double)r.ru_majflt, (double)r.ru_inblock, (double)r.ru_oublock, (double)r.ru_nvcsw, (double)r.ru_nivcsw};
  return js_numbers(iso, all, sizeof all / sizeof *all);
}

static JsValue kill_process(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t pid, signal_number;
  if (!js_arg_int(iso, argc, argv, 0, &pid) || !js_arg_int(iso, argc, argv, 1, &signal_number)) return JS_EMPTY;
  int error = uv_kill(pid, signal_number);
  return error ? js_throw_uv(iso, error, "kill", NULL, NULL) : JS_UNDEFINED;
}

static JsValue really_exit(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t code;
  if (!js_arg_int(iso, argc, argv, 0, &code)) return JS_EMPTY;
  js_exit(iso, code);
}

static JsValue abort_process(JS_ARGS) {
  JS_UNUSED_ARGS;
  abort();
}

static JsValue collect_garbage(JS_ARGS) {
  JS_UNUSED_ARGS;
  js_gc_collect(iso, argc == 0 || js_to_boolean(argv[0]));
  return JS_UNDEFINED;
}

static const JsBindingFunction functions[] = {
    {"getEnv", get_env, 1},
    {"setEnv", set_env, 2},
    {"deleteEnv", delete_env, 1},
    {"envKeys", env_keys, 0},
    {"cwd", cwd, 0},
    {"chdir", change_directory, 1},
    {"umask", change_umask, 1},
    {"ppid", parent_pid, 0},
    {"getuid", get_uid, 0},
    {"geteuid", get_euid, 0},
    {"getgid", get_gid, 0},
    {"getegid", get_egid, 0},
    {"getTitle", get_title, 0},
    {"setTitle", set_title, 1},
    {"hrtime", hrtime, 0},
    {"uptime", uptime, 0},
    {"memoryUsage", memory_usage, 0},
    {"cpuUsage", cpu_usage, 0},
    {"resourceUsage", resource_usage, 0},
    {"kill", kill_process, 2},
    {"reallyExit", really_exit, 1},
    {"abort", abort_process, 0},
    {"gc", collect_garbage, 1},
    {NULL, NULL, 0},
};

/* In the order of os.constants.signals. */
static const JsBindingNumber signals[] = {
#define S(name) {#name, name}
    S(SIGHUP), S(SIGINT), S(SIGQUIT), S(SIGILL), S(SIGTRAP), S(SIGABRT), {"SIGIOT", SIGABRT}, S(SIGBUS), S(SIGFPE),
    S(SIGKILL), S(SIGUSR1), S(SIGSEGV), S(SIGUSR2), S(SIGPIPE), S(SIGALRM), S(SIGTERM), S(SIGCHLD), S(SIGCONT),
    S(SIGSTOP), S(SIGTSTP), S(SIGTTIN), S(SIGTTOU), S(SIGURG), S(SIGXCPU), S(SIGXFSZ), S(SIGVTALRM), S(SIGPROF),
    S(SIGWINCH), S(SIGIO),
#ifdef __linux__
    {"SIGSTKFLT", 16}, S(SIGPOLL), S(SIGPWR),
#endif
    S(SIGSYS), {NULL, 0},
#undef S
};

static JsValue argument_array(JsIsolate *iso) {
  JsObject *array = js_array_with_capacity(iso, (uint32_t)iso->argc);
  if (!array) return JS_EMPTY;
  for (int i = 0; i < iso->argc; i++) {
    JsValue s = js_string_value(iso, iso->argv[i]);
    if (s == JS_EMPTY || !js_array_push(iso, array, s)) return JS_EMPTY;
  }
  return js_from_cell(array);
}

static JsValue versions(JsIsolate *iso) {
  JsObject *o = js_object_new(iso);
  bool ok = o && js_binding_set(iso, o, "node", js_string_value(iso, LODE_NODE_VERSION)) &&
            js_binding_set(iso, o, "uv", js_string_value(iso, uv_version_string()));
  return ok ? js_from_cell(o) : JS_EMPTY;
}

static JsValue exec_path(JsIsolate *iso) {
  char path[PATH_MAX + 1];
  size_t size = sizeof path;
  return js_string_value(iso, uv_exepath(path, &size) == 0 ? path : iso->argc > 0 ? iso->argv[0] : "");
}

JsValue js_binding_process(JsIsolate *iso) {
  JsObject *o = js_object_new(iso);
  JsObject *signal_numbers = o ? js_object_new(iso) : NULL;
  if (!signal_numbers || !js_binding_numbers(iso, signal_numbers, signals)) return JS_EMPTY;
  bool ok = js_binding_functions(iso, o, functions) && js_binding_set(iso, o, "argv", argument_array(iso)) &&
            js_binding_set(iso, o, "execPath", exec_path(iso)) &&
            js_binding_set(iso, o, "pid", js_int32((int32_t)getpid())) &&
            js_binding_set(iso, o, "platform", js_string_value(iso, PLATFORM)) &&
            js_binding_set(iso, o, "arch", js_string_value(iso, ARCH)) &&
            js_binding_set(iso, o, "versions", versions(iso)) &&
            js_binding_set(iso, o, "signals", js_from_cell(signal_numbers));
  return ok ? js_from_cell(o) : JS_EMPTY;
}
