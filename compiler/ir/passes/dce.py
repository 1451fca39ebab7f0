"""Dead code elimination: instructions without effect and block parameters whose values nobody needs.

A value is needed if an instruction with an effect uses it, or a needed value's definition does; a parameter that only
feeds itself around a loop is not.
"""

from __future__ import annotations

from ..function import Block, Edge, Function, Instr, Param, Value
from ..types import VOID


def run(function: Function) -> bool:
    arguments: dict[Param, list[Value]] = {}
    work: list[Value] = []
    for block in function.blocks:
        for instr in block.instrs:
            for edge in instr.successors:
                for param, arg in zip(edge.block.params, edge.args):
                    arguments.setdefault(param, []).append(arg)
            if not instr.removable or instr.handler is not None or instr.repr is VOID:
                work += instr.args
    needed: set[Value] = set()
    while work:
        value = work.pop()
        if value in needed:
            continue
        needed.add(value)
        if isinstance(value, Instr):
            work += value.args
        elif isinstance(value, Param):
            work += arguments.get(value, ())
    return _sweep(function, needed)


def _sweep(function: Function, needed: set[Value]) -> bool:
    changed = False
    keep: dict[Block, list[bool]] = {}
    for block in function.blocks[1:]:
        kept = [p in needed for p in block.params]
        if not all(kept):
            keep[block] = kept
            block.params = [p for p in block.params if p in needed]
            changed = True
    for block in function.blocks:
        instrs = []
        for instr in block.instrs:
            if instr.removable and instr.handler is None and instr not in needed and instr.repr is not VOID:
                changed = True
                continue
            for edge in instr.successors:
                if edge.block in keep:
                    _narrow(edge, keep[edge.block])
            instrs.append(instr)
        block.instrs = instrs
    return changed


def _narrow(edge: Edge, kept: list[bool]) -> None:
    edge.args = [a for a, k in zip(edge.args, kept) if k]
