/* Reads lines "command argument…" and answers each with a line; driven by tests/test_values.py.
 * Doubles come as 16 hexadecimal digits of their bits. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "value/number_text.h"

static double read_double(const char *text) {
  uint64_t bits = strtoull(text, NULL, 16);
  double d;
  memcpy(&d, &bits, 8);
  return d;
}

static void print_double(double d) {
  uint64_t bits;
  memcpy(&bits, &d, 8);
  printf("%016" PRIx64 "\n", bits);
}

int main(void) {
  static char line[1 << 20], out[JS_RADIX_TEXT];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    char command = line[0], *argument = line + 2;
    int number = 0;
    size_t n = 0;
    if (strchr("fpxr", command)) number = (int)strtol(argument, &argument, 10), argument++;
    if (command == 's') n = js_double_to_chars(read_double(argument), out);
    if (command == 'f') n = js_double_to_fixed(read_double(argument), number, out);
    if (command == 'p') n = js_double_to_precision(read_double(argument), number, out);
    if (command == 'x') n = js_double_to_exponential(read_double(argument), number, out);
    if (command == 'r') n = js_double_to_radix(read_double(argument), number, out);
    if (command == 'n') {
      JsChars c = {.data = argument, .length = (uint32_t)strlen(argument), .utf16 = false};
      print_double(js_chars_to_number(&c));
    } else if (command == 'i') {
      int radix = (int)strtol(argument, &argument, 10);
      uint32_t end;
      JsChars c = {.data = argument + 1, .length = (uint32_t)strlen(argument + 1), .utf16 = false};
      print_double(js_chars_parse_integer(&c, 0, radix, &end));
    } else {
      printf("%.*s\n", (int)n, out);
    }
  }
  return 0;
}
