/* Numbers and BigInts as elements of typed arrays, and the bytes of buffers (25.1.3.13-17). */
#include "bigint/bigint.h"
#include "typed_array/typed_array.h"

#include <math.h>
#include <stdlib.h>

const uint8_t js_element_sizes[JS_TYPE_COUNT] = {
#define X(name, bytes) [JS_TYPE_##name] = bytes == 1 ? 0 : bytes == 2 ? 1 : bytes == 4 ? 2 : 3,
    JS_TYPED_ARRAY_KINDS(X)
#undef X
};

double js_half_to_double(uint16_t half) {
  int exponent = half >> 10 & 31, fraction = half & 1023;
  double magnitude = exponent == 31 ? (fraction ? NAN : INFINITY)
                     : exponent     ? ldexp(1024 + fraction, exponent - 25)
                                    : ldexp(fraction, -24);
  return half & 0x8000 ? -magnitude : magnitude;
}

/* Rounds to nearest, ties to even. */
uint16_t js_double_to_half(double d) {
  uint16_t sign = signbit(d) ? 0x8000 : 0;
  double magnitude = fabs(d);
  if (d != d) return 0x7E00;
  if (magnitude >= 65520) return sign | 0x7C00;
  if (magnitude < 0x1p-14) return sign | (uint16_t)nearbyint(magnitude * 0x1p24);
  int exponent = ilogb(magnitude);
  uint32_t fraction = (uint32_t)nearbyint(ldexp(magnitude, 10 - exponent)); /* 1024 … 2048: may carry over */
  return sign | (uint16_t)(((uint32_t)(exponent + 15) << 10) + fraction - 1024);
}

#define LOAD(type, p)            \
  ({                             \
    type loaded_;                \
    memcpy(&loaded_, p, sizeof loaded_); \
    loaded_;                     \
  })

JsValue js_element_load(JsIsolate *iso, JsElementType type, const uint8_t *p) {
  switch (type) {
    case JS_TYPE_INT8: return js_int32((int8_t)*p);
    case JS_TYPE_UINT8:
    case JS_TYPE_UINT8_CLAMPED: return js_int32(*p);
    case JS_TYPE_INT16: return js_int32(LOAD(int16_t, p));
    case JS_TYPE_UINT16: return js_int32(LOAD(uint16_t, p));
    case JS_TYPE_INT32: return js_int32(LOAD(int32_t, p));
    case JS_TYPE_UINT32: return js_number(LOAD(uint32_t, p));
    case JS_TYPE_FLOAT16: return js_number(js_half_to_double(LOAD(uint16_t, p)));
    case JS_TYPE_FLOAT32: return js_number((double)LOAD(float, p));
    case JS_TYPE_FLOAT64: return js_number(LOAD(double, p));
    case JS_TYPE_BIGINT64: return js_bigint_from_int64(iso, LOAD(int64_t, p));
    case JS_TYPE_BIGUINT64: return js_bigint_from_uint64(iso, LOAD(uint64_t, p));
    default: return JS_UNDEFINED;
  }
}

uint64_t js_element_bits_of_double(JsElementType type, double d) {
  uint64_t bits;
  switch (type) {
    case JS_TYPE_UINT8_CLAMPED: return d > 0 ? (d >= 255 ? 255 : (uint64_t)nearbyint(d)) : 0; /* 7.1.12 */
    case JS_TYPE_FLOAT16: return js_double_to_half(d);
    case JS_TYPE_FLOAT32: {
      float f = (float)d;
      uint32_t half;
      memcpy(&half, &f, 4);
      return half;
    }
    case JS_TYPE_FLOAT64: memcpy(&bits, &d, 8); return bits;
    default: return (uint32_t)js_double_to_int32(d);
  }
}

bool js_element_bits(JsIsolate *iso, JsElementType type, JsValue v, uint64_t *bits) {
  if (js_type_is_bigint(type)) {
    v = js_to_bigint(iso, v);
    if (v == JS_EMPTY) return false;
    *bits = js_bigint_to_uint64(v);
    return true;
  }
  double d;
  if (js_is_int32(v)) {
    d = js_as_int32(v);
  } else if (!js_to_number(iso, v, &d)) {
    return false;
  }
  *bits = js_element_bits_of_double(type, d);
  return true;
}

/* Numbers that need no conversion, the commonest types. */
static bool store_number(JsElementType type, uint8_t *p, JsValue v) {
  switch (type) {
    case JS_TYPE_FLOAT64: {
      double d = js_number_to_double(v);
      memcpy(p, &d, 8);
      return true;
    }
    case JS_TYPE_FLOAT32: {
      float f = (float)js_number_to_double(v);
      memcpy(p, &f, 4);
      return true;
    }
    case JS_TYPE_INT32:
    case JS_TYPE_UINT32:
    case JS_TYPE_INT16:
    case JS_TYPE_UINT16:
    case JS_TYPE_INT8:
    case JS_TYPE_UINT8:
      if (!js_is_int32(v)) return false;
      js_element_store(type, p, (uint32_t)js_as_int32(v));
      return true;
    default: return false;
  }
}

bool js_typed_array_set(JsIsolate *iso, JsTypedArray *a, uint64_t index, JsValue v) {
  JsElementType type = js_element_type(a);
  uint64_t bits;
  if (js_is_number(v) && index < a->length && store_number(type, a->data + (index << js_element_sizes[type]), v)) return true;
  if (!js_element_bits(iso, type, v, &bits)) return false;
  if (index < a->length) js_element_store(type, a->data + (index << js_element_sizes[type]), bits);
  return true;
}

void js_typed_array_copy(JsTypedArray *to, size_t to_index, JsTypedArray *from, size_t from_index, size_t count) {
  JsElementType to_type = js_element_type(to), from_type = js_element_type(from);
  unsigned to_shift = js_element_sizes[to_type], from_shift = js_element_sizes[from_type];
  uint8_t *target = to->data + (to_index << to_shift);
  const uint8_t *source = from->data + (from_index << from_shift);
  if (count == 0) return;
  bool same = to_type == from_type || (to_shift == from_shift && to_type < JS_TYPE_FLOAT16 &&
                                       from_type < JS_TYPE_FLOAT16 && to_type != JS_TYPE_UINT8_CLAMPED) ||
              (js_type_is_bigint(to_type) && js_type_is_bigint(from_type));
  if (same) {
    memmove(target, source, count << to_shift);
    return;
  }
  uint8_t *copy = NULL;
  if (to->buffer == from->buffer) { /* CloneArrayBuffer: what is written must not be read */
    copy = malloc(count << from_shift);
    if (!copy) abort();
    source = memcpy(copy, source, count << from_shift);
  }
  for (size_t i = 0; i < count; i++) {
    double d = js_number_to_double(js_element_load(NULL, from_type, source + (i << from_shift)));
    js_element_store(to_type, target + (i << to_shift), js_element_bits_of_double(to_type, d));
  }
  free(copy);
}
