"""Functions that are only called directly return numbers and booleans unboxed.

A result that may be int32 or double is returned as a double; the caller boxes it, as int32 where it is one, if it needs to.
"""

from __future__ import annotations

from ..function import Function, Instr, Module, Value, make
from ..rewrite import replace_values
from ..types import ANY, BOOL, F64, I32, Kinds, Repr

_BOX = {I32: "box_i32", F64: "box_number", BOOL: "box_bool"}
_UNBOX = {I32: "unbox_i32", F64: "number_to_f64", BOOL: "unbox_bool"}


def run(module: Module) -> None:
    changed: dict[Function, str] = {}  # with the op that boxes its result again
    for function in module.functions:
        kinds = _result_kinds(function)
        repr_ = _repr_for(kinds)
        if repr_ is not ANY:
            function.result = repr_
            # What has been inferred of callers' values may rest on the result being boxed as a double.
            changed[function] = "box_f64" if kinds == Kinds.DOUBLE else _BOX[repr_]
            _unbox_returns(function, repr_)
    if changed:
        for function in module.functions:
            _box_calls(function, changed)


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
        if last.op.name == "return":
            value = make(_UNBOX[repr_], last.args[0], pos=last.pos)
            value.block = block
            block.instrs.insert(-1, value)
            last.args = [value]


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
                box = make(changed[call.attrs["func"]], call, pos=instr.pos)
                call.block = box.block = block
                out[-1:] = [call, box]
                replacement[instr] = box
        block.instrs = out
    replace_values(function, replacement)
