/* The growing buffer for building strings. It starts narrow and widens at the first unit above 0xFF. */
#include <stdlib.h>

#include "value/string_internal.h"

void js_builder_init(JsStringBuilder *b) { *b = (JsStringBuilder){0}; }

void js_builder_dispose(JsStringBuilder *b) {
  free(b->data);
  js_builder_init(b);
}

/* Sets the capacity and width; false (and failed) when out of memory. */
static bool resize(JsStringBuilder *b, size_t capacity, bool utf16) {
  if (b->utf16 == utf16) {
    void *grown = realloc(b->data, capacity << utf16);
    if (!grown) goto fail;
    b->data = grown;
  } else { /* only ever widens */
    uint16_t *wide = malloc(capacity * 2);
    if (!wide) goto fail;
    for (size_t i = 0; i < b->length; i++) wide[i] = ((uint8_t *)b->data)[i];
    free(b->data);
    b->data = wide;
    b->utf16 = true;
  }
  b->capacity = capacity;
  return true;
fail:
  b->failed = true;
  return false;
}

/* Makes room for n more units of that width. */
static bool reserve(JsStringBuilder *b, size_t n, bool utf16) {
  if (b->failed) return false;
  size_t needed = b->length + n;
  if (n > JS_MAX_STRING_LENGTH || needed > JS_MAX_STRING_LENGTH) {
    b->failed = true;
    return false;
  }
  bool widen = utf16 && !b->utf16;
  if (needed <= b->capacity && !widen) return true;
  size_t capacity = b->capacity < 32 ? 32 : b->capacity;
  if (needed > capacity) capacity = needed + needed / 2;
  return resize(b, capacity, b->utf16 || utf16);
}

void js_builder_unit(JsStringBuilder *b, uint16_t unit) {
  if (!reserve(b, 1, unit > 0xFF)) return;
  if (b->utf16)
    ((uint16_t *)b->data)[b->length++] = unit;
  else
    ((uint8_t *)b->data)[b->length++] = (uint8_t)unit;
}

void js_builder_ascii(JsStringBuilder *b, const char *s) {
  JsChars c = {.data = s, .length = (uint32_t)strlen(s), .utf16 = false};
  js_builder_chars(b, &c, 0, c.length);
}

void js_builder_chars(JsStringBuilder *b, const JsChars *c, uint32_t start, uint32_t end) {
  if (start >= end) return;
  uint32_t n = end - start;
  bool wide = c->utf16 && (b->utf16 || !js_units_fit_latin1((const uint16_t *)c->data + start, n));
  if (!reserve(b, n, wide)) return;
  if (b->utf16) {
    js_chars_copy_wide((uint16_t *)b->data + b->length, c, start, n);
  } else if (!c->utf16) {
    memcpy((uint8_t *)b->data + b->length, (const uint8_t *)c->data + start, n);
  } else {
    for (uint32_t i = 0; i < n; i++) ((uint8_t *)b->data)[b->length + i] = (uint8_t)js_chars_at(c, start + i);
  }
  b->length += n;
}

bool js_builder_string(JsIsolate *iso, JsStringBuilder *b, JsString *s) {
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return false;
  js_builder_chars(b, &c, 0, c.length);
  JS_KEEP(s);
  if (b->failed) js_string_too_long(iso);
  return !b->failed;
}

JsString *js_builder_finish(JsIsolate *iso, JsStringBuilder *b) {
  JsString *s;
  if (b->failed)
    s = js_string_too_long(iso);
  else if (b->utf16)
    s = js_string_from_utf16(iso, b->data, b->length);
  else
    s = js_string_from_latin1(iso, b->data, b->length);
  js_builder_dispose(b);
  return s;
}
