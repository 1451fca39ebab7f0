"""Gives functions that are called directly, but also escape as values, a copy for their direct calls.

All callers of the copy are known, so that what they pass can be inferred, and its parameters and result be held unboxed.
"""

from __future__ import annotations

from ..clone import clone_function
from ..function import Function, Instr, Module

SIZE = 300  # instructions; larger functions aren't worth a second body


def run(module: Module) -> None:
    calls: dict[Function, list[Instr]] = {}
    for function in module.functions:
        for block in function.blocks:
            for instr in block.instrs:
                if instr.op.name == "call_direct":
                    calls.setdefault(instr.attrs["func"], []).append(instr)
    for function in list(module.functions):
        sites = calls.get(function)
        if not sites or not function.escapes or sum(len(b.instrs) for b in function.blocks) > SIZE:
            continue
        if function.resumable:
            continue  # its parameters go through the activation, boxed
        copy = clone_function(function, function.symbol + "$d")
        copy.copy_of = function
        module.functions.append(copy)
        for block in copy.blocks:  # the copy's own recursive calls
            sites += [i for i in block.instrs if i.op.name == "call_direct" and i.attrs["func"] is function]
        for site in sites:
            site.attrs = {**site.attrs, "func": copy}
