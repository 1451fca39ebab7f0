"""Text form of the IR. ``reader`` reads it back; printing what was read gives the same text.

    module "a.js" name "m"
    function @f "f" result=any flags=3 length=1 slots=0 source=0..20 escapes {
    b0(v0: any callee, v1: any arg "x"):
      v2 [int32] = const {value=1}
      v3 = add v1, v2 @12 catch b2(v0)
      branch v4, b1(v3), b2
    }

Kinds stand in brackets where they differ from what the op implies; ``catch`` is the exceptional edge and ``@`` the
source position. Values and blocks are numbered in order of appearance.
"""

from __future__ import annotations

import json
import math
from typing import Any

from .function import EMPTY, ITER_DONE, UNDEFINED, Block, Edge, Function, Instr, Module, Param, Value, set_result
from .types import KINDS_OF_REPR, VOID, Kinds

_KIND_BITS = [k for k in Kinds if k.value.bit_count() == 1]
_KIND_GROUPS = [Kinds.TOP, Kinds.ANY]  # named when equal; otherwise bit by bit


def kinds_text(kinds: Kinds) -> str:
    if kinds in _KIND_GROUPS:
        return "top" if kinds == Kinds.TOP else "any"
    return "|".join(k.name.lower() for k in _KIND_BITS if kinds & k and k.name) or "none"


def number(function: Function) -> None:
    """Assigns ids to blocks and values, in order of appearance."""
    next_id = 0
    for block_id, block in enumerate(function.blocks):
        block.id = block_id
        for param in block.params:
            param.id = next_id
            next_id += 1
        for instr in block.instrs:
            if instr.repr is VOID:
                instr.id = -1
            else:
                instr.id = next_id
                next_id += 1


def attr_text(value: Any) -> str:
    if value is UNDEFINED or value is EMPTY or value is ITER_DONE:
        return repr(value)
    if value is None:
        return "null"
    if isinstance(value, Function):
        return "@" + value.symbol
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Kinds):
        return "<" + kinds_text(value) + ">"
    if isinstance(value, float):
        if math.isnan(value):
            return "nan"
        if math.isinf(value):
            return "inf" if value > 0 else "-inf"
        return repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(attr_text(v) for v in value) + "]"
    raise TypeError(f"attribute of type {type(value).__name__} has no text form")


def _value(value: Value) -> str:
    return f"v{value.id}"


def _edge(edge: Edge) -> str:
    args = ", ".join(map(_value, edge.args))
    return f"b{edge.block.id}({args})" if args else f"b{edge.block.id}"


def _implied_kinds(instr: Instr) -> Kinds:
    """Kinds that ``make`` would give to such an instruction."""
    return set_result(Instr(instr.op, instr.args, instr.attrs)).kinds


def instr_text(instr: Instr) -> str:
    parts = []
    if instr.repr is not VOID:
        parts.append(_value(instr))
        if instr.kinds != _implied_kinds(instr):
            parts.append(f"[{kinds_text(instr.kinds)}]")
        parts.append("=")
    parts.append(instr.op.name)
    operands = ", ".join([*map(_value, instr.args), *map(_edge, instr.edges)])
    if operands:
        parts.append(operands)
    if instr.attrs:
        parts.append("{" + ", ".join(f"{k}={attr_text(v)}" for k, v in sorted(instr.attrs.items())) + "}")
    if instr.pos >= 0:
        parts.append(f"@{instr.pos}")
    if instr.handler is not None:
        parts.append("catch " + _edge(instr.handler))
    return " ".join(parts)


def _param(param: Param) -> str:
    text = f"v{param.id}: {param.repr.value}"
    if param.kinds != KINDS_OF_REPR[param.repr]:
        text += f" [{kinds_text(param.kinds)}]"
    if param.role:
        text += " " + param.role
    if param.name:
        text += " " + json.dumps(param.name)
    return text


def _block(block: Block) -> list[str]:
    params = ", ".join(map(_param, block.params))
    name = " " + json.dumps(block.name) if block.name else ""
    if block.cold:
        name = " cold" + name
    head = f"b{block.id}{name}({params}):" if params else f"b{block.id}{name}:"
    return [head, *("  " + instr_text(instr) for instr in block.instrs)]


def function_text(function: Function) -> str:
    number(function)
    f = function
    head = f"function @{f.symbol} {json.dumps(f.name)} result={f.result.value} flags={f.flags} length={f.length}"
    head += f" slots={f.slots_hint} source={f.source_start}..{f.source_end}"
    for word, present in (("escapes", f.escapes), ("runs_once", f.runs_once), ("nothrow", not f.may_throw)):
        if present:
            head += " " + word
    lines = [head + " {"]
    for block in f.blocks:
        lines += _block(block)
    return "\n".join([*lines, "}", ""])


def module_text(module: Module, source: bool = False) -> str:
    """The module's text; with its source text too if asked for."""
    head = f"module {json.dumps(module.path)} name {json.dumps(module.name)}"
    if module.native:
        head += " native"
    if source:
        head += f" source {json.dumps(module.source)}"
    return "\n".join([head, *(function_text(f) for f in module.functions)])
