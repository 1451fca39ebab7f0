/* The arithmetic of time values (21.4.1). Days and years are related by counting from 1 March, so that the leap day
 * ends the year (H. Hinnant, "chrono-compatible low-level date algorithms"). */
#include <math.h>

#include "builtins/date_builtins.h"

static double to_integer(double d) { return trunc(d) + 0.0; }

/* 21.4.1.26 MakeTime */
double js_date_make_time(double hours, double minutes, double seconds, double ms) {
  if (!isfinite(hours) || !isfinite(minutes) || !isfinite(seconds) || !isfinite(ms)) return NAN;
  return to_integer(hours) * 3600000.0 + to_integer(minutes) * 60000.0 + to_integer(seconds) * 1000.0 + to_integer(ms);
}

/* Days from the epoch to the first of a month (0 … 11). */
static double days_to_month(int64_t year, int month) {
  if (month < 2) year--;
  int64_t era = (year >= 0 ? year : year - 399) / 400, year_of_era = year - era * 400;
  int64_t day_of_year = (153 * (month + (month > 1 ? -2 : 10)) + 2) / 5;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return (double)(era * 146097 + day_of_era - 719468);
}

/* 21.4.1.27 MakeDay */
double js_date_make_day(double year, double month, double date) {
  if (!isfinite(year) || !isfinite(month) || !isfinite(date)) return NAN;
  double y = to_integer(year), m = to_integer(month), years = floor(m / 12);
  double whole = y + years;
  if (!(fabs(whole) < 4e8)) return NAN; /* no time value is as far away */
  return days_to_month((int64_t)whole, (int)(m - years * 12)) + to_integer(date) - 1;
}

/* 21.4.1.28 MakeDate */
double js_date_make_date(double day, double time) {
  if (!isfinite(day) || !isfinite(time)) return NAN;
  double t = day * JS_MS_PER_DAY + time;
  return isfinite(t) ? t : NAN;
}

/* 21.4.1.29 MakeFullYear */
double js_date_make_full_year(double year) {
  if (isnan(year)) return NAN;
  double whole = to_integer(year);
  return whole >= 0 && whole <= 99 ? 1900 + whole : whole;
}

/* 21.4.1.31 TimeClip */
double js_date_time_clip(double t) {
  if (!isfinite(t) || fabs(t) > JS_MAX_TIME_VALUE) return NAN;
  return to_integer(t);
}

void js_date_split(double t, JsDateFields *out) {
  double day = floor(t / JS_MS_PER_DAY);
  int64_t in_day = (int64_t)(t - day * JS_MS_PER_DAY), days = (int64_t)day;
  int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, day_of_era = z - era * 146097;
  int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t shifted = (5 * day_of_year + 2) / 153, month = shifted < 10 ? shifted + 2 : shifted - 10;
  out->year = (double)(year_of_era + era * 400 + (month < 2));
  out->month = (double)month;
  out->date = (double)(day_of_year - (153 * shifted + 2) / 5 + 1);
  int64_t weekday = (days + 4) % 7;
  out->weekday = (int)(weekday < 0 ? weekday + 7 : weekday);
  out->hours = (double)(in_day / 3600000);
  out->minutes = (double)(in_day / 60000 % 60);
  out->seconds = (double)(in_day / 1000 % 60);
  out->ms = (double)(in_day % 1000);
}
