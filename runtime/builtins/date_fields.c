/* Date.prototype: reading and setting the parts of a time (21.4.4, B.2.3). */
#include "builtins/date_builtins.h"

#include <math.h>

/* ---- getters ---- */

typedef enum Field { YEAR, MONTH, DATE, HOURS, MINUTES, SECONDS, MS, WEEKDAY } Field;

static double field(const JsDateFields *f, Field which) {
  switch (which) {
    case YEAR: return f->year;
    case MONTH: return f->month;
    case DATE: return f->date;
    case HOURS: return f->hours;
    case MINUTES: return f->minutes;
    case SECONDS: return f->seconds;
    case MS: return f->ms;
    default: return f->weekday;
  }
}

static JsValue get_field(JsIsolate *iso, JsValue this_value, Field which, bool utc) {
  double t;
  if (!js_this_time_value(iso, this_value, NULL, &t)) return JS_EMPTY;
  if (isnan(t)) return js_number(t);
  JsDateFields f;
  js_date_split(utc ? t : js_date_local_time(iso, t), &f);
  return js_number(field(&f, which));
}

#define GETTER(name, which, utc)                         \
  JsValue js_date_proto_##name(JS_ARGS) {                \
    JS_UNUSED_ARGS;                                      \
    return get_field(iso, this_value, which, utc);       \
  }
GETTER(get_full_year, YEAR, false)
GETTER(get_month, MONTH, false)
GETTER(get_date, DATE, false)
GETTER(get_day, WEEKDAY, false)
GETTER(get_hours, HOURS, false)
GETTER(get_minutes, MINUTES, false)
GETTER(get_seconds, SECONDS, false)
GETTER(get_milliseconds, MS, false)
GETTER(get_utc_full_year, YEAR, true)
GETTER(get_utc_month, MONTH, true)
GETTER(get_utc_date, DATE, true)
GETTER(get_utc_day, WEEKDAY, true)
GETTER(get_utc_hours, HOURS, true)
GETTER(get_utc_minutes, MINUTES, true)
GETTER(get_utc_seconds, SECONDS, true)
GETTER(get_utc_milliseconds, MS, true)

/* 21.4.4.10 Date.prototype.getTime ( ) */
JsValue js_date_proto_get_time(JS_ARGS) {
  JS_UNUSED_ARGS;
  double t;
  return js_this_time_value(iso, this_value, NULL, &t) ? js_as_date(this_value)->value : JS_EMPTY;
}

/* 21.4.4.44 Date.prototype.valueOf ( ) */
JsValue js_date_proto_value_of(JS_ARGS) {
  return js_date_proto_get_time(iso, callee, this_value, new_target, argc, argv);
}

/* 21.4.4.11 Date.prototype.getTimezoneOffset ( ) */
JsValue js_date_proto_get_timezone_offset(JS_ARGS) {
  JS_UNUSED_ARGS;
  double t;
  if (!js_this_time_value(iso, this_value, NULL, &t)) return JS_EMPTY;
  return js_number(isnan(t) ? t : trunc(-js_date_local_offset(iso, t) / 60000) + 0.0);
}

/* B.2.3.1 Date.prototype.getYear ( ) */
JsValue js_date_proto_get_year(JS_ARGS) {
  JS_UNUSED_ARGS;
  double t;
  if (!js_this_time_value(iso, this_value, "getYear", &t)) return JS_EMPTY;
  if (isnan(t)) return js_number(t);
  JsDateFields f;
  js_date_split(js_date_local_time(iso, t), &f);
  return js_number(f.year - 1900);
}

/* ---- setters ---- */

static JsValue store(JsValue this_value, double t) { return js_as_date(this_value)->value = js_number(t); }

/* The setters of first and what follows it, at most max parts. */
static JsValue set_fields(JsIsolate *iso, JsValue this_value, uint32_t argc, const JsValue *argv, const char *method,
                          Field first, uint32_t max, bool utc) {
  double t, values[4];
  if (!js_this_time_value(iso, this_value, method, &t)) return JS_EMPTY;
  uint32_t count = argc < max ? argc : max;
  if (count == 0) {
    values[0] = NAN;
    count = 1;
  } else {
    for (uint32_t i = 0; i < count; i++) {
      if (!js_to_number(iso, argv[i], &values[i])) return JS_EMPTY;
    }
  }
  if (isnan(t)) {
    if (first != YEAR) return js_number(t); /* what the coercions may have set stays */
    t = 0;
  } else if (!utc) {
    t = js_date_local_time(iso, t);
  }
  JsDateFields f;
  js_date_split(t, &f);
  double *const parts[] = {&f.year, &f.month, &f.date, &f.hours, &f.minutes, &f.seconds, &f.ms};
  for (uint32_t i = 0; i < count; i++) *parts[first + i] = values[i];
  double day = js_date_make_day(f.year, f.month, f.date);
  double local = js_date_make_date(day, js_date_make_time(f.hours, f.minutes, f.seconds, f.ms));
  return store(this_value, js_date_time_clip(utc ? local : js_date_utc(iso, local)));
}

#define SETTER(name, text, first, max, utc)                                     \
  JsValue js_date_proto_##name(JS_ARGS) {                                       \
    JS_UNUSED_ARGS;                                                             \
    return set_fields(iso, this_value, argc, argv, text, first, max, utc);      \
  }
SETTER(set_milliseconds, "setMilliseconds", MS, 1, false)
SETTER(set_seconds, "setSeconds", SECONDS, 2, false)
SETTER(set_minutes, "setMinutes", MINUTES, 3, false)
SETTER(set_hours, "setHours", HOURS, 4, false)
SETTER(set_date, "setDate", DATE, 1, false)
SETTER(set_month, "setMonth", MONTH, 2, false)
SETTER(set_full_year, "setFullYear", YEAR, 3, false)
SETTER(set_utc_milliseconds, "setUTCMilliseconds", MS, 1, true)
SETTER(set_utc_seconds, "setUTCSeconds", SECONDS, 2, true)
SETTER(set_utc_minutes, "setUTCMinutes", MINUTES, 3, true)
SETTER(set_utc_hours, "setUTCHours", HOURS, 4, true)
SETTER(set_utc_date, "setUTCDate", DATE, 1, true)
SETTER(set_utc_month, "setUTCMonth", MONTH, 2, true)
SETTER(set_utc_full_year, "setUTCFullYear", YEAR, 3, true)

/* 21.4.4.27 Date.prototype.setTime ( time ) */
JsValue js_date_proto_set_time(JS_ARGS) {
  JS_UNUSED_ARGS;
  double t, time;
  if (!js_this_time_value(iso, this_value, "setTime", &t)) return JS_EMPTY;
  if (!js_to_number(iso, js_arg(argc, argv, 0), &time)) return JS_EMPTY;
  return store(this_value, js_date_time_clip(time));
}

/* B.2.3.2 Date.prototype.setYear ( year ) */
JsValue js_date_proto_set_year(JS_ARGS) {
  JS_UNUSED_ARGS;
  double t, year;
  if (!js_this_time_value(iso, this_value, "setYear", &t)) return JS_EMPTY;
  if (!js_to_number(iso, js_arg(argc, argv, 0), &year)) return JS_EMPTY;
  if (isnan(year)) return store(this_value, NAN);
  JsDateFields f;
  js_date_split(isnan(t) ? 0 : js_date_local_time(iso, t), &f);
  double day = js_date_make_day(js_date_make_full_year(year), f.month, f.date);
  double local = js_date_make_date(day, js_date_make_time(f.hours, f.minutes, f.seconds, f.ms));
  return store(this_value, js_date_time_clip(js_date_utc(iso, local)));
}
