/* Agents without compiled code: threads, messages, waiting, and stopping, in the order of runtime/agents/agents.h. */
#include "agents/agents.h"
#include "libuv_shim/internal.h"
#include "typed_array/array_buffer.h"
#include "typed_array/waiters.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static int failures;
#define CHECK(x)                                                      \
  do {                                                                \
    if (!(x)) {                                                       \
      fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #x); \
      __atomic_add_fetch(&failures, 1, __ATOMIC_RELAXED);             \
    }                                                                 \
  } while (0)

/* ---- The program: its one module stands for "internal/bootstrap" and does what host_data says ---- */

typedef void (*Script)(JsIsolate *iso);

static JsValue bootstrap(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (iso->host_data) ((Script)iso->host_data)(iso);
  return iso->exception == JS_EMPTY ? JS_UNDEFINED : JS_EMPTY;
}

static const JsFunctionInfo entry = {.code = bootstrap, .flags = JS_FN_NATIVE};
static const JsModuleDesc module = {.path = "internal/bootstrap", .entry = &entry, .flags = JS_MODULE_NATIVE};
const JsModuleDesc *const lode_library[] = {&module, NULL};
const JsModuleDesc *const lode_program[1];

static int ended;
static void on_end(JsIsolate *iso) {
  (void)iso;
  __atomic_add_fetch(&ended, 1, __ATOMIC_SEQ_CST);
}

static JsThread *start(JsIsolate *iso, Script script) {
  JsThreadOptions options = {.isolate = {.heap_limit = 16 << 20, .host_data = (void *)script, .host_end = on_end}};
  JsThread *t = js_thread_start(iso, &options);
  CHECK(t);
  return t;
}

/* ---- Messages ---- */

static JsSharedBlock *block;
static int received, discarded;

typedef struct Add {
  JsMessage message;
  uint32_t amount;
} Add;

static void discard(JsMessage *m) {
  __atomic_add_fetch(&discarded, 1, __ATOMIC_SEQ_CST);
  free(m);
}

static void add(JsIsolate *iso, JsMessage *m) {
  JsArrayBuffer *buffer = js_shared_array_buffer_on(iso, block);
  CHECK(buffer && buffer->data == block->data);
  for (int i = 0; i < 100; i++) CHECK(js_object_new(iso));
  __atomic_add_fetch((uint32_t *)buffer->data, ((Add *)m)->amount, __ATOMIC_SEQ_CST);
  if (__atomic_add_fetch(&received, 1, __ATOMIC_SEQ_CST) % 100 == 0) js_agent_expect(iso, -1);
  free(m);
}

static Add *new_add(uint32_t amount) {
  Add *m = malloc(sizeof *m);
  *m = (Add){{.run = add, .discard = discard}, amount};
  return m;
}

static void expect_one(JsIsolate *iso) { js_agent_expect(iso, 1); }

static void test_messages(JsIsolate *iso) {
  JsThread *t = start(iso, expect_one);
  JsAgent *agent = js_agent_retain(js_thread_agent(t));
  for (uint32_t i = 0; i < 100; i++) js_agent_post(agent, &new_add(i)->message);
  CHECK(js_thread_join(t, UINT64_MAX));
  CHECK(received == 100 && discarded == 0 && ended == 1);
  CHECK(*(uint32_t *)block->data == 4950);
  js_agent_post(agent, &new_add(1)->message); /* it has ended */
  CHECK(discarded == 1);
  js_agent_stop(agent);
  js_agent_release(agent);
  CHECK(block->references == 1); /* the buffers are gone with their isolate */
}

/* ---- Waiting ---- */

static JsWait wait_for(uint32_t value, double timeout) {
  return (JsWait){.block = block, .place = block->data + 8, .size = 4, .value = value, .timeout = timeout};
}

static bool is(JsIsolate *iso, JsValue v, const char *text) {
  return v != JS_EMPTY && js_string_equals(iso, js_as_string(v), js_string_from_cstr(iso, text));
}

static void wait_twice(JsIsolate *iso) {
  JsWait w = wait_for(0, INFINITY);
  CHECK(is(iso, js_wait(iso, &w), "ok"));
  w = wait_for(1, 1);
  CHECK(is(iso, js_wait(iso, &w), "not-equal"));
  w = wait_for(0, 1);
  w.place += 8; /* which nobody notifies */
  CHECK(is(iso, js_wait(iso, &w), "timed-out"));
}

static void wait_async(JsIsolate *iso) {
  iso->waiters_hold_loop = true;
  for (int i = 0; i < 10; i++) {
    JsWait w = wait_for(0, i % 2 ? INFINITY : 1e6);
    CHECK(js_wait_async(iso, &w) != JS_EMPTY);
  }
  JsWait w = wait_for(0, 2);
  CHECK(js_wait_async(iso, &w) != JS_EMPTY);
}

static void notify(JsIsolate *iso, unsigned count) {
  while (count) {
    count -= js_notify(iso, block, block->data + 8, count);
    js_agent_sleep(iso, 1);
  }
}

static void test_waiting(JsIsolate *iso) {
  JsThread *first = start(iso, wait_twice), *second = start(iso, wait_twice);
  notify(iso, 2);
  CHECK(js_thread_join(first, UINT64_MAX) && js_thread_join(second, UINT64_MAX));
  CHECK(js_notify(iso, block, block->data + 8, INFINITY) == 0);
  first = start(iso, wait_async);
  notify(iso, 10);
  CHECK(js_thread_join(first, UINT64_MAX)); /* the eleventh's time was over */
  CHECK(block->references == 1 && !block->first);
}

/* ---- Stopping ---- */

static void wait_for_ever(JsIsolate *iso) {
  JsWait w = wait_for(0, INFINITY);
  CHECK(js_wait(iso, &w) == JS_EMPTY && js_is_stopped(iso));
}

static void call_for_ever(JsIsolate *iso) {
  while (js_stack_check(iso)) continue;
  CHECK(js_is_stopped(iso));
}

static void sleep_for_ever(JsIsolate *iso) { js_agent_sleep(iso, INFINITY); }

static void start_more(JsIsolate *iso) {
  start(iso, wait_for_ever);
  js_agent_expect(iso, 1);
}

static void test_stopping(JsIsolate *iso) {
  int before = ended;
  static const Script scripts[] = {wait_for_ever, call_for_ever, sleep_for_ever, start_more, expect_one, wait_async};
  for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
    start(iso, scripts[i]);
    CHECK(!js_thread_join(iso->threads, uv_hrtime() + (i % 2 ? 1000000 : 0)));
  }
  CHECK(js_threads_end(iso) && !iso->threads);
  CHECK(ended == before + 7);
  CHECK(block->references == 1 && !block->first);
}

int main(void) {
  JsIsolateOptions options = {.stack_base = __builtin_frame_address(0)};
  JsIsolate *iso = js_isolate_new(&options);
  iso->realm = js_realm_new(iso);
  block = js_shared_block_new(64, 64, false);
  test_messages(iso);
  test_waiting(iso);
  test_stopping(iso);
  js_isolate_free(iso);
  js_shared_block_release(block);
  if (failures) return 1;
  puts("agents_test: ok");
  return 0;
}
