"""SSA construction while lowering: Braun et al., "Simple and Efficient Construction of SSA Form" (CC 2013).

Variables are Binding objects (locals that no closure captures), Scope objects (their environment pointer) and
Temp objects (internal state of finally blocks). Loop headers say which variables are assigned in the loop, so that the
others never get a parameter; catch blocks read what their try doesn't assign from the block before the try.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..ir.builder import Builder
from ..ir.function import UNDEFINED, Block, Edge, Function, Instr, Param, Value
from ..ir.ops import OPS
from ..ir.types import ANY, BOOL, PTR, Repr

_CONST = OPS["const"]
_CONST_I32 = OPS["const_i32"]
_CONST_BOOL = OPS["const_bool"]
_NULL = OPS["const_null_ptr"]


class Temp:
    """An internal variable."""

    __slots__ = ("repr",)

    def __init__(self, repr_: Repr) -> None:
        self.repr = repr_


class SsaBlock(Block):
    """A block under construction."""

    __slots__ = ("assigned", "defs", "pending", "preds", "sealed", "source")

    def __init__(self, function: Function, name: str = "") -> None:
        super().__init__(function, name)
        self.preds: list[tuple[SsaBlock, Edge]] = []
        self.defs: dict[Any, Value] = {}
        self.sealed = True
        self.pending: list[tuple[Any, Param]] = []
        self.assigned: Iterable[Any] | None = None  # loop headers: what the loop assigns
        self.source: SsaBlock | None = None  # catch blocks: the block before the try


class Handler:
    """Where throwing instructions go: a block, and the variables that it takes as parameters."""

    __slots__ = ("block", "used", "variables")

    def __init__(self, block: SsaBlock, variables: list[Any]) -> None:
        self.block = block
        self.variables = variables
        self.used = False


class SsaBuilder(Builder):
    """A Builder that tracks variables, predecessors, and whether the current place can be reached."""

    block: SsaBlock

    def __init__(self, function: Function) -> None:
        entry = SsaBlock(function, "entry")
        function.blocks.append(entry)
        super().__init__(function, entry)
        self.dead = False
        self.handler: Handler | None = None
        self.loop_depth = 0

    # -- blocks -------------------------------------------------------------------------------------------------------

    def new_block(self, name: str = "") -> SsaBlock:
        """A block that starts being filled when ``start`` is called."""
        block = SsaBlock(self.function, name)
        block.loop_depth = self.loop_depth
        return block

    def start(self, block: SsaBlock) -> None:
        """Continues in ``block``. Code that no edge leads to is dead."""
        self.function.blocks.append(block)
        self.block = block
        self.dead = not block.preds

    def start_handler(self, handler: Handler) -> None:
        self.function.blocks.append(handler.block)
        self.block = handler.block
        self.dead = not handler.used

    def start_dead(self) -> None:
        """What follows can't be reached; instructions still have a place to go."""
        block = self.new_block("dead")
        self.function.blocks.append(block)
        self.block = block
        self.dead = True

    def loop_header(self, assigned: Iterable[Any], name: str) -> SsaBlock:
        """Jumps to a new loop header, to be sealed when all back edges exist."""
        header = self.new_block(name)
        header.sealed = False
        header.assigned = assigned
        self.jump(header)
        self.start(header)
        return header

    def seal(self, header: SsaBlock) -> None:
        header.sealed = True
        for variable, param in header.pending:
            self.fill(header, variable, param)
        header.pending = []

    def edge(self, block: Block, *args: Value) -> Edge:
        """An edge from the current block."""
        edge = Edge(block, list(args))
        if not self.dead:
            assert isinstance(block, SsaBlock)
            block.preds.append((self.block, edge))
        return edge

    def jump(self, block: Block, *args: Value) -> Instr:
        """Jumps; what follows is dead until a block is started."""
        instr = self.emit("jump", edges=[self.edge(block, *args)])
        self.start_dead()
        return instr

    def branch_to(self, cond: Value, then: SsaBlock, other: SsaBlock) -> None:
        """Branches; a block must be started next."""
        if then is other:
            self.jump(then)
            return
        self.emit("branch", cond, edges=[self.edge(then), self.edge(other)])
        self.start_dead()

    def unreachable(self) -> None:
        self.emit("unreachable")
        self.start_dead()

    def exceptional_edge(self) -> Edge | None:
        handler = self.handler
        if handler is None:
            return None
        if not self.dead:
            handler.used = True
        block = self.block
        return Edge(handler.block, [self.read_in(v, block) for v in handler.variables])

    def new_handler(self, source: SsaBlock, assigned: Iterable[Any], name: str) -> Handler:
        """A handler for code that starts after ``source`` and assigns ``assigned``."""
        block = self.new_block(name)
        block.source = source
        variables = list(assigned)
        for variable in variables:
            block.defs[variable] = block.add_param(variable.repr)
        return Handler(block, variables)

    # -- variables ----------------------------------------------------------------------------------------------------

    def write(self, variable: Any, value: Value) -> None:
        self.block.defs[variable] = value

    def read(self, variable: Any) -> Value:
        return self.read_in(variable, self.block)

    def read_in(self, variable: Any, block: SsaBlock) -> Value:
        value = block.defs.get(variable)
        if value is not None:
            return value
        path: list[SsaBlock] = []
        while True:
            value = block.defs.get(variable)
            if value is not None:
                break
            path.append(block)
            assigned = block.assigned
            if assigned is not None:
                if variable not in assigned:
                    if not block.preds:
                        value = self.undefined(block, variable)
                        break
                    block = block.preds[0][0]
                    continue
                param = block.add_param(variable.repr)
                block.defs[variable] = value = param
                if block.sealed:
                    self.fill(block, variable, param)
                else:
                    block.pending.append((variable, param))
                break
            if block.source is not None:
                block = block.source
            elif len(block.preds) == 1:
                block = block.preds[0][0]
            elif block.preds:
                value = self.join(block, variable)
                break
            else:
                value = self.undefined(block, variable)
                break
        for passed in path:
            passed.defs[variable] = value
        return value

    def join(self, block: SsaBlock, variable: Any) -> Value:
        values = [self.read_in(variable, pred) for pred, _ in block.preds]
        first = values[0]
        if all(v is first for v in values):
            return first
        param = block.add_param(variable.repr)
        for (_, edge), value in zip(block.preds, values, strict=True):
            edge.args.append(value)
        return param

    def fill(self, block: SsaBlock, variable: Any, param: Param) -> None:
        for pred, edge in block.preds:
            edge.args.append(self.read_in(variable, pred))

    def undefined(self, block: SsaBlock, variable: Any) -> Value:
        """The value of a variable that was never assigned (in dead code, or a var before its declaration)."""
        if variable.repr is ANY:
            instr = Instr(_CONST, [], {"value": UNDEFINED})
        elif variable.repr is PTR:
            instr = Instr(_NULL, [])
        elif variable.repr is BOOL:
            instr = Instr(_CONST_BOOL, [], {"value": False})
        else:
            instr = Instr(_CONST_I32, [], {"value": 0})
        instr.block = block
        block.instrs.insert(0, instr)
        return instr

    # -- cleaning up --------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Drops blocks that can't be reached, and block parameters that are unused or have one value."""
        function = self.function
        reached = _reachable(function.blocks[0])
        function.blocks = [b for b in function.blocks if b in reached]
        _simplify_params(function)


def _reachable(entry: Block) -> set[Block]:
    reached = {entry}
    work = [entry]
    while work:
        for edge in work.pop().edges():
            if edge.block not in reached:
                reached.add(edge.block)
                work.append(edge.block)
    return reached


def _simplify_params(function: Function) -> None:
    entry = function.blocks[0]
    incoming: dict[Param, list[Value]] = {}
    into: dict[Block, list[Edge]] = {b: [] for b in function.blocks}
    for block in function.blocks:
        for edge in block.edges():
            into[edge.block].append(edge)
    for block in function.blocks:
        if block is not entry:
            for index, param in enumerate(block.params):
                incoming[param] = [edge.args[index] for edge in into[block]]
    if not incoming:
        return
    users: dict[Value, list[Param]] = {}
    for param, values in incoming.items():
        for value in values:
            users.setdefault(value, []).append(param)
    replaced: dict[Value, Value] = {}

    def find(value: Value) -> Value:
        while (other := replaced.get(value)) is not None:
            value = other
        return value

    work = list(incoming)
    while work:
        param = work.pop()
        if param in replaced:
            continue
        only: Value | None = None
        for value in incoming[param]:
            value = find(value)
            if value is param or value is only:
                continue
            if only is not None:
                break
            only = value
        else:
            if only is not None:
                replaced[param] = only
                dependents = users.pop(param, [])
                users.setdefault(only, []).extend(dependents)
                work.extend(dependents)
    live: set[Value] = set()
    marked: list[Param] = []
    for block in function.blocks:
        for instr in block.instrs:
            if replaced:
                instr.args = [find(a) for a in instr.args] if instr.args else instr.args
            for arg in instr.args:
                if type(arg) is Param and arg not in live:
                    live.add(arg)
                    marked.append(arg)
    while marked:
        for value in incoming.get(marked.pop(), ()):
            value = find(value)
            if type(value) is Param and value not in live:
                live.add(value)
                marked.append(value)
    for block in function.blocks:
        if block is entry or not block.params:
            continue
        keep = [i for i, p in enumerate(block.params) if p in live and p not in replaced]
        if len(keep) != len(block.params):
            block.params = [block.params[i] for i in keep]
            for edge in into[block]:
                edge.args = [find(edge.args[i]) for i in keep]
        elif replaced:
            for edge in into[block]:
                edge.args = [find(a) for a in edge.args]
