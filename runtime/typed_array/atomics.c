/* Atomics (25.4). */
#include "bigint/bigint.h"
#include "typed_array/typed_array.h"
#include "typed_array/waiters.h"

#include <math.h>

static JsValue atomics_add(JS_ARGS);
static JsValue atomics_and(JS_ARGS);
static JsValue atomics_compare_exchange(JS_ARGS);
static JsValue atomics_exchange(JS_ARGS);
static JsValue atomics_is_lock_free(JS_ARGS);
static JsValue atomics_load(JS_ARGS);
static JsValue atomics_notify(JS_ARGS);
static JsValue atomics_or(JS_ARGS);
static JsValue atomics_pause(JS_ARGS);
static JsValue atomics_store(JS_ARGS);
static JsValue atomics_sub(JS_ARGS);
static JsValue atomics_wait(JS_ARGS);
static JsValue atomics_wait_async(JS_ARGS);
static JsValue atomics_xor(JS_ARGS);

static const JsBuiltin functions[] = {
    JS_B_FN("load", atomics_load, 2),
    JS_B_FN("store", atomics_store, 3),
    JS_B_FN("add", atomics_add, 3),
    JS_B_FN("sub", atomics_sub, 3),
    JS_B_FN("and", atomics_and, 3),
    JS_B_FN("or", atomics_or, 3),
    JS_B_FN("xor", atomics_xor, 3),
    JS_B_FN("exchange", atomics_exchange, 3),
    JS_B_FN("compareExchange", atomics_compare_exchange, 4),
    JS_B_FN("isLockFree", atomics_is_lock_free, 1),
    JS_B_FN("wait", atomics_wait, 4),
    JS_B_FN("waitAsync", atomics_wait_async, 4),
    JS_B_FN("notify", atomics_notify, 3),
    JS_B_FN("pause", atomics_pause, 0),
    JS_B_TAG("Atomics"),
    JS_BUILTIN_END,
};

void js_init_atomics(JsIsolate *iso) {
  JsObject *atomics = js_object_new(iso);
  js_install(iso, atomics, functions);
  js_define_data(iso, iso->realm->global, js_key_from_cstr(iso, "Atomics"), js_from_cell(atomics), JS_ATTR_HIDDEN);
}

/* ---- Arguments ---- */

static bool is_integer_type(JsElementType type) {
  return type != JS_TYPE_UINT8_CLAMPED && !(type >= JS_TYPE_FLOAT16 && type <= JS_TYPE_FLOAT64);
}

/* 25.4.3.1 ValidateIntegerTypedArray. NULL: threw. */
static JsTypedArray *integer_array(JsIsolate *iso, JsValue v, bool waitable, const char *method) {
  if (js_is_stopped(iso)) { /* loops that wait for a value call nothing else */
    js_throw_stopped(iso);
    return NULL;
  }
  JsTypedArray *a = js_as_typed_array(v);
  JsElementType type = a ? js_element_type(a) : JS_TYPE_FLOAT64;
  if (waitable ? type != JS_TYPE_INT32 && type != JS_TYPE_BIGINT64 : !is_integer_type(type)) {
    js_throw_type_about(iso, "", v, waitable ? " is not an int32 or BigInt64 typed array." : " is not an integer typed array.");
    return NULL;
  }
  js_array_buffer_refresh(a->buffer);
  if (a->out_of_bounds) {
    js_throw_detached(iso, method);
    return NULL;
  }
  return a;
}

/* 25.4.3.2 ValidateAtomicAccess: the element's index. false: threw. */
static bool access_index(JsIsolate *iso, const JsTypedArray *a, JsValue v, uint64_t *index) {
  size_t length = a->length;
  if (!js_to_index_or(iso, v, index, "Invalid atomic access index")) return false;
  if (*index < length) return true;
  js_throw_range_error(iso, "Invalid atomic access index");
  return false;
}

/* Converting the operands may have changed the buffer (25.4.3.4 RevalidateAtomicAccess). NULL: threw. */
static uint8_t *element_address(JsIsolate *iso, const JsTypedArray *a, uint64_t index, const char *method) {
  if (a->out_of_bounds) {
    js_throw_detached(iso, method);
    return NULL;
  }
  if (index >= a->length) {
    js_throw_range_error(iso, "Invalid atomic access index");
    return NULL;
  }
  return a->data + (index << js_element_shift(a));
}

/* The operand as a number without fraction or a BigInt, and its bits. false: threw. */
static bool operand(JsIsolate *iso, JsElementType type, JsValue v, JsValue *converted, uint64_t *bits) {
  if (js_type_is_bigint(type)) {
    *converted = js_to_bigint(iso, v);
    if (*converted == JS_EMPTY) return false;
    *bits = js_bigint_to_uint64(*converted);
    return true;
  }
  double d;
  if (!js_to_integer_or_infinity(iso, v, &d)) return false;
  *converted = js_number(d);
  *bits = js_element_bits_of_double(type, d);
  return true;
}

/* ---- Read, modify, write (25.4.3.5 AtomicReadModifyWrite) ---- */

typedef enum Change { ADD, SUB, AND, OR, XOR, EXCHANGE } Change;

#define CHANGE(type)                                                                         \
  {                                                                                          \
    type *at = (type *)p, x = (type)operand;                                                 \
    switch (change) {                                                                        \
      case ADD: return __atomic_fetch_add(at, x, __ATOMIC_SEQ_CST);                          \
      case SUB: return __atomic_fetch_sub(at, x, __ATOMIC_SEQ_CST);                          \
      case AND: return __atomic_fetch_and(at, x, __ATOMIC_SEQ_CST);                          \
      case OR: return __atomic_fetch_or(at, x, __ATOMIC_SEQ_CST);                            \
      case XOR: return __atomic_fetch_xor(at, x, __ATOMIC_SEQ_CST);                          \
      default: return __atomic_exchange_n(at, x, __ATOMIC_SEQ_CST);                          \
    }                                                                                        \
  }

/* What was there before. */
static uint64_t apply(Change change, uint8_t *p, unsigned shift, uint64_t operand) {
  switch (shift) {
    case 0: CHANGE(uint8_t)
    case 1: CHANGE(uint16_t)
    case 2: CHANGE(uint32_t)
    default: CHANGE(uint64_t)
  }
}

static JsValue result_of(JsIsolate *iso, JsElementType type, uint64_t bits) {
  return js_element_load(iso, type, (const uint8_t *)&bits);
}

static JsValue modify(JsIsolate *iso, uint32_t argc, JsValue *argv, Change change, const char *method) {
  JsTypedArray *a = integer_array(iso, js_arg(argc, argv, 0), false, method);
  uint64_t index, bits;
  JsValue converted;
  if (!a || !access_index(iso, a, js_arg(argc, argv, 1), &index)) return JS_EMPTY;
  JsElementType type = js_element_type(a);
  JS_TRY_BOOL(operand(iso, type, js_arg(argc, argv, 2), &converted, &bits));
  uint8_t *p = element_address(iso, a, index, method);
  return p ? result_of(iso, type, apply(change, p, js_element_sizes[type], bits)) : JS_EMPTY;
}

/* 25.4.4-14 */
#define MODIFY(function, change, name)                           \
  static JsValue function(JS_ARGS) {                             \
    JS_UNUSED_ARGS;                                              \
    return modify(iso, argc, argv, change, "Atomics." name);     \
  }
MODIFY(atomics_add, ADD, "add")
MODIFY(atomics_and, AND, "and")
MODIFY(atomics_exchange, EXCHANGE, "exchange")
MODIFY(atomics_or, OR, "or")
MODIFY(atomics_sub, SUB, "sub")
MODIFY(atomics_xor, XOR, "xor")

#define COMPARE(type)                                                                                              \
  {                                                                                                                \
    type found = (type)expected;                                                                                   \
    __atomic_compare_exchange_n((type *)p, &found, (type)replacement, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);  \
    return found;                                                                                                  \
  }

static uint64_t compare_exchange(uint8_t *p, unsigned shift, uint64_t expected, uint64_t replacement) {
  switch (shift) {
    case 0: COMPARE(uint8_t)
    case 1: COMPARE(uint16_t)
    case 2: COMPARE(uint32_t)
    default: COMPARE(uint64_t)
  }
}

/* 25.4.6 Atomics.compareExchange ( typedArray, index, expectedValue, replacementValue ) */
static JsValue atomics_compare_exchange(JS_ARGS) {
  JS_UNUSED_ARGS;
  const char *method = "Atomics.compareExchange";
  JsTypedArray *a = integer_array(iso, js_arg(argc, argv, 0), false, method);
  uint64_t index, expected, replacement;
  JsValue converted;
  if (!a || !access_index(iso, a, js_arg(argc, argv, 1), &index)) return JS_EMPTY;
  JsElementType type = js_element_type(a);
  JS_TRY_BOOL(operand(iso, type, js_arg(argc, argv, 2), &converted, &expected));
  JS_TRY_BOOL(operand(iso, type, js_arg(argc, argv, 3), &converted, &replacement));
  uint8_t *p = element_address(iso, a, index, method);
  return p ? result_of(iso, type, compare_exchange(p, js_element_sizes[type], expected, replacement)) : JS_EMPTY;
}

/* 25.4.9 Atomics.load ( typedArray, index ) */
static JsValue atomics_load(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = integer_array(iso, js_arg(argc, argv, 0), false, "Atomics.load");
  uint64_t index;
  if (!a || !access_index(iso, a, js_arg(argc, argv, 1), &index)) return JS_EMPTY;
  uint8_t *p = element_address(iso, a, index, "Atomics.load");
  JsElementType type = js_element_type(a);
  return p ? result_of(iso, type, apply(OR, p, js_element_sizes[type], 0)) : JS_EMPTY;
}

/* 25.4.12 Atomics.store ( typedArray, index, value ) */
static JsValue atomics_store(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = integer_array(iso, js_arg(argc, argv, 0), false, "Atomics.store");
  uint64_t index, bits;
  JsValue converted;
  if (!a || !access_index(iso, a, js_arg(argc, argv, 1), &index)) return JS_EMPTY;
  JsElementType type = js_element_type(a);
  JS_TRY_BOOL(operand(iso, type, js_arg(argc, argv, 2), &converted, &bits));
  uint8_t *p = element_address(iso, a, index, "Atomics.store");
  if (!p) return JS_EMPTY;
  apply(EXCHANGE, p, js_element_sizes[type], bits);
  return converted;
}

/* 25.4.8 Atomics.isLockFree ( size ) */
static JsValue atomics_is_lock_free(JS_ARGS) {
  JS_UNUSED_ARGS;
  double n;
  JS_TRY_BOOL(js_to_integer_or_infinity(iso, js_arg(argc, argv, 0), &n));
  return js_bool(n == 1 || n == 2 || n == 4 || n == 8);
}

/* 25.4.10 Atomics.pause ( [ iterationNumber ] ) */
static JsValue atomics_pause(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue n = js_arg(argc, argv, 0);
  bool integral = js_is_int32(n) || (js_is_double(n) && isfinite(js_as_double(n)) && trunc(js_as_double(n)) == js_as_double(n));
  if (!js_is_undefined(n) && !integral) return js_throw_type_error(iso, "iterationNumber must be an integer");
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
  return JS_UNDEFINED;
}

/* ---- Waiting ---- */

/* 25.4.3.14 DoWait up to the critical section. false: threw. */
static bool wait_arguments(JsIsolate *iso, uint32_t argc, JsValue *argv, JsWait *w, const char *method) {
  JsTypedArray *a = integer_array(iso, js_arg(argc, argv, 0), true, method);
  if (!a) return false;
  if (!a->buffer->shared) {
    js_throw_type_about(iso, "", argv[0], " is not a shared typed array.");
    return false;
  }
  uint64_t index;
  JsValue converted, value = js_arg(argc, argv, 2);
  int32_t small;
  if (!access_index(iso, a, js_arg(argc, argv, 1), &index)) return false;
  JsElementType type = js_element_type(a);
  if (type == JS_TYPE_INT32) { /* ToInt32 or ToBigInt64 */
    if (!js_to_int32(iso, value, &small)) return false;
    w->value = (uint32_t)small;
  } else if (!operand(iso, type, value, &converted, &w->value)) {
    return false;
  }
  if (!js_to_number(iso, js_arg(argc, argv, 3), &w->timeout)) return false;
  if (isnan(w->timeout)) w->timeout = INFINITY;
  if (w->timeout < 0) w->timeout = 0;
  w->block = a->buffer->block;
  w->place = a->data + (index << js_element_sizes[type]);
  w->size = (size_t)1 << js_element_sizes[type];
  return true;
}

/* 25.4.13 Atomics.wait ( typedArray, index, value, timeout ) */
static JsValue atomics_wait(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsWait w;
  return wait_arguments(iso, argc, argv, &w, "Atomics.wait") ? js_wait(iso, &w) : JS_EMPTY;
}

/* 25.4.14 Atomics.waitAsync ( typedArray, index, value, timeout ) */
static JsValue atomics_wait_async(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsWait w;
  return wait_arguments(iso, argc, argv, &w, "Atomics.waitAsync") ? js_wait_async(iso, &w) : JS_EMPTY;
}

/* 25.4.15 Atomics.notify ( typedArray, index, count ) */
static JsValue atomics_notify(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = integer_array(iso, js_arg(argc, argv, 0), true, "Atomics.notify");
  uint64_t index;
  double count = INFINITY;
  if (!a || !access_index(iso, a, js_arg(argc, argv, 1), &index)) return JS_EMPTY;
  JsValue count_value = js_arg(argc, argv, 2);
  if (!js_is_undefined(count_value)) JS_TRY_BOOL(js_to_integer_or_infinity(iso, count_value, &count));
  if (!a->buffer->shared) return js_int32(0);
  return js_number(js_notify(iso, a->buffer->block, a->data + (index << js_element_shift(a)), count));
}
