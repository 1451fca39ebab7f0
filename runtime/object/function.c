/* Function objects. name, length and prototype come into being when first touched: most closures never need them. */
#include "object/internal.h"
#include "lode_abi.h"

#include <stdlib.h>

#define NAME_UTF16 0x80000000u

JsFunction *js_function_alloc(JsIsolate *iso, const JsFunctionInfo *info, void *env, JsShape *shape) {
  JsFunction *f = js_alloc(iso, JS_KIND_FUNCTION, sizeof *f + shape->inline_slots * sizeof(JsValue));
  if (!f) return NULL;
  uint32_t flags = JS_OBJ_CALLABLE | JS_OBJ_LAZY;
  if (info->flags & JS_FN_CONSTRUCTOR) flags |= JS_OBJ_CONSTRUCTOR;
  if (info->flags & JS_FN_CLASS) flags |= JS_OBJ_CLASS_CONSTRUCTOR;
  f->object.cell.shape = js_shape_word(shape);
  f->object.cell.flags = (uint8_t)flags;
  f->object.elements = iso->empty_elements;
  f->code = __builtin_expect(iso->many_realms, 0) ? js_function_enter : info->code;
  f->info = info;
  f->env = env;
  f->realm = iso->realm;
  f->data = JS_UNDEFINED;
  js_barrier(iso, f);
  return f;
}

/* Generator and async functions have prototypes of their own. */
static JsShape *root_shape(JsIsolate *iso, uint32_t flags) {
  JsRealm *r = iso->realm;
  if (__builtin_expect(!(flags & (JS_FN_GENERATOR | JS_FN_ASYNC)), 1)) return r->function_shape;
  if (!(flags & JS_FN_ASYNC)) return r->generator_function_shape;
  return flags & JS_FN_GENERATOR ? r->async_generator_function_shape : r->async_function_shape;
}

JsFunction *js_function_new(JsIsolate *iso, const JsFunctionInfo *info, void *env) {
  return js_function_alloc(iso, info, env, root_shape(iso, info->flags));
}

JsValue lode_closure(JsIsolate *iso, void *info, void *env) { return js_from_cell(js_function_new(iso, info, env)); }

/* ---- names ---- */

static JsValue info_name(JsIsolate *iso, const JsFunctionInfo *info) {
  uint32_t n = info->name_length & ~NAME_UTF16;
  if (!js_info_has_name(info)) return js_atom_value(iso, JS_ATOM_empty);
  if (info->name_length & NAME_UTF16) return js_from_cell(js_string_from_utf16(iso, info->name, n));
  return js_from_cell(js_string_from_latin1(iso, info->name, n));
}

/* The own data property name, else the name in the code. Runs no user code, materialises nothing. */
JsValue js_function_name(JsIsolate *iso, JsFunction *f) {
  if (!(f->object.cell.flags & JS_OBJ_LAZY)) {
    JsOwn own;
    if (js_own_lookup(iso, &f->object, js_atom_key(iso, JS_ATOM_name), &own) && !(own.attributes & JS_ATTR_ACCESSOR) &&
        js_is_string(*own.address))
      return *own.address;
  }
  return info_name(iso, f->info);
}

/* SetFunctionName's text (10.2.9): symbols in brackets, a prefix before. */
static JsValue composed_name(JsIsolate *iso, JsKey key, const char *prefix) {
  JsValue name = js_key_to_value(iso, key);
  if (js_is_symbol(name)) {
    JsValue d = js_as_symbol(name)->description;
    if (js_is_undefined(d)) {
      name = js_atom_value(iso, JS_ATOM_empty);
    } else {
      JsString *open = js_string_from_cstr(iso, "["), *close = js_string_from_cstr(iso, "]");
      JsString *s = js_string_concat(iso, open, js_as_string(d));
      s = s ? js_string_concat(iso, s, close) : NULL;
      if (!s) return JS_EMPTY;
      name = js_from_cell(s);
    }
  }
  if (prefix && *prefix) {
    JsString *p = js_string_from_cstr(iso, prefix), *space = js_string_from_cstr(iso, " ");
    p = js_string_concat(iso, p, space);
    p = p ? js_string_concat(iso, p, js_as_string(name)) : NULL;
    return js_from_cell(p);
  }
  return name;
}

static bool has_prototype(const JsFunctionInfo *info) {
  if (info->flags & JS_FN_GENERATOR) return true;
  return (info->flags & JS_FN_CONSTRUCTOR) && info->module;
}

/* V8 gives sloppy ordinary functions these as own properties that answer null (16.2 forbids them to others only). */
static bool has_legacy_properties(const JsFunctionInfo *info) {
  return has_prototype(info) && !(info->flags & (JS_FN_STRICT | JS_FN_CLASS | JS_FN_GENERATOR | JS_FN_ASYNC));
}

/* A user function's prototype object, only made when asked for: { constructor: f }, or what its generators inherit from. */
static JsValue prototype_new(JsIsolate *iso, JsFunction *f) {
  bool generators = f->info->flags & JS_FN_GENERATOR, async = f->info->flags & JS_FN_ASYNC;
  JsIntrinsicId above = !generators ? JS_INTRINSIC_ObjectPrototype
                        : async     ? JS_INTRINSIC_AsyncGeneratorPrototype
                                    : JS_INTRINSIC_GeneratorPrototype;
  JsObject *proto = js_object_new_proto(iso, f->realm->intrinsics[above]);
  if (!proto) return JS_EMPTY;
  if (!generators)
    js_object_add_slot(iso, proto, js_atom_key(iso, JS_ATOM_constructor), JS_ATTR_HIDDEN, js_from_cell(f));
  return js_from_cell(proto);
}

static void materialise_with_name(JsIsolate *iso, JsFunction *f, JsValue name) {
  JsObject *o = &f->object;
  if (!(o->cell.flags & JS_OBJ_LAZY)) return;
  JsValue proto = has_prototype(f->info) && !(f->info->flags & JS_FN_CLASS) ? prototype_new(iso, f) : JS_EMPTY;
  o->cell.flags &= ~JS_OBJ_LAZY;
  js_object_add_slot(iso, o, js_atom_key(iso, JS_ATOM_length), JS_ATTR_CONFIGURABLE, js_int32(f->info->length));
  js_object_add_slot(iso, o, js_atom_key(iso, JS_ATOM_name), JS_ATTR_CONFIGURABLE, name);
  if (has_legacy_properties(f->info)) {
    js_object_add_slot(iso, o, js_atom_key(iso, JS_ATOM_arguments), 0, JS_NULL);
    js_object_add_slot(iso, o, js_atom_key(iso, JS_ATOM_caller), 0, JS_NULL);
  }
  if (proto != JS_EMPTY) js_object_add_slot(iso, o, js_atom_key(iso, JS_ATOM_prototype), JS_ATTR_WRITABLE, proto);
}

void js_function_materialise(JsIsolate *iso, JsFunction *f) {
  if (f->object.cell.flags & JS_OBJ_LAZY) materialise_with_name(iso, f, info_name(iso, f->info));
}

void js_set_function_name(JsIsolate *iso, JsValue v, JsKey key, const char *prefix) {
  if (!js_is_object(v)) return;
  JsValue name = composed_name(iso, key, prefix);
  if (name == JS_EMPTY) return;
  JsObject *o = js_as_object(v);
  if (o->cell.kind == JS_KIND_FUNCTION && (o->cell.flags & JS_OBJ_LAZY)) {
    materialise_with_name(iso, (JsFunction *)o, name);
    return;
  }
  JsOwn own;
  JsKey name_key = js_atom_key(iso, JS_ATOM_name);
  if (!js_own_lookup(iso, o, name_key, &own)) {
    js_own_add(iso, o, name_key, name, JS_ATTR_CONFIGURABLE);
  } else if (own.where == JS_OWN_SLOT) {
    *own.address = name;
    js_barrier(iso, o);
  }
}

/* An anonymous function definition gets the name of what it is assigned to, unless it defined one itself. */
bool lode_set_function_name(JsIsolate *iso, JsValue f, JsValue key_value, int32_t prefix) {
  if (!js_is_kind(f, JS_KIND_FUNCTION)) return true;
  JsFunction *fn = js_as_function(f);
  if (js_info_has_name(fn->info) && !prefix) return true;
  if (!(fn->object.cell.flags & JS_OBJ_LAZY)) { /* a class with a static member called name keeps it */
    JsOwn own;
    if (js_own_lookup(iso, &fn->object, js_atom_key(iso, JS_ATOM_name), &own)) {
      bool own_empty = !(own.attributes & JS_ATTR_ACCESSOR) && own.attributes == JS_ATTR_CONFIGURABLE &&
                       js_is_string(*own.address) && js_as_string(*own.address)->length == 0;
      if (!own_empty) return true;
    }
  }
  JsKey key = js_to_property_key(iso, key_value);
  if (key == JS_KEY_NONE) return false;
  js_set_function_name(iso, f, key, prefix == 1 ? "get" : prefix == 2 ? "set" : NULL);
  return iso->exception == JS_EMPTY;
}

/* ---- built-ins in C ---- */

/* A built-in's info is made at run time; it lives as long as the isolate and is shared by (code, name, …) of a table,
 * so a plain allocation from a region of the isolate does. */
typedef struct InfoBlock {
  struct InfoBlock *next;
  uint32_t used;
  JsFunctionInfo infos[128];
} InfoBlock;

static JsFunctionInfo *info_alloc(JsIsolate *iso) {
  InfoBlock *b = iso->native_infos;
  if (!b || b->used == 128) {
    InfoBlock *fresh = calloc(1, sizeof *fresh);
    if (!fresh) abort();
    fresh->next = b;
    iso->native_infos = b = fresh;
  }
  return &b->infos[b->used++];
}

void js_native_infos_free(JsIsolate *iso) {
  for (InfoBlock *b = iso->native_infos, *next; b; b = next) {
    next = b->next;
    free(b);
  }
  free(iso->native_info_cache);
  iso->native_infos = iso->native_info_cache = NULL;
}

static JsFunction *native_with_info(JsIsolate *iso, JsFunctionInfo *info, JsValue data) {
  JsFunction *f = js_function_alloc(iso, info, NULL, iso->realm->function_shape);
  if (!f) return NULL;
  f->data = data;
  js_barrier(iso, f);
  return f;
}

/* The same built-in made again shares its info. One realm makes few twice (closures such as promise resolvers): a small
 * cache finds them. Another realm makes all of them again: then the cache grows to hold them. */
typedef struct InfoCache {
  uint32_t size, tries; /* a power of two; places where an info may be */
  JsFunctionInfo *infos[];
} InfoCache;
#define FEW_INFOS 256

static InfoCache *info_cache_new(JsIsolate *iso, uint32_t size, uint32_t tries) {
  InfoCache *cache = calloc(1, sizeof *cache + size * sizeof *cache->infos);
  if (!cache) abort();
  cache->size = size;
  cache->tries = tries;
  iso->native_info_cache = cache;
  return cache;
}

static bool info_is(const JsFunctionInfo *i, JsCode code, const char *name, int length, uint32_t flags) {
  return i->code == code && i->name == name && i->length == length && (i->flags & ~JS_FN_SHOWN) == flags;
}

/* Where an info with this code goes: one that is there already, or after the last try the place of another one. */
static inline JsFunctionInfo **info_place(InfoCache *cache, JsCode code, const char *name, int length, uint32_t flags) {
  uint32_t h = (uint32_t)((uintptr_t)code >> 4) * 0x9E3779B1u >> 12;
  for (uint32_t i = 1;; i++) {
    JsFunctionInfo **place = &cache->infos[h++ & (cache->size - 1)];
    if (i >= cache->tries || !*place || info_is(*place, code, name, length, flags)) return place;
  }
}

void js_native_infos_keep(JsIsolate *iso) {
  uint32_t count = 0, size = FEW_INFOS;
  for (const InfoBlock *b = iso->native_infos; b; b = b->next) count += b->used;
  while (size < 2 * count) size *= 2;
  free(iso->native_info_cache);
  InfoCache *cache = info_cache_new(iso, size, 16);
  for (InfoBlock *b = iso->native_infos; b; b = b->next)
    for (uint32_t i = 0; i < b->used; i++) {
      JsFunctionInfo *info = &b->infos[i];
      *info_place(cache, info->code, info->name, info->length, info->flags & ~JS_FN_SHOWN) = info;
    }
}

static JsFunctionInfo *find_info(JsIsolate *iso, JsCode code, const char *name, int length, uint32_t flags) {
  InfoCache *cache = iso->native_info_cache;
  if (!cache) cache = info_cache_new(iso, FEW_INFOS, 1);
  flags |= JS_FN_NATIVE;
  JsFunctionInfo **place = info_place(cache, code, name, length, flags), *i = *place;
  if (i && info_is(i, code, name, length, flags)) return i;
  i = *place = info_alloc(iso);
  i->code = code;
  i->name = name;
  i->name_length = (uint32_t)strlen(name);
  i->flags = flags;
  i->length = (uint16_t)length;
  return i;
}

JsFunction *js_function_native(JsIsolate *iso, JsCode code, const char *name, int length, uint32_t flags, JsValue data) {
  return native_with_info(iso, find_info(iso, code, name ? name : "", length, flags), data);
}

JsFunction *js_function_native_key(JsIsolate *iso, JsCode code, JsKey key, const char *prefix, int length, uint32_t flags,
                                   JsValue data) {
  JsFunction *f = native_with_info(iso, find_info(iso, code, "", length, flags), data);
  if (f) js_set_function_name(iso, js_from_cell(f), key, prefix);
  return f;
}

/* The record is below this frame, above those of what it calls. */
JsValue js_function_call_shown(JS_ARGS) {
  JsBuiltinFrame frame = {iso->builtin_frames, callee, this_value, new_target};
  iso->builtin_frames = &frame;
  JsValue r = js_as_function(callee)->info->code(iso, callee, this_value, new_target, argc, argv);
  iso->builtin_frames = frame.caller;
  return r;
}

void js_function_show(JsFunction *f) {
  if (!f) return;
  ((JsFunctionInfo *)(uintptr_t)f->info)->flags |= JS_FN_SHOWN; /* made by find_info */
  if (f->code == f->info->code) f->code = js_function_call_shown;
}

/* ---- instances ---- */

/* How many properties a constructor and those that its super calls lead to give this, as far as the code shows. */
static uint32_t expected_slots(const JsFunction *f) {
  uint32_t slots = 0;
  for (uint32_t depth = 0; depth < 16 && f->info->module; depth++) {
    slots += f->info->slots_hint;
    JsValue parent = js_object_shape(&f->object)->proto;
    if (!(f->info->flags & JS_FN_DERIVED) || !js_is_kind(parent, JS_KIND_FUNCTION)) break;
    f = js_as_function(parent);
  }
  if (slots == 0) return JS_DEFAULT_INLINE_SLOTS;
  return slots < JS_MAX_INLINE_SLOTS ? slots : JS_MAX_INLINE_SLOTS;
}

JsShape *js_function_instance_shape(JsIsolate *iso, JsFunction *f) {
  if (f->instance_shape) return f->instance_shape;
  JsValue proto = js_get(iso, &f->object, js_atom_key(iso, JS_ATOM_prototype), js_from_cell(f));
  if (proto == JS_EMPTY) return NULL;
  if (!js_is_object(proto)) proto = f->realm->intrinsics[JS_INTRINSIC_ObjectPrototype];
  f->instance_shape = js_shape_root(iso, proto, JS_KIND_OBJECT, expected_slots(f));
  js_barrier(iso, f);
  return f->instance_shape;
}
