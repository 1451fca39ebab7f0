"""Building IR: appends instructions at the end of a current block."""

from __future__ import annotations

from typing import Any

from .function import (
    ABI_REPR,
    UNDEFINED,
    Block,
    Edge,
    Function,
    Instr,
    Value,
    kinds_of_constant,
    set_result,
)
from .ops import OPS
from .types import Kinds

__all__ = ["ABI_REPR", "Builder", "kinds_of_constant"]


class Builder:
    """Appends to ``block``. ``handler`` (set by whoever lowers a try) makes the exceptional edge of the next instruction."""

    def __init__(self, function: Function, block: Block) -> None:
        self.function = function
        self.block = block
        self.pos = -1

    def emit(self, op: str, *args: Value, pos: int | None = None, edges: list[Edge] | None = None, **attrs: Any) -> Instr:
        """Appends an instruction. For ``rt``, ``call_direct`` and ``const`` there are methods of their own."""
        instr = Instr(OPS[op], list(args), attrs, edges, None, self.pos if pos is None else pos)
        return self.append(instr)

    def append(self, instr: Instr) -> Instr:
        if instr.throws:
            instr.handler = self.exceptional_edge()
        instr.block = self.block
        self.block.instrs.append(instr)
        return instr

    def exceptional_edge(self) -> Edge | None:
        """Overridden while a try statement is being lowered."""
        return None

    def rt(self, name: str, *args: Value, kinds: Kinds | None = None, tail: bool = False) -> Instr:
        """A call of the runtime function ``name``; an ``ok`` result is void here (failure is the exceptional exit)."""
        instr = set_result(Instr(OPS["rt"], list(args), {"name": name, **_tail(tail)}, None, None, self.pos))
        if kinds is not None:
            instr.kinds = kinds
        return self.append(instr)

    def call(self, callee: Value, this: Value, *args: Value, text: str, tail: bool = False) -> Instr:
        attrs = {"text": text, **_tail(tail)}
        return self.append(Instr(OPS["call"], [callee, this, *args], attrs, None, None, self.pos))

    def call_direct(self, func: Function, *args: Value, tail: bool = False) -> Instr:
        attrs: dict[str, Any] = {"func": func, **_tail(tail)}
        return self.append(set_result(Instr(OPS["call_direct"], list(args), attrs, None, None, self.pos)))

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


def _tail(tail: bool) -> dict[str, bool]:
    """The attribute of calls in tail position."""
    return {"tail": True} if tail else {}
