/* Time zones by name, read from the system's IANA database (RFC 8536), for what is not the process's own zone. */
#ifndef LODE_BUILTINS_DATE_TZFILE_H
#define LODE_BUILTINS_DATE_TZFILE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct JsTimeZone JsTimeZone;

/* NULL: there is no zone of that name. */
JsTimeZone *js_time_zone_open(const char *name);
void js_time_zone_close(JsTimeZone *zone);
/* Seconds to add to UTC; *daylight: daylight saving time is in force. */
int32_t js_time_zone_offset(const JsTimeZone *zone, int64_t seconds, bool *daylight);

#endif
