/* Host objects. */
#include "object/host.h"
#include "object/internal.h"

static void finalize_host(JsIsolate *iso, JsCell *cell) {
  JsHostObject *o = (JsHostObject *)cell;
  o->host_class->finalize(iso, o);
}

JsHostObject *js_host_object_new(JsIsolate *iso, const JsHostClass *host_class, JsValue proto) {
  JsHostObject *o = (JsHostObject *)js_object_new_kind(iso, JS_KIND_HOST, host_class->size, proto);
  if (!o) return NULL;
  o->host_class = host_class;
  o->values[0] = o->values[1] = JS_UNDEFINED;
  if (host_class->finalize) js_gc_add_finalizer(iso, o, finalize_host);
  return o;
}

size_t js_host_object_size(const JsCell *cell) { return js_object_size(cell); }

void js_host_object_trace(JsTracer *t, JsCell *cell) {
  JsHostObject *o = (JsHostObject *)cell;
  js_object_trace(t, cell);
  js_trace_values(t, o->values, 2);
  if (o->host_class && o->host_class->trace) o->host_class->trace(t, o);
}
