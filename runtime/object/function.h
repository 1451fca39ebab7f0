/* Functions, environments, calls, construction. */
#ifndef LODE_OBJECT_FUNCTION_H
#define LODE_OBJECT_FUNCTION_H

#include "object/object.h"

#define JS_FN_STRICT 0x0001
#define JS_FN_ARROW 0x0002       /* no this, arguments, prototype of its own */
#define JS_FN_METHOD 0x0004      /* not a constructor */
#define JS_FN_CLASS 0x0008       /* class constructor: throws when called */
#define JS_FN_DERIVED 0x0010     /* derived class constructor: new passes this = JS_EMPTY, the body returns the object */
#define JS_FN_GENERATOR 0x0020
#define JS_FN_ASYNC 0x0040
#define JS_FN_CONSTRUCTOR 0x0080 /* has [[Construct]] */
#define JS_FN_NATIVE 0x0100      /* prints as [native code], not shown as user code */
#define JS_FN_ACCESSOR 0x0200    /* name carries "get " or "set " already */
#define JS_FN_MODULE 0x0400      /* a module's outermost function */
#define JS_FN_INFERRED_NAME 0x0800 /* the name is for stack traces alone; the function object's is empty */

#define JS_FN_SHOWN 0x1000 /* a built-in that stack traces show (js_function_show) */

/* Static data of a function: emitted by the compiler, or written as C tables for built-ins. Immutable. */
struct JsFunctionInfo {
  JsCode code;
  const struct JsModuleDesc *module; /* NULL for built-ins in C */
  const void *name;                  /* Latin-1 or UTF-16 units, not terminated */
  uint32_t name_length;              /* units; top bit set: UTF-16 */
  uint32_t flags;                    /* JS_FN_* */
  uint16_t length;                   /* expected arguments */
  uint16_t slots_hint;               /* in-line slots to give objects that new makes */
  uint32_t source_start, source_end; /* byte range of the function's text in module->source */
  uint32_t line, column;             /* of its head, 1-based */
};
/* Does the function object get a name from the code? */
static inline bool js_info_has_name(const JsFunctionInfo *info) {
  return (info->name_length & 0x7fffffffu) != 0 && !(info->flags & JS_FN_INFERRED_NAME);
}

struct JsFunction {
  JsObject object; /* flags: CALLABLE, maybe CONSTRUCTOR, LAZY until name/length/prototype are touched */
  JsCode code;     /* offset 16: from info, or js_function_enter, or what notes a built-in that traces show */
  const JsFunctionInfo *info;
  void *env;       /* offset 32: JsEnv* of compiled functions; a cell or NULL of the built-in's own for C ones */
  JsRealm *realm;
  JsShape *instance_shape; /* what new allocates: prototype and slots hint; NULL until first used */
  JsValue data;    /* a C built-in's own value; else undefined */
};

/* A scope's captured variables. values[i] is JS_EMPTY while in the temporal dead zone. */
typedef struct JsEnv {
  uint32_t count; /* in the place of cell.shape */
  uint8_t kind, flags, aux, gc;
  struct JsEnv *parent; /* offset 8 */
  JsValue values[];     /* offset 16 */
} JsEnv;

JsFunction *js_function_new(JsIsolate *iso, const JsFunctionInfo *info, void *env);
/* A C built-in. data is kept in the function (closures over a value). proto/constructor-ness from flags. */
JsFunction *js_function_native(JsIsolate *iso, JsCode code, const char *name, int length, uint32_t flags, JsValue data);
/* Stack traces show calls of this built-in: it throws on its own account, or calls back. Costs a few instructions a call. */
void js_function_show(JsFunction *f);
typedef struct JsBuiltinFrame {
  const struct JsBuiltinFrame *caller;
  JsValue callee, this_value, new_target;
} JsBuiltinFrame;
JsFunction *js_function_native_key(JsIsolate *iso, JsCode code, JsKey name, const char *prefix, int length, uint32_t flags, JsValue data);
JsValue js_function_name(JsIsolate *iso, JsFunction *f); /* for stack traces: the string "name", no user code run */
void js_set_function_name(JsIsolate *iso, JsValue f, JsKey key, const char *prefix); /* SetFunctionName */
void js_function_materialise(JsIsolate *iso, JsFunction *f); /* clears JS_OBJ_LAZY */

static inline bool js_is_callable(JsValue v) { return js_is_object(v) && (js_as_cell(v)->flags & JS_OBJ_CALLABLE); }
static inline bool js_is_constructor(JsValue v) { return js_is_object(v) && (js_as_cell(v)->flags & JS_OBJ_CONSTRUCTOR); }
static inline JsFunction *js_as_function(JsValue v) { return (JsFunction *)(uintptr_t)v; }
/* Is v the built-in with this code, of whatever realm? */
static inline bool js_is_builtin(JsValue v, JsCode code) {
  return js_is_kind(v, JS_KIND_FUNCTION) && js_as_function(v)->info->code == code;
}

/* Calls. callee need not be callable (TypeError). Checks the native stack. [collects, re-enters] */
JsValue js_call(JsIsolate *iso, JsValue callee, JsValue this_value, uint32_t argc, JsValue *argv);
JsValue js_construct(JsIsolate *iso, JsValue callee, JsValue new_target, uint32_t argc, JsValue *argv);
JsValue js_invoke(JsIsolate *iso, JsValue v, JsKey key, uint32_t argc, JsValue *argv); /* Invoke */
JsValue js_get_method(JsIsolate *iso, JsValue v, JsKey key); /* callable or undefined; JS_EMPTY threw */

/* Iteration (7.4). */
typedef struct JsIterator {
  JsValue object, next;
  bool fast;           /* a packed array with untouched iteration: object is the array */
  uint32_t index;
} JsIterator;
/* What compiled for-of, destructuring and yield* keep of an iterator: a VALUES cell. */
typedef struct JsIterRecord {
  JsCell cell;
  JsValue object, next;
  JsValue index; /* int32 */
  JsValue state; /* true: fast */
} JsIterRecord;
#define JS_ITER_RECORD_VALUES 4
bool js_iterator_open(JsIsolate *iso, JsValue iterable, JsIterator *it);
int js_iterator_step(JsIsolate *iso, JsIterator *it, JsValue *value); /* 1 value, 0 done, -1 threw */
/* IteratorClose. completion_threw: keep the pending exception, swallow what return() throws. false: threw. */
bool js_iterator_close(JsIsolate *iso, JsIterator *it, bool completion_threw);
/* GetIterator without any fast way: there is an iterator object. GetIteratorFromMethod. false: threw. */
bool js_iterator_open_object(JsIsolate *iso, JsValue iterable, JsIterator *it);
bool js_iterator_from_method(JsIsolate *iso, JsValue iterable, JsValue method, JsIterator *it);
/* A result of an iterator: is it an object? Its value: 1, 0 done, -1 threw; value NULL: it is not asked for. */
bool js_check_iterator_result(JsIsolate *iso, JsValue result);
int js_iterator_result(JsIsolate *iso, JsValue result, JsValue *value);
/* iterable to array of its values; NULL threw. */
JsObject *js_iterable_to_array(JsIsolate *iso, JsValue iterable);

#endif
