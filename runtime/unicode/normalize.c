/* Normalisation forms (Unicode Standard Annex 15): decompose, put combining marks in order, compose. */
#include <stdlib.h>
#include <string.h>

#include "unicode/unicode.h"

#include "unicode/generated/normalization_tables.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Hangul syllables are computed (The Unicode Standard, 3.12). */
#define S_BASE 0xAC00u
#define L_BASE 0x1100u
#define V_BASE 0x1161u
#define T_BASE 0x11A7u
#define L_COUNT 19u
#define V_COUNT 21u
#define T_COUNT 28u
#define S_COUNT (L_COUNT * V_COUNT * T_COUNT)

static uint32_t combining_class(uint32_t cp) {
  if (cp < combining_runs[0].first) return 0;
  size_t low = 0, high = COUNT(combining_runs);
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (cp < combining_runs[middle].first)
      high = middle;
    else if (cp > combining_runs[middle].last)
      low = middle + 1;
    else
      return combining_runs[middle].value;
  }
  return 0;
}

static const Decomposition *find_decomposition(const Decomposition *table, size_t count, uint32_t cp) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (table[middle].from == cp) return &table[middle];
    if (table[middle].from < cp)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

/* ---- Decomposition ---- */

typedef struct CodePoints {
  uint32_t *data;
  size_t length, capacity;
  bool failed;
} CodePoints;

static void push(CodePoints *c, uint32_t cp) {
  if (c->length == c->capacity) {
    size_t capacity = c->capacity ? c->capacity * 2 : 64;
    uint32_t *grown = c->failed ? NULL : realloc(c->data, capacity * sizeof *grown);
    if (!grown) {
      c->failed = true;
      return;
    }
    c->data = grown;
    c->capacity = capacity;
  }
  c->data[c->length++] = cp;
}

static void decompose(CodePoints *out, uint32_t cp, bool compatibility) {
  if (cp < 0xA0) {
    push(out, cp);
    return;
  }
  if (cp - S_BASE < S_COUNT) {
    uint32_t index = cp - S_BASE, t = index % T_COUNT;
    push(out, L_BASE + index / (V_COUNT * T_COUNT));
    push(out, V_BASE + index % (V_COUNT * T_COUNT) / T_COUNT);
    if (t) push(out, T_BASE + t);
    return;
  }
  const Decomposition *d = NULL;
  if (compatibility) d = find_decomposition(compatibility_decompositions, COUNT(compatibility_decompositions), cp);
  if (!d) d = find_decomposition(canonical_decompositions, COUNT(canonical_decompositions), cp);
  if (!d) {
    push(out, cp);
    return;
  }
  for (uint32_t i = 0; i < d->length; i++) push(out, decomposition_pool[d->offset + i]);
}

/* A mark with its class and place, for a stable sort. */
typedef struct Mark {
  uint32_t cp, value;
  size_t place;
} Mark;

static int compare_marks(const void *a, const void *b) {
  const Mark *x = a, *y = b;
  if (x->value != y->value) return x->value < y->value ? -1 : 1;
  return x->place < y->place ? -1 : x->place > y->place;
}

/* Sorts a run of marks by class. Runs may be as long as the text, so not by insertion. */
static bool sort_marks(uint32_t *run, size_t n) {
  Mark stack[32];
  Mark *marks = n <= COUNT(stack) ? stack : malloc(n * sizeof *marks);
  if (!marks) return false;
  bool sorted = true;
  for (size_t i = 0; i < n; i++) {
    marks[i] = (Mark){run[i], combining_class(run[i]), i};
    if (i && marks[i].value < marks[i - 1].value) sorted = false;
  }
  if (!sorted) {
    qsort(marks, n, sizeof *marks, compare_marks);
    for (size_t i = 0; i < n; i++) run[i] = marks[i].cp;
  }
  if (marks != stack) free(marks);
  return true;
}

static bool reorder(CodePoints *c) {
  for (size_t i = 0; i < c->length;) {
    size_t start = i;
    while (i < c->length && combining_class(c->data[i]) != 0) i++;
    if (i - start > 1 && !sort_marks(c->data + start, i - start)) return false;
    if (i == start) i++;
  }
  return true;
}

/* ---- Composition ---- */

static uint32_t compose_pair(uint32_t first, uint32_t second) {
  if (first - L_BASE < L_COUNT && second - V_BASE < V_COUNT)
    return S_BASE + ((first - L_BASE) * V_COUNT + (second - V_BASE)) * T_COUNT;
  if (first - S_BASE < S_COUNT && (first - S_BASE) % T_COUNT == 0 && second - T_BASE - 1 < T_COUNT - 1)
    return first + (second - T_BASE);
  size_t low = 0, high = COUNT(compositions);
  while (low < high) {
    size_t middle = (low + high) / 2;
    const Composition *c = &compositions[middle];
    if (c->first == first && c->second == second) return c->composed;
    if (c->first < first || (c->first == first && c->second < second))
      low = middle + 1;
    else
      high = middle;
  }
  return 0;
}

static void compose(CodePoints *c) {
  size_t starter = SIZE_MAX, out = 0;
  uint32_t last_class = 0; /* of what was kept since the starter */
  for (size_t i = 0; i < c->length; i++) {
    uint32_t cp = c->data[i], value = combining_class(cp);
    bool adjacent = starter != SIZE_MAX && starter + 1 == out;
    if (starter != SIZE_MAX && (adjacent || last_class < value)) { /* not blocked */
      uint32_t composed = compose_pair(c->data[starter], cp);
      if (composed) {
        c->data[starter] = composed;
        continue;
      }
    }
    if (value == 0) starter = out;
    last_class = value;
    c->data[out++] = cp;
  }
  c->length = out;
}

/* ---- Text ---- */

static uint16_t *encode(const CodePoints *c, size_t *out_length) {
  uint16_t *units = malloc((c->length ? c->length : 1) * 2 * sizeof *units);
  if (!units) return NULL;
  size_t n = 0;
  for (size_t i = 0; i < c->length; i++) {
    uint32_t cp = c->data[i];
    if (cp > 0xFFFF) {
      units[n++] = (uint16_t)(0xD7C0 + (cp >> 10));
      cp = 0xDC00 + (cp & 0x3FF);
    }
    units[n++] = (uint16_t)cp;
  }
  *out_length = n;
  return units;
}

uint16_t *js_unicode_normalize(const uint16_t *units, size_t length, JsNormalForm form, size_t *out_length) {
  bool compatibility = form == JS_NFKC || form == JS_NFKD;
  CodePoints c = {0};
  for (size_t i = 0; i < length; i++) {
    uint32_t cp = units[i];
    bool pair = (cp & 0xFC00) == 0xD800 && i + 1 < length && (units[i + 1] & 0xFC00) == 0xDC00;
    if (pair) cp = 0x10000 + ((cp & 0x3FF) << 10) + (units[++i] & 0x3FF);
    decompose(&c, cp, compatibility);
  }
  uint16_t *result = NULL;
  if (!c.failed && reorder(&c)) {
    if (form == JS_NFC || form == JS_NFKC) compose(&c);
    result = encode(&c, out_length);
  }
  free(c.data);
  return result;
}
