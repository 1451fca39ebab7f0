/* Evaluation (16.2.1.6.1.3), synchronous and asynchronous. Functions that may throw return false or -1. */
#include "modules/esm.h"

#include <stdlib.h>

static void execute_async_module(JsIsolate *iso, JsEsm *m);
static void async_fulfilled(JsIsolate *iso, JsEsm *m);
static void async_rejected(JsIsolate *iso, JsEsm *m, JsValue error);

static bool has_top_level_await(const JsEsm *m) { return m->desc && (m->desc->esm->flags & JS_ESM_ASYNC); }

static uint32_t request_count(const JsEsm *m) { return m->desc ? m->desc->esm->request_count : 0; }

/* ExecuteModule of a module without await. false: threw. */
static bool execute_module(JsIsolate *iso, JsEsm *m) {
  JsValue argument = js_int32((int32_t)m->id);
  if (!m->desc) return js_call(iso, m->evaluate, JS_UNDEFINED, 1, &argument) != JS_EMPTY;
  return js_call(iso, m->body, JS_UNDEFINED, 0, NULL) != JS_EMPTY;
}

static JsEsm *cycle_root(JsEsm *m) { return m->cycle_root ? m->cycle_root : m; }

/* IncrementModuleAsyncEvaluationCount: the order in which modules became asynchronous. */
static uint64_t next_async_order(JsIsolate *iso) { return ++iso->esm_async_count; }

/* ---- the walk ---- */

/* A module is done with: its components leave the stack. */
static void leave_component(JsEsm *m, JsEsmList *stack) {
  if (m->dfs_ancestor_index != m->dfs_index) return;
  JsEsm *done;
  do {
    done = stack->items[--stack->count];
    done->status = done->async_order ? JS_ESM_EVALUATING_ASYNC : JS_ESM_EVALUATED;
    done->cycle_root = m;
  } while (done != m);
}

static int64_t inner_evaluate(JsIsolate *iso, JsEsm *m, JsEsmList *stack, int64_t index);

/* A module that m requests was walked: what it means for m. false: it failed before. */
static bool note_required(JsIsolate *iso, JsEsm *m, JsEsm *required) {
  if (required->status == JS_ESM_EVALUATING) {
    if (required->dfs_ancestor_index < m->dfs_ancestor_index) m->dfs_ancestor_index = required->dfs_ancestor_index;
  } else {
    required = cycle_root(required);
    if (required->error != JS_EMPTY) {
      iso->exception = required->error;
      return false;
    }
  }
  if (required->async_order && !required->async_done) {
    m->pending++;
    js_esm_list_add(&required->async_parents, m);
  }
  return true;
}

/* 16.2.1.6.1.3.1 InnerModuleEvaluation */
static int64_t inner_evaluate(JsIsolate *iso, JsEsm *m, JsEsmList *stack, int64_t index) {
  if (!js_stack_check(iso)) return -1;
  if (m->status == JS_ESM_EVALUATING_ASYNC || m->status == JS_ESM_EVALUATED) {
    if (m->error == JS_EMPTY) return index;
    iso->exception = m->error;
    return -1;
  }
  if (m->status == JS_ESM_EVALUATING) return index;
  m->status = JS_ESM_EVALUATING;
  m->dfs_index = m->dfs_ancestor_index = (uint32_t)index++;
  m->pending = 0;
  js_esm_list_add(stack, m);
  for (uint32_t i = 0; i < request_count(m); i++) {
    index = inner_evaluate(iso, m->loaded[i], stack, index);
    if (index < 0 || !note_required(iso, m, m->loaded[i])) return -1;
  }
  if (m->pending > 0 || has_top_level_await(m)) {
    m->async_order = next_async_order(iso);
    if (m->pending == 0) execute_async_module(iso, m);
  } else if (!execute_module(iso, m)) {
    return -1;
  }
  leave_component(m, stack);
  return index;
}

/* 16.2.1.6.1.3 Evaluate */
JsValue js_esm_evaluate(JsIsolate *iso, JsEsm *m) {
  if (m->status == JS_ESM_EVALUATING_ASYNC || m->status == JS_ESM_EVALUATED) m = cycle_root(m);
  if (m->promise != JS_EMPTY) return m->promise;
  JsPromise *promise = js_promise_new(iso);
  if (!promise) return JS_EMPTY;
  m->promise = js_from_cell(promise);
  JsEsmList stack = {NULL, 0, 0};
  if (inner_evaluate(iso, m, &stack, 0) < 0) {
    JsValue error = js_take_exception(iso);
    for (uint32_t i = 0; i < stack.count; i++) {
      stack.items[i]->status = JS_ESM_EVALUATED;
      stack.items[i]->error = error;
    }
    if (m->error == JS_EMPTY) m->error = error;
    js_promise_reject(iso, promise, error);
  } else if (!m->async_order || m->async_done) {
    js_promise_fulfill(iso, promise, JS_UNDEFINED);
  }
  free(stack.items);
  return js_from_cell(promise);
}

/* ---- asynchronous modules ---- */

static JsValue settled(JsIsolate *iso, JsValue data, JsValue value, bool rejected) {
  JsEsm *m = js_esm_get(iso, (uint32_t)js_as_int32(data));
  if (rejected) {
    async_rejected(iso, m, value);
  } else {
    async_fulfilled(iso, m);
  }
  return JS_UNDEFINED;
}

/* 16.2.1.6.1.3.2 ExecuteAsyncModule: the module's function is an async one. */
static void execute_async_module(JsIsolate *iso, JsEsm *m) {
  JsValue promise = js_call(iso, m->body, JS_UNDEFINED, 0, NULL);
  JsValue data = js_int32((int32_t)m->id);
  bool ok = promise != JS_EMPTY && js_promise_then(iso, (JsPromise *)js_as_object(promise), settled, data);
  if (!ok) async_rejected(iso, m, js_take_exception(iso));
}

/* 16.2.1.6.1.3.3 GatherAvailableAncestors */
static void gather_ancestors(JsEsm *m, JsEsmList *out) {
  for (uint32_t i = 0; i < m->async_parents.count; i++) {
    JsEsm *parent = m->async_parents.items[i];
    bool known = false;
    for (uint32_t k = 0; k < out->count; k++) known |= out->items[k] == parent;
    if (known || cycle_root(parent)->error != JS_EMPTY) continue;
    if (--parent->pending > 0) continue;
    js_esm_list_add(out, parent);
    if (!has_top_level_await(parent)) gather_ancestors(parent, out);
  }
}

static int by_async_order(const void *a, const void *b) {
  uint64_t x = (*(JsEsm *const *)a)->async_order, y = (*(JsEsm *const *)b)->async_order;
  return x < y ? -1 : x > y;
}

static void finish(JsIsolate *iso, JsEsm *m) {
  m->async_done = true;
  m->status = JS_ESM_EVALUATED;
  if (m->promise != JS_EMPTY) js_promise_fulfill(iso, (JsPromise *)js_as_object(m->promise), JS_UNDEFINED);
}

/* 16.2.1.6.1.3.4 AsyncModuleExecutionFulfilled */
static void async_fulfilled(JsIsolate *iso, JsEsm *m) {
  if (m->status == JS_ESM_EVALUATED) return; /* failed already */
  finish(iso, m);
  JsEsmList ancestors = {NULL, 0, 0};
  gather_ancestors(m, &ancestors);
  if (ancestors.count) qsort(ancestors.items, ancestors.count, sizeof *ancestors.items, by_async_order);
  for (uint32_t i = 0; i < ancestors.count; i++) {
    JsEsm *ancestor = ancestors.items[i];
    if (ancestor->status == JS_ESM_EVALUATED) continue; /* failed */
    if (has_top_level_await(ancestor)) {
      execute_async_module(iso, ancestor);
    } else if (execute_module(iso, ancestor)) {
      finish(iso, ancestor);
    } else {
      async_rejected(iso, ancestor, js_take_exception(iso));
    }
  }
  free(ancestors.items);
}

/* 16.2.1.6.1.3.5 AsyncModuleExecutionRejected */
static void async_rejected(JsIsolate *iso, JsEsm *m, JsValue error) {
  if (m->status == JS_ESM_EVALUATED) return;
  m->error = error;
  m->status = JS_ESM_EVALUATED;
  m->async_done = true;
  if (m->promise != JS_EMPTY) js_promise_reject(iso, (JsPromise *)js_as_object(m->promise), error);
  for (uint32_t i = 0; i < m->async_parents.count; i++) async_rejected(iso, m->async_parents.items[i], error);
}

/* ---- questions ---- */

static bool is_async(JsEsm *m, JsEsmList *seen) {
  for (uint32_t i = 0; i < seen->count; i++)
    if (seen->items[i] == m) return false;
  js_esm_list_add(seen, m);
  if (has_top_level_await(m)) return true;
  for (uint32_t i = 0; i < request_count(m); i++)
    if (is_async(m->loaded[i], seen)) return true;
  return false;
}

bool js_esm_is_async(JsIsolate *iso, JsEsm *m) {
  (void)iso;
  JsEsmList seen = {NULL, 0, 0};
  bool result = is_async(m, &seen);
  free(seen.items);
  return result;
}
