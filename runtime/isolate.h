/* The isolate: one JavaScript heap and event loop, used by one thread. Nothing in the runtime is
 * mutable process-wide state; all of it hangs from here.
 *
 * An isolate is the beginning of a range of address space. What compiled modules write to (constants, inline caches,
 * sites) is in that range too, at the same distance from every isolate: a JsPlace, which is decided when a program is
 * linked or loaded. Code reaches it from the isolate that it is called with, so it serves any number of them. */
#ifndef LODE_ISOLATE_H
#define LODE_ISOLATE_H

#include "gc/gc.h"
#include "value/atoms.h"
#include "value/string.h"
#include "value/value.h"

struct JsCompilation; /* module.h */
typedef struct JsLoop JsLoop; /* libuv_shim/loop.h */

#define JS_FIRST_PLACE (16u << 10)  /* of what belongs to compiled modules */
#define JS_ISOLATE_SIZE (1ull << 30) /* address space; memory is committed as modules are loaded */

/* A call that replaces a frame (object/tail_call.h): whom it returns to, the code, what goes into its stack and its
 * registers behind the isolate's. */
typedef struct JsTailCall {
  void *caller; /* frame pointer */
  const void *return_address;
  const void *target;
  uint64_t word_count;
  uint64_t *words;
  uint64_t integer[5];
  uint64_t vector[8];
  uint32_t capacity; /* of words */
} JsTailCall;

struct JsIsolate {
  /* Read and written by compiled code at fixed offsets (compiler/backend/abi.py): keep this order. */
  char *alloc_cursor;     /* 0 */
  char *alloc_limit;      /* 8 */
  JsValue exception;      /* 16: the pending exception, JS_EMPTY if none */
  char *stack_limit;      /* 24: compiled prologues compare the stack pointer with it. Atomic */
  JsRealm *realm;         /* 32: the current realm */
  uint32_t string_shape;  /* 40: pseudo-shapes, low 32 bits */
  uint32_t symbol_shape;  /* 44 */
  uint32_t bigint_shape;  /* 48 */
  uint32_t interrupt;     /* 52: non-zero: another thread has stopped the isolate. Atomic */
  JsValue *empty_elements; /* 56: the shared butterfly of objects without storage */
  char *tail_limit;       /* 64: where the stack counts as deep (object/tail_call.h) */
  JsTailCall tail;        /* 72 */

  JsHeap *heap;
  JsLoop *loop;
  JsRealm *main_realm;        /* the program's; its event loop runs in it */
  bool many_realms;           /* there were ever two: functions are entered through js_function_enter */
  JsRealm **realms;           /* object/realms.c: all that are alive, weak; with NULLs where some died */
  uint32_t realm_count;       /* entries of realms */
  uint32_t realm_serial;      /* how many there were */
  const void *realm_frame;    /* object/realms.c: the innermost frame that enters a realm and leaves it again */
  JsValue callers_error;      /* what an inner constructor threw on behalf of its caller's realm; a root */
  uint64_t hash_seed;
  JsString *atoms[JS_ATOM_COUNT];     /* the names in atoms.h */
  JsSymbol *symbols[JS_SYMBOL_COUNT]; /* well-known symbols */
  JsString *unit_strings[256];
  void *atom_table;    /* value/atoms.c */
  void *number_cache;  /* value/number.c */
  void *shape_tables;  /* object/shape.c */
  void *ic_tables;     /* object/ic.c */
  void *module_tables; /* module.c: compiled modules and their code ranges */
  struct JsEsmTable *esm; /* modules/record.c: the ES modules that were loaded */
  uint64_t esm_async_count; /* modules/evaluate.c: how many became asynchronous */
  void *symbol_registry;
  void *regexp_cache;
  uint64_t random_state[2]; /* Math.random: builtins/math.c */
  void *native_infos;      /* object/function.c: JsFunctionInfo of built-ins in C */
  void *native_info_cache;
  char *native_stack_base;
  size_t stack_size;
  bool in_exception_report;
  JsValue thrown; /* by the last throw statement, and the return addresses of the calls that threw it first and */
  const void *first_throw, *last_throw; /* last: for reports of uncaught exceptions. Weak */
  int argc;
  char **argv;
  JsValue kept_objects; /* builtins/weak_refs.c: array of what WeakRefs gave out in this job, or undefined; a root */
  void *date_zone; /* builtins/date_zone.c */
  void (*compile)(struct JsCompilation *);
  void *view_table; /* typed_array/views.c: typed arrays, weak */
  struct JsUnits *units; /* builtins/dynamic_code.c */
  struct JsActivation *resumed; /* builtins/generator.h: what a job has resumed, the outermost thing on the stack; or NULL */
  const struct JsBuiltinFrame *builtin_frames; /* object/function.c: built-ins in progress that traces show, innermost first */
  struct JsAgent *agent;    /* agents/agent.c: what other threads know of the isolate; NULL: none does */
  struct JsThread *threads; /* agents/thread.c: those that the isolate started */
  struct JsAtomicsWaiter *async_waiters; /* typed_array/waiters.c */
  uint64_t waiters_polled;  /* uv_hrtime */
  bool waiters_hold_loop;   /* asynchronous waiters that something may end keep the event loop going: a host's choice */
  bool stoppable;           /* it runs on a thread that another isolate started */
  void *host_data;          /* these two as in the options */
  void (*host_end)(JsIsolate *iso);
  size_t committed; /* bytes of the isolate's range that may be used */
  void *copy_plans; /* object/copy_properties.c */
  struct JsJoinFrame *join_frames; /* builtins/array_join.c: the arrays being joined, innermost first */
};

typedef struct JsIsolateOptions {
  size_t heap_limit;  /* bytes, 0: default */
  size_t stack_size;  /* bytes usable by JavaScript, 0: default (984 KiB, as V8) */
  void *stack_base;   /* address in the outermost frame */
  int argc;
  char **argv;
  void (*compile)(struct JsCompilation *); /* module.h; NULL: no code can be made at run time */
  const char *host; /* the library module that starts the program; NULL: "internal/bootstrap" */
  void *host_data; /* for the host's own use */
  void (*host_end)(JsIsolate *iso); /* NULL or what frees host_data when the isolate ends: no JavaScript runs any more */
} JsIsolateOptions;
JsIsolate *js_isolate_new(const JsIsolateOptions *options);
void js_isolate_free(JsIsolate *iso);
/* The stack that JavaScript runs on: an address in its outermost frame, and as much of it as it may use. */
void js_isolate_set_stack(JsIsolate *iso, void *base, size_t size);

static inline char *js_stack_limit(const JsIsolate *iso) { return __atomic_load_n(&iso->stack_limit, __ATOMIC_RELAXED); }
/* Lets JavaScript use so much more of it, until it is taken back. */
void js_stack_extend(JsIsolate *iso, ptrdiff_t bytes);
#define JS_NO_STACK ((char *)((uintptr_t)1 << 62)) /* the stack limit of an isolate that was stopped */

/* What is at a place. */
static inline void *js_at(JsIsolate *iso, JsPlace place) { return (char *)iso + place; }
/* Makes the isolate's range usable up to end; new memory is zero. */
void js_isolate_commit(JsIsolate *iso, JsPlace end);

/* js_alloc, in line: for cells of any size of which many are made, but not BYTES and VALUES. [collects] */
static inline void *js_alloc_fast(JsIsolate *iso, JsKind kind, size_t size) {
  char *p = iso->alloc_cursor;
  size = (size + JS_GRANULE - 1) & ~(size_t)(JS_GRANULE - 1);
  if (__builtin_expect(size >= JS_LARGE_SIZE || (uintptr_t)p + size > (uintptr_t)iso->alloc_limit, 0))
    return js_alloc(iso, kind, size);
  iso->alloc_cursor = p + size;
  uintptr_t offset = (uintptr_t)p & (JS_BLOCK_SIZE - 1);
  p[-(intptr_t)offset + (intptr_t)(offset / JS_GRANULE)] = JS_GRANULE_YOUNG;
  ((JsCell *)p)->kind = (uint8_t)kind;
  return p;
}

/* Is there room for more native recursion? Sets a RangeError if not. Call it in every recursive C path. */
bool js_stack_check(JsIsolate *iso);

static inline JsValue js_atom_value(JsIsolate *iso, JsAtomId id) { return js_from_cell(iso->atoms[id]); }
static inline JsKey js_atom_key(JsIsolate *iso, JsAtomId id) { return js_cell_key(iso->atoms[id]); }
static inline JsKey js_symbol_key(JsIsolate *iso, JsSymbolId id) { return js_cell_key(iso->symbols[id]); }

#endif
