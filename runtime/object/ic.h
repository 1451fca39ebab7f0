/* Inline caches: one static record a site, in the data of the compiled module, which each isolate has of its own.
 * Compiled code checks the first way in line; lode_get_prop and its like do the rest: further ways,
 * then a per-isolate (shape, key) cache, then the general path. Shapes in ICs are weak: the
 * collector's weak pass clears records whose shape died. A change to an object flagged
 * JS_OBJ_IS_PROTO clears every record that has slot != NULL or caches absence. */
#ifndef LODE_OBJECT_IC_H
#define LODE_OBJECT_IC_H

#include "object/function.h"

/* 48 bytes. The first way:
 *   get:  cell->shape == shape && slot == NULL  → own data property at offset: in line if offset >= 0 (bytes from
 *         the object), else in overflow at elements + offset (bytes, negative)
 *         cell->shape == shape && slot != NULL  → data property of a prototype, *slot; offset is 0
 *   set:  cell->shape == shape && new_shape == 0 → store over the own writable property at offset
 *         cell->shape == shape && new_shape != 0 → add the property in line: store shape and slot (offset >= 0 only)
 * Two copies of shape, 0 where they don't apply, make one comparison enough for the usual cases:
 *   own:   the property is in line (offset >= 0, slot == NULL)
 *   proto: slot != NULL
 * also: further shapes that have the property at the same offset, in line (objects of several classes with a common
 * base); of those that own applies to, and not where a property is added. Of records of getters with proto: further
 * shapes that have it in the same slot of a prototype.
 * Records of getters (lode_getter_of): what is at offset or in slot is a JsAccessor, or undefined where there is none.
 * Records of private names and of fields rely on nothing but the receiver's shape and, as a site may see a class
 * evaluated several times, on the name, which is in slot (the first of several; NULL where all keys are public):
 *   get, set: own (and shape): the element is a field at offset, in line
 *   has:      own: the object has the name; proto: it lacks it
 *   define:   own: the fields are added in line from offset on, which leads to new_shape */
#define JS_IC_ALSO 2
typedef struct JsIC {
  uint32_t shape;
  int32_t offset;
  JsValue *slot;
  uint32_t new_shape;
  uint16_t misses;
  uint8_t state; /* ic.c's own */
  uint8_t flags;
  struct JsICWays *ways; /* ic.c's own */
  uint32_t own;
  uint32_t proto;
  uint32_t also[JS_IC_ALSO];
} JsIC;

/* Site of an object literal with constant keys. shape is predicted at the first execution. */
typedef struct JsLiteralSite {
  uint32_t shape; /* 0: not yet */
  uint32_t count;
  const JsValue *keys; /* count constants (atoms) of the module, distinct, no index, no __proto__ */
} JsLiteralSite;

/* A shape that code compares with once for several accesses to an object (the compiler's shape groups), and where it
 * has each of count keys: in line, bytes from the object. shape is weak; 0: none yet. */
typedef struct JsShapeSite {
  uint32_t shape;
  uint16_t count; /* at most JS_SHAPE_SITE_KEYS */
  uint16_t misses; /* how often another shape took the place of one */
  const JsValue *keys; /* constants (atoms) of the module */
  int32_t *offsets;
  uint32_t writes; /* bit i: keys[i] is stored to */
  uint32_t reserved;
} JsShapeSite;
#define JS_SHAPE_SITE_KEYS 16

/* Site of a tagged template: strings are consts of the module. */
typedef struct JsTemplateSite {
  JsValue object; /* JS_EMPTY until first executed; a registered root */
  uint32_t count;
  uint32_t reserved;
  const JsValue *cooked; /* JS_UNDEFINED where the escape is invalid */
  const JsValue *raw;
} JsTemplateSite;

#endif
