/* Stack traces in V8's form: capture by walking frame pointers, and V8's stack trace API (Error.captureStackTrace,
 * prepareStackTrace, stackTraceLimit). */
#include "builtins/stack_trace.h"

#include "builtins/generator.h"

#define MAX_FRAMES 200

/* A frame is kept as two values. The first is the return address, as a number so that the collector passes over it, or
 * the function of a built-in; the second is the receiver, or JS_EMPTY for a construction. Of a function that waits for
 * what is running, bit 47 is set, and the address is that of js_module_find_await. */
typedef struct FramePair {
  JsValue where, receiver;
} FramePair;
#define FRAME_ASYNC ((uint64_t)1 << 47)
/* Of a combinator of promises, it is one of these numbers, and the receiver is the index of the element. */
static const char *const combinators[] = {"all", "allSettled", "any"};
static JsValue encode_pc(uint64_t pc) { return JS_INT32_TAG | pc; }
static const void *decode_pc(JsValue v) { return (const void *)(uintptr_t)(v & 0x00007fffffffffffull); }

/* ---- capture ---- */

typedef struct FrameRecord {
  const struct FrameRecord *caller;
  const void *return_address;
} FrameRecord;

static bool valid_frame(JsIsolate *iso, const FrameRecord *f, const FrameRecord *inner) {
  return (uintptr_t)f % sizeof(void *) == 0 && f > inner && (const char *)(f + 1) <= iso->native_stack_base;
}

/* Error.stackTraceLimit; -1 if it is no number, and then there is no stack. */
static int32_t trace_limit(JsIsolate *iso) {
  JsValue error = js_intrinsic(iso, JS_INTRINSIC_Error);
  JsOwn own;
  if (!js_is_object(error)) return 10;
  if (!js_own_lookup(iso, js_as_object(error), js_atom_key(iso, JS_ATOM_stackTraceLimit), &own)) return -1;
  if ((own.attributes & JS_ATTR_ACCESSOR) || !js_is_number(*own.address)) return -1;
  double d = js_number_to_double(*own.address);
  return d >= MAX_FRAMES ? MAX_FRAMES : d >= 1 ? (int32_t)d : 0;
}

/* Code of the library isn't, nor is a call that stands at no place of the source (an async function entering its body). */
static bool visible(const JsPosition *p) {
  return p->line && p->info->module && !(p->info->module->flags & JS_MODULE_NATIVE);
}

/* Also when one of them is a copy that the compiler specialised. */
static bool same_function(const JsFunctionInfo *a, const JsFunctionInfo *b) {
  return a == b || (a->module == b->module && a->source_start == b->source_start && a->source_end == b->source_end);
}

/* What the function that f returns to was called on. A body that a uniform entry calls has none of its own. */
static JsValue receiver_of(JsIsolate *iso, const FrameRecord *f, const JsPosition *p) {
  const FrameRecord *own = f->caller;
  if (!valid_frame(iso, own, f)) return JS_UNDEFINED;
  const JsCodeRange *range = js_module_find_range(iso, f->return_address);
  const JsCodeRange *outer = js_module_find_range(iso, own->return_address);
  if (outer && !outer->lines && valid_frame(iso, own->caller, own)) {
    range = outer;
    own = own->caller;
  }
  if ((p->info->flags & JS_FN_CLASS) || js_is_construct_return(own->return_address)) return JS_EMPTY;
  if (!range || !range->this_offset) return JS_UNDEFINED;
  return *(const JsValue *)((const char *)own + range->this_offset);
}

static FramePair builtin_frame(const JsBuiltinFrame *f) {
  return (FramePair){f->callee, f->new_target == JS_UNDEFINED ? f->this_value : JS_EMPTY};
}

/* The newest frames first. skip: functions' code up to its first activation is left out. */
static uint32_t walk(JsIsolate *iso, FramePair *frames, uint32_t limit, const JsFunctionInfo *skip) {
  const FrameRecord *f = __builtin_frame_address(0), *inner = NULL;
  const JsBuiltinFrame *builtin = iso->builtin_frames;
  uint32_t n = 0;
  while (n < limit && valid_frame(iso, f, inner)) {
    for (; builtin && (const void *)builtin < (const void *)f; builtin = builtin->caller)
      if (!skip && n < limit) frames[n++] = builtin_frame(builtin);
    JsPosition p;
    if (n < limit && f->return_address && js_module_find_pc(iso, f->return_address, &p)) {
      if (skip) {
        if (same_function(p.info, skip)) skip = NULL;
      } else if (visible(&p)) {
        frames[n++] = (FramePair){encode_pc((uintptr_t)f->return_address), receiver_of(iso, f, &p)};
      }
    }
    inner = f;
    f = f->caller;
  }
  return n;
}

const JsModuleDesc *js_active_module(JsIsolate *iso, bool (*wanted)(JsIsolate *, const JsModuleDesc *)) {
  const FrameRecord *f = __builtin_frame_address(0), *inner = NULL;
  while (valid_frame(iso, f, inner)) {
    const JsCodeRange *range = f->return_address ? js_module_find_range(iso, f->return_address) : NULL;
    const JsModuleDesc *m = range && range->info ? range->info->module : NULL;
    if (m && !(m->flags & JS_MODULE_NATIVE) && wanted(iso, m)) return m;
    inner = f;
    f = f->caller;
  }
  return NULL;
}

uint32_t js_frames_inside(JsIsolate *iso, const void *frame) {
  const FrameRecord *f = __builtin_frame_address(0), *inner = NULL;
  uint32_t n = 0;
  while (valid_frame(iso, f, inner) && (const void *)f < frame) {
    JsPosition p;
    n += f->return_address && js_module_find_pc(iso, f->return_address, &p);
    inner = f;
    f = f->caller;
  }
  return n;
}

/* Of a combinator. */
static FramePair combinator_frame(const JsCombined *c) {
  uint64_t kind = 0;
  while (strcmp(combinators[kind], c->name) != 0) kind++;
  return (FramePair){encode_pc(kind | FRAME_ASYNC), js_int32((int32_t)c->index)};
}

/* Async functions that wait for the one that a job has resumed, each for the one before, with the combinators that they wait
 * for it by. */
static uint32_t walk_awaiting(JsIsolate *iso, FramePair *frames, uint32_t limit) {
  uint32_t n = 0;
  JsPromise *promise = iso->resumed ? js_activation_promise(iso->resumed) : NULL;
  while (promise && n < limit) {
    JsCombined combined;
    const JsActivation *a = js_promise_awaiting(promise, &combined);
    if (combined.name) {
      frames[n++] = combinator_frame(&combined);
      promise = js_is_kind(combined.promise, JS_KIND_PROMISE) ? (JsPromise *)js_as_object(combined.promise) : NULL;
      continue;
    }
    if (!a) break;
    uint64_t frame = (uint64_t)(uintptr_t)a->info->code + (uint32_t)(a->state >> 2);
    JsPosition p;
    if (!js_module_find_await(iso, (const void *)(uintptr_t)frame, &p)) break;
    if (visible(&p)) frames[n++] = (FramePair){encode_pc(frame | FRAME_ASYNC), JS_UNDEFINED};
    promise = js_activation_promise(a);
  }
  return n;
}

/* NULL: there is to be no stack. */
static JsValues *capture(JsIsolate *iso, JsValue skip) {
  int32_t limit = trace_limit(iso);
  if (limit < 0) return NULL;
  const JsFunctionInfo *info = js_is_kind(skip, JS_KIND_FUNCTION) ? js_as_function(skip)->info : NULL;
  if (info && !info->module) info = NULL; /* a built-in: no frame of its own to be seen */
  FramePair frames[MAX_FRAMES];
  uint32_t n = walk(iso, frames, (uint32_t)limit, info);
  if (n == 0 && info) n = walk(iso, frames, (uint32_t)limit, NULL); /* its frame is not to be seen: better all than none */
  n += walk_awaiting(iso, frames + n, (uint32_t)limit - n);
  JsValues *cell = js_values_new(iso, 2 * (size_t)n + 1);
  if (!cell) return NULL;
  cell->v[0] = js_int32((int32_t)n);
  memcpy(cell->v + 1, frames, n * sizeof *frames);
  return cell;
}

void js_stack_capture(JsIsolate *iso, JsError *e, JsValue skip) {
  JsValues *frames = capture(iso, skip);
  if (!frames) return;
  e->frames = js_from_cell(frames);
  e->object.cell.flags |= JS_OBJ_LAZY;
  js_barrier(iso, e);
}

/* ---- text ---- */

/* %Promise% itself, if the program replaced it by something else. */
static JsFunction *combinator_function(JsIsolate *iso, JsObject *promise, const char *name) {
  JsOwn own;
  bool found = js_own_lookup(iso, promise, js_key_from_cstr(iso, name), &own) && !(own.attributes & JS_ATTR_ACCESSOR) &&
               own.address && js_is_kind(*own.address, JS_KIND_FUNCTION);
  return found ? js_as_function(*own.address) : (JsFunction *)promise;
}

JsStackFrame js_stack_frame(JsIsolate *iso, JsValue where, JsValue receiver) {
  JsStackFrame frame = {.receiver = receiver};
  if (js_is_kind(where, JS_KIND_FUNCTION)) {
    frame.function = js_as_function(where);
  } else if (where & FRAME_ASYNC && js_is_int32(receiver)) {
    frame.async = true;
    frame.combinator = combinators[(uintptr_t)decode_pc(where)];
    frame.index = (uint32_t)js_as_int32(receiver);
    frame.receiver = js_intrinsic(iso, JS_INTRINSIC_Promise);
    frame.function = combinator_function(iso, js_as_object(frame.receiver), frame.combinator);
  } else if (where & FRAME_ASYNC) {
    frame.async = js_module_find_await(iso, decode_pc(where), &frame.position);
  } else {
    js_module_find_pc(iso, decode_pc(where), &frame.position);
  }
  return frame;
}

static JsValue default_stack(JsIsolate *iso, JsObject *o, JsValues *frames) {
  JsString *header = js_error_text(iso, o);
  if (!header) { /* what toString threw is not thrown by reading the stack */
    js_take_exception(iso);
    header = js_string_from_cstr(iso, "<error>");
  }
  JsStringBuilder b;
  js_builder_init(&b);
  js_builder_string(iso, &b, header);
  for (int32_t i = 0; i < js_as_int32(frames->v[0]); i++) {
    js_builder_ascii(&b, "\n    at ");
    JsStackFrame frame = js_stack_frame(iso, frames->v[2 * i + 1], frames->v[2 * i + 2]);
    js_frame_append(iso, &b, &frame);
  }
  JsString *s = js_builder_finish(iso, &b);
  JS_KEEP(frames);
  return js_from_cell(s);
}

/* ---- V8's stack trace API (https://v8.dev/docs/stack-trace-api) ---- */

/* The stack as a value: Error.prepareStackTrace's result where it is a function, else the text. */
static JsValue stack_value(JsIsolate *iso, JsObject *o, JsValues *frames) {
  JsObject *error = js_intrinsic_object(iso, JS_INTRINSIC_Error);
  JsValue prepare = js_get(iso, error, js_atom_key(iso, JS_ATOM_prepareStackTrace), js_from_cell(error));
  if (prepare == JS_EMPTY) return JS_EMPTY;
  if (!js_is_callable(prepare) || !js_stack_check(iso)) {
    iso->exception = JS_EMPTY;
    return default_stack(iso, o, frames);
  }
  JsObject *sites = js_call_sites(iso, frames);
  JsValue args[2] = {js_from_cell(o), js_from_cell(sites)};
  return sites ? js_call(iso, prepare, js_from_cell(error), 2, args) : JS_EMPTY;
}

void js_error_materialise_stack(JsIsolate *iso, JsObject *o) {
  JsError *e = (JsError *)o;
  o->cell.flags &= ~JS_OBJ_LAZY;
  JsValue pending = iso->exception;
  iso->exception = JS_EMPTY;
  JsValues *frames = (JsValues *)(uintptr_t)e->frames;
  JsValue v = stack_value(iso, o, frames);
  if (v == JS_EMPTY) { /* what prepareStackTrace threw is lost; the text takes its place */
    iso->exception = JS_EMPTY;
    v = default_stack(iso, o, frames);
    iso->exception = JS_EMPTY;
  }
  iso->exception = pending;
  e->frames = JS_UNDEFINED;
  JsSlot slot;
  JsShape *s = js_object_shape(o);
  if (v == JS_EMPTY || !js_shape_lookup(iso, s, js_atom_key(iso, JS_ATOM_stack), &slot)) return;
  if (slot.attributes & JS_ATTR_ACCESSOR) return; /* redefined meanwhile */
  *js_slot(o, s, slot.index) = v;
  js_barrier(iso, o);
}

/* Error.captureStackTrace ( object [ , constructorOpt ] ) */
JsValue js_error_capture_stack_trace(JS_ARGS) {
  (void)callee, (void)this_value, (void)new_target;
  JsValue target = js_arg(argc, argv, 0);
  if (!js_is_object(target)) return js_throw_type_error(iso, "Invalid argument");
  JsObject *o = js_as_object(target);
  JsKey key = js_atom_key(iso, JS_ATOM_stack);
  JsValues *frames = capture(iso, js_arg(argc, argv, 1));
  if (o->cell.kind == JS_KIND_ERROR && frames) {
    JsOwn own;
    o->cell.flags &= ~JS_OBJ_LAZY;
    if (js_own_lookup(iso, o, key, &own) && own.attributes == JS_ATTR_HIDDEN) {
      ((JsError *)o)->frames = js_from_cell(frames);
      o->cell.flags |= JS_OBJ_LAZY;
      js_barrier(iso, o);
      return JS_UNDEFINED;
    }
  }
  JsValue v = frames ? stack_value(iso, o, frames) : JS_UNDEFINED;
  JS_TRY(v);
  return js_define_data(iso, o, key, v, JS_ATTR_HIDDEN) ? JS_UNDEFINED : JS_EMPTY;
}
