/* A small stand-in for the runtime: enough for compiled functions to run without objects. The lode_ functions that it
 * doesn't define abort; test_backend.py writes those from runtime/abi.py. */
#include "lode_abi.h"
#include "module.h"

#include <math.h>
#include <stdio.h>

static struct {
  JsIsolate isolate;
  char places[64 << 20]; /* of all modules that the tests load */
} memory;
#define isolate memory.isolate
static JsValue cells[4];

#define NUMBER(v) js_number_to_double(v)

/* Runs a module's outermost function. JS_EMPTY: threw, see stub_exception. */
JsValue stub_run(const JsModuleDesc *module, uint32_t argc, JsValue *argv) {
  isolate.stack_limit = (char *)__builtin_frame_address(0) - 256 * 1024;
  isolate.exception = JS_EMPTY;
  for (uint32_t i = 0; i < module->const_count; i++) js_module_consts(&isolate, module)[i] = js_int32(1000 + (int32_t)i);
  static JsFunction function;
  function.object.cell.kind = JS_KIND_FUNCTION;
  function.code = module->entry->code;
  function.info = module->entry;
  return function.code(&isolate, js_from_cell(&function), JS_UNDEFINED, JS_UNDEFINED, argc, argv);
}
JsValue stub_exception(void) { return isolate.exception; }

/* Where the innermost compiled caller of the last stub_here was. */
static JsPosition here;
static const JsModuleDesc *here_module;
void stub_watch(const JsModuleDesc *module) { here_module = module; }
uint64_t stub_here(void) { return (uint64_t)here.line << 32 | here.column; }
static void note_position(const char *return_address) {
  if (!here_module) return;
  for (uint32_t i = 0; i < here_module->range_count; i++) {
    const JsCodeRange *r = &here_module->ranges[i];
    if (return_address <= r->start || return_address > r->start + r->size) continue;
    here.info = r->info;
    for (uint32_t j = 0; j < r->line_count && r->start + r->lines[j].pc_offset < return_address; j++) {
      here.line = r->lines[j].line;
      here.column = r->lines[j].column;
    }
  }
}

static JsValue fail(JsIsolate *iso, JsValue v) {
  iso->exception = v;
  return JS_EMPTY;
}

/* Numbers only; anything else throws the left operand. */
#define ARITHMETIC(name, expression)                                                 \
  JsValue lode_##name(JsIsolate *iso, JsValue a, JsValue b) {                        \
    note_position(__builtin_return_address(0));                                      \
    if (!js_is_number(a) || !js_is_number(b)) return fail(iso, a);                   \
    double x = NUMBER(a), y = NUMBER(b);                                             \
    return expression;                                                               \
  }
ARITHMETIC(add, js_number(x + y))
ARITHMETIC(sub, js_number(x - y))
ARITHMETIC(mul, js_number(x * y))
ARITHMETIC(div, js_number(x / y))
ARITHMETIC(mod, js_number(fmod(x, y)))
ARITHMETIC(lt, js_bool(x < y))
ARITHMETIC(le, js_bool(x <= y))
ARITHMETIC(gt, js_bool(x > y))
ARITHMETIC(ge, js_bool(x >= y))
ARITHMETIC(eq, js_bool(x == y))
ARITHMETIC(bitor, js_int32(lode_to_int32(iso, x) | lode_to_int32(iso, y)))
ARITHMETIC(ushr, js_number((uint32_t)lode_to_int32(iso, x) >> (lode_to_int32(iso, y) & 31)))

JsValue lode_inc(JsIsolate *iso, JsValue a) { return lode_add(iso, a, js_int32(1)); }

int32_t lode_to_int32(JsIsolate *iso, double d) {
  (void)iso;
  if (!isfinite(d)) return 0;
  double m = fmod(trunc(d), 4294967296.0);
  return (int32_t)(uint32_t)(int64_t)(m < 0 ? m + 4294967296.0 : m);
}
double lode_math_mod(JsIsolate *iso, double a, double b) {
  (void)iso;
  return fmod(a, b);
}
bool lode_to_boolean(JsIsolate *iso, JsValue v) {
  (void)iso;
  return js_is_number(v) ? NUMBER(v) < 0 || NUMBER(v) > 0 : v == JS_TRUE;
}
bool lode_strict_equal(JsIsolate *iso, JsValue a, JsValue b) {
  (void)iso;
  return js_is_number(a) && js_is_number(b) ? NUMBER(a) == NUMBER(b) : a == b;
}
void lode_stack_overflow(JsIsolate *iso) { iso->exception = js_int32(-666); }
void lode_throw(JsIsolate *iso, JsValue v) {
  note_position(__builtin_return_address(0));
  iso->exception = v;
}
JsValue lode_catch(JsIsolate *iso) {
  JsValue v = iso->exception;
  iso->exception = JS_EMPTY;
  return v;
}
void lode_throw_type_error(JsIsolate *iso, JsValue v) { iso->exception = v; }

/* Calls back what it is given: callee(this, argv). */
JsValue lode_call(JsIsolate *iso, JsValue callee, JsValue this_value, int32_t argc, void *argv, JsValue text) {
  (void)text;
  if (!js_is_callable(callee)) return fail(iso, callee);
  return js_as_function(callee)->code(iso, callee, this_value, JS_UNDEFINED, (uint32_t)argc, argv);
}
/* A function whose environment is the given one; a few at a time. */
JsValue lode_closure(JsIsolate *iso, void *info, void *env) {
  (void)iso;
  static JsFunction functions[16];
  static unsigned next;
  JsFunction *f = &functions[next++ % 16];
  f->info = info;
  f->code = f->info->code;
  f->env = env;
  f->object.cell.kind = JS_KIND_FUNCTION;
  f->object.cell.flags = JS_OBJ_CALLABLE;
  return js_from_cell(f);
}
/* An environment in static memory. */
void *lode_new_env(JsIsolate *iso, void *parent, int32_t count, JsValue initial) {
  (void)iso;
  static uint64_t memory[64];
  JsEnv *env = (JsEnv *)memory;
  env->count = (uint32_t)count;
  env->parent = parent;
  for (int32_t i = 0; i < count; i++) env->values[i] = initial;
  return env;
}
void *lode_alloc_slow(JsIsolate *iso, int64_t size) {
  (void)iso, (void)size;
  static uint64_t memory[64];
  memset(memory, 0, sizeof memory);
  return memory;
}
/* "Property" n of anything: a global cell, by the key's number. */
JsValue lode_get_prop(JsIsolate *iso, JsValue o, JsValue key, JsPlace ic) {
  (void)ic;
  note_position(__builtin_return_address(0));
  if (js_is_nullish(o)) return fail(iso, key);
  return cells[js_as_int32(key) & 3];
}
bool lode_set_prop(JsIsolate *iso, JsValue o, JsValue key, JsValue v, JsPlace ic, int32_t strict) {
  (void)ic, (void)strict;
  if (js_is_nullish(o)) return fail(iso, key) != JS_EMPTY;
  cells[js_as_int32(key) & 3] = v;
  return true;
}
