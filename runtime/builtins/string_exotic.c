/* String exotic objects (10.4.3): the wrappers' own length and index properties. They are neither writable nor
 * configurable; all else is ordinary. */
#include "builtins/string_builtins.h"

/* object/define.c, object/keys.c: the ordinary operations, whatever the object is. */
int js_ordinary_get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out);
int js_ordinary_define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d);
JsObject *js_ordinary_own_keys(JsIsolate *iso, JsObject *o);

static JsString *wrapped(JsObject *o) { return js_as_string(((JsWrapper *)o)->value); }

/* 10.4.3.5 StringGetOwnProperty, and length: 1 and *value, 0, -1 threw. */
static int get_own(JsIsolate *iso, JsObject *o, JsKey key, JsValue *value) {
  JsString *s = wrapped(o);
  if (js_key_is_index(key)) {
    uint32_t i = js_key_index(key);
    if (i >= s->length) return 0;
    JsChars c = js_string_chars(iso, s);
    *value = c.data ? js_from_cell(js_string_from_unit(iso, js_chars_at(&c, i))) : JS_EMPTY;
    return *value == JS_EMPTY ? -1 : 1;
  }
  if (key != js_atom_key(iso, JS_ATOM_length)) return 0;
  *value = js_int32((int32_t)s->length);
  return 1;
}

static int string_get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out) {
  JsValue v;
  int own = get_own(iso, o, key, &v);
  if (own < 0) return -1;
  if (own == 0) return js_ordinary_get_own_property(iso, o, key, out);
  *out = (JsPropertyDescriptor){
      .present = JS_DESC_VALUE | JS_DESC_WRITABLE | JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE,
      .attributes = js_key_is_index(key) ? JS_ATTR_ENUMERABLE : 0,
      .value = v,
      .getter = JS_UNDEFINED,
      .setter = JS_UNDEFINED,
  };
  return 1;
}

/* IsCompatiblePropertyDescriptor against a property that can't change. */
static int compatible(JsIsolate *iso, JsKey key, JsValue v, const JsPropertyDescriptor *d) {
  if ((d->present & JS_DESC_CONFIGURABLE) && (d->attributes & JS_ATTR_CONFIGURABLE)) return 0;
  bool enumerable = js_key_is_index(key);
  if ((d->present & JS_DESC_ENUMERABLE) && !!(d->attributes & JS_ATTR_ENUMERABLE) != enumerable) return 0;
  if (d->present & (JS_DESC_GET | JS_DESC_SET)) return 0;
  if ((d->present & JS_DESC_WRITABLE) && (d->attributes & JS_ATTR_WRITABLE)) return 0;
  return !(d->present & JS_DESC_VALUE) || js_same_value(iso, d->value, v);
}

static int string_define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d) {
  JsValue v;
  int own = get_own(iso, o, key, &v);
  if (own < 0) return -1;
  if (own) return compatible(iso, key, v, d);
  return js_ordinary_define_own_property(iso, o, key, d);
}

/* 10.4.3.3: the string's indices, other indices, then names (length first), then symbols. */
static JsObject *string_own_keys(JsIsolate *iso, JsObject *o) {
  JsObject *ordinary = js_ordinary_own_keys(iso, o);
  if (!ordinary) return NULL;
  JsString *s = wrapped(o);
  uint32_t more = js_array_length(ordinary);
  JsObject *keys = js_array_with_capacity(iso, s->length + 1 + more);
  if (!keys) return NULL;
  for (uint32_t i = 0; i < s->length; i++) {
    JsValue key = js_key_to_value(iso, js_index_key(i));
    if (key == JS_EMPTY || !js_array_push(iso, keys, key)) return NULL;
  }
  bool length_done = false;
  for (uint32_t i = 0; i < more; i++) {
    JsValue key = js_get_index(iso, ordinary, i);
    uint32_t index;
    bool is_index = js_is_string(key) && js_string_is_index(iso, js_as_string(key), &index);
    if (!is_index && !length_done) {
      if (!js_array_push(iso, keys, js_atom_value(iso, JS_ATOM_length))) return NULL;
      length_done = true;
    }
    if (!js_array_push(iso, keys, key)) return NULL;
  }
  if (!length_done && !js_array_push(iso, keys, js_atom_value(iso, JS_ATOM_length))) return NULL;
  return keys;
}

const JsExoticOps js_string_wrapper_exotic_ops = {
    .get_own_property = string_get_own_property,
    .define_own_property = string_define_own_property,
    .own_keys = string_own_keys,
};
