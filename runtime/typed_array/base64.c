/* Uint8Array's methods for base64 and hexadecimal text (23.3). */
#include "typed_array/typed_array.h"

#include <stdlib.h>

static JsValue from_base64(JS_ARGS);
static JsValue from_hex(JS_ARGS);
static JsValue set_from_base64(JS_ARGS);
static JsValue set_from_hex(JS_ARGS);
static JsValue to_base64(JS_ARGS);
static JsValue to_hex(JS_ARGS);

static const JsBuiltin statics[] = {
    JS_B_FN("fromBase64", from_base64, 1),
    JS_B_FN("fromHex", from_hex, 1),
    JS_BUILTIN_END,
};

static const JsBuiltin methods[] = {
    JS_B_FN("setFromBase64", set_from_base64, 1),
    JS_B_FN("setFromHex", set_from_hex, 1),
    JS_B_FN("toBase64", to_base64, 0),
    JS_B_FN("toHex", to_hex, 0),
    JS_BUILTIN_END,
};

void js_install_base64(JsIsolate *iso, JsObject *constructor, JsObject *proto) {
  js_install(iso, constructor, statics);
  js_install(iso, proto, methods);
}

/* ---- Options ---- */

typedef enum LastChunk { CHUNK_LOOSE, CHUNK_STRICT, CHUNK_STOP } LastChunk;

static bool text_is(JsIsolate *iso, JsValue v, const char *text) {
  return js_is_string(v) && js_string_equals(iso, js_as_string(v), js_atom(iso, text));
}

/* GetOptionsObject: undefined, or an object. */
static bool check_options(JsIsolate *iso, JsValue options) {
  if (js_is_undefined(options) || js_is_object(options)) return true;
  js_throw_type_error(iso, "Options must be an object");
  return false;
}

static JsValue option(JsIsolate *iso, JsValue options, const char *name) {
  if (js_is_undefined(options)) return JS_UNDEFINED;
  return js_get(iso, js_as_object(options), js_key_from_cstr(iso, name), options);
}

static bool alphabet_option(JsIsolate *iso, JsValue options, bool *url) {
  JsValue v = option(iso, options, "alphabet");
  if (v == JS_EMPTY) return false;
  *url = text_is(iso, v, "base64url");
  if (*url || js_is_undefined(v) || text_is(iso, v, "base64")) return true;
  js_throw_type_error(iso, "expected alphabet to be either \"base64\" or \"base64url\"");
  return false;
}

static bool last_chunk_option(JsIsolate *iso, JsValue options, LastChunk *out) {
  JsValue v = option(iso, options, "lastChunkHandling");
  if (v == JS_EMPTY) return false;
  *out = text_is(iso, v, "strict") ? CHUNK_STRICT : text_is(iso, v, "stop-before-partial") ? CHUNK_STOP : CHUNK_LOOSE;
  if (*out != CHUNK_LOOSE || js_is_undefined(v) || text_is(iso, v, "loose")) return true;
  js_throw_type_error(iso, "expected lastChunkHandling to be either \"loose\", \"strict\", or \"stop-before-partial\"");
  return false;
}

/* ---- Decoding ---- */

/* What was decoded: bytes, how many units of the text they took, and whether the rest of it is malformed. */
typedef struct Decoded {
  uint8_t *bytes; /* malloc'd */
  size_t length, read;
  bool malformed;
} Decoded;

static int sextet(uint16_t c, bool url) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == (url ? '-' : '+')) return 62;
  return c == (url ? '_' : '/') ? 63 : -1;
}

static uint32_t skip_white_space(const JsChars *c, uint32_t i) {
  while (i < c->length) {
    uint16_t unit = js_chars_at(c, i);
    if (unit != '\t' && unit != '\n' && unit != '\f' && unit != '\r' && unit != ' ') break;
    i++;
  }
  return i;
}

static void put_chunk(Decoded *d, uint32_t chunk, int sextets) {
  chunk <<= 6 * (4 - sextets);
  for (int i = 0; i < sextets - 1; i++) d->bytes[d->length++] = (uint8_t)(chunk >> (16 - 8 * i));
}

/* The end of the text, with `count` sextets of an unfinished chunk. */
static void end_of_text(Decoded *d, uint32_t chunk, int count, LastChunk last, uint32_t end) {
  if (count > 0) {
    if (last == CHUNK_STOP) return;
    if (last == CHUNK_STRICT || count == 1) {
      d->malformed = true;
      return;
    }
    put_chunk(d, chunk, count);
  }
  d->read = end;
}

/* Padding behind `count` sextets; i is behind the first '='. */
static void padding(const JsChars *c, Decoded *d, uint32_t i, uint32_t chunk, int count, LastChunk last) {
  d->malformed = true;
  if (count < 2) return;
  i = skip_white_space(c, i);
  if (count == 2) {
    if (i == c->length) {
      d->malformed = last != CHUNK_STOP;
      return;
    }
    if (js_chars_at(c, i) != '=') return;
    i = skip_white_space(c, i + 1);
  }
  if (i < c->length) return;
  uint32_t unused = chunk & (count == 2 ? 15 : 3);
  if (last == CHUNK_STRICT && unused) return;
  put_chunk(d, chunk, count);
  d->read = c->length;
  d->malformed = false;
}

/* 23.3.3.3 FromBase64, at most max bytes. */
static void decode_base64(const JsChars *c, bool url, LastChunk last, size_t max, Decoded *d) {
  uint32_t i = 0, chunk = 0;
  int count = 0;
  if (max == 0) return;
  for (;;) {
    i = skip_white_space(c, i);
    if (i == c->length) {
      end_of_text(d, chunk, count, last, c->length);
      return;
    }
    uint16_t unit = js_chars_at(c, i++);
    if (unit == '=') {
      padding(c, d, i, chunk, count, last);
      return;
    }
    int value = sextet(unit, url);
    if (value < 0) {
      d->malformed = true;
      return;
    }
    size_t room = max - d->length;
    if ((room == 1 && count == 2) || (room == 2 && count == 3)) return;
    chunk = chunk << 6 | (uint32_t)value;
    if (++count < 4) continue;
    put_chunk(d, chunk, 4);
    chunk = 0;
    count = 0;
    d->read = i;
    if (d->length == max) return;
  }
}

static int nibble(uint16_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* 23.3.3.4 FromHex */
static void decode_hex(const JsChars *c, size_t max, Decoded *d) {
  if (c->length % 2) {
    d->malformed = true;
    return;
  }
  while (d->read < c->length && d->length < max) {
    uint16_t first = js_chars_at(c, (uint32_t)d->read), second = js_chars_at(c, (uint32_t)d->read + 1);
    int high = first < 128 ? nibble(first) : -1, low = second < 128 ? nibble(second) : -1;
    if (high < 0 || low < 0) {
      d->malformed = true;
      return;
    }
    d->bytes[d->length++] = (uint8_t)(high << 4 | low);
    d->read += 2;
  }
}

/* The text argument; false: threw. */
static bool text_argument(JsIsolate *iso, JsValue v, JsChars *out) {
  if (!js_is_string(v)) {
    js_throw_type_error(iso, "expected input to be a string");
    return false;
  }
  *out = js_string_chars(iso, js_as_string(v));
  return out->data != NULL;
}

static bool room_for(const JsChars *c, size_t max, Decoded *d) {
  size_t most = c->length < max ? c->length : max; /* each byte takes more than one unit */
  d->bytes = malloc(most + 4);
  if (!d->bytes) abort();
  return true;
}

static JsValue throw_malformed(JsIsolate *iso, const char *what) {
  return js_throw_syntax_error(iso, "The string to be decoded is not correctly encoded %s", what);
}

static JsValue array_of(JsIsolate *iso, Decoded *d, const char *what) {
  JsTypedArray *a = NULL;
  if (d->malformed) {
    throw_malformed(iso, what);
  } else {
    a = js_typed_array_new(iso, JS_TYPE_UINT8, JS_UNDEFINED, d->length);
    if (a) memcpy(a->data, d->bytes, d->length);
  }
  free(d->bytes);
  return js_from_cell(a);
}

/* 23.3.2.1 Uint8Array.fromBase64 ( string [ , options ] ) */
static JsValue from_base64(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsValue text = js_arg(argc, argv, 0), options = js_arg(argc, argv, 1);
  JsChars c;
  bool url;
  LastChunk last;
  if (!text_argument(iso, text, &c) || !check_options(iso, options) || !alphabet_option(iso, options, &url) ||
      !last_chunk_option(iso, options, &last))
    return JS_EMPTY;
  Decoded d = {0};
  room_for(&c, SIZE_MAX, &d);
  decode_base64(&c, url, last, SIZE_MAX, &d);
  return array_of(iso, &d, "base64");
}

/* 23.3.2.2 Uint8Array.fromHex ( string ) */
static JsValue from_hex(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsChars c;
  if (!text_argument(iso, js_arg(argc, argv, 0), &c)) return JS_EMPTY;
  Decoded d = {0};
  room_for(&c, SIZE_MAX, &d);
  decode_hex(&c, SIZE_MAX, &d);
  return array_of(iso, &d, "hexadecimal");
}

/* 23.3.3.1 ValidateUint8Array */
static JsTypedArray *this_bytes(JsIsolate *iso, JsValue v, const char *method) {
  if (js_is_kind(v, JS_KIND_UINT8_ARRAY)) return (JsTypedArray *)js_as_object(v);
  js_throw_incompatible_receiver(iso, method, v);
  return NULL;
}

/* What fits is written, then a malformed rest is reported. */
static JsValue set_decoded(JsIsolate *iso, JsTypedArray *a, Decoded *d, const char *what) {
  memcpy(a->data, d->bytes, d->length);
  free(d->bytes);
  if (d->malformed) return throw_malformed(iso, what);
  JsObject *result = js_object_new(iso);
  if (!result) return JS_EMPTY;
  JS_TRY_BOOL(js_create_data_property(iso, result, js_key_from_cstr(iso, "read"), js_number((double)d->read)));
  JS_TRY_BOOL(js_create_data_property(iso, result, js_key_from_cstr(iso, "written"), js_number((double)d->length)));
  return js_from_cell(result);
}

/* 23.3.1.3 Uint8Array.prototype.setFromBase64 ( string [ , options ] ) */
static JsValue set_from_base64(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = this_bytes(iso, this_value, "Uint8Array.prototype.setFromBase64");
  JsValue options = js_arg(argc, argv, 1);
  JsChars c;
  bool url;
  LastChunk last;
  if (!a || !text_argument(iso, js_arg(argc, argv, 0), &c) || !check_options(iso, options) ||
      !alphabet_option(iso, options, &url) || !last_chunk_option(iso, options, &last))
    return JS_EMPTY;
  if (a->out_of_bounds) return js_throw_detached(iso, "Uint8Array.prototype.setFromBase64");
  Decoded d = {0};
  room_for(&c, a->length, &d);
  decode_base64(&c, url, last, a->length, &d);
  return set_decoded(iso, a, &d, "base64");
}

/* 23.3.1.4 Uint8Array.prototype.setFromHex ( string ) */
static JsValue set_from_hex(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = this_bytes(iso, this_value, "Uint8Array.prototype.setFromHex");
  JsChars c;
  if (!a || !text_argument(iso, js_arg(argc, argv, 0), &c)) return JS_EMPTY;
  if (a->out_of_bounds) return js_throw_detached(iso, "Uint8Array.prototype.setFromHex");
  Decoded d = {0};
  room_for(&c, a->length, &d);
  decode_hex(&c, a->length, &d);
  return set_decoded(iso, a, &d, "hexadecimal");
}

/* ---- Encoding ---- */

static char *encode_base64(const uint8_t *p, size_t n, bool url, bool pad, size_t *length) {
  const char *digits = url ? "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                           : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  char *text = malloc((n + 2) / 3 * 4 + 1), *out = text;
  if (!text) abort();
  for (size_t i = 0; i < n; i += 3) {
    size_t left = n - i;
    uint32_t chunk = (uint32_t)p[i] << 16 | (left > 1 ? (uint32_t)p[i + 1] << 8 : 0) | (left > 2 ? p[i + 2] : 0);
    *out++ = digits[chunk >> 18];
    *out++ = digits[chunk >> 12 & 63];
    if (left > 1 || pad) *out++ = left > 1 ? digits[chunk >> 6 & 63] : '=';
    if (left > 2 || pad) *out++ = left > 2 ? digits[chunk & 63] : '=';
  }
  *length = (size_t)(out - text);
  return text;
}

/* 23.3.1.1 Uint8Array.prototype.toBase64 ( [ options ] ) */
static JsValue to_base64(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = this_bytes(iso, this_value, "Uint8Array.prototype.toBase64");
  JsValue options = js_arg(argc, argv, 0);
  bool url;
  if (!a || !check_options(iso, options) || !alphabet_option(iso, options, &url)) return JS_EMPTY;
  JsValue omit = option(iso, options, "omitPadding");
  JS_TRY(omit);
  if (a->out_of_bounds) return js_throw_detached(iso, "Uint8Array.prototype.toBase64");
  if (a->length > JS_MAX_STRING_LENGTH) return js_throw_range_error(iso, "Invalid string length");
  size_t length;
  char *text = encode_base64(a->data, a->length, url, !js_to_boolean(omit), &length);
  JsString *s = js_string_from_latin1(iso, (const uint8_t *)text, length);
  free(text);
  return js_from_cell(s);
}

/* 23.3.1.2 Uint8Array.prototype.toHex ( ) */
static JsValue to_hex(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsTypedArray *a = this_bytes(iso, this_value, "Uint8Array.prototype.toHex");
  if (!a) return JS_EMPTY;
  if (a->out_of_bounds) return js_throw_detached(iso, "Uint8Array.prototype.toHex");
  if (a->length > JS_MAX_STRING_LENGTH / 2) return js_throw_range_error(iso, "Invalid string length");
  if (a->length == 0) return js_atom_value(iso, JS_ATOM_empty);
  JsString *s = js_string_alloc_latin1(iso, (uint32_t)a->length * 2);
  if (!s) return JS_EMPTY;
  for (size_t i = 0; i < a->length; i++) {
    s->u.latin1[2 * i] = (uint8_t)"0123456789abcdef"[a->data[i] >> 4];
    s->u.latin1[2 * i + 1] = (uint8_t)"0123456789abcdef"[a->data[i] & 15];
  }
  return js_from_cell(s);
}
