/* Atoms: the weak interning table, property keys, and the names that C code refers to. */
#include <stdio.h>
#include <stdlib.h>

#include "ops/ops.h"
#include "value/number_text.h"
#include "value/string_internal.h"

/* Open addressing with linear probing. The table holds its atoms weakly: the collector's weak pass takes
 * the dead ones out. young lists the atoms that came in since the last collection, which are the only
 * ones a young collection can find dead. */
typedef struct AtomTable {
  JsString **slots;
  size_t mask;
  size_t used; /* live and DELETED */
  size_t live;
  JsString **young;
  size_t young_count, young_capacity;
  bool young_overflow; /* young could not grow: look at all */
} AtomTable;

#define DELETED ((JsString *)1)
#define INITIAL_CAPACITY 4096

/* The table is native memory, not a cell. */
size_t js_atom_table_size(const JsCell *cell) {
  (void)cell;
  return JS_GRANULE;
}

static AtomTable *atom_table(JsIsolate *iso) { return iso->atom_table; }

static void out_of_memory(void) {
  static const char message[] = "FATAL ERROR: the atom table ran out of memory\n";
  fwrite(message, 1, sizeof message - 1, stderr);
  abort();
}

/* ---- The table ---- */

static void insert_fresh(AtomTable *t, JsString *atom) {
  size_t i = atom->hash & t->mask;
  while (t->slots[i]) i = (i + 1) & t->mask;
  t->slots[i] = atom;
}

static void rehash(AtomTable *t) {
  size_t capacity = t->mask + 1;
  while (t->live * 2 >= capacity) capacity *= 2;
  JsString **old = t->slots;
  size_t old_capacity = t->mask + 1;
  t->slots = calloc(capacity, sizeof *t->slots);
  if (!t->slots) out_of_memory();
  t->mask = capacity - 1;
  for (size_t i = 0; i < old_capacity; i++)
    if (old[i] && old[i] != DELETED) insert_fresh(t, old[i]);
  t->used = t->live;
  free(old);
}

static JsString *find(const AtomTable *t, uint32_t hash, const JsChars *c) {
  for (size_t i = hash & t->mask; t->slots[i]; i = (i + 1) & t->mask) {
    JsString *atom = t->slots[i];
    if (atom == DELETED || atom->hash != hash || atom->length != c->length) continue;
    JsChars other = js_string_flat_chars(atom);
    if (js_chars_equal(&other, c)) return atom;
  }
  return NULL;
}

static void note_young(AtomTable *t, JsString *atom) {
  if (t->young_count == t->young_capacity) {
    size_t capacity = t->young_capacity ? t->young_capacity * 2 : 1024;
    JsString **grown = realloc(t->young, capacity * sizeof *grown);
    if (!grown) {
      t->young_overflow = true;
      return;
    }
    t->young = grown;
    t->young_capacity = capacity;
  }
  t->young[t->young_count++] = atom;
}

/* s is flat, no slice, hashed, and not in the table. */
static JsString *insert(JsIsolate *iso, JsString *s) {
  AtomTable *t = atom_table(iso);
  if ((t->used + 1) * 4 > (t->mask + 1) * 3) rehash(t);
  s->cell.flags |= JS_STR_ATOM;
  for (size_t i = s->hash & t->mask;; i = (i + 1) & t->mask) {
    if (t->slots[i] && t->slots[i] != DELETED) continue;
    if (!t->slots[i]) t->used++;
    t->slots[i] = s;
    break;
  }
  t->live++;
  note_young(t, s);
  return s;
}

static void take_out(AtomTable *t, size_t i) {
  bool ends_chain = t->slots[(i + 1) & t->mask] == NULL;
  t->slots[i] = ends_chain ? NULL : DELETED;
  t->used -= ends_chain;
  t->live--;
}

static void drop_dead(JsHeap *heap, bool full, void *data) {
  AtomTable *t = data;
  if (full || t->young_overflow) {
    for (size_t i = t->mask + 1; i-- > 0;) {
      JsString *atom = t->slots[i];
      if (atom && atom != DELETED && !js_gc_is_marked(heap, atom)) take_out(t, i);
    }
  } else {
    for (size_t n = 0; n < t->young_count; n++) {
      JsString *atom = t->young[n];
      if (js_gc_is_marked(heap, atom)) continue;
      size_t i = atom->hash & t->mask;
      while (t->slots[i] != atom) i = (i + 1) & t->mask;
      take_out(t, i);
    }
  }
  t->young_count = 0;
  t->young_overflow = false;
}

/* ---- Interning ---- */

/* Interns Latin-1 text that is not in the table. */
static JsString *insert_latin1(JsIsolate *iso, const uint8_t *text, uint32_t length, uint32_t hash) {
  JsString *s = js_alloc(iso, JS_KIND_STRING, JS_STRING_HEADER + (size_t)length);
  if (!s) return NULL;
  s->cell.shape = iso->string_shape;
  s->length = length;
  s->hash = hash;
  s->cell.flags = JS_STR_HASHED;
  memcpy(s->u.latin1, text, length);
  return insert(iso, s);
}

JsString *js_atom(JsIsolate *iso, const char *ascii) {
  JsChars c = {.data = ascii, .length = (uint32_t)strlen(ascii), .utf16 = false};
  uint32_t hash = js_chars_hash(iso->hash_seed, &c);
  JsString *atom = find(atom_table(iso), hash, &c);
  return atom ? atom : insert_latin1(iso, c.data, c.length, hash);
}

/* An atom owns its units: slices and what is wider than it must be are copied. */
static JsString *copy_for_interning(JsIsolate *iso, JsString *s, const JsChars *c, uint32_t hash) {
  bool wide = c->utf16 && !js_units_fit_latin1(c->data, c->length);
  JsString *copy = wide ? js_string_alloc_utf16(iso, c->length) : js_string_alloc_latin1(iso, c->length);
  if (!copy) return NULL;
  if (wide)
    memcpy(copy->u.utf16, c->data, (size_t)c->length * 2);
  else
    for (uint32_t i = 0; i < c->length; i++) copy->u.latin1[i] = (uint8_t)js_chars_at(c, i);
  JS_KEEP(s);
  copy->hash = hash;
  copy->cell.flags |= JS_STR_HASHED;
  return copy;
}

JsString *js_atom_from_string(JsIsolate *iso, JsString *s) {
  if (s->cell.flags & JS_STR_ATOM) return s;
  JsChars c = js_string_chars(iso, s);
  if (!c.data) return NULL;
  uint32_t hash = js_string_hash(iso, s);
  JsString *atom = find(atom_table(iso), hash, &c);
  if (!atom) {
    bool in_place = !(s->cell.flags & (JS_STR_SLICE | JS_STR_UTF16)) ||
                    (!(s->cell.flags & JS_STR_SLICE) && !js_units_fit_latin1(c.data, c.length));
    atom = in_place ? s : copy_for_interning(iso, s, &c, hash);
    if (!atom) return NULL;
    insert(iso, atom);
  }
  return atom;
}

/* ---- Keys ---- */

JsKey js_key_from_string(JsIsolate *iso, JsString *s) {
  if (s->cell.flags & JS_STR_ATOM) return js_cell_key(s);
  uint32_t index;
  if (js_string_is_index(iso, s, &index)) return js_index_key(index);
  JsString *atom = js_atom_from_string(iso, s);
  return atom ? js_cell_key(atom) : JS_KEY_NONE;
}

JsKey js_key_from_cstr(JsIsolate *iso, const char *ascii) {
  JsChars c = {.data = ascii, .length = (uint32_t)strlen(ascii), .utf16 = false};
  uint32_t index;
  if (js_chars_is_index(&c, &index)) return js_index_key(index);
  JsString *atom = js_atom(iso, ascii);
  return atom ? js_cell_key(atom) : JS_KEY_NONE;
}

JsValue js_key_to_value(JsIsolate *iso, JsKey key) {
  if (js_key_is_index(key)) return js_from_cell(js_number_to_string(iso, js_key_index(key)));
  return js_from_cell(js_key_cell(key));
}

/* ---- The names of atoms.h ---- */

static void trace_names(JsTracer *t, void *data) {
  JsIsolate *iso = data;
  for (size_t i = 0; i < JS_ATOM_COUNT; i++) js_trace_cell(t, iso->atoms[i]);
  for (size_t i = 0; i < JS_SYMBOL_COUNT; i++) js_trace_cell(t, iso->symbols[i]);
  for (size_t i = 0; i < 256; i++) js_trace_cell(t, iso->unit_strings[i]);
}

void js_atoms_init(JsIsolate *iso) {
  static const char *const names[] = {
#define X(id, text) text,
      JS_ATOMS(X)
#undef X
  };
  static const char *const symbols[] = {
#define X(id) "Symbol." #id,
      JS_SYMBOLS(X)
#undef X
  };
  AtomTable *t = calloc(1, sizeof *t);
  if (!t || !(t->slots = calloc(INITIAL_CAPACITY, sizeof *t->slots))) out_of_memory();
  t->mask = INITIAL_CAPACITY - 1;
  iso->atom_table = t;
  js_gc_add_weak_fn(iso, drop_dead, t);
  js_gc_add_root_fn(iso, trace_names, iso);
  for (size_t i = 0; i < JS_ATOM_COUNT; i++) iso->atoms[i] = js_atom(iso, names[i]);
  for (size_t i = 0; i < JS_SYMBOL_COUNT; i++) {
    JsString *description = js_atom(iso, symbols[i]);
    iso->symbols[i] = js_symbol_new(iso, js_from_cell(description));
  }
}

void js_atoms_free(JsIsolate *iso) {
  js_symbols_free(iso);
  js_number_cache_free(iso);
  AtomTable *t = atom_table(iso);
  if (!t) return;
  free(t->slots);
  free(t->young);
  free(t);
  iso->atom_table = NULL;
}
