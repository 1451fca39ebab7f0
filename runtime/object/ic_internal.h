/* Ways of inline caches: what a shape and a key lead to. */
#ifndef LODE_OBJECT_IC_INTERNAL_H
#define LODE_OBJECT_IC_INTERNAL_H

#include "object/internal.h"

#define JS_IC_WAYS 4

typedef enum JsWayKind {
  JS_WAY_OWN,          /* data at offset */
  JS_WAY_PROTO,        /* data of a prototype at slot */
  JS_WAY_ABSENT,       /* slot points to undefined */
  JS_WAY_OWN_GETTER,   /* JsAccessor at offset */
  JS_WAY_PROTO_GETTER, /* JsAccessor at slot */
  JS_WAY_STORE,        /* own writable data at offset */
  JS_WAY_ADD,          /* to new_shape, at offset; the storage suffices */
  JS_WAY_ADD_GROW,     /* to new_shape; overflow slots grow */
  JS_WAY_OWN_SETTER,
  JS_WAY_PROTO_SETTER,
  JS_WAY_FIELD,        /* private field or method at offset; slot is the name */
  JS_WAY_FIELD_ABSENT, /* no such private name, which is slot */
  JS_WAY_DEFINE,       /* fields, added at offset, to new_shape; slot is the first private name or NULL */
} JsWayKind;

typedef struct JsICWay {
  uint32_t shape;
  uint32_t kind;
  int32_t offset;
  uint32_t new_shape;
  JsValue *slot;
} JsICWay;

typedef struct JsICWays {
  uint32_t count;
  JsICWay way[JS_IC_WAYS];
} JsICWays;

bool js_ic_find_get(JsIsolate *iso, JsCell *cell, JsKey key, JsICWay *out); /* false: do not cache */
/* As a record of getters has it: kind OWN or PROTO where the property's JsAccessor is, ABSENT if it has none. */
bool js_ic_find_getter(JsIsolate *iso, JsCell *cell, JsKey key, JsICWay *out);
bool js_ic_find_set(JsIsolate *iso, JsObject *o, JsKey key, JsICWay *out);
bool js_ic_cacheable_own(JsIsolate *iso, JsObject *o, JsKey key); /* materialises lazy properties */
void js_ic_fill(JsIsolate *iso, JsIC *ic, const JsICWay *w);
void js_ic_fill_field(JsIsolate *iso, JsIC *ic, const JsICWay *w); /* FIELD, FIELD_ABSENT, DEFINE */
/* instanceof: functions of this shape have what slot holds as their @@hasInstance, and prototype at offset. */
void js_ic_fill_instanceof(JsIsolate *iso, JsIC *ic, uint32_t shape, int32_t offset, JsValue *slot);
/* Among the ways out of line of a record of private names or fields; name as in JsICWay.slot. */
static inline const JsICWay *js_ic_field_way(const JsIC *ic, uint32_t shape, JsValue name) {
  const JsICWays *ways = ic->ways;
  for (uint32_t i = 0; ways && i < ways->count; i++)
    if (ways->way[i].shape == shape && ways->way[i].slot == (JsValue *)(uintptr_t)name) return &ways->way[i];
  return NULL;
}
#define JS_IC_OF_GETTER 0x04 /* of JsIC.flags: of lode_getter_of */
const JsICWay *js_ic_way(JsIC *ic, uint32_t shape, JsICWay *scratch); /* among the ways out of line, which exist */
const JsICWay *js_ic_mega(JsIsolate *iso, uint32_t shape, JsKey key, bool set);
void js_ic_mega_fill(JsIsolate *iso, JsKey key, const JsICWay *w, bool set);
void js_ic_note_literal(JsIsolate *iso, JsLiteralSite *site); /* its shape was just filled in */
void js_ic_note_shape_site(JsIsolate *iso, JsShapeSite *site); /* the same */
struct JsModuleDesc;
void js_ic_register(JsIsolate *iso, const struct JsModuleDesc *desc); /* its caches and sites */

#endif
