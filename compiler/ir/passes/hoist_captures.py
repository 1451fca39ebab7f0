"""Loads in loops of captured variables that are known to hold what they ever will: made once, at the end of the entry block.

``promote_captures`` finds such loads (the function that makes them can only be called after the only store).
"""

from __future__ import annotations

from collections.abc import Collection

from ..analysis import find_loops
from ..function import Block, Function, Instr, Value, make
from ..rewrite import replace_values


def hoist(function: Function, settled: Collection[Instr]) -> None:
    loads = [i for b in function.blocks for i in b.instrs if i in settled]
    if not loads:
        return
    find_loops(function)
    entry = function.entry
    if entry.loop_depth:
        return
    made: dict[tuple[Value, int], Instr] = {}
    replacement: dict[Value, Value] = {}
    for load in loads:
        if load.block is None or not load.block.loop_depth:
            continue
        environment = _at_entry(load.args[0], entry, made)
        if environment is None:
            continue
        key = (environment, load.attrs["index"])
        if key not in made:
            made[key] = _insert(entry, make("env_load", environment, pos=load.pos, **load.attrs))
            made[key].kinds = load.kinds
        made[key].kinds &= load.kinds
        replacement[load] = made[key]
    replace_values(function, replacement)


def _at_entry(environment: Value, entry: Block, made: dict[tuple[Value, int], Instr]) -> Value | None:
    """The environment as the end of the entry block has it."""
    if environment.block is entry:
        return environment
    if not isinstance(environment, Instr) or environment.op.name != "env_parent":
        return None
    inner = _at_entry(environment.args[0], entry, made)
    if inner is None:
        return None
    key = (inner, -environment.attrs["depth"])
    if key not in made:
        made[key] = _insert(entry, make("env_parent", inner, pos=environment.pos, **environment.attrs))
    return made[key]


def _insert(entry: Block, instr: Instr) -> Instr:
    instr.block = entry
    entry.instrs.insert(len(entry.instrs) - 1, instr)
    return instr
