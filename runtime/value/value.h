/* JavaScript values: 64-bit NuN-boxing.
 *
 * A cell (heap object) is its raw pointer, so its top half-word is zero. An int32 carries the tag
 * 0xFFFE in the top half-word; a double is stored as its bits plus 2^49, which moves every double
 * out of the pointer range. int32 stays distinct from double: 1 may be boxed either way, and code
 * that compares numbers must expect both. The empty value 0 never reaches JavaScript: it marks
 * array holes and uninitialised (TDZ) bindings, and as a result it says "an exception is pending".
 */
#ifndef LODE_VALUE_VALUE_H
#define LODE_VALUE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t JsValue;

typedef struct JsIsolate JsIsolate;
typedef uint64_t JsPlace; /* bytes from the isolate: isolate.h */
typedef struct JsRealm JsRealm;
typedef struct JsShape JsShape;
typedef struct JsObject JsObject;
typedef struct JsString JsString;
typedef struct JsSymbol JsSymbol;
typedef struct JsFunction JsFunction;
typedef struct JsFunctionInfo JsFunctionInfo;

#define JS_EMPTY ((JsValue)0x00)
#define JS_NULL ((JsValue)0x02)
#define JS_FALSE ((JsValue)0x06)
#define JS_TRUE ((JsValue)0x07)
#define JS_UNDEFINED ((JsValue)0x0a)

/* What iteration steps return when the iterator is done; never a JavaScript value. */
#define JS_ITER_DONE ((JsValue)0x12)

#define JS_INT32_TAG ((JsValue)0xFFFE000000000000ull)
#define JS_DOUBLE_OFFSET ((JsValue)0x0002000000000000ull)
#define JS_NOT_CELL_MASK (JS_INT32_TAG | (JsValue)0x02)

/* Every heap cell starts with these eight bytes.
 *
 * shape: for kinds that can be JavaScript values, the low 32 bits of the JsShape's address (shapes
 *   live below 4 GiB), so that one 32-bit compare is a shape check on any cell. Strings, symbols and
 *   bigints carry the pseudo-shape of their kind, whose prototype is String.prototype and so on.
 *   For internal kinds (storage, environments, …) the word is the kind's own; it never reaches an
 *   inline cache.
 * kind: JsKind, chooses size and trace functions.
 * flags: the kind's own flag bits; for objects JS_OBJ_*.
 * aux: for objects the element kind (JS_ELEM_*).
 * gc: owned by the collector; non-zero bit 0 means "old and not remembered": stores need the barrier.
 */
typedef struct JsCell {
  uint32_t shape;
  uint8_t kind;
  uint8_t flags;
  uint8_t aux;
  uint8_t gc;
} JsCell;

#define JS_GC_NEEDS_BARRIER 0x01

/* X(NAME, size function, trace function). Kinds from JS_KIND_OBJECT on are JavaScript objects.
 * The functions have the types JsSizeFn and JsTraceFn of gc/gc.h. A new kind is a row here. */
#define JS_INTERNAL_KINDS(X)                                     \
  X(FREE, js_gc_size_free, js_gc_trace_none)                     \
  X(STORAGE, js_storage_size, js_storage_trace)                  \
  X(ENV, js_env_size, js_env_trace)                              \
  X(SHAPE, js_shape_size, js_shape_trace)                        \
  X(BYTES, js_gc_size_bytes, js_gc_trace_none)                   \
  X(VALUES, js_gc_size_values, js_gc_trace_values)               \
  X(ACCESSOR, js_accessor_size, js_accessor_trace)               \
  X(HASH_TABLE, js_hash_table_size, js_hash_table_trace)         \
  X(ATOM_TABLE, js_atom_table_size, js_gc_trace_none)            \
  X(REALM, js_realm_size, js_realm_trace)                        \
  X(LAZY, js_lazy_size, js_lazy_trace)                           \
  X(STRING, js_string_size, js_string_trace)                     \
  X(SYMBOL, js_symbol_size, js_symbol_trace)                     \
  X(BIGINT, js_bigint_size, js_gc_trace_none)
/* Kinds of typed arrays, in the order of element types: X(element type, bytes). The kind is NAME_ARRAY. */
#define JS_TYPED_ARRAY_KINDS(X)                                                                              \
  X(INT8, 1) X(UINT8, 1) X(UINT8_CLAMPED, 1) X(INT16, 2) X(UINT16, 2) X(INT32, 4) X(UINT32, 4) X(FLOAT16, 2) \
  X(FLOAT32, 4) X(FLOAT64, 8) X(BIGINT64, 8) X(BIGUINT64, 8)
#define JS_OBJECT_KINDS(X)                                       \
  X(OBJECT, js_object_size, js_object_trace)                     \
  X(ARRAY, js_object_size, js_object_trace)                      \
  X(FUNCTION, js_function_size, js_function_trace)               \
  X(BOUND_FUNCTION, js_bound_function_size, js_bound_function_trace) \
  X(ERROR, js_error_size, js_error_trace)                        \
  X(PRIMITIVE_WRAPPER, js_wrapper_size, js_wrapper_trace)        \
  X(ARGUMENTS, js_object_size, js_object_trace)                  \
  X(DATE, js_wrapper_size, js_wrapper_trace)                     \
  X(REGEXP, js_regexp_size, js_regexp_trace)                     \
  X(MAP, js_collection_size, js_collection_trace)                \
  X(SET, js_collection_size, js_collection_trace)                \
  X(WEAK_MAP, js_collection_size, js_weak_map_trace)             \
  X(WEAK_SET, js_collection_size, js_weak_map_trace)             \
  X(WEAK_REF, js_wrapper_size, js_weak_ref_trace)                \
  X(ITERATOR, js_iterator_size, js_iterator_trace)               \
  X(PROMISE, js_promise_size, js_promise_trace)                  \
  X(GENERATOR, js_activation_size, js_activation_trace)          \
  X(PROXY, js_proxy_size, js_proxy_trace)                        \
  X(ARRAY_BUFFER, js_object_size, js_object_trace)               \
  X(DATA_VIEW, js_object_size, js_data_view_trace)               \
  X(INT8_ARRAY, js_object_size, js_typed_array_trace)            \
  X(UINT8_ARRAY, js_object_size, js_typed_array_trace)           \
  X(UINT8_CLAMPED_ARRAY, js_object_size, js_typed_array_trace)   \
  X(INT16_ARRAY, js_object_size, js_typed_array_trace)           \
  X(UINT16_ARRAY, js_object_size, js_typed_array_trace)          \
  X(INT32_ARRAY, js_object_size, js_typed_array_trace)           \
  X(UINT32_ARRAY, js_object_size, js_typed_array_trace)          \
  X(FLOAT16_ARRAY, js_object_size, js_typed_array_trace)         \
  X(FLOAT32_ARRAY, js_object_size, js_typed_array_trace)         \
  X(FLOAT64_ARRAY, js_object_size, js_typed_array_trace)         \
  X(BIGINT64_ARRAY, js_object_size, js_typed_array_trace)        \
  X(BIGUINT64_ARRAY, js_object_size, js_typed_array_trace)       \
  X(NAMESPACE, js_object_size, js_object_trace)                  \
  X(HOST, js_host_object_size, js_host_object_trace)

typedef enum JsKind {
#define X(name, size, trace) JS_KIND_##name,
  JS_INTERNAL_KINDS(X) JS_OBJECT_KINDS(X)
#undef X
      JS_KIND_COUNT,
} JsKind;

#define JS_KIND_FIRST_TYPED_ARRAY JS_KIND_INT8_ARRAY
#define JS_KIND_LAST_TYPED_ARRAY JS_KIND_BIGUINT64_ARRAY
static inline bool js_kind_is_typed_array(uint8_t kind) {
  return (uint8_t)(kind - JS_KIND_FIRST_TYPED_ARRAY) <= JS_KIND_LAST_TYPED_ARRAY - JS_KIND_FIRST_TYPED_ARRAY;
}

static inline bool js_is_int32(JsValue v) { return v >= JS_INT32_TAG; }
static inline bool js_is_number(JsValue v) { return (v & JS_INT32_TAG) != 0; }
static inline bool js_is_double(JsValue v) { return js_is_number(v) && !js_is_int32(v); }
static inline bool js_is_cell(JsValue v) { return (v & JS_NOT_CELL_MASK) == 0; }
static inline bool js_is_bool(JsValue v) { return (v & ~(JsValue)1) == JS_FALSE; }
static inline bool js_is_undefined(JsValue v) { return v == JS_UNDEFINED; }
static inline bool js_is_null(JsValue v) { return v == JS_NULL; }
static inline bool js_is_nullish(JsValue v) { return (v & ~(JsValue)8) == JS_NULL; }

static inline JsValue js_int32(int32_t i) { return JS_INT32_TAG | (uint32_t)i; }
static inline int32_t js_as_int32(JsValue v) { return (int32_t)v; }
static inline JsValue js_bool(bool b) { return JS_FALSE | (JsValue)b; }

/* Boxes a double as a double, also when it is integral. NaNs from outside must be canonical. */
static inline JsValue js_double(double d) {
  uint64_t bits;
  memcpy(&bits, &d, 8);
  return bits + JS_DOUBLE_OFFSET;
}
static inline double js_as_double(JsValue v) {
  uint64_t bits = v - JS_DOUBLE_OFFSET;
  double d;
  memcpy(&d, &bits, 8);
  return d;
}
/* Boxes a number, as int32 where it is one (never for -0). Canonicalises NaN. */
static inline JsValue js_number(double d) {
  if (d >= -2147483648.0 && d <= 2147483647.0) {
    int32_t i = (int32_t)d;
    uint64_t bits;
    memcpy(&bits, &d, 8);
    if ((double)i == d && (i != 0 || bits == 0)) return js_int32(i);
  }
  if (d != d) d = __builtin_nan("");
  return js_double(d);
}
/* v must be a number. */
static inline double js_number_to_double(JsValue v) {
  return js_is_int32(v) ? (double)js_as_int32(v) : js_as_double(v);
}

static inline JsCell *js_as_cell(JsValue v) { return (JsCell *)(uintptr_t)v; }
static inline JsValue js_from_cell(const void *cell) { return (JsValue)(uintptr_t)cell; }
static inline bool js_is_kind(JsValue v, JsKind kind) { return js_is_cell(v) && js_as_cell(v)->kind == kind; }
static inline bool js_is_object(JsValue v) { return js_is_cell(v) && js_as_cell(v)->kind >= JS_KIND_OBJECT; }
static inline bool js_is_string(JsValue v) { return js_is_kind(v, JS_KIND_STRING); }
static inline bool js_is_symbol(JsValue v) { return js_is_kind(v, JS_KIND_SYMBOL); }
static inline bool js_is_bigint(JsValue v) { return js_is_kind(v, JS_KIND_BIGINT); }
static inline JsObject *js_as_object(JsValue v) { return (JsObject *)(uintptr_t)v; }
static inline JsString *js_as_string(JsValue v) { return (JsString *)(uintptr_t)v; }
static inline JsSymbol *js_as_symbol(JsValue v) { return (JsSymbol *)(uintptr_t)v; }

/* A property key: an array index (0 … 2^32-2) as odd (index << 1 | 1), or the pointer of an atom
 * (interned string, never one that spells an array index) or of a symbol. */
typedef uint64_t JsKey;
#define JS_KEY_NONE ((JsKey)0) /* "conversion threw" */
static inline bool js_key_is_index(JsKey k) { return (k & 1) != 0; }
static inline uint32_t js_key_index(JsKey k) { return (uint32_t)(k >> 1); }
static inline JsKey js_index_key(uint32_t i) { return ((JsKey)i << 1) | 1; }
static inline JsKey js_cell_key(const void *atom_or_symbol) { return (JsKey)(uintptr_t)atom_or_symbol; }
static inline JsCell *js_key_cell(JsKey k) { return (JsCell *)(uintptr_t)k; }
static inline bool js_key_is_symbol(JsKey k) { return !js_key_is_index(k) && js_key_cell(k)->kind == JS_KIND_SYMBOL; }
static inline bool js_key_is_string(JsKey k) { return js_key_is_index(k) || js_key_cell(k)->kind == JS_KIND_STRING; }

/* The uniform entry of every callable: callee (the function object), this, new.target (undefined in
 * a call), the arguments. argv belongs to the caller and lives on its stack or is otherwise kept;
 * it may hold fewer values than the function declares. Returns JS_EMPTY with the exception in
 * iso->exception when it throws. */
typedef JsValue (*JsCode)(JsIsolate *iso, JsValue callee, JsValue this_value, JsValue new_target, uint32_t argc,
                          JsValue *argv);
#define JS_ARGS JsIsolate *iso, JsValue callee, JsValue this_value, JsValue new_target, uint32_t argc, JsValue *argv
#define JS_UNUSED_ARGS (void)iso, (void)callee, (void)this_value, (void)new_target, (void)argc, (void)argv
static inline JsValue js_arg(uint32_t argc, const JsValue *argv, uint32_t i) {
  return i < argc ? argv[i] : JS_UNDEFINED;
}

/* Propagation of a pending exception out of a function that returns JsValue. */
#define JS_TRY(v)                       \
  do {                                  \
    if ((v) == JS_EMPTY) return JS_EMPTY; \
  } while (0)
#define JS_TRY_BOOL(ok)          \
  do {                           \
    if (!(ok)) return JS_EMPTY;  \
  } while (0)

/* Keeps p itself (not only a biased copy of it) alive up to here: see GC_RULES.md. */
#define JS_KEEP(p) __asm__ volatile("" : : "r"(p) : "memory")

#endif
