/* The entry of executables. */
#include "embed.h"

extern const JsModuleDesc *const lode_program[];

int main(int argc, char **argv) {
  JsIsolateOptions options = {.stack_base = __builtin_frame_address(0), .argc = argc, .argv = argv};
  return lode_main(argc, argv, lode_program, &options);
}
