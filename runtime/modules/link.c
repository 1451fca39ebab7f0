/* Linking (16.2.1.6): which variable each import means, and the environment's functions. */
#include "modules/esm.h"

#include <stdlib.h>

/* ---- ResolveExport ---- */

typedef struct ResolveStep {
  JsEsm *module;
  JsValue name;
} ResolveStep;
typedef struct ResolveSet {
  ResolveStep *steps;
  uint32_t count, capacity;
  JsValue circular; /* the specifier by which a chain of export … from comes back to where it was */
} ResolveSet;

/* false: the module and name were met before. */
static bool enter(ResolveSet *set, JsEsm *m, JsValue name) {
  for (uint32_t i = 0; i < set->count; i++)
    if (set->steps[i].module == m && set->steps[i].name == name) return false;
  if (set->count == set->capacity) {
    set->capacity = set->capacity ? set->capacity * 2 : 16;
    set->steps = realloc(set->steps, set->capacity * sizeof *set->steps);
    if (!set->steps) abort();
  }
  set->steps[set->count++] = (ResolveStep){m, name};
  return true;
}

/* Names are atoms, but those that spell an index. */
static bool same_name(JsIsolate *iso, JsValue a, JsValue b) { return a == b || js_strict_equals(iso, a, b); }

static JsEsmFound resolve(JsIsolate *iso, JsEsm *m, JsValue name, ResolveSet *set, JsValue **cell);

/* The namespace is made when the module that imports it is linked; its place is known before. */
static JsEsmFound resolve_entry(JsIsolate *iso, JsEsm *m, const JsEsmExport *e, ResolveSet *set, JsValue **cell) {
  if (e->request == JS_ESM_NONE) {
    *cell = &m->env->values[e->slot];
    return JS_ESM_FOUND;
  }
  JsEsm *from = m->loaded[e->request];
  if (e->import_name == JS_ESM_NONE) {
    *cell = &from->namespace_object;
    return JS_ESM_FOUND;
  }
  JsEsmFound found = resolve(iso, from, js_esm_const(iso, m, e->import_name), set, cell);
  if (found == JS_ESM_CIRCULAR && set->circular == JS_EMPTY)
    set->circular = js_esm_const(iso, m, m->desc->esm->requests[e->request].specifier);
  return found;
}

static JsEsmFound resolve_star(JsIsolate *iso, JsEsm *m, JsValue name, ResolveSet *set, JsValue **cell) {
  JsValue *found = NULL;
  for (uint32_t i = 0; i < m->desc->esm->star_count; i++) {
    JsValue *other = NULL;
    JsEsmFound result = resolve(iso, m->loaded[m->desc->esm->stars[i]], name, set, &other);
    if (result == JS_ESM_AMBIGUOUS) return result;
    if (result != JS_ESM_FOUND) continue;
    if (found && found != other) return JS_ESM_AMBIGUOUS;
    found = other;
  }
  *cell = found;
  return found ? JS_ESM_FOUND : JS_ESM_MISSING;
}

static JsEsmFound resolve_synthetic(JsIsolate *iso, JsEsm *m, JsValue name, JsValue **cell) {
  JsObject *names = js_as_object(m->names);
  for (uint32_t i = 0; i < m->env->count; i++) {
    if (!same_name(iso, js_get_index(iso, names, i), name)) continue;
    *cell = &m->env->values[i];
    return JS_ESM_FOUND;
  }
  return JS_ESM_MISSING;
}

static JsEsmFound resolve(JsIsolate *iso, JsEsm *m, JsValue name, ResolveSet *set, JsValue **cell) {
  if (!m->desc) return resolve_synthetic(iso, m, name, cell);
  if (!enter(set, m, name)) return JS_ESM_CIRCULAR;
  const JsEsmDesc *d = m->desc->esm;
  for (uint32_t i = 0; i < d->export_count; i++)
    if (same_name(iso, js_esm_const(iso, m, d->exports[i].name), name)) return resolve_entry(iso, m, &d->exports[i], set, cell);
  if (same_name(iso, name, js_atom_value(iso, JS_ATOM_default_))) return JS_ESM_MISSING;
  return resolve_star(iso, m, name, set, cell);
}

/* The same; *circular: see ResolveSet. */
static JsEsmFound resolve_whole(JsIsolate *iso, JsEsm *m, JsValue name, JsValue **cell, JsValue *circular) {
  ResolveSet set = {NULL, 0, 0, JS_EMPTY};
  JsEsmFound result = resolve(iso, m, name, &set, cell);
  free(set.steps);
  *circular = set.circular;
  return result;
}

/* 16.2.1.7.2.2 ResolveExport */
JsEsmFound js_esm_resolve_export(JsIsolate *iso, JsEsm *m, JsValue name, JsValue **cell) {
  JsValue circular;
  return resolve_whole(iso, m, name, cell, &circular);
}

/* ---- InitializeEnvironment ---- */

static char *utf8(JsIsolate *iso, JsValue v) { return js_string_to_text(iso, js_as_string(v)); }

/* A SyntaxError in V8's words. circular: JS_EMPTY or the specifier that closes a circle. */
static bool throw_unresolved(JsIsolate *iso, JsEsm *m, uint32_t request, JsValue name, JsEsmFound found, JsValue circular) {
  char *text = utf8(iso, name);
  char *specifier = utf8(iso, circular != JS_EMPTY ? circular : js_esm_const(iso, m, m->desc->esm->requests[request].specifier));
  if (circular != JS_EMPTY) {
    js_throw_syntax_error(iso, "Detected cycle while resolving name '%s' in '%s'", text, specifier);
  } else if (found == JS_ESM_AMBIGUOUS) {
    js_throw_syntax_error(iso, "The requested module '%s' contains conflicting star exports for name '%s'", specifier, text);
  } else {
    js_throw_syntax_error(iso, "The requested module '%s' does not provide an export named '%s'", specifier, text);
  }
  free(text);
  free(specifier);
  return false;
}

/* Names of export … from that nothing stands behind are errors, whether or not someone imports them. */
static bool check_indirect_exports(JsIsolate *iso, JsEsm *m) {
  const JsEsmDesc *d = m->desc->esm;
  for (uint32_t i = 0; i < d->export_count; i++) {
    const JsEsmExport *e = &d->exports[i];
    if (e->request == JS_ESM_NONE) continue;
    if (e->import_name == JS_ESM_NONE) {
      if (js_esm_namespace(iso, m->loaded[e->request]) == JS_EMPTY) return false;
      continue;
    }
    JsValue *cell, circular;
    JsEsmFound found = resolve_whole(iso, m, js_esm_const(iso, m, e->name), &cell, &circular);
    if (found != JS_ESM_FOUND)
      return throw_unresolved(iso, m, e->request, js_esm_const(iso, m, e->import_name), found, circular);
  }
  return true;
}

static bool resolve_imports(JsIsolate *iso, JsEsm *m) {
  const JsEsmDesc *d = m->desc->esm;
  JsValue **cells = js_at(iso, d->cells);
  for (uint32_t i = 0; i < d->import_count; i++) {
    const JsEsmImport *e = &d->imports[i];
    JsEsm *from = m->loaded[e->request];
    if (e->name == JS_ESM_NONE) {
      if (js_esm_namespace(iso, from) == JS_EMPTY) return false;
      cells[i] = &from->namespace_object;
      continue;
    }
    JsValue circular;
    JsEsmFound found = resolve_whole(iso, from, js_esm_const(iso, m, e->name), &cells[i], &circular);
    if (found != JS_ESM_FOUND) return throw_unresolved(iso, m, e->request, js_esm_const(iso, m, e->name), found, circular);
  }
  return true;
}

/* 16.2.1.7.3.1 InitializeEnvironment */
static bool initialise_environment(JsIsolate *iso, JsEsm *m) {
  if (!check_indirect_exports(iso, m) || !resolve_imports(iso, m)) return false;
  const JsEsmDesc *d = m->desc->esm;
  for (uint32_t i = 0; i < d->function_count; i++) {
    JsFunction *f = js_function_new(iso, d->functions[i].info, m->env);
    if (!f) return false;
    m->env->values[d->functions[i].slot] = js_from_cell(f);
    js_barrier(iso, m->env);
  }
  JsFunction *body = js_function_new(iso, m->desc->entry, m->env);
  if (!body) return false;
  m->body = js_from_cell(body);
  return true;
}

/* ---- Link ---- */

/* 16.2.1.6.1.1.1 InnerModuleLinking. *index is -1 after a throw. */
static int64_t inner_link(JsIsolate *iso, JsEsm *m, JsEsmList *stack, int64_t index) {
  if (!js_stack_check(iso)) return -1;
  if (!m->desc) {
    if (m->status == JS_ESM_UNLINKED) m->status = JS_ESM_LINKED;
    return index;
  }
  if (m->status != JS_ESM_UNLINKED) return index;
  m->status = JS_ESM_LINKING;
  m->dfs_index = m->dfs_ancestor_index = (uint32_t)index++;
  js_esm_list_add(stack, m);
  for (uint32_t i = 0; i < m->desc->esm->request_count; i++) {
    JsEsm *required = m->loaded[i];
    index = inner_link(iso, required, stack, index);
    if (index < 0) return -1;
    if (required->desc && required->status == JS_ESM_LINKING && required->dfs_ancestor_index < m->dfs_ancestor_index)
      m->dfs_ancestor_index = required->dfs_ancestor_index;
  }
  if (!initialise_environment(iso, m)) return -1;
  if (m->dfs_ancestor_index == m->dfs_index) {
    JsEsm *done;
    do {
      done = stack->items[--stack->count];
      done->status = JS_ESM_LINKED;
    } while (done != m);
  }
  return index;
}

bool js_esm_link(JsIsolate *iso, JsEsm *m) {
  JsEsmList stack = {NULL, 0, 0};
  bool ok = inner_link(iso, m, &stack, 0) >= 0;
  for (uint32_t i = 0; !ok && i < stack.count; i++) stack.items[i]->status = JS_ESM_UNLINKED;
  free(stack.items);
  return ok;
}
