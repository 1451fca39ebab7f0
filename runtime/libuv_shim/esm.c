/* internalBinding('esm'): Module Records by id, for the loader (lib/internal/esm.js).
 *   create(index, url)                a Source Text Module Record of a compiled ES module: its id
 *   synthetic(url, names, evaluate)   a Synthetic Module Record; evaluate(id) sets its exports
 *   setExport(id, index, value)       of a synthetic module, by the index of the name
 *   requests(id)                      array of arrays: a specifier, then keys and values of its import attributes
 *   setRequest(id, index, other)      which module a request means
 *   link(id)                          throws a SyntaxError
 *   evaluate(id)                      a promise
 *   evaluateMain(id, settled)         the same for the entry: an error is an uncaught one
 *   evaluateSync(id)                  throws what the module threw; false: it is not done
 *   isAsync(id)                       does it, or what it requests, await at the top level?
 *   namespace(id)
 *   idOfNamespace(value)              or -1
 *   interopNamespace(id)              its exports and __esModule: true, for require()
 *   status(id)                        JsEsmStatus */
#include "builtins/dynamic_code.h"
#include "libuv_shim/internal.h"
#include "lode_abi.h"
#include "modules/esm.h"

#define ID(m)                                                                              \
  JsEsm *m;                                                                                \
  do {                                                                                     \
    int32_t id_;                                                                           \
    if (!js_arg_int(iso, argc, argv, 0, &id_)) return JS_EMPTY;                            \
    m = js_esm_get(iso, (uint32_t)id_);                                                    \
    if (!m) return js_throw_range_error(iso, "no such module");                            \
  } while (0)

static const JsModuleDesc *program_module(JsIsolate *iso, uint32_t argc, JsValue *argv) {
  int32_t index;
  const JsModuleDesc *const *program = js_loop_get(iso)->program;
  if (!js_arg_int(iso, argc, argv, 0, &index)) return NULL;
  for (int32_t i = 0; program && program[i]; i++)
    if (i == index) return program[i];
  js_throw_range_error(iso, "no such module");
  return NULL;
}

static JsValue create(JS_ARGS) {
  JS_UNUSED_ARGS;
  const JsModuleDesc *desc = program_module(iso, argc, argv);
  if (!desc) return JS_EMPTY;
  if (!desc->esm) return js_throw_type_error(iso, "not an ES module");
  return js_int32((int32_t)js_esm_new(iso, desc, js_arg(argc, argv, 1))->id);
}

static JsValue synthetic(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsEsm *m = js_esm_synthetic(iso, js_arg(argc, argv, 0), js_arg(argc, argv, 1), js_arg(argc, argv, 2));
  return m ? js_int32((int32_t)m->id) : JS_EMPTY;
}

static JsValue set_export(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t index;
  ID(m);
  if (!js_arg_int(iso, argc, argv, 1, &index)) return JS_EMPTY;
  if (m->desc || (uint32_t)index >= m->env->count) return js_throw_range_error(iso, "no such export");
  m->env->values[index] = js_arg(argc, argv, 2);
  js_barrier(iso, m->env);
  return JS_UNDEFINED;
}

static JsValue one_request(JsIsolate *iso, JsEsm *m, const JsEsmRequest *request) {
  JsObject *row = js_array_with_capacity(iso, 1 + 2 * request->attribute_count);
  if (!row || !js_array_push(iso, row, js_esm_const(iso, m, request->specifier))) return JS_EMPTY;
  const JsEsmAttribute *attributes = m->desc->esm->attributes + request->first_attribute;
  for (uint32_t i = 0; i < request->attribute_count; i++) {
    if (!js_array_push(iso, row, js_esm_const(iso, m, attributes[i].key))) return JS_EMPTY;
    if (!js_array_push(iso, row, js_esm_const(iso, m, attributes[i].value))) return JS_EMPTY;
  }
  return js_from_cell(row);
}

static JsValue requests(JS_ARGS) {
  JS_UNUSED_ARGS;
  ID(m);
  uint32_t count = m->desc ? m->desc->esm->request_count : 0;
  JsObject *rows = js_array_with_capacity(iso, count);
  if (!rows) return JS_EMPTY;
  for (uint32_t i = 0; i < count; i++) {
    JsValue row = one_request(iso, m, &m->desc->esm->requests[i]);
    if (row == JS_EMPTY || !js_array_push(iso, rows, row)) return JS_EMPTY;
  }
  return js_from_cell(rows);
}

static JsValue set_request(JS_ARGS) {
  JS_UNUSED_ARGS;
  int32_t index, other;
  ID(m);
  if (!js_arg_int(iso, argc, argv, 1, &index) || !js_arg_int(iso, argc, argv, 2, &other)) return JS_EMPTY;
  JsEsm *target = js_esm_get(iso, (uint32_t)other);
  if (!m->desc || (uint32_t)index >= m->desc->esm->request_count || !target)
    return js_throw_range_error(iso, "no such request");
  m->loaded[index] = target;
  return JS_UNDEFINED;
}

static JsValue link_module(JS_ARGS) {
  JS_UNUSED_ARGS;
  ID(m);
  return js_esm_link(iso, m) ? JS_UNDEFINED : JS_EMPTY;
}

static JsValue evaluate(JS_ARGS) {
  JS_UNUSED_ARGS;
  ID(m);
  return js_esm_evaluate(iso, m);
}

static JsValue main_evaluated(JsIsolate *iso, JsValue data, JsValue value, bool rejected) {
  JS_TRY(js_call(iso, data, JS_UNDEFINED, 0, NULL));
  if (rejected) js_handle_uncaught(iso, value, true);
  return JS_UNDEFINED;
}

static JsValue evaluate_main(JS_ARGS) {
  JS_UNUSED_ARGS;
  ID(m);
  JsValue promise = js_esm_evaluate(iso, m);
  JS_TRY(promise);
  bool ok = js_promise_then(iso, (JsPromise *)js_as_object(promise), main_evaluated, js_arg(argc, argv, 1));
  return ok ? JS_UNDEFINED : JS_EMPTY;
}

static JsValue ignore(JsIsolate *iso, JsValue data, JsValue value, bool rejected) {
  (void)iso, (void)data, (void)value, (void)rejected;
  return JS_UNDEFINED;
}

static JsValue evaluate_sync(JS_ARGS) {
  JS_UNUSED_ARGS;
  ID(m);
  JsValue result = js_esm_evaluate(iso, m);
  JS_TRY(result);
  JsPromise *promise = (JsPromise *)js_as_object(result);
  if (promise->state == JS_PROMISE_PENDING) return JS_FALSE;
  if (promise->state == JS_PROMISE_FULFILLED) return JS_TRUE;
  if (!promise->handled && !js_promise_then(iso, promise, ignore, JS_UNDEFINED)) return JS_EMPTY;
  iso->exception = promise->result;
  return JS_EMPTY;
}

static JsValue is_async(JS_ARGS) {
  JS_UNUSED_ARGS;
  ID(m);
  return js_bool(js_esm_is_async(iso, m));
}

static JsValue get_namespace(JS_ARGS) {
  JS_UNUSED_ARGS;
  ID(m);
  return js_esm_namespace(iso, m);
}

static JsValue interop_namespace(JS_ARGS) {
  JS_UNUSED_ARGS;
  ID(m);
  return js_esm_interop_namespace(iso, m);
}

static JsValue id_of_namespace(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsEsm *m = js_esm_of_namespace(iso, js_arg(argc, argv, 0));
  return js_int32(m ? (int32_t)m->id : -1);
}

static JsValue status(JS_ARGS) {
  JS_UNUSED_ARGS;
  ID(m);
  return js_int32(m->status);
}

JsValue js_binding_esm(JsIsolate *iso) {
  static const JsBindingFunction functions[] = {
      {"create", create, 2},        {"synthetic", synthetic, 3},   {"setExport", set_export, 3},
      {"requests", requests, 1},    {"setRequest", set_request, 3}, {"link", link_module, 1},
      {"evaluate", evaluate, 1},    {"evaluateMain", evaluate_main, 2}, {"evaluateSync", evaluate_sync, 1}, {"isAsync", is_async, 1},
      {"namespace", get_namespace, 1}, {"idOfNamespace", id_of_namespace, 1}, 
      {"status", status, 1},        {"interopNamespace", interop_namespace, 1}, {NULL, NULL, 0},
  };
  JsObject *o = js_object_new(iso);
  return o && js_binding_functions(iso, o, functions) ? js_from_cell(o) : JS_EMPTY;
}

/* 13.3.12.1 ImportMeta: HostGetImportMetaProperties is the loader's. */
JsValue lode_import_meta(JsIsolate *iso, void *desc) {
  JsEsm *m = js_esm_of_desc(iso, desc);
  if (!m) return js_throw_type_error(iso, "import.meta: the module was not loaded");
  if (!js_is_undefined(m->meta)) return m->meta;
  JsObject *meta = js_object_new_proto(iso, JS_NULL);
  if (!meta) return JS_EMPTY;
  JsValue argv[2] = {js_int32((int32_t)m->id), js_from_cell(meta)};
  JS_TRY(js_call_hook(iso, JS_HOOK_importMeta, 2, argv));
  m->meta = argv[1];
  return m->meta;
}

JsValue lode_eval_import(JsIsolate *iso, void *env, int32_t index) {
  return *((JsValue **)js_at(iso, js_esm_of_env(iso, env)->desc->esm->cells))[index];
}

/* ---- import() ---- */

/* The steps that read the options: keys and values of the import attributes, in turn. NULL: threw. */
static JsObject *read_attributes(JsIsolate *iso, JsValue options) {
  JsObject *list = js_array_with_capacity(iso, 2);
  if (!list || js_is_undefined(options)) return list;
  if (!js_is_object(options)) {
    js_throw_type_error(iso, "The second argument to import() must be an object");
    return NULL;
  }
  JsValue with = js_get(iso, js_as_object(options), js_key_from_cstr(iso, "with"), options);
  if (with == JS_EMPTY) return NULL;
  if (js_is_undefined(with)) return list;
  if (!js_is_object(with)) {
    js_throw_type_error(iso, "The 'assert' option must be an object");
    return NULL;
  }
  JsObject *keys = js_own_enumerable_keys(iso, js_as_object(with));
  if (!keys) return NULL;
  for (uint32_t i = 0; i < js_array_length(keys); i++) {
    JsValue key = js_get_index(iso, keys, i);
    JsKey name = js_to_property_key(iso, key);
    JsValue value = name == JS_KEY_NONE ? JS_EMPTY : js_get(iso, js_as_object(with), name, with);
    if (value == JS_EMPTY) return NULL;
    if (!js_is_string(value)) {
      js_throw_type_error(iso, "Import assertion value must be a string");
      return NULL;
    }
    if (!js_array_push(iso, list, key) || !js_array_push(iso, list, value)) return NULL;
  }
  return list;
}

static JsValue reject_pending(JsIsolate *iso, JsPromise *promise) {
  js_promise_reject(iso, promise, js_take_exception(iso));
  return js_from_cell(promise);
}

/* What import() goes through as jobs, as many as Node's loader does; observable only beside other promises. */
#define HOPS_BEFORE 2
#define HOPS_AFTER 4

/* An import() under way: a record of these. */
enum { IMPORT_PROMISE, IMPORT_PATH, IMPORT_SPECIFIER, IMPORT_ATTRIBUTES, IMPORT_ID, IMPORT_HOPS, IMPORT_SIZE };

/* false: more hops to come, the job was queued again. */
static bool last_hop(JsIsolate *iso, JsEnv *import, JsJobFn job) {
  int32_t hops = js_as_int32(import->values[IMPORT_HOPS]);
  if (hops == 0) return true;
  import->values[IMPORT_HOPS] = js_int32(hops - 1);
  JsValue argument = js_from_cell(import);
  js_enqueue_job(iso, job, 1, &argument);
  return false;
}

static JsValue finish_job(JsIsolate *iso, uint32_t argc, JsValue *argv) {
  (void)argc;
  JsEnv *import = (JsEnv *)js_as_cell(argv[0]);
  if (!last_hop(iso, import, finish_job)) return JS_UNDEFINED;
  JsPromise *promise = (JsPromise *)js_as_object(import->values[IMPORT_PROMISE]);
  JsValue namespace_object = js_esm_namespace(iso, js_esm_get(iso, (uint32_t)js_as_int32(import->values[IMPORT_ID])));
  if (namespace_object == JS_EMPTY || !js_promise_resolve(iso, promise, namespace_object)) reject_pending(iso, promise);
  return JS_UNDEFINED;
}

static JsValue evaluated(JsIsolate *iso, JsValue data, JsValue value, bool rejected) {
  JsEnv *import = (JsEnv *)js_as_cell(data);
  if (rejected) {
    js_promise_reject(iso, (JsPromise *)js_as_object(import->values[IMPORT_PROMISE]), value);
    return JS_UNDEFINED;
  }
  import->values[IMPORT_HOPS] = js_int32(HOPS_AFTER - 1);
  return finish_job(iso, 1, &data);
}

static JsValue resume_import(JS_ARGS);

/* Loads, links and evaluates. The hook gives the module's id, or undefined: it will call what it was given. */
static JsValue run_import(JsIsolate *iso, JsEnv *import, bool may_wait) {
  JsPromise *promise = (JsPromise *)js_as_object(import->values[IMPORT_PROMISE]);
  JsFunction *resume = NULL;
  if (may_wait) resume = js_function_native(iso, resume_import, "", 0, JS_FN_METHOD | JS_FN_NATIVE, js_from_cell(import));
  JsValue args[4] = {import->values[IMPORT_PATH], import->values[IMPORT_SPECIFIER], import->values[IMPORT_ATTRIBUTES],
                     resume ? js_from_cell(resume) : JS_UNDEFINED};
  JsValue id = js_call_hook(iso, JS_HOOK_importDynamic, 4, args);
  if (id == JS_EMPTY) return reject_pending(iso, promise);
  if (js_is_undefined(id)) return id;
  import->values[IMPORT_ID] = id;
  JsValue done = js_esm_evaluate(iso, js_esm_get(iso, (uint32_t)js_as_int32(id)));
  if (done == JS_EMPTY || !js_promise_then(iso, (JsPromise *)js_as_object(done), evaluated, js_from_cell(import)))
    return reject_pending(iso, promise);
  return JS_UNDEFINED;
}

static JsValue resume_import(JS_ARGS) {
  JS_UNUSED_ARGS;
  return run_import(iso, (JsEnv *)js_as_cell(js_as_function(callee)->data), false);
}

static JsValue import_job(JsIsolate *iso, uint32_t argc, JsValue *argv) {
  (void)argc;
  JsEnv *import = (JsEnv *)js_as_cell(argv[0]);
  return last_hop(iso, import, import_job) ? run_import(iso, import, true) : JS_UNDEFINED;
}

/* 13.3.10.2 EvaluateImportCall: what goes wrong rejects the promise. */
JsValue lode_import(JsIsolate *iso, void *desc, JsValue specifier, JsValue options) {
  JsPromise *promise = js_promise_new(iso);
  JsValue path = promise ? js_string_value(iso, js_referrer_path(iso, desc)) : JS_EMPTY;
  JS_TRY(path);
  JsString *text = js_to_string(iso, specifier);
  JsObject *attributes = text ? read_attributes(iso, options) : NULL;
  if (!attributes) return reject_pending(iso, promise);
  JsEnv *import = js_record_new(iso, IMPORT_SIZE);
  if (!import) return reject_pending(iso, promise);
  import->values[IMPORT_PROMISE] = js_from_cell(promise);
  import->values[IMPORT_PATH] = path;
  import->values[IMPORT_SPECIFIER] = js_from_cell(text);
  import->values[IMPORT_ATTRIBUTES] = js_from_cell(attributes);
  import->values[IMPORT_HOPS] = js_int32(HOPS_BEFORE);
  js_barrier(iso, import);
  JsValue argument = js_from_cell(import);
  js_enqueue_job(iso, import_job, 1, &argument);
  return js_from_cell(promise);
}
