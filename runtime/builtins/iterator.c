/* %IteratorPrototype% (27.1.2) and array iterators (23.1.5). Iterator objects of maps, sets, strings and regular
 * expressions share the layout and the kind. */
#include "builtins/iterator_builtins.h"
#include "typed_array/typed_array.h"

static JsValue iterator_prototype_iterator(JS_ARGS);
static JsValue iterator_prototype_dispose(JS_ARGS);
static JsValue array_iterator_next(JS_ARGS);

static const JsBuiltin iterator_prototype[] = {
    JS_B_SYMFN(iterator, "[Symbol.iterator]", iterator_prototype_iterator, 0),
    JS_B_SYMFN(dispose, "[Symbol.dispose]", iterator_prototype_dispose, 0),
    JS_BUILTIN_END,
};

static const JsBuiltin array_iterator_prototype[] = {
    JS_B_FN("next", array_iterator_next, 0),
    JS_B_TAG("Array Iterator"),
    JS_BUILTIN_END,
};

void js_init_iterator(JsIsolate *iso) {
  JsObject *base = js_object_new(iso);
  js_intrinsic_set(iso, JS_INTRINSIC_IteratorPrototype, js_from_cell(base));
  js_install(iso, base, iterator_prototype);
  JsObject *array = js_object_new_proto(iso, js_from_cell(base));
  js_intrinsic_set(iso, JS_INTRINSIC_ArrayIteratorPrototype, js_from_cell(array));
  js_install(iso, array, array_iterator_prototype);
  js_init_iterator_class(iso, base);
  js_init_iterator_helpers(iso);
}

size_t js_iterator_size(const JsCell *cell) { return js_object_size(cell); }

void js_iterator_trace(JsTracer *t, JsCell *cell) {
  JsIteratorObject *it = (JsIteratorObject *)cell;
  js_object_trace(t, cell);
  js_trace_value(t, it->target);
  js_trace_value(t, it->extra);
}

JsIteratorObject *js_iterator_object_new(JsIsolate *iso, JsIntrinsicId proto, JsIteratorType type,
                                         JsIterationKind kind, JsValue target) {
  JsIteratorObject *it = (JsIteratorObject *)js_object_new_kind(iso, JS_KIND_ITERATOR, sizeof(JsIteratorObject),
                                                                js_intrinsic(iso, proto));
  if (!it) return NULL;
  it->target = target;
  it->extra = JS_UNDEFINED;
  it->type = (uint8_t)type;
  it->iteration_kind = (uint8_t)kind;
  return it;
}

JsValue js_array_iterator_new(JsIsolate *iso, JsObject *array, JsIterationKind kind) {
  return js_from_cell(js_iterator_object_new(iso, JS_INTRINSIC_ArrayIteratorPrototype, JS_ITERATOR_ARRAY, kind,
                                             js_from_cell(array)));
}

JsValue js_entry_pair(JsIsolate *iso, JsValue key, JsValue value) {
  JsValue pair[2] = {key, value};
  return js_from_cell(js_array_from_values(iso, pair, 2));
}

/* 27.1.2.1 %IteratorPrototype% [ @@iterator ] ( ) */
static JsValue iterator_prototype_iterator(JS_ARGS) {
  JS_UNUSED_ARGS;
  return this_value;
}

/* 27.1.2.2 %IteratorPrototype% [ @@dispose ] ( ) */
static JsValue iterator_prototype_dispose(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue method = js_get_method(iso, this_value, js_atom_key(iso, JS_ATOM_return_));
  if (method != JS_EMPTY && !js_is_undefined(method)) method = js_call(iso, method, this_value, 0, NULL);
  return method == JS_EMPTY ? JS_EMPTY : JS_UNDEFINED;
}

bool js_is_plain_array_iterator(JsValue iterator, JsValue next) {
  return js_as_iterator(iterator, JS_ITERATOR_ARRAY) && js_is_kind(next, JS_KIND_FUNCTION) &&
         js_as_function(next)->code == array_iterator_next;
}

static bool length_of_target(JsIsolate *iso, JsIteratorObject *it, JsObject *array, uint64_t *length) {
  if (array->cell.kind == JS_KIND_ARRAY) {
    *length = js_array_count(array);
    return true;
  }
  if (!js_kind_is_typed_array(array->cell.kind)) return js_length_of(iso, array, length);
  JsTypedArray *a = js_typed_array_validate(iso, it->target, "%ArrayIteratorPrototype%.next");
  if (a) *length = a->length;
  return a != NULL;
}

int js_array_iterator_step(JsIsolate *iso, JsValue iterator, JsValue *value) {
  JsIteratorObject *it = js_as_iterator(iterator, JS_ITERATOR_ARRAY);
  if (js_is_undefined(it->target)) return 0;
  JsObject *array = js_as_object(it->target);
  uint64_t length;
  if (!length_of_target(iso, it, array, &length)) return -1;
  uint64_t index = it->index;
  if (index >= length) {
    it->target = JS_UNDEFINED;
    return 0;
  }
  it->index = index + 1;
  JsValue v = js_number((double)index);
  if (it->iteration_kind != JS_ITERATE_KEYS) {
    bool packed = array->cell.kind == JS_KIND_ARRAY && array->cell.aux <= JS_ELEM_VALUE;
    JsValue key = v;
    v = packed ? array->elements[index] : js_get_index(iso, array, index);
    if (v != JS_EMPTY && it->iteration_kind == JS_ITERATE_ENTRIES) v = js_entry_pair(iso, key, v);
  }
  if (value) *value = v;
  return v == JS_EMPTY ? -1 : 1;
}

/* 23.1.5.2.1 %ArrayIteratorPrototype%.next ( ) */
static JsValue array_iterator_next(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_as_iterator(this_value, JS_ITERATOR_ARRAY))
    return js_throw_incompatible_receiver(iso, "Array Iterator.prototype.next", this_value);
  JsValue v = JS_UNDEFINED;
  int more = js_array_iterator_step(iso, this_value, &v);
  return more < 0 ? JS_EMPTY : js_iter_result(iso, more ? v : JS_UNDEFINED, !more);
}
