/* Set.prototype methods over another set-like object. */
#ifndef LODE_BUILTINS_SET_ALGEBRA_H
#define LODE_BUILTINS_SET_ALGEBRA_H

#include "builtins/hash_table.h"

/* this as a Set; NULL: threw. */
JsCollection *js_this_set(JsIsolate *iso, JsValue this_value, const char *method);

JsValue js_set_union(JS_ARGS);
JsValue js_set_intersection(JS_ARGS);
JsValue js_set_difference(JS_ARGS);
JsValue js_set_symmetric_difference(JS_ARGS);
JsValue js_set_is_subset_of(JS_ARGS);
JsValue js_set_is_superset_of(JS_ARGS);
JsValue js_set_is_disjoint_from(JS_ARGS);

#endif
