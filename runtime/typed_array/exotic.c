/* Integer-indexed exotic objects (10.4.5): keys that are canonical numeric strings name elements, or nothing. */
#include "object/internal.h"
#include "typed_array/typed_array.h"

int js_ordinary_get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out);
int js_ordinary_define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d);
JsObject *js_ordinary_own_keys(JsIsolate *iso, JsObject *o);

#define NO_INDEX UINT64_MAX /* numeric, but no element's index whatever the length */

/* 7.1.21 CanonicalNumericIndexString: is the key one, and which index does it name? */
static bool numeric_key(JsIsolate *iso, JsKey key, uint64_t *index) {
  if (js_key_is_index(key)) {
    *index = js_key_index(key);
    return true;
  }
  if (!js_key_may_be_numeric(key)) return false;
  JsString *s = (JsString *)js_key_cell(key);
  double d = js_string_to_number(iso, s);
  bool minus_zero = s->length == 2 && js_string_equals(iso, s, js_atom(iso, "-0"));
  if (!minus_zero && !js_string_equals(iso, s, js_number_to_string(iso, d))) return false;
  *index = !minus_zero && d >= 0 && d <= JS_MAX_SAFE_INTEGER && (double)(uint64_t)d == d ? (uint64_t)d : NO_INDEX;
  return true;
}

static JsTypedArray *array_of(JsObject *o) {
  js_array_buffer_refresh(((JsTypedArray *)o)->buffer);
  return (JsTypedArray *)o;
}

/* 10.4.5.2 */
static int typed_get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out) {
  uint64_t index;
  if (!numeric_key(iso, key, &index)) return js_ordinary_get_own_property(iso, o, key, out);
  if (index >= array_of(o)->length) return 0;
  *out = (JsPropertyDescriptor){
      .present = JS_DESC_VALUE | JS_DESC_WRITABLE | JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE,
      .attributes = JS_ATTR_DATA,
      .value = js_typed_array_get(iso, array_of(o), index),
      .getter = JS_UNDEFINED,
      .setter = JS_UNDEFINED,
  };
  return 1;
}

/* 10.4.5.3 */
static int typed_has_property(JsIsolate *iso, JsObject *o, JsKey key) {
  uint64_t index;
  if (numeric_key(iso, key, &index)) return index < array_of(o)->length;
  JsPropertyDescriptor d;
  int found = js_ordinary_get_own_property(iso, o, key, &d);
  if (found) return found;
  JsValue proto = js_object_shape(o)->proto;
  return js_is_null(proto) ? 0 : js_has(iso, js_as_object(proto), key);
}

/* 10.4.5.4 */
static int typed_define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d) {
  uint64_t index;
  if (!numeric_key(iso, key, &index)) return js_ordinary_define_own_property(iso, o, key, d);
  if (index >= array_of(o)->length) return 0;
  if ((d->present & JS_DESC_CONFIGURABLE) && !(d->attributes & JS_ATTR_CONFIGURABLE)) return 0;
  if ((d->present & JS_DESC_ENUMERABLE) && !(d->attributes & JS_ATTR_ENUMERABLE)) return 0;
  if (d->present & (JS_DESC_GET | JS_DESC_SET)) return 0;
  if ((d->present & JS_DESC_WRITABLE) && !(d->attributes & JS_ATTR_WRITABLE)) return 0;
  if (!(d->present & JS_DESC_VALUE)) return 1;
  return js_typed_array_set(iso, array_of(o), index, d->value) ? 1 : -1;
}

/* 10.4.5.5 */
static JsValue typed_get(JsIsolate *iso, JsObject *o, JsKey key, JsValue receiver) {
  uint64_t index;
  if (numeric_key(iso, key, &index)) return js_typed_array_get(iso, array_of(o), index);
  JsPropertyDescriptor d;
  int found = js_ordinary_get_own_property(iso, o, key, &d);
  if (found < 0) return JS_EMPTY;
  if (found && !(d.present & (JS_DESC_GET | JS_DESC_SET))) return d.value;
  if (found) return js_is_undefined(d.getter) ? JS_UNDEFINED : js_call(iso, d.getter, receiver, 0, NULL);
  JsValue proto = js_object_shape(o)->proto;
  return js_is_null(proto) ? JS_UNDEFINED : js_get(iso, js_as_object(proto), key, receiver);
}

/* 10.4.5.6; what isn't an element goes the way of OrdinarySet (10.1.9). */
static bool typed_set(JsIsolate *iso, JsObject *o, JsKey key, JsValue v, JsValue receiver, bool *ok) {
  uint64_t index;
  *ok = true;
  if (numeric_key(iso, key, &index)) {
    if (js_from_cell(o) == receiver) return js_typed_array_set(iso, array_of(o), index, v);
    if (index >= array_of(o)->length) return true;
    return js_set_on_receiver(iso, receiver, key, v, ok);
  }
  JsPropertyDescriptor d;
  int found = js_ordinary_get_own_property(iso, o, key, &d);
  if (found < 0) return false;
  if (found && (d.present & (JS_DESC_GET | JS_DESC_SET))) {
    *ok = !js_is_undefined(d.setter);
    return !*ok || js_call(iso, d.setter, receiver, 1, &v) != JS_EMPTY;
  }
  *ok = false;
  if (found) return !(d.attributes & JS_ATTR_WRITABLE) || js_set_on_receiver(iso, receiver, key, v, ok);
  JsValue proto = js_object_shape(o)->proto;
  if (js_is_null(proto)) return js_set_on_receiver(iso, receiver, key, v, ok);
  return js_set(iso, js_as_object(proto), key, v, receiver, ok);
}

/* 10.4.5.7 */
static int typed_delete(JsIsolate *iso, JsObject *o, JsKey key) {
  uint64_t index;
  if (numeric_key(iso, key, &index)) return index >= array_of(o)->length;
  o->cell.flags &= ~JS_OBJ_EXOTIC; /* no JavaScript runs in between */
  int deleted = js_delete(iso, o, key);
  o->cell.flags |= JS_OBJ_EXOTIC;
  return deleted;
}

/* 10.4.5.8: the indices, then what an ordinary object has. */
static JsObject *typed_own_keys(JsIsolate *iso, JsObject *o) {
  JsObject *named = js_ordinary_own_keys(iso, o);
  size_t length = array_of(o)->length;
  if (!named || length == 0) return named;
  uint32_t more = js_array_length(named);
  if (length + more > UINT32_MAX) {
    js_throw_range_error(iso, "Invalid array length");
    return NULL;
  }
  JsObject *keys = js_array_with_capacity(iso, (uint32_t)length + more);
  for (size_t i = 0; keys && i < length; i++) {
    JsString *name = js_number_to_string(iso, (double)i);
    if (!name || !js_array_push(iso, keys, js_from_cell(name))) return NULL;
  }
  for (uint32_t i = 0; keys && i < more; i++)
    if (!js_array_push(iso, keys, js_get_index(iso, named, i))) return NULL;
  return keys;
}

/* 10.4.5.1: a view whose length may change can't be closed. */
static int typed_prevent_extensions(JsIsolate *iso, JsObject *o) {
  const JsTypedArray *a = array_of(o);
  if (a->tracks_length || (a->buffer->resizable && !a->buffer->shared)) return 0;
  o->cell.flags &= ~JS_OBJ_EXOTIC;
  int done = js_prevent_extensions(iso, o);
  o->cell.flags |= JS_OBJ_EXOTIC;
  return done;
}

const JsExoticOps js_typed_array_exotic_ops = {
    .get_own_property = typed_get_own_property,
    .define_own_property = typed_define_own_property,
    .has_property = typed_has_property,
    .get = typed_get,
    .set = typed_set,
    .delete_property = typed_delete,
    .own_keys = typed_own_keys,
    .prevent_extensions = typed_prevent_extensions,
};

void js_typed_array_trace(JsTracer *t, JsCell *cell) {
  js_object_trace(t, cell);
  js_trace_cell(t, ((JsTypedArray *)cell)->buffer);
}
