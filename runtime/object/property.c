/* [[Get]], [[Set]], [[HasProperty]], [[Delete]] and prototypes of ordinary objects (10.1), arrays, and the dispatch to
 * exotic objects. */
#include "object/internal.h"

#include <stdlib.h>

int js_proxy_is_array(JsIsolate *iso, JsObject *o); /* builtins/proxy.c */

/* ---- lazy properties ---- */

void js_lazy_key(JsIsolate *iso, JsObject *o, JsKey key) {
  if (o->cell.kind == JS_KIND_FUNCTION) {
    if (key == js_atom_key(iso, JS_ATOM_length) || key == js_atom_key(iso, JS_ATOM_name) ||
        key == js_atom_key(iso, JS_ATOM_prototype) || key == js_atom_key(iso, JS_ATOM_caller) ||
        key == js_atom_key(iso, JS_ATOM_arguments))
      js_function_materialise(iso, (JsFunction *)o);
  } else if (o->cell.kind == JS_KIND_OBJECT) {
    js_lazy_slot(iso, o, key);
  } else if (key == js_atom_key(iso, JS_ATOM_stack)) {
    js_error_materialise_stack(iso, o);
  }
}

void js_lazy_all(JsIsolate *iso, JsObject *o) {
  if (__builtin_expect(!(o->cell.flags & JS_OBJ_LAZY), 1)) return;
  if (o->cell.kind == JS_KIND_FUNCTION) js_function_materialise(iso, (JsFunction *)o);
}

/* ---- own properties ---- */

bool js_own_lookup(JsIsolate *iso, JsObject *o, JsKey key, JsOwn *out) {
  if (js_key_is_index(key)) {
    uint32_t index = js_key_index(key);
    if (js_is_sparse(o)) {
      out->where = JS_OWN_SPARSE;
      return (out->address = js_sparse_find(o, index, &out->attributes)) != NULL;
    }
    if (index >= *js_elements_length(o->elements) || o->elements[index] == JS_EMPTY) return false;
    out->where = JS_OWN_ELEMENT;
    out->attributes = JS_ATTR_DATA;
    out->address = &o->elements[index];
    return true;
  }
  if (__builtin_expect(o->cell.flags & JS_OBJ_LAZY, 0)) js_lazy_key(iso, o, key);
  if (o->cell.kind == JS_KIND_ARRAY && key == js_atom_key(iso, JS_ATOM_length)) {
    out->where = JS_OWN_LENGTH;
    out->attributes = js_array_length_writable(o) ? JS_ATTR_WRITABLE : 0;
    out->address = NULL;
    return true;
  }
  JsShape *s = js_object_shape(o);
  JsSlot slot;
  if (!js_shape_lookup(iso, s, key, &slot)) return false;
  out->where = JS_OWN_SLOT;
  out->attributes = slot.attributes;
  out->slot = slot.index;
  out->address = js_slot(o, s, slot.index);
  return true;
}

static JsValue own_value(JsObject *o, const JsOwn *own) {
  return own->where == JS_OWN_LENGTH ? js_number(js_array_length(o)) : *own->address;
}

/* The [[Set]] of an array's length with a value of any type: ArraySetLength steps 3-5 convert it twice. */
static bool set_array_length(JsIsolate *iso, JsObject *o, JsValue v, bool *ok) {
  uint32_t length;
  double number;
  if (js_is_int32(v) && js_as_int32(v) >= 0) {
    length = (uint32_t)js_as_int32(v);
  } else {
    if (!js_to_uint32(iso, v, &length) || !js_to_number(iso, v, &number)) return false;
    if ((double)length != number) {
      js_throw_range_error(iso, "Invalid array length");
      return false;
    }
  }
  *ok = js_array_length_writable(o) && js_array_set_length(iso, o, length, false);
  return iso->exception == JS_EMPTY;
}

bool js_own_store(JsIsolate *iso, JsObject *o, JsKey key, const JsOwn *own, JsValue v, bool *ok) {
  *ok = true;
  switch (own->where) {
    case JS_OWN_ELEMENT: js_elements_store(iso, o, js_key_index(key), v); return true;
    case JS_OWN_SPARSE:
      *own->address = v;
      js_barrier(iso, js_sparse(o));
      return true;
    case JS_OWN_LENGTH: return set_array_length(iso, o, v, ok);
    default: break;
  }
  *own->address = v;
  js_barrier(iso, o);
  if (o->cell.kind == JS_KIND_FUNCTION && key == js_atom_key(iso, JS_ATOM_prototype))
    ((JsFunction *)o)->instance_shape = NULL;
  if (o->cell.kind == JS_KIND_ERROR && key == js_atom_key(iso, JS_ATOM_stack)) o->cell.flags &= ~JS_OBJ_LAZY;
  js_watch_key(iso, o, key);
  return true;
}

bool js_own_add(JsIsolate *iso, JsObject *o, JsKey key, JsValue v, uint8_t attributes) {
  if (js_key_is_index(key)) return js_elements_add(iso, o, js_key_index(key), v, attributes);
  js_lazy_all(iso, o);
  if (!js_object_add_slot(iso, o, key, attributes, v)) return false;
  if (o->cell.kind == JS_KIND_FUNCTION && key == js_atom_key(iso, JS_ATOM_prototype))
    ((JsFunction *)o)->instance_shape = NULL;
  js_watch_key(iso, o, key);
  return true;
}

/* May an absent own property be added? An array refuses indices past a read-only length. */
static bool may_add(JsObject *o, JsKey key) {
  if (!js_shape_extensible(o)) return false;
  if (o->cell.kind == JS_KIND_ARRAY && js_key_is_index(key) && js_key_index(key) >= js_array_length(o))
    return js_array_length_writable(o);
  return true;
}

/* ---- [[Get]] ---- */

static JsValue desc_value(JsIsolate *iso, const JsPropertyDescriptor *d, JsValue receiver) {
  if (!(d->present & (JS_DESC_GET | JS_DESC_SET))) return d->value;
  if (!(d->present & JS_DESC_GET) || js_is_undefined(d->getter)) return JS_UNDEFINED;
  return js_call(iso, d->getter, receiver, 0, NULL);
}

JsValue js_get(JsIsolate *iso, JsObject *o, JsKey key, JsValue receiver) {
  for (;;) {
    const JsExoticOps *ops = js_exotic(o, key);
    JsValue proto;
    if (__builtin_expect(ops != NULL, 0)) {
      if (ops->get) return ops->get(iso, o, key, receiver);
      JsPropertyDescriptor d;
      int found = js_get_own_property(iso, o, key, &d);
      if (found) return found < 0 ? JS_EMPTY : desc_value(iso, &d, receiver);
      proto = js_get_prototype(iso, o);
      JS_TRY(proto);
    } else {
      JsOwn own;
      if (js_own_lookup(iso, o, key, &own)) {
        if (__builtin_expect(own.attributes & JS_ATTR_ACCESSOR, 0)) return js_call_getter(iso, *own.address, receiver);
        return own_value(o, &own);
      }
      if (__builtin_expect(iso->exception != JS_EMPTY, 0)) return JS_EMPTY; /* from materialising */
      proto = js_object_shape(o)->proto;
    }
    if (js_is_null(proto)) return JS_UNDEFINED;
    o = js_as_object(proto);
  }
}

static JsValue primitive_proto(JsIsolate *iso, JsValue v) {
  if (js_is_number(v)) return js_intrinsic(iso, JS_INTRINSIC_NumberPrototype);
  if (js_is_bool(v)) return js_intrinsic(iso, JS_INTRINSIC_BooleanPrototype);
  return js_shape_of(js_as_cell(v))->proto;
}

static char *describe_key(JsIsolate *iso, JsKey key) { return js_describe(iso, js_key_to_value(iso, key)); }

JsValue js_get_value(JsIsolate *iso, JsValue v, JsKey key) {
  if (js_is_object(v)) return js_get(iso, js_as_object(v), key, v);
  if (js_is_nullish(v)) {
    if (key == js_symbol_key(iso, JS_SYMBOL_iterator)) {
      return js_throw_type_error(iso, "%s is not iterable (cannot read property Symbol(Symbol.iterator))",
                                 js_is_null(v) ? "object null" : "undefined");
    }
    char *name = describe_key(iso, key);
    js_throw_type_error(iso, "Cannot read properties of %s (reading '%s')", js_is_null(v) ? "null" : "undefined", name);
    free(name);
    return JS_EMPTY;
  }
  if (js_is_string(v)) {
    JsString *s = js_as_string(v);
    if (js_key_is_index(key)) {
      if (js_key_index(key) < s->length) {
        JsChars c = js_string_chars(iso, s);
        if (!c.data) return JS_EMPTY;
        uint16_t unit = js_chars_at(&c, js_key_index(key));
        JS_KEEP(s);
        return js_from_cell(js_string_from_unit(iso, unit));
      }
    } else if (key == js_atom_key(iso, JS_ATOM_length)) {
      return js_int32((int32_t)s->length);
    }
  }
  JsValue proto = primitive_proto(iso, v);
  return js_is_object(proto) ? js_get(iso, js_as_object(proto), key, v) : JS_UNDEFINED;
}

/* ---- [[Set]] ---- */

bool js_set_on_receiver(JsIsolate *iso, JsValue receiver, JsKey key, JsValue v, bool *ok) {
  *ok = false;
  if (!js_is_object(receiver)) return true;
  JsObject *r = js_as_object(receiver);
  if (!js_exotic(r, key)) {
    JsOwn own;
    if (js_own_lookup(iso, r, key, &own)) {
      if ((own.attributes & JS_ATTR_ACCESSOR) || !(own.attributes & JS_ATTR_WRITABLE)) return true;
      return js_own_store(iso, r, key, &own, v, ok);
    }
    if (!may_add(r, key)) return true;
    *ok = true;
    return js_own_add(iso, r, key, v, JS_ATTR_DATA);
  }
  JsPropertyDescriptor d;
  int found = js_get_own_property(iso, r, key, &d);
  if (found < 0) return false;
  if (found) {
    if ((d.present & (JS_DESC_GET | JS_DESC_SET)) || !(d.attributes & JS_ATTR_WRITABLE)) return true;
    d = (JsPropertyDescriptor){.present = JS_DESC_VALUE, .value = v};
  } else {
    d = (JsPropertyDescriptor){.present = JS_DESC_VALUE | JS_DESC_WRITABLE | JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE,
                               .attributes = JS_ATTR_DATA, .value = v};
  }
  int defined = js_define_own_property(iso, r, key, &d);
  *ok = defined > 0;
  return defined >= 0;
}

static bool call_setter(JsIsolate *iso, JsValue setter, JsValue receiver, JsValue v, bool *ok) {
  *ok = !js_is_undefined(setter);
  return !*ok || js_call(iso, setter, receiver, 1, &v) != JS_EMPTY;
}

bool js_set(JsIsolate *iso, JsObject *start, JsKey key, JsValue v, JsValue receiver, bool *ok) {
  JsObject *o = start;
  for (;;) {
    const JsExoticOps *ops = js_exotic(o, key);
    JsValue proto;
    if (__builtin_expect(ops != NULL, 0)) {
      if (ops->set) return ops->set(iso, o, key, v, receiver, ok);
      JsPropertyDescriptor d;
      int found = js_get_own_property(iso, o, key, &d);
      if (found < 0) return false;
      if (found) {
        if (d.present & (JS_DESC_GET | JS_DESC_SET))
          return call_setter(iso, d.present & JS_DESC_SET ? d.setter : JS_UNDEFINED, receiver, v, ok);
        *ok = false;
        return !(d.attributes & JS_ATTR_WRITABLE) || js_set_on_receiver(iso, receiver, key, v, ok);
      }
      proto = js_get_prototype(iso, o);
      if (proto == JS_EMPTY) return false;
    } else {
      JsOwn own;
      if (js_own_lookup(iso, o, key, &own)) {
        if (own.attributes & JS_ATTR_ACCESSOR)
          return call_setter(iso, ((JsAccessor *)(uintptr_t)*own.address)->setter, receiver, v, ok);
        *ok = false;
        if (!(own.attributes & JS_ATTR_WRITABLE)) return true;
        if (js_from_cell(o) == receiver) return js_own_store(iso, o, key, &own, v, ok);
        return js_set_on_receiver(iso, receiver, key, v, ok);
      }
      if (iso->exception != JS_EMPTY) return false;
      proto = js_object_shape(o)->proto;
    }
    if (js_is_null(proto)) break;
    o = js_as_object(proto);
  }
  if (js_from_cell(start) == receiver && !js_exotic(start, key)) { /* known to lack it */
    *ok = may_add(start, key);
    return !*ok || js_own_add(iso, start, key, v, JS_ATTR_DATA);
  }
  return js_set_on_receiver(iso, receiver, key, v, ok);
}

/* Looks for the property that a refused [[Set]] met, through proxies without a trap: 1 found, 0 not, -1 threw, 2 a trap refused. */
static int find_refusing(JsIsolate *iso, JsObject *o, JsKey key, JsObject **holder, JsPropertyDescriptor *d) {
  for (JsObject *p = o;;) {
    if (js_trap_refused(iso, &p, "set")) return 2;
    *holder = p;
    int found = js_get_own_property(iso, p, key, d);
    if (found) return found;
    JsValue proto = js_get_prototype(iso, p);
    if (proto == JS_EMPTY) return -1;
    if (js_is_null(proto)) return 0;
    p = js_as_object(proto);
  }
}

/* Why a strict [[Set]] was refused, as V8 words it. */
static void explain_set_refused(JsIsolate *iso, JsObject *o, JsKey key, const char *name) {
  if (o->cell.kind == JS_KIND_NAMESPACE) { /* what is there may not be initialised: it isn't read */
    js_throw_type_error(iso, js_has(iso, o, key) > 0 ? "Cannot assign to read only property '%s' of object '[object Module]'"
                                                     : "Cannot add property %s, object is not extensible", name);
    return;
  }
  JsPropertyDescriptor d;
  JsObject *holder = o, *definer = o;
  int found = find_refusing(iso, o, key, &holder, &d);
  if (found < 0) return;
  if (found == 2) {
    js_throw_type_error(iso, "'set' on proxy: trap returned falsish for property '%s'", name);
    return;
  }
  bool accessor = found && (d.present & (JS_DESC_GET | JS_DESC_SET));
  bool refused_by_define = !found || (!accessor && (d.attributes & JS_ATTR_WRITABLE));
  if (refused_by_define && js_trap_refused(iso, &definer, "defineProperty")) {
    js_throw_type_error(iso, "'defineProperty' on proxy: trap returned falsish for property '%s'", name);
    return;
  }
  char *text = js_describe(iso, js_from_cell(accessor ? holder : o));
  if (refused_by_define) {
    bool plain = definer == o;
    js_throw_type_error(iso, plain ? "Cannot add property %s, object is not extensible"
                                   : "Cannot define property %s, object is not extensible", name);
  } else if (accessor) {
    js_throw_type_error(iso, "Cannot set property %s of %s which has only a getter", name, text);
  } else {
    const char *type = o->cell.flags & JS_OBJ_CALLABLE ? "function" : "object";
    js_throw_type_error(iso, "Cannot assign to read only property '%s' of %s '%s'", name, type, text);
  }
  free(text);
}

static bool throw_set_refused(JsIsolate *iso, JsObject *o, JsKey key) {
  char *name = describe_key(iso, key);
  explain_set_refused(iso, o, key, name);
  free(name);
  return false;
}

bool js_put_strict_failure(JsIsolate *iso, JsObject *o, JsKey key);
bool js_put_strict_failure(JsIsolate *iso, JsObject *o, JsKey key) { return throw_set_refused(iso, o, key); }

bool js_put(JsIsolate *iso, JsObject *o, JsKey key, JsValue v) {
  bool ok;
  if (!js_set(iso, o, key, v, js_from_cell(o), &ok)) return false;
  return ok || throw_set_refused(iso, o, key);
}

/* ---- [[HasProperty]], [[Delete]] ---- */

int js_has(JsIsolate *iso, JsObject *o, JsKey key) {
  for (;;) {
    const JsExoticOps *ops = js_exotic(o, key);
    JsValue proto;
    if (ops) {
      if (ops->has_property) return ops->has_property(iso, o, key);
      JsPropertyDescriptor d;
      int found = js_get_own_property(iso, o, key, &d);
      if (found) return found;
      proto = js_get_prototype(iso, o);
      if (proto == JS_EMPTY) return -1;
    } else {
      JsOwn own;
      if (js_own_lookup(iso, o, key, &own)) return 1;
      proto = js_object_shape(o)->proto;
    }
    if (js_is_null(proto)) return 0;
    o = js_as_object(proto);
  }
}

int js_has_own(JsIsolate *iso, JsObject *o, JsKey key) {
  if (js_exotic(o, key)) {
    JsPropertyDescriptor d;
    return js_get_own_property(iso, o, key, &d);
  }
  JsOwn own;
  return js_own_lookup(iso, o, key, &own);
}

int js_delete(JsIsolate *iso, JsObject *o, JsKey key) {
  const JsExoticOps *ops = js_exotic(o, key);
  if (ops && ops->delete_property) return ops->delete_property(iso, o, key);
  if (ops && ops->get_own_property) {
    JsPropertyDescriptor d;
    int found = js_get_own_property(iso, o, key, &d);
    if (found <= 0) return found < 0 ? -1 : 1;
    if (!(d.attributes & JS_ATTR_CONFIGURABLE)) return 0;
  }
  JsOwn own;
  if (!js_own_lookup(iso, o, key, &own)) return 1;
  if (own.where == JS_OWN_ELEMENT || own.where == JS_OWN_SPARSE) return js_elements_delete(iso, o, js_key_index(key));
  if (!(own.attributes & JS_ATTR_CONFIGURABLE)) return 0;
  js_lazy_all(iso, o);
  if (o->cell.kind == JS_KIND_ERROR && key == js_atom_key(iso, JS_ATOM_stack)) o->cell.flags &= ~JS_OBJ_LAZY;
  js_shape_remove(iso, o, key, own.slot);
  js_watch_key(iso, o, key);
  return 1;
}

/* ---- prototypes, extensibility ---- */

JsValue js_get_prototype(JsIsolate *iso, JsObject *o) {
  const JsExoticOps *ops = js_exotic(o, JS_KEY_NONE | 1);
  if (ops && ops->get_prototype) return ops->get_prototype(iso, o);
  return js_object_shape(o)->proto;
}

/* OrdinarySetPrototypeOf (10.1.2.1); %Object.prototype% is immutable (10.4.7). */
int js_set_prototype(JsIsolate *iso, JsObject *o, JsValue proto) {
  const JsExoticOps *ops = js_exotic(o, JS_KEY_NONE | 1);
  if (ops && ops->set_prototype) return ops->set_prototype(iso, o, proto);
  if (js_object_shape(o)->proto == proto) return 1;
  if (!js_shape_extensible(o) || o == js_intrinsic_object(iso, JS_INTRINSIC_ObjectPrototype)) return 0;
  for (JsValue p = proto; !js_is_null(p);) {
    JsObject *q = js_as_object(p);
    if (q == o) return 0;
    if (q->cell.kind == JS_KIND_PROXY) break;
    p = js_object_shape(q)->proto;
  }
  if (js_object_shape(o)->flags & JS_SHAPE_WATCHED) js_realm_watch_proto(iso);
  js_shape_set_proto(iso, o, proto);
  return 1;
}

int js_is_extensible(JsIsolate *iso, JsObject *o) {
  const JsExoticOps *ops = js_exotic(o, JS_KEY_NONE | 1);
  if (ops && ops->is_extensible) return ops->is_extensible(iso, o);
  return js_shape_extensible(o);
}

int js_prevent_extensions(JsIsolate *iso, JsObject *o) {
  const JsExoticOps *ops = js_exotic(o, JS_KEY_NONE | 1);
  if (ops && ops->prevent_extensions) return ops->prevent_extensions(iso, o);
  if (!js_shape_extensible(o)) return 1;
  js_lazy_all(iso, o);
  /* Fast elements promise that elements can be added. */
  bool elements = o->cell.kind == JS_KIND_ARRAY || *js_elements_length(o->elements) != 0;
  if (elements && !js_elements_to_sparse(iso, o)) return -1;
  js_shape_make_unique(iso, o);
  js_shape_renew(iso, o, JS_SHAPE_CACHED_OWN | JS_SHAPE_CACHED_MISS);
  js_object_shape(o)->flags |= JS_SHAPE_NON_EXTENSIBLE;
  return 1;
}

/* 7.2.2 IsArray */
int js_is_array(JsIsolate *iso, JsValue v) {
  return js_is_kind(v, JS_KIND_PROXY) ? js_proxy_is_array(iso, js_as_object(v)) : js_is_array_kind(v);
}
