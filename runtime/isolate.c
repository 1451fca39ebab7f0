/* Creating and destroying isolates; the native stack's bounds. */
#define _GNU_SOURCE
#include "isolate.h"

#include "libuv_shim/loop.h"
#include "object/internal.h"
#include "ops/ops.h"

#include <stdlib.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>

#define DEFAULT_STACK_SIZE ((size_t)984 << 10) /* as V8 */
/* Below the limit: C code that doesn't check, the creation of the RangeError, signal handlers. */
#define STACK_HEADROOM ((size_t)256 << 10)

void js_shapes_init(JsIsolate *iso);
void js_shapes_free(JsIsolate *iso);

static uint64_t random_seed(void) {
  uint64_t seed;
  if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == sizeof seed) return seed;
  struct timespec ts;
  clock_gettime(CLOCK_REALTIME, &ts);
  return (uint64_t)ts.tv_nsec * 0x9E3779B97F4A7C15ull ^ (uint64_t)ts.tv_sec ^ (uintptr_t)&seed;
}

/* No more than the system gives the thread, less the headroom. */
static size_t usable_stack(size_t wanted) {
  struct rlimit limit;
  if (wanted == 0) wanted = DEFAULT_STACK_SIZE;
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
  size_t most = limit.rlim_cur > 4 * STACK_HEADROOM ? limit.rlim_cur - 2 * STACK_HEADROOM : limit.rlim_cur / 2;
  return wanted < most ? wanted : most;
}

JsIsolate *js_isolate_new(const JsIsolateOptions *options) {
  JsIsolate *iso = calloc(1, sizeof *iso);
  if (!iso) return NULL;
  iso->heap = js_heap_new(iso, options->heap_limit);
  if (!iso->heap) {
    free(iso);
    return NULL;
  }
  iso->hash_seed = random_seed();
  iso->argc = options->argc;
  iso->argv = options->argv;
  js_gc_set_stack_base(iso, options->stack_base);
  iso->stack_size = usable_stack(options->stack_size);
  iso->stack_limit = iso->native_stack_base - iso->stack_size;
  js_shapes_init(iso);
  js_atoms_init(iso);
  js_ic_init(iso);
  return iso;
}

void js_isolate_free(JsIsolate *iso) {
  if (!iso) return;
  js_loop_free(iso);
  js_heap_free(iso->heap); /* runs the finalizers that are left, so it goes before the tables */
  js_atoms_free(iso);
  js_shapes_free(iso);
  free(iso);
}

bool js_stack_check(JsIsolate *iso) {
  if ((char *)__builtin_frame_address(0) > iso->stack_limit) return true;
  char *limit = iso->stack_limit;
  iso->stack_limit = limit - STACK_HEADROOM / 2; /* room for what makes the error */
  js_throw_range_error(iso, "Maximum call stack size exceeded");
  iso->stack_limit = limit;
  return false;
}
