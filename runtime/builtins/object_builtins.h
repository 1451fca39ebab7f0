/* What the files of Object's built-ins share. */
#ifndef LODE_BUILTINS_OBJECT_BUILTINS_H
#define LODE_BUILTINS_OBJECT_BUILTINS_H

#include "builtins/builtins.h"

extern const JsBuiltin js_object_prototype_methods[];

/* %Object.prototype.toString% (20.1.3.6) of a value. [collects, re-enters] */
JsValue js_object_to_string(JsIsolate *iso, JsValue this_value);

/* Throws what V8 throws when [[SetPrototypeOf]] of o refused proto. */
JsValue js_throw_set_prototype_refused(JsIsolate *iso, JsObject *o, JsValue proto);

JsValue js_object_freeze(JS_ARGS);
JsValue js_object_seal(JS_ARGS);
JsValue js_object_prevent_extensions(JS_ARGS);
JsValue js_object_is_frozen(JS_ARGS);
JsValue js_object_is_sealed(JS_ARGS);
JsValue js_object_is_extensible(JS_ARGS);

#endif
