"""Building IR: appends instructions at the end of a current block."""

from __future__ import annotations

from typing import Any

from runtime import abi

from .function import UNDEFINED, Block, Edge, Function, Instr, Value
from .ops import OPS
from .types import ANY, BOOL, F64, I32, PTR, VOID, Kinds, Repr

ABI_REPR: dict[str, Repr] = {
    "value": ANY, "i32": I32, "f64": F64, "bool": BOOL, "ok": VOID, "ptr": PTR, "void": VOID,
}


class Builder:
    """Appends to ``block``. ``handler`` (set by whoever lowers a try) makes the exceptional edge of the next instruction."""

    def __init__(self, function: Function, block: Block) -> None:
        self.function = function
        self.block = block
        self.pos = -1

    def emit(self, op: str, *args: Value, pos: int | None = None, edges: list[Edge] | None = None, **attrs: Any) -> Instr:
        """Appends an instruction. Not for ``rt``/``call_direct``, whose result depends on the attribute."""
        instr = Instr(OPS[op], list(args), attrs, edges, None, self.pos if pos is None else pos)
        return self.append(instr)

    def append(self, instr: Instr) -> Instr:
        if instr.op.throws or (instr.op is OPS["rt"] and abi.BY_NAME[instr.attrs["name"]].throws):
            instr.handler = self.exceptional_edge()
        instr.block = self.block
        self.block.instrs.append(instr)
        return instr

    def exceptional_edge(self) -> Edge | None:
        """Overridden while a try statement is being lowered."""
        return None

    def rt(self, name: str, *args: Value, kinds: Kinds | None = None) -> Instr:
        """A call of the runtime function ``name``; an ``ok`` result is void here (failure is the exceptional exit)."""
        fn = abi.BY_NAME[name]
        instr = Instr(OPS["rt"], list(args), {"name": name}, None, None, self.pos)
        instr.repr = ABI_REPR[fn.result]
        instr.kinds = kinds if kinds is not None else {ANY: Kinds.TOP, I32: Kinds.INT32, F64: Kinds.DOUBLE,
                                                      BOOL: Kinds.BOOL}.get(instr.repr, Kinds(0))
        return self.append(instr)

    def call_direct(self, func: Function, *args: Value) -> Instr:
        instr = Instr(OPS["call_direct"], list(args), {"func": func}, None, None, self.pos)
        instr.repr = func.result
        return self.append(instr)

    def const(self, value: Any = UNDEFINED) -> Instr:
        instr = self.emit("const", value=value)
        instr.kinds = kinds_of_constant(value)
        return instr

    def string(self, text: str) -> Instr:
        return self.emit("str", text=text)

    def jump(self, block: Block, *args: Value) -> Instr:
        return self.emit("jump", edges=[Edge(block, list(args))])

    def branch(self, cond: Value, then: Edge, other: Edge) -> Instr:
        return self.emit("branch", cond, edges=[then, other])

    def new_block(self, name: str = "") -> Block:
        block = Block(self.function, name)
        self.function.blocks.append(block)
        return block


def kinds_of_constant(value: Any) -> Kinds:
    """Kinds of a ``const`` attribute value."""
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
    return Kinds.EMPTY
