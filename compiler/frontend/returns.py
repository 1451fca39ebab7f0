"""``return``, and the calls in tail position (15.10) that it may end in.

Strict code alone has such calls. Where one may be the value, each of the ways to the value returns by itself, so that
the call stands directly before its ``return``; the call carries the attribute ``tail``.
"""

from __future__ import annotations

from typing import Any

from . import calls, suspensions
from .context import Exit, Lowering, statement
from .functions import emit_return

Node = Any

# Not: bodies of generators and async functions (15.10.1), derived constructors, whose result is looked at, and code
# that runs once.
_KINDS = frozenset(("function", "arrow", "method", "get", "set", "constructor"))


@statement("ReturnStatement")
def return_statement(fx: Lowering, node: Node) -> None:
    if node.argument is not None and _is_tail_position(fx, node.argument):
        _return_value(fx, node.argument, node._start)
        return
    value = fx.expr(node.argument) if node.argument is not None else fx.undefined()
    fx.b.pos = node._start
    if node.argument is not None and fx.info.generator and fx.info.is_async:
        value = suspensions.await_value(fx, value)
    fx.leave_to(Exit(None, None, value))


def return_body(fx: Lowering, node: Node) -> None:
    """Returns the value of an arrow function's expression."""
    if _is_tail_position(fx, node):
        _return_value(fx, node, node._start)
    else:
        emit_return(fx, fx.expr(node))


def _is_tail_position(fx: Lowering, node: Node) -> bool:
    """Is the expression, whose value is returned here, one that may end in a tail call?"""
    info = fx.info
    if not info.strict or info.resumable or info.kind not in _KINDS or fx.module.module.native:
        return False
    if fx.b.handler is not None or any(t.leave is not None for t in fx.targets):
        return False
    return _ends_in_call(node)


def _ends_in_call(node: Node) -> bool:
    """HasCallInTailPosition (15.10.2) of an expression, with any call."""
    kind = node.type
    if kind == "ConditionalExpression":
        return _ends_in_call(node.consequent) or _ends_in_call(node.alternate)
    if kind == "LogicalExpression":
        return _ends_in_call(node.right)
    if kind == "SequenceExpression":
        return _ends_in_call(node.expressions[-1])
    if kind == "ChainExpression":
        return bool(node.expression.type == "CallExpression")
    if kind == "CallExpression":
        return bool(node.callee.type not in ("Super", "Import"))
    return bool(kind == "TaggedTemplateExpression")


def _return_value(fx: Lowering, node: Node, pos: int) -> None:
    """Returns the value of an expression in tail position; ``pos`` is the return's place."""
    b = fx.b
    kind = node.type
    if not _ends_in_call(node):
        _return(fx, fx.expr(node), pos)
    elif kind == "ConditionalExpression":
        then, other = b.new_block(), b.new_block()
        fx.condition(node.test, then, other)
        b.start(then)
        _return_value(fx, node.consequent, pos)
        b.start(other)
        _return_value(fx, node.alternate, pos)
    elif kind == "LogicalExpression":
        _logical(fx, node, pos)
    elif kind == "SequenceExpression":
        for child in node.expressions[:-1]:
            fx.effect(child)
        _return_value(fx, node.expressions[-1], pos)
    elif kind == "ChainExpression":
        saved = fx.chain_exit
        fx.chain_exit = nullish = b.new_block()
        _return_value(fx, node.expression, pos)
        fx.chain_exit = saved
        b.start(nullish)
        _return(fx, fx.undefined(), pos)
    elif kind == "CallExpression":
        _return(fx, calls.call(fx, node, tail=True), pos)
    else:
        _return(fx, calls.tagged_template(fx, node, tail=True), pos)


def _logical(fx: Lowering, node: Node, pos: int) -> None:
    b = fx.b
    left = fx.expr(node.left)
    more, short = b.new_block(), b.new_block()
    if node.operator == "??":
        b.branch_to(b.emit("is_nullish", left), more, short)
    elif node.operator == "&&":
        b.branch_to(fx.truthy(left), more, short)
    else:
        b.branch_to(fx.truthy(left), short, more)
    b.start(short)
    _return(fx, left, pos)
    b.start(more)
    _return_value(fx, node.right, pos)


def _return(fx: Lowering, value: Any, pos: int) -> None:
    fx.b.pos = pos
    emit_return(fx, value)
