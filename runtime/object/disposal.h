/* What DisposableStack shares with using declarations (object/disposal.c). lode_abi.h has the rest. */
#ifndef LODE_OBJECT_DISPOSAL_H
#define LODE_OBJECT_DISPOSAL_H

#include "value/value.h"

/* AddDisposableResource with a method given: it will be called on v. false: threw. */
bool js_dispose_add_method(JsIsolate *iso, JsValue resources, JsValue v, JsValue method, bool async);

#endif
