/* Date.prototype: texts of a time (21.4.4.41). Those of the locale are in date_locale.c. */
#include "builtins/date_builtins.h"

#include <math.h>
#include <stdio.h>

static const char weekdays[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

#define YEAR_FORMAT "%s%04d"
#define YEAR_ARGS(f) (f)->year < 0 ? "-" : "", (int)fabs((f)->year)

/* GMT+0100 (Central European Standard Time) */
static void zone_text(JsIsolate *iso, double t, char *out, size_t size) {
  char name[128];
  int minutes = (int)(js_date_local_offset(iso, t) / 60000), positive = minutes < 0 ? -minutes : minutes;
  js_date_zone_name(iso, t, name, sizeof name);
  snprintf(out, size, "GMT%c%02d%02d (%s)", minutes < 0 ? '-' : '+', positive / 60, positive % 60, name);
}

static void iso_text(const JsDateFields *f, char *out, size_t size) {
  int year = (int)f->year;
  const char *format = year >= 0 && year <= 9999 ? "%04d" : "%+07d";
  int n = snprintf(out, size, format, year);
  snprintf(out + n, size - (size_t)n, "-%02d-%02dT%02d:%02d:%02d.%03dZ", (int)f->month + 1, (int)f->date, (int)f->hours,
           (int)f->minutes, (int)f->seconds, (int)f->ms);
}

JsString *js_date_to_string(JsIsolate *iso, double t, JsDateFormat format) {
  char text[256], zone[192];
  if (isnan(t)) return js_string_from_cstr(iso, "Invalid Date");
  JsDateFields f;
  bool local = format != JS_DATE_UTC && format != JS_DATE_ISO;
  js_date_split(local ? js_date_local_time(iso, t) : t, &f);
  int date = (int)f.date, hours = (int)f.hours, minutes = (int)f.minutes, seconds = (int)f.seconds;
  const char *weekday = weekdays[f.weekday], *month = months[(int)f.month];
  switch (format) {
    case JS_DATE_FULL:
      zone_text(iso, t, zone, sizeof zone);
      snprintf(text, sizeof text, "%s %s %02d " YEAR_FORMAT " %02d:%02d:%02d %s", weekday, month, date, YEAR_ARGS(&f),
               hours, minutes, seconds, zone);
      break;
    case JS_DATE_DATE:
      snprintf(text, sizeof text, "%s %s %02d " YEAR_FORMAT, weekday, month, date, YEAR_ARGS(&f));
      break;
    case JS_DATE_TIME:
      zone_text(iso, t, zone, sizeof zone);
      snprintf(text, sizeof text, "%02d:%02d:%02d %s", hours, minutes, seconds, zone);
      break;
    case JS_DATE_UTC:
      snprintf(text, sizeof text, "%s, %02d %s " YEAR_FORMAT " %02d:%02d:%02d GMT", weekday, date, month, YEAR_ARGS(&f),
               hours, minutes, seconds);
      break;
    case JS_DATE_ISO: iso_text(&f, text, sizeof text); break;
  }
  return js_string_from_cstr(iso, text);
}

#define TO_STRING(name, text, format)                                              \
  JsValue js_date_proto_##name(JS_ARGS) {                                          \
    JS_UNUSED_ARGS;                                                                \
    double t;                                                                      \
    if (!js_this_time_value(iso, this_value, text, &t)) return JS_EMPTY;           \
    return js_from_cell(js_date_to_string(iso, t, format));                        \
  }
TO_STRING(to_string, "toString", JS_DATE_FULL)
TO_STRING(to_date_string, "toDateString", JS_DATE_DATE)
TO_STRING(to_time_string, "toTimeString", JS_DATE_TIME)
TO_STRING(to_utc_string, "toUTCString", JS_DATE_UTC)

/* 21.4.4.36 Date.prototype.toISOString ( ) */
JsValue js_date_proto_to_iso_string(JS_ARGS) {
  JS_UNUSED_ARGS;
  double t;
  if (!js_this_time_value(iso, this_value, "toISOString", &t)) return JS_EMPTY;
  if (isnan(t)) return js_throw_range_error(iso, "Invalid time value");
  return js_from_cell(js_date_to_string(iso, t, JS_DATE_ISO));
}

/* 21.4.4.37 Date.prototype.toJSON ( key ) */
JsValue js_date_proto_to_json(JS_ARGS) {
  JS_UNUSED_ARGS;
  JsObject *o = js_to_object(iso, this_value);
  if (!o) return JS_EMPTY;
  JsValue v = js_to_primitive(iso, js_from_cell(o), JS_HINT_NUMBER);
  JS_TRY(v);
  if (js_is_number(v) && !isfinite(js_number_to_double(v))) return JS_NULL;
  JsValue method = js_get(iso, o, js_atom_key(iso, JS_ATOM_toISOString), js_from_cell(o));
  JS_TRY(method);
  if (!js_is_callable(method)) return js_throw_type_error(iso, "toISOString is not a function");
  return js_call(iso, method, js_from_cell(o), 0, NULL);
}
