/* Legacy static properties of RegExp ($1 … $9, input, lastMatch, …): what the last successful match was, by the
 * proposal "Legacy RegExp features". */
#include "builtins/regexp_builtins.h"

static JsValue get_input(JS_ARGS);
static JsValue set_input(JS_ARGS);
static JsValue get_last_match(JS_ARGS);
static JsValue get_last_paren(JS_ARGS);
static JsValue get_left_context(JS_ARGS);
static JsValue get_right_context(JS_ARGS);

#define GROUP_GETTER(n)                                                                               \
  static JsValue get_group_##n(JS_ARGS) {                                                             \
    JS_UNUSED_ARGS;                                                                                   \
    const JsRegExpLast *last = last_match(iso, this_value);                                           \
    return last ? group(iso, last, n) : JS_EMPTY;                                                     \
  }
#define LEGACY(nm, get, store) \
  {.name = nm, .symbol = -1, .type = JS_B_ACCESSOR, .attributes = JS_ATTR_CONFIGURABLE, .code = get, .setter = store}

/* The state, if this is %RegExp% itself; NULL: TypeError. */
static JsRegExpLast *last_match(JsIsolate *iso, JsValue this_value) {
  if (this_value == js_intrinsic(iso, JS_INTRINSIC_RegExp)) return js_regexp_last(iso);
  js_throw_type_about(iso, "", this_value, " is not %RegExp%");
  return NULL;
}

static JsValue part(JsIsolate *iso, const JsRegExpLast *last, int32_t from, int32_t to) {
  if (!last->subject || from < 0 || to < 0) return js_atom_value(iso, JS_ATOM_empty);
  return js_from_cell(js_string_slice(iso, last->subject, (uint32_t)from, (uint32_t)to));
}

static JsValue group(JsIsolate *iso, const JsRegExpLast *last, uint32_t n) {
  if (n >= last->groups) return js_atom_value(iso, JS_ATOM_empty);
  return part(iso, last, last->registers[2 * n], last->registers[2 * n + 1]);
}

GROUP_GETTER(1)
GROUP_GETTER(2)
GROUP_GETTER(3)
GROUP_GETTER(4)
GROUP_GETTER(5)
GROUP_GETTER(6)
GROUP_GETTER(7)
GROUP_GETTER(8)
GROUP_GETTER(9)

const JsBuiltin js_regexp_legacy_statics[] = {
    LEGACY("input", get_input, set_input),
    LEGACY("$_", get_input, set_input),
    LEGACY("lastMatch", get_last_match, NULL),
    LEGACY("$&", get_last_match, NULL),
    LEGACY("lastParen", get_last_paren, NULL),
    LEGACY("$+", get_last_paren, NULL),
    LEGACY("leftContext", get_left_context, NULL),
    LEGACY("$`", get_left_context, NULL),
    LEGACY("rightContext", get_right_context, NULL),
    LEGACY("$'", get_right_context, NULL),
    LEGACY("$1", get_group_1, NULL),
    LEGACY("$2", get_group_2, NULL),
    LEGACY("$3", get_group_3, NULL),
    LEGACY("$4", get_group_4, NULL),
    LEGACY("$5", get_group_5, NULL),
    LEGACY("$6", get_group_6, NULL),
    LEGACY("$7", get_group_7, NULL),
    LEGACY("$8", get_group_8, NULL),
    LEGACY("$9", get_group_9, NULL),
    JS_BUILTIN_END,
};

static JsValue get_input(JS_ARGS) {
  JS_UNUSED_ARGS;
  const JsRegExpLast *last = last_match(iso, this_value);
  if (!last) return JS_EMPTY;
  if (last->input) return js_from_cell(last->input);
  return last->subject ? js_from_cell(last->subject) : js_atom_value(iso, JS_ATOM_empty);
}

static JsValue set_input(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsRegExpLast *last = last_match(iso, this_value);
  JsString *s = last ? js_to_string(iso, js_arg(argc, argv, 0)) : NULL;
  if (!s) return JS_EMPTY;
  last->input = s;
  return JS_UNDEFINED;
}

static JsValue get_last_match(JS_ARGS) {
  JS_UNUSED_ARGS;
  const JsRegExpLast *last = last_match(iso, this_value);
  if (!last) return JS_EMPTY;
  return part(iso, last, last->registers[0], last->registers[1]);
}

static JsValue get_last_paren(JS_ARGS) {
  JS_UNUSED_ARGS;
  const JsRegExpLast *last = last_match(iso, this_value);
  if (!last) return JS_EMPTY;
  return part(iso, last, last->last_paren[0], last->last_paren[1]);
}

static JsValue get_left_context(JS_ARGS) {
  JS_UNUSED_ARGS;
  const JsRegExpLast *last = last_match(iso, this_value);
  if (!last) return JS_EMPTY;
  return part(iso, last, 0, last->registers[0]);
}

static JsValue get_right_context(JS_ARGS) {
  JS_UNUSED_ARGS;
  const JsRegExpLast *last = last_match(iso, this_value);
  if (!last) return JS_EMPTY;
  return part(iso, last, last->registers[1], last->subject ? (int32_t)last->subject->length : 0);
}
