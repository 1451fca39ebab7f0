/* Private names of classes (6.2.12, 7.3.27-33). A private name is a symbol that programs never see: its elements lie among
 * an object's properties, where [[OwnPropertyKeys]] passes over them and proxies and extensibility have no say. */
#include "lode_abi.h"
#include "object/ic_internal.h"
#include "object/private.h"

#include <stdlib.h>

enum { FIELD, METHOD, GETTER, SETTER }; /* kinds of elements, as compiled code gives them */

#define ATTR_METHOD 0 /* not writable */

static JsValue name_new(JsIsolate *iso, JsValue description, uint32_t what) {
  JsSymbol *name = js_symbol_new(iso, description);
  if (!name) return JS_EMPTY;
  name->registered = what;
  return js_from_cell(name);
}

JsValue lode_private_name(JsIsolate *iso, JsValue description) { return name_new(iso, description, JS_SYMBOL_PRIVATE); }
JsValue lode_private_brand(JsIsolate *iso, JsValue description) { return name_new(iso, description, JS_SYMBOL_BRAND); }
static bool is_brand(JsValue name) { return js_as_symbol(name)->registered == JS_SYMBOL_BRAND; }

/* The key of a private name. */
static JsKey key_of(JsValue name) { return (JsKey)name; }

static void throw_about(JsIsolate *iso, const char *format, JsValue name) {
  char *text = js_string_to_text(iso, js_as_string(js_as_symbol(name)->description));
  js_throw_type_error(iso, format, text);
  free(text);
}

/* PrivateElementFind */
static bool find(JsIsolate *iso, JsValue v, JsValue name, JsOwn *own) {
  return js_is_object(v) && js_own_lookup(iso, js_as_object(v), key_of(name), own);
}

/* ---- inline caches ---- */

static const JsICWay *known_way(const JsIC *ic, JsValue v, JsValue name) {
  return js_is_cell(v) ? js_ic_field_way(ic, js_as_cell(v)->shape, name) : NULL;
}

/* What was found in o, or not (own NULL), into the site's record. */
static void remember(JsIsolate *iso, JsIC *ic, JsObject *o, JsValue name, const JsOwn *own) {
  JsShape *s = js_object_shape(o);
  if (s->flags & JS_SHAPE_DICTIONARY) return;
  if (s->flags & JS_SHAPE_UNIQUE) s->flags |= own ? JS_SHAPE_CACHED_OWN : JS_SHAPE_CACHED_MISS;
  JsICWay w = {.shape = o->cell.shape, .kind = JS_WAY_FIELD_ABSENT, .slot = (JsValue *)(uintptr_t)name};
  if (own) {
    w.kind = JS_WAY_FIELD;
    w.offset = js_slot_offset(s, own->slot);
  }
  js_ic_fill_field(iso, ic, &w);
}

/* V8 words what is undefined or null as it does for other properties. */
static bool throw_absent(JsIsolate *iso, JsValue v, JsValue name, bool write) {
  if (!js_is_nullish(v) && is_brand(name)) {
    throw_about(iso, "Receiver must be an instance of class %s", name);
    return false;
  }
  if (!js_is_nullish(v)) {
    throw_about(iso, write ? "Cannot write private member %s to an object whose class did not declare it"
                           : "Cannot read private member %s from an object whose class did not declare it", name);
    return false;
  }
  char *text = js_string_to_text(iso, js_as_string(js_as_symbol(name)->description));
  js_throw_type_error(iso, write ? "Cannot set properties of %s (setting '%s')" : "Cannot read properties of %s (reading '%s')",
                      js_is_null(v) ? "null" : "undefined", text);
  free(text);
  return false;
}

/* 7.3.31 PrivateGet */
JsValue lode_private_get(JsIsolate *iso, JsValue v, JsValue name, JsPlace place) {
  JsIC *site = js_at(iso, place);
  const JsICWay *w = known_way(site, v, name);
  if (w) return *js_slot_at(js_as_object(v), w->offset);
  JsOwn own;
  if (!find(iso, v, name, &own)) {
    throw_absent(iso, v, name, false);
    return JS_EMPTY;
  }
  if (!(own.attributes & JS_ATTR_ACCESSOR)) {
    remember(iso, site, js_as_object(v), name, &own);
    return *own.address;
  }
  JsValue getter = ((JsAccessor *)js_as_cell(*own.address))->getter;
  if (!js_is_undefined(getter)) return js_call(iso, getter, v, 0, NULL);
  throw_about(iso, "'%s' was defined without a getter", name);
  return JS_EMPTY;
}

JsValue lode_private_peek(JsIsolate *iso, JsValue v, JsValue name, JsPlace place) {
  JsIC *site = js_at(iso, place);
  const JsICWay *w = known_way(site, v, name);
  if (w) return *js_slot_at(js_as_object(v), w->offset);
  JsOwn own;
  if (!find(iso, v, name, &own) || (own.attributes & JS_ATTR_ACCESSOR)) return JS_EMPTY;
  remember(iso, site, js_as_object(v), name, &own);
  return *own.address;
}

/* 7.3.32 PrivateSet */
bool lode_private_set(JsIsolate *iso, JsValue v, JsValue name, JsValue value, JsPlace place) {
  JsIC *site = js_at(iso, place);
  const JsICWay *w = known_way(site, v, name);
  if (w) {
    *js_slot_at(js_as_object(v), w->offset) = value;
    js_barrier(iso, js_as_object(v));
    return true;
  }
  JsOwn own;
  if (!find(iso, v, name, &own)) return throw_absent(iso, v, name, true);
  if (own.attributes & JS_ATTR_ACCESSOR) {
    JsValue setter = ((JsAccessor *)js_as_cell(*own.address))->setter;
    if (!js_is_undefined(setter)) return js_call(iso, setter, v, 1, &value) != JS_EMPTY;
    throw_about(iso, "'%s' was defined without a setter", name);
    return false;
  }
  if (!(own.attributes & JS_ATTR_WRITABLE)) {
    throw_about(iso, "Private method '%s' is not writable", name);
    return false;
  }
  remember(iso, site, js_as_object(v), name, &own);
  *own.address = value;
  js_barrier(iso, js_as_object(v));
  return true;
}

bool lode_private_poke(JsIsolate *iso, JsValue v, JsValue name, JsValue value, JsPlace place) {
  JsOwn own;
  if (!known_way(js_at(iso, place), v, name) &&
      (!find(iso, v, name, &own) || (own.attributes & (JS_ATTR_ACCESSOR | JS_ATTR_WRITABLE)) != JS_ATTR_WRITABLE))
    return false;
  return lode_private_set(iso, v, name, value, place);
}

/* A getter or setter; the other half of a pair may be there already. */
static bool add_accessor(JsIsolate *iso, JsObject *o, JsValue name, JsValue function, bool is_getter, JsOwn *own) {
  JsAccessor *a = own ? (JsAccessor *)js_as_cell(*own->address) : js_alloc(iso, JS_KIND_ACCESSOR, sizeof *a);
  if (!a) return false;
  if (!own) a->getter = a->setter = JS_UNDEFINED;
  *(is_getter ? &a->getter : &a->setter) = function;
  js_barrier(iso, a);
  return own || js_own_add(iso, o, key_of(name), js_from_cell(a), JS_ATTR_ACCESSOR);
}

/* 7.3.28 PrivateFieldAdd, 7.3.29 PrivateMethodOrAccessorAdd */
bool lode_private_add(JsIsolate *iso, JsValue v, JsValue name, JsValue value, int32_t kind) {
  JsObject *o = js_as_object(v);
  JsOwn own;
  bool found = find(iso, v, name, &own);
  if (found && kind >= GETTER && (own.attributes & JS_ATTR_ACCESSOR)) {
    JsAccessor *a = (JsAccessor *)js_as_cell(*own.address);
    if (js_is_undefined(kind == GETTER ? a->getter : a->setter))
      return add_accessor(iso, o, name, value, kind == GETTER, &own);
  }
  if (found) {
    if (kind == FIELD) throw_about(iso, "Cannot initialize %s twice on the same object", name);
    else throw_about(iso, "Cannot initialize private methods of class %s twice on the same object", name);
    return false;
  }
  if (kind >= GETTER) return add_accessor(iso, o, name, value, kind == GETTER, NULL);
  return js_own_add(iso, o, key_of(name), value, kind == FIELD ? JS_ATTR_WRITABLE : ATTR_METHOD);
}

/* ---- fields ---- */

/* Could adding these n fields one by one to an object of this shape be told from a cached transition? */
static bool may_remember_fields(JsIsolate *iso, JsObject *o, uint32_t n, const JsValue *pairs) {
  for (uint32_t i = 0; i < n; i++)
    if (!js_ic_cacheable_own(iso, o, key_of(pairs[2 * i]))) return false;
  return !(o->cell.flags & (JS_OBJ_IS_PROTO | JS_OBJ_LAZY)) &&
         !(js_object_shape(o)->flags & (JS_SHAPE_OWNED | JS_SHAPE_NON_EXTENSIBLE));
}

/* Did it go from one shape to the other by adding exactly n properties, in line? */
static bool added_in_line(const JsShape *before, const JsShape *after, uint32_t n) {
  if (after->count != before->count + n || after->count > after->inline_slots) return false;
  for (uint32_t i = 0; i < n && after; i++) after = after->parent;
  return after == before;
}

static bool define_one(JsIsolate *iso, JsObject *o, JsValue key, JsValue v) {
  if (js_key_is_private(key_of(key))) return lode_private_add(iso, js_from_cell(o), key, v, is_brand(key) ? METHOD : FIELD);
  return lode_define_field(iso, js_from_cell(o), key, v);
}

/* 7.3.33 DefineField of n fields with constant keys (pairs: key, value), where nothing can be seen to happen between. */
bool lode_define_fields(JsIsolate *iso, JsValue v, int32_t n, void *pairs_pointer, JsValue name, JsPlace place) {
  JsIC *site = js_at(iso, place);
  JsObject *o = js_as_object(v);
  const JsValue *pairs = pairs_pointer;
  const JsICWay *w = js_ic_field_way(site, o->cell.shape, name);
  if (w) {
    JsValue *slots = js_slot_at(o, w->offset);
    o->cell.shape = w->new_shape;
    for (int32_t i = 0; i < n; i++) slots[i] = pairs[2 * i + 1];
    js_barrier(iso, o);
    return true;
  }
  bool remembered = may_remember_fields(iso, o, (uint32_t)n, pairs);
  JsShape *before = js_object_shape(o);
  for (int32_t i = 0; i < n; i++)
    if (!define_one(iso, o, pairs[2 * i], pairs[2 * i + 1])) return false;
  JsShape *after = js_object_shape(o);
  if (remembered && added_in_line(before, after, (uint32_t)n)) {
    JsICWay way = {.shape = js_shape_word(before), .kind = JS_WAY_DEFINE, .offset = js_slot_offset(after, before->count),
                   .new_shape = js_shape_word(after), .slot = (JsValue *)(uintptr_t)name};
    js_ic_fill_field(iso, site, &way);
  }
  JS_KEEP(before);
  return true;
}

JsValue lode_private_peek_has(JsIsolate *iso, JsValue v, JsValue name, JsPlace place) {
  return js_is_object(v) ? lode_private_has(iso, v, name, place) : JS_EMPTY;
}

/* 13.10.1: #name in v */
JsValue lode_private_has(JsIsolate *iso, JsValue v, JsValue name, JsPlace place) {
  JsIC *site = js_at(iso, place);
  const JsICWay *w = known_way(site, v, name);
  if (w) return js_bool(w->kind == JS_WAY_FIELD);
  JsOwn own;
  if (js_is_object(v)) {
    bool found = find(iso, v, name, &own);
    remember(iso, site, js_as_object(v), name, found ? &own : NULL);
    return js_bool(found);
  }
  char *text = js_string_to_text(iso, js_as_string(js_as_symbol(name)->description));
  char *value = js_describe(iso, v);
  js_throw_type_error(iso, "Cannot use 'in' operator to search for '%s' in %s", text, value);
  free(text);
  free(value);
  return JS_EMPTY;
}
