"""The graph of direct calls."""

from __future__ import annotations

from .function import Function, Module


def direct_calls(module: Module) -> dict[Function, list[Function]]:
    """For each function the functions that it calls directly."""
    return {
        function: [i.attrs["func"] for block in function.blocks for i in block.instrs if i.op.name == "call_direct"]
        for function in module.functions
    }


def recursive_functions(calls: dict[Function, list[Function]]) -> set[Function]:
    """Functions on a cycle of the graph."""
    found = {f for f, callees in calls.items() if f in callees}
    for component in components(calls):
        if len(component) > 1:
            found.update(component)
    return found


def components(calls: dict[Function, list[Function]]) -> list[list[Function]]:
    """The strongly connected components of the graph, callees before callers (Tarjan 1972)."""
    index: dict[Function, int] = {}
    low: dict[Function, int] = {}
    on_stack: set[Function] = set()
    stack: list[Function] = []
    found: list[list[Function]] = []
    for root in calls:
        if root in index:
            continue
        work = [(root, iter(calls[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for callee in rest:
                if callee not in index:
                    index[callee] = low[callee] = len(index)
                    stack.append(callee)
                    on_stack.add(callee)
                    work.append((callee, iter(calls.get(callee, ()))))
                    break
                if callee in on_stack:
                    low[node] = min(low[node], index[callee])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component = stack[stack.index(node):]
                    del stack[-len(component):]
                    on_stack.difference_update(component)
                    found.append(component)
    return found
