"""Loops."""

from __future__ import annotations

from typing import Any

from ..ir.function import NO_PLACE, Value
from ..ir.types import Kinds
from . import disposal, expressions, patterns, suspensions
from .callee_text import not_iterable_text
from .context import Exit, Lowering, Target, statement
from .scope import Scope
from .ssa import SsaBlock

Node = Any


def _take_labels(fx: Lowering) -> tuple[str, ...]:
    labels, fx.labels = fx.labels, ()
    return labels


def _body(fx: Lowering, body: Node, target: Target) -> None:
    fx.targets.append(target)
    fx.statement(body)
    fx.targets.pop()


def _target(fx: Lowering, labels: tuple[str, ...], after: SsaBlock, again: SsaBlock) -> Target:
    return Target(fx.b.handler, labels=labels, break_block=after, continue_block=again, plain_break=True)


@statement("WhileStatement")
def while_loop(fx: Lowering, node: Node) -> None:
    b, labels = fx.b, _take_labels(fx)
    after = b.new_block()
    b.loop_depth += 1
    header = b.loop_header(node._region.assigned, "while")
    body = b.new_block()
    fx.condition(node.test, body, after)
    b.start(body)
    _body(fx, node.body, _target(fx, labels, after, header))
    b.jump(header)
    b.seal(header)
    b.loop_depth -= 1
    b.start(after)


@statement("DoWhileStatement")
def do_while_loop(fx: Lowering, node: Node) -> None:
    b, labels = fx.b, _take_labels(fx)
    after = b.new_block()
    b.loop_depth += 1
    header = b.loop_header(node._region.assigned, "do")
    test, again = b.new_block(), b.new_block()
    _body(fx, node.body, _target(fx, labels, after, test))
    b.jump(test)
    b.start(test)
    fx.condition(node.test, again, after)
    b.start(again)
    b.jump(header)
    b.seal(header)
    b.loop_depth -= 1
    b.start(after)


@statement("ForStatement")
def for_loop(fx: Lowering, node: Node) -> None:
    labels = _take_labels(fx)
    scope: Scope | None = node._scope
    if scope is not None:
        fx.open_scope(scope)
    disposal.with_resources(fx, node._disposal, lambda: _for_loop(fx, node, scope, labels))
    if scope is not None:
        fx.close_scope(scope)


def _for_loop(fx: Lowering, node: Node, scope: Scope | None, labels: tuple[str, ...]) -> None:
    b = fx.b
    after = b.new_block()
    if node.init is not None:
        if node.init.type == "VariableDeclaration":
            fx.statement(node.init)
        else:
            fx.effect(node.init)
    copies = scope is not None and scope.has_env and node.init.kind == "let"
    if copies and node._copy_first:
        assert scope is not None
        _copy_environment(fx, scope)
    b.loop_depth += 1
    header = b.loop_header(node._region.assigned, "for")
    body, update = b.new_block(), b.new_block()
    if node.test is not None:
        fx.condition(node.test, body, after)
    else:
        b.jump(body)
    b.start(body)
    _body(fx, node.body, _target(fx, labels, after, update))
    b.jump(update)
    b.start(update)
    if not b.dead:
        if copies:
            assert scope is not None
            _copy_environment(fx, scope)
        if node.update is not None:
            fx.effect(node.update)
    b.jump(header)
    b.seal(header)
    b.loop_depth -= 1
    b.start(after)


def _copy_environment(fx: Lowering, scope: Scope) -> None:
    """14.7.4.4 CreatePerIterationEnvironment."""
    b = fx.b
    old = b.read(scope)
    new = b.emit("new_env", fx.env_of(scope.parent), size=len(scope.captured), tdz=False)
    for binding in scope.captured:
        b.emit("env_store", new, b.emit("env_load", old, index=binding.slot), index=binding.slot)
    b.write(scope, new)


@statement("ForInStatement")
def for_in_loop(fx: Lowering, node: Node) -> None:
    b, labels = fx.b, _take_labels(fx)
    left = node.left
    if left.type == "VariableDeclaration" and left.declarations[0].init is not None:
        declarator = left.declarations[0]
        patterns.assign(fx, declarator.id, patterns.named(fx, declarator.init, declarator.id.name))
    value = _head_value(fx, node)
    b.pos = expressions.position(fx, node.right)
    record = b.rt("lode_forin_open", value)
    after = b.new_block()
    b.loop_depth += 1
    header = b.loop_header(node._region.assigned, "for_in")
    body = b.new_block()
    key = b.rt("lode_forin_next", record, kinds=Kinds.STRING | Kinds.EMPTY)
    b.branch_to(b.emit("is_done", key), after, body)
    b.start(body)
    fx.targets.append(_target(fx, labels, after, header))
    _iteration(fx, node, b.emit("refine", key, mask=Kinds.STRING))
    fx.targets.pop()
    b.jump(header)
    b.seal(header)
    b.loop_depth -= 1
    b.start(after)


def _head_value(fx: Lowering, node: Node) -> Value:
    """The right side; the loop's names are in their temporal dead zone meanwhile (14.7.5.6)."""
    scope = node._head_scope
    if scope is None:
        return fx.expr(node.right)
    fx.open_scope(scope)
    value = fx.expr(node.right)
    fx.close_scope(scope)
    return value


def _target_of(node: Node) -> Node:
    left = node.left
    return left.declarations[0].id if left.type == "VariableDeclaration" else left


def _iteration(fx: Lowering, node: Node, value: Value) -> None:
    """Binds the loop's target to a value and runs the body."""
    scope = node._scope
    if scope is not None:
        fx.open_scope(scope)
    target = _target_of(node)

    def run() -> None:
        if node.left._using:
            disposal.add_resource(fx, value, node.left)
        patterns.assign_pattern(fx, target, value, scope is not None)
        fx.statement(node.body)

    disposal.with_resources(fx, node._disposal, run)
    if scope is not None:
        fx.close_scope(scope)


class _Synchronous:
    """The steps of iterating over a synchronous iterator."""

    def __init__(self, fx: Lowering) -> None:
        self.fx = fx

    def open(self, value: Value, words: Value) -> Value:
        return self.fx.b.rt("lode_iter_open", value, words)

    def step(self, record: Value) -> Value:
        """The next value, or ITER_DONE."""
        return self.fx.b.rt("lode_iter_next", record)

    def close(self, record: Value) -> None:
        """IteratorClose on the way out."""
        self.fx.b.rt("lode_iter_close", record, self.fx.i32(0))

    def close_throwing(self, record: Value) -> None:
        """IteratorClose because of an exception, which goes before whatever closing throws."""
        self.fx.b.rt("lode_iter_close", record, self.fx.i32(1))


@statement("ForOfStatement")
def for_of_loop(fx: Lowering, node: Node) -> None:
    """14.7.5.7: every abrupt exit but a throw of the iterator itself closes the iterator."""
    b, labels = fx.b, _take_labels(fx)
    value = _head_value(fx, node)
    b.pos = expressions.position(fx, node.right)
    words = fx.string(not_iterable_text(node.right, "async iterable" if node.allowAwait else "iterable"))
    protocol = suspensions.Asynchronous(fx, _target_of(node)) if node.allowAwait else _Synchronous(fx)
    record = protocol.open(value, words)
    outer = b.handler
    after = b.new_block()
    b.loop_depth += 1
    header = b.loop_header(node._region.assigned, "for_of")
    body = b.new_block()
    b.pos = expressions.position(fx, node.right)
    item = protocol.step(record)
    before = b.block
    b.branch_to(b.emit("is_done", item), after, body)
    handler = b.new_handler(before, node._region.variables(), "close")
    b.start(body)

    def close(exit_: Exit) -> bool:
        b.pos = expressions.position(fx, node.right)
        protocol.close(record)
        return False

    fx.targets.append(Target(outer, labels=labels, break_block=after, plain_break=True))
    fx.targets.append(Target(outer, leave=close))
    fx.targets.append(Target(handler, labels=labels, continue_block=header))
    b.handler = handler
    _iteration(fx, node, b.emit("refine", item, mask=Kinds.ANY))
    del fx.targets[-3:]
    b.handler = outer
    b.jump(header)
    b.seal(header)
    b.loop_depth -= 1
    if handler.used:
        b.start_handler(handler)
        exception = b.rt("lode_catch")
        protocol.close_throwing(record)
        b.emit("throw", exception, pos=NO_PLACE)
        b.start_dead()
    b.start(after)
