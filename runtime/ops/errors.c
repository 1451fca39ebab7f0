/* Throwing. */
#include "agents/agents.h"
#include "lode_abi.h"
#include "object/realm.h"
#include "ops/ops.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

JsValue js_throw(JsIsolate *iso, JsValue v) {
  iso->exception = v;
  return JS_EMPTY;
}

static JsValue throw_formatted(JsIsolate *iso, JsIntrinsicId proto, const char *format, va_list args) {
  char stack_text[512], *text = stack_text;
  va_list again;
  va_copy(again, args);
  int n = vsnprintf(stack_text, sizeof stack_text, format, args);
  if (n >= (int)sizeof stack_text) {
    text = malloc((size_t)n + 1);
    if (text) vsnprintf(text, (size_t)n + 1, format, again);
  }
  va_end(again);
  JsValue e = js_error_new(iso, proto, text ? text : stack_text);
  if (text != stack_text) free(text);
  return e == JS_EMPTY ? JS_EMPTY : js_throw(iso, e);
}

#define THROWER(name, intrinsic)                                  \
  JsValue js_throw_##name(JsIsolate *iso, const char *format, ...) { \
    va_list args;                                                 \
    va_start(args, format);                                       \
    throw_formatted(iso, JS_INTRINSIC_##intrinsic, format, args); \
    va_end(args);                                                 \
    return JS_EMPTY;                                              \
  }
THROWER(type_error, TypeErrorPrototype)
THROWER(range_error, RangeErrorPrototype)
THROWER(reference_error, ReferenceErrorPrototype)
THROWER(syntax_error, SyntaxErrorPrototype)
THROWER(eval_error, EvalErrorPrototype)

/* The text of a constant string, for messages; malloc'd. */
static char *text_of(JsIsolate *iso, JsValue v) {
  if (js_is_string(v)) return js_string_to_text(iso, js_as_string(v));
  return js_describe(iso, v);
}

#define THROW_WITH_TEXT(entry, thrower, format)    \
  void entry(JsIsolate *iso, JsValue v) {          \
    char *text = text_of(iso, v);                  \
    thrower(iso, format, text);                    \
    free(text);                                    \
  }
THROW_WITH_TEXT(lode_throw_tdz, js_throw_reference_error, "Cannot access '%s' before initialization")
THROW_WITH_TEXT(lode_throw_type_error, js_throw_type_error, "%s")
THROW_WITH_TEXT(lode_throw_reference_error, js_throw_reference_error, "%s")
THROW_WITH_TEXT(lode_throw_syntax_error, js_throw_syntax_error, "%s")

void lode_throw_const_assign(JsIsolate *iso, JsValue name) {
  (void)name;
  js_throw_type_error(iso, "Assignment to constant variable.");
}

void lode_throw(JsIsolate *iso, JsValue v) {
  if (iso->thrown != v) iso->first_throw = __builtin_return_address(0);
  iso->last_throw = __builtin_return_address(0);
  iso->exception = iso->thrown = v;
  iso->callers_error = JS_EMPTY;
}

JsValue lode_catch(JsIsolate *iso) { return js_take_exception(iso); }

void lode_throw_this_uninitialised(JsIsolate *iso) {
  js_throw_reference_error(iso, "Must call super constructor in derived class before accessing 'this' or returning "
                                "from derived constructor");
}

void lode_throw_super_called_twice(JsIsolate *iso) {
  js_throw_reference_error(iso, "Super constructor may only be called once");
}

JsValue js_throw_not_callable(JsIsolate *iso, JsValue callee, JsValue text);

void lode_throw_not_callable(JsIsolate *iso, JsValue text, JsValue callee) { js_throw_not_callable(iso, callee, text); }

/* text: of the expression where there is one, else the value is described. */
JsValue js_throw_not_callable(JsIsolate *iso, JsValue callee, JsValue text) {
  bool have_text = text != JS_EMPTY && js_is_string(text) && js_as_string(text)->length > 0;
  char *what = have_text ? text_of(iso, text) : js_describe(iso, callee);
  js_throw_type_error(iso, "%s is not a function", what);
  free(what);
  return JS_EMPTY;
}

bool lode_require_object_coercible(JsIsolate *iso, JsValue v, JsValue text) {
  if (!js_is_nullish(v)) return true;
  const char *kind = js_is_null(v) ? "null" : "undefined";
  if (text != JS_EMPTY && js_is_string(text) && js_as_string(text)->length > 0) {
    char *what = text_of(iso, text);
    size_t length = strlen(what);
    /* "property 'x' of" lacks the source where it has no text: an argument. */
    if (length > 3 && !strcmp(what + length - 3, " of"))
      js_throw_type_error(iso, "Cannot destructure %s '%s' as it is %s.", what, js_is_null(v) ? "object null" : kind, kind);
    else
      js_throw_type_error(iso, "Cannot destructure %s as it is %s.", what, kind);
    free(what);
  } else {
    js_throw_type_error(iso, "Cannot destructure '%s' as it is %s.", kind, kind);
  }
  return false;
}

void lode_stack_overflow(JsIsolate *iso) {
  if (js_is_stopped(iso)) {
    js_throw_stopped(iso);
    return;
  }
  js_throw_range_error(iso, "Maximum call stack size exceeded");
}
