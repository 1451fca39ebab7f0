"""Array patterns without an iterator.

While the iteration of arrays is as it was, an array that holds its elements packed gives them by index: nobody sees
whether an iterator went over it. So simple patterns come in two forms, chosen when they run: this one, and the
iteration of ``patterns.py``. What an array literal gives, which nothing else refers to, need not even be an array.
"""

from __future__ import annotations

from typing import Any

from ..ir.function import Value
from . import patterns
from .context import Lowering
from .ssa import SsaBlock

Node = Any
_ELEMENTS = 8  # at most


def spread_literal(fx: Lowering, target: Node, source: Node, declares: bool) -> bool:
    """``[a, b] = [c, d]`` whose value nobody uses. False: it isn't of this form."""
    if target.type != "ArrayPattern" or source.type != "ArrayExpression" or not _is_simple(target, members=True):
        return False
    if len(source.elements) > _ELEMENTS or any(e is None or e.type == "SpreadElement" for e in source.elements):
        return False
    b = fx.b
    values = [fx.expr(e) for e in source.elements]
    by_index, by_iterator, join = b.new_block(), b.new_block(), b.new_block()
    b.branch_to(b.emit("iteration_intact"), by_index, by_iterator)
    b.start(by_index)
    for n, element in enumerate(target.elements):
        _store(fx, element, values[n] if n < len(values) else None, declares)
    b.jump(join)
    b.start(by_iterator)
    b.block.cold = True
    patterns.assign_pattern(fx, target, b.emit("new_array", *values), declares, source)
    b.jump(join)
    b.start(join)
    return True


def bind_packed(fx: Lowering, target: Node, value: Value, declares: bool) -> SsaBlock | None:
    """Makes the form for packed arrays, if the pattern is simple: names only, for a property's setter could change the
    array. The current block is then where the iteration belongs; returns the block that follows both."""
    if not target.elements or not _is_simple(target, members=False):
        return None
    b = fx.b
    by_index, by_iterator, join = b.new_block(), b.new_block(), b.new_block()
    b.branch_to(b.emit("plain_array", value), by_index, by_iterator)
    b.start(by_index)
    items = [b.emit("array_item", value, index=n) if e is not None else None for n, e in enumerate(target.elements)]
    for element, item in zip(target.elements, items, strict=True):
        _store(fx, element, item, declares)
    b.jump(join)
    b.start(by_iterator)
    return join


def _store(fx: Lowering, element: Node | None, value: Value | None, declares: bool) -> None:
    """Stores the next value in an element of the pattern. None: there are no more."""
    if element is None:
        return
    default = element.type == "AssignmentPattern"
    store = patterns.reference(fx, element.left if default else element, declares)
    item = value if value is not None else fx.undefined()
    store(patterns.with_default(fx, item, element) if default else item)


def _is_simple(target: Node, *, members: bool) -> bool:
    """Is lowering the pattern twice cheap? Only names and, with ``members``, properties of what is simple."""
    if len(target.elements) > _ELEMENTS:
        return False
    for element in target.elements:
        if element is None:
            continue
        if element.type == "AssignmentPattern":
            if not _is_constant(element.right) and not _is_variable(element.right):
                return False
            element = element.left
        if not _is_variable(element) and not (members and (element.type == "Identifier" or _is_simple_member(element))):
            return False
    return True


def _is_constant(node: Node) -> bool:
    return node.type == "Literal" and node.regex is None


def _is_variable(node: Node) -> bool:
    """Is it a name whose use runs no code? A global object's property may be an accessor."""
    return node.type == "Identifier" and node._ref is not None and not node._dynamic


def _is_simple_member(node: Node) -> bool:
    return node.type == "MemberExpression" and not node.optional and _is_simple_expression(node.object) and (
        not node.computed or _is_simple_expression(node.property))


def _is_simple_expression(node: Node) -> bool:
    kind = node.type
    if kind == "BinaryExpression":
        return _is_simple_expression(node.left) and _is_simple_expression(node.right)
    if kind == "Literal":
        return _is_constant(node)
    return kind in ("Identifier", "ThisExpression") or _is_simple_member(node)
