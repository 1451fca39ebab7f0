"""Names that stack traces give to functions without one: ``o.f = function () {}`` shows as o.f.

V8 infers them from the assignment around the function; the function object's own name stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..scope import FunctionInfo

Node = Any
_COMPUTED = "<computed>"


def infer(target: Node, value: Node, function: FunctionInfo) -> None:
    """Names the functions in ``value``, which ``function`` assigns to ``target``, once they have been visited."""
    names = _target_names(target)
    if names is None or (target.type == "Identifier" and value.type == "ArrayExpression"):
        return
    enclosing = function.name if "A" <= function.name[:1] <= "Z" else ""
    for info, path in _functions(value, names):
        info.inferred = ".".join([enclosing, *path] if enclosing else path)


def _target_names(node: Node) -> list[str] | None:
    """a.b[0].c → a, b, <computed>, c. None where a call is in it, or a pattern."""
    if node.type == "Identifier":
        return [node.name]
    if node.type == "ThisExpression":
        return []
    if node.type != "MemberExpression":
        return None
    names = _target_names(node.object)
    if names is None:
        return None
    key = _key_name(node.property, node.computed)
    return names if key == "prototype" else [*names, key]


def _key_name(node: Node, computed: bool) -> str:
    if node.type == "Identifier" and not computed:
        return str(node.name)
    if node.type == "PrivateIdentifier":
        return f"#{node.name}"
    if node.type == "Literal" and isinstance(node.value, str):
        return node.value
    if node.type == "TemplateLiteral" and not node.expressions:
        return str(node.quasis[0].value.cooked)
    return _COMPUTED


def _functions(node: Node, names: list[str]) -> Iterator[tuple[FunctionInfo, list[str]]]:
    """Functions whose value may become the expression's, or a member's of it, with their paths."""
    kind = node.type if node is not None else ""
    if kind in ("FunctionExpression", "ArrowFunctionExpression"):
        yield node._func, names
    elif kind == "ConditionalExpression":
        yield from _functions(node.consequent, names)
        yield from _functions(node.alternate, names)
    elif kind in ("LogicalExpression", "BinaryExpression"):
        yield from _functions(node.left, names)
        yield from _functions(node.right, names)
    elif kind == "SequenceExpression":
        for expression in node.expressions:
            yield from _functions(expression, names)
    elif kind == "ArrayExpression":
        for element in node.elements:
            yield from _functions(element, names)
    elif kind == "ObjectExpression":
        for member in node.properties:
            if member.type == "Property" and member.kind == "init" and not member.method:
                yield from _functions(member.value, [*names, _key_name(member.key, member.computed)])
    elif kind == "AssignmentExpression":
        yield from _functions(node.right, [*names, *(_target_names(node.left) or [])])
