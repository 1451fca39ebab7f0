/* Realms and the tables from which built-ins are installed. */
#ifndef LODE_OBJECT_REALM_H
#define LODE_OBJECT_REALM_H

#include "object/function.h"

/* X(identifier, initialiser). Initialisers run in this order; each creates its constructor and prototype,
 * stores them with js_intrinsic_set, and defines the global. A new built-in family is a row here. */
#define JS_BUILTIN_FAMILIES(X)                                                                     \
  X(object) X(function) X(symbol) X(error) X(iterator) X(boolean) X(number) X(string) X(array)     \
  X(json) X(map) X(set) X(weak) X(promise) X(generator)             \
  X(async_iterator) X(async_function) X(async_generator) X(regexp) X(proxy)                                         \
  X(bigint) X(array_buffer) X(global)

#define JS_INTRINSICS(X)                                                                           \
  X(ObjectPrototype) X(Object) X(FunctionPrototype) X(Function) X(ArrayPrototype) X(Array)         \
  X(StringPrototype) X(String) X(NumberPrototype) X(Number) X(BooleanPrototype) X(Boolean)         \
  X(SymbolPrototype) X(Symbol) X(BigIntPrototype) X(BigInt)                                        \
  X(ErrorPrototype) X(Error) X(TypeErrorPrototype) X(TypeError) X(RangeErrorPrototype) X(RangeError) \
  X(SyntaxErrorPrototype) X(SyntaxError) X(ReferenceErrorPrototype) X(ReferenceError)              \
  X(EvalErrorPrototype) X(EvalError) X(URIErrorPrototype) X(URIError)                              \
  X(AggregateErrorPrototype) X(AggregateError) X(SuppressedErrorPrototype) X(SuppressedError)                                                     \
  X(IteratorPrototype) X(ArrayIteratorPrototype) X(StringIteratorPrototype)                        \
  X(MapIteratorPrototype) X(SetIteratorPrototype) X(RegExpStringIteratorPrototype)                 \
  X(MapPrototype) X(Map) X(SetPrototype) X(Set) X(WeakMapPrototype) X(WeakMap)                     \
  X(WeakSetPrototype) X(WeakSet) X(WeakRefPrototype) X(WeakRef)                                    \
  X(FinalizationRegistryPrototype) X(FinalizationRegistry)                                         \
  X(PromisePrototype) X(Promise) X(RegExpPrototype) X(RegExp) X(DatePrototype) X(Date)             \
  X(Proxy) X(Reflect) X(Math) X(JSON) X(ArrayProtoValues) X(ArrayProtoToString) X(ThrowTypeError)      \
  X(GeneratorFunction) X(GeneratorFunctionPrototype) X(GeneratorPrototype)                         \
  X(AsyncFunction) X(AsyncFunctionPrototype) X(AsyncIteratorPrototype) X(AsyncFromSyncIteratorPrototype) \
  X(AsyncGeneratorFunction) X(AsyncGeneratorFunctionPrototype) X(AsyncGeneratorPrototype)          \
  X(ArrayBufferPrototype) X(ArrayBuffer) X(SharedArrayBufferPrototype) X(SharedArrayBuffer)        \
  X(DataViewPrototype) X(DataView) X(TypedArrayPrototype) X(TypedArray)                            \
  X(Int8ArrayPrototype) X(Int8Array) X(Uint8ArrayPrototype) X(Uint8Array)                          \
  X(Uint8ClampedArrayPrototype) X(Uint8ClampedArray) X(Int16ArrayPrototype) X(Int16Array)          \
  X(Uint16ArrayPrototype) X(Uint16Array) X(Int32ArrayPrototype) X(Int32Array)                      \
  X(Uint32ArrayPrototype) X(Uint32Array) X(Float16ArrayPrototype) X(Float16Array)                  \
  X(Float32ArrayPrototype) X(Float32Array) X(Float64ArrayPrototype) X(Float64Array)                \
  X(BigInt64ArrayPrototype) X(BigInt64Array) X(BigUint64ArrayPrototype) X(BigUint64Array)          \
  X(Iterator) X(IteratorHelperPrototype) X(WrapForValidIteratorPrototype)          \
  X(DisposableStackPrototype) X(DisposableStack) X(AsyncDisposableStackPrototype) X(AsyncDisposableStack)

/* Families that are made when a program first touches one of their globals (object/globals.c says which). */
#define JS_LAZY_FAMILIES(X)                                               \
  X(date) X(math) X(typed_array) X(data_view) X(atomics) X(reflect) X(weak_refs) \
  X(disposable_stack)
typedef void (*JsLazyFamily)(JsIsolate *iso);

typedef enum JsIntrinsicId {
#define X(id) JS_INTRINSIC_##id,
  JS_INTRINSICS(X)
#undef X
      JS_INTRINSIC_COUNT
} JsIntrinsicId;

struct JsRealm {
  JsCell cell;
  JsObject *global;
  uint32_t serial;  /* the main realm's is 0, no two have the same */
  JsObject *lexicals; /* let, const and class of scripts: object/script.c; NULL until there are any */
  JsValue intrinsics[JS_INTRINSIC_COUNT];
  JsShape *object_shape, *array_shape, *function_shape, *method_shape, *iter_result_shape; /* roots used by allocation fast paths */
  JsShape *generator_function_shape, *async_function_shape, *async_generator_function_shape; /* roots of these functions */
  JsShape *activation_shape; /* of async functions' activations */
  JsValuesCell *regexp_last; /* regexp/cache.c: RegExp's legacy static properties, when another realm was the last to match */
  bool array_iteration_intact; /* %Array.prototype%[@@iterator] and %ArrayIteratorPrototype%.next are the originals */
  bool typed_array_length_intact; /* what length is of a typed array whose shape is one of these: */
#define JS_TYPED_ARRAY_TYPES 12
  JsShape *typed_array_shapes[JS_TYPED_ARRAY_TYPES]; /* of those without properties of their own, by JsElementType */
  bool array_species_intact; /* an array of array_shape is copied by methods into an array */
  bool promise_then_intact, regexp_exec_intact, string_iteration_intact;
};
/* A realm with all built-ins. The first is the isolate's main one and becomes the current one; others are entered with
 * js_realm_enter. [collects] */
JsRealm *js_realm_new(JsIsolate *iso);
/* Makes r the current realm; returns the one that was, to be entered again. Only for what runs no function of r, such as
 * evaluating a script: calling a function enters its realm. */
JsRealm *js_realm_enter(JsIsolate *iso, JsRealm *r);
/* The realm with this global object, or NULL. */
JsRealm *js_realm_of_global(JsIsolate *iso, const JsObject *global);
/* 7.3.24 GetFunctionRealm; of objects that aren't functions the current realm. NULL: threw. */
JsRealm *js_function_realm(JsIsolate *iso, JsValue f);
/* Of a family that is not lazy, or was touched. */
static inline JsValue js_intrinsic(JsIsolate *iso, JsIntrinsicId id) { return iso->realm->intrinsics[id]; }
static inline JsObject *js_intrinsic_object(JsIsolate *iso, JsIntrinsicId id) { return js_as_object(iso->realm->intrinsics[id]); }

/* Is v a function of another realm than the current one that is there what id is here? */
static inline bool js_is_foreign_intrinsic(JsIsolate *iso, JsValue v, JsIntrinsicId id) {
  if (!iso->many_realms || !js_is_kind(v, JS_KIND_FUNCTION)) return false;
  const JsRealm *r = js_as_function(v)->realm;
  return r != iso->realm && r->intrinsics[id] == v;
}

/* A built-in's table, ended by JS_BUILTIN_END. A file of built-ins opens with it. */
typedef enum JsBuiltinType { JS_B_FUNCTION, JS_B_GETTER, JS_B_ACCESSOR, JS_B_NUMBER, JS_B_STRING, JS_B_ALIAS } JsBuiltinType;
typedef struct JsBuiltin {
  const char *name;    /* NULL with symbol >= 0 */
  int symbol;          /* JsSymbolId or -1 */
  JsBuiltinType type;
  uint8_t length;      /* of functions */
  uint8_t attributes;  /* JS_ATTR_* */
  bool shown;          /* functions: by stack traces */
  JsCode code, setter;
  double number;
  const char *text;    /* string value; alias: the other name; function under a symbol: its name */
} JsBuiltin;
#define JS_B_FN(nm, fn, len) {.name = nm, .symbol = -1, .type = JS_B_FUNCTION, .length = len, .attributes = JS_ATTR_HIDDEN, .code = fn}
/* As JS_B_FN; stack traces show it (js_function_show). */
#define JS_B_SHOWN(nm, fn, len) {.name = nm, .symbol = -1, .type = JS_B_FUNCTION, .length = len, .attributes = JS_ATTR_HIDDEN, .code = fn, .shown = true}
#define JS_B_SYMFN(sym, nm, fn, len) {.symbol = JS_SYMBOL_##sym, .type = JS_B_FUNCTION, .length = len, .attributes = JS_ATTR_HIDDEN, .code = fn, .text = nm}
#define JS_B_GET(nm, fn) {.name = nm, .symbol = -1, .type = JS_B_GETTER, .attributes = JS_ATTR_CONFIGURABLE, .code = fn}
#define JS_B_SYMGET(sym, nm, fn) {.symbol = JS_SYMBOL_##sym, .type = JS_B_GETTER, .attributes = JS_ATTR_CONFIGURABLE, .code = fn, .text = nm}
#define JS_B_NUM(nm, x) {.name = nm, .symbol = -1, .type = JS_B_NUMBER, .number = x}
#define JS_B_TAG(s) {.symbol = JS_SYMBOL_toStringTag, .type = JS_B_STRING, .attributes = JS_ATTR_CONFIGURABLE, .text = s}
#define JS_B_ALIAS_OF(nm, other) {.name = nm, .symbol = -1, .type = JS_B_ALIAS, .attributes = JS_ATTR_HIDDEN, .text = other}
#define JS_BUILTIN_END {.name = NULL, .symbol = -1}

/* A data property whose value is made when something first touches it: by a family, which defines it, or by load, a
 * function without parameters. */
bool js_define_lazy(JsIsolate *iso, JsObject *o, JsKey key, uint8_t attributes, JsLazyFamily family, JsValue load);
void js_install(JsIsolate *iso, JsObject *target, const JsBuiltin *table);
/* Makes a constructor (flags JS_FN_CONSTRUCTOR) with .prototype and the prototype's .constructor, installs both
 * tables, stores both intrinsics, defines the global. Either table may be NULL. */
JsFunction *js_install_class(JsIsolate *iso, const char *name, JsCode code, int length, JsIntrinsicId constructor,
                             JsIntrinsicId prototype, JsObject *proto, const JsBuiltin *statics, const JsBuiltin *methods);
void js_intrinsic_set(JsIsolate *iso, JsIntrinsicId id, JsValue v);
JsValue js_iter_result(JsIsolate *iso, JsValue value, bool done);

#define X(family) void js_init_##family(JsIsolate *iso);
JS_BUILTIN_FAMILIES(X) JS_LAZY_FAMILIES(X)
#undef X

#endif
