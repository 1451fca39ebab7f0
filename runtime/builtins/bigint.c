/* BigInt: not supported yet. The constructor says so; no bigint value is ever made. */
#include <math.h>

#include "builtins/builtins.h"

static JsValue bigint_constructor(JS_ARGS);

static const JsBuiltin methods[] = {
    JS_B_TAG("BigInt"),
    JS_BUILTIN_END,
};

void js_init_bigint(JsIsolate *iso) {
  js_install_class(iso, "BigInt", bigint_constructor, 1, JS_INTRINSIC_BigInt, JS_INTRINSIC_BigIntPrototype,
                   js_object_new(iso), NULL, methods);
}

size_t js_bigint_size(const JsCell *cell) {
  (void)cell;
  return JS_GRANULE;
}

double js_bigint_to_double(JsValue v);
double js_bigint_to_double(JsValue v) {
  (void)v;
  return NAN;
}

static JsValue bigint_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_is_undefined(new_target)) return js_throw_type_error(iso, "BigInt is not a constructor");
  return js_throw_type_error(iso, "BigInt is not supported yet");
}
