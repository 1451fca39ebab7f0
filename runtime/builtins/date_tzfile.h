/* Time zones by name, read from the system's IANA database (RFC 8536), for what is not the process's own zone. */
#ifndef LODE_BUILTINS_DATE_TZFILE_H
#define LODE_BUILTINS_DATE_TZFILE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct JsTimeZone JsTimeZone;

/* NULL: there is no zone of that name. */
JsTimeZone *js_time_zone_open(const char *name);
void js_time_zone_close(JsTimeZone *zone);
/* An offset from UTC in seconds, and from when to when (exclusive) it holds for certain. */
typedef struct JsZoneSpan {
  int64_t from, to;
  int32_t offset;
  bool daylight; /* daylight saving or summer time */
} JsZoneSpan;
JsZoneSpan js_time_zone_span(const JsTimeZone *zone, int64_t seconds);

#endif
