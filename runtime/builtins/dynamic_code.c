/* Code made from strings at run time (19.2.1, 20.2.1.1.1).
 *
 * Such code is a module like a source file's, called a unit, with a key: its goal and, for direct eval, the digest of the
 * scope that it was compiled in. Units of constant strings are part of the program; others are asked for from the
 * compiler, where there is one in the process. A unit stays for good; the last ones are found again by key and text. */
#include "builtins/dynamic_code.h"

#include "builtins/eval_text.h"
#include "builtins/stack_trace.h"
#include "libuv_shim/internal.h"
#include "lode_abi.h"
#include "object/internal.h"

#include <stdio.h>
#include <stdlib.h>

#define CACHE_SIZE 256 /* a power of two */

/* A unit with import() belongs to the file whose code made it first; the same text in another file is another unit. */
typedef struct Referrer {
  const JsModuleDesc *unit;
  const char *path;
} Referrer;

/* What was loaded for a realm; a module serves one. */
typedef struct CachedUnit {
  const JsModuleDesc *module;
  const JsRealm *realm; /* weak */
} CachedUnit;

typedef struct JsUnits {
  CachedUnit cache[CACHE_SIZE];
  Referrer *referrers;
  uint32_t referrer_count, referrer_capacity;
} JsUnits;

typedef struct Request {
  const char *key; /* as JsModuleDesc.unit */
  const char *scope; /* UTF-8 description of the scope of direct eval, or NULL */
  char *source;
  size_t length;
  uint32_t split;
} Request;

/* The source text for the compiler: UTF-8 in which lone surrogates stay (WTF-8). malloc'd; NULL: threw. [collects] */
static char *source_text(JsIsolate *iso, JsString *s, size_t *length) {
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return NULL;
  char *text = malloc((size_t)c.length * 3 + 1), *p = text;
  if (!text) abort();
  for (uint32_t i = 0, units; i < c.length; i += units) {
    uint32_t point = js_chars_code_point(&c, i, &units);
    if (point < 0x80) {
      *p++ = (char)point;
      continue;
    }
    if (point < 0x800) {
      *p++ = (char)(0xc0 | point >> 6);
    } else {
      if (point < 0x10000) {
        *p++ = (char)(0xe0 | point >> 12);
      } else {
        *p++ = (char)(0xf0 | point >> 18);
        *p++ = (char)(0x80 | (point >> 12 & 0x3f));
      }
      *p++ = (char)(0x80 | (point >> 6 & 0x3f));
    }
    *p++ = (char)(0x80 | (point & 0x3f));
  }
  *p = 0;
  *length = (size_t)(p - text);
  JS_KEEP(s);
  return text;
}

static uint32_t hash(const Request *r) {
  uint32_t h = 2166136261u ^ r->split; /* FNV-1a */
  for (const char *p = r->key; *p; p++) h = (h ^ (uint8_t)*p) * 16777619u;
  for (size_t i = 0; i < r->length; i++) h = (h ^ (uint8_t)r->source[i]) * 16777619u;
  return h;
}

static Referrer *find_referrer(JsIsolate *iso, const JsModuleDesc *m) {
  for (uint32_t i = 0; i < iso->units->referrer_count; i++)
    if (iso->units->referrers[i].unit == m) return &iso->units->referrers[i];
  return NULL;
}

static bool has_referrer(JsIsolate *iso, const JsModuleDesc *m) { return !m->unit || find_referrer(iso, m); }

const char *js_referrer_path(JsIsolate *iso, const JsModuleDesc *m) {
  if (!m->unit) return m->path;
  Referrer *r = find_referrer(iso, m);
  return r ? r->path : m->path;
}

/* The path for code that is made now. */
static const char *active_path(JsIsolate *iso) {
  const JsModuleDesc *m = js_active_module(iso, has_referrer);
  const JsModuleDesc *const *program = js_loop_get(iso)->program;
  if (!m) m = program ? program[0] : NULL;
  return m ? js_referrer_path(iso, m) : ".";
}

/* Is the unit free to be used by the active code, or used by it already? */
static bool referrer_matches(JsIsolate *iso, const JsModuleDesc *m) {
  if (!(m->flags & JS_MODULE_IMPORTS)) return true;
  Referrer *r = find_referrer(iso, m);
  return !r || strcmp(r->path, active_path(iso)) == 0;
}

static void set_referrer(JsIsolate *iso, const JsModuleDesc *m) {
  JsUnits *u = iso->units;
  if (!(m->flags & JS_MODULE_IMPORTS) || find_referrer(iso, m)) return;
  if (u->referrer_count == u->referrer_capacity) {
    u->referrer_capacity = u->referrer_capacity ? u->referrer_capacity * 2 : 8;
    u->referrers = realloc(u->referrers, u->referrer_capacity * sizeof *u->referrers);
    if (!u->referrers) abort();
  }
  u->referrers[u->referrer_count++] = (Referrer){m, active_path(iso)};
}

void js_units_forget(JsIsolate *iso, const JsRealm *realm) {
  for (size_t i = 0; iso->units && i < CACHE_SIZE; i++)
    if (iso->units->cache[i].realm == realm) iso->units->cache[i] = (CachedUnit){0};
}

void js_units_free(JsIsolate *iso) {
  if (iso->units) free(iso->units->referrers);
  free(iso->units);
}

static bool matches(JsIsolate *iso, const JsModuleDesc *m, const Request *r) {
  return m && m->unit && m->source_length == r->length && m->split == r->split && strcmp(m->unit, r->key) == 0 &&
         memcmp(m->source, r->source, r->length) == 0 && referrer_matches(iso, m);
}

/* The program is the main realm's. */
static const JsModuleDesc *find_in_program(JsIsolate *iso, const Request *r) {
  const JsModuleDesc *const *program = iso->realm == iso->main_realm ? js_loop_get(iso)->program : NULL;
  for (size_t i = 0; program && program[i]; i++)
    if (matches(iso, program[i], r)) return program[i];
  return NULL;
}

/* A tagged template's object belongs to one evaluation of its source text (13.2.8.4): such code isn't found again. */
static bool reusable(const JsModuleDesc *m) { return m->template_count == 0; }

/* The unit of a source text. NULL: threw. */
static const JsModuleDesc *unit(JsIsolate *iso, const Request *r) {
  if (!iso->units && !(iso->units = calloc(CACHE_SIZE, sizeof *iso->units))) abort();
  CachedUnit *place = &iso->units->cache[hash(r) & (CACHE_SIZE - 1)];
  if (place->realm == iso->realm && matches(iso, place->module, r)) return place->module;
  const JsModuleDesc *m = find_in_program(iso, r);
  if (!m) {
    JsCompilation c = {.source = r->source, .length = r->length, .goal = r->key, .scope = r->scope, .split = r->split};
    m = js_compile(iso, &c);
  }
  if (m) set_referrer(iso, m);
  if (m && reusable(m)) *place = (CachedUnit){m, iso->realm};
  return m;
}

/* Runs a unit's code in an environment. */
static JsValue run(JsIsolate *iso, const JsModuleDesc *m, void *env, JsValue this_value) {
  js_module_load(iso, m);
  JsFunction *f = js_function_new(iso, m->entry, env);
  return f ? js_call(iso, js_from_cell(f), this_value, 0, NULL) : JS_EMPTY;
}

/* ---- scripts ---- */

JsValue js_evaluate_script(JsIsolate *iso, JsRealm *realm, const char *source, size_t length) {
  JsRealm *outer = js_realm_enter(iso, realm);
  const JsModuleDesc *m = js_compile(iso, &(JsCompilation){.source = source, .length = length, .goal = "script"});
  JsValue r = m ? run(iso, m, NULL, js_from_cell(realm->global)) : JS_EMPTY;
  js_realm_enter(iso, outer);
  return r;
}

/* ---- eval ---- */

/* 19.2.1.1 PerformEval with direct = false. */
JsValue js_global_eval(JS_ARGS) {
  (void)callee, (void)new_target, (void)this_value;
  JsValue x = js_arg(argc, argv, 0);
  if (!js_is_string(x)) return x;
  if (js_eval_plain_text(iso, js_as_string(x), &x)) return x;
  Request r = {.key = "eval"};
  if (!(r.source = source_text(iso, js_as_string(x), &r.length))) return JS_EMPTY;
  const JsModuleDesc *m = unit(iso, &r);
  free(r.source);
  return m ? run(iso, m, NULL, js_from_cell(iso->realm->global)) : JS_EMPTY;
}

/* Is it the intrinsic %eval%? */
bool lode_is_eval(JsIsolate *iso, JsValue callee) {
  return js_is_builtin(callee, js_global_eval) &&
         js_as_function(callee)->realm == iso->realm;
}

/* PerformEval with direct = true: in env, which scope describes: its digest, a blank, and the description. */
JsValue lode_direct_eval(JsIsolate *iso, void *env, JsValue x, JsValue scope_value) {
  if (!js_is_string(x)) return x;
  if (js_eval_plain_text(iso, js_as_string(x), &x)) return x;
  char *scope = js_string_to_utf8(iso, js_as_string(scope_value), &(size_t){0}), key[64];
  if (!scope) return JS_EMPTY;
  int digest = (int)strcspn(scope, " ");
  snprintf(key, sizeof key, "eval %.*s", digest, scope);
  Request r = {.key = key, .scope = scope + digest};
  r.source = source_text(iso, js_as_string(x), &r.length);
  const JsModuleDesc *m = r.source ? unit(iso, &r) : NULL;
  free(r.source);
  free(scope);
  JsValue result = m ? run(iso, m, env, JS_UNDEFINED) : JS_EMPTY;
  JS_KEEP(env);
  return result;
}

/* ---- Function and its like ---- */

static const struct {
  const char *key, *text;
} kinds[] = {
    [JS_DYNAMIC_FUNCTION] = {"function", "(function anonymous("},
    [JS_DYNAMIC_GENERATOR] = {"generator", "(function* anonymous("},
    [JS_DYNAMIC_ASYNC] = {"async function", "(async function anonymous("},
    [JS_DYNAMIC_ASYNC_GENERATOR] = {"async generator", "(async function* anonymous("},
};

/* The texts of the parameters, joined by commas. false: threw. */
static bool append_parameters(JsIsolate *iso, JsStringBuilder *b, JsObject *texts, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (i) js_builder_ascii(b, ",");
    if (!js_builder_string(iso, b, js_as_string(texts->elements[i]))) return false;
  }
  return true;
}

/* The whole source text in parentheses. split: bytes of the parameters. false: threw. */
static bool function_text(JsIsolate *iso, JsDynamicKind kind, JsObject *texts, uint32_t count, Request *r) {
  JsStringBuilder b;
  js_builder_init(&b);
  bool ok = append_parameters(iso, &b, texts, count ? count - 1 : 0);
  JsString *parameters = ok ? js_builder_finish(iso, &b) : NULL;
  size_t length = 0;
  char *text = parameters ? source_text(iso, parameters, &length) : NULL;
  if (!text) return false;
  free(text);
  r->split = (uint32_t)length;
  js_builder_init(&b);
  js_builder_ascii(&b, kinds[kind].text);
  ok = js_builder_string(iso, &b, parameters);
  js_builder_ascii(&b, "\n) {\n");
  if (ok && count) ok = js_builder_string(iso, &b, js_as_string(texts->elements[count - 1]));
  js_builder_ascii(&b, "\n})");
  JsString *whole = ok ? js_builder_finish(iso, &b) : NULL;
  r->source = whole ? source_text(iso, whole, &r->length) : NULL;
  return r->source != NULL;
}

/* Steps 21 to 26: the prototype that the constructor gives. */
static bool inherit_from(JsIsolate *iso, JsValue f, JsValue constructor, JsIntrinsicId intrinsic) {
  JsValue proto = js_prototype_from_constructor(iso, constructor, intrinsic);
  if (proto == JS_EMPTY) return false;
  return proto == js_object_shape(js_as_object(f))->proto || js_set_prototype(iso, js_as_object(f), proto) >= 0;
}

JsValue js_create_dynamic_function(JsIsolate *iso, JsValue constructor, JsValue new_target, JsDynamicKind kind,
                                   JsIntrinsicId proto, uint32_t argc, JsValue *argv) {
  JsObject *texts = js_value_buffer(iso, argc);
  if (!texts) return JS_EMPTY;
  for (uint32_t i = 0; i < argc; i++) {
    JsString *s = js_to_string(iso, argv[i]);
    if (!s) return JS_EMPTY;
    texts->elements[i] = js_from_cell(s);
    js_barrier(iso, texts);
  }
  Request r = {.key = kinds[kind].key};
  bool ok = function_text(iso, kind, texts, argc, &r);
  JS_KEEP(texts);
  const JsModuleDesc *m = ok ? unit(iso, &r) : NULL;
  free(r.source);
  if (!m) return JS_EMPTY;
  JsValue f = run(iso, m, NULL, js_from_cell(iso->realm->global));
  JS_TRY(f);
  if (js_is_undefined(new_target)) new_target = constructor;
  return inherit_from(iso, f, new_target, proto) ? f : JS_EMPTY;
}
