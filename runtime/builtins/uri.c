/* encodeURI, encodeURIComponent, decodeURI, decodeURIComponent (19.2.6); escape, unescape (B.2.1). */
#include "builtins/uri.h"

#include "builtins/builtins.h"

#define RESERVED ";/?:@&=+$,"
#define MARKS "-_.!~*'()"

static JsValue throw_malformed(JsIsolate *iso) {
  JsValue error = js_error_new(iso, JS_INTRINSIC_URIErrorPrototype, "URI malformed");
  return error == JS_EMPTY ? JS_EMPTY : js_throw(iso, error);
}

static bool is_alphanumeric(uint32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_among(uint32_t c, const char *set) { return c > 0 && c < 0x80 && strchr(set, (int)c); }

static void put_percent(JsStringBuilder *b, uint32_t byte) {
  static const char digits[] = "0123456789ABCDEF";
  char text[4] = {'%', digits[byte >> 4 & 15], digits[byte & 15], 0};
  js_builder_ascii(b, text);
}

/* The code point's UTF-8 bytes, each as %XX. */
static void put_encoded(JsStringBuilder *b, uint32_t c) {
  if (c < 0x80) {
    put_percent(b, c);
  } else if (c < 0x800) {
    put_percent(b, 0xC0 | c >> 6);
    put_percent(b, 0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put_percent(b, 0xE0 | c >> 12);
    put_percent(b, 0x80 | (c >> 6 & 0x3F));
    put_percent(b, 0x80 | (c & 0x3F));
  } else {
    put_percent(b, 0xF0 | c >> 18);
    put_percent(b, 0x80 | (c >> 12 & 0x3F));
    put_percent(b, 0x80 | (c >> 6 & 0x3F));
    put_percent(b, 0x80 | (c & 0x3F));
  }
}

/* 19.2.6.5 Encode ( string, extraUnescaped ) */
static JsValue encode(JsIsolate *iso, JsValue v, const char *unescaped) {
  JsString *string = js_to_string(iso, v);
  if (!string) return JS_EMPTY;
  JsChars s = js_string_chars(iso, string);
  if (!s.data) return JS_EMPTY;
  JsStringBuilder b;
  js_builder_init(&b);
  for (uint32_t k = 0; k < s.length; k++) {
    uint32_t c = js_chars_at(&s, k);
    if (is_alphanumeric(c) || is_among(c, unescaped)) {
      js_builder_unit(&b, (uint16_t)c);
      continue;
    }
    if ((c & 0xF800) == 0xD800) {
      uint32_t low = k + 1 < s.length ? js_chars_at(&s, k + 1) : 0;
      if (c >= 0xDC00 || (low & 0xFC00) != 0xDC00) {
        js_builder_dispose(&b);
        return throw_malformed(iso);
      }
      c = 0x10000 + ((c & 0x3FF) << 10) + (low & 0x3FF);
      k++;
    }
    put_encoded(&b, c);
  }
  JS_KEEP(string);
  return js_from_cell(js_builder_finish(iso, &b));
}

static int hex_digit(uint32_t c) {
  if (c >= '0' && c <= '9') return (int)(c - '0');
  if (c >= 'a' && c <= 'f') return (int)(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return (int)(c - 'A' + 10);
  return -1;
}

/* `count` hexadecimal digits at k; -1: malformed. */
static int hex_number(const JsChars *s, uint32_t k, uint32_t count) {
  if (k + (uint64_t)count > s->length) return -1;
  int n = 0;
  for (uint32_t i = 0; i < count; i++) {
    int digit = hex_digit(js_chars_at(s, k + i));
    if (digit < 0) return -1;
    n = n * 16 + digit;
  }
  return n;
}

/* The byte of %XX at k; -1: malformed. */
static int percent_byte(const JsChars *s, uint32_t k) {
  return k < s->length && js_chars_at(s, k) == '%' ? hex_number(s, k + 1, 2) : -1;
}

/* The code point that the escapes from k on spell; *k moves behind them. -1: malformed. */
static int64_t decode_point(const JsChars *s, uint32_t *k) {
  static const uint32_t minimum[] = {0, 0, 0x80, 0x800, 0x10000};
  int first = percent_byte(s, *k);
  if (first < 0) return -1;
  *k += 3;
  if (first < 0x80) return first;
  int n = first >= 0xF8 || first < 0xC0 ? 0 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (n == 0) return -1;
  uint32_t c = (uint32_t)first & (0x7Fu >> n);
  for (int i = 1; i < n; i++, *k += 3) {
    int byte = percent_byte(s, *k);
    if (byte < 0 || (byte & 0xC0) != 0x80) return -1;
    c = c << 6 | ((uint32_t)byte & 0x3F);
  }
  bool valid = c >= minimum[n] && c <= 0x10FFFF && (c & 0xFFFFF800) != 0xD800;
  return valid ? (int64_t)c : -1;
}

/* 19.2.6.6 Decode ( string, preserveEscapeSet ) */
static JsValue decode(JsIsolate *iso, JsValue v, const char *preserved) {
  JsString *string = js_to_string(iso, v);
  if (!string) return JS_EMPTY;
  JsChars s = js_string_chars(iso, string);
  if (!s.data) return JS_EMPTY;
  JsStringBuilder b;
  js_builder_init(&b);
  for (uint32_t k = 0; k < s.length;) {
    if (js_chars_at(&s, k) != '%') {
      js_builder_unit(&b, js_chars_at(&s, k++));
      continue;
    }
    uint32_t start = k;
    int64_t c = decode_point(&s, &k);
    if (c < 0) {
      js_builder_dispose(&b);
      return throw_malformed(iso);
    }
    if (is_among((uint32_t)c, preserved)) {
      js_builder_chars(&b, &s, start, k);
    } else if (c < 0x10000) {
      js_builder_unit(&b, (uint16_t)c);
    } else {
      js_builder_unit(&b, (uint16_t)(0xD800 + ((c - 0x10000) >> 10)));
      js_builder_unit(&b, (uint16_t)(0xDC00 + (c & 0x3FF)));
    }
  }
  JS_KEEP(string);
  return js_from_cell(js_builder_finish(iso, &b));
}

/* 19.2.6.1 decodeURI ( encodedURI ) */
JsValue js_global_decode_uri(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return decode(iso, js_arg(argc, argv, 0), RESERVED "#");
}

/* 19.2.6.2 decodeURIComponent ( encodedURIComponent ) */
JsValue js_global_decode_uri_component(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return decode(iso, js_arg(argc, argv, 0), "");
}

/* 19.2.6.3 encodeURI ( uri ) */
JsValue js_global_encode_uri(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return encode(iso, js_arg(argc, argv, 0), RESERVED MARKS "#");
}

/* 19.2.6.4 encodeURIComponent ( uriComponent ) */
JsValue js_global_encode_uri_component(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  return encode(iso, js_arg(argc, argv, 0), MARKS);
}

/* B.2.1.1 escape ( string ) */
JsValue js_global_escape(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsString *string = js_to_string(iso, js_arg(argc, argv, 0));
  if (!string) return JS_EMPTY;
  JsChars s = js_string_chars(iso, string);
  if (!s.data) return JS_EMPTY;
  JsStringBuilder b;
  js_builder_init(&b);
  for (uint32_t k = 0; k < s.length; k++) {
    uint32_t c = js_chars_at(&s, k);
    if (is_alphanumeric(c) || is_among(c, "@*_+-./")) {
      js_builder_unit(&b, (uint16_t)c);
    } else if (c < 256) {
      put_percent(&b, c);
    } else {
      static const char digits[] = "0123456789ABCDEF";
      char text[7] = {'%', 'u', digits[c >> 12], digits[c >> 8 & 15], digits[c >> 4 & 15], digits[c & 15], 0};
      js_builder_ascii(&b, text);
    }
  }
  JS_KEEP(string);
  return js_from_cell(js_builder_finish(iso, &b));
}

/* B.2.1.2 unescape ( string ) */
JsValue js_global_unescape(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsString *string = js_to_string(iso, js_arg(argc, argv, 0));
  if (!string) return JS_EMPTY;
  JsChars s = js_string_chars(iso, string);
  if (!s.data) return JS_EMPTY;
  JsStringBuilder b;
  js_builder_init(&b);
  for (uint32_t k = 0; k < s.length; k++) {
    uint16_t c = js_chars_at(&s, k);
    if (c == '%') {
      bool wide = k + 1 < s.length && js_chars_at(&s, k + 1) == 'u';
      int n = wide ? hex_number(&s, k + 2, 4) : hex_number(&s, k + 1, 2);
      if (n >= 0) {
        c = (uint16_t)n;
        k += wide ? 5 : 2;
      }
    }
    js_builder_unit(&b, c);
  }
  JS_KEEP(string);
  return js_from_cell(js_builder_finish(iso, &b));
}
