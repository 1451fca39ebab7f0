/* The JSON parser over units of type UNIT, included once for each by json_parse.c, with the names SCAN(…). Containers
 * being filled are on an explicit stack, so that depth costs no C stack; each is in its parent from the start, which
 * keeps all of them reachable from the outermost one. */

typedef struct SCAN(Parser) {
  JsIsolate *iso;
  JsString *text;
  const UNIT *units;
  uint32_t position, length;
  JsObject **stack;
  uint32_t depth, capacity;
  JsKey recent_keys[KEY_CACHE]; /* on the C stack: that keeps the atoms alive */
} SCAN(Parser);

static JsValue SCAN(fail)(SCAN(Parser) *p, JsJsonError error) {
  return js_json_throw(p->iso, p->text, error, p->position);
}

/* The unit at the position, or -1 at the end. */
static inline int SCAN(peek)(const SCAN(Parser) *p) {
  return p->position < p->length ? (int)p->units[p->position] : -1;
}

static inline int SCAN(skip_space)(SCAN(Parser) *p) {
  while (p->position < p->length) {
    int c = p->units[p->position];
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return c;
    p->position++;
  }
  return -1;
}

/* The rest of true, false or null; the first unit matched. */
static bool SCAN(literal)(SCAN(Parser) *p, const char *rest) {
  for (p->position++; *rest; rest++, p->position++) {
    if (SCAN(peek)(p) == *rest) continue;
    SCAN(fail)(p, JS_JSON_UNEXPECTED);
    return false;
  }
  return true;
}

static inline bool SCAN(at_digit)(const SCAN(Parser) *p) {
  return p->position < p->length && p->units[p->position] >= '0' && p->units[p->position] <= '9';
}

static bool SCAN(digits)(SCAN(Parser) *p, JsJsonError error) {
  if (!SCAN(at_digit)(p)) {
    SCAN(fail)(p, error);
    return false;
  }
  while (SCAN(at_digit)(p)) p->position++;
  return true;
}

static JsValue SCAN(number)(SCAN(Parser) *p) {
  uint32_t start = p->position;
  bool negative = p->units[start] == '-';
  if (negative) p->position++;
  if (SCAN(peek)(p) == '0') {
    p->position++;
    if (SCAN(at_digit)(p)) return SCAN(fail)(p, JS_JSON_NUMBER);
  } else if (!SCAN(digits)(p, negative ? JS_JSON_MINUS : JS_JSON_UNEXPECTED)) {
    return JS_EMPTY;
  }
  int c = SCAN(peek)(p);
  uint32_t first = start + negative, count = p->position - first;
  if (c != '.' && c != 'e' && c != 'E' && count <= 9) { /* fast path: a small integer */
    int32_t i = 0;
    for (uint32_t k = first; k < p->position; k++) i = i * 10 + (int32_t)(p->units[k] - '0');
    if (negative) return i == 0 ? js_double(-0.0) : js_int32(-i);
    return js_int32(i);
  }
  if (c == '.') {
    p->position++;
    if (!SCAN(digits)(p, JS_JSON_FRACTION)) return JS_EMPTY;
    c = SCAN(peek)(p);
  }
  if (c == 'e' || c == 'E') {
    p->position++;
    c = SCAN(peek)(p);
    if (c == '+' || c == '-') p->position++;
    if (!SCAN(digits)(p, JS_JSON_EXPONENT)) return JS_EMPTY;
  }
  JsChars chars = {p->units, p->position, sizeof(UNIT) == 2};
  uint32_t end;
  return js_number(js_chars_parse_decimal(&chars, start, &end));
}

/* \uXXXX: the position is behind the u. -1: malformed, the error set. */
static int SCAN(unicode_escape)(SCAN(Parser) *p) {
  int unit = 0;
  for (int i = 0; i < 4; i++, p->position++) {
    int c = SCAN(peek)(p), digit = -1;
    if (c >= '0' && c <= '9') digit = c - '0';
    if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
    if (digit < 0) {
      SCAN(fail)(p, JS_JSON_UNICODE_ESCAPE);
      return -1;
    }
    unit = unit * 16 + digit;
  }
  return unit;
}

/* An escape sequence; the position is behind the backslash. */
static int SCAN(escape)(SCAN(Parser) *p) {
  int c = SCAN(peek)(p);
  int unit = -1;
  switch (c) {
    case '"': case '\\': case '/': unit = c; break;
    case 'b': unit = '\b'; break;
    case 'f': unit = '\f'; break;
    case 'n': unit = '\n'; break;
    case 'r': unit = '\r'; break;
    case 't': unit = '\t'; break;
    case 'u': p->position++; return SCAN(unicode_escape)(p);
    default: SCAN(fail)(p, c < 0 ? JS_JSON_UNEXPECTED : JS_JSON_ESCAPE); return -1;
  }
  p->position++;
  return unit;
}

/* Moves over units that stand for themselves. */
static inline void SCAN(plain_units)(SCAN(Parser) *p) {
  uint32_t i = p->position;
  while (i < p->length && p->units[i] != '"' && p->units[i] != '\\' && p->units[i] >= 0x20) i++;
  p->position = i;
}

/* The rest of a string from the first backslash on. start: of its content. */
static JsString *SCAN(string_with_escapes)(SCAN(Parser) *p, uint32_t start) {
  JsStringBuilder b;
  js_builder_init(&b);
  JsChars chars = {p->units, p->length, sizeof(UNIT) == 2};
  for (;;) {
    js_builder_chars(&b, &chars, start, p->position);
    int c = SCAN(peek)(p);
    if (c == '"') break;
    if (c != '\\') {
      SCAN(fail)(p, c < 0 ? JS_JSON_UNTERMINATED_STRING : JS_JSON_CONTROL_CHARACTER);
      js_builder_dispose(&b);
      return NULL;
    }
    p->position++;
    int unit = SCAN(escape)(p);
    if (unit < 0) {
      js_builder_dispose(&b);
      return NULL;
    }
    js_builder_unit(&b, (uint16_t)unit);
    start = p->position;
    SCAN(plain_units)(p);
  }
  p->position++;
  return js_builder_finish(p->iso, &b);
}

/* A string; the position is at its opening quote. *plain: [*start, *end) is its content, and NULL is returned; that is
 * asked for by keys, which may not need a string. */
static JsString *SCAN(string)(SCAN(Parser) *p, bool *plain, uint32_t *start, uint32_t *end) {
  *start = ++p->position;
  SCAN(plain_units)(p);
  int c = SCAN(peek)(p);
  *plain = c == '"';
  if (*plain) {
    *end = p->position++;
    return NULL;
  }
  return SCAN(string_with_escapes)(p, *start);
}

static JsString *SCAN(new_string)(SCAN(Parser) *p, uint32_t start, uint32_t end) {
#if SCAN_UTF16
  return js_string_from_utf16(p->iso, p->units + start, end - start);
#else
  return js_string_from_latin1(p->iso, p->units + start, end - start);
#endif
}

static JsValue SCAN(string_value)(SCAN(Parser) *p) {
  bool plain;
  uint32_t start, end;
  JsString *s = SCAN(string)(p, &plain, &start, &end);
  return js_from_cell(plain ? SCAN(new_string)(p, start, end) : s);
}

/* Is the key the atom of these units? */
static bool SCAN(key_matches)(const SCAN(Parser) *p, JsKey key, uint32_t start, uint32_t n) {
  if (key == JS_KEY_NONE) return false;
  JsString *atom = (JsString *)js_key_cell(key);
  if (atom->length != n || (atom->cell.flags & JS_STR_UTF16)) return false;
  for (uint32_t i = 0; i < n; i++)
    if (atom->u.latin1[i] != p->units[start + i]) return false;
  return true;
}

/* A property's key. Those seen lately are found without making a string. */
static JsKey SCAN(key)(SCAN(Parser) *p) {
  bool plain;
  uint32_t start, end;
  JsString *s = SCAN(string)(p, &plain, &start, &end);
  if (!plain) return s ? js_key_from_string(p->iso, s) : JS_KEY_NONE;
  uint32_t n = end - start;
  JsKey *recent = NULL;
  if (n > 0 && n <= MAX_CACHED_KEY) {
    uint32_t hash = n * 31u + p->units[start] * 7u + p->units[end - 1] * 3u + p->units[start + n / 2];
    recent = &p->recent_keys[hash % KEY_CACHE];
    if (SCAN(key_matches)(p, *recent, start, n)) return *recent;
  }
  s = SCAN(new_string)(p, start, end);
  JsKey key = s ? js_key_from_string(p->iso, s) : JS_KEY_NONE;
  if (recent && key != JS_KEY_NONE && !js_key_is_index(key) &&
      !(js_key_cell(key)->flags & (JS_STR_ROPE | JS_STR_SLICE)))
    *recent = key;
  return key;
}

static bool SCAN(push)(SCAN(Parser) *p, JsObject *o) {
  if (p->depth == p->capacity) {
    uint32_t capacity = p->capacity ? p->capacity * 2 : 64;
    JsObject **stack = realloc(p->stack, capacity * sizeof *stack);
    if (!stack) {
      js_throw_range_error(p->iso, "Maximum call stack size exceeded");
      return false;
    }
    p->stack = stack;
    p->capacity = capacity;
  }
  p->stack[p->depth++] = o;
  return true;
}

/* A value, or a container still to be filled (*open). */
static JsValue SCAN(value)(SCAN(Parser) *p, bool *open) {
  *open = false;
  switch (SCAN(skip_space)(p)) {
    case '"': return SCAN(string_value)(p);
    case '{':
      p->position++;
      *open = true;
      return js_from_cell(js_object_new(p->iso));
    case '[':
      p->position++;
      *open = true;
      return js_from_cell(js_array_with_capacity(p->iso, 0));
    case 't': return SCAN(literal)(p, "rue") ? JS_TRUE : JS_EMPTY;
    case 'f': return SCAN(literal)(p, "alse") ? JS_FALSE : JS_EMPTY;
    case 'n': return SCAN(literal)(p, "ull") ? JS_NULL : JS_EMPTY;
    case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
      return SCAN(number)(p);
    default: return SCAN(fail)(p, JS_JSON_UNEXPECTED);
  }
}

/* Reads elements into the array until it ends (1), a container opens (2), or something is wrong (0). */
static int SCAN(fill_array)(SCAN(Parser) *p, JsObject *array, bool resumed) {
  if (!resumed && SCAN(skip_space)(p) == ']') return p->position++, 1;
  for (bool first = !resumed;; first = false) {
    if (!first) {
      int c = SCAN(skip_space)(p);
      if (c == ']') return p->position++, 1;
      if (c != ',') return SCAN(fail)(p, JS_JSON_COMMA_OR_BRACKET), 0;
      p->position++;
    }
    bool open;
    JsValue v = SCAN(value)(p, &open);
    if (v == JS_EMPTY || !js_array_push(p->iso, array, v)) return 0;
    if (open) return SCAN(push)(p, js_as_object(v)) ? 2 : 0;
  }
}

/* The same for the members of an object. */
static int SCAN(fill_object)(SCAN(Parser) *p, JsObject *o, bool resumed) {
  if (!resumed) {
    int c = SCAN(skip_space)(p);
    if (c == '}') return p->position++, 1;
    if (c != '"') return SCAN(fail)(p, JS_JSON_PROPERTY_NAME_OR_BRACE), 0;
  }
  for (bool first = !resumed;; first = false) {
    if (!first) {
      int c = SCAN(skip_space)(p);
      if (c == '}') return p->position++, 1;
      if (c != ',') return SCAN(fail)(p, JS_JSON_COMMA_OR_BRACE), 0;
      p->position++;
      if (SCAN(skip_space)(p) != '"') return SCAN(fail)(p, JS_JSON_PROPERTY_NAME), 0;
    }
    JsKey key = SCAN(key)(p);
    if (key == JS_KEY_NONE) return 0;
    if (SCAN(skip_space)(p) != ':') return SCAN(fail)(p, JS_JSON_COLON), 0;
    p->position++;
    bool open;
    JsValue v = SCAN(value)(p, &open);
    if (v == JS_EMPTY || !js_create_data_property(p->iso, o, key, v)) return 0;
    if (open) return SCAN(push)(p, js_as_object(v)) ? 2 : 0;
  }
}

static bool SCAN(fill)(SCAN(Parser) *p) {
  bool resumed = false;
  while (p->depth > 0) {
    JsObject *top = p->stack[p->depth - 1];
    int r = top->cell.kind == JS_KIND_ARRAY ? SCAN(fill_array)(p, top, resumed) : SCAN(fill_object)(p, top, resumed);
    if (r == 0) return false;
    resumed = r == 1; /* back in the parent, behind a member */
    if (r == 1) p->depth--;
  }
  return true;
}

JsValue SCAN_ENTRY(JsIsolate *iso, JsString *text, const UNIT *units, uint32_t length) {
  SCAN(Parser) p;
  memset(&p, 0, sizeof p);
  p.iso = iso;
  p.text = text;
  p.units = units;
  p.length = length;
  bool open;
  JsValue root = SCAN(value)(&p, &open);
  bool ok = root != JS_EMPTY;
  if (ok && open) ok = SCAN(push)(&p, js_as_object(root)) && SCAN(fill)(&p);
  free(p.stack);
  if (!ok) return JS_EMPTY;
  JS_KEEP(root);
  return SCAN(skip_space)(&p) < 0 ? root : SCAN(fail)(&p, JS_JSON_AFTER);
}
