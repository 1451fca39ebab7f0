/* Host objects: JavaScript objects that stand for something native (a handle, a request, a buffer). */
#ifndef LODE_OBJECT_HOST_H
#define LODE_OBJECT_HOST_H

#include "object/object.h"

typedef struct JsHostObject JsHostObject;

/* Static. size is sizeof the host's own structure, which starts with JsHostObject. */
typedef struct JsHostClass {
  const char *name;
  size_t size;
  void (*trace)(JsTracer *t, JsHostObject *o);       /* what it holds besides values; may be NULL */
  void (*finalize)(JsIsolate *iso, JsHostObject *o); /* when found dead; no allocation, no other cells; may be NULL */
} JsHostClass;

struct JsHostObject {
  JsObject object;
  const JsHostClass *host_class;
  void *native;
  JsValue values[2];
};

JsHostObject *js_host_object_new(JsIsolate *iso, const JsHostClass *host_class, JsValue proto);
/* NULL unless v is an object of this class. */
static inline JsHostObject *js_host_object(JsValue v, const JsHostClass *host_class) {
  if (!js_is_kind(v, JS_KIND_HOST)) return NULL;
  JsHostObject *o = (JsHostObject *)(uintptr_t)v;
  return o->host_class == host_class ? o : NULL;
}

#endif
