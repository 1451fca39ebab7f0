/* Which typed arrays there are on each buffer, so that they can be told when its length changes or it is detached.
 *
 * The lists are weak: the collector's weak callback takes dead views out. Only full collections find old ones. */
#include "typed_array/typed_array.h"

#include <stdlib.h>

typedef struct ViewList {
  JsTypedArray **items;
  size_t count, capacity;
} ViewList;

typedef struct ViewTable {
  ViewList young, old; /* since the last collection, before it */
} ViewTable;

static void push(ViewList *list, JsTypedArray *view) {
  if (list->count == list->capacity) {
    list->capacity = list->capacity ? list->capacity * 2 : 64;
    list->items = realloc(list->items, list->capacity * sizeof *list->items);
    if (!list->items) abort();
  }
  list->items[list->count++] = view;
}

static void unlink_view(JsTypedArray *view) {
  *view->place = view->next;
  if (view->next) view->next->place = view->place;
}

static void drop_dead(JsHeap *heap, bool full, void *data) {
  ViewTable *t = data;
  if (full) {
    size_t kept = 0;
    for (size_t i = 0; i < t->old.count; i++) {
      JsTypedArray *view = t->old.items[i];
      if (js_gc_is_marked(heap, view)) {
        t->old.items[kept++] = view;
      } else {
        unlink_view(view);
      }
    }
    t->old.count = kept;
  }
  for (size_t i = 0; i < t->young.count; i++) {
    JsTypedArray *view = t->young.items[i];
    if (js_gc_is_marked(heap, view)) {
      push(&t->old, view);
    } else {
      unlink_view(view);
    }
  }
  t->young.count = 0;
}

void js_views_init(JsIsolate *iso) {
  if (iso->view_table) return;
  iso->view_table = calloc(1, sizeof(ViewTable));
  if (!iso->view_table) abort();
  js_gc_add_weak_fn(iso, drop_dead, iso->view_table);
}

void js_views_free(JsIsolate *iso) {
  ViewTable *t = iso->view_table;
  if (!t) return;
  free(t->young.items);
  free(t->old.items);
  free(t);
  iso->view_table = NULL;
}

/* 10.4.5.9 MakeTypedArrayWithBufferWitnessRecord and what follows from it. */
static void update(JsTypedArray *view) {
  const JsArrayBuffer *buffer = view->buffer;
  unsigned shift = js_element_shift(view);
  size_t end = view->byte_offset + (view->tracks_length ? 0 : view->fixed_length << shift);
  view->out_of_bounds = buffer->detached || end > buffer->length;
  if (view->out_of_bounds) {
    view->data = NULL;
    view->length = 0;
    return;
  }
  view->data = buffer->data + view->byte_offset;
  view->length = view->tracks_length ? (buffer->length - view->byte_offset) >> shift : view->fixed_length;
}

void js_views_add(JsIsolate *iso, JsTypedArray *view) {
  JsArrayBuffer *buffer = view->buffer;
  view->next = buffer->views;
  view->place = &buffer->views;
  if (view->next) view->next->place = &view->next;
  buffer->views = view;
  push(&((ViewTable *)iso->view_table)->young, view);
  update(view);
}

void js_views_update(JsArrayBuffer *buffer) {
  for (JsTypedArray *view = buffer->views; view; view = view->next) update(view);
}
