/* ES modules: what the compiler emits for one, its Module Record (16.2.1.4-16.2.1.8), linking and evaluation.
 *
 * Exports live in the environment of the module that declares them. Linking stores for each import of a module the
 * address of the exporting variable (environments don't move) in the module's table of cells, which compiled code reads
 * through. Which module a specifier means is for the loader to say (lib/internal/esm.js). */
#ifndef LODE_MODULES_ESM_H
#define LODE_MODULES_ESM_H

#include "builtins/promise.h"
#include "module.h"

#define JS_ESM_NONE UINT32_MAX /* no name: the namespace; no request: a local export */
#define JS_ESM_ASYNC 0x01      /* has a top-level await: its function returns a promise */

/* Static tables, names as indices of the module's constants. Lines and columns are counted from 1. */
typedef struct JsEsmRequest {
  uint32_t specifier, first_attribute, attribute_count;
} JsEsmRequest;
typedef struct JsEsmAttribute {
  uint32_t key, value;
} JsEsmAttribute;
typedef struct JsEsmImport {
  uint32_t request, name, line, column;
} JsEsmImport;
typedef struct JsEsmExport {
  uint32_t name, slot, request, import_name, line, column;
} JsEsmExport;
typedef struct JsEsmFunction {
  const JsFunctionInfo *info;
  uint32_t slot;
} JsEsmFunction;
typedef struct JsEsmDesc {
  const JsEsmRequest *requests;
  const JsEsmAttribute *attributes;
  const JsEsmImport *imports;
  const JsEsmExport *exports;
  const uint32_t *stars;     /* requests of export * from */
  const uint32_t *variables; /* slots that start undefined; others start EMPTY or as one of the functions */
  const JsEsmFunction *functions;
  JsPlace cells; /* JsValue *: one an import, of an isolate */
  uint32_t request_count, import_count, export_count, star_count, variable_count, function_count;
  uint32_t size; /* of the environment */
  uint32_t flags;
} JsEsmDesc;

typedef enum JsEsmStatus {
  JS_ESM_UNLINKED,
  JS_ESM_LINKING,
  JS_ESM_LINKED,
  JS_ESM_EVALUATING,
  JS_ESM_EVALUATING_ASYNC,
  JS_ESM_EVALUATED
} JsEsmStatus;

/* A list of modules. */
typedef struct JsEsm JsEsm;
typedef struct JsEsmList {
  JsEsm **items;
  uint32_t count, capacity;
} JsEsmList;

/* A Cyclic or (desc NULL) Synthetic Module Record. It lives as long as the isolate. */
struct JsEsm {
  uint32_t id; /* its index in the isolate's table */
  JsEsmStatus status;
  const JsModuleDesc *desc;
  JsEnv *env;     /* of a synthetic module: a slot a name */
  JsEsm **loaded; /* [[LoadedModules]], by request */
  JsValue url, meta, body;
  JsValue evaluate;            /* synthetic: the callable that sets the exports */
  JsValue names;               /* synthetic: array of export names */
  JsValue namespace_object;    /* JS_EMPTY: not made yet */
  JsEsm *interop;              /* the record of what require() gives, or NULL */
  JsValue *export_keys;        /* of the namespace, sorted; registered as roots */
  JsValue **export_cells;      /* where each export is */
  uint32_t export_count;
  uint32_t *export_index, export_mask; /* hash table of the names that are atoms: number + 1; 0 free */

  uint32_t dfs_index, dfs_ancestor_index;
  JsEsm *cycle_root;
  JsValue error;               /* [[EvaluationError]]; JS_EMPTY: none */
  JsValue promise;             /* [[TopLevelCapability]]; JS_EMPTY: none */
  uint64_t async_order;        /* [[AsyncEvaluationOrder]]; 0: unset */
  bool async_done;             /* the order is done */
  JsEsmList async_parents;
  uint32_t pending;            /* [[PendingAsyncDependencies]] */
};

/* Where ResolveExport (16.2.1.6.3) found a name. */
typedef enum JsEsmFound { JS_ESM_MISSING, JS_ESM_FOUND, JS_ESM_AMBIGUOUS, JS_ESM_CIRCULAR } JsEsmFound;

/* record.c */
JsEsm *js_esm_new(JsIsolate *iso, const JsModuleDesc *desc, JsValue url);
JsEsm *js_esm_synthetic(JsIsolate *iso, JsValue url, JsValue names, JsValue evaluate); /* NULL: threw */
JsEsm *js_esm_get(JsIsolate *iso, uint32_t id); /* NULL: there is none */
JsEsm *js_esm_of_desc(JsIsolate *iso, const JsModuleDesc *desc);
JsEsm *js_esm_of_env(JsIsolate *iso, const JsEnv *env);
void js_esm_list_add(JsEsmList *list, JsEsm *module);
JsValue js_esm_const(JsIsolate *iso, const JsEsm *m, uint32_t index);
void js_esm_free(JsIsolate *iso);

/* link.c: ResolveExport; the address of the binding's value. name: an atom or a plain string, as constants are. */
JsEsmFound js_esm_resolve_export(JsIsolate *iso, JsEsm *m, JsValue name, JsValue **cell);
/* Link (16.2.1.6.1.1). false: threw; the modules are unlinked again. */
bool js_esm_link(JsIsolate *iso, JsEsm *m);

/* namespace.c: GetModuleNamespace (16.2.1.10). JS_EMPTY: threw. */
JsValue js_esm_namespace(JsIsolate *iso, JsEsm *m);
/* What require() of a module with a default export gives: a namespace of its exports and __esModule. */
JsValue js_esm_interop_namespace(JsIsolate *iso, JsEsm *m);
JsEsm *js_esm_of_namespace(JsIsolate *iso, JsValue v); /* NULL: no namespace */

/* evaluate.c: Evaluate (16.2.1.6.1.3): a promise. JS_EMPTY: threw. */
JsValue js_esm_evaluate(JsIsolate *iso, JsEsm *m);
/* Does the module, or one that it requests and that was not evaluated yet, await at its top level? */
bool js_esm_is_async(JsIsolate *iso, JsEsm *m);

#endif
