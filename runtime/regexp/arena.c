/* Bump arena of the RegExp compiler: see arena.h. */
#include "regexp/arena.h"

#include <stdlib.h>
#include <string.h>

struct JsArenaChunk {
  JsArenaChunk *next;
  char data[];
};

#define FIRST_CHUNK_BYTES ((size_t)4096)
#define LARGEST_CHUNK_BYTES ((size_t)1 << 20)

void js_arena_init(JsArena *arena) {
  arena->chunks = NULL;
  arena->cursor = arena->limit = NULL;
  arena->total = 0;
  arena->error = NULL;
}

void js_arena_free(JsArena *arena) {
  JsArenaChunk *chunk = arena->chunks;
  while (chunk) {
    JsArenaChunk *next = chunk->next;
    free(chunk);
    chunk = next;
  }
  arena->chunks = NULL;
  arena->cursor = arena->limit = NULL;
}

_Noreturn void js_arena_fail(JsArena *arena, const char *error) {
  arena->error = error;
  longjmp(arena->on_error, 1);
}

static void add_chunk(JsArena *arena, size_t size) {
  size_t bytes = arena->total ? arena->total : FIRST_CHUNK_BYTES;
  if (bytes > LARGEST_CHUNK_BYTES) bytes = LARGEST_CHUNK_BYTES;
  if (bytes < size) bytes = size;
  if (bytes > JS_ARENA_MAX_BYTES - arena->total) js_arena_fail(arena, "Regular expression too large");
  JsArenaChunk *chunk = malloc(sizeof(JsArenaChunk) + bytes);
  if (!chunk) js_arena_fail(arena, "Regular expression too large");
  chunk->next = arena->chunks;
  arena->chunks = chunk;
  arena->total += bytes;
  arena->cursor = chunk->data;
  arena->limit = chunk->data + bytes;
}

void *js_arena_alloc(JsArena *arena, size_t size) {
  if (size > JS_ARENA_MAX_BYTES) js_arena_fail(arena, "Regular expression too large");
  size = (size + 7) & ~(size_t)7;
  if ((size_t)(arena->limit - arena->cursor) < size || !arena->cursor) add_chunk(arena, size);
  void *p = arena->cursor;
  arena->cursor += size;
  memset(p, 0, size);
  return p;
}

static void *grow(JsArena *arena, const void *data, uint32_t count, uint32_t *capacity, size_t item) {
  if (*capacity > UINT32_MAX / 4) js_arena_fail(arena, "Regular expression too large");
  *capacity = *capacity ? *capacity * 2 : 8;
  void *grown = js_arena_alloc(arena, *capacity * item);
  if (count) memcpy(grown, data, count * item);
  return grown;
}

void js_words_push(JsArena *arena, JsWords *words, uint32_t word) {
  if (words->count == words->capacity) {
    words->data = grow(arena, words->data, words->count, &words->capacity, sizeof(uint32_t));
  }
  words->data[words->count++] = word;
}

void js_pointers_push(JsArena *arena, JsPointers *pointers, void *p) {
  if (pointers->count == pointers->capacity) {
    pointers->data = grow(arena, pointers->data, pointers->count, &pointers->capacity, sizeof(void *));
  }
  pointers->data[pointers->count++] = p;
}
