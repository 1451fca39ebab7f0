/* Array.prototype: join, toString, toLocaleString (23.1.3). */
#include "builtins/array_builtins.h"
#include "builtins/object_builtins.h"

/* 23.1.3.18 Array.prototype.join is not guarded against cycles by the specification; engines give the empty string
 * for an array that is being joined already. The arrays being joined form a list through the frames. */
struct JsJoinFrame {
  struct JsJoinFrame *outer;
  JsObject *array;
};

static bool join_enter(JsIsolate *iso, struct JsJoinFrame *frame, JsObject *o) {
  for (struct JsJoinFrame *f = iso->join_frames; f; f = f->outer)
    if (f->array == o) return false;
  frame->outer = iso->join_frames;
  frame->array = o;
  iso->join_frames = frame;
  return true;
}

static void join_leave(JsIsolate *iso, struct JsJoinFrame *frame) { iso->join_frames = frame->outer; }

/* Appends the text of one element. false: threw. */
static bool join_element(JsIsolate *iso, JsStringBuilder *b, JsValue v, bool locale) {
  if (js_is_nullish(v)) return true;
  if (locale) {
    v = js_invoke(iso, v, js_key_from_cstr(iso, "toLocaleString"), 0, NULL);
    if (v == JS_EMPTY) return false;
  } else if (js_is_int32(v)) { /* fast path */
    char digits[32];
    digits[js_double_to_chars(js_as_int32(v), digits)] = 0;
    js_builder_ascii(b, digits);
    return true;
  }
  JsString *s = js_to_string(iso, v);
  return s && js_builder_string(iso, b, s);
}

static JsString *join_all(JsIsolate *iso, JsObject *o, uint64_t n, JsString *separator, bool locale) {
  JsStringBuilder b;
  js_builder_init(&b);
  bool has_separator = separator->length > 0;
  JsChars chars = js_string_chars(iso, separator);
  if (!chars.data) goto failed;
  if (has_separator && n > 1 && (double)(n - 1) * separator->length > JS_MAX_STRING_LENGTH) {
    js_throw_range_error(iso, "Invalid string length");
    goto failed;
  }
  for (uint64_t k = 0; k < n; k++) {
    if (k > 0 && has_separator) js_builder_chars(&b, &chars, 0, chars.length);
    JsValue v;
    if (js_array_is_simple(o) && k < js_array_count(o)) { /* fast path */
      v = o->elements[k];
      if (v == JS_EMPTY) continue;
    } else {
      v = js_get_index(iso, o, k);
      if (v == JS_EMPTY) goto failed;
    }
    if (!join_element(iso, &b, v, locale)) goto failed;
  }
  JS_KEEP(separator);
  return js_builder_finish(iso, &b);
failed:
  js_builder_dispose(&b);
  return NULL;
}

static JsValue join_guarded(JsIsolate *iso, JsObject *o, uint64_t n, JsString *separator, bool locale) {
  JS_TRY_BOOL(js_stack_check(iso));
  struct JsJoinFrame frame;
  if (!join_enter(iso, &frame, o)) return js_atom_value(iso, JS_ATOM_empty);
  JsString *s = join_all(iso, o, n, separator, locale);
  join_leave(iso, &frame);
  return js_from_cell(s);
}

/* 23.1.3.18 Array.prototype.join ( separator ) */
JsValue js_array_join(JS_ARGS) {
  (void)callee, (void)new_target;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  JsValue given = js_arg(argc, argv, 0);
  JsString *separator = js_is_undefined(given) ? js_string_from_unit(iso, ',') : js_to_string(iso, given);
  if (!separator) return JS_EMPTY;
  return join_guarded(iso, o, n, separator, false);
}

/* 23.1.3.36 Array.prototype.toString ( ) */
JsValue js_array_to_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  JsValue join = js_get(iso, o, js_atom_key(iso, JS_ATOM_join), js_from_cell(o));
  JS_TRY(join);
  if (js_is_callable(join)) return js_call(iso, join, js_from_cell(o), 0, NULL);
  return js_object_to_string(iso, js_from_cell(o));
}

/* 23.1.3.35 Array.prototype.toLocaleString ( [ reserved1 [ , reserved2 ] ] ) */
JsValue js_array_to_locale_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  uint64_t n;
  JS_TRY_BOOL(js_length_of(iso, o, &n));
  JsString *separator = js_string_from_unit(iso, ',');
  return separator ? join_guarded(iso, o, n, separator, true) : JS_EMPTY;
}
