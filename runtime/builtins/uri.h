/* URI encoding and decoding (19.2.6), escape and unescape (B.2.1). */
#ifndef LODE_BUILTINS_URI_H
#define LODE_BUILTINS_URI_H

#include "value/value.h"

JsValue js_global_decode_uri(JS_ARGS);
JsValue js_global_decode_uri_component(JS_ARGS);
JsValue js_global_encode_uri(JS_ARGS);
JsValue js_global_encode_uri_component(JS_ARGS);
JsValue js_global_escape(JS_ARGS);
JsValue js_global_unescape(JS_ARGS);

#endif
