"""Fields of instances (15.7.10, 7.3.33).

Consecutive fields with constant keys are defined at once, as long as nobody could see the difference: their values are
all evaluated before the first of them is defined, so from the second on they must neither throw nor look at the object.
"""

from __future__ import annotations

from typing import Any

from ..ir.function import Value
from . import literals, patterns
from .context import Lowering

Node = Any
_RUN = 16  # fields defined at once, at most


def has_constant_key(element: Node) -> bool:
    """Is the key a name, and no array index?"""
    if element.computed:
        return False
    return element.key.type == "PrivateIdentifier" or not literals.looks_like_index(literals.property_name(element.key))


def define_fields(fx: Lowering, elements: list[Node]) -> list[Node]:
    """Defines the fields on ``this`` up to one without a constant key; returns that and what follows it."""
    pending: list[Node] = []
    values: list[Value] = []
    done = 0
    for element in elements:
        if not has_constant_key(element):
            break
        if pending and (len(pending) == _RUN or not _invisible(element.value)):
            _define(fx, pending, values)
            pending, values = [], []
        pending.append(element)
        values.append(_value(fx, element))
        done += 1
    if pending:
        _define(fx, pending, values)
    return elements[done:]


def add_brand(fx: Lowering, method: Node) -> None:
    """7.3.29 PrivateMethodOrAccessorAdd for all of them: the instance gets the brand of the class."""
    this = fx.load(fx.info.scope.bindings["%this"])
    fx.b.pos = method._start
    fx.b.emit("define_fields", this, fx.load(method.key._ref.members.brand), fx.b.const(True), private=0)


def _value(fx: Lowering, element: Node) -> Value:
    if element.value is None:
        return fx.undefined()
    return patterns.named(fx, element.value, literals.property_name(element.key))


def _define(fx: Lowering, elements: list[Node], values: list[Value]) -> None:
    this = fx.load(fx.info.scope.bindings["%this"])
    fx.b.pos = elements[0]._start
    private = -1
    operands: list[Value] = []
    for n, (element, value) in enumerate(zip(elements, values, strict=True)):
        if element.key.type == "PrivateIdentifier":
            private = n if private < 0 else private
            operands.append(fx.load(element.key._ref))
        else:
            operands.append(fx.string(literals.property_name(element.key)))
        operands.append(value)
    fx.b.emit("define_fields", this, *operands, private=private)


def _invisible(node: Node | None) -> bool:
    """Does the evaluation neither throw nor run any code that could look at the object?"""
    if node is None:
        return True
    kind = node.type
    if kind == "Literal":
        return node.regex is None
    if kind == "Identifier":
        return node._ref is not None and not node._check
    if kind == "TemplateLiteral":
        return not node.expressions
    if kind == "UnaryExpression":
        return node.operator in ("-", "!", "void") and node.argument.type == "Literal" and _invisible(node.argument)
    if kind == "ArrayExpression":
        return all(e is None or (e.type != "SpreadElement" and _invisible(e)) for e in node.elements)
    if kind == "ObjectExpression":
        return all(_plain_property(p) for p in node.properties)
    return kind in ("ArrowFunctionExpression", "FunctionExpression")


def _plain_property(node: Node) -> bool:
    return (node.type == "Property" and node.kind == "init" and not node.computed and not node.method
            and _invisible(node.value))
