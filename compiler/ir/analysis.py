"""Analyses of a function's control flow: order, predecessors, dominators, loops, liveness, uses.

All are computed when asked for and hold until the function changes.

An exceptional edge leaves a block in the middle, so what a block defines after it isn't available in the handler.
The dominator tree is therefore made of *segments*: a block is cut after each instruction with a handler.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from .function import Block, Edge, Function, Value


def reverse_postorder(function: Function) -> list[Block]:
    """The reachable blocks, each before its successors but for loops' back edges."""
    seen = {function.entry}
    order: list[Block] = []
    stack = [(function.entry, function.entry.edges())]
    while stack:
        block, edges = stack[-1]
        for edge in edges:
            if edge.block not in seen:
                seen.add(edge.block)
                stack.append((edge.block, edge.block.edges()))
                break
        else:
            order.append(block)
            stack.pop()
    order.reverse()
    return order


def predecessor_edges(function: Function) -> dict[Block, list[tuple[Block, Edge]]]:
    """For each block the edges that enter it, each with the block it leaves."""
    result: dict[Block, list[tuple[Block, Edge]]] = {block: [] for block in function.blocks}
    for block in function.blocks:
        for edge in block.edges():
            result[edge.block].append((block, edge))
    return result


def uses(function: Function) -> dict[Value, int]:
    """How often each value is used (edge arguments count)."""
    count: dict[Value, int] = defaultdict(int)
    for block in function.blocks:
        for instr in block.instrs:
            for arg in instr.args:
                count[arg] += 1
            for edge in instr.successors:
                for arg in edge.args:
                    count[arg] += 1
    return count


@dataclass(eq=False, slots=True)
class Segment:
    """Instructions ``start … end-1`` of a block; only the last can have a handler."""

    block: Block
    start: int
    end: int
    index: int = -1  # in reverse postorder
    idom: Segment | None = None
    children: list[Segment] | None = None
    pre: int = 0  # interval of the dominator tree's depth-first walk
    post: int = 0


class Dominators:
    """Dominator tree of the reachable segments (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm, 2001)."""

    def __init__(self, function: Function) -> None:
        self.segments: dict[Block, list[Segment]] = {}
        for block in reverse_postorder(function):
            parts, start = [], 0
            for i, instr in enumerate(block.instrs):
                if instr.handler is not None and not instr.op.is_terminator:
                    parts.append(Segment(block, start, i + 1))
                    start = i + 1
            parts.append(Segment(block, start, len(block.instrs)))
            self.segments[block] = parts
        self.root = self.segments[function.entry][0]
        self._build()

    def _build(self) -> None:
        order: list[Segment] = []
        successors: dict[Segment, list[Segment]] = {}
        for parts in self.segments.values():
            for segment, following in zip(parts, [*parts[1:], None]):
                last = segment.block.instrs[segment.end - 1]
                successors[segment] = [self.segments[e.block][0] for e in last.successors]
                if following is not None:
                    successors[segment].append(following)
        seen = {self.root}
        stack = [(self.root, iter(successors[self.root]))]
        while stack:
            segment, rest = stack[-1]
            for succ in rest:
                if succ not in seen:
                    seen.add(succ)
                    stack.append((succ, iter(successors[succ])))
                    break
            else:
                order.append(segment)
                stack.pop()
        order.reverse()
        preds: dict[Segment, list[Segment]] = {s: [] for s in order}
        for i, segment in enumerate(order):
            segment.index = i
            for succ in successors[segment]:
                preds[succ].append(segment)
        self.root.idom = self.root
        changed = True
        while changed:
            changed = False
            for segment in order[1:]:
                idom: Segment | None = None
                for pred in preds[segment]:
                    if pred.idom is not None:
                        idom = pred if idom is None else _intersect(pred, idom)
                if segment.idom is not idom:
                    segment.idom = idom
                    changed = True
        for segment in order:
            segment.children = []
        for segment in order[1:]:
            assert segment.idom is not None and segment.idom.children is not None
            segment.idom.children.append(segment)
        self._number_tree()

    def _number_tree(self) -> None:
        clock = 0
        stack = [(self.root, iter(self.root.children or ()))]
        self.root.pre = clock
        while stack:
            segment, rest = stack[-1]
            child = next(rest, None)
            clock += 1
            if child is None:
                segment.post = clock
                stack.pop()
            else:
                child.pre = clock
                stack.append((child, iter(child.children or ())))

    def segment_of(self, block: Block, index: int) -> Segment:
        for segment in self.segments[block]:
            if index < segment.end:
                return segment
        return self.segments[block][-1]

    def dominates(self, a: Segment, b: Segment) -> bool:
        return a.pre <= b.pre and b.post <= a.post

    def block_dominates(self, a: Block, b: Block) -> bool:
        """Does every way into ``b`` pass through ``a``'s beginning?"""
        return self.dominates(self.segments[a][0], self.segments[b][0])


def _intersect(a: Segment, b: Segment) -> Segment:
    while a is not b:
        while a.index > b.index:
            assert a.idom is not None
            a = a.idom
        while b.index > a.index:
            assert b.idom is not None
            b = b.idom
    return a


@dataclass(eq=False, slots=True)
class Loop:
    """A natural loop: its header and all its blocks, those of inner loops included."""

    header: Block
    blocks: set[Block]


def find_loops(function: Function, dominators: Dominators | None = None) -> list[Loop]:
    """The natural loops, outer ones first; sets ``loop_depth`` of every block. Irreducible cycles aren't loops."""
    dom = dominators or Dominators(function)
    preds = predecessor_edges(function)
    for block in function.blocks:
        block.loop_depth = 0
    loops: dict[Block, Loop] = {}
    for block in dom.segments:
        for edge in block.edges():
            header = edge.block
            if dom.block_dominates(header, block):
                loop = loops.setdefault(header, Loop(header, {header}))
                stack = [block]
                while stack:
                    member = stack.pop()
                    if member not in loop.blocks and member in dom.segments:
                        loop.blocks.add(member)
                        stack += [p for p, _ in preds[member]]
    for loop in loops.values():
        for block in loop.blocks:
            block.loop_depth += 1
    return sorted(loops.values(), key=lambda lp: -len(lp.blocks))


class Liveness:
    """Values that each block needs from outside, as sets of bits: bit ``index[value]``.

    A block's own parameters aren't among its live-ins. What an exceptional edge needs is live before its instruction.
    """

    def __init__(self, function: Function) -> None:
        self.index: dict[Value, int] = {}
        self.values: list[Value] = []
        for block in function.blocks:
            for value in [*block.params, *block.instrs]:
                self.index[value] = len(self.values)
                self.values.append(value)
        self.live_in: dict[Block, int] = dict.fromkeys(function.blocks, 0)
        preds = predecessor_edges(function)
        work = list(reversed(function.blocks))
        queued = set(work)
        at = 0
        while at < len(work):
            block = work[at]
            at += 1
            queued.discard(block)
            live = self._before(block)
            if live != self.live_in[block]:
                self.live_in[block] = live
                for pred, _ in preds[block]:
                    if pred not in queued:
                        queued.add(pred)
                        work.append(pred)

    def _before(self, block: Block) -> int:
        index, live_in = self.index, self.live_in
        live = 0
        for instr in reversed(block.instrs):
            live &= ~(1 << index[instr])
            for edge in instr.successors:
                live |= live_in[edge.block]
                for arg in edge.args:
                    live |= 1 << index[arg]
            for arg in instr.args:
                live |= 1 << index[arg]
        for param in block.params:
            live &= ~(1 << index[param])
        return live

    def live_values(self, block: Block) -> list[Value]:
        bits, result = self.live_in[block], []
        while bits:
            low = bits & -bits
            result.append(self.values[low.bit_length() - 1])
            bits ^= low
        return result
