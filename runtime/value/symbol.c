/* Symbol cells and the registry of Symbol.for; the Symbol constructor is in builtins/symbol.c. */
#include <stdlib.h>

#include "ops/ops.h"
#include "value/string_internal.h"

size_t js_symbol_size(const JsCell *cell) {
  (void)cell;
  return sizeof(JsSymbol);
}

void js_symbol_trace(JsTracer *t, JsCell *cell) { js_trace_value(t, ((JsSymbol *)cell)->description); }

JsSymbol *js_symbol_new(JsIsolate *iso, JsValue description) {
  JsSymbol *symbol = js_alloc(iso, JS_KIND_SYMBOL, sizeof *symbol);
  if (!symbol) return NULL;
  symbol->cell.shape = iso->symbol_shape;
  symbol->description = description;
  /* Cells don't move, so that the address can serve as identity; mixed, because its low bits are zero. */
  uint64_t mixed = ((uint64_t)(uintptr_t)symbol >> 4) * 0x9E3779B97F4A7C15ull ^ iso->hash_seed;
  symbol->hash = (uint32_t)(mixed >> 32);
  return symbol;
}

/* ---- The registry: open addressing by the hash of the key, which is the symbol's description ---- */

typedef struct Registry {
  JsSymbol **slots;
  size_t mask, count;
} Registry;

static void trace_registry(JsTracer *t, void *data) {
  Registry *r = data;
  for (size_t i = 0; r->slots && i <= r->mask; i++) js_trace_cell(t, r->slots[i]);
}

static JsString *registry_key(const JsSymbol *symbol) { return js_as_string(symbol->description); }

static bool registry_grow(Registry *r) {
  size_t capacity = r->slots ? (r->mask + 1) * 2 : 64;
  JsSymbol **slots = calloc(capacity, sizeof *slots);
  if (!slots) return false;
  for (size_t i = 0; r->slots && i <= r->mask; i++) {
    if (!r->slots[i]) continue;
    size_t at = registry_key(r->slots[i])->hash & (capacity - 1);
    while (slots[at]) at = (at + 1) & (capacity - 1);
    slots[at] = r->slots[i];
  }
  free(r->slots);
  r->slots = slots;
  r->mask = capacity - 1;
  return true;
}

static Registry *registry(JsIsolate *iso) {
  if (!iso->symbol_registry) {
    iso->symbol_registry = calloc(1, sizeof(Registry));
    if (iso->symbol_registry) js_gc_add_root_fn(iso, trace_registry, iso->symbol_registry);
  }
  return iso->symbol_registry;
}

JsSymbol *js_symbol_for(JsIsolate *iso, JsString *key) {
  Registry *r = registry(iso);
  if (!js_string_flatten(iso, key)) return NULL;
  bool full = !r || !r->slots || (r->count + 1) * 2 > r->mask;
  if (full && (!r || !registry_grow(r))) {
    js_throw_range_error(iso, "The symbol registry is out of memory");
    return NULL;
  }
  size_t i = js_string_hash(iso, key) & r->mask;
  for (; r->slots[i]; i = (i + 1) & r->mask)
    if (js_string_equals(iso, registry_key(r->slots[i]), key)) return r->slots[i];
  JsSymbol *symbol = js_symbol_new(iso, js_from_cell(key));
  if (!symbol) return NULL;
  symbol->registered = 1;
  r->slots[i] = symbol;
  r->count++;
  return symbol;
}

void js_symbols_free(JsIsolate *iso) {
  Registry *r = iso->symbol_registry;
  if (!r) return;
  free(r->slots);
  free(r);
  iso->symbol_registry = NULL;
}
