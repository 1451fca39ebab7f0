/* internalBinding('test262_agents'): agents as test262 has them (its INTERPRETING.md), on threads.
 *   start(source)              a thread that runs a script (lib/internal/test262_agent.js)
 *   broadcast(buffer, value)   to all agents that were started and haven't ended; returns when each has received it
 *   getReport()                the oldest report, or null
 *   sleep(ms), monotonicNow()
 * and for the agent:
 *   source()                   its script
 *   receive(fn)                fn(buffer, value) is called with the next broadcast
 *   report(text) */
#include "agents/agents.h"
#include "bigint/bigint.h"
#include "libuv_shim/internal.h"
#include "typed_array/array_buffer.h"

#include <stdlib.h>

#define AGENT_HEAP ((size_t)32 << 20)

typedef struct Report {
  struct Report *next;
  char text[];
} Report;

/* What the agents of a program share with the isolate that starts them. */
typedef struct Team {
  uint32_t references; /* atomic */
  pthread_mutex_t lock;
  pthread_cond_t received;
  Report *first, **last;
  unsigned awaited; /* agents that have not received the broadcast yet */
} Team;

/* host_data of an agent's isolate. */
typedef struct Member {
  Team *team;
  char *source;
  JsValue receiver; /* a root; JS_EMPTY: none */
  struct Broadcast *pending;
} Member;

/* host_data of the isolate that starts agents. */
typedef struct Leader {
  Team *team;
  JsAgent **agents; /* all that were started */
  size_t count;
} Leader;

typedef struct Broadcast {
  JsMessage message;
  struct Broadcast *next_pending;
  Team *team;
  JsSharedBlock *block;
  bool is_bigint;
  double number;
  int64_t integer;
} Broadcast;

static void release_team(Team *team) {
  if (__atomic_sub_fetch(&team->references, 1, __ATOMIC_ACQ_REL) != 0) return;
  for (Report *r = team->first, *next; r; r = next) {
    next = r->next;
    free(r);
  }
  pthread_mutex_destroy(&team->lock);
  pthread_cond_destroy(&team->received);
  free(team);
}

static Team *retain_team(Team *team) {
  __atomic_add_fetch(&team->references, 1, __ATOMIC_RELAXED);
  return team;
}

static void end_leader(JsIsolate *iso) {
  Leader *leader = iso->host_data;
  for (size_t i = 0; i < leader->count; i++) js_agent_release(leader->agents[i]);
  free(leader->agents);
  release_team(leader->team);
  free(leader);
}

static Leader *leader_of(JsIsolate *iso) {
  if (iso->host_data) return iso->host_data;
  Leader *leader = calloc(1, sizeof *leader);
  Team *team = calloc(1, sizeof *team);
  if (!leader || !team) abort();
  team->references = 1;
  team->last = &team->first;
  pthread_mutex_init(&team->lock, NULL);
  js_condition_init(&team->received);
  leader->team = team;
  iso->host_end = end_leader;
  return iso->host_data = leader;
}

/* ---- Broadcasts ---- */

static void free_broadcast(JsMessage *m) {
  Broadcast *b = (Broadcast *)m;
  pthread_mutex_lock(&b->team->lock);
  b->team->awaited--;
  pthread_cond_broadcast(&b->team->received);
  pthread_mutex_unlock(&b->team->lock);
  js_shared_block_release(b->block);
  release_team(b->team);
  free(b);
}

static void deliver(JsIsolate *iso, Member *self) {
  Broadcast *b = self->pending;
  if (!b || self->receiver == JS_EMPTY) return;
  self->pending = b->next_pending;
  JsValue receiver = self->receiver;
  self->receiver = JS_EMPTY;
  js_agent_expect(iso, -1);
  JsArrayBuffer *buffer = js_shared_array_buffer_on(iso, b->block);
  JsValue value = b->is_bigint ? js_bigint_from_int64(iso, b->integer) : js_number(b->number);
  free_broadcast(&b->message);
  JsValue argv[] = {js_from_cell(buffer), value};
  if (buffer && value != JS_EMPTY) js_loop_callback(iso, receiver, JS_UNDEFINED, 2, argv);
  else js_handle_uncaught(iso, js_take_exception(iso), false);
}

static void run_broadcast(JsIsolate *iso, JsMessage *m) {
  Member *self = iso->host_data;
  Broadcast **place = &self->pending;
  while (*place) place = &(*place)->next_pending;
  *place = (Broadcast *)m;
  deliver(iso, self);
}

static bool broadcast_value(JsIsolate *iso, JsValue v, Broadcast *b) {
  if (js_is_undefined(v)) return true;
  b->is_bigint = js_is_bigint(v);
  if (!b->is_bigint) return js_to_number(iso, v, &b->number);
  b->integer = (int64_t)js_bigint_to_uint64(v);
  return true;
}

static JsValue broadcast(JS_ARGS) {
  JS_UNUSED_ARGS;
  Leader *leader = leader_of(iso);
  Team *team = leader->team;
  JsArrayBuffer *buffer = js_as_array_buffer(js_arg(argc, argv, 0));
  Broadcast b = {.message = {.run = run_broadcast, .discard = free_broadcast}, .team = team};
  if (!buffer || !buffer->shared) return js_throw_type_error(iso, "broadcast: not a SharedArrayBuffer");
  if (!broadcast_value(iso, js_arg(argc, argv, 1), &b)) return JS_EMPTY;
  b.block = buffer->block;
  for (size_t i = 0; i < leader->count; i++) {
    Broadcast *copy = malloc(sizeof *copy);
    if (!copy) abort();
    *copy = b;
    retain_team(team);
    js_shared_block_retain(b.block);
    pthread_mutex_lock(&team->lock);
    team->awaited++;
    pthread_mutex_unlock(&team->lock);
    js_agent_post(leader->agents[i], &copy->message);
  }
  pthread_mutex_lock(&team->lock);
  while (team->awaited && !js_is_stopped(iso)) js_agent_wait(iso, &team->received, &team->lock, UINT64_MAX);
  pthread_mutex_unlock(&team->lock);
  js_agent_wait_end(iso);
  return JS_UNDEFINED;
}

static JsValue receive(JS_ARGS) {
  JS_UNUSED_ARGS;
  Member *self = iso->host_data;
  if (!js_is_callable(js_arg(argc, argv, 0))) return js_throw_type_error(iso, "receiveBroadcast: not a function");
  if (self->receiver == JS_EMPTY) js_agent_expect(iso, 1);
  self->receiver = argv[0];
  if (self->pending) deliver(iso, self);
  return JS_UNDEFINED;
}

/* ---- Reports ---- */

static JsValue report(JS_ARGS) {
  JS_UNUSED_ARGS;
  Team *team = ((Member *)iso->host_data)->team;
  char *text = js_arg_utf8(iso, argc, argv, 0);
  if (!text) return JS_EMPTY;
  Report *r = malloc(sizeof *r + strlen(text) + 1);
  if (!r) abort();
  strcpy(r->text, text);
  r->next = NULL;
  free(text);
  pthread_mutex_lock(&team->lock);
  *team->last = r;
  team->last = &r->next;
  pthread_mutex_unlock(&team->lock);
  return JS_UNDEFINED;
}

static JsValue get_report(JS_ARGS) {
  JS_UNUSED_ARGS;
  Team *team = leader_of(iso)->team;
  pthread_mutex_lock(&team->lock);
  Report *r = team->first;
  if (r) {
    team->first = r->next;
    if (!team->first) team->last = &team->first;
  }
  pthread_mutex_unlock(&team->lock);
  if (!r) return JS_NULL;
  JsValue text = js_string_value(iso, r->text);
  free(r);
  return text;
}

/* ---- Threads ---- */

static void free_member(Member *self) {
  release_team(self->team);
  free(self->source);
  free(self);
}

/* Broadcasts that it never asked for count as received. */
static void end_member(JsIsolate *iso) {
  Member *self = iso->host_data;
  while (self->pending) {
    Broadcast *b = self->pending;
    self->pending = b->next_pending;
    free_broadcast(&b->message);
  }
  js_gc_remove_roots(iso, &self->receiver);
  free_member(self);
}

static JsValue start(JS_ARGS) {
  JS_UNUSED_ARGS;
  Leader *leader = leader_of(iso);
  char *source = js_arg_utf8(iso, argc, argv, 0);
  if (!source) return JS_EMPTY;
  Member *m = calloc(1, sizeof *m);
  if (!m) abort();
  m->team = retain_team(leader->team);
  m->source = source;
  leader->agents = realloc(leader->agents, (leader->count + 1) * sizeof *leader->agents);
  if (!leader->agents) abort();
  JsThreadOptions options = {
      .isolate = {.heap_limit = AGENT_HEAP, .host = "internal/test262_agent", .host_data = m, .host_end = end_member}};
  JsThread *thread = js_thread_start(iso, &options);
  if (!thread) {
    free_member(m);
    return js_throw_range_error(iso, "the agent's thread can't be started");
  }
  leader->agents[leader->count++] = js_agent_retain(js_thread_agent(thread));
  return JS_UNDEFINED;
}

static JsValue source_text(JS_ARGS) {
  JS_UNUSED_ARGS;
  Member *self = iso->host_data;
  js_gc_add_roots(iso, &self->receiver, 1);
  return js_string_value(iso, self->source);
}

static JsValue sleep_for(JS_ARGS) {
  JS_UNUSED_ARGS;
  double ms;
  if (!js_arg_double(iso, argc, argv, 0, &ms)) return JS_EMPTY;
  js_agent_sleep(iso, ms);
  return js_is_stopped(iso) ? js_throw_stopped(iso) : JS_UNDEFINED;
}

static JsValue monotonic_now(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_number((double)uv_hrtime() / 1e6);
}

JsValue js_binding_test262_agents(JsIsolate *iso) {
  static const JsBindingFunction functions[] = {
      {"start", start, 1},   {"broadcast", broadcast, 2}, {"getReport", get_report, 0}, {"sleep", sleep_for, 1},
      {"monotonicNow", monotonic_now, 0}, {"source", source_text, 0}, {"receive", receive, 1}, {"report", report, 1}, {NULL, NULL, 0}};
  iso->waiters_hold_loop = true;
  JsObject *o = js_object_new(iso);
  return o && js_binding_functions(iso, o, functions) ? js_from_cell(o) : JS_EMPTY;
}
