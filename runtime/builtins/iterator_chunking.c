/* Iterator.prototype.chunks and windows (the proposal iterator-chunking). */
#include "builtins/iterator_helpers.h"

/* Slots of the record behind the common ones; REMAINING is the size. Once the iterator is exhausted the target is
 * undefined: there is nothing to be closed any more. */
enum { CHUNK_BUFFER = JS_HELPER_RECORD, CHUNK_PARTIAL, CHUNK_RECORD };

/* The size: an integral number from 1 to 2**32 - 1. false: threw, the iterator closed. */
static bool read_size(JsIsolate *iso, JsValue this_value, JsValue v, double *out) {
  *out = js_is_number(v) ? js_number_to_double(v) : __builtin_nan("");
  if (*out - *out != 0 || *out != __builtin_trunc(*out)) {
    js_throw_type_about(iso, "", v, " is not an integral number");
  } else if (*out < 1 || *out > JS_MAX_ARRAY_LENGTH) {
    js_throw_range_about(iso, "", v, " is out of range");
  } else {
    return true;
  }
  js_iterator_reject(iso, this_value);
  return false;
}

static JsValue helper_new(JsIsolate *iso, JsHelperKind kind, JsValue this_value, double size, bool partial) {
  JsIterator it;
  if (!js_iterator_direct(iso, this_value, &it)) return JS_EMPTY;
  JsObject *buffer = js_array_with_capacity(iso, 0);
  JsIteratorObject *h = buffer ? js_helper_new(iso, kind, this_value, CHUNK_RECORD) : NULL;
  if (!h) return JS_EMPTY;
  JsEnv *record = js_helper_record(h);
  record->values[JS_HELPER_NEXT] = it.next;
  record->values[JS_HELPER_REMAINING] = js_number(size);
  record->values[CHUNK_BUFFER] = js_from_cell(buffer);
  record->values[CHUNK_PARTIAL] = js_bool(partial);
  js_barrier(iso, record);
  return js_from_cell(h);
}

/* Iterator.prototype.chunks ( chunkSize ) */
JsValue js_iterator_chunks(JS_ARGS) {
  (void)callee, (void)new_target;
  double size;
  if (!js_iterator_this(iso, this_value, "chunks")) return JS_EMPTY;
  if (!read_size(iso, this_value, js_arg(argc, argv, 0), &size)) return JS_EMPTY;
  return helper_new(iso, JS_HELPER_CHUNKS, this_value, size, true);
}

static bool is_text(JsIsolate *iso, JsValue v, const char *text) {
  return js_is_string(v) && js_string_equals(iso, js_as_string(v), js_string_from_cstr(iso, text));
}

/* Iterator.prototype.windows ( windowSize [ , undersized ] ) */
JsValue js_iterator_windows(JS_ARGS) {
  (void)callee, (void)new_target;
  double size;
  JsValue undersized = js_arg(argc, argv, 1);
  if (!js_iterator_this(iso, this_value, "windows")) return JS_EMPTY;
  if (!read_size(iso, this_value, js_arg(argc, argv, 0), &size)) return JS_EMPTY;
  bool partial = is_text(iso, undersized, "allow-partial");
  if (!partial && !js_is_undefined(undersized) && !is_text(iso, undersized, "only-full")) {
    js_throw_type_about(iso, "", undersized, " is neither \"only-full\" nor \"allow-partial\"");
    js_iterator_reject(iso, this_value);
    return JS_EMPTY;
  }
  return helper_new(iso, JS_HELPER_WINDOWS, this_value, size, partial);
}

/* One value more in the buffer: 1, 0 the iterator is exhausted, -1 threw. */
static int read_value(JsIsolate *iso, JsIteratorObject *h, JsObject *buffer) {
  if (js_is_undefined(h->target)) return 0;
  JsIterator it = js_helper_outer(h);
  JsValue v;
  int step = js_iterator_step(iso, &it, &v);
  if (step == 0) h->target = JS_UNDEFINED;
  if (step > 0 && !js_array_push(iso, buffer, v)) return -1;
  return step;
}

static int yield_copy(JsIsolate *iso, JsObject *buffer, JsValue *v) {
  JsObject *copy = js_array_from_values(iso, buffer->elements, js_array_count(buffer));
  *v = js_from_cell(copy);
  return copy ? 1 : -1;
}

int js_helper_step_chunks(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  JsEnv *record = js_helper_record(h);
  JsObject *buffer = js_as_object(record->values[CHUNK_BUFFER]);
  double size = js_number_to_double(record->values[JS_HELPER_REMAINING]);
  int step = 1;
  while (step > 0 && js_array_count(buffer) < size) step = read_value(iso, h, buffer);
  if (step < 0 || js_array_count(buffer) == 0) return step < 0 ? -1 : 0;
  JsObject *next = js_array_with_capacity(iso, 0);
  if (!next) return -1;
  record->values[CHUNK_BUFFER] = js_from_cell(next);
  js_barrier(iso, record);
  *v = js_from_cell(buffer);
  return 1;
}

int js_helper_step_windows(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  JsEnv *record = js_helper_record(h);
  JsObject *buffer = js_as_object(record->values[CHUNK_BUFFER]);
  double size = js_number_to_double(record->values[JS_HELPER_REMAINING]);
  if (js_is_undefined(h->target)) return 0;
  uint32_t n = js_array_count(buffer);
  if (n == size) { /* the window moves on: room for the new value at its end */
    memmove(buffer->elements, buffer->elements + 1, (n - 1) * sizeof(JsValue));
    js_array_set_length(iso, buffer, n - 1, false);
  }
  int step = 1;
  while (step > 0 && js_array_count(buffer) < size) step = read_value(iso, h, buffer);
  if (step > 0) return yield_copy(iso, buffer, v);
  bool undersized = n < size && js_array_count(buffer) > 0 && record->values[CHUNK_PARTIAL] == JS_TRUE;
  return step == 0 && undersized ? yield_copy(iso, buffer, v) : step;
}
