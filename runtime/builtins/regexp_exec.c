/* RegExpExec and its result (22.2.7), exec, test and search. */
#include "object/internal.h"
#include "regexp/cache.h"

/* lastIndex. */

/* lastIndex as this object holds it, where that is an index: no side effects. */
static bool simple_last_index(const JsRegExp *re, uint64_t *out) {
  if (!js_is_int32(re->last_index) || js_as_int32(re->last_index) < 0) return false;
  *out = (uint64_t)js_as_int32(re->last_index);
  return true;
}

bool js_regexp_set_last_index(JsIsolate *iso, JsObject *re, uint64_t index) {
  JsValue v = js_number((double)index);
  if (re->cell.kind == JS_KIND_REGEXP) {
    JsSlot slot;
    if (js_shape_lookup(iso, js_object_shape(re), js_atom_key(iso, JS_ATOM_lastIndex), &slot) && slot.index == 0 &&
        slot.attributes == JS_ATTR_WRITABLE) {
      ((JsRegExp *)re)->last_index = v;
      return true;
    }
  }
  return js_put(iso, re, js_atom_key(iso, JS_ATOM_lastIndex), v);
}

/* ToLength(Get(rx, "lastIndex")) */
static bool get_last_index(JsIsolate *iso, JsObject *rx, uint64_t *out) {
  JsValue v = js_get(iso, rx, js_atom_key(iso, JS_ATOM_lastIndex), js_from_cell(rx));
  return v != JS_EMPTY && js_to_length(iso, v, out);
}

bool js_regexp_step_last_index(JsIsolate *iso, JsObject *rx, JsString *s, bool unicode) {
  uint64_t index;
  if (!get_last_index(iso, rx, &index) || !js_string_flatten(iso, s)) return false;
  return js_regexp_set_last_index(iso, rx, js_regexp_advance(s, index, unicode));
}

/* Matching. */

/* plain: known to be js_regexp_is_plain, so that lastIndex can be stored without further ado. */
static inline bool store_last_index(JsIsolate *iso, JsRegExp *re, uint32_t index, bool plain) {
  if (!plain) return js_regexp_set_last_index(iso, &re->object, index);
  re->last_index = js_int32((int32_t)index);
  return true;
}

static int builtin_match(JsIsolate *iso, JsRegExp *re, JsString *s, bool plain, const int32_t **registers) {
  uint64_t last_index = 0;
  if (!simple_last_index(re, &last_index)) {
    if (!js_to_length(iso, re->last_index, &last_index)) return -1;
    plain = false; /* what ran may have frozen it */
  }
  uint32_t flags = re->flags;
  bool uses_index = (flags & (JS_RE_GLOBAL | JS_RE_STICKY)) != 0;
  if (!uses_index) last_index = 0;
  if (last_index > s->length) return store_last_index(iso, re, 0, plain) ? 0 : -1;
  int found = js_regexp_search(iso, re, s, (uint32_t)last_index, (flags & JS_RE_STICKY) != 0, registers);
  if (found < 0) return -1;
  if (!found) return !uses_index || store_last_index(iso, re, 0, plain) ? 0 : -1;
  if (uses_index && !store_last_index(iso, re, (uint32_t)(*registers)[1], plain)) return -1;
  js_regexp_note_match(js_regexp_last(iso), s, *registers, js_regexp_group_count(re->program));
  return 1;
}

int js_regexp_builtin_match(JsIsolate *iso, JsRegExp *re, JsString *s, const int32_t **registers) {
  return builtin_match(iso, re, s, false, registers);
}

/* The result (22.2.7.2 from step 23 on). */

JsValue js_regexp_group(JsIsolate *iso, JsString *s, const int32_t *registers, uint32_t i) {
  int32_t from = registers[2 * i], to = registers[2 * i + 1];
  if (from < 0 || to < 0) return JS_UNDEFINED;
  return js_from_cell(js_string_slice(iso, s, (uint32_t)from, (uint32_t)to));
}

/* [start, end], or undefined. */
static JsValue index_pair(JsIsolate *iso, const int32_t *registers, uint32_t i) {
  if (registers[2 * i] < 0 || registers[2 * i + 1] < 0) return JS_UNDEFINED;
  JsValue pair[2] = {js_int32(registers[2 * i]), js_int32(registers[2 * i + 1])};
  return js_from_cell(js_array_from_values(iso, pair, 2));
}

/* An object of the named groups, of what values gives for each. Where names are shared the group that took part counts. */
static JsValue named_values(JsIsolate *iso, JsRegExp *re, JsString *s, const int32_t *registers,
                            JsValue (*value)(JsIsolate *, JsString *, const int32_t *, uint32_t)) {
  if (!re->names) return JS_UNDEFINED;
  JsValuesCell *names = re->names;
  uint32_t groups = js_regexp_group_count(re->program);
  JsObject *object = js_object_new_proto(iso, JS_NULL);
  if (!object) return JS_EMPTY;
  for (uint32_t i = 1; i < groups; i++) {
    if (js_is_undefined(names->values[i])) continue;
    JsKey key = js_key_from_string(iso, js_as_string(names->values[i]));
    JsValue v = value(iso, s, registers, i);
    if (key == JS_KEY_NONE || v == JS_EMPTY) return JS_EMPTY;
    if (js_is_undefined(v)) {
      int present = js_has_own(iso, object, key);
      if (present) continue;
    }
    if (!js_create_data_property(iso, object, key, v)) return JS_EMPTY;
  }
  return js_from_cell(object);
}

JsValue js_regexp_groups_object(JsIsolate *iso, JsRegExp *re, JsString *s, const int32_t *registers) {
  return named_values(iso, re, s, registers, js_regexp_group);
}

static JsValue index_pair_of(JsIsolate *iso, JsString *s, const int32_t *registers, uint32_t i) {
  (void)s;
  return index_pair(iso, registers, i);
}

/* 22.2.7.8 MakeMatchIndicesIndexPairArray */
static JsValue make_indices(JsIsolate *iso, JsRegExp *re, const int32_t *registers) {
  uint32_t groups = js_regexp_group_count(re->program);
  JsObject *array = js_array_with_capacity(iso, groups);
  if (!array) return JS_EMPTY;
  for (uint32_t i = 0; i < groups; i++) {
    JsValue pair = index_pair(iso, registers, i);
    if (pair == JS_EMPTY || !js_array_push(iso, array, pair)) return JS_EMPTY;
  }
  JsValue named = named_values(iso, re, NULL, registers, index_pair_of);
  JS_TRY(named);
  return js_create_data_property(iso, array, js_atom_key(iso, JS_ATOM_groups), named) ? js_from_cell(array) : JS_EMPTY;
}

#define FEW_GROUPS 16

/* The array of the groups with its properties but for groups itself. NULL: threw. */
static JsObject *make_array(JsIsolate *iso, JsString *s, const int32_t *registers, uint32_t groups) {
  JsShape *shape = js_regexp_cache(iso)->result_shape;
  JsValue few[FEW_GROUPS];
  uint32_t ready = groups <= FEW_GROUPS ? groups : 0;
  for (uint32_t i = 0; i < ready; i++) {
    few[i] = js_regexp_group(iso, s, registers, i);
    if (few[i] == JS_EMPTY) return NULL;
  }
  JsValue *elements = js_storage_new(iso, 0, groups);
  JsObject *array = elements ? js_object_new_shape(iso, shape) : NULL;
  JS_KEEP(elements);
  if (!array) return NULL;
  array->elements = elements;
  array->cell.aux = JS_ELEM_VALUE;
  for (uint32_t i = 0; i < ready; i++) elements[i] = few[i];
  *js_elements_length(elements) = ready;
  array->slots[0] = js_int32(registers[0]);
  array->slots[1] = js_from_cell(s);
  array->slots[2] = JS_UNDEFINED;
  js_barrier(iso, array);
  for (uint32_t i = ready; i < groups; i++) {
    JsValue group = js_regexp_group(iso, s, registers, i);
    if (group == JS_EMPTY) return NULL;
    array->elements[i] = group;
    *js_elements_length(array->elements) = i + 1;
    js_barrier(iso, array);
  }
  return array;
}

static JsValue make_result(JsIsolate *iso, JsRegExp *re, JsString *s, const int32_t *registers) {
  JsObject *array = make_array(iso, s, registers, js_regexp_group_count(re->program));
  if (!array) return JS_EMPTY;
  if (re->names) {
    JsValue named = js_regexp_groups_object(iso, re, s, registers);
    JS_TRY(named);
    array->slots[2] = named;
    js_barrier(iso, array);
  }
  if (re->flags & JS_RE_HAS_INDICES) {
    JsValue indices = make_indices(iso, re, registers);
    JS_TRY(indices);
    if (!js_create_data_property(iso, array, js_atom_key(iso, JS_ATOM_indices), indices)) return JS_EMPTY;
  }
  return js_from_cell(array);
}

/* 22.2.7.2 RegExpBuiltinExec ( R, S ) */
static JsValue builtin_exec(JsIsolate *iso, JsRegExp *re, JsString *s, bool plain) {
  const int32_t *registers;
  int found = builtin_match(iso, re, s, plain, &registers);
  if (found <= 0) return found < 0 ? JS_EMPTY : JS_NULL;
  return make_result(iso, re, s, registers);
}

/* 22.2.7.1 RegExpExec ( R, S ), after the test for a plain object. */
static JsValue exec_by_method(JsIsolate *iso, JsObject *re, JsString *s) {
  JsValue this_value = js_from_cell(re);
  JsValue exec = js_get(iso, re, js_atom_key(iso, JS_ATOM_exec), this_value);
  JS_TRY(exec);
  if (js_is_callable(exec)) {
    JsValue argument = js_from_cell(s), result = js_call(iso, exec, this_value, 1, &argument);
    if (result == JS_EMPTY || js_is_object(result) || js_is_null(result)) return result;
    return js_throw_type_error(iso, "RegExp exec method returned something other than an Object or null");
  }
  if (re->cell.kind != JS_KIND_REGEXP) {
    return js_throw_incompatible_receiver(iso, "RegExp.prototype.exec", this_value);
  }
  return builtin_exec(iso, (JsRegExp *)re, s, false);
}

JsValue js_regexp_exec(JsIsolate *iso, JsObject *re, JsString *s) {
  if (js_regexp_is_plain(iso, js_from_cell(re))) return builtin_exec(iso, (JsRegExp *)re, s, true);
  return exec_by_method(iso, re, s);
}

JsObject *js_regexp_this_object(JsIsolate *iso, JsValue this_value, const char *method) {
  if (js_is_object(this_value)) return js_as_object(this_value);
  js_throw_incompatible_receiver(iso, method, this_value);
  return NULL;
}

/* 22.2.6.2 RegExp.prototype.exec ( string ) */
JsValue js_regexp_proto_exec(JS_ARGS) {
  JS_UNUSED_ARGS;
  if (!js_is_regexp_kind(this_value)) {
    return js_throw_incompatible_receiver(iso, "RegExp.prototype.exec", this_value);
  }
  JsString *s = js_to_string(iso, js_arg(argc, argv, 0));
  if (!s) return JS_EMPTY;
  return builtin_exec(iso, js_as_regexp(this_value), s, js_regexp_is_plain(iso, this_value));
}

/* 22.2.6.16 RegExp.prototype.test ( S ) */
JsValue js_regexp_proto_test(JS_ARGS) {
  JS_UNUSED_ARGS;
  /* V8's message names undefined, whatever this is. */
  JsValue receiver = js_is_object(this_value) ? this_value : JS_UNDEFINED;
  JsObject *rx = js_regexp_this_object(iso, receiver, "RegExp.prototype.test");
  JsString *s = rx ? js_to_string(iso, js_arg(argc, argv, 0)) : NULL;
  if (!s) return JS_EMPTY;
  if (js_regexp_is_plain(iso, this_value)) {
    const int32_t *registers;
    int found = builtin_match(iso, js_as_regexp(this_value), s, true, &registers);
    return found < 0 ? JS_EMPTY : js_bool(found);
  }
  JsValue result = exec_by_method(iso, rx, s);
  return result == JS_EMPTY ? JS_EMPTY : js_bool(!js_is_null(result));
}

/* 22.2.6.12 RegExp.prototype [ @@search ] ( string ) */
JsValue js_regexp_proto_search(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *rx = js_regexp_this_object(iso, this_value, "RegExp.prototype.@@search");
  JsString *s = rx ? js_to_string(iso, js_arg(argc, argv, 0)) : NULL;
  if (!s) return JS_EMPTY;
  if (js_regexp_is_plain(iso, this_value)) { /* lastIndex is put back to what it was in any case */
    JsRegExp *re = js_as_regexp(this_value);
    const int32_t *registers;
    int found = js_regexp_search(iso, re, s, 0, (re->flags & JS_RE_STICKY) != 0, &registers);
    if (found <= 0) return found < 0 ? JS_EMPTY : js_int32(-1);
    js_regexp_note_match(js_regexp_last(iso), s, registers, js_regexp_group_count(re->program));
    return js_int32(registers[0]);
  }
  JsKey key = js_atom_key(iso, JS_ATOM_lastIndex);
  JsValue previous = js_get(iso, rx, key, this_value);
  JS_TRY(previous);
  if (!js_same_value(iso, previous, js_int32(0)) && !js_put(iso, rx, key, js_int32(0))) return JS_EMPTY;
  JsValue result = js_regexp_exec(iso, rx, s);
  JS_TRY(result);
  JsValue current = js_get(iso, rx, key, this_value);
  JS_TRY(current);
  if (!js_same_value(iso, current, previous) && !js_put(iso, rx, key, previous)) return JS_EMPTY;
  if (js_is_null(result)) return js_int32(-1);
  return js_get(iso, js_as_object(result), js_atom_key(iso, JS_ATOM_index), result);
}
