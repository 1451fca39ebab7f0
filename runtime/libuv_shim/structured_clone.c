/* internalBinding('structured_clone'): copies of values (HTML 2.7, Safe passing of structured data).
 *   clone(value, transferred, fail, cloneException)
 *     transferred      array of the ArrayBuffers whose memory moves to their copies
 *     fail             called with a message: throws a DataCloneError
 *     cloneException   called with an error: its copy if it is a DOMException, else undefined
 *
 * A copy is made while its original is read, which nothing can tell from serialising first and deserialising then: getters
 * that run meanwhile see no copy. Memory moves last. */
#define _GNU_SOURCE
#include "builtins/date_builtins.h"
#include "builtins/hash_table.h"
#include "builtins/regexp_builtins.h"
#include "libuv_shim/internal.h"
#include "object/internal.h"
#include "typed_array/data_view.h"
#include "typed_array/typed_array.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Cloner {
  JsIsolate *iso;
  JsCollection *memory; /* Map: originals to copies */
  JsValue fail, clone_exception;
} Cloner;

static JsValue clone_any(Cloner *c, JsValue v);

static JsValue fail(Cloner *c, const char *message) {
  JsValue text = js_string_value(c->iso, message);
  return text == JS_EMPTY ? JS_EMPTY : js_call(c->iso, c->fail, JS_UNDEFINED, 1, &text);
}

static JsValue cannot_clone(Cloner *c, JsValue v) {
  char *what = js_describe(c->iso, v), *message = NULL;
  if (!what || asprintf(&message, "%s could not be cloned.", what) < 0) message = NULL;
  JsValue r = fail(c, message ? message : "The object could not be cloned.");
  free(what);
  free(message);
  return r;
}

/* Notes the copy; NULL: making it threw. */
static JsValue remember(Cloner *c, JsValue v, JsValue copy) {
  JS_TRY(copy);
  return js_collection_set(c->iso, c->memory, v, copy) ? copy : JS_EMPTY;
}

/* ---- properties ---- */

/* The own enumerable properties with string keys. false: threw. */
static bool clone_properties(Cloner *c, JsObject *from, JsObject *to) {
  JsIsolate *iso = c->iso;
  JsObject *keys = js_own_enumerable_keys(iso, from);
  for (uint32_t i = 0; keys && i < js_array_count(keys); i++) {
    JsKey key = js_to_property_key(iso, keys->elements[i]);
    int has = key == JS_KEY_NONE ? -1 : js_has_own(iso, from, key);
    if (has < 0) return false;
    if (!has) continue; /* deleted by a getter */
    JsValue v = js_get(iso, from, key, js_from_cell(from));
    if (v != JS_EMPTY) v = clone_any(c, v);
    if (v == JS_EMPTY || !js_create_data_property(iso, to, key, v)) return false;
  }
  return keys != NULL;
}

static JsValue clone_plain(Cloner *c, JsObject *o) {
  JsObject *copy = js_object_new(c->iso);
  JS_TRY(remember(c, js_from_cell(o), js_from_cell(copy)));
  return clone_properties(c, o, copy) ? js_from_cell(copy) : JS_EMPTY;
}

static JsValue clone_array(Cloner *c, JsObject *o) {
  JsObject *copy = js_array_new(c->iso, js_array_count(o));
  JS_TRY(remember(c, js_from_cell(o), js_from_cell(copy)));
  return clone_properties(c, o, copy) ? js_from_cell(copy) : JS_EMPTY;
}

/* ---- collections: what is in them when their turn comes ---- */

static JsObject *entries_of(JsIsolate *iso, JsCollection *from) {
  JsObject *list = js_array_with_capacity(iso, js_collection_count(from) * 2);
  JsHashCursor cursor = {from->table, 0};
  for (JsHashEntry *entry; list && (entry = js_hash_cursor_next(&cursor));) {
    JsValue key = entry->key, value = entry->value;
    if (!js_array_push(iso, list, key) || !js_array_push(iso, list, value)) return NULL;
  }
  return list;
}

static JsValue clone_collection(Cloner *c, JsValue v) {
  bool map = js_is_kind(v, JS_KIND_MAP);
  JsCollection *copy = js_collection_new(c->iso, map ? JS_KIND_MAP : JS_KIND_SET);
  JS_TRY(remember(c, v, js_from_cell(copy)));
  JsObject *entries = entries_of(c->iso, (JsCollection *)js_as_object(v));
  for (uint32_t i = 0; entries && i < js_array_count(entries); i += 2) {
    JsValue key = clone_any(c, entries->elements[i]);
    JsValue value = key == JS_EMPTY || !map ? key : clone_any(c, entries->elements[i + 1]);
    JS_TRY(value);
    JS_TRY_BOOL(js_collection_set(c->iso, copy, key, value));
  }
  return entries ? js_from_cell(copy) : JS_EMPTY;
}

/* ---- errors ---- */

static const JsIntrinsicId error_constructors[] = {JS_INTRINSIC_EvalError,   JS_INTRINSIC_RangeError, JS_INTRINSIC_ReferenceError,
                                                   JS_INTRINSIC_SyntaxError, JS_INTRINSIC_TypeError,  JS_INTRINSIC_URIError};
static const char *const error_names[] = {"EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"};

/* The constructor that the error's name means. JS_EMPTY: threw. */
static JsValue error_constructor(JsIsolate *iso, JsObject *o) {
  JsValue v = js_get(iso, o, js_atom_key(iso, JS_ATOM_name), js_from_cell(o));
  JsString *name = v == JS_EMPTY ? NULL : js_to_string(iso, v);
  if (!name) return JS_EMPTY;
  for (size_t i = 0; i < sizeof error_names / sizeof *error_names; i++)
    if (js_string_equals(iso, name, js_string_from_cstr(iso, error_names[i]))) return js_intrinsic(iso, error_constructors[i]);
  return js_intrinsic(iso, JS_INTRINSIC_Error);
}

/* The message, where it is an own data property; else undefined. JS_EMPTY: threw. */
static JsValue error_message(JsIsolate *iso, JsObject *o) {
  JsPropertyDescriptor d;
  int found = js_get_own_property(iso, o, js_atom_key(iso, JS_ATOM_message), &d);
  if (found < 0) return JS_EMPTY;
  if (!found || (d.present & (JS_DESC_GET | JS_DESC_SET))) return JS_UNDEFINED;
  return js_from_cell(js_to_string(iso, d.value));
}

static JsValue clone_error(Cloner *c, JsValue v) {
  JsIsolate *iso = c->iso;
  JsObject *o = js_as_object(v);
  JsValue copy = js_call(iso, c->clone_exception, JS_UNDEFINED, 1, &v);
  if (copy == JS_EMPTY || !js_is_undefined(copy)) return remember(c, v, copy);
  JsValue constructor = error_constructor(iso, o), message = constructor == JS_EMPTY ? JS_EMPTY : error_message(iso, o);
  JS_TRY(message);
  copy = js_construct(iso, constructor, constructor, js_is_undefined(message) ? 0 : 1, &message);
  JS_TRY(remember(c, v, copy));
  JsValue stack = js_get(iso, o, js_atom_key(iso, JS_ATOM_stack), v);
  JS_TRY(stack);
  if (!js_is_string(stack)) stack = JS_UNDEFINED;
  JS_TRY_BOOL(js_define_data(iso, js_as_object(copy), js_atom_key(iso, JS_ATOM_stack), stack, JS_ATTR_HIDDEN));
  JsKey cause_key = js_atom_key(iso, JS_ATOM_cause);
  int has = js_has_own(iso, o, cause_key);
  if (has <= 0) return has < 0 ? JS_EMPTY : copy;
  JsValue cause = js_get(iso, o, cause_key, v);
  if (cause != JS_EMPTY) cause = clone_any(c, cause);
  JS_TRY(cause);
  return js_define_data(iso, js_as_object(copy), cause_key, cause, JS_ATTR_HIDDEN) ? copy : JS_EMPTY;
}

/* ---- memory ---- */

static JsValue clone_buffer(Cloner *c, JsValue v) {
  JsArrayBuffer *buffer = js_as_array_buffer(v);
  if (buffer->shared) return remember(c, v, js_from_cell(js_shared_array_buffer_on(c->iso, buffer->block)));
  if (buffer->detached) return fail(c, "An ArrayBuffer is detached and could not be cloned.");
  return remember(c, v, js_from_cell(js_array_buffer_clone(c->iso, buffer)));
}

/* A view on the copy of its buffer. tracks: it is as long as the buffer allows. */
static JsValue clone_view(Cloner *c, JsValue v, JsValue constructor, JsArrayBuffer *buffer, size_t offset, size_t length, bool tracks) {
  JsValue argv[3] = {clone_any(c, js_from_cell(buffer)), js_number((double)offset), js_number((double)length)};
  JS_TRY(argv[0]);
  return remember(c, v, js_construct(c->iso, constructor, constructor, tracks ? 2 : 3, argv));
}

static JsValue clone_typed_array(Cloner *c, JsTypedArray *a) {
  JsValue v = js_from_cell(a);
  if (a->out_of_bounds && !a->buffer->detached) return cannot_clone(c, v);
  JsValue constructor = js_typed_array_intrinsic(c->iso, js_element_type(a));
  return clone_view(c, v, constructor, a->buffer, a->byte_offset, a->fixed_length, a->tracks_length);
}

static JsValue clone_data_view(Cloner *c, JsValue v) {
  JsDataView *view = (JsDataView *)js_as_object(v);
  size_t end = view->byte_offset + (view->tracks_length ? 0 : view->fixed_length);
  if (!view->buffer->detached && end > view->buffer->length) return cannot_clone(c, v);
  JsValue constructor = js_intrinsic(c->iso, JS_INTRINSIC_DataView);
  return clone_view(c, v, constructor, view->buffer, view->byte_offset, view->fixed_length, view->tracks_length);
}

/* ---- values ---- */

static JsValue clone_wrapper(Cloner *c, JsValue v) {
  JsValue inner = ((JsWrapper *)js_as_object(v))->value;
  return js_is_symbol(inner) ? cannot_clone(c, v) : remember(c, v, js_from_cell(js_to_object(c->iso, inner)));
}

static JsValue clone_date(Cloner *c, JsValue v) {
  JsValue constructor = js_intrinsic(c->iso, JS_INTRINSIC_Date), time = js_as_date(v)->value;
  return remember(c, v, js_construct(c->iso, constructor, constructor, 1, &time));
}

static JsValue clone_regexp(Cloner *c, JsValue v) {
  JsRegExp *re = js_as_regexp(v), *copy = js_regexp_alloc(c->iso, js_intrinsic(c->iso, JS_INTRINSIC_RegExpPrototype));
  if (!copy || !re->source || !js_regexp_initialise(c->iso, copy, re->source, re->flags)) return JS_EMPTY;
  copy->last_index = js_int32(0);
  return remember(c, v, js_from_cell(copy));
}

/* StructuredSerializeInternal and StructuredDeserialize of an object that has no copy yet. */
static JsValue clone_object(Cloner *c, JsValue v) {
  JsObject *o = js_as_object(v);
  if (js_is_callable(v)) return cannot_clone(c, v);
  switch (o->cell.kind) {
    case JS_KIND_OBJECT: return clone_plain(c, o);
    case JS_KIND_ARRAY: return clone_array(c, o);
    case JS_KIND_PRIMITIVE_WRAPPER: return clone_wrapper(c, v);
    case JS_KIND_DATE: return clone_date(c, v);
    case JS_KIND_REGEXP: return clone_regexp(c, v);
    case JS_KIND_MAP:
    case JS_KIND_SET: return clone_collection(c, v);
    case JS_KIND_ERROR: return clone_error(c, v);
    case JS_KIND_ARRAY_BUFFER: return clone_buffer(c, v);
    case JS_KIND_DATA_VIEW: return clone_data_view(c, v);
    default: break;
  }
  JsTypedArray *a = js_as_typed_array(v);
  return a ? clone_typed_array(c, a) : cannot_clone(c, v);
}

static JsValue clone_any(Cloner *c, JsValue v) {
  if (js_is_symbol(v)) return cannot_clone(c, v);
  if (!js_is_object(v)) return v;
  JS_TRY_BOOL(js_stack_check(c->iso));
  JsHashEntry *known = js_collection_find(c->iso, c->memory, v);
  return known ? known->value : clone_object(c, v);
}

/* ---- transfer ---- */

/* Copies of buffers stand for them while the value is copied; their memory is exchanged at the end. */
static bool prepare_transfer(Cloner *c, JsObject *list) {
  for (uint32_t i = 0; i < js_array_count(list); i++) {
    JsArrayBuffer *buffer = js_as_array_buffer(list->elements[i]);
    if (js_collection_find(c->iso, c->memory, list->elements[i]))
      return fail(c, "Transfer list contains duplicate ArrayBuffer"), false;
    if (buffer->detached) continue;
    if (remember(c, list->elements[i], js_from_cell(js_array_buffer_alias(c->iso, buffer))) == JS_EMPTY) return false;
  }
  return true;
}

/* false: a buffer was detached while the value was copied. */
static bool finish_transfer(Cloner *c, JsObject *list, bool moves) {
  bool ok = true;
  for (uint32_t i = 0; i < js_array_count(list); i++) {
    JsHashEntry *entry = js_collection_find(c->iso, c->memory, list->elements[i]);
    if (!entry || !js_as_array_buffer(entry->value)) continue;
    if (!js_array_buffer_settle(c->iso, js_as_array_buffer(list->elements[i]), js_as_array_buffer(entry->value), moves)) ok = false;
  }
  return ok;
}

static JsValue clone_value(JS_ARGS) {
  JS_UNUSED_ARGS;
  Cloner c = {iso, js_collection_new(iso, JS_KIND_MAP), argv[2], argv[3]};
  if (!c.memory) return JS_EMPTY;
  JsObject *list = js_as_object(argv[1]);
  JsValue copy = prepare_transfer(&c, list) ? clone_any(&c, argv[0]) : JS_EMPTY;
  JsValue exception = iso->exception;
  iso->exception = JS_EMPTY;
  bool ok = finish_transfer(&c, list, copy != JS_EMPTY);
  iso->exception = exception;
  if (!ok && copy != JS_EMPTY) copy = fail(&c, "An ArrayBuffer is detached and could not be cloned.");
  JS_KEEP(c.memory);
  return copy;
}

JsValue js_binding_structured_clone(JsIsolate *iso) {
  static const JsBindingFunction functions[] = {{"clone", clone_value, 4}, {NULL, NULL, 0}};
  JsObject *o = js_object_new(iso);
  return o && js_binding_functions(iso, o, functions) ? js_from_cell(o) : JS_EMPTY;
}
