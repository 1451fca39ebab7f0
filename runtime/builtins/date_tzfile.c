/* Reading of TZif files: see date_tzfile.h. */
#include "builtins/date_tzfile.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "builtins/date_builtins.h"

#define MAX_FILE_BYTES (1 << 20)
#define HEADER_BYTES 44

/* When a rule's change happens: day `weekday` of week `week` (5: the last) of month 1 … 12, seconds into the local day. */
typedef struct Rule {
  int month, week, weekday;
  int32_t time;
} Rule;

/* The POSIX TZ string that goes on after the last transition. */
typedef struct Footer {
  bool valid, has_daylight;
  int32_t standard, daylight; /* offsets east of Greenwich */
  Rule start, end;
} Footer;

struct JsTimeZone {
  uint8_t *data;          /* the file */
  const uint8_t *times;   /* count × 8 bytes, big endian */
  const uint8_t *indices; /* count: type of the time from then on */
  const uint8_t *types;   /* type_count × 6 bytes: offset, daylight, name */
  uint32_t count, type_count;
  Footer footer;
};

static uint32_t read32(const uint8_t *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}
static int64_t read64(const uint8_t *p) { return (int64_t)((uint64_t)read32(p) << 32 | read32(p + 4)); }

/* ---- POSIX TZ strings ---- */

static const char *skip_name(const char *s) {
  const char *start = s;
  if (*s == '<') {
    s = strchr(s, '>');
    return s ? s + 1 : NULL;
  }
  while (isalpha((unsigned char)*s)) s++;
  return s - start >= 3 ? s : NULL;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static const char *read_time(const char *s, int32_t *out) {
  int sign = *s == '-' ? -1 : 1, parts[3] = {0, 0, 0};
  if (*s == '-' || *s == '+') s++;
  for (int i = 0; i < 3; i++) {
    if (!isdigit((unsigned char)*s)) return NULL;
    while (isdigit((unsigned char)*s) && parts[i] < 1000) parts[i] = parts[i] * 10 + (*s++ - '0');
    if (*s != ':') break;
    s++;
  }
  *out = sign * (parts[0] * 3600 + parts[1] * 60 + parts[2]);
  return s;
}

/* ,Mm.w.d[/time] */
static const char *read_rule(const char *s, Rule *rule) {
  int used = 0;
  if (sscanf(s, ",M%d.%d.%d%n", &rule->month, &rule->week, &rule->weekday, &used) != 3) return NULL;
  s += used;
  rule->time = 7200;
  return *s == '/' ? read_time(s + 1, &rule->time) : s;
}

static void read_footer(const char *s, Footer *footer) {
  int32_t offset;
  s = skip_name(s);
  if (!s || !(s = read_time(s, &offset))) return;
  footer->standard = -offset;
  footer->valid = true;
  if (!*s) return;
  footer->valid = false;
  footer->daylight = footer->standard + 3600;
  s = skip_name(s);
  if (!s) return;
  if (*s != ',') {
    s = read_time(s, &offset);
    footer->daylight = -offset;
  }
  if (!s || !(s = read_rule(s, &footer->start)) || !(s = read_rule(s, &footer->end))) return;
  footer->valid = footer->has_daylight = !*s;
}

/* The rule's moment in a year, as local seconds since the epoch. */
static int64_t rule_time(const Rule *rule, double year) {
  double first = js_date_make_day(year, rule->month - 1, 1);
  int weekday = (int)(((int64_t)first + 4) % 7 + 7) % 7;
  double day = first + (rule->weekday - weekday + 7) % 7 + (rule->week - 1) * 7;
  while (day >= js_date_make_day(year, rule->month, 1)) day -= 7;
  return (int64_t)day * 86400 + rule->time;
}

/* Ireland's winter time is kept as daylight saving time of minus an hour; what people call summer time is the other. */
static bool is_negative(const Footer *footer) { return footer->has_daylight && footer->daylight < footer->standard; }

/* Both changes of the year around t bound the span, and so do the year's ends. */
static JsZoneSpan footer_span(const Footer *footer, int64_t t) {
  if (!footer->has_daylight) return (JsZoneSpan){INT64_MIN, INT64_MAX, footer->standard, false};
  JsDateFields f;
  js_date_split((double)(t + footer->standard) * 1000, &f);
  int64_t start = rule_time(&footer->start, f.year) - footer->standard;
  int64_t end = rule_time(&footer->end, f.year) - footer->daylight;
  bool daylight = start < end ? t >= start && t < end : t >= start || t < end;
  JsZoneSpan span = {(int64_t)js_date_make_day(f.year, 0, 1) * 86400 - footer->standard,
                     (int64_t)js_date_make_day(f.year + 1, 0, 1) * 86400 - footer->standard,
                     daylight ? footer->daylight : footer->standard, daylight != is_negative(footer)};
  const int64_t changes[] = {start, end};
  for (int i = 0; i < 2; i++) {
    if (changes[i] <= t && changes[i] > span.from) span.from = changes[i];
    if (changes[i] > t && changes[i] < span.to) span.to = changes[i];
  }
  return span;
}

/* ---- files ---- */

/* Bytes of a data block with times of that width; 0 if they do not fit in what is left. */
static size_t block_size(const uint8_t *header, size_t width, size_t left) {
  uint64_t ut = read32(header + 20), std = read32(header + 24), leaps = read32(header + 28);
  uint64_t times = read32(header + 32), types = read32(header + 36), chars = read32(header + 40);
  uint64_t size = times * (width + 1) + types * 6 + chars + leaps * (width + 4) + std + ut;
  return HEADER_BYTES + size <= left && types ? (size_t)(HEADER_BYTES + size) : 0;
}

static bool parse(JsTimeZone *zone, size_t size) {
  const uint8_t *at = zone->data, *end = at + size;
  if (size < HEADER_BYTES || memcmp(at, "TZif", 4) != 0 || at[4] < '2') return false;
  size_t first = block_size(at, 4, size);
  if (!first || size - first < HEADER_BYTES) return false;
  at += first;
  size_t second = block_size(at, 8, (size_t)(end - at));
  if (!second) return false;
  zone->count = read32(at + 32);
  zone->type_count = read32(at + 36);
  zone->times = at + HEADER_BYTES;
  zone->indices = zone->times + (size_t)zone->count * 8;
  zone->types = zone->indices + zone->count;
  for (uint32_t i = 0; i < zone->count; i++) {
    if (zone->indices[i] >= zone->type_count) return false;
  }
  at += second;
  char footer[128];
  size_t n = (size_t)(end - at);
  if (n >= 2 && n <= sizeof footer && at[0] == '\n' && at[n - 1] == '\n') {
    memcpy(footer, at + 1, n - 2);
    footer[n - 2] = 0;
    read_footer(footer, &zone->footer);
  }
  return true;
}

static bool valid_name(const char *name) {
  if (!isalpha((unsigned char)*name) || strstr(name, "..")) return false;
  for (; *name; name++) {
    if (!isalnum((unsigned char)*name) && !strchr("_+-/", *name)) return false;
  }
  return true;
}

JsTimeZone *js_time_zone_open(const char *name) {
  char path[512];
  const char *directory = getenv("TZDIR");
  if (!valid_name(name)) return NULL;
  if (snprintf(path, sizeof path, "%s/%s", directory ? directory : "/usr/share/zoneinfo", name) >= (int)sizeof path) {
    return NULL;
  }
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  JsTimeZone *zone = calloc(1, sizeof *zone);
  uint8_t *data = malloc(MAX_FILE_BYTES);
  size_t size = data ? fread(data, 1, MAX_FILE_BYTES, file) : 0;
  fclose(file);
  if (zone && data) {
    zone->data = data;
    if (parse(zone, size)) return zone;
  }
  free(data);
  free(zone);
  return NULL;
}

void js_time_zone_close(JsTimeZone *zone) {
  if (!zone) return;
  free(zone->data);
  free(zone);
}

JsZoneSpan js_time_zone_span(const JsTimeZone *zone, int64_t t) {
  uint32_t low = 0, high = zone->count; /* the first transition after t */
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (read64(zone->times + (size_t)middle * 8) <= t) low = middle + 1;
    else high = middle;
  }
  int64_t last = low ? read64(zone->times + (size_t)(low - 1) * 8) : INT64_MIN;
  if (low == zone->count && zone->footer.valid) {
    JsZoneSpan span = footer_span(&zone->footer, t);
    if (span.from < last) span.from = last;
    return span;
  }
  const uint8_t *type = zone->types + (low ? zone->indices[low - 1] : 0) * 6;
  int64_t next = low < zone->count ? read64(zone->times + (size_t)low * 8) : INT64_MAX;
  return (JsZoneSpan){last, next, (int32_t)read32(type), (type[4] != 0) != is_negative(&zone->footer)};
}
