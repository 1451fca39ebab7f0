"""The runtime functions that compiled code calls: one table.

C prototypes (``build/…/lode_abi.h``, written by ``runtime.build``) and the backend's LLVM
declarations are both generated from here. Every function takes the isolate first (not listed).

Types: ``value`` a boxed JsValue (i64); ``i32``, ``i64``, ``f64``; ``bool`` (C ``bool``, LLVM
``i1 zeroext``); ``ptr``; ``place`` where in the isolate a
module has something (JsPlace, i64); ``void``; ``ok`` a bool that is false when an exception is pending. A
``value`` result is JS_EMPTY (0) when an exception is pending, if the effects include ``throw``.

Effects: ``pure`` depends on operands only; ``read`` also reads the heap; ``write`` writes it;
``alloc`` may collect; ``throw`` may leave a pending exception; ``call`` may run any JavaScript
(implies all but pure). ``cold`` keeps the call out of line.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AbiFunction:
    """One runtime entry: C name, result type, argument types (isolate left out), effects, meaning."""

    name: str
    result: str
    args: tuple[str, ...]
    effects: frozenset[str]
    doc: str

    @property
    def throws(self) -> bool:
        return bool(self.effects & {"throw", "call"})


def _fn(name: str, result: str, args: str, effects: str, doc: str) -> AbiFunction:
    return AbiFunction(name, result, tuple(args.split()), frozenset(effects.split()), doc)


_BINARY = [
    _fn(f"lode_{op}", "value", "value value", "call", f"{text}, whole: any operands.")
    for op, text in (
        ("add", "a + b"), ("sub", "a - b"), ("mul", "a * b"), ("div", "a / b"), ("mod", "a % b"),
        ("exp", "a ** b"), ("bitand", "a & b"), ("bitor", "a | b"), ("bitxor", "a ^ b"),
        ("shl", "a << b"), ("shr", "a >> b"), ("ushr", "a >>> b"),
        ("lt", "a < b (boxed boolean)"), ("le", "a <= b"), ("gt", "a > b"), ("ge", "a >= b"),
        ("eq", "a == b (boxed boolean)"), ("in", "a in b"),
    )
]
_UNARY = [
    _fn(f"lode_{op}", "value", "value", "call", doc)
    for op, doc in (
        ("neg", "-a"), ("bitnot", "~a"), ("inc", "ToNumeric(a) + 1"), ("dec", "ToNumeric(a) - 1"),
        ("to_numeric", "ToNumeric"), ("to_number", "ToNumber (unary plus)"),
        ("to_string", "ToString"), ("to_property_key", "ToPropertyKey as a value: int32 index, string or symbol"),
        ("to_object", "ToObject"),
    )
]

FUNCTIONS: tuple[AbiFunction, ...] = (
    *_BINARY,
    *_UNARY,
    _fn("lode_instanceof", "value", "value value place", "call", "a instanceof b through the JsIC"),
    _fn("lode_strict_equal", "bool", "value value", "read alloc", "a === b"),
    _fn("lode_same_value_zero", "bool", "value value", "read alloc", "SameValueZero"),
    _fn("lode_to_boolean", "bool", "value", "read", "ToBoolean"),
    _fn("lode_typeof", "value", "value", "read", "typeof a: an atom"),
    _fn("lode_to_int32", "i32", "f64", "pure", "ToInt32 of a double"),
    _fn("lode_add_plain", "value", "value value", "alloc", "a + b of two numbers or of two strings, unless that throws; else JS_EMPTY"),
    _fn("lode_math_mod", "f64", "f64 f64", "pure", "Number::remainder"),
    _fn("lode_math_pow", "f64", "f64 f64", "pure", "Number::exponentiate"),
    # properties; keys of *_prop are atoms or symbols (constants), of *_elem any value
    _fn("lode_get_prop", "value", "value value place", "call", "obj.key through the JsIC; obj may be primitive"),
    _fn("lode_set_prop", "ok", "value value value place i32", "call", "obj.key = v through the JsIC; last: strict"),
    _fn("lode_peek_prop", "value", "value value place", "write alloc", "lode_get_prop if that calls nothing and throws nothing, else JS_EMPTY"),
    _fn("lode_poke_prop", "bool", "value value value place", "write alloc", "lode_set_prop if that calls nothing and throws nothing, else false, with nothing done"),
    _fn("lode_getter_of", "value", "value value place", "write alloc", "the function that lode_get_prop would call, if a JsIC of its own can tell, else undefined"),
    _fn("lode_learn_shape", "bool", "value place", "write", "makes a JsShapeSite hold the object's shape if that has all its keys; has the object it now?"),
    _fn("lode_get_elem", "value", "value value", "call", "obj[key]"),
    _fn("lode_to_property_key_of", "value", "value value", "call", "ToPropertyKey of a key (second), TypeError first if the object is undefined or null"),
    _fn("lode_set_elem", "ok", "value value value i32", "call", "obj[key] = v; last: strict"),
    _fn("lode_delete", "value", "value value i32", "call", "delete obj[key]; last: strict"),
    _fn("lode_super_base", "value", "value", "read", "GetSuperBase: the prototype of a home object"),
    _fn("lode_get_super_elem", "value", "value value value", "call", "super[key] of its base: base, key, this"),
    _fn("lode_set_super_elem", "ok", "value value value value i32", "call", "super[key] = v: base, key, this, v, strict"),
    _fn("lode_get_super", "value", "value value value place", "call", "super.key through the JsIC: home object, key, this"),
    _fn("lode_set_super", "ok", "value value value value i32", "call", "super[key] = v: home, key, this, v, strict"),
    _fn("lode_get_global", "value", "value place", "call", "global name through the JsIC; ReferenceError if absent"),
    _fn("lode_get_global_or_undefined", "value", "value place", "call", "the same for typeof"),
    _fn("lode_set_global", "ok", "value value place i32", "call", "global name = v; last: strict"),
    # names that are resolved at run time
    _fn("lode_with_find", "value", "value value", "call", "HasBinding of a with object: it, or undefined; object, name"),
    _fn("lode_with_get", "value", "value value i32", "call", "GetBindingValue of an object that has had the name; last: strict"),
    _fn("lode_with_set", "ok", "value value value i32", "call", "SetMutableBinding: object, name, v, strict"),
    _fn("lode_vars_find", "value", "value value", "read", "the variables that eval added if the name is among them, else undefined"),
    # declarations of scripts (object/script.c); names are arrays of strings
    _fn("lode_declare_script", "ok", "value value value value", "call", "checks and lexical part of GlobalDeclarationInstantiation: names of let and class, const, functions, vars"),
    _fn("lode_declare_global_function", "ok", "value value i32", "call", "CreateGlobalFunctionBinding: name, function, deletable"),
    _fn("lode_declare_global_vars", "ok", "value value i32", "call", "CreateGlobalVarBinding: names of vars, of functions in blocks, deletable"),
    _fn("lode_initialise_global", "void", "value value", "write", "initialises a let, const or class of a script: name, v"),
    _fn("lode_assign_block_function", "ok", "value value", "call", "a function in a block becomes the global var of its name: name, function"),
    _fn("lode_delete_global", "value", "value", "call", "delete name, in sloppy code"),
    # eval
    _fn("lode_is_eval", "bool", "value", "read", "Is it the intrinsic %eval%?"),
    _fn("lode_eval_import", "value", "ptr i32", "read", "the import, by its index, of the ES module whose environment it is; it may be EMPTY"),
    _fn("lode_direct_eval", "value", "ptr value value", "call", "PerformEval: JsEnv, the argument, the description of the scope"),
    _fn("lode_eval_declare", "ok", "value value", "alloc throw", "adds a variable to the object that lode_eval_vars gives, unless it is there"),
    _fn("lode_eval_vars", "value", "value", "alloc", "the object of the variables that eval adds to a function: it, or a new one for undefined"),
    # literals
    _fn("lode_new_literal", "value", "place ptr", "alloc throw", "JsLiteralSite, its values: the object"),
    _fn("lode_new_object", "value", "", "alloc throw", "{}"),
    _fn("lode_new_array", "value", "i32 ptr", "alloc throw", "array of n values; JS_EMPTY makes a hole"),
    _fn("lode_array_append", "ok", "value value", "alloc throw", "appends one value (JS_EMPTY: a hole) to a literal under construction"),
    _fn("lode_array_spread", "ok", "value value value i32", "call",
        "appends the values of an iterable; words for the TypeError or JS_EMPTY, 1: for undefined and null too"),
    _fn("lode_define_field", "ok", "value value value", "call", "CreateDataPropertyOrThrow(obj, key, v)"),
    _fn("lode_define_method", "ok", "value value value i32", "call", "method obj[key] = fn; sets its name; last: enumerable"),
    _fn("lode_define_getter", "ok", "value value value i32", "call", "get key() of a literal or class; last: enumerable"),
    _fn("lode_define_setter", "ok", "value value value i32", "call", "set key(v)"),
    _fn("lode_set_literal_proto", "ok", "value value", "call", "__proto__: v in a literal"),
    _fn("lode_copy_data_properties", "ok", "value value i32 ptr", "call", "{...source} but the n excluded keys (values)"),
    _fn("lode_concat", "value", "i32 ptr", "alloc throw", "the concatenation of n strings"),
    _fn("lode_new_regexp", "value", "value value", "alloc throw", "/source/flags"),
    _fn("lode_template_object", "value", "place", "alloc throw", "JsTemplateSite: the cached frozen strings array"),
    # functions and classes
    _fn("lode_new_env", "ptr", "ptr i32 value", "alloc", "JsEnv: parent or NULL, count, initial value of each"),
    _fn("lode_closure", "value", "ptr ptr", "alloc throw", "function of a JsFunctionInfo and JsEnv"),
    _fn("lode_set_function_name", "ok", "value value i32", "call", "SetFunctionName(fn, key, 0 none | 1 get | 2 set) unless it has an own name"),
    _fn("lode_new_class", "value", "ptr ptr value", "call", "class constructor: JsFunctionInfo, JsEnv, heritage (JS_EMPTY: none); with its prototype object"),
    _fn("lode_class_prototype", "value", "value", "read", "the prototype object of a class just made"),
    _fn("lode_arguments", "value", "i32 ptr value", "alloc throw", "unmapped arguments object; callee or JS_EMPTY (strict: poisoned)"),
    _fn("lode_arguments_mapped", "value", "i32 ptr value ptr i32 ptr", "alloc throw", "argc, argv, callee, JsEnv, n, slots (i32[n], env slot of parameter i)"),
    _fn("lode_rest", "value", "i32 ptr i32", "alloc throw", "array of argv[start…]"),
    _fn("lode_private_name", "value", "value", "alloc throw", "a new private name with this description, such as #x"),
    _fn("lode_private_brand", "value", "value", "alloc throw", "a new private name that the instances of a class with this name get for all its methods"),
    _fn("lode_private_get", "value", "value value place", "call", "PrivateGet(obj, name) through the JsIC"),
    _fn("lode_private_set", "ok", "value value value place", "call", "PrivateSet(obj, name, v) through the JsIC"),
    _fn("lode_private_peek", "value", "value value place", "write", "lode_private_get if that calls nothing and throws nothing, else JS_EMPTY"),
    _fn("lode_private_poke", "bool", "value value value place", "write", "lode_private_set if that calls nothing and throws nothing, else false, with nothing done"),
    _fn("lode_private_peek_has", "value", "value value place", "write", "lode_private_has if that throws nothing, else JS_EMPTY"),
    _fn("lode_private_add", "ok", "value value value i32", "alloc throw", "adds to an object a private field (0), method (1), getter (2) or setter (3): obj, name, v"),
    _fn("lode_private_has", "value", "value value place", "alloc throw", "#name in obj through the JsIC: obj, name"),
    _fn("lode_define_fields", "ok", "value i32 ptr value place", "call",
        "n fields: obj, n, keys and values by turns, the first private name among the keys or JS_EMPTY, JsIC"),
    # calls
    _fn("lode_call", "value", "value value i32 ptr value", "call", "callee, this, argc, argv, text of the callee for the TypeError"),
    _fn("lode_construct", "value", "value value i32 ptr value", "call", "new: callee, new.target, argc, argv, text"),
    _fn("lode_call_spread", "value", "value value value value", "call", "callee, this, array of arguments, text"),
    _fn("lode_tail_call", "value", "value value value i32 ptr", "call", "A call in tail position, with a JsCode's parameters: callee, this, text, argc, argv. May replace the caller's frame: the result is to be returned as it is"),
    _fn("lode_tail_call_spread", "value", "value value value value", "call", "lode_call_spread in tail position"),
    _fn("lode_tail_direct", "value", "ptr i32", "call", "Calls code in the place of the caller's frame, with what the isolate holds for its registers and so many words of the stack"),
    _fn("lode_tail_words", "ptr", "i32", "write", "Memory for words of the stack for lode_tail_direct"),
    _fn("lode_construct_spread", "value", "value value value value", "call", "callee, new.target, array, text"),
    _fn("lode_new_instance", "value", "value", "call", "OrdinaryCreateFromConstructor(new.target, %Object.prototype%)"),
    _fn("lode_learn_slots", "void", "value value", "write", "a constructor, and an object that it made: room for the next ones"),
    _fn("lode_check_super_constructor", "ok", "value value", "throw alloc", "TypeError unless a constructor: active function, its parent"),
    _fn("lode_derived_result", "value", "value value", "throw alloc", "what a derived constructor returns: its result, its this (JS_EMPTY: uninitialised)"),
    # iteration; the record is an internal cell
    _fn("lode_iter_open", "value", "value value", "call", "GetIterator(v, sync): a record; words for the TypeError or JS_EMPTY"),
    _fn("lode_iter_next", "value", "value", "call", "next value of a record, or JS_ITER_DONE"),
    _fn("lode_iter_skip", "value", "value", "call", "as lode_iter_next, but without asking a result for its value: undefined, or JS_ITER_DONE"),
    _fn("lode_iter_close", "ok", "value i32", "call", "IteratorClose; i32: the completion is a throw (its exception is not pending but held by the caller)"),
    _fn("lode_iter_rest", "value", "value", "call", "array of what is left ([...rest] pattern)"),
    _fn("lode_iter_result_check", "ok", "value", "throw alloc", "TypeError unless an iterator's result is an object"),
    _fn("lode_iter_result_done", "value", "value", "call", "is a result the last one? TypeError unless it is an object"),
    _fn("lode_iter_result_value", "value", "value", "call", "value of a result, or JS_ITER_DONE; TypeError unless it is an object"),
    _fn("lode_delegate_open", "value", "value", "call", "GetIterator(v, sync) of yield*: a record with an iterator object"),
    _fn("lode_delegate_method", "value", "value i32", "call", "the method of a record's iterator for a JS_RESUME_* mode; undefined: none"),
    _fn("lode_delegate_call", "value", "value value value", "call", "calls such a method: record, method, argument"),
    _fn("lode_async_iter_open", "value", "value value", "call", "GetIterator(v, async): a record; words for the TypeError or JS_EMPTY"),
    _fn("lode_async_iter_next", "value", "value", "call", "what next of an async iterator's record returns, to be awaited"),
    _fn("lode_async_iter_return", "value", "value i32", "call", "what return of it returns, to be awaited, or JS_ITER_DONE; i32: as of lode_iter_close"),
    _fn("lode_forin_open", "value", "value", "call", "for-in enumeration: a record"),
    _fn("lode_forin_next", "value", "value", "call", "next key (string) still present, or JS_ITER_DONE"),
    # activations (builtins/generator.h)
    _fn("lode_activation_new", "value", "ptr value", "alloc", "JsFunctionInfo of a body, the active function (of generators)"),
    _fn("lode_async_start", "value", "value", "call", "runs an async function's activation for the first time: its promise"),
    _fn("lode_async_rejected", "value", "value", "alloc throw", "a promise rejected with the value"),
    # using declarations; resources: an array that belongs to their scope (object/disposal.c)
    _fn("lode_dispose_open", "value", "", "alloc throw", "the resources of a scope that is entered"),
    _fn("lode_dispose_add", "ok", "value value i32", "call", "AddDisposableResource: resources, v, is it await using?"),
    _fn("lode_dispose_next", "value", "value", "call", "disposes up to the next that has to be awaited: what to await, or JS_ITER_DONE"),
    _fn("lode_dispose_failed", "void", "value value", "alloc write", "resources, what was thrown: it is thrown on by lode_dispose_finish"),
    _fn("lode_dispose_finish", "ok", "value", "throw", "throws what is to be thrown at the end"),
    # exceptions
    _fn("lode_throw", "void", "value", "throw", "makes v the pending exception"),
    _fn("lode_catch", "value", "", "write", "takes the pending exception"),
    _fn("lode_throw_tdz", "void", "value", "throw alloc cold", "ReferenceError: Cannot access 'name' before initialization"),
    _fn("lode_throw_const_assign", "void", "value", "throw alloc cold", "TypeError: Assignment to constant variable."),
    _fn("lode_throw_type_error", "void", "value", "throw alloc cold", "TypeError with this message"),
    _fn("lode_throw_reference_error", "void", "value", "throw alloc cold", "ReferenceError with this message"),
    _fn("lode_throw_syntax_error", "void", "value", "throw alloc cold", "SyntaxError with this message"),
    _fn("lode_throw_this_uninitialised", "void", "", "throw alloc cold", "ReferenceError: Must call super constructor in derived class before accessing 'this' or returning from derived constructor"),
    _fn("lode_throw_unconstructed", "void", "", "throw alloc cold", "the same when a derived constructor returns: it is of the realm that called it"),
    _fn("lode_throw_super_called_twice", "void", "", "throw alloc cold", "ReferenceError: Super constructor may only be called once"),
    _fn("lode_throw_not_callable", "void", "value value", "throw alloc cold", "TypeError: <text> is not a function; text, callee"),
    _fn("lode_require_object_coercible", "ok", "value value", "throw alloc", "TypeError on undefined and null when destructuring; v, text of the source"),
    _fn("lode_stack_overflow", "void", "", "throw alloc cold", "RangeError: Maximum call stack size exceeded"),
    _fn("lode_sloppy_this", "value", "value", "alloc", "OrdinaryCallBindThis for sloppy functions: nullish → global, primitive → wrapper"),
    # ES modules
    _fn("lode_import_meta", "value", "ptr", "call", "import.meta of a module, by its JsModuleDesc"),
    _fn("lode_import", "value", "ptr value value", "call", "import(specifier, options) in the module of a JsModuleDesc: a promise"),
    # memory
    _fn("lode_alloc_slow", "ptr", "i64", "alloc cold", "a zeroed cell of small size"),
    _fn("lode_barrier_slow", "void", "ptr", "write cold", "js_gc_barrier_slow"),
)

BY_NAME: dict[str, AbiFunction] = {f.name: f for f in FUNCTIONS}

_C_TYPES = {
    "value": "JsValue", "i32": "int32_t", "i64": "int64_t", "f64": "double", "bool": "bool", "ok": "bool",
    "ptr": "void *", "place": "JsPlace", "void": "void",
}


def c_header() -> str:
    """The text of ``lode_abi.h``: a prototype a function."""
    lines = ["/* Generated from runtime/abi.py. */", "#ifndef LODE_ABI_H", "#define LODE_ABI_H",
             '#include "value/value.h"']
    for f in FUNCTIONS:
        args = ", ".join(["JsIsolate *iso", *(_C_TYPES[a] for a in f.args)])
        lines.append(f"/* {f.doc} */")
        lines.append(f"{_C_TYPES[f.result]} {f.name}({args});")
    lines.append("#endif\n")
    return "\n".join(lines)
