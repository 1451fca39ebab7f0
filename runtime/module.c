/* Loading of compiled modules: constants, roots, inline caches, and the table of code ranges. */
#include "module.h"

#include "bigint/bigint.h"
#include "modules/esm.h"
#include "object/ic_internal.h"
#include "ops/ops.h"

#include <stdlib.h>

typedef struct ModuleTables {
  const JsModuleDesc **loaded;
  size_t loaded_count, loaded_capacity;
  JsCodeRange *ranges; /* by start */
  size_t range_count, range_capacity;
  bool sorted;
} ModuleTables;

static void *grow(void *p, size_t *capacity, size_t needed, size_t size) {
  if (needed <= *capacity) return p;
  while (*capacity < needed) *capacity = *capacity ? *capacity * 2 : 16;
  p = realloc(p, *capacity * size);
  if (!p) abort();
  return p;
}

static ModuleTables *tables(JsIsolate *iso) {
  if (!iso->module_tables && !(iso->module_tables = calloc(1, sizeof(ModuleTables)))) abort();
  return iso->module_tables;
}

static JsValue make_const(JsIsolate *iso, const JsConst *c) {
  if (c->kind == JS_CONST_UNDEFINED) return JS_UNDEFINED;
  if (c->kind == JS_CONST_BIGINT) return js_bigint_from_decimal(iso, c->data, c->length);
  JsString *s = c->kind == JS_CONST_LATIN1 ? js_string_from_latin1(iso, c->data, c->length)
                                           : js_string_from_utf16(iso, c->data, c->length);
  uint32_t index;
  if (!s || js_string_is_index(iso, s, &index)) return js_from_cell(s);
  return js_from_cell(js_atom_from_string(iso, s));
}

static void add_ranges(ModuleTables *t, const JsModuleDesc *desc) {
  t->ranges = grow(t->ranges, &t->range_capacity, t->range_count + desc->range_count, sizeof *t->ranges);
  for (uint32_t i = 0; i < desc->range_count; i++) t->ranges[t->range_count++] = desc->ranges[i];
  t->sorted = false;
}

/* Makes the isolate's memory usable up to the end of the module's tables. */
static void commit(JsIsolate *iso, const JsModuleDesc *d) {
  const JsPlace ends[] = {
      d->const_cells + (size_t)d->const_count * sizeof(JsValue),
      d->ics + (size_t)d->ic_count * sizeof(JsIC),
      d->templates + (size_t)d->template_count * sizeof(JsTemplateSite),
      d->literals + (size_t)d->literal_count * sizeof(JsLiteralSite),
      d->shapes + (size_t)d->shape_site_count * sizeof(JsShapeSite),
      d->offsets + (size_t)d->offset_count * sizeof(int32_t),
      d->esm ? d->esm->cells + (size_t)d->esm->import_count * sizeof(JsValue *) : 0,
  };
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) js_isolate_commit(iso, ends[i]);
}

static void fill_sites(JsIsolate *iso, const JsModuleDesc *d) {
  const JsValue *consts = js_module_consts(iso, d);
  JsLiteralSite *literals = js_at(iso, d->literals);
  for (uint32_t i = 0; i < d->literal_count; i++) {
    const JsLiteralRow *row = &d->literal_rows[i];
    literals[i] = (JsLiteralSite){.count = row->count, .keys = consts + row->keys};
  }
  JsTemplateSite *templates = js_at(iso, d->templates);
  for (uint32_t i = 0; i < d->template_count; i++) {
    const JsTemplateRow *row = &d->template_rows[i];
    templates[i] = (JsTemplateSite){.count = row->count, .cooked = consts + row->cooked, .raw = consts + row->raw};
    js_gc_add_roots(iso, &templates[i].object, 1);
  }
  JsShapeSite *shapes = js_at(iso, d->shapes);
  int32_t *offsets = js_at(iso, d->offsets);
  for (uint32_t i = 0; i < d->shape_site_count; i++) {
    const JsShapeRow *row = &d->shape_rows[i];
    shapes[i] = (JsShapeSite){
        .count = (uint16_t)row->count, .keys = consts + row->keys, .offsets = offsets + row->offsets, .writes = row->writes};
  }
}

void js_module_load(JsIsolate *iso, const JsModuleDesc *desc) {
  ModuleTables *t = tables(iso);
  for (size_t i = 0; i < t->loaded_count; i++)
    if (t->loaded[i] == desc) return;
  t->loaded = grow(t->loaded, &t->loaded_capacity, t->loaded_count + 1, sizeof *t->loaded);
  t->loaded[t->loaded_count++] = desc;
  commit(iso, desc);
  if (desc->const_count) {
    JsValue *cells = js_module_consts(iso, desc);
    for (uint32_t i = 0; i < desc->const_count; i++) cells[i] = JS_UNDEFINED;
    js_gc_add_roots(iso, cells, desc->const_count);
    for (uint32_t i = 0; i < desc->const_count; i++) cells[i] = make_const(iso, &desc->consts[i]);
  }
  fill_sites(iso, desc);
  js_ic_register(iso, desc);
  add_ranges(t, desc);
}

JsFunction *js_module_function(JsIsolate *iso, const JsModuleDesc *desc) {
  js_module_load(iso, desc);
  return js_function_new(iso, desc->entry, NULL);
}

const JsModuleDesc *js_compile(JsIsolate *iso, JsCompilation *c) {
  if (!iso->compile) {
    js_throw_eval_error(iso, "There is no compiler in this program: code can't be made at run time");
    return NULL;
  }
  iso->compile(c);
  if (c->module) return c->module;
  (c->syntax_error ? js_throw_syntax_error : js_throw_eval_error)(iso, "%s", c->message);
  return NULL;
}

const JsModuleDesc *const *js_compile_files(JsIsolate *iso, JsCompilation *c) {
  iso->compile(c);
  if (!c->modules) js_throw_eval_error(iso, "%s", c->message);
  return c->modules;
}

static int compare_ranges(const void *a, const void *b) {
  const char *x = ((const JsCodeRange *)a)->start, *y = ((const JsCodeRange *)b)->start;
  return x < y ? -1 : x > y;
}

static const JsCodeRange *find_range(ModuleTables *t, const char *pc) {
  if (!t->sorted) {
    qsort(t->ranges, t->range_count, sizeof *t->ranges, compare_ranges);
    t->sorted = true;
  }
  size_t low = 0, high = t->range_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (t->ranges[middle].start <= pc) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == 0) return NULL;
  const JsCodeRange *r = &t->ranges[low - 1];
  return pc < r->start + r->size ? r : NULL;
}

/* A call is before the address it returns to, which may already belong to another line or function. */
static const char *call_address(const void *return_address) { return (const char *)return_address - 1; }

const JsCodeRange *js_module_find_range(JsIsolate *iso, const void *return_address) {
  return iso->module_tables ? find_range(tables(iso), call_address(return_address)) : NULL;
}

bool js_module_find_pc(JsIsolate *iso, const void *return_address, JsPosition *out) {
  const char *pc = call_address(return_address);
  const JsCodeRange *r = js_module_find_range(iso, return_address);
  if (!r || !r->info || !r->lines) return false;
  *out = (JsPosition){r->info, r->info->line, r->info->column};
  uint32_t offset = (uint32_t)(pc - r->start), low = 0, high = r->line_count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (r->lines[middle].pc_offset <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low > 0) {
    out->line = r->lines[low - 1].line;
    out->column = r->lines[low - 1].column;
  }
  return true;
}

bool js_module_find_await(JsIsolate *iso, const void *code, JsPosition *out) {
  if (!iso->module_tables) return false;
  const JsCodeRange *r = find_range(tables(iso), code);
  if (!r || !r->info) return false;
  uint32_t row = JS_AWAIT_ROW | (uint32_t)((const char *)code - r->start);
  for (uint32_t i = r->line_count; i-- > 0 && r->lines[i].pc_offset >= row;) {
    if (r->lines[i].pc_offset != row) continue;
    *out = (JsPosition){r->info, r->lines[i].line, r->lines[i].column};
    return true;
  }
  return false;
}

void js_modules_free(JsIsolate *iso) {
  ModuleTables *t = iso->module_tables;
  if (!t) return;
  free(t->loaded);
  free(t->ranges);
  free(t);
  iso->module_tables = NULL;
}

const JsModuleDesc *js_library_find(const char *name) {
  for (size_t i = 0; lode_library[i]; i++)
    if (strcmp(lode_library[i]->path, name) == 0) return lode_library[i];
  return NULL;
}
