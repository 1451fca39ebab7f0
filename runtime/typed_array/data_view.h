/* DataView objects (25.3). */
#ifndef LODE_TYPED_ARRAY_DATA_VIEW_H
#define LODE_TYPED_ARRAY_DATA_VIEW_H

#include "typed_array/array_buffer.h"

typedef struct JsDataView {
  JsObject object;
  JsArrayBuffer *buffer;
  size_t byte_offset, fixed_length; /* as constructed; of one that tracks the length, the latter is 0 */
  bool tracks_length;
} JsDataView;

#endif
