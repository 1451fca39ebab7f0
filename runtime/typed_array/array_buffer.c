/* The ArrayBuffer constructor and ArrayBuffer.prototype (25.1). */
#include "typed_array/array_buffer.h"
#include "typed_array/typed_array.h"

#include <stdlib.h>

static JsValue buffer_byte_length(JS_ARGS);
static JsValue buffer_constructor(JS_ARGS);
static JsValue buffer_detached(JS_ARGS);
static JsValue buffer_is_view(JS_ARGS);
static JsValue buffer_max_byte_length(JS_ARGS);
static JsValue buffer_resizable(JS_ARGS);
static JsValue buffer_resize(JS_ARGS);
static JsValue buffer_slice(JS_ARGS);
static JsValue buffer_transfer(JS_ARGS);
static JsValue buffer_transfer_to_fixed_length(JS_ARGS);
static JsValue shared_byte_length(JS_ARGS);
static JsValue shared_constructor(JS_ARGS);
static JsValue shared_grow(JS_ARGS);
static JsValue shared_growable(JS_ARGS);
static JsValue shared_max_byte_length(JS_ARGS);
static JsValue shared_slice(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_FN("isView", buffer_is_view, 1),
    JS_B_SYMGET(species, "[Symbol.species]", js_species_getter),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
    JS_B_GET("byteLength", buffer_byte_length),
    JS_B_FN("slice", buffer_slice, 2),
    JS_B_GET("maxByteLength", buffer_max_byte_length),
    JS_B_GET("resizable", buffer_resizable),
    JS_B_FN("resize", buffer_resize, 1),
    JS_B_FN("transfer", buffer_transfer, 0),
    JS_B_FN("transferToFixedLength", buffer_transfer_to_fixed_length, 0),
    JS_B_GET("detached", buffer_detached),
    JS_B_TAG("ArrayBuffer"),
    JS_BUILTIN_END,
};

static const JsBuiltin shared_statics[] = {
    JS_B_SYMGET(species, "[Symbol.species]", js_species_getter),
    JS_BUILTIN_END,
};

static const JsBuiltin shared_methods[] = {
    JS_B_GET("byteLength", shared_byte_length),
    JS_B_FN("slice", shared_slice, 2),
    JS_B_GET("maxByteLength", shared_max_byte_length),
    JS_B_GET("growable", shared_growable),
    JS_B_FN("grow", shared_grow, 1),
    JS_B_TAG("SharedArrayBuffer"),
    JS_BUILTIN_END,
};

void js_init_array_buffer(JsIsolate *iso) {
  js_views_init(iso);
  js_install_class(iso, "ArrayBuffer", buffer_constructor, 1, JS_INTRINSIC_ArrayBuffer,
                   JS_INTRINSIC_ArrayBufferPrototype, js_object_new(iso), statics, methods);
  js_install_class(iso, "SharedArrayBuffer", shared_constructor, 1, JS_INTRINSIC_SharedArrayBuffer,
                   JS_INTRINSIC_SharedArrayBufferPrototype, js_object_new(iso), shared_statics, shared_methods);
}

/* ---- Errors and arguments ---- */

JsValue js_throw_detached(JsIsolate *iso, const char *method) {
  return js_throw_type_error(iso, "Cannot perform %s on a detached ArrayBuffer", method);
}

JsValue js_throw_requires_new(JsIsolate *iso, const char *name) {
  return js_throw_type_error(iso, "Constructor %s requires 'new'", name);
}

bool js_to_index_or(JsIsolate *iso, JsValue v, uint64_t *out, const char *error) {
  double d = 0;
  if (!js_is_undefined(v) && !js_to_integer_or_infinity(iso, v, &d)) return false;
  if (d < 0 || d > JS_MAX_SAFE_INTEGER) {
    char text[40];
    text[js_double_to_chars(d, text)] = 0;
    const char *place = strstr(error, "%s");
    int before = place ? (int)(place - error) : (int)strlen(error);
    js_throw_range_error(iso, "%.*s%s%s", before, error, place ? text : "", place ? place + 2 : "");
    return false;
  }
  *out = (uint64_t)d;
  return true;
}

/* ---- Memory ---- */

static void free_bytes(JsIsolate *iso, uint8_t *data, size_t size) {
  free(data);
  js_gc_adjust_external(iso, -(int64_t)size);
}

static void finalize(JsIsolate *iso, JsCell *cell) {
  JsArrayBuffer *buffer = (JsArrayBuffer *)cell;
  if (buffer->block) {
    js_gc_adjust_external(iso, -(int64_t)buffer->max_length);
    js_shared_block_release(buffer->block);
    return;
  }
  if (buffer->data) free_bytes(iso, buffer->data, buffer->max_length);
}

/* CreateByteDataBlock (6.2.9.1): zeroed. NULL: threw. */
static uint8_t *allocate_bytes(JsIsolate *iso, size_t size) {
  uint8_t *data = size <= JS_MAX_BUFFER_LENGTH ? calloc(size ? size : 1, 1) : NULL;
  if (!data) {
    js_throw_range_error(iso, "Array buffer allocation failed");
    return NULL;
  }
  js_gc_adjust_external(iso, (int64_t)size);
  return data;
}

/* Makes the buffer one on the block, whose reference it takes over. */
static JsArrayBuffer *share(JsIsolate *iso, JsArrayBuffer *buffer, JsSharedBlock *block) {
  buffer->shared = true;
  buffer->resizable = block->growable;
  buffer->block = block;
  buffer->data = block->data;
  buffer->length = js_shared_block_length(block);
  buffer->max_length = block->max_length;
  js_gc_adjust_external(iso, (int64_t)block->max_length);
  js_gc_add_finalizer(iso, buffer, finalize);
  return buffer;
}

JsArrayBuffer *js_shared_array_buffer_on(JsIsolate *iso, JsSharedBlock *block) {
  int proto = JS_INTRINSIC_SharedArrayBufferPrototype;
  JsArrayBuffer *buffer =
      (JsArrayBuffer *)js_object_from_constructor(iso, JS_UNDEFINED, proto, JS_KIND_ARRAY_BUFFER, sizeof(JsArrayBuffer));
  return buffer ? share(iso, buffer, js_shared_block_retain(block)) : NULL;
}

/* 25.2.2.1 AllocateSharedArrayBuffer from step 6 on. */
static JsArrayBuffer *allocate_shared(JsIsolate *iso, JsArrayBuffer *buffer, size_t length, size_t max_length, bool growable) {
  JsSharedBlock *block = max_length <= JS_MAX_BUFFER_LENGTH ? js_shared_block_new(length, max_length, growable) : NULL;
  if (!block) {
    js_throw_range_error(iso, "Array buffer allocation failed");
    return NULL;
  }
  return share(iso, buffer, block);
}

void js_array_buffer_grown(JsArrayBuffer *buffer) {
  size_t length = js_shared_block_length(buffer->block);
  if (length == buffer->length) return;
  buffer->length = length;
  js_views_update(buffer);
}

/* AllocateArrayBuffer; max_length is length unless resizable. */
static JsArrayBuffer *allocate(JsIsolate *iso, JsValue constructor, size_t length, size_t max_length, bool resizable,
                               bool shared) {
  int proto = shared ? JS_INTRINSIC_SharedArrayBufferPrototype : JS_INTRINSIC_ArrayBufferPrototype;
  JsArrayBuffer *buffer = (JsArrayBuffer *)js_object_from_constructor(iso, constructor, proto, JS_KIND_ARRAY_BUFFER,
                                                                      sizeof(JsArrayBuffer));
  if (!buffer) return NULL;
  if (shared) return allocate_shared(iso, buffer, length, max_length, resizable);
  uint8_t *data = allocate_bytes(iso, max_length);
  if (!data) return NULL;
  buffer->data = data;
  buffer->length = length;
  buffer->max_length = max_length;
  buffer->resizable = resizable;
  js_gc_add_finalizer(iso, buffer, finalize);
  return buffer;
}

JsArrayBuffer *js_array_buffer_new(JsIsolate *iso, JsValue constructor, size_t length) {
  return allocate(iso, constructor, length, length, false, false);
}

void js_array_buffer_detach(JsIsolate *iso, JsArrayBuffer *buffer) {
  if (buffer->data) free_bytes(iso, buffer->data, buffer->max_length);
  buffer->data = NULL;
  buffer->length = buffer->max_length = 0;
  buffer->detached = true;
  js_views_update(buffer);
}

/* ---- Structured clones (libuv_shim/structured_clone.c) ---- */

JsArrayBuffer *js_array_buffer_clone(JsIsolate *iso, JsArrayBuffer *buffer) {
  JsArrayBuffer *copy = allocate(iso, JS_UNDEFINED, buffer->length, buffer->max_length, buffer->resizable, buffer->shared);
  if (copy) memcpy(copy->data, buffer->data, buffer->length);
  return copy;
}

JsArrayBuffer *js_array_buffer_alias(JsIsolate *iso, JsArrayBuffer *buffer) {
  JsArrayBuffer *alias = allocate(iso, JS_UNDEFINED, 0, 0, buffer->resizable, false);
  if (!alias) return NULL;
  free(alias->data);
  alias->data = buffer->data;
  alias->length = buffer->length;
  alias->max_length = buffer->max_length;
  return alias;
}

bool js_array_buffer_settle(JsIsolate *iso, JsArrayBuffer *buffer, JsArrayBuffer *alias, bool moves) {
  bool intact = buffer->data == alias->data;
  JsArrayBuffer *loser = moves && intact ? buffer : alias;
  alias->length = buffer->length; /* it may have been resized */
  js_views_update(alias);
  loser->data = NULL; /* the memory is the other one's, or gone */
  js_array_buffer_detach(iso, loser);
  return intact;
}

/* ---- Constructors ---- */

/* 25.1.3.7 GetArrayBufferMaxByteLengthOption. false: threw. */
static bool max_length_option(JsIsolate *iso, JsValue options, uint64_t *out, bool *given) {
  *given = false;
  if (!js_is_object(options)) return true;
  JsValue v = js_get(iso, js_as_object(options), js_key_from_cstr(iso, "maxByteLength"), options);
  if (v == JS_EMPTY) return false;
  *given = !js_is_undefined(v);
  return !*given || js_to_index_or(iso, v, out, "Invalid array buffer max length");
}

static JsValue construct(JsIsolate *iso, const char *name, JsValue new_target, uint32_t argc, JsValue *argv, bool shared) {
  uint64_t length, max_length = 0;
  bool resizable;
  if (js_is_undefined(new_target)) return js_throw_requires_new(iso, name);
  if (!js_to_index_or(iso, js_arg(argc, argv, 0), &length, "Invalid array buffer length")) return JS_EMPTY;
  JS_TRY_BOOL(max_length_option(iso, js_arg(argc, argv, 1), &max_length, &resizable));
  if (resizable && length > max_length) return js_throw_range_error(iso, "Invalid array buffer max length");
  return js_from_cell(allocate(iso, new_target, length, resizable ? max_length : length, resizable, shared));
}

/* 25.1.4.1 ArrayBuffer ( length [ , options ] ) */
static JsValue buffer_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  return construct(iso, "ArrayBuffer", new_target, argc, argv, false);
}

/* 25.2.3.1 SharedArrayBuffer ( length [ , options ] ) */
static JsValue shared_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  return construct(iso, "SharedArrayBuffer", new_target, argc, argv, true);
}

/* 25.1.5.1 ArrayBuffer.isView ( arg ) */
static JsValue buffer_is_view(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue v = js_arg(argc, argv, 0);
  return js_bool(js_as_typed_array(v) || js_is_kind(v, JS_KIND_DATA_VIEW));
}

/* ---- What the methods begin with ---- */

static JsArrayBuffer *this_buffer(JsIsolate *iso, JsValue v, bool shared, const char *method) {
  JsArrayBuffer *buffer = js_as_array_buffer(v);
  if (buffer && buffer->shared == shared) {
    js_array_buffer_refresh(buffer);
    return buffer;
  }
  js_throw_incompatible_receiver(iso, method, v);
  return NULL;
}

/* 25.1.6, 25.2.5: accessors of a buffer of the one sort. */
#define GETTER(function, is_shared, name, result)                              \
  static JsValue function(JS_ARGS) {                                           \
    JS_UNUSED_ARGS;                                                            \
    JsArrayBuffer *buffer = this_buffer(iso, this_value, is_shared, "get " name); \
    return buffer ? result : JS_EMPTY;                                         \
  }
GETTER(buffer_byte_length, false, "ArrayBuffer.prototype.byteLength", js_number((double)buffer->length))
GETTER(buffer_max_byte_length, false, "ArrayBuffer.prototype.maxByteLength", js_number((double)buffer->max_length))
GETTER(buffer_resizable, false, "ArrayBuffer.prototype.resizable", js_bool(buffer->resizable))
GETTER(buffer_detached, false, "ArrayBuffer.prototype.detached", js_bool(buffer->detached))
GETTER(shared_byte_length, true, "SharedArrayBuffer.prototype.byteLength", js_number((double)buffer->length))
GETTER(shared_max_byte_length, true, "SharedArrayBuffer.prototype.maxByteLength", js_number((double)buffer->max_length))
GETTER(shared_growable, true, "SharedArrayBuffer.prototype.growable", js_bool(buffer->resizable))

/* ---- Resizing ---- */

/* 25.1.6.6 ArrayBuffer.prototype.resize ( newLength ) */
static JsValue buffer_resize(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsArrayBuffer *buffer = this_buffer(iso, this_value, false, "ArrayBuffer.prototype.resize");
  if (!buffer) return JS_EMPTY;
  if (!buffer->resizable) return js_throw_incompatible_receiver(iso, "ArrayBuffer.prototype.resize", this_value);
  uint64_t length;
  const char *error = "ArrayBuffer.prototype.resize: Invalid length parameter";
  if (!js_to_index_or(iso, js_arg(argc, argv, 0), &length, error)) return JS_EMPTY;
  if (buffer->detached) return js_throw_detached(iso, "ArrayBuffer.prototype.resize");
  if (length > buffer->max_length) return js_throw_range_error(iso, "%s", error);
  if (length < buffer->length) memset(buffer->data + length, 0, buffer->length - length);
  buffer->length = length;
  js_views_update(buffer);
  return JS_UNDEFINED;
}

/* 25.2.5.3 SharedArrayBuffer.prototype.grow ( newLength ) */
static JsValue shared_grow(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsArrayBuffer *buffer = this_buffer(iso, this_value, true, "SharedArrayBuffer.prototype.grow");
  if (!buffer) return JS_EMPTY;
  if (!buffer->resizable) return js_throw_incompatible_receiver(iso, "SharedArrayBuffer.prototype.grow", this_value);
  uint64_t length;
  const char *error = "SharedArrayBuffer.prototype.grow: Invalid length parameter";
  if (!js_to_index_or(iso, js_arg(argc, argv, 0), &length, error)) return JS_EMPTY;
  if (!js_shared_block_grow(buffer->block, length)) return js_throw_range_error(iso, "%s", error);
  js_array_buffer_grown(buffer);
  return JS_UNDEFINED;
}

/* ---- Copies ---- */

/* 25.1.6.7 ArrayBuffer.prototype.slice, 25.2.5.6 SharedArrayBuffer.prototype.slice ( start, end ) */
static JsValue slice(JsIsolate *iso, JsValue this_value, uint32_t argc, JsValue *argv, bool shared, const char *method) {
  JsArrayBuffer *buffer = this_buffer(iso, this_value, shared, method);
  if (!buffer) return JS_EMPTY;
  if (buffer->detached) return js_throw_detached(iso, method);
  uint64_t start, end;
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 0), buffer->length, 0, &start));
  JS_TRY_BOOL(js_relative_index(iso, js_arg(argc, argv, 1), buffer->length, buffer->length, &end));
  uint64_t count = end > start ? end - start : 0;
  JsValue standard = js_intrinsic(iso, shared ? JS_INTRINSIC_SharedArrayBuffer : JS_INTRINSIC_ArrayBuffer);
  JsValue constructor = js_species_constructor(iso, &buffer->object, standard);
  JS_TRY(constructor);
  JsValue length = js_number((double)count);
  JsValue made = js_construct(iso, constructor, constructor, 1, &length);
  JS_TRY(made);
  JsArrayBuffer *copy = this_buffer(iso, made, shared, method);
  if (!copy) return JS_EMPTY;
  if (copy->detached) return js_throw_detached(iso, method);
  if (copy == buffer) return js_throw_type_error(iso, "ArrayBuffer subclass returned this from species constructor");
  if (copy->length < count)
    return js_throw_type_error(iso, "Species constructor returned a too small ArrayBuffer");
  if (buffer->detached) return js_throw_detached(iso, method);
  if (start < buffer->length) { /* it may have shrunk */
    uint64_t rest = buffer->length - start;
    memcpy(copy->data, buffer->data + start, count < rest ? count : rest);
  }
  return made;
}

static JsValue buffer_slice(JS_ARGS) {
  JS_UNUSED_ARGS;
  return slice(iso, this_value, argc, argv, false, "ArrayBuffer.prototype.slice");
}

static JsValue shared_slice(JS_ARGS) {
  JS_UNUSED_ARGS;
  return slice(iso, this_value, argc, argv, true, "SharedArrayBuffer.prototype.slice");
}

/* 25.1.3.2 ArrayBufferCopyAndDetach: the bytes move where the size stays. */
static JsValue transfer(JsIsolate *iso, JsValue this_value, JsValue new_length, bool keep_resizable, const char *method) {
  JsArrayBuffer *buffer = this_buffer(iso, this_value, false, method);
  if (!buffer) return JS_EMPTY;
  uint64_t length = buffer->length;
  if (!js_is_undefined(new_length) && !js_to_index_or(iso, new_length, &length, "Invalid array buffer length"))
    return JS_EMPTY;
  if (buffer->detached) return js_throw_detached(iso, method);
  bool resizable = keep_resizable && buffer->resizable;
  size_t max_length = resizable ? buffer->max_length : length;
  if (length > max_length) return js_throw_range_error(iso, "Invalid array buffer length");
  bool moves = max_length == buffer->max_length && length == buffer->length;
  JsArrayBuffer *made = allocate(iso, JS_UNDEFINED, length, moves ? 0 : max_length, resizable, false);
  if (!made) return JS_EMPTY;
  if (moves) {
    uint8_t *empty = made->data;
    made->data = buffer->data;
    made->max_length = max_length;
    buffer->data = empty;
    buffer->max_length = 0;
  } else {
    memcpy(made->data, buffer->data, length < buffer->length ? length : buffer->length);
  }
  js_array_buffer_detach(iso, buffer);
  return js_from_cell(made);
}

/* 25.1.6.8 ArrayBuffer.prototype.transfer ( [ newLength ] ) */
static JsValue buffer_transfer(JS_ARGS) {
  JS_UNUSED_ARGS;
  return transfer(iso, this_value, js_arg(argc, argv, 0), true, "ArrayBuffer.prototype.transfer");
}

/* 25.1.6.9 ArrayBuffer.prototype.transferToFixedLength ( [ newLength ] ) */
static JsValue buffer_transfer_to_fixed_length(JS_ARGS) {
  JS_UNUSED_ARGS;
  return transfer(iso, this_value, js_arg(argc, argv, 0), false, "ArrayBuffer.prototype.transferToFixedLength");
}
