"""Functions that are only called directly return numbers and booleans unboxed.

A result that may be int32 or double is returned as a double; the caller boxes it, as int32 where it is one, if it needs to.
Functions that call each other in tail position return each other's results as they are, so they change together.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from ..function import Function, Instr, Module, Value, make
from ..rewrite import replace_values
from ..types import ANY, BOOL, F64, I32, Kinds, Repr

_BOX = {I32: "box_i32", F64: "box_number", BOOL: "box_bool"}
_UNBOX = {I32: "unbox_i32", F64: "number_to_f64", BOOL: "unbox_bool"}


def run(module: Module) -> None:
    changed: dict[Function, str] = {}  # with the op that boxes its result again
    for group in _groups(module):
        kinds = [_result_kinds(function) for function in group]
        union = reduce(or_, kinds)
        repr_ = _repr_for(union) if all(kinds) else ANY
        if repr_ is not ANY:
            for function in group:
                function.result = repr_
                # What has been inferred of callers' values may rest on the result being boxed as a double.
                changed[function] = "box_f64" if union == Kinds.DOUBLE else _BOX[repr_]
    for function in changed:
        _unbox_returns(function, function.result)
    if changed:
        for function in module.functions:
            _box_calls(function, changed)


def _groups(module: Module) -> list[list[Function]]:
    """The functions, together where one calls the other in tail position."""
    group = {function: [function] for function in module.functions}
    for function in module.functions:
        for block in function.blocks:
            for call in block.instrs:
                if call.op.name == "call_direct" and "tail" in call.attrs:
                    one, other = group[function], group[call.attrs["func"]]
                    if one is not other:
                        one += other
                        group.update(dict.fromkeys(other, one))
    return list({id(members): members for members in group.values()}.values())


def _result_kinds(function: Function) -> Kinds:
    kinds = Kinds(0)
    if function.escapes or function.result is not ANY:
        return kinds
    for block in function.blocks:
        last = block.instrs[-1]
        if last.op.name == "return":
            kinds |= last.args[0].kinds
    return kinds


def _repr_for(kinds: Kinds) -> Repr:
    if not kinds:
        return ANY
    if kinds == Kinds.INT32:
        return I32
    if kinds == Kinds.BOOL:
        return BOOL
    return F64 if not kinds & ~Kinds.NUMBER else ANY


def _unbox_returns(function: Function, repr_: Repr) -> None:
    for block in function.blocks:
        last = block.instrs[-1]
        if last.op.name == "return" and not _is_tail_call(last.args[0]):
            value = make(_UNBOX[repr_], last.args[0], pos=last.pos)
            value.block = block
            block.instrs.insert(-1, value)
            last.args = [value]


def _is_tail_call(value: Value) -> bool:
    return isinstance(value, Instr) and "tail" in value.attrs


def _box_calls(function: Function, changed: dict[Function, str]) -> None:
    replacement: dict[Value, Value] = {}
    for block in function.blocks:
        if not any(i.op.name == "call_direct" and i.attrs["func"] in changed for i in block.instrs):
            continue
        out: list[Instr] = []
        for instr in block.instrs:
            out.append(instr)
            if instr.op.name == "call_direct" and instr.attrs["func"] in changed:
                call = make("call_direct", *instr.args, handler=instr.handler, pos=instr.pos, **instr.attrs)
                call.block = block
                out[-1] = replacement[instr] = call
                if not _is_tail_call(call):
                    box = make(changed[call.attrs["func"]], call, pos=instr.pos)
                    box.block = block
                    out.append(box)
                    replacement[instr] = box
        block.instrs = out
    replace_values(function, replacement)
