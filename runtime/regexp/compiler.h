/* The compiler's own declarations, shared by compiler.c, compiler_loop.c and compiler_program.c. */
#ifndef LODE_REGEXP_COMPILER_H
#define LODE_REGEXP_COMPILER_H

#include "regexp/first.h"
#include "regexp/program.h"

#define JS_RE_MAX_MEMO_VARIANTS 4096u
#define JS_RE_MAX_OPEN_LOOPS 4 /* nullable loops around a memoised state: it gets a variant for each subset */

typedef struct JsReCompiler {
  JsArena *arena;
  const JsRePattern *pattern;
  bool unicode;
  JsWords code;
  JsPointers sets;   /* JsCharset */
  JsPointers firsts; /* JsReFirstSet */
  uint32_t register_count;
  uint32_t memo_states;
  uint32_t depth;
  /* where the node being compiled stands */
  bool backward;  /* in a lookbehind */
  bool mandatory; /* on every way through the pattern, once */
  bool memo;      /* a visited state that failed will fail again: no large counter around, no back reference anywhere */
  bool in_look;
  uint32_t open_loops; /* nullable loops around */
  uint32_t open_registers[JS_RE_MAX_OPEN_LOOPS];
  uint32_t open_counters; /* counted loops around */
  struct {
    uint32_t reg, cap; /* counts from cap on are alike */
  } counters[JS_RE_MAX_OPEN_LOOPS];
  char *stack_limit;
} JsReCompiler;

/* compiler.c */
void js_re_compile_node(JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow);
JsReFirstSet js_re_first_here(const JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow);
void js_re_emit(JsReCompiler *c, JsReOp op, uint32_t argument);
void js_re_emit_word(JsReCompiler *c, uint32_t word);
/* Emits a word to be filled in by js_re_patch with the address of the instruction that comes next then. */
uint32_t js_re_emit_target(JsReCompiler *c);
void js_re_patch(JsReCompiler *c, uint32_t at);
/* SPLIT or BRANCH, with first sets where they decide anything; returns the target's place. */
uint32_t js_re_emit_choice(JsReCompiler *c, bool branch, const JsReFirstSet *next, const JsReFirstSet *target);
uint32_t js_re_new_register(JsReCompiler *c, uint32_t count);
uint32_t js_re_set_index(JsReCompiler *c, const JsCharset *set);
uint32_t js_re_first_index(JsReCompiler *c, const JsReFirstSet *first); /* JS_RE_NONE: everything */
/* Is node one character, and how is it matched? element: a unit or a set's index. */
bool js_re_single(JsReCompiler *c, const JsReNode *node, JsReElement *kind, uint32_t *element);

/* compiler_loop.c */
void js_re_compile_loop(JsReCompiler *c, const JsReNode *node, const JsReFirstSet *follow);

/* compiler_start.c: the units that a match may have at its first places. */
typedef struct JsReMasks {
  JsReFirstSet at[JS_RE_MAX_MASKS];
  uint32_t length;
} JsReMasks;
/* Fills in header's start; masks for JS_RE_START_MASKS. */
void js_re_choose_start(JsReCompiler *c, JsRegExpProgram *header, JsReMasks *masks);

/* compiler_program.c: puts the program together; NULL if allocate gave none. */
JsRegExpProgram *js_re_assemble(JsReCompiler *c, uint32_t flags, JsRegExpAllocate allocate, void *context);

#endif
