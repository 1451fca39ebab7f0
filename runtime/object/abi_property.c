/* Property access of compiled code. */
#include "lode_abi.h"
#include "object/ic_internal.h"
#include "typed_array/typed_array.h"

#include <stdlib.h>

bool js_put_strict_failure(JsIsolate *iso, JsObject *o, JsKey key);

/* ---- reading ---- */

/* Calls a getter that an inline cache found on a prototype; the commonest built-in one without a call. */
static inline JsValue call_proto_getter(JsIsolate *iso, JsValue accessor, JsValue receiver) {
  JsValue getter = ((JsAccessor *)(uintptr_t)accessor)->getter;
  if (js_is_builtin(getter, js_typed_array_length)) {
    const JsTypedArray *a = js_as_typed_array(receiver);
    if (a && a->tracks_length) js_array_buffer_refresh(a->buffer);
    if (a) return js_number((double)a->length);
  }
  return js_call_getter(iso, accessor, receiver);
}

/* cell is where OWN ways look; receiver what getters see. */
static inline JsValue apply_get(JsIsolate *iso, const JsICWay *w, JsCell *cell, JsValue receiver) {
  switch (w->kind) {
    case JS_WAY_OWN: return *js_slot_at((JsObject *)cell, w->offset);
    case JS_WAY_OWN_GETTER: return js_call_getter(iso, *js_slot_at((JsObject *)cell, w->offset), receiver);
    case JS_WAY_PROTO_GETTER: return call_proto_getter(iso, *w->slot, receiver);
    default: return *w->slot;
  }
}

static JsCell *lookup_cell(JsIsolate *iso, JsValue obj) {
  if (js_is_cell(obj)) return js_as_cell(obj);
  if (js_is_number(obj)) return js_as_cell(js_intrinsic(iso, JS_INTRINSIC_NumberPrototype));
  if (js_is_bool(obj)) return js_as_cell(js_intrinsic(iso, JS_INTRINSIC_BooleanPrototype));
  return NULL;
}

/* Through the (shape, key) cache; fills the site's record if there is one. key is an atom or symbol. */
static JsValue get_named(JsIsolate *iso, JsValue obj, JsKey key, JsIC *ic) {
  JsCell *cell = lookup_cell(iso, obj);
  if (__builtin_expect(!cell, 0)) return js_get_value(iso, obj, key);
  const JsICWay *hit = js_ic_mega(iso, cell->shape, key, false);
  JsICWay found;
  if (!hit) {
    if (!js_ic_find_get(iso, cell, key, &found)) return js_get_value(iso, obj, key);
    js_ic_mega_fill(iso, key, &found, false);
    hit = &found;
  }
  JsICWay w = *hit;
  if (ic && js_is_cell(obj)) js_ic_fill(iso, ic, &w);
  return apply_get(iso, &w, cell, obj);
}

JsValue js_get_cached(JsIsolate *iso, JsValue v, JsKey key) {
  if (js_key_is_index(key)) return js_get_value(iso, v, key);
  return get_named(iso, v, key, NULL);
}

/* Everything but the first way: further ways, lengths, the (shape, key) cache. */
static __attribute__((noinline)) JsValue get_prop_slow(JsIsolate *iso, JsValue obj, JsKey key, JsIC *ic) {
  if (js_is_cell(obj)) {
    if (ic && ic->ways) {
      JsICWay scratch;
      const JsICWay *w = js_ic_way(ic, js_as_cell(obj)->shape, &scratch);
      if (w) return apply_get(iso, w, js_as_cell(obj), obj);
    }
    if (key == js_atom_key(iso, JS_ATOM_length)) {
      if (js_is_string(obj)) return js_int32((int32_t)js_as_string(obj)->length);
      if (js_is_array_kind(obj)) return js_number(js_array_length(js_as_object(obj)));
    }
  }
  return get_named(iso, obj, key, ic);
}

JsValue lode_get_prop(JsIsolate *iso, JsValue obj, JsValue key, JsPlace place) {
  JsIC *ic = js_at(iso, place);
  if (__builtin_expect(js_is_cell(obj), 1)) {
    uint32_t shape = js_as_cell(obj)->shape;
    if (ic->shape == shape) return ic->slot ? *ic->slot : *js_slot_at(js_as_object(obj), ic->offset);
    const JsICWays *ways = ic->ways;
    for (uint32_t i = 0; ways && i < ways->count; i++) {
      const JsICWay *w = &ways->way[i];
      if (w->shape != shape) continue;
      if (__builtin_expect((++ic->misses & 255) == 0, 0)) break; /* see js_ic_way */
      if (w->kind == JS_WAY_OWN) return *js_slot_at(js_as_object(obj), w->offset);
      if (w->kind == JS_WAY_PROTO) return *w->slot;
      if (w->kind == JS_WAY_PROTO_GETTER) return call_proto_getter(iso, *w->slot, obj);
      break;
    }
  }
  return get_prop_slow(iso, obj, js_cell_key(js_as_cell(key)), ic);
}

/* A data property of a cell, by the record or the (shape, key) cache. */
static __attribute__((noinline)) JsValue peek_slow(JsIsolate *iso, JsCell *cell, JsKey key, JsIC *ic) {
  JsICWay w;
  const JsICWay *hit = ic->ways ? js_ic_way(ic, cell->shape, &w) : NULL;
  if (!hit) {
    if (key == js_atom_key(iso, JS_ATOM_length)) {
      if (cell->kind == JS_KIND_STRING) return js_int32((int32_t)((JsString *)cell)->length);
      if (cell->kind == JS_KIND_ARRAY) return js_number(js_array_length((JsObject *)cell));
    }
    if (!js_ic_find_get(iso, cell, key, &w)) return JS_EMPTY;
    js_ic_fill(iso, ic, &w);
    hit = &w;
  }
  if (hit->kind == JS_WAY_OWN_GETTER || hit->kind == JS_WAY_PROTO_GETTER) return JS_EMPTY;
  return apply_get(iso, hit, cell, js_from_cell(cell));
}

JsValue lode_peek_prop(JsIsolate *iso, JsValue obj, JsValue key, JsPlace place) {
  JsIC *ic = js_at(iso, place);
  if (!js_is_cell(obj)) return JS_EMPTY;
  JsCell *cell = js_as_cell(obj);
  if (ic->shape == cell->shape) return ic->slot ? *ic->slot : *js_slot_at((JsObject *)cell, ic->offset);
  const JsICWays *ways = ic->ways;
  for (uint32_t i = 0; ways && i < ways->count; i++) {
    const JsICWay *w = &ways->way[i];
    if (w->shape != cell->shape) continue;
    if (__builtin_expect((++ic->misses & 255) == 0, 0)) break; /* see js_ic_way */
    if (w->kind == JS_WAY_OWN) return *js_slot_at((JsObject *)cell, w->offset);
    if (w->kind == JS_WAY_PROTO) return *w->slot;
    break;
  }
  return peek_slow(iso, cell, js_cell_key(js_as_cell(key)), ic);
}

JsValue lode_getter_of(JsIsolate *iso, JsValue obj, JsValue key, JsPlace place) {
  JsIC *ic = js_at(iso, place);
  if (!js_is_cell(obj)) return JS_UNDEFINED;
  JsCell *cell = js_as_cell(obj);
  JsICWay w;
  const JsICWay *hit = ic->ways ? js_ic_way(ic, cell->shape, &w) : NULL;
  if (cell->shape == ic->shape) {
    w = (JsICWay){.kind = ic->slot ? JS_WAY_PROTO : JS_WAY_OWN, .offset = ic->offset, .slot = ic->slot};
    hit = &w;
  }
  if (!hit) {
    if (!js_ic_find_getter(iso, cell, js_cell_key(js_as_cell(key)), &w)) return JS_UNDEFINED;
    ic->flags |= JS_IC_OF_GETTER;
    js_ic_fill(iso, ic, &w);
    hit = &w;
  }
  JsValue accessor = hit->kind == JS_WAY_OWN ? *js_slot_at((JsObject *)cell, hit->offset) : *hit->slot;
  return js_is_undefined(accessor) ? JS_UNDEFINED : ((JsAccessor *)js_as_cell(accessor))->getter;
}

static JsValue throw_read_of_nullish(JsIsolate *iso, JsValue obj, JsValue key) {
  if (js_is_object(key))
    return js_throw_type_error(iso, "Cannot read properties of %s", js_is_null(obj) ? "null" : "undefined");
  JsKey k = js_to_property_key(iso, key);
  return k == JS_KEY_NONE ? JS_EMPTY : js_get_value(iso, obj, k);
}

JsValue lode_to_property_key_of(JsIsolate *iso, JsValue obj, JsValue key) {
  return js_is_nullish(obj) ? throw_read_of_nullish(iso, obj, key) : lode_to_property_key(iso, key);
}

static __attribute__((noinline)) JsValue get_elem_slow(JsIsolate *iso, JsValue obj, JsValue key_value) {
  if (js_is_nullish(obj)) return throw_read_of_nullish(iso, obj, key_value);
  JsKey key = js_to_property_key(iso, key_value);
  if (key == JS_KEY_NONE) return JS_EMPTY;
  if (js_key_is_index(key)) return js_get_value(iso, obj, key);
  return get_prop_slow(iso, obj, key, NULL);
}

static __attribute__((noinline)) JsValue get_elem_named(JsIsolate *iso, JsValue obj, JsValue key) {
  if (js_is_object(obj)) {
    JsObject *o = js_as_object(obj);
    if (js_is_cell(key) && ((js_as_cell(key)->kind == JS_KIND_STRING && (js_as_cell(key)->flags & JS_STR_ATOM)) ||
                                   js_as_cell(key)->kind == JS_KIND_SYMBOL)) {
      JsKey k = js_cell_key(js_as_cell(key));
      const JsICWay *w = js_ic_mega(iso, o->cell.shape, k, false);
      if (w) return apply_get(iso, w, &o->cell, obj);
    }
  }
  return get_elem_slow(iso, obj, key);
}

JsValue lode_get_elem(JsIsolate *iso, JsValue obj, JsValue key) {
  if (__builtin_expect(js_is_object(obj) && js_is_int32(key), 1)) {
    JsObject *o = js_as_object(obj);
    uint32_t i = (uint32_t)js_as_int32(key);
    if (js_elements_fast(o) && i < *js_elements_length(o->elements) && o->elements[i] != JS_EMPTY) return o->elements[i];
    if (js_kind_is_typed_array(o->cell.kind) && js_as_int32(key) >= 0)
      return js_typed_array_get(iso, (const JsTypedArray *)o, i);
    if (o->cell.kind == JS_KIND_ARRAY && js_is_sparse(o) && js_as_int32(key) >= 0) { /* of templates, and others that are frozen */
      uint8_t attributes = 0;
      const JsValue *found = js_sparse_find(o, i, &attributes);
      if (found && !(attributes & JS_ATTR_ACCESSOR)) return *found;
    }
  } else if (js_is_int32(key) && js_is_string(obj) && (uint32_t)js_as_int32(key) < js_as_string(obj)->length) {
    JsChars c = js_string_chars(iso, js_as_string(obj));
    JsString *unit = c.data ? js_string_from_unit(iso, js_chars_at(&c, (uint32_t)js_as_int32(key))) : NULL;
    JS_KEEP(obj);
    return unit ? js_from_cell(unit) : JS_EMPTY;
  }
  return get_elem_named(iso, obj, key);
}

/* ---- writing ---- */

static bool call_setter(JsIsolate *iso, JsValue accessor, JsObject *o, JsKey key, JsValue v, bool strict) {
  JsValue setter = ((JsAccessor *)(uintptr_t)accessor)->setter;
  if (js_is_undefined(setter)) return !strict || js_put_strict_failure(iso, o, key);
  return js_call(iso, setter, js_from_cell(o), 1, &v) != JS_EMPTY;
}

static inline bool apply_set(JsIsolate *iso, const JsICWay *w, JsObject *o, JsKey key, JsValue v, bool strict) {
  switch (w->kind) {
    case JS_WAY_ADD:
      o->cell.shape = w->new_shape;
      __attribute__((fallthrough));
    case JS_WAY_STORE:
    case JS_WAY_OWN: /* a first way that was moved back */
      *js_slot_at(o, w->offset) = v;
      js_barrier(iso, o);
      return true;
    case JS_WAY_ADD_GROW: js_object_take_shape(iso, o, (JsShape *)(uintptr_t)w->new_shape, v); return true;
    case JS_WAY_OWN_SETTER: return call_setter(iso, *js_slot_at(o, w->offset), o, key, v, strict);
    default: return call_setter(iso, *w->slot, o, key, v, strict);
  }
}

/* 6.2.5.6 PutValue on a primitive base. */
static bool set_on_primitive(JsIsolate *iso, JsValue base, JsKey key, JsValue v, bool strict) {
  JsValue name = js_key_to_value(iso, key);
  if (js_is_nullish(base)) {
    char *text = js_describe(iso, name);
    js_throw_type_error(iso, "Cannot set properties of %s (setting '%s')", js_is_null(base) ? "null" : "undefined", text);
    free(text);
    return false;
  }
  bool ok = false, own = false;
  if (js_is_string(base))
    own = key == js_atom_key(iso, JS_ATOM_length) ||
          (js_key_is_index(key) && js_key_index(key) < js_as_string(base)->length);
  JsCell *cell = lookup_cell(iso, base);
  JsValue proto = js_is_cell(base) ? js_shape_of(cell)->proto : js_from_cell(cell);
  if (!own && js_is_object(proto) && !js_set(iso, js_as_object(proto), key, v, base, &ok)) return false;
  if (ok || !strict) return true;
  char *text = js_describe(iso, name), *what = js_describe(iso, base);
  char *type = js_string_to_text(iso, js_typeof(iso, base));
  if (own) {
    js_throw_type_error(iso, "Cannot assign to read only property '%s' of %s '%s'", text, type, what);
  } else {
    js_throw_type_error(iso, "Cannot create property '%s' on %s '%s'", text, type, what);
  }
  free(text);
  free(what);
  free(type);
  return false;
}

static bool set_generic(JsIsolate *iso, JsValue obj, JsKey key, JsValue v, bool strict) {
  if (!js_is_object(obj)) return set_on_primitive(iso, obj, key, v, strict);
  if (strict) return js_put(iso, js_as_object(obj), key, v);
  bool ok;
  return js_set(iso, js_as_object(obj), key, v, obj, &ok);
}

static __attribute__((noinline)) bool set_named(JsIsolate *iso, JsValue obj, JsKey key, JsValue v, JsIC *ic, int strict) {
  if (!js_is_object(obj)) return set_on_primitive(iso, obj, key, v, strict);
  JsObject *o = js_as_object(obj);
  if (ic && ic->ways) {
    JsICWay scratch;
    const JsICWay *w = js_ic_way(ic, o->cell.shape, &scratch);
    if (w) return apply_set(iso, w, o, key, v, strict);
  }
  const JsICWay *hit = js_ic_mega(iso, o->cell.shape, key, true);
  JsICWay found;
  if (!hit) {
    if (!js_ic_find_set(iso, o, key, &found)) return iso->exception == JS_EMPTY && set_generic(iso, obj, key, v, strict);
    js_ic_mega_fill(iso, key, &found, true);
    hit = &found;
  }
  JsICWay w = *hit;
  if (ic) js_ic_fill(iso, ic, &w);
  return apply_set(iso, &w, o, key, v, strict);
}

static __attribute__((noinline)) bool remember(JsIsolate *iso, JsObject *o) {
  js_gc_barrier_slow(iso, &o->cell);
  return true;
}

bool lode_set_prop(JsIsolate *iso, JsValue obj, JsValue key, JsValue v, JsPlace place, int32_t strict) {
  JsIC *ic = js_at(iso, place);
  JsObject *o = js_as_object(obj);
  if (__builtin_expect(js_is_cell(obj) && ic->shape == o->cell.shape, 1)) {
    if (ic->new_shape) o->cell.shape = ic->new_shape;
    *js_slot_at(o, ic->offset) = v;
    if (__builtin_expect(o->cell.gc & JS_GC_NEEDS_BARRIER, 0)) return remember(iso, o);
    return true;
  }
  const JsICWays *ways = ic->ways;
  for (uint32_t i = 0; ways && js_is_object(obj) && i < ways->count; i++) {
    const JsICWay *w = &ways->way[i];
    if (w->shape != o->cell.shape) continue;
    if (w->kind > JS_WAY_ADD || (++ic->misses & 255) == 0) break; /* see js_ic_way */
    if (w->kind == JS_WAY_ADD) o->cell.shape = w->new_shape;
    *js_slot_at(o, w->offset) = v;
    if (__builtin_expect(o->cell.gc & JS_GC_NEEDS_BARRIER, 0)) return remember(iso, o);
    return true;
  }
  return set_named(iso, obj, js_cell_key(js_as_cell(key)), v, ic, strict);
}

/* Exceptions are for memory only: none is left behind. */
static __attribute__((noinline)) bool poke_slow(JsIsolate *iso, JsObject *o, JsKey key, JsValue v, JsIC *ic) {
  JsICWay w;
  const JsICWay *hit = ic->ways ? js_ic_way(ic, o->cell.shape, &w) : NULL;
  if (!hit) {
    if (!js_ic_find_set(iso, o, key, &w)) {
      iso->exception = JS_EMPTY;
      return false;
    }
    js_ic_fill(iso, ic, &w);
    hit = &w;
  }
  if (hit->kind == JS_WAY_OWN_SETTER || hit->kind == JS_WAY_PROTO_SETTER) return false;
  return apply_set(iso, hit, o, key, v, false);
}

bool lode_poke_prop(JsIsolate *iso, JsValue obj, JsValue key, JsValue v, JsPlace place) {
  JsIC *ic = js_at(iso, place);
  if (!js_is_object(obj)) return false;
  JsObject *o = js_as_object(obj);
  if (ic->shape == o->cell.shape) {
    if (ic->new_shape) o->cell.shape = ic->new_shape;
    *js_slot_at(o, ic->offset) = v;
    js_barrier(iso, o);
    return true;
  }
  return poke_slow(iso, o, js_cell_key(js_as_cell(key)), v, ic);
}

static __attribute__((noinline)) bool set_elem_slow(JsIsolate *iso, JsValue obj, JsValue key_value, JsValue v, bool strict) {
  if (js_is_nullish(obj) && js_is_object(key_value)) {
    js_throw_type_error(iso, "Cannot set properties of %s", js_is_null(obj) ? "null" : "undefined");
    return false;
  }
  JsKey key = js_to_property_key(iso, key_value);
  if (key == JS_KEY_NONE) return false;
  if (js_key_is_index(key) && js_is_object(obj)) {
    JsObject *o = js_as_object(obj);
    uint32_t i = js_key_index(key);
    /* A new element of an ordinary object with nothing of the kind on its prototypes. */
    if (js_elements_fast(o) && !(js_object_shape(o)->flags & (JS_SHAPE_HAS_INDEX_PROTO | JS_SHAPE_NON_EXTENSIBLE)) &&
        (i >= *js_elements_length(o->elements) || o->elements[i] == JS_EMPTY))
      return js_elements_add(iso, o, i, v, JS_ATTR_DATA);
    return set_generic(iso, obj, key, v, strict);
  }
  return js_key_is_index(key) ? set_on_primitive(iso, obj, key, v, strict) : set_named(iso, obj, key, v, NULL, strict);
}

bool lode_set_elem(JsIsolate *iso, JsValue obj, JsValue key, JsValue v, int32_t strict) {
  if (__builtin_expect(js_is_object(obj) && js_is_int32(key), 1)) {
    JsObject *o = js_as_object(obj);
    uint32_t i = (uint32_t)js_as_int32(key);
    if (js_elements_fast(o)) {
      uint32_t length = *js_elements_length(o->elements);
      if (i < length && o->elements[i] != JS_EMPTY) {
        js_elements_store(iso, o, i, v);
        return true;
      }
      if (i == length && o->cell.kind == JS_KIND_ARRAY && js_as_int32(key) >= 0 && !(o->cell.flags & JS_OBJ_IS_PROTO) &&
          !(js_object_shape(o)->flags & JS_SHAPE_HAS_INDEX_PROTO))
        return js_array_push(iso, o, v);
    } else if (js_kind_is_typed_array(o->cell.kind) && js_as_int32(key) >= 0) {
      return js_typed_array_set(iso, (JsTypedArray *)o, i, v);
    }
  }
  return set_elem_slow(iso, obj, key, v, strict);
}

/* ---- delete, super, globals ---- */

JsValue lode_delete(JsIsolate *iso, JsValue obj, JsValue key_value, int32_t strict) {
  JsObject *o = js_to_object(iso, obj);
  if (!o) return JS_EMPTY;
  JsKey key = js_to_property_key(iso, key_value);
  if (key == JS_KEY_NONE) return JS_EMPTY;
  int r = js_delete(iso, o, key);
  if (r < 0) return JS_EMPTY;
  if (r || !strict) return js_bool(r);
  char *name = js_describe(iso, js_key_to_value(iso, key)), *text = js_describe(iso, js_from_cell(o));
  if (js_trap_refused(iso, &o, "deleteProperty")) {
    js_throw_type_error(iso, "'deleteProperty' on proxy: trap returned falsish for property '%s'", name);
  } else {
    js_throw_type_error(iso, "Cannot delete property '%s' of %s", name, text);
  }
  free(name);
  free(text);
  return JS_EMPTY;
}

JsValue lode_super_base(JsIsolate *iso, JsValue home) { return js_get_prototype(iso, js_as_object(home)); }

JsValue lode_get_super_elem(JsIsolate *iso, JsValue base, JsValue key_value, JsValue this_value) {
  if (!js_is_object(base)) return throw_read_of_nullish(iso, base, key_value);
  JsKey key = js_to_property_key(iso, key_value);
  if (key == JS_KEY_NONE) return JS_EMPTY;
  JsCell *cell = js_as_cell(base);
  const JsICWay *hit = js_key_is_index(key) ? NULL : js_ic_mega(iso, cell->shape, key, false);
  if (hit) return apply_get(iso, &(JsICWay){.kind = hit->kind, .offset = hit->offset, .slot = hit->slot}, cell, this_value);
  JsICWay w;
  if (js_key_is_index(key) || !js_ic_find_get(iso, cell, key, &w)) return js_get(iso, js_as_object(base), key, this_value);
  js_ic_mega_fill(iso, key, &w, false);
  return apply_get(iso, &w, cell, this_value);
}

bool lode_set_super_elem(JsIsolate *iso, JsValue base, JsValue key_value, JsValue this_value, JsValue v, int32_t strict) {
  JsKey key = js_to_property_key(iso, key_value);
  if (key == JS_KEY_NONE) return false;
  if (!js_is_object(base)) return set_on_primitive(iso, base, key, v, true);
  bool ok;
  if (!js_set(iso, js_as_object(base), key, v, this_value, &ok)) return false;
  if (ok || !strict) return true;
  return js_is_object(this_value) ? js_put_strict_failure(iso, js_as_object(this_value), key)
                                  : set_on_primitive(iso, this_value, key, v, true);
}

JsValue lode_get_super(JsIsolate *iso, JsValue home, JsValue key_value, JsValue this_value, JsPlace place) {
  JsIC *ic = js_at(iso, place);
  JsValue base = lode_super_base(iso, home);
  if (js_is_object(base)) {
    JsCell *cell = js_as_cell(base);
    JsICWay w;
    const JsICWay *hit = ic->ways ? js_ic_way(ic, cell->shape, &w) : NULL;
    if (!hit && js_ic_find_get(iso, cell, js_cell_key(js_as_cell(key_value)), &w)) {
      js_ic_fill(iso, ic, &w);
      hit = &w;
    }
    if (hit) return apply_get(iso, hit, cell, this_value);
  }
  return base == JS_EMPTY ? JS_EMPTY : lode_get_super_elem(iso, base, key_value, this_value);
}

bool lode_set_super(JsIsolate *iso, JsValue home, JsValue key_value, JsValue this_value, JsValue v, int32_t strict) {
  JsValue base = lode_super_base(iso, home);
  return base != JS_EMPTY && lode_set_super_elem(iso, base, key_value, this_value, v, strict);
}

/* The global object has one shape at a time: the record's first way is all that is needed. */
static void fill_global(JsIsolate *iso, JsIC *ic, const JsICWay *w) {
  *ic = (JsIC){.misses = ic->misses, .state = ic->state, .flags = ic->flags, .ways = ic->ways};
  js_ic_fill(iso, ic, w);
}

/* A declaration of a script, once initialised, is cached as if a prototype of the global object held it. */
static void fill_lexical(JsIsolate *iso, JsIC *ic, JsValue *slot) {
  fill_global(iso, ic, &(JsICWay){.shape = iso->realm->global->cell.shape, .kind = JS_WAY_PROTO, .slot = slot});
}

/* Is the declaration still uninitialised? Throws then. */
static bool in_dead_zone(JsIsolate *iso, JsValue *slot, JsValue name) {
  if (*slot != JS_EMPTY) return false;
  lode_throw_tdz(iso, name);
  return true;
}

/* JS_EMPTY without an exception: there is no such global. */
static JsValue get_global(JsIsolate *iso, JsValue name, JsIC *ic) {
  JsObject *global = iso->realm->global;
  if (ic->shape == global->cell.shape) return ic->slot ? *ic->slot : *js_slot_at(global, ic->offset);
  JsKey key = js_cell_key(js_as_cell(name));
  bool constant;
  JsValue *slot = js_lexical_slot(iso, key, &constant);
  if (slot) {
    if (in_dead_zone(iso, slot, name)) return JS_EMPTY;
    fill_lexical(iso, ic, slot);
    return *slot;
  }
  JsICWay w;
  if (js_ic_find_get(iso, &global->cell, key, &w)) {
    if (w.kind == JS_WAY_ABSENT) return JS_EMPTY;
    if (w.kind == JS_WAY_OWN || w.kind == JS_WAY_PROTO) fill_global(iso, ic, &w);
    return apply_get(iso, &w, &global->cell, js_from_cell(global));
  }
  int has = js_has(iso, global, key);
  return has > 0 ? js_get(iso, global, key, js_from_cell(global)) : JS_EMPTY;
}

static void throw_not_defined(JsIsolate *iso, JsValue name) {
  char *text = js_describe(iso, name);
  js_throw_reference_error(iso, "%s is not defined", text);
  free(text);
}

JsValue lode_get_global(JsIsolate *iso, JsValue name, JsPlace place) {
  JsValue v = get_global(iso, name, js_at(iso, place));
  if (v == JS_EMPTY && iso->exception == JS_EMPTY) throw_not_defined(iso, name);
  return v;
}

JsValue lode_get_global_or_undefined(JsIsolate *iso, JsValue name, JsPlace place) {
  JsValue v = get_global(iso, name, js_at(iso, place));
  return v == JS_EMPTY && iso->exception == JS_EMPTY ? JS_UNDEFINED : v;
}

static bool set_lexical(JsIsolate *iso, JsValue *slot, bool constant, JsValue name, JsValue v, JsIC *ic) {
  if (in_dead_zone(iso, slot, name)) return false;
  if (constant) {
    lode_throw_const_assign(iso, name);
    return false;
  }
  fill_lexical(iso, ic, slot);
  js_lexical_store(iso, slot, v);
  return true;
}

bool lode_set_global(JsIsolate *iso, JsValue name, JsValue v, JsPlace place, int32_t strict) {
  JsIC *ic = js_at(iso, place);
  JsObject *global = iso->realm->global;
  if (ic->shape == global->cell.shape && !ic->new_shape) {
    if (ic->slot) {
      js_lexical_store(iso, ic->slot, v);
    } else {
      *js_slot_at(global, ic->offset) = v;
      js_barrier(iso, global);
    }
    return true;
  }
  JsKey key = js_cell_key(js_as_cell(name));
  bool constant;
  JsValue *slot = js_lexical_slot(iso, key, &constant);
  if (slot) return set_lexical(iso, slot, constant, name, v, ic);
  if (strict) {
    int has = js_has(iso, global, key);
    if (has < 0) return false;
    if (!has) {
      throw_not_defined(iso, name);
      return false;
    }
  }
  return set_named(iso, js_from_cell(global), key, v, ic, strict);
}
