/* Comparison, truth, types and conversions that are the identity on the usual operands. */
#include "fast/fast.h"

#define RELATION(name, operator)                                                                  \
  FAST FastValue fast_##name(JsIsolate *iso, JsValue a, JsValue b) {                              \
    if (LIKELY(both_int32(a, b))) return handled(js_as_int32(a) operator js_as_int32(b));         \
    if (LIKELY(both_numbers(a, b))) return handled(number_double(a) operator number_double(b));   \
    return NOT_HANDLED;                                                                           \
  }
RELATION(lt, <)
RELATION(le, <=)
RELATION(gt, >)
RELATION(ge, >=)

/* 7.2.14 IsLooselyEqual */
FAST FastValue fast_eq(JsIsolate *iso, JsValue a, JsValue b) {
  if (LIKELY(both_int32(a, b))) return handled(a == b);
  if (LIKELY(both_numbers(a, b))) return handled(number_double(a) == number_double(b));
  return a == b ? handled(true) : NOT_HANDLED;
}

/* 7.2.15 IsStrictlyEqual */
FAST bool fast_strict_eq(JsIsolate *iso, JsValue a, JsValue b) {
  if (a == b) return LIKELY(!js_is_double(a)) || js_as_double(a) == js_as_double(a);
  if (both_int32(a, b)) return false;
  if (js_is_cell(a) ? js_as_cell(a)->kind >= JS_KIND_OBJECT : !js_is_number(a)) return false; /* identity decides */
  return lode_strict_equal(iso, a, b);
}

/* The same where b is known to be an int32. */
FAST bool fast_strict_eq_int32(JsIsolate *iso, JsValue a, JsValue b) {
  (void)iso;
  return a == b || (UNLIKELY(js_is_double(a)) && js_as_double(a) == (double)js_as_int32(b));
}

/* The same where b is known to be a string. Atoms are equal only to themselves, and never to what spells an index. */
FAST bool fast_strict_eq_string(JsIsolate *iso, JsValue a, JsValue b) {
  if (a == b) return true;
  if (!js_is_string(a)) return false;
  uint8_t one = js_as_cell(a)->flags, other = js_as_cell(b)->flags;
  const uint8_t settled = JS_STR_ATOM | JS_STR_INDEX;
  if (((one | other) & JS_STR_ATOM) && (one & settled) && (other & settled)) return false;
  if (((JsString *)js_as_cell(a))->length != ((JsString *)js_as_cell(b))->length) return false;
  return lode_strict_equal(iso, a, b);
}

/* 7.1.2 ToBoolean */
FAST bool fast_truthy(JsIsolate *iso, JsValue v) {
  if (js_is_cell(v)) {
    JsCell *cell = js_as_cell(v);
    if (LIKELY(cell->kind >= JS_KIND_OBJECT)) return true;
    return LIKELY(cell->kind == JS_KIND_STRING) ? ((JsString *)cell)->length != 0 : lode_to_boolean(iso, v);
  }
  if (js_is_int32(v)) return js_as_int32(v) != 0;
  return UNLIKELY(js_is_number(v)) ? lode_to_boolean(iso, v) : v == JS_TRUE;
}

FAST bool fast_is_object(JsIsolate *iso, JsValue v) {
  (void)iso;
  return v != JS_EMPTY && js_is_object(v);
}

/* typeof v === "…" (13.5.3) */
FAST bool fast_typeof_is_number(JsIsolate *iso, JsValue v) {
  (void)iso;
  return js_is_number(v);
}
FAST bool fast_typeof_is_string(JsIsolate *iso, JsValue v) {
  (void)iso;
  return js_is_string(v);
}
FAST bool fast_typeof_is_boolean(JsIsolate *iso, JsValue v) {
  (void)iso;
  return js_is_bool(v);
}
FAST bool fast_typeof_is_undefined(JsIsolate *iso, JsValue v) {
  (void)iso;
  return js_is_undefined(v);
}
FAST bool fast_typeof_is_function(JsIsolate *iso, JsValue v) {
  (void)iso;
  return js_is_callable(v);
}
FAST bool fast_typeof_is_object(JsIsolate *iso, JsValue v) {
  (void)iso;
  return js_is_null(v) || (js_is_object(v) && !(js_as_cell(v)->flags & JS_OBJ_CALLABLE));
}
FAST bool fast_typeof_is_symbol(JsIsolate *iso, JsValue v) {
  (void)iso;
  return js_is_symbol(v);
}
FAST bool fast_typeof_is_bigint(JsIsolate *iso, JsValue v) {
  (void)iso;
  return js_is_bigint(v);
}

/* Is v a cell of one of these kinds? The bits are those of compiler/ir/types.py's Kinds. */
#define MASK_STRING 32
#define MASK_SYMBOL 64
#define MASK_BIGINT 128
#define MASK_FUNCTION 256
#define MASK_ARRAY 512
#define MASK_OBJECT 1024
FAST bool fast_is_kind(JsIsolate *iso, JsValue v, int32_t mask) {
  (void)iso;
  if (v == JS_EMPTY || !js_is_cell(v)) return false;
  uint32_t word = cell_word(js_as_cell(v));
  uint8_t kind = word_kind(word);
  bool callable = (word & (uint32_t)JS_OBJ_CALLABLE << 8) != 0;
  if ((mask & MASK_STRING) && kind == JS_KIND_STRING) return true;
  if ((mask & MASK_ARRAY) && kind == JS_KIND_ARRAY) return true;
  if ((mask & MASK_FUNCTION) && kind >= JS_KIND_OBJECT && callable) return true;
  if ((mask & MASK_OBJECT) && kind >= JS_KIND_OBJECT && kind != JS_KIND_ARRAY && !callable) return true;
  if ((mask & MASK_SYMBOL) && kind == JS_KIND_SYMBOL) return true;
  return (mask & MASK_BIGINT) && kind == JS_KIND_BIGINT;
}

FAST FastValue fast_to_numeric(JsIsolate *iso, JsValue a) { return LIKELY(js_is_number(a)) ? handled(a) : NOT_HANDLED; }
FAST FastValue fast_to_number(JsIsolate *iso, JsValue a) { return LIKELY(js_is_number(a)) ? handled(a) : NOT_HANDLED; }
FAST FastValue fast_to_string(JsIsolate *iso, JsValue a) { return LIKELY(js_is_string(a)) ? handled(a) : NOT_HANDLED; }
FAST FastValue fast_to_object(JsIsolate *iso, JsValue a) { return LIKELY(js_is_object(a)) ? handled(a) : NOT_HANDLED; }
FAST FastValue fast_to_property_key(JsIsolate *iso, JsValue a) {
  return LIKELY(js_is_int32(a) && js_as_int32(a) >= 0) ? handled(a) : NOT_HANDLED;
}
