/* Helpers shared by the built-ins: errors about a value, property descriptors, lists, calls. */
#ifndef LODE_BUILTINS_BUILTINS_H
#define LODE_BUILTINS_BUILTINS_H

#include "object/function.h"
#include "object/object.h"
#include "object/realm.h"
#include "ops/ops.h"

#define JS_MAX_SAFE_INTEGER 9007199254740991.0
#define JS_MAX_ARRAY_LENGTH 4294967295.0

/* js_array_length, in line. */
static inline uint32_t js_array_count(const JsObject *array) { return *js_elements_length(array->elements); }

/* Errors whose message is before + text of a value (or key) + after. They return JS_EMPTY. */
JsValue js_throw_type_about(JsIsolate *iso, const char *before, JsValue v, const char *after);
JsValue js_throw_range_about(JsIsolate *iso, const char *before, JsValue v, const char *after);
JsValue js_throw_type_about_key(JsIsolate *iso, const char *before, JsKey key, const char *after);
/* "Method <method> called on incompatible receiver <v>" */
JsValue js_throw_incompatible_receiver(JsIsolate *iso, const char *method, JsValue v);
/* "<v> is not a function" */
JsValue js_throw_not_function(JsIsolate *iso, JsValue v);
/* The text of a key in messages: malloc'd UTF-8. */
char *js_describe_key(JsIsolate *iso, JsKey key);

/* Calls what is known to be callable, through the uniform entry; the callee checks the stack. */
static inline JsValue js_call_callable(JsIsolate *iso, JsValue callee, JsValue this_value, uint32_t argc, JsValue *argv) {
  if (js_as_cell(callee)->flags & JS_OBJ_CLASS_CONSTRUCTOR) return js_call(iso, callee, this_value, argc, argv);
  return js_as_function(callee)->code(iso, callee, this_value, JS_UNDEFINED, argc, argv);
}

/* 6.2.6.5 ToPropertyDescriptor, 6.2.6.4 FromPropertyDescriptor. */
bool js_to_property_descriptor(JsIsolate *iso, JsValue v, JsPropertyDescriptor *out);
JsValue js_from_property_descriptor(JsIsolate *iso, const JsPropertyDescriptor *d);
/* Throws what V8 throws when [[DefineOwnProperty]] of o refused. */
JsValue js_throw_define_refused(JsIsolate *iso, JsObject *o, JsKey key);

/* 7.3.18 CreateListFromArrayLike, as a fresh array that JavaScript does not see. NULL: threw. */
JsObject *js_list_from_array_like(JsIsolate *iso, JsValue v);
/* Calls or constructs with the values of such a list. */
JsValue js_call_list(JsIsolate *iso, JsValue callee, JsValue this_value, JsObject *list);
/* An array of element kind VALUE with n undefined values: working storage for C code. NULL: threw. */
JsObject *js_value_buffer(JsIsolate *iso, uint32_t n);

/* 7.3.34 GroupBy (in map.c). zero_keys: keys are values compared by SameValueZero, else property keys. Returns a
 * flat array of key, group, key, group, … NULL: threw. */
JsObject *js_group_by(JsIsolate *iso, JsValue items, JsValue callback, bool zero_keys);

/* 7.3.22 SpeciesConstructor: is the constructor of o the intrinsic one with its own species getter? */
JsValue js_species_getter(JS_ARGS); /* get C[@@species]: returns this */

/* The bound function exotic object (10.4.1); in function.c. */
typedef struct JsBoundFunction {
  JsObject object;
  JsCode code; /* offset 16 */
  JsValue target, bound_this;
  JsObject *bound_args; /* array, or NULL */
} JsBoundFunction;
JsValue js_bound_target(JsValue f);

/* Proxy (10.5); in proxy.c. target and handler are null once revoked. */
typedef struct JsProxy {
  JsObject object;
  JsCode code; /* offset 16 */
  JsValue target, handler;
} JsProxy;
JsValue js_proxy_new(JsIsolate *iso, JsValue target, JsValue handler); /* ProxyCreate */
extern const JsExoticOps js_proxy_exotic_ops;
int js_proxy_is_array(JsIsolate *iso, JsObject *o); /* IsArray; called by js_is_array */

/* What the size and trace functions of objects with further fields begin with (object/trace.c). */
size_t js_object_size(const JsCell *cell);
void js_object_trace(JsTracer *t, JsCell *cell);

#endif
