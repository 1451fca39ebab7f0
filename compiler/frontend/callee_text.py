"""The text of an expression in error messages, as V8 gives it: what it doesn't print is "(intermediate value)"."""

from __future__ import annotations

from typing import Any

from .numbers import number_text

Node = Any


def callee_text(node: Node) -> str:
    """How V8 prints the callee in "… is not a function"."""
    if node.type == "Identifier":
        return str(node.name)
    return _print(node) or "(intermediate value)"


def not_iterable_text(node: Node, wanted: str = "iterable") -> str:
    """V8's words for the value of an expression that can't be iterated."""
    if node.type in ("CallExpression", "NewExpression"):
        return f"{callee_text(node.callee)} is not a function or its return value is not {wanted}"
    return f"{callee_text(node)} is not {wanted}"


def _sub(node: Node) -> str:
    return _print(node) or "(intermediate value)"


def _print(node: Node) -> str:
    """The text of an expression, empty where V8 prints nothing."""
    kind = node.type
    if kind == "Identifier":
        return str(node.name)
    if kind == "MemberExpression":
        return _print_member(node)
    if kind == "ThisExpression":
        return "this"
    if kind == "Literal":
        return _print_literal(node)
    if kind == "CallExpression":
        return ("super" if node.callee.type == "Super" else _sub(node.callee)) + "(...)"
    if kind == "ChainExpression":
        return _print(node.expression)
    if kind == "BinaryExpression" or kind == "LogicalExpression":
        return f"({_sub(node.left)} {node.operator} {_sub(node.right)})"
    if kind == "SequenceExpression":
        return "(" + " , ".join(map(_sub, node.expressions)) + ")"
    if kind == "ConditionalExpression":
        return "(intermediate value)" * 3
    if kind == "AssignmentExpression" and node.operator == "=":
        return _sub(node.left)
    if kind == "TemplateLiteral":
        return "".join(map(_sub, node.expressions)) if node.expressions else f'"{node.quasis[0].value.cooked}"'
    if kind == "UnaryExpression":
        if node.operator == "-" and node.argument.type == "Literal":
            return "-" + _print_literal(node.argument)
        gap = " " if node.operator.isalpha() else ""
        return f"({node.operator}{gap}{_sub(node.argument)})"
    if kind == "UpdateExpression":
        inner = _sub(node.argument)
        return f"({node.operator}{inner})" if node.prefix else f"({inner}{node.operator})"
    if kind == "ArrayExpression":
        return "[" + ",".join("" if e is None else _sub(e) for e in node.elements) + "]"
    if kind == "SpreadElement":
        return f"(...{_sub(node.argument)})"
    if kind == "ObjectExpression":
        return "{" + "(intermediate value)" * len(node.properties) + "}"
    return ""


def _print_member(node: Node) -> str:
    obj = "(intermediate value)" if node.object.type == "Super" else _sub(node.object)
    dot = "?." if node.optional else "."
    if not node.computed:
        mark = "#" if node.property.type == "PrivateIdentifier" else ""
        return f"{obj}{dot}{mark}{node.property.name}"
    key = node.property
    if key.type == "Literal" and isinstance(key.value, str):
        return f"{obj}{dot}{key.value}"
    if key.type == "TemplateLiteral" and not key.expressions:
        return f"{obj}{dot}{key.quasis[0].value.cooked}"
    return f"{obj}{'?.' if node.optional else ''}[{_sub(key)}]"


def _print_literal(node: Node) -> str:
    if node.regex is not None:
        return f"/{node.regex.pattern}/{node.regex.flags or ''}"
    if node.bigint is not None:
        return "(intermediate value)"
    value = node.value
    if isinstance(value, str):
        return f'"{value}"'
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value)
