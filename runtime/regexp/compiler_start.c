/* How a search finds places where a match may start. */
#include <string.h>

#include "regexp/compiler.h"

static bool starts_with_assertion(const JsReNode *node, JsReAssertion assertion, int depth) {
  if (depth > 32) return false;
  switch ((JsReKind)node->kind) {
    case JS_RE_ASSERT: return node->assertion == assertion;
    case JS_RE_SEQ: return starts_with_assertion(node->u.list.items[0], assertion, depth + 1);
    case JS_RE_GROUP: return starts_with_assertion(node->u.inner.body, assertion, depth + 1);
    case JS_RE_LOOP: return node->u.inner.min > 0 && starts_with_assertion(node->u.inner.body, assertion, depth + 1);
    case JS_RE_ALT:
      for (uint32_t i = 0; i < node->u.list.count; i++) {
        if (!starts_with_assertion(node->u.list.items[i], assertion, depth + 1)) return false;
      }
      return true;
    default: return false;
  }
}

typedef struct Prefix {
  uint16_t units[JS_RE_MAX_PREFIX];
  uint32_t length;
} Prefix;

/* Collects the literal that every match starts with; false where it ends. */
static bool collect_prefix(const JsReNode *node, bool unicode, Prefix *prefix, int depth) {
  if (depth > 32) return false;
  switch ((JsReKind)node->kind) {
    case JS_RE_EMPTY: return true;
    case JS_RE_CHAR: {
      uint32_t cp = node->u.cp;
      if (unicode && cp >= 0xD800 && cp <= 0xDFFF) return false;
      if (prefix->length + (cp > 0xFFFF ? 2 : 1) > JS_RE_MAX_PREFIX) return false;
      if (cp > 0xFFFF) {
        prefix->units[prefix->length++] = (uint16_t)(0xD800 + ((cp - 0x10000) >> 10));
        cp = 0xDC00 + (cp & 0x3FF);
      }
      prefix->units[prefix->length++] = (uint16_t)cp;
      return true;
    }
    case JS_RE_SEQ:
      for (uint32_t i = 0; i < node->u.list.count; i++) {
        if (!collect_prefix(node->u.list.items[i], unicode, prefix, depth + 1)) return false;
      }
      return true;
    case JS_RE_GROUP: return collect_prefix(node->u.inner.body, unicode, prefix, depth + 1);
    case JS_RE_LOOP:
      if (node->u.inner.min > 0) collect_prefix(node->u.inner.body, unicode, prefix, depth + 1);
      return false;
    default: return false;
  }
}

/* The one unit of a first set, if it is one. */
static bool single_unit(const JsReFirstSet *first, uint16_t *unit) {
  if (first->high || first->at_end) return false;
  int found = -1;
  for (int c = 0; c < 256; c++) {
    if (!((first->latin1[c >> 6] >> (c & 63)) & 1)) continue;
    if (found >= 0) return false;
    found = c;
  }
  if (found < 0) return false;
  *unit = (uint16_t)found;
  return true;
}

static void limit_masks(JsReMasks *masks, uint32_t length) {
  if (length < masks->length) masks->length = length;
}

static uint32_t collect_mask_unit(const JsReCompiler *c, const JsReNode *node, uint32_t at, JsReMasks *masks) {
  JsCharset *set = node->kind == JS_RE_SET ? node->u.set : NULL;
  JsCharset single = {.ranges = {.data = (uint32_t[]){node->u.cp, node->u.cp}, .count = 2}};
  js_re_first_add_set(&masks->at[at], set ? set : &single);
  /* With u or v more than one unit may have to follow; which is not looked at. */
  uint32_t last = set ? (set->ranges.count ? set->ranges.data[set->ranges.count - 1] : 0) : node->u.cp;
  if (c->unicode && last >= 0xD800) limit_masks(masks, at + 1);
  return at + 1;
}

/* Adds the units that a match may have at offset at and after; returns the offset after the node. What is beyond
 * masks->length is not known. */
static uint32_t collect_masks(const JsReCompiler *c, const JsReNode *node, uint32_t at, JsReMasks *masks, int depth) {
  if (at >= masks->length) return at;
  if (depth > 32) {
    limit_masks(masks, at);
    return at;
  }
  switch ((JsReKind)node->kind) {
    case JS_RE_EMPTY:
    case JS_RE_LOOK:
    case JS_RE_ASSERT: break;
    case JS_RE_CHAR:
    case JS_RE_SET: return collect_mask_unit(c, node, at, masks);
    case JS_RE_SEQ:
      for (uint32_t i = 0; i < node->u.list.count; i++) {
        at = collect_masks(c, node->u.list.items[i], at, masks, depth + 1);
      }
      break;
    case JS_RE_ALT: {
      uint32_t shortest = UINT32_MAX;
      for (uint32_t i = 0; i < node->u.list.count; i++) {
        uint32_t end = collect_masks(c, node->u.list.items[i], at, masks, depth + 1);
        if (i > 0 && end != shortest) limit_masks(masks, end < shortest ? end : shortest);
        if (end < shortest) shortest = end;
      }
      return shortest;
    }
    case JS_RE_GROUP: return collect_masks(c, node->u.inner.body, at, masks, depth + 1);
    case JS_RE_LOOP:
      for (uint32_t i = 0; i < node->u.inner.min && at < masks->length; i++) {
        uint32_t end = collect_masks(c, node->u.inner.body, at, masks, depth + 1);
        if (end == at) break; /* it matches nothing, however often */
        at = end;
      }
      if (node->u.inner.max > node->u.inner.min) limit_masks(masks, at);
      break;
    case JS_RE_BACKREF: limit_masks(masks, at); break;
  }
  return at;
}

void js_re_choose_start(JsReCompiler *c, JsRegExpProgram *header, JsReMasks *masks) {
  const JsReNode *root = c->pattern->root;
  header->start = JS_RE_START_ANYWHERE;
  header->start_first = JS_RE_NONE;
  if (starts_with_assertion(root, JS_RE_INPUT_START, 0)) {
    header->start = JS_RE_START_INPUT;
    return;
  }
  if (starts_with_assertion(root, JS_RE_LINE_START, 0)) {
    header->start = JS_RE_START_LINE;
    return;
  }
  Prefix prefix = {.length = 0};
  collect_prefix(root, c->unicode, &prefix, 0);
  memcpy(header->prefix, prefix.units, sizeof prefix.units);
  header->prefix_length = prefix.length;
  if (prefix.length) {
    header->start = prefix.length > 1 ? JS_RE_START_STRING : JS_RE_START_CHAR;
    return;
  }
  memset(masks, 0, sizeof *masks);
  masks->length = JS_RE_MAX_MASKS;
  uint32_t end = collect_masks(c, root, 0, masks, 0);
  if (end < masks->length) masks->length = end;
  if (masks->length > 1) {
    header->start = JS_RE_START_MASKS;
    header->mask_length = masks->length;
    return;
  }
  JsReFirstSet first = js_re_first(root, &js_re_first_all, 0);
  if (single_unit(&first, &header->prefix[0])) {
    header->start = JS_RE_START_CHAR;
    header->prefix_length = 1;
    return;
  }
  header->start_first = js_re_first_index(c, &first);
  if (header->start_first != JS_RE_NONE) header->start = JS_RE_START_FIRST;
}
