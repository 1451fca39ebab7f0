"""What generic ops become when something is known of their operands, and which guards find it out.

``Specialiser`` translates one block in one context. ``state`` tells, for each old value, in which forms it is at hand
(``Known``). An op in ``forks`` may emit guards: each way out of it goes on, through ``leaf``, with its own state. Used by
``block_versioning``, which supplies edges, calls and blocks.

What follows a guard that hardly ever fails (rank ``RARE``) is translated without guards, once, until it comes round to a loop.

Guessing without feedback: beside an int32 an unknown operand is first tested for int32; two unknown operands are taken for doubles,
an int32 being converted, which is right for both and makes one version of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from ..function import Block, Edge, Instr, Value, make
from ..ops import OPS
from ..types import ANY, BOOL, F64, I32, PTR, VOID, Kinds, Repr
from .constant_folding import FOLD, INT_MAX, INT_MIN, TYPEOF_KINDS, normalise, truth

_ARITHMETIC = {"add", "sub", "mul", "div", "mod", "exp"}
_BITWISE = {"bitand": "i32_and", "bitor": "i32_or", "bitxor": "i32_xor", "shl": "i32_shl", "shr": "i32_shr", "ushr": "i32_ushr"}
_COMPARE = {"lt", "le", "gt", "ge"}
_EQUALITY = {"eq", "strict_eq"}
_UNARY = {"neg", "inc", "dec", "bitnot", "to_numeric", "to_number"}
NUMERIC = frozenset({*_ARITHMETIC, *_BITWISE, *_COMPARE, *_EQUALITY, *_UNARY})
COMPARE = frozenset(_COMPARE)
FORKING = NUMERIC | {"get_elem", "set_elem", "get_prop"}
_CONST_OPS = {"const", "const_i32", "const_f64", "const_bool", "str", "const_null_ptr"}
_TESTS: dict[str, Kinds] = {
    "is_undefined": Kinds.UNDEFINED, "is_null": Kinds.NULL, "is_nullish": Kinds.NULLISH, "is_i32": Kinds.INT32,
    "is_f64": Kinds.DOUBLE, "is_number": Kinds.NUMBER, "is_object": Kinds.ANY_OBJECT,
}
_RANGE: dict[str, Callable[[int, int, int, int], tuple[int, int]]] = {
    "add": lambda al, ah, bl, bh: (al + bl, ah + bh),
    "sub": lambda al, ah, bl, bh: (al - bh, ah - bl),
    "mul": lambda al, ah, bl, bh: (min(al * bl, al * bh, ah * bl, ah * bh), max(al * bl, al * bh, ah * bl, ah * bh)),
}
UNLIKELY, RARE = 1, 2  # ranks of deferred ways


class Known:
    """The forms in which a value is at hand, the kinds it may have, and the range of an int32. Immutable."""

    __slots__ = ("kinds", "any", "i32", "f64", "bit", "ptr", "constant", "lo", "hi")

    def __init__(self, kinds: Kinds, any_: Value | None = None, i32: Value | None = None, f64: Value | None = None,
                 bit: Value | None = None, ptr: Value | None = None, constant: Any = None) -> None:
        self.kinds = kinds
        self.any = any_
        self.i32 = i32
        self.f64 = f64
        self.bit = bit
        self.ptr = ptr
        self.constant = constant  # the old instruction of a constant
        self.lo, self.hi = INT_MIN, INT_MAX

    @staticmethod
    def int_of(value: Value, lo: int, hi: int) -> Known:
        """An int32 within bounds (they are cut to those of int32)."""
        known = Known.of(value)
        known.lo, known.hi = max(lo, known.lo), min(hi, known.hi)
        return known

    @staticmethod
    def of(value: Value) -> Known:
        r = value.repr
        if r is ANY:
            return Known(value.kinds, any_=value)
        if r is I32:
            known = Known(Kinds.INT32, i32=value)
            if isinstance(value, Instr) and value.op.name == "const_i32":
                known.lo = known.hi = value.attrs["value"]
            return known
        if r is F64:
            return Known(Kinds.DOUBLE if value.kinds == Kinds.DOUBLE else Kinds.NUMBER, f64=value)
        if r is BOOL:
            return Known(Kinds.BOOL, bit=value)
        return Known(value.kinds, ptr=value)

    def copy(self) -> Known:
        twin = Known(self.kinds, self.any, self.i32, self.f64, self.bit, self.ptr, self.constant)
        twin.lo, twin.hi = self.lo, self.hi
        return twin

    @property
    def constant_kind(self) -> Kinds | None:
        return self.kinds if self.constant is not None else None

    @property
    def number(self) -> bool:
        """Is it known to be a number?"""
        return bool(self.kinds) and not self.kinds & ~Kinds.NUMBER

    @property
    def int32(self) -> bool:
        return self.i32 is not None or (self.kinds == Kinds.INT32 and (self.any is not None or self.constant is not None))


class Specialiser:
    """Translation of old instructions into ``out`` under ``state``."""

    out: Block
    state: dict[Value, Known]
    result: Repr

    def __init__(self, forks: dict[Instr, int], array_like: Collection[Value], tested: Collection[Value]) -> None:
        self.forks = forks  # with their index in their block
        self.array_like = array_like
        self.tested = tested  # tested before their loops: where that failed, no versions are made for knowing more
        self.budget = 0
        self.pos = -1
        self.slow = False  # behind a guard that hardly ever fails: no more guards
        self._targeted: set[Block] = set()  # general paths that something branches to

    def new_block(self) -> Block:
        raise NotImplementedError

    def edge(self, old: Edge) -> Edge:
        raise NotImplementedError

    def direct_call(self, instr: Instr) -> None:
        raise NotImplementedError

    # -- emitting ---------------------------------------------------------------------------------------------------

    def append(self, instr: Instr) -> Instr:
        instr.block = self.out
        instr.pos = self.pos
        self.out.instrs.append(instr)
        self.budget -= 1
        return instr

    def emit(self, op: str, *args: Value, **attrs: Any) -> Instr:
        """An instruction, folded if its operands are unboxed constants."""
        fold = FOLD.get(op)
        if fold is not None and all(isinstance(a, Instr) and a.op.name in _CONST_OPS for a in args):
            value = fold(*(a.attrs["value"] for a in args if isinstance(a, Instr)))
            result = OPS[op].result
            if result is I32:
                return self.append(make("const_i32", value=value))
            if result is BOOL:
                return self.append(make("const_bool", value=value))
            return self.append(make("const_f64", value=float(value)))
        return self.append(make(op, *args, **attrs))

    def i32_const(self, value: int) -> Instr:
        return self.append(make("const_i32", value=value))

    def jump(self, block: Block) -> None:
        self.append(make("jump", edges=[Edge(block)]))

    def emit_throwing(self, old: Instr, new: Instr) -> Instr:
        """Appends ``new``, which stands for ``old``; an exceptional edge goes by way of a block that makes the handler's arguments."""
        if old.handler is not None and new.throws:
            out, state = self.out, self.state
            self.out, self.state = self.new_block(), dict(state)
            pad = self.out
            edge = self.edge(old.handler)
            self.append(make("jump", edges=[edge]))
            self.out, self.state = out, state
            new.handler = Edge(pad)
        return self.append(new)

    # -- forms of values -----------------------------------------------------------------------------------------------

    def known(self, old: Value) -> Known:
        known = self.state.get(old)
        if known is None:
            assert isinstance(old, Instr) and old.op.name in _CONST_OPS, old
            known = Known(old.kinds, constant=old)
            if known.kinds == Kinds.INT32:
                known.lo = known.hi = old.attrs["value"]
            self.state[old] = known
        return known

    def form(self, known: Known, repr_: Repr, old: Value | None = None) -> Value:
        """The value in the representation, converted if need be; the conversion is remembered for ``old``."""
        value = self._have(known, repr_)
        if value is None:
            value = self._convert(known, repr_)
            if old is not None and self.state.get(old) is known:
                known = known.copy()
                self._remember(known, repr_, value)
                self.state[old] = known
        return value

    @staticmethod
    def _have(known: Known, repr_: Repr) -> Value | None:
        if repr_ is ANY:
            return known.any
        if repr_ is I32:
            return known.i32
        if repr_ is F64:
            return known.f64
        return known.bit if repr_ is BOOL else known.ptr

    @staticmethod
    def _remember(known: Known, repr_: Repr, value: Value) -> None:
        if repr_ is ANY:
            known.any = value
        elif repr_ is I32:
            known.i32 = value
        elif repr_ is F64:
            known.f64 = value
        elif repr_ is BOOL:
            known.bit = value
        else:
            known.ptr = value

    def _convert(self, known: Known, repr_: Repr) -> Value:
        if known.constant is not None:
            return self._constant(known.constant, repr_)
        if repr_ is ANY:
            if known.i32 is not None:
                return self.emit("box_i32", known.i32)
            if known.f64 is not None:
                return self.emit("box_f64" if known.kinds == Kinds.DOUBLE else "box_number", known.f64)
            assert known.bit is not None
            return self.emit("box_bool", known.bit)
        if repr_ is F64:
            if known.i32 is not None:
                return self.emit("i32_to_f64", known.i32)
            assert known.any is not None and known.number, known.kinds
            if known.kinds == Kinds.INT32:
                return self.emit("i32_to_f64", self.emit("unbox_i32", known.any))
            return self._f64("unbox_f64" if known.kinds == Kinds.DOUBLE else "number_to_f64", known.any, kinds=known.kinds)
        assert known.any is not None
        return self.emit("unbox_i32" if repr_ is I32 else "unbox_bool", known.any)

    def _constant(self, old: Instr, repr_: Repr) -> Value:
        value = old.attrs.get("value")
        if old.repr is PTR or old.op.name == "str":
            return self.append(make(old.op.name, **old.attrs))
        if repr_ is ANY:
            if old.op.name == "const_f64":
                value = normalise(value)
            return self.append(make("const", value=value))
        if repr_ is F64:
            return self.append(make("const_f64", value=float(value)))
        return self.append(make("const_i32" if repr_ is I32 else "const_bool", value=value))

    def boxed(self, old: Value) -> Value:
        return self.form(self.known(old), ANY, old)

    def _f64(self, op: str, *args: Value, kinds: Kinds) -> Instr:
        """A double whose kinds say how it is best boxed."""
        result = self.emit(op, *args)
        if result.op.name != "const_f64":
            result.kinds = kinds if kinds & Kinds.DOUBLE else Kinds.NUMBER
        return result

    def define(self, old: Instr, known: Known) -> None:
        self.state[old] = known

    def learn(self, old: Value, kinds: Kinds) -> None:
        """From here on the old value is known to be of these kinds."""
        known = self.known(old)
        if known.constant is None and known.kinds & kinds != known.kinds:
            known = known.copy()
            known.kinds &= kinds
            self.state[old] = known

    def bound(self, old: Value, lo: int = INT_MIN, hi: int = INT_MAX) -> None:
        """From here on the old value, an int32, is known to be within these bounds."""
        known = self.known(old)
        if known.constant is None and (lo > known.lo or hi < known.hi):
            known = known.copy()
            known.lo, known.hi = max(lo, known.lo), min(hi, known.hi)
            self.state[old] = known

    # -- control ----------------------------------------------------------------------------------------------------------

    def guard(self, cond: Value, then: Callable[[], None], other: Callable[[], None], other_rank: int = 0) -> None:
        """Branches; each side starts with the state as it is here. ``other_rank`` > 0 puts the other side off (``defer``)."""
        if isinstance(cond, Instr) and cond.op.name == "const_bool":
            (then if cond.attrs["value"] else other)()
            return
        first, second = self.new_block(), self.new_block()
        self.append(make("branch", cond, edges=[Edge(first), Edge(second)]))
        state, pos = self.state, self.pos
        if other_rank:
            self.defer(other_rank, second, other)
            self.out, self.state = first, dict(state)
            then()
        else:
            self.out, self.state = first, dict(state)
            then()
            self.out, self.state, self.pos = second, dict(state), pos
            other()

    def on_overflow(self, cond: Value, wide: Callable[[], None], fits: Callable[[], None], rank: int = RARE) -> None:
        """A guard whose condition rarely holds."""
        if isinstance(cond, Instr) and cond.op.name == "const_bool":
            (wide if cond.attrs["value"] else fits)()
            return
        rare, usual = self.new_block(), self.new_block()
        self.append(make("branch", cond, edges=[Edge(rare), Edge(usual)]))
        self.defer(rank, rare, wide)
        self.out, self.state = usual, dict(self.state)
        fits()

    def defer(self, rank: int, block: Block, body: Callable[[], None]) -> None:
        """Fills ``block`` with ``body`` later, in the state as it is here, so that what is likelier gets its versions first."""
        raise NotImplementedError

    def require(self, cond: Value, failure: Block) -> None:
        """Goes on if ``cond`` holds, else to ``failure`` (a block without parameters)."""
        if isinstance(cond, Instr) and cond.op.name == "const_bool" and cond.attrs["value"]:
            return
        following = self.new_block()
        self._targeted.add(failure)
        self.append(make("branch", cond, edges=[Edge(following), Edge(failure)]))
        self.out = following

    def leaf(self, instr: Instr, known: Known | None) -> None:
        """The forking instruction is done on this way; goes on behind it."""
        if known is not None:
            self.state[instr] = known
        old_block = instr.block
        assert old_block is not None
        self.translate_from(old_block, self.forks[instr] + 1)

    def translate_from(self, block: Block, start: int) -> None:
        for i in range(start, len(block.instrs)):
            instr = block.instrs[i]
            self.pos = instr.pos
            if instr in self.forks:
                self.fork(instr)
                return
            self.instruction(instr)

    # -- instructions that don't fork ----------------------------------------------------------------------------------------

    def instruction(self, instr: Instr) -> None:
        name = instr.op.name
        if instr.op.is_terminator:
            self._terminator(instr)
        elif name in _CONST_OPS:
            pass  # made where it is used
        elif name == "call_direct":
            self.direct_call(instr)
        elif name in _TESTS or name in ("is_empty", "is_kind", "typeof_is"):
            self._test(instr)
        elif name == "truthy":
            self._truthy(instr)
        elif name == "refine":
            self.learn(instr.args[0], instr.attrs["mask"])
            self.state[instr] = self.known(instr.args[0])
        elif name in ("box_i32", "box_f64", "box_bool", "box_number", "unbox_i32", "unbox_f64", "unbox_bool", "i32_to_f64",
                      "number_to_f64"):
            self._conversion(instr)
        else:
            self.copy(instr)

    def copy(self, instr: Instr) -> Instr:
        """The same op on operands in the representations it wants."""
        args = [self.form(self.known(a), a.repr, a) for a in instr.args]
        new = Instr(instr.op, args, instr.attrs, None, None, instr.pos)
        new.repr, new.kinds = instr.repr, instr.kinds
        self.emit_throwing(instr, new)
        if instr.repr is not VOID:
            self.define(instr, Known.of(new))
        return new

    def _conversion(self, instr: Instr) -> None:
        known = self.known(instr.args[0])
        if instr.repr is ANY:
            self.define(instr, known)
            if known.f64 is not None and known.any is None and instr.op.name == "box_f64":
                exact = known.copy()
                exact.kinds = Kinds.DOUBLE
                self.define(instr, exact)
        else:
            if instr.op.name == "number_to_f64":
                self.learn(instr.args[0], Kinds.NUMBER)
                known = self.known(instr.args[0])
            value = self.form(known, instr.repr, instr.args[0])
            self.define(instr, Known.of(value))

    def _test_mask(self, instr: Instr) -> Kinds:
        name = instr.op.name
        if name == "is_kind":
            return Kinds(instr.attrs["mask"])
        if name == "typeof_is":
            return TYPEOF_KINDS.get(instr.attrs["text"], Kinds(0))
        return _TESTS.get(name, Kinds.EMPTY)

    def _test(self, instr: Instr) -> None:
        kinds, mask = self.known(instr.args[0]).kinds, self._test_mask(instr)
        if not kinds & mask:
            self.define(instr, self._bit(False))
        elif not kinds & ~mask and instr.op.name != "is_empty":
            self.define(instr, self._bit(True))
        else:
            self.copy(instr)

    def _bit(self, value: bool) -> Known:
        return Known(Kinds.BOOL, bit=self.append(make("const_bool", value=value)))

    def _truthy(self, instr: Instr) -> None:
        known = self.known(instr.args[0])
        if known.constant is not None and known.constant.op.name == "const":
            self.define(instr, self._bit(truth(known.constant.attrs["value"])))
        elif known.kinds == Kinds.BOOL:
            self.define(instr, Known(Kinds.BOOL, bit=self.form(known, BOOL, instr.args[0])))
        elif known.int32:
            i32 = self.form(known, I32, instr.args[0])
            self.define(instr, Known.of(self.emit("i32_ne", i32, self.i32_const(0))))
        elif known.f64 is not None:
            zero = self.append(make("const_f64", value=0.0))
            self.define(instr, Known.of(self.emit("f64_gt", self.emit("f64_abs", known.f64), zero)))
        elif known.kinds and not known.kinds & ~(Kinds.ANY_OBJECT | Kinds.SYMBOL):
            self.define(instr, self._bit(True))
        elif known.kinds and not known.kinds & ~Kinds.NULLISH:
            self.define(instr, self._bit(False))
        else:
            self.copy(instr)

    # -- terminators ----------------------------------------------------------------------------------------------------------

    def _terminator(self, instr: Instr) -> None:
        name = instr.op.name
        if name == "branch":
            self._branch(instr)
        elif name == "return":
            value = self.form(self.known(instr.args[0]), self.result, instr.args[0])
            self.append(make("return", value))
        elif name == "switch":
            self._switch(instr)
        else:
            args = [self.form(self.known(a), a.repr, a) for a in instr.args]
            new = Instr(instr.op, args, instr.attrs, None, None, instr.pos)
            if name == "jump":
                new.edges = [self.edge(instr.edges[0])]
            self.emit_throwing(instr, new)

    def _branch(self, instr: Instr) -> None:
        cond = self.form(self.known(instr.args[0]), BOOL, instr.args[0])

        def side(index: int) -> Callable[[], None]:
            def go() -> None:
                self._learn_from(instr.args[0], index == 0)
                self.append(make("jump", edges=[self.edge(instr.edges[index])]))
            return go
        self.guard(cond, side(0), side(1))

    def _learn_from(self, cond: Value, holds: bool) -> None:
        """What a condition's outcome tells of the value that it tests."""
        while isinstance(cond, Instr) and cond.op.name in ("not", "unbox_bool", "box_bool", "truthy"):
            if cond.op.name == "truthy" and cond.args[0].kinds != Kinds.BOOL:
                break
            cond, holds = cond.args[0], holds != (cond.op.name == "not")
        if isinstance(cond, Instr) and cond.op.name in _COMPARE:
            self._learn_order(cond, holds)
            return
        if not isinstance(cond, Instr) or not cond.args or cond.args[0] not in self.state:
            return
        name, tested = cond.op.name, cond.args[0]
        if name in _TESTS or name in ("is_kind", "typeof_is"):
            mask = self._test_mask(cond)
            self.learn(tested, mask if holds else ~mask & Kinds.TOP)
        elif name == "is_empty" and not holds:
            # The iteration-done sentinel shares the kind, but a value that is tested for one is never the other.
            self.learn(tested, Kinds.ANY)
        elif name == "is_done" and not holds:
            self.learn(tested, Kinds.ANY)
        elif name == "truthy":
            self.learn(tested, (~Kinds.NULLISH if holds else ~(Kinds.ANY_OBJECT | Kinds.SYMBOL)) & Kinds.TOP)

    def _learn_order(self, cond: Instr, holds: bool) -> None:
        """What the outcome of comparing two int32 tells of their ranges."""
        a, b = cond.args
        if not all(v in self.state or (isinstance(v, Instr) and v.op.name in _CONST_OPS) for v in (a, b)):
            return
        ka, kb = self.known(a), self.known(b)
        if not (ka.int32 and kb.int32):
            return
        name = cond.op.name if holds else {"lt": "ge", "le": "gt", "gt": "le", "ge": "lt"}[cond.op.name]
        if name in ("gt", "ge"):
            a, b, ka, kb = b, a, kb, ka
        strict = 1 if name in ("lt", "gt") else 0
        self.bound(a, hi=kb.hi - strict)
        self.bound(b, lo=ka.lo + strict)

    def _switch(self, instr: Instr) -> None:
        value = self.form(self.known(instr.args[0]), I32, instr.args[0])
        pads: list[Edge] = []
        out, state = self.out, self.state
        for old in instr.edges:
            self.out, self.state = self.new_block(), dict(state)
            pads.append(Edge(self.out))
            self.append(make("jump", edges=[self.edge(old)]))
        self.out, self.state = out, state
        self.append(make("switch", value, edges=pads, **instr.attrs))

    # -- forking instructions ---------------------------------------------------------------------------------------------------

    def fork(self, instr: Instr) -> None:
        name = instr.op.name
        if self.slow or self.budget <= 0:
            self._generic(instr)
        elif name in _ARITHMETIC or name in _COMPARE:
            self._binary(instr)
        elif name in _BITWISE:
            self._bitwise(instr)
        elif name in _EQUALITY:
            self._equality(instr)
        elif name in _UNARY:
            self._unary(instr)
        elif name == "get_elem":
            self._get_elem(instr)
        elif name == "set_elem":
            self._set_elem(instr)
        else:
            self._get_prop(instr)

    def _generic(self, instr: Instr) -> None:
        """The op as it is, on boxed operands. A boxed boolean is unboxed at once."""
        result = self.copy(instr)
        if instr.repr is VOID:
            self.leaf(instr, None)
        elif instr.kinds == Kinds.BOOL and instr.repr is ANY:
            self.leaf(instr, Known(Kinds.BOOL, any_=result, bit=self.emit("unbox_bool", result)))
        else:
            self.leaf(instr, Known.of(result))

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
                           lambda: is_number(self._f64("i32_to_f64", self.emit("unbox_i32", boxed), kinds=Kinds.NUMBER)),
                           other, rank)

    def _double_or_int32(self, boxed: Value, then: Callable[[Value], None], other: Callable[[], None], rank: int) -> None:
        """A number's way, on which the double comes first: the two forms meet before it goes on."""
        meeting, double, no_double, integer = (self.new_block() for _ in range(4))
        f64 = meeting.add_param(F64, kinds=Kinds.NUMBER)
        self.append(make("branch", self.emit("is_f64", boxed), edges=[Edge(double), Edge(no_double)]))
        self.out = double
        self.append(make("jump", edges=[Edge(meeting, [self.emit("unbox_f64", boxed)])]))
        self.out = no_double
        neither = self.new_block()
        self.append(make("branch", self.emit("is_i32", boxed), edges=[Edge(integer), Edge(neither)]))
        self.defer(rank, neither, other)
        self.out = integer
        converted = self.emit("i32_to_f64", self.emit("unbox_i32", boxed))
        self.append(make("jump", edges=[Edge(meeting, [converted])]))
        self.out = meeting
        then(f64)

    def _binary(self, instr: Instr) -> None:
        a, b = instr.args
        generic: Callable[[], None] = lambda: self._generic(instr)  # noqa: E731
        ka, kb = self.known(a), self.known(b)
        # Strings are added and compared, too; but hardly with a double. Other arithmetic is on numbers or rare.
        common = instr.op.name in _COMPARE or (instr.op.name == "add" and ka.f64 is None and kb.f64 is None)
        rank = UNLIKELY if common else RARE
        doubles: Callable[[], None] = lambda: self._as_f64(  # noqa: E731
            a, lambda x: self._as_f64(b, lambda y: self._f64_op(instr, x, y), generic, rank), generic, rank)
        if instr.op.name in _COMPARE and ka.int32 != kb.int32:
            # An unknown operand that turns out to be a double is compared, but not worth versions of what follows.
            doubles = lambda: self._compare_doubles(instr, generic)  # noqa: E731
        possible = ka.kinds & kb.kinds & Kinds.INT32
        if possible and (ka.int32 or kb.int32) and instr.op.name not in ("div", "exp"):
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
        if name in _COMPARE:
            self.leaf(instr, Known.of(self.emit("f64_" + name, x, y)))
            return
        op = "f64_pow" if name == "exp" else "f64_" + name
        fractional = Kinds.DOUBLE in (x.kinds, y.kinds) and name != "mod"
        self.leaf(instr, Known.of(self._f64(op, x, y, kinds=Kinds.DOUBLE if fractional else Kinds.NUMBER)))

    def _i32_op(self, instr: Instr, x: Value, y: Value) -> None:
        name = instr.op.name
        if name in _COMPARE:
            self.leaf(instr, Known.of(self.emit("i32_" + name, x, y)))
            return
        wide: Callable[[], None] = lambda: self._f64_op(  # noqa: E731
            instr, self.emit("i32_to_f64", x), self.emit("i32_to_f64", y))
        kx, ky = self.known(instr.args[0]), self.known(instr.args[1])
        if name == "mod":
            self._i32_mod(instr, x, y, wide)
            return
        lo, hi = _RANGE[name](kx.lo, kx.hi, ky.lo, ky.hi)
        if name in ("add", "sub") and ky.lo == ky.hi:
            step = float(ky.lo if name == "add" else -ky.lo)
            wide = lambda: self._out_of_range(instr, x, step)  # noqa: E731
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
            self.on_overflow(self.emit("overflowed", result), wide, fits_int, UNLIKELY if name == "mul" else RARE)

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

    # -- arrays ---------------------------------------------------------------------------------------------------------------

    def _general_path(self, instr: Instr, rank: int = UNLIKELY) -> Block:
        """A block, to be branched to from here on, that does the op in general with what is known here."""
        block = self.new_block()
        self.defer(rank, block, lambda: self._generic(instr) if block in self._targeted else None)
        return block

    def _index(self, key: Value, failure: Block) -> Value:
        """The key as an int32, or to ``failure``."""
        known = self.known(key)
        if known.int32:
            return self.form(known, I32, key)
        if known.f64 is not None:
            self.require(self.emit("f64_is_i32", known.f64), failure)
            return self.emit("f64_as_i32", known.f64)
        boxed = self.form(known, ANY, key)
        self.require(self.emit("is_i32", boxed), failure)
        i32 = self.emit("unbox_i32", boxed)
        self.state[key] = Known(Kinds.INT32, any_=boxed, i32=i32)
        return i32

    def _array(self, obj: Value, failure: Block) -> Value:
        """The object as an array, or to ``failure``."""
        boxed = self.boxed(obj)
        if self.known(obj).kinds != Kinds.ARRAY:
            self.require(self.emit("is_kind", boxed, mask=Kinds.ARRAY), failure)
            if obj not in self.tested:
                self.learn(obj, Kinds.ARRAY)
        return boxed

    def _indexable(self, obj: Value, key: Value) -> bool:
        kk = self.known(key)
        return bool(self.known(obj).kinds & Kinds.ARRAY) and (bool(kk.kinds & Kinds.INT32) or kk.f64 is not None)

    def _get_elem(self, instr: Instr) -> None:
        obj, key = instr.args
        if not self._indexable(obj, key):
            self._generic(instr)
            return
        unknown = self._general_path(instr)
        index = self._index(key, unknown)
        array = self._array(obj, unknown)
        value = self.emit("array_get", array, index)
        self.require(self.emit("not", self.emit("is_empty", value)), self._general_path(instr))
        element = self.append(make("refine", value, mask=Kinds.ANY))
        self.leaf(instr, Known(instr.kinds & Kinds.ANY, any_=element))

    def _set_elem(self, instr: Instr) -> None:
        obj, key, value = instr.args
        if not self._indexable(obj, key):
            self._generic(instr)
            return
        unknown = self._general_path(instr)
        index = self._index(key, unknown)
        array = self._array(obj, unknown)
        known = self.known(value)
        double = known.f64 is not None or (known.constant is not None and known.kinds == Kinds.DOUBLE)
        # Elements of kind double hold even integral doubles as doubles.
        stored = self.emit("box_f64", self.form(known, F64, value)) if double else self.boxed(value)
        outside = self._general_path(instr)
        self.require(self.emit("array_put", array, index, stored), outside)
        self.leaf(instr, None)

    def _get_prop(self, instr: Instr) -> None:
        """The length of what is used like an array; any other property is left to its inline cache."""
        obj = instr.args[0]
        known = self.known(obj)
        is_array = known.kinds == Kinds.ARRAY
        if instr.attrs["key"] != "length" or not (is_array or (obj in self.array_like and known.kinds & Kinds.ARRAY)):
            self._generic(instr)
            return
        unknown = None if is_array else self._general_path(instr)
        array = self._array(obj, unknown) if unknown is not None else self.boxed(obj)
        size = self.emit("array_size", array)
        self.require(self.emit("i32_ge", size, self.i32_const(0)), self._general_path(instr, RARE))
        self.leaf(instr, Known.int_of(size, 0, INT_MAX))
