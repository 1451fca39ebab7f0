/* Calls of well-known built-ins. The property that was called is named as one of them, which proves nothing: each
 * function makes sure that the callee's code is the built-in's before it does the built-in's work on the usual
 * operands. */
#include "fast/intrinsic.h"
#include "fast/fast.h"

static inline bool runs(JsValue callee, JsCode code) {
  return LIKELY(js_is_kind(callee, JS_KIND_FUNCTION)) && LIKELY(js_as_function(callee)->code == code);
}

/* 22.1.3.3 String.prototype.charCodeAt */
FAST FastValue fast_intrinsic_charCodeAt(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue position) {
  (void)iso;
  if (!runs(callee, js_string_proto_char_code_at) || UNLIKELY(!js_is_string(this_value))) return NOT_HANDLED;
  if (UNLIKELY(!js_is_int32(position))) return NOT_HANDLED;
  int32_t unit = string_unit(js_as_string(this_value), (uint32_t)js_as_int32(position));
  return LIKELY(unit >= 0) ? handled(js_int32(unit)) : NOT_HANDLED;
}

/* 22.1.2.1 String.fromCharCode */
FAST FastValue fast_intrinsic_fromCharCode(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue unit) {
  (void)this_value;
  if (!runs(callee, js_string_from_char_code) || UNLIKELY(!js_is_int32(unit)) || (uint32_t)js_as_int32(unit) > 255)
    return NOT_HANDLED;
  JsString *s = iso->unit_strings[(uint32_t)js_as_int32(unit)];
  return LIKELY(s != NULL) ? handled(js_from_cell(s)) : NOT_HANDLED;
}

/* 23.1.3.23 Array.prototype.push of one value where there is room */
FAST FastValue fast_intrinsic_push(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue value) {
  if (!runs(callee, js_array_push_method) || UNLIKELY(!js_is_kind(this_value, JS_KIND_ARRAY))) return NOT_HANDLED;
  JsObject *array = js_as_object(this_value);
  const uint8_t shape_flags = JS_SHAPE_NON_EXTENSIBLE | JS_SHAPE_HAS_INDEX_PROTO;
  if (UNLIKELY(array->cell.aux >= JS_ELEM_SPARSE) || UNLIKELY(array->cell.flags & JS_OBJ_IS_PROTO) ||
      UNLIKELY(js_shape_of(&array->cell)->flags & shape_flags) || UNLIKELY(!kind_admits(array->cell.aux, value)))
    return NOT_HANDLED;
  JsValue *elements = array->elements;
  uint32_t length = *js_elements_length(elements);
  if (UNLIKELY(length >= *js_elements_capacity(elements)) || UNLIKELY(length >= INT32_MAX)) return NOT_HANDLED;
  elements[length] = value;
  *js_elements_length(elements) = length + 1;
  barrier(iso, array);
  return handled(js_int32((int32_t)length + 1));
}

/* Math.name(x) (21.3.2): of an int32, of a double. */
#define MATH_UNARY(name, of_int32, of_double)                                                               \
  FAST FastValue fast_intrinsic_##name(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue value) { \
    (void)iso, (void)this_value;                                                                            \
    if (!runs(callee, js_math_##name) || UNLIKELY(!js_is_number(value))) return NOT_HANDLED;                \
    if (js_is_int32(value)) {                                                                               \
      int32_t i = js_as_int32(value);                                                                       \
      return handled(of_int32);                                                                             \
    }                                                                                                       \
    double d = js_as_double(value);                                                                         \
    return handled(of_double);                                                                              \
  }
MATH_UNARY(floor, js_int32(i), number_value(__builtin_floor(d)))
MATH_UNARY(ceil, js_int32(i), number_value(__builtin_ceil(d)))
MATH_UNARY(trunc, js_int32(i), number_value(__builtin_trunc(d)))
MATH_UNARY(abs, i == INT32_MIN ? js_double(2147483648.0) : js_int32(i < 0 ? -i : i), js_double(__builtin_fabs(d)))

/* 21.3.2.33 */
FAST FastValue fast_intrinsic_sqrt(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue value) {
  (void)iso, (void)this_value;
  if (!runs(callee, js_math_sqrt) || UNLIKELY(!js_is_number(value))) return NOT_HANDLED;
  return handled(js_double(__builtin_elementwise_sqrt(number_double(value))));
}

/* 21.3.2.20 */
FAST FastValue fast_intrinsic_imul(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue a, JsValue b) {
  (void)iso, (void)this_value;
  if (!runs(callee, js_math_imul) || UNLIKELY(!both_int32(a, b))) return NOT_HANDLED;
  return handled(js_int32((int32_t)((uint32_t)js_as_int32(a) * (uint32_t)js_as_int32(b))));
}

/* 21.3.2.24, 21.3.2.25 of two: equal values may be zeros of different signs, and nothing compares with NaN. */
#define MATH_EXTREME(name, operator)                                                                                  \
  FAST FastValue fast_intrinsic_##name(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue a, JsValue b) {    \
    (void)iso, (void)this_value;                                                                                      \
    if (!runs(callee, js_math_##name)) return NOT_HANDLED;                                                            \
    if (both_int32(a, b)) return handled(js_as_int32(a) operator js_as_int32(b) ? a : b);                             \
    if (UNLIKELY(!both_numbers(a, b))) return NOT_HANDLED;                                                            \
    double x = number_double(a), y = number_double(b);                                                                \
    if (x operator y) return handled(a);                                                                              \
    return y operator x ? handled(b) : NOT_HANDLED;                                                                   \
  }
MATH_EXTREME(max, >)
MATH_EXTREME(min, <)

/* The check alone, for compiled code that does the work on unboxed operands. */
#define IS_BUILTIN(name, code)                                             \
  FAST bool fast_is_builtin_##name(JsIsolate *iso, JsValue callee) {       \
    (void)iso;                                                             \
    return runs(callee, code);                                             \
  }
IS_BUILTIN(abs, js_math_abs)
IS_BUILTIN(ceil, js_math_ceil)
IS_BUILTIN(floor, js_math_floor)
IS_BUILTIN(imul, js_math_imul)
IS_BUILTIN(max, js_math_max)
IS_BUILTIN(min, js_math_min)
IS_BUILTIN(sqrt, js_math_sqrt)
IS_BUILTIN(trunc, js_math_trunc)
IS_BUILTIN(charCodeAt, js_string_proto_char_code_at)

/* The code unit of a string that is no rope; -1 of anything else and out of bounds. */
FAST int32_t fast_string_code_at(JsIsolate *iso, JsValue string, int32_t position) {
  (void)iso;
  if (UNLIKELY(!js_is_string(string))) return -1;
  return string_unit(js_as_string(string), (uint32_t)position);
}
