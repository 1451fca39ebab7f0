"""Finds the functions that can't throw: their calls need no check, they need no stack check, and LLVM may inline them.

A function that is part of a recursion may exhaust the stack, so it may throw. Whatever may run any JavaScript may be
part of one, also where a handler of the function's own catches what it throws.
"""

from __future__ import annotations

from runtime import abi

from ..callgraph import direct_calls, recursive_functions
from ..function import Function, Instr, Module


def run(module: Module) -> None:
    calls = direct_calls(module)
    throwing = recursive_functions(calls) | {f for f in module.functions if any(map(_throws_out, _instrs(f)))}
    callers: dict[Function, list[Function]] = {}
    for function in module.functions:
        for instr in _instrs(function):
            if instr.op.name == "call_direct" and instr.handler is None:
                callers.setdefault(instr.attrs["func"], []).append(function)
    work = list(throwing)
    while work:
        for caller in callers.get(work.pop(), ()):
            if caller not in throwing:
                throwing.add(caller)
                work.append(caller)
    for function in module.functions:
        function.may_throw = function in throwing
    for function in module.functions:
        for instr in _instrs(function):
            if instr.handler is not None and not instr.throws:
                instr.handler = None


def _instrs(function: Function) -> list[Instr]:
    return [instr for block in function.blocks for instr in block.instrs]


def _throws_out(instr: Instr) -> bool:
    """Does an exception of its own leave the function, or may it call the function again? Direct calls are
    followed apart."""
    if instr.op.name == "call_direct" or "quick" in instr.attrs:
        return False
    effects = abi.BY_NAME[instr.attrs["name"]].effects if instr.op.name == "rt" else instr.op.effects
    return "call" in effects or (instr.handler is None and instr.throws)
