/* Date (21.4): registration and the constructor. */
#include "builtins/builtins.h"

static JsValue date_constructor(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_throw_type_error(iso, "Date is not supported yet");
}

void js_init_date(JsIsolate *iso) {
  js_install_class(iso, "Date", date_constructor, 7, JS_INTRINSIC_Date, JS_INTRINSIC_DatePrototype, js_object_new(iso),
                   NULL, NULL);
}
