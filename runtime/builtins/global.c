/* The global object's own values and functions (19.1, 19.2). parseInt and parseFloat are Number's; the URI functions,
 * escape and unescape are in uri.c; eval is in dynamic_code.c. */
#include "builtins/dynamic_code.h"
#include "builtins/uri.h"

static JsValue global_is_nan(JS_ARGS);
static JsValue global_is_finite(JS_ARGS);

static const JsBuiltin functions[] = {
    JS_B_FN("eval", js_global_eval, 1),
    JS_B_FN("isNaN", global_is_nan, 1),
    JS_B_FN("isFinite", global_is_finite, 1),
    JS_B_SHOWN("decodeURI", js_global_decode_uri, 1),
    JS_B_SHOWN("decodeURIComponent", js_global_decode_uri_component, 1),
    JS_B_SHOWN("encodeURI", js_global_encode_uri, 1),
    JS_B_SHOWN("encodeURIComponent", js_global_encode_uri_component, 1),
    JS_B_FN("escape", js_global_escape, 1),
    JS_B_FN("unescape", js_global_unescape, 1),
    JS_B_NUM("Infinity", __builtin_inf()),
    JS_B_NUM("NaN", __builtin_nan("")),
    JS_BUILTIN_END,
};

void js_init_global(JsIsolate *iso) {
  JsObject *global = iso->realm->global;
  js_define_data(iso, global, js_atom_key(iso, JS_ATOM_globalThis), js_from_cell(global), JS_ATTR_HIDDEN);
  js_define_data(iso, global, js_atom_key(iso, JS_ATOM_undefined), JS_UNDEFINED, 0);
  js_install(iso, global, functions);
}

/* 19.2.3 isNaN ( number ) */
static JsValue global_is_nan(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  double d;
  JS_TRY_BOOL(js_to_number(iso, js_arg(argc, argv, 0), &d));
  return js_bool(d != d);
}

/* 19.2.2 isFinite ( number ) */
static JsValue global_is_finite(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  double d;
  JS_TRY_BOOL(js_to_number(iso, js_arg(argc, argv, 0), &d));
  return js_bool(d - d == 0);
}
