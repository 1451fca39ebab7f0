/* Matches patterns against subjects for tests/test_regexp.py: the engine alone, without an isolate.
 *
 * Each input line is `flags pattern subject start`, pattern and subject as four hexadecimal digits a code unit
 * ("-" when empty), flags as a decimal number of JS_RE_*. Each output line is `error MESSAGE`, `none`, `overflow` or
 * the start,end pairs of the groups. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "regexp/regexp.h"

static void *allocate(void *context, size_t size) {
  (void)context;
  return calloc(1, size);
}

static JsChars read_units(const char *hex) {
  size_t n = hex[0] == '-' ? 0 : strlen(hex) / 4;
  uint16_t *units = malloc((n + 1) * sizeof *units);
  bool wide = false;
  for (size_t i = 0; i < n; i++) {
    char digits[5] = {hex[4 * i], hex[4 * i + 1], hex[4 * i + 2], hex[4 * i + 3], 0};
    units[i] = (uint16_t)strtoul(digits, NULL, 16);
    wide |= units[i] > 255;
  }
  if (wide) return (JsChars){units, (uint32_t)n, true};
  uint8_t *latin1 = malloc(n + 1);
  for (size_t i = 0; i < n; i++) latin1[i] = (uint8_t)units[i];
  free(units);
  return (JsChars){latin1, (uint32_t)n, false};
}

static void print_result(JsRegExpResult result, const JsRegExpMatcher *matcher, const JsRegExpProgram *program) {
  if (result == JS_RE_NO_MATCH) printf("none");
  else if (result != JS_RE_MATCH) printf("overflow");
  for (uint32_t i = 0; result == JS_RE_MATCH && i < js_regexp_group_count(program); i++) {
    printf("%s%d,%d", i ? " " : "", matcher->registers[2 * i], matcher->registers[2 * i + 1]);
  }
  printf("\n");
}

int main(void) {
  static char line[1 << 20], pattern_hex[1 << 19], subject_hex[1 << 19];
  char here;
  JsRegExpMatcher matcher = {0};
  while (fgets(line, sizeof line, stdin)) {
    unsigned flags, start;
    if (sscanf(line, "%u %524287s %524287s %u", &flags, pattern_hex, subject_hex, &start) != 4) return 2;
    JsChars pattern = read_units(pattern_hex), subject = read_units(subject_hex);
    const char *error = NULL;
    JsRegExpProgram *program = js_regexp_compile(&pattern, flags, &here - (512 << 10), allocate, NULL, &error);
    if (program) {
      print_result(js_regexp_match(&matcher, program, &subject, start, (flags & JS_RE_STICKY) != 0), &matcher, program);
    } else {
      printf("error %s\n", error);
    }
    fflush(stdout);
    free(program);
    free((void *)pattern.data);
    free((void *)subject.data);
  }
  js_regexp_matcher_dispose(&matcher);
  return 0;
}
