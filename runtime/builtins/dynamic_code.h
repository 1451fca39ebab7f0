/* Code made from strings at run time: eval and CreateDynamicFunction. */
#ifndef LODE_BUILTINS_DYNAMIC_CODE_H
#define LODE_BUILTINS_DYNAMIC_CODE_H

#include "builtins/builtins.h"
#include "module.h"

/* The kinds of dynamic functions, and how their source text begins. */
typedef enum JsDynamicKind { JS_DYNAMIC_FUNCTION, JS_DYNAMIC_GENERATOR, JS_DYNAMIC_ASYNC, JS_DYNAMIC_ASYNC_GENERATOR } JsDynamicKind;

/* 20.2.1.1.1 CreateDynamicFunction. new_target undefined: called, not constructed. proto: its fallback prototype. [collects,
 * re-enters] */
JsValue js_create_dynamic_function(JsIsolate *iso, JsValue constructor, JsValue new_target, JsDynamicKind kind,
                                   JsIntrinsicId proto, uint32_t argc, JsValue *argv);

/* 16.1.6 ScriptEvaluation of a source text (UTF-8) in a realm: its completion value. JS_EMPTY: threw. [collects, re-enters] */
JsValue js_evaluate_script(JsIsolate *iso, JsRealm *realm, const char *source, size_t length);

/* Forgets the units that a realm has; it is dead. */
void js_units_forget(JsIsolate *iso, const JsRealm *realm);

/* %eval%: indirect eval. */
JsValue js_global_eval(JS_ARGS);

/* What import() in a module's code is relative to: the path of its file; of code from a string, that of the file whose code
 * made it (GetActiveScriptOrModule, 9.4.1). */
const char *js_referrer_path(JsIsolate *iso, const JsModuleDesc *m);
void js_units_free(JsIsolate *iso);

#endif
