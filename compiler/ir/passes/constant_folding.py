"""Constant folding: ops whose operands are constants become constants, branches on constants become jumps.

``FOLD`` holds the meaning of the pure ops on unboxed operands; generic ops are folded where their operands are numbers.
Doubles are Python floats: both are IEEE 754 binary64.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from ..function import EMPTY, ITER_DONE, UNDEFINED, Block, Function, Instr, Sentinel, Value, make
from ..ops import OPS
from ..rewrite import replace_values, resolve
from ..types import Kinds

INT_MIN, INT_MAX = -(1 << 31), (1 << 31) - 1


def wrap(value: int) -> int:
    """Modulo 2^32, signed."""
    value &= 0xFFFFFFFF
    return value - (1 << 32) if value >= 1 << 31 else value


def to_int32(value: float) -> int:
    """ToInt32 (ECMA-262 7.1.6)."""
    return wrap(int(value)) if math.isfinite(value) else 0


def is_int32(value: float) -> bool:
    """Is the double an int32 and not -0?"""
    if not INT_MIN <= value <= INT_MAX or value != math.floor(value):
        return False
    return value != 0 or math.copysign(1.0, value) > 0


def normalise(value: float) -> int | float:
    """A number as it would best be boxed: int32 where it is one."""
    return int(value) if is_int32(value) else value


def divide(a: float, b: float) -> float:
    if b == 0:
        if a == 0 or math.isnan(a):
            return math.nan
        return math.copysign(math.inf, math.copysign(1.0, a) * math.copysign(1.0, b))
    try:
        return a / b
    except OverflowError:
        return math.copysign(math.inf, a) * math.copysign(1.0, b)


def remainder(a: float, b: float) -> float:
    """Number::remainder (6.1.6.1.6)."""
    if math.isnan(a) or math.isnan(b) or math.isinf(a) or b == 0:
        return math.nan
    return a if math.isinf(b) else math.fmod(a, b)


def _trunc(a: float) -> float:
    return math.copysign(float(math.trunc(a)), a) if math.isfinite(a) else a


def _floor(a: float) -> float:
    return math.copysign(float(math.floor(a)), a) if math.isfinite(a) else a


def _ceil(a: float) -> float:
    return math.copysign(float(math.ceil(a)), a) if math.isfinite(a) else a


FOLD: dict[str, Callable[..., Any]] = {
    "not": lambda a: not a,
    "i32_add": lambda a, b: wrap(a + b), "i32_sub": lambda a, b: wrap(a - b), "i32_mul": lambda a, b: wrap(a * b),
    "i32_and": lambda a, b: a & b, "i32_or": lambda a, b: a | b, "i32_xor": lambda a, b: a ^ b,
    "i32_shl": lambda a, b: wrap(a << (b & 31)), "i32_shr": lambda a, b: a >> (b & 31),
    "i32_ushr": lambda a, b: wrap((a & 0xFFFFFFFF) >> (b & 31)), "u32_to_f64": lambda a: float(a & 0xFFFFFFFF),
    # Behind a guard that fails they may have any operands, a divisor of 0 or a double that is no int32; any result does.
    "i32_mod": lambda a, b: int(math.fmod(a, b)) if b else 0, "i32_div": lambda a, b: wrap(int(a / b)) if b else 0,
    "f64_as_i32": to_int32,
    "i32_lt": lambda a, b: a < b, "i32_le": lambda a, b: a <= b, "i32_gt": lambda a, b: a > b, "i32_ge": lambda a, b: a >= b,
    "i32_eq": lambda a, b: a == b, "i32_ne": lambda a, b: a != b,
    "u32_lt": lambda a, b: (a & 0xFFFFFFFF) < (b & 0xFFFFFFFF),
    "f64_add": lambda a, b: a + b, "f64_sub": lambda a, b: a - b, "f64_mul": lambda a, b: a * b, "f64_div": divide,
    "f64_mod": remainder, "f64_neg": lambda a: -a, "f64_abs": abs, "f64_floor": _floor, "f64_ceil": _ceil, "f64_trunc": _trunc,
    "f64_sqrt": lambda a: math.sqrt(a) if a >= 0 else (a if a == 0 else math.nan),
    "f64_lt": lambda a, b: a < b, "f64_le": lambda a, b: a <= b, "f64_gt": lambda a, b: a > b, "f64_ge": lambda a, b: a >= b,
    "f64_eq": lambda a, b: a == b, "f64_ne": lambda a, b: a != b,
    "bool_and": lambda a, b: a and b, "bool_or": lambda a, b: a or b, "bool_eq": lambda a, b: a == b,
    "i32_to_f64": float, "f64_to_i32": to_int32, "f64_is_i32": is_int32,
}

# Generic ops on two numbers (as Python floats).
_NUMERIC: dict[str, Callable[[float, float], float]] = {
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "div": divide, "mod": remainder,
    "bitand": lambda a, b: to_int32(a) & to_int32(b), "bitor": lambda a, b: to_int32(a) | to_int32(b),
    "bitxor": lambda a, b: to_int32(a) ^ to_int32(b), "shl": lambda a, b: wrap(to_int32(a) << (to_int32(b) & 31)),
    "shr": lambda a, b: to_int32(a) >> (to_int32(b) & 31),
    "ushr": lambda a, b: (to_int32(a) & 0xFFFFFFFF) >> (to_int32(b) & 31),
}
_RELATIONAL: dict[str, Callable[[float, float], bool]] = {
    "lt": lambda a, b: a < b, "le": lambda a, b: a <= b, "gt": lambda a, b: a > b, "ge": lambda a, b: a >= b,
    "eq": lambda a, b: a == b,
}
_UNARY: dict[str, Callable[[float], float]] = {
    "neg": lambda a: -a, "inc": lambda a: a + 1, "dec": lambda a: a - 1, "bitnot": lambda a: ~to_int32(a),
    "to_numeric": lambda a: a, "to_number": lambda a: a,
}
_CONSTS = {"const", "const_i32", "const_f64", "const_bool"}
_MISSING = object()


def run(function: Function) -> bool:
    replacement: dict[Value, Value] = {}
    for block in function.blocks:
        out: list[Instr] = []
        for instr in block.instrs:
            if not instr.op.is_terminator:
                folded = _fold(instr, replacement)
                if isinstance(folded, Instr) and folded.block is None:  # a new one, maybe of new constants
                    for operand in folded.args:
                        if isinstance(operand, Instr) and operand.block is None:
                            operand.block, operand.pos = block, instr.pos
                            out.append(operand)
                    folded.block, folded.pos = block, instr.pos
                    out.append(folded)
                    replacement[instr] = folded
                    continue
                if folded is not None:
                    replacement[instr] = folded
                    continue
            out.append(instr)
        block.instrs = out
        _fold_terminator(block, replacement)
    replace_values(function, replacement)
    return bool(replacement)


def constant_of(value: Value) -> Any:
    """The value of a constant, boxed or not; ``_MISSING`` of anything else."""
    return value.attrs["value"] if isinstance(value, Instr) and value.op.name in _CONSTS else _MISSING


def _fold(instr: Instr, replacement: dict[Value, Value]) -> Value | None:
    """A new constant, or an existing value, that equals the instruction's result."""
    name = instr.op.name
    if not instr.args or name in ("rt", "call", "call_direct"):
        return None
    if name == "overflowed":
        return _fold_overflowed(instr, replacement)
    args = [resolve(replacement, a) for a in instr.args]
    if name == "not" and isinstance(args[0], Instr) and args[0].op.name == "not":
        return resolve(replacement, args[0].args[0])
    values = [constant_of(a) for a in args]
    if name in FOLD and _MISSING not in values:
        return _unboxed(instr, FOLD[name](*values))
    if name in _PREDICATES and len(args) == 1:
        return _fold_predicate(instr, args[0], values[0])
    if name == "strict_eq" and _never_equal(args[0].kinds, args[1].kinds):
        return make("const_bool", value=False)
    if _MISSING in values:
        return _fold_round_trip(name, args)
    if name in ("box_i32", "box_f64", "box_bool"):
        return make("const", value=values[0])
    if name in ("unbox_i32", "unbox_f64", "unbox_bool", "number_to_f64"):
        return _fold_unbox(name, values[0])
    return _fold_generic(name, values)


_EXACT: dict[str, Callable[[int, int], int]] = {
    "i32_add": lambda a, b: a + b, "i32_sub": lambda a, b: a - b, "i32_mul": lambda a, b: a * b,
}


def _fold_overflowed(instr: Instr, replacement: dict[Value, Value]) -> Instr | None:
    """The arithmetic that it asks about is folded under the same condition: its operands are constants."""
    source = instr.args[0]
    assert isinstance(source, Instr)
    values = [constant_of(resolve(replacement, a)) for a in source.args]
    if _MISSING in values:
        return None
    exact = _EXACT[source.op.name](*values)
    return make("const_bool", value=exact != wrap(exact))


def _unboxed(instr: Instr, value: Any) -> Instr:
    op = {"i32": "const_i32", "f64": "const_f64", "bool": "const_bool"}[instr.repr.value]
    return make(op, value=float(value) if op == "const_f64" else value)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_ROUND_TRIPS = {("unbox_i32", "box_i32"), ("unbox_f64", "box_f64"), ("unbox_bool", "box_bool"), ("f64_as_i32", "i32_to_f64"),
                ("f64_to_i32", "i32_to_f64"), ("number_to_f64", "box_f64"), ("box_i32", "unbox_i32"), ("box_bool", "unbox_bool")}


def _fold_round_trip(name: str, args: list[Value]) -> Value | None:
    inner = args[0]
    if isinstance(inner, Instr):
        if (name, inner.op.name) in _ROUND_TRIPS:
            return inner.args[0]
        if name == "f64_to_i32":
            return _wrapped(inner, 0)
        if name == "truthy" and inner.op.name == "box_bool":
            return inner.args[0]
        if name == "number_to_f64" and inner.op.name == "box_i32":
            return make("i32_to_f64", inner.args[0])
    return None


def _wrapped(inner: Instr, depth: int) -> Value | None:
    """ToInt32 of a double that is an int32 or uint32, or a sum of one and a constant: exact, so that its low bits are those of an int32 sum."""
    if inner.op.name in ("u32_to_f64", "i32_to_f64"):
        return inner.args[0]
    if inner.op.name in ("f64_add", "f64_sub") and depth == 0:
        a, b = inner.args
        constant = constant_of(b)
        if isinstance(a, Instr) and isinstance(constant, float) and is_int32(constant):
            bits = _wrapped(a, 1)
            if bits is not None:
                return make("i32" + inner.op.name[3:], bits, make("const_i32", value=int(constant)))
    return None


# Predicates on a boxed value: the kinds for which they hold.
_PREDICATES: dict[str, Kinds] = {
    "is_undefined": Kinds.UNDEFINED, "is_null": Kinds.NULL, "is_nullish": Kinds.NULLISH, "is_i32": Kinds.INT32,
    "is_f64": Kinds.DOUBLE, "is_number": Kinds.NUMBER, "is_object": Kinds.ANY_OBJECT, "is_kind": Kinds(0),
    "truthy": Kinds.ANY_OBJECT | Kinds.SYMBOL,
}
# null and document.all-like objects aside, typeof's answers.
TYPEOF_KINDS: dict[str, Kinds] = {
    "undefined": Kinds.UNDEFINED, "boolean": Kinds.BOOL, "number": Kinds.NUMBER, "string": Kinds.STRING,
    "symbol": Kinds.SYMBOL, "bigint": Kinds.BIGINT, "function": Kinds.FUNCTION,
    "object": Kinds.NULL | Kinds.ARRAY | Kinds.OBJECT,
}


def _fold_predicate(instr: Instr, arg: Value, value: Any) -> Instr | None:
    name, kinds = instr.op.name, arg.kinds
    if name == "truthy":
        if value is not _MISSING and value is not EMPTY and value is not ITER_DONE:
            return make("const_bool", value=truth(value))
        if kinds and not kinds & ~Kinds.NULLISH:
            return make("const_bool", value=False)
    holds = instr.attrs["mask"] if name == "is_kind" else _PREDICATES[name]
    if kinds and not kinds & ~holds:
        return make("const_bool", value=True)
    if name != "truthy" and not kinds & holds:
        return make("const_bool", value=False)
    return None


def _never_equal(a: Kinds, b: Kinds) -> bool:
    """Are values of these kinds always different? int32 and double may be the same number."""
    if not a or not b:
        return False
    if a & Kinds.NUMBER:
        a |= Kinds.NUMBER
    return not a & b


def truth(value: Any) -> bool:
    """ToBoolean of a constant."""
    if value is None or value is UNDEFINED:
        return False
    return not (isinstance(value, float) and math.isnan(value)) and bool(value)


def _fold_unbox(name: str, value: Any) -> Instr | None:
    if name == "number_to_f64" and _is_number(value):
        return make("const_f64", value=float(value))
    wanted = {"unbox_i32": int, "unbox_f64": float, "unbox_bool": bool}.get(name)
    if wanted is None or type(value) is not wanted:
        return None
    return make({"unbox_i32": "const_i32", "unbox_f64": "const_f64", "unbox_bool": "const_bool"}[name], value=value)


def _fold_generic(name: str, values: list[Any]) -> Instr | None:
    if any(isinstance(v, Sentinel) for v in values):
        return None
    if not all(_is_number(v) for v in values):
        return None
    floats = [float(v) for v in values]
    if len(floats) == 2 and name in _NUMERIC:
        return make("const", value=normalise(float(_NUMERIC[name](*floats))))
    if len(floats) == 2 and name in _RELATIONAL:
        return make("const", value=_RELATIONAL[name](*floats))
    if len(floats) == 2 and name == "strict_eq":
        return make("const_bool", value=floats[0] == floats[1])
    if len(floats) == 1 and name in _UNARY:
        return make("const", value=normalise(float(_UNARY[name](floats[0]))))
    return None


def _fold_terminator(block: Block, replacement: dict[Value, Value]) -> None:
    last = block.instrs[-1]
    if last.op.name not in ("branch", "switch"):
        return
    cond = resolve(replacement, last.args[0])
    if isinstance(cond, Instr) and last.op.name == "branch" and cond.op.name == "not":
        last.args, last.edges = [resolve(replacement, cond.args[0])], last.edges[::-1]
        cond = last.args[0]
    value = constant_of(cond)
    if value is _MISSING:
        return
    if last.op.name == "branch":
        edge = last.edges[0 if value else 1]
    else:
        cases = last.attrs["cases"]
        edge = last.edges[cases.index(value) if value in cases else -1]
    jump = Instr(OPS["jump"], [], None, [edge], None, last.pos)
    jump.block = block
    block.instrs[-1] = jump


__all__ = ["FOLD", "TYPEOF_KINDS", "constant_of", "divide", "is_int32", "normalise", "remainder", "run", "to_int32", "truth", "wrap"]
