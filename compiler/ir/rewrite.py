"""Changing a function in place: replacing values, removing blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .analysis import reverse_postorder
from .function import Function, Instr, Value


def resolve(replacement: Mapping[Value, Value], value: Value) -> Value:
    """What stands for ``value`` in the end, when replacements replace one another."""
    while value in replacement:
        value = replacement[value]
    return value


def replace_values(function: Function, replacement: Mapping[Value, Value]) -> None:
    """Uses of the keys become uses of what stands for them. The definitions stay."""
    if not replacement:
        return
    final = {old: resolve(replacement, old) for old in replacement}
    get = final.get
    for block in function.blocks:
        for instr in block.instrs:
            if instr.args:
                instr.args = [get(a, a) for a in instr.args]
            for edge in instr.successors:
                if edge.args:
                    edge.args = [get(a, a) for a in edge.args]


def remove_unreachable(function: Function) -> bool:
    """Drops blocks that can't be reached; the others keep their order."""
    reachable = set(reverse_postorder(function))
    if len(reachable) == len(function.blocks):
        return False
    function.blocks = [b for b in function.blocks if b in reachable]
    return True


def tail_of(call: Instr) -> dict[str, Any]:
    """What a call in tail position hands on to the call that takes its place."""
    return {"tail": True} if "tail" in call.attrs else {}
