/* The object model without compiled code: shapes, properties, elements, caches, calls, errors. */
#include "object/ic_internal.h"
#include "lode_abi.h"
#include "module.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static int failures;
#define CHECK(x)                                                        \
  do {                                                                  \
    if (!(x)) {                                                         \
      fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #x);   \
      failures++;                                                       \
    }                                                                   \
  } while (0)

static JsKey key_of(JsIsolate *iso, const char *s) { return js_key_from_cstr(iso, s); }
static JsValue atom(JsIsolate *iso, const char *s) { return js_from_cell(js_key_cell(key_of(iso, s))); }
static JsValue get(JsIsolate *iso, JsObject *o, const char *s) { return js_get(iso, o, key_of(iso, s), js_from_cell(o)); }
static void put(JsIsolate *iso, JsObject *o, const char *s, JsValue v) { CHECK(js_put(iso, o, key_of(iso, s), v)); }
static bool text_is(JsIsolate *iso, JsValue v, const char *expected) {
  if (!js_is_string(v)) return false;
  char *s = js_string_to_utf8(iso, js_as_string(v), &(size_t){0});
  bool same = strcmp(s, expected) == 0;
  if (!same) fprintf(stderr, "got: %s\n", s);
  free(s);
  return same;
}
static bool threw(JsIsolate *iso, const char *message) {
  JsValue e = js_take_exception(iso);
  if (e == JS_EMPTY) return false;
  return text_is(iso, get(iso, js_as_object(e), "message"), message);
}

static void test_shapes(JsIsolate *iso) {
  JsObject *a = js_object_new(iso), *b = js_object_new(iso);
  for (int i = 0; i < 20; i++) {
    char name[8];
    snprintf(name, sizeof name, "p%d", i);
    put(iso, a, name, js_int32(i));
    put(iso, b, name, js_int32(100 + i));
    CHECK(a->cell.shape == b->cell.shape);
  }
  CHECK(js_as_int32(get(iso, a, "p0")) == 0 && js_as_int32(get(iso, a, "p19")) == 19);
  CHECK(js_as_int32(get(iso, b, "p7")) == 107);
  CHECK(js_delete(iso, a, key_of(iso, "p19")) == 1);
  CHECK(!(js_object_shape(a)->flags & JS_SHAPE_OWNED));
  CHECK(js_is_undefined(get(iso, a, "p19")));
  CHECK(js_delete(iso, a, key_of(iso, "p3")) == 1);
  CHECK(js_object_shape(a)->flags & JS_SHAPE_OWNED);
  CHECK(js_is_undefined(get(iso, a, "p3")) && js_as_int32(get(iso, a, "p4")) == 4);
  put(iso, a, "p3", js_int32(33));
  JsObject *keys = js_own_keys(iso, a);
  CHECK(js_array_length(keys) == 19);
  CHECK(text_is(iso, js_get_index(iso, keys, 18), "p3"));
  JsObject *map = js_object_new(iso);
  for (int i = 0; i < 3000; i++) {
    char name[16];
    snprintf(name, sizeof name, "key%d", i);
    put(iso, map, name, js_int32(i));
    if (i % 3 == 0) CHECK(js_delete(iso, map, key_of(iso, name)) == 1);
  }
  CHECK(js_array_length(js_own_keys(iso, map)) == 2000);
  CHECK(js_as_int32(get(iso, map, "key2999")) == 2999);
  CHECK(js_is_undefined(get(iso, map, "key2997")));
}

static void test_elements(JsIsolate *iso) {
  JsObject *a = js_array_new(iso, 0);
  for (int i = 0; i < 1000; i++) CHECK(js_array_push(iso, a, js_int32(i)));
  CHECK((a->cell.aux & 3) == JS_ELEM_INT32 && js_array_length(a) == 1000);
  CHECK(js_put_index(iso, a, 5, js_double(1.5)));
  CHECK(a->cell.aux == JS_ELEM_DOUBLE && js_number_to_double(js_get_index(iso, a, 6)) == 6);
  CHECK(js_put_index(iso, a, 1010, js_int32(1)));
  CHECK(a->cell.aux == (JS_ELEM_DOUBLE | JS_ELEM_HOLEY) && js_is_undefined(js_get_index(iso, a, 1005)));
  CHECK(js_put_index(iso, a, 4000000000u, JS_TRUE));
  CHECK(js_is_sparse(a) && js_array_length(a) == 4000000001u && js_get_index(iso, a, 4000000000u) == JS_TRUE);
  CHECK(js_array_set_length(iso, a, 10, true) && js_array_length(a) == 10);
  CHECK(js_number_to_double(js_get_index(iso, a, 9)) == 9 && js_is_undefined(js_get_index(iso, a, 10)));
  JsObject *back = js_array_new(iso, 0);
  for (int i = 99999; i >= 0; i--) CHECK(js_put_index(iso, back, (uint64_t)i, js_int32(i)));
  CHECK(!js_is_sparse(back) && js_array_length(back) == 100000 && js_as_int32(js_get_index(iso, back, 777)) == 777);
  JsValue three[3] = {js_int32(1), js_int32(2), js_int32(3)};
  JsObject *f = js_array_from_values(iso, three, 3);
  JsPropertyDescriptor d = {.present = JS_DESC_CONFIGURABLE | JS_DESC_WRITABLE};
  CHECK(js_define_own_property(iso, f, js_index_key(1), &d) == 1);
  CHECK(!js_put_index(iso, f, 1, js_int32(9)));
  CHECK(threw(iso, "Cannot assign to read only property '1' of object '[object Array]'"));
  CHECK(!js_array_set_length(iso, f, 0, false) && js_array_length(f) == 2);
  CHECK(js_prevent_extensions(iso, f) == 1);
  CHECK(!js_put_index(iso, f, 2, js_int32(9)));
  CHECK(threw(iso, "Cannot add property 2, object is not extensible"));
  CHECK(!js_put(iso, f, js_atom_key(iso, JS_ATOM_length), js_double(-1)) && threw(iso, "Invalid array length"));
  JsObject *dense_map = js_object_new(iso);
  CHECK(js_put_index(iso, dense_map, 3, JS_TRUE) && js_put_index(iso, dense_map, 1, JS_TRUE));
  put(iso, dense_map, "x", JS_TRUE);
  JsObject *keys = js_own_keys(iso, dense_map);
  CHECK(js_array_length(keys) == 3 && text_is(iso, js_get_index(iso, keys, 0), "1"));
}

static JsValue getter_code(JS_ARGS) {
  JS_UNUSED_ARGS;
  return js_is_object(this_value) ? js_get(iso, js_as_object(this_value), js_atom_key(iso, JS_ATOM_value), this_value)
                                  : js_int32(-1);
}

/* Where a module has its inline caches. */
#define SITE(n) (JS_FIRST_PLACE + (n) * sizeof(JsIC))
#define get_ic SITE(0)
#define set_ic SITE(1)
#define method_ic SITE(2)
#define absent_ic SITE(3)
#define g_ic SITE(4)
#define deep_ic SITE(5)
#define poly SITE(6)
#define length_ic SITE(7)
#define add_ic(n) SITE(8 + (n))

static JsIC *ic_at(JsIsolate *iso, JsPlace place) { return js_at(iso, place); }

static void test_caches(JsIsolate *iso) {
  static const JsModuleDesc module = {.ics = JS_FIRST_PLACE, .ic_count = 32};
  js_isolate_commit(iso, JS_FIRST_PLACE + 32 * sizeof(JsIC));
  js_ic_register(iso, &module);
  JsObject *proto = js_object_new(iso);
  put(iso, proto, "method", js_int32(7));
  JsFunction *getter = js_function_native(iso, getter_code, "g", 0, 0, JS_UNDEFINED);
  CHECK(js_define_accessor(iso, proto, key_of(iso, "g"), js_from_cell(getter), JS_UNDEFINED, JS_ATTR_CONFIGURABLE));
  for (int round = 0; round < 3; round++) {
    JsObject *o = js_object_new_proto(iso, js_from_cell(proto));
    JsValue v = js_from_cell(o);
    CHECK(lode_set_prop(iso, v, atom(iso, "value"), js_int32(round), set_ic, 1));
    CHECK(lode_get_prop(iso, v, atom(iso, "value"), get_ic) == js_int32(round));
    CHECK(lode_get_prop(iso, v, atom(iso, "method"), method_ic) == js_int32(7));
    CHECK(lode_get_prop(iso, v, atom(iso, "late"), absent_ic) == JS_UNDEFINED);
    CHECK(lode_get_prop(iso, v, atom(iso, "g"), g_ic) == js_int32(round));
    for (int i = 0; i < 12; i++) {
      char name[8];
      snprintf(name, sizeof name, "a%d", i);
      CHECK(lode_set_prop(iso, v, atom(iso, name), js_int32(i), add_ic(i), 1));
    }
    CHECK(js_as_int32(get(iso, o, "a11")) == 11);
  }
  JsObject *o = js_object_new_proto(iso, js_from_cell(proto));
  put(iso, o, "value", js_int32(1));
  JsValue v = js_from_cell(o);
  CHECK(ic_at(iso, get_ic)->shape == o->cell.shape && ic_at(iso, method_ic)->slot && ic_at(iso, absent_ic)->slot);
  put(iso, proto, "method", js_int32(8)); /* a store shows through the slot */
  CHECK(lode_get_prop(iso, v, atom(iso, "method"), method_ic) == js_int32(8));
  put(iso, proto, "late", JS_TRUE); /* an addition drops the absence */
  CHECK(lode_get_prop(iso, v, atom(iso, "late"), absent_ic) == JS_TRUE);
  JsObject *above = js_intrinsic_object(iso, JS_INTRINSIC_ObjectPrototype);
  CHECK(lode_get_prop(iso, v, atom(iso, "deep"), deep_ic) == JS_UNDEFINED);
  put(iso, above, "deep", js_int32(3));
  CHECK(lode_get_prop(iso, v, atom(iso, "deep"), deep_ic) == js_int32(3));
  put(iso, proto, "deep", js_int32(4));
  CHECK(lode_get_prop(iso, v, atom(iso, "deep"), deep_ic) == js_int32(4));
  CHECK(js_delete(iso, proto, key_of(iso, "deep")) == 1);
  CHECK(lode_get_prop(iso, v, atom(iso, "deep"), deep_ic) == js_int32(3));
  CHECK(js_delete(iso, above, key_of(iso, "deep")) == 1);
  CHECK(lode_get_prop(iso, v, atom(iso, "deep"), deep_ic) == JS_UNDEFINED);
  for (int round = 0; round < 600; round++) {
    JsObject *p = js_object_new(iso);
    for (int i = 0; i < round % 9; i++) {
      char name[8];
      snprintf(name, sizeof name, "q%d", i);
      put(iso, p, name, JS_TRUE);
    }
    put(iso, p, "z", js_int32(round));
    CHECK(lode_get_prop(iso, js_from_cell(p), atom(iso, "z"), poly) == js_int32(round));
    CHECK(lode_get_elem(iso, js_from_cell(p), atom(iso, "z")) == js_int32(round));
  }
  js_gc_collect(iso, true);
  CHECK(lode_get_prop(iso, v, atom(iso, "value"), get_ic) == js_int32(1));
  JsValue two[2] = {JS_TRUE, JS_FALSE};
  CHECK(lode_get_prop(iso, js_from_cell(js_array_from_values(iso, two, 2)), atom(iso, "length"), length_ic) == js_int32(2));
  CHECK(lode_get_prop(iso, JS_NULL, atom(iso, "x"), length_ic) == JS_EMPTY);
  CHECK(threw(iso, "Cannot read properties of null (reading 'x')"));
  CHECK(!lode_set_prop(iso, JS_UNDEFINED, atom(iso, "x"), JS_TRUE, length_ic, 0));
  CHECK(threw(iso, "Cannot set properties of undefined (setting 'x')"));
}

static JsValue base_code(JS_ARGS) {
  JS_UNUSED_ARGS;
  js_put(iso, js_as_object(this_value), js_atom_key(iso, JS_ATOM_value), js_arg(argc, argv, 0));
  return JS_UNDEFINED;
}

static void test_functions(JsIsolate *iso) {
  static const JsModuleDesc module = {.path = "test.js"};
  static const JsFunctionInfo info = {.code = base_code, .module = &module, .name = "Point", .name_length = 5,
                                      .flags = JS_FN_CONSTRUCTOR, .length = 1, .slots_hint = 2};
  JsValue f = lode_closure(iso, (void *)&info, NULL);
  CHECK(js_as_cell(f)->flags & JS_OBJ_LAZY);
  JsValue arg = js_int32(5);
  JsValue o = js_construct(iso, f, f, 1, &arg);
  CHECK(js_is_object(o) && get(iso, js_as_object(o), "value") == js_int32(5));
  CHECK(js_instance_of(iso, o, f) == 1);
  CHECK(get(iso, js_as_object(o), "constructor") == f);
  JsObject *keys = js_own_keys(iso, js_as_object(f));
  CHECK(js_array_length(keys) == 5 && text_is(iso, js_get_index(iso, keys, 4), "prototype"));
  CHECK(text_is(iso, get(iso, js_as_object(f), "name"), "Point"));
  JsObject *other = js_object_new(iso);
  put(iso, js_as_object(f), "prototype", js_from_cell(other));
  CHECK(js_get_prototype(iso, js_as_object(js_construct(iso, f, f, 1, &arg))) == js_from_cell(other));
  static const JsFunctionInfo class_info = {.code = base_code, .module = &module, .name = "C", .name_length = 1,
                                            .flags = JS_FN_CLASS | JS_FN_CONSTRUCTOR | JS_FN_STRICT};
  JsValue c = lode_new_class(iso, (void *)&class_info, NULL, f);
  CHECK(js_call(iso, c, JS_UNDEFINED, 0, NULL) == JS_EMPTY);
  CHECK(threw(iso, "Class constructor C cannot be invoked without 'new'"));
  CHECK(js_is_object(js_construct(iso, c, c, 1, &arg)));
  CHECK(lode_new_class(iso, (void *)&class_info, NULL, js_int32(5)) == JS_EMPTY);
  CHECK(threw(iso, "Class extends value 5 is not a constructor or null"));
  CHECK(js_call(iso, JS_TRUE, JS_UNDEFINED, 0, NULL) == JS_EMPTY && threw(iso, "true is not a function"));
}

static void test_operators(JsIsolate *iso) {
  CHECK(lode_add(iso, js_int32(INT32_MAX), js_int32(1)) == js_double(2147483648.0));
  CHECK(text_is(iso, lode_add(iso, atom(iso, "a"), js_int32(1)), "a1"));
  CHECK(js_double_to_int32(4294967297.0) == 1 && js_double_to_int32(-1.9) == -1);
  CHECK(js_double_to_int32(1e20) == 1661992960 && js_double_to_int32(-1e20) == -1661992960);
  CHECK(js_double_to_int32(NAN) == 0 && js_double_to_int32(9007199254740993e3) == 1024);
  CHECK(lode_ushr(iso, js_int32(-1), js_int32(0)) == js_double(4294967295.0));
  CHECK(signbit(js_math_mod(-4, 2)) && js_math_mod(5.5, 2) == 1.5 && isnan(js_math_mod(1, 0)));
  CHECK(isnan(js_math_pow(1, INFINITY)) && js_math_pow(2, 10) == 1024);
  CHECK(js_loosely_equals(iso, atom(iso, "1x"), js_int32(1)) == 0 && js_loosely_equals(iso, JS_NULL, JS_UNDEFINED) == 1);
  CHECK(js_same_value(iso, js_double(NAN), js_double(NAN)) && !js_same_value(iso, js_int32(0), js_double(-0.0)));
  CHECK(lode_lt(iso, atom(iso, "a"), atom(iso, "b")) == JS_TRUE && lode_lt(iso, JS_UNDEFINED, js_int32(1)) == JS_FALSE);
  CHECK(lode_neg(iso, js_int32(0)) == js_double(-0.0));
}

static void test_iteration(JsIsolate *iso) {
  JsValue three[3] = {js_int32(1), JS_EMPTY, js_int32(3)};
  JsObject *a = js_array_from_values(iso, three, 3);
  JsValue r = lode_iter_open(iso, js_from_cell(a), JS_EMPTY);
  if (r != JS_EMPTY) {
    CHECK(lode_iter_next(iso, r) == js_int32(1) && lode_iter_next(iso, r) == JS_UNDEFINED);
    CHECK(lode_iter_next(iso, r) == js_int32(3) && lode_iter_next(iso, r) == JS_ITER_DONE);
  } else {
    js_take_exception(iso);
  }
  CHECK(lode_iter_open(iso, js_int32(5), JS_EMPTY) == JS_EMPTY);
  CHECK(threw(iso, "number 5 is not iterable (cannot read property Symbol(Symbol.iterator))"));
  JsObject *o = js_object_new(iso);
  put(iso, o, "a", JS_TRUE);
  put(iso, o, "b", JS_TRUE);
  put(iso, o, "c", JS_TRUE);
  r = lode_forin_open(iso, js_from_cell(o));
  CHECK(text_is(iso, lode_forin_next(iso, r), "a"));
  CHECK(js_delete(iso, o, key_of(iso, "b")) == 1);
  CHECK(text_is(iso, lode_forin_next(iso, r), "c") && lode_forin_next(iso, r) == JS_ITER_DONE);
}

static void test_errors(JsIsolate *iso) {
  js_throw_type_error(iso, "m %d", 5);
  JsObject *e = js_as_object(js_take_exception(iso));
  CHECK(text_is(iso, get(iso, e, "message"), "m 5") && text_is(iso, get(iso, e, "name"), "TypeError"));
  CHECK(text_is(iso, get(iso, e, "stack"), "TypeError: m 5"));
  JsObject *keys = js_own_keys(iso, e);
  CHECK(js_array_length(keys) == 2 && text_is(iso, js_get_index(iso, keys, 0), "stack"));
}

#include <time.h>
int main(int argc, char **argv) {
  JsIsolateOptions options = {.stack_base = __builtin_frame_address(0), .argc = argc, .argv = argv};
  struct timespec a, b;
  clock_gettime(CLOCK_MONOTONIC, &a);
  JsIsolate *iso = js_isolate_new(&options);
  js_realm_new(iso);
  clock_gettime(CLOCK_MONOTONIC, &b);
  if (argc > 1) printf("isolate and realm: %.3f ms\n", (b.tv_sec - a.tv_sec) * 1e3 + (b.tv_nsec - a.tv_nsec) / 1e6);
  test_shapes(iso);
  test_elements(iso);
  test_caches(iso);
  test_functions(iso);
  test_operators(iso);
  test_iteration(iso);
  test_errors(iso);
  char message[256];
  bool sound = js_gc_verify(iso, message, sizeof message);
  CHECK(sound);
  if (!sound) fprintf(stderr, "%s\n", message);
  js_isolate_free(iso);
  if (!failures) puts("object_test: ok");
  return failures != 0;
}
