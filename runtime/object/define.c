/* [[GetOwnProperty]] and [[DefineOwnProperty]] (10.1.5, 10.1.6, 10.4.2.1), and the abstract operations on them. */
#include "object/internal.h"

#include <stdlib.h>

static void fill_descriptor(JsObject *o, const JsOwn *own, JsPropertyDescriptor *out) {
  out->attributes = own->attributes & JS_ATTR_DATA;
  out->value = out->getter = out->setter = JS_UNDEFINED;
  if (own->attributes & JS_ATTR_ACCESSOR) {
    JsAccessor *a = (JsAccessor *)(uintptr_t)*own->address;
    out->attributes &= ~JS_ATTR_WRITABLE;
    out->getter = a->getter;
    out->setter = a->setter;
    out->present = JS_DESC_GET | JS_DESC_SET | JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE;
    return;
  }
  out->present = JS_DESC_VALUE | JS_DESC_WRITABLE | JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE;
  out->value = own->where == JS_OWN_LENGTH ? js_number(js_array_length(o)) : *own->address;
}

int js_ordinary_get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out) {
  JsOwn own;
  if (!js_own_lookup(iso, o, key, &own)) return iso->exception != JS_EMPTY ? -1 : 0;
  fill_descriptor(o, &own, out);
  return 1;
}

int js_get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out) {
  const JsExoticOps *ops = js_exotic(o, key);
  if (ops && ops->get_own_property) return ops->get_own_property(iso, o, key, out);
  return js_ordinary_get_own_property(iso, o, key, out);
}

static JsValue accessor_new(JsIsolate *iso, JsValue getter, JsValue setter) {
  JsAccessor *a = js_alloc(iso, JS_KIND_ACCESSOR, sizeof *a);
  a->getter = getter;
  a->setter = setter;
  return js_from_cell(a);
}

static bool is_accessor_desc(const JsPropertyDescriptor *d) { return (d->present & (JS_DESC_GET | JS_DESC_SET)) != 0; }
static bool is_data_desc(const JsPropertyDescriptor *d) {
  return (d->present & (JS_DESC_VALUE | JS_DESC_WRITABLE)) != 0;
}

static uint8_t present_attributes(const JsPropertyDescriptor *d) {
  uint8_t mask = 0;
  if (d->present & JS_DESC_WRITABLE) mask |= JS_ATTR_WRITABLE;
  if (d->present & JS_DESC_ENUMERABLE) mask |= JS_ATTR_ENUMERABLE;
  if (d->present & JS_DESC_CONFIGURABLE) mask |= JS_ATTR_CONFIGURABLE;
  return mask;
}

/* ValidateAndApplyPropertyDescriptor steps 4-5 (10.1.6.3): may current become d? */
bool js_is_compatible_descriptor(JsIsolate *iso, const JsPropertyDescriptor *current, const JsPropertyDescriptor *d) {
  if (current->attributes & JS_ATTR_CONFIGURABLE) return true;
  bool accessor = is_accessor_desc(current);
  if ((d->present & JS_DESC_CONFIGURABLE) && (d->attributes & JS_ATTR_CONFIGURABLE)) return false;
  if ((d->present & JS_DESC_ENUMERABLE) && ((d->attributes ^ current->attributes) & JS_ATTR_ENUMERABLE)) return false;
  if (accessor ? is_data_desc(d) : is_accessor_desc(d)) return false;
  if (accessor) {
    if ((d->present & JS_DESC_GET) && d->getter != current->getter) return false;
    return !(d->present & JS_DESC_SET) || d->setter == current->setter;
  }
  if (current->attributes & JS_ATTR_WRITABLE) return true;
  if ((d->present & JS_DESC_WRITABLE) && (d->attributes & JS_ATTR_WRITABLE)) return false;
  return !(d->present & JS_DESC_VALUE) || js_same_value(iso, d->value, current->value);
}

static int add_from_descriptor(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d) {
  if (!js_shape_extensible(o)) return 0;
  if (o->cell.kind == JS_KIND_ARRAY && js_key_is_index(key) && js_key_index(key) >= js_array_length(o) &&
      !js_array_length_writable(o))
    return 0;
  uint8_t attributes = d->attributes & present_attributes(d);
  JsValue v = d->present & JS_DESC_VALUE ? d->value : JS_UNDEFINED;
  if (is_accessor_desc(d)) {
    attributes = (attributes & ~JS_ATTR_WRITABLE) | JS_ATTR_ACCESSOR;
    v = accessor_new(iso, d->present & JS_DESC_GET ? d->getter : JS_UNDEFINED,
                     d->present & JS_DESC_SET ? d->setter : JS_UNDEFINED);
  }
  return js_own_add(iso, o, key, v, attributes) ? 1 : -1;
}

/* ArraySetLength (10.4.2.4). */
static int define_array_length(JsIsolate *iso, JsObject *o, const JsPropertyDescriptor *d) {
  uint32_t length = js_array_length(o);
  if (d->present & JS_DESC_VALUE) {
    double number;
    if (!js_to_uint32(iso, d->value, &length) || !js_to_number(iso, d->value, &number)) return -1;
    if ((double)length != number) {
      js_throw_range_error(iso, "Invalid array length");
      return -1;
    }
  }
  bool writable = js_array_length_writable(o);
  if ((d->present & JS_DESC_CONFIGURABLE) && (d->attributes & JS_ATTR_CONFIGURABLE)) return 0;
  if ((d->present & JS_DESC_ENUMERABLE) && (d->attributes & JS_ATTR_ENUMERABLE)) return 0;
  if (is_accessor_desc(d)) return 0;
  if (!writable) {
    if ((d->present & JS_DESC_WRITABLE) && (d->attributes & JS_ATTR_WRITABLE)) return 0;
    return length == js_array_length(o);
  }
  bool all = js_array_set_length(iso, o, length, false);
  if (iso->exception != JS_EMPTY) return -1;
  if ((d->present & JS_DESC_WRITABLE) && !(d->attributes & JS_ATTR_WRITABLE)) js_array_freeze_length(iso, o);
  return all;
}

/* Moves an own property to new attributes and value. */
static int change(JsIsolate *iso, JsObject *o, JsKey key, const JsOwn *own, uint8_t attributes, JsValue v) {
  if (own->where == JS_OWN_ELEMENT) {
    if (attributes == JS_ATTR_DATA) {
      js_elements_store(iso, o, js_key_index(key), v);
      return 1;
    }
    if (!js_elements_to_sparse(iso, o)) return -1;
  }
  if (js_key_is_index(key)) return js_sparse_put(iso, o, js_key_index(key), v, attributes) ? 1 : -1;
  if (attributes != own->attributes) js_shape_set_attributes(iso, o, own->slot, attributes);
  *js_slot(o, js_object_shape(o), own->slot) = v;
  js_barrier(iso, o);
  if (o->cell.kind == JS_KIND_FUNCTION && key == js_atom_key(iso, JS_ATOM_prototype))
    ((JsFunction *)o)->instance_shape = NULL;
  js_watch_key(iso, o, key);
  return 1;
}

int js_ordinary_define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d) {
  JsOwn own;
  if (!js_own_lookup(iso, o, key, &own)) {
    if (iso->exception != JS_EMPTY) return -1;
    return add_from_descriptor(iso, o, key, d);
  }
  if (own.where == JS_OWN_LENGTH) return define_array_length(iso, o, d);
  JsPropertyDescriptor current;
  fill_descriptor(o, &own, &current);
  if (!js_is_compatible_descriptor(iso, &current, d)) return 0;
  uint8_t mask = present_attributes(d);
  uint8_t attributes = (current.attributes & ~mask) | (d->attributes & mask);
  JsValue v = *own.address;
  if (is_accessor_desc(d)) {
    attributes = (attributes & ~JS_ATTR_WRITABLE) | JS_ATTR_ACCESSOR;
    v = accessor_new(iso, d->present & JS_DESC_GET ? d->getter : current.getter,
                     d->present & JS_DESC_SET ? d->setter : current.setter);
    if (own.attributes & JS_ATTR_ACCESSOR) js_proto_changed(iso, o);
  } else if (is_data_desc(d)) {
    if (own.attributes & JS_ATTR_ACCESSOR) v = JS_UNDEFINED;
    if (d->present & JS_DESC_VALUE) v = d->value;
  } else {
    attributes |= own.attributes & JS_ATTR_ACCESSOR;
  }
  if (o->cell.kind == JS_KIND_ERROR && (d->present & (JS_DESC_VALUE | JS_DESC_GET | JS_DESC_SET)) &&
      key == js_atom_key(iso, JS_ATOM_stack))
    o->cell.flags &= ~JS_OBJ_LAZY;
  return change(iso, o, key, &own, attributes, v);
}

int js_define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d) {
  const JsExoticOps *ops = js_exotic(o, key);
  if (ops && ops->define_own_property) return ops->define_own_property(iso, o, key, d);
  return js_ordinary_define_own_property(iso, o, key, d);
}

static bool throw_define_refused(JsIsolate *iso, JsObject *o, JsKey key) {
  JsValue name = js_key_to_value(iso, key);
  char *text = js_is_symbol(name) ? js_describe(iso, name) : js_string_to_text(iso, js_as_string(name));
  JsPropertyDescriptor d;
  int found = o->cell.kind == JS_KIND_PROXY ? 1 : js_get_own_property(iso, o, key, &d);
  if (found > 0) {
    js_throw_type_error(iso, "Cannot redefine property: %s", text);
  } else if (found == 0) {
    js_throw_type_error(iso, "Cannot define property %s, object is not extensible", text);
  }
  free(text);
  return false;
}

static bool define_or_throw(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d) {
  int r = js_define_own_property(iso, o, key, d);
  return r > 0 || (r == 0 && throw_define_refused(iso, o, key));
}

bool js_define_data(JsIsolate *iso, JsObject *o, JsKey key, JsValue v, uint8_t attributes) {
  if (!js_exotic(o, key)) { /* the common case: a new property */
    JsOwn own;
    if (!js_own_lookup(iso, o, key, &own) && js_shape_extensible(o) && !js_key_is_index(key))
      return js_own_add(iso, o, key, v, attributes);
  }
  JsPropertyDescriptor d = {.present = JS_DESC_VALUE | JS_DESC_WRITABLE | JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE,
                            .attributes = attributes, .value = v};
  return define_or_throw(iso, o, key, &d);
}

bool js_create_data_property(JsIsolate *iso, JsObject *o, JsKey key, JsValue v) {
  return js_define_data(iso, o, key, v, JS_ATTR_DATA);
}

bool js_define_accessor(JsIsolate *iso, JsObject *o, JsKey key, JsValue getter, JsValue setter, uint8_t attributes) {
  JsPropertyDescriptor d = {.present = JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE, .attributes = attributes};
  if (getter != JS_EMPTY) {
    d.present |= JS_DESC_GET;
    d.getter = getter;
  }
  if (setter != JS_EMPTY) {
    d.present |= JS_DESC_SET;
    d.setter = setter;
  }
  return define_or_throw(iso, o, key, &d);
}
