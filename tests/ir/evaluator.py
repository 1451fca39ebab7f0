"""A small reference evaluator of IR: what a module's function returns for given arguments. For tests of passes.

Values: Python int (boxed as int32), float (boxed as double), bool, None (null), str, UNDEFINED, EMPTY, ``Array``, ``Object``,
``Closure``.
"""

from __future__ import annotations

import math
from typing import Any

from compiler.ir.function import EMPTY, ITER_DONE, UNDEFINED, Block, Edge, Function, Instr, Value
from compiler.ir.passes.constant_folding import (
    FOLD,
    TYPEOF_KINDS,
    divide,
    is_int32,
    normalise,
    remainder,
    to_int32,
    truth,
    wrap,
)
from compiler.ir.types import Kinds


class Thrown(Exception):
    """A JavaScript exception."""


class OutOfFuel(Exception):
    """The program runs too long."""


class Array:
    def __init__(self, values: list[Any]) -> None:
        self.values = values

    @property
    def kind(self) -> int:
        """JS_ELEM_*, as narrow as the values allow."""
        present = [v for v in self.values if v is not EMPTY]
        base = 0 if all(type(v) is int for v in present) else 1 if all(type(v) is float for v in present) else 2
        return base | (4 if len(present) < len(self.values) else 0)


class Object:
    """Its shape is the order of its keys. Converting one to a number runs JavaScript that changes the shapes of all objects."""

    def __init__(self, properties: dict[str, Any], world: list[Object]) -> None:
        self.properties = properties
        self.world = world
        world.append(self)

    @property
    def shape(self) -> tuple[str, ...]:
        return tuple(self.properties)

    def convert(self) -> float:
        for other in self.world:
            first = next(iter(other.properties), "x")
            other.properties[first] = other.properties.pop(first, len(other.properties))
        return float(len(self.properties))


class Closure:
    def __init__(self, function: Function, env: Any) -> None:
        self.function = function
        self.env = env


class Activation:
    """A suspended resumable function: its body, its slots, and where it goes on; state None while it runs."""

    def __init__(self, body: Function) -> None:
        self.body = body
        self.slots: dict[int, Any] = {}
        self.state: int | None = None


class Env:
    def __init__(self, parent: Any, values: list[Any]) -> None:
        self.parent = parent
        self.values = values


def kind_of(value: Any) -> Kinds:
    if value is UNDEFINED:
        return Kinds.UNDEFINED
    if value is None:
        return Kinds.NULL
    if isinstance(value, bool):
        return Kinds.BOOL
    if isinstance(value, int):
        return Kinds.INT32
    if isinstance(value, float):
        return Kinds.DOUBLE
    if isinstance(value, str):
        return Kinds.STRING
    if isinstance(value, Array):
        return Kinds.ARRAY
    if isinstance(value, Object):
        return Kinds.OBJECT
    return Kinds.FUNCTION if isinstance(value, Closure) else Kinds.EMPTY


def _number(value: Any) -> float:
    """ToNumber of a primitive."""
    if isinstance(value, str):
        try:
            return float(value or "0")
        except ValueError:
            return math.nan
    if value is UNDEFINED:
        return math.nan
    if value is None:
        return 0.0
    if isinstance(value, (bool, int, float)):
        return float(value)
    if isinstance(value, Object):
        return value.convert()
    raise Thrown("no primitive")


def _add(a: Any, b: Any) -> Any:
    if isinstance(a, str) or isinstance(b, str):
        return text_of(a) + text_of(b)
    return normalise(_number(a) + _number(b))


def text_of(value: Any) -> str:
    if isinstance(value, (Array, Closure, Object)):
        raise Thrown("no primitive")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return repr(normalise(float(value)))
    return {True: "true", False: "false", None: "null"}.get(value, "undefined") if not isinstance(value, str) else value


def _power(a: float, b: float) -> float:
    if math.isnan(b) or (abs(a) == 1 and math.isinf(b)):
        return math.nan
    try:
        return math.pow(a, b)
    except OverflowError:
        return math.inf if a > 0 or b % 2 == 0 else -math.inf
    except ValueError:
        return math.nan if a else math.inf


_ARITHMETIC: dict[str, Any] = {
    "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "div": divide, "mod": remainder, "exp": _power,
    "bitand": lambda a, b: to_int32(a) & to_int32(b), "bitor": lambda a, b: to_int32(a) | to_int32(b),
    "bitxor": lambda a, b: to_int32(a) ^ to_int32(b), "shl": lambda a, b: wrap(to_int32(a) << (to_int32(b) & 31)),
    "shr": lambda a, b: to_int32(a) >> (to_int32(b) & 31), "ushr": lambda a, b: (to_int32(a) & 0xFFFFFFFF) >> (to_int32(b) & 31),
}
_UNARY: dict[str, Any] = {
    "neg": lambda a: -a, "inc": lambda a: a + 1, "dec": lambda a: a - 1, "bitnot": lambda a: ~to_int32(a),
    "to_numeric": lambda a: a, "to_number": lambda a: a,
}
_COMPARE: dict[str, Any] = {"lt": lambda a, b: a < b, "le": lambda a, b: a <= b, "gt": lambda a, b: a > b, "ge": lambda a, b: a >= b}


def strict_eq(a: Any, b: Any) -> bool:
    ka, kb = kind_of(a), kind_of(b)
    if ka & Kinds.NUMBER and kb & Kinds.NUMBER:
        return float(a) == float(b)
    return ka == kb and (a == b if isinstance(a, (str, bool)) else a is b)


def _loose_eq(a: Any, b: Any) -> bool:
    if a in (None, UNDEFINED) or b in (None, UNDEFINED):
        return a in (None, UNDEFINED) and b in (None, UNDEFINED)
    if strict_eq(a, b):
        return True
    if isinstance(a, (Array, Closure, Object)) or isinstance(b, (Array, Closure, Object)):
        return False
    return not (isinstance(a, str) and isinstance(b, str)) and _number(a) == _number(b)


class Evaluator:
    """Evaluates functions; ``log`` records the effects that JavaScript could see."""

    def __init__(self, fuel: int = 20000) -> None:
        self.fuel = fuel
        self.objects: list[Object] = []
        self.sites: dict[int, tuple[str, ...]] = {}

    def call(self, function: Function, args: dict[str, Any] | None = None, positional: list[Any] | None = None) -> Any:
        """Runs the direct entry; ``args`` by role, ``positional`` for the parameters of role arg."""
        rest = list(positional or [])
        values = []
        for param in function.params:
            if param.role == "arg":
                values.append(rest.pop(0) if rest else UNDEFINED)
            else:
                values.append((args or {}).get(param.role, UNDEFINED))
        return self.run(function, values)

    def finish(self, activation: Activation) -> Any:
        """Resumes an activation with what it yields until it completes; what it completes with."""
        sent: Any = UNDEFINED
        while activation.state is not None:
            sent = self.run(activation.body, [activation, sent])
        return sent

    def run(self, function: Function, args: list[Any]) -> Any:
        values: dict[Value, Any] = {}
        block, incoming = function.entry, args
        while True:
            for param, value in zip(block.params, incoming):
                values[param] = value
            step = self._block(block, values)
            if not isinstance(step, Edge):
                return step[0]
            block, incoming = step.block, [values[a] for a in step.args]

    def _block(self, block: Block, values: dict[Value, Any]) -> Edge | tuple[Any]:
        for instr in block.instrs:
            self.fuel -= 1
            if self.fuel < 0:
                raise OutOfFuel
            args = [values[a] for a in instr.args]
            name = instr.op.name
            try:
                if name == "jump":
                    return instr.edges[0]
                if name == "branch":
                    return instr.edges[0 if args[0] else 1]
                if name == "switch":
                    cases = instr.attrs["cases"]
                    return instr.edges[cases.index(args[0]) if args[0] in cases else -1]
                if name in ("return", "complete"):
                    return (args[0],)
                if name == "throw":
                    raise Thrown(args[0])
                values[instr] = self._value(instr, name, args)
            except Thrown:
                if instr.handler is None:
                    raise
                return instr.handler
        raise AssertionError("no terminator")

    def _value(self, instr: Instr, name: str, args: list[Any]) -> Any:
        attrs = instr.attrs
        if name == "overflowed":
            source = instr.args[0]
            assert isinstance(source, Instr)
            return self._overflow[source]
        if name in ("i32_add", "i32_sub", "i32_mul"):
            exact = {"i32_add": args[0] + args[1], "i32_sub": args[0] - args[1], "i32_mul": args[0] * args[1]}[name]
            self._overflow[instr] = exact != wrap(exact)
            return wrap(exact)
        if name in FOLD:
            result = FOLD[name](*args)
            return float(result) if instr.repr.value == "f64" else result
        if name.startswith("const_") or name == "const":
            return attrs.get("value")
        if name == "str":
            return attrs["text"]
        if name in _ARITHMETIC:
            return normalise(float(_ARITHMETIC[name](_number(args[0]), _number(args[1]))))
        if name in _UNARY:
            return normalise(float(_UNARY[name](_number(args[0]))))
        if name in _COMPARE:
            if isinstance(args[0], str) and isinstance(args[1], str):
                return _COMPARE[name](*args)
            return _COMPARE[name](_number(args[0]), _number(args[1]))
        method = getattr(self, "_op_" + name, None)
        if method is not None:
            return method(instr, *args)
        return self._test_or_conversion(name, attrs, args)

    @property
    def _overflow(self) -> dict[Instr, bool]:
        return self.__dict__.setdefault("_overflow_flags", {})

    def _test_or_conversion(self, name: str, attrs: dict[str, Any], args: list[Any]) -> Any:
        value = args[0]
        kind = kind_of(value)
        tests = {"is_undefined": Kinds.UNDEFINED, "is_null": Kinds.NULL, "is_nullish": Kinds.NULLISH, "is_i32": Kinds.INT32,
                 "is_f64": Kinds.DOUBLE, "is_number": Kinds.NUMBER, "is_object": Kinds.ANY_OBJECT}
        if name in tests:
            return bool(kind & tests[name])
        if name == "is_kind":
            return bool(kind & attrs["mask"])
        if name == "typeof_is":
            return bool(kind & TYPEOF_KINDS[attrs["text"]])
        if name == "is_empty":
            return value is EMPTY
        if name == "is_done":
            return value is ITER_DONE
        if name == "refine":
            assert kind & attrs["mask"], (value, attrs["mask"])
            return value
        if name == "box_i32" or name == "unbox_i32":
            assert type(value) is int, value
            return value
        if name == "box_f64" or name == "unbox_f64":
            assert type(value) is float, value
            return value
        if name == "box_bool" or name == "unbox_bool":
            assert type(value) is bool, value
            return value
        if name == "box_number":
            assert type(value) is float
            return normalise(value)
        if name == "number_to_f64":
            assert type(value) in (int, float), value
            return float(value)
        raise NotImplementedError(name)

    # -- the rest, an op a method --------------------------------------------------------------------------------------

    def _op_add(self, instr: Instr, a: Any, b: Any) -> Any:
        return _add(a, b)

    def _op_eq(self, instr: Instr, a: Any, b: Any) -> Any:
        return _loose_eq(a, b)

    def _op_strict_eq(self, instr: Instr, a: Any, b: Any) -> Any:
        return strict_eq(a, b)

    def _op_truthy(self, instr: Instr, a: Any) -> Any:
        return True if isinstance(a, (Array, Closure, Object)) else truth(a)

    def _op_f64_pow(self, instr: Instr, a: float, b: float) -> float:
        return _power(a, b)

    def _op_concat(self, instr: Instr, *items: Any) -> Any:
        return "".join(items)

    def _op_new_array(self, instr: Instr, *items: Any) -> Any:
        return Array(list(items))

    def _op_get_prop(self, instr: Instr, obj: Any) -> Any:
        if obj is None or obj is UNDEFINED:
            raise Thrown("nullish")
        if isinstance(obj, Object):
            return obj.properties.get(instr.attrs["key"], UNDEFINED)
        return len(obj.values) if isinstance(obj, Array) and instr.attrs["key"] == "length" else UNDEFINED

    def _op_set_prop(self, instr: Instr, obj: Any, value: Any) -> None:
        if obj is None or obj is UNDEFINED:
            raise Thrown("nullish")
        if isinstance(obj, Object):
            obj.properties[instr.attrs["key"]] = value

    def _op_new_object(self, instr: Instr, *values: Any) -> Any:
        return Object(dict(zip(instr.attrs["keys"], values)), self.objects)

    def _op_has_shape(self, instr: Instr, obj: Any) -> bool:
        return isinstance(obj, Object) and self.sites.get(instr.attrs["site"]) == obj.shape

    def _op_learn_shape(self, instr: Instr, obj: Any) -> bool:
        if not isinstance(obj, Object) or not set(instr.attrs["keys"]) <= set(obj.shape):
            return False
        self.sites[instr.attrs["site"]] = obj.shape
        return True

    def _op_slot_load(self, instr: Instr, obj: Object) -> Any:
        assert self.sites[instr.attrs["site"]] == obj.shape
        return obj.properties[instr.attrs["key"]]

    def _op_slot_store(self, instr: Instr, obj: Object, value: Any) -> None:
        assert self.sites[instr.attrs["site"]] == obj.shape
        obj.properties[instr.attrs["key"]] = value

    def _op_get_elem(self, instr: Instr, obj: Any, key: Any) -> Any:
        if obj is None or obj is UNDEFINED:
            raise Thrown("nullish")
        if isinstance(obj, Array) and type(key) in (int, float) and is_int32(float(key)) and 0 <= key < len(obj.values):
            value = obj.values[int(key)]
            return UNDEFINED if value is EMPTY else value
        return UNDEFINED

    def _op_set_elem(self, instr: Instr, obj: Any, key: Any, value: Any) -> Any:
        if obj is None or obj is UNDEFINED:
            raise Thrown("nullish")
        if isinstance(obj, Array) and type(key) in (int, float) and is_int32(float(key)) and 0 <= key < 64:
            index = int(key)
            obj.values += [EMPTY] * (index + 1 - len(obj.values))
            obj.values[index] = value

    # Before they are split, a suspension gives back what it is given: see Evaluator.finish.

    def _op_start(self, instr: Instr, callee: Any) -> None:
        pass

    def _op_suspend(self, instr: Instr, value: Any) -> Any:
        return value

    def _op_resume_mode(self, instr: Instr) -> int:
        return 0

    def _op_activation_new(self, instr: Instr, callee: Any) -> Activation:
        return Activation(instr.attrs["func"])

    def _op_activation_enter(self, instr: Instr, activation: Activation) -> Any:
        state, activation.state = activation.state, None
        return state

    def _op_activation_mode(self, instr: Instr, activation: Activation) -> int:
        return 0

    def _op_activation_suspend(self, instr: Instr, activation: Activation) -> None:
        activation.state = instr.attrs["state"]

    def _op_activation_load(self, instr: Instr, activation: Activation) -> Any:
        return activation.slots[instr.attrs["index"]]

    def _op_activation_store(self, instr: Instr, activation: Activation, value: Any) -> None:
        activation.slots[instr.attrs["index"]] = value

    def _op_array_length(self, instr: Instr, obj: Array) -> Any:
        assert isinstance(obj, Array)
        return len(obj.values)

    def _op_elements_kind(self, instr: Instr, obj: Array) -> Any:
        assert isinstance(obj, Array)
        return obj.kind

    def _op_typed_is(self, instr: Instr, obj: Any) -> bool:
        return False  # there are no typed arrays here

    def _op_array_get(self, instr: Instr, obj: Array, index: int) -> Any:
        return obj.values[index] if 0 <= index < len(obj.values) else EMPTY

    def _op_array_put(self, instr: Instr, obj: Array, index: int, value: Any) -> Any:
        plain = obj.kind & ~4
        if not (0 <= index < len(obj.values)) or obj.values[index] is EMPTY:
            return False
        if plain != 2 and type(value) is not (int if plain == 0 else float):
            return False
        obj.values[index] = value
        return True

    def _op_array_size(self, instr: Instr, obj: Array) -> Any:
        return len(obj.values)

    def _op_elem_load(self, instr: Instr, obj: Array, index: int) -> Any:
        assert 0 <= index < len(obj.values)
        return obj.values[index]

    def _op_elem_store(self, instr: Instr, obj: Array, index: int, value: Any) -> Any:
        assert 0 <= index < len(obj.values)
        plain = obj.kind & ~4
        assert plain == 2 or type(value) is (int if plain == 0 else float), "the element kind doesn't admit the value"
        obj.values[index] = value

    def _op_is_builtin(self, instr: Instr, callee: Any) -> Any:
        return False

    def _op_string_code_at(self, instr: Instr, string: Any, index: int) -> Any:
        return ord(string[index]) if isinstance(string, str) and 0 <= index < len(string) else -1

    def _op_new_env(self, instr: Instr, parent: Any) -> Any:
        return Env(parent, [EMPTY if instr.attrs["tdz"] else UNDEFINED] * instr.attrs["size"])

    def _op_env_parent(self, instr: Instr, env: Env) -> Any:
        for _ in range(instr.attrs["depth"]):
            env = env.parent
        return env

    def _op_env_load(self, instr: Instr, env: Env) -> Any:
        return env.values[instr.attrs["index"]]

    def _op_env_store(self, instr: Instr, env: Env, value: Any) -> Any:
        env.values[instr.attrs["index"]] = value

    def _op_function_env(self, instr: Instr, closure: Closure) -> Any:
        return closure.env

    def _op_closure(self, instr: Instr, env: Any) -> Any:
        return Closure(instr.attrs["func"], env)

    def _op_call(self, instr: Instr, callee: Any, this: Any, *args: Any) -> Any:
        if not isinstance(callee, Closure):
            raise Thrown("not callable")
        roles = {"callee": callee, "env": callee.env, "this": this, "new_target": UNDEFINED}
        return self.call(callee.function, roles, list(args))

    def _op_call_direct(self, instr: Instr, *args: Any) -> Any:
        return self.run(instr.attrs["func"], list(args))
