/* Date.prototype.toLocaleString and its like (ECMA-402 20.4), in the English of the United States. Patterns are those of
 * CLDR for the locale en. Other locales, eras and day periods are turned down. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "builtins/date_builtins.h"
#include "builtins/date_tzfile.h"

typedef enum Width { ABSENT, NUMERIC, TWO_DIGITS, NARROW, SHORT, LONG } Width;
typedef enum Cycle { CYCLE_DEFAULT, H11, H12, H23, H24 } Cycle;
typedef enum Style { STYLE_NONE, STYLE_FULL, STYLE_LONG, STYLE_MEDIUM, STYLE_SHORT } Style;
typedef enum Parts { PART_DATE = 1, PART_TIME = 2 } Parts;

typedef struct Options {
  Width weekday, year, month, day, hour, minute, second, zone_name;
  int fraction; /* digits of the second */
  Cycle cycle;
  Style date_style, time_style;
  bool named_zone; /* else the process's own */
  JsTimeZone *zone; /* of a named zone; NULL: UTC */
  char zone_id[64];
} Options;

typedef struct Call {
  JsIsolate *iso;
  const char *method;
  JsObject *options; /* NULL: none */
} Call;

/* ---- options ---- */

/* Get(options, name), ToString. 1 with *out, 0 undefined, -1 threw. */
static int get_text(const Call *call, const char *name, char *out, size_t size) {
  if (!call->options) return 0;
  JsKey key = js_key_from_cstr(call->iso, name);
  JsValue v = js_get(call->iso, call->options, key, js_from_cell(call->options));
  if (v == JS_EMPTY) return -1;
  if (js_is_undefined(v)) return 0;
  JsString *s = js_to_string(call->iso, v);
  char *utf8 = s ? js_string_to_utf8(call->iso, s, NULL) : NULL;
  if (!utf8) return -1;
  snprintf(out, size, "%s", utf8);
  free(utf8);
  return 1;
}

static bool unsupported(const Call *call, const char *what) {
  js_throw_type_error(call->iso, "Date.prototype.%s: %s not supported yet", call->method, what);
  return false;
}

/* One of the words, counted from 1, separated by spaces; 0 if undefined. false: threw. */
static bool get_choice(const Call *call, const char *name, const char *words, int *out) {
  char text[64];
  int found = get_text(call, name, text, sizeof text);
  *out = 0;
  if (found <= 0) return found == 0;
  size_t n = strlen(text);
  int index = 1;
  for (const char *word = words; *word; index++) {
    size_t length = strcspn(word, " ");
    if (length == n && !memcmp(word, text, n)) {
      *out = index;
      return true;
    }
    word += length + (word[length] == ' ');
  }
  js_throw_range_error(call->iso, "Value %s out of range for Date.prototype.%s options property %s", text, call->method, name);
  return false;
}

static bool get_width(const Call *call, const char *name, bool text, bool digits, Width *out) {
  static const Width of_text[] = {ABSENT, NARROW, SHORT, LONG};
  static const Width of_both[] = {ABSENT, NUMERIC, TWO_DIGITS, NARROW, SHORT, LONG};
  int i;
  const char *words = !digits ? "narrow short long" : text ? "numeric 2-digit narrow short long" : "numeric 2-digit";
  if (!get_choice(call, name, words, &i)) return false;
  *out = digits ? of_both[i] : of_text[i];
  return true;
}

static bool get_absent(const Call *call, const char *name) {
  char text[64];
  int found = get_text(call, name, text, sizeof text);
  return found == 0 || (found > 0 && unsupported(call, name));
}

static bool get_hour12(const Call *call, int *out) {
  *out = -1;
  if (!call->options) return true;
  JsValue v = js_get(call->iso, call->options, js_key_from_cstr(call->iso, "hour12"), js_from_cell(call->options));
  if (v == JS_EMPTY) return false;
  if (!js_is_undefined(v)) *out = js_to_boolean(v);
  return true;
}

static bool get_fraction(const Call *call, int *out) {
  *out = 0;
  if (!call->options) return true;
  JsValue v = js_get(call->iso, call->options, js_key_from_cstr(call->iso, "fractionalSecondDigits"),
                     js_from_cell(call->options));
  double d;
  if (v == JS_EMPTY) return false;
  if (js_is_undefined(v)) return true;
  if (!js_to_number(call->iso, v, &d)) return false;
  if (!(d >= 1 && d < 4)) {
    js_throw_range_error(call->iso, "fractionalSecondDigits value is out of range.");
    return false;
  }
  *out = (int)d;
  return true;
}

static bool get_zone(const Call *call, Options *o) {
  char text[64];
  int found = get_text(call, "timeZone", text, sizeof text);
  if (found <= 0) {
    js_date_zone_iana_name(o->zone_id, sizeof o->zone_id);
    return found == 0;
  }
  o->named_zone = true;
  static const char *const utc[] = {"UTC", "GMT", "Etc/UTC", "Etc/GMT", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu"};
  for (size_t i = 0; i < sizeof utc / sizeof *utc; i++) {
    if (strcasecmp(text, utc[i]) != 0) continue;
    snprintf(o->zone_id, sizeof o->zone_id, "UTC");
    return true;
  }
  if (!js_date_zone_spelling(text, o->zone_id, sizeof o->zone_id)) snprintf(o->zone_id, sizeof o->zone_id, "%s", text);
  o->zone = js_time_zone_open(o->zone_id);
  if (o->zone) return true;
  js_throw_range_error(call->iso, "Invalid time zone specified: %s", text);
  return false;
}

/* The components that a style stands for. */
static void apply_styles(Options *o) {
  if (o->date_style) {
    static const Width months[] = {ABSENT, LONG, LONG, SHORT, NUMERIC};
    o->weekday = o->date_style == STYLE_FULL ? LONG : ABSENT;
    o->month = months[o->date_style];
    o->day = NUMERIC;
    o->year = o->date_style == STYLE_SHORT ? TWO_DIGITS : NUMERIC;
  }
  if (o->time_style) {
    o->hour = NUMERIC;
    o->minute = TWO_DIGITS;
    o->second = o->time_style == STYLE_SHORT ? ABSENT : TWO_DIGITS;
    o->zone_name = o->time_style == STYLE_FULL ? LONG : o->time_style == STYLE_LONG ? SHORT : ABSENT;
  }
}

/* What the call shows when the options name no component of those it is about. */
static bool apply_defaults(const Call *call, Options *o, int required, int defaults) {
  if (o->date_style || o->time_style) {
    bool wrong = (required == PART_DATE && o->time_style) || (required == PART_TIME && o->date_style);
    if (wrong) js_throw_type_error(call->iso, "Invalid option : %s", required == PART_DATE ? "timeStyle" : "dateStyle");
    apply_styles(o);
    return !wrong;
  }
  bool date = o->weekday || o->year || o->month || o->day;
  bool time = o->hour || o->minute || o->second || o->fraction;
  if (((required & PART_DATE) && date) || ((required & PART_TIME) && time)) return true;
  if (defaults & PART_DATE) o->year = o->month = o->day = NUMERIC;
  if (defaults & PART_TIME) o->hour = o->minute = o->second = NUMERIC;
  return true;
}

static bool check_styles(const Call *call, const Options *o) {
  static const char *const names[] = {"weekday", "year", "month", "day", "hour", "minute", "second", "timeZoneName"};
  const Width values[] = {o->weekday, o->year, o->month, o->day, o->hour, o->minute, o->second, o->zone_name};
  if (!o->date_style && !o->time_style) return true;
  const char *clash = o->fraction ? "fractionalSecondDigits" : NULL;
  for (size_t i = sizeof values / sizeof *values; i-- > 0;) {
    if (values[i]) clash = names[i];
  }
  if (!clash) return true;
  js_throw_type_error(call->iso, "Can't set option %s when %s is used", clash, o->date_style ? "dateStyle" : "timeStyle");
  return false;
}

/* Combinations for which CLDR has no pattern; ICU lists what it could not place in brackets. */
static bool check_pattern(const Call *call, const Options *o) {
  bool odd = (o->year && o->day && !o->month) || (o->hour && !o->minute && (o->second || o->fraction)) ||
             (o->weekday && !o->day && (o->year || o->month));
  return !odd || unsupported(call, "this combination of options is");
}

/* 11.1.2 CreateDateTimeFormat: the options in their order. */
static bool read_options(const Call *call, int required, int defaults, Options *o) {
  int hour12, cycle, zone_name, date_style, time_style;
  bool ok = get_absent(call, "calendar") && get_absent(call, "numberingSystem") && get_hour12(call, &hour12) &&
            get_choice(call, "hourCycle", "h11 h12 h23 h24", &cycle) && get_zone(call, o) &&
            get_width(call, "weekday", true, false, &o->weekday) && get_absent(call, "era") &&
            get_width(call, "year", false, true, &o->year) && get_width(call, "month", true, true, &o->month) &&
            get_width(call, "day", false, true, &o->day) && get_absent(call, "dayPeriod") &&
            get_width(call, "hour", false, true, &o->hour) && get_width(call, "minute", false, true, &o->minute) &&
            get_width(call, "second", false, true, &o->second) && get_fraction(call, &o->fraction) &&
            get_choice(call, "timeZoneName", "short long shortOffset longOffset shortGeneric longGeneric", &zone_name) &&
            get_choice(call, "dateStyle", "full long medium short", &date_style) &&
            get_choice(call, "timeStyle", "full long medium short", &time_style);
  if (!ok) return false;
  if (zone_name > 2) return unsupported(call, "this timeZoneName is");
  o->zone_name = zone_name == 0 ? ABSENT : zone_name == 1 ? SHORT : LONG;
  o->date_style = (Style)date_style;
  o->time_style = (Style)time_style;
  o->cycle = hour12 == 1 ? H12 : hour12 == 0 ? H24 : (Cycle)cycle;
  return check_styles(call, o) && apply_defaults(call, o, required, defaults) && check_pattern(call, o);
}

/* Is the locale one that this file knows? Lists give their first. false: threw. */
static bool check_locale(const Call *call, JsValue v) {
  if (js_is_undefined(v)) return true;
  if (!js_is_string(v)) {
    JsObject *list = js_to_object(call->iso, v);
    uint64_t length;
    if (!list || !js_length_of(call->iso, list, &length)) return false;
    if (length == 0) return true;
    v = js_get_index(call->iso, list, 0);
    if (v == JS_EMPTY) return false;
    if (!js_is_string(v)) {
      js_throw_type_error(call->iso, "Incorrect locale information provided");
      return false;
    }
  }
  char *text = js_string_to_utf8(call->iso, js_as_string(v), NULL);
  if (!text) return false;
  bool known = !strcasecmp(text, "en") || !strcasecmp(text, "en-US"), formed = isalpha((unsigned char)*text);
  size_t run = 0;
  for (const char *at = text; *at; at++) {
    run = *at == '-' ? 0 : run + 1;
    if (run > 8 || (*at == '-' ? at[1] == 0 || at[1] == '-' : !isalnum((unsigned char)*at))) formed = false;
  }
  size_t language = strcspn(text, "-");
  if (language < 2 || language == 4) formed = false;
  free(text);
  if (known) return true;
  if (formed) return unsupported(call, "locales other than en-US are");
  js_throw_range_error(call->iso, "Incorrect locale information provided");
  return false;
}

/* ---- time zones ---- */

static double zone_offset(JsIsolate *iso, const Options *o, double t) {
  if (!o->named_zone) return js_date_local_offset(iso, t);
  return o->zone ? js_time_zone_span(o->zone, (int64_t)floor(t / 1000)).offset * 1000.0 : 0;
}

static void zone_text(JsIsolate *iso, const Options *o, double t, char *out, size_t size) {
  static const char abbreviations[][2][32] = {
      {"Eastern Standard Time", "EST"},  {"Eastern Daylight Time", "EDT"},  {"Central Standard Time", "CST"},
      {"Central Daylight Time", "CDT"},  {"Mountain Standard Time", "MST"}, {"Mountain Daylight Time", "MDT"},
      {"Pacific Standard Time", "PST"},  {"Pacific Daylight Time", "PDT"},  {"Alaska Standard Time", "AKST"},
      {"Alaska Daylight Time", "AKDT"},  {"Hawaii-Aleutian Standard Time", "HST"},
      {"Hawaii-Aleutian Daylight Time", "HDT"}, {"Greenwich Mean Time", "GMT"}, {"Coordinated Universal Time", "UTC"},
  };
  double offset = zone_offset(iso, o, t);
  int minutes = (int)(offset / 60000), positive = minutes < 0 ? -minutes : minutes;
  if (t >= 0 || !o->zone || minutes == 0) { /* CLDR names zones from 1970 on */
    if (o->named_zone) {
      bool daylight = o->zone && js_time_zone_span(o->zone, (int64_t)floor(t / 1000)).daylight;
      js_date_name_of_zone(o->zone_id, offset, daylight, out, size);
    } else {
      js_date_zone_name(iso, t, out, size);
    }
    if (o->zone_name == LONG) return;
    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
      if (strcmp(out, abbreviations[i][0]) != 0) continue;
      snprintf(out, size, "%s", abbreviations[i][1]);
      return;
    }
  }
  char sign = minutes < 0 ? '-' : '+';
  if (o->zone_name == LONG) snprintf(out, size, "GMT%c%02d:%02d", sign, positive / 60, positive % 60);
  else if (positive % 60) snprintf(out, size, "GMT%c%d:%02d", sign, positive / 60, positive % 60);
  else if (positive) snprintf(out, size, "GMT%c%d", sign, positive / 60);
  else snprintf(out, size, "GMT");
}

/* ---- patterns ---- */

static const char *const weekday_names[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
static const char *const month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};

/* A name or number in the width asked for. */
static void component(char out[32], Width width, const char *name, int number) {
  switch (width) {
    case ABSENT: out[0] = 0; break;
    case NUMERIC: snprintf(out, 32, "%d", number); break;
    case TWO_DIGITS: snprintf(out, 32, "%02d", number % 100); break;
    case NARROW: snprintf(out, 32, "%.1s", name); break;
    case SHORT: snprintf(out, 32, "%.3s", name); break;
    case LONG: snprintf(out, 32, "%s", name); break;
  }
}

static void date_text(const Options *o, const JsDateFields *f, char *out, size_t size) {
  char weekday[32], year[32], month[32], day[32], core[128] = "";
  component(weekday, o->weekday, weekday_names[f->weekday], 0);
  component(year, o->year, "", f->year > 0 ? (int)f->year : 1 - (int)f->year);
  component(month, o->month, month_names[(int)f->month], (int)f->month + 1);
  component(day, o->day, "", (int)f->date);
  if (o->month >= NARROW) {
    const char *comma = o->day && o->year ? "," : "";
    snprintf(core, sizeof core, "%s%s%s%s%s%s", month, *day ? " " : "", day, comma, *year ? " " : "", year);
  } else if (o->month) {
    snprintf(core, sizeof core, "%s%s%s%s%s", month, *day ? "/" : "", day, *year ? "/" : "", year);
  } else {
    snprintf(core, sizeof core, "%s%s", year, day);
  }
  if (!*weekday) snprintf(out, size, "%s", core);
  else if (!*core) snprintf(out, size, "%s", weekday);
  else if (o->month && o->day) snprintf(out, size, "%s, %s", weekday, core);
  else snprintf(out, size, "%s %s", core, weekday);
}

static void hour_text(const Options *o, const JsDateFields *f, char out[32], const char **period) {
  int hours = (int)f->hours, twelve = hours % 12;
  *period = hours < 12 ? " AM" : " PM";
  switch (o->cycle) {
    case H11: component(out, o->hour, "", twelve); return;
    case CYCLE_DEFAULT:
    case H12: component(out, o->hour, "", twelve ? twelve : 12); return;
    case H23: component(out, TWO_DIGITS, "", hours); break;
    case H24: component(out, TWO_DIGITS, "", hours ? hours : 24); break;
  }
  *period = "";
}

static void time_text(const Options *o, const JsDateFields *f, char *out, size_t size) {
  char hour[32] = "", minute[32] = "", second[40] = "";
  const char *period = "";
  int ms = (int)f->ms, digits = o->fraction;
  int fraction = digits == 1 ? ms / 100 : digits == 2 ? ms / 10 : ms;
  if (o->hour) hour_text(o, f, hour, &period);
  /* Minutes and seconds take two digits beside one another, and one alone. */
  Width wide = o->minute && (o->hour || o->second || digits) ? TWO_DIGITS : NUMERIC;
  if (o->minute) component(minute, wide, "", (int)f->minutes);
  if (o->second || (o->minute && digits)) component(second, o->minute ? TWO_DIGITS : NUMERIC, "", (int)f->seconds);
  size_t n = strlen(second);
  if (digits) snprintf(second + n, sizeof second - n, "%s%0*d", n ? "." : "", digits, fraction);
  snprintf(out, size, "%s%s%s%s%s%s", hour, *hour && *minute ? ":" : "", minute, *minute && *second ? ":" : "", second,
           period);
}

static const char *glue(const Options *o) {
  if (o->date_style) return o->date_style <= STYLE_LONG ? " at " : ", ";
  if (o->weekday && !o->year && !o->month && !o->day && o->hour && !o->zone_name) return " ";
  return o->month == LONG ? " at " : ", ";
}

static void format(JsIsolate *iso, const Options *o, double t, char *out, size_t size) {
  char date[192] = "", time[192] = "", zone[128];
  JsDateFields f;
  js_date_split(t + zone_offset(iso, o, t), &f);
  date_text(o, &f, date, sizeof date);
  if (o->hour || o->minute || o->second || o->fraction) time_text(o, &f, time, sizeof time);
  const char *between = *date && *time ? glue(o) : "";
  int n = snprintf(out, size, "%s%s%s", date, between, time);
  if (!o->zone_name) return;
  zone_text(iso, o, t, zone, sizeof zone);
  snprintf(out + n, size - (size_t)n, "%s%s", *time ? " " : glue(o), zone);
}

static JsValue locale_text(JsIsolate *iso, JsValue this_value, uint32_t argc, const JsValue *argv, const char *method,
                           int required, int defaults) {
  double t;
  char text[512];
  if (!js_this_time_value(iso, this_value, method, &t)) return JS_EMPTY;
  JsValue options = js_arg(argc, argv, 1);
  Call call = {iso, method, NULL};
  if (!check_locale(&call, js_arg(argc, argv, 0))) return JS_EMPTY;
  if (!js_is_undefined(options) && !(call.options = js_to_object(iso, options))) return JS_EMPTY;
  Options o = {0};
  if (isnan(t)) return js_from_cell(js_string_from_cstr(iso, "Invalid Date"));
  bool ok = read_options(&call, required, defaults, &o);
  if (ok) format(iso, &o, t, text, sizeof text);
  js_time_zone_close(o.zone);
  return ok ? js_from_cell(js_string_from_cstr(iso, text)) : JS_EMPTY;
}

#define TO_LOCALE(name, text, required, defaults)                                       \
  JsValue js_date_proto_##name(JS_ARGS) {                                               \
    JS_UNUSED_ARGS;                                                                     \
    return locale_text(iso, this_value, argc, argv, text, required, defaults);          \
  }
TO_LOCALE(to_locale_string, "toLocaleString", PART_DATE | PART_TIME, PART_DATE | PART_TIME)
TO_LOCALE(to_locale_date_string, "toLocaleDateString", PART_DATE, PART_DATE)
TO_LOCALE(to_locale_time_string, "toLocaleTimeString", PART_TIME, PART_TIME)
