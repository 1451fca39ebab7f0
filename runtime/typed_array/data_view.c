/* DataView (25.3). */
#include "typed_array/data_view.h"
#include "typed_array/typed_array.h"

static JsValue view_buffer(JS_ARGS);
static JsValue view_byte_length(JS_ARGS);
static JsValue view_byte_offset(JS_ARGS);
static JsValue view_constructor(JS_ARGS);

/* X(name of the methods, element type) */
#define ACCESSES(X)                                                                                          \
  X(Int8, INT8) X(Uint8, UINT8) X(Int16, INT16) X(Uint16, UINT16) X(Int32, INT32) X(Uint32, UINT32)          \
  X(Float16, FLOAT16) X(Float32, FLOAT32) X(Float64, FLOAT64) X(BigInt64, BIGINT64) X(BigUint64, BIGUINT64)

#define X(name, type) static JsValue get_##name(JS_ARGS), set_##name(JS_ARGS);
ACCESSES(X)
#undef X

static const JsBuiltin methods[] = {
    JS_B_GET("buffer", view_buffer),
    JS_B_GET("byteLength", view_byte_length),
    JS_B_GET("byteOffset", view_byte_offset),
#define X(name, type) JS_B_FN("get" #name, get_##name, 1), JS_B_FN("set" #name, set_##name, 2),
    ACCESSES(X)
#undef X
    JS_B_TAG("DataView"),
    JS_BUILTIN_END,
};

void js_init_data_view(JsIsolate *iso) {
  js_install_class(iso, "DataView", view_constructor, 1, JS_INTRINSIC_DataView, JS_INTRINSIC_DataViewPrototype,
                   js_object_new(iso), NULL, methods);
}

void js_data_view_trace(JsTracer *t, JsCell *cell) {
  js_object_trace(t, cell);
  js_trace_cell(t, ((JsDataView *)cell)->buffer);
}

/* 25.3.1.1, 25.3.1.3: is the view within its buffer? *length: bytes. */
static bool in_bounds(const JsDataView *view, size_t *length) {
  JsArrayBuffer *buffer = view->buffer;
  js_array_buffer_refresh(buffer);
  size_t end = view->byte_offset + (view->tracks_length ? 0 : view->fixed_length);
  if (buffer->detached || end > buffer->length) return false;
  *length = view->tracks_length ? buffer->length - view->byte_offset : view->fixed_length;
  return true;
}

static JsValue throw_start(JsIsolate *iso, uint64_t offset) {
  return js_throw_range_error(iso, "Start offset %llu is outside the bounds of the buffer", (unsigned long long)offset);
}

/* 25.3.2.1 DataView ( buffer [ , byteOffset [ , byteLength ] ] ). What converting ran may have changed the buffer. */
static JsValue view_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (js_is_undefined(new_target)) return js_throw_requires_new(iso, "DataView");
  JsArrayBuffer *buffer = js_as_array_buffer(js_arg(argc, argv, 0));
  if (!buffer) return js_throw_type_error(iso, "First argument to DataView constructor must be an ArrayBuffer");
  uint64_t offset, length = 0;
  if (!js_to_index_or(iso, js_arg(argc, argv, 1), &offset, "Start offset %s is outside the bounds of the buffer"))
    return JS_EMPTY;
  if (buffer->detached) return js_throw_detached(iso, "DataView constructor");
  if (offset > buffer->length) return throw_start(iso, offset);
  JsValue length_value = js_arg(argc, argv, 2);
  bool given = !js_is_undefined(length_value), tracks = !given && buffer->resizable;
  if (given && !js_to_index_or(iso, length_value, &length, "Invalid DataView length %s")) return JS_EMPTY;
  if (given && offset + length > buffer->length)
    return js_throw_range_error(iso, "Invalid DataView length %llu", (unsigned long long)length);
  if (!given) length = buffer->length - offset;
  JsDataView *view = (JsDataView *)js_object_from_constructor(iso, new_target, JS_INTRINSIC_DataViewPrototype,
                                                              JS_KIND_DATA_VIEW, sizeof(JsDataView));
  if (!view) return JS_EMPTY;
  view->buffer = buffer;
  js_barrier(iso, view);
  if (buffer->detached) return js_throw_detached(iso, "DataView constructor");
  if (offset > buffer->length) return throw_start(iso, offset);
  if (!tracks && offset + length > buffer->length)
    return js_throw_range_error(iso, "Invalid DataView length %llu", (unsigned long long)length);
  view->byte_offset = offset;
  view->fixed_length = tracks ? 0 : length;
  view->tracks_length = tracks;
  return js_from_cell(view);
}

static JsDataView *this_view(JsIsolate *iso, JsValue v, const char *method) {
  if (js_is_kind(v, JS_KIND_DATA_VIEW)) return (JsDataView *)js_as_object(v);
  js_throw_incompatible_receiver(iso, method, v);
  return NULL;
}

static JsValue throw_out_of_bounds(JsIsolate *iso, const JsDataView *view, const char *method) {
  if (view->buffer->detached) return js_throw_detached(iso, method);
  return js_throw_type_error(iso, "Invalid DataView accessor %s: the view is out of bounds", method);
}

/* 25.3.4.1 */
static JsValue view_buffer(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsDataView *view = this_view(iso, this_value, "get DataView.prototype.buffer");
  return view ? js_from_cell(view->buffer) : JS_EMPTY;
}

/* 25.3.4.2 */
static JsValue view_byte_length(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsDataView *view = this_view(iso, this_value, "get DataView.prototype.byteLength");
  size_t length;
  if (!view) return JS_EMPTY;
  return in_bounds(view, &length) ? js_number((double)length)
                                  : throw_out_of_bounds(iso, view, "DataView.prototype.byteLength");
}

/* 25.3.4.3 */
static JsValue view_byte_offset(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsDataView *view = this_view(iso, this_value, "get DataView.prototype.byteOffset");
  size_t length;
  if (!view) return JS_EMPTY;
  return in_bounds(view, &length) ? js_number((double)view->byte_offset)
                                  : throw_out_of_bounds(iso, view, "DataView.prototype.byteOffset");
}

/* Where the element at an index of the view is; NULL: threw. */
static uint8_t *element_address(JsIsolate *iso, const JsDataView *view, uint64_t index, size_t size, const char *method) {
  size_t length;
  if (!in_bounds(view, &length)) {
    throw_out_of_bounds(iso, view, method);
    return NULL;
  }
  if (index > length || size > length - index) {
    js_throw_range_error(iso, "Offset is outside the bounds of the DataView");
    return NULL;
  }
  return view->buffer->data + view->byte_offset + index;
}

static void reverse_bytes(uint8_t *bytes, size_t size) {
  for (size_t i = 0; i < size / 2; i++) {
    uint8_t swap = bytes[i];
    bytes[i] = bytes[size - 1 - i];
    bytes[size - 1 - i] = swap;
  }
}

static const char outside[] = "Offset is outside the bounds of the DataView";

/* 25.3.1.5 GetViewValue */
static JsValue get_value(JsIsolate *iso, JsValue v, uint32_t argc, JsValue *argv, JsElementType type, const char *method) {
  JsDataView *view = this_view(iso, v, method);
  uint64_t index;
  if (!view || !js_to_index_or(iso, js_arg(argc, argv, 0), &index, outside)) return JS_EMPTY;
  bool little = js_to_boolean(js_arg(argc, argv, 1));
  size_t size = (size_t)1 << js_element_sizes[type];
  const uint8_t *p = element_address(iso, view, index, size, method);
  if (!p) return JS_EMPTY;
  uint8_t bytes[8];
  memcpy(bytes, p, size);
  if (!little) reverse_bytes(bytes, size);
  return js_element_load(iso, type, bytes);
}

/* 25.3.1.6 SetViewValue */
static JsValue set_value(JsIsolate *iso, JsValue v, uint32_t argc, JsValue *argv, JsElementType type, const char *method) {
  JsDataView *view = this_view(iso, v, method);
  uint64_t index, bits;
  if (!view || !js_to_index_or(iso, js_arg(argc, argv, 0), &index, outside)) return JS_EMPTY;
  JS_TRY_BOOL(js_element_bits(iso, type, js_arg(argc, argv, 1), &bits));
  bool little = js_to_boolean(js_arg(argc, argv, 2));
  size_t size = (size_t)1 << js_element_sizes[type];
  uint8_t *p = element_address(iso, view, index, size, method);
  if (!p) return JS_EMPTY;
  uint8_t bytes[8];
  memcpy(bytes, &bits, 8);
  if (!little) reverse_bytes(bytes, size);
  memcpy(p, bytes, size);
  return JS_UNDEFINED;
}

/* 25.3.4.5-26 */
#define X(name, type)                                                                                    \
  static JsValue get_##name(JS_ARGS) {                                                                   \
    JS_UNUSED_ARGS;                                                                                      \
    return get_value(iso, this_value, argc, argv, JS_TYPE_##type, "DataView.prototype.get" #name);       \
  }                                                                                                      \
  static JsValue set_##name(JS_ARGS) {                                                                   \
    JS_UNUSED_ARGS;                                                                                      \
    return set_value(iso, this_value, argc, argv, JS_TYPE_##type, "DataView.prototype.set" #name);       \
  }
ACCESSES(X)
#undef X
