"""Questions about syntax that scope analysis asks: names that a declaration binds, directives, what may hoist."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from esprima import nodes

Node = Any

# Statements that vars are found in.
VAR_CHILDREN: dict[str, tuple[str, ...]] = {
    "IfStatement": ("consequent", "alternate"), "LabeledStatement": ("body",), "WhileStatement": ("body",),
    "DoWhileStatement": ("body",), "ForStatement": ("init", "body"), "ForInStatement": ("left", "body"),
    "ForOfStatement": ("left", "body"), "TryStatement": ("block", "handler", "finalizer"), "CatchClause": ("body",),
    "WithStatement": ("body",),
}


def bound_names(pattern: Node) -> Iterable[Node]:
    """The identifiers that a binding pattern binds."""
    if pattern is None:
        return
    kind = pattern.type
    if kind == "Identifier":
        yield pattern
    elif kind == "AssignmentPattern":
        yield from bound_names(pattern.left)
    elif kind == "RestElement":
        yield from bound_names(pattern.argument)
    elif kind == "ArrayPattern":
        for element in pattern.elements:
            yield from bound_names(element)
    elif kind == "ObjectPattern":
        for prop in pattern.properties:
            yield from bound_names(prop.argument if prop.type == "RestElement" else prop.value)
    elif kind == "Property":
        yield from bound_names(pattern.value)


def has_expression(pattern: Node) -> bool:
    """ContainsExpression: a default or a computed key in a binding pattern."""
    kind = pattern.type if pattern is not None else ""
    if kind == "AssignmentPattern":
        return True
    if kind == "RestElement":
        return has_expression(pattern.argument)
    if kind == "ArrayPattern":
        return any(has_expression(e) for e in pattern.elements)
    if kind == "ObjectPattern":
        return any(has_expression(p.argument) if p.type == "RestElement" else p.computed or has_expression(p.value)
                   for p in pattern.properties)
    return False


def is_strict_body(body: list[Node]) -> bool:
    """Does a directive prologue contain "use strict"?"""
    for statement in body:
        directive = statement.directive
        if directive is None:
            return False
        if directive == "use strict":
            return True
    return False


def labelled_body(statement: Node) -> Node:
    while statement.type == "LabeledStatement":
        statement = statement.body
    return statement


def bound_names_of(declaration: Node) -> Iterable[Node]:
    """The identifiers that a VariableDeclaration binds."""
    for declarator in declaration.declarations:
        yield from bound_names(declarator.id)


def head_names(node: Node) -> set[str]:
    """Names that block Annex B hoisting through a loop or catch clause."""
    kind = node.type
    if kind == "CatchClause":
        if node.param is not None and node.param.type != "Identifier":
            return {n.name for n in bound_names(node.param)}
        return set()
    head = node.init if kind == "ForStatement" else node.left if kind in ("ForInStatement", "ForOfStatement") else None
    if head is not None and head.type == "VariableDeclaration" and head.kind != "var":
        return {n.name for n in bound_names_of(head)}
    return set()


def wrap_function_branches(node: Node) -> None:
    """B.3.3: a function declaration as a branch of an if stands in a block of its own."""
    for field in ("consequent", "alternate"):
        branch = getattr(node, field)
        if branch is not None and branch.type == "FunctionDeclaration":
            block = nodes.BlockStatement([branch])
            block._start, block._end = branch._start, branch._end
            setattr(node, field, block)


def after_static(source: str, element: Node) -> int:
    """Where a static element's text begins for toString: behind the keyword."""
    index: int = element._start + len("static")
    end: int = element.key._start
    while index < end:
        if source.startswith("/*", index):
            index = source.index("*/", index) + 2
        elif source.startswith("//", index):
            while index < end and source[index] not in "\n\r\u2028\u2029":
                index += 1
        elif source[index].isspace() or source[index] == "\ufeff":
            index += 1
        else:
            break
    return index
