/* The collector alone, with object kinds of its own: each test is one function named by what it tests. The program
 * runs the tests named as arguments, each on a fresh heap, and exits with 1 at the first failure. */
#include "gc/gc.h"
#include "isolate.h"

#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition)                                                          \
  do {                                                                            \
    if (!(condition)) {                                                           \
      fprintf(stderr, "%s:%d: %s failed\n", __FILE__, __LINE__, #condition);      \
      exit(1);                                                                    \
    }                                                                             \
  } while (0)
#define NOINLINE __attribute__((noinline))

/* A node: as an object, with storage of its own as an object has. */
typedef struct Node {
  JsCell cell; /* shape: number of values */
  JsValue *elements;
  JsValue values[];
} Node;
typedef struct WeakMap {
  JsCell cell;
  uint32_t count;
  struct {
    JsValue key, value;
  } entries[8];
} WeakMap;

#define STUB_SIZE(name) \
  size_t name(const JsCell *cell) { return (void)cell, (size_t)16; }
#define STUB_TRACE(name) \
  void name(JsTracer *t, JsCell *cell) { (void)t, (void)cell; }
STUB_SIZE(js_env_size) STUB_SIZE(js_shape_size) STUB_SIZE(js_accessor_size) STUB_SIZE(js_hash_table_size)
STUB_SIZE(js_atom_table_size) STUB_SIZE(js_realm_size) STUB_SIZE(js_lazy_size) STUB_SIZE(js_string_size) STUB_SIZE(js_symbol_size)
STUB_SIZE(js_activation_size) STUB_SIZE(js_bigint_size) STUB_SIZE(js_function_size) STUB_SIZE(js_bound_function_size) STUB_SIZE(js_error_size)
STUB_SIZE(js_wrapper_size) STUB_SIZE(js_regexp_size) STUB_SIZE(js_iterator_size) STUB_SIZE(js_promise_size)
STUB_SIZE(js_proxy_size) STUB_SIZE(js_host_object_size)
STUB_TRACE(js_activation_trace) STUB_TRACE(js_env_trace) STUB_TRACE(js_shape_trace) STUB_TRACE(js_accessor_trace) STUB_TRACE(js_hash_table_trace)
STUB_TRACE(js_realm_trace) STUB_TRACE(js_lazy_trace) STUB_TRACE(js_string_trace) STUB_TRACE(js_symbol_trace) STUB_TRACE(js_function_trace)
STUB_TRACE(js_bound_function_trace) STUB_TRACE(js_error_trace) STUB_TRACE(js_wrapper_trace) STUB_TRACE(js_regexp_trace)
STUB_TRACE(js_collection_trace) STUB_TRACE(js_iterator_trace) STUB_TRACE(js_promise_trace) STUB_TRACE(js_proxy_trace)
STUB_TRACE(js_host_object_trace) STUB_TRACE(js_data_view_trace) STUB_TRACE(js_typed_array_trace) STUB_TRACE(js_weak_ref_trace)

typedef struct Storage {
  uint32_t slots;
  uint8_t kind, flags, aux, gc;
  uint32_t length, capacity;
  JsValue elements[];
} Storage;
size_t js_storage_size(const JsCell *cell) { return 16 + 8 * (size_t)((const Storage *)cell)->capacity; }
void js_storage_trace(JsTracer *t, JsCell *cell) {
  js_trace_values(t, ((Storage *)cell)->elements, ((Storage *)cell)->capacity);
}
size_t js_object_size(const JsCell *cell) { return 16 + 8 * (size_t)cell->shape; }
void js_object_trace(JsTracer *t, JsCell *cell) {
  Node *node = (Node *)cell;
  js_trace_values(t, node->values, cell->shape);
  if (!node->elements) return;
  js_trace_interior(t, node->elements - 1);
  Storage *storage = (Storage *)((char *)node->elements - 16);
  js_trace_values(t, storage->elements, storage->capacity);
}
size_t js_collection_size(const JsCell *cell) { return (void)cell, sizeof(WeakMap); }
void js_weak_map_trace(JsTracer *t, JsCell *cell) {
  WeakMap *map = (WeakMap *)cell;
  for (uint32_t i = 0; i < map->count; i++) js_trace_ephemeron(t, js_as_cell(map->entries[i].key), map->entries[i].value);
  js_gc_queue_ephemerons(t, cell);
}
void js_weak_sweep(JsHeap *heap, JsCell *cell) {
  WeakMap *map = (WeakMap *)cell;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < map->count; i++) {
    if (js_gc_is_marked(heap, js_as_cell(map->entries[i].key))) map->entries[kept++] = map->entries[i];
  }
  map->count = kept;
}

static Node *new_node(JsIsolate *iso, uint32_t values) {
  Node *n = js_alloc(iso, JS_KIND_OBJECT, 16 + 8 * (size_t)values);
  n->cell.shape = values;
  return n;
}
static Storage *new_storage(JsIsolate *iso, uint32_t capacity) {
  Storage *s = js_alloc(iso, JS_KIND_STORAGE, 16 + 8 * (size_t)capacity);
  s->capacity = capacity;
  return s;
}
static void set(JsIsolate *iso, Node *n, uint32_t i, void *cell) {
  n->values[i] = js_from_cell(cell);
  js_barrier(iso, n);
}
static Node *get(Node *n, uint32_t i) { return (Node *)(uintptr_t)n->values[i]; }

/* Overwrites what calls left below the stack pointer, so that stale words keep nothing alive. */
static NOINLINE void clear_stack(void) {
  volatile char junk[8192];
  for (size_t i = 0; i < sizeof junk; i++) junk[i] = 0;
}
static NOINLINE void verify(JsIsolate *iso) {
  char message[256];
  if (!js_gc_verify(iso, message, sizeof message)) {
    fprintf(stderr, "%s\n", message);
    exit(1);
  }
}
static NOINLINE void collect(JsIsolate *iso, bool full) {
  clear_stack();
  js_gc_collect(iso, full);
  verify(iso);
}
/* An address that the collector can't take for a pointer. */
static uintptr_t hide(const void *p) { return ~(uintptr_t)p; }
static NOINLINE bool is_alive(JsIsolate *iso, uintptr_t hidden) {
  return js_gc_is_marked(iso->heap, (void *)~hidden);
}

static uint32_t random_state = 12345;
static uint32_t next_random(void) {
  random_state = random_state * 1664525u + 1013904223u;
  return random_state >> 8;
}

static NOINLINE uintptr_t make_garbage(JsIsolate *iso) { return hide(new_node(iso, 2)); }
static void unreferenced_cells_die(JsIsolate *iso) {
  for (int full = 0; full < 2; full++) {
    uintptr_t dead = make_garbage(iso);
    collect(iso, full);
    CHECK(!is_alive(iso, dead));
  }
}

static void cells_on_the_stack_live(JsIsolate *iso) {
  Node *n = new_node(iso, 1);
  set(iso, n, 0, new_node(iso, 1));
  collect(iso, false);
  collect(iso, true);
  CHECK(is_alive(iso, hide(n)) && is_alive(iso, hide(get(n, 0))));
  JS_KEEP(n);
}

static void survivors_keep_their_content(JsIsolate *iso) {
  Node *list = NULL;
  for (int i = 0; i < 200000; i++) {
    Node *n = new_node(iso, 2 + next_random() % 5);
    if (list) n->values[0] = js_from_cell(list);
    n->values[1] = js_int32(i);
    if (i % 3 == 0) list = n;
    if (i % 50000 == 0) collect(iso, i % 100000 == 0);
  }
  collect(iso, true);
  int count = 0, expected = 199998;
  for (Node *n = list; n; n = get(n, 0), expected -= 3, count++) CHECK(js_as_int32(n->values[1]) == expected);
  CHECK(count == 66667);
}

static NOINLINE char *inner_address(JsIsolate *iso, uint32_t values) {
  Node *n = new_node(iso, values);
  set(iso, n, values - 1, new_node(iso, 1));
  return (char *)&n->values[values - 1];
}
static void interior_pointers_keep_cells(JsIsolate *iso) {
  static const uint32_t sizes[] = {1, 40, 1500, 5000, 40000};
  for (int i = 0; i < 5; i++) {
    char *p = inner_address(iso, sizes[i]);
    collect(iso, false);
    collect(iso, true);
    Node *child = (Node *)*(uintptr_t *)p;
    CHECK(is_alive(iso, hide(p - 8 * (sizes[i] - 1) - 16)) && is_alive(iso, hide(child)));
    JS_KEEP(p);
  }
}

static NOINLINE JsValue *end_of_storage(JsIsolate *iso, Node **after) {
  Storage *s = new_storage(iso, 0);
  *after = new_node(iso, 1);
  return s->elements;
}
static void one_past_the_end_keeps_storage(JsIsolate *iso) {
  Node *after;
  JsValue *p = end_of_storage(iso, &after);
  CHECK((void *)after == (void *)p);
  collect(iso, true);
  CHECK(is_alive(iso, hide((char *)p - 16)));
  JS_KEEP(p);
}

static NOINLINE void link_storage(JsIsolate *iso, Node *owner) {
  Storage *s = new_storage(iso, 4);
  owner->elements = s->elements;
  js_barrier(iso, owner);
}
static void objects_keep_their_storage(JsIsolate *iso) {
  Node *owner = new_node(iso, 0);
  collect(iso, false);
  link_storage(iso, owner);
  owner->elements[3] = js_from_cell(new_node(iso, 1));
  js_barrier(iso, owner);
  collect(iso, false);
  owner->elements[2] = js_from_cell(new_node(iso, 1));
  js_barrier(iso, owner);
  collect(iso, false);
  collect(iso, true);
  CHECK(is_alive(iso, hide(js_as_cell(owner->elements[3]))) && is_alive(iso, hide(js_as_cell(owner->elements[2]))));
}

#if defined(__x86_64__)
/* The only reference is in each callee-saved register in turn. */
static void callee_saved_registers_are_roots(JsIsolate *iso) {
#define IN_REGISTER(name)                                                                                    \
  {                                                                                                          \
    uintptr_t dead = make_garbage(iso), result = dead;                                                       \
    JsIsolate *first = iso;                                                                                  \
    clear_stack();                                                                                           \
    __asm__ volatile(                                                                                        \
        "pushq %%" name "\n movq %%rax, %%" name "\n notq %%" name "\n"                                      \
        "movl $1, %%esi\n subq $136, %%rsp\n call js_gc_collect\n addq $136, %%rsp\n"                         \
        "movq %%" name ", %%rax\n popq %%" name "\n notq %%rax\n"                                            \
        : "+a"(result), "+D"(first)                                                                          \
        :                                                                                                    \
        : "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11", "memory", "cc");                                    \
    CHECK(result == dead && is_alive(iso, dead));                                                            \
  }
  IN_REGISTER("rbx")
  IN_REGISTER("r12")
  IN_REGISTER("r13")
  IN_REGISTER("r14")
  IN_REGISTER("r15")
}
#endif

static void old_cells_are_remembered(JsIsolate *iso) {
  Node *old = new_node(iso, 1);
  collect(iso, false);
  CHECK(old->cell.gc & JS_GC_NEEDS_BARRIER);
  for (int i = 0; i < 5; i++) {
    set(iso, old, 0, new_node(iso, 1));
    CHECK(!(old->cell.gc & JS_GC_NEEDS_BARRIER));
    uintptr_t child = hide(get(old, 0));
    clear_stack();
    collect(iso, false);
    CHECK(is_alive(iso, child));
    CHECK(old->cell.gc & JS_GC_NEEDS_BARRIER);
  }
}

static NOINLINE uintptr_t make_old_garbage(JsIsolate *iso) {
  Node *n = new_node(iso, 2);
  js_gc_collect(iso, false);
  JS_KEEP(n);
  return hide(n);
}
static void young_collections_keep_old_cells(JsIsolate *iso) {
  uintptr_t dead = make_old_garbage(iso);
  collect(iso, false);
  CHECK(is_alive(iso, dead));
  collect(iso, true);
  CHECK(!is_alive(iso, dead));
}

static void large_cells(JsIsolate *iso) {
  Node *keep = new_node(iso, 64);
  for (int i = 0; i < 2000; i++) {
    Node *n = new_node(iso, 2048 + next_random() % 30000);
    for (uint32_t j = 0; j < n->cell.shape; j += 97) CHECK(n->values[j] == 0);
    CHECK(n->values[n->cell.shape - 1] == 0);
    memset(n->values, 0x02, 8 * (size_t)n->cell.shape); /* no cell: bit 1 is set */
    n->values[0] = js_int32(i);
    set(iso, keep, (uint32_t)i % 64, n);
  }
  collect(iso, true);
  for (uint32_t i = 0; i < 64; i++) CHECK(js_as_int32(get(keep, i)->values[0]) == (i < 16 ? 1984 : 1920) + (int)i);
  JsHeapStats stats;
  js_gc_stats(iso, &stats);
  CHECK(stats.committed < 64 * 330000 && stats.full_collections > 0);
}

static void medium_cells_are_zero(JsIsolate *iso) {
  Node *keep = new_node(iso, 256);
  for (int i = 0; i < 100000; i++) {
    Node *n = new_node(iso, next_random() % 1000);
    for (uint32_t j = 0; j < n->cell.shape; j++) CHECK(n->values[j] == 0);
    for (uint32_t j = 0; j < n->cell.shape; j++) n->values[j] = 0x0202020202020202ull;
    set(iso, keep, next_random() % 256, n);
  }
}

static void low_cells_are_below_4_gib(JsIsolate *iso) {
  Node *keep = new_node(iso, 1000);
  for (uint32_t i = 0; i < 1000; i++) {
    Node *n = js_alloc_low(iso, JS_KIND_OBJECT, 96);
    n->cell.shape = 10;
    CHECK((uintptr_t)n >> 32 == 0);
    set(iso, keep, i, n);
  }
  collect(iso, true);
  for (uint32_t i = 0; i < 1000; i++) CHECK(get(keep, i)->cell.shape == 10);
  volatile uint32_t pair[2] = {js_alloc_low(iso, JS_KIND_OBJECT, 96) ? 7 : 0, 0};
  Node *n = js_alloc_low(iso, JS_KIND_OBJECT, 96);
  n->cell.shape = 10;
  pair[1] = (uint32_t)(uintptr_t)n;
  n = NULL;
  collect(iso, true);
  CHECK(is_alive(iso, ~(uintptr_t)pair[1]));
}

static NOINLINE WeakMap *make_chain(JsIsolate *iso, Node *keys, uintptr_t hidden[8]) {
  WeakMap *map = js_alloc(iso, JS_KIND_WEAK_MAP, sizeof(WeakMap));
  Node *all = new_node(iso, 9);
  for (uint32_t i = 0; i < 9; i++) set(iso, all, i, new_node(iso, 1));
  /* Entry i's key is the value of entry i + 1: in the order that a fixpoint over the table likes least. */
  for (uint32_t i = 0; i < 8; i++) {
    map->entries[i].key = all->values[7 - i];
    map->entries[i].value = all->values[8 - i];
    hidden[i] = hide(get(all, i));
  }
  map->count = 8;
  js_barrier(iso, map);
  set(iso, keys, 0, get(all, 0));
  return map;
}
static void ephemerons_live_by_their_keys(JsIsolate *iso) {
  uintptr_t hidden[8];
  Node *keys = new_node(iso, 1);
  WeakMap *map = make_chain(iso, keys, hidden);
  collect(iso, false);
  CHECK(map->count == 8);
  collect(iso, true);
  CHECK(map->count == 8);
  for (int i = 0; i < 8; i++) CHECK(is_alive(iso, hidden[i]));
  keys->values[0] = JS_NULL;
  collect(iso, true);
  CHECK(map->count == 0);
  for (int i = 0; i < 8; i++) CHECK(!is_alive(iso, hidden[i]));
  JS_KEEP(map);
}

static NOINLINE void add_entry(JsIsolate *iso, WeakMap *map, Node *keys) {
  set(iso, keys, 0, new_node(iso, 1));
  map->entries[map->count].key = keys->values[0];
  map->entries[map->count++].value = js_from_cell(new_node(iso, 1));
  js_barrier(iso, map);
}
static void old_weak_maps_hold_young_entries(JsIsolate *iso) {
  Node *keys = new_node(iso, 1);
  WeakMap *map = js_alloc(iso, JS_KIND_WEAK_MAP, sizeof(WeakMap));
  collect(iso, false);
  add_entry(iso, map, keys);
  collect(iso, false);
  CHECK(map->count == 1 && js_gc_is_marked(iso->heap, js_as_cell(map->entries[0].value)));
  keys->values[0] = JS_NULL;
  collect(iso, true);
  CHECK(map->count == 0);
}

static void count_finalized(JsIsolate *iso, JsCell *cell) {
  (void)cell;
  iso->argc++;
}
static NOINLINE void make_finalizable(JsIsolate *iso, Node *keep) {
  for (uint32_t i = 0; i < 100; i++) {
    Node *n = new_node(iso, 1);
    js_gc_add_finalizer(iso, n, count_finalized);
    if (i < 10) set(iso, keep, i, n);
  }
}
/* A stale word on the stack may keep a cell or two for longer. */
static void finalizers_run_once(JsIsolate *iso) {
  Node *keep = new_node(iso, 10);
  make_finalizable(iso, keep);
  collect(iso, false);
  CHECK(iso->argc >= 88 && iso->argc <= 90);
  collect(iso, true);
  CHECK(iso->argc >= 88 && iso->argc <= 90);
  for (uint32_t i = 0; i < 10; i++) keep->values[i] = JS_NULL;
  collect(iso, false);
  CHECK(iso->argc <= 90);
  collect(iso, true);
  CHECK(iso->argc >= 98);
  JS_KEEP(keep);
  js_heap_free(iso->heap);
  CHECK(iso->argc == 100);
  iso->heap = NULL;
}

static void trace_data(JsTracer *t, void *data) { js_trace_value(t, *(JsValue *)data); }
static NOINLINE void fill_roots(JsIsolate *iso, JsValue *outside) {
  for (int i = 0; i < 8; i++) outside[i] = js_from_cell(new_node(iso, 1));
}
static void registered_roots(JsIsolate *iso) {
  JsValue *outside = malloc(8 * sizeof *outside);
  fill_roots(iso, outside);
  js_gc_add_roots(iso, outside, 4);
  js_gc_add_root_fn(iso, trace_data, &outside[4]);
  collect(iso, true);
  for (int i = 0; i < 8; i++) CHECK(js_gc_is_marked(iso->heap, js_as_cell(outside[i])) == (i < 5));
  js_gc_remove_roots(iso, outside);
  js_gc_remove_root_fn(iso, trace_data, &outside[4]);
  collect(iso, true);
  for (int i = 0; i < 8; i++) CHECK(!js_gc_is_marked(iso->heap, js_as_cell(outside[i])));
  free(outside);
}

static void external_memory_causes_collections(JsIsolate *iso) {
  for (int i = 0; i < 1000; i++) {
    js_gc_adjust_external(iso, 1 << 20);
    new_node(iso, 1);
    js_gc_adjust_external(iso, i % 2 ? -(1 << 20) : 0);
  }
  JsHeapStats stats;
  js_gc_stats(iso, &stats);
  CHECK(stats.collections > 10 && stats.external == (size_t)500 << 20);
}

static void deep_structures_are_marked(JsIsolate *iso) {
  Node *list = NULL;
  for (int i = 0; i < 3000000; i++) {
    Node *n = new_node(iso, 1);
    n->values[0] = js_from_cell(list);
    list = n;
  }
  collect(iso, true);
  int count = 0;
  for (Node *n = list; n; n = get(n, 0)) count++;
  CHECK(count == 3000000);
}

/* A random graph, checked against what is known of it, for use with LODE_GC_STRESS and LODE_GC_VERIFY too. */
static void random_mutation(JsIsolate *iso) {
  enum { SIZE = 200 };
  Node *keep = new_node(iso, SIZE);
  for (uint32_t i = 0; i < SIZE; i++) {
    Node *n = new_node(iso, 3);
    n->values[0] = js_int32((int)i);
    set(iso, keep, i, n);
  }
  int rounds = getenv("LODE_GC_STRESS") ? 3000 : 1000000;
  for (int i = 0; i < rounds; i++) {
    uint32_t a = next_random() % SIZE, b = next_random() % SIZE;
    Node *n = new_node(iso, 3 + next_random() % 20);
    n->values[0] = js_int32((int)a);
    n->values[1] = js_from_cell(get(keep, b)); /* its values[0] is b now and for ever */
    n->values[2] = js_int32((int)b);
    Node *older = get(keep, a);
    if (older->cell.shape > 3) older->values[1] = older->values[2] = JS_NULL; /* bounds the chains */
    set(iso, keep, a, n);
    if (n->cell.shape > 8) {
      Storage *s = new_storage(iso, next_random() % 4);
      n->elements = s->elements;
      js_barrier(iso, n);
    }
    Node *check = get(keep, next_random() % SIZE);
    if (check->cell.shape > 3 && js_is_int32(check->values[2])) {
      CHECK(js_as_int32(get(check, 1)->values[0]) == js_as_int32(check->values[2]));
    }
  }
  for (uint32_t i = 0; i < SIZE; i++) CHECK(js_as_int32(get(keep, i)->values[0]) == (int)i);
}

static size_t resident(void) {
  size_t total, pages;
  FILE *f = fopen("/proc/self/statm", "r");
  CHECK(f && fscanf(f, "%zu %zu", &total, &pages) == 2);
  fclose(f);
  return pages * 4096;
}
/* Argument: GB to allocate, as N in churn:N. 50 MB live, replaced at random. */
static void churn(JsIsolate *iso) {
  enum { COUNT = 500000, EACH = 104 };
  Node *keep = new_node(iso, COUNT);
  uint64_t bytes = 0, goal = (uint64_t)iso->argc * 1000000000u;
  size_t worst = 0;
  while (bytes < goal) {
    Node *n = new_node(iso, (EACH - 16) / 8);
    bytes += EACH;
    uint32_t r = next_random();
    if (r % 16 == 0) set(iso, keep, r / 16 % COUNT, n);
    if (bytes % (EACH * 1000000u) == 0 && resident() > worst) worst = resident();
  }
  JsHeapStats stats;
  js_gc_stats(iso, &stats);
  printf("rss %zu MB, %zu collections, %zu full, used %zu MB\n", worst >> 20, stats.collections, stats.full_collections,
         stats.used >> 20);
  CHECK(worst < (size_t)200 << 20);
}

static void heap_limit(JsIsolate *iso) {
  Node *list = NULL;
  for (;;) {
    Node *n = new_node(iso, 100);
    n->values[0] = js_from_cell(list);
    list = n;
  }
}
static void fail_alloc(JsIsolate *iso) {
  for (int i = 0; i < 1000; i++) new_node(iso, 2);
}

static void missing_barrier(JsIsolate *iso) {
  Node *old = new_node(iso, 1);
  collect(iso, false);
  old->values[0] = js_from_cell(new_node(iso, 1));
  collect(iso, false);
  JS_KEEP(old);
}

static const struct Test {
  const char *name;
  void (*run)(JsIsolate *iso);
} tests[] = {
#define T(name) {#name, name}
    T(unreferenced_cells_die), T(cells_on_the_stack_live), T(survivors_keep_their_content),
    T(interior_pointers_keep_cells), T(one_past_the_end_keeps_storage), T(objects_keep_their_storage),
#if defined(__x86_64__)
    T(callee_saved_registers_are_roots),
#endif
    T(old_cells_are_remembered), T(young_collections_keep_old_cells), T(large_cells), T(medium_cells_are_zero),
    T(low_cells_are_below_4_gib), T(ephemerons_live_by_their_keys), T(old_weak_maps_hold_young_entries),
    T(finalizers_run_once), T(registered_roots), T(external_memory_causes_collections), T(deep_structures_are_marked),
    T(random_mutation), T(churn), T(heap_limit), T(fail_alloc),
    T(missing_barrier),
};

static NOINLINE void run(const struct Test *test, void *base) {
  size_t limit = test->run == heap_limit ? (size_t)64 << 20 : 0;
  JsIsolate *iso = calloc(1, sizeof *iso);
  iso->heap = js_heap_new(iso, limit);
  CHECK(iso->heap);
  js_gc_set_stack_base(iso, base);
  if (test->run == churn) iso->argc = getenv("CHURN_GB") ? atoi(getenv("CHURN_GB")) : 2;
  test->run(iso);
  js_heap_free(iso->heap);
  free(iso);
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--list") == 0) {
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) puts(tests[i].name);
    return 0;
  }
  for (int a = 1; a < argc; a++) {
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
      if (strcmp(tests[i].name, argv[a]) == 0) run(&tests[i], __builtin_frame_address(0));
    }
  }
  return 0;
}
