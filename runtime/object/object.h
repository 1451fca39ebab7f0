/* Objects, shapes, properties, arrays.
 *
 * An object is a header, a pointer to its elements (a "butterfly": overflow property slots below it,
 * lengths and array elements from it on), then in-line property slots. The shape says which key is in
 * which slot; slots below shape->inline_slots are in line, the rest are in the butterfly. */
#ifndef LODE_OBJECT_OBJECT_H
#define LODE_OBJECT_OBJECT_H

#include "isolate.h"

/* JsCell.flags of objects */
#define JS_OBJ_CALLABLE 0x01     /* code is at offset 16 (JsFunction and everything callable) */
#define JS_OBJ_CONSTRUCTOR 0x02
#define JS_OBJ_IS_PROTO 0x04     /* used as a prototype: changing its properties resets inline caches */
#define JS_OBJ_EXOTIC 0x08       /* own property operations go through js_exotic_ops[kind] (proxy, string wrapper, mapped arguments, typed arrays) */
#define JS_OBJ_LAZY 0x10         /* own properties not all materialised yet (functions' name, length, prototype) */
#define JS_OBJ_CLASS_CONSTRUCTOR 0x20

/* JsCell.aux of objects: the element kind. Elements are always boxed values; the kind is a promise on
 * what they are, so that moving to a more general kind changes no representation except that int32 →
 * double reboxes. HOLEY: JS_EMPTY may occur below length. Beyond length all is JS_EMPTY. */
#define JS_ELEM_INT32 0
#define JS_ELEM_DOUBLE 1 /* every element is boxed as a double */
#define JS_ELEM_VALUE 2
#define JS_ELEM_HOLEY 4  /* bit: 4, 5, 6 */
#define JS_MAX_FAST_ELEMENTS (32u << 20) /* arrays made longer than this begin sparse */
#define JS_MAX_DENSE_ELEMENTS (4 * JS_MAX_FAST_ELEMENTS) /* as far as arrays grow densely: 1 GiB */
#define JS_ELEM_SPARSE 8 /* elements in a hash table with attributes; also whatever is frozen, sealed or non-extensible with elements */
/* INT32, DOUBLE, VALUE, packed or holey: 0…6. Anything above takes the general path. */

struct JsObject {
  JsCell cell;
  JsValue *elements; /* the butterfly; never NULL (iso->empty_elements) */
  JsValue slots[];   /* in-line slots, for kinds without further fields */
};
#define JS_OBJECT_HEADER 16

/* The butterfly's cell. Memory order: cell, slots[slot_capacity-1] … slots[0], length, capacity, elements[0] … */
typedef struct JsStorage {
  uint32_t slot_capacity; /* in the place of cell.shape */
  uint8_t kind, flags, aux, gc;
} JsStorage;
static inline uint32_t *js_elements_length(JsValue *e) { return &((uint32_t *)e)[-2]; }
static inline uint32_t *js_elements_capacity(JsValue *e) { return &((uint32_t *)e)[-1]; }
static inline JsValue *js_overflow_slot(JsValue *e, uint32_t i) { return &e[-2 - (int64_t)i]; }

/* Property attributes; a slot of an ACCESSOR property holds a JsAccessor cell. */
#define JS_ATTR_WRITABLE 0x01
#define JS_ATTR_ENUMERABLE 0x02
#define JS_ATTR_CONFIGURABLE 0x04
#define JS_ATTR_ACCESSOR 0x08
#define JS_ATTR_DATA 0x07   /* writable, enumerable, configurable */
#define JS_ATTR_HIDDEN 0x05 /* writable, configurable: built-ins' methods */

typedef struct JsAccessor {
  JsCell cell;
  JsValue getter, setter; /* callable or undefined */
} JsAccessor;

#define JS_SHAPE_DICTIONARY 0x01     /* owned by one object, table mutable in place, never cached */
#define JS_SHAPE_NON_EXTENSIBLE 0x02
#define JS_SHAPE_HAS_INDEX_PROTO 0x04 /* something on the prototype chain has elements or is exotic */
#define JS_SHAPE_NULL_PROTO 0x08

struct JsShape {
  JsCell cell;
  JsValue proto;          /* object or null */
  JsShape *parent;        /* the transition this came from; NULL for roots */
  JsKey key;              /* the property added by it */
  uint8_t attributes;
  uint8_t flags;          /* JS_SHAPE_* */
  uint8_t object_kind;    /* JsKind of its objects */
  uint8_t inline_slots;   /* capacity of in-line slots of its objects */
  uint16_t inline_offset; /* byte offset of in-line slot 0 */
  uint32_t count;         /* properties = slots in use (dictionary: high-water mark) */
  void *table;            /* key → (slot, attributes), built when first needed; see shape.c */
  void *transitions;
};
static inline JsShape *js_shape_of(const JsCell *cell) { return (JsShape *)(uintptr_t)cell->shape; }

/* Where a property is. */
typedef struct JsSlot {
  uint32_t index;
  uint8_t attributes;
} JsSlot;
bool js_shape_lookup(JsIsolate *iso, JsShape *shape, JsKey key, JsSlot *out); /* atoms and symbols only */
JsShape *js_shape_root(JsIsolate *iso, JsValue proto, JsKind kind, uint32_t inline_slots); /* cached per prototype */
JsShape *js_shape_add(JsIsolate *iso, JsShape *shape, JsKey key, uint8_t attributes);
JsValue *js_slot_address(JsObject *o, JsShape *shape, uint32_t index);

/* Creation. inline_slots rounds up to fill the last granule. [collects] */
JsObject *js_object_new(JsIsolate *iso);                       /* %Object.prototype% */
JsObject *js_object_new_proto(JsIsolate *iso, JsValue proto);  /* OrdinaryObjectCreate */
JsObject *js_object_new_kind(JsIsolate *iso, JsKind kind, size_t size, JsValue proto); /* zeroed body of size bytes in all */
JsObject *js_object_new_shape(JsIsolate *iso, JsShape *shape);
/* GetPrototypeFromConstructor: where new_target.prototype is no object, the intrinsic of new_target's realm. JS_EMPTY: threw. */
JsValue js_prototype_from_constructor(JsIsolate *iso, JsValue new_target, int intrinsic_proto);
/* OrdinaryCreateFromConstructor: prototype from new_target (or the intrinsic of its realm). NULL: threw. */
JsObject *js_object_from_constructor(JsIsolate *iso, JsValue new_target, int intrinsic_proto, JsKind kind, size_t size);
JsObject *js_array_new(JsIsolate *iso, uint32_t length);       /* holey if length > 0; NULL + RangeError */
JsObject *js_array_with_capacity(JsIsolate *iso, uint32_t capacity); /* length 0 */
JsObject *js_array_from_values(JsIsolate *iso, const JsValue *v, uint32_t n);
bool js_array_push(JsIsolate *iso, JsObject *array, JsValue v); /* own, extensible array; no side effects */
uint32_t js_array_length(JsObject *array);                      /* array must be JS_KIND_ARRAY */
bool js_array_set_length(JsIsolate *iso, JsObject *array, uint32_t length, bool throw_on_failure);
static inline bool js_is_array_kind(JsValue v) { return js_is_kind(v, JS_KIND_ARRAY); }
int js_is_array(JsIsolate *iso, JsValue v); /* IsArray: sees through proxies; -1: threw */

/* Generic property operations, whole (prototype chain, accessors, exotics). receiver as in the
 * specification. JS_EMPTY / false+exception when they throw. [collects, re-enters] */
JsValue js_get(JsIsolate *iso, JsObject *o, JsKey key, JsValue receiver);
JsValue js_get_value(JsIsolate *iso, JsValue v, JsKey key); /* GetV: primitives too; TypeError on nullish */
bool js_set(JsIsolate *iso, JsObject *o, JsKey key, JsValue v, JsValue receiver, bool *ok); /* false: threw; *ok: [[Set]]'s result */
bool js_put(JsIsolate *iso, JsObject *o, JsKey key, JsValue v); /* Set(o, key, v, true) */
int js_has(JsIsolate *iso, JsObject *o, JsKey key);             /* 1, 0, -1 threw */
int js_has_own(JsIsolate *iso, JsObject *o, JsKey key);
int js_delete(JsIsolate *iso, JsObject *o, JsKey key);          /* 1, 0 (refused), -1 threw */
static inline JsValue js_get_own_realm_value(JsIsolate *iso, JsObject *o, JsKey k) { return js_get(iso, o, k, js_from_cell(o)); }

typedef struct JsPropertyDescriptor {
  uint8_t present;    /* JS_DESC_* */
  uint8_t attributes; /* JS_ATTR_WRITABLE/ENUMERABLE/CONFIGURABLE, where present says so */
  JsValue value, getter, setter;
} JsPropertyDescriptor;
#define JS_DESC_VALUE 0x01
#define JS_DESC_WRITABLE 0x02
#define JS_DESC_GET 0x04
#define JS_DESC_SET 0x08
#define JS_DESC_ENUMERABLE 0x10
#define JS_DESC_CONFIGURABLE 0x20
int js_get_own_property(JsIsolate *iso, JsObject *o, JsKey key, JsPropertyDescriptor *out); /* 1, 0, -1 */
int js_define_own_property(JsIsolate *iso, JsObject *o, JsKey key, const JsPropertyDescriptor *d); /* 1, 0, -1 */
bool js_define_data(JsIsolate *iso, JsObject *o, JsKey key, JsValue v, uint8_t attributes); /* …OrThrow */
bool js_create_data_property(JsIsolate *iso, JsObject *o, JsKey key, JsValue v);            /* …OrThrow */
bool js_define_accessor(JsIsolate *iso, JsObject *o, JsKey key, JsValue getter, JsValue setter, uint8_t attributes);
JsValue js_get_prototype(JsIsolate *iso, JsObject *o);                /* object, null; JS_EMPTY threw */
int js_set_prototype(JsIsolate *iso, JsObject *o, JsValue proto);     /* 1, 0, -1 */
int js_is_extensible(JsIsolate *iso, JsObject *o);
int js_prevent_extensions(JsIsolate *iso, JsObject *o);
/* [[OwnPropertyKeys]] in order, as an array object of strings and symbols. NULL threw. */
JsObject *js_own_keys(JsIsolate *iso, JsObject *o);
/* Strings only, enumerable only: Object.keys. */
JsObject *js_own_enumerable_keys(JsIsolate *iso, JsObject *o);

/* Element access without conversions, for built-ins over arrays and array-likes. */
static inline bool js_elements_fast(const JsObject *o) { return o->cell.aux < JS_ELEM_SPARSE && !(o->cell.flags & JS_OBJ_EXOTIC); }
JsValue js_get_index(JsIsolate *iso, JsObject *o, uint64_t index);            /* up to 2^53-1 */
bool js_put_index(JsIsolate *iso, JsObject *o, uint64_t index, JsValue v);   /* Set(…, true) */
bool js_create_index(JsIsolate *iso, JsObject *o, uint64_t index, JsValue v); /* CreateDataPropertyOrThrow */
/* Makes room and moves the element kind so that storing v at index < length is a plain store. */
/* Of objects with JS_ELEM_SPARSE: entries their table has room for, and the own indices one after the other, in no
 * order; the cursor begins as 0, and is void when the object changes. */
uint32_t js_sparse_capacity(JsObject *o);
typedef uint32_t JsSparseCursor;
bool js_sparse_each(JsObject *o, JsSparseCursor *cursor, uint32_t *index);
bool js_elements_reserve(JsIsolate *iso, JsObject *o, uint32_t capacity);
void js_elements_generalise(JsIsolate *iso, JsObject *o, uint8_t kind);

/* Exotic objects: a row per kind in object/exotic.c. A NULL member means the ordinary behaviour. */
typedef struct JsExoticOps {
  int (*get_own_property)(JsIsolate *, JsObject *, JsKey, JsPropertyDescriptor *);
  int (*define_own_property)(JsIsolate *, JsObject *, JsKey, const JsPropertyDescriptor *);
  int (*has_property)(JsIsolate *, JsObject *, JsKey);
  JsValue (*get)(JsIsolate *, JsObject *, JsKey, JsValue receiver);
  bool (*set)(JsIsolate *, JsObject *, JsKey, JsValue, JsValue receiver, bool *ok);
  int (*delete_property)(JsIsolate *, JsObject *, JsKey);
  JsObject *(*own_keys)(JsIsolate *, JsObject *);
  JsValue (*get_prototype)(JsIsolate *, JsObject *);
  int (*set_prototype)(JsIsolate *, JsObject *, JsValue);
  int (*is_extensible)(JsIsolate *, JsObject *);
  int (*prevent_extensions)(JsIsolate *, JsObject *);
} JsExoticOps;
extern const JsExoticOps *const js_exotic_ops[JS_KIND_COUNT];

/* A primitive's wrapper (Boolean, Number, String, Symbol, BigInt objects), also Date's time value. */
typedef struct JsWrapper {
  JsObject object;
  JsValue value;
} JsWrapper;

#endif
