#include "builtins/eval_text.h"

#include "builtins/regexp_builtins.h"
#include "value/number_text.h"

static bool is_line_terminator(uint32_t unit) { return unit == '\n' || unit == '\r' || unit == 0x2028 || unit == 0x2029; }

/* Behind a comment that starts at i, or i if there is none that ends. */
static uint32_t skip_comment(const JsChars *c, uint32_t i) {
  if (c->length - i < 2 || js_chars_at(c, i) != '/') return i;
  uint32_t kind = js_chars_at(c, i + 1);
  if (kind != '/' && kind != '*') return i;
  for (uint32_t k = i + 2; k < c->length; k++) {
    uint32_t unit = js_chars_at(c, k);
    if (kind == '*' && unit == '*' && k + 1 < c->length && js_chars_at(c, k + 1) == '/') return k + 2;
    if (kind == '/' && is_line_terminator(unit)) return k;
  }
  return kind == '/' ? c->length : i;
}

static bool is_blank(const JsChars *c) {
  uint32_t i = 0, before;
  do {
    before = i;
    i = skip_comment(c, js_chars_skip_white_space(c, i));
  } while (i > before);
  return i == c->length;
}

/* 12.9.5: where the body of a literal at the text's start ends, at its second slash. 0: there is none. */
static uint32_t regexp_body_end(const JsChars *c) {
  if (c->length < 3 || js_chars_at(c, 0) != '/' || js_chars_at(c, 1) == '/' || js_chars_at(c, 1) == '*') return 0;
  bool in_class = false;
  for (uint32_t i = 1; i < c->length; i++) {
    uint32_t unit = js_chars_at(c, i);
    if (unit == '\\' && ++i < c->length) unit = js_chars_at(c, i);
    else if (unit == '[') in_class = true;
    else if (unit == ']') in_class = false;
    else if (unit == '/' && !in_class) return i;
    if (is_line_terminator(unit)) return 0;
  }
  return 0;
}

static bool are_flags(const JsChars *c, uint32_t i) {
  for (; i < c->length; i++)
    if (js_chars_at(c, i) < 'a' || js_chars_at(c, i) > 'z') return false;
  return true;
}

bool js_eval_plain_text(JsIsolate *iso, JsString *text, JsValue *value) {
  JsChars c = js_string_chars(iso, text);
  if (!c.data) {
    js_take_exception(iso);
    return false;
  }
  bool blank = is_blank(&c);
  uint32_t end = blank ? 0 : regexp_body_end(&c);
  bool literal = end && are_flags(&c, end + 1);
  JS_KEEP(text);
  if (blank) *value = JS_UNDEFINED;
  if (!literal) return blank;
  JsString *flags = js_string_slice(iso, text, end + 1, c.length);
  JsString *source = flags ? js_string_slice(iso, text, 1, end) : NULL;
  JsValue re = source ? js_regexp_new(iso, source, flags) : JS_EMPTY;
  if (re == JS_EMPTY) {
    js_take_exception(iso);
    return false;
  }
  *value = re;
  return true;
}
