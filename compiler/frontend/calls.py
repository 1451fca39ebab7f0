"""Calls, tagged templates."""

from __future__ import annotations

from typing import Any

from ..ir.function import Value
from . import dynamic, evals, expressions
from .analysis.evals import is_direct_eval
from .callee_text import callee_text
from .construct import has_spread, spread_arguments, super_call
from .context import Lowering, expression
from .functions import call_known, emit_return

Node = Any


@expression("CallExpression")
def call(fx: Lowering, node: Node, tail: bool = False) -> Value:
    """``tail``: the value is returned as it is."""
    callee_node = node.callee
    kind = callee_node.type
    b = fx.b
    if kind == "Super":
        return super_call(fx, node)
    if kind == "Identifier":
        binding = callee_node._ref
        target = binding.direct if binding is not None and not callee_node._dynamic else None
        if target is not None and not node.optional and not has_spread(node):
            args = [fx.expr(a) for a in node.arguments]
            b.pos = callee_node._start
            return call_known(fx, target, None, args, tail)
    callee, this = _callee_and_this(fx, callee_node)
    if node.optional:
        expressions.optional_link(fx, callee)
    evals.note_constants(fx, node)
    if is_direct_eval(node):
        return _direct_eval(fx, node, callee, this, tail)
    return _call_value(fx, node, callee, this, callee_text(callee_node), tail)


def _direct_eval(fx: Lowering, node: Node, callee: Value, this: Value, tail: bool) -> Value:
    b = fx.b
    if has_spread(node):
        args = spread_arguments(fx, node.arguments)
        b.pos = call_position(fx, node)
        first: Value = b.emit("get_elem", args, b.const(0))
    else:
        values = [fx.expr(a) for a in node.arguments]
        b.pos = call_position(fx, node)
        first = values[0] if values else fx.undefined()

    def ordinary() -> Value:
        if has_spread(node):
            value = b.rt("lode_call_spread", callee, this, args, fx.string("eval"), tail=tail)
        else:
            value = b.call(callee, this, *values, text="eval", tail=tail)
        if tail:
            emit_return(fx, value)
        return value

    return evals.direct_eval(fx, node, callee, first, ordinary)


def _callee_and_this(fx: Lowering, node: Node) -> tuple[Value, Value]:
    """A callee and the this that a call passes to it."""
    if node.type == "ChainExpression" and node._parenthesized and node.expression.type == "MemberExpression":
        return _parenthesised_chain(fx, node)
    if node.type == "Identifier" and node._dynamic:
        place = dynamic.find(fx, node)
        return dynamic.load(fx, node, place, lambda: expressions.static_name(fx, node)), place.this
    if node.type != "MemberExpression":
        return fx.expr(node), fx.undefined()
    if node.object.type == "Super":
        this = expressions.this_value(fx, node)
        return expressions.super_member(fx, node, this), this
    obj = fx.expr(node.object)
    return expressions.member_of(fx, node, obj), obj


def _parenthesised_chain(fx: Lowering, node: Node) -> tuple[Value, Value]:
    """(a?.b)(): the chain ends at the parenthesis, but its object is still the this."""
    from ..ir.types import ANY
    b = fx.b
    saved = fx.chain_exit
    fx.chain_exit = nullish = b.new_block()
    value, obj = _callee_and_this(fx, node.expression)
    fx.chain_exit = saved
    join = b.new_block()
    callee, this = join.add_param(ANY), join.add_param(ANY)
    b.jump(join, value, obj)
    b.start(nullish)
    undefined = fx.undefined()
    b.jump(join, undefined, undefined)
    b.start(join)
    return callee, this


def _call_value(fx: Lowering, node: Node, callee: Value, this: Value, text: str, tail: bool) -> Value:
    b = fx.b
    if has_spread(node):
        args = spread_arguments(fx, node.arguments)
        b.pos = call_position(fx, node)
        return b.rt("lode_call_spread", callee, this, args, fx.string(text), tail=tail)
    values = [fx.expr(a) for a in node.arguments]
    b.pos = call_position(fx, node)
    return b.call(callee, this, *values, text=text, tail=tail)


@expression("TaggedTemplateExpression")
def tagged_template(fx: Lowering, node: Node, tail: bool = False) -> Value:
    callee, this = _callee_and_this(fx, node.tag)
    quasis = node.quasi.quasis
    b = fx.b
    strings = b.emit(
        "template_object", cooked=tuple(q.value.cooked for q in quasis), raw=tuple(q.value.raw for q in quasis)
    )
    values = [fx.expr(e) for e in node.quasi.expressions]
    b.pos = node.quasi._start
    return b.call(callee, this, strings, *values, text=callee_text(node.tag), tail=tail)


# -- positions, as V8's ----------------------------------------------------------------------------------------------

_RESERVED = frozenset((
    "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else",
    "export", "extends", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "return",
    "switch", "throw", "try", "typeof", "var", "void", "while", "with", "null", "true", "false", "enum",
    "this",
))


def call_position(fx: Lowering, node: Node) -> int:
    """The last name before the arguments, or their parenthesis where there is none."""
    callee = node.callee
    if not node.optional and not callee._parenthesized:
        if callee.type == "Identifier":
            return int(callee._start)
        if (callee.type == "MemberExpression" and not callee.computed and callee.property.type == "Identifier"
                and callee.property.name not in _RESERVED):
            return int(callee.property._start)
    return expressions.after(fx.module.source, callee._end, "(")
