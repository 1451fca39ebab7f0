"""try, catch, finally."""

from __future__ import annotations

from typing import Any

from ..ir.function import NO_PLACE, Edge, Value
from ..ir.types import ANY, I32
from . import patterns
from .context import Exit, Lowering, Target, statement
from .ssa import SsaBlock, Temp

Node = Any

_NORMAL, _THROW, _FIRST_EXIT = 0, 1, 2


@statement("TryStatement")
def try_statement(fx: Lowering, node: Node) -> None:
    if node.finalizer is None:
        _try_catch(fx, node)
    else:
        _try_finally(fx, node)


def _try_catch(fx: Lowering, node: Node) -> None:
    b = fx.b
    outer, before = b.handler, b.block
    start, join = b.new_block(), b.new_block()
    handler = b.new_handler(before, node._catch_region.variables(), "catch")
    b.jump(start)
    b.start(start)
    fx.targets.append(Target(outer))
    b.handler = handler
    fx.statement(node.block)
    b.handler = outer
    fx.targets.pop()
    b.jump(join)
    b.start_handler(handler)
    if not b.dead:
        _catch(fx, node.handler)
    b.jump(join)
    b.start(join)


def _catch(fx: Lowering, clause: Node) -> None:
    exception = fx.b.rt("lode_catch")
    scope = clause._scope
    fx.open_scope(scope)
    if fx.info.completion is not None:
        fx.initialise(fx.info.completion, fx.undefined())
    if clause.param is not None:
        patterns.bind(fx, clause.param, exception)
    fx.statement(clause.body)
    fx.close_scope(scope)


class _Finally:
    """A finally block under construction: one copy, entered with a completion that its end dispatches on."""

    def __init__(self, fx: Lowering) -> None:
        self.fx = fx
        self.block: SsaBlock = fx.b.new_block("finally")
        self.kind = Temp(I32)
        self.value = Temp(ANY)
        self.exits: list[Exit] = []

    def enter(self, kind: int, value: Value | None) -> None:
        b = self.fx.b
        b.write(self.kind, self.fx.i32(kind))
        b.write(self.value, value if value is not None else self.fx.undefined())
        b.jump(self.block)

    def leave(self, exit_: Exit) -> bool:
        """A break, continue or return on its way out."""
        for index, known in enumerate(self.exits):
            if known.target is exit_.target and known.block is exit_.block:
                self.enter(_FIRST_EXIT + index, exit_.value)
                return True
        self.exits.append(exit_)
        self.enter(_FIRST_EXIT + len(self.exits) - 1, exit_.value)
        return True


def _try_finally(fx: Lowering, node: Node) -> None:
    b = fx.b
    outer, before = b.handler, b.block
    start = b.new_block()
    handler = b.new_handler(before, node._finally_region.variables(), "finally_throw")
    final = _Finally(fx)
    b.jump(start)
    b.start(start)
    fx.targets.append(Target(outer, leave=final.leave))
    b.handler = handler
    if node.handler is not None:
        _try_catch(fx, node)
    else:
        fx.statement(node.block)
    b.handler = outer
    fx.targets.pop()
    normal = not b.dead
    final.enter(_NORMAL, None)
    b.start_handler(handler)
    if not b.dead:
        final.enter(_THROW, b.rt("lode_catch"))
    b.start(final.block)
    if b.dead:
        return
    completion = fx.info.completion
    saved = fx.load(completion) if completion is not None else None
    if completion is not None:
        fx.initialise(completion, fx.undefined())
    fx.statement(node.finalizer)
    if b.dead:
        return
    if completion is not None and saved is not None:
        fx.initialise(completion, saved)  # that of a finally block counts only if it is abrupt
    _dispatch(fx, final, normal, handler.used)


def _dispatch(fx: Lowering, final: _Finally, normal: bool, throws: bool) -> None:
    """Continues with the completion that the finally block was entered with."""
    b = fx.b
    kind, value = b.read(final.kind), b.read(final.value)
    blocks: list[tuple[int, SsaBlock]] = []
    if throws:
        blocks.append((_THROW, b.new_block("rethrow")))
    blocks += [(_FIRST_EXIT + i, b.new_block("leave")) for i in range(len(final.exits))]
    after = b.new_block()
    if normal:
        blocks.append((_NORMAL, after))
    edges: list[Edge] = [b.edge(block) for _, block in blocks]
    if len(edges) == 1:
        b.emit("jump", edges=edges)
    else:
        b.emit("switch", kind, edges=edges, cases=[k for k, _ in blocks[:-1]])
    for number, block in blocks:
        if number == _NORMAL:
            continue
        b.start(block)
        if number == _THROW:
            b.emit("throw", value, pos=NO_PLACE)
            b.start_dead()
        else:
            exit_ = final.exits[number - _FIRST_EXIT]
            fx.leave_to(Exit(exit_.target, exit_.block, value if exit_.block is None else None))
    b.start(after)
