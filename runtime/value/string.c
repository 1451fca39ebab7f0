/* Strings: creation, concatenation, slices, flattening. */
#include "value/string_internal.h"
#include "ops/ops.h"

/* Below this length a concatenation copies; from it on it makes a rope. A rope takes 32 bytes. */
#define ROPE_MIN_LENGTH 24
/* Below this length a substring copies; from it on it refers to its parent. */
#define SLICE_MIN_LENGTH 32
/* Ropes and slices take the whole struct, so that a flattened rope can become a slice in place. */
#define INDIRECT_SIZE (sizeof(JsString))

/* ---- For the collector ---- */

size_t js_string_size(const JsCell *cell) {
  const JsString *s = (const JsString *)cell;
  if (cell->flags & (JS_STR_ROPE | JS_STR_SLICE)) return INDIRECT_SIZE;
  return JS_STRING_HEADER + ((size_t)s->length << (cell->flags & JS_STR_UTF16));
}

void js_string_trace(JsTracer *t, JsCell *cell) {
  JsString *s = (JsString *)cell;
  if (cell->flags & JS_STR_ROPE) {
    js_trace_cell(t, s->u.rope.left);
    js_trace_cell(t, s->u.rope.right);
  } else if (cell->flags & JS_STR_SLICE) {
    js_trace_cell(t, s->u.slice.parent);
  }
}

/* ---- Creation ---- */

static JsString *alloc_string(JsIsolate *iso, size_t size, uint32_t length, uint8_t flags) {
  JsString *s = js_alloc_fast(iso, JS_KIND_STRING, size);
  if (!s) return NULL;
  s->cell.shape = iso->string_shape;
  s->cell.flags = flags;
  s->length = length;
  return s;
}

JsString *js_string_too_long(JsIsolate *iso) {
  js_throw_range_error(iso, "Invalid string length");
  return NULL;
}

JsString *js_string_alloc_latin1(JsIsolate *iso, uint32_t length) {
  if (length == 0 && iso->atoms[JS_ATOM_empty]) return iso->atoms[JS_ATOM_empty];
  if (length > JS_MAX_STRING_LENGTH) return js_string_too_long(iso);
  return alloc_string(iso, JS_STRING_HEADER + (size_t)length, length, 0);
}

JsString *js_string_alloc_utf16(JsIsolate *iso, uint32_t length) {
  if (length == 0 && iso->atoms[JS_ATOM_empty]) return iso->atoms[JS_ATOM_empty];
  if (length > JS_MAX_STRING_LENGTH) return js_string_too_long(iso);
  return alloc_string(iso, JS_STRING_HEADER + (size_t)length * 2, length, JS_STR_UTF16);
}

JsString *js_string_from_latin1(JsIsolate *iso, const uint8_t *s, size_t length) {
  if (length > JS_MAX_STRING_LENGTH) return js_string_too_long(iso);
  if (length == 1) return js_string_from_unit(iso, s[0]);
  JsString *result = js_string_alloc_latin1(iso, (uint32_t)length);
  if (result && length) memcpy(result->u.latin1, s, length);
  return result;
}

bool js_units_fit_latin1(const uint16_t *s, size_t length) {
  uint16_t seen = 0;
  size_t i = 0;
  while (i < length) {
    size_t stop = length - i > 256 ? i + 256 : length; /* an early exit, yet whole vectors */
    for (; i < stop; i++) seen |= s[i];
    if (seen > 0xFF) return false;
  }
  return true;
}

JsString *js_string_from_utf16(JsIsolate *iso, const uint16_t *s, size_t length) {
  if (length > JS_MAX_STRING_LENGTH) return js_string_too_long(iso);
  if (length == 1) return js_string_from_unit(iso, s[0]);
  if (!js_units_fit_latin1(s, length)) {
    JsString *wide = js_string_alloc_utf16(iso, (uint32_t)length);
    if (wide) memcpy(wide->u.utf16, s, length * 2);
    return wide;
  }
  JsString *result = js_string_alloc_latin1(iso, (uint32_t)length);
  if (result)
    for (size_t i = 0; i < length; i++) result->u.latin1[i] = (uint8_t)s[i];
  return result;
}

JsString *js_string_from_unit(JsIsolate *iso, uint16_t unit) {
  if (unit < 256 && iso->unit_strings[unit]) return iso->unit_strings[unit];
  JsString *s;
  if (unit < 256) {
    s = js_string_alloc_latin1(iso, 1);
    if (!s) return NULL;
    s->u.latin1[0] = (uint8_t)unit;
    bool is_digit = unit >= '0' && unit <= '9'; /* spells an index: not to be an atom */
    if (is_digit) {
      js_string_hash(iso, s);
    } else {
      s = js_atom_from_string(iso, s);
    }
    iso->unit_strings[unit] = s;
  } else {
    s = js_string_alloc_utf16(iso, 1);
    if (s) s->u.utf16[0] = unit;
  }
  return s;
}

JsString *js_string_from_code_point(JsIsolate *iso, uint32_t cp) {
  if (cp < 0x10000) return js_string_from_unit(iso, (uint16_t)cp);
  JsString *s = js_string_alloc_utf16(iso, 2);
  if (!s) return NULL;
  s->u.utf16[0] = (uint16_t)(0xD7C0 + (cp >> 10));
  s->u.utf16[1] = (uint16_t)(0xDC00 + (cp & 0x3FF));
  return s;
}

/* ---- Units ---- */

void js_chars_copy_wide(uint16_t *to, const JsChars *c, uint32_t start, uint32_t length) {
  if (c->utf16) {
    memcpy(to, (const uint16_t *)c->data + start, (size_t)length * 2);
    return;
  }
  const uint8_t *from = (const uint8_t *)c->data + start;
  for (uint32_t i = 0; i < length; i++) to[i] = from[i];
}

/* memcpy for what is mostly short. */
static inline void copy_bytes(uint8_t *to, const uint8_t *from, size_t n) {
  if (n > 32) {
    memcpy(to, from, n);
  } else if (n >= 16) {
    memcpy(to, from, 16);
    memcpy(to + n - 16, from + n - 16, 16);
  } else if (n >= 8) {
    memcpy(to, from, 8);
    memcpy(to + n - 8, from + n - 8, 8);
  } else if (n >= 4) {
    memcpy(to, from, 4);
    memcpy(to + n - 4, from + n - 4, 4);
  } else if (n) {
    to[0] = from[0];
    to[n >> 1] = from[n >> 1];
    to[n - 1] = from[n - 1];
  }
}

/* Copies flat s to units [at, at + s->length) of to, which is flat and as wide as s or wider. */
static inline void copy_into(JsString *to, uint32_t at, const JsString *s) {
  JsChars c = js_string_flat_chars(s);
  if (to->cell.flags & JS_STR_UTF16)
    js_chars_copy_wide(to->u.utf16 + at, &c, 0, c.length);
  else
    copy_bytes(to->u.latin1 + at, c.data, c.length);
}

/* ---- Ropes ---- */

static JsString *alloc_flat(JsIsolate *iso, uint32_t length, bool utf16) {
  return utf16 ? js_string_alloc_utf16(iso, length) : js_string_alloc_latin1(iso, length);
}

JsString *js_string_concat(JsIsolate *iso, JsString *a, JsString *b) {
  if (a->length == 0) return b;
  if (b->length == 0) return a;
  uint32_t length = a->length + b->length; /* each is below 2^30 */
  if (length > JS_MAX_STRING_LENGTH) return js_string_too_long(iso);
  uint8_t wide = (a->cell.flags | b->cell.flags) & JS_STR_UTF16;
  if (length < ROPE_MIN_LENGTH) { /* then neither is a rope */
    JsString *s = alloc_flat(iso, length, wide);
    if (!s) return NULL;
    copy_into(s, 0, a);
    copy_into(s, a->length, b);
    return s;
  }
  JsString *s = alloc_string(iso, INDIRECT_SIZE, length, wide | JS_STR_ROPE);
  if (!s) return NULL;
  s->u.rope.left = a;
  s->u.rope.right = b;
  return s;
}

/* Up to this length several strings are copied into one at once; longer ones are concatenated one by one. */
#define FLAT_CONCAT_LENGTH 128

JsString *js_strings_concat(JsIsolate *iso, JsString *const *parts, uint32_t n) {
  uint64_t length = 0;
  uint8_t flags = 0;
  for (uint32_t i = 0; i < n; i++) {
    length += parts[i]->length;
    flags |= parts[i]->cell.flags;
  }
  if (length == 0) return iso->atoms[JS_ATOM_empty];
  if (length > FLAT_CONCAT_LENGTH) {
    JsString *s = parts[0];
    for (uint32_t i = 1; s && i < n; i++) s = js_string_concat(iso, s, parts[i]);
    return s;
  }
  if (flags & JS_STR_ROPE)
    for (uint32_t i = 0; i < n; i++)
      if (!js_string_flatten(iso, parts[i])) return NULL;
  JsString *s = alloc_flat(iso, (uint32_t)length, flags & JS_STR_UTF16);
  if (!s) return NULL;
  for (uint32_t i = 0, at = 0; i < n; at += parts[i++]->length) copy_into(s, at, parts[i]);
  return s;
}

/* Writes the content of rope to flat. Goes down into the shorter of two ropes and remembers the
 * longer, so the pending ones are never more than the bits of a length. */
static void write_rope(JsString *flat, JsString *rope) {
  struct {
    JsString *node;
    uint32_t start;
  } pending[32];
  int depth = 0;
  JsString *node = rope;
  uint32_t start = 0;
  for (;;) {
    while (node->cell.flags & JS_STR_ROPE) {
      JsString *left = node->u.rope.left, *right = node->u.rope.right;
      uint32_t middle = start + left->length;
      if (!(left->cell.flags & JS_STR_ROPE)) {
        copy_into(flat, start, left);
        node = right;
        start = middle;
      } else if (!(right->cell.flags & JS_STR_ROPE)) {
        copy_into(flat, middle, right);
        node = left;
      } else if (left->length <= right->length) {
        pending[depth].node = right;
        pending[depth++].start = middle;
        node = left;
      } else {
        pending[depth].node = left;
        pending[depth++].start = start;
        node = right;
        start = middle;
      }
    }
    copy_into(flat, start, node);
    if (depth == 0) return;
    node = pending[--depth].node;
    start = pending[depth].start;
  }
}

JsString *js_string_flatten(JsIsolate *iso, JsString *s) {
  if (!(s->cell.flags & JS_STR_ROPE)) return s;
  JsString *flat = alloc_flat(iso, s->length, s->cell.flags & JS_STR_UTF16);
  if (!flat) return NULL;
  write_rope(flat, s);
  s->u.slice.parent = flat;
  s->u.slice.offset = 0;
  s->cell.flags = (s->cell.flags & ~JS_STR_ROPE) | JS_STR_SLICE;
  js_barrier(iso, s);
  return s;
}

/* ---- Slices ---- */

JsString *js_string_slice(JsIsolate *iso, JsString *s, uint32_t start, uint32_t end) {
  if (end > s->length) end = s->length;
  if (start >= end) return iso->atoms[JS_ATOM_empty];
  uint32_t length = end - start;
  if (length == s->length) return s;
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return NULL;
  if (length == 1) return js_string_from_unit(iso, js_chars_at(&c, start));
  if (length < SLICE_MIN_LENGTH) {
    JsString *copy = c.utf16 ? js_string_from_utf16(iso, (const uint16_t *)c.data + start, length)
                             : js_string_from_latin1(iso, (const uint8_t *)c.data + start, length);
    JS_KEEP(s);
    return copy;
  }
  JsString *slice = alloc_string(iso, INDIRECT_SIZE, length, (s->cell.flags & JS_STR_UTF16) | JS_STR_SLICE);
  if (!slice) return NULL;
  bool of_slice = (s->cell.flags & JS_STR_SLICE) != 0;
  slice->u.slice.parent = of_slice ? s->u.slice.parent : s;
  slice->u.slice.offset = start + (of_slice ? s->u.slice.offset : 0);
  return slice;
}
