/* Date.parse: the date-time string format (21.4.1.32) and, where a string is not of it, the forms that V8 takes:
 * words, numbers, times, offsets and comments in parentheses in almost any order. */
#include <math.h>

#include "builtins/date_builtins.h"

#define NONE INT32_MAX
#define MAX_DIGITS 9 /* significant digits of a number that count */

typedef enum TokenKind {
  TOKEN_END,
  TOKEN_NUMBER,
  TOKEN_SYMBOL, /* : - + . ) */
  TOKEN_WORD,
  TOKEN_SPACE,
  TOKEN_OTHER,
} TokenKind;

typedef enum WordKind { WORD_OTHER, WORD_MONTH, WORD_AM_PM, WORD_ZONE, WORD_T } WordKind;

typedef struct Token {
  TokenKind kind;
  WordKind word;
  int32_t value; /* number, symbol, or of the word */
  uint32_t length;
} Token;

typedef struct Parser {
  const JsChars *text;
  uint32_t at;
  Token token; /* looked at, not yet taken */
  int32_t day[3], day_count, named_month;
  bool iso;
  int32_t time[4], time_count, hour_offset;
  int32_t zone_sign, zone_hour, zone_minute;
} Parser;

/* ---- tokens ---- */

static uint16_t unit(const Parser *p) { return p->at < p->text->length ? js_chars_at(p->text, p->at) : 0; }
static bool at_digit(const Parser *p) { return unit(p) >= '0' && unit(p) <= '9'; }
static bool at_space(const Parser *p) {
  uint16_t c = unit(p);
  return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0xFEFF || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}
static bool at_letter(const Parser *p) { return unit(p) >= 'A' && !at_space(p); }

static const struct {
  char text[4];
  WordKind kind;
  int value;
} words[] = {
    {"jan", WORD_MONTH, 1},  {"feb", WORD_MONTH, 2},  {"mar", WORD_MONTH, 3},   {"apr", WORD_MONTH, 4},
    {"may", WORD_MONTH, 5},  {"jun", WORD_MONTH, 6},  {"jul", WORD_MONTH, 7},   {"aug", WORD_MONTH, 8},
    {"sep", WORD_MONTH, 9},  {"oct", WORD_MONTH, 10}, {"nov", WORD_MONTH, 11},  {"dec", WORD_MONTH, 12},
    {"am", WORD_AM_PM, 0},   {"pm", WORD_AM_PM, 12},  {"ut", WORD_ZONE, 0},     {"utc", WORD_ZONE, 0},
    {"z", WORD_ZONE, 0},     {"gmt", WORD_ZONE, 0},   {"cdt", WORD_ZONE, -5},   {"cst", WORD_ZONE, -6},
    {"edt", WORD_ZONE, -4},  {"est", WORD_ZONE, -5},  {"mdt", WORD_ZONE, -6},   {"mst", WORD_ZONE, -7},
    {"pdt", WORD_ZONE, -7},  {"pst", WORD_ZONE, -8},  {"t", WORD_T, 0},
};

/* Words are known by their first three letters; only months may be longer. */
static Token read_word(Parser *p) {
  Token token = {TOKEN_WORD, WORD_OTHER, 0, 0};
  uint16_t prefix[3] = {0, 0, 0};
  for (; at_letter(p); p->at++, token.length++) {
    uint16_t c = unit(p);
    if (token.length < 3) prefix[token.length] = c >= 'A' && c <= 'Z' ? c + 32 : c;
  }
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    const char *text = words[i].text;
    if (prefix[0] != text[0] || prefix[1] != text[1] || (text[1] && prefix[2] != text[2])) continue;
    if (token.length > 3 && words[i].kind != WORD_MONTH) continue;
    token.word = words[i].kind;
    token.value = words[i].value;
    break;
  }
  return token;
}

static Token read_number(Parser *p) {
  Token token = {TOKEN_NUMBER, WORD_OTHER, 0, 0};
  uint32_t start = p->at;
  while (unit(p) == '0') p->at++;
  for (int i = 0; at_digit(p); p->at++, i++) {
    if (i < MAX_DIGITS) token.value = token.value * 10 + (unit(p) - '0');
  }
  token.length = p->at - start;
  return token;
}

static void skip_parentheses(Parser *p) {
  uint32_t depth = 0;
  do {
    if (unit(p) == '(') depth++;
    else if (unit(p) == ')') depth--;
    p->at++;
  } while (depth && p->at < p->text->length);
}

static Token read_token(Parser *p) {
  uint16_t c = unit(p);
  if (p->at >= p->text->length) return (Token){TOKEN_END, WORD_OTHER, 0, 0};
  if (at_digit(p)) return read_number(p);
  if (c == ':' || c == '-' || c == '+' || c == '.' || c == ')') {
    p->at++;
    return (Token){TOKEN_SYMBOL, WORD_OTHER, c, 1};
  }
  if (at_letter(p)) return read_word(p);
  if (at_space(p)) {
    while (p->at < p->text->length && at_space(p)) p->at++;
    return (Token){TOKEN_SPACE, WORD_OTHER, 0, 0};
  }
  if (c == '(') skip_parentheses(p);
  else p->at++;
  return (Token){TOKEN_OTHER, WORD_OTHER, 0, 0};
}

static Token next(Parser *p) {
  Token token = p->token;
  p->token = read_token(p);
  return token;
}
static bool is_symbol(const Token *t, int c) { return t->kind == TOKEN_SYMBOL && t->value == c; }
static bool is_sign(const Token *t) { return is_symbol(t, '+') || is_symbol(t, '-'); }
static bool is_fixed(const Token *t, uint32_t length) { return t->kind == TOKEN_NUMBER && t->length == length; }
static bool is_z(const Token *t) { return t->kind == TOKEN_WORD && t->word == WORD_ZONE && t->length == 1; }
static bool skip_symbol(Parser *p, int c) {
  if (!is_symbol(&p->token, c)) return false;
  next(p);
  return true;
}
static bool between(int32_t n, int32_t low, int32_t high) { return n >= low && n <= high; }

/* ---- parts ---- */

static bool add_day(Parser *p, int32_t n) {
  if (p->day_count == 3) return false;
  p->day[p->day_count++] = n;
  return true;
}

static bool add_time(Parser *p, int32_t n) {
  if (p->time_count == 4) return false;
  p->time[p->time_count++] = n;
  return true;
}

static void finish_time(Parser *p, int32_t n) {
  add_time(p, n);
  while (p->time_count < 4) add_time(p, 0);
}

static bool time_expects(const Parser *p, int32_t n) {
  return (p->time_count == 1 && between(n, 0, 59)) || (p->time_count == 2 && between(n, 0, 59)) ||
         (p->time_count == 3 && between(n, 0, 999));
}

/* Digits after the point of seconds, as milliseconds. */
static int32_t milliseconds(const Token *t) {
  if (t->length == 1) return t->value * 100;
  if (t->length == 2) return t->value * 10;
  int32_t value = t->value;
  uint32_t digits = t->length < MAX_DIGITS ? t->length : MAX_DIGITS;
  for (; digits > 3; digits--) value /= 10;
  return value;
}

static void set_zone(Parser *p, int32_t hours) {
  p->zone_sign = hours < 0 ? -1 : 1;
  p->zone_hour = hours < 0 ? -hours : hours;
  p->zone_minute = 0;
}

/* ---- the date-time string format ---- */

typedef enum IsoResult { ISO_DONE, ISO_LEGACY, ISO_MALFORMED } IsoResult;

static bool iso_two_digits(Parser *p, int32_t low, int32_t high, int32_t *out) {
  if (!is_fixed(&p->token, 2) || !between(p->token.value, low, high)) return false;
  *out = next(p).value;
  return true;
}

static bool iso_offset(Parser *p) {
  p->zone_sign = next(p).value == '+' ? 1 : -1;
  if (is_fixed(&p->token, 4)) {
    int32_t n = next(p).value;
    p->zone_hour = n / 100;
    p->zone_minute = n % 100;
    return between(p->zone_hour, 0, 23) && between(p->zone_minute, 0, 59);
  }
  return iso_two_digits(p, 0, 23, &p->zone_hour) && skip_symbol(p, ':') && iso_two_digits(p, 0, 59, &p->zone_minute);
}

/* After the T. Midnight may be written 24:00. */
static bool iso_time(Parser *p) {
  int32_t n;
  if (!iso_two_digits(p, 0, 24, &n)) return false;
  int32_t limit = n == 24 ? 0 : 59;
  add_time(p, n);
  if (!skip_symbol(p, ':') || !iso_two_digits(p, 0, limit, &n)) return false;
  add_time(p, n);
  if (skip_symbol(p, ':')) {
    if (!iso_two_digits(p, 0, limit, &n)) return false;
    add_time(p, n);
    if (skip_symbol(p, '.')) {
      if (p->token.kind != TOKEN_NUMBER || (!limit && p->token.value > 0)) return false;
      Token digits = next(p);
      add_time(p, milliseconds(&digits));
    }
  }
  if (is_z(&p->token)) {
    next(p);
    set_zone(p, 0);
  } else if (is_sign(&p->token) && !iso_offset(p)) {
    return false;
  }
  return p->token.kind == TOKEN_END;
}

/* ISO_LEGACY: *unused is the token to go on with; what was read of the day stays. */
static IsoResult parse_iso(Parser *p, Token *unused) {
  if (is_sign(&p->token)) {
    *unused = next(p);
    if (!is_fixed(&p->token, 6)) return ISO_LEGACY;
    int32_t year = next(p).value;
    if (unused->value == '-' && year == 0) return ISO_LEGACY;
    add_day(p, unused->value == '-' ? -year : year);
  } else if (is_fixed(&p->token, 4)) {
    add_day(p, next(p).value);
  } else {
    *unused = next(p);
    return ISO_LEGACY;
  }
  static const int32_t last[] = {12, 31};
  for (int i = 0; i < 2 && skip_symbol(p, '-'); i++) {
    int32_t n;
    if (!iso_two_digits(p, 1, last[i], &n)) {
      *unused = next(p);
      return ISO_LEGACY;
    }
    add_day(p, n);
  }
  if (p->token.kind == TOKEN_WORD && p->token.word == WORD_T && p->token.length == 1) {
    next(p);
    if (!iso_time(p)) return ISO_MALFORMED;
  } else if (p->token.kind != TOKEN_END) {
    *unused = next(p);
    return ISO_LEGACY;
  }
  if (p->zone_hour == NONE && !p->time_count) set_zone(p, 0); /* dates alone are UTC */
  p->iso = true;
  return ISO_DONE;
}

/* ---- other forms ---- */

static bool legacy_number(Parser *p, int32_t n) {
  if (skip_symbol(p, ':')) {
    if (skip_symbol(p, ':')) {
      if (p->time_count) return false;
      add_time(p, n);
      return add_time(p, 0);
    }
    if (!add_time(p, n)) return false;
    if (is_symbol(&p->token, '.')) next(p);
    return true;
  }
  if (is_symbol(&p->token, '.')) {
    next(p);
    if (time_expects(p, n)) {
      add_time(p, n);
      if (p->token.kind != TOKEN_NUMBER) return false;
      Token digits = next(p);
      finish_time(p, milliseconds(&digits));
      return true;
    }
  }
  if (p->zone_hour != NONE && p->zone_minute == NONE && between(n, 0, 59)) {
    p->zone_minute = n;
    return true;
  }
  if (time_expects(p, n)) {
    finish_time(p, n);
    TokenKind kind = p->token.kind;
    return kind == TOKEN_END || kind == TOKEN_SPACE || is_z(&p->token) || is_sign(&p->token);
  }
  if (!add_day(p, n)) return false;
  skip_symbol(p, '-');
  return true;
}

static bool legacy_word(Parser *p, const Token *word, bool has_number) {
  if (word->word == WORD_AM_PM && p->time_count) {
    p->hour_offset = word->value;
  } else if (word->word == WORD_MONTH) {
    p->named_month = word->value;
    skip_symbol(p, '-');
  } else if (word->word == WORD_ZONE && has_number) {
    set_zone(p, word->value);
  } else {
    return !has_number && p->token.kind != TOKEN_NUMBER;
  }
  return true;
}

/* An offset, after its sign: hh, hhmm or hh:mm. */
static bool legacy_offset(Parser *p, const Token *sign) {
  int32_t n = 0;
  uint32_t length = 0;
  p->zone_sign = sign->value == '-' ? -1 : 1;
  if (p->token.kind == TOKEN_NUMBER) {
    length = p->token.length;
    n = next(p).value;
  }
  if (is_symbol(&p->token, ':')) {
    p->zone_hour = n;
    p->zone_minute = NONE;
  } else if (length == 1 || length == 2) {
    p->zone_hour = n;
    p->zone_minute = 0;
  } else if (length == 3 || length == 4) {
    p->zone_hour = n / 100;
    p->zone_minute = n % 100;
  } else {
    return false;
  }
  return true;
}

static bool parse_legacy(Parser *p, Token token) {
  bool has_number = p->day_count > 0;
  for (; token.kind != TOKEN_END; token = next(p)) {
    if (token.kind == TOKEN_NUMBER) {
      has_number = true;
      if (!legacy_number(p, token.value)) return false;
    } else if (token.kind == TOKEN_WORD) {
      if (!legacy_word(p, &token, has_number)) return false;
    } else if (is_sign(&token) && ((p->zone_hour == 0 && p->zone_minute == 0) || p->time_count)) {
      has_number = true;
      if (!legacy_offset(p, &token)) return false;
    } else if ((is_sign(&token) || is_symbol(&token, ')')) && has_number) {
      return false;
    }
  }
  return true;
}

/* ---- putting together ---- */

static double day_number(const Parser *p) {
  if (!p->day_count) return NAN;
  int32_t c[3] = {1, 1, 1}, year, month, day;
  for (int i = 0; i < p->day_count; i++) c[i] = p->day[i];
  if (p->named_month == NONE) {
    bool year_first = p->iso || !between(c[0], 1, 31);
    year = year_first ? c[0] : c[2];
    month = year_first ? c[1] : c[0];
    day = year_first ? c[2] : c[1];
  } else {
    bool year_first = !between(c[0], 1, 31);
    month = p->named_month;
    year = year_first ? c[0] : c[1];
    day = year_first ? c[1] : c[0];
  }
  if (!p->iso && between(year, 0, 49)) year += 2000;
  else if (!p->iso && between(year, 50, 99)) year += 1900;
  if (!between(month, 1, 12) || !between(day, 1, 31)) return NAN;
  return js_date_make_day(year, month - 1, day);
}

static double time_number(const Parser *p) {
  int32_t c[4] = {0, 0, 0, 0};
  for (int i = 0; i < p->time_count; i++) c[i] = p->time[i];
  if (p->hour_offset != NONE) {
    if (!between(c[0], 0, 12)) return NAN;
    c[0] = c[0] % 12 + p->hour_offset;
  }
  bool valid = between(c[0], 0, 23) && between(c[1], 0, 59) && between(c[2], 0, 59) && between(c[3], 0, 999);
  if (!valid && !(c[0] == 24 && !c[1] && !c[2] && !c[3])) return NAN;
  return js_date_make_time(c[0], c[1], c[2], c[3]);
}

double js_date_parse(JsIsolate *iso, const JsChars *text) {
  Parser parser = {.text = text, .named_month = NONE, .hour_offset = NONE, .zone_sign = NONE, .zone_hour = NONE,
                   .zone_minute = NONE};
  Parser *p = &parser;
  Token unused;
  next(p);
  IsoResult result = parse_iso(p, &unused);
  if (result == ISO_MALFORMED || (result == ISO_LEGACY && !parse_legacy(p, unused))) return NAN;
  double t = js_date_make_date(day_number(p), time_number(p));
  if (p->zone_sign == NONE) return js_date_time_clip(js_date_utc(iso, t));
  double hours = p->zone_hour == NONE ? 0 : p->zone_hour, minutes = p->zone_minute == NONE ? 0 : p->zone_minute;
  return js_date_time_clip(t - p->zone_sign * (hours * 3600000.0 + minutes * 60000.0));
}
