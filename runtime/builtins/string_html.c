/* String.prototype's HTML methods (B.2.2.2 to B.2.2.14). */
#include "builtins/string_builtins.h"

/* B.2.2.2.1 CreateHTML; attribute NULL: none. */
static JsValue create_html(JsIsolate *iso, JsValue this_value, const char *method, const char *tag,
                           const char *attribute, JsValue value) {
  JsString *s = js_this_string(iso, this_value, method);
  if (!s) return JS_EMPTY;
  JsStringBuilder b;
  js_builder_init(&b);
  js_builder_unit(&b, '<');
  js_builder_ascii(&b, tag);
  bool ok = true;
  if (attribute) {
    js_builder_unit(&b, ' ');
    js_builder_ascii(&b, attribute);
    js_builder_ascii(&b, "=\"");
    JsString *text = js_to_string(iso, value);
    JsChars c = {.data = NULL};
    if (text) c = js_string_chars(iso, text);
    ok = c.data != NULL;
    for (uint32_t i = 0; ok && i < c.length; i++) {
      uint16_t unit = js_chars_at(&c, i);
      if (unit == '"')
        js_builder_ascii(&b, "&quot;");
      else
        js_builder_unit(&b, unit);
    }
    JS_KEEP(text);
    js_builder_unit(&b, '"');
  }
  js_builder_unit(&b, '>');
  if (!ok || !js_builder_string(iso, &b, s)) {
    js_builder_dispose(&b);
    return JS_EMPTY;
  }
  js_builder_ascii(&b, "</");
  js_builder_ascii(&b, tag);
  js_builder_unit(&b, '>');
  return js_from_cell(js_builder_finish(iso, &b));
}

#define HTML_METHOD(name, tag)                                                                         \
  JsValue js_string_proto_##name(JS_ARGS) {                                                            \
    JS_UNUSED_ARGS;                                                                                    \
    return create_html(iso, this_value, "String.prototype." #name, tag, NULL, JS_UNDEFINED);           \
  }
#define HTML_METHOD_WITH(name, tag, attribute)                                                               \
  JsValue js_string_proto_##name(JS_ARGS) {                                                                  \
    JS_UNUSED_ARGS;                                                                                          \
    return create_html(iso, this_value, "String.prototype." #name, tag, attribute, js_arg(argc, argv, 0));   \
  }

HTML_METHOD_WITH(anchor, "a", "name")
HTML_METHOD(big, "big")
HTML_METHOD(blink, "blink")
HTML_METHOD(bold, "b")
HTML_METHOD(fixed, "tt")
HTML_METHOD_WITH(fontcolor, "font", "color")
HTML_METHOD_WITH(fontsize, "font", "size")
HTML_METHOD(italics, "i")
HTML_METHOD_WITH(link, "a", "href")
HTML_METHOD(small, "small")
HTML_METHOD(strike, "strike")
HTML_METHOD(sub, "sub")
HTML_METHOD(sup, "sup")
