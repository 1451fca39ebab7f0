/* JSON.stringify (25.5.2). */
#include "builtins/json.h"
#include "object/plain.h"

#include <stdlib.h>

/* A container being written; they form a list through the C frames. */
typedef struct Frame {
  struct Frame *outer;
  JsObject *object;
  JsKey key; /* under which it is in the outer one */
} Frame;

typedef struct Writer {
  JsIsolate *iso;
  JsStringBuilder out;
  JsValue replacer;  /* function or undefined */
  JsObject *keys;    /* PropertyList, or NULL */
  uint16_t gap[10];
  uint32_t gap_length, indent;
  Frame *frames;
} Writer;

typedef enum Written { WRITE_FAILED = -1, WRITE_NOTHING, WRITE_DONE } Written;

static Written write_property(Writer *w, JsObject *holder, JsKey key, JsValue v, bool comma, bool name);

/* ---- output ---- */

static inline void put(Writer *w, uint8_t c) {
  JsStringBuilder *b = &w->out;
  if (!b->utf16 && b->length < b->capacity) { /* fast path */
    ((uint8_t *)b->data)[b->length++] = c;
  } else {
    js_builder_unit(b, c);
  }
}

static inline void put_text(Writer *w, const char *text, size_t n) {
  JsStringBuilder *b = &w->out;
  if (!b->utf16 && b->length + n <= b->capacity) { /* fast path */
    memcpy((uint8_t *)b->data + b->length, text, n);
    b->length += n;
  } else {
    JsChars chars = {text, (uint32_t)n, false};
    js_builder_chars(b, &chars, 0, (uint32_t)n);
  }
}

static inline void put_chars(Writer *w, const JsChars *s, uint32_t start, uint32_t end) {
  if (s->utf16) {
    js_builder_chars(&w->out, s, start, end);
  } else if (end > start) {
    put_text(w, (const char *)s->data + start, end - start);
  }
}

/* ---- texts ---- */

static const char *short_escape(uint16_t c) {
  switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\b': return "\\b";
    case '\f': return "\\f";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return NULL;
  }
}

static void write_unicode_escape(Writer *w, uint16_t c) {
  static const char digits[] = "0123456789abcdef";
  char text[7] = {'\\', 'u', digits[c >> 12], digits[c >> 8 & 15], digits[c >> 4 & 15], digits[c & 15], 0};
  js_builder_ascii(&w->out, text);
}

static inline bool is_escaped_latin1(uint8_t c) { return c < 0x20 || c == '"' || c == '\\'; }

/* Must the unit at i be escaped? Lone surrogates are; paired ones are not. */
static inline bool needs_escape(const JsChars *s, uint32_t i) {
  uint16_t c = js_chars_at(s, i);
  if (c < 0x20 || c == '"' || c == '\\') return true;
  if ((c & 0xF800) != 0xD800) return false;
  if (c < 0xDC00) return i + 1 >= s->length || (js_chars_at(s, i + 1) & 0xFC00) != 0xDC00;
  return i == 0 || (js_chars_at(s, i - 1) & 0xFC00) != 0xD800;
}

/* 25.5.2.3 QuoteJSONString. false: threw. */
static bool write_quoted(Writer *w, JsString *string) {
  bool flat = !(string->cell.flags & (JS_STR_ROPE | JS_STR_SLICE));
  JsChars s = flat ? js_string_flat_chars(string) : js_string_chars(w->iso, string);
  if (!s.data) return false;
  put(w, '"');
  uint32_t start = 0;
  for (uint32_t i = 0; i < s.length; i++) {
    if (s.utf16 ? !needs_escape(&s, i) : !is_escaped_latin1(((const uint8_t *)s.data)[i])) continue;
    put_chars(w, &s, start, i);
    start = i + 1;
    uint16_t c = js_chars_at(&s, i);
    const char *escape = short_escape(c);
    if (escape) {
      js_builder_ascii(&w->out, escape);
    } else {
      write_unicode_escape(w, c);
    }
  }
  put_chars(w, &s, start, s.length);
  put(w, '"');
  JS_KEEP(string);
  return true;
}

static void write_newline(Writer *w) {
  js_builder_unit(&w->out, '\n');
  for (uint32_t i = 0; i < w->indent; i++)
    for (uint32_t k = 0; k < w->gap_length; k++) js_builder_unit(&w->out, w->gap[k]);
}

/* ---- cycles ---- */

/* The constructor's name as js_describe finds it, malloc'd. */
static char *constructor_name(JsIsolate *iso, JsObject *o) {
  if (o->cell.kind == JS_KIND_ARRAY) return strdup("Array");
  char *text = js_describe(iso, js_from_cell(o));
  size_t n = text ? strlen(text) : 0;
  if (n < 3 || text[0] != '#' || text[1] != '<') {
    free(text);
    return strdup("Object");
  }
  text[n - 1] = 0;
  memmove(text, text + 2, n - 2);
  return text;
}

typedef struct Text {
  char *data;
  size_t length, capacity;
} Text;

static void text_add(Text *t, const char *s) {
  size_t n = strlen(s);
  if (t->length + n + 1 > t->capacity) {
    size_t capacity = (t->length + n + 1) * 2;
    char *data = realloc(t->data, capacity);
    if (!data) return;
    t->data = data;
    t->capacity = capacity;
  }
  memcpy(t->data + t->length, s, n + 1);
  t->length += n;
}

static void text_add_key(Writer *w, Text *t, JsKey key) {
  char *name = js_describe_key(w->iso, key);
  if (name && !*name) {
    text_add(t, "<anonymous>");
  } else {
    text_add(t, js_key_is_index(key) ? "index " : "property '");
    text_add(t, name ? name : "");
    if (!js_key_is_index(key)) text_add(t, "'");
  }
  free(name);
}

static void text_add_line(Writer *w, Text *t, const Frame *frame) {
  char *name = constructor_name(w->iso, frame->object);
  text_add(t, "\n    |     ");
  text_add_key(w, t, frame->key);
  text_add(t, " -> object with constructor '");
  text_add(t, name ? name : "Object");
  text_add(t, "'");
  free(name);
}

/* V8's message shows the way round, at most two objects at its beginning and one at its end. */
static Written throw_circular(Writer *w, const Frame *start, JsKey closing_key) {
  uint32_t count = 0;
  for (const Frame *f = w->frames; f != start; f = f->outer) count++;
  Text t = {0};
  char *name = constructor_name(w->iso, start->object);
  text_add(&t, "\n    --> starting at object with constructor '");
  text_add(&t, name ? name : "Object");
  text_add(&t, "'");
  free(name);
  for (uint32_t i = 0; i < count; i++) {
    if (i == 2 && count > 3) text_add(&t, "\n    |     ...");
    if (i >= 2 && i + 1 < count) continue;
    const Frame *f = w->frames;
    for (uint32_t k = count - 1; k > i; k--) f = f->outer;
    text_add_line(w, &t, f);
  }
  text_add(&t, "\n    --- ");
  text_add_key(w, &t, closing_key);
  js_throw_type_error(w->iso, "Converting circular structure to JSON%s closes the circle", t.data ? t.data : "");
  free(t.data);
  return WRITE_FAILED;
}

/* ---- containers ---- */

static bool enter(Writer *w, Frame *frame, JsObject *o, JsKey key) {
  if (!js_stack_check(w->iso)) return false;
  for (Frame *f = w->frames; f; f = f->outer)
    if (f->object == o) return throw_circular(w, f, key), false;
  *frame = (Frame){w->frames, o, key};
  w->frames = frame;
  w->indent++;
  return true;
}

static Written leave(Writer *w, Frame *frame, Written result) {
  w->frames = frame->outer;
  w->indent--;
  return result;
}

static void write_close(Writer *w, bool empty, char bracket) {
  if (!empty && w->gap_length) {
    w->indent--;
    write_newline(w);
    w->indent++;
  }
  put(w, (uint8_t)bracket);
}

/* One member. *empty: none was written yet. false: threw. */
static bool write_member(Writer *w, JsObject *o, JsKey key, JsValue v, bool *empty) {
  Written written = v == JS_EMPTY ? WRITE_FAILED : write_property(w, o, key, v, !*empty, true);
  if (written == WRITE_DONE) *empty = false;
  return written != WRITE_FAILED;
}

static bool write_members(Writer *w, JsObject *o, JsObject *keys, bool *empty) {
  for (uint32_t i = 0; i < js_array_count(keys); i++) {
    JsKey key = js_to_property_key(w->iso, keys->elements[i]);
    if (key == JS_KEY_NONE) return false;
    if (!write_member(w, o, key, js_get(w->iso, o, key, js_from_cell(o)), empty)) return false;
  }
  return true;
}

/* The same without a list of keys. */
static bool write_plain_members(Writer *w, JsPlainWalk *walk, bool *empty) {
  JsObject *o = walk->object;
  JsKey key;
  JsValue v;
  for (JsPlainStep step; (step = js_plain_next(w->iso, walk, false, &key, &v)) != JS_PLAIN_END;) {
    if (step == JS_PLAIN_LOOK_UP) v = js_get(w->iso, o, key, js_from_cell(o));
    if (!write_member(w, o, key, v, empty)) return false;
  }
  return true;
}

/* 25.5.2.4 SerializeJSONObject */
static Written write_object(Writer *w, JsObject *o, JsKey own_key) {
  Frame frame;
  if (!enter(w, &frame, o, own_key)) return WRITE_FAILED;
  put(w, '{');
  bool empty = true, ok;
  JsPlainWalk walk;
  if (!w->keys && js_plain_begin(&walk, o)) { /* fast path */
    ok = write_plain_members(w, &walk, &empty);
  } else {
    JsObject *keys = w->keys ? w->keys : js_own_enumerable_keys(w->iso, o);
    ok = keys && write_members(w, o, keys, &empty);
  }
  if (ok) write_close(w, empty, '}');
  return leave(w, &frame, ok ? WRITE_DONE : WRITE_FAILED);
}

/* 25.5.2.5 SerializeJSONArray */
static Written write_array(Writer *w, JsObject *o, JsKey own_key) {
  Frame frame;
  if (!enter(w, &frame, o, own_key)) return WRITE_FAILED;
  uint64_t n;
  if (!js_length_of(w->iso, o, &n)) return leave(w, &frame, WRITE_FAILED);
  put(w, '[');
  for (uint64_t i = 0; i < n; i++) {
    JsValue v = js_get_index(w->iso, o, i);
    if (v == JS_EMPTY) return leave(w, &frame, WRITE_FAILED);
    if (i > 0) put(w, ',');
    if (w->gap_length) write_newline(w);
    JsKey key = i < 0xFFFFFFFFu ? js_index_key((uint32_t)i) : js_index_key(0);
    Written written = write_property(w, o, key, v, false, false);
    if (written == WRITE_FAILED || w->out.failed) return leave(w, &frame, WRITE_FAILED);
    if (written == WRITE_NOTHING) put_text(w, "null", 4);
  }
  write_close(w, n == 0, ']');
  return leave(w, &frame, WRITE_DONE);
}

/* ---- values ---- */

/* Steps 2 to 4 of 25.5.2.2 SerializeJSONProperty: toJSON, the replacer, wrapper objects. JS_EMPTY: threw. */
static JsValue prepare(Writer *w, JsObject *holder, JsKey key, JsValue v) {
  JsIsolate *iso = w->iso;
  if (js_is_object(v) || js_is_bigint(v)) {
    JsValue to_json = js_get_value(iso, v, js_atom_key(iso, JS_ATOM_toJSON));
    JS_TRY(to_json);
    if (js_is_callable(to_json)) {
      JsValue name = js_key_to_value(iso, key);
      JS_TRY(name);
      v = js_call(iso, to_json, v, 1, &name);
      JS_TRY(v);
    }
  }
  if (!js_is_undefined(w->replacer)) {
    JsValue args[2] = {js_key_to_value(iso, key), v};
    JS_TRY(args[0]);
    v = js_call(iso, w->replacer, js_from_cell(holder), 2, args);
    JS_TRY(v);
  }
  if (!js_is_kind(v, JS_KIND_PRIMITIVE_WRAPPER)) return v;
  JsValue inner = ((JsWrapper *)js_as_object(v))->value;
  if (js_is_number(inner)) {
    double d;
    return js_to_number(iso, v, &d) ? js_number(d) : JS_EMPTY;
  }
  if (js_is_string(inner)) return js_from_cell(js_to_string(iso, v));
  return js_is_bool(inner) || js_is_bigint(inner) ? inner : v;
}

/* The decimal digits of i at the end of text[12]; returns where they begin. */
static char *int_text(int32_t i, char text[12]) {
  uint32_t u = i < 0 ? 0u - (uint32_t)i : (uint32_t)i;
  char *p = text + 12;
  do *--p = (char)('0' + u % 10);
  while (u /= 10);
  if (i < 0) *--p = '-';
  return p;
}

static Written write_number(Writer *w, JsValue v) {
  char text[32];
  if (js_is_int32(v)) { /* fast path */
    char *start = int_text(js_as_int32(v), text);
    put_text(w, start, (size_t)(text + 12 - start));
    return WRITE_DONE;
  }
  double d = js_as_double(v);
  if (d - d != 0) {
    put_text(w, "null", 4);
  } else {
    size_t n = js_double_to_chars(d, text);
    put_text(w, text, n);
  }
  return WRITE_DONE;
}

static Written write_raw(Writer *w, JsString *text) {
  JsChars s = js_string_chars(w->iso, text);
  if (!s.data) return WRITE_FAILED;
  put_chars(w, &s, 0, s.length);
  JS_KEEP(text);
  return WRITE_DONE;
}

/* The rest of SerializeJSONProperty. */
static Written write_value(Writer *w, JsKey key, JsValue v) {
  if (js_is_string(v)) return write_quoted(w, js_as_string(v)) ? WRITE_DONE : WRITE_FAILED;
  if (js_is_number(v)) return write_number(w, v);
  if (js_is_null(v) || js_is_bool(v)) {
    if (v == JS_FALSE) {
      put_text(w, "false", 5);
    } else {
      put_text(w, js_is_null(v) ? "null" : "true", 4);
    }
    return WRITE_DONE;
  }
  if (js_is_bigint(v)) {
    js_throw_type_error(w->iso, "Do not know how to serialize a BigInt");
    return WRITE_FAILED;
  }
  JsString *raw = js_raw_json_text(v);
  if (raw) return write_raw(w, raw);
  int is_array = js_is_array(w->iso, v);
  if (is_array < 0) return WRITE_FAILED;
  return is_array ? write_array(w, js_as_object(v), key) : write_object(w, js_as_object(v), key);
}

/* Has it a JSON text? Callables, symbols and undefined have none. */
static bool is_writable(JsValue v) { return !js_is_undefined(v) && !js_is_symbol(v) && !js_is_callable(v); }

/* 25.5.2.2 SerializeJSONProperty of a value already got. comma, name: what goes before it in an object. */
static Written write_property(Writer *w, JsObject *holder, JsKey key, JsValue v, bool comma, bool name) {
  v = prepare(w, holder, key, v);
  if (v == JS_EMPTY) return WRITE_FAILED;
  if (!is_writable(v)) return WRITE_NOTHING;
  if (comma) put(w, ',');
  if (name) {
    if (w->gap_length) write_newline(w);
    JsValue text = js_key_to_value(w->iso, key);
    if (text == JS_EMPTY || !write_quoted(w, js_as_string(text))) return WRITE_FAILED;
    put_text(w, ": ", w->gap_length ? 2 : 1);
  }
  return write_value(w, key, v);
}

/* ---- arguments ---- */

/* An item of the replacer array as a property name; undefined if it is none. JS_EMPTY: threw. */
static JsValue property_name(JsIsolate *iso, JsValue v) {
  if (js_is_string(v)) return v;
  bool convert = js_is_number(v);
  if (js_is_kind(v, JS_KIND_PRIMITIVE_WRAPPER)) {
    JsValue inner = ((JsWrapper *)js_as_object(v))->value;
    convert = js_is_number(inner) || js_is_string(inner);
  }
  return convert ? js_from_cell(js_to_string(iso, v)) : JS_UNDEFINED;
}

/* PropertyList of 25.5.2 step 5: the names in the array, none twice. false: threw. */
static bool read_property_list(Writer *w, JsObject *array) {
  JsIsolate *iso = w->iso;
  JsObject *seen = js_object_new_proto(iso, JS_NULL), *keys = js_array_with_capacity(iso, 0);
  uint64_t n;
  if (!seen || !keys || !js_length_of(iso, array, &n)) return false;
  for (uint64_t i = 0; i < n; i++) {
    JsValue v = js_get_index(iso, array, i);
    JsValue name = v == JS_EMPTY ? JS_EMPTY : property_name(iso, v);
    if (name == JS_EMPTY) return false;
    if (js_is_undefined(name)) continue;
    JsKey key = js_to_property_key(iso, name);
    int has = key == JS_KEY_NONE ? -1 : js_has_own(iso, seen, key);
    if (has < 0) return false;
    if (has) continue;
    if (!js_create_data_property(iso, seen, key, JS_TRUE) || !js_array_push(iso, keys, name)) return false;
  }
  w->keys = keys;
  return true;
}

static bool read_replacer(Writer *w, JsValue replacer) {
  if (js_is_callable(replacer)) {
    w->replacer = replacer;
    return true;
  }
  if (!js_is_object(replacer)) return true;
  int is_array = js_is_array(w->iso, replacer);
  if (is_array <= 0) return is_array == 0;
  return read_property_list(w, js_as_object(replacer));
}

/* The gap of 25.5.2 steps 6 to 9. */
static bool read_space(Writer *w, JsValue space) {
  JsIsolate *iso = w->iso;
  if (js_is_kind(space, JS_KIND_PRIMITIVE_WRAPPER)) {
    JsValue inner = ((JsWrapper *)js_as_object(space))->value;
    if (js_is_number(inner)) {
      double d;
      if (!js_to_number(iso, space, &d)) return false;
      space = js_number(d);
    } else if (js_is_string(inner)) {
      JsString *s = js_to_string(iso, space);
      if (!s) return false;
      space = js_from_cell(s);
    }
  }
  if (js_is_number(space)) {
    double d;
    if (!js_to_integer_or_infinity(iso, space, &d)) return false;
    w->gap_length = d > 10 ? 10 : d < 1 ? 0 : (uint32_t)d;
    for (uint32_t i = 0; i < w->gap_length; i++) w->gap[i] = ' ';
  } else if (js_is_string(space)) {
    JsChars s = js_string_chars(iso, js_as_string(space));
    if (!s.data) return false;
    w->gap_length = s.length < 10 ? s.length : 10;
    for (uint32_t i = 0; i < w->gap_length; i++) w->gap[i] = js_chars_at(&s, i);
  }
  return true;
}

JsValue js_json_stringify(JsIsolate *iso, JsValue v, JsValue replacer, JsValue space) {
  Writer w = {.iso = iso, .replacer = JS_UNDEFINED};
  if (!read_replacer(&w, replacer) || !read_space(&w, space)) return JS_EMPTY;
  JsObject *wrapper = NULL;
  JsKey key = js_atom_key(iso, JS_ATOM_empty);
  if (!js_is_undefined(w.replacer)) {
    wrapper = js_object_new(iso);
    if (!wrapper || !js_create_data_property(iso, wrapper, key, v)) return JS_EMPTY;
  }
  js_builder_init(&w.out);
  Written written = write_property(&w, wrapper, key, v, false, false);
  if (written == WRITE_DONE || w.out.failed) return js_from_cell(js_builder_finish(iso, &w.out));
  js_builder_dispose(&w.out);
  return written == WRITE_NOTHING ? JS_UNDEFINED : JS_EMPTY;
}
