/* Patterns of an isolate: each compiled once, by source and flags; the matcher's memory; the creation of RegExp
 * objects. Hangs from iso->regexp_cache. */
#include <stddef.h>
#include <stdlib.h>

#include "agents/agents.h"
#include "object/internal.h"
#include "regexp/cache.h"

/* The compiler's recursion keeps this much of the stack for what calls it. */
#define STACK_HEADROOM (64u << 10)

static void trace_cache(JsTracer *t, void *data) {
  JsRegExpCache *cache = data;
  for (uint32_t i = 0; i < JS_REGEXP_CACHE_ENTRIES; i++) {
    const JsRegExpEntry *entry = &cache->entries[i];
    js_trace_cell(t, entry->source);
    js_trace_cell(t, entry->program);
    js_trace_cell(t, entry->names);
  }
  for (uint32_t i = 0; i < JS_REGEXP_LITERALS; i++) {
    const JsRegExpLiteral *literal = &cache->literals[i];
    js_trace_cell(t, literal->source);
    js_trace_cell(t, literal->flags);
    js_trace_cell(t, literal->program);
    js_trace_cell(t, literal->names);
  }
  js_trace_cell(t, cache->realm);
  js_trace_cell(t, cache->shape);
  js_trace_cell(t, cache->result_shape);
  js_trace_cell(t, cache->last.subject);
  js_trace_cell(t, cache->last.input);
}

static bool on_interrupt(void *context) { return js_throw_stopped(context) != JS_EMPTY; }

static JsRegExpCache *make_cache(JsIsolate *iso) {
  JsRegExpCache *cache = calloc(1, sizeof *cache);
  if (!cache) abort();
  cache->matcher.interrupt = &iso->interrupt;
  cache->matcher.on_interrupt = on_interrupt;
  cache->matcher.interrupt_context = iso;
  iso->regexp_cache = cache;
  js_gc_add_root_fn(iso, trace_cache, cache);
  return cache;
}

void js_regexp_cache_free(JsIsolate *iso) {
  JsRegExpCache *cache = iso->regexp_cache;
  if (!cache) return;
  js_regexp_matcher_dispose(&cache->matcher);
  free(cache);
  iso->regexp_cache = NULL;
}

/* Compilation. */

static void *allocate_program(void *context, size_t size) { return js_alloc(context, JS_KIND_BYTES, size); }

/* The names of the pattern's groups: an atom or string by group index, undefined for groups without. */
static JsValuesCell *make_names(JsIsolate *iso, const JsRegExpProgram *program) {
  uint32_t groups = js_regexp_group_count(program);
  JsValuesCell *names = js_alloc(iso, JS_KIND_VALUES, 8 + (size_t)groups * sizeof(JsValue));
  if (!names) return NULL;
  for (uint32_t i = 0; i < groups; i++) names->values[i] = JS_UNDEFINED;
  for (uint32_t i = 0; i < js_regexp_name_count(program); i++) {
    const uint16_t *units;
    uint32_t length, group = js_regexp_name(program, i, &units, &length);
    JsString *name = js_string_from_utf16(iso, units, length);
    if (!name) return NULL;
    names->values[group] = js_from_cell(name);
    js_barrier(iso, names);
  }
  JS_KEEP(program);
  return names;
}

static void throw_malformed(JsIsolate *iso, JsString *source, uint32_t flags, const char *error) {
  static const char letters[] = "dgimsuvy";
  char text[9];
  int n = 0;
  for (int i = 0; i < 8; i++) {
    if (flags & 1u << i) text[n++] = letters[i];
  }
  text[n] = 0;
  char *utf8 = js_string_to_text(iso, source);
  js_throw_syntax_error(iso, "Invalid regular expression: /%s/%s: %s", utf8 ? utf8 : "", text, error);
  free(utf8);
}

static bool compile(JsIsolate *iso, JsString *source, uint32_t flags, JsRegExpEntry *out) {
  JsChars chars = js_string_chars(iso, source);
  if (!chars.data) return false;
  const char *error = NULL;
  out->source = source;
  out->flags = flags & JS_RE_COMPILE_FLAGS;
  out->names = NULL;
  out->program =
      js_regexp_compile(&chars, flags, js_stack_limit(iso) + STACK_HEADROOM, allocate_program, iso, &error);
  JS_KEEP(source);
  if (!out->program) {
    if (iso->exception == JS_EMPTY) throw_malformed(iso, source, flags, error);
    return false;
  }
  if (!js_regexp_name_count(out->program)) return true;
  out->names = make_names(iso, out->program);
  return out->names != NULL;
}

/* Moves an entry to the front of its set. */
static JsRegExpEntry *touch(JsRegExpEntry *set, uint32_t way) {
  JsRegExpEntry entry = set[way];
  for (; way > 0; way--) set[way] = set[way - 1];
  set[0] = entry;
  return &set[0];
}

static JsRegExpEntry *find_or_compile(JsIsolate *iso, JsString *source, uint32_t flags) {
  JsRegExpCache *cache = js_regexp_cache(iso);
  uint32_t key = flags & JS_RE_COMPILE_FLAGS;
  uint32_t hash = js_string_hash(iso, source) ^ key * 0x9E3779B1u;
  JsRegExpEntry *set = &cache->entries[hash % (JS_REGEXP_CACHE_ENTRIES / JS_REGEXP_CACHE_WAYS) * JS_REGEXP_CACHE_WAYS];
  for (uint32_t way = 0; way < JS_REGEXP_CACHE_WAYS; way++) {
    if (!set[way].source || set[way].flags != key) continue;
    if (set[way].source == source || js_string_equals(iso, set[way].source, source)) return touch(set, way);
  }
  JsRegExpEntry entry;
  if (!compile(iso, source, flags, &entry)) return NULL;
  set[JS_REGEXP_CACHE_WAYS - 1] = entry;
  return touch(set, JS_REGEXP_CACHE_WAYS - 1);
}

bool js_regexp_initialise(JsIsolate *iso, JsRegExp *re, JsString *source, uint32_t flags) {
  JsRegExpEntry *entry = find_or_compile(iso, source, flags);
  if (!entry) return false;
  re->source = source;
  re->program = entry->program;
  re->names = entry->names;
  re->flags = flags;
  js_barrier(iso, re);
  return true;
}

/* Objects. */

static JsShape *shape_of(JsIsolate *iso, JsValue proto) {
  JsShape *root = js_shape_root_sized(iso, proto, JS_KIND_REGEXP, offsetof(JsRegExp, last_index), 1);
  return js_shape_add(iso, root, js_atom_key(iso, JS_ATOM_lastIndex), JS_ATTR_WRITABLE);
}

/* What is kept of a JsRegExpLast: subject, input, then its numbers. */
#define LAST_NUMBERS ((sizeof(JsRegExpLast) - offsetof(JsRegExpLast, groups)) / sizeof(int32_t))
#define LAST_SIZE (2 + LAST_NUMBERS)

/* The last match belongs to the realm that made it. */
static void store_last(JsIsolate *iso, JsRealm *r, const JsRegExpLast *last) {
  JsValuesCell *kept = js_alloc(iso, JS_KIND_VALUES, sizeof *kept + LAST_SIZE * sizeof(JsValue));
  const int32_t *numbers = (const int32_t *)&last->groups;
  kept->values[0] = js_from_cell(last->subject);
  kept->values[1] = js_from_cell(last->input);
  for (size_t i = 0; i < LAST_NUMBERS; i++) kept->values[2 + i] = js_int32(numbers[i]);
  r->regexp_last = kept;
  js_barrier(iso, r);
}

static void load_last(JsRealm *r, JsRegExpLast *last) {
  const JsValuesCell *kept = r->regexp_last;
  *last = (JsRegExpLast){0};
  if (!kept) return;
  int32_t *numbers = (int32_t *)&last->groups;
  last->subject = js_as_string(kept->values[0]);
  last->input = js_as_string(kept->values[1]);
  for (size_t i = 0; i < LAST_NUMBERS; i++) numbers[i] = js_as_int32(kept->values[2 + i]);
}

JsRegExpCache *js_regexp_cache_enter(JsIsolate *iso) {
  JsRegExpCache *cache = iso->regexp_cache ? iso->regexp_cache : make_cache(iso);
  if (cache->realm) {
    if (cache->last.subject || cache->last.input) store_last(iso, cache->realm, &cache->last);
    load_last(iso->realm, &cache->last);
  }
  JsShape *shape = shape_of(iso, js_intrinsic(iso, JS_INTRINSIC_RegExpPrototype));
  JsShape *result = js_shape_root(iso, js_intrinsic(iso, JS_INTRINSIC_ArrayPrototype), JS_KIND_ARRAY, 4);
  result = js_shape_add(iso, result, js_atom_key(iso, JS_ATOM_index), JS_ATTR_DATA);
  result = js_shape_add(iso, result, js_atom_key(iso, JS_ATOM_input), JS_ATTR_DATA);
  result = js_shape_add(iso, result, js_atom_key(iso, JS_ATOM_groups), JS_ATTR_DATA);
  cache->shape = shape;
  cache->result_shape = result;
  cache->realm = iso->realm;
  return cache;
}

JsRegExpLast *js_regexp_last(JsIsolate *iso) { return &js_regexp_cache(iso)->last; }

JsRegExp *js_regexp_alloc(JsIsolate *iso, JsValue proto) {
  bool plain = proto == js_intrinsic(iso, JS_INTRINSIC_RegExpPrototype);
  JsShape *shape = plain ? js_regexp_cache(iso)->shape : shape_of(iso, proto);
  JsRegExp *re = (JsRegExp *)js_object_new_shape(iso, shape);
  if (!re) return NULL;
  re->realm = iso->realm->serial;
  re->last_index = js_int32(0);
  return re;
}

bool js_regexp_parse_flags(JsIsolate *iso, JsString *flags, uint32_t *out) {
  static const char letters[] = "dgimsuvy";
  *out = 0;
  if (flags->length == 0) return true;
  JsChars chars = js_string_chars(iso, flags);
  if (!chars.data || chars.length > 8) return false;
  for (uint32_t i = 0; i < chars.length; i++) {
    uint16_t c = js_chars_at(&chars, i);
    const char *at = c && c < 0x80 ? strchr(letters, c) : NULL;
    if (!at) return false;
    uint32_t bit = 1u << (at - letters);
    if (*out & bit) return false;
    *out |= bit;
  }
  JS_KEEP(flags);
  return (*out & (JS_RE_UNICODE | JS_RE_UNICODE_SETS)) != (JS_RE_UNICODE | JS_RE_UNICODE_SETS);
}

JsValue js_regexp_new(JsIsolate *iso, JsString *source, JsString *flags) {
  uint32_t bits;
  if (!js_regexp_parse_flags(iso, flags, &bits)) {
    char *text = js_string_to_text(iso, flags);
    js_throw_syntax_error(iso, "Invalid flags supplied to RegExp constructor '%s'", text ? text : "");
    free(text);
    return JS_EMPTY;
  }
  JsRegExp *re = js_regexp_alloc(iso, js_intrinsic(iso, JS_INTRINSIC_RegExpPrototype));
  if (!re || !js_regexp_initialise(iso, re, source, bits)) return JS_EMPTY;
  return js_from_cell(re);
}

/* A literal's constants are the same cells at every evaluation, so its program is found by their addresses. */
JsValue lode_new_regexp(JsIsolate *iso, JsValue source, JsValue flags) {
  JsRegExpCache *cache = js_regexp_cache(iso);
  JsRegExpLiteral *literal = &cache->literals[(source >> 4 ^ flags >> 9) % JS_REGEXP_LITERALS];
  if (__builtin_expect(literal->source != js_as_string(source) || literal->flags != js_as_string(flags), 0)) {
    JsValue fresh = js_regexp_new(iso, js_as_string(source), js_as_string(flags));
    JS_TRY(fresh);
    const JsRegExp *re = js_as_regexp(fresh);
    *literal = (JsRegExpLiteral){js_as_string(source), js_as_string(flags), re->flags, re->program, re->names};
    return fresh;
  }
  JsRegExp *re = (JsRegExp *)js_object_new_shape(iso, cache->shape);
  if (!re) return JS_EMPTY;
  re->source = literal->source;
  re->program = literal->program;
  re->names = literal->names;
  re->flags = literal->bits;
  re->realm = iso->realm->serial;
  re->last_index = js_int32(0);
  return js_from_cell(re);
}

bool js_regexp_is_plain(JsIsolate *iso, JsValue v) {
  return js_regexp_has_plain_shape(js_regexp_cache(iso), iso, v);
}

bool js_regexp_is_watched_key(JsIsolate *iso, JsKey key) {
  static const JsAtomId names[] = {JS_ATOM_exec,      JS_ATOM_flags,     JS_ATOM_global,  JS_ATOM_ignoreCase,
                                   JS_ATOM_multiline, JS_ATOM_dotAll,    JS_ATOM_unicode, JS_ATOM_unicodeSets,
                                   JS_ATOM_sticky,    JS_ATOM_hasIndices, JS_ATOM_source, JS_ATOM_constructor};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (key == js_atom_key(iso, names[i])) return true;
  }
  return js_key_is_symbol(key);
}

/* Matching. */

static void throw_failed(JsIsolate *iso, JsRegExpResult result) {
  if (result == JS_RE_STACK_OVERFLOW) js_throw_range_error(iso, "Maximum call stack size exceeded");
}

int js_regexp_search(JsIsolate *iso, JsRegExp *re, JsString *s, uint32_t start, bool sticky, const int32_t **registers) {
  if (s->cell.flags & JS_STR_ROPE && !js_string_flatten(iso, s)) return -1;
  JsChars chars = js_string_flat_chars(s);
  JsRegExpMatcher *matcher = &js_regexp_cache(iso)->matcher;
  JsRegExpResult result = js_regexp_match(matcher, re->program, &chars, start, sticky);
  JS_KEEP(s);
  *registers = matcher->registers;
  if (__builtin_expect(result < 0, 0)) {
    throw_failed(iso, result);
    return -1;
  }
  return result;
}

uint64_t js_regexp_advance(JsString *s, uint64_t index, bool unicode) {
  if (!unicode || index + 1 >= s->length) return index + 1;
  JsChars chars = js_string_flat_chars(s);
  bool pair = (js_chars_at(&chars, (uint32_t)index) & 0xFC00) == 0xD800 &&
              (js_chars_at(&chars, (uint32_t)index + 1) & 0xFC00) == 0xDC00;
  return index + (pair ? 2 : 1);
}
