/* Creating and destroying isolates; the native stack's bounds. */
#define _GNU_SOURCE
#include "isolate.h"

#include "agents/agents.h"
#include "libuv_shim/loop.h"
#include "object/internal.h"
#include "ops/ops.h"
#include "typed_array/waiters.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <time.h>

#define CODE_RANGE ((size_t)1 << 30)
#define DEFAULT_STACK_SIZE ((size_t)984 << 10) /* as V8 */
/* Below the limit: C code that doesn't check, the creation of the RangeError, signal handlers. */
#define STACK_HEADROOM ((size_t)256 << 10)

void js_shapes_init(JsIsolate *iso);
void js_regexp_cache_free(JsIsolate *iso);
void js_date_zone_free(JsIsolate *iso);
void js_views_free(JsIsolate *iso);
void js_copy_plans_free(JsIsolate *iso);
void js_units_free(JsIsolate *iso);

static uint64_t random_seed(void) {
  uint64_t seed;
  if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == sizeof seed) return seed;
  struct timespec ts;
  clock_gettime(CLOCK_REALTIME, &ts);
  return (uint64_t)ts.tv_nsec * 0x9E3779B97F4A7C15ull ^ (uint64_t)ts.tv_sec ^ (uintptr_t)&seed;
}

/* The lowest address that JavaScript may use: wanted bytes below the base, if the thread's stack reaches that far. */
static char *stack_limit(char *base, size_t wanted) {
  char *limit = base - (wanted ? wanted : DEFAULT_STACK_SIZE);
  pthread_attr_t attributes;
  void *lowest;
  size_t size;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return limit;
  pthread_attr_getstack(&attributes, &lowest, &size);
  pthread_attr_destroy(&attributes);
  char *floor = (char *)lowest + STACK_HEADROOM;
  return limit < floor && floor < base ? floor : limit;
}

#define COMMIT_STEP ((size_t)256 << 10)

_Static_assert(sizeof(JsIsolate) <= JS_FIRST_PLACE, "modules' cells would overlap the isolate");

/* The isolate's range of addresses, its beginning usable. NULL: none is left. */
static JsIsolate *reserve(void) {
  void *p = mmap(NULL, JS_ISOLATE_SIZE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED) return NULL;
  if (mprotect(p, COMMIT_STEP, PROT_READ | PROT_WRITE) != 0) {
    munmap(p, JS_ISOLATE_SIZE);
    return NULL;
  }
  JsIsolate *iso = p;
  iso->committed = COMMIT_STEP;
  return iso;
}

void js_isolate_commit(JsIsolate *iso, JsPlace end) {
  if (end <= iso->committed) return;
  size_t wanted = (end + COMMIT_STEP - 1) & ~(COMMIT_STEP - 1);
  if (end > JS_ISOLATE_SIZE || mprotect((char *)iso + iso->committed, wanted - iso->committed, PROT_READ | PROT_WRITE) != 0) {
    fputs("FATAL ERROR: out of memory for the constants of compiled modules\n", stderr);
    abort();
  }
  iso->committed = wanted;
}

/* js_agent_stop sets the flag first, so one of the two sees the other's store. */
static void set_stack_limit(JsIsolate *iso, char *limit) {
  __atomic_store_n(&iso->stack_limit, limit, __ATOMIC_SEQ_CST);
  if (__atomic_load_n(&iso->interrupt, __ATOMIC_SEQ_CST)) __atomic_store_n(&iso->stack_limit, JS_NO_STACK, __ATOMIC_SEQ_CST);
}

void js_isolate_set_stack(JsIsolate *iso, void *base, size_t size) {
  js_gc_set_stack_base(iso, base);
  char *limit = stack_limit(iso->native_stack_base, size);
  iso->stack_size = (size_t)(iso->native_stack_base - limit);
  iso->tail_limit = limit + iso->stack_size / 2;
  set_stack_limit(iso, limit);
}

void js_stack_extend(JsIsolate *iso, ptrdiff_t bytes) {
  iso->stack_size += (size_t)bytes;
  set_stack_limit(iso, iso->native_stack_base - iso->stack_size);
}

/* A compiler in the process maps code and data one after the other, within 2 GiB of each other: addresses are given out
 * downwards, so the heap's range of many GiB has to leave some free above it. */
static JsHeap *heap_below_code(JsIsolate *iso, const JsIsolateOptions *options) {
  void *gap = options->compile ? mmap(NULL, CODE_RANGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) : MAP_FAILED;
  JsHeap *heap = js_heap_new(iso, options->heap_limit);
  if (gap != MAP_FAILED) munmap(gap, CODE_RANGE);
  return heap;
}

JsIsolate *js_isolate_new(const JsIsolateOptions *options) {
  JsIsolate *iso = reserve();
  if (!iso) return NULL;
  iso->heap = heap_below_code(iso, options);
  if (!iso->heap) {
    munmap(iso, JS_ISOLATE_SIZE);
    return NULL;
  }
  iso->hash_seed = random_seed();
  iso->argc = options->argc;
  iso->argv = options->argv;
  iso->compile = options->compile;
  iso->host_data = options->host_data;
  iso->host_end = options->host_end;
  js_isolate_set_stack(iso, options->stack_base, options->stack_size);
  js_shapes_init(iso);
  js_atoms_init(iso);
  js_ic_init(iso);
  return iso;
}

void js_isolate_free(JsIsolate *iso) {
  if (!iso) return;
  js_threads_end(iso);
  js_waiters_abandon(iso);
  js_agent_close(iso);
  js_loop_free(iso);
  js_waiters_free(iso);
  if (iso->host_end) iso->host_end(iso);
  js_object_model_free(iso);
  js_heap_free(iso->heap); /* runs the finalizers that are left, so it goes before the tables */
  js_atoms_free(iso);
  js_copy_plans_free(iso);
  js_regexp_cache_free(iso);
  js_date_zone_free(iso);
  js_views_free(iso);
  js_units_free(iso);
  free(iso->tail.words);
  munmap(iso, JS_ISOLATE_SIZE);
}

bool js_stack_check(JsIsolate *iso) {
  if ((char *)__builtin_frame_address(0) > js_stack_limit(iso)) return true;
  if (js_is_stopped(iso)) {
    js_throw_stopped(iso);
    return false;
  }
  js_stack_extend(iso, STACK_HEADROOM / 2); /* room for what makes the error */
  js_throw_range_error(iso, "Maximum call stack size exceeded");
  js_stack_extend(iso, -(ptrdiff_t)(STACK_HEADROOM / 2));
  return false;
}
