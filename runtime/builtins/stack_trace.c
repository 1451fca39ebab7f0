/* Stack traces in V8's form: capture by walking frame pointers, formatting, CallSite objects, and V8's stack trace API
 * (Error.captureStackTrace, prepareStackTrace, stackTraceLimit). */
#include "builtins/stack_trace.h"

#include "builtins/generator.h"
#include "module.h"
#include "object/host.h"

#include <stdio.h>
#include <stdlib.h>

#define MAX_FRAMES 200

/* A frame is kept as a number, so that the collector passes over it: return address, bit 48 set for a construction. Of a
 * function that waits for what is running, bit 47 is set, and the address is that of js_module_find_await. */
#define FRAME_CONSTRUCT ((uint64_t)1 << 48)
#define FRAME_ASYNC ((uint64_t)1 << 47)
static JsValue encode_frame(uint64_t frame) { return JS_INT32_TAG | frame; }
static const void *frame_pc(JsValue frame) { return (const void *)(uintptr_t)(frame & 0x00007fffffffffffull); }

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

/* The newest frames first. skip: functions' code up to its first activation is left out. */
static uint32_t walk(JsIsolate *iso, JsValue *frames, uint32_t limit, const JsFunctionInfo *skip) {
  const FrameRecord *f = __builtin_frame_address(0);
  uint32_t n = 0;
  const FrameRecord *inner = NULL;
  while (n < limit && valid_frame(iso, f, inner)) {
    JsPosition p;
    if (f->return_address && js_module_find_pc(iso, f->return_address, &p)) {
      if (skip) {
        if (same_function(p.info, skip)) skip = NULL;
      } else if (visible(&p)) {
        uint64_t frame = (uint64_t)(uintptr_t)f->return_address;
        const FrameRecord *own = f->caller;
        bool constructed = valid_frame(iso, own, f) && js_is_construct_return(own->return_address);
        if (constructed || (p.info->flags & JS_FN_CLASS)) frame |= FRAME_CONSTRUCT;
        frames[n++] = encode_frame(frame);
      }
    }
    inner = f;
    f = f->caller;
  }
  return n;
}

/* Async functions that wait for the one that a job has resumed, each for the one before. */
static uint32_t walk_awaiting(JsIsolate *iso, JsValue *frames, uint32_t limit) {
  uint32_t n = 0;
  const JsActivation *a = iso->resumed;
  while (a && n < limit && (a = js_activation_awaiting(a))) {
    uint64_t frame = (uint64_t)(uintptr_t)a->info->code + (uint32_t)(a->state >> 2);
    JsPosition p;
    if (!js_module_find_await(iso, frame_pc(frame), &p)) break;
    if (visible(&p)) frames[n++] = encode_frame(frame | FRAME_ASYNC);
  }
  return n;
}

/* NULL: there is to be no stack. */
static JsValues *capture(JsIsolate *iso, JsValue skip) {
  int32_t limit = trace_limit(iso);
  if (limit < 0) return NULL;
  const JsFunctionInfo *info = js_is_kind(skip, JS_KIND_FUNCTION) ? js_as_function(skip)->info : NULL;
  if (info && !info->module) info = NULL; /* a built-in: no frame of its own to be seen */
  JsValue frames[MAX_FRAMES];
  uint32_t n = walk(iso, frames, (uint32_t)limit, info);
  if (n == 0 && info) n = walk(iso, frames, (uint32_t)limit, NULL); /* its frame is not to be seen: better all than none */
  n += walk_awaiting(iso, frames + n, (uint32_t)limit - n);
  JsValues *cell = js_values_new(iso, n + 1);
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

static bool find(JsIsolate *iso, JsValue frame, JsPosition *p) {
  return (frame & FRAME_ASYNC) ? js_module_find_await(iso, frame_pc(frame), p) : js_module_find_pc(iso, frame_pc(frame), p);
}

/* UTF-8, malloc'd; empty for anonymous functions. */
static char *name_of(JsIsolate *iso, const JsFunctionInfo *info) {
  uint32_t n = info->name_length & 0x7fffffffu;
  JsString *s = info->name_length >> 31 ? js_string_from_utf16(iso, info->name, n) : js_string_from_latin1(iso, info->name, n);
  char *r = s ? js_string_to_utf8(iso, s, &(size_t){0}) : NULL;
  return r ? r : calloc(1, 1);
}

static void append_utf8(JsIsolate *iso, JsStringBuilder *b, const char *text) {
  JsString *s = js_string_from_cstr(iso, text);
  if (s) js_builder_string(iso, b, s);
}

static void append_frame(JsIsolate *iso, JsStringBuilder *b, JsValue frame) {
  JsPosition p;
  if (!find(iso, frame, &p)) {
    js_builder_ascii(b, "<anonymous>");
    return;
  }
  char *name = name_of(iso, p.info), position[48];
  bool module = p.info->flags & JS_FN_MODULE, constructed = frame & FRAME_CONSTRUCT;
  bool esm = p.info->module->esm != NULL;
  bool named = *name || (module && !esm) || constructed;
  if (frame & FRAME_ASYNC) js_builder_ascii(b, "async ");
  if (constructed) js_builder_ascii(b, "new ");
  if (module && named) {
    js_builder_ascii(b, "Object.<anonymous>");
  } else if (*name) {
    append_utf8(iso, b, name);
  } else if (constructed) {
    js_builder_ascii(b, "<anonymous>");
  }
  if (named) js_builder_ascii(b, " (");
  if (esm && p.info->module->path[0] == '/') js_builder_ascii(b, "file://");
  append_utf8(iso, b, p.info->module->path);
  snprintf(position, sizeof position, ":%u:%u", p.line, p.column);
  js_builder_ascii(b, position);
  if (named) js_builder_ascii(b, ")");
  free(name);
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
    append_frame(iso, &b, frames->v[i + 1]);
  }
  JsString *s = js_builder_finish(iso, &b);
  JS_KEEP(frames);
  return js_from_cell(s);
}

/* ---- CallSite objects ---- */

static const JsHostClass call_site_class = {.name = "CallSite", .size = sizeof(JsHostObject)};

static bool call_site_position(JsIsolate *iso, JsValue v, JsPosition *p, JsValue *frame) {
  JsHostObject *o = js_host_object(v, &call_site_class);
  if (!o) {
    js_throw_type_error(iso, "CallSite method called on an incompatible receiver");
    return false;
  }
  *frame = o->values[0];
  if (!find(iso, *frame, p)) {
    js_throw_type_error(iso, "CallSite without a position");
    return false;
  }
  return true;
}

#define CALL_SITE(fn, result)                                       \
  static JsValue fn(JS_ARGS) {                                      \
    (void)callee, (void)new_target, (void)argc, (void)argv;         \
    JsPosition p;                                                   \
    JsValue frame;                                                  \
    if (!call_site_position(iso, this_value, &p, &frame)) return JS_EMPTY; \
    return result;                                                  \
  }

static JsValue function_name_value(JsIsolate *iso, const JsPosition *p) {
  if (p->info->flags & JS_FN_MODULE || (p->info->name_length & 0x7fffffffu) == 0) return JS_NULL;
  char *name = name_of(iso, p->info);
  JsString *s = js_string_from_cstr(iso, name);
  free(name);
  return js_from_cell(s);
}

static JsValue frame_text(JsIsolate *iso, JsValue frame) {
  JsStringBuilder b;
  js_builder_init(&b);
  append_frame(iso, &b, frame);
  return js_from_cell(js_builder_finish(iso, &b));
}

CALL_SITE(site_file, js_from_cell(js_string_from_cstr(iso, p.info->module->path)))
CALL_SITE(site_line, js_int32((int32_t)p.line))
CALL_SITE(site_column, js_int32((int32_t)p.column))
CALL_SITE(site_function_line, js_int32((int32_t)p.info->line))
CALL_SITE(site_function_column, js_int32((int32_t)p.info->column))
CALL_SITE(site_function_name, function_name_value(iso, &p))
CALL_SITE(site_undefined, ((void)p, JS_UNDEFINED))
CALL_SITE(site_null, ((void)p, JS_NULL))
CALL_SITE(site_false, ((void)p, JS_FALSE))
CALL_SITE(site_zero, ((void)p, js_int32(0)))
CALL_SITE(site_type_name, p.info->flags &JS_FN_MODULE ? js_from_cell(js_string_from_cstr(iso, "Object")) : JS_NULL)
CALL_SITE(site_is_constructor, ((void)p, js_bool((frame & FRAME_CONSTRUCT) != 0)))
CALL_SITE(site_is_async, ((void)p, js_bool((frame & FRAME_ASYNC) != 0)))
CALL_SITE(site_is_toplevel, js_bool(!(p.info->flags & JS_FN_METHOD)))
CALL_SITE(site_to_string, ((void)p, frame_text(iso, frame)))

static const JsBuiltin call_site_methods[] = {
    JS_B_FN("getColumnNumber", site_column, 0),
    JS_B_FN("getEnclosingColumnNumber", site_function_column, 0),
    JS_B_FN("getEnclosingLineNumber", site_function_line, 0),
    JS_B_FN("getEvalOrigin", site_undefined, 0),
    JS_B_FN("getFileName", site_file, 0),
    JS_B_FN("getFunction", site_undefined, 0),
    JS_B_FN("getFunctionName", site_function_name, 0),
    JS_B_FN("getLineNumber", site_line, 0),
    JS_B_FN("getMethodName", site_null, 0),
    JS_B_FN("getPosition", site_zero, 0),
    JS_B_FN("getPromiseIndex", site_null, 0),
    JS_B_FN("getScriptNameOrSourceURL", site_file, 0),
    JS_B_FN("getScriptHash", site_null, 0),
    JS_B_FN("getThis", site_undefined, 0),
    JS_B_FN("getTypeName", site_type_name, 0),
    JS_B_FN("isAsync", site_is_async, 0),
    JS_B_FN("isConstructor", site_is_constructor, 0),
    JS_B_FN("isEval", site_false, 0),
    JS_B_FN("isNative", site_false, 0),
    JS_B_FN("isPromiseAll", site_false, 0),
    JS_B_FN("isToplevel", site_is_toplevel, 0),
    JS_B_FN("toString", site_to_string, 0),
    JS_BUILTIN_END,
};

/* Made when first needed; kept in the Error constructor. */
static JsObject *call_site_prototype(JsIsolate *iso) {
  JsFunction *error = js_as_function(js_intrinsic(iso, JS_INTRINSIC_Error));
  if (js_is_object(error->data)) return js_as_object(error->data);
  JsObject *proto = js_object_new(iso);
  js_install(iso, proto, call_site_methods);
  error->data = js_from_cell(proto);
  js_barrier(iso, error);
  return proto;
}

static JsObject *call_sites(JsIsolate *iso, JsValues *frames) {
  JsObject *list = js_array_with_capacity(iso, (uint32_t)js_as_int32(frames->v[0]));
  JsObject *proto = call_site_prototype(iso);
  for (int32_t i = 0; list && i < js_as_int32(frames->v[0]); i++) {
    JsHostObject *site = js_host_object_new(iso, &call_site_class, js_from_cell(proto));
    if (!site) return NULL;
    site->values[0] = frames->v[i + 1];
    if (!js_array_push(iso, list, js_from_cell(site))) return NULL;
  }
  return list;
}

/* ---- V8's stack trace API ---- */

/* The stack as a value: Error.prepareStackTrace's result where it is a function, else the text. */
static JsValue stack_value(JsIsolate *iso, JsObject *o, JsValues *frames) {
  JsObject *error = js_intrinsic_object(iso, JS_INTRINSIC_Error);
  JsValue prepare = js_get(iso, error, js_atom_key(iso, JS_ATOM_prepareStackTrace), js_from_cell(error));
  if (prepare == JS_EMPTY) return JS_EMPTY;
  if (!js_is_callable(prepare) || !js_stack_check(iso)) {
    iso->exception = JS_EMPTY;
    return default_stack(iso, o, frames);
  }
  JsObject *sites = call_sites(iso, frames);
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
