"""Shape groups: the properties that hot code reads and writes of one object, tested for with one comparison.

An inline cache compares an object's shape at each access. A *group* is a value of the function with the keys that are accessed of
it; it has a *shape site* in the module's data, which holds a shape and where that has each of the keys. One comparison with
the site's shape (``has_shape``) then stands for those of all accesses up to the next thing that may run JavaScript: only
that can change the shape of an object or what the site holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..function import Block, Function, Instr, Value
from ..types import ANY, Kinds

_MAX_KEYS = 16
_ENOUGH = 2  # comparisons saved
_CALLS = frozenset({"call", "construct", "call_direct", "rt", "suspend"})


@dataclass(eq=False, slots=True)
class ShapeGroup:
    """The keys accessed of a value, in order of appearance, and the indices of those that are stored to."""

    keys: dict[str, int]
    writes: set[int]
    site: int = -1  # index in the module

    @property
    def attrs(self) -> dict[str, object]:
        return {"site": self.site, "keys": list(self.keys), "writes": sorted(self.writes)}


def find_groups(function: Function, hot: set[Block], loops: Iterable[set[Block]]) -> dict[Value, ShapeGroup]:
    """The values of a function whose accesses in hot blocks are worth a group, in order of appearance. ``loops``: blocks of hot loops."""
    callees = {i.args[0] for b in function.blocks for i in b.instrs if i.op.name == "call"}
    groups: dict[Value, ShapeGroup] = {}
    saved: dict[Value, int] = {}
    for block in function.blocks:
        if block in hot:
            _scan(block, callees, groups, saved)
    for blocks in loops:
        if not any(runs_javascript(i) for b in blocks if not b.cold for i in b.instrs):
            for obj in _accessed(blocks, callees):
                if obj.block not in blocks:
                    saved[obj] = saved.get(obj, 0) + 1
    return {obj: group for obj, group in groups.items() if saved.get(obj, 0) >= _ENOUGH and len(group.keys) <= _MAX_KEYS}


def _scan(block: Block, callees: set[Value], groups: dict[Value, ShapeGroup], saved: dict[Value, int]) -> None:
    since_call: set[Value] = set()
    for instr in block.instrs:
        if runs_javascript(instr):
            since_call.clear()
        elif is_access(instr) and instr not in callees:
            obj, key = instr.args[0], instr.attrs["key"]
            if obj in since_call:
                saved[obj] = saved.get(obj, 0) + 1
            since_call.add(obj)
            group = groups.setdefault(obj, ShapeGroup({}, set()))
            index = group.keys.setdefault(key, len(group.keys))
            if instr.op.name == "set_prop":
                group.writes.add(index)


def runs_javascript(instr: Instr) -> bool:
    """Does it run JavaScript even when its operands are what fast code expects?"""
    return instr.op.name in _CALLS and instr.calls and not is_key(instr)


def is_key(instr: Instr) -> bool:
    """ToPropertyKey, which does nothing to a number."""
    return instr.op.name == "rt" and instr.attrs["name"] == "lode_to_property_key_of"


def _accessed(blocks: set[Block], callees: set[Value]) -> set[Value]:
    return {i.args[0] for b in blocks for i in b.instrs if is_access(i) and i not in callees}


def is_access(instr: Instr) -> bool:
    """May a group cover the instruction? Lengths have rules of their own; names that spell an index aren't properties of a shape."""
    if instr.op.name not in ("get_prop", "set_prop"):
        return False
    obj, key = instr.args[0], instr.attrs["key"]
    return obj.repr is ANY and bool(obj.kinds & Kinds.ANY_OBJECT) and key != "length" and not key[:1].isdigit()
