/* What the Number built-ins share with others. */
#ifndef LODE_BUILTINS_NUMBER_BUILTINS_H
#define LODE_BUILTINS_NUMBER_BUILTINS_H

#include "builtins/builtins.h"

/* %parseInt% and %parseFloat% (19.2.5, 19.2.4): the same functions on the global object and on Number. js_init_number
 * defines them on both. */
JsValue js_parse_int(JS_ARGS);
JsValue js_parse_float(JS_ARGS);

/* Number.prototype.toLocaleString's text for a number in English. */
JsValue js_number_to_locale_string(JsIsolate *iso, double d, JsValue locales, JsValue options);
/* BigInt.prototype.toLocaleString's: digits are decimal, maybe after a minus sign. */
JsValue js_digits_to_locale_string(JsIsolate *iso, JsString *digits, JsValue locales, JsValue options);

#endif
