"""The op table: every IR op, declared once.

A row says the operand representations, the result's, the immediate attributes (in ``Instr.attrs``), the effects,
and in a sentence what the op means. Builder, printer, reader, verifier, passes and backend derive from it.

Operand string: one word an operand, ``*`` after the last means "any number of these". Result ``same`` is the first
operand's. Effects: ``pure``; ``read``/``write`` heap or environments; ``alloc`` may collect (not a side effect: an
unused result can go); ``throw`` may throw; ``call`` may run any JavaScript. ``term`` ends a block.
An attribute whose name ends in ``?`` may be left out.
An op that may throw can carry an exceptional edge (``Instr.handler``); without one it leaves the function.
With the attribute ``quick`` such an op neither throws nor runs JavaScript: where it would have to, it takes its exceptional edge
with nothing done.
"""

from __future__ import annotations

from dataclasses import dataclass

from .types import ANY, BOOL, F64, I32, PTR, VOID, Kinds, Repr


@dataclass(frozen=True, slots=True, eq=False)
class Op:
    name: str
    operands: tuple[Repr, ...]
    variadic: bool
    result: Repr | None  # None: as the first operand
    kinds: Kinds  # of the result, before inference
    effects: frozenset[str]
    attrs: tuple[str, ...]
    optional_attrs: tuple[str, ...]
    doc: str

    @property
    def throws(self) -> bool:
        return "throw" in self.effects or "call" in self.effects

    @property
    def is_terminator(self) -> bool:
        return "term" in self.effects

    @property
    def removable(self) -> bool:
        """An unused result lets the instruction go."""
        return self.effects <= {"pure", "read", "alloc"}

    @property
    def is_constant(self) -> bool:
        """Does it give the same value wherever it stands? It can then be made again instead of kept."""
        return not self.operands and not self.variadic and self.effects == {"pure"}

    def __repr__(self) -> str:
        return self.name


OPS: dict[str, Op] = {}
_REPRS = {"any": ANY, "i32": I32, "f64": F64, "bool": BOOL, "ptr": PTR, "void": VOID}
_K = Kinds
_MAY_BE_QUICK = frozenset(("add", "sub", "mul", "div", "mod", "bitand", "bitor", "bitxor", "shl", "shr", "ushr", "neg", "inc", "dec",
                           "to_numeric", "bitnot", "to_number", "lt", "le", "gt", "ge", "eq", "get_prop", "set_prop", "get_elem",
                           "set_elem", "private_get", "private_set", "private_has", "new_instance"))


def _op(name: str, operands: str, result: str, effects: str, doc: str, attrs: str = "", kinds: Kinds | None = None) -> Op:
    variadic = operands.endswith("*")
    if name in _MAY_BE_QUICK:
        attrs += " quick?"
    reprs = tuple(_REPRS[w] for w in operands.rstrip("*").split())
    res = None if result == "same" else _REPRS[result]
    default = {"any": _K.ANY, "i32": _K.INT32, "f64": _K.DOUBLE, "bool": _K.BOOL, "ptr": _K.EMPTY}.get(result, _K(0))
    op = Op(name, reprs, variadic, res, _K.TOP if result == "same" else (kinds if kinds is not None else default),
            frozenset(effects.split()), tuple(a for a in attrs.split() if not a.endswith("?")),
            tuple(a[:-1] for a in attrs.split() if a.endswith("?")), doc)
    OPS[name] = op
    return op


# -- constants ------------------------------------------------------------------------------------------------------
_op("const", "", "any", "pure", "A boxed constant: Python None is null, UNDEFINED, EMPTY, ITER_DONE, bool, int (int32), float.", "value")
_op("const_i32", "", "i32", "pure", "An unboxed int32.", "value")
_op("const_f64", "", "f64", "pure", "An unboxed double.", "value")
_op("const_bool", "", "bool", "pure", "An unboxed boolean.", "value")
_op("const_null_ptr", "", "ptr", "pure", "The NULL pointer (no environment).")
_op("str", "", "any", "pure", "A string constant (str of UTF-16 semantics; lone surrogates allowed), an atom of the module.", "text", _K.STRING)
_op("bigint", "", "any", "pure", "A BigInt constant; digits are decimal, maybe after a minus sign.", "digits", _K.BIGINT)

# -- generic arithmetic, whole semantics of ECMAScript on boxed values -------------------------------------------------
for _name, _doc in (("add", "a + b"),):
    _op(_name, "any any", "any", "call", _doc, kinds=_K.NUMERIC | _K.STRING)
for _name in ("sub", "mul", "div", "mod", "exp"):
    _op(_name, "any any", "any", "call", f"a {_name} b", kinds=_K.NUMERIC)
for _name in ("bitand", "bitor", "bitxor", "shl", "shr"):
    _op(_name, "any any", "any", "call", f"a {_name} b", kinds=_K.INT32 | _K.BIGINT)
_op("ushr", "any any", "any", "call", "a >>> b", kinds=_K.NUMBER)
for _name in ("neg", "inc", "dec", "to_numeric"):
    _op(_name, "any", "any", "call", f"{_name} of any value", kinds=_K.NUMERIC)
_op("bitnot", "any", "any", "call", "~a", kinds=_K.INT32 | _K.BIGINT)
_op("to_number", "any", "any", "call", "+a", kinds=_K.NUMBER)
for _name in ("lt", "le", "gt", "ge", "eq", "instanceof", "in"):
    _op(_name, "any any", "any", "call", f"a {_name} b, a boxed boolean", kinds=_K.BOOL)
_op("strict_eq", "any any", "bool", "read alloc", "a === b; never throws.")
_op("not", "bool", "bool", "pure", "Logical not.")
_op("truthy", "any", "bool", "read", "ToBoolean.")
_op("typeof", "any", "any", "read", "typeof a.", kinds=_K.STRING)
_op("typeof_is", "any", "bool", "read", "typeof a === text.", "text")
_op("is_undefined", "any", "bool", "pure", "a === undefined.")
_op("is_null", "any", "bool", "pure", "a === null.")
_op("is_nullish", "any", "bool", "pure", "a is undefined or null.")
_op("is_empty", "any", "bool", "pure", "a is the empty value (TDZ, hole, uninitialised this).")
_op("is_done", "any", "bool", "pure", "a is the iteration-done sentinel.")
_op("is_object", "any", "bool", "read", "a is an object (functions too).")
_op("to_string", "any", "any", "call", "ToString.", kinds=_K.STRING)
_op("concat", "any*", "any", "alloc throw", "The concatenation of strings; the operands are known to be strings.", kinds=_K.STRING)
_op("to_property_key", "any", "any", "call", "ToPropertyKey: int32 index, string or symbol.", kinds=_K.INT32 | _K.STRING | _K.SYMBOL)
_op("to_object", "any", "any", "call", "ToObject.", kinds=_K.ANY_OBJECT)

# -- properties ---------------------------------------------------------------------------------------------------------
_op("get_prop", "any", "any", "call", "obj.key with an inline cache.", "key")
_op("get_super", "any any", "any", "call", "super.key with an inline cache: home object, this.", "key")
_op("set_prop", "any any", "void", "call", "obj.key = v with an inline cache.", "key strict")
_op("get_elem", "any any", "any", "call", "obj[key].")
_op("has_shape", "any", "bool", "read", "Is the value an object of the shape that the shape site (an index in the module) holds? keys are the site's, "
    "writes the indices of those that are stored to.", "site keys writes")
_op("learn_shape", "any", "bool", "write", "Makes the site hold the object's shape, if that has all keys as its own data properties, in line, "
    "writable where they are stored to; tells whether the object now has the site's shape. Never throws.", "site keys writes")
_op("slot_load", "any", "any", "read", "The property keys[index] of an object that has the site's shape.", "site index key")
_op("slot_store", "any any", "void", "write", "Stores over the property keys[index] of an object that has the site's shape. Barrier included.", "site index key")
_op("getter_of", "any", "any", "read alloc", "The function that reading the property calls, if that is known by an inline cache to be a getter; else undefined.", "key")
_op("set_elem", "any any any", "void", "call", "obj[key] = v.", "strict")
_op("get_global", "", "any", "call", "A global name; ReferenceError if absent, or undefined with typeof=True.", "key typeof?")
_op("set_global", "any", "void", "call", "Assigns a global name.", "key strict")
_op("private_get", "any any", "any", "call", "obj.#name with an inline cache.")
_op("private_set", "any any any", "void", "call", "obj.#name = v with an inline cache.")
_op("private_has", "any any", "any", "alloc throw", "#name in obj with an inline cache.", kinds=_K.BOOL)
_op("define_fields", "any any*", "void", "call", "Defines fields with constant keys (strings, no indices, and private names of one class) on an object, with an inline cache; keys and values by turns. private: which of them is the first with a private name, or -1.", "private")

# -- functions, environments, literals ---------------------------------------------------------------------------------
_op("new_env", "ptr", "ptr", "alloc", "An environment of size captured variables; each starts EMPTY (tdz) or undefined.", "size tdz")
_op("env_parent", "ptr", "ptr", "read", "The enclosing environment, depth steps out.", "depth")
_op("env_load", "ptr", "any", "read", "A captured variable (may be EMPTY while uninitialised: check with is_empty).", "index", _K.TOP)
_op("env_store", "ptr any", "void", "write", "Stores a captured variable.", "index")
_op("module_env", "ptr", "ptr", "pure", "The environment of an ES module, made when it was linked: the operand, its function's. Slots start EMPTY or undefined; other modules may read the exported ones.", "size exported")
_op("module_function", "ptr", "void", "write", "Nothing at run time: linking stored the closure of func in slot index of the operand, a module_env.", "func index")
_op("import_load", "", "any", "read", "The imported binding of cell index (may be EMPTY while uninitialised: check with is_empty).", "index", _K.TOP)
_op("import_meta", "", "any", "call", "import.meta of this module.", "", _K.ANY_OBJECT)
_op("import_call", "any any", "any", "call", "import(specifier, options): a promise.", "", _K.ANY_OBJECT)
_op("closure", "ptr", "any", "alloc", "A function object of func (a Function of this module).", "func", _K.FUNCTION)
_op("function_env", "any", "ptr", "pure", "Environment of a function object known to be a closure of a function of this module, func where it is known which.", "func?")
_op("new_object", "any*", "any", "alloc", "Object literal with these constant keys in order (distinct, no index, no __proto__).", "keys", _K.OBJECT)
_op("new_array", "any*", "any", "alloc", "Array literal; an EMPTY operand is a hole.", "", _K.ARRAY)

_op("new_class", "ptr any", "any", "call", "Class constructor func in an environment, with its heritage (EMPTY: no extends) and prototype object.", "func", _K.FUNCTION)
_op("template_object", "", "any", "alloc throw", "The frozen strings array of a tagged template site, cached by site; cooked has None for invalid escapes.", "cooked raw", _K.ARRAY)
_op("arguments_mapped", "i32 ptr any ptr", "any", "alloc", "Sloppy arguments object: argc, argv, callee, environment; slots[i] is the environment slot of parameter i.", "slots", _K.OBJECT)
_op("copy_data_properties", "any any any*", "void", "call", "Copies own enumerable properties of the second operand onto the first, but the keys that follow.")

# -- calls --------------------------------------------------------------------------------------------------------------
_op("call", "any any any*", "any", "call", "callee(this, args…); text names the callee in the TypeError. tail: in tail position (15.10.2), directly before the return of its result.", "text tail?")
_op("construct", "any any any*", "any", "call", "new: callee, new.target, args….", "text", _K.ANY_OBJECT)
_op("new_instance", "any", "any", "call", "OrdinaryCreateFromConstructor(new.target, %Object.prototype%).", kinds=_K.OBJECT)
_op("learn_slots", "any any", "void", "write", "Lets a constructor know how many properties the object that it has made has.")
_op("super_constructor", "any", "any", "read", "GetSuperConstructor of an active function.")
_op("is_closure_of", "any", "bool", "read", "Is the value a function object of func (a Function of this module)?", "func")
_op("call_direct", "any*", "any", "call", "Calls func's direct entry; operands match its parameters one to one (any representation). tail: as of call, and the stack may grow without bound if the frame stays.", "func tail?")
_op("rt", "any*", "any", "call", "A function of runtime/abi.py (name); operands match its arguments, result and effects are the table's. tail: as of call; of lode_call_spread only.", "name tail?")

# -- argument vector (functions that use arguments or rest, or are called with unknown arity) ----------------------------
_op("argv_load", "i32 ptr", "any", "read", "argv[index] or undefined when index >= argc.", "index")

# -- terminators --------------------------------------------------------------------------------------------------------
_op("jump", "", "void", "term", "To the one edge.")
_op("branch", "bool", "void", "term", "edges[0] if true, else edges[1].")
_op("switch", "i32", "void", "term", "edges[i] when the operand is cases[i]; the last edge is the default.", "cases")
_op("return", "any", "void", "term", "Returns (operand has the function's result representation).")
_op("throw", "any", "void", "throw term", "Throws: to its handler edge or out of the function.")
_op("unreachable", "", "void", "term", "Never executed (after a call that always throws).")

# -- representation changes ---------------------------------------------------------------------------------------------
_op("box_i32", "i32", "any", "pure", "To a boxed int32.", kinds=_K.INT32)
_op("box_f64", "f64", "any", "pure", "To a boxed double.", kinds=_K.DOUBLE)
_op("box_number", "f64", "any", "pure", "To a boxed number: int32 where it is one (not -0), else double.", kinds=_K.NUMBER)
_op("box_bool", "bool", "any", "pure", "To a boxed boolean.", kinds=_K.BOOL)
_op("is_i32", "any", "bool", "pure", "Boxed as int32?")
_op("is_f64", "any", "bool", "pure", "Boxed as double?")
_op("is_number", "any", "bool", "pure", "Boxed as either?")
_op("is_kind", "any", "bool", "read", "Does the value have one of the kinds in mask (cells only)?", "mask")
_op("unbox_i32", "any", "i32", "pure", "Operand is known to be a boxed int32.")
_op("unbox_f64", "any", "f64", "pure", "Operand is known to be a boxed double.")
_op("unbox_bool", "any", "bool", "pure", "Operand is known to be a boolean.")
_op("number_to_f64", "any", "f64", "pure", "Operand is known to be a number, int32 or double.")
_op("i32_to_f64", "i32", "f64", "pure", "Exact.")
_op("f64_to_i32", "f64", "i32", "pure", "ToInt32 (modulo 2^32).")
_op("f64_is_i32", "f64", "bool", "pure", "Is an int32 value and not -0?")
_op("f64_as_i32", "f64", "i32", "pure", "Operand is known to be an int32 value.")
_op("refine", "any", "any", "pure", "The same value, known here to be of the kinds in mask (placed after a guard).", "mask")

# -- int32 and double arithmetic ------------------------------------------------------------------------------------------
for _name in ("i32_add", "i32_sub", "i32_mul"):
    _op(_name, "i32 i32", "i32", "pure", "Wrapping; read `overflowed` of it for the check.")
_op("overflowed", "i32", "bool", "pure", "Did the i32_add/sub/mul that defines the operand overflow?")
for _name in ("i32_and", "i32_or", "i32_xor", "i32_shl", "i32_shr"):
    _op(_name, "i32 i32", "i32", "pure", "As JavaScript's: shift counts modulo 32.")
_op("i32_ushr", "i32 i32", "i32", "pure", ">>> as raw bits; u32_to_f64 or a sign check follows.")
_op("u32_to_f64", "i32", "f64", "pure", "Operand's bits as unsigned.")
for _name in ("i32_mod", "i32_div"):
    _op(_name, "i32 i32", "i32", "pure", "Operands already known: divisor not 0, not (MIN, -1); the result exact (div) or not -0 (mod).")
for _name in ("i32_lt", "i32_le", "i32_gt", "i32_ge", "i32_eq", "i32_ne", "u32_lt"):
    _op(_name, "i32 i32", "bool", "pure", "Signed (u32: unsigned) comparison.")
for _name in ("f64_add", "f64_sub", "f64_mul", "f64_div", "f64_mod", "f64_pow"):
    _op(_name, "f64 f64", "f64", "pure", "IEEE double; mod and pow as ECMAScript's.")
for _name in ("f64_neg", "f64_abs", "f64_sqrt", "f64_floor", "f64_ceil", "f64_trunc"):
    _op(_name, "f64", "f64", "pure", "IEEE double.")
for _name in ("f64_lt", "f64_le", "f64_gt", "f64_ge", "f64_eq", "f64_ne"):
    _op(_name, "f64 f64", "bool", "pure", "IEEE comparison (ne is true on NaN).")
for _name in ("bool_and", "bool_or", "bool_eq"):
    _op(_name, "bool bool", "bool", "pure", "On unboxed booleans.")

# -- arrays, guarded before ---------------------------------------------------------------------------------------------
_op("array_length", "any", "i32", "read", "Length of an ARRAY with ordinary (not sparse) elements; fits int32.")
_op("elements_kind", "any", "i32", "read", "JsCell.aux of an object.")
_op("elem_load", "any i32", "any", "read", "Element of an object with ordinary elements, index in bounds; EMPTY for a hole.", "", _K.TOP)
_op("elem_store", "any i32 any", "void", "write", "Overwrites an element in bounds; the element kind admits the value. Barrier included.")
_op("array_get", "any i32", "any", "read", "Element of an ARRAY; EMPTY where its elements aren't ordinary, the index is out of bounds, or a hole.", "", _K.TOP)
_op("array_put", "any i32 any", "bool", "write", "Overwrites an element of an ARRAY; false, with nothing done, where the elements aren't ordinary, the index is out of bounds, the present element is a hole, or the element kind doesn't admit the value.")
_op("plain_array", "any", "bool", "read", "Is it an array that iterates as arrays do unless told otherwise, its elements packed?")
_op("array_item", "any", "any", "read", "Element index of a plain_array, undefined where it is shorter.", "index")
_op("iteration_intact", "", "bool", "read", "Do arrays iterate as they do unless told otherwise?")
_op("array_size", "any", "i32", "read", "Length of an ARRAY, or -1 where its elements aren't ordinary.")
_op("typed_is", "any", "bool", "read", "Is it a typed array of this element type?", "type")
_op("typed_plain", "any", "bool", "read", "Is it a typed array of this element type whose length property is the built-in one?", "type")
_op("typed_length", "any", "i32", "read", "Length of a typed array, at most 2^31 - 1. It and typed_data hold until something may run JavaScript or collect.")
_op("typed_data", "any", "ptr", "read", "The elements of a typed array.")
_op("typed_load_i32", "ptr i32", "i32", "read", "Element of a typed array of integers, of uint32 its bits; index in bounds.", "type")
_op("typed_load_f64", "ptr i32", "f64", "read", "Element of a typed array of floats, index in bounds.", "type")
_op("typed_store_i32", "ptr i32 i32", "void", "write", "Element of a typed array of integers := an int32, modulo its size; index in bounds.", "type")
_op("typed_store_f64", "ptr i32 f64", "void", "write", "Element of a typed array of floats := a double, rounded; index in bounds.", "type")

# -- built-ins ----------------------------------------------------------------------------------------------------------
_op("is_builtin", "any", "bool", "read", "Is the value the built-in function of this name (BUILTINS of backend/declarations.py)?", "name")
_op("string_code_at", "any i32", "i32", "read", "Code unit of a string that is no rope at an index; -1 if the operand isn't one, or out of bounds.")

# -- resumable functions (generators, async functions): until passes/split_suspensions.py ---------------------------------
_op("start", "any", "void", "write alloc", "Ends the prologue: what follows runs when the function is resumed for the first time. The caller gets the generator, or the promise. Operand: the active function (of generators).")
_op("suspend", "any", "any", "write alloc", "Gives the value to who resumed the function, and is given what it is resumed with. kind: yield, await, or delegate (the value is an iterator result already).", "kind")
_op("resume_mode", "", "i32", "read", "How the last suspend was resumed: 0 next, 1 throw, 2 return.")
_op("complete", "any", "void", "term", "Ends the body with a value.")

# -- … and after it: activations (runtime/builtins/generator.h) -----------------------------------------------------------
_op("activation_new", "any", "any", "alloc", "An activation of func, a body; operand: the active function (of generators).", "func", _K.OBJECT)
_op("activation_enter", "any", "i32", "read write", "The state in which the activation was suspended; from now on it is running.")
_op("activation_mode", "any", "i32", "read", "How it was resumed, as resume_mode.")
_op("activation_suspend", "any", "void", "write", "Suspends it in a state; the barrier of its slots.", "state")
_op("activation_load", "any", "any", "read", "A slot of an activation.", "index", _K.TOP)
_op("activation_store", "any any", "void", "write", "Stores into a slot of an activation; without the barrier where an activation_suspend follows before anything is allocated.", "index barrier")
_op("box_env", "ptr", "any", "pure", "An environment pointer as a value (NULL: EMPTY).", kinds=_K.EMPTY)
_op("unbox_env", "any", "ptr", "pure", "Operand is known to be a boxed environment pointer.")
