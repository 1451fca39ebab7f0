/* Exceptions that nothing caught: the library's hook, else a report on stderr as Node writes it, and the end. */
#include "agents/agents.h"
#include "libuv_shim/internal.h"

#include <stdio.h>
#include <stdlib.h>

#define EXIT_UNCAUGHT 1
#define EXIT_HANDLER_THREW 7

typedef struct Place {
  const char *path; /* not terminated */
  size_t path_length;
  unsigned long line, column;
  const JsModuleDesc *module; /* NULL: known by its path only */
} Place;

static bool user_place(JsIsolate *iso, const void *address, Place *out) {
  JsPosition p;
  if (!js_module_find_pc(iso, address, &p) || !p.info || !p.info->module || p.line == 0) return false;
  if (p.info->module->flags & JS_MODULE_NATIVE) return false;
  *out = (Place){p.info->module->path, strlen(p.info->module->path), p.line, p.column, p.info->module};
  return true;
}

/* Where a throw statement threw it, if that was the last one to be executed: the last time, but for the end of a
 * finally block of the library or without a position. */
static bool throw_place(JsIsolate *iso, JsValue exception, Place *out) {
  if (iso->thrown != exception) return false;
  return user_place(iso, iso->last_throw, out) || user_place(iso, iso->first_throw, out);
}

/* Reads "…(path:line:column)" or "…path:line:column", the text of a stack frame after "at ". */
static bool parse_frame(const char *start, const char *end, Place *out) {
  if (end > start && end[-1] == ')') {
    end--;
    for (const char *p = end; p-- > start;) {
      if (*p != '(') continue;
      start = p + 1;
      break;
    }
  }
  const char *colons[2];
  const char *p = end;
  for (int i = 0; i < 2; i++) {
    const char *digits = p;
    while (p > start && p[-1] >= '0' && p[-1] <= '9') p--;
    if (p == digits || p == start || p[-1] != ':') return false;
    colons[i] = --p;
  }
  *out = (Place){start, (size_t)(p - start), strtoul(colons[1] + 1, NULL, 10), strtoul(colons[0] + 1, NULL, 10), NULL};
  return out->path_length > 0;
}

static bool first_place(const char *stack, Place *out) {
  for (const char *line = strstr(stack, "\n    at "); line; line = strstr(line + 1, "\n    at ")) {
    const char *start = line + 8, *end = strchr(start, '\n');
    if (parse_frame(start, end ? end : start + strlen(start), out)) return true;
  }
  return false;
}

static char *read_whole_file(const char *path, size_t *length) {
  FILE *f = fopen(path, "rb");
  if (!f) return NULL;
  char *text = NULL;
  size_t n = 0, capacity = 0;
  do {
    capacity = capacity ? capacity * 2 : 65536;
    char *grown = realloc(text, capacity);
    if (!grown) break;
    text = grown;
    n += fread(text + n, 1, capacity - n, f);
  } while (n == capacity);
  fclose(f);
  *length = n;
  return text;
}

/* The source of a module of the program, or else of the file. *owned: to be freed. */
static const char *find_source(JsLoop *loop, const Place *place, size_t *length, char **owned) {
  if (place->module && place->module->unit) {
    *length = place->module->source_length;
    return place->module->source;
  }
  for (const JsModuleDesc *const *m = loop->program; m && *m; m++) {
    size_t n = strlen((*m)->path);
    if (!(*m)->source || (*m)->unit || n > place->path_length) continue;
    const char *tail = place->path + place->path_length - n;
    if (memcmp(tail, (*m)->path, n) != 0 || (tail > place->path && tail[-1] != '/' && (*m)->path[0] != '/')) continue;
    *length = (*m)->source_length;
    return (*m)->source;
  }
  char *path = strndup(place->path, place->path_length);
  *owned = path ? read_whole_file(path, length) : NULL;
  free(path);
  return *owned;
}

static void print_source_line(JsLoop *loop, Place place) {
  char *owned = NULL;
  size_t length = 0;
  fprintf(stderr, "%.*s:%lu\n", (int)place.path_length, place.path, place.line);
  const char *source = find_source(loop, &place, &length, &owned), *end = source + length;
  for (unsigned long line = 1; source && line < place.line; line++) {
    const char *newline = memchr(source, '\n', (size_t)(end - source));
    source = newline ? newline + 1 : NULL;
  }
  if (source) {
    const char *newline = memchr(source, '\n', (size_t)(end - source));
    size_t n = (size_t)((newline ? newline : end) - source);
    if (n && source[n - 1] == '\r') n--;
    fprintf(stderr, "%.*s\n", (int)n, source);
    for (unsigned long i = 1; i < place.column; i++) fputc(i <= n && source[i - 1] == '\t' ? '\t' : ' ', stderr);
    fputs("^\n", stderr);
  }
  free(owned);
}

/* v as UTF-8 if it is a string; malloc'd. */
static char *text_of(JsIsolate *iso, JsValue v) {
  char *text = js_is_string(v) ? js_string_to_utf8(iso, js_as_string(v), &(size_t){0}) : NULL;
  iso->exception = JS_EMPTY;
  return text;
}

static char *stack_of(JsIsolate *iso, JsValue exception) {
  if (!js_is_kind(exception, JS_KIND_ERROR)) return NULL;
  JsValue stack = js_get(iso, js_as_object(exception), js_atom_key(iso, JS_ATOM_stack), exception);
  if (stack == JS_EMPTY) iso->exception = JS_EMPTY;
  return stack == JS_EMPTY ? NULL : text_of(iso, stack);
}

/* A string itself, else what the library's inspector says, or the stack, or a description. */
static char *whole_text(JsIsolate *iso, JsValue exception, const char *stack) {
  if (js_is_string(exception)) return text_of(iso, exception);
  JsValue argv[] = {exception};
  JsValue inspected = js_call_hook(iso, JS_HOOK_inspect, 1, argv);
  iso->exception = JS_EMPTY;
  char *text = inspected == JS_EMPTY ? NULL : text_of(iso, inspected);
  if (text) return text;
  if (stack) return strdup(stack);
  if (js_is_object(exception)) {
    JsString *s = js_to_string(iso, exception);
    text = s ? text_of(iso, js_from_cell(s)) : NULL;
    iso->exception = JS_EMPTY;
    if (text) return text;
  }
  return js_describe(iso, exception);
}

/* An error made by the runtime shows where its stack begins, what a throw statement threw where that is. */
static void report(JsIsolate *iso, JsValue exception, bool from_promise) {
  JsLoop *loop = js_loop_get(iso);
  Place place;
  bool thrown = !from_promise && throw_place(iso, exception, &place);
  char *stack = stack_of(iso, exception);
  char *text = whole_text(iso, exception, stack);
  fflush(stdout);
  bool is_error = js_is_kind(exception, JS_KIND_ERROR);
  bool placed = thrown || (stack && first_place(stack, &place));
  if (placed && !is_error) fputc('\n', stderr);
  if (placed) print_source_line(loop, place);
  else if (!is_error) fputs("Uncaught:\n", stderr);
  fprintf(stderr, placed && is_error ? "\n%s\n" : "%s\n", text ? text : "(no text)");
  if (!js_is_object(exception)) {
    fputs("(Use `node --trace-uncaught ...` to show where the exception was thrown)\n", stderr);
  }
  fputs("\nNode.js v" LODE_NODE_VERSION "\n", stderr);
  free(stack);
  free(text);
}

int js_report_uncaught(JsIsolate *iso, JsValue exception) {
  report(iso, exception, false);
  return EXIT_UNCAUGHT;
}

void js_handle_uncaught(JsIsolate *iso, JsValue exception, bool from_promise) {
  JsLoop *loop = js_loop_get(iso);
  if (js_is_stopped(iso)) { /* what it threw is how it ends */
    if (loop->open) uv_stop(&loop->uv);
    return;
  }
  JsValue argv[] = {exception, js_bool(from_promise)};
  if (loop->reporting) { /* thrown while the first was dealt with */
    report(iso, exception, false);
    js_exit(iso, EXIT_HANDLER_THREW);
  }
  loop->reporting = true;
  JsValue handled = js_call_hook(iso, JS_HOOK_uncaughtException, 2, argv);
  loop->reporting = false;
  if (handled == JS_EMPTY && iso->exception != JS_EMPTY) {
    loop->reporting = true;
    report(iso, js_take_exception(iso), false);
    js_exit(iso, EXIT_HANDLER_THREW);
  }
  if (handled != JS_EMPTY && js_to_boolean(handled)) return;
  loop->reporting = true;
  report(iso, exception, from_promise);
  js_exit(iso, loop->exit_code_set ? loop->exit_code : EXIT_UNCAUGHT);
}
