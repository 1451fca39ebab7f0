/* Local time (21.4.1.21 to 21.4.1.25): by the zone's file, of which the spans last used are kept, or where there is none
 * through libc. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "builtins/date_builtins.h"
#include "builtins/date_tzfile.h"

#define SPANS 8u

typedef struct DateZone {
  JsTimeZone *file; /* NULL: ask libc */
  JsZoneSpan spans[SPANS];
  unsigned next; /* to be replaced */
} DateZone;

static DateZone *get_zone(JsIsolate *iso) {
  DateZone *zone = iso->date_zone;
  if (zone) return zone;
  char name[128];
  zone = calloc(1, sizeof *zone);
  if (!zone) abort();
  tzset();
  if (js_date_zone_iana_name(name, sizeof name)) zone->file = js_time_zone_open(name);
  iso->date_zone = zone;
  return zone;
}

void js_date_zone_free(JsIsolate *iso) {
  DateZone *zone = iso->date_zone;
  if (zone) js_time_zone_close(zone->file);
  free(zone);
  iso->date_zone = NULL;
}

void js_date_zone_changed(JsIsolate *iso) { js_date_zone_free(iso); }

/* By libc, for one second. */
static JsZoneSpan libc_span(int64_t seconds) {
  time_t t = (time_t)seconds;
  struct tm tm;
  if (!localtime_r(&t, &tm)) return (JsZoneSpan){seconds, seconds + 1, 0, false};
  return (JsZoneSpan){seconds, seconds + 1, (int32_t)tm.tm_gmtoff, tm.tm_isdst > 0};
}

static const JsZoneSpan *find_span(JsIsolate *iso, double t) {
  int64_t seconds = (int64_t)floor(t / 1000);
  DateZone *zone = get_zone(iso);
  for (unsigned i = 0; i < SPANS; i++) {
    if (seconds >= zone->spans[i].from && seconds < zone->spans[i].to) return &zone->spans[i];
  }
  JsZoneSpan *span = &zone->spans[zone->next++ % SPANS];
  *span = zone->file ? js_time_zone_span(zone->file, seconds) : libc_span(seconds);
  return span;
}

double js_date_local_offset(JsIsolate *iso, double t) { return find_span(iso, t)->offset * 1000.0; }

double js_date_local_time(JsIsolate *iso, double t) { return t + js_date_local_offset(iso, t); }

/* 21.4.1.26 UTC ( t ): a local time that occurs twice is the first, one that is skipped is read with the offset
 * before the transition. */
double js_date_utc(JsIsolate *iso, double local) {
  if (!isfinite(local) || fabs(local) > JS_MAX_TIME_VALUE + JS_MS_PER_DAY) return NAN;
  double before = js_date_local_offset(iso, local - JS_MS_PER_DAY);
  double after = js_date_local_offset(iso, local + JS_MS_PER_DAY);
  if (before == after) return local - before;
  if (js_date_local_offset(iso, local - before) == before) return local - before;
  if (js_date_local_offset(iso, local - after) == after) return local - after;
  return local - before;
}

/* Names. */

/* From TZ or from what /etc/localtime links to. */
bool js_date_zone_iana_name(char *out, size_t size) {
  const char *name = getenv("TZ");
  char link[256];
  bool known = true;
  if (!name) {
    ssize_t n = readlink("/etc/localtime", link, sizeof link - 1);
    link[n > 0 ? n : 0] = 0;
    name = strstr(link, "zoneinfo/");
    known = name != NULL || access("/etc/localtime", F_OK) != 0;
    if (name) name += strlen("zoneinfo/");
  } else if (*name == ':') {
    name++;
  }
  snprintf(out, size, "%s", name && *name ? name : "UTC");
  return known;
}

void js_date_name_of_zone(const char *zone, double offset, bool daylight, char *out, size_t size) {
  const char *names[2];
  int minutes = (int)(offset / 60000), positive = minutes < 0 ? -minutes : minutes;
  bool misnamed = minutes != 0 && strcmp(zone, "UTC") == 0; /* the name could not be told */
  if (!misnamed && js_date_zone_long_names(zone, &names[0], &names[1])) {
    snprintf(out, size, "%s", names[daylight]);
    return;
  }
  snprintf(out, size, "GMT%c%02d:%02d", minutes < 0 ? '-' : '+', positive / 60, positive % 60);
}

/* Names outside of 1970 … 2038 are, as in V8, those of the same day in a recent year that begins on the same weekday and
 * is as long. */
static double recent_time(double t) {
  if (t >= 0 && t <= 2147483648000.0) return t;
  JsDateFields f;
  js_date_split(t, &f);
  double first = js_date_make_day(f.year, 0, 1);
  int weekday = (int)(((int64_t)first + 4) % 7 + 7) % 7;
  bool leap = js_date_make_day(f.year + 1, 0, 1) - first == 366;
  int year = 2008 + ((leap ? 1956 : 1967) + weekday * 12 % 28 + 3 * 28 - 2008) % 28;
  double time = t - floor(t / JS_MS_PER_DAY) * JS_MS_PER_DAY;
  return js_date_make_date(js_date_make_day(year, f.month, f.date), time);
}

void js_date_zone_name(JsIsolate *iso, double t, char *out, size_t size) {
  char zone[128];
  js_date_zone_iana_name(zone, sizeof zone);
  js_date_name_of_zone(zone, js_date_local_offset(iso, t), find_span(iso, recent_time(t))->daylight, out, size);
}
