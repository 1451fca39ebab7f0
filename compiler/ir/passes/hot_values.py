"""What versioning asks of a function's values once and for all: which are arrays or integers by their use, and what to test before loops."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..function import Block, Function, Instr, Value
from ..types import ANY, Kinds
from .guess_numbers import FRACTION, INTEGER
from .shape_groups import ShapeGroup, is_access, is_key, runs_javascript
from .specialise import COMPARE
from .specialise_builtins import builtin_name
from .specialise_numbers import NUMERIC

_ARITHMETIC_SHARE = 6  # one instruction in so many


def is_numeric(function: Function, size: int) -> bool:
    arithmetic = sum(i.op.name in _COMPUTING for b in function.blocks for i in b.instrs)
    return arithmetic * _ARITHMETIC_SHARE >= size


def worth_testing(invariant: list[Value], blocks: set[Block], typed: Collection[Value]) -> list[tuple[Value, Kinds]]:
    """Of the values that a loop uses but doesn't define: those used as arrays, and bounds that are compared with an int32."""
    arrays: set[Value] = set()
    bounds: set[Value] = set()
    for block in blocks:
        for instr in block.instrs:
            name = instr.op.name
            if name in ("get_elem", "set_elem") and instr.args[1].kinds & Kinds.NUMBER:
                if instr.args[0] not in typed:
                    arrays.add(instr.args[0])
            elif name in COMPARE:
                bounds.update(instr.args)
    return [(v, Kinds.ARRAY if v in arrays else Kinds.INT32) for v in invariant
            if v.repr is ANY and (v in arrays or v in bounds) and v.kinds & (Kinds.ARRAY if v in arrays else Kinds.INT32)]


def worth_shaping(invariant: list[Value], blocks: set[Block], groups: dict[Value, ShapeGroup]) -> list[Value]:
    """Of the values that a loop uses but doesn't define: those with a shape group, if nothing in the loop makes that be forgotten."""
    if any(runs_javascript(i) for b in blocks if not b.cold for i in b.instrs):
        return []
    used = {i.args[0] for b in blocks for i in b.instrs if is_access(i)}
    return [v for v in invariant if v in groups and v in used]


def worth_viewing(inputs: Mapping[Block, list[Value]], loops: Mapping[Block, set[Block]], typed: Collection[Value]) -> dict[Block, list[Value]]:
    """Of the guessed typed arrays that a loop accesses but doesn't define: in which blocks to hold their views, if it runs no JavaScript."""
    found: dict[Block, list[Value]] = {}
    for header, blocks in loops.items():
        instrs = [i for b in blocks for i in b.instrs]
        if any(runs_javascript(i) and builtin_name(i) is None for i in instrs):
            continue
        used = {i.args[0] for i in instrs if i.op.name in ("get_elem", "set_elem") or (i.op.name == "get_prop" and i.attrs["key"] == "length")}
        wanted = [v for v in inputs[header][len(header.params):] if v in typed and v in used and v.repr is ANY]
        for block in blocks if wanted else ():
            held = found.setdefault(block, [])
            live = set(inputs[block][len(block.params):])
            held += [v for v in wanted if v in live and v not in held]
    return found


_OF_INTEGERS = ("bitand", "bitor", "bitxor", "shl", "shr", "ushr", "bitnot")
_CARRY_ON = ("add", "sub", "mul", "neg", "inc", "dec")  # of integers where the result is used as one


def used_as_integers(function: Function) -> set[Value]:
    """Values that indices, bit operations or remainders of integers are made of."""
    found: set[Value] = set()
    work: list[Value] = []
    for block in function.blocks:
        for instr in block.instrs:
            name = instr.op.name
            if name in _OF_INTEGERS:
                work += instr.args
            elif name in ("get_elem", "set_elem") or is_key(instr):
                work.append(instr.args[1])
            elif name == "mod" and instr.args[1].kinds == Kinds.INT32:
                work.append(instr.args[0])
    while work:
        value = work.pop()
        if value not in found:
            found.add(value)
            if isinstance(value, Instr) and value.op.name in _CARRY_ON:
                work += value.args
    return found


_RANGED_USES = ("add", "sub", "mul", "mod", "inc", "dec")


def arithmetic_operands(function: Function) -> set[Value]:
    return {a for b in function.blocks for i in b.instrs if i.op.name in _RANGED_USES for a in i.args}


def expected_numbers(header: Block, guesses: dict[Value, int]) -> dict[int, Kinds]:
    """The parameters of a loop's header, by index, that the loop is expected to hold as int32 or as doubles."""
    kinds = {INTEGER: Kinds.INT32, FRACTION: Kinds.NUMBER}
    return {i: kinds[guesses[p]] for i, p in enumerate(header.params) if p in guesses}


def counted_down(loops: dict[Block, set[Block]]) -> set[Value]:
    found: set[Value] = set()
    for header, blocks in loops.items():
        for block in blocks:
            for edge in block.edges():
                if edge.block is header:
                    found.update(p for p, a in zip(header.params, edge.args)
                                 if isinstance(a, Instr) and a.op.name in ("dec", "sub") and a.args[0] is p)
    return found


_COMPUTING = NUMERIC - {"eq", "strict_eq", "to_numeric", "to_number"}
_UNBOXED_USES = NUMERIC | {"truthy", "unbox_i32", "unbox_f64", "unbox_bool", "number_to_f64"}


def only_boxed(function: Function, typed: Collection[Value]) -> set[Value]:
    """Values that are never used where an unboxed form would do better."""
    wanted: set[Value] = set()
    every: list[Value] = []
    for block in function.blocks:
        every += [p for p in block.params if p.repr is ANY]
        for instr in block.instrs:
            if instr.repr is ANY:
                every.append(instr)
            name = instr.op.name
            if name in _UNBOXED_USES:
                wanted.update(instr.args)
            elif name == "call" and builtin_name(instr) is not None:
                wanted.update(instr.args[2:])
            elif name in ("get_elem", "set_elem"):
                wanted.update(instr.args if instr.args[0] in typed else instr.args[:2])
            elif name in ("get_prop", "call_direct") or is_key(instr):
                wanted.update(instr.args)
            for edge in instr.successors:
                wanted.update(edge.args)
    return {v for v in every if v not in wanted}
