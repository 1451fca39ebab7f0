/* Several realms in one isolate (9.3).
 *
 * iso->realm is the realm of what runs. A program that has one realm never asks about it. When a second one is made, each
 * function's code becomes js_function_enter, which makes the function's realm the current one as long as it runs
 * (10.2.1.1, 10.3.3); so do functions that are made from then on. Code that is called without a function object (direct
 * calls inside of a compiled module, C code that calls C code) stays in the realm it is in: a compiled module runs in the
 * realm that it was loaded in, and no other.
 *
 * Strings, symbols and bigints have one shape each, whose prototype is always that of the current realm. */
#include "builtins/dynamic_code.h"
#include "builtins/stack_trace.h"
#include "object/internal.h"
#include "object/tail_call.h"
#include "ops/ops.h"

#include <stdlib.h>

/* ---- the table of realms ---- */

static void realms_weak(JsHeap *heap, bool full, void *data) {
  (void)full;
  JsIsolate *iso = data;
  for (uint32_t i = 0; i < iso->realm_count; i++) {
    JsRealm *r = iso->realms[i];
    if (!r || js_gc_is_marked(heap, r)) continue;
    js_units_forget(iso, r);
    iso->realms[i] = NULL;
  }
}

static void enter_by_realm(JsCell *cell, void *data) {
  (void)data;
  if (cell->kind == JS_KIND_FUNCTION) ((JsFunction *)cell)->code = js_function_enter;
}

void js_realm_register(JsIsolate *iso, JsRealm *r) {
  if (!iso->main_realm) {
    iso->main_realm = r;
  } else if (!iso->many_realms) {
    iso->many_realms = true;
    js_gc_each_cell(iso, enter_by_realm, NULL);
    js_ic_forget_primitives(iso);
    js_native_infos_keep(iso);
    js_gc_add_weak_fn(iso, realms_weak, iso);
  }
  r->serial = iso->realm_serial++;
  uint32_t i = 0;
  while (i < iso->realm_count && iso->realms[i]) i++;
  if (i == iso->realm_count) {
    iso->realms = realloc(iso->realms, ++iso->realm_count * sizeof(JsRealm *));
    if (!iso->realms) abort();
  }
  iso->realms[i] = r;
}

void js_realms_free(JsIsolate *iso) {
  free(iso->realms);
  iso->realms = NULL;
  iso->realm_count = 0;
}

JsRealm *js_realm_of_global(JsIsolate *iso, const JsObject *global) {
  for (uint32_t i = 0; i < iso->realm_count; i++)
    if (iso->realms[i] && iso->realms[i]->global == global) return iso->realms[i];
  return NULL;
}

/* ---- entering ---- */

JsRealm *js_realm_enter(JsIsolate *iso, JsRealm *r) {
  JsRealm *outer = iso->realm;
  if (outer == r) return outer;
  iso->realm = r;
  js_pseudo_shape_proto(iso, iso->string_shape, r->intrinsics[JS_INTRINSIC_StringPrototype]);
  js_pseudo_shape_proto(iso, iso->symbol_shape, r->intrinsics[JS_INTRINSIC_SymbolPrototype]);
  js_pseudo_shape_proto(iso, iso->bigint_shape, r->intrinsics[JS_INTRINSIC_BigIntPrototype]);
  return outer;
}

/* What 10.2.2 [[Construct]] throws when a derived constructor is done belongs to the realm that called it: construct_in_realm
 * knows which, if it has called the constructor itself. */
void js_error_of_caller(JsIsolate *iso) {
  bool called_from_realm = iso->realm_frame && js_frames_inside(iso, iso->realm_frame) <= 1;
  iso->callers_error = called_from_realm ? iso->exception : JS_EMPTY;
}

static void move_error(JsIsolate *iso, const JsRealm *from) {
  JsValue error = iso->exception;
  if (error == JS_EMPTY || error != iso->callers_error) return;
  iso->callers_error = JS_EMPTY;
  bool type = js_object_shape(js_as_object(error))->proto == from->intrinsics[JS_INTRINSIC_TypeErrorPrototype];
  iso->exception = JS_EMPTY;
  js_set_prototype(iso, js_as_object(error),
                   js_intrinsic(iso, type ? JS_INTRINSIC_TypeErrorPrototype : JS_INTRINSIC_ReferenceErrorPrototype));
  iso->exception = error;
}

/* Runs code in f's realm, from a frame that comes back to the realm it left. */
static inline __attribute__((always_inline)) JsValue run_in_realm(const void *frame, JS_ARGS) {
  const JsFunction *f = js_as_function(callee);
  JsRealm *outer = js_realm_enter(iso, f->realm);
  const void *outer_frame = iso->realm_frame;
  iso->realm_frame = frame;
  JsValue r = js_function_own_code(f)(iso, callee, this_value, new_target, argc, argv);
  iso->realm_frame = outer_frame;
  js_realm_enter(iso, outer);
  return r;
}

/* Where the compiler has no such attribute, the calls take stack. */
#ifdef __clang__
#define JS_MUSTTAIL __attribute__((musttail))
#else
#define JS_MUSTTAIL
#endif

/* What a tail call enters behind such a frame needs none of its own, however many realms call each other. */
static __attribute__((noinline)) JsValue call_in_realm(JS_ARGS) {
  const void *frame = __builtin_frame_address(0), *caller = js_tail_caller(frame);
  if (caller && caller == iso->realm_frame) {
    js_realm_enter(iso, js_as_function(callee)->realm);
    JS_MUSTTAIL return js_function_own_code(js_as_function(callee))(iso, callee, this_value, new_target, argc, argv);
  }
  JsValue r = run_in_realm(frame, iso, callee, this_value, new_target, argc, argv);
  iso->callers_error = JS_EMPTY;
  return r;
}

static JS_CONSTRUCTS JsValue construct_in_realm(JS_ARGS) {
  const JsRealm *realm = js_as_function(callee)->realm;
  iso->callers_error = JS_EMPTY;
  JsValue r = run_in_realm(__builtin_frame_address(0), iso, callee, this_value, new_target, argc, argv);
  if (r == JS_EMPTY) move_error(iso, realm);
  return r;
}

/* Tail calls, so that the stack that traces see is that of the calls alone. */
JsValue js_function_enter(JS_ARGS) {
  const JsFunction *f = js_as_function(callee);
  if (__builtin_expect(f->realm == iso->realm, 1))
    JS_MUSTTAIL return js_function_own_code(f)(iso, callee, this_value, new_target, argc, argv);
  if (js_is_undefined(new_target))
    JS_MUSTTAIL return call_in_realm(iso, callee, this_value, new_target, argc, argv);
  JS_MUSTTAIL return construct_in_realm(iso, callee, this_value, new_target, argc, argv);
}

/* 7.3.24 GetFunctionRealm */
JsRealm *js_function_realm(JsIsolate *iso, JsValue f) {
  for (;;) {
    if (js_is_kind(f, JS_KIND_FUNCTION)) return js_as_function(f)->realm;
    if (js_is_kind(f, JS_KIND_BOUND_FUNCTION)) {
      f = ((JsBoundFunction *)js_as_object(f))->target;
    } else if (js_is_kind(f, JS_KIND_PROXY)) {
      JsProxy *p = (JsProxy *)js_as_object(f);
      if (!js_is_object(p->handler)) {
        js_throw_type_error(iso, "Cannot perform 'get realm' on a proxy that has been revoked");
        return NULL;
      }
      f = p->target;
    } else {
      return iso->realm;
    }
  }
}
