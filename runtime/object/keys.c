/* [[OwnPropertyKeys]] (10.1.11): indices ascending, strings, then symbols, each in order of creation. */
#include "object/internal.h"
#include "object/private.h"

#include <stdlib.h>

static bool push_key(JsIsolate *iso, JsObject *list, JsKey key) {
  JsValue v = js_key_to_value(iso, key);
  return v != JS_EMPTY && js_array_push(iso, list, v);
}

static bool push_indices(JsIsolate *iso, JsObject *o, JsObject *list, bool enumerable_only) {
  if (!js_is_sparse(o)) {
    for (uint32_t i = 0; i < *js_elements_length(o->elements); i++)
      if (o->elements[i] != JS_EMPTY && !push_key(iso, list, js_index_key(i))) return false;
    return true;
  }
  uint32_t *indices, n = js_sparse_indices(o, &indices);
  bool ok = true;
  for (uint32_t i = 0; ok && i < n; i++) {
    uint8_t attributes;
    if (enumerable_only && (!js_sparse_find(o, indices[i], &attributes) || !(attributes & JS_ATTR_ENUMERABLE))) continue;
    ok = push_key(iso, list, js_index_key(indices[i]));
  }
  free(indices);
  return ok;
}

/* A copy of the shape's entries; atoms and symbols in it are held by the shape, which the caller keeps. */
static JsShapeEntry *shape_entries(JsShape *s, uint32_t *count) {
  JsShapeEntry *entries = malloc(((size_t)s->count + 1) * sizeof *entries);
  if (!entries) abort();
  *count = js_shape_keys(s, entries);
  return entries;
}

static bool push_named(JsIsolate *iso, JsObject *o, JsObject *list, bool symbols, bool enumerable_only) {
  JsShape *s = js_object_shape(o);
  uint32_t n;
  JsShapeEntry *entries = shape_entries(s, &n);
  bool ok = true;
  for (uint32_t i = 0; ok && i < n; i++) {
    JsKey key = entries[i].key;
    if (key == JS_KEY_NONE || js_key_is_symbol(key) != symbols || js_key_is_private(key)) continue;
    if (enumerable_only && !(entries[i].attributes & JS_ATTR_ENUMERABLE)) continue;
    ok = js_array_push(iso, list, js_from_cell(js_key_cell(key)));
  }
  free(entries);
  JS_KEEP(s);
  return ok;
}

JsObject *js_ordinary_own_keys(JsIsolate *iso, JsObject *o) {
  js_lazy_all(iso, o);
  JsObject *list = js_array_with_capacity(iso, js_object_shape(o)->count);
  if (!list || !push_indices(iso, o, list, false)) return NULL;
  if (o->cell.kind == JS_KIND_ARRAY && !js_array_push(iso, list, js_atom_value(iso, JS_ATOM_length))) return NULL;
  if (!push_named(iso, o, list, false, false) || !push_named(iso, o, list, true, false)) return NULL;
  return list;
}

JsObject *js_own_keys(JsIsolate *iso, JsObject *o) {
  const JsExoticOps *ops = o->cell.flags & JS_OBJ_EXOTIC ? js_exotic_ops[o->cell.kind] : NULL;
  if (ops && ops->own_keys) return ops->own_keys(iso, o);
  return js_ordinary_own_keys(iso, o);
}

JsObject *js_own_enumerable_keys(JsIsolate *iso, JsObject *o) {
  if (!(o->cell.flags & JS_OBJ_EXOTIC)) {
    js_lazy_all(iso, o);
    JsObject *list = js_array_with_capacity(iso, js_object_shape(o)->count);
    if (!list || !push_indices(iso, o, list, true) || !push_named(iso, o, list, false, true)) return NULL;
    return list;
  }
  JsObject *keys = js_own_keys(iso, o);
  JsObject *list = keys ? js_array_with_capacity(iso, js_array_length(keys)) : NULL;
  if (!list) return NULL;
  for (uint32_t i = 0; i < js_array_length(keys); i++) {
    JsValue k = js_get_index(iso, keys, i);
    if (!js_is_string(k)) continue;
    JsKey key = js_to_property_key(iso, k);
    if (key == JS_KEY_NONE) return NULL;
    JsPropertyDescriptor d;
    int found = js_get_own_property(iso, o, key, &d);
    if (found < 0) return NULL;
    if (found && (d.attributes & JS_ATTR_ENUMERABLE) && !js_array_push(iso, list, k)) return NULL;
  }
  return list;
}
