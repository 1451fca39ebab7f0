"""Names that are resolved at run time: those inside of ``with`` statements, and those that direct eval may declare.

Scope analysis leaves on such an identifier, besides the static binding in ``_ref``, the objects that come before it in
``_dynamic``, from the inside out: bindings of the kind ``with`` (an object environment, 9.1.1.2) or ``vars`` (the
variables that sloppy eval has added to a function, undefined as long as there are none).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir.function import Value
from ..ir.types import ANY, Kinds
from .context import Lowering
from .scope import Binding

Node = Any


class Place:
    """A resolved name: ``holder`` is the object that has it, or undefined where the static binding is meant."""

    __slots__ = ("holder", "this")

    def __init__(self, holder: Value, this: Value) -> None:
        self.holder = holder
        self.this = this  # what a call of the name passes as this (WithBaseObject)


def find(fx: Lowering, node: Node) -> Place:
    """9.4.2 ResolveBinding of the identifier ``node``, which has dynamic scopes."""
    b = fx.b
    scopes: list[Binding] = node._dynamic
    join = b.new_block()
    holder, this = join.add_param(ANY), join.add_param(ANY)
    for number, scope in enumerate(scopes):
        b.pos = node._start
        function = "lode_with_find" if scope.kind == "with" else "lode_vars_find"
        found = b.rt(function, fx.load(scope), fx.string(node.name), kinds=Kinds.ANY)
        base = found if scope.kind == "with" else fx.undefined()
        if number == len(scopes) - 1:
            b.jump(join, found, base)
            break
        more = b.new_block()
        b.emit("branch", b.emit("is_undefined", found), edges=[b.edge(more), b.edge(join, found, base)])
        b.start(more)
    b.start(join)
    return Place(holder, this)


def load(fx: Lowering, node: Node, place: Place, static: Callable[[], Value]) -> Value:
    """GetValue; ``static`` reads the static binding."""
    b = fx.b
    inside, outside, join = b.new_block(), b.new_block(), b.new_block()
    result = join.add_param(ANY)
    b.branch_to(b.emit("is_undefined", place.holder), outside, inside)
    b.start(inside)
    b.pos = node._start
    b.jump(join, b.rt("lode_with_get", place.holder, fx.string(node.name), fx.i32(int(fx.strict)), kinds=Kinds.ANY))
    b.start(outside)
    b.jump(join, static())
    b.start(join)
    return result


def store(fx: Lowering, node: Node, place: Place, value: Value, static: Callable[[], None]) -> None:
    """PutValue; ``static`` assigns to the static binding."""
    b = fx.b
    inside, outside, join = b.new_block(), b.new_block(), b.new_block()
    b.branch_to(b.emit("is_undefined", place.holder), outside, inside)
    b.start(inside)
    b.pos = node._start
    b.rt("lode_with_set", place.holder, fx.string(node.name), value, fx.i32(int(fx.strict)))
    b.jump(join)
    b.start(outside)
    static()
    b.jump(join)
    b.start(join)


def delete(fx: Lowering, node: Node, static: Callable[[], Value]) -> Value:
    """13.5.1.2 on a name."""
    b = fx.b
    place = find(fx, node)
    inside, outside, join = b.new_block(), b.new_block(), b.new_block()
    result = join.add_param(ANY)
    b.branch_to(b.emit("is_undefined", place.holder), outside, inside)
    b.start(inside)
    b.jump(join, b.rt("lode_delete", place.holder, fx.string(node.name), fx.i32(0), kinds=Kinds.BOOL))
    b.start(outside)
    b.jump(join, static())
    b.start(join)
    return result
