"""Removes functions that nothing refers to any more."""

from __future__ import annotations

from ..function import Function, Module


def run(module: Module) -> None:
    referred: dict[Function, set[Function]] = {}
    for function in module.functions:
        referred[function] = {
            instr.attrs["func"] for block in function.blocks for instr in block.instrs if "func" in instr.attrs
        }
    work = module.functions[:1]
    needed = set(work)
    while work:
        for callee in referred[work.pop()]:
            if callee not in needed:
                needed.add(callee)
                work.append(callee)
    module.functions = [f for f in module.functions if f in needed]
