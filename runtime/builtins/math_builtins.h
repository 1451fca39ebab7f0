/* Math's functions that have files of their own. */
#ifndef LODE_BUILTINS_MATH_BUILTINS_H
#define LODE_BUILTINS_MATH_BUILTINS_H

#include "value/value.h"

JsValue js_math_sum_precise(JS_ARGS); /* math_sum.c */

#endif
