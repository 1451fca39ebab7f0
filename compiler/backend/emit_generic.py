"""Templates: operators on boxed values. In hot code the fast path of runtime/fast is inlined, elsewhere the runtime is
called."""

from __future__ import annotations

from compiler.ir.function import Instr
from compiler.ir.types import Kinds

from . import abi
from .declarations import FAST, TYPEOF_NAMES
from .emit_base import FunctionEmitter, emits

# Kinds whose values are strictly equal exactly when their bits are.
_BITWISE = Kinds.UNDEFINED | Kinds.NULL | Kinds.BOOL | Kinds.SYMBOL | Kinds.ANY_OBJECT | Kinds.EMPTY


@emits("add", "sub", "mul", "div", "mod", "exp", "bitand", "bitor", "bitxor", "shl", "shr", "ushr", "neg", "inc", "dec",
       "to_numeric", "bitnot", "to_number", "lt", "le", "gt", "ge", "eq", "instanceof", "in", "to_string",
       "to_property_key", "to_object")
def _operator(e: FunctionEmitter, i: Instr) -> None:
    name = i.op.name
    fast = f"fast_{name}"
    function = fast if fast in FAST and e.hot() else f"lode_{name}"
    result = e.call(function, *(e.arg(i, n) for n in range(len(i.args))))
    e.bind(i, result)
    e.check_value(result, i)


@emits("strict_eq")
def _strict_eq(e: FunctionEmitter, i: Instr) -> None:
    left, right = e.arg(i, 0), e.arg(i, 1)
    if any(a.kinds and a.kinds | _BITWISE == _BITWISE for a in i.args):
        e.define(i, f"icmp eq i64 {left}, {right}")
    else:
        e.bind(i, e.call("fast_strict_eq" if e.hot() else "lode_strict_equal", left, right))


@emits("truthy")
def _truthy(e: FunctionEmitter, i: Instr) -> None:
    value = e.arg(i, 0)
    if i.args[0].kinds == Kinds.BOOL:
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
