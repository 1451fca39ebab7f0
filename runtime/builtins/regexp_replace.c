/* RegExp.prototype[@@replace] (22.2.6.11): by the specification's steps for any object, and a path for plain ones that
 * keeps matches as positions and makes no result objects. */
#include <stdlib.h>

#include "builtins/regexp_builtins.h"
#include "builtins/string_builtins.h"

/* ---- plain objects ---- */

/* The groups of all matches, one after another. */
typedef struct Matches {
  int32_t *registers;
  uint32_t stride; /* 2 × groups */
  size_t count, capacity;
} Matches;

static bool append_match(JsIsolate *iso, Matches *m, const int32_t *registers) {
  if (m->count == m->capacity) {
    size_t capacity = m->capacity ? m->capacity * 2 : 8;
    int32_t *grown = realloc(m->registers, capacity * m->stride * sizeof(int32_t));
    if (!grown) {
      js_throw_range_error(iso, "Invalid string length");
      return false;
    }
    m->registers = grown;
    m->capacity = capacity;
  }
  memcpy(m->registers + m->count++ * m->stride, registers, m->stride * sizeof(int32_t));
  return true;
}

/* Finds what to replace, with lastIndex left as the specification's steps leave it. */
static bool collect(JsIsolate *iso, JsRegExp *re, JsString *s, Matches *m) {
  const int32_t *registers;
  if (!(re->flags & JS_RE_GLOBAL)) {
    int found = js_regexp_builtin_match(iso, re, s, &registers);
    m->stride = 2 * js_regexp_group_count(re->program); /* lastIndex's valueOf may have recompiled it */
    return found >= 0 && (!found || append_match(iso, m, registers));
  }
  bool sticky = (re->flags & JS_RE_STICKY) != 0;
  bool unicode = (re->flags & (JS_RE_UNICODE | JS_RE_UNICODE_SETS)) != 0;
  m->stride = 2 * js_regexp_group_count(re->program);
  re->last_index = js_int32(0);
  for (uint64_t at = 0; at <= s->length;) {
    int found = js_regexp_search(iso, re, s, (uint32_t)at, sticky, &registers);
    if (found < 0) return false;
    if (!found) break;
    if (!append_match(iso, m, registers)) return false;
    uint32_t to = (uint32_t)registers[1];
    at = registers[0] == registers[1] ? js_regexp_advance(s, to, unicode) : to;
  }
  if (m->count) {
    js_regexp_note_match(js_regexp_last(iso), s, m->registers + (m->count - 1) * m->stride, m->stride / 2);
  }
  return true;
}

/* What stands for a match in the result. */
typedef struct Replacement {
  JsValue function;  /* callable, or undefined */
  JsString *text;
  JsChars chars;     /* of text, flat */
  bool has_dollar;
} Replacement;

static void append_group(JsStringBuilder *b, const JsChars *s, const int32_t *registers, uint32_t i) {
  if (registers[2 * i] < 0 || registers[2 * i + 1] < 0) return;
  js_builder_chars(b, s, (uint32_t)registers[2 * i], (uint32_t)registers[2 * i + 1]);
}

/* $<name> at template index i of a pattern with named groups: appends; returns the index after it, or i if there is
 * no ">". */
static uint32_t append_named(JsIsolate *iso, JsStringBuilder *b, const JsRegExp *re, const JsChars *s,
                             const JsChars *template, uint32_t i, const int32_t *registers) {
  uint32_t end = i + 2;
  while (end < template->length && js_chars_at(template, end) != '>') end++;
  if (end == template->length) return i;
  uint32_t groups = js_regexp_group_count(re->program);
  for (uint32_t g = 1; g < groups; g++) {
    if (js_is_undefined(re->names->values[g]) || registers[2 * g] < 0) continue;
    JsChars name = js_string_chars(iso, js_as_string(re->names->values[g]));
    if (name.length != end - i - 2) continue;
    uint32_t k = 0;
    while (k < name.length && js_chars_at(&name, k) == js_chars_at(template, i + 2 + k)) k++;
    if (k == name.length) append_group(b, s, registers, g);
  }
  return end + 1;
}

/* $n or $nn at template index i: the same. */
static uint32_t append_numbered(JsStringBuilder *b, const JsChars *s, const JsChars *template, uint32_t i,
                                const int32_t *registers, uint32_t groups) {
  uint32_t first = js_chars_at(template, i + 1) - '0';
  if (i + 2 < template->length) {
    uint32_t second = (uint32_t)js_chars_at(template, i + 2) - '0';
    uint32_t both = first * 10 + second;
    if (second <= 9 && both >= 1 && both < groups) {
      append_group(b, s, registers, both);
      return i + 3;
    }
  }
  if (first < 1 || first >= groups) return i;
  append_group(b, s, registers, first);
  return i + 2;
}

/* 22.1.3.19.1 GetSubstitution from positions. */
static void append_template(JsIsolate *iso, JsStringBuilder *b, const JsRegExp *re, const JsChars *s,
                            const JsChars *template, const int32_t *registers) {
  uint32_t groups = js_regexp_group_count(re->program), literal = 0;
  for (uint32_t i = 0; i + 1 < template->length;) {
    if (js_chars_at(template, i) != '$') {
      i++;
      continue;
    }
    js_builder_chars(b, template, literal, i);
    literal = i;
    uint16_t c = js_chars_at(template, i + 1);
    uint32_t next = i + 2;
    if (c == '$') js_builder_unit(b, '$');
    else if (c == '&') append_group(b, s, registers, 0);
    else if (c == '`') js_builder_chars(b, s, 0, (uint32_t)registers[0]);
    else if (c == '\'') js_builder_chars(b, s, (uint32_t)registers[1], s->length);
    else if (c >= '0' && c <= '9') next = append_numbered(b, s, template, i, registers, groups);
    else if (c == '<' && re->names) next = append_named(iso, b, re, s, template, i, registers);
    else next = i;
    if (next != i) literal = next;
    i = next != i ? next : i + 1;
  }
  js_builder_chars(b, template, literal, template->length);
}

/* Calls the replacing function for a match; NULL: threw. */
static JsString *call_replacer(JsIsolate *iso, JsRegExp *re, JsString *s, const int32_t *registers, uint32_t groups,
                               JsValue function) {
  JsValue few[16], *args = few;
  JsObject *buffer = NULL;
  if (groups + 3 > 16) {
    buffer = js_value_buffer(iso, groups + 3);
    if (!buffer) return NULL;
    args = buffer->elements;
  }
  uint32_t n = 0;
  for (; n < groups; n++) {
    args[n] = js_regexp_group(iso, s, registers, n);
    if (args[n] == JS_EMPTY) return NULL;
    if (buffer) js_barrier(iso, buffer);
  }
  args[n++] = js_int32(registers[0]);
  args[n++] = js_from_cell(s);
  if (re->names) {
    args[n] = js_regexp_groups_object(iso, re, s, registers);
    if (args[n++] == JS_EMPTY) return NULL;
  }
  if (buffer) js_barrier(iso, buffer);
  JsValue v = js_call_callable(iso, function, JS_UNDEFINED, n, args);
  JS_KEEP(buffer);
  return v == JS_EMPTY ? NULL : js_is_string(v) ? js_as_string(v) : js_to_string(iso, v);
}

/* program and names of the object as they were when it was matched: the function may recompile it. */
static bool append_replacements(JsIsolate *iso, JsStringBuilder *b, const JsRegExp *matched, JsString *s,
                                const Matches *m, const Replacement *r) {
  JsChars subject = js_string_chars(iso, s);
  if (!subject.data) return false;
  JsRegExp snapshot = *matched;
  uint32_t done = 0;
  for (size_t i = 0; i < m->count; i++) {
    const int32_t *registers = m->registers + i * m->stride;
    js_builder_chars(b, &subject, done, (uint32_t)registers[0]);
    if (!js_is_undefined(r->function)) {
      JsString *text = call_replacer(iso, &snapshot, s, registers, m->stride / 2, r->function);
      if (!text || !js_builder_string(iso, b, text)) return false;
    } else if (r->has_dollar) {
      append_template(iso, b, &snapshot, &subject, &r->chars, registers);
    } else {
      js_builder_chars(b, &r->chars, 0, r->chars.length);
    }
    if (b->failed) return true; /* finishing it throws */
    done = (uint32_t)registers[1];
  }
  js_builder_chars(b, &subject, done, subject.length);
  JS_KEEP(s);
  JS_KEEP(r->text);
  return true;
}

static JsValue replace_plain(JsIsolate *iso, JsRegExp *re, JsString *s, const Replacement *r) {
  Matches m = {0};
  JsStringBuilder b;
  JsString *result = NULL;
  js_builder_init(&b);
  if (collect(iso, re, s, &m)) {
    if (!m.count) result = s;
    else if (append_replacements(iso, &b, re, s, &m, r)) result = js_builder_finish(iso, &b);
  }
  if (!result || result == s) js_builder_dispose(&b);
  free(m.registers);
  return js_from_cell(result);
}

/* ---- any object ---- */

/* Step 10: the results of RegExpExec, collected before any is used. NULL: threw. */
static JsObject *collect_results(JsIsolate *iso, JsObject *rx, JsString *s, bool global, bool unicode) {
  JsObject *results = js_array_with_capacity(iso, 4);
  while (results) {
    JsValue result = js_regexp_exec(iso, rx, s);
    if (result == JS_EMPTY) return NULL;
    if (js_is_null(result)) break;
    if (!js_array_push(iso, results, result)) return NULL;
    if (!global) break;
    JsValue v = js_get_index(iso, js_as_object(result), 0);
    JsString *matched = v == JS_EMPTY ? NULL : js_to_string(iso, v);
    if (!matched) return NULL;
    if (!matched->length && !js_regexp_step_last_index(iso, rx, s, unicode)) return NULL;
  }
  return results;
}

/* Step 14.k: the function's result as a string. NULL: threw. */
static JsString *call_with_captures(JsIsolate *iso, JsObject *captures, uint32_t position, JsString *s, JsValue named,
                                    JsValue function) {
  if (!js_array_push(iso, captures, js_number(position)) || !js_array_push(iso, captures, js_from_cell(s))) return NULL;
  if (!js_is_undefined(named) && !js_array_push(iso, captures, named)) return NULL;
  JsValue v = js_call_list(iso, function, JS_UNDEFINED, captures);
  return v == JS_EMPTY ? NULL : js_to_string(iso, v);
}

/* One pass of step 14's loop. */
static bool append_result(JsIsolate *iso, JsStringBuilder *b, JsObject *result, JsString *s, const Replacement *r,
                          uint32_t *done) {
  uint64_t length;
  if (!js_length_of(iso, result, &length)) return false;
  JsValue v = js_get_index(iso, result, 0);
  JsString *matched = v == JS_EMPTY ? NULL : js_to_string(iso, v);
  if (!matched) return false;
  v = js_get(iso, result, js_atom_key(iso, JS_ATOM_index), js_from_cell(result));
  double number;
  if (v == JS_EMPTY || !js_to_integer_or_infinity(iso, v, &number)) return false;
  uint32_t position = number < 0 ? 0 : number > s->length ? s->length : (uint32_t)number;
  JsObject *captures = js_array_with_capacity(iso, 4);
  if (!captures || !js_array_push(iso, captures, js_from_cell(matched))) return false;
  for (uint64_t i = 1; i < length; i++) {
    v = js_get_index(iso, result, i);
    if (v == JS_EMPTY) return false;
    JsString *text = js_is_undefined(v) ? NULL : js_to_string(iso, v);
    if (!text && !js_is_undefined(v)) return false;
    if (!js_array_push(iso, captures, text ? js_from_cell(text) : JS_UNDEFINED)) return false;
  }
  JsValue named = js_get(iso, result, js_atom_key(iso, JS_ATOM_groups), js_from_cell(result));
  if (named == JS_EMPTY) return false;
  JsStringBuilder one;
  js_builder_init(&one);
  JsString *text;
  if (!js_is_undefined(r->function)) {
    text = call_with_captures(iso, captures, position, s, named, r->function);
  } else {
    if (!js_is_undefined(named)) {
      JsObject *object = js_to_object(iso, named);
      if (!object) return false;
      named = js_from_cell(object);
    }
    uint32_t count = js_array_length(captures) - 1;
    if (!js_get_substitution(iso, &one, matched, s, position, count, captures->elements + 1, named, r->text)) {
      js_builder_dispose(&one);
      return false;
    }
    text = js_builder_finish(iso, &one);
  }
  JS_KEEP(captures);
  if (!text) return false;
  if (position < *done) return true;
  JsChars subject = js_string_chars(iso, s);
  js_builder_chars(b, &subject, *done, position);
  *done = position + matched->length;
  return js_builder_string(iso, b, text);
}

static JsValue replace_by_exec(JsIsolate *iso, JsObject *rx, JsString *s, const Replacement *r) {
  JsString *flags = js_regexp_flags_string(iso, rx);
  if (!flags) return JS_EMPTY;
  bool global = js_string_index_of(iso, flags, js_string_from_unit(iso, 'g'), 0) >= 0;
  bool unicode = js_string_index_of(iso, flags, js_string_from_unit(iso, 'u'), 0) >= 0 ||
                 js_string_index_of(iso, flags, js_string_from_unit(iso, 'v'), 0) >= 0;
  if (global && !js_regexp_set_last_index(iso, rx, 0)) return JS_EMPTY;
  JsObject *results = collect_results(iso, rx, s, global, unicode);
  if (!results) return JS_EMPTY;
  JsStringBuilder b;
  js_builder_init(&b);
  uint32_t done = 0, count = js_array_length(results);
  for (uint32_t i = 0; i < count; i++) {
    if (!append_result(iso, &b, js_as_object(results->elements[i]), s, r, &done)) {
      js_builder_dispose(&b);
      return JS_EMPTY;
    }
  }
  if (done < s->length) {
    JsChars subject = js_string_chars(iso, s);
    js_builder_chars(&b, &subject, done, s->length);
  }
  JS_KEEP(s);
  return js_from_cell(js_builder_finish(iso, &b));
}

/* 22.2.6.11 RegExp.prototype [ @@replace ] ( string, replaceValue ) */
JsValue js_regexp_proto_replace(JS_ARGS) {
  JS_UNUSED_ARGS;
  /* V8's message names undefined, whatever this is. */
  JsValue receiver = js_is_object(this_value) ? this_value : JS_UNDEFINED;
  JsObject *rx = js_regexp_this_object(iso, receiver, "RegExp.prototype.@@replace");
  JsString *s = rx ? js_to_string(iso, js_arg(argc, argv, 0)) : NULL;
  if (!s) return JS_EMPTY;
  JsValue value = js_arg(argc, argv, 1);
  Replacement r = {.function = JS_UNDEFINED};
  if (js_is_callable(value)) {
    r.function = value;
  } else {
    r.text = js_to_string(iso, value);
    if (!r.text) return JS_EMPTY;
    r.chars = js_string_chars(iso, r.text);
    if (!r.chars.data) return JS_EMPTY;
    for (uint32_t i = 0; i < r.chars.length && !r.has_dollar; i++) r.has_dollar = js_chars_at(&r.chars, i) == '$';
  }
  if (!js_string_flatten(iso, s)) return JS_EMPTY;
  if (js_regexp_is_plain(iso, this_value)) return replace_plain(iso, js_as_regexp(this_value), s, &r);
  return replace_by_exec(iso, rx, s, &r);
}
