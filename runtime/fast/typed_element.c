/* Elements of typed arrays (typed_array/typed_array.h). The backend reads and writes them itself. */
#include "fast/fast.h"
#include "typed_array/typed_array.h"

FAST bool fast_typed_is(JsIsolate *iso, JsValue v, int32_t type) {
  (void)iso;
  return LIKELY(js_is_cell(v)) && LIKELY(js_as_cell(v)->kind == JS_KIND_FIRST_TYPED_ARRAY + type);
}

/* Such an array whose length property is %TypedArray.prototype%'s. */
FAST bool fast_typed_plain(JsIsolate *iso, JsValue v, int32_t type) {
  const JsRealm *realm = iso->realm;
  return LIKELY(js_is_cell(v)) && LIKELY(js_as_cell(v)->shape == (uint32_t)(uintptr_t)realm->typed_array_shapes[type]) &&
         LIKELY(realm->typed_array_length_intact);
}

FAST int32_t fast_typed_length(JsIsolate *iso, JsValue array) {
  (void)iso;
  size_t length = ((const JsTypedArray *)js_as_object(array))->length;
  return LIKELY(length < INT32_MAX) ? (int32_t)length : INT32_MAX;
}

FAST void *fast_typed_data(JsIsolate *iso, JsValue array) {
  (void)iso;
  return ((const JsTypedArray *)js_as_object(array))->data;
}
