/* UTF-8 in and out. Decoding as the WHATWG Encoding Standard's UTF-8 decoder: a maximal part of an ill-formed
 * sequence becomes one U+FFFD. Encoding: lone surrogates become U+FFFD. The text of messages keeps them. */
#include <stdlib.h>

#include "ops/ops.h"
#include "value/string_internal.h"

#define REPLACEMENT 0xFFFDu

/* Decodes the sequence that starts at p < end; returns its length in bytes. text: it is js_string_to_text's. */
static size_t decode(const uint8_t *p, const uint8_t *end, bool text, uint32_t *out) {
  uint8_t lead = p[0];
  uint8_t lower = 0x80, upper = 0xBF; /* bounds of the second byte: no overlong forms, no surrogates, max 10FFFF */
  size_t more;
  uint32_t cp;
  if (lead < 0x80) {
    *out = lead;
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    more = 1;
    cp = lead & 0x1Fu;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    more = 2;
    cp = lead & 0x0Fu;
    if (lead == 0xE0) lower = 0xA0;
    if (lead == 0xED && !text) upper = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    more = 3;
    cp = lead & 0x07u;
    if (lead == 0xF0) lower = 0x90;
    if (lead == 0xF4) upper = 0x8F;
  } else if (text && lead == 0xC0) {
    *out = 0;
    return 2;
  } else {
    *out = REPLACEMENT;
    return 1;
  }
  size_t used = 1;
  for (; more; more--, used++) {
    if (p + used >= end || p[used] < lower || p[used] > upper) {
      *out = REPLACEMENT;
      return used;
    }
    cp = (cp << 6) | (p[used] & 0x3Fu);
    lower = 0x80;
    upper = 0xBF;
  }
  *out = cp;
  return used;
}

static size_t ascii_prefix(const uint8_t *p, size_t n) {
  size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    uint64_t word;
    memcpy(&word, p + i, 8);
    if (word & 0x8080808080808080ull) break;
  }
  while (i < n && p[i] < 0x80) i++;
  return i;
}

static JsString *from_bytes(JsIsolate *iso, const char *s, size_t length, bool text) {
  const uint8_t *bytes = (const uint8_t *)s, *end = bytes + length;
  size_t ascii = ascii_prefix(bytes, length);
  if (ascii == length) return js_string_from_latin1(iso, bytes, length);
  size_t units = ascii;
  uint32_t cp, all = 0;
  for (const uint8_t *p = bytes + ascii; p < end;) {
    p += decode(p, end, text, &cp);
    units += 1 + (cp > 0xFFFF);
    all |= cp;
  }
  if (units > JS_MAX_STRING_LENGTH) return js_string_too_long(iso);
  if (units == 1) {
    decode(bytes, end, text, &cp);
    return js_string_from_unit(iso, (uint16_t)cp);
  }
  bool wide = all > 0xFF;
  JsString *result = wide ? js_string_alloc_utf16(iso, (uint32_t)units) : js_string_alloc_latin1(iso, (uint32_t)units);
  if (!result) return NULL;
  size_t at = 0;
  for (const uint8_t *p = bytes; p < end;) {
    p += decode(p, end, text, &cp);
    if (!wide) {
      result->u.latin1[at++] = (uint8_t)cp;
    } else if (cp <= 0xFFFF) {
      result->u.utf16[at++] = (uint16_t)cp;
    } else {
      result->u.utf16[at++] = (uint16_t)(0xD7C0 + (cp >> 10));
      result->u.utf16[at++] = (uint16_t)(0xDC00 + (cp & 0x3FF));
    }
  }
  return result;
}

JsString *js_string_from_utf8(JsIsolate *iso, const char *s, size_t length) { return from_bytes(iso, s, length, false); }

JsString *js_string_from_text(JsIsolate *iso, const char *text) { return from_bytes(iso, text, strlen(text), true); }

JsString *js_string_from_cstr(JsIsolate *iso, const char *utf8) { return js_string_from_utf8(iso, utf8, strlen(utf8)); }

static uint8_t *encode(uint8_t *out, uint32_t cp) {
  if (cp < 0x80) {
    *out++ = (uint8_t)cp;
  } else if (cp < 0x800) {
    *out++ = (uint8_t)(0xC0 | cp >> 6);
    *out++ = (uint8_t)(0x80 | (cp & 0x3F));
  } else if (cp < 0x10000) {
    *out++ = (uint8_t)(0xE0 | cp >> 12);
    *out++ = (uint8_t)(0x80 | (cp >> 6 & 0x3F));
    *out++ = (uint8_t)(0x80 | (cp & 0x3F));
  } else {
    *out++ = (uint8_t)(0xF0 | cp >> 18);
    *out++ = (uint8_t)(0x80 | (cp >> 12 & 0x3F));
    *out++ = (uint8_t)(0x80 | (cp >> 6 & 0x3F));
    *out++ = (uint8_t)(0x80 | (cp & 0x3F));
  }
  return out;
}

uint32_t js_chars_code_point(const JsChars *c, uint32_t i, uint32_t *units) {
  uint32_t lead = js_chars_at(c, i);
  *units = 1;
  if (!c->utf16 || (lead & 0xFC00) != 0xD800 || i + 1 >= c->length) return lead;
  uint32_t trail = js_chars_at(c, i + 1);
  if ((trail & 0xFC00) != 0xDC00) return lead;
  *units = 2;
  return 0x10000 + ((lead & 0x3FF) << 10) + (trail & 0x3FF);
}

static size_t utf8_length(const JsChars *c, bool text) {
  size_t bytes = 0;
  if (!c->utf16) {
    const uint8_t *p = c->data;
    for (uint32_t i = 0; i < c->length; i++) bytes += 1u + (p[i] >> 7) + (text && !p[i]);
    return bytes;
  }
  for (uint32_t i = 0, units; i < c->length; i += units) {
    uint32_t cp = js_chars_code_point(c, i, &units);
    bytes += cp < 0x80 ? 1 + (text && !cp) : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
  }
  return bytes;
}

static char *to_bytes(JsIsolate *iso, JsString *s, size_t *length, bool text) {
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return NULL;
  size_t bytes = utf8_length(&c, text);
  uint8_t *buffer = malloc(bytes + 1);
  if (!buffer) {
    js_throw_range_error(iso, "Array buffer allocation failed");
    return NULL;
  }
  uint8_t *out = buffer;
  if (!c.utf16 && bytes == c.length) {
    memcpy(out, c.data, bytes);
    out += bytes;
  } else {
    for (uint32_t i = 0, units; i < c.length; i += units) {
      uint32_t cp = js_chars_code_point(&c, i, &units);
      if (text && !cp) {
        *out++ = 0xC0;
        *out++ = 0x80;
      } else {
        out = encode(out, !text && (cp & 0xFFFFF800u) == 0xD800 ? REPLACEMENT : cp);
      }
    }
  }
  *out = 0;
  JS_KEEP(s);
  if (length) *length = bytes;
  return (char *)buffer;
}

char *js_string_to_utf8(JsIsolate *iso, JsString *s, size_t *length) { return to_bytes(iso, s, length, false); }

char *js_string_to_text(JsIsolate *iso, JsString *s) { return to_bytes(iso, s, NULL, true); }
