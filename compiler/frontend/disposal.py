"""Scopes with ``using`` declarations: their resources are disposed of on every way out (Explicit Resource Management).

The resources of a scope are kept in a list (runtime/object/disposal.c) that each way out takes them from.
Scope analysis makes a region of such a scope.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir.function import Value
from ..ir.types import Kinds
from . import suspensions
from .context import Exit, Lowering, Target
from .scope import Region

Node = Any


def with_resources(fx: Lowering, region: Region | None, body: Callable[[], None]) -> None:
    """Runs ``body``, which lowers the scope that is ``region``, and disposes of its resources; None: it has none."""
    if region is None:
        body()
        return
    b = fx.b
    resources = b.rt("lode_dispose_open")
    outer, before = b.handler, b.block
    start, after = b.new_block(), b.new_block()
    handler = b.new_handler(before, region.variables(), "dispose")
    b.jump(start)
    b.start(start)

    def leave(exit_: Exit) -> bool:
        _dispose(fx, resources, region)
        return False

    fx.targets.append(Target(outer, leave=leave))
    b.handler = handler
    saved, fx.resources = fx.resources, resources
    body()
    fx.resources = saved
    b.handler = outer
    fx.targets.pop()
    if not b.dead:
        _dispose(fx, resources, region)
    b.jump(after)
    if handler.used:
        b.start_handler(handler)
        b.rt("lode_dispose_failed", resources, b.rt("lode_catch"))
        _dispose(fx, resources, region)
        b.unreachable()
    b.start(after)


def _dispose(fx: Lowering, resources: Value, region: Region) -> None:
    """DisposeResources: a loop over what has to be awaited."""
    b = fx.b
    if not region.awaits:
        b.rt("lode_dispose_next", resources)
        b.rt("lode_dispose_finish", resources)
        return
    outer = b.handler
    b.loop_depth += 1
    header = b.loop_header([], "dispose")
    more, done = b.new_block(), b.new_block()
    item = b.rt("lode_dispose_next", resources)
    before = b.block
    b.branch_to(b.emit("is_done", item), done, more)
    b.handler = handler = b.new_handler(before, [], "failed")
    b.start(more)
    suspensions.await_value(fx, b.emit("refine", item, mask=Kinds.ANY))
    b.handler = outer
    b.jump(header)
    b.start_handler(handler)
    b.rt("lode_dispose_failed", resources, b.rt("lode_catch"))
    b.jump(header)
    b.seal(header)
    b.loop_depth -= 1
    b.start(done)
    b.rt("lode_dispose_finish", resources)


def add_resource(fx: Lowering, value: Value, declaration: Node) -> None:
    """AddDisposableResource of the value of a using declaration."""
    assert fx.resources is not None
    fx.b.pos = declaration._start
    fx.b.rt("lode_dispose_add", fx.resources, value, fx.i32(int(declaration._using == "async")))
