"""What arithmetic, comparison and bit operations become when something is known of their operands.

Guessing without feedback: beside an int32 an unknown operand is first tested for int32, and so are two unknowns whose result is used
as an integer (an index, an operand of a bit operation, …). Two other unknown operands are taken for doubles, an int32 being converted,
which is right for both and makes one version of them.
"""

from __future__ import annotations

from collections.abc import Callable

from ..function import Edge, Instr, Value, make
from ..types import ANY, BOOL, F64, I32, Kinds
from .constant_folding import INT_MAX, INT_MIN
from .specialise import COMPARE, RARE, UNLIKELY, Known, Specialiser

_ARITHMETIC = {"add", "sub", "mul", "div", "mod", "exp"}
_BITWISE = {"bitand": "i32_and", "bitor": "i32_or", "bitxor": "i32_xor", "shl": "i32_shl", "shr": "i32_shr", "ushr": "i32_ushr"}
_EQUALITY = {"eq", "strict_eq"}
_UNARY = {"neg", "inc", "dec", "bitnot", "to_numeric", "to_number"}
NUMERIC = frozenset({*_ARITHMETIC, *_BITWISE, *COMPARE, *_EQUALITY, *_UNARY})
_RANGE: dict[str, Callable[[int, int, int, int], tuple[int, int]]] = {
    "add": lambda al, ah, bl, bh: (al + bl, ah + bh),
    "sub": lambda al, ah, bl, bh: (al - bh, ah - bl),
    "mul": lambda al, ah, bl, bh: (min(al * bl, al * bh, ah * bl, ah * bh), max(al * bl, al * bh, ah * bl, ah * bh)),
}


class NumberRules(Specialiser):
    """Rules of the ops in ``NUMERIC``."""

    def on_numbers(self, instr: Instr) -> bool:
        """The op on doubles, without guards, if its operands are known to be numbers: it can't throw then."""
        name = instr.op.name
        if name not in _ARITHMETIC and name not in COMPARE and name not in ("inc", "dec", "neg"):
            return False
        known = [self.known(a) for a in instr.args]
        if not all(k.number for k in known):
            return False
        operands = [self.form(k, F64, a) for k, a in zip(known, instr.args)]
        if name in ("inc", "dec"):
            one = self.append(make("const_f64", value=1.0 if name == "inc" else -1.0))
            self.leaf(instr, Known.of(self._f64("f64_add", operands[0], one, kinds=Kinds.NUMBER)))
        elif name == "neg":
            self.leaf(instr, Known.of(self._f64("f64_neg", operands[0], kinds=Kinds.NUMBER)))
        else:
            self._f64_op(instr, *operands)
        return True

    def numeric(self, instr: Instr) -> None:
        name = instr.op.name
        if name in _ARITHMETIC or name in COMPARE:
            self._binary(instr)
        elif name in _BITWISE:
            self._bitwise(instr)
        elif name in _EQUALITY:
            self._equality(instr)
        else:
            self._unary(instr)

    def _as_i32(self, old: Value, then: Callable[[Value], None], other: Callable[[], None], rank: int = UNLIKELY) -> None:
        """Goes on with the value as an int32 if it is boxed as one."""
        known = self.known(old)
        if known.int32:
            then(self.form(known, I32, old))
        elif not known.kinds & Kinds.INT32 or known.any is None:
            other()
        else:
            boxed = known.any

            def is_int() -> None:
                i32 = self.emit("unbox_i32", boxed)
                if old not in self.tested:
                    self.state[old] = Known(Kinds.INT32, any_=boxed, i32=i32)
                then(i32)

            def is_not() -> None:
                self.learn(old, ~Kinds.INT32 & Kinds.TOP)
                other()
            self.guard(self.emit("is_i32", boxed), is_int, is_not, rank)

    def _as_f64(self, old: Value, then: Callable[[Value], None], other: Callable[[], None], rank: int = UNLIKELY) -> None:
        """Goes on with the value as a double if it is a number."""
        known = self.known(old)
        if known.number:
            then(self.form(known, F64, old))
        elif not known.kinds & Kinds.NUMBER:
            other()
        else:
            boxed = self.form(known, ANY, old)
            kinds = known.kinds & Kinds.NUMBER

            def is_number(f64: Value) -> None:
                self.state[old] = Known(kinds, any_=boxed, f64=f64)
                then(f64)
            if kinds == Kinds.NUMBER:
                self._double_or_int32(boxed, is_number, other, rank)
            elif kinds == Kinds.DOUBLE:
                self.guard(self.emit("is_f64", boxed), lambda: is_number(self.emit("unbox_f64", boxed)), other, rank)
            else:
                self.guard(self.emit("is_i32", boxed),
                           lambda: is_number(self._integral(self.emit("unbox_i32", boxed))), other, rank)

    def _double_or_int32(self, boxed: Value, then: Callable[[Value], None], other: Callable[[], None], rank: int) -> None:
        """A number's way, on which the double comes first: the two forms meet before it goes on."""
        meeting, double, no_double, integer = (self.new_block() for _ in range(4))
        f64 = meeting.add_param(F64, kinds=Kinds.NUMBER)
        self.append(make("branch", self.emit("is_f64", boxed), edges=[Edge(double), Edge(no_double)]))
        self.out = double
        self.append(make("jump", edges=[Edge(meeting, [self.emit("unbox_f64", boxed)])]))
        self.out = no_double
        no_double.cold = integer.cold = True
        neither = self.new_block()
        self.append(make("branch", self.emit("is_i32", boxed), edges=[Edge(integer), Edge(neither)]))
        self.defer(rank, neither, other)
        self.out = integer
        converted = self._integral(self.emit("unbox_i32", boxed))
        self.append(make("jump", edges=[Edge(meeting, [converted])]))
        self.out = meeting
        then(f64)

    def _binary(self, instr: Instr) -> None:
        a, b = instr.args
        generic: Callable[[], None] = lambda: self._generic(instr)  # noqa: E731
        ka, kb = self.known(a), self.known(b)
        # Strings are added and compared, too; but hardly with a double. Other arithmetic is on numbers or rare.
        common = instr.op.name in COMPARE or (instr.op.name == "add" and ka.f64 is None and kb.f64 is None)
        rank = UNLIKELY if common else RARE
        doubles: Callable[[], None] = lambda: self._as_f64(  # noqa: E731
            a, lambda x: self._as_f64(b, lambda y: self._f64_op(instr, x, y), generic, rank), generic, rank)
        if instr.op.name in COMPARE and ka.int32 != kb.int32:
            # An unknown operand that turns out to be a double is compared, but not worth versions of what follows.
            doubles = lambda: self._compare_doubles(instr, generic)  # noqa: E731
        possible = ka.kinds & kb.kinds & Kinds.INT32
        if possible and (ka.int32 or kb.int32 or instr in self.integral) and instr.op.name not in ("div", "exp"):
            self._as_i32(a, lambda x: self._as_i32(b, lambda y: self._i32_op(instr, x, y), doubles), doubles)
        else:
            doubles()

    def _compare_doubles(self, instr: Instr, generic: Callable[[], None]) -> None:
        a, b = instr.args
        before = self.state

        def compare(x: Value, y: Value) -> None:
            for old in (a, b):
                if old in before:
                    self.state[old] = before[old]
            self._f64_op(instr, x, y)
        self._as_f64(a, lambda x: self._as_f64(b, lambda y: compare(x, y), generic), generic)

    def _f64_op(self, instr: Instr, x: Value, y: Value) -> None:
        name = instr.op.name
        if name in COMPARE:
            self.leaf(instr, Known.of(self.emit("f64_" + name, x, y)))
            return
        op = "f64_pow" if name == "exp" else "f64_" + name
        fractional = Kinds.DOUBLE in (x.kinds, y.kinds) and name != "mod"
        self.leaf(instr, Known.of(self._f64(op, x, y, kinds=Kinds.DOUBLE if fractional else Kinds.NUMBER)))

    def _i32_op(self, instr: Instr, x: Value, y: Value) -> None:
        name = instr.op.name
        if name in COMPARE:
            self.leaf(instr, Known.of(self.emit("i32_" + name, x, y)))
            return
        wide: Callable[[], None] = lambda: self._f64_op(  # noqa: E731
            instr, self.emit("i32_to_f64", x), self.emit("i32_to_f64", y))
        kx, ky = self.known(instr.args[0]), self.known(instr.args[1])
        if name == "mod":
            self._i32_mod(instr, x, y, wide)
            return
        lo, hi = _RANGE[name](kx.lo, kx.hi, ky.lo, ky.hi)
        rank = UNLIKELY
        if name in ("add", "sub") and ky.lo == ky.hi:
            step = float(ky.lo if name == "add" else -ky.lo)
            wide = lambda: self._out_of_range(instr, x, step)  # noqa: E731
            rank = RARE
        result = self.append(make("i32_" + name, x, y))

        def fits_int() -> None:
            known = Known.int_of(result, lo, hi)
            if name != "mul" or kx.lo > 0 or ky.lo > 0 or (kx.lo >= 0 and ky.lo >= 0):
                self.leaf(instr, known)
                return
            # 0 with a negative operand is -0.
            zero = self.i32_const(0)
            minus_zero = self.emit("bool_and", self.emit("i32_eq", result, zero),
                                   self.emit("i32_lt", self.emit("i32_or", x, y), zero))
            self.on_overflow(minus_zero, wide, lambda: self.leaf(instr, known), RARE)
        if lo >= INT_MIN and hi <= INT_MAX:
            fits_int()
        else:
            self.on_overflow(self.emit("overflowed", result), wide, fits_int, rank)

    def _i32_mod(self, instr: Instr, x: Value, y: Value, wide: Callable[[], None]) -> None:
        """A divisor that isn't positive gives NaN or is rare; 0 of a negative dividend is -0."""
        kx, ky = self.known(instr.args[0]), self.known(instr.args[1])

        def positive() -> None:
            result = self.emit("i32_mod", x, y)
            largest = max(ky.hi - 1, 0)
            known = Known.int_of(result, 0 if kx.lo >= 0 else -largest, min(max(kx.hi, 0), largest))
            if kx.lo >= 0:
                self.leaf(instr, known)
                return
            zero = self.i32_const(0)
            minus_zero = self.emit("bool_and", self.emit("i32_eq", result, zero), self.emit("i32_lt", x, zero))
            self.on_overflow(minus_zero, wide, lambda: self.leaf(instr, known), UNLIKELY)
        if ky.lo > 0:
            positive()
        else:
            self.guard(self.emit("i32_gt", y, self.i32_const(0)), positive, wide, UNLIKELY)

    def _to_bits(self, old: Value, then: Callable[[Value], None], other: Callable[[], None]) -> None:
        """Goes on with ToInt32 of the value if it is a number."""
        known = self.known(old)
        if known.constant is not None and known.kinds == Kinds.DOUBLE:
            then(self.emit("f64_to_i32", self.form(known, F64, old)))
            return
        before = self.state.get(old)

        def convert(x: Value) -> None:
            # That it is a double isn't worth versions of what follows: the result is an int32 all the same.
            if before is not None and before.f64 is None:
                self.state[old] = before
            then(self.emit("f64_to_i32", x))
        self._as_i32(old, then, lambda: self._as_f64(old, convert, other, RARE))

    def _bitwise(self, instr: Instr) -> None:
        a, b = instr.args
        generic: Callable[[], None] = lambda: self._generic(instr)  # noqa: E731
        self._to_bits(a, lambda x: self._to_bits(b, lambda y: self._bit_op(instr, x, y), generic), generic)

    def _bit_op(self, instr: Instr, x: Value, y: Value) -> None:
        result = self.emit(_BITWISE[instr.op.name], x, y)
        if instr.op.name != "ushr":
            known = Known.of(result)
            if instr.op.name == "bitand":
                masks = [v.attrs["value"] for v in (x, y) if isinstance(v, Instr) and v.op.name == "const_i32"]
                if any(m >= 0 for m in masks):
                    known = Known.int_of(result, 0, min(m for m in masks if m >= 0))
            self.leaf(instr, known)
            return
        if isinstance(y, Instr) and y.op.name == "const_i32" and y.attrs["value"] & 31:
            self.leaf(instr, Known.int_of(result, 0, (1 << (32 - (y.attrs["value"] & 31))) - 1))
            return
        large: Callable[[], None] = lambda: self.leaf(  # noqa: E731
            instr, Known.of(self._f64("u32_to_f64", result, kinds=Kinds.NUMBER)))
        self.on_overflow(self.emit("i32_lt", result, self.i32_const(0)), large,
                         lambda: self.leaf(instr, Known.int_of(result, 0, INT_MAX)), UNLIKELY)

    def _unary(self, instr: Instr) -> None:
        name, a = instr.op.name, instr.args[0]
        generic: Callable[[], None] = lambda: self._generic(instr)  # noqa: E731
        if name == "bitnot":
            self._to_bits(a, lambda x: self.leaf(instr, Known.of(self.emit("i32_xor", x, self.i32_const(-1)))), generic)
            return

        if name in ("inc", "dec"):
            self._step(instr, generic)
            return

        def double(x: Value) -> None:
            if name == "neg":
                self.leaf(instr, Known.of(self._f64("f64_neg", x, kinds=x.kinds)))
            else:
                self.leaf(instr, self.known(a))

        def integer(x: Value) -> None:
            if name == "neg":
                wide: Callable[[], None] = lambda: double(self.emit("i32_to_f64", x))  # noqa: E731
                # -0 and 2^31 aren't int32: exactly when the other 31 bits are all zero.
                rest = self.emit("i32_and", x, self.i32_const(0x7FFFFFFF))
                fits = self.emit("i32_ne", rest, self.i32_const(0))
                self.guard(fits, lambda: self.leaf(instr, Known.of(self.emit("i32_sub", self.i32_const(0), x))), wide, UNLIKELY)
            else:
                self.leaf(instr, self.known(a))
        self._as_i32(a, integer, lambda: self._as_f64(a, double, generic, RARE))

    def _step(self, instr: Instr, generic: Callable[[], None]) -> None:
        """++ and --: counters are int32; where one isn't, or leaves the range, it isn't worth versions as a double."""
        a, known = instr.args[0], self.known(instr.args[0])
        step = 1 if instr.op.name == "inc" else -1
        if known.f64 is not None:
            one = self.append(make("const_f64", value=float(step)))
            kinds = Kinds.DOUBLE if known.kinds == Kinds.DOUBLE else Kinds.NUMBER
            self.leaf(instr, Known.of(self._f64("f64_add", known.f64, one, kinds=kinds)))
            return

        def integer(x: Value) -> None:
            now = self.known(a)
            result = self.append(make("i32_add", x, self.i32_const(step)))
            done: Callable[[], None] = lambda: self.leaf(  # noqa: E731
                instr, Known.int_of(result, now.lo + step, now.hi + step))
            if now.lo + step >= INT_MIN and now.hi + step <= INT_MAX:
                done()
            else:
                self.on_overflow(self.emit("overflowed", result), lambda: self._out_of_range(instr, x, float(step)), done)
        self._as_i32(a, integer, generic, RARE)

    def _out_of_range(self, instr: Instr, x: Value, step: float) -> None:
        """A counter that leaves int32 goes on boxed."""
        wide = self.emit("f64_add", self.emit("i32_to_f64", x), self.append(make("const_f64", value=step)))
        self.leaf(instr, Known(Kinds.NUMBER, any_=self.emit("box_f64", wide)))

    def _equality(self, instr: Instr) -> None:
        a, b = instr.args
        ka, kb = self.known(a), self.known(b)
        loose = instr.op.name == "eq"
        for value, other in ((a, b), (b, a)):
            constant = self.known(other).kinds
            if constant and not constant & ~Kinds.NULLISH:
                mask = Kinds.NULLISH if loose else constant
                if mask in (Kinds.NULLISH, Kinds.NULL, Kinds.UNDEFINED):
                    self._nullish_test(instr, value, mask)
                    return
        generic: Callable[[], None] = lambda: self._generic(instr)  # noqa: E731
        if ka.kinds == Kinds.BOOL and kb.kinds == Kinds.BOOL:
            self.leaf(instr, Known.of(self.emit("bool_eq", self.form(ka, BOOL, a), self.form(kb, BOOL, b))))
            return
        numbers: Callable[[], None] = lambda: self._as_f64(  # noqa: E731
            a, lambda x: self._as_f64(b, lambda y: self.leaf(instr, Known.of(self.emit("f64_eq", x, y))), generic), generic)
        if ka.int32 or kb.int32:
            self._as_i32(a, lambda x: self._as_i32(
                b, lambda y: self.leaf(instr, Known.of(self.emit("i32_eq", x, y))), numbers), numbers)
        elif ka.number or kb.number:
            numbers()
        else:
            generic()

    def _nullish_test(self, instr: Instr, value: Value, mask: Kinds) -> None:
        kinds = self.known(value).kinds
        if not kinds & mask:
            self.leaf(instr, self._bit(False))
        elif not kinds & ~mask:
            self.leaf(instr, self._bit(True))
        else:
            op = {Kinds.NULLISH: "is_nullish", Kinds.NULL: "is_null"}.get(mask, "is_undefined")
            self.leaf(instr, Known.of(self.emit(op, self.boxed(value))))
