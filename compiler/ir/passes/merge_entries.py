"""Takes back the copies of ``direct_entries`` for which knowing all callers has brought nothing."""

from __future__ import annotations

from ..function import Function, Module, set_result
from ..types import ANY, Kinds

# What a parameter must be known to be for a body of its own to be worth it.
_TELLING = Kinds.NUMBER | Kinds.BOOL


def run(module: Module) -> None:
    useless = {f: f.copy_of for f in module.functions if f.copy_of is not None and not _gained(f)}
    if not useless:
        return
    for function in module.functions:
        for block in function.blocks:
            for instr in block.instrs:
                if instr.op.name == "call_direct" and instr.attrs["func"] in useless:
                    kinds = instr.kinds
                    instr.attrs = {**instr.attrs, "func": useless[instr.attrs["func"]]}
                    set_result(instr)
                    instr.kinds &= kinds
    module.functions = [f for f in module.functions if f not in useless]


def _gained(function: Function) -> bool:
    if function.result is not ANY:
        return True
    return any(p.role == "arg" and p.repr is ANY and p.kinds and not p.kinds & ~_TELLING for p in function.params)
