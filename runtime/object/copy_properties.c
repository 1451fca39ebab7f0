/* { ...source } and object rest (7.3.26 CopyDataProperties). Copies between objects of the same two shapes follow a plan
 * that the first of them leaves. */
#include "lode_abi.h"
#include "object/internal.h"
#include "object/private.h"

#include <stdlib.h>

/* ---- in general ---- */

static bool is_excluded(const JsKey *excluded, int32_t n, JsKey key) {
  for (int32_t i = 0; i < n; i++)
    if (excluded[i] == key) return true;
  return false;
}

static bool copy_one(JsIsolate *iso, JsObject *target, JsObject *from, JsKey key) {
  JsPropertyDescriptor d;
  int found = js_get_own_property(iso, from, key, &d);
  if (found <= 0 || !(d.attributes & JS_ATTR_ENUMERABLE)) return found >= 0;
  JsValue v = js_get(iso, from, key, js_from_cell(from));
  return v != JS_EMPTY && js_create_data_property(iso, target, key, v);
}

static bool copy_by_keys(JsIsolate *iso, JsObject *target, JsObject *from, const JsKey *excluded, int32_t n) {
  JsObject *keys = js_own_keys(iso, from);
  if (!keys) return false;
  for (uint32_t i = 0; i < js_array_length(keys); i++) {
    JsKey key = js_to_property_key(iso, keys->elements[i]);
    if (key == JS_KEY_NONE) return false;
    if (!is_excluded(excluded, n, key) && !copy_one(iso, target, from, key)) return false;
  }
  return true;
}

/* ---- without anything that can be observed ---- */

/* Only data properties and no elements: nothing can be observed, so slots are copied in order. */
static bool copy_plain(JsIsolate *iso, JsObject *target, JsObject *from, const JsKey *excluded, int32_t n, bool *done) {
  JsShape *s = js_object_shape(from);
  *done = false;
  if ((from->cell.flags & (JS_OBJ_EXOTIC | JS_OBJ_LAZY)) || *js_elements_length(from->elements) || js_is_sparse(from) ||
      s->count > JS_SHAPE_DYNAMIC_MAX)
    return true;
  JsShapeEntry entries[JS_SHAPE_DYNAMIC_MAX];
  uint32_t count = js_shape_keys(s, entries);
  bool symbols = false, strings_after = false;
  for (uint32_t i = 0; i < count; i++) {
    if (entries[i].key == JS_KEY_NONE) continue;
    if (entries[i].attributes & JS_ATTR_ACCESSOR) return true;
    if (js_key_is_symbol(entries[i].key)) {
      symbols = true;
    } else {
      strings_after |= symbols;
    }
  }
  if (strings_after) return true;
  *done = true;
  for (uint32_t i = 0; i < count; i++) {
    JsKey key = entries[i].key;
    if (key == JS_KEY_NONE || !(entries[i].attributes & JS_ATTR_ENUMERABLE) || js_key_is_private(key)) continue;
    if (is_excluded(excluded, n, key)) continue;
    if (!js_create_data_property(iso, target, key, *js_slot(from, s, i))) return false;
  }
  JS_KEEP(s);
  return true;
}

/* ---- by plan ---- */

#define PLANS 64
#define PLAN_SLOTS 16    /* of the source */
#define PLAN_EXCLUDED 4

/* What a copy from an object of one shape to one of another does: slots[i][0] of the source goes to slots[i][1] of the
 * target, which then has the shape `result`. The shapes say all: none is a dictionary or changes in place. */
typedef struct CopyPlan {
  const JsShape *from, *to, *result; /* result NULL: there is no plan */
  JsValue excluded[PLAN_EXCLUDED];   /* atoms */
  uint8_t excluded_count, count, slots[PLAN_SLOTS][2];
} CopyPlan;

/* Plans are weak. */
static void drop_dead(JsHeap *heap, bool full, void *data) {
  (void)full;
  CopyPlan *plans = data;
  for (CopyPlan *p = plans; p < plans + PLANS; p++) {
    if (!p->result) continue;
    bool alive = js_gc_is_marked(heap, p->from) && js_gc_is_marked(heap, p->to) && js_gc_is_marked(heap, p->result);
    for (uint32_t i = 0; i < p->excluded_count; i++) alive &= js_gc_is_marked(heap, js_as_cell(p->excluded[i]));
    if (!alive) p->result = NULL;
  }
}

void js_copy_plans_free(JsIsolate *iso) {
  free(iso->copy_plans);
  iso->copy_plans = NULL;
}

static CopyPlan *plan_for(JsIsolate *iso, const JsShape *from, const JsShape *to) {
  if (!iso->copy_plans) {
    iso->copy_plans = calloc(PLANS, sizeof(CopyPlan));
    if (!iso->copy_plans) return NULL;
    js_gc_add_weak_fn(iso, drop_dead, iso->copy_plans);
  }
  uint64_t h = ((uintptr_t)from * 0x9E3779B97F4A7C15ull) ^ ((uintptr_t)to * 0xC2B2AE3D27D4EB4Full);
  return (CopyPlan *)iso->copy_plans + (h >> 58);
}

static bool same_excluded(const CopyPlan *p, const JsValue *excluded, int32_t n) {
  if (p->excluded_count != n) return false;
  for (int32_t i = 0; i < n; i++)
    if (p->excluded[i] != excluded[i]) return false;
  return true;
}

/* May copies between such objects go by their shapes? */
static bool plannable(const JsObject *target, const JsObject *from) {
  const uint8_t special = JS_OBJ_EXOTIC | JS_OBJ_LAZY;
  const JsShape *s = js_object_shape(from), *to = js_object_shape(target);
  if (((s->flags | to->flags) & (JS_SHAPE_OWNED | JS_SHAPE_WATCHED)) || s->count > PLAN_SLOTS ||
      to->count + s->count > JS_SHAPE_DYNAMIC_MAX || !js_shape_extensible(target))
    return false;
  return !(from->cell.flags & special) && !(target->cell.flags & (special | JS_OBJ_IS_PROTO)) && !js_is_sparse(from) &&
         *js_elements_length(from->elements) == 0;
}

static bool follow(JsIsolate *iso, const CopyPlan *p, JsObject *target, JsObject *from) {
  const JsShape *result = p->result;
  uint32_t before = js_shape_overflow(p->to), after = js_shape_overflow(result);
  if (before != after && !js_storage_resize(iso, target, before, after, *js_elements_capacity(target->elements))) return false;
  target->cell.shape = js_shape_word(result);
  for (uint32_t i = 0; i < p->count; i++)
    *js_slot(target, (JsShape *)result, p->slots[i][1]) = *js_slot(from, (JsShape *)p->from, p->slots[i][0]);
  js_barrier(iso, target);
  return true;
}

/* Leaves a plan for copies like the one that is about to be made, if they can go by the shapes. */
static void make_plan(JsIsolate *iso, CopyPlan *plan, JsObject *target, JsObject *from, const JsValue *excluded, int32_t n) {
  JsShape *s = js_object_shape(from), *result = js_object_shape(target);
  plan->result = NULL;
  if (n > PLAN_EXCLUDED) return;
  for (int32_t i = 0; i < n; i++)
    if (!js_is_string(excluded[i]) || !(js_as_cell(excluded[i])->flags & JS_STR_ATOM)) return;
  CopyPlan p = {.from = s, .to = result, .excluded_count = (uint8_t)n};
  JsKey keys[PLAN_EXCLUDED];
  for (int32_t i = 0; i < n; i++) keys[i] = js_cell_key(js_as_cell(p.excluded[i] = excluded[i]));
  JsShapeEntry entries[PLAN_SLOTS];
  js_shape_keys(s, entries);
  for (uint32_t i = 0; i < s->count; i++) {
    JsKey key = entries[i].key;
    JsSlot known;
    if (key == JS_KEY_NONE || js_key_is_private(key) || js_key_is_symbol(key) || (entries[i].attributes & JS_ATTR_ACCESSOR)) return;
    if (!(entries[i].attributes & JS_ATTR_ENUMERABLE) || is_excluded(keys, n, key)) continue;
    bool there = js_shape_lookup(iso, result, key, &known);
    if (there && known.attributes != JS_ATTR_DATA) return;
    if (!there) result = js_shape_add(iso, result, key, JS_ATTR_DATA);
    p.slots[p.count][0] = (uint8_t)i;
    p.slots[p.count++][1] = (uint8_t)(there ? known.index : result->count - 1);
  }
  p.result = result;
  *plan = p;
}

bool lode_copy_data_properties(JsIsolate *iso, JsValue target, JsValue source, int32_t n, void *excluded_values) {
  if (js_is_nullish(source)) return true;
  JsObject *from = js_to_object(iso, source), *to = js_as_object(target);
  if (!from) return false;
  if (plannable(to, from)) {
    const JsShape *shape = js_object_shape(from), *onto = js_object_shape(to);
    CopyPlan *plan = plan_for(iso, shape, onto);
    bool known = plan && plan->result && plan->from == shape && plan->to == onto && same_excluded(plan, excluded_values, n);
    if (!known && plan) make_plan(iso, plan, to, from, excluded_values, n);
    if (plan && plan->result) return follow(iso, plan, to, from);
  }
  JsKey small[16], *excluded = small;
  if (n > 16 && !(excluded = malloc((size_t)n * sizeof *excluded))) abort();
  bool ok = true, done = false;
  for (int32_t i = 0; ok && i < n; i++)
    ok = (excluded[i] = js_to_property_key(iso, ((const JsValue *)excluded_values)[i])) != JS_KEY_NONE;
  if (ok) ok = copy_plain(iso, js_as_object(target), from, excluded, n, &done);
  if (ok && !done) ok = copy_by_keys(iso, js_as_object(target), from, excluded, n);
  if (excluded != small) free(excluded);
  return ok;
}

