/* A frame of a stack trace in V8's words: "K.m", "new K", "Object.f [as g]", "Array.map", and where.
 * V8: Stack trace API (https://v8.dev/docs/stack-trace-api), the methods of CallSite. */
#include "builtins/stack_trace.h"

#include "unicode/unicode.h"

#include <stdio.h>

/* ---- looking without running code ---- */

/* Materialised, and ordinary as far as the key goes: a lookup runs nothing. */
static bool transparent(const JsObject *o, JsKey key) {
  if (o->cell.kind == JS_KIND_PROXY || (o->cell.flags & JS_OBJ_LAZY)) return false;
  return !(o->cell.flags & JS_OBJ_EXOTIC) || !js_key_is_index(key);
}

static JsObject *next_prototype(JsObject *o) {
  if (o->cell.kind == JS_KIND_PROXY) return NULL;
  JsValue proto = js_object_shape(o)->proto;
  return js_is_object(proto) ? js_as_object(proto) : NULL;
}

/* The data property's value on the prototype chain from o; JS_EMPTY: none, or an accessor comes first. */
static JsValue data_property(JsIsolate *iso, JsObject *o, JsKey key) {
  for (; o; o = next_prototype(o)) {
    JsOwn own;
    if (!transparent(o, key) || !js_own_lookup(iso, o, key, &own)) continue;
    return own.attributes & JS_ATTR_ACCESSOR || !own.address ? JS_EMPTY : *own.address;
  }
  return JS_EMPTY;
}

static bool same_info(const JsFunctionInfo *a, const JsFunctionInfo *b) {
  if (a == b) return true; /* else: also when one of them is a copy that the compiler specialised */
  return a->module && a->module == b->module && a->source_start == b->source_start && a->source_end == b->source_end;
}

static JsFunction *function_of(JsValue v, const JsFunctionInfo *info) {
  return js_is_kind(v, JS_KIND_FUNCTION) && same_info(js_as_function(v)->info, info) ? js_as_function(v) : NULL;
}

static bool has_own(JsIsolate *iso, JsObject *o, JsKey key) {
  JsOwn own;
  return transparent(o, key) && js_own_lookup(iso, o, key, &own);
}

/* The function of that code in an own property of o, be it a value, a getter or a setter. */
static JsFunction *own_function(JsIsolate *iso, JsObject *o, JsKey key, const JsFunctionInfo *info) {
  JsOwn own;
  if (!transparent(o, key) || !js_own_lookup(iso, o, key, &own) || !own.address) return NULL;
  if (!(own.attributes & JS_ATTR_ACCESSOR)) return function_of(*own.address, info);
  const JsAccessor *accessor = (const JsAccessor *)js_as_cell(*own.address);
  JsFunction *getter = function_of(accessor->getter, info);
  return getter ? getter : function_of(accessor->setter, info);
}

/* ---- names ---- */

static bool is_nonempty(JsString *s) { return s && s->length > 0; }

/* The name of a constructor function, NULL if it has none or is called Object. */
static JsString *telling_name(JsIsolate *iso, JsValue constructor) {
  if (!js_is_kind(constructor, JS_KIND_FUNCTION)) return NULL;
  JsString *name = js_as_string(js_function_name(iso, js_as_function(constructor)));
  return name->length > 0 && !js_string_equals(iso, name, js_string_from_cstr(iso, "Object")) ? name : NULL;
}

static JsString *type_of_object(JsIsolate *iso, JsObject *o) {
  if (o->cell.kind == JS_KIND_PROXY) return js_string_from_cstr(iso, "Proxy");
  if (o->cell.kind == JS_KIND_FUNCTION && (((JsFunction *)o)->info->flags & JS_FN_CLASS)) {
    JsString *name = telling_name(iso, js_from_cell(o));
    if (name) return name;
  }
  JsObject *proto = next_prototype(o);
  JsString *name = proto ? telling_name(iso, data_property(iso, proto, js_atom_key(iso, JS_ATOM_constructor))) : NULL;
  if (name) return name;
  JsValue tag = data_property(iso, o, js_symbol_key(iso, JS_SYMBOL_toStringTag));
  return tag != JS_EMPTY && js_is_string(tag) ? js_as_string(tag) : js_string_from_cstr(iso, "Object");
}

bool js_frame_is_toplevel(JsIsolate *iso, const JsStackFrame *f) {
  return js_is_nullish(f->receiver) || f->receiver == js_from_cell(iso->realm->global);
}

JsString *js_frame_type_name(JsIsolate *iso, const JsStackFrame *f) {
  if (f->receiver == JS_EMPTY || js_is_nullish(f->receiver)) return NULL;
  JsObject *o = js_to_object(iso, f->receiver);
  return o ? type_of_object(iso, o) : NULL;
}

static JsString *strip_accessor_prefix(JsIsolate *iso, JsString *name) {
  JsChars c = js_string_chars(iso, name);
  bool prefixed = c.data && c.length > 4 && (js_chars_at(&c, 0) == 'g' || js_chars_at(&c, 0) == 's') &&
                  js_chars_at(&c, 1) == 'e' && js_chars_at(&c, 2) == 't' && js_chars_at(&c, 3) == ' ';
  return prefixed ? js_string_slice(iso, name, 4, name->length) : name;
}

/* Own keys as strings and symbols; NULL where looking could run code. */
static JsObject *named_keys(JsIsolate *iso, JsObject *o, bool enumerable) {
  if (o->cell.kind == JS_KIND_PROXY || (o->cell.flags & JS_OBJ_LAZY)) return NULL;
  return enumerable ? js_own_enumerable_keys(iso, o) : js_own_keys(iso, o);
}

static JsFunction *function_at(JsIsolate *iso, JsObject *o, JsValue key, const JsFunctionInfo *info) {
  if (key == JS_EMPTY) return NULL;
  JsKey k = js_to_property_key(iso, key);
  return js_key_is_index(k) ? NULL : own_function(iso, o, k, info);
}

/* The one enumerable property that holds the function on the receiver's chain, NULL if there are none or several. */
static JsString *search_method(JsIsolate *iso, JsObject *o, const JsFunctionInfo *info) {
  JsString *found = NULL;
  for (; o; o = next_prototype(o)) {
    JsObject *keys = named_keys(iso, o, true);
    for (uint32_t i = 0; keys && i < js_array_length(keys); i++) {
      JsValue key = js_get_index(iso, keys, i);
      if (!function_at(iso, o, key, info)) continue;
      if (found) return NULL;
      found = js_as_string(key);
    }
  }
  return found;
}

/* The function of a frame, if a property of the receiver holds it: functions with computed names have theirs in
 * themselves. */
static JsFunction *search_function(JsIsolate *iso, JsObject *o, const JsFunctionInfo *info) {
  for (; o; o = next_prototype(o)) {
    JsObject *keys = named_keys(iso, o, false);
    for (uint32_t i = 0; keys && i < js_array_length(keys); i++) {
      JsFunction *f = function_at(iso, o, js_get_index(iso, keys, i), info);
      if (f) return f;
    }
  }
  return NULL;
}

static JsString *code_name(JsIsolate *iso, const JsFunctionInfo *info) {
  uint32_t n = info->name_length & 0x7fffffffu;
  return info->name_length >> 31 ? js_string_from_utf16(iso, info->name, n) : js_string_from_latin1(iso, info->name, n);
}

JsString *js_frame_function_name(JsIsolate *iso, const JsStackFrame *f) {
  if (f->function) return js_as_string(js_function_name(iso, f->function));
  const JsFunctionInfo *info = f->position.info;
  if (info->flags & JS_FN_MODULE) return NULL;
  if ((info->name_length & 0x7fffffffu) || js_frame_is_toplevel(iso, f) || f->receiver == JS_EMPTY)
    return code_name(iso, info);
  JsObject *receiver = js_to_object(iso, f->receiver);
  JsFunction *function = receiver ? search_function(iso, receiver, info) : NULL;
  return function ? js_as_string(js_function_name(iso, function)) : code_name(iso, info);
}

JsString *js_frame_method_name(JsIsolate *iso, const JsStackFrame *f) {
  if (f->receiver == JS_EMPTY || js_is_nullish(f->receiver)) return NULL;
  const JsFunctionInfo *info = f->function ? f->function->info : f->position.info;
  JsObject *receiver = js_to_object(iso, f->receiver);
  JsString *name = info->flags & JS_FN_INFERRED_NAME ? NULL : js_frame_function_name(iso, f);
  if (!receiver) return NULL;
  if (is_nonempty(name)) {
    name = strip_accessor_prefix(iso, name);
    JsKey key = js_key_from_string(iso, name);
    JsObject *holder = receiver;
    while (holder && !has_own(iso, holder, key)) holder = next_prototype(holder);
    if (holder && own_function(iso, holder, key, info)) return name;
  }
  return search_method(iso, receiver, info);
}

/* ---- text ---- */

static bool is_identifier(JsIsolate *iso, JsString *s) {
  JsChars chars = js_string_chars(iso, s);
  for (uint32_t i = 0; chars.data && i < s->length; i++) {
    uint32_t c = js_chars_at(&chars, i);
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < s->length)
      c = 0x10000 + ((c & 0x3FF) << 10) + (js_chars_at(&chars, ++i) & 0x3FF);
    bool part = i == 0 ? js_unicode_is_id_start(c) : js_unicode_is_id_continue(c) || c == 0x200C || c == 0x200D;
    if (!part && c != '$' && c != '_') return false;
  }
  return s->length > 0;
}

/* Is name all of text, or the member that it ends with? */
static bool ends_with_member(JsIsolate *iso, JsString *text, JsString *name) {
  if (name->length > text->length) return false;
  uint32_t at = text->length - name->length;
  JsChars chars = js_string_chars(iso, text);
  if (!chars.data || !js_string_equals(iso, js_string_slice(iso, text, at, text->length), name)) return false;
  return at == 0 || js_chars_at(&chars, at - 1) == '.';
}

static void append_method_call(JsIsolate *iso, JsStringBuilder *b, const JsStackFrame *f) {
  JsString *type = js_frame_type_name(iso, f);
  JsString *name = js_frame_function_name(iso, f), *method = js_frame_method_name(iso, f);
  bool named = is_nonempty(name);
  if (is_nonempty(type) && (!named || is_identifier(iso, name))) {
    js_builder_string(iso, b, type);
    js_builder_ascii(b, ".");
  }
  if (named) {
    js_builder_string(iso, b, name);
    if (!is_nonempty(method) || ends_with_member(iso, name, method)) return;
    js_builder_ascii(b, " [as ");
    js_builder_string(iso, b, method);
    js_builder_ascii(b, "]");
  } else if (is_nonempty(method)) {
    js_builder_string(iso, b, method);
  } else {
    js_builder_ascii(b, "<anonymous>");
  }
}

/* What is called; false: nothing to name it by. */
static bool append_callee(JsIsolate *iso, JsStringBuilder *b, const JsStackFrame *f) {
  if (f->async) js_builder_ascii(b, "async ");
  if (!f->function && (f->position.info->flags & JS_FN_MODULE)) {
    bool esm = f->position.info->module->esm != NULL; /* these have no function around them */
    if (!esm) js_builder_ascii(b, "Object.<anonymous>");
    return !esm;
  }
  bool constructed = f->receiver == JS_EMPTY;
  if (!constructed && !js_frame_is_toplevel(iso, f)) {
    append_method_call(iso, b, f);
    return true;
  }
  JsString *name = js_frame_function_name(iso, f);
  if (constructed) js_builder_ascii(b, "new ");
  if (is_nonempty(name)) {
    js_builder_string(iso, b, name);
  } else if (constructed) {
    js_builder_ascii(b, "<anonymous>");
  }
  return constructed || is_nonempty(name);
}

void js_frame_append(JsIsolate *iso, JsStringBuilder *b, const JsStackFrame *f) {
  if (f->combinator) {
    char text[64];
    snprintf(text, sizeof text, "async Promise.%s (index %u)", f->combinator, f->index);
    js_builder_ascii(b, text);
    return;
  }
  bool named = append_callee(iso, b, f);
  if (f->function) {
    js_builder_ascii(b, " (<anonymous>)");
    return;
  }
  char position[48];
  if (named) js_builder_ascii(b, " (");
  if (f->position.info->module->esm && f->position.info->module->path[0] == '/') js_builder_ascii(b, "file://");
  JsString *path = js_string_from_cstr(iso, f->position.info->module->path);
  if (path) js_builder_string(iso, b, path);
  snprintf(position, sizeof position, ":%u:%u", f->position.line, f->position.column);
  js_builder_ascii(b, position);
  if (named) js_builder_ascii(b, ")");
}
