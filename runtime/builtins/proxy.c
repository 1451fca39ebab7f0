/* Proxy: the constructor (28.2) and callable proxies ([[Call]], [[Construct]]); the traps are in proxy_traps.c. */
#include "builtins/proxy.h"
#include "object/tail_call.h"

#include <stdlib.h>

static JsValue proxy_constructor(JS_ARGS);
static JsValue proxy_revocable(JS_ARGS);
static JsValue revoke(JS_ARGS);
static JsValue proxy_code(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_FN("revocable", proxy_revocable, 2),
    JS_BUILTIN_END,
};

/* %Proxy% has no prototype property. */
void js_init_proxy(JsIsolate *iso) {
  JsFunction *f = js_function_native(iso, proxy_constructor, "Proxy", 2, JS_FN_CONSTRUCTOR, JS_UNDEFINED);
  js_intrinsic_set(iso, JS_INTRINSIC_Proxy, js_from_cell(f));
  js_install(iso, &f->object, statics);
  js_define_data(iso, iso->realm->global, js_key_from_cstr(iso, "Proxy"), js_from_cell(f), JS_ATTR_HIDDEN);
}

size_t js_proxy_size(const JsCell *cell) { return js_object_size(cell); }

void js_proxy_trace(JsTracer *t, JsCell *cell) {
  JsProxy *p = (JsProxy *)cell;
  js_object_trace(t, cell);
  js_trace_value(t, p->target);
  js_trace_value(t, p->handler);
}

/* 10.5.14 ProxyCreate ( target, handler ) */
JsValue js_proxy_new(JsIsolate *iso, JsValue target, JsValue handler) {
  if (!js_is_object(target) || !js_is_object(handler))
    return js_throw_type_error(iso, "Cannot create proxy with a non-object as target or handler");
  JsProxy *p = (JsProxy *)js_object_new_kind(iso, JS_KIND_PROXY, sizeof(JsProxy), JS_NULL);
  if (!p) return JS_EMPTY;
  p->object.cell.flags |=
      JS_OBJ_EXOTIC | (js_as_cell(target)->flags & (JS_OBJ_CALLABLE | JS_OBJ_CONSTRUCTOR));
  p->code = proxy_code;
  p->target = target;
  p->handler = handler;
  return js_from_cell(p);
}

/* 28.2.1.1 Proxy ( target, handler ) */
static JsValue proxy_constructor(JS_ARGS) {
  (void)callee, (void)this_value;
  if (js_is_undefined(new_target)) return js_throw_type_error(iso, "Constructor Proxy requires 'new'");
  return js_proxy_new(iso, js_arg(argc, argv, 0), js_arg(argc, argv, 1));
}

/* 28.2.2.1 Proxy.revocable ( target, handler ) */
static JsValue proxy_revocable(JS_ARGS) {
  (void)callee, (void)this_value, (void)new_target;
  JsValue proxy = js_proxy_new(iso, js_arg(argc, argv, 0), js_arg(argc, argv, 1));
  JS_TRY(proxy);
  JsFunction *revoker = js_function_native(iso, revoke, "", 0, 0, proxy);
  JsObject *result = revoker ? js_object_new(iso) : NULL;
  if (!result) return JS_EMPTY;
  JS_TRY_BOOL(js_create_data_property(iso, result, js_key_from_cstr(iso, "proxy"), proxy));
  JS_TRY_BOOL(js_create_data_property(iso, result, js_key_from_cstr(iso, "revoke"), js_from_cell(revoker)));
  return js_from_cell(result);
}

static JsValue revoke(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsFunction *f = js_as_function(callee);
  if (!js_is_object(f->data)) return JS_UNDEFINED;
  JsProxy *p = (JsProxy *)js_as_object(f->data);
  f->data = JS_NULL;
  p->target = p->handler = JS_NULL;
  return JS_UNDEFINED;
}

bool js_proxy_trap(JsIsolate *iso, JsProxy *p, const char *name, JsValue *trap) {
  if (!js_stack_check(iso)) return false;
  if (js_is_null(p->handler)) {
    js_throw_type_error(iso, "Cannot perform '%s' on a proxy that has been revoked", name);
    return false;
  }
  JsObject *handler = js_as_object(p->handler);
  JsValue v = js_get(iso, handler, js_key_from_cstr(iso, name), p->handler);
  if (v == JS_EMPTY) return false;
  *trap = js_is_nullish(v) ? JS_UNDEFINED : v;
  if (js_is_undefined(*trap) || js_is_callable(v)) return true;
  char *text = js_describe(iso, v), *owner = js_describe(iso, js_from_cell(handler));
  js_throw_type_error(iso, "'%s' returned for property '%s' of object '%s' is not a function", text ? text : "", name,
                      owner ? owner : "");
  free(text);
  free(owner);
  return false;
}

/* 10.5.12 [[Call]], 10.5.13 [[Construct]] */
static JsValue proxy_code(JS_ARGS) {
  JsProxy *p = (JsProxy *)js_as_object(callee);
  bool construct = !js_is_undefined(new_target);
  JsValue trap;
  if (!js_proxy_trap(iso, p, construct ? "construct" : "apply", &trap)) return JS_EMPTY;
  JsValue target = p->target;
  if (js_is_undefined(trap))
    return construct ? js_construct(iso, target, new_target, argc, argv)
                     : js_tail_call(iso, target, this_value, argc, argv);
  JsValue list = js_from_cell(js_array_from_values(iso, argv, argc));
  JS_TRY(list);
  JsValue args[3] = {target, construct ? list : this_value, construct ? new_target : list};
  if (!construct) return js_tail_call(iso, trap, p->handler, 3, args);
  JsValue r = js_call(iso, trap, p->handler, 3, args);
  JS_TRY(r);
  if (!js_is_object(r))
    return js_throw_type_about(iso, "'construct' on proxy: trap returned non-object ('", r, "')");
  return r;
}

/* 7.2.2 IsArray ( argument ) of a proxy: 1, 0, -1 threw. A loop: chains of proxies may be long. */
int js_proxy_is_array(JsIsolate *iso, JsObject *o) {
  while (o->cell.kind == JS_KIND_PROXY) {
    JsProxy *p = (JsProxy *)o;
    if (js_is_null(p->handler)) {
      js_throw_type_error(iso, "Cannot perform 'IsArray' on a proxy that has been revoked");
      return -1;
    }
    o = js_as_object(p->target);
  }
  return o->cell.kind == JS_KIND_ARRAY;
}
