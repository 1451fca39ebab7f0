/* Calls of ordinary functions. */
#include "fast/fast.h"
#include "object/tail_call.h"

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

/* lode_tail_call, where the stack isn't deep. */
FAST JsValue fast_tail_call(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue text, int32_t argc, void *argv) {
  const uint32_t mask = 0xFF | (uint32_t)JS_OBJ_CLASS_CONSTRUCTOR << 8;
  JsCode code = (JsCode)lode_tail_call;
  JsValue extra = text;
  if (LIKELY(js_is_cell(callee)) && LIKELY((cell_word(js_as_cell(callee)) & mask) == JS_KIND_FUNCTION) &&
      LIKELY(!js_is_deep(iso, __builtin_frame_address(0)))) {
    code = js_as_function(callee)->code;
    extra = JS_UNDEFINED;
  }
  return code(iso, callee, this_value, extra, (uint32_t)argc, argv);
}

/* An object of the instance shape of new.target, where that is known; else JS_EMPTY. */
FAST JsValue fast_new_instance(JsIsolate *iso, JsValue new_target) {
  if (UNLIKELY(!js_is_cell(new_target)) || UNLIKELY(js_as_cell(new_target)->kind != JS_KIND_FUNCTION)) return JS_EMPTY;
  JsShape *shape = js_as_function(new_target)->instance_shape;
  if (UNLIKELY(!shape)) return JS_EMPTY;
  size_t size = granules(JS_OBJECT_HEADER + shape->inline_slots * sizeof(JsValue));
  JsObject *o = allocate(iso, JS_KIND_OBJECT, size);
  o->cell.shape = (uint32_t)(uintptr_t)shape;
  o->elements = iso->empty_elements;
  return js_from_cell(o);
}

/* Instances that have overflow slots have storage of their own. */
FAST void fast_learn_slots(JsIsolate *iso, JsValue constructor, JsValue object) {
  if (UNLIKELY(js_as_object(object)->elements != iso->empty_elements)) lode_learn_slots(iso, constructor, object);
}

/* 13.3.7.2 GetSuperConstructor: the active function is an ordinary object. */
FAST JsValue fast_super_constructor(JsIsolate *iso, JsValue active) {
  (void)iso;
  return js_shape_of(js_as_cell(active))->proto;
}

FAST bool fast_is_closure_of(JsIsolate *iso, JsValue v, void *info) {
  (void)iso;
  return js_is_cell(v) && js_as_cell(v)->kind == JS_KIND_FUNCTION && js_as_function(v)->info == info;
}

/* argv[index], undefined when it was not passed. */
FAST JsValue fast_arg(JsIsolate *iso, int32_t argc, void *argv, int32_t index) {
  (void)iso;
  return (uint32_t)index < (uint32_t)argc ? ((JsValue *)argv)[index] : JS_UNDEFINED;
}
