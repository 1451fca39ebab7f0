/* Abstract operations of the specification (clause 7) and operators, for C code. The entries that
 * compiled code calls are in abi.py and implemented beside these. */
#ifndef LODE_OPS_OPS_H
#define LODE_OPS_OPS_H

#include "object/function.h"

typedef enum JsHint { JS_HINT_DEFAULT, JS_HINT_NUMBER, JS_HINT_STRING } JsHint;

/* JS_EMPTY / NULL / false with the exception set when they throw. [collects, re-enters] unless said. */
JsValue js_to_primitive(JsIsolate *iso, JsValue v, JsHint hint);
bool js_to_boolean(JsValue v); /* no effects */
JsValue js_to_numeric(JsIsolate *iso, JsValue v);
bool js_to_number(JsIsolate *iso, JsValue v, double *out);
bool js_to_integer_or_infinity(JsIsolate *iso, JsValue v, double *out);
bool js_to_int32(JsIsolate *iso, JsValue v, int32_t *out);
bool js_to_uint32(JsIsolate *iso, JsValue v, uint32_t *out);
bool js_to_length(JsIsolate *iso, JsValue v, uint64_t *out);
bool js_to_index(JsIsolate *iso, JsValue v, uint64_t *out);
int32_t js_double_to_int32(double d); /* modulo 2^32, no effects */
JsString *js_to_string(JsIsolate *iso, JsValue v);
JsKey js_to_property_key(JsIsolate *iso, JsValue v); /* JS_KEY_NONE: threw */
JsObject *js_to_object(JsIsolate *iso, JsValue v);
bool js_length_of(JsIsolate *iso, JsObject *o, uint64_t *out); /* LengthOfArrayLike */

bool js_strict_equals(JsIsolate *iso, JsValue a, JsValue b); /* flattens ropes; never throws */
int js_loosely_equals(JsIsolate *iso, JsValue a, JsValue b); /* 1, 0, -1 threw */
bool js_same_value(JsIsolate *iso, JsValue a, JsValue b);
bool js_same_value_zero(JsIsolate *iso, JsValue a, JsValue b);
int js_instance_of(JsIsolate *iso, JsValue v, JsValue target);
int js_ordinary_has_instance(JsIsolate *iso, JsValue c, JsValue v);
JsValue js_species_constructor(JsIsolate *iso, JsObject *o, JsValue default_constructor);
JsString *js_typeof(JsIsolate *iso, JsValue v); /* an atom */
double js_math_pow(double base, double exponent); /* Number::exponentiate */
double js_math_mod(double a, double b);           /* Number::remainder */

/* Errors. Each sets iso->exception to a new error whose message is printf-formatted (UTF-8), with the stack
 * captured, and returns JS_EMPTY so that `return js_throw_type_error(…)` works. */
JsValue js_throw(JsIsolate *iso, JsValue v);
JsValue js_throw_type_error(JsIsolate *iso, const char *format, ...) __attribute__((format(printf, 2, 3)));
JsValue js_throw_range_error(JsIsolate *iso, const char *format, ...) __attribute__((format(printf, 2, 3)));
JsValue js_throw_reference_error(JsIsolate *iso, const char *format, ...) __attribute__((format(printf, 2, 3)));
JsValue js_throw_syntax_error(JsIsolate *iso, const char *format, ...) __attribute__((format(printf, 2, 3)));
JsValue js_throw_eval_error(JsIsolate *iso, const char *format, ...) __attribute__((format(printf, 2, 3)));
JsValue js_error_new(JsIsolate *iso, int intrinsic_proto, const char *message_utf8);
/* Takes the pending exception, leaving none. */
static inline JsValue js_take_exception(JsIsolate *iso) {
  JsValue e = iso->exception;
  iso->exception = JS_EMPTY;
  return e;
}
/* A short text of a value for error messages, as V8 prints it ("#<Object>", "abc"): UTF-8, malloc'd. */
char *js_describe(JsIsolate *iso, JsValue v);

/* What refused an operation on *o: a trap of a proxy (true), or, behind proxies without that trap, the object that *o is set to. */
bool js_trap_refused(JsIsolate *iso, JsObject **o, const char *trap);

#endif
