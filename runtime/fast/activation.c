/* Activations of generators and async functions (builtins/generator.h). */
#include "builtins/generator.h"
#include "fast/fast.h"

static inline JsActivation *activation(JsValue v) { return (JsActivation *)js_as_cell(v); }

FAST int32_t fast_activation_enter(JsIsolate *iso, JsValue v) {
  (void)iso;
  int32_t state = activation(v)->state;
  activation(v)->state = JS_ACTIVATION_RUNNING;
  return state;
}

FAST int32_t fast_activation_mode(JsIsolate *iso, JsValue v) {
  (void)iso;
  return activation(v)->mode;
}

FAST void fast_activation_suspend(JsIsolate *iso, JsValue v, int32_t state) {
  activation(v)->state = state;
  barrier(iso, activation(v));
}

FAST JsValue fast_activation_load(JsIsolate *iso, JsValue v, int32_t index) {
  (void)iso;
  return activation(v)->slots[index];
}

FAST void fast_activation_store(JsIsolate *iso, JsValue v, int32_t index, JsValue value, int32_t with_barrier) {
  activation(v)->slots[index] = value;
  if (with_barrier) barrier(iso, activation(v));
}
