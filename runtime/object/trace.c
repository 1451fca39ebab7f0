/* Size and trace functions of objects and of the object model's internal cells. */
#include "object/host.h"
#include "object/internal.h"

size_t js_object_size(const JsCell *cell) {
  const JsShape *s = js_shape_of(cell);
  return s->inline_offset + s->inline_slots * 8u;
}

static void trace_elements(JsTracer *t, JsObject *o) {
  uint8_t kind = o->cell.aux;
  if (kind >= JS_ELEM_SPARSE) {
    js_trace_value(t, o->elements[0]);
  } else if ((kind & 3) == JS_ELEM_VALUE) {
    uint32_t length = *js_elements_length(o->elements), capacity = *js_elements_capacity(o->elements);
    js_trace_values(t, o->elements, length < capacity ? length : capacity);
  }
}

void js_object_trace(JsTracer *t, JsCell *cell) {
  JsObject *o = (JsObject *)cell;
  JsShape *s = js_object_shape(o);
  js_trace_cell(t, s);
  uint32_t overflow = js_shape_overflow(s);
  if (overflow || *js_elements_capacity(o->elements)) {
    js_trace_shallow(t, js_storage_cell(o->elements, overflow));
    js_trace_values(t, o->elements - 1 - overflow, overflow);
    trace_elements(t, o);
  }
  if (cell->kind == JS_KIND_ARGUMENTS) {
    js_trace_value(t, ((JsArguments *)o)->env);
    js_trace_value(t, ((JsArguments *)o)->map);
  }
  uint32_t n = s->count < s->inline_slots ? s->count : s->inline_slots;
  js_trace_values(t, (JsValue *)((char *)o + s->inline_offset), n);
}

size_t js_accessor_size(const JsCell *cell) {
  (void)cell;
  return sizeof(JsAccessor);
}

void js_accessor_trace(JsTracer *t, JsCell *cell) {
  JsAccessor *a = (JsAccessor *)cell;
  js_trace_value(t, a->getter);
  js_trace_value(t, a->setter);
}

size_t js_function_size(const JsCell *cell) { return js_object_size(cell); }

void js_function_trace(JsTracer *t, JsCell *cell) {
  JsFunction *f = (JsFunction *)cell;
  js_object_trace(t, cell);
  js_trace_cell(t, f->env);
  js_trace_cell(t, f->realm);
  js_trace_cell(t, f->instance_shape);
  js_trace_value(t, f->data);
}

size_t js_error_size(const JsCell *cell) { return js_object_size(cell); }

void js_error_trace(JsTracer *t, JsCell *cell) {
  js_object_trace(t, cell);
  js_trace_value(t, ((JsError *)cell)->frames);
  js_trace_value(t, ((JsError *)cell)->limit);
}

size_t js_wrapper_size(const JsCell *cell) { return js_object_size(cell); }

void js_wrapper_trace(JsTracer *t, JsCell *cell) {
  js_object_trace(t, cell);
  js_trace_value(t, ((JsWrapper *)cell)->value);
}
