/* Walking the own properties of plain objects; see plain.h. */
#include "object/plain.h"

#include "object/internal.h"
#include "object/private.h"

bool js_plain_begin(JsPlainWalk *w, JsObject *o) {
  JsShape *s = js_object_shape(o);
  if (o->cell.flags & (JS_OBJ_EXOTIC | JS_OBJ_LAZY)) return false;
  if (s->flags & JS_SHAPE_OWNED) return false; /* it changes in place: a comparison would not show it */
  if (js_is_sparse(o) || *js_elements_length(o->elements) != 0 || o->cell.kind == JS_KIND_ARRAY) return false;
  *w = (JsPlainWalk){.object = o, .shape = s};
  return true;
}

JsPlainStep js_plain_next(JsIsolate *iso, JsPlainWalk *w, bool symbols, JsKey *key, JsValue *value) {
  if (w->next >= w->shape->count) return JS_PLAIN_END;
  const JsShapeEntry *entries = js_shape_table(iso, w->shape)->entries;
  while (w->next < w->shape->count) {
    uint32_t slot = w->next++;
    JsShapeEntry entry = entries[slot];
    if (entry.key == JS_KEY_NONE || js_key_is_symbol(entry.key) != symbols) continue;
    if (!(entry.attributes & JS_ATTR_ENUMERABLE) || js_key_is_private(entry.key)) continue;
    *key = entry.key;
    if ((entry.attributes & JS_ATTR_ACCESSOR) || js_object_shape(w->object) != w->shape) return JS_PLAIN_LOOK_UP;
    *value = *js_slot(w->object, w->shape, slot);
    return JS_PLAIN_VALUE;
  }
  return JS_PLAIN_END;
}
