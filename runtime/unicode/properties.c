/* Properties of code points, by name and by predicate. */
#include <string.h>

#include "unicode/unicode.h"

#include "unicode/generated/property_tables.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

bool js_unicode_in_ranges(uint32_t cp, const uint32_t *pairs, size_t n) {
  size_t low = 0, high = n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (cp < pairs[2 * middle])
      high = middle;
    else if (cp > pairs[2 * middle + 1])
      low = middle + 1;
    else
      return true;
  }
  return false;
}

static bool look_up(const Property *table, size_t count, const char *name, const uint32_t **pairs, size_t *n) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(table[i].name, name) != 0) continue;
    *pairs = range_pool + table[i].offset;
    *n = table[i].count;
    return true;
  }
  return false;
}
#define LOOK_UP(table, name) look_up(table, COUNT(table), name, pairs, n)

bool js_unicode_property_ranges(const char *name, const char *value, const uint32_t **pairs, size_t *n) {
  if (!value) return LOOK_UP(binary_properties, name) || LOOK_UP(category_properties, name);
  if (!strcmp(name, "General_Category") || !strcmp(name, "gc")) return LOOK_UP(category_properties, value);
  if (!strcmp(name, "Script") || !strcmp(name, "sc")) return LOOK_UP(script_properties, value);
  if (!strcmp(name, "Script_Extensions") || !strcmp(name, "scx")) return LOOK_UP(script_extensions_properties, value);
  return false;
}

bool js_unicode_string_property(const char *name, const uint32_t **pairs, size_t *n, const uint32_t **strings,
                                size_t *total) {
  for (size_t i = 0; i < COUNT(string_properties); i++) {
    const StringProperty *property = &string_properties[i];
    if (strcmp(property->name, name) != 0) continue;
    *pairs = range_pool + property->offset;
    *n = property->count;
    *strings = string_words + property->words_offset;
    *total = property->words;
    return true;
  }
  return false;
}

static bool has(uint32_t cp, const char *property) {
  const uint32_t *pairs;
  size_t n;
  return js_unicode_property_ranges(property, NULL, &pairs, &n) && js_unicode_in_ranges(cp, pairs, n);
}

static bool is_ascii_letter(uint32_t cp) { return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z'; }

bool js_unicode_is_id_start(uint32_t cp) { return cp < 0x80 ? is_ascii_letter(cp) : has(cp, "ID_Start"); }

bool js_unicode_is_id_continue(uint32_t cp) {
  if (cp < 0x80) return is_ascii_letter(cp) || (cp >= '0' && cp <= '9') || cp == '_';
  return has(cp, "ID_Continue");
}

bool js_unicode_is_cased(uint32_t cp) { return cp < 0x80 ? is_ascii_letter(cp) : has(cp, "Cased"); }

bool js_unicode_is_case_ignorable(uint32_t cp) { return has(cp, "Case_Ignorable"); }
