/* Properties whose values come into being when something first touches them, so that a start does not pay for what a
 * program never uses. Such a slot holds a cell of kind LAZY, its object is JS_OBJ_LAZY; every lookup of an own property
 * goes through js_lazy_key, so that neither programs nor inline caches ever see one. */
#include "agents/agents.h"
#include "object/internal.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct JsLazy {
  JsCell cell;
  JsRealm *realm;
  JsLazyFamily family; /* NULL: load gives the value */
  JsValue load;
} JsLazy;

/* JavaScript that loads a value may run where the stack is nearly used up: this much of the headroom is for it. */
#define LOAD_STACK ((size_t)96 << 10)

size_t js_lazy_size(const JsCell *cell) {
  (void)cell;
  return sizeof(JsLazy);
}

void js_lazy_trace(JsTracer *t, JsCell *cell) {
  JsLazy *lazy = (JsLazy *)cell;
  js_trace_cell(t, lazy->realm);
  js_trace_value(t, lazy->load);
}

bool js_define_lazy(JsIsolate *iso, JsObject *o, JsKey key, uint8_t attributes, JsLazyFamily family, JsValue load) {
  JsLazy *lazy = js_alloc(iso, JS_KIND_LAZY, sizeof *lazy);
  if (!lazy) return false;
  lazy->realm = iso->realm;
  lazy->family = family;
  lazy->load = load;
  if (!js_define_data(iso, o, key, js_from_cell(lazy), attributes)) return false;
  o->cell.flags |= JS_OBJ_LAZY;
  return true;
}

static JsLazy *lazy_at(JsIsolate *iso, JsObject *o, JsKey key, JsValue **address) {
  JsShape *s = js_object_shape(o);
  JsSlot slot;
  if (js_key_is_index(key) || !js_shape_lookup(iso, s, key, &slot)) return NULL;
  *address = js_slot(o, s, slot.index);
  return js_is_kind(**address, JS_KIND_LAZY) ? (JsLazy *)js_as_cell(**address) : NULL;
}

/* All that a family defines is undefined until it does so. */
static void install_family(JsIsolate *iso, JsObject *o, JsLazyFamily family) {
  JsShape *s = js_object_shape(o);
  for (uint32_t i = 0; i < s->count; i++) {
    JsValue *slot = js_slot(o, s, i);
    if (*slot != JS_EMPTY && js_is_kind(*slot, JS_KIND_LAZY) && ((JsLazy *)js_as_cell(*slot))->family == family) *slot = JS_UNDEFINED;
  }
  family(iso);
}

static void load_value(JsIsolate *iso, JsObject *o, JsKey key, JsValue load) {
  js_stack_extend(iso, LOAD_STACK);
  JsValue v = js_call(iso, load, JS_UNDEFINED, 0, NULL);
  js_stack_extend(iso, -(ptrdiff_t)LOAD_STACK);
  if (v == JS_EMPTY) {
    if (js_is_stopped(iso)) return;
    fprintf(stderr, "lode: a built-in could not be loaded\n");
    abort();
  }
  JsSlot slot;
  if (!js_shape_lookup(iso, js_object_shape(o), key, &slot)) return;
  *js_slot(o, js_object_shape(o), slot.index) = v;
  js_barrier(iso, o);
}

void js_lazy_slot(JsIsolate *iso, JsObject *o, JsKey key) {
  JsValue *address;
  JsLazy *lazy = lazy_at(iso, o, key, &address);
  if (!lazy) return;
  JsRealm *outer = js_realm_enter(iso, lazy->realm);
  JsValue exception = iso->exception;
  iso->exception = JS_EMPTY;
  *address = JS_UNDEFINED;
  if (lazy->family) {
    install_family(iso, o, lazy->family);
  } else {
    load_value(iso, o, key, lazy->load);
  }
  iso->exception = exception;
  js_realm_enter(iso, outer);
}

void js_lazy_slots(JsIsolate *iso, JsObject *o) {
  for (uint32_t i = 0; i < js_object_shape(o)->count; i++) {
    JsValue v = *js_slot(o, js_object_shape(o), i);
    if (v == JS_EMPTY || !js_is_kind(v, JS_KIND_LAZY)) continue;
    js_lazy_slot(iso, o, js_shape_table(iso, js_object_shape(o))->entries[i].key);
  }
}
