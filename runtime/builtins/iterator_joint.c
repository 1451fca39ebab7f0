/* Iterator.concat (27.1.3.2.1), and zip and zipKeyed of the proposal joint-iteration: helpers that iterate several
 * iterators. */
#include "builtins/iterator_helpers.h"

/* ---- concat ---- */

/* FUNCTION: an array of iterable, method, iterable, method, …; the helper's index is the place of the next. */

/* Iterator.concat ( ...items ) */
JsValue js_iterator_concat(JS_ARGS) {
  (void)callee, (void)this_value, (void)new_target;
  JsObject *items = js_array_with_capacity(iso, argc * 2);
  if (!items) return JS_EMPTY;
  for (uint32_t i = 0; i < argc; i++) {
    if (!js_is_object(argv[i])) return js_throw_type_about(iso, "", argv[i], " is not an object");
    JsValue method = js_get_method(iso, argv[i], js_symbol_key(iso, JS_SYMBOL_iterator));
    JS_TRY(method);
    if (js_is_undefined(method)) return js_throw_type_about(iso, "", argv[i], " is not iterable");
    JS_TRY_BOOL(js_array_push(iso, items, argv[i]) && js_array_push(iso, items, method));
  }
  JsIteratorObject *h = js_helper_new(iso, JS_HELPER_CONCAT, JS_UNDEFINED, JS_HELPER_RECORD);
  if (!h) return JS_EMPTY;
  js_helper_record(h)->values[JS_HELPER_FUNCTION] = js_from_cell(items);
  js_barrier(iso, js_helper_record(h));
  return js_from_cell(h);
}

/* Opens the next iterable's iterator: 1, 0 there is none, -1 threw. */
static int open_next(JsIsolate *iso, JsIteratorObject *h) {
  JsObject *items = js_as_object(js_helper_record(h)->values[JS_HELPER_FUNCTION]);
  if (h->index == js_array_count(items)) return 0;
  JsIterator inner;
  uint32_t i = (uint32_t)h->index;
  h->index += 2;
  if (!js_iterator_from_method(iso, items->elements[i], items->elements[i + 1], &inner)) return -1;
  js_helper_set_inner(iso, h, &inner);
  return 1;
}

int js_helper_step_concat(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  for (;;) {
    if (js_is_undefined(js_helper_record(h)->values[JS_HELPER_INNER])) {
      int opened = open_next(iso, h);
      if (opened <= 0) return opened;
    }
    JsIterator inner = js_helper_inner(h);
    int step = js_iterator_step(iso, &inner, v);
    if (step != 0) return step;
    js_helper_set_inner(iso, h, NULL);
  }
}

/* ---- zip: the iterators ---- */

typedef enum ZipMode { ZIP_SHORTEST, ZIP_LONGEST, ZIP_STRICT } ZipMode;

/* Arrays of the iterators (null: exhausted), their next methods, what stands for the values of exhausted ones, and the
 * keys of the results (undefined: they are arrays); the mode. */
enum { ZIP_ITERATORS, ZIP_NEXTS, ZIP_PADDING, ZIP_KEYS, ZIP_MODE, ZIP_RECORD };

typedef struct Zip {
  JsObject *iterators, *nexts, *padding, *keys;
} Zip;

static bool add_iterator(JsIsolate *iso, Zip *zip, const JsIterator *it) {
  return js_array_push(iso, zip->iterators, it->object) && js_array_push(iso, zip->nexts, it->next);
}

static JsIterator iterator_at(JsObject *iterators, JsObject *nexts, uint32_t i) {
  return (JsIterator){.object = iterators->elements[i], .next = nexts->elements[i]};
}

/* IteratorCloseAll, the last first. */
static bool close_iterators(JsIsolate *iso, JsObject *iterators, JsObject *nexts, bool threw) {
  for (uint32_t i = js_array_count(iterators); i-- > 0;) {
    JsIterator it = iterator_at(iterators, nexts, i);
    if (!js_is_null(it.object) && !js_iterator_close(iso, &it, threw)) threw = true;
  }
  return !threw;
}

/* IfAbruptCloseIterators: with the pending exception. */
static JsValue close_abruptly(JsIsolate *iso, Zip *zip) {
  close_iterators(iso, zip->iterators, zip->nexts, true);
  return JS_EMPTY;
}

bool js_helper_close_zip(JsIsolate *iso, JsIteratorObject *h, bool threw) {
  JsEnv *record = js_helper_record(h);
  return close_iterators(iso, js_as_object(record->values[ZIP_ITERATORS]), js_as_object(record->values[ZIP_NEXTS]), threw);
}

/* ---- zip: a step (IteratorZip) ---- */

static JsValue finish_results(JsIsolate *iso, JsEnv *record, JsObject *results) {
  if (js_is_undefined(record->values[ZIP_KEYS])) return js_from_cell(results);
  JsObject *keys = js_as_object(record->values[ZIP_KEYS]), *o = js_object_new_proto(iso, JS_NULL);
  for (uint32_t i = 0; o && i < js_array_count(keys); i++) {
    JsKey key = js_to_property_key(iso, keys->elements[i]);
    JS_TRY_BOOL(key != JS_KEY_NONE && js_create_data_property(iso, o, key, js_get_index(iso, results, i)));
  }
  return js_from_cell(o);
}

/* IteratorStep without the value: 1, 0 done, -1 threw. */
static int step_only(JsIsolate *iso, const JsIterator *it) {
  JsValue result = js_call(iso, it->next, it->object, 0, NULL);
  if (result == JS_EMPTY || !js_check_iterator_result(iso, result)) return -1;
  JsValue done = js_get(iso, js_as_object(result), js_atom_key(iso, JS_ATOM_done), result);
  return done == JS_EMPTY ? -1 : !js_to_boolean(done);
}

/* In the mode strict the first iterator is done: all others have to be. */
static int check_all_done(JsIsolate *iso, JsIteratorObject *h, JsObject *iterators, JsObject *nexts) {
  for (uint32_t k = 1; k < js_array_count(iterators); k++) {
    JsIterator it = iterator_at(iterators, nexts, k);
    int step = step_only(iso, &it);
    if (step <= 0) iterators->elements[k] = JS_NULL;
    if (step > 0) js_throw_type_error(iso, "Iterators passed to Iterator.zip have different lengths");
    if (step != 0) return js_helper_close_zip(iso, h, true), -1;
  }
  return 0;
}

static bool any_open(JsObject *iterators) {
  for (uint32_t i = 0; i < js_array_count(iterators); i++)
    if (!js_is_null(iterators->elements[i])) return true;
  return false;
}

/* Iterator number i is done: 1 go on with padding, 0 the helper is done, -1 threw. */
static int exhausted(JsIsolate *iso, JsIteratorObject *h, JsObject *iterators, JsObject *nexts, uint32_t i) {
  iterators->elements[i] = JS_NULL;
  switch ((ZipMode)js_as_int32(js_helper_record(h)->values[ZIP_MODE])) {
    case ZIP_SHORTEST: return js_helper_close_zip(iso, h, false) ? 0 : -1;
    case ZIP_LONGEST: return any_open(iterators);
    case ZIP_STRICT: break;
  }
  if (i == 0) return check_all_done(iso, h, iterators, nexts);
  js_throw_type_error(iso, "Iterators passed to Iterator.zip have different lengths");
  js_helper_close_zip(iso, h, true);
  return -1;
}

int js_helper_step_zip(JsIsolate *iso, JsIteratorObject *h, JsValue *v) {
  JsEnv *record = js_helper_record(h);
  JsObject *iterators = js_as_object(record->values[ZIP_ITERATORS]), *nexts = js_as_object(record->values[ZIP_NEXTS]);
  uint32_t n = js_array_count(iterators);
  if (n == 0) return 0;
  JsObject *results = js_array_with_capacity(iso, n);
  if (!results) return -1;
  for (uint32_t i = 0; i < n; i++) {
    JsIterator it = iterator_at(iterators, nexts, i);
    int step = js_is_null(it.object) ? 0 : js_iterator_step(iso, &it, v);
    if (step < 0) {
      iterators->elements[i] = JS_NULL;
      js_helper_close_zip(iso, h, true);
      return -1;
    }
    if (step == 0 && !js_is_null(it.object)) {
      int goes_on = exhausted(iso, h, iterators, nexts, i);
      if (goes_on <= 0) return goes_on;
    }
    if (step == 0) *v = js_get_index(iso, js_as_object(record->values[ZIP_PADDING]), i);
    if (!js_array_push(iso, results, *v)) return -1;
  }
  *v = finish_results(iso, record, results);
  return *v == JS_EMPTY ? -1 : 1;
}

/* ---- zip: the functions ---- */

/* The options: mode, and padding for the mode longest. false: threw. */
static bool read_options(JsIsolate *iso, JsValue options, ZipMode *mode, JsValue *padding) {
  static const char *const modes[] = {"shortest", "longest", "strict"};
  *mode = ZIP_SHORTEST;
  *padding = JS_UNDEFINED;
  if (js_is_undefined(options)) return true;
  if (!js_is_object(options)) return js_throw_type_about(iso, "", options, " is not an object"), false;
  JsValue v = js_get(iso, js_as_object(options), js_key_from_cstr(iso, "mode"), options);
  if (v == JS_EMPTY) return false;
  if (!js_is_undefined(v)) {
    int found = -1;
    for (int i = 0; i < 3 && js_is_string(v); i++)
      if (js_string_equals(iso, js_as_string(v), js_string_from_cstr(iso, modes[i]))) found = i;
    if (found < 0) return js_throw_type_about(iso, "", v, " is not a valid mode"), false;
    *mode = (ZipMode)found;
  }
  if (*mode != ZIP_LONGEST) return true;
  *padding = js_get(iso, js_as_object(options), js_key_from_cstr(iso, "padding"), options);
  if (*padding == JS_EMPTY || js_is_undefined(*padding) || js_is_object(*padding)) return *padding != JS_EMPTY;
  js_throw_type_about(iso, "", *padding, " is not an object");
  return false;
}

/* The steps before the iterables are looked at. false: threw. */
static bool zip_open(JsIsolate *iso, Zip *zip, JsValue iterables, JsValue options, ZipMode *mode, JsValue *padding) {
  if (!js_is_object(iterables)) return js_throw_type_about(iso, "", iterables, " is not an object"), false;
  if (!read_options(iso, options, mode, padding)) return false;
  *zip = (Zip){js_array_with_capacity(iso, 0), js_array_with_capacity(iso, 0), js_array_with_capacity(iso, 0), NULL};
  return zip->iterators && zip->nexts && zip->padding;
}

static JsValue zip_new(JsIsolate *iso, const Zip *zip, ZipMode mode) {
  while (js_array_count(zip->padding) < js_array_count(zip->iterators))
    JS_TRY_BOOL(js_array_push(iso, zip->padding, JS_UNDEFINED));
  js_elements_generalise(iso, zip->iterators, JS_ELEM_VALUE); /* null takes their place */
  JsIteratorObject *h = js_helper_new(iso, JS_HELPER_ZIP, JS_UNDEFINED, ZIP_RECORD);
  if (!h) return JS_EMPTY;
  JsEnv *record = js_helper_record(h);
  record->values[ZIP_ITERATORS] = js_from_cell(zip->iterators);
  record->values[ZIP_NEXTS] = js_from_cell(zip->nexts);
  record->values[ZIP_PADDING] = js_from_cell(zip->padding);
  if (zip->keys) record->values[ZIP_KEYS] = js_from_cell(zip->keys);
  record->values[ZIP_MODE] = js_int32(mode);
  js_barrier(iso, record);
  return js_from_cell(h);
}

/* The iterators of an iterable's values. false: threw, those closed. */
static bool collect_iterators(JsIsolate *iso, Zip *zip, JsValue iterables) {
  JsIterator input, it;
  if (!js_iterator_open(iso, iterables, &input)) return false;
  for (;;) {
    JsValue v;
    int step = js_iterator_step(iso, &input, &v);
    if (step < 0) close_abruptly(iso, zip);
    if (step <= 0) return step == 0;
    if (js_iterator_flattenable(iso, v, false, &it) && add_iterator(iso, zip, &it)) continue;
    close_abruptly(iso, zip);
    js_iterator_close(iso, &input, true);
    return false;
  }
}

/* As many of an iterable's values as there are iterators. false: threw, those closed. */
static bool collect_padding(JsIsolate *iso, Zip *zip, JsValue padding) {
  JsIterator it;
  if (!js_iterator_open(iso, padding, &it)) return close_abruptly(iso, zip), false;
  int step = 1;
  for (uint32_t i = 0; step > 0 && i < js_array_count(zip->iterators); i++) {
    JsValue v;
    step = js_iterator_step(iso, &it, &v);
    if (step > 0 && !js_array_push(iso, zip->padding, v)) return false;
  }
  if (step > 0 && !js_iterator_close(iso, &it, false)) step = -1;
  if (step < 0) close_abruptly(iso, zip);
  return step >= 0;
}

/* Iterator.zip ( iterables [ , options ] ) */
JsValue js_iterator_zip(JS_ARGS) {
  (void)callee, (void)this_value, (void)new_target;
  Zip zip;
  ZipMode mode;
  JsValue padding, iterables = js_arg(argc, argv, 0);
  if (!zip_open(iso, &zip, iterables, js_arg(argc, argv, 1), &mode, &padding)) return JS_EMPTY;
  if (!collect_iterators(iso, &zip, iterables)) return JS_EMPTY;
  if (!js_is_undefined(padding) && !collect_padding(iso, &zip, padding)) return JS_EMPTY;
  return zip_new(iso, &zip, mode);
}

/* The iterator of one property, if it is enumerable and not undefined. false: threw. */
static bool add_property(JsIsolate *iso, Zip *zip, JsObject *iterables, JsValue name) {
  JsPropertyDescriptor d;
  JsIterator it;
  JsKey key = js_to_property_key(iso, name);
  int found = key == JS_KEY_NONE ? -1 : js_get_own_property(iso, iterables, key, &d);
  if (found <= 0 || !(d.attributes & JS_ATTR_ENUMERABLE)) return found >= 0;
  JsValue v = js_get(iso, iterables, key, js_from_cell(iterables));
  if (v == JS_EMPTY || js_is_undefined(v)) return v != JS_EMPTY;
  return js_array_push(iso, zip->keys, name) && js_iterator_flattenable(iso, v, false, &it) && add_iterator(iso, zip, &it);
}

/* Iterator.zipKeyed ( iterables [ , options ] ) */
JsValue js_iterator_zip_keyed(JS_ARGS) {
  (void)callee, (void)this_value, (void)new_target;
  Zip zip;
  ZipMode mode;
  JsValue padding, iterables = js_arg(argc, argv, 0);
  if (!zip_open(iso, &zip, iterables, js_arg(argc, argv, 1), &mode, &padding)) return JS_EMPTY;
  JsObject *all = js_own_keys(iso, js_as_object(iterables));
  zip.keys = all ? js_array_with_capacity(iso, 0) : NULL;
  if (!zip.keys) return JS_EMPTY;
  for (uint32_t i = 0; i < js_array_count(all); i++)
    if (!add_property(iso, &zip, js_as_object(iterables), all->elements[i])) return close_abruptly(iso, &zip);
  for (uint32_t i = 0; !js_is_undefined(padding) && i < js_array_count(zip.keys); i++) {
    JsKey key = js_to_property_key(iso, zip.keys->elements[i]);
    JsValue v = key == JS_KEY_NONE ? JS_EMPTY : js_get(iso, js_as_object(padding), key, padding);
    if (v == JS_EMPTY || !js_array_push(iso, zip.padding, v)) return close_abruptly(iso, &zip);
  }
  return zip_new(iso, &zip, mode);
}
