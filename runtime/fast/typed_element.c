/* Elements of typed arrays (typed_array/typed_array.h). The type is constant where these are inlined: one case is left.
 *
 * Elements are read and written with memcpy: views of different types share memory. */
#include "fast/fast.h"
#include "typed_array/typed_array.h"

FAST bool fast_typed_is(JsIsolate *iso, JsValue v, int32_t type) {
  (void)iso;
  return LIKELY(js_is_cell(v)) && LIKELY(js_as_cell(v)->kind == JS_KIND_FIRST_TYPED_ARRAY + type);
}

FAST bool fast_typed_has(JsIsolate *iso, JsValue array, int32_t index) {
  (void)iso;
  return LIKELY((size_t)(int64_t)index < ((const JsTypedArray *)js_as_object(array))->length);
}

static inline FAST uint8_t *element_address(JsValue array, int32_t index, size_t size) {
  return ((const JsTypedArray *)js_as_object(array))->data + (size_t)(uint32_t)index * size;
}

#define LOAD(type)                                                        \
  ({                                                                      \
    type loaded_;                                                         \
    memcpy(&loaded_, element_address(array, index, sizeof(type)), sizeof(type)); \
    loaded_;                                                              \
  })
#define STORE(type, value)                                                \
  do {                                                                    \
    type stored_ = (type)(value);                                         \
    memcpy(element_address(array, index, sizeof(type)), &stored_, sizeof(type)); \
  } while (0)

FAST int32_t fast_typed_load_i32(JsIsolate *iso, JsValue array, int32_t index, int32_t type) {
  (void)iso;
  switch (type) {
    case JS_TYPE_INT8: return LOAD(int8_t);
    case JS_TYPE_UINT8: return LOAD(uint8_t);
    case JS_TYPE_INT16: return LOAD(int16_t);
    case JS_TYPE_UINT16: return LOAD(uint16_t);
    default: return LOAD(int32_t);
  }
}

/* NaNs of other bits than JavaScript's own can't be boxed. */
static inline FAST double canonical(double d) { return d == d ? d : __builtin_nan(""); }

FAST double fast_typed_load_f64(JsIsolate *iso, JsValue array, int32_t index, int32_t type) {
  (void)iso;
  switch (type) {
    case JS_TYPE_UINT32: return LOAD(uint32_t);
    case JS_TYPE_FLOAT32: return canonical(LOAD(float));
    default: return canonical(LOAD(double));
  }
}

FAST void fast_typed_store_i32(JsIsolate *iso, JsValue array, int32_t index, int32_t value, int32_t type) {
  (void)iso;
  switch (type) {
    case JS_TYPE_INT8:
    case JS_TYPE_UINT8: STORE(uint8_t, value); break;
    case JS_TYPE_INT16:
    case JS_TYPE_UINT16: STORE(uint16_t, value); break;
    default: STORE(uint32_t, value); break;
  }
}

FAST void fast_typed_store_f64(JsIsolate *iso, JsValue array, int32_t index, double value, int32_t type) {
  (void)iso;
  if (type == JS_TYPE_FLOAT32) {
    STORE(float, value);
  } else {
    STORE(double, value);
  }
}
