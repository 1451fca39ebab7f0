/* Shape sites (object/ic.h): one comparison of shapes for several accesses. */
#include "lode_abi.h"
#include "object/ic_internal.h"

#define MISSES_MAX 32 /* where objects of ever other shapes come by, the site is left as it is */

/* Where the shape has the site's keys; false: not all are own data in line, writable where they are stored to. */
static bool find_offsets(JsIsolate *iso, JsShape *s, const JsShapeSite *site, int32_t *offsets) {
  for (uint32_t i = 0; i < site->count; i++) {
    JsSlot slot;
    if (!js_shape_lookup(iso, s, js_cell_key(js_as_cell(site->keys[i])), &slot)) return false;
    if (slot.attributes & JS_ATTR_ACCESSOR) return false;
    if ((site->writes >> i & 1) && !(slot.attributes & JS_ATTR_WRITABLE)) return false;
    offsets[i] = js_slot_offset(s, slot.index);
    if (offsets[i] < 0) return false;
  }
  return true;
}

/* Only plain objects: what the shape says of their properties is all there is. Shapes that one object owns may change in
 * place, and those that are watched want to hear of stores. */
bool lode_learn_shape(JsIsolate *iso, JsValue v, JsPlace place) {
  JsShapeSite *site = js_at(iso, place);
  if (!js_is_object(v) || js_as_cell(v)->kind != JS_KIND_OBJECT) return false;
  JsObject *o = js_as_object(v);
  JsShape *s = js_object_shape(o);
  if (o->cell.shape == site->shape) return true;
  if ((s->flags & (JS_SHAPE_OWNED | JS_SHAPE_WATCHED)) || (o->cell.flags & JS_OBJ_LAZY) || site->misses == MISSES_MAX) return false;
  int32_t offsets[JS_SHAPE_SITE_KEYS];
  if (!find_offsets(iso, s, site, offsets)) return false;
  if (site->shape) site->misses++;
  site->shape = o->cell.shape;
  for (uint32_t i = 0; i < site->count; i++) site->offsets[i] = offsets[i];
  js_ic_note_shape_site(iso, site);
  return true;
}
