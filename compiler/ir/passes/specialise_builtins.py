"""What calls of well-known built-ins on numbers become, behind a test that the callee is the built-in.

Which built-in a call may be of is guessed from the name of the property that the callee was read from.
"""

from __future__ import annotations

from collections.abc import Callable

from ..function import Instr, Value, make
from ..types import I32, Kinds
from .constant_folding import INT_MAX
from .specialise import RARE, UNLIKELY, Known
from .specialise_numbers import NumberRules

_ROUNDING = {"floor": "f64_floor", "ceil": "f64_ceil", "trunc": "f64_trunc"}
_ARGUMENTS = {"floor": 1, "ceil": 1, "trunc": 1, "abs": 1, "sqrt": 1, "imul": 2, "max": 2, "min": 2, "charCodeAt": 1}


def builtin_name(instr: Instr) -> str | None:
    """The built-in that a call may be of, going by its name and the number of arguments."""
    callee = instr.args[0] if instr.op.name == "call" else None
    if not isinstance(callee, Instr) or callee.op.name != "get_prop":
        return None
    name: str = callee.attrs["key"]
    return name if _ARGUMENTS.get(name) == len(instr.args) - 2 else None


class BuiltinRules(NumberRules):
    """Rules of calls of built-ins."""

    def builtin(self, instr: Instr, name: str) -> None:
        operands = instr.args[2:]
        if not all(self.known(a).kinds & Kinds.NUMBER for a in operands):
            self._generic(instr)
            return
        self.require(self.emit("is_builtin", self.boxed(instr.args[0]), name=name), self._general_path(instr))
        generic: Callable[[], None] = lambda: self._generic(instr)  # noqa: E731
        first = operands[0]
        if name == "charCodeAt":
            self._as_i32(first, lambda i: self._code_at(instr, i), generic)
        elif name == "imul":
            self._to_bits(first, lambda x: self._to_bits(operands[1], lambda y: self.leaf(
                instr, Known.of(self.append(make("i32_mul", x, y)))), generic), generic)
        elif name == "sqrt":
            self._as_f64(first, lambda x: self.leaf(instr, Known.of(self.emit("f64_sqrt", x))), generic, RARE)
        elif name in ("max", "min"):
            self._extreme(instr, name, generic)
        elif self.known(first).int32:
            self._of_int32(instr, name)
        else:
            self._as_f64(first, lambda x: self._of_double(instr, name, x), generic, RARE)

    def _code_at(self, instr: Instr, index: Value) -> None:
        unit = self.emit("string_code_at", self.boxed(instr.args[1]), index)
        self.require(self.emit("i32_ge", unit, self.i32_const(0)), self._general_path(instr))
        self.leaf(instr, Known.int_of(unit, 0, 0xFFFF))

    def _of_int32(self, instr: Instr, name: str) -> None:
        old = instr.args[2]
        known = self.known(old)
        x = self.form(known, I32, old)
        if name != "abs" or known.lo >= 0:
            self.leaf(instr, Known.int_of(x, known.lo, known.hi))
            return
        negated = self.append(make("i32_sub", self.i32_const(0), x))

        def negative() -> None:
            wide: Callable[[], None] = lambda: self.leaf(  # noqa: E731
                instr, Known.of(self._f64("f64_abs", self._integral(x), kinds=Kinds.NUMBER)))
            self.on_overflow(self.emit("overflowed", negated), wide, lambda: self.leaf(instr, Known.int_of(negated, 0, INT_MAX)))
        self.guard(self.emit("i32_lt", x, self.i32_const(0)), negative,
                   lambda: self.leaf(instr, Known.int_of(x, 0, INT_MAX)))

    def _of_double(self, instr: Instr, name: str, x: Value) -> None:
        if name == "abs":
            self.leaf(instr, Known.of(self._f64("f64_abs", x, kinds=x.kinds)))
            return
        rounded = self._f64(_ROUNDING[name], x, kinds=Kinds.NUMBER)
        integer: Callable[[], None] = lambda: self.leaf(  # noqa: E731
            instr, Known.of(self.emit("f64_as_i32", rounded)))
        self.guard(self.emit("f64_is_i32", rounded), integer, lambda: self.leaf(instr, Known.of(rounded)), UNLIKELY)

    def _extreme(self, instr: Instr, name: str, generic: Callable[[], None]) -> None:
        a, b = instr.args[2:]
        ka, kb = self.known(a), self.known(b)
        doubles: Callable[[], None] = lambda: self._as_f64(  # noqa: E731
            a, lambda x: self._as_f64(b, lambda y: self._f64_extreme(instr, name, x, y, generic), generic, RARE), generic, RARE)
        if ka.int32 or kb.int32:
            self._as_i32(a, lambda x: self._as_i32(b, lambda y: self._i32_extreme(instr, name, x, y), doubles), doubles)
        else:
            doubles()

    def _i32_extreme(self, instr: Instr, name: str, x: Value, y: Value) -> None:
        ka, kb = (self.known(a) for a in instr.args[2:])
        pick = max if name == "max" else min
        lo, hi = pick(ka.lo, kb.lo), pick(ka.hi, kb.hi)
        self.guard(self.emit("i32_gt" if name == "max" else "i32_lt", x, y),
                   lambda: self.leaf(instr, Known.int_of(x, lo, hi)), lambda: self.leaf(instr, Known.int_of(y, lo, hi)))

    def _f64_extreme(self, instr: Instr, name: str, x: Value, y: Value, generic: Callable[[], None]) -> None:
        """Equal operands may be zeros of different signs, and nothing compares with NaN."""
        compare = "f64_gt" if name == "max" else "f64_lt"
        self.guard(self.emit(compare, x, y), lambda: self.leaf(instr, Known.of(x)),
                   lambda: self.guard(self.emit(compare, y, x), lambda: self.leaf(instr, Known.of(y)), generic, UNLIKELY))
