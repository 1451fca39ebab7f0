"""A guess, without feedback, of which values of a function will be int32 and which doubles.

It follows the rules by which ``specialise_numbers`` treats operands of which nothing is known, around loops as well. A wrong guess
costs time, never correctness: ``block_versioning`` uses it to enter loops with their parameters already held as they will be.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..analysis import reverse_postorder
from ..function import Function, Instr, Value
from ..types import F64, I32, Kinds
from .guess_typed_arrays import FLOATS

INTEGER, FRACTION = 1, 2  # a guess; nothing is guessed of values without one

_INTEGERS = {"bitand", "bitor", "bitxor", "shl", "shr", "ushr", "bitnot", "inc", "dec"}
_MIXED = {"add", "sub", "mul", "mod"}


def guess(function: Function, integral: Collection[Value], typed: Mapping[Value, str]) -> dict[Value, int]:
    """The guesses. ``integral``: values that the function uses as integers; ``typed``: what is taken for typed arrays."""
    found: dict[Value, int] = {}
    order = reverse_postorder(function)
    changed = True
    rounds = 0
    while changed and rounds < 5:
        changed = False
        rounds += 1
        for block in order:
            for instr in block.instrs:
                value = _of_instr(instr, found, integral, typed)
                if value and found.get(instr) != value:
                    found[instr] = value
                    changed = True
                for edge in instr.successors:
                    for param, arg in zip(edge.block.params, edge.args):
                        # Once a double on one way, always one.
                        value = max(found.get(arg, 0), found.get(param, 0))
                        if value and found.get(param) != value:
                            found[param] = value
                            changed = True
    return found


def _of_instr(instr: Instr, found: dict[Value, int], integral: Collection[Value], typed: Mapping[Value, str]) -> int:
    if instr.repr is I32 or instr.kinds == Kinds.INT32:
        return INTEGER
    if instr.repr is F64 or instr.kinds == Kinds.DOUBLE:
        return FRACTION
    name = instr.op.name
    if name in _INTEGERS:
        return INTEGER
    if name in ("div", "exp"):
        return FRACTION
    if name == "neg":
        return found.get(instr.args[0], 0)
    if name == "get_elem" and instr.args[0] in typed:
        return FRACTION if typed[instr.args[0]] in FLOATS else INTEGER
    if name in _MIXED:
        a, b = (found.get(arg, 0) for arg in instr.args)
        if FRACTION in (a, b):
            return FRACTION
        if INTEGER in (a, b) or instr in integral:
            return INTEGER
        # Sums of unknown values may be strings.
        return 0 if name == "add" else FRACTION
    return 0
