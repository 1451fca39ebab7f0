/* Environments: the captured variables of a scope. */
#include "lode_abi.h"
#include "object/internal.h"

void *lode_new_env(JsIsolate *iso, void *parent, int32_t count, JsValue initial) {
  JsEnv *env = js_alloc(iso, JS_KIND_ENV, sizeof(JsEnv) + (size_t)count * sizeof(JsValue));
  env->count = (uint32_t)count;
  env->parent = parent;
  if (initial != JS_EMPTY)
    for (int32_t i = 0; i < count; i++) env->values[i] = initial;
  js_barrier(iso, env);
  return env;
}

size_t js_env_size(const JsCell *cell) { return sizeof(JsEnv) + ((const JsEnv *)cell)->count * sizeof(JsValue); }

void js_env_trace(JsTracer *t, JsCell *cell) {
  JsEnv *env = (JsEnv *)cell;
  js_trace_cell(t, env->parent);
  js_trace_values(t, env->values, env->count);
}
