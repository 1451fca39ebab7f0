"""Statements that are neither loops nor exception handling."""

from __future__ import annotations

from typing import Any

from . import array_patterns, assignment, disposal, evals, patterns, script
from .context import Exit, Lowering, Target, statement

Node = Any


@statement("ExpressionStatement")
def expression_statement(fx: Lowering, node: Node) -> None:
    if fx.info.completion is not None:
        fx.initialise(fx.info.completion, fx.expr(node.expression))
    elif node.directive is None:
        fx.effect(node.expression)


@statement("EmptyStatement", "DebuggerStatement")
def empty(fx: Lowering, node: Node) -> None:
    """Nothing to run."""


@statement("VariableDeclaration")
def variables(fx: Lowering, node: Node) -> None:
    lexical = node.kind != "var"
    for declarator in node.declarations:
        target, init = declarator.id, declarator.init
        if target.type == "Identifier":
            if lexical:
                value = patterns.named(fx, init, target.name) if init is not None else fx.undefined()
                if node._using:
                    disposal.add_resource(fx, value, node)
                script.initialise(fx, target, value)
            elif init is not None:
                store = assignment.name_reference(fx, target)
                store(patterns.named(fx, init, target.name))
        elif not array_patterns.spread_literal(fx, target, init, lexical):
            patterns.assign_pattern(fx, target, fx.expr(init), lexical, init)


@statement("FunctionDeclaration")
def function_declaration(fx: Lowering, node: Node) -> None:
    """Instantiated on entry to its scope; in a block it is copied to the var of the same name (B.3.2.1)."""
    if node._var is not None:
        fx.initialise(node._var, fx.load(fx.scope.bindings[node.id.name]))
    elif node._eval_var is not None:
        evals.assign_var(fx, node._eval_var, node.id.name, fx.load(fx.scope.bindings[node.id.name]))
    elif node._global_var:
        fx.b.rt("lode_assign_block_function", fx.string(node.id.name), fx.load(fx.scope.bindings[node.id.name]))


@statement("BlockStatement")
def block(fx: Lowering, node: Node) -> None:
    scope = node._scope
    fx.open_scope(scope)
    fx.hoist(scope)
    disposal.with_resources(fx, node._disposal, lambda: _all(fx, node.body))
    fx.close_scope(scope)


def _all(fx: Lowering, statements: list[Node]) -> None:
    for child in statements:
        fx.statement(child)


@statement("WithStatement")
def with_statement(fx: Lowering, node: Node) -> None:
    """14.11.2"""
    value = fx.expr(node.object)
    fx.b.pos = node.object._start
    obj = fx.b.emit("to_object", value)
    fx.open_scope(node._scope)
    fx.initialise(node._scope.dynamic, obj)
    fx.statement(node.body)
    fx.close_scope(node._scope)


@statement("IfStatement")
def if_statement(fx: Lowering, node: Node) -> None:
    b = fx.b
    # A long chain of else if is walked without recursion.
    join = b.new_block()
    while True:
        then = b.new_block()
        other = b.new_block() if node.alternate is not None else join
        fx.condition(node.test, then, other)
        b.start(then)
        fx.statement(node.consequent)
        b.jump(join)
        if node.alternate is None:
            break
        b.start(other)
        node = node.alternate
        if node.type != "IfStatement":
            fx.statement(node)
            b.jump(join)
            break
    b.start(join)


@statement("ThrowStatement")
def throw(fx: Lowering, node: Node) -> None:
    value = fx.expr(node.argument)
    fx.b.pos = node._start
    fx.b.emit("throw", value)
    fx.b.start_dead()


@statement("LabeledStatement")
def labeled(fx: Lowering, node: Node) -> None:
    body = node.body
    if body.type in _LOOPS or (body.type == "LabeledStatement" and _labels_loop(body)):
        fx.labels = (*fx.labels, node.label.name)
        fx.statement(body)
        return
    fx.labels = ()
    after = fx.b.new_block()
    fx.targets.append(Target(fx.b.handler, labels=(node.label.name,), break_block=after))
    fx.statement(body)
    fx.targets.pop()
    fx.b.jump(after)
    fx.b.start(after)


_LOOPS = frozenset({"ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement"})


def _labels_loop(node: Node) -> bool:
    while node.type == "LabeledStatement":
        node = node.body
    return node.type in _LOOPS


@statement("BreakStatement")
def break_statement(fx: Lowering, node: Node) -> None:
    label = node.label.name if node.label is not None else None
    for target in reversed(fx.targets):
        if target.break_block is not None and (target.plain_break if label is None else label in target.labels):
            fx.leave_to(Exit(target, target.break_block, None))
            return
    raise fx.unsupported(node, "a break without a target")


@statement("ContinueStatement")
def continue_statement(fx: Lowering, node: Node) -> None:
    label = node.label.name if node.label is not None else None
    for target in reversed(fx.targets):
        if target.continue_block is not None and (label is None or label in target.labels):
            fx.leave_to(Exit(target, target.continue_block, None))
            return
    raise fx.unsupported(node, "a continue without a target")


@statement("SwitchStatement")
def switch(fx: Lowering, node: Node) -> None:
    """A chain of strict comparisons in order, then the bodies, each falling into the next."""
    b = fx.b
    value = fx.expr(node.discriminant)
    scope = node._scope
    fx.open_scope(scope)
    fx.hoist(scope)
    bodies = [b.new_block() for _ in node.cases]
    after = b.new_block()
    default = after
    for case, body in zip(node.cases, bodies, strict=True):
        if case.test is None:
            default = body
            continue
        following = b.new_block()
        test = fx.expr(case.test)
        b.branch_to(b.emit("strict_eq", value, test), body, following)
        b.start(following)
    b.jump(default)
    fx.targets.append(Target(b.handler, break_block=after, plain_break=True))
    for index, (case, body) in enumerate(zip(node.cases, bodies, strict=True)):
        if index:
            b.jump(body)
        b.start(body)
        for child in case.consequent:
            fx.statement(child)
    fx.targets.pop()
    b.jump(after)
    b.start(after)
    fx.close_scope(scope)
