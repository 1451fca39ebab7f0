/* Texts for eval whose value needs no compiler. */
#ifndef LODE_BUILTINS_EVAL_TEXT_H
#define LODE_BUILTINS_EVAL_TEXT_H

#include "builtins/builtins.h"

/* Nothing but white space and comments, or one regular expression literal: true, with the value. false: any other text, or
 * one with an error that the compiler shall tell; value is left alone and nothing is pending. [collects] */
bool js_eval_plain_text(JsIsolate *iso, JsString *text, JsValue *value);

#endif
