"""Control-flow clean-up: unreachable blocks, jumps to jumps, merging of straight lines, trivial parameters.

A parameter is trivial if every edge passes the same value, or itself: then that value is used in its place (Braun et al.,
Simple and Efficient Construction of SSA Form, 2013).
"""

from __future__ import annotations

from collections import defaultdict

from ..analysis import predecessor_edges
from ..function import Block, Edge, Function, Instr, Param, Value
from ..ops import OPS
from ..rewrite import remove_unreachable, replace_values, resolve

_JUMP = OPS["jump"]


def run(function: Function) -> bool:
    """Once over simple functions; again as long as one clean-up makes room for another."""
    for index, block in enumerate(function.blocks):
        block.id = index
    changed = remove_unreachable(function)
    if len(function.blocks) == 1:
        return changed
    while True:
        rerouted = _fold_same_targets(function)
        rerouted |= _thread_jumps(function)
        if rerouted:
            remove_unreachable(function)
        dropped = _drop_trivial_params(function)
        merged = _merge_lines(function)
        changed |= rerouted or dropped or merged
        # Merging and dropping make new jumps to jumps, and equal edges, only where they empty a block or make it equal.
        if not rerouted and not dropped:
            return changed


def _drop_trivial_params(function: Function) -> bool:
    edges: dict[Block, list[Edge]] = defaultdict(list)
    feeds: dict[Value, set[Block]] = defaultdict(set)  # blocks that are given the value
    for block in function.blocks:
        for edge in block.edges():
            edges[edge.block].append(edge)
            for arg in edge.args:
                feeds[arg].add(edge.block)
    replacement: dict[Value, Value] = {}
    dropped: dict[Block, set[int]] = defaultdict(set)
    work = {b: None for b in function.blocks[1:] if b.params}  # an ordered set
    while work:
        block, _ = work.popitem()
        gone = dropped[block]
        for i, param in enumerate(block.params):
            if i in gone:
                continue
            only = _only_argument(param, i, edges[block], replacement)
            if only is None:
                continue
            replacement[param] = only
            gone.add(i)
            work.update(dict.fromkeys(sorted(feeds[param], key=lambda b: b.id)))
            feeds[only] |= feeds[param]
    if not replacement:
        return False
    for block, gone in dropped.items():
        if gone:
            block.params = [p for i, p in enumerate(block.params) if i not in gone]
            for edge in edges[block]:
                edge.args = [a for i, a in enumerate(edge.args) if i not in gone]
    replace_values(function, replacement)
    return True


def _only_argument(param: Param, index: int, edges: list[Edge], replacement: dict[Value, Value]) -> Value | None:
    only: Value | None = None
    for edge in edges:
        arg = resolve(replacement, edge.args[index])
        if arg is param or arg is only:
            continue
        if only is not None:
            return None
        only = arg
    return only


def _fold_same_targets(function: Function) -> bool:
    """A branch or switch whose edges all go the same way is a jump."""
    changed = False
    for block in function.blocks:
        last = block.instrs[-1]
        if len(last.edges) > 1:
            first = last.edges[0]
            if all(e.block is first.block and e.args == first.args for e in last.edges[1:]):
                _set_jump(block, first)
                changed = True
    return changed


def _set_jump(block: Block, edge: Edge) -> None:
    jump = Instr(_JUMP, [], None, [edge], None, block.instrs[-1].pos)
    jump.block = block
    block.instrs[-1] = jump


def _thread_jumps(function: Function) -> bool:
    """Edges to a block that only jumps on, and whose parameters nobody else uses, go to where it jumps."""
    changed = False
    hops = [b for b in function.blocks[1:] if len(b.instrs) == 1 and b.instrs[0].op is _JUMP]
    if not hops:
        return False
    shared = _used_elsewhere(function, {p for b in hops for p in b.params})
    passable = {b for b in hops if not any(p in shared for p in b.params)}
    for block in function.blocks:
        for edge in block.edges():
            seen = {block}
            while edge.block in passable and edge.block not in seen:
                target = edge.block
                seen.add(target)
                onward = target.instrs[0].edges[0]
                given: dict[Value, Value] = dict(zip(target.params, edge.args))
                edge.args = [given.get(a, a) for a in onward.args]
                edge.block = onward.block
                changed = True
    return changed


def _used_elsewhere(function: Function, params: set[Param]) -> set[Value]:
    """Those of the parameters that something else than their own block's jump uses."""
    found: set[Value] = set()
    for block in function.blocks:
        own = set(block.params)
        for instr in block.instrs:
            found.update(a for a in instr.args if a in params)
            for edge in instr.successors:
                found.update(a for a in edge.args if a in params and a not in own)
    return found


def _merge_lines(function: Function) -> bool:
    """A block with one predecessor that only jumps to it becomes a part of that."""
    preds = predecessor_edges(function)
    merged: set[Block] = set()
    replacement: dict[Value, Value] = {}
    for block in function.blocks:
        if block in merged:
            continue
        while block.instrs[-1].op is _JUMP:
            edge = block.instrs[-1].edges[0]
            target = edge.block
            if target is block or target is function.entry or len(preds[target]) != 1:
                break
            for param, arg in zip(target.params, edge.args):
                replacement[param] = arg
            block.instrs.pop()
            for instr in target.instrs:
                instr.block = block
            block.instrs += target.instrs
            if not block.name:
                block.name = target.name
            target.instrs = []
            merged.add(target)
    if not merged:
        return False
    function.blocks = [b for b in function.blocks if b not in merged]
    replace_values(function, replacement)
    return True
