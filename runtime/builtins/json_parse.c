/* The JSON parser, for Latin-1 and for UTF-16 texts: see json_scan.h. */
#include "builtins/json.h"

#include <stdlib.h>

#define KEY_CACHE 128u
#define MAX_CACHED_KEY 64u

#define UNIT uint8_t
#define SCAN(name) latin1_##name
#define SCAN_UTF16 0
#define SCAN_ENTRY js_json_parse_latin1
#include "builtins/json_scan.h"
#undef UNIT
#undef SCAN
#undef SCAN_UTF16
#undef SCAN_ENTRY

#define UNIT uint16_t
#define SCAN(name) utf16_##name
#define SCAN_UTF16 1
#define SCAN_ENTRY js_json_parse_utf16
#include "builtins/json_scan.h"
