/* Module Records: the isolate's table of them, which keeps them and what they hold alive. */
#include "modules/esm.h"

#include <stdlib.h>

typedef struct JsEsmTable {
  JsEsmList modules;
} JsEsmTable;

static void trace_modules(JsTracer *t, void *data) {
  JsEsmTable *table = data;
  for (uint32_t i = 0; i < table->modules.count; i++) {
    JsEsm *m = table->modules.items[i];
    js_trace_cell(t, m->env);
    js_trace_value(t, m->url);
    js_trace_value(t, m->meta);
    js_trace_value(t, m->body);
    js_trace_value(t, m->evaluate);
    js_trace_value(t, m->names);
    js_trace_value(t, m->namespace_object);
    js_trace_values(t, m->export_keys, m->export_count);
    js_trace_value(t, m->error);
    js_trace_value(t, m->promise);
  }
}

static JsEsmTable *table_of(JsIsolate *iso) {
  if (iso->esm) return iso->esm;
  JsEsmTable *table = calloc(1, sizeof *table);
  if (!table) abort();
  js_gc_add_root_fn(iso, trace_modules, table);
  iso->esm = table;
  return table;
}

void js_esm_list_add(JsEsmList *list, JsEsm *module) {
  if (list->count == list->capacity) {
    list->capacity = list->capacity ? list->capacity * 2 : 8;
    list->items = realloc(list->items, list->capacity * sizeof *list->items);
    if (!list->items) abort();
  }
  list->items[list->count++] = module;
}

static JsEsm *add_module(JsIsolate *iso, const JsModuleDesc *desc, JsValue url, uint32_t requests) {
  JsEsmTable *table = table_of(iso);
  JsEsm *m = calloc(1, sizeof *m);
  if (!m || (requests && !(m->loaded = calloc(requests, sizeof *m->loaded)))) abort();
  m->id = table->modules.count;
  m->desc = desc;
  m->url = url;
  m->meta = m->body = m->evaluate = m->names = JS_UNDEFINED;
  js_esm_list_add(&table->modules, m);
  return m;
}

static JsEnv *new_environment(JsIsolate *iso, uint32_t size) {
  JsEnv *env = js_alloc(iso, JS_KIND_ENV, sizeof(JsEnv) + size * sizeof(JsValue));
  env->count = size;
  return env;
}

JsEsm *js_esm_new(JsIsolate *iso, const JsModuleDesc *desc, JsValue url) {
  js_module_load(iso, desc);
  JsEsm *m = add_module(iso, desc, url, desc->esm->request_count);
  JsEnv *env = new_environment(iso, desc->esm->size);
  m->env = env;
  for (uint32_t i = 0; i < desc->esm->variable_count; i++) env->values[desc->esm->variables[i]] = JS_UNDEFINED;
  return m;
}

/* Names are atoms, but those that spell an index, as constants are. */
static bool intern_names(JsIsolate *iso, JsObject *names) {
  for (uint32_t i = 0; i < js_array_length(names); i++) {
    JsKey key = js_to_property_key(iso, js_get_index(iso, names, i));
    if (key == JS_KEY_NONE) return false;
    if (!js_key_is_index(key) && !js_put_index(iso, names, i, js_from_cell(js_key_cell(key)))) return false;
  }
  return true;
}

/* 16.2.1.8: exports start undefined. */
JsEsm *js_esm_synthetic(JsIsolate *iso, JsValue url, JsValue names, JsValue evaluate) {
  if (!intern_names(iso, js_as_object(names))) return NULL;
  uint32_t count = js_array_length(js_as_object(names));
  JsEnv *env = new_environment(iso, count);
  for (uint32_t i = 0; i < count; i++) env->values[i] = JS_UNDEFINED;
  JsEsm *m = add_module(iso, NULL, url, 0);
  m->env = env;
  m->names = names;
  m->evaluate = evaluate;
  return m;
}

JsEsm *js_esm_get(JsIsolate *iso, uint32_t id) {
  return iso->esm && id < iso->esm->modules.count ? iso->esm->modules.items[id] : NULL;
}

JsEsm *js_esm_of_desc(JsIsolate *iso, const JsModuleDesc *desc) {
  JsEsmTable *table = table_of(iso);
  for (uint32_t i = 0; i < table->modules.count; i++)
    if (table->modules.items[i]->desc == desc) return table->modules.items[i];
  return NULL;
}

JsEsm *js_esm_of_env(JsIsolate *iso, const JsEnv *env) {
  JsEsmTable *table = table_of(iso);
  for (uint32_t i = 0; i < table->modules.count; i++)
    if (table->modules.items[i]->env == env) return table->modules.items[i];
  return NULL;
}

JsValue js_esm_const(JsIsolate *iso, const JsEsm *m, uint32_t index) { return js_module_consts(iso, m->desc)[index]; }

void js_esm_free(JsIsolate *iso) {
  JsEsmTable *table = iso->esm;
  if (!table) return;
  js_gc_remove_root_fn(iso, trace_modules, table);
  for (uint32_t i = 0; i < table->modules.count; i++) {
    JsEsm *m = table->modules.items[i];
    free(m->loaded);
    free(m->export_keys);
    free(m->export_cells);
    free(m->export_index);
    free(m->async_parents.items);
    free(m);
  }
  free(table->modules.items);
  free(table);
  iso->esm = NULL;
}
