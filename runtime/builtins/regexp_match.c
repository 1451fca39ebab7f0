/* RegExp.prototype[@@match], [@@matchAll] with its iterators, [@@split] (22.2.6.8, .9, .14; 22.2.9). */
#include "builtins/iterator_builtins.h"
#include "builtins/regexp_builtins.h"
#include "builtins/string_builtins.h"

static JsValue iterator_next(JS_ARGS);

static const JsBuiltin iterator_prototype[] = {
    JS_B_FN("next", iterator_next, 0),
    JS_B_TAG("RegExp String Iterator"),
    JS_BUILTIN_END,
};

void js_init_regexp_string_iterator(JsIsolate *iso) {
  JsObject *proto = js_object_new_proto(iso, js_intrinsic(iso, JS_INTRINSIC_IteratorPrototype));
  js_intrinsic_set(iso, JS_INTRINSIC_RegExpStringIteratorPrototype, js_from_cell(proto));
  js_install(iso, proto, iterator_prototype);
}

static bool has_unit(JsIsolate *iso, JsString *s, uint16_t unit) {
  return js_string_index_of(iso, s, js_string_from_unit(iso, unit), 0) >= 0;
}

static bool has_unicode_flag(JsIsolate *iso, JsString *flags) {
  return has_unit(iso, flags, 'u') || has_unit(iso, flags, 'v');
}

/* ---- match ---- */

/* Fast path: all matches of a plain global object. */
static JsValue match_all_plain(JsIsolate *iso, JsRegExp *re, JsString *s) {
  bool sticky = (re->flags & JS_RE_STICKY) != 0;
  bool unicode = (re->flags & (JS_RE_UNICODE | JS_RE_UNICODE_SETS)) != 0;
  JsObject *array = NULL;
  const int32_t *registers;
  re->last_index = js_int32(0);
  for (uint64_t at = 0; at <= s->length;) {
    int found = js_regexp_search(iso, re, s, (uint32_t)at, sticky, &registers);
    if (found < 0) return JS_EMPTY;
    if (!found) break;
    js_regexp_note_match(js_regexp_last(iso), s, registers, js_regexp_group_count(re->program));
    uint32_t from = (uint32_t)registers[0], to = (uint32_t)registers[1];
    at = from == to ? js_regexp_advance(s, to, unicode) : to;
    JsString *matched = js_string_slice(iso, s, from, to);
    if (!matched || (!array && !(array = js_array_with_capacity(iso, 4)))) return JS_EMPTY;
    if (!js_array_push(iso, array, js_from_cell(matched))) return JS_EMPTY;
  }
  return array ? js_from_cell(array) : JS_NULL;
}

/* ToString(Get(result, "0")). NULL: threw. */
static JsString *matched_string(JsIsolate *iso, JsValue result) {
  JsValue v = js_get_index(iso, js_as_object(result), 0);
  return v == JS_EMPTY ? NULL : js_to_string(iso, v);
}

/* 22.2.6.8 RegExp.prototype [ @@match ] ( string ) */
JsValue js_regexp_proto_match(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *rx = js_regexp_this_object(iso, this_value, "RegExp.prototype.@@match");
  JsString *s = rx ? js_to_string(iso, js_arg(argc, argv, 0)) : NULL;
  if (!s) return JS_EMPTY;
  if (js_regexp_is_plain(iso, this_value)) {
    bool global = (js_as_regexp(this_value)->flags & JS_RE_GLOBAL) != 0;
    return global ? match_all_plain(iso, js_as_regexp(this_value), s) : js_regexp_exec(iso, rx, s);
  }
  JsString *flags = js_regexp_flags_string(iso, rx);
  if (!flags) return JS_EMPTY;
  if (!has_unit(iso, flags, 'g')) return js_regexp_exec(iso, rx, s);
  bool unicode = has_unicode_flag(iso, flags);
  if (!js_regexp_set_last_index(iso, rx, 0)) return JS_EMPTY;
  JsObject *array = NULL;
  for (;;) {
    JsValue result = js_regexp_exec(iso, rx, s);
    JS_TRY(result);
    if (js_is_null(result)) return array ? js_from_cell(array) : JS_NULL;
    JsString *matched = matched_string(iso, result);
    if (!matched || (!array && !(array = js_array_with_capacity(iso, 4)))) return JS_EMPTY;
    if (!js_array_push(iso, array, js_from_cell(matched))) return JS_EMPTY;
    if (!matched->length && !js_regexp_step_last_index(iso, rx, s, unicode)) return JS_EMPTY;
  }
}

/* ---- matchAll ---- */

#define ITERATE_GLOBAL 0x01
#define ITERATE_UNICODE 0x02

/* Construct(SpeciesConstructor(rx, %RegExp%), « rx, flags ») */
static JsValue construct_like(JsIsolate *iso, JsObject *rx, JsValue constructor, JsString *flags) {
  JsValue args[2] = {js_from_cell(rx), js_from_cell(flags)};
  return js_construct(iso, constructor, constructor, 2, args);
}

/* 22.2.6.9 RegExp.prototype [ @@matchAll ] ( string ) */
JsValue js_regexp_proto_match_all(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *rx = js_regexp_this_object(iso, this_value, "RegExp.prototype.@@matchAll");
  JsString *s = rx ? js_to_string(iso, js_arg(argc, argv, 0)) : NULL;
  if (!s) return JS_EMPTY;
  JsValue constructor = js_species_constructor(iso, rx, js_intrinsic(iso, JS_INTRINSIC_RegExp));
  JS_TRY(constructor);
  JsString *flags = js_regexp_flags_string(iso, rx);
  if (!flags) return JS_EMPTY;
  JsValue matcher = construct_like(iso, rx, constructor, flags);
  JS_TRY(matcher);
  JsValue last_index = js_get(iso, rx, js_atom_key(iso, JS_ATOM_lastIndex), this_value);
  JS_TRY(last_index);
  uint64_t index;
  if (!js_to_length(iso, last_index, &index)) return JS_EMPTY;
  if (!js_regexp_set_last_index(iso, js_as_object(matcher), index)) return JS_EMPTY;
  JsIteratorObject *it = js_iterator_object_new(iso, JS_INTRINSIC_RegExpStringIteratorPrototype,
                                                JS_ITERATOR_REGEXP_STRING, JS_ITERATE_VALUES, matcher);
  if (!it) return JS_EMPTY;
  it->extra = js_from_cell(s);
  it->flags = (uint8_t)((has_unit(iso, flags, 'g') ? ITERATE_GLOBAL : 0) |
                        (has_unicode_flag(iso, flags) ? ITERATE_UNICODE : 0));
  js_barrier(iso, it);
  return js_from_cell(it);
}

/* 22.2.9.2.1 %RegExpStringIteratorPrototype%.next ( ) */
static JsValue iterator_next(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsIteratorObject *it = js_as_iterator(this_value, JS_ITERATOR_REGEXP_STRING);
  if (!it) return js_throw_incompatible_receiver(iso, "%RegExpStringIterator.prototype%.next", this_value);
  if (js_is_undefined(it->target)) return js_iter_result(iso, JS_UNDEFINED, true);
  JsObject *rx = js_as_object(it->target);
  JsString *s = js_as_string(it->extra);
  JsValue result = js_regexp_exec(iso, rx, s);
  if (result == JS_EMPTY) {
    it->target = JS_UNDEFINED; /* the generator it stands for has ended */
    return JS_EMPTY;
  }
  if (js_is_null(result)) {
    it->target = JS_UNDEFINED;
    return js_iter_result(iso, JS_UNDEFINED, true);
  }
  if (!(it->flags & ITERATE_GLOBAL)) {
    it->target = JS_UNDEFINED;
    return js_iter_result(iso, result, false);
  }
  JsString *matched = matched_string(iso, result);
  bool ok = matched && (matched->length || js_regexp_step_last_index(iso, rx, s, (it->flags & ITERATE_UNICODE) != 0));
  if (!ok) {
    it->target = JS_UNDEFINED;
    return JS_EMPTY;
  }
  return js_iter_result(iso, result, false);
}

/* ---- split ---- */

static bool push_slice(JsIsolate *iso, JsObject *array, JsString *s, uint32_t from, uint32_t to) {
  JsString *part = js_string_slice(iso, s, from, to);
  return part && js_array_push(iso, array, js_from_cell(part));
}

static JsValue array_of(JsIsolate *iso, JsString *s) {
  JsValue v = js_from_cell(s);
  return js_from_cell(js_array_from_values(iso, &v, 1));
}

/* Fast path: a plain object of the intrinsic constructor. Searching onwards finds what trying each place does. */
static JsValue split_plain(JsIsolate *iso, JsRegExp *re, JsString *s, uint32_t limit) {
  bool unicode = (re->flags & (JS_RE_UNICODE | JS_RE_UNICODE_SETS)) != 0;
  JsRegExpProgram *program = re->program;
  uint32_t size = s->length, done = 0, groups = js_regexp_group_count(program);
  const int32_t *registers;
  if (!size) {
    int found = js_regexp_search(iso, re, s, 0, true, &registers);
    if (found < 0) return JS_EMPTY;
    return found ? js_from_cell(js_array_with_capacity(iso, 0)) : array_of(iso, s);
  }
  JsObject *array = js_array_with_capacity(iso, 4);
  if (!array) return JS_EMPTY;
  for (uint64_t at = 0; at < size;) {
    int found = js_regexp_search(iso, re, s, (uint32_t)at, false, &registers);
    if (found < 0) return JS_EMPTY;
    uint32_t from = (uint32_t)registers[0], to = (uint32_t)registers[1];
    if (!found || from >= size) break;
    if (to == done) {
      at = js_regexp_advance(s, from, unicode);
      continue;
    }
    js_regexp_note_match(js_regexp_last(iso), s, registers, groups);
    if (!push_slice(iso, array, s, done, from)) return JS_EMPTY;
    if (js_array_length(array) == limit) return js_from_cell(array);
    for (uint32_t i = 1; i < groups; i++) {
      JsValue group = js_regexp_group(iso, s, registers, i);
      if (group == JS_EMPTY || !js_array_push(iso, array, group)) return JS_EMPTY;
      if (js_array_length(array) == limit) return js_from_cell(array);
    }
    at = done = to;
  }
  return push_slice(iso, array, s, done, size) ? js_from_cell(array) : JS_EMPTY;
}

/* Pushes the captures of a result object. 1: go on; 0: limit reached; -1: threw. */
static int push_captures(JsIsolate *iso, JsObject *array, JsObject *result, uint32_t limit) {
  uint64_t length;
  if (!js_length_of(iso, result, &length)) return -1;
  for (uint64_t i = 1; i < length; i++) {
    JsValue v = js_get_index(iso, result, i);
    if (v == JS_EMPTY || !js_array_push(iso, array, v)) return -1;
    if (js_array_length(array) == limit) return 0;
  }
  return 1;
}

/* Steps 16 to 21. */
static JsValue split_by_exec(JsIsolate *iso, JsObject *splitter, JsString *s, uint32_t limit, bool unicode) {
  if (!s->length) {
    JsValue z = js_regexp_exec(iso, splitter, s);
    JS_TRY(z);
    return js_is_null(z) ? array_of(iso, s) : js_from_cell(js_array_with_capacity(iso, 0));
  }
  JsObject *array = js_array_with_capacity(iso, 4);
  if (!array || !js_string_flatten(iso, s)) return JS_EMPTY;
  uint32_t done = 0;
  for (uint64_t q = 0; q < s->length;) {
    if (!js_regexp_set_last_index(iso, splitter, q)) return JS_EMPTY;
    JsValue z = js_regexp_exec(iso, splitter, s);
    JS_TRY(z);
    uint64_t end = 0;
    if (!js_is_null(z)) {
      JsValue v = js_get(iso, splitter, js_atom_key(iso, JS_ATOM_lastIndex), js_from_cell(splitter));
      if (v == JS_EMPTY || !js_to_length(iso, v, &end)) return JS_EMPTY;
      if (end > s->length) end = s->length;
    }
    if (js_is_null(z) || end == done) {
      q = js_regexp_advance(s, q, unicode);
      continue;
    }
    if (!push_slice(iso, array, s, done, (uint32_t)q)) return JS_EMPTY;
    if (js_array_length(array) == limit) return js_from_cell(array);
    int more = push_captures(iso, array, js_as_object(z), limit);
    if (more <= 0) return more < 0 ? JS_EMPTY : js_from_cell(array);
    q = done = (uint32_t)end;
  }
  return push_slice(iso, array, s, done, s->length) ? js_from_cell(array) : JS_EMPTY;
}

/* 22.2.6.14 RegExp.prototype [ @@split ] ( string, limit ) */
JsValue js_regexp_proto_split(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *rx = js_regexp_this_object(iso, this_value, "RegExp.prototype.@@split");
  JsString *s = rx ? js_to_string(iso, js_arg(argc, argv, 0)) : NULL;
  if (!s) return JS_EMPTY;
  JsValue limit_value = js_arg(argc, argv, 1), intrinsic = js_intrinsic(iso, JS_INTRINSIC_RegExp);
  JsValue constructor = js_species_constructor(iso, rx, intrinsic);
  JS_TRY(constructor);
  bool plain = constructor == intrinsic && js_regexp_is_plain(iso, this_value) &&
               (js_is_undefined(limit_value) || js_is_number(limit_value));
  uint32_t limit = UINT32_MAX;
  if (plain) {
    if (!js_is_undefined(limit_value) && !js_to_uint32(iso, limit_value, &limit)) return JS_EMPTY;
    if (!limit) return js_from_cell(js_array_with_capacity(iso, 0));
    return split_plain(iso, js_as_regexp(this_value), s, limit);
  }
  JsString *flags = js_regexp_flags_string(iso, rx);
  if (!flags) return JS_EMPTY;
  bool unicode = has_unicode_flag(iso, flags);
  if (!has_unit(iso, flags, 'y')) flags = js_string_concat(iso, flags, js_string_from_unit(iso, 'y'));
  if (!flags) return JS_EMPTY;
  JsValue splitter = construct_like(iso, rx, constructor, flags);
  JS_TRY(splitter);
  if (!js_is_undefined(limit_value) && !js_to_uint32(iso, limit_value, &limit)) return JS_EMPTY;
  if (!limit) return js_from_cell(js_array_with_capacity(iso, 0));
  return split_by_exec(iso, js_as_object(splitter), s, limit, unicode);
}
