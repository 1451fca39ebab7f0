/* Classes (15.7). */
#include "lode_abi.h"
#include "object/internal.h"

#include <stdlib.h>

static JsValue throw_about(JsIsolate *iso, const char *before, JsValue v, const char *after) {
  char *text = js_describe(iso, v);
  js_throw_type_error(iso, "%s%s%s", before, text, after);
  free(text);
  return JS_EMPTY;
}

/* In-line slots of a class: length, name, prototype, and some static members. */
#define CLASS_SLOTS 8

/* ClassDefinitionEvaluation (15.7.14) steps 8-18: heritage, prototype, constructor. */
JsValue lode_new_class(JsIsolate *iso, void *info_pointer, void *env, JsValue heritage) {
  const JsFunctionInfo *info = info_pointer;
  JsValue proto_parent = js_intrinsic(iso, JS_INTRINSIC_ObjectPrototype);
  JsValue constructor_parent = js_intrinsic(iso, JS_INTRINSIC_FunctionPrototype);
  if (heritage != JS_EMPTY) {
    if (js_is_null(heritage)) {
      proto_parent = JS_NULL;
    } else if (!js_is_constructor(heritage)) {
      return throw_about(iso, "Class extends value ", heritage, " is not a constructor or null");
    } else {
      constructor_parent = heritage;
      proto_parent = js_get(iso, js_as_object(heritage), js_atom_key(iso, JS_ATOM_prototype), heritage);
      JS_TRY(proto_parent);
      if (!js_is_object(proto_parent) && !js_is_null(proto_parent))
        return throw_about(iso, "Class extends value does not have valid prototype property ", proto_parent, "");
    }
  }
  JsObject *proto = js_object_new_proto(iso, proto_parent);
  JsShape *shape = js_shape_root(iso, constructor_parent, JS_KIND_FUNCTION, CLASS_SLOTS);
  JsFunction *f = proto ? js_function_alloc(iso, info, env, shape) : NULL;
  if (!f) return JS_EMPTY;
  f->object.cell.flags |= JS_OBJ_CONSTRUCTOR | JS_OBJ_CLASS_CONSTRUCTOR;
  js_function_materialise(iso, f);
  js_object_add_slot(iso, &f->object, js_atom_key(iso, JS_ATOM_prototype), 0, js_from_cell(proto));
  js_object_add_slot(iso, proto, js_atom_key(iso, JS_ATOM_constructor), JS_ATTR_HIDDEN, js_from_cell(f));
  return js_from_cell(f);
}

JsValue lode_class_prototype(JsIsolate *iso, JsValue f) {
  JsOwn own;
  bool found = js_own_lookup(iso, js_as_object(f), js_atom_key(iso, JS_ATOM_prototype), &own);
  return found ? *own.address : JS_UNDEFINED;
}

/* The check of SuperCall (13.3.7.1) step 5. */
bool lode_check_super_constructor(JsIsolate *iso, JsValue active, JsValue parent) {
  if (js_is_constructor(parent)) return true;
  /* V8 says null where the parent has no name: after `extends null` it is %Function.prototype%. */
  bool function = js_is_kind(parent, JS_KIND_FUNCTION);
  char *text = js_describe(iso, function ? js_function_name(iso, js_as_function(parent)) : parent);
  char *name = js_describe(iso, js_function_name(iso, js_as_function(active)));
  js_throw_type_error(iso, "Super constructor %s of %s is not a constructor", *text ? text : "null",
                      *name ? name : "anonymous class");
  free(text);
  free(name);
  return false;
}

void lode_throw_unconstructed(JsIsolate *iso) {
  lode_throw_this_uninitialised(iso);
  js_error_of_caller(iso);
}

/* 10.2.2 [[Construct]] steps 10-14 of a derived constructor: the errors are those of the caller's realm. */
JsValue lode_derived_result(JsIsolate *iso, JsValue result, JsValue this_value) {
  if (js_is_object(result)) return result;
  if (js_is_undefined(result) && this_value != JS_EMPTY) return this_value;
  if (js_is_undefined(result)) {
    lode_throw_unconstructed(iso);
  } else {
    js_throw_type_error(iso, "Derived constructors may only return object or undefined");
    js_error_of_caller(iso);
  }
  return JS_EMPTY;
}
