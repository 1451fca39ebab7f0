/* RegExp objects, and what the files of RegExp's built-ins share. */
#ifndef LODE_BUILTINS_REGEXP_BUILTINS_H
#define LODE_BUILTINS_REGEXP_BUILTINS_H

#include "builtins/builtins.h"
#include "regexp/regexp.h"

typedef struct JsRegExp {
  JsObject object;
  JsString *source;         /* [[OriginalSource]]; NULL until initialised */
  JsRegExpProgram *program; /* a BYTES cell */
  JsValuesCell *names;      /* the names of named groups, by group; NULL: none */
  uint32_t flags;           /* [[OriginalFlags]]: JS_RE_* */
  uint32_t derived : 1;     /* made by a subclass: without the legacy features */
  uint32_t realm : 31;      /* the serial number of [[Realm]] */
  JsValue last_index;       /* in-line slot 0: the own property lastIndex */
} JsRegExp;

static inline bool js_is_regexp_kind(JsValue v) { return js_is_kind(v, JS_KIND_REGEXP); }
static inline JsRegExp *js_as_regexp(JsValue v) { return (JsRegExp *)js_as_object(v); }

/* regexp/cache.c: patterns compiled once an isolate, the matcher, the state of the last match. */

/* Compiles or finds. The pattern's program and names go into re. false: SyntaxError. */
bool js_regexp_initialise(JsIsolate *iso, JsRegExp *re, JsString *source, uint32_t flags);
/* Called when the isolate ends. */
void js_regexp_cache_free(JsIsolate *iso);
/* A fresh object of the prototype; not initialised. NULL: threw. */
JsRegExp *js_regexp_alloc(JsIsolate *iso, JsValue proto);
/* RegExpCreate (22.2.3.1) of strings; flags are checked. */
JsValue js_regexp_new(JsIsolate *iso, JsString *source, JsString *flags);
/* flags as bits; false: a flag is unknown, doubled or excluded by another. */
bool js_regexp_parse_flags(JsIsolate *iso, JsString *flags, uint32_t *out);
/* An object as %RegExp% makes it, unchanged but for lastIndex's value, and an unchanged %RegExp.prototype%: its methods
 * and flags are what they were and are read without anything noticing. */
bool js_regexp_is_plain(JsIsolate *iso, JsValue v);
/* Does what is stored under key in %RegExp.prototype% matter to js_regexp_is_plain? Called by the realm. */
bool js_regexp_is_watched_key(JsIsolate *iso, JsKey key);

/* Searches s from start on. 1: registers (owned by the isolate, until the next match) hold the groups; 0: no match;
 * -1: threw. Does not touch lastIndex. sticky overrides the object's flag. */
int js_regexp_search(JsIsolate *iso, JsRegExp *re, JsString *s, uint32_t start, bool sticky, const int32_t **registers);
/* Where a search that found the empty string goes on (AdvanceStringIndex). */
uint64_t js_regexp_advance(JsString *s, uint64_t index, bool unicode);

/* regexp_exec.c */
bool js_regexp_set_last_index(JsIsolate *iso, JsObject *re, uint64_t index); /* Set(…, true). false: threw */
/* RegExpBuiltinExec (22.2.7.2) without the result object: 1, 0, -1 as js_regexp_search. */
int js_regexp_builtin_match(JsIsolate *iso, JsRegExp *re, JsString *s, const int32_t **registers);
/* RegExpExec (22.2.7.1): an object or null; JS_EMPTY threw. */
JsValue js_regexp_exec(JsIsolate *iso, JsObject *re, JsString *s);
/* The string of group i of a match in s, or undefined. JS_EMPTY threw. */
JsValue js_regexp_group(JsIsolate *iso, JsString *s, const int32_t *registers, uint32_t i);
/* The groups object of a match, or undefined if the pattern names none. JS_EMPTY threw. */
JsValue js_regexp_groups_object(JsIsolate *iso, JsRegExp *re, JsString *s, const int32_t *registers);
/* Get(rx, "flags"), ToString; NULL threw. */
JsString *js_regexp_flags_string(JsIsolate *iso, JsObject *rx);
/* Get(rx, "lastIndex"), ToLength, then Set to the next index: what a global match of "" does. false: threw. */
bool js_regexp_step_last_index(JsIsolate *iso, JsObject *rx, JsString *s, bool unicode);
/* this as an object; NULL: threw. method as "RegExp.prototype.@@match". */
JsObject *js_regexp_this_object(JsIsolate *iso, JsValue this_value, const char *method);

/* The last successful match, which RegExp's legacy static properties tell of. */
#define JS_REGEXP_LAST_GROUPS 10 /* the whole match and $1 … $9 */
typedef struct JsRegExpLast {
  JsString *subject; /* NULL: none yet */
  JsString *input;   /* RegExp.input, which scripts may set; NULL: subject */
  uint32_t groups;   /* of which registers are kept: at most JS_REGEXP_LAST_GROUPS */
  int32_t registers[2 * JS_REGEXP_LAST_GROUPS];
  int32_t last_paren[2];
} JsRegExpLast;
JsRegExpLast *js_regexp_last(JsIsolate *iso);
static inline void js_regexp_note_match(JsRegExpLast *last, JsString *s, const int32_t *registers, uint32_t groups) {
  last->subject = s;
  last->input = NULL;
  last->last_paren[0] = groups > 1 ? registers[2 * groups - 2] : -1;
  last->last_paren[1] = groups > 1 ? registers[2 * groups - 1] : -1;
  if (groups > JS_REGEXP_LAST_GROUPS) groups = JS_REGEXP_LAST_GROUPS;
  last->groups = groups;
  for (uint32_t i = 0; i < 2 * groups; i++) last->registers[i] = registers[i];
}
extern const JsBuiltin js_regexp_legacy_statics[];

JsValue js_regexp_proto_exec(JS_ARGS);
JsValue js_regexp_proto_test(JS_ARGS);
JsValue js_regexp_proto_search(JS_ARGS);
JsValue js_regexp_proto_match(JS_ARGS);
JsValue js_regexp_proto_match_all(JS_ARGS);
JsValue js_regexp_proto_split(JS_ARGS);
JsValue js_regexp_proto_replace(JS_ARGS);
JsValue js_regexp_proto_to_string(JS_ARGS);
JsValue js_regexp_get_source(JS_ARGS);
JsValue js_regexp_get_flags(JS_ARGS);
JsValue js_regexp_get_has_indices(JS_ARGS);
JsValue js_regexp_get_global(JS_ARGS);
JsValue js_regexp_get_ignore_case(JS_ARGS);
JsValue js_regexp_get_multiline(JS_ARGS);
JsValue js_regexp_get_dot_all(JS_ARGS);
JsValue js_regexp_get_unicode(JS_ARGS);
JsValue js_regexp_get_unicode_sets(JS_ARGS);
JsValue js_regexp_get_sticky(JS_ARGS);
JsValue js_regexp_escape(JS_ARGS);
void js_init_regexp_string_iterator(JsIsolate *iso);

#endif
