/* typeof (13.5.3), and conversions as compiled code asks for them. */
#include "lode_abi.h"
#include "ops/ops.h"

JsString *js_typeof(JsIsolate *iso, JsValue v) {
  JsAtomId id = JS_ATOM_object;
  if (js_is_number(v)) {
    id = JS_ATOM_number;
  } else if (js_is_bool(v)) {
    id = JS_ATOM_boolean;
  } else if (js_is_undefined(v)) {
    id = JS_ATOM_undefined;
  } else if (js_is_cell(v)) {
    switch (js_as_cell(v)->kind) {
      case JS_KIND_STRING: id = JS_ATOM_string; break;
      case JS_KIND_SYMBOL: id = JS_ATOM_symbol; break;
      case JS_KIND_BIGINT: id = JS_ATOM_bigint; break;
      default: id = js_as_cell(v)->flags & JS_OBJ_CALLABLE ? JS_ATOM_function : JS_ATOM_object;
    }
  }
  return iso->atoms[id];
}

JsValue lode_typeof(JsIsolate *iso, JsValue v) { return js_from_cell(js_typeof(iso, v)); }

bool lode_to_boolean(JsIsolate *iso, JsValue v) {
  (void)iso;
  return js_to_boolean(v);
}

JsValue lode_to_string(JsIsolate *iso, JsValue v) { return js_from_cell(js_to_string(iso, v)); }

JsValue lode_to_property_key(JsIsolate *iso, JsValue v) {
  JsKey key = js_to_property_key(iso, v);
  if (key == JS_KEY_NONE) return JS_EMPTY;
  if (js_key_is_index(key)) return js_number(js_key_index(key));
  return js_from_cell(js_key_cell(key));
}

JsValue lode_to_object(JsIsolate *iso, JsValue v) { return js_from_cell(js_to_object(iso, v)); }
