/* JSON.parse's records of the source text (25.5.1.2 JSON Parse Records), for a reviver's context; JSON.rawJSON, isRawJSON. */
#include "builtins/json.h"
#include "object/host.h"
#include "object/internal.h"

/* ---- parse records ---- */

/* A record is an array of the value and, of a primitive, its source text; of an array, an array of its elements' records;
 * of another object, a dictionary of its entries' records. The text is known to be valid; it is walked along with what
 * was parsed from it. */
typedef struct Source {
  JsIsolate *iso;
  JsString *text;
  JsChars chars;
  uint32_t position;
} Source;

static JsValue record(Source *s, JsValue v);

static uint16_t unit(const Source *s) { return js_chars_at(&s->chars, s->position); }

static uint16_t skip_space(Source *s) {
  while (s->position < s->chars.length && (unit(s) == ' ' || unit(s) == '\n' || unit(s) == '\r' || unit(s) == '\t')) s->position++;
  return s->position < s->chars.length ? unit(s) : 0;
}

/* Behind a closing bracket or a comma: is there another item? */
static bool another(Source *s, uint16_t close) {
  bool more = skip_space(s) != close;
  s->position++;
  return more;
}

/* Moves behind a string; does it have escapes? */
static bool skip_string(Source *s) {
  bool escaped = false;
  for (s->position++; unit(s) != '"'; s->position++) {
    if (unit(s) != '\\') continue;
    escaped = true;
    s->position++;
  }
  s->position++;
  return escaped;
}

static bool ends_literal(uint16_t c) {
  return c == ',' || c == ']' || c == '}' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* The own data property of what was parsed; undefined where an entry of the same name came later. Runs nothing. */
static JsValue own_value(JsIsolate *iso, JsValue v, JsKey key) {
  JsOwn own;
  return js_is_object(v) && js_own_lookup(iso, js_as_object(v), key, &own) && own.address ? *own.address : JS_UNDEFINED;
}

static JsValue elements_record(Source *s, JsValue v) {
  JsObject *list = js_array_with_capacity(s->iso, 0);
  if (!list) return JS_EMPTY;
  s->position++;
  if (skip_space(s) == ']') {
    s->position++;
    return js_from_cell(list);
  }
  uint32_t i = 0;
  do {
    JsValue element = record(s, own_value(s->iso, v, js_index_key(i++)));
    if (element == JS_EMPTY || !js_array_push(s->iso, list, element)) return JS_EMPTY;
  } while (another(s, ']'));
  return js_from_cell(list);
}

/* The name of an entry, as a key. */
static JsKey entry_key(Source *s) {
  uint32_t start = (skip_space(s), s->position);
  bool escaped = skip_string(s);
  JsString *name = js_string_slice(s->iso, s->text, start + !escaped, s->position - !escaped);
  JsValue v = !name ? JS_EMPTY : escaped ? js_json_parse(s->iso, name) : js_from_cell(name);
  return v == JS_EMPTY ? JS_KEY_NONE : js_to_property_key(s->iso, v);
}

static JsValue entries_record(Source *s, JsValue v) {
  JsObject *entries = js_object_new_proto(s->iso, JS_NULL);
  if (!entries) return JS_EMPTY;
  s->position++;
  if (skip_space(s) == '}') {
    s->position++;
    return js_from_cell(entries);
  }
  do {
    JsKey key = entry_key(s);
    if (key == JS_KEY_NONE) return JS_EMPTY;
    skip_space(s);
    s->position++; /* the colon */
    JsValue entry = record(s, own_value(s->iso, v, key));
    if (entry == JS_EMPTY || !js_create_data_property(s->iso, entries, key, entry)) return JS_EMPTY;
  } while (another(s, '}'));
  return js_from_cell(entries);
}

static JsValue primitive_source(Source *s) {
  uint32_t start = s->position;
  if (unit(s) == '"') {
    skip_string(s);
  } else {
    while (s->position < s->chars.length && !ends_literal(unit(s))) s->position++;
  }
  return js_from_cell(js_string_slice(s->iso, s->text, start, s->position));
}

/* The record of the value at the position, which moves behind it. JS_EMPTY: threw. */
static JsValue record(Source *s, JsValue v) {
  JS_TRY_BOOL(js_stack_check(s->iso));
  uint16_t c = skip_space(s);
  JsValue pair[2] = {v, c == '[' ? elements_record(s, v) : c == '{' ? entries_record(s, v) : primitive_source(s)};
  JS_TRY(pair[1]);
  return js_from_cell(js_array_from_values(s->iso, pair, 2));
}

JsValue js_json_record(JsIsolate *iso, JsString *text, JsValue v) {
  Source s = {iso, text, js_string_chars(iso, text), 0};
  JsValue result = s.chars.data ? record(&s, v) : JS_EMPTY;
  JS_KEEP(text);
  return result;
}

bool js_json_record_is_of(JsIsolate *iso, JsValue record, JsValue v) {
  return js_is_object(record) && js_same_value(iso, js_as_object(record)->elements[0], v);
}

JsValue js_json_record_child(JsIsolate *iso, JsValue record, JsKey key) {
  return js_is_undefined(record) ? JS_UNDEFINED : own_value(iso, js_as_object(record)->elements[1], key);
}

JsValue js_json_record_context(JsIsolate *iso, JsValue record, JsValue v) {
  JsObject *context = js_object_new(iso);
  if (!context || js_is_undefined(record) || js_is_object(v)) return js_from_cell(context);
  JsValue source = js_as_object(record)->elements[1];
  return js_create_data_property(iso, context, js_atom_key(iso, JS_ATOM_source), source) ? js_from_cell(context) : JS_EMPTY;
}

/* ---- raw JSON ---- */

static const JsHostClass raw_class = {"RawJSON", sizeof(JsHostObject), NULL, NULL};

JsString *js_raw_json_text(JsValue v) {
  JsHostObject *raw = js_host_object(v, &raw_class);
  return raw ? js_as_string(raw->values[0]) : NULL;
}

static bool is_space(uint16_t c) { return c == '\t' || c == '\n' || c == '\r' || c == ' '; }

/* 25.5.3 JSON.rawJSON ( text ) */
JsValue js_json_raw(JS_ARGS) {
  (void)callee, (void)this_value, (void)new_target;
  JsString *text = js_to_string(iso, js_arg(argc, argv, 0));
  if (!text) return JS_EMPTY;
  JsChars chars = js_string_chars(iso, text);
  if (!chars.data) return JS_EMPTY;
  if (chars.length == 0) return js_json_throw(iso, text, JS_JSON_UNEXPECTED, 0);
  uint16_t first = js_chars_at(&chars, 0), last = js_chars_at(&chars, chars.length - 1);
  if (is_space(first) || is_space(last) || first == '{' || first == '[') return js_throw_syntax_error(iso, "Invalid value for JSON.rawJSON");
  JS_TRY(js_json_parse(iso, text));
  JsHostObject *raw = js_host_object_new(iso, &raw_class, JS_NULL);
  if (!raw) return JS_EMPTY;
  raw->values[0] = js_from_cell(text);
  js_barrier(iso, raw);
  JS_TRY_BOOL(js_define_data(iso, &raw->object, js_key_from_cstr(iso, "rawJSON"), js_from_cell(text), JS_ATTR_ENUMERABLE));
  return js_prevent_extensions(iso, &raw->object) < 0 ? JS_EMPTY : js_from_cell(raw);
}

/* 25.5.4 JSON.isRawJSON ( O ) */
JsValue js_json_is_raw(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_bool(js_raw_json_text(js_arg(argc, argv, 0)) != NULL);
}
