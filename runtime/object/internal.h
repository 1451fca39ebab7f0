/* Shared by the files of the object model; not for other areas. */
#ifndef LODE_OBJECT_INTERNAL_H
#define LODE_OBJECT_INTERNAL_H

#include "object/ic.h"
#include "object/object.h"
#include "object/realm.h"
#include "ops/ops.h"

/* JsCell.flags: an inline cache depends on what this prototype holds (or lacks). */
#define JS_OBJ_PROTO_CACHED 0x40

/* JsShape.flags, beyond those of object.h. A unique shape belongs to one object and changes in place, as a dictionary
 * does, but may be cached: it takes a new identity when something that a cache relied on changes. */
#define JS_SHAPE_UNIQUE 0x10
#define JS_SHAPE_WATCHED 0x20     /* stores are never cached: the realm wants to know (js_realm_watch, js_realm_watch_proto) */
#define JS_SHAPE_CACHED_OWN 0x40  /* a unique shape that caches own properties */
#define JS_SHAPE_CACHED_MISS 0x80 /* a unique shape in caches of inherited or absent properties */
#define JS_SHAPE_OWNED (JS_SHAPE_UNIQUE | JS_SHAPE_DICTIONARY)

#define JS_SHAPE_LINEAR_MAX 8
#define JS_SHAPE_DYNAMIC_MAX 128 /* more properties than this: the object is used as a map */
#define JS_DEFAULT_INLINE_SLOTS 4
#define JS_MAX_INLINE_SLOTS 64

typedef struct JsShapeEntry {
  JsKey key; /* JS_KEY_NONE: deleted */
  uint32_t attributes;
} JsShapeEntry;
/* Entry i describes slot i. Shared by a line of shapes, each seeing the first `count` entries. */
typedef struct JsShapeTable {
  uint32_t refs, count, capacity, mask, live;
  uint32_t enumerable; /* entries that for-in visits: enumerable string keys */
  JsShapeEntry *entries;
  uint32_t *index; /* entry number + 1; 0 free */
} JsShapeTable;

static inline uint32_t js_shape_word(const JsShape *s) { return (uint32_t)(uintptr_t)s; }
static inline JsShape *js_object_shape(const JsObject *o) { return js_shape_of(&o->cell); }
static inline uint32_t js_key_hash(JsKey key) { return (uint32_t)((key >> 4) * 0x9E3779B1u); }

/* How many overflow slots an object whose shape has `count` properties owns. */
static inline uint32_t js_overflow_capacity(uint32_t count, uint32_t inline_slots) {
  if (count <= inline_slots) return 0;
  uint32_t n = count - inline_slots + 1;
  if (n <= 3) return 2;
  return (2u << (31 - __builtin_clz(n))) - 2;
}
static inline uint32_t js_shape_overflow(const JsShape *s) { return js_overflow_capacity(s->count, s->inline_slots); }
static inline int32_t js_slot_offset(const JsShape *s, uint32_t index) {
  if (index < s->inline_slots) return (int32_t)(s->inline_offset + index * 8);
  return -8 * (int32_t)(index - s->inline_slots) - 16;
}
static inline JsValue *js_slot_at(JsObject *o, int32_t offset) {
  return (JsValue *)((offset >= 0 ? (char *)o : (char *)o->elements) + offset);
}
static inline JsValue *js_slot(JsObject *o, const JsShape *s, uint32_t index) {
  return js_slot_at(o, js_slot_offset(s, index));
}

/* shape.c */
JsShape *js_shape_root_sized(JsIsolate *iso, JsValue proto, JsKind kind, uint32_t offset, uint32_t inline_slots);
/* A lexical declaration of a script by name: its slot, JS_EMPTY in it before the initialisation; NULL: none. */
JsValue *js_lexical_slot(JsIsolate *iso, JsKey key, bool *constant);
void js_lexical_store(JsIsolate *iso, JsValue *slot, JsValue v); /* with the barrier of the slot's owner */
void js_shape_make_unique(JsIsolate *iso, JsObject *o);            /* o gets a shape of its own */
void js_shape_renew(JsIsolate *iso, JsObject *o, uint8_t cached);  /* a new identity if any of these flags is set */
void js_shape_set_attributes(JsIsolate *iso, JsObject *o, uint32_t slot, uint8_t attributes);
void js_shape_set_proto(JsIsolate *iso, JsObject *o, JsValue proto);
void js_shape_remove(JsIsolate *iso, JsObject *o, JsKey key, uint32_t slot);
bool js_object_add_slot(JsIsolate *iso, JsObject *o, JsKey key, uint8_t attributes, JsValue v);
void js_object_take_shape(JsIsolate *iso, JsObject *o, JsShape *next, JsValue v); /* o's shape + 1 property; v its value */
void js_mark_as_proto(JsIsolate *iso, JsValue proto);
void js_shapes_mark_index_proto(JsIsolate *iso, JsObject *proto);
uint32_t js_shape_keys(JsShape *s, JsShapeEntry *out); /* at most s->count entries, in order, deleted ones included */
uint32_t js_kind_body_size(JsKind kind);
JsShape *js_shape_next(JsShape *s, JsKey key, uint8_t attributes); /* the transition if there is one: then s lacks key */
JsShapeTable *js_shape_table(JsIsolate *iso, JsShape *s); /* built if need be; s sees its first s->count entries */

/* storage.c: the butterfly. */
JsValue *js_storage_new(JsIsolate *iso, uint32_t slots, uint32_t capacity); /* NULL: threw */
bool js_storage_resize(JsIsolate *iso, JsObject *o, uint32_t old_slots, uint32_t new_slots, uint32_t new_capacity);
/* Empties a butterfly that its object leaves: nobody's barrier speaks for it any more, and the stack may still show it
 * to the collector. */
void js_storage_abandon(JsIsolate *iso, JsValue *e, uint32_t slots);
static inline JsStorage *js_storage_cell(JsValue *elements, uint32_t slots) {
  return (JsStorage *)((char *)elements - 16 - (size_t)slots * 8);
}

/* elements.c, sparse.c */
typedef struct JsSparse {
  JsCell cell;
  JsValue live, used, mask, flags; /* int32 each */
  struct {
    JsValue key; /* JS_EMPTY free, JS_NULL deleted, else int32 tag | attributes << 32 | index */
    JsValue value;
  } entries[];
} JsSparse;
#define JS_SPARSE_LENGTH_READONLY 0x01
#define JS_SPARSE_CUSTOM 0x02 /* holds attributes other than the default: never becomes dense again */
static inline JsSparse *js_sparse(JsObject *o) { return (JsSparse *)(uintptr_t)o->elements[0]; }
static inline bool js_is_sparse(const JsObject *o) { return o->cell.aux >= JS_ELEM_SPARSE; }
bool js_elements_to_sparse(JsIsolate *iso, JsObject *o);
JsValue *js_sparse_find(JsObject *o, uint32_t index, uint8_t *attributes);
bool js_sparse_put(JsIsolate *iso, JsObject *o, uint32_t index, JsValue v, uint8_t attributes);
bool js_sparse_delete(JsObject *o, uint32_t index);
uint32_t js_sparse_indices(JsObject *o, uint32_t **out); /* sorted, malloc'd */
bool js_sparse_truncate(JsIsolate *iso, JsObject *o, uint32_t length, uint32_t *reached);
bool js_array_length_writable(JsObject *o);
void js_array_freeze_length(JsIsolate *iso, JsObject *o);
/* Adds own element index, which is absent; the object is extensible. */
bool js_elements_add(JsIsolate *iso, JsObject *o, uint32_t index, JsValue v, uint8_t attributes);
void js_elements_store(JsIsolate *iso, JsObject *o, uint32_t index, JsValue v); /* existing, fast kinds */
bool js_elements_delete(JsIsolate *iso, JsObject *o, uint32_t index);

/* property.c */
typedef enum JsOwnWhere { JS_OWN_NONE, JS_OWN_SLOT, JS_OWN_ELEMENT, JS_OWN_SPARSE, JS_OWN_LENGTH } JsOwnWhere;
typedef struct JsOwn {
  JsOwnWhere where;
  uint8_t attributes;
  uint32_t slot;
  JsValue *address;
} JsOwn;
/* The own property of an object that is ordinary as far as this key goes. */
bool js_own_lookup(JsIsolate *iso, JsObject *o, JsKey key, JsOwn *out);
/* Stores over an own data property found by js_own_lookup. false: threw; *ok as [[Set]]. */
bool js_own_store(JsIsolate *iso, JsObject *o, JsKey key, const JsOwn *own, JsValue v, bool *ok);
/* OrdinarySetWithOwnDescriptor step 2: the property is to be created or changed on the receiver. */
bool js_set_on_receiver(JsIsolate *iso, JsValue receiver, JsKey key, JsValue v, bool *ok);
bool js_own_add(JsIsolate *iso, JsObject *o, JsKey key, JsValue v, uint8_t attributes); /* absent, extensible */
static inline bool js_shape_extensible(const JsObject *o) {
  return !(js_object_shape(o)->flags & JS_SHAPE_NON_EXTENSIBLE);
}
/* Is the key the name "length"? Asked where there is no isolate to take the atom from. */
static inline bool js_key_is_length(JsKey key) {
  if (js_key_is_index(key) || js_key_cell(key)->kind != JS_KIND_STRING) return false;
  const JsString *s = (const JsString *)js_key_cell(key);
  return s->length == 6 && memcmp(s->u.latin1, "length", 6) == 0;
}
/* May the key be a canonical numeric string (7.1.21), though it is no index? By its first unit: a digit, '-', Infinity, NaN. */
static inline bool js_key_may_be_numeric(JsKey key) {
  if (js_key_cell(key)->kind != JS_KIND_STRING) return false;
  const JsString *s = (const JsString *)js_key_cell(key);
  uint8_t first = s->length && !(s->cell.flags & JS_STR_UTF16) ? s->u.latin1[0] : 0;
  return (first >= '0' && first <= '9') || first == '-' || first == 'I' || first == 'N';
}
/* The exotic operations that concern this key, or NULL where o behaves as an ordinary object. */
static inline const JsExoticOps *js_exotic(const JsObject *o, JsKey key) {
  if (__builtin_expect(!(o->cell.flags & JS_OBJ_EXOTIC), 1)) return NULL;
  if (o->cell.kind == JS_KIND_ARGUMENTS && !js_key_is_index(key)) return NULL;
  if (o->cell.kind == JS_KIND_PRIMITIVE_WRAPPER && !js_key_is_index(key) && !js_key_is_length(key)) return NULL;
  if (js_kind_is_typed_array(o->cell.kind) && !js_key_is_index(key) && !js_key_may_be_numeric(key)) return NULL;
  return js_exotic_ops[o->cell.kind];
}
/* Materialises what a lazy object may hold under this key; all that a function or error has without slots. */
void js_lazy_key(JsIsolate *iso, JsObject *o, JsKey key);
void js_lazy_all(JsIsolate *iso, JsObject *o);
/* lazy.c: a slot of an ordinary object that is filled when it is first touched. js_lazy_slots: all of them, now. */
void js_lazy_slot(JsIsolate *iso, JsObject *o, JsKey key);
void js_lazy_slots(JsIsolate *iso, JsObject *o);
/* globals.c: the names of the global object, in order */
void js_globals_reserve(JsIsolate *iso);

/* abi_property.c: GetV of an atom or symbol through the (shape, key) cache */
JsValue js_get_cached(JsIsolate *iso, JsValue v, JsKey key);

/* ic.c */
void js_ic_invalidate_proto(JsIsolate *iso, JsObject *o);
static inline void js_proto_changed(JsIsolate *iso, JsObject *o) {
  if (__builtin_expect(o->cell.flags & JS_OBJ_PROTO_CACHED, 0)) js_ic_invalidate_proto(iso, o);
}
void js_ic_init(JsIsolate *iso);
void js_ic_forget_primitives(JsIsolate *iso); /* what the (shape, key) cache knows of them */

/* realm.c */
void js_object_model_free(JsIsolate *iso); /* all tables outside the heap; before the heap goes */
void js_realm_watch(JsIsolate *iso, JsObject *o, JsKey key);
void js_realm_watch_proto(JsIsolate *iso);
void js_realm_seal_typed_arrays(JsIsolate *iso);
static inline void js_watch_key(JsIsolate *iso, JsObject *o, JsKey key) {
  if (__builtin_expect(js_object_shape(o)->flags & JS_SHAPE_WATCHED, 0)) js_realm_watch(iso, o, key);
}

/* call.c */
JsValue js_throw_not_callable(JsIsolate *iso, JsValue callee, JsValue text);
static inline JsValue js_call_getter(JsIsolate *iso, JsValue accessor, JsValue receiver) {
  JsValue getter = ((JsAccessor *)(uintptr_t)accessor)->getter;
  return js_is_undefined(getter) ? JS_UNDEFINED : js_call(iso, getter, receiver, 0, NULL);
}

void js_native_infos_keep(JsIsolate *iso); /* another realm is going to make all built-ins again */

/* realms.c */
void js_realm_register(JsIsolate *iso, JsRealm *r); /* a new one */
void js_error_of_caller(JsIsolate *iso); /* what a constructor has thrown at its end, on behalf of the realm that called it */
JsValue js_function_enter(JS_ARGS); /* JsFunction.code of every function, once there are several realms */
static inline void js_pseudo_shape_proto(JsIsolate *iso, uint32_t shape, JsValue proto) {
  JsShape *s = (JsShape *)(uintptr_t)shape;
  s->proto = proto;
  js_barrier(iso, s);
}

/* Code that makes constructions is kept together, so that a return address tells a stack trace "new F" from "F". */
#ifdef __ELF__
#define JS_CONSTRUCTS __attribute__((noinline, section("js_construct_text")))
#else
#define JS_CONSTRUCTS __attribute__((noinline))
#endif
bool js_is_construct_return(const void *return_address);

/* function.c */
JsFunction *js_function_alloc(JsIsolate *iso, const JsFunctionInfo *info, void *env, JsShape *shape);
JsValue js_function_call_shown(JS_ARGS); /* the code of built-ins that traces show */
/* What a function does, apart from entering its realm. */
static inline JsCode js_function_own_code(const JsFunction *f) {
  return f->info->flags & JS_FN_SHOWN ? js_function_call_shown : f->info->code;
}
JsShape *js_function_instance_shape(JsIsolate *iso, JsFunction *f); /* NULL: threw */

size_t js_object_size(const JsCell *cell);
void js_object_trace(JsTracer *t, JsCell *cell);

/* trace.c; kinds whose body the object model knows */
typedef struct JsError {
  JsObject object;
  JsValue frames; /* a VALUES or BYTES cell with return addresses, or undefined */
  JsValue limit;
} JsError;
void js_error_materialise_stack(JsIsolate *iso, JsObject *o);

/* The arguments object; only the mapped one (10.4.4) is exotic and uses env and map. */
typedef struct JsArguments {
  JsObject object;
  JsValue env; /* JsEnv cell or JS_EMPTY */
  JsValue map; /* VALUES cell: env slot of argument i as int32, undefined where not mapped */
} JsArguments;

/* A cell of n values, traced. */
typedef struct JsValues {
  JsCell cell;
  JsValue v[];
} JsValues;
static inline JsValues *js_values_new(JsIsolate *iso, size_t n) {
  return (JsValues *)js_alloc(iso, JS_KIND_VALUES, 8 + n * 8);
}

/* ---- calls (call.c) ---- */

static inline bool js_near_stack_end(const JsIsolate *iso) { return (char *)__builtin_frame_address(0) <= js_stack_limit(iso); }
static inline bool js_may_call(const JsIsolate *iso, JsValue callee) {
  return js_is_callable(callee) && !(js_as_cell(callee)->flags & JS_OBJ_CLASS_CONSTRUCTOR) && !js_near_stack_end(iso);
}
JsValue *js_spread_values(JsIsolate *iso, JsValue array, uint32_t *argc); /* NULL: threw */

#endif
