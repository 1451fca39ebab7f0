/* Prints what unicode/unicode.h says, for tests/test_unicode.py: "case" a line a code point with the full upper and
 * lower case and the simple fold; "property NAME [VALUE]" the ranges; "normalize FORM" answers lines of hexadecimal
 * units. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unicode/unicode.h"

static void print_case(void) {
  for (uint32_t cp = 0; cp <= JS_UNICODE_MAX; cp++) {
    uint32_t upper[JS_UNICODE_MAX_CASE_LENGTH], lower[JS_UNICODE_MAX_CASE_LENGTH];
    size_t nu = js_unicode_to_upper(cp, upper), nl = js_unicode_to_lower(cp, lower);
    printf("%x", cp);
    for (size_t i = 0; i < nu; i++) printf("%c%x", i ? ' ' : ',', upper[i]);
    for (size_t i = 0; i < nl; i++) printf("%c%x", i ? ' ' : ',', lower[i]);
    printf(",%x,%d\n", js_unicode_simple_fold(cp), js_unicode_is_white_space(cp));
  }
}

static int print_property(const char *name, const char *value) {
  const uint32_t *pairs;
  size_t n;
  if (!js_unicode_property_ranges(name, value, &pairs, &n)) return 1;
  for (size_t i = 0; i < n; i++) printf("%x %x\n", pairs[2 * i], pairs[2 * i + 1]);
  return 0;
}

static int normalize(const char *name) {
  static const char *const names[] = {"NFC", "NFD", "NFKC", "NFKD"};
  int form = 0;
  while (form < 4 && strcmp(names[form], name)) form++;
  static char line[1 << 16];
  static uint16_t units[1 << 14];
  while (fgets(line, sizeof line, stdin)) {
    size_t n = 0, length;
    for (char *p = strtok(line, " \n"); p; p = strtok(NULL, " \n")) units[n++] = (uint16_t)strtoul(p, NULL, 16);
    uint16_t *out = js_unicode_normalize(units, n, (JsNormalForm)form, &length);
    for (size_t i = 0; i < length; i++) printf(i ? " %x" : "%x", out[i]);
    printf("\n");
    free(out);
  }
  return 0;
}

int main(int argc, char **argv) {
  if (argc > 2 && !strcmp(argv[1], "property")) return print_property(argv[2], argv[3]);
  if (argc > 2 && !strcmp(argv[1], "normalize")) return normalize(argv[2]);
  print_case();
  return 0;
}
