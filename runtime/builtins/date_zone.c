/* Local time through libc's time zone database (21.4.1.21 to 21.4.1.25). Offsets are kept for a while: libc takes a
 * lock and recomputes rules at every call. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "builtins/date_builtins.h"

/* Since 1980 zones change on quarter hours only, so an offset holds for the whole quarter. */
#define BUCKET_SECONDS 900
#define FIRST_BUCKET 350640 /* 1980-01-01 */
#define BUCKETS 256u

typedef struct DateZone {
  struct {
    int64_t bucket; /* + 1; 0: free */
    int32_t offset; /* seconds */
  } entries[BUCKETS];
} DateZone;

static DateZone *get_zone(JsIsolate *iso) {
  if (!iso->date_zone) {
    iso->date_zone = calloc(1, sizeof(DateZone));
    if (!iso->date_zone) abort();
    tzset();
  }
  return iso->date_zone;
}

void js_date_zone_changed(JsIsolate *iso) {
  free(iso->date_zone);
  iso->date_zone = NULL;
  tzset();
}

void js_date_zone_free(JsIsolate *iso) {
  free(iso->date_zone);
  iso->date_zone = NULL;
}

static int32_t libc_offset(int64_t seconds) {
  time_t t = (time_t)seconds;
  struct tm tm;
  return localtime_r(&t, &tm) ? (int32_t)tm.tm_gmtoff : 0;
}

static int32_t offset_seconds(JsIsolate *iso, int64_t seconds) {
  DateZone *zone = get_zone(iso);
  int64_t bucket = seconds / BUCKET_SECONDS;
  if (bucket < FIRST_BUCKET) return libc_offset(seconds);
  unsigned i = (unsigned)bucket % BUCKETS;
  if (zone->entries[i].bucket != bucket + 1) {
    zone->entries[i].offset = libc_offset(seconds);
    zone->entries[i].bucket = bucket + 1;
  }
  return zone->entries[i].offset;
}

double js_date_local_offset(JsIsolate *iso, double t) {
  return offset_seconds(iso, (int64_t)floor(t / 1000)) * 1000.0;
}

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
void js_date_zone_iana_name(char *out, size_t size) {
  const char *name = getenv("TZ");
  char link[256];
  if (!name) {
    ssize_t n = readlink("/etc/localtime", link, sizeof link - 1);
    if (n > 0) {
      link[n] = 0;
      name = strstr(link, "zoneinfo/");
      name = name ? name + strlen("zoneinfo/") : NULL;
    }
  } else if (*name == ':') {
    name++;
  }
  snprintf(out, size, "%s", name && *name ? name : "UTC");
}

/* Is the offset at t the larger one of its year? */
static bool is_daylight(JsIsolate *iso, double t) {
  double half_year = 182.5 * JS_MS_PER_DAY, offset = js_date_local_offset(iso, t);
  for (int quarter = -2; quarter <= 2; quarter++) {
    if (js_date_local_offset(iso, t + quarter * half_year / 2) < offset) return true;
  }
  return false;
}

void js_date_name_of_zone(const char *zone, double offset, bool daylight, char *out, size_t size) {
  const char *names[2];
  if (js_date_zone_long_names(zone, &names[0], &names[1])) {
    snprintf(out, size, "%s", names[daylight]);
    return;
  }
  int minutes = (int)(offset / 60000), positive = minutes < 0 ? -minutes : minutes;
  if (minutes == 0) snprintf(out, size, "Coordinated Universal Time");
  else snprintf(out, size, "GMT%c%02d:%02d", minutes < 0 ? '-' : '+', positive / 60, positive % 60);
}

void js_date_zone_name(JsIsolate *iso, double t, char *out, size_t size) {
  char zone[128];
  js_date_zone_iana_name(zone, sizeof zone);
  js_date_name_of_zone(zone, js_date_local_offset(iso, t), is_daylight(iso, t), out, size);
}
