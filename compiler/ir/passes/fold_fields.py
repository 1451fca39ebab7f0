"""Assignments to fields of an object that nothing else knows yet become the fields' first values.

A class that declares its fields and assigns them in the constructor defines each twice. Once ``inline_methods`` has put
both in one place, ``define_fields`` can take the assigned value: nobody sees the object in between.
"""

from __future__ import annotations

from collections.abc import Hashable

from ..function import Block, Function, Instr, Value

Place = tuple[Instr, int]  # a define_fields and the operand that is a field's value


def run(function: Function) -> None:
    for block in function.blocks:
        if any(i.op.name == "define_fields" for i in block.instrs):
            for made in [i for i in block.instrs if i.op.name == "new_instance"]:
                _fold(block, made)


def _fold(block: Block, made: Instr) -> None:
    """What is assigned to the fields of the object ``made`` before anything else is done with it."""
    fields: dict[Hashable, Place] = {}
    position = {instr: n for n, instr in enumerate(block.instrs)}
    folded: set[Instr] = set()
    for instr in block.instrs[position[made] + 1:]:
        name = instr.op.name
        if name == "define_fields" and instr.args[0] is made:
            if made in instr.args[1:]:
                break
            for at in range(1, len(instr.args), 2):
                fields[_key(instr.args[at])] = (instr, at + 1)
            continue
        if instr.handler is not None and _is_used_from(instr.handler.block, made):
            break
        if made not in instr.args and not any(made in e.args for e in instr.successors):
            continue
        if name == "learn_slots":
            continue
        key = _accessed(instr)
        place = fields.get(key) if key is not None else None
        if key is None or made in instr.args[1:]:
            break
        if place is None and ("quick" not in instr.attrs or not isinstance(key, str)):
            break  # it may call something; another operand may be the same name
        if name in ("get_prop", "private_get"):
            fields.pop(key, None)
        elif place is not None:
            define, at = place
            value = instr.args[-1]
            if value.block is block and isinstance(value, Instr) and position[value] > position[define]:
                fields.pop(key)  # later values of this field can't come first either
                continue
            define.args[at] = value
            folded.add(instr)
    block.instrs = [i for i in block.instrs if i not in folded]


def _key(value: Value) -> Hashable:
    """The same for operands that are surely the same key. Names of a class are stored once in its environment."""
    if isinstance(value, Instr) and value.op.name == "str":
        return value.attrs["text"]
    if isinstance(value, Instr) and value.op.name == "env_load":
        return value.args[0], value.attrs["index"]
    return value


def _accessed(instr: Instr) -> Hashable | None:
    name = instr.op.name
    if name in ("get_prop", "set_prop"):
        key: str = instr.attrs["key"]
        return key
    return _key(instr.args[1]) if name in ("private_get", "private_set") else None


def _is_used_from(start: Block, made: Instr) -> bool:
    """Can a use of the value be reached from the block without making it again?"""
    seen, work = {start}, [start]
    while work:
        block = work.pop()
        for instr in block.instrs:
            if instr is made:
                break
            if made in instr.args or any(made in e.args for e in instr.successors):
                return True
        else:
            for edge in block.edges():
                if edge.block not in seen:
                    seen.add(edge.block)
                    work.append(edge.block)
    return False
