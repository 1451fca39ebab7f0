/* The iteration protocol (7.4) and the records of compiled for-of, spread and destructuring. Arrays and strings whose
 * iteration nobody changed are walked without iterator objects; nothing shows the difference. */
#include "builtins/generator.h"
#include "builtins/iterator_builtins.h"
#include "lode_abi.h"
#include "object/internal.h"

#include <stdlib.h>

static bool plain_array(JsIsolate *iso, JsValue v) {
  JsRealm *r = iso->realm;
  if (!js_is_array_kind(v) || !r->array_iteration_intact) return false;
  if (js_as_cell(v)->shape == js_shape_word(r->array_shape)) return true;
  JsObject *o = js_as_object(v);
  JsOwn own;
  return js_object_shape(o)->proto == r->intrinsics[JS_INTRINSIC_ArrayPrototype] &&
         !js_own_lookup(iso, o, js_symbol_key(iso, JS_SYMBOL_iterator), &own);
}

/* What to say of a value that can't be iterated: words that the compiler made of the source. V8's spread arguments
 * have them for other values than undefined and null only. */
typedef struct NotIterable {
  JsValue message; /* JS_EMPTY: none */
  bool of_nullish;
} NotIterable;

/* The message, or V8's BuildDefaultCallSite: the type, and the value of some primitives. */
static JsValue throw_not_iterable(JsIsolate *iso, JsValue v, NotIterable words) {
  if (words.message != JS_EMPTY && (words.of_nullish || !js_is_nullish(v))) {
    char *text = js_string_to_text(iso, js_as_string(words.message));
    js_throw_type_error(iso, "%s", text);
    free(text);
    return JS_EMPTY;
  }
  char *type = js_string_to_text(iso, js_typeof(iso, v)), *value = js_describe(iso, v);
  if (js_is_string(v)) {
    js_throw_type_error(iso, "%s \"%s\" is not iterable (cannot read property Symbol(Symbol.iterator))", type, value);
  } else if (js_is_null(v) || js_is_bool(v) || js_is_number(v)) {
    js_throw_type_error(iso, "%s %s is not iterable (cannot read property Symbol(Symbol.iterator))", type, value);
  } else {
    js_throw_type_error(iso, "%s is not iterable (cannot read property Symbol(Symbol.iterator))", type);
  }
  free(type);
  free(value);
  return JS_EMPTY;
}

/* 7.4.4 GetIteratorFromMethod */
bool js_iterator_from_method(JsIsolate *iso, JsValue iterable, JsValue method, JsIterator *it) {
  it->object = js_call(iso, method, iterable, 0, NULL);
  if (it->object == JS_EMPTY) return false;
  if (!js_is_object(it->object)) {
    js_throw_type_error(iso, "Result of the Symbol.iterator method is not an object");
    return false;
  }
  it->next = js_get_cached(iso, it->object, js_atom_key(iso, JS_ATOM_next));
  return it->next != JS_EMPTY;
}

/* 7.4.3 GetIterator without the fast ways. */
static bool open_generic(JsIsolate *iso, JsValue iterable, JsIterator *it, NotIterable words) {
  if (js_is_nullish(iterable)) return throw_not_iterable(iso, iterable, words), false;
  JsValue method = js_get_cached(iso, iterable, js_symbol_key(iso, JS_SYMBOL_iterator));
  if (method == JS_EMPTY) return false;
  if (!js_is_callable(method)) return throw_not_iterable(iso, iterable, words), false;
  return js_iterator_from_method(iso, iterable, method, it);
}

bool js_iterator_open_object(JsIsolate *iso, JsValue iterable, JsIterator *it) {
  *it = (JsIterator){.next = JS_UNDEFINED};
  return open_generic(iso, iterable, it, (NotIterable){JS_EMPTY, false});
}

static bool iterator_open(JsIsolate *iso, JsValue iterable, JsIterator *it, NotIterable words) {
  it->index = 0;
  it->next = JS_UNDEFINED;
  it->fast = plain_array(iso, iterable) || (js_is_string(iterable) && iso->realm->string_iteration_intact);
  it->object = iterable;
  return it->fast || open_generic(iso, iterable, it, words);
}

bool js_iterator_open(JsIsolate *iso, JsValue iterable, JsIterator *it) {
  return iterator_open(iso, iterable, it, (NotIterable){JS_EMPTY, false});
}

static int step_string(JsIsolate *iso, JsIterator *it, JsValue *value) {
  JsString *s = js_as_string(it->object);
  if (it->index >= s->length) return 0;
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return -1;
  uint32_t unit = js_chars_at(&c, it->index++);
  if ((unit & 0xfc00) == 0xd800 && it->index < s->length) {
    uint32_t low = js_chars_at(&c, it->index);
    if ((low & 0xfc00) == 0xdc00) {
      it->index++;
      unit = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
    }
  }
  JS_KEEP(s);
  JsString *r = unit < 0x10000 ? js_string_from_unit(iso, (uint16_t)unit) : js_string_from_code_point(iso, unit);
  *value = js_from_cell(r);
  return r ? 1 : -1;
}

static int step_array(JsIsolate *iso, JsIterator *it, JsValue *value) {
  JsObject *a = js_as_object(it->object);
  if (it->index >= js_array_length(a)) {
    it->index = UINT32_MAX; /* exhausted for good, even if the array grows */
    return 0;
  }
  *value = js_get_index(iso, a, it->index++);
  return *value == JS_EMPTY ? -1 : 1;
}

bool js_check_iterator_result(JsIsolate *iso, JsValue r) {
  if (js_is_object(r)) return true;
  char *text = js_describe(iso, r);
  js_throw_type_error(iso, "Iterator result %s is not an object", text);
  free(text);
  return false;
}

int js_iterator_result(JsIsolate *iso, JsValue r, JsValue *value) {
  if (!js_check_iterator_result(iso, r)) return -1;
  JsObject *o = js_as_object(r);
  if (o->cell.shape == js_shape_word(iso->realm->iter_result_shape)) {
    if (js_to_boolean(o->slots[1])) return 0;
    if (value) *value = o->slots[0];
    return 1;
  }
  JsValue done = js_get_cached(iso, r, js_atom_key(iso, JS_ATOM_done));
  if (done == JS_EMPTY) return -1;
  if (js_to_boolean(done)) return 0;
  if (!value) return 1;
  *value = js_get_cached(iso, r, js_atom_key(iso, JS_ATOM_value));
  return *value == JS_EMPTY ? -1 : 1;
}

/* 7.4.8 IteratorStepValue */
static int step_generic(JsIsolate *iso, JsIterator *it, JsValue *value) {
  if (js_is_plain_generator(it->object, it->next)) return js_generator_step(iso, it->object, value); /* fast path */
  if (js_is_plain_array_iterator(it->object, it->next)) return js_array_iterator_step(iso, it->object, value); /* fast path */
  JsValue r = js_call(iso, it->next, it->object, 0, NULL);
  return r == JS_EMPTY ? -1 : js_iterator_result(iso, r, value);
}

int js_iterator_step(JsIsolate *iso, JsIterator *it, JsValue *value) {
  if (!it->fast) return step_generic(iso, it, value);
  return js_is_string(it->object) ? step_string(iso, it, value) : step_array(iso, it, value);
}

/* 7.4.11 IteratorClose */
bool js_iterator_close(JsIsolate *iso, JsIterator *it, bool completion_threw) {
  if (it->fast) return !completion_threw;
  JsValue pending = completion_threw ? js_take_exception(iso) : JS_EMPTY;
  JsValue method = js_get_method(iso, it->object, js_atom_key(iso, JS_ATOM_return_));
  JsValue r = method;
  if (method != JS_EMPTY && !js_is_undefined(method)) r = js_call(iso, method, it->object, 0, NULL);
  if (completion_threw) {
    iso->exception = pending;
    return false;
  }
  if (r == JS_EMPTY) return false;
  return js_is_undefined(method) || js_check_iterator_result(iso, r);
}

/* The elements of a packed array, at once. */
static bool append_packed(JsIsolate *iso, JsObject *list, JsObject *from) {
  uint32_t n = js_array_length(from), old = js_array_length(list);
  if (n == 0) return true;
  if (!js_elements_reserve(iso, list, old + n < 4 ? 4 : old + n)) return false;
  js_elements_generalise(iso, list, from->cell.aux);
  bool rebox = (list->cell.aux & 3) == JS_ELEM_DOUBLE && from->cell.aux == JS_ELEM_INT32;
  JsValue *to = list->elements + old;
  for (uint32_t i = 0; i < n; i++) {
    JsValue v = from->elements[i];
    to[i] = rebox ? js_double((double)js_as_int32(v)) : v;
  }
  *js_elements_length(list->elements) = old + n;
  js_barrier(iso, list);
  return true;
}

static bool append_all(JsIsolate *iso, JsObject *list, JsValue iterable, NotIterable words) {
  JsIterator it;
  if (!iterator_open(iso, iterable, &it, words)) return false;
  if (it.fast && js_is_array_kind(iterable)) {
    JsObject *from = js_as_object(iterable);
    bool packed = from->cell.aux <= JS_ELEM_VALUE && !js_is_sparse(list);
    if (packed && js_array_length(from) + (uint64_t)js_array_length(list) <= JS_MAX_FAST_ELEMENTS)
      return append_packed(iso, list, from);
  }
  for (;;) {
    JsValue v;
    int r = js_iterator_step(iso, &it, &v);
    if (r <= 0) return r == 0;
    if (!js_array_push(iso, list, v)) return false;
  }
}

JsObject *js_iterable_to_array(JsIsolate *iso, JsValue iterable) {
  JsObject *list = js_array_with_capacity(iso, js_is_array_kind(iterable) ? js_array_length(js_as_object(iterable)) : 0);
  return list && append_all(iso, list, iterable, (NotIterable){JS_EMPTY, false}) ? list : NULL;
}

bool lode_array_spread(JsIsolate *iso, JsValue array, JsValue iterable, JsValue message, int32_t of_nullish) {
  return append_all(iso, js_as_object(array), iterable, (NotIterable){message, of_nullish != 0});
}

/* ---- records of compiled code ---- */

static JsIterator load(const JsIterRecord *r) {
  return (JsIterator){r->object, r->next, r->state == JS_TRUE, (uint32_t)js_as_int32(r->index)};
}

JsValue lode_iter_open(JsIsolate *iso, JsValue iterable, JsValue message) {
  JsIterator it;
  if (!iterator_open(iso, iterable, &it, (NotIterable){message, true})) return JS_EMPTY;
  JsIterRecord *r = (JsIterRecord *)js_values_new(iso, JS_ITER_RECORD_VALUES);
  r->object = it.object;
  r->next = it.next;
  r->index = js_int32(0);
  r->state = js_bool(it.fast);
  js_barrier(iso, r);
  return js_from_cell(r);
}

JsValue lode_iter_next(JsIsolate *iso, JsValue record) {
  JsIterRecord *r = (JsIterRecord *)(uintptr_t)record;
  JsIterator it = load(r);
  if (it.fast && js_is_array_kind(it.object)) {
    JsObject *a = js_as_object(it.object);
    if (js_elements_fast(a) && it.index < *js_elements_length(a->elements)) {
      JsValue v = a->elements[it.index];
      if (v != JS_EMPTY) {
        r->index = js_int32((int32_t)(it.index + 1));
        return v;
      }
    }
  }
  if (it.fast && js_is_string(it.object)) {
    const JsString *s = js_as_string(it.object);
    if (it.index < s->length && (s->cell.flags & (JS_STR_ROPE | JS_STR_SLICE | JS_STR_UTF16)) == 0) {
      r->index = js_int32((int32_t)(it.index + 1));
      JsString *unit = js_string_from_unit(iso, s->u.latin1[it.index]);
      return unit ? js_from_cell(unit) : JS_EMPTY;
    }
  }
  JsValue v;
  int more = js_iterator_step(iso, &it, &v);
  r->index = js_int32((int32_t)it.index);
  return more > 0 ? v : more == 0 ? JS_ITER_DONE : JS_EMPTY;
}

JsValue lode_iter_skip(JsIsolate *iso, JsValue record) {
  JsIterator it = load((JsIterRecord *)(uintptr_t)record);
  if (it.fast || js_is_plain_generator(it.object, it.next)) { /* nobody sees whether the value is read */
    JsValue v = lode_iter_next(iso, record);
    return v == JS_EMPTY || v == JS_ITER_DONE ? v : JS_UNDEFINED;
  }
  JsValue r = js_call(iso, it.next, it.object, 0, NULL);
  int more = r == JS_EMPTY ? -1 : js_iterator_result(iso, r, NULL);
  return more > 0 ? JS_UNDEFINED : more == 0 ? JS_ITER_DONE : JS_EMPTY;
}

bool lode_iter_close(JsIsolate *iso, JsValue record, int32_t threw) {
  JsIterator it = load((JsIterRecord *)(uintptr_t)record);
  if (!threw) return js_iterator_close(iso, &it, false);
  js_iterator_close(iso, &it, true); /* the caller holds the exception: none is pending before or after */
  iso->exception = JS_EMPTY;
  return true;
}

JsValue lode_iter_rest(JsIsolate *iso, JsValue record) {
  JsIterRecord *r = (JsIterRecord *)(uintptr_t)record;
  JsObject *list = js_array_with_capacity(iso, 0);
  JsIterator it = load(r);
  for (;;) {
    JsValue v;
    int more = js_iterator_step(iso, &it, &v);
    r->index = js_int32((int32_t)it.index);
    if (more < 0) return JS_EMPTY;
    if (more == 0) return js_from_cell(list);
    if (!js_array_push(iso, list, v)) return JS_EMPTY;
  }
}
