/* Date (21.4): registration, the constructor, now, parse, UTC. */
#include "builtins/date_builtins.h"

#include <math.h>
#include <time.h>

static JsValue date_constructor(JS_ARGS);
static JsValue date_now(JS_ARGS);
static JsValue date_parse(JS_ARGS);
static JsValue date_utc(JS_ARGS);
static JsValue date_to_primitive(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_FN("now", date_now, 0),
    JS_B_FN("parse", date_parse, 1),
    JS_B_FN("UTC", date_utc, 7),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
#define X(name, c_name, length) JS_B_FN(#name, js_date_proto_##c_name, length),
#define A(name, other) JS_B_ALIAS_OF(#name, #other),
    JS_DATE_METHODS(X, A)
#undef X
#undef A
    {.symbol = JS_SYMBOL_toPrimitive,
     .type = JS_B_FUNCTION,
     .length = 1,
     .attributes = JS_ATTR_CONFIGURABLE,
     .code = date_to_primitive,
     .text = "[Symbol.toPrimitive]"},
    JS_BUILTIN_END,
};

void js_init_date(JsIsolate *iso) {
  js_function_show(js_install_class(iso, "Date", date_constructor, 7, JS_INTRINSIC_Date,
                                    JS_INTRINSIC_DatePrototype, js_object_new(iso), statics, methods));
}

static double now(void) {
  struct timespec ts;
  clock_gettime(CLOCK_REALTIME, &ts);
  return (double)ts.tv_sec * 1000 + (double)(ts.tv_nsec / 1000000);
}

/* 21.4.3.1 Date.now ( ) */
static JsValue date_now(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_number(now());
}

static bool parse_string(JsIsolate *iso, JsString *s, double *out) {
  JsChars chars = js_string_chars(iso, s);
  if (!chars.data) return false;
  *out = js_date_parse(iso, &chars);
  JS_KEEP(s);
  return true;
}

/* 21.4.3.2 Date.parse ( string ) */
static JsValue date_parse(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsString *s = js_to_string(iso, js_arg(argc, argv, 0));
  double t;
  return s && parse_string(iso, s, &t) ? js_number(t) : JS_EMPTY;
}

/* Year, month, … milliseconds, of which there are count, to a local or UTC time. false: threw. */
static bool from_components(JsIsolate *iso, uint32_t argc, const JsValue *argv, double *out) {
  double c[7] = {NAN, 0, 1, 0, 0, 0, 0};
  for (uint32_t i = 0; i < argc && i < 7; i++) {
    if (!js_to_number(iso, argv[i], &c[i])) return false;
  }
  *out = js_date_make_date(js_date_make_day(js_date_make_full_year(c[0]), c[1], c[2]),
                           js_date_make_time(c[3], c[4], c[5], c[6]));
  return true;
}

/* 21.4.3.4 Date.UTC ( year [ , month [ , … ] ] ) */
static JsValue date_utc(JS_ARGS) {
  JS_UNUSED_ARGS;
  double t;
  return from_components(iso, argc, argv, &t) ? js_number(js_date_time_clip(t)) : JS_EMPTY;
}

/* The time value that one argument stands for. false: threw. */
static bool from_value(JsIsolate *iso, JsValue v, double *out) {
  if (js_is_date(v)) {
    *out = js_number_to_double(js_as_date(v)->value);
    return true;
  }
  v = js_to_primitive(iso, v, JS_HINT_DEFAULT);
  if (v == JS_EMPTY) return false;
  if (js_is_string(v)) return parse_string(iso, js_as_string(v), out);
  if (!js_to_number(iso, v, out)) return false;
  *out = js_date_time_clip(*out);
  return true;
}

/* 21.4.2.1 Date ( ...values ) */
static JsValue date_constructor(JS_ARGS) {
  (void)callee, (void)this_value;
  if (js_is_undefined(new_target)) return js_from_cell(js_date_to_string(iso, now(), JS_DATE_FULL));
  double t;
  if (argc == 0) {
    t = now();
  } else if (argc == 1) {
    if (!from_value(iso, argv[0], &t)) return JS_EMPTY;
  } else {
    if (!from_components(iso, argc, argv, &t)) return JS_EMPTY;
    t = js_date_time_clip(js_date_utc(iso, t));
  }
  JsObject *o = js_object_from_constructor(iso, new_target, JS_INTRINSIC_DatePrototype, JS_KIND_DATE, sizeof(JsWrapper));
  if (!o) return JS_EMPTY;
  ((JsWrapper *)o)->value = js_number(t);
  return js_from_cell(o);
}

/* 21.4.4.45 Date.prototype [ @@toPrimitive ] ( hint ) */
static JsValue date_to_primitive(JS_ARGS) {
  (void)callee, (void)new_target;
  if (!js_is_object(this_value)) {
    return js_throw_incompatible_receiver(iso, "Date.prototype [ @@toPrimitive ]", this_value);
  }
  JsValue hint = js_arg(argc, argv, 0);
  bool string = false, known = false;
  if (js_is_string(hint)) {
    string = js_strict_equals(iso, hint, js_atom_value(iso, JS_ATOM_string)) ||
             js_strict_equals(iso, hint, js_atom_value(iso, JS_ATOM_default_));
    known = string || js_strict_equals(iso, hint, js_atom_value(iso, JS_ATOM_number));
  }
  if (!known) return js_throw_type_about(iso, "Invalid hint: ", hint, "");
  for (int i = 0; i < 2; i++) { /* OrdinaryToPrimitive */
    JsAtomId name = string == (i == 0) ? JS_ATOM_toString : JS_ATOM_valueOf;
    JsValue method = js_get(iso, js_as_object(this_value), js_atom_key(iso, name), this_value);
    JS_TRY(method);
    if (!js_is_callable(method)) continue;
    JsValue v = js_call(iso, method, this_value, 0, NULL);
    if (v == JS_EMPTY || !js_is_object(v)) return v;
  }
  return js_throw_type_error(iso, "Cannot convert object to primitive value");
}

bool js_this_time_value(JsIsolate *iso, JsValue this_value, const char *method, double *out) {
  if (js_is_date(this_value)) {
    *out = js_number_to_double(js_as_date(this_value)->value);
    return true;
  }
  char name[64] = "Date.prototype.";
  if (!method) js_throw_type_error(iso, "this is not a Date object.");
  else js_throw_incompatible_receiver(iso, strncat(name, method, sizeof name - strlen(name) - 1), this_value);
  return false;
}
