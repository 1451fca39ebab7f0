"""Copies of functions."""

from __future__ import annotations

from .function import Block, Edge, Function, Instr, Value


def clone_function(function: Function, symbol: str) -> Function:
    """A copy under another symbol, which only direct calls reach. It isn't in the module's list yet."""
    f = function
    copy = Function(symbol, f.module, f.name, f.flags, f.length, f.slots_hint, f.source_start, f.source_end, f.result)
    copy.escapes, copy.runs_once, copy.may_throw = False, f.runs_once, f.may_throw
    blocks: dict[Block, Block] = {}
    values: dict[Value, Value] = {}
    for block in f.blocks:
        new = blocks[block] = Block(copy, block.name)
        new.loop_depth, new.cold = block.loop_depth, block.cold
        copy.blocks.append(new)
        for param in block.params:
            values[param] = new.add_param(param.repr, param.role, param.name, param.kinds)
        for instr in block.instrs:
            twin = Instr(instr.op, instr.args, instr.attrs, None, None, instr.pos)
            twin.repr, twin.kinds, twin.block = instr.repr, instr.kinds, new
            values[instr] = twin
            new.instrs.append(twin)

    def edge(old: Edge) -> Edge:
        return Edge(blocks[old.block], [values[a] for a in old.args])

    for old, new in blocks.items():
        for instr, twin in zip(old.instrs, new.instrs):
            twin.args = [values[a] for a in instr.args]
            twin.edges = [edge(e) for e in instr.edges]
            twin.handler = edge(instr.handler) if instr.handler is not None else None
    return copy
