/* JSON (25.5): parse with its reviver and its errors, and the registration of stringify. */
#include "builtins/json.h"

#include <stdlib.h>

static JsValue json_parse(JS_ARGS);
static JsValue json_stringify(JS_ARGS);

static const JsBuiltin functions[] = {
    JS_B_SHOWN("parse", json_parse, 2),
    JS_B_SHOWN("stringify", json_stringify, 3),
    JS_B_SHOWN("rawJSON", js_json_raw, 1),
    JS_B_FN("isRawJSON", js_json_is_raw, 1),
    JS_B_TAG("JSON"),
    JS_BUILTIN_END,
};

void js_init_json(JsIsolate *iso) {
  JsObject *json = js_object_new(iso);
  js_intrinsic_set(iso, JS_INTRINSIC_JSON, js_from_cell(json));
  js_install(iso, json, functions);
  js_define_data(iso, iso->realm->global, js_key_from_cstr(iso, "JSON"), js_from_cell(json), JS_ATTR_HIDDEN);
}

/* ---- errors, worded as in V8 ---- */

static const char *const messages[] = {
    [JS_JSON_NUMBER] = "Unexpected number",
    [JS_JSON_STRING] = "Unexpected string",
    [JS_JSON_PROPERTY_NAME_OR_BRACE] = "Expected property name or '}'",
    [JS_JSON_PROPERTY_NAME] = "Expected double-quoted property name",
    [JS_JSON_COLON] = "Expected ':' after property name",
    [JS_JSON_COMMA_OR_BRACKET] = "Expected ',' or ']' after array element",
    [JS_JSON_COMMA_OR_BRACE] = "Expected ',' or '}' after property value",
    [JS_JSON_UNTERMINATED_STRING] = "Unterminated string",
    [JS_JSON_CONTROL_CHARACTER] = "Bad control character in string literal",
    [JS_JSON_UNICODE_ESCAPE] = "Bad Unicode escape",
    [JS_JSON_ESCAPE] = "Bad escaped character",
    [JS_JSON_MINUS] = "No number after minus sign",
    [JS_JSON_EXPONENT] = "Exponent part is missing a number",
    [JS_JSON_FRACTION] = "Unterminated fractional number",
};

/* Texts that come of converting a value which is no JSON text at all. */
static bool is_special_text(const char *text) {
  static const char *const special[] = {"NaN", "Infinity", "undefined", "[object Object]"};
  for (size_t i = 0; i < sizeof special / sizeof *special; i++)
    if (strcmp(text, special[i]) == 0) return true;
  return false;
}

static char *slice_utf8(JsIsolate *iso, JsString *text, uint32_t start, uint32_t end) {
  JsString *s = js_string_slice(iso, text, start, end);
  return s ? js_string_to_text(iso, s) : NULL;
}

#define CONTEXT 10u /* units of the text shown on either side of the token */

/* "Unexpected token …" with as much of the text as V8 shows. */
static JsValue throw_unexpected_token(JsIsolate *iso, JsString *text, uint32_t position) {
  uint32_t n = text->length, start = 0, end = n;
  if (n > CONTEXT * 2) {
    if (position >= CONTEXT) start = position - CONTEXT;
    if (position + CONTEXT < n) end = position + CONTEXT;
  }
  char *shown = slice_utf8(iso, text, start, end), *token = slice_utf8(iso, text, position, position + 1);
  if (n == end && start == 0 && shown && is_special_text(shown)) {
    js_throw_syntax_error(iso, "\"%s\" is not valid JSON", shown);
  } else {
    js_throw_syntax_error(iso, "Unexpected token '%s', %s\"%s\"%s is not valid JSON", token ? token : "",
                          start > 0 ? "..." : "", shown ? shown : "", end < n ? "..." : "");
  }
  free(shown);
  free(token);
  return JS_EMPTY;
}

JsValue js_json_throw(JsIsolate *iso, JsString *text, JsJsonError error, uint32_t position) {
  if (error == JS_JSON_AFTER)
    return js_throw_syntax_error(iso, "Unexpected non-whitespace character after JSON at position %u", position);
  if (error != JS_JSON_UNEXPECTED)
    return js_throw_syntax_error(iso, "%s in JSON at position %u", messages[error], position);
  if (position >= text->length) return js_throw_syntax_error(iso, "Unexpected end of JSON input");
  return throw_unexpected_token(iso, text, position);
}

/* ---- parse ---- */

JsValue js_json_parse(JsIsolate *iso, JsString *text) {
  JsChars chars = js_string_chars(iso, text);
  if (!chars.data) return JS_EMPTY;
  JsValue v = chars.utf16 ? js_json_parse_utf16(iso, text, chars.data, chars.length)
                          : js_json_parse_latin1(iso, text, chars.data, chars.length);
  JS_KEEP(text);
  return v;
}

static JsValue internalize(JsIsolate *iso, JsObject *holder, JsKey key, JsValue reviver, JsValue record);

/* The part of InternalizeJSONProperty for one property of a value. false: threw. */
static bool internalize_child(JsIsolate *iso, JsObject *o, JsKey key, JsValue reviver, JsValue record) {
  JsValue v = internalize(iso, o, key, reviver, js_json_record_child(iso, record, key));
  if (v == JS_EMPTY) return false;
  if (js_is_undefined(v)) return js_delete(iso, o, key) >= 0;
  JsPropertyDescriptor d = {.present = JS_DESC_VALUE | JS_DESC_WRITABLE | JS_DESC_ENUMERABLE | JS_DESC_CONFIGURABLE,
                            .attributes = JS_ATTR_DATA, .value = v, .getter = JS_UNDEFINED, .setter = JS_UNDEFINED};
  return js_define_own_property(iso, o, key, &d) >= 0;
}

static bool internalize_children(JsIsolate *iso, JsObject *o, JsValue reviver, JsValue record) {
  int is_array = js_is_array(iso, js_from_cell(o));
  if (is_array < 0) return false;
  if (is_array) {
    uint64_t n;
    if (!js_length_of(iso, o, &n)) return false;
    for (uint64_t i = 0; i < n; i++) {
      JsKey key = i < 0xFFFFFFFFu ? js_index_key((uint32_t)i)
                                  : js_key_from_string(iso, js_number_to_string(iso, (double)i));
      if (!internalize_child(iso, o, key, reviver, record)) return false;
    }
    return true;
  }
  JsObject *keys = js_own_enumerable_keys(iso, o);
  if (!keys) return false;
  for (uint32_t i = 0; i < js_array_length(keys); i++) {
    JsKey key = js_to_property_key(iso, keys->elements[i]);
    if (key == JS_KEY_NONE || !internalize_child(iso, o, key, reviver, record)) return false;
  }
  return true;
}

/* 25.5.1.1 InternalizeJSONProperty ( holder, name, reviver, parseRecord ); record: undefined where it is empty */
static JsValue internalize(JsIsolate *iso, JsObject *holder, JsKey key, JsValue reviver, JsValue record) {
  JS_TRY_BOOL(js_stack_check(iso));
  JsValue v = js_get(iso, holder, key, js_from_cell(holder));
  JS_TRY(v);
  if (!js_json_record_is_of(iso, record, v)) record = JS_UNDEFINED;
  if (js_is_object(v)) JS_TRY_BOOL(internalize_children(iso, js_as_object(v), reviver, record));
  JsValue args[3] = {js_key_to_value(iso, key), v, js_json_record_context(iso, record, v)};
  return args[2] == JS_EMPTY ? JS_EMPTY : js_call(iso, reviver, js_from_cell(holder), 3, args);
}

/* 25.5.1 JSON.parse ( text [ , reviver ] ) */
static JsValue json_parse(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsString *text = js_to_string(iso, js_arg(argc, argv, 0));
  if (!text) return JS_EMPTY;
  JsValue v = js_json_parse(iso, text);
  JS_TRY(v);
  JsValue reviver = js_arg(argc, argv, 1);
  if (!js_is_callable(reviver)) return v;
  JsValue record = js_json_record(iso, text, v);
  JS_TRY(record);
  JsObject *root = js_object_new(iso);
  JsKey key = js_atom_key(iso, JS_ATOM_empty);
  if (!root || !js_create_data_property(iso, root, key, v)) return JS_EMPTY;
  return internalize(iso, root, key, reviver, record);
}

/* 25.5.2 JSON.stringify ( value [ , replacer [ , space ] ] ) */
static JsValue json_stringify(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return js_json_stringify(iso, js_arg(argc, argv, 0), js_arg(argc, argv, 1), js_arg(argc, argv, 2));
}
