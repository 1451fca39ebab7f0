/* The compiled form of a pattern and its instructions.
 *
 * A program is one block: header, code, sets, look-ahead sets, tables of Latin-1 membership, names. Code is
 * 32-bit words; an instruction's first word is opcode | argument << 8.
 *
 * Sets: membership of the 256 Latin-1 units is a bit in a byte table shared by eight sets; above them come
 * sorted ranges. First sets over-approximate the units (and the end of input) at which what follows can succeed:
 * by them choices are decided without pushing a backtrack point. */
#ifndef LODE_REGEXP_PROGRAM_H
#define LODE_REGEXP_PROGRAM_H

#include "regexp/regexp.h"

/* X(NAME, words). Operands after the first word are listed in the comment. Execution starts at JS_RE_ENTRY. */
#define JS_RE_OPS(X)                                                                                            \
  X(EXHAUSTED, 1)     /* code starts with it: where the last backtrack point leads */                           \
  X(MATCH, 1)         /* the whole pattern matched */                                                           \
  X(FAIL, 1)          /* backtrack */                                                                           \
  X(CHAR, 1)          /* argument: unit */                                                                      \
  X(CHAR2, 2)         /* either unit: first | second << 16 */                                                   \
  X(STRING, 1)        /* argument: count; then the units, two a word, lower half first */                       \
  X(SET, 1)           /* argument: set; one unit */                                                             \
  X(SET_POINT, 1)     /* argument: set; one code point */                                                       \
  X(CHAR_BACK, 1)     /* the same towards the start, inside lookbehind */                                       \
  X(SET_BACK, 1)                                                                                                \
  X(SET_POINT_BACK, 1)                                                                                          \
  X(JUMP, 2)          /* target */                                                                              \
  X(SPLIT, 2)         /* goes on; if that fails: target */                                                      \
  X(SPLIT_FIRST, 4)   /* SPLIT with target, first set of going on, first set of target */                       \
  X(BRANCH, 2)        /* target; if that fails: goes on */                                                      \
  X(BRANCH_FIRST, 4)  /* BRANCH with target, first set of going on, first set of target */                      \
  X(DISPATCH, 1)      /* argument: n; 129 words: index by unit (128 words), index above 255 | at the end << 16; n targets */ \
  X(SAVE, 1)          /* argument: register := position, undone on backtracking */                              \
  X(SAVE_ONCE, 1)     /* the same, not undone */                                                                \
  X(CLEAR, 2)         /* argument: first register; count: := -1 */                                              \
  X(CHECK_MOVED, 1)   /* argument: register; fails if it equals the position */                                 \
  X(COUNT_START, 1)   /* argument: register := 0 */                                                             \
  X(COUNT_LOOP, 6)    /* argument: counter | lazy << 23; min, max, exit, first set of body, first set of exit */ \
  X(COUNT_END, 4)     /* argument: counter; position register or NONE, min, loop start */                       \
  X(LOOP, 5)          /* argument: JsReLoopMode | JsReElement << 8; element, min, max, first set after */       \
  X(LOOK, 3)          /* argument: register | JS_RE_LOOK_NESTED; first and count of capture registers to save */\
  X(LOOK_NEGATIVE, 4) /* the same; target when the body fails */                                                \
  X(LOOK_END, 1)      /* argument: register */                                                                  \
  X(LOOK_NEGATIVE_END, 1)                                                                                       \
  X(PEEK, 1)          /* argument: set; the next unit is in it */                                               \
  X(PEEK_NOT, 1)      /* argument: set; the next unit, if any, is not in it */                                  \
  X(PEEK_BACK, 1)     /* the same of the unit before */                                                         \
  X(PEEK_BACK_NOT, 1)                                                                                           \
  X(INPUT_START, 1)                                                                                             \
  X(INPUT_END, 1)                                                                                               \
  X(LINE_START, 1)                                                                                              \
  X(LINE_END, 1)                                                                                                \
  X(WORD_BOUNDARY, 1)     /* argument: set of word characters */                                                \
  X(NOT_WORD_BOUNDARY, 1)                                                                                       \
  X(BACKREF, 1)       /* argument: count | JS_RE_BACKREF_*; that many groups */                                 \
  X(MEMO, 1)          /* argument: n | m << 8 | JS_RE_MEMO_IN_LOOK; state, n position registers, m counters with their caps */

typedef enum JsReOp {
#define X(name, words) JS_RE_OP_##name,
  JS_RE_OPS(X)
#undef X
      JS_RE_OP_COUNT
} JsReOp;

#define JS_RE_ENTRY 1
#define JS_RE_NONE UINT32_MAX /* no register, no first set, no memo state */

#define JS_RE_LOOK_NESTED 0x800000u /* in another lookaround */
#define JS_RE_MEMO_IN_LOOK 0x10000u

#define JS_RE_BACKREF_BACKWARD 0x10000u
#define JS_RE_BACKREF_IGNORE_CASE 0x20000u
#define JS_RE_BACKREF_UNICODE 0x40000u

/* Loops over one character. */
typedef enum JsReLoopMode { JS_RE_LOOP_POSSESSIVE, JS_RE_LOOP_GREEDY, JS_RE_LOOP_LAZY } JsReLoopMode;
typedef enum JsReElement {
  JS_RE_ELEMENT_CHAR,  /* a unit */
  JS_RE_ELEMENT_SET,   /* a set of units */
  JS_RE_ELEMENT_POINT, /* a set of code points */
  JS_RE_ELEMENT_DOT,   /* any unit but line terminators */
  JS_RE_ELEMENT_ANY,   /* any unit */
} JsReElement;

typedef struct JsReSet {
  uint32_t first_range; /* in the table of ranges above Latin-1 */
  uint32_t range_count;
} JsReSet;

/* Over-approximation of the first unit. high: bit i stands for the units i << 10 … (i << 10) + 1023 above 255. */
typedef struct JsReFirst {
  uint64_t high;
  uint32_t column; /* of the Latin-1 tables */
  uint32_t at_end; /* may succeed at the end of input */
} JsReFirst;

/* How to look for a place to start. */
typedef enum JsReStart {
  JS_RE_START_ANYWHERE,
  JS_RE_START_INPUT,  /* only at index 0 */
  JS_RE_START_LINE,   /* at line starts */
  JS_RE_START_CHAR,   /* prefix of one unit */
  JS_RE_START_STRING, /* prefix of several units */
  JS_RE_START_MASKS,  /* sets for the first mask_length units */
  JS_RE_START_FIRST,  /* first set start_first */
} JsReStart;

/* Which of the first units of a match a unit may be: bit i for the i-th (Baeza-Yates and Gonnet, "A new approach to
 * text searching", 1992). */
#define JS_RE_MAX_MASKS 8
typedef struct JsReMaskTable {
  uint8_t latin1[256];
  uint8_t high[64]; /* by unit >> 10, of the units above 255 */
} JsReMaskTable;

#define JS_RE_MAX_PREFIX 32

struct JsRegExpProgram {
  uint64_t cell; /* header of the BYTES cell it may live in */
  uint32_t size; /* bytes, all */
  uint32_t flags;
  uint32_t group_count;    /* with the whole match */
  uint32_t register_count; /* captures first */
  uint32_t min_length;
  uint32_t memo_states; /* 0: memoisation is of no use or not sound */
  uint32_t start, start_first, prefix_length, mask_length;
  uint32_t name_count;
  uint16_t prefix[JS_RE_MAX_PREFIX];
  /* byte offsets from the program's start, and counts */
  uint32_t code, code_count;
  uint32_t sets, set_count;
  uint32_t firsts, first_count;
  uint32_t ranges;
  uint32_t latin1; /* tables of 256 bytes; column i is bit i % 8 of table i / 8; sets have the first columns */
  uint32_t masks;  /* JsReMaskTable */
  uint32_t names;  /* triples group, offset, length into name_units */
  uint32_t name_units;
};

#define JS_RE_AT(program, type, member) ((const type *)((const char *)(program) + (program)->member))

#endif
