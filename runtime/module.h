/* Compiled modules: the data the compiler emits for each source file, and how it is loaded. */
#ifndef LODE_MODULE_H
#define LODE_MODULE_H

#include "object/ic.h"

typedef enum JsConstKind { JS_CONST_LATIN1, JS_CONST_UTF16, JS_CONST_UNDEFINED, JS_CONST_BIGINT } JsConstKind;
/* A constant. BigInts are spelled in decimal, maybe after a minus sign. A string is interned as a property key would be: constants that spell an array index are plain
 * (hashed, not atom) strings. */
typedef struct JsConst {
  const void *data;
  uint32_t length; /* units */
  uint32_t kind;
} JsConst;

/* Source position of a return address: entries sorted by pc_offset within their function. Behind them, in the bodies of
 * generators and async functions, a row for each suspension: JS_AWAIT_ROW | its number (state >> 2). */
#define JS_AWAIT_ROW 0x80000000u
typedef struct JsLine {
  uint32_t pc_offset, line, column;
} JsLine;
/* The code of a function's body; or, with no lines, of the uniform entry that calls a body of its own. */
typedef struct JsCodeRange {
  const char *start;
  const JsFunctionInfo *info;
  const JsLine *lines;
  uint32_t size, line_count;
  int32_t this_offset; /* from the frame pointer to where a uniform entry keeps the receiver; 0: it doesn't */
} JsCodeRange;

/* What the sites of a module are made from when it is loaded: keys and strings are indices of constants. */
typedef struct JsLiteralRow {
  uint32_t count, keys;
} JsLiteralRow;
typedef struct JsTemplateRow {
  uint32_t count, cooked, raw;
} JsTemplateRow;
typedef struct JsShapeRow {
  uint32_t count, keys, offsets, writes; /* offsets: index of the first */
} JsShapeRow;

/* The tables at places are one copy an isolate; js_module_load fills them. */
typedef struct JsModuleDesc {
  const char *path; /* UTF-8. As resolved; in executables relative to the executable's directory */
  const JsFunctionInfo *entry; /* CommonJS: (exports, require, module, __filename, __dirname); ES modules: () */
  const char *source;          /* UTF-8, or NULL where functions print as native */
  uint32_t source_length;
  uint32_t flags;              /* JS_MODULE_* */
  const JsConst *consts;
  JsPlace const_cells; /* JsValue: a root range */
  uint32_t const_count, ic_count;
  JsPlace ics;       /* JsIC: registered as weak */
  JsPlace templates; /* JsTemplateSite */
  uint32_t template_count, literal_count;
  JsPlace literals; /* JsLiteralSite: shapes in them are weak as well */
  const JsCodeRange *ranges;
  uint32_t range_count, shape_site_count;
  JsPlace shapes; /* JsShapeSite: shapes in them are weak as well */
  const char *unit; /* code made from a string: its key (builtins/dynamic_code.c), else NULL */
  uint32_t split;   /* of a dynamic function: bytes of its parameters' text */
  uint32_t offset_count;
  const struct JsEsmDesc *esm; /* of ES modules (modules/esm.h); NULL: CommonJS or a script */
  JsPlace offsets; /* int32_t: of the shape sites */
  const JsLiteralRow *literal_rows;
  const JsTemplateRow *template_rows;
  const JsShapeRow *shape_rows;
} JsModuleDesc;
#define JS_MODULE_NATIVE 0x01 /* part of the runtime's library: no source text, hidden frames */
#define JS_MODULE_SCRIPT 0x02 /* global code: the entry takes no arguments, its this is the global object */
#define JS_MODULE_PRINTS 0x04 /* a script that returns its completion value, which is to be printed */
#define JS_MODULE_IMPORTS 0x08 /* it may call import() */

/* A compiler in this process, where there is one (lode run). */
typedef struct JsCompilation {
  const char *source; /* UTF-8; of files a request in JSON: {load: path or null, known: paths of files that the program
                       * has, names: paths of known CommonJS modules whose names of exports are asked for} */
  size_t length;
  const char *goal;  /* "script", which returns its completion value, a unit's key (builtins/dynamic_code.c), or "files" */
  const char *scope; /* of direct eval: what its environment holds, as compiler/frontend/eval_scope.py writes it */
  uint32_t split;    /* as in JsModuleDesc */
  const JsModuleDesc *module; /* the result, loaded for good; NULL: failed, for the reason in message */
  const JsModuleDesc *const *modules; /* of files: a NULL-terminated table like the program's */
  bool syntax_error;
  char message[512];
} JsCompilation;
/* Compiles source text. NULL: threw. [collects] */
const JsModuleDesc *js_compile(JsIsolate *iso, JsCompilation *c);
/* The same of files. */
const JsModuleDesc *const *js_compile_files(JsIsolate *iso, JsCompilation *c);

static inline JsValue *js_module_consts(JsIsolate *iso, const JsModuleDesc *desc) {
  return (JsValue *)js_at(iso, desc->const_cells);
}

/* Fills const cells, registers roots, ICs and code ranges. Idempotent per isolate. [collects] */
void js_module_load(JsIsolate *iso, const JsModuleDesc *desc);
/* The module's outermost function. */
JsFunction *js_module_function(JsIsolate *iso, const JsModuleDesc *desc);
/* Finds the function and position of a return address. false: not compiled code. */
typedef struct JsPosition {
  const JsFunctionInfo *info;
  uint32_t line, column;
} JsPosition;
/* The range of code that a return address is in, or NULL. */
const JsCodeRange *js_module_find_range(JsIsolate *iso, const void *return_address);
bool js_module_find_pc(JsIsolate *iso, const void *return_address, JsPosition *out);
/* The same for a body that is suspended; code: its entry plus the number of the suspension. */
bool js_module_find_await(JsIsolate *iso, const void *code, JsPosition *out);

/* Modules known to the process: the library (linked in) and, in executables, the program's. The compiler emits, in
 * the main object or library, lode_program: NULL-terminated; entry first. lode_library is emitted into the runtime
 * archive by the build of runtime/lib. */
extern const JsModuleDesc *const lode_library[];
const JsModuleDesc *js_library_find(const char *name); /* "node/events", "builtins/array" */

#endif
