/* White space of ECMAScript: WhiteSpace (12.2: TAB, VT, FF, ZWNBSP, USP) and LineTerminator (12.3). Written out,
 * because scanning numbers and trim need it fast; the tests compare it with the tables. */
#include "unicode/unicode.h"

bool js_unicode_is_white_space(uint32_t cp) {
  if (cp < 0x80) return cp == 0x20 || (cp >= 0x09 && cp <= 0x0D);
  if (cp < 0x1680) return cp == 0xA0;
  if (cp >= 0x2000 && cp <= 0x200A) return true;
  return cp == 0x1680 || cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F || cp == 0x3000 || cp == 0xFEFF;
}
