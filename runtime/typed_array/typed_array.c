/* Typed arrays: %TypedArray% and its properties (23.2.2, 23.2.3), the constructors (23.2.5-7). */
#include "builtins/iterator_builtins.h"
#include "object/internal.h"
#include "typed_array/typed_array.h"

static JsValue abstract_constructor(JS_ARGS);
static JsValue typed_array_buffer(JS_ARGS);
static JsValue typed_array_byte_length(JS_ARGS);
static JsValue typed_array_byte_offset(JS_ARGS);
static JsValue typed_array_entries(JS_ARGS);
static JsValue typed_array_from(JS_ARGS);
static JsValue typed_array_keys(JS_ARGS);
static JsValue typed_array_of(JS_ARGS);
static JsValue typed_array_tag(JS_ARGS);
static JsValue typed_array_values(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_FN("of", typed_array_of, 0),
    JS_B_FN("from", typed_array_from, 1),
    JS_B_SYMGET(species, "[Symbol.species]", js_species_getter),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
    JS_B_GET("buffer", typed_array_buffer),
    JS_B_GET("byteLength", typed_array_byte_length),
    JS_B_GET("byteOffset", typed_array_byte_offset),
    JS_B_GET("length", js_typed_array_length),
    JS_B_FN("entries", typed_array_entries, 0),
    JS_B_FN("keys", typed_array_keys, 0),
    JS_B_FN("values", typed_array_values, 0),
    JS_B_FN("at", js_typed_array_at, 1),
    JS_B_FN("copyWithin", js_typed_array_copy_within, 2),
    JS_B_FN("every", js_typed_array_every, 1),
    JS_B_FN("fill", js_typed_array_fill, 1),
    JS_B_FN("filter", js_typed_array_filter, 1),
    JS_B_FN("find", js_typed_array_find, 1),
    JS_B_FN("findIndex", js_typed_array_find_index, 1),
    JS_B_FN("findLast", js_typed_array_find_last, 1),
    JS_B_FN("findLastIndex", js_typed_array_find_last_index, 1),
    JS_B_FN("forEach", js_typed_array_for_each, 1),
    JS_B_FN("includes", js_typed_array_includes, 1),
    JS_B_FN("indexOf", js_typed_array_index_of, 1),
    JS_B_FN("join", js_typed_array_join, 1),
    JS_B_FN("lastIndexOf", js_typed_array_last_index_of, 1),
    JS_B_FN("map", js_typed_array_map, 1),
    JS_B_FN("reverse", js_typed_array_reverse, 0),
    JS_B_FN("reduce", js_typed_array_reduce, 1),
    JS_B_FN("reduceRight", js_typed_array_reduce_right, 1),
    JS_B_FN("set", js_typed_array_set_method, 1),
    JS_B_FN("slice", js_typed_array_slice, 2),
    JS_B_FN("some", js_typed_array_some, 1),
    JS_B_FN("sort", js_typed_array_sort, 1),
    JS_B_FN("subarray", js_typed_array_subarray, 2),
    JS_B_FN("toLocaleString", js_typed_array_to_locale_string, 0),
    JS_B_FN("toString", js_array_to_string, 0),
    JS_B_FN("toReversed", js_typed_array_to_reversed, 0),
    JS_B_FN("toSorted", js_typed_array_to_sorted, 1),
    JS_B_FN("with", js_typed_array_with, 2),
    JS_B_SYMGET(toStringTag, "[Symbol.toStringTag]", typed_array_tag),
    JS_BUILTIN_END,
};

const char *const js_element_type_names[JS_TYPE_COUNT] = {
    [JS_TYPE_INT8] = "Int8Array",           [JS_TYPE_UINT8] = "Uint8Array",
    [JS_TYPE_UINT8_CLAMPED] = "Uint8ClampedArray", [JS_TYPE_INT16] = "Int16Array",
    [JS_TYPE_UINT16] = "Uint16Array",       [JS_TYPE_INT32] = "Int32Array",
    [JS_TYPE_UINT32] = "Uint32Array",       [JS_TYPE_FLOAT16] = "Float16Array",
    [JS_TYPE_FLOAT32] = "Float32Array",     [JS_TYPE_FLOAT64] = "Float64Array",
    [JS_TYPE_BIGINT64] = "BigInt64Array",   [JS_TYPE_BIGUINT64] = "BigUint64Array",
};

/* object/create.c: GetPrototypeFromConstructor. JS_EMPTY: threw. */

/* The intrinsics of a type: the constructor behind the prototype. */
static JsIntrinsicId proto_id(JsElementType type) { return JS_INTRINSIC_Int8ArrayPrototype + 2 * (int)type; }
static JsIntrinsicId constructor_id(JsElementType type) { return proto_id(type) + 1; }
JsValue js_typed_array_intrinsic(JsIsolate *iso, JsElementType type) { return js_intrinsic(iso, constructor_id(type)); }

static JsValue construct(JsIsolate *iso, JsElementType type, JsValue new_target, uint32_t argc, JsValue *argv);
#define X(name, bytes)                                              \
  static JsValue construct_##name(JS_ARGS) {                        \
    JS_UNUSED_ARGS;                                                 \
    return construct(iso, JS_TYPE_##name, new_target, argc, argv);  \
  }
JS_TYPED_ARRAY_KINDS(X)
#undef X
static const JsCode constructors[JS_TYPE_COUNT] = {
#define X(name, bytes) [JS_TYPE_##name] = construct_##name,
    JS_TYPED_ARRAY_KINDS(X)
#undef X
};

/* 23.2.2: %TypedArray% is no property of the global object. */
static JsFunction *install_abstract(JsIsolate *iso) {
  JsObject *proto = js_object_new(iso);
  JsFunction *f = js_function_native(iso, abstract_constructor, "TypedArray", 0, JS_FN_CONSTRUCTOR, JS_UNDEFINED);
  js_function_materialise(iso, f);
  js_intrinsic_set(iso, JS_INTRINSIC_TypedArray, js_from_cell(f));
  js_intrinsic_set(iso, JS_INTRINSIC_TypedArrayPrototype, js_from_cell(proto));
  js_define_data(iso, &f->object, js_atom_key(iso, JS_ATOM_prototype), js_from_cell(proto), 0);
  js_define_data(iso, proto, js_atom_key(iso, JS_ATOM_constructor), js_from_cell(f), JS_ATTR_HIDDEN);
  js_install(iso, &f->object, statics);
  js_install(iso, proto, methods);
  JsKey to_string = js_atom_key(iso, JS_ATOM_toString);
  js_define_data(iso, proto, to_string, js_intrinsic(iso, JS_INTRINSIC_ArrayProtoToString), JS_ATTR_HIDDEN);
  JsValue values = js_get(iso, proto, js_key_from_cstr(iso, "values"), js_from_cell(proto));
  js_define_data(iso, proto, js_symbol_key(iso, JS_SYMBOL_iterator), values, JS_ATTR_HIDDEN);
  return f;
}

void js_init_typed_array(JsIsolate *iso) {
  JsFunction *abstract = install_abstract(iso);
  JsValue abstract_proto = js_intrinsic(iso, JS_INTRINSIC_TypedArrayPrototype);
  for (int type = 0; type < JS_TYPE_COUNT; type++) {
    JsObject *proto = js_object_new_proto(iso, abstract_proto);
    JsFunction *f = js_install_class(iso, js_element_type_names[type], constructors[type], 3, constructor_id(type),
                                     proto_id(type), proto, NULL, NULL);
    js_set_prototype(iso, &f->object, js_from_cell(abstract));
    JsKey size = js_key_from_cstr(iso, "BYTES_PER_ELEMENT");
    JsValue bytes = js_int32(1 << js_element_sizes[type]);
    js_define_data(iso, &f->object, size, bytes, 0);
    js_define_data(iso, proto, size, bytes, 0);
    if (type == JS_TYPE_UINT8) js_install_base64(iso, &f->object, proto);
    JsKind kind = (JsKind)(JS_KIND_FIRST_TYPED_ARRAY + (int)type);
    iso->realm->typed_array_shapes[type] = js_shape_root_sized(iso, js_from_cell(proto), kind, sizeof(JsTypedArray), 0);
    js_barrier(iso, iso->realm);
  }
  js_realm_seal_typed_arrays(iso);
}

/* ---- Creation ---- */

JsTypedArray *js_typed_array_view(JsIsolate *iso, JsElementType type, JsValue proto, JsArrayBuffer *buffer,
                                  size_t byte_offset, size_t length) {
  if (js_is_undefined(proto)) proto = js_intrinsic(iso, proto_id(type));
  JsKind kind = (JsKind)(JS_KIND_FIRST_TYPED_ARRAY + (int)type);
  JsTypedArray *a = (JsTypedArray *)js_object_new_kind(iso, kind, sizeof(JsTypedArray), proto);
  if (!a) return NULL;
  a->object.cell.flags |= JS_OBJ_EXOTIC;
  a->buffer = buffer;
  a->byte_offset = byte_offset;
  a->tracks_length = length == JS_LENGTH_TRACKING;
  a->fixed_length = a->tracks_length ? 0 : length;
  js_views_add(iso, a);
  js_barrier(iso, a);
  return a;
}

JsTypedArray *js_typed_array_new(JsIsolate *iso, JsElementType type, JsValue proto, uint64_t length) {
  if (length > JS_MAX_BUFFER_LENGTH >> js_element_sizes[type]) {
    js_throw_range_error(iso, "Invalid typed array length: %llu", (unsigned long long)length);
    return NULL;
  }
  JsArrayBuffer *buffer = js_array_buffer_new(iso, JS_UNDEFINED, (size_t)length << js_element_sizes[type]);
  return buffer ? js_typed_array_view(iso, type, proto, buffer, 0, length) : NULL;
}

/* 23.2.5.1.3 InitializeTypedArrayFromArrayBuffer */
static JsValue from_buffer(JsIsolate *iso, JsElementType type, JsValue proto, JsArrayBuffer *buffer, JsValue offset_value,
                           JsValue length_value) {
  const char *name = js_element_type_names[type];
  uint64_t offset, length = 0, size = 1u << js_element_sizes[type];
  if (!js_to_index_or(iso, offset_value, &offset, "Start offset %s is outside the bounds of the buffer")) return JS_EMPTY;
  if (offset % size)
    return js_throw_range_error(iso, "start offset of %s should be a multiple of %d", name, (int)size);
  bool given = !js_is_undefined(length_value);
  if (given && !js_to_index_or(iso, length_value, &length, "Invalid typed array length: %s")) return JS_EMPTY;
  if (buffer->detached) return js_throw_detached(iso, "Construct");
  if (!given && !buffer->resizable && buffer->length % size)
    return js_throw_range_error(iso, "byte length of %s should be a multiple of %d", name, (int)size);
  if (!given && offset > buffer->length)
    return js_throw_range_error(iso, "Start offset %llu is outside the bounds of the buffer", (unsigned long long)offset);
  if (!given) length = buffer->resizable ? JS_LENGTH_TRACKING : (buffer->length - offset) / size;
  if (given && (length > buffer->length / size || offset + length * size > buffer->length))
    return js_throw_range_error(iso, "Invalid typed array length: %llu", (unsigned long long)length);
  return js_from_cell(js_typed_array_view(iso, type, proto, buffer, offset, length));
}

static JsValue throw_mixed(JsIsolate *iso) {
  return js_throw_type_error(iso, "Cannot mix BigInt and other types, use explicit conversions");
}

/* 23.2.5.1.2 InitializeTypedArrayFromTypedArray */
static JsValue from_typed_array(JsIsolate *iso, JsElementType type, JsValue proto, JsTypedArray *source) {
  if (source->out_of_bounds) return js_throw_detached(iso, "Construct");
  size_t length = source->length;
  JsTypedArray *a = js_typed_array_new(iso, type, proto, length);
  if (!a) return JS_EMPTY;
  if (js_type_is_bigint(type) != js_type_is_bigint(js_element_type(source))) return throw_mixed(iso);
  js_typed_array_copy(a, 0, source, 0, length);
  return js_from_cell(a);
}

/* 23.2.5.1.4, 23.2.5.1.5: the values of an array or array-like. */
static JsValue from_values(JsIsolate *iso, JsElementType type, JsValue proto, JsObject *values) {
  uint64_t length;
  JS_TRY_BOOL(js_length_of(iso, values, &length));
  JsTypedArray *a = js_typed_array_new(iso, type, proto, length);
  if (!a) return JS_EMPTY;
  for (uint64_t i = 0; i < length; i++) {
    JsValue v = js_get_index(iso, values, i);
    JS_TRY(v);
    JS_TRY_BOOL(js_typed_array_set(iso, a, i, v));
  }
  return js_from_cell(a);
}

/* 23.2.5.1 TypedArray ( ...args ) */
static JsValue construct(JsIsolate *iso, JsElementType type, JsValue new_target, uint32_t argc, JsValue *argv) {
  if (js_is_undefined(new_target)) return js_throw_requires_new(iso, js_element_type_names[type]);
  JsValue first = js_arg(argc, argv, 0);
  if (!js_is_object(first)) {
    uint64_t length;
    if (!js_to_index_or(iso, first, &length, "Invalid typed array length: %s")) return JS_EMPTY;
    JsValue proto = js_prototype_from_constructor(iso, new_target, proto_id(type));
    JS_TRY(proto);
    return js_from_cell(js_typed_array_new(iso, type, proto, length));
  }
  JsValue proto = js_prototype_from_constructor(iso, new_target, proto_id(type));
  JS_TRY(proto);
  JsArrayBuffer *buffer = js_as_array_buffer(first);
  if (buffer) return from_buffer(iso, type, proto, buffer, js_arg(argc, argv, 1), js_arg(argc, argv, 2));
  JsTypedArray *source = js_as_typed_array(first);
  if (source) return from_typed_array(iso, type, proto, source);
  JsValue method = js_get_method(iso, first, js_symbol_key(iso, JS_SYMBOL_iterator));
  JS_TRY(method);
  JsObject *values = js_as_object(first);
  if (!js_is_undefined(method)) {
    values = js_iterable_to_array(iso, first);
    if (!values) return JS_EMPTY;
  }
  return from_values(iso, type, proto, values);
}

/* 23.2.1.1 %TypedArray% ( ) */
static JsValue abstract_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_throw_type_error(iso, "Abstract class TypedArray not directly constructable");
}

JsTypedArray *js_typed_array_validate(JsIsolate *iso, JsValue v, const char *method) {
  JsTypedArray *a = js_as_typed_array(v);
  if (!a) {
    js_throw_type_error(iso, "this is not a typed array.");
    return NULL;
  }
  js_array_buffer_refresh(a->buffer);
  if (a->out_of_bounds) {
    js_throw_detached(iso, method);
    return NULL;
  }
  return a;
}

JsTypedArray *js_typed_array_create(JsIsolate *iso, JsValue constructor, uint32_t argc, JsValue *argv, const char *method) {
  JsValue made = js_construct(iso, constructor, constructor, argc, argv);
  JsTypedArray *a = made == JS_EMPTY ? NULL : js_typed_array_validate(iso, made, method);
  if (a && argc == 1 && js_is_number(argv[0]) && (double)a->length < js_number_to_double(argv[0])) {
    js_throw_type_error(iso, "Derived TypedArray constructor created an array which was too small");
    return NULL;
  }
  return a;
}

JsTypedArray *js_typed_array_species(JsIsolate *iso, JsTypedArray *exemplar, uint32_t argc, JsValue *argv,
                                     const char *method) {
  JsElementType type = js_element_type(exemplar);
  JsValue constructor = js_species_constructor(iso, &exemplar->object, js_typed_array_intrinsic(iso, type));
  JsTypedArray *a = constructor == JS_EMPTY ? NULL : js_typed_array_create(iso, constructor, argc, argv, method);
  if (a && js_type_is_bigint(js_element_type(a)) != js_type_is_bigint(type)) {
    js_throw_type_error(iso, "Content type of source and derived typed arrays differ");
    return NULL;
  }
  return a;
}

/* ---- Statics ---- */

static bool check_constructor(JsIsolate *iso, JsValue v) {
  if (js_is_constructor(v)) return true;
  js_throw_type_about(iso, "", v, " is not a constructor");
  return false;
}

/* 23.2.2.2 %TypedArray%.of ( ...items ) */
static JsValue typed_array_of(JS_ARGS) {
  JS_UNUSED_ARGS;
  JS_TRY_BOOL(check_constructor(iso, this_value));
  JsValue length = js_number(argc);
  JsTypedArray *a = js_typed_array_create(iso, this_value, 1, &length, "%TypedArray%.of");
  if (!a) return JS_EMPTY;
  for (uint32_t i = 0; i < argc; i++) JS_TRY_BOOL(js_typed_array_set(iso, a, i, argv[i]));
  return js_from_cell(a);
}

/* 23.2.2.1 %TypedArray%.from ( source [ , mapper [ , thisArg ] ] ) */
static JsValue typed_array_from(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue source = js_arg(argc, argv, 0), mapper = js_arg(argc, argv, 1);
  JS_TRY_BOOL(check_constructor(iso, this_value));
  bool mapping = !js_is_undefined(mapper);
  if (mapping && !js_is_callable(mapper)) return js_throw_not_function(iso, mapper);
  JsValue method = js_get_method(iso, source, js_symbol_key(iso, JS_SYMBOL_iterator));
  JS_TRY(method);
  JsObject *values = js_is_undefined(method) ? js_to_object(iso, source) : js_iterable_to_array(iso, source);
  uint64_t n;
  if (!values || !js_length_of(iso, values, &n)) return JS_EMPTY;
  JsValue length = js_number((double)n);
  JsTypedArray *a = js_typed_array_create(iso, this_value, 1, &length, "%TypedArray%.from");
  if (!a) return JS_EMPTY;
  for (uint64_t i = 0; i < n; i++) {
    JsValue v = js_get_index(iso, values, i);
    JS_TRY(v);
    if (mapping) {
      JsValue args[2] = {v, js_number((double)i)};
      v = js_call_callable(iso, mapper, js_arg(argc, argv, 2), 2, args);
      JS_TRY(v);
    }
    JS_TRY_BOOL(js_put_index(iso, &a->object, i, v));
  }
  return js_from_cell(a);
}

/* ---- Accessors (23.2.3.2-4, 23.2.3.21) ---- */

#define GETTER(linkage, function, name, result)                                                     \
  linkage JsValue function(JS_ARGS) {                                                       \
    JS_UNUSED_ARGS;                                                                         \
    JsTypedArray *a = js_as_typed_array(this_value);                                        \
    if (!a) return js_throw_incompatible_receiver(iso, "get TypedArray.prototype." name, this_value); \
    js_array_buffer_refresh(a->buffer);                                                     \
    return result;                                                                          \
  }
GETTER(static, typed_array_buffer, "buffer", js_from_cell(a->buffer))
GETTER(static, typed_array_byte_length, "byteLength", js_number((double)(a->length << js_element_shift(a))))
GETTER(static, typed_array_byte_offset, "byteOffset", js_number(a->out_of_bounds ? 0 : (double)a->byte_offset))
GETTER(, js_typed_array_length, "length", js_number((double)a->length))

/* 23.2.3.38 get %TypedArray%.prototype [ @@toStringTag ] */
static JsValue typed_array_tag(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = js_as_typed_array(this_value);
  return a ? js_from_cell(js_atom(iso, js_element_type_names[js_element_type(a)])) : JS_UNDEFINED;
}

/* ---- Iterators (23.2.3.7, 23.2.3.19, 23.2.3.37) ---- */

static JsValue iterate(JsIsolate *iso, JsValue v, JsIterationKind kind, const char *method) {
  JsTypedArray *a = js_typed_array_validate(iso, v, method);
  return a ? js_array_iterator_new(iso, &a->object, kind) : JS_EMPTY;
}

static JsValue typed_array_entries(JS_ARGS) {
  JS_UNUSED_ARGS;
  return iterate(iso, this_value, JS_ITERATE_ENTRIES, "%TypedArray%.prototype.entries");
}

static JsValue typed_array_keys(JS_ARGS) {
  JS_UNUSED_ARGS;
  return iterate(iso, this_value, JS_ITERATE_KEYS, "%TypedArray%.prototype.keys");
}

static JsValue typed_array_values(JS_ARGS) {
  JS_UNUSED_ARGS;
  return iterate(iso, this_value, JS_ITERATE_VALUES, "%TypedArray%.prototype.values");
}
