/* Values in error messages, as V8 prints them. Runs no user code. */
#include "bigint/bigint.h"
#include "builtins/builtins.h"
#include "module.h"
#include "object/realm.h"
#include "ops/ops.h"
#include "typed_array/typed_array.h"

#include <stdio.h>
#include <stdlib.h>

static char *copy(const char *s) {
  char *r = strdup(s);
  if (!r) abort();
  return r;
}

static char *join3(const char *a, const char *b, const char *c) {
  size_t n = strlen(a) + strlen(b) + strlen(c) + 1;
  char *r = malloc(n);
  if (!r) abort();
  snprintf(r, n, "%s%s%s", a, b, c);
  return r;
}

static char *utf8(JsIsolate *iso, JsValue s) {
  char *r = js_string_to_text(iso, js_as_string(s));
  return r ? r : copy("");
}

/* An own or inherited data property, without getters or proxies; JS_EMPTY if there is none. */
static JsValue plain_property(JsIsolate *iso, JsObject *o, JsKey key) {
  for (int depth = 0; depth < 1000; depth++) {
    if (o->cell.kind == JS_KIND_PROXY) return JS_EMPTY;
    JsPropertyDescriptor d;
    int found = js_get_own_property(iso, o, key, &d);
    if (found) return found > 0 && (d.present & JS_DESC_VALUE) ? d.value : JS_EMPTY;
    JsValue proto = js_get_prototype(iso, o);
    if (!js_is_object(proto)) return JS_EMPTY;
    o = js_as_object(proto);
  }
  return JS_EMPTY;
}

static char *function_text(JsIsolate *iso, JsFunction *f) {
  const JsModuleDesc *module = f->info->module;
  if (module && module->source && f->info->source_end > f->info->source_start && !(f->info->flags & JS_FN_NATIVE)) {
    size_t n = f->info->source_end - f->info->source_start;
    char *r = malloc(n + 1);
    if (!r) abort();
    memcpy(r, module->source + f->info->source_start, n);
    r[n] = 0;
    return r;
  }
  char *name = utf8(iso, js_function_name(iso, f)), *r = join3("function ", name, "() { [native code] }");
  free(name);
  return r;
}

static char *tag_text(JsIsolate *iso, JsObject *o) {
  JsValue tag = plain_property(iso, o, js_symbol_key(iso, JS_SYMBOL_toStringTag));
  if (tag != JS_EMPTY && js_is_string(tag)) {
    char *text = utf8(iso, tag), *r = join3("[object ", text, "]");
    free(text);
    return r;
  }
  if (js_kind_is_typed_array(o->cell.kind)) /* the tag is a getter's */
    return join3("[object ", js_element_type_names[o->cell.kind - JS_KIND_FIRST_TYPED_ARRAY], "]");
  switch (o->cell.kind) {
    case JS_KIND_ARRAY: return copy("[object Array]");
    case JS_KIND_ARGUMENTS: return copy("[object Arguments]");
    case JS_KIND_DATE: return copy("[object Date]");
    case JS_KIND_REGEXP: return copy("[object RegExp]");
    case JS_KIND_PRIMITIVE_WRAPPER: {
      JsValue v = ((JsWrapper *)o)->value;
      if (js_is_string(v)) return copy("[object String]");
      if (js_is_number(v)) return copy("[object Number]");
      return copy(js_is_bool(v) ? "[object Boolean]" : "[object Object]");
    }
    default: return copy(o->cell.flags & JS_OBJ_CALLABLE ? "[object Function]" : "[object Object]");
  }
}

/* Whether the handler has a trap, as far as can be told without running getters and traps of its own. */
static bool has_trap(JsIsolate *iso, JsObject *handler, JsKey name) {
  for (int depth = 0; depth < 1000 && handler->cell.kind != JS_KIND_PROXY; depth++) {
    JsPropertyDescriptor d;
    int found = js_get_own_property(iso, handler, name, &d);
    if (found) return found < 0 || !(d.present & JS_DESC_VALUE) || !js_is_nullish(d.value);
    JsValue proto = js_get_prototype(iso, handler);
    if (!js_is_object(proto)) return false;
    handler = js_as_object(proto);
  }
  return true;
}

bool js_trap_refused(JsIsolate *iso, JsObject **o, const char *trap) {
  for (; (*o)->cell.kind == JS_KIND_PROXY; *o = js_as_object(((JsProxy *)*o)->target)) {
    JsValue handler = ((JsProxy *)*o)->handler;
    if (!js_is_object(handler)) return true; /* revoked by what refused */
    if (has_trap(iso, js_as_object(handler), js_key_from_cstr(iso, trap))) return true;
  }
  return false;
}

static char *describe_object(JsIsolate *iso, JsObject *o) {
  for (int depth = 0; o->cell.kind == JS_KIND_PROXY && js_is_object(((JsProxy *)o)->target) && depth < 1000; depth++)
    o = js_as_object(((JsProxy *)o)->target);
  if (o->cell.kind == JS_KIND_FUNCTION) return function_text(iso, (JsFunction *)o);
  if (o->cell.kind == JS_KIND_ERROR) {
    JsValue name = plain_property(iso, o, js_atom_key(iso, JS_ATOM_name));
    JsValue message = plain_property(iso, o, js_atom_key(iso, JS_ATOM_message));
    char *a = name != JS_EMPTY && js_is_string(name) ? utf8(iso, name) : copy("Error");
    char *b = message != JS_EMPTY && js_is_string(message) ? utf8(iso, message) : copy("");
    char *r = join3(a, *a && *b ? ": " : "", b);
    free(a);
    free(b);
    return r;
  }
  /* V8's NoSideEffectsToString: the constructor's name where toString is the ordinary one, else the tag. */
  JsObject *base = js_intrinsic_object(iso, JS_INTRINSIC_ObjectPrototype);
  JsKey to_string = js_atom_key(iso, JS_ATOM_toString);
  JsValue own = plain_property(iso, o, to_string);
  if (own == JS_EMPTY || own != plain_property(iso, base, to_string)) return tag_text(iso, o);
  JsValue constructor = plain_property(iso, o, js_atom_key(iso, JS_ATOM_constructor));
  if (constructor != JS_EMPTY && js_is_kind(constructor, JS_KIND_FUNCTION)) {
    char *name = utf8(iso, js_function_name(iso, js_as_function(constructor)));
    char *r = *name ? join3("#<", name, ">") : NULL;
    free(name);
    if (r) return r;
  }
  return copy("#<Object>");
}

char *js_describe(JsIsolate *iso, JsValue v) {
  if (v == JS_EMPTY) return copy("undefined");
  if (js_is_number(v)) {
    char buffer[40];
    size_t n = js_double_to_chars(js_number_to_double(v), buffer);
    buffer[n] = 0;
    return copy(buffer);
  }
  if (!js_is_cell(v)) return copy(js_is_null(v) ? "null" : js_is_undefined(v) ? "undefined" : v == JS_TRUE ? "true" : "false");
  if (js_is_string(v)) return utf8(iso, v);
  if (js_is_symbol(v)) {
    JsValue d = js_as_symbol(v)->description;
    char *text = js_is_string(d) ? utf8(iso, d) : copy(""), *r = join3("Symbol(", text, ")");
    free(text);
    return r;
  }
  if (js_is_object(v)) return describe_object(iso, js_as_object(v));
  JsString *digits = js_bigint_to_string(iso, v, 10);
  if (digits) return utf8(iso, js_from_cell(digits));
  iso->exception = JS_EMPTY; /* longer than a string may be */
  return copy("bigint");
}
