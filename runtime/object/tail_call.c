#include "object/tail_call.h"
#include "lode_abi.h"
#include "object/internal.h"

#include <stdlib.h>

/* A function's frame, where its frame pointer points to. */
typedef struct Frame {
  struct Frame *caller;
  const void *return_address;
} Frame;

extern const char lode_tail_enter[], lode_tail_return[];

#define TAIL(field) (offsetof(JsIsolate, tail) + offsetof(JsTailCall, field))
_Static_assert(offsetof(JsIsolate, tail) == 72, "the assembly below");
_Static_assert(TAIL(target) == 88 && TAIL(word_count) == 96 && TAIL(words) == 104, "the assembly below");
_Static_assert(TAIL(integer) == 112 && TAIL(vector) == 152, "the assembly below");

/* Entered by the return of the frame that is replaced, with the isolate in the place of its caller's frame pointer. The
 * call is made from a frame, which holds the words that it takes on the stack, and keeps them alive. */
#if defined(__x86_64__)
__asm__(
    ".text\n"
    ".globl lode_tail_enter\n"
    ".hidden lode_tail_enter\n"
    ".type lode_tail_enter, @function\n"
    "lode_tail_enter:\n"
    "  movq %rbp, %rax\n"
    "  pushq 80(%rax)\n" /* return_address */
    "  pushq 72(%rax)\n" /* caller */
    "  movq %rsp, %rbp\n"
    "  movq 96(%rax), %rcx\n"
    "  leaq 1(%rcx), %rdx\n"
    "  andq $-2, %rdx\n"
    "  shlq $3, %rdx\n"
    "  subq %rdx, %rsp\n"
    "  movq 104(%rax), %rsi\n"
    "  movq %rsp, %rdi\n"
    "  cld\n"
    "  rep movsq\n"
    "  movq %rax, %rdi\n"
    "  movq 112(%rax), %rsi\n"
    "  movq 120(%rax), %rdx\n"
    "  movq 128(%rax), %rcx\n"
    "  movq 136(%rax), %r8\n"
    "  movq 144(%rax), %r9\n"
    "  movsd 152(%rax), %xmm0\n"
    "  movsd 160(%rax), %xmm1\n"
    "  movsd 168(%rax), %xmm2\n"
    "  movsd 176(%rax), %xmm3\n"
    "  movsd 184(%rax), %xmm4\n"
    "  movsd 192(%rax), %xmm5\n"
    "  movsd 200(%rax), %xmm6\n"
    "  movsd 208(%rax), %xmm7\n"
    "  callq *88(%rax)\n"
    ".globl lode_tail_return\n"
    ".hidden lode_tail_return\n"
    "lode_tail_return:\n"
    "  leave\n"
    "  retq\n"
    ".size lode_tail_enter, . - lode_tail_enter\n");
#else
#error "lode_tail_enter is not written for this processor"
#endif

void *lode_tail_words(JsIsolate *iso, int32_t count) {
  JsTailCall *t = &iso->tail;
  if ((uint32_t)count > t->capacity) {
    free(t->words);
    t->capacity = (uint32_t)count + t->capacity;
    t->words = malloc(t->capacity * sizeof *t->words);
    if (!t->words) abort();
  }
  return t->words;
}

/* The frame that goes: what has replaced another one before needs no frame either. */
static Frame *going(Frame *frame) { return frame->return_address == lode_tail_return ? frame->caller : frame; }

const void *js_tail_caller(const void *frame) {
  const Frame *f = frame;
  return f->return_address == lode_tail_return ? f->caller->caller : NULL;
}

static JsValue replace(JsIsolate *iso, Frame *frame, const void *target, uint32_t words) {
  volatile Frame *goes = going(frame);
  iso->tail.caller = goes->caller;
  iso->tail.return_address = goes->return_address;
  iso->tail.target = target;
  iso->tail.word_count = words;
  goes->caller = (Frame *)iso;
  goes->return_address = lode_tail_enter;
  return JS_UNDEFINED;
}

/* Calls a callable with argv at the stack's end, or, if keep is a cell, with argv as it is, which that cell holds. */
static JsValue replace_by_call(JsIsolate *iso, Frame *frame, JsValue callee, JsValue this_value, uint32_t argc,
                               const JsValue *argv, JsValue keep) {
  uint32_t words = keep ? 1 : argc;
  JsValue *held = lode_tail_words(iso, (int32_t)words);
  if (keep) {
    held[0] = keep;
  } else {
    if (argc) memcpy(held, argv, argc * sizeof *held);
    argv = (JsValue *)going(frame) - ((words + 1) & ~1u); /* where lode_tail_enter puts them */
  }
  if ((char *)going(frame) - words * sizeof *held < js_stack_limit(iso)) {
    lode_stack_overflow(iso);
    return JS_EMPTY;
  }
  uint64_t *r = iso->tail.integer;
  r[0] = callee, r[1] = this_value, r[2] = JS_UNDEFINED, r[3] = argc, r[4] = (uintptr_t)argv;
  return replace(iso, frame, (const void *)js_as_function(callee)->code, words);
}

JsValue js_tail_replace(JsIsolate *iso, void *frame, JsValue callee, JsValue this_value, uint32_t argc,
                        const JsValue *argv) {
  if (!js_may_call(iso, callee)) return js_call(iso, callee, this_value, argc, (JsValue *)argv);
  return replace_by_call(iso, frame, callee, this_value, argc, argv, JS_EMPTY);
}

JsValue js_tail_replace_list(JsIsolate *iso, void *frame, JsValue callee, JsValue this_value, JsObject *list) {
  if (!js_may_call(iso, callee)) return js_call_list(iso, callee, this_value, list);
  return replace_by_call(iso, frame, callee, this_value, js_array_length(list), list->elements, js_from_cell(list));
}

JsValue lode_tail_call(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue text, int32_t argc, void *argv) {
  Frame *frame = __builtin_frame_address(0);
  if (!js_may_call(iso, callee) || !js_is_deep(iso, frame)) return lode_call(iso, callee, this_value, argc, argv, text);
  return replace_by_call(iso, frame->caller, callee, this_value, (uint32_t)argc, argv, JS_EMPTY);
}

JsValue lode_tail_call_spread(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue array, JsValue text) {
  Frame *frame = __builtin_frame_address(0);
  if (!js_may_call(iso, callee) || !js_is_deep(iso, frame)) return lode_call_spread(iso, callee, this_value, array, text);
  uint32_t argc;
  JsValue *argv = js_spread_values(iso, array, &argc);
  if (!argv) return JS_EMPTY;
  return replace_by_call(iso, frame->caller, callee, this_value, argc, argv, array);
}

JsValue lode_tail_direct(JsIsolate *iso, void *code, int32_t words) {
  Frame *frame = __builtin_frame_address(0);
  return replace(iso, frame->caller, code, (uint32_t)words);
}
