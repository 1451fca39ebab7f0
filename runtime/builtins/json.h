/* What the files of JSON share. */
#ifndef LODE_BUILTINS_JSON_H
#define LODE_BUILTINS_JSON_H

#include "builtins/builtins.h"

/* JSON.parse without a reviver, of a flat string. JS_EMPTY: threw. */
JsValue js_json_parse(JsIsolate *iso, JsString *text);
/* JSON.stringify; undefined where nothing is to be written. */
JsValue js_json_stringify(JsIsolate *iso, JsValue v, JsValue replacer, JsValue space);

/* The parser over one kind of units (json_scan.h): Latin-1 and UTF-16. */
JsValue js_json_parse_latin1(JsIsolate *iso, JsString *text, const uint8_t *units, uint32_t length);
JsValue js_json_parse_utf16(JsIsolate *iso, JsString *text, const uint16_t *units, uint32_t length);

/* json_source.c: the JSON Parse Record of a value that was parsed from the text, which tells a reviver the source text. */
JsValue js_json_record(JsIsolate *iso, JsString *text, JsValue v); /* JS_EMPTY: threw */
bool js_json_record_is_of(JsIsolate *iso, JsValue record, JsValue v); /* is v still what was parsed? */
JsValue js_json_record_child(JsIsolate *iso, JsValue record, JsKey key); /* of an element or entry, or undefined */
JsValue js_json_record_context(JsIsolate *iso, JsValue record, JsValue v); /* the reviver's third argument; JS_EMPTY: threw */
/* What JSON.rawJSON made a value of; NULL: it is none. */
JsString *js_raw_json_text(JsValue v);
JsValue js_json_raw(JS_ARGS);
JsValue js_json_is_raw(JS_ARGS);

/* What is wrong with a text, for the SyntaxError. */
typedef enum JsJsonError {
  JS_JSON_UNEXPECTED, /* token: by what is at the position */
  JS_JSON_NUMBER,
  JS_JSON_STRING,
  JS_JSON_PROPERTY_NAME_OR_BRACE,
  JS_JSON_PROPERTY_NAME,
  JS_JSON_COLON,
  JS_JSON_COMMA_OR_BRACKET,
  JS_JSON_COMMA_OR_BRACE,
  JS_JSON_UNTERMINATED_STRING,
  JS_JSON_CONTROL_CHARACTER,
  JS_JSON_UNICODE_ESCAPE,
  JS_JSON_ESCAPE,
  JS_JSON_MINUS,
  JS_JSON_EXPONENT,
  JS_JSON_FRACTION,
  JS_JSON_AFTER,
} JsJsonError;
JsValue js_json_throw(JsIsolate *iso, JsString *text, JsJsonError error, uint32_t position);

#endif
