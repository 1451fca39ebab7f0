"""Scopes with ``using`` declarations: their resources are disposed of on every way out (Explicit Resource Management).

The resources of a scope are kept in a list (runtime/object/disposal.c) that each way out takes them from.
Scope analysis makes a region of such a scope.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir.function import NO_PLACE, Value
from .context import Exit, Lowering, Target
from .scope import Region

Node = Any


def with_resources(fx: Lowering, region: Region | None, body: Callable[[], None]) -> None:
    """Runs ``body``, which lowers the scope that is ``region``, and disposes of its resources; None: it has none."""
    if region is None:
        body()
        return
    b = fx.b
    resources = b.emit("new_array")
    outer, before = b.handler, b.block
    start, after = b.new_block(), b.new_block()
    handler = b.new_handler(before, region.variables(), "dispose")
    b.jump(start)
    b.start(start)

    def leave(exit_: Exit) -> bool:
        b.rt("lode_dispose", resources)
        return False

    fx.targets.append(Target(outer, leave=leave))
    b.handler = handler
    saved, fx.resources = fx.resources, resources
    body()
    fx.resources = saved
    b.handler = outer
    fx.targets.pop()
    if not b.dead:
        b.rt("lode_dispose", resources)
    b.jump(after)
    if handler.used:
        b.start_handler(handler)
        error = b.rt("lode_dispose_after_throw", resources, b.rt("lode_catch"))
        b.emit("throw", error, pos=NO_PLACE)
        b.start_dead()
    b.start(after)


def add_resource(fx: Lowering, value: Value, node: Node) -> None:
    """AddDisposableResource of the value of a using declaration."""
    assert fx.resources is not None
    fx.b.pos = node._start
    fx.b.rt("lode_dispose_add", fx.resources, value)
