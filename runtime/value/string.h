/* Strings: Latin-1 or UTF-16, flat, rope or slice. Atoms are interned flat strings.
 *
 * A string is immutable to JavaScript; flattening a rope rewrites it in place into a slice of the
 * flat result. Everything marked [collects] may run the collector; [throws] may set the exception. */
#ifndef LODE_VALUE_STRING_H
#define LODE_VALUE_STRING_H

#include "value/value.h"

#define JS_STR_UTF16 0x01  /* two-byte units (of a rope or slice: of its content) */
#define JS_STR_ROPE 0x02   /* u.rope */
#define JS_STR_SLICE 0x04  /* u.slice; parent is flat and not itself a slice */
#define JS_STR_ATOM 0x08   /* interned: pointer equality is string equality among atoms */
#define JS_STR_HASHED 0x10 /* hash is valid */
#define JS_STR_INDEX 0x20  /* hashed, and spells an array index (never an atom then) */

#define JS_MAX_STRING_LENGTH 536870888u /* V8's, code units */

struct JsString {
  JsCell cell; /* shape: iso->string_shape */
  uint32_t hash;
  uint32_t length; /* code units */
  union {
    uint8_t latin1[1];
    uint16_t utf16[1];
    struct {
      JsString *left, *right;
    } rope;
    struct {
      JsString *parent;
      uint32_t offset; /* code units */
    } slice;
  } u;
};
#define JS_STRING_HEADER 16

struct JsSymbol {
  JsCell cell; /* shape: iso->symbol_shape */
  uint32_t hash;
  uint32_t registered; /* from Symbol.for */
  JsValue description; /* string or undefined */
};

/* A view of a flat string's units; valid while the string is reachable (strings never move). */
typedef struct JsChars {
  const void *data; /* uint8_t or uint16_t */
  uint32_t length;
  bool utf16;
} JsChars;
static inline uint16_t js_chars_at(const JsChars *c, uint32_t i) {
  return c->utf16 ? ((const uint16_t *)c->data)[i] : ((const uint8_t *)c->data)[i];
}

/* The code point at unit i, and how many units it takes (a lone surrogate: itself, 1). */
uint32_t js_chars_code_point(const JsChars *c, uint32_t i, uint32_t *units);

/* Creation. NULL with the exception set on RangeError (too long) or out of memory. [collects] */
JsString *js_string_from_latin1(JsIsolate *iso, const uint8_t *s, size_t length);
JsString *js_string_from_utf16(JsIsolate *iso, const uint16_t *s, size_t length); /* narrows to Latin-1 if it fits */
JsString *js_string_from_utf8(JsIsolate *iso, const char *s, size_t length);      /* WHATWG decoding, U+FFFD */
JsString *js_string_from_cstr(JsIsolate *iso, const char *utf8);
JsString *js_string_alloc_latin1(JsIsolate *iso, uint32_t length); /* uninitialised units, to be filled at once */
JsString *js_string_alloc_utf16(JsIsolate *iso, uint32_t length);
JsString *js_string_from_unit(JsIsolate *iso, uint16_t unit); /* cached below 256 */
JsString *js_string_from_code_point(JsIsolate *iso, uint32_t cp);
JsString *js_string_concat(JsIsolate *iso, JsString *a, JsString *b);
JsString *js_strings_concat(JsIsolate *iso, JsString *const *parts, uint32_t n); /* parts: on the stack */
JsString *js_string_slice(JsIsolate *iso, JsString *s, uint32_t start, uint32_t end);

/* Flattens a rope (iteratively; any depth); returns s. NULL and exception when out of memory. [collects] */
JsString *js_string_flatten(JsIsolate *iso, JsString *s);
/* s must be flat already (atom, or flattened before). Does not collect. */
static inline JsChars js_string_flat_chars(const JsString *s) {
  JsChars c = {.data = s->u.latin1, .length = s->length, .utf16 = (s->cell.flags & JS_STR_UTF16) != 0};
  if (s->cell.flags & JS_STR_SLICE) c.data = s->u.slice.parent->u.latin1 + ((size_t)s->u.slice.offset << c.utf16);
  return c;
}
/* The units of s; flattens. data is NULL (and the exception set) when out of memory. [collects] */
static inline JsChars js_string_chars(JsIsolate *iso, JsString *s) {
  if (__builtin_expect(s->cell.flags & JS_STR_ROPE, 0) && !js_string_flatten(iso, s)) return (JsChars){.data = NULL};
  return js_string_flat_chars(s);
}

bool js_string_equals(JsIsolate *iso, JsString *a, JsString *b);     /* flattens [collects] */
int js_string_compare(JsIsolate *iso, JsString *a, JsString *b);     /* by code units: <0, 0, >0 [collects] */
uint32_t js_string_hash(JsIsolate *iso, JsString *s);                /* seeded by iso->hash_seed; flattens */
int64_t js_chars_index_of(const JsChars *s, const JsChars *needle, uint32_t from);
/* -1 if absent */
int64_t js_string_index_of(JsIsolate *iso, JsString *s, JsString *needle, uint32_t from);
int64_t js_string_last_index_of(JsIsolate *iso, JsString *s, JsString *needle, uint32_t from);

/* Atoms: interning table in the isolate, weak (unreferenced atoms are collected). */
JsString *js_atom(JsIsolate *iso, const char *ascii);
JsString *js_atom_from_string(JsIsolate *iso, JsString *s); /* s must not spell an array index */
/* Does s spell a canonical array index (0 … 2^32-2)? */
bool js_string_is_index(JsIsolate *iso, JsString *s, uint32_t *index);

/* Keys. js_key_from_string interns. js_key_to_value: index → string. */
JsKey js_key_from_string(JsIsolate *iso, JsString *s);
JsKey js_key_from_cstr(JsIsolate *iso, const char *ascii);
JsValue js_key_to_value(JsIsolate *iso, JsKey key); /* a string or symbol, as Reflect.ownKeys gives */

/* UTF-8 out: malloc'd (caller frees), NUL-terminated; lone surrogates become U+FFFD. */
char *js_string_to_utf8(JsIsolate *iso, JsString *s, size_t *length);

/* A string as text for messages and back, without loss: UTF-8 in which lone surrogates are encoded as other code points are
 * (WTF-8) and U+0000 is C0 80 (as in Modified UTF-8). malloc'd (caller frees), NUL-terminated. */
char *js_string_to_text(JsIsolate *iso, JsString *s);
JsString *js_string_from_text(JsIsolate *iso, const char *text); /* [collects] */

/* Growing buffer for building strings; memory is malloc'd until finished, so no GC hazards: values
 * put in are copied. finish frees it and returns NULL with the exception on failure; dispose frees. */
typedef struct JsStringBuilder {
  void *data;
  size_t length, capacity;
  bool utf16, failed;
} JsStringBuilder;
void js_builder_init(JsStringBuilder *b);
void js_builder_dispose(JsStringBuilder *b);
void js_builder_unit(JsStringBuilder *b, uint16_t unit);
void js_builder_ascii(JsStringBuilder *b, const char *s);
void js_builder_chars(JsStringBuilder *b, const JsChars *c, uint32_t start, uint32_t end);
bool js_builder_string(JsIsolate *iso, JsStringBuilder *b, JsString *s); /* false + exception; [collects] */
JsString *js_builder_finish(JsIsolate *iso, JsStringBuilder *b);

/* Makes the atom table, iso->atoms and iso->symbols; runs after js_shapes_init and before everything else. */
void js_atoms_init(JsIsolate *iso);
void js_atoms_free(JsIsolate *iso); /* the table's native memory, when the isolate ends */

/* Symbols. */
JsSymbol *js_symbol_new(JsIsolate *iso, JsValue description);
JsSymbol *js_symbol_for(JsIsolate *iso, JsString *key); /* Symbol.for: the registered symbol of that key */

/* Numbers <-> strings (exact). */
JsString *js_number_to_string(JsIsolate *iso, double d); /* Number::toString radix 10; small ints cached */
JsString *js_int_to_string(JsIsolate *iso, int32_t i);
size_t js_double_to_chars(double d, char out[32]);        /* the same, into a buffer; returns the length */
double js_string_to_number(JsIsolate *iso, JsString *s); /* StringToNumber; NaN if malformed */
/* StrDecimalLiteral prefix as parseFloat reads it; *end = units consumed (0: none). */
double js_chars_parse_decimal(const JsChars *c, uint32_t start, uint32_t *end);

/* GC */
size_t js_string_size(const JsCell *cell);
size_t js_symbol_size(const JsCell *cell);

#endif
