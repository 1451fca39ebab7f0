/* Which kinds have internal methods of their own. */
#include "object/object.h"

extern const JsExoticOps js_arguments_exotic_ops;      /* object/arguments.c */
extern const JsExoticOps js_string_wrapper_exotic_ops; /* builtins/string_exotic.c */
extern const JsExoticOps js_proxy_exotic_ops;          /* builtins/proxy.c */
extern const JsExoticOps js_typed_array_exotic_ops;    /* typed_array/exotic.c */
extern const JsExoticOps js_namespace_exotic_ops;      /* modules/namespace.c */

const JsExoticOps *const js_exotic_ops[JS_KIND_COUNT] = {
    [JS_KIND_ARGUMENTS] = &js_arguments_exotic_ops,
    [JS_KIND_PRIMITIVE_WRAPPER] = &js_string_wrapper_exotic_ops,
    [JS_KIND_PROXY] = &js_proxy_exotic_ops,
#define X(name, bytes) [JS_KIND_##name##_ARRAY] = &js_typed_array_exotic_ops,
    JS_TYPED_ARRAY_KINDS(X)
#undef X
    [JS_KIND_NAMESPACE] = &js_namespace_exotic_ops,
};
