/* Iterator Helper objects (27.1.2): map, filter, take, drop, flatMap of Iterator.prototype. Each is an iterator object
 * whose record says what its generator would hold. */
#include "builtins/iterator_builtins.h"
#include "builtins/promise.h" /* js_record_new */

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

typedef enum HelperKind { HELPER_MAP, HELPER_FILTER, HELPER_TAKE, HELPER_DROP, HELPER_FLAT_MAP } HelperKind;
typedef enum HelperState { HELPER_START, HELPER_YIELDED, HELPER_RUNNING, HELPER_COMPLETED } HelperState;

/* The record in JsIteratorObject.extra; the underlying iterator is the target. flags: HelperState; iteration_kind:
 * HelperKind; index: the counter. */
enum { HELPER_NEXT, HELPER_FUNCTION, HELPER_REMAINING, HELPER_INNER, HELPER_INNER_NEXT, HELPER_RECORD };

static JsEnv *record_of(JsIteratorObject *h) { return (JsEnv *)js_as_cell(h->extra); }

static JsIterator outer_of(JsIteratorObject *h) {
  return (JsIterator){.object = h->target, .next = record_of(h)->values[HELPER_NEXT]};
}

static JsIterator inner_of(JsIteratorObject *h) {
  return (JsIterator){.object = record_of(h)->values[HELPER_INNER], .next = record_of(h)->values[HELPER_INNER_NEXT]};
}

static JsValue helper_new(JsIsolate *iso, HelperKind kind, JsValue iterator, JsValue f, double remaining) {
  JsIterator it;
  if (!js_iterator_direct(iso, iterator, &it)) return JS_EMPTY;
  JsEnv *record = js_record_new(iso, HELPER_RECORD);
  if (!record) return JS_EMPTY;
  record->values[HELPER_NEXT] = it.next;
  record->values[HELPER_FUNCTION] = f;
  record->values[HELPER_REMAINING] = js_number(remaining);
  JsIteratorObject *h = js_iterator_object_new(iso, JS_INTRINSIC_IteratorHelperPrototype, JS_ITERATOR_HELPER,
                                               (JsIterationKind)kind, iterator);
  if (!h) return JS_EMPTY;
  h->extra = js_from_cell(record);
  return js_from_cell(h);
}

/* Calls the function with a value and the counter, which goes up. Closes the outer iterator where it throws. */
static JsValue call_function(JsIsolate *iso, JsIteratorObject *h, JsValue v) {
  JsValue args[2] = {v, js_number((double)h->index++)};
  JsValue r = js_call(iso, record_of(h)->values[HELPER_FUNCTION], JS_UNDEFINED, 2, args);
  if (r == JS_EMPTY) js_iterator_reject(iso, h->target);
  return r;
}

/* Steps: 1 with the value to yield, 0 done, -1 threw. */

static int outer_step(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  JsIterator it = outer_of(h);
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
  JsEnv *record = record_of(h);
  double remaining = js_number_to_double(record->values[HELPER_REMAINING]);
  if (remaining == 0) {
    JsIterator it = outer_of(h);
    return js_iterator_close(iso, &it, false) ? 0 : -1;
  }
  record->values[HELPER_REMAINING] = js_number(remaining - 1);
  return outer_step(iso, h, v);
}

static int step_drop(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  JsEnv *record = record_of(h);
  double remaining;
  while ((remaining = js_number_to_double(record->values[HELPER_REMAINING])) > 0) {
    record->values[HELPER_REMAINING] = js_number(remaining - 1);
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
  JsEnv *record = record_of(h);
  record->values[HELPER_INNER] = inner.object;
  record->values[HELPER_INNER_NEXT] = inner.next;
  js_barrier(iso, record);
  return 1;
}

static int step_flat_map(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  JsEnv *record = record_of(h);
  for (;;) {
    if (js_is_undefined(record->values[HELPER_INNER])) {
      int step = open_inner(iso, h);
      if (step <= 0) return step;
    }
    JsIterator inner = inner_of(h);
    int step = js_iterator_step(iso, &inner, v);
    if (step < 0) js_iterator_reject(iso, h->target);
    if (step != 0) return step;
    record->values[HELPER_INNER] = record->values[HELPER_INNER_NEXT] = JS_UNDEFINED;
  }
}

static int helper_step(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  switch ((HelperKind)h->iteration_kind) {
    case HELPER_MAP: return step_map(iso, h, v);
    case HELPER_FILTER: return step_filter(iso, h, v);
    case HELPER_TAKE: return step_take(iso, h, v);
    case HELPER_DROP: return step_drop(iso, h, v);
    case HELPER_FLAT_MAP: return step_flat_map(iso, h, v);
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

/* 27.1.2.1.2 %IteratorHelperPrototype%.return ( ) */
static JsValue helper_return(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsIteratorObject *h = this_helper(iso, this_value, "Iterator Helper.prototype.return");
  if (!h) return JS_EMPTY;
  if (h->flags == HELPER_COMPLETED) return js_iter_result(iso, JS_UNDEFINED, true);
  bool started = h->flags == HELPER_YIELDED;
  h->flags = started ? HELPER_RUNNING : HELPER_COMPLETED;
  bool ok = true;
  if (!js_is_undefined(record_of(h)->values[HELPER_INNER])) {
    JsIterator inner = inner_of(h);
    ok = js_iterator_close(iso, &inner, false);
  }
  JsIterator outer = outer_of(h);
  bool closed = js_iterator_close(iso, &outer, !ok);
  h->flags = HELPER_COMPLETED;
  return ok && closed ? js_iter_result(iso, JS_UNDEFINED, true) : JS_EMPTY;
}

/* ---- the methods ---- */

static JsValue helper_with_function(JsIsolate *iso, HelperKind kind, const char *name, JsValue this_value, JsValue f) {
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
  return helper_with_function(iso, HELPER_MAP, "map", this_value, js_arg(argc, argv, 0));
}

/* 27.1.4.5 Iterator.prototype.filter ( predicate ) */
JsValue js_iterator_filter(JS_ARGS) {
  (void)callee, (void)new_target;
  return helper_with_function(iso, HELPER_FILTER, "filter", this_value, js_arg(argc, argv, 0));
}

/* 27.1.4.7 Iterator.prototype.flatMap ( mapper ) */
JsValue js_iterator_flat_map(JS_ARGS) {
  (void)callee, (void)new_target;
  return helper_with_function(iso, HELPER_FLAT_MAP, "flatMap", this_value, js_arg(argc, argv, 0));
}

/* 27.1.4.12 Iterator.prototype.take ( limit ) */
JsValue js_iterator_take(JS_ARGS) {
  (void)callee, (void)new_target;
  double limit;
  if (!read_limit(iso, this_value, js_arg(argc, argv, 0), "take", &limit)) return JS_EMPTY;
  return helper_new(iso, HELPER_TAKE, this_value, JS_UNDEFINED, limit);
}

/* 27.1.4.3 Iterator.prototype.drop ( limit ) */
JsValue js_iterator_drop(JS_ARGS) {
  (void)callee, (void)new_target;
  double limit;
  if (!read_limit(iso, this_value, js_arg(argc, argv, 0), "drop", &limit)) return JS_EMPTY;
  return helper_new(iso, HELPER_DROP, this_value, JS_UNDEFINED, limit);
}
