/* Calls of ordinary functions. */
#include "fast/fast.h"

/* Whatever is of kind FUNCTION is callable; class constructors refuse in lode_call. */
FAST JsValue fast_call(JsIsolate *iso, JsValue callee, JsValue this_value, int32_t argc, void *argv, JsValue text) {
  if (LIKELY(js_is_cell(callee))) {
    const uint32_t mask = 0xFF | (uint32_t)JS_OBJ_CLASS_CONSTRUCTOR << 8;
    if (LIKELY((cell_word(js_as_cell(callee)) & mask) == JS_KIND_FUNCTION))
      return js_as_function(callee)->code(iso, callee, this_value, JS_UNDEFINED, (uint32_t)argc, argv);
  }
  return lode_call(iso, callee, this_value, argc, argv, text);
}

/* argv[index], undefined when it was not passed. */
FAST JsValue fast_arg(JsIsolate *iso, int32_t argc, void *argv, int32_t index) {
  (void)iso;
  return (uint32_t)index < (uint32_t)argc ? ((JsValue *)argv)[index] : JS_UNDEFINED;
}
