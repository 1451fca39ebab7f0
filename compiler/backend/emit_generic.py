"""Templates: operators on boxed values. In hot code the fast path of runtime/fast is inlined, elsewhere the runtime is
called."""

from __future__ import annotations

from compiler.ir.function import Instr
from compiler.ir.types import Kinds

from . import abi
from .declarations import FAST, TYPEOF_NAMES
from .emit_base import FunctionEmitter, emits
from .emit_values import box_bool

# Fast paths for when the second operand is of one kind.
_STRICT_EQ_WITH = {Kinds.INT32: "fast_strict_eq_int32", Kinds.STRING: "fast_strict_eq_string"}

# Kinds whose values are strictly equal exactly when their bits are.
_BITWISE = Kinds.UNDEFINED | Kinds.NULL | Kinds.BOOL | Kinds.SYMBOL | Kinds.ANY_OBJECT | Kinds.EMPTY


_RELATIONS = ("lt", "le", "gt", "ge", "eq")


@emits("add", "sub", "mul", "div", "mod", "exp", "bitand", "bitor", "bitxor", "shl", "shr", "ushr", "neg", "inc", "dec",
       "to_numeric", "bitnot", "to_number", "in", "to_string", "to_property_key", "to_object")
def _operator(e: FunctionEmitter, i: Instr) -> None:
    name = i.op.name
    args = [e.names[a] for a in i.args]
    if "quick" in i.attrs:
        if name == "add":
            e.define(i, e.guarded(i, "fast_add", args, "lode_add_plain", args))
        else:
            e.bind(i, e.quick(i, f"fast_{name}", args))
    elif f"fast_{name}" in FAST and e.hot():
        e.define(i, e.guarded(i, f"fast_{name}", args, f"lode_{name}", args))
    else:
        result = e.call(f"lode_{name}", *args)
        e.bind(i, result)
        e.check_value(result, i)


@emits(*_RELATIONS)
def _relation(e: FunctionEmitter, i: Instr) -> None:
    name = i.op.name
    args = [e.names[a] for a in i.args]
    nullish = next((n for n, a in enumerate(i.args) if a.kinds and a.kinds | Kinds.NULLISH == Kinds.NULLISH), None)
    if name == "eq" and nullish is not None:
        masked = e.let(f"and i64 {args[1 - nullish]}, -9")
        truth = e.let(f"icmp eq i64 {masked}, {abi.JS_NULL}")
    elif "quick" in i.attrs:
        truth = e.let(f"trunc i64 {e.quick(i, f'fast_{name}', args)} to i1")
    elif e.hot():
        # The slow path's boxed booleans are 6 and 7, the fast path's numbers 0 and 1: the lowest bit says which.
        either = e.let(e.guarded(i, f"fast_{name}", args, f"lode_{name}", args))
        truth = e.let(f"trunc i64 {either} to i1")
    else:
        result = e.call(f"lode_{name}", *args)
        e.check_value(result, i)
        e.bind(i, result)
        e.truth[i] = e.let(f"icmp eq i64 {result}, {abi.JS_TRUE}")
        return
    e.truth[i] = truth
    e.define(i, box_bool(e, truth))


@emits("strict_eq")
def _strict_eq(e: FunctionEmitter, i: Instr) -> None:
    left, right = e.arg(i, 0), e.arg(i, 1)
    if any(a.kinds and a.kinds | _BITWISE == _BITWISE for a in i.args):
        e.define(i, f"icmp eq i64 {left}, {right}")
        return
    known = _STRICT_EQ_WITH.get(i.args[1].kinds)
    if known is None and i.args[0].kinds in _STRICT_EQ_WITH:
        known = _STRICT_EQ_WITH[i.args[0].kinds]
        left, right = right, left
    known = known or "fast_strict_eq"
    e.bind(i, e.call(known if e.hot() else "lode_strict_equal", left, right))


@emits("truthy")
def _truthy(e: FunctionEmitter, i: Instr) -> None:
    value = e.arg(i, 0)
    if i.args[0] in e.truth:
        e.bind(i, e.truth[i.args[0]])
    elif i.args[0].kinds == Kinds.BOOL:
        e.define(i, f"icmp eq i64 {value}, {abi.JS_TRUE}")
    else:
        e.bind(i, e.call("fast_truthy" if e.hot() else "lode_to_boolean", value))


@emits("typeof")
def _typeof(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call("lode_typeof", e.arg(i, 0)))


@emits("typeof_is")
def _typeof_is(e: FunctionEmitter, i: Instr) -> None:
    text = i.attrs["text"]
    if text in TYPEOF_NAMES:
        e.bind(i, e.call(f"fast_typeof_is_{text}", e.arg(i, 0)))
    else:
        e.bind(i, "false")
