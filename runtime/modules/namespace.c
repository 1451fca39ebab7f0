/* Module Namespace Exotic Objects (10.4.6). */
#include "modules/esm.h"

#include <stdlib.h>

int js_ordinary_get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out);
int js_ordinary_define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d);

static int namespace_get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out);
static int namespace_define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d);
static int namespace_has_property(JsIsolate *iso, JsObject *o, JsKey key);
static JsValue namespace_get(JsIsolate *iso, JsObject *o, JsKey key, JsValue receiver);
static bool namespace_set(JsIsolate *iso, JsObject *o, JsKey key, JsValue v, JsValue receiver, bool *ok);
static int namespace_delete(JsIsolate *iso, JsObject *o, JsKey key);
static JsObject *namespace_own_keys(JsIsolate *iso, JsObject *o);
static int namespace_set_prototype(JsIsolate *iso, JsObject *o, JsValue proto);
static int namespace_prevent_extensions(JsIsolate *iso, JsObject *o);

const JsExoticOps js_namespace_exotic_ops = {
    .get_own_property = namespace_get_own_property,
    .define_own_property = namespace_define_own_property,
    .has_property = namespace_has_property,
    .get = namespace_get,
    .set = namespace_set,
    .delete_property = namespace_delete,
    .own_keys = namespace_own_keys,
    .set_prototype = namespace_set_prototype,
    .prevent_extensions = namespace_prevent_extensions,
};

/* The object is an ordinary one but for the record it stands for. */
typedef struct Namespace {
  JsObject object;
  JsEsm *module;
} Namespace;

JsEsm *js_esm_of_namespace(JsIsolate *iso, JsValue v) {
  (void)iso;
  return js_is_kind(v, JS_KIND_NAMESPACE) ? ((Namespace *)js_as_object(v))->module : NULL;
}

/* ---- GetModuleNamespace ---- */

typedef struct Names {
  JsObject *list; /* array of strings */
  JsEsmList visited;
} Names;

static int has_name(JsIsolate *iso, JsObject *list, JsValue name) {
  for (uint32_t i = 0; i < js_array_length(list); i++)
    if (js_strict_equals(iso, js_get_index(iso, list, i), name)) return 1;
  return 0;
}

/* 16.2.1.7.2.1 GetExportedNames; star: default isn't passed on. false: threw. */
static bool exported_names(JsIsolate *iso, JsEsm *m, Names *names, bool star) {
  if (!m->desc) {
    for (uint32_t i = 0; i < m->env->count; i++) {
      JsValue name = js_get_index(iso, js_as_object(m->names), i);
      if (star && js_strict_equals(iso, name, js_atom_value(iso, JS_ATOM_default_))) continue;
      if (!has_name(iso, names->list, name) && !js_array_push(iso, names->list, name)) return false;
    }
    return true;
  }
  for (uint32_t i = 0; i < names->visited.count; i++)
    if (names->visited.items[i] == m) return true;
  js_esm_list_add(&names->visited, m);
  const JsEsmDesc *d = m->desc->esm;
  for (uint32_t i = 0; i < d->export_count; i++) {
    JsValue name = js_esm_const(iso, m, d->exports[i].name);
    if (star && name == js_atom_value(iso, JS_ATOM_default_)) continue;
    if (!has_name(iso, names->list, name) && !js_array_push(iso, names->list, name)) return false;
  }
  for (uint32_t i = 0; i < d->star_count; i++)
    if (!exported_names(iso, m->loaded[d->stars[i]], names, true)) return false;
  return true;
}

typedef struct Export {
  JsValue key;
  JsValue *cell;
} Export;

/* By code units (Shell sort). */
static void sort_exports(JsIsolate *iso, Export *exports, uint32_t count) {
  for (uint32_t gap = count / 2; gap > 0; gap /= 2) {
    for (uint32_t i = gap; i < count; i++) {
      Export e = exports[i];
      uint32_t j = i;
      for (; j >= gap && js_string_compare(iso, js_as_string(exports[j - gap].key), js_as_string(e.key)) > 0; j -= gap)
        exports[j] = exports[j - gap];
      exports[j] = e;
    }
  }
}

/* Of an atom: cells don't move. */
static uint32_t name_hash(JsValue name) { return (uint32_t)((name >> 4) * 0x9E3779B1u) >> 8; }

static void keep_exports(JsEsm *m, const Export *exports, uint32_t count) {
  m->export_keys = calloc(count + 1, sizeof *m->export_keys);
  m->export_cells = calloc(count + 1, sizeof *m->export_cells);
  if (!m->export_keys || !m->export_cells) abort();
  for (uint32_t i = 0; i < count; i++) {
    m->export_keys[i] = exports[i].key;
    m->export_cells[i] = exports[i].cell;
  }
  m->export_count = count;
  m->export_mask = 7;
  while (m->export_mask < 2 * count) m->export_mask = m->export_mask * 2 + 1;
  m->export_index = calloc(m->export_mask + 1, sizeof *m->export_index);
  if (!m->export_index) abort();
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = name_hash(m->export_keys[i]) & m->export_mask;
    while (m->export_index[at]) at = (at + 1) & m->export_mask;
    m->export_index[at] = i + 1;
  }
}

/* The names that mean one thing, with where it is. false: threw. */
static bool collect_exports(JsIsolate *iso, JsEsm *m) {
  Names names = {js_array_with_capacity(iso, 8), {NULL, 0, 0}};
  bool ok = names.list && exported_names(iso, m, &names, false);
  free(names.visited.items);
  if (!ok) return false;
  uint32_t total = js_array_length(names.list), count = 0;
  Export *exports = calloc(total + 1, sizeof *exports);
  if (!exports) abort();
  for (uint32_t i = 0; i < total; i++) { /* names.list keeps the strings */
    Export e = {js_get_index(iso, names.list, i), NULL};
    if (js_esm_resolve_export(iso, m, e.key, &e.cell) == JS_ESM_FOUND) exports[count++] = e;
  }
  sort_exports(iso, exports, count);
  keep_exports(m, exports, count);
  JS_KEEP(names.list);
  free(exports);
  return true;
}

static JsValue make_namespace(JsIsolate *iso, JsEsm *m) {
  JsObject *o = js_object_new_kind(iso, JS_KIND_NAMESPACE, sizeof(Namespace), JS_NULL);
  if (!o) return JS_EMPTY;
  ((Namespace *)o)->module = m;
  m->namespace_object = js_from_cell(o);
  JsString *tag = js_string_from_cstr(iso, "Module");
  if (!tag || !js_define_data(iso, o, js_symbol_key(iso, JS_SYMBOL_toStringTag), js_from_cell(tag), 0)) return JS_EMPTY;
  if (js_prevent_extensions(iso, o) < 0) return JS_EMPTY;
  o->cell.flags |= JS_OBJ_EXOTIC; /* from here on */
  return m->namespace_object;
}

JsValue js_esm_namespace(JsIsolate *iso, JsEsm *m) {
  if (m->namespace_object != JS_EMPTY) return m->namespace_object;
  return collect_exports(iso, m) ? make_namespace(iso, m) : JS_EMPTY;
}

/* The names are those of a synthetic module with one export, and m's; each is where m has it. */
JsValue js_esm_interop_namespace(JsIsolate *iso, JsEsm *m) {
  if (m->interop) return m->interop->namespace_object;
  JS_TRY(js_esm_namespace(iso, m));
  JsString *mark = js_string_from_cstr(iso, "__esModule");
  JsObject *names = mark ? js_array_with_capacity(iso, 1) : NULL;
  if (!names || !js_array_push(iso, names, js_from_cell(js_atom_from_string(iso, mark)))) return JS_EMPTY;
  JsEsm *other = js_esm_synthetic(iso, m->url, js_from_cell(names), JS_UNDEFINED);
  if (!other) return JS_EMPTY;
  other->status = JS_ESM_EVALUATED;
  other->env->values[0] = JS_TRUE;
  uint32_t count = m->export_count + 1;
  Export *exports = calloc(count, sizeof *exports);
  if (!exports) abort();
  for (uint32_t i = 0; i < m->export_count; i++) exports[i] = (Export){m->export_keys[i], m->export_cells[i]};
  exports[count - 1] = (Export){js_get_index(iso, names, 0), &other->env->values[0]};
  sort_exports(iso, exports, count);
  keep_exports(other, exports, count);
  free(exports);
  m->interop = other;
  return make_namespace(iso, other);
}

/* ---- internal methods ---- */

/* The cell of an export, or NULL. Names are atoms, but those that spell an index. */
static JsValue *find_export(JsIsolate *iso, JsObject *o, JsKey key) {
  JsEsm *m = ((Namespace *)o)->module;
  if (!js_key_is_index(key)) {
    JsValue name = js_from_cell(js_key_cell(key));
    for (uint32_t at = name_hash(name) & m->export_mask; m->export_index[at]; at = (at + 1) & m->export_mask)
      if (m->export_keys[m->export_index[at] - 1] == name) return m->export_cells[m->export_index[at] - 1];
    return NULL;
  }
  JsValue wanted = js_key_to_value(iso, key);
  for (uint32_t low = 0, high = m->export_count; low < high;) {
    uint32_t middle = low + (high - low) / 2;
    JsValue at = m->export_keys[middle];
    int order = at == wanted ? 0 : js_string_compare(iso, js_as_string(at), js_as_string(wanted));
    if (order == 0) return m->export_cells[middle];
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return NULL;
}

static JsValue read_export(JsIsolate *iso, JsKey key, const JsValue *cell) {
  if (*cell != JS_EMPTY) return *cell;
  char *name = js_describe_key(iso, key);
  js_throw_reference_error(iso, "Cannot access '%s' before initialization", name);
  free(name);
  return JS_EMPTY;
}

/* 10.4.6.5 [[GetOwnProperty]] */
static int namespace_get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out) {
  if (js_key_is_symbol(key)) return js_ordinary_get_own_property(iso, o, key, out);
  JsValue *cell = find_export(iso, o, key);
  if (!cell) return 0;
  JsValue value = read_export(iso, key, cell);
  if (value == JS_EMPTY) return -1;
  *out = (JsPropertyDescriptor){
      .present = JS_DESC_VALUE | JS_DESC_WRITABLE | JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE,
      .attributes = JS_ATTR_WRITABLE | JS_ATTR_ENUMERABLE,
      .value = value,
      .getter = JS_UNDEFINED,
      .setter = JS_UNDEFINED,
  };
  return 1;
}

/* 10.4.6.6 [[DefineOwnProperty]]: only what changes nothing. */
static int namespace_define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d) {
  if (js_key_is_symbol(key)) return js_ordinary_define_own_property(iso, o, key, d);
  JsPropertyDescriptor current;
  int found = namespace_get_own_property(iso, o, key, &current);
  if (found <= 0) return found;
  if ((d->present & JS_DESC_CONFIGURABLE) && (d->attributes & JS_ATTR_CONFIGURABLE)) return 0;
  if ((d->present & JS_DESC_ENUMERABLE) && !(d->attributes & JS_ATTR_ENUMERABLE)) return 0;
  if (d->present & (JS_DESC_GET | JS_DESC_SET)) return 0;
  if ((d->present & JS_DESC_WRITABLE) && !(d->attributes & JS_ATTR_WRITABLE)) return 0;
  return !(d->present & JS_DESC_VALUE) || js_same_value(iso, d->value, current.value);
}

/* 10.4.6.7 [[HasProperty]] */
static int namespace_has_property(JsIsolate *iso, JsObject *o, JsKey key) {
  JsPropertyDescriptor d;
  if (js_key_is_symbol(key)) return js_ordinary_get_own_property(iso, o, key, &d);
  return find_export(iso, o, key) != NULL;
}

/* 10.4.6.8 [[Get]] */
static JsValue namespace_get(JsIsolate *iso, JsObject *o, JsKey key, JsValue receiver) {
  (void)receiver;
  if (js_key_is_symbol(key)) {
    JsPropertyDescriptor d;
    int found = js_ordinary_get_own_property(iso, o, key, &d);
    return found < 0 ? JS_EMPTY : found ? d.value : JS_UNDEFINED;
  }
  JsValue *cell = find_export(iso, o, key);
  return cell ? read_export(iso, key, cell) : JS_UNDEFINED;
}

/* 10.4.6.9 [[Set]] */
static bool namespace_set(JsIsolate *iso, JsObject *o, JsKey key, JsValue v, JsValue receiver, bool *ok) {
  (void)iso, (void)o, (void)key, (void)v, (void)receiver;
  *ok = false;
  return true;
}

/* 10.4.6.10 [[Delete]] */
static int namespace_delete(JsIsolate *iso, JsObject *o, JsKey key) {
  JsPropertyDescriptor d;
  if (js_key_is_symbol(key)) return !js_ordinary_get_own_property(iso, o, key, &d);
  return find_export(iso, o, key) == NULL;
}

/* 10.4.6.11 [[OwnPropertyKeys]] */
static JsObject *namespace_own_keys(JsIsolate *iso, JsObject *o) {
  JsEsm *m = ((Namespace *)o)->module;
  JsObject *keys = js_array_from_values(iso, m->export_keys, m->export_count);
  return keys && js_array_push(iso, keys, js_from_cell(iso->symbols[JS_SYMBOL_toStringTag])) ? keys : NULL;
}

/* 10.4.6.2 [[SetPrototypeOf]] */
static int namespace_set_prototype(JsIsolate *iso, JsObject *o, JsValue proto) {
  (void)iso, (void)o;
  return js_is_null(proto);
}

/* 10.4.6.4 [[PreventExtensions]] */
static int namespace_prevent_extensions(JsIsolate *iso, JsObject *o) {
  (void)iso, (void)o;
  return 1;
}
