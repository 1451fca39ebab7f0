"""A guess, without feedback, of which values are typed arrays, and of which element type.

What ``new Float64Array(…)`` makes is one, and so is what that flows into: parameters, results of direct calls, captured variables,
properties by their name. A wrong guess costs time, never correctness: ``block_versioning`` puts a guard before what relies on it.
"""

from __future__ import annotations

from ..environments import Environments
from ..function import Function, Instr, Module, Value
from ..types import ANY

# Element types that are worth it, in the order of the kinds in runtime/value/value.h, with what they are in code.
ELEMENT_TYPES = {
    "Int8Array": "int8", "Uint8Array": "uint8", "Int16Array": "int16", "Uint16Array": "uint16", "Int32Array": "int32",
    "Uint32Array": "uint32", "Float32Array": "float32", "Float64Array": "float64",
}
FLOATS = frozenset({"float32", "float64"})
RANGES = {"int8": (-128, 127), "uint8": (0, 255), "int16": (-32768, 32767), "uint16": (0, 65535)}
_SAME = frozenset({"subarray", "slice", "fill", "map", "filter", "sort", "reverse"})  # methods that give an array of the type
_MIXED = "mixed"

_Node = object  # Value, Function (its result), slot of an environment, name of a property


def guess_typed_arrays(module: Module) -> dict[Value, str]:
    """The element types of the values that are guessed to be typed arrays."""
    seeds = [(i, t) for f in module.functions for b in f.blocks for i in b.instrs if (t := _constructed(i)) is not None]
    if not seeds:
        return {}
    flows: dict[_Node, list[_Node]] = {}
    environments = Environments(module)
    for function in module.functions:
        for block in function.blocks:
            for instr in block.instrs:
                _link(function, instr, flows, environments)
    found: dict[_Node, str] = {}
    work: list[tuple[_Node, str]] = [(i, t) for i, t in seeds]
    while work:
        node, element = work.pop()
        old = found.get(node)
        if old in (element, _MIXED):
            continue
        found[node] = element = element if old is None else _MIXED
        work += [(target, element) for target in flows.get(node, ())]
    return {v: t for v, t in found.items() if isinstance(v, Value) and v.repr is ANY and t != _MIXED}


def _constructed(instr: Instr) -> str | None:
    if instr.op.name != "construct":
        return None
    callee = instr.args[0]
    return ELEMENT_TYPES.get(callee.attrs["key"]) if isinstance(callee, Instr) and callee.op.name == "get_global" else None


def _link(function: Function, instr: Instr, flows: dict[_Node, list[_Node]], environments: Environments) -> None:
    def flow(source: _Node, target: _Node) -> None:
        flows.setdefault(source, []).append(target)

    for edge in instr.successors:
        for param, arg in zip(edge.block.params, edge.args):
            flow(arg, param)
    name, args = instr.op.name, instr.args
    if name == "return":
        flow(args[0], function)
    elif name == "refine":
        flow(args[0], instr)
    elif name == "call_direct":
        callee = instr.attrs["func"]
        for param, arg in zip(callee.params, args):
            flow(arg, param)
        flow(callee, instr)
    elif name in ("env_store", "env_load"):
        site = environments.site(args[0])
        if isinstance(site, Instr):
            slot = (site, instr.attrs["index"])
            flow(*((args[1], slot) if name == "env_store" else (slot, instr)))
    elif name == "get_prop":
        flow(instr.attrs["key"], instr)
    elif name == "set_prop":
        flow(args[1], instr.attrs["key"])
    elif name == "new_object":
        for key, arg in zip(instr.attrs["keys"], args):
            flow(arg, key)
    elif name == "call":
        method = args[0]
        if isinstance(method, Instr) and method.op.name == "get_prop" and method.attrs["key"] in _SAME:
            flow(args[1], instr)
