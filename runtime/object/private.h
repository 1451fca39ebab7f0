/* Private names of classes: symbols that programs never see. */
#ifndef LODE_OBJECT_PRIVATE_H
#define LODE_OBJECT_PRIVATE_H

#include "object/object.h"

/* JsSymbol.registered */
#define JS_SYMBOL_PRIVATE 2 /* a private name */
#define JS_SYMBOL_BRAND 3   /* a private name that stands for a class's methods and accessors; described by the class's name */

static inline bool js_key_is_private(JsKey key) {
  return js_key_is_symbol(key) && ((JsSymbol *)js_key_cell(key))->registered >= JS_SYMBOL_PRIVATE;
}

#endif
