/* Running a compiled program. */
#ifndef LODE_EMBED_H
#define LODE_EMBED_H

#include "module.h"

/* Creates an isolate and a realm, runs the program (its entry first in the NULL-terminated table) and its event loop to
 * the end, and returns the exit code. process.exit and uncaught exceptions end the process from within. options may be
 * NULL; LODE_OPTIONS in the environment is read on top of it. */
int lode_main(int argc, char **argv, const JsModuleDesc *const *program, const JsIsolateOptions *options);

/* The same in two steps, between which the process may fork: an isolate with a realm, NULL if there is no memory, and
 * running a program in it. */
JsIsolate *lode_isolate(const JsIsolateOptions *options);
int lode_run(JsIsolate *iso, const JsModuleDesc *const *program, const char *host);

#endif
