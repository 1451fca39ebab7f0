/* Built-ins that compiled code knows: fast/intrinsic.c compares a callee's code with these. */
#ifndef LODE_FAST_INTRINSIC_H
#define LODE_FAST_INTRINSIC_H

#include "value/value.h"

JsValue js_array_push_method(JS_ARGS);
JsValue js_string_proto_char_code_at(JS_ARGS);
JsValue js_string_from_char_code(JS_ARGS);
JsValue js_math_abs(JS_ARGS);
JsValue js_math_ceil(JS_ARGS);
JsValue js_math_floor(JS_ARGS);
JsValue js_math_imul(JS_ARGS);
JsValue js_math_max(JS_ARGS);
JsValue js_math_min(JS_ARGS);
JsValue js_math_sqrt(JS_ARGS);
JsValue js_math_trunc(JS_ARGS);

#endif
