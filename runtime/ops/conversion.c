/* Type conversion (7.1). */
#include "bigint/bigint.h"
#include "object/internal.h"
#include "ops/ops.h"

#include <math.h>
#include <stdlib.h>

static const JsAtomId hint_names[] = {JS_ATOM_default_, JS_ATOM_number, JS_ATOM_string};

/* 7.1.1.1 OrdinaryToPrimitive */
static JsValue ordinary_to_primitive(JsIsolate *iso, JsObject *o, JsHint hint) {
  JsAtomId order[2] = {JS_ATOM_valueOf, JS_ATOM_toString};
  if (hint == JS_HINT_STRING) {
    order[0] = JS_ATOM_toString;
    order[1] = JS_ATOM_valueOf;
  }
  for (int i = 0; i < 2; i++) {
    JsValue method = js_get_cached(iso, js_from_cell(o), js_atom_key(iso, order[i]));
    JS_TRY(method);
    if (!js_is_callable(method)) continue;
    JsValue r = js_call(iso, method, js_from_cell(o), 0, NULL);
    if (r == JS_EMPTY || !js_is_object(r)) return r;
  }
  return js_throw_type_error(iso, "Cannot convert object to primitive value");
}

/* 7.1.1 ToPrimitive */
JsValue js_to_primitive(JsIsolate *iso, JsValue v, JsHint hint) {
  if (!js_is_object(v)) return v;
  if (!js_stack_check(iso)) return JS_EMPTY;
  JsValue exotic = js_get_method(iso, v, js_symbol_key(iso, JS_SYMBOL_toPrimitive));
  JS_TRY(exotic);
  if (js_is_undefined(exotic)) return ordinary_to_primitive(iso, js_as_object(v), hint);
  JsValue name = js_atom_value(iso, hint_names[hint]);
  JsValue r = js_call(iso, exotic, v, 1, &name);
  if (r != JS_EMPTY && js_is_object(r)) return js_throw_type_error(iso, "Cannot convert object to primitive value");
  return r;
}

bool js_to_boolean(JsValue v) {
  if (js_is_bool(v)) return v == JS_TRUE;
  if (js_is_int32(v)) return js_as_int32(v) != 0;
  if (js_is_number(v)) {
    double d = js_as_double(v);
    return d == d && d != 0;
  }
  if (!js_is_cell(v)) return false;
  if (js_is_string(v)) return js_as_string(v)->length != 0;
  if (js_is_bigint(v)) return !js_bigint_is_zero(v);
  return true;
}

static JsValue primitive_to_number(JsIsolate *iso, JsValue v) {
  if (js_is_number(v)) return v;
  if (js_is_undefined(v)) return js_double(NAN);
  if (js_is_null(v) || v == JS_FALSE) return js_int32(0);
  if (v == JS_TRUE) return js_int32(1);
  if (js_is_string(v)) return js_number(js_string_to_number(iso, js_as_string(v)));
  if (js_is_symbol(v)) return js_throw_type_error(iso, "Cannot convert a Symbol value to a number");
  return js_throw_type_error(iso, "Cannot convert a BigInt value to a number");
}

/* 7.1.3 ToNumeric */
JsValue js_to_numeric(JsIsolate *iso, JsValue v) {
  if (js_is_number(v)) return v;
  if (js_is_object(v)) {
    v = js_to_primitive(iso, v, JS_HINT_NUMBER);
    JS_TRY(v);
  }
  return js_is_bigint(v) ? v : primitive_to_number(iso, v);
}

/* 7.1.4 ToNumber */
bool js_to_number(JsIsolate *iso, JsValue v, double *out) {
  if (!js_is_number(v)) {
    if (js_is_object(v) && (v = js_to_primitive(iso, v, JS_HINT_NUMBER)) == JS_EMPTY) return false;
    v = primitive_to_number(iso, v);
    if (v == JS_EMPTY) return false;
  }
  *out = js_number_to_double(v);
  return true;
}

/* 7.1.5 ToIntegerOrInfinity */
bool js_to_integer_or_infinity(JsIsolate *iso, JsValue v, double *out) {
  double d;
  if (!js_to_number(iso, v, &d)) return false;
  d = d != d ? 0 : trunc(d);
  *out = d == 0 ? 0 : d;
  return true;
}

int32_t js_double_to_int32(double d) {
  int32_t fast = (int32_t)(int64_t)(d > -9e15 && d < 9e15 ? d : 0);
  if (d > -9e15 && d < 9e15) return fast;
  if (!isfinite(d)) return 0;
  uint64_t bits;
  memcpy(&bits, &d, 8);
  int exponent = (int)(bits >> 52 & 0x7ff) - 1075; /* value = mantissa × 2^exponent, exponent > 0 here */
  if (exponent >= 32) return 0;
  uint64_t mantissa = (bits & 0xfffffffffffffull) | 1ull << 52;
  uint32_t low = (uint32_t)(mantissa << exponent);
  return (int32_t)(bits >> 63 ? 0u - low : low);
}

bool js_to_int32(JsIsolate *iso, JsValue v, int32_t *out) {
  double d;
  if (js_is_int32(v)) {
    *out = js_as_int32(v);
    return true;
  }
  if (!js_to_number(iso, v, &d)) return false;
  *out = js_double_to_int32(d);
  return true;
}

bool js_to_uint32(JsIsolate *iso, JsValue v, uint32_t *out) { return js_to_int32(iso, v, (int32_t *)out); }

/* 7.1.20 ToLength */
bool js_to_length(JsIsolate *iso, JsValue v, uint64_t *out) {
  double d;
  if (js_is_int32(v)) {
    *out = js_as_int32(v) > 0 ? (uint64_t)js_as_int32(v) : 0;
    return true;
  }
  if (!js_to_integer_or_infinity(iso, v, &d)) return false;
  *out = d <= 0 ? 0 : d > 9007199254740991.0 ? 9007199254740991ull : (uint64_t)d;
  return true;
}

/* 7.1.22 ToIndex */
bool js_to_index(JsIsolate *iso, JsValue v, uint64_t *out) {
  double d = 0;
  if (!js_is_undefined(v) && !js_to_integer_or_infinity(iso, v, &d)) return false;
  if (d < 0 || d > 9007199254740991.0) {
    js_throw_range_error(iso, "Invalid index");
    return false;
  }
  *out = (uint64_t)d;
  return true;
}

/* 7.1.17 ToString */
JsString *js_to_string(JsIsolate *iso, JsValue v) {
  if (js_is_string(v)) return js_as_string(v);
  if (js_is_object(v)) {
    v = js_to_primitive(iso, v, JS_HINT_STRING);
    if (v == JS_EMPTY) return NULL;
    if (js_is_string(v)) return js_as_string(v);
  }
  if (js_is_int32(v)) return js_int_to_string(iso, js_as_int32(v));
  if (js_is_number(v)) return js_number_to_string(iso, js_number_to_double(v));
  if (js_is_bool(v)) return iso->atoms[v == JS_TRUE ? JS_ATOM_true_ : JS_ATOM_false_];
  if (js_is_undefined(v)) return iso->atoms[JS_ATOM_undefined];
  if (js_is_null(v)) return iso->atoms[JS_ATOM_null_];
  if (js_is_bigint(v)) return js_bigint_to_string(iso, v, 10);
  js_throw_type_error(iso, "Cannot convert a Symbol value to a string");
  return NULL;
}

/* 7.1.19 ToPropertyKey */
JsKey js_to_property_key(JsIsolate *iso, JsValue v) {
  if (js_is_int32(v) && js_as_int32(v) >= 0) return js_index_key((uint32_t)js_as_int32(v));
  if (js_is_object(v)) {
    v = js_to_primitive(iso, v, JS_HINT_STRING);
    if (v == JS_EMPTY) return JS_KEY_NONE;
  }
  if (js_is_symbol(v)) return js_cell_key(js_as_cell(v));
  if (js_is_double(v)) {
    double d = js_as_double(v);
    uint32_t index = d >= 0 && d < 4294967295.0 ? (uint32_t)d : 0;
    if ((double)index == d) return js_index_key(index);
  }
  JsString *s = js_to_string(iso, v);
  if (!s) return JS_KEY_NONE;
  return s->cell.flags & JS_STR_ATOM ? js_cell_key(s) : js_key_from_string(iso, s);
}

/* 7.1.18 ToObject */
JsObject *js_to_object(JsIsolate *iso, JsValue v) {
  if (js_is_object(v)) return js_as_object(v);
  if (js_is_nullish(v)) {
    js_throw_type_error(iso, "Cannot convert undefined or null to object");
    return NULL;
  }
  JsIntrinsicId proto = js_is_number(v)   ? JS_INTRINSIC_NumberPrototype
                        : js_is_bool(v)   ? JS_INTRINSIC_BooleanPrototype
                        : js_is_string(v) ? JS_INTRINSIC_StringPrototype
                        : js_is_symbol(v) ? JS_INTRINSIC_SymbolPrototype
                                          : JS_INTRINSIC_BigIntPrototype;
  JsObject *o = js_object_new_kind(iso, JS_KIND_PRIMITIVE_WRAPPER, sizeof(JsWrapper), js_intrinsic(iso, proto));
  if (!o) return NULL;
  ((JsWrapper *)o)->value = v;
  if (js_is_string(v)) o->cell.flags |= JS_OBJ_EXOTIC;
  js_barrier(iso, o);
  return o;
}

/* 7.3.18 LengthOfArrayLike */
bool js_length_of(JsIsolate *iso, JsObject *o, uint64_t *out) {
  if (o->cell.kind == JS_KIND_ARRAY) {
    *out = js_array_length(o);
    return true;
  }
  JsValue v = js_get(iso, o, js_atom_key(iso, JS_ATOM_length), js_from_cell(o));
  return v != JS_EMPTY && js_to_length(iso, v, out);
}
