/* Calls of ordinary functions. */
#include "fast/fast.h"

/* lode_call with a JsCode's parameters, the callee's text in the place of new.target. */
__attribute__((noinline)) JsValue fast_call_other(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue text,
                                                  uint32_t argc, JsValue *argv) {
  return lode_call(iso, callee, this_value, (int32_t)argc, argv, text);
}

/* Whatever is of kind FUNCTION is callable; class constructors refuse in lode_call. One call serves both. */
FAST JsValue fast_call(JsIsolate *iso, JsValue callee, JsValue this_value, int32_t argc, void *argv, JsValue text) {
  const uint32_t mask = 0xFF | (uint32_t)JS_OBJ_CLASS_CONSTRUCTOR << 8;
  JsCode code = fast_call_other;
  JsValue extra = text;
  if (LIKELY(js_is_cell(callee)) && LIKELY((cell_word(js_as_cell(callee)) & mask) == JS_KIND_FUNCTION)) {
    code = js_as_function(callee)->code;
    extra = JS_UNDEFINED;
  }
  return code(iso, callee, this_value, extra, (uint32_t)argc, argv);
}

/* argv[index], undefined when it was not passed. */
FAST JsValue fast_arg(JsIsolate *iso, int32_t argc, void *argv, int32_t index) {
  (void)iso;
  return (uint32_t)index < (uint32_t)argc ? ((JsValue *)argv)[index] : JS_UNDEFINED;
}
