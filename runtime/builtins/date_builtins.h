/* What the files of Date share. A time value is a double: milliseconds since the epoch, integral, or NaN. */
#ifndef LODE_BUILTINS_DATE_BUILTINS_H
#define LODE_BUILTINS_DATE_BUILTINS_H

#include "builtins/builtins.h"

#define JS_MS_PER_DAY 86400000.0
#define JS_MAX_TIME_VALUE 8.64e15

/* The parts of a time value. All hold integers; year and day may be as large as time values reach. */
typedef struct JsDateFields {
  double year, month, date, hours, minutes, seconds, ms; /* month 0 … 11, date from 1 */
  int weekday;                                           /* 0: Sunday */
} JsDateFields;

/* date_algorithms.c (21.4.1) */
double js_date_make_time(double hours, double minutes, double seconds, double ms);
double js_date_make_day(double year, double month, double date);
double js_date_make_date(double day, double time);
double js_date_make_full_year(double year);
double js_date_time_clip(double t);
void js_date_split(double t, JsDateFields *out); /* t finite */

/* date_zone.c: the time zone of the process. */
double js_date_local_offset(JsIsolate *iso, double t); /* ms to add to the UTC time t */
double js_date_local_time(JsIsolate *iso, double t);   /* LocalTime(t) */
double js_date_utc(JsIsolate *iso, double local);      /* UTC(local); NaN and infinities give NaN */
/* The IANA name of the zone; false: it cannot be told, and out says UTC. */
bool js_date_zone_iana_name(char *out, size_t size);
/* Its English name at t, as in "Central European Summer Time". */
void js_date_zone_name(JsIsolate *iso, double t, char *out, size_t size);
/* The English name of a zone, given its offset in ms and whether that is its daylight time. */
void js_date_name_of_zone(const char *zone, double offset, bool daylight, char *out, size_t size);
/* Called when the environment variable TZ changed. */
void js_date_zone_changed(JsIsolate *iso);
void js_date_zone_free(JsIsolate *iso);

/* date_zone_names.c: the zone's name as the IANA database spells it, whatever the case. false: not in the table. */
bool js_date_zone_spelling(const char *zone, char *out, size_t size);
/* Standard and daylight names of an IANA zone. false: unknown. */
bool js_date_zone_long_names(const char *zone, const char **standard, const char **daylight);

/* date_parse.c: Date.parse of units; NaN if malformed. */
double js_date_parse(JsIsolate *iso, const JsChars *text);

/* date_format.c */
typedef enum JsDateFormat {
  JS_DATE_FULL,     /* Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time) */
  JS_DATE_DATE,     /* Thu Jan 01 1970 */
  JS_DATE_TIME,     /* 00:00:00 GMT+0000 (Coordinated Universal Time) */
  JS_DATE_UTC,      /* Thu, 01 Jan 1970 00:00:00 GMT */
  JS_DATE_ISO,      /* 1970-01-01T00:00:00.000Z */
} JsDateFormat;
JsString *js_date_to_string(JsIsolate *iso, double t, JsDateFormat format); /* "Invalid Date" for NaN */

/* Time value of this; false: TypeError, as "Method Date.prototype.<method> called on …", or without method "this is not
 * a Date object." */
bool js_this_time_value(JsIsolate *iso, JsValue this_value, const char *method, double *out);
static inline bool js_is_date(JsValue v) { return js_is_kind(v, JS_KIND_DATE); }
static inline JsWrapper *js_as_date(JsValue v) { return (JsWrapper *)js_as_object(v); }

/* X(property name, C name, length) of %Date.prototype%: date_fields.c, date_format.c */
#define JS_DATE_METHODS(X, A)                                                                                   \
  X(toString, to_string, 0) X(toDateString, to_date_string, 0) X(toTimeString, to_time_string, 0)               \
  X(toISOString, to_iso_string, 0) X(toUTCString, to_utc_string, 0) A(toGMTString, toUTCString)                 \
  X(getDate, get_date, 0) X(setDate, set_date, 1) X(getDay, get_day, 0) X(getFullYear, get_full_year, 0)        \
  X(setFullYear, set_full_year, 3) X(getHours, get_hours, 0) X(setHours, set_hours, 4)                          \
  X(getMilliseconds, get_milliseconds, 0) X(setMilliseconds, set_milliseconds, 1)                               \
  X(getMinutes, get_minutes, 0) X(setMinutes, set_minutes, 3) X(getMonth, get_month, 0)                         \
  X(setMonth, set_month, 2) X(getSeconds, get_seconds, 0) X(setSeconds, set_seconds, 2) X(getTime, get_time, 0) \
  X(setTime, set_time, 1) X(getTimezoneOffset, get_timezone_offset, 0) X(getUTCDate, get_utc_date, 0)           \
  X(setUTCDate, set_utc_date, 1) X(getUTCDay, get_utc_day, 0) X(getUTCFullYear, get_utc_full_year, 0)           \
  X(setUTCFullYear, set_utc_full_year, 3) X(getUTCHours, get_utc_hours, 0) X(setUTCHours, set_utc_hours, 4)     \
  X(getUTCMilliseconds, get_utc_milliseconds, 0) X(setUTCMilliseconds, set_utc_milliseconds, 1)                 \
  X(getUTCMinutes, get_utc_minutes, 0) X(setUTCMinutes, set_utc_minutes, 3)                                     \
  X(getUTCMonth, get_utc_month, 0) X(setUTCMonth, set_utc_month, 2) X(getUTCSeconds, get_utc_seconds, 0)        \
  X(setUTCSeconds, set_utc_seconds, 2) X(valueOf, value_of, 0) X(getYear, get_year, 0) X(setYear, set_year, 1)  \
  X(toJSON, to_json, 1) X(toLocaleString, to_locale_string, 0) X(toLocaleDateString, to_locale_date_string, 0)  \
  X(toLocaleTimeString, to_locale_time_string, 0)
#define X(name, c_name, length) JsValue js_date_proto_##c_name(JS_ARGS);
#define A(name, other)
JS_DATE_METHODS(X, A)
#undef X
#undef A

#endif
