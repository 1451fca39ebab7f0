"""Calls, new, super calls, tagged templates."""

from __future__ import annotations

from typing import Any

from ..ir.function import Value
from . import dynamic, expressions
from .callee_text import callee_text
from .context import Lowering, expression
from .functions import call_known, run_field_initialisers
from .literals import append_elements

Node = Any


@expression("CallExpression")
def call(fx: Lowering, node: Node) -> Value:
    callee_node = node.callee
    kind = callee_node.type
    b = fx.b
    if kind == "Super":
        return _super_call(fx, node)
    if kind == "Identifier":
        binding = callee_node._ref
        target = binding.direct if binding is not None and not callee_node._dynamic else None
        if target is not None and not node.optional and not _has_spread(node):
            args = [fx.expr(a) for a in node.arguments]
            b.pos = callee_node._start
            return call_known(fx, target, None, args)
    callee, this = _callee_and_this(fx, callee_node)
    if node.optional:
        expressions.optional_link(fx, callee)
    return _call_value(fx, node, callee, this, callee_text(callee_node))


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


def _call_value(fx: Lowering, node: Node, callee: Value, this: Value, text: str) -> Value:
    b = fx.b
    if _has_spread(node):
        args = spread_arguments(fx, node.arguments)
        b.pos = call_position(fx, node)
        return b.rt("lode_call_spread", callee, this, args, fx.string(text))
    values = [fx.expr(a) for a in node.arguments]
    b.pos = call_position(fx, node)
    return b.emit("call", callee, this, *values, text=text)


def _has_spread(node: Node) -> bool:
    return any(a.type == "SpreadElement" for a in node.arguments)


def spread_arguments(fx: Lowering, arguments: list[Node]) -> Value:
    """An array of the arguments."""
    values: list[Value] = []
    for index, argument in enumerate(arguments):
        if argument.type == "SpreadElement":
            array = fx.b.emit("new_array", *values)
            append_elements(fx, array, arguments[index:], arguments=True)
            return array
        values.append(fx.expr(argument))
    return fx.b.emit("new_array", *values)


@expression("NewExpression")
def new(fx: Lowering, node: Node) -> Value:
    b = fx.b
    callee = fx.expr(node.callee)
    text = callee_text(node.callee)
    if _has_spread(node):
        args = spread_arguments(fx, node.arguments)
        b.pos = node._start
        return b.rt("lode_construct_spread", callee, callee, args, fx.string(text))
    values = [fx.expr(a) for a in node.arguments]
    b.pos = node._start
    return b.emit("construct", callee, callee, *values, text=text)


def _super_call(fx: Lowering, node: Node) -> Value:
    """13.3.7.1: constructs with the parent, then binds this and defines the fields."""
    b = fx.b
    info = fx.info
    while info.arrow:
        assert info.parent is not None
        info = info.parent
    bindings = info.scope.bindings
    b.pos = node._start
    callee = fx.load(bindings["%callee"])
    parent = b.rt("lode_super_constructor", callee)
    new_target = fx.load(bindings["%new_target"])
    result: Value
    if _has_spread(node):
        args = spread_arguments(fx, node.arguments)
        b.pos = node._start
        b.rt("lode_check_super_constructor", callee, parent)
        result = b.rt("lode_construct_spread", parent, new_target, args, fx.string("super"))
    else:
        values = [fx.expr(a) for a in node.arguments]
        b.pos = node._start
        b.rt("lode_check_super_constructor", callee, parent)
        result = b.emit("construct", parent, new_target, *values, text="super")
    this = bindings["%this"]
    twice, once = b.new_block(), b.new_block()
    b.branch_to(b.emit("is_empty", fx.load(this)), once, twice)
    b.start(twice)
    b.rt("lode_throw_super_called_twice")
    b.unreachable()
    b.start(once)
    fx.initialise(this, result)
    run_field_initialisers(fx, info)
    return result


@expression("TaggedTemplateExpression")
def tagged_template(fx: Lowering, node: Node) -> Value:
    callee, this = _callee_and_this(fx, node.tag)
    quasis = node.quasi.quasis
    b = fx.b
    strings = b.emit(
        "template_object", cooked=tuple(q.value.cooked for q in quasis), raw=tuple(q.value.raw for q in quasis)
    )
    values = [fx.expr(e) for e in node.quasi.expressions]
    b.pos = node.quasi._start
    return b.emit("call", callee, this, strings, *values, text=callee_text(node.tag))


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
        if callee.type == "MemberExpression" and not callee.computed and callee.property.name not in _RESERVED:
            return int(callee.property._start)
    return expressions.after(fx.module.source, callee._end, "(")
