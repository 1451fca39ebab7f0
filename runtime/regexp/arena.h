/* A bump arena: everything the parser and the compiler build for one pattern, freed at once. Running
 * out of memory or over the limit leaves through the owner's jump buffer. */
#ifndef LODE_REGEXP_ARENA_H
#define LODE_REGEXP_ARENA_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

typedef struct JsArenaChunk JsArenaChunk;

typedef struct JsArena {
  JsArenaChunk *chunks;
  char *cursor, *limit;
  size_t total;
  const char *error; /* set before jumping to on_error */
  jmp_buf on_error;
} JsArena;

#define JS_ARENA_MAX_BYTES ((size_t)256 << 20)

void js_arena_init(JsArena *arena);
void js_arena_free(JsArena *arena);
/* Zeroed, aligned to 8. Never NULL. */
void *js_arena_alloc(JsArena *arena, size_t size);
/* Leaves to on_error with this message. */
_Noreturn void js_arena_fail(JsArena *arena, const char *error);

/* A growing array of 32-bit words in an arena. */
typedef struct JsWords {
  uint32_t *data;
  uint32_t count, capacity;
} JsWords;
void js_words_push(JsArena *arena, JsWords *words, uint32_t word);

/* A growing array of pointers in an arena. */
typedef struct JsPointers {
  void **data;
  uint32_t count, capacity;
} JsPointers;
void js_pointers_push(JsArena *arena, JsPointers *pointers, void *p);

#endif
