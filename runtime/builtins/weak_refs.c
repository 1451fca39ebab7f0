/* WeakRef (26.1) and FinalizationRegistry (26.2). */
#include "builtins/weak.h"
#include "libuv_shim/loop.h"
#include "object/host.h"

static JsValue weak_ref_constructor(JS_ARGS);
static JsValue weak_ref_deref(JS_ARGS);
static JsValue registry_constructor(JS_ARGS);
static JsValue registry_register(JS_ARGS);
static JsValue registry_unregister(JS_ARGS);

static const JsBuiltin weak_ref_methods[] = {
    JS_B_FN("deref", weak_ref_deref, 0),
    JS_B_TAG("WeakRef"),
    JS_BUILTIN_END,
};

static const JsBuiltin registry_methods[] = {
    JS_B_FN("register", registry_register, 2),
    JS_B_FN("unregister", registry_unregister, 1),
    JS_B_TAG("FinalizationRegistry"),
    JS_BUILTIN_END,
};

void js_init_weak_refs(JsIsolate *iso) {
  if (iso->kept_objects == JS_EMPTY) {
    iso->kept_objects = JS_UNDEFINED;
    js_gc_add_roots(iso, &iso->kept_objects, 1);
  }
  js_install_class(iso, "WeakRef", weak_ref_constructor, 1, JS_INTRINSIC_WeakRef, JS_INTRINSIC_WeakRefPrototype,
                   js_object_new(iso), NULL, weak_ref_methods);
  js_install_class(iso, "FinalizationRegistry", registry_constructor, 1, JS_INTRINSIC_FinalizationRegistry,
                   JS_INTRINSIC_FinalizationRegistryPrototype, js_object_new(iso), NULL, registry_methods);
}

/* ---- objects kept alive during a job ---- */

static JsValue clear_kept_objects(JsIsolate *iso, uint32_t argc, JsValue *argv) {
  (void)argc, (void)argv;
  /* Emptied as well: a word left on the stack may keep the array. */
  if (js_is_object(iso->kept_objects)) js_array_set_length(iso, js_as_object(iso->kept_objects), 0, false);
  iso->kept_objects = JS_UNDEFINED;
  return JS_UNDEFINED;
}

bool js_keep_during_job(JsIsolate *iso, JsValue v) {
  if (js_is_undefined(iso->kept_objects)) {
    JsObject *kept = js_array_with_capacity(iso, 4);
    if (!kept) return false;
    iso->kept_objects = js_from_cell(kept);
    js_enqueue_job(iso, clear_kept_objects, 0, NULL);
  }
  JsObject *kept = js_as_object(iso->kept_objects);
  uint32_t n = js_array_length(kept);
  if (n > 0 && kept->elements[n - 1] == v) return true; /* deref in a loop */
  return js_array_push(iso, kept, v);
}

/* ---- WeakRef ---- */

void js_weak_ref_trace(JsTracer *t, JsCell *cell) {
  js_object_trace(t, cell);
  js_gc_queue_ephemerons(t, cell);
}

/* 26.1.1.1 WeakRef ( target ) */
static JsValue weak_ref_constructor(JS_ARGS) {
  (void)callee, (void)this_value;
  if (js_is_undefined(new_target)) return js_throw_type_error(iso, "Constructor WeakRef requires 'new'");
  JsValue target = js_arg(argc, argv, 0);
  if (!js_can_be_held_weakly(target)) return js_throw_type_error(iso, "WeakRef: invalid target");
  JsWrapper *ref = (JsWrapper *)js_object_from_constructor(iso, new_target, JS_INTRINSIC_WeakRefPrototype,
                                                           JS_KIND_WEAK_REF, sizeof(JsWrapper));
  if (!ref) return JS_EMPTY;
  ref->value = target;
  js_barrier(iso, ref);
  return js_keep_during_job(iso, target) ? js_from_cell(ref) : JS_EMPTY;
}

/* 26.1.3.2 WeakRef.prototype.deref ( ) */
static JsValue weak_ref_deref(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_is_kind(this_value, JS_KIND_WEAK_REF))
    return js_throw_incompatible_receiver(iso, "WeakRef.prototype.deref", this_value);
  JsValue target = ((JsWrapper *)js_as_object(this_value))->value;
  if (js_is_undefined(target)) return target;
  return js_keep_during_job(iso, target) ? target : JS_EMPTY;
}

/* ---- FinalizationRegistry ---- */

typedef struct RegistryCell {
  JsCell *target; /* NULL: died, and its cleanup is to come */
  JsValue held;   /* JS_EMPTY: this place is free */
  JsCell *token;  /* NULL: none */
} RegistryCell;
typedef struct RegistryCells { /* a cell of kind BYTES */
  JsCell cell;
  uint32_t count, capacity;
  RegistryCell items[];
} RegistryCells;
typedef struct Registry {
  JsHostObject host; /* values[0]: the cleanup callback */
  RegistryCells *cells;
  bool scheduled;
} Registry;

static void registry_trace(JsTracer *t, JsHostObject *host) {
  Registry *r = (Registry *)host;
  if (!r->cells) return;
  js_trace_shallow(t, r->cells);
  for (uint32_t i = 0; i < r->cells->count; i++) js_trace_value(t, r->cells->items[i].held);
  js_gc_queue_ephemerons(t, &host->object.cell);
}

static const JsHostClass registry_class = {
    .name = "FinalizationRegistry", .size = sizeof(Registry), .trace = registry_trace};

/* The job that calls the cleanup callback for each target that died (9.13). */
static JsValue cleanup_job(JsIsolate *iso, uint32_t argc, JsValue *argv) {
  (void)argc;
  Registry *r = (Registry *)js_as_object(argv[0]);
  r->scheduled = false;
  for (uint32_t i = 0; r->cells && i < r->cells->count; i++) {
    RegistryCell *c = &r->cells->items[i];
    if (c->target || c->held == JS_EMPTY) continue;
    JsValue held = c->held;
    c->held = JS_EMPTY;
    c->token = NULL;
    JS_TRY(js_call(iso, r->host.values[0], JS_UNDEFINED, 1, &held));
  }
  return JS_UNDEFINED;
}

/* After marking. Queueing a job takes native memory only. */
static void registry_sweep(JsHeap *heap, Registry *r, JsIsolate *iso) {
  bool died = false;
  for (uint32_t i = 0; i < r->cells->count; i++) {
    RegistryCell *c = &r->cells->items[i];
    if (c->held == JS_EMPTY) continue;
    if (c->token && !js_gc_is_marked(heap, c->token)) c->token = NULL;
    if (c->target && !js_gc_is_marked(heap, c->target)) c->target = NULL;
    died = died || !c->target;
  }
  if (!died || r->scheduled) return;
  r->scheduled = true;
  JsValue self = js_from_cell(r);
  js_enqueue_job(iso, cleanup_job, 1, &self);
}

void js_weak_ref_sweep(JsHeap *heap, JsCell *cell) {
  if (cell->kind == JS_KIND_HOST) {
    Registry *r = (Registry *)cell;
    registry_sweep(heap, r, (JsIsolate *)r->host.native);
    return;
  }
  JsWrapper *ref = (JsWrapper *)cell;
  if (js_is_cell(ref->value) && ref->value != JS_EMPTY && !js_gc_is_marked(heap, js_as_cell(ref->value)))
    ref->value = JS_UNDEFINED;
}

/* 26.2.1.1 FinalizationRegistry ( cleanupCallback ) */
static JsValue registry_constructor(JS_ARGS) {
  (void)callee, (void)this_value;
  if (js_is_undefined(new_target)) return js_throw_type_error(iso, "Constructor FinalizationRegistry requires 'new'");
  JsValue cleanup = js_arg(argc, argv, 0);
  if (!js_is_callable(cleanup)) return js_throw_type_error(iso, "FinalizationRegistry: cleanup must be callable");
  Registry *r = (Registry *)js_object_from_constructor(iso, new_target, JS_INTRINSIC_FinalizationRegistryPrototype,
                                                       JS_KIND_HOST, sizeof(Registry));
  if (!r) return JS_EMPTY;
  r->host.host_class = &registry_class;
  r->host.native = iso; /* for the sweep, which is given the heap alone */
  r->host.values[0] = cleanup;
  r->host.values[1] = JS_UNDEFINED;
  js_barrier(iso, r);
  return js_from_cell(r);
}

static Registry *this_registry(JsIsolate *iso, JsValue this_value, const char *method) {
  JsHostObject *host = js_host_object(this_value, &registry_class);
  if (!host) js_throw_incompatible_receiver(iso, method, this_value);
  return (Registry *)host;
}

/* A free place. NULL: threw. */
static RegistryCell *registry_place(JsIsolate *iso, Registry *r) {
  RegistryCells *old = r->cells;
  for (uint32_t i = 0; old && old->count == old->capacity && i < old->count; i++)
    if (old->items[i].held == JS_EMPTY) return &old->items[i];
  if (!old || old->count == old->capacity) {
    uint32_t capacity = old ? old->capacity * 2 : 4;
    RegistryCells *cells =
        js_alloc(iso, JS_KIND_BYTES, sizeof(RegistryCells) + (size_t)capacity * sizeof(RegistryCell));
    if (!cells) return NULL;
    if (old) memcpy(cells->items, old->items, old->count * sizeof(RegistryCell));
    cells->count = old ? old->count : 0;
    cells->capacity = capacity;
    r->cells = cells;
    js_barrier(iso, r);
  }
  return &r->cells->items[r->cells->count++];
}

static JsValue throw_invalid_token(JsIsolate *iso, JsValue token) {
  return js_throw_type_about(iso, "Invalid unregisterToken ('", token, "')");
}

/* 26.2.3.2 FinalizationRegistry.prototype.register ( target, heldValue [ , unregisterToken ] ) */
static JsValue registry_register(JS_ARGS) {
  (void)callee, (void)new_target;
  Registry *r = this_registry(iso, this_value, "FinalizationRegistry.prototype.register");
  if (!r) return JS_EMPTY;
  JsValue target = js_arg(argc, argv, 0), held = js_arg(argc, argv, 1), token = js_arg(argc, argv, 2);
  if (!js_can_be_held_weakly(target))
    return js_throw_type_error(iso, "FinalizationRegistry.prototype.register: invalid target");
  if (js_same_value(iso, target, held))
    return js_throw_type_error(iso, "FinalizationRegistry.prototype.register: target and holdings must not be same");
  if (!js_can_be_held_weakly(token) && !js_is_undefined(token)) return throw_invalid_token(iso, token);
  RegistryCell *c = registry_place(iso, r);
  if (!c) return JS_EMPTY;
  *c = (RegistryCell){js_as_cell(target), held, js_is_undefined(token) ? NULL : js_as_cell(token)};
  js_barrier(iso, r);
  return JS_UNDEFINED;
}

/* 26.2.3.3 FinalizationRegistry.prototype.unregister ( unregisterToken ) */
static JsValue registry_unregister(JS_ARGS) {
  (void)callee, (void)new_target;
  Registry *r = this_registry(iso, this_value, "FinalizationRegistry.prototype.unregister");
  if (!r) return JS_EMPTY;
  JsValue token = js_arg(argc, argv, 0);
  if (!js_can_be_held_weakly(token)) return throw_invalid_token(iso, token);
  bool removed = false;
  for (uint32_t i = 0; r->cells && i < r->cells->count; i++) {
    RegistryCell *c = &r->cells->items[i];
    if (c->held == JS_EMPTY || c->token != js_as_cell(token)) continue;
    *c = (RegistryCell){NULL, JS_EMPTY, NULL};
    removed = true;
  }
  return js_bool(removed);
}
