/* Iterator Helper objects (27.1.2): map, filter, take, drop, flatMap of Iterator.prototype. Each is an iterator object
 * whose record says what its generator would hold. */
#include "builtins/iterator_helpers.h"

static JsValue helper_next(JS_ARGS);
static JsValue helper_return(JS_ARGS);

static const JsBuiltin helper_methods[] = {
    JS_B_FN("next", helper_next, 0),
    JS_B_FN("return", helper_return, 0),
    JS_B_TAG("Iterator Helper"),
    JS_BUILTIN_END,
};

void js_init_iterator_helpers(JsIsolate *iso) {
  JsObject *proto = js_object_new_proto(iso, js_intrinsic(iso, JS_INTRINSIC_IteratorPrototype));
  js_intrinsic_set(iso, JS_INTRINSIC_IteratorHelperPrototype, js_from_cell(proto));
  js_install(iso, proto, helper_methods);
}

typedef enum HelperState { HELPER_START, HELPER_YIELDED, HELPER_RUNNING, HELPER_COMPLETED } HelperState;

JsIteratorObject *js_helper_new(JsIsolate *iso, JsHelperKind kind, JsValue target, uint32_t slots) {
  JsEnv *record = js_record_new(iso, slots);
  if (!record) return NULL;
  JsIteratorObject *h = js_iterator_object_new(iso, JS_INTRINSIC_IteratorHelperPrototype, JS_ITERATOR_HELPER,
                                               (JsIterationKind)kind, target);
  if (h) h->extra = js_from_cell(record);
  return h;
}

static JsValue helper_new(JsIsolate *iso, JsHelperKind kind, JsValue iterator, JsValue f, double remaining) {
  JsIterator it;
  if (!js_iterator_direct(iso, iterator, &it)) return JS_EMPTY;
  JsIteratorObject *h = js_helper_new(iso, kind, iterator, JS_HELPER_RECORD);
  if (!h) return JS_EMPTY;
  JsEnv *record = js_helper_record(h);
  record->values[JS_HELPER_NEXT] = it.next;
  record->values[JS_HELPER_FUNCTION] = f;
  record->values[JS_HELPER_REMAINING] = js_number(remaining);
  js_barrier(iso, record);
  return js_from_cell(h);
}

void js_helper_set_inner(JsIsolate *iso, JsIteratorObject *h, const JsIterator *inner) {
  JsEnv *record = js_helper_record(h);
  record->values[JS_HELPER_INNER] = inner ? inner->object : JS_UNDEFINED;
  record->values[JS_HELPER_INNER_NEXT] = inner ? inner->next : JS_UNDEFINED;
  js_barrier(iso, record);
}

/* Calls the function with a value and the counter, which goes up. Closes the outer iterator where it throws. */
static JsValue call_function(JsIsolate *iso, JsIteratorObject *h, JsValue v) {
  JsValue args[2] = {v, js_number((double)h->index++)};
  JsValue r = js_call(iso, js_helper_record(h)->values[JS_HELPER_FUNCTION], JS_UNDEFINED, 2, args);
  if (r == JS_EMPTY) js_iterator_reject(iso, h->target);
  return r;
}

/* Steps: 1 with the value to yield, 0 done, -1 threw. */

static int outer_step(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  JsIterator it = js_helper_outer(h);
  return js_iterator_step(iso, &it, v);
}

static int step_map(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  int step = outer_step(iso, h, v);
  if (step <= 0) return step;
  *v = call_function(iso, h, *v);
  return *v == JS_EMPTY ? -1 : 1;
}

static int step_filter(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  for (;;) {
    int step = outer_step(iso, h, v);
    if (step <= 0) return step;
    JsValue selected = call_function(iso, h, *v);
    if (selected == JS_EMPTY) return -1;
    if (js_to_boolean(selected)) return 1;
  }
}

static int step_take(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  JsEnv *record = js_helper_record(h);
  double remaining = js_number_to_double(record->values[JS_HELPER_REMAINING]);
  if (remaining == 0) {
    JsIterator it = js_helper_outer(h);
    return js_iterator_close(iso, &it, false) ? 0 : -1;
  }
  record->values[JS_HELPER_REMAINING] = js_number(remaining - 1);
  return outer_step(iso, h, v);
}

static int step_drop(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  JsEnv *record = js_helper_record(h);
  double remaining;
  while ((remaining = js_number_to_double(record->values[JS_HELPER_REMAINING])) > 0) {
    record->values[JS_HELPER_REMAINING] = js_number(remaining - 1);
    int step = outer_step(iso, h, v);
    if (step <= 0) return step;
  }
  return outer_step(iso, h, v);
}

/* Goes on to the next value that can be flattened: 1 there is an inner iterator, 0 done, -1 threw. */
static int open_inner(JsIsolate *iso, JsIteratorObject *h) {
  JsValue v;
  int step = outer_step(iso, h, &v);
  if (step <= 0) return step;
  JsValue mapped = call_function(iso, h, v);
  if (mapped == JS_EMPTY) return -1;
  JsIterator inner;
  if (!js_iterator_flattenable(iso, mapped, false, &inner)) {
    js_iterator_reject(iso, h->target);
    return -1;
  }
  js_helper_set_inner(iso, h, &inner);
  return 1;
}

static int step_flat_map(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  JsEnv *record = js_helper_record(h);
  for (;;) {
    if (js_is_undefined(record->values[JS_HELPER_INNER])) {
      int step = open_inner(iso, h);
      if (step <= 0) return step;
    }
    JsIterator inner = js_helper_inner(h);
    int step = js_iterator_step(iso, &inner, v);
    if (step < 0) js_iterator_reject(iso, h->target);
    if (step != 0) return step;
    js_helper_set_inner(iso, h, NULL);
  }
}

static int helper_step(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  switch ((JsHelperKind)h->iteration_kind) {
    case JS_HELPER_MAP: return step_map(iso, h, v);
    case JS_HELPER_FILTER: return step_filter(iso, h, v);
    case JS_HELPER_TAKE: return step_take(iso, h, v);
    case JS_HELPER_DROP: return step_drop(iso, h, v);
    case JS_HELPER_FLAT_MAP: return step_flat_map(iso, h, v);
    case JS_HELPER_CONCAT: return js_helper_step_concat(iso, h, v);
    case JS_HELPER_ZIP: return js_helper_step_zip(iso, h, v);
    case JS_HELPER_CHUNKS: return js_helper_step_chunks(iso, h, v);
    case JS_HELPER_WINDOWS: return js_helper_step_windows(iso, h, v);
  }
  return 0;
}

/* this as a helper that is not running; NULL: threw. */
static JsIteratorObject *this_helper(JsIsolate *iso, JsValue this_value, const char *method) {
  JsIteratorObject *h = js_as_iterator(this_value, JS_ITERATOR_HELPER);
  if (!h) {
    js_throw_incompatible_receiver(iso, method, this_value);
    return NULL;
  }
  if (h->flags != HELPER_RUNNING) return h;
  js_throw_type_error(iso, "Generator is already running");
  return NULL;
}

/* 27.1.2.1.1 %IteratorHelperPrototype%.next ( ) */
static JsValue helper_next(JS_ARGS) {
  JS_UNUSED_ARGS;
  JS_TRY_BOOL(js_stack_check(iso));
  JsIteratorObject *h = this_helper(iso, this_value, "Iterator Helper.prototype.next");
  if (!h) return JS_EMPTY;
  if (h->flags == HELPER_COMPLETED) return js_iter_result(iso, JS_UNDEFINED, true);
  h->flags = HELPER_RUNNING;
  JsValue v = JS_UNDEFINED;
  int step = helper_step(iso, h, &v);
  h->flags = step > 0 ? HELPER_YIELDED : HELPER_COMPLETED;
  if (step < 0) return JS_EMPTY;
  return js_iter_result(iso, step ? v : JS_UNDEFINED, step == 0);
}

/* Closes what a helper iterates, the inner iterator first. false: threw. */
static bool close_all(JsIsolate *iso, JsIteratorObject *h) {
  if (h->iteration_kind == JS_HELPER_ZIP) return js_helper_close_zip(iso, h, false);
  JsIterator inner = js_helper_inner(h), outer = js_helper_outer(h);
  bool ok = js_is_undefined(inner.object) || js_iterator_close(iso, &inner, false);
  if (js_is_undefined(outer.object)) return ok;
  return js_iterator_close(iso, &outer, !ok) && ok;
}

/* 27.1.2.1.2 %IteratorHelperPrototype%.return ( ) */
static JsValue helper_return(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsIteratorObject *h = this_helper(iso, this_value, "Iterator Helper.prototype.return");
  if (!h) return JS_EMPTY;
  if (h->flags == HELPER_COMPLETED) return js_iter_result(iso, JS_UNDEFINED, true);
  h->flags = h->flags == HELPER_YIELDED ? HELPER_RUNNING : HELPER_COMPLETED;
  bool ok = close_all(iso, h);
  h->flags = HELPER_COMPLETED;
  return ok ? js_iter_result(iso, JS_UNDEFINED, true) : JS_EMPTY;
}

/* ---- the methods ---- */

static JsValue helper_with_function(JsIsolate *iso, JsHelperKind kind, const char *name, JsValue this_value, JsValue f) {
  if (!js_iterator_callback(iso, this_value, f, name)) return JS_EMPTY;
  return helper_new(iso, kind, this_value, f, 0);
}

/* The limit of take and drop. false: threw, the iterator closed. */
static bool read_limit(JsIsolate *iso, JsValue this_value, JsValue limit, const char *name, double *out) {
  if (!js_iterator_this(iso, this_value, name)) return false;
  bool ok = js_to_number(iso, limit, out);
  if (ok && *out != *out) {
    js_throw_range_about(iso, "", limit, " must be positive");
    ok = false;
  }
  if (ok) ok = js_to_integer_or_infinity(iso, js_number(*out), out);
  if (ok && (*out < 0 || (*out > JS_MAX_SAFE_INTEGER && *out - *out == 0))) {
    js_throw_range_about(iso, "", limit, " must be positive");
    ok = false;
  }
  if (!ok) js_iterator_reject(iso, this_value);
  return ok;
}

/* 27.1.4.9 Iterator.prototype.map ( mapper ) */
JsValue js_iterator_map(JS_ARGS) {
  (void)callee, (void)new_target;
  return helper_with_function(iso, JS_HELPER_MAP, "map", this_value, js_arg(argc, argv, 0));
}

/* 27.1.4.5 Iterator.prototype.filter ( predicate ) */
JsValue js_iterator_filter(JS_ARGS) {
  (void)callee, (void)new_target;
  return helper_with_function(iso, JS_HELPER_FILTER, "filter", this_value, js_arg(argc, argv, 0));
}

/* 27.1.4.7 Iterator.prototype.flatMap ( mapper ) */
JsValue js_iterator_flat_map(JS_ARGS) {
  (void)callee, (void)new_target;
  return helper_with_function(iso, JS_HELPER_FLAT_MAP, "flatMap", this_value, js_arg(argc, argv, 0));
}

/* 27.1.4.12 Iterator.prototype.take ( limit ) */
JsValue js_iterator_take(JS_ARGS) {
  (void)callee, (void)new_target;
  double limit;
  if (!read_limit(iso, this_value, js_arg(argc, argv, 0), "take", &limit)) return JS_EMPTY;
  return helper_new(iso, JS_HELPER_TAKE, this_value, JS_UNDEFINED, limit);
}

/* 27.1.4.3 Iterator.prototype.drop ( limit ) */
JsValue js_iterator_drop(JS_ARGS) {
  (void)callee, (void)new_target;
  double limit;
  if (!read_limit(iso, this_value, js_arg(argc, argv, 0), "drop", &limit)) return JS_EMPTY;
  return helper_new(iso, JS_HELPER_DROP, this_value, JS_UNDEFINED, limit);
}
