/* Exercises value/string.h on an isolate; prints each failed expectation, exits with their number. */
#include <stdio.h>
#include <stdlib.h>

#include "object/realm.h"

static int failures;
#define CHECK(condition)                                                    \
  do {                                                                      \
    if (!(condition)) {                                                     \
      printf("%s:%d: failed: %s\n", __func__, __LINE__, #condition);        \
      failures++;                                                           \
    }                                                                       \
  } while (0)

static JsString *ascii(JsIsolate *iso, const char *s) { return js_string_from_latin1(iso, (const uint8_t *)s, strlen(s)); }

static bool is_text(JsIsolate *iso, JsString *s, const char *utf8) {
  char *text = js_string_to_utf8(iso, s, NULL);
  bool same = text && strcmp(text, utf8) == 0;
  if (!same) printf("got %s\n", text);
  free(text);
  return same;
}

static void ropes_of_any_depth_flatten(JsIsolate *iso) {
  const uint32_t depth = 1000000;
  JsString *piece = ascii(iso, "0123456789abcdefghijklmnopqrstuv");
  for (int right = 0; right < 3; right++) {
    JsString *rope = piece;
    for (uint32_t i = 0; i < depth / 32; i++)
      for (int j = 0; j < 32; j++) {
        JsString *unit = ascii(iso, (char[]){(char)('a' + j % 26), 0});
        bool append = right == 0 || (right == 2 && j % 2);
        rope = append ? js_string_concat(iso, rope, unit) : js_string_concat(iso, unit, rope);
      }
    CHECK(rope->length == depth + 32);
    JsChars c = js_string_chars(iso, rope);
    CHECK(c.data && !c.utf16);
    if (right == 0) CHECK(js_chars_at(&c, depth + 31) == 'a' + 31 % 26 && js_chars_at(&c, 31) == 'v');
    if (right == 1) CHECK(js_chars_at(&c, 0) == 'a' + 31 % 26 && js_chars_at(&c, depth) == '0');
    if (right == 2) CHECK(js_chars_at(&c, 0) == 'a' + 30 % 26 && js_chars_at(&c, depth + 31) == 'a' + 31 % 26);
  }
}

static void shared_ropes_flatten(JsIsolate *iso) {
  JsString *s = js_string_from_utf8(iso, "abcdefghijklmnopqrstuvwxyz\xc3\xa9\xe2\x82\xac", 31);
  CHECK(s->length == 28);
  for (int i = 0; i < 16; i++) s = js_string_concat(iso, s, s);
  JsChars c = js_string_chars(iso, s);
  CHECK(c.length == 28u << 16);
  for (uint32_t i = 0; i < c.length; i += 28) {
    if (js_chars_at(&c, i) != 'a' || js_chars_at(&c, i + 27) != 0x20AC) {
      CHECK(false);
      break;
    }
  }
}

static void strings_too_long_throw(JsIsolate *iso) {
  JsString *s = ascii(iso, "0123456789abcdef0123456789abcdef");
  while (s && s->length <= JS_MAX_STRING_LENGTH) s = js_string_concat(iso, s, s);
  CHECK(s == NULL && iso->exception != JS_EMPTY);
  iso->exception = JS_EMPTY;
}

static void slices(JsIsolate *iso) {
  JsString *s = ascii(iso, "The quick brown fox jumps over the lazy dog and runs away");
  JsString *a = js_string_slice(iso, s, 4, 50);
  CHECK(a->cell.flags & JS_STR_SLICE);
  JsString *b = js_string_slice(iso, a, 6, 44);
  CHECK((b->cell.flags & JS_STR_SLICE) && b->u.slice.parent == s);
  CHECK(is_text(iso, b, "brown fox jumps over the lazy dog and "));
  CHECK(is_text(iso, js_string_slice(iso, b, 0, 5), "brown"));
  CHECK(js_string_slice(iso, b, 3, 3) == iso->atoms[JS_ATOM_empty]);
  CHECK(js_string_slice(iso, b, 0, 100) == b);
  JsString *wide = js_string_from_utf8(iso, "\xe2\x82\xac plus some text that is plain and long enough for a slice", 60);
  JsString *narrow = js_string_slice(iso, wide, 1, wide->length);
  JsString *same = ascii(iso, " plus some text that is plain and long enough for a slice");
  CHECK((narrow->cell.flags & JS_STR_UTF16) && !(same->cell.flags & JS_STR_UTF16));
  CHECK(js_string_hash(iso, narrow) == js_string_hash(iso, same));
  CHECK(js_string_equals(iso, narrow, same));
  CHECK(js_string_compare(iso, narrow, same) == 0);
  CHECK(js_atom_from_string(iso, narrow) == js_atom_from_string(iso, same));
}

static void searching(JsIsolate *iso) {
  JsString *s = ascii(iso, "abracadabra");
  CHECK(js_string_index_of(iso, s, ascii(iso, "abra"), 0) == 0);
  CHECK(js_string_index_of(iso, s, ascii(iso, "abra"), 1) == 7);
  CHECK(js_string_index_of(iso, s, ascii(iso, "abra"), 8) == -1);
  CHECK(js_string_index_of(iso, s, ascii(iso, ""), 4) == 4);
  CHECK(js_string_index_of(iso, s, ascii(iso, ""), 40) == 11);
  CHECK(js_string_index_of(iso, s, ascii(iso, "a"), 10) == 10);
  CHECK(js_string_last_index_of(iso, s, ascii(iso, "abra"), 100) == 7);
  CHECK(js_string_last_index_of(iso, s, ascii(iso, "abra"), 6) == 0);
  CHECK(js_string_last_index_of(iso, s, ascii(iso, ""), 100) == 11);
  JsString *wide = js_string_from_cstr(iso, "na\xc3\xafve \xe2\x82\xac 5, caf\xc3\xa9 \xe2\x82\xac 7 and then a lot more text \xe2\x82\xac 8");
  CHECK(js_string_index_of(iso, wide, js_string_from_cstr(iso, "\xe2\x82\xac 8"), 0) == (int64_t)wide->length - 3);
  CHECK(js_string_index_of(iso, wide, ascii(iso, "then"), 0) > 0);
  CHECK(js_string_index_of(iso, s, wide, 0) == -1);
  CHECK(js_string_index_of(iso, s, js_string_from_cstr(iso, "\xe2\x82\xac"), 0) == -1);
  CHECK(js_string_last_index_of(iso, wide, js_string_from_cstr(iso, "\xe2\x82\xac"), 100) == (int64_t)wide->length - 3);
  /* hostile: quadratic for a plain scan */
  JsString *many = js_string_alloc_latin1(iso, 400001), *half = js_string_alloc_latin1(iso, 200001);
  memset(many->u.latin1, 'a', 400001);
  memset(half->u.latin1, 'a', 200001);
  half->u.latin1[200000] = 'b';
  CHECK(js_string_index_of(iso, many, half, 0) == -1);
  many->u.latin1[400000] = 'b';
  CHECK(js_string_index_of(iso, many, half, 0) == 200000);
}

static void atoms_and_keys(JsIsolate *iso) {
  JsString *a = js_atom(iso, "length");
  CHECK(a == iso->atoms[JS_ATOM_length]);
  CHECK(js_atom_from_string(iso, ascii(iso, "length")) == a);
  CHECK(js_key_from_string(iso, ascii(iso, "42")) == js_index_key(42));
  CHECK(js_key_from_cstr(iso, "4294967294") == js_index_key(4294967294u));
  CHECK(!js_key_is_index(js_key_from_cstr(iso, "4294967295")));
  CHECK(!js_key_is_index(js_key_from_cstr(iso, "01")));
  CHECK(!js_key_is_index(js_key_from_cstr(iso, "-1")));
  CHECK(js_key_from_cstr(iso, "0") == js_index_key(0));
  CHECK(is_text(iso, js_as_string(js_key_to_value(iso, js_index_key(4294967294u))), "4294967294"));
  JsString *digits = ascii(iso, "123");
  js_string_hash(iso, digits);
  CHECK(digits->cell.flags & JS_STR_INDEX);
  char name[32];
  JsString *kept[5000];
  for (int i = 0; i < 5000; i++) {
    snprintf(name, sizeof name, "name%d", i);
    kept[i] = js_atom(iso, name);
  }
  for (int i = 0; i < 200000; i++) { /* garbage among them */
    snprintf(name, sizeof name, "dead%d", i);
    js_atom_from_string(iso, ascii(iso, name));
  }
  js_gc_collect(iso, true);
  for (int i = 0; i < 5000; i++) {
    snprintf(name, sizeof name, "name%d", i);
    if (js_atom(iso, name) != kept[i]) {
      CHECK(!"an atom in use was dropped");
      break;
    }
  }
  CHECK(js_atom(iso, "constructor") == iso->atoms[JS_ATOM_constructor]);
}

static void utf8(JsIsolate *iso) {
  JsString *s = js_string_from_cstr(iso, "\xf0\x9f\x98\x80");
  CHECK(s->length == 2 && s->u.utf16[0] == 0xD83D && s->u.utf16[1] == 0xDE00);
  CHECK(is_text(iso, s, "\xf0\x9f\x98\x80"));
  CHECK(is_text(iso, js_string_slice(iso, s, 0, 1), "\xef\xbf\xbd"));
  CHECK(is_text(iso, js_string_from_utf8(iso, "a\xe2\x82z\xff\xc0\x80\xed\xa0\x80", 10),
                "a\xef\xbf\xbdz\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"));
  CHECK(is_text(iso, js_string_from_cstr(iso, "caf\xc3\xa9"), "caf\xc3\xa9"));
  CHECK(!(js_string_from_cstr(iso, "caf\xc3\xa9")->cell.flags & JS_STR_UTF16));
}

static void building(JsIsolate *iso) {
  JsStringBuilder b;
  js_builder_init(&b);
  js_builder_ascii(&b, "ab");
  js_builder_unit(&b, 0xE9);
  CHECK(!b.utf16);
  js_builder_unit(&b, 0x20AC);
  CHECK(b.utf16);
  js_builder_ascii(&b, "cd");
  CHECK(js_builder_string(iso, &b, ascii(iso, "ef")));
  CHECK(is_text(iso, js_builder_finish(iso, &b), "ab\xc3\xa9\xe2\x82\xac" "cdef"));
}

static void numbers(JsIsolate *iso) {
  CHECK(is_text(iso, js_number_to_string(iso, 0.1), "0.1"));
  CHECK(is_text(iso, js_number_to_string(iso, -0.0), "0"));
  CHECK(js_number_to_string(iso, 7) == js_number_to_string(iso, 7));
  CHECK(js_string_to_number(iso, js_string_from_cstr(iso, "\xef\xbb\xbf\xe2\x80\xa8 -12.5e1\xe3\x80\x80")) == -125);
}

int main(void) {
  char base;
  JsIsolate *iso = js_isolate_new(&(JsIsolateOptions){.stack_base = &base});
  iso->realm = js_realm_new(iso); /* errors need their prototypes */
  ropes_of_any_depth_flatten(iso);
  shared_ropes_flatten(iso);
  strings_too_long_throw(iso);
  slices(iso);
  searching(iso);
  atoms_and_keys(iso);
  utf8(iso);
  building(iso);
  numbers(iso);
  js_isolate_free(iso);
  printf("%d failures\n", failures);
  return failures != 0;
}
