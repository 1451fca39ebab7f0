"""Translating a block in a context: what is known of values, and how instructions pass that on.

``Specialiser`` has ``state``, which tells, for each old value, in which forms it is at hand (``Known``). An op in ``forks`` may
emit guards: each way out of it goes on, through ``leaf``, with its own state. The rules of those ops are in
``specialise_numbers`` and ``specialise_objects``; ``block_versioning`` supplies edges, calls and blocks.

What follows a guard that hardly ever fails (rank ``RARE``) is translated without guards, once, until it comes round to a loop.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from ..function import Block, Edge, Instr, Value, is_constant, make
from ..ops import OPS
from ..types import ANY, BOOL, F64, I32, PTR, VOID, Kinds, Repr
from .constant_folding import FOLD, INT_MAX, INT_MIN, TYPEOF_KINDS, normalise, truth
from .shape_groups import ShapeGroup

COMPARE = frozenset({"lt", "le", "gt", "ge"})
_TESTS: dict[str, Kinds] = {
    "is_undefined": Kinds.UNDEFINED, "is_null": Kinds.NULL, "is_nullish": Kinds.NULLISH, "is_i32": Kinds.INT32,
    "is_f64": Kinds.DOUBLE, "is_number": Kinds.NUMBER, "is_object": Kinds.ANY_OBJECT,
}
View = tuple[Value, Value, Value]  # of a typed array: typed_length, typed_data, typed_plain
UNLIKELY, RARE = 1, 2  # ranks of deferred ways
SHAPED, TRIED = 1, 2  # an object is known to have its group's shape, or was found not to have it


class Known:
    """The forms in which a value is at hand, the kinds it may have, and the range of an int32. Immutable."""

    __slots__ = ("kinds", "any", "i32", "f64", "bit", "ptr", "constant", "lo", "hi", "shape", "typed", "view")

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
        self.shape = 0  # SHAPED or TRIED, of a value with a shape group
        self.typed = False  # found to be a typed array of the element type that is guessed
        self.view: View | None = None  # of such an array, while nothing can have changed it

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
        twin.lo, twin.hi, twin.shape, twin.typed, twin.view = self.lo, self.hi, self.shape, self.typed, self.view
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

    def __init__(self, forks: dict[Instr, int], array_like: Collection[Value], tested: Collection[Value],
                 integral: Collection[Value], groups: dict[Value, ShapeGroup], typed: dict[Value, str]) -> None:
        self.groups = groups
        self.typed = typed  # element types of what is guessed to be a typed array
        self.forks = forks  # with their index in their block
        self.array_like = array_like
        self.tested = tested  # tested before their loops: where that failed, no versions are made for knowing more
        self.integral = integral  # values that the function uses as integers
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
        if instr.calls:
            self._forget_shapes()
        if instr.calls or "alloc" in instr.op.effects:
            self._forget_views()
        instr.block = self.out
        instr.pos = self.pos
        self.out.instrs.append(instr)
        self.budget -= 1
        return instr

    def emit(self, op: str, *args: Value, **attrs: Any) -> Instr:
        """An instruction, folded if its operands are unboxed constants."""
        fold = FOLD.get(op)
        if fold is not None and all(map(is_constant, args)):
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
        if new.calls:
            self._forget_shapes()
        if new.calls or "alloc" in new.op.effects:
            self._forget_views()
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
            assert isinstance(old, Instr) and old.op.is_constant, old
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
                return self._integral(known.i32)
            assert known.any is not None and known.number, known.kinds
            if known.kinds == Kinds.INT32:
                return self._integral(self.emit("unbox_i32", known.any))
            return self._f64("unbox_f64" if known.kinds == Kinds.DOUBLE else "number_to_f64", known.any, kinds=known.kinds)
        assert known.any is not None
        return self.emit("unbox_i32" if repr_ is I32 else "unbox_bool", known.any)

    def _constant(self, old: Instr, repr_: Repr) -> Value:
        value: Any = old.attrs.get("value")
        if old.repr is PTR or old.op.name in ("str", "bigint"):
            return self.append(make(old.op.name, **old.attrs))
        if repr_ is ANY:
            if old.op.name == "const_f64":
                value = normalise(value)
            return self.append(make("const", value=value))
        if repr_ is F64:
            number = self.append(make("const_f64", value=float(value)))
            if old.kinds == Kinds.INT32:
                number.kinds = Kinds.NUMBER
            return number
        return self.append(make("const_i32" if repr_ is I32 else "const_bool", value=value))

    def boxed(self, old: Value) -> Value:
        return self.form(self.known(old), ANY, old)

    def _f64(self, op: str, *args: Value, kinds: Kinds) -> Instr:
        """A double whose kinds say how it is best boxed."""
        result = self.emit(op, *args)
        if result.op.name != "const_f64":
            result.kinds = kinds if kinds & Kinds.DOUBLE else Kinds.NUMBER
        return result

    def _integral(self, i32: Value) -> Instr:
        """An int32 as a double, which is best boxed as an int32."""
        result = self.emit("i32_to_f64", i32)
        result.kinds = Kinds.NUMBER
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

    def mark_shape(self, old: Value, shape: int) -> None:
        known = self.known(old).copy()
        known.shape = shape
        self.state[old] = known

    def _forget_shapes(self) -> None:
        """What runs any JavaScript may change the shape of any object, and what a site holds."""
        for old in [old for old, known in self.state.items() if known.shape == SHAPED]:
            self.mark_shape(old, 0)

    def _forget_views(self) -> None:
        """JavaScript may detach and resize buffers; the collector may free those of arrays that are only known by their views."""
        for old in [old for old, known in self.state.items() if known.view is not None]:
            known = self.known(old).copy()
            known.view = None
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

    def defer(self, rank: int, block: Block, body: Callable[[], object]) -> None:
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
        elif instr.op.is_constant:
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
        tested: Value
        while isinstance(cond, Instr) and cond.op.name in ("not", "unbox_bool", "box_bool", "truthy"):
            tested = cond.args[0]
            if cond.op.name == "truthy" and tested.kinds != Kinds.BOOL:
                break
            holds = holds != (cond.op.name == "not")
            cond = tested
        if isinstance(cond, Instr) and cond.op.name in COMPARE:
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
        if not all(v in self.state or is_constant(v) for v in (a, b)):
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

    # -- forking instructions: the way without guards -------------------------------------------------------------------------

    def fork(self, instr: Instr) -> None:
        """Goes on behind the instruction, once or on several ways."""
        raise NotImplementedError

    def _generic(self, instr: Instr) -> None:
        """The op as it is, on boxed operands. A boxed boolean is unboxed at once."""
        result = self.copy(instr)
        if instr.repr is VOID:
            self.leaf(instr, None)
        elif instr.kinds == Kinds.BOOL and instr.repr is ANY:
            self.leaf(instr, Known(Kinds.BOOL, any_=result, bit=self.emit("unbox_bool", result)))
        else:
            self.leaf(instr, Known.of(result))

    def _general_path(self, instr: Instr, rank: int = UNLIKELY) -> Block:
        """A block, to be branched to from here on, that does the op in general with what is known here."""
        block = self.new_block()
        self.defer(rank, block, lambda: self._generic(instr) if block in self._targeted else None)
        return block
