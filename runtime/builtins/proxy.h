/* What the two files of Proxy share. */
#ifndef LODE_BUILTINS_PROXY_H
#define LODE_BUILTINS_PROXY_H

#include "builtins/builtins.h"

/* The trap of this name: callable, or undefined where the handler has none. Checks the stack and revocation. false: threw. */
bool js_proxy_trap(JsIsolate *iso, JsProxy *p, const char *name, JsValue *trap);

#endif
