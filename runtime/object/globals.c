/* The names of the global object in the order in which V8 has them, and which of them are made when first touched. */
#include "object/internal.h"

/* X(name): defined by one of JS_BUILTIN_FAMILIES. L(name, family): by a family when it is first touched. */
#define JS_GLOBALS(X, L)                                                                                           \
  X(Object) X(Function) X(Array) X(Number) X(parseFloat) X(parseInt) X(Infinity) X(NaN) X(undefined) X(Boolean)    \
  X(String) X(Symbol) L(Date, date) X(Promise) X(RegExp) X(Error) X(AggregateError) X(EvalError) X(RangeError)     \
  X(ReferenceError) X(SyntaxError) X(TypeError) X(URIError) X(globalThis) X(JSON) L(Math, math) X(ArrayBuffer)     \
  L(Uint8Array, typed_array) L(Int8Array, typed_array) L(Uint16Array, typed_array) L(Int16Array, typed_array)      \
  L(Uint32Array, typed_array) L(Int32Array, typed_array) L(Float16Array, typed_array) L(Float32Array, typed_array) \
  L(Float64Array, typed_array) L(Uint8ClampedArray, typed_array) L(BigUint64Array, typed_array)                    \
  L(BigInt64Array, typed_array) L(DataView, data_view) X(Map) X(BigInt) X(Set) X(Iterator) X(WeakMap) X(WeakSet)   \
  X(Proxy) L(Reflect, reflect) L(FinalizationRegistry, weak_refs) L(WeakRef, weak_refs) X(decodeURI)               \
  X(decodeURIComponent) X(encodeURI) X(encodeURIComponent) X(escape) X(unescape) X(eval) X(isFinite) X(isNaN)      \
  X(SuppressedError) L(DisposableStack, disposable_stack) L(AsyncDisposableStack, disposable_stack) X(SharedArrayBuffer) L(Atomics, atomics)

void js_globals_reserve(JsIsolate *iso) {
  static const struct {
    const char *name;
    JsLazyFamily family;
  } globals[] = {
#define X(name) {#name, NULL},
#define L(name, family) {#name, js_init_##family},
      JS_GLOBALS(X, L)
#undef X
#undef L
  };
  JsObject *global = iso->realm->global;
  for (size_t i = 0; i < sizeof globals / sizeof *globals; i++) {
    JsKey key = js_key_from_cstr(iso, globals[i].name);
    if (globals[i].family) {
      js_define_lazy(iso, global, key, JS_ATTR_HIDDEN, globals[i].family, JS_UNDEFINED);
    } else {
      js_define_data(iso, global, key, JS_UNDEFINED, JS_ATTR_HIDDEN);
    }
  }
}
