/* Symbol cells; the Symbol constructor is in builtins/symbol.c. */
#include "isolate.h"

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
