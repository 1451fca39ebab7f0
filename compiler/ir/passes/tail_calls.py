"""Keeps calls in tail position marked only where frames that stay could pile up without bound.

A direct call needs its frame gone if what it calls may come back here by tail calls alone: along a cycle of direct ones, or
by way of a call of an unknown function, which may be this one. Other direct calls are ordinary ones.
"""

from __future__ import annotations

from ..callgraph import components
from ..function import Function, Module


def run(module: Module) -> None:
    calls = {f: [i for block in f.blocks for i in block.instrs if "tail" in i.attrs] for f in module.functions}
    graph: dict[Function, list[Function]] = {_original(f): [] for f in module.functions}
    unknown: list[Function] = []  # functions that call unknown ones in tail position
    for function, tail_calls in calls.items():
        direct = [_original(i.attrs["func"]) for i in tail_calls if i.op.name == "call_direct"]
        graph[_original(function)] += direct
        if len(direct) < len(tail_calls):
            unknown.append(_original(function))
    leads_out = _reaching(unknown, graph)
    component = {f: n for n, members in enumerate(components(graph)) for f in members}
    for function, tail_calls in calls.items():
        for call in tail_calls:
            callee = _original(call.attrs.get("func", function))
            if callee not in leads_out and component[callee] != component[_original(function)]:
                call.attrs = {name: value for name, value in call.attrs.items() if name != "tail"}


def _original(function: Function) -> Function:
    """A copy for direct calls may be taken back (``merge_entries``), so it counts as what it is a copy of."""
    return function.copy_of or function


def _reaching(targets: list[Function], graph: dict[Function, list[Function]]) -> set[Function]:
    """The functions from which a path leads to one of the targets."""
    callers: dict[Function, list[Function]] = {}
    for function, callees in graph.items():
        for callee in callees:
            callers.setdefault(callee, []).append(function)
    found = set(targets)
    work = list(targets)
    while work:
        for caller in callers.get(work.pop(), ()):
            if caller not in found:
                found.add(caller)
                work.append(caller)
    return found
