"""Assignment: names, members, compound and logical assignment, increments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir.function import Value
from ..ir.types import ANY, Kinds
from . import array_patterns, dynamic, expressions, patterns, private_names
from .context import EFFECTS, Lowering, expression

Node = Any
Load = Callable[[], Value]
Store = Callable[[Value], None]


# -- names ------------------------------------------------------------------------------------------------------------

def name_reference(fx: Lowering, target: Node, pos: int | None = None) -> Store:
    """Resolves the identifier ``target``, before the value is evaluated; the result is PutValue."""
    if not target._dynamic:
        return lambda value: _assign_static(fx, target, value, pos)
    place = dynamic.find(fx, target)
    return lambda value: dynamic.store(fx, target, place, value, lambda: _assign_static(fx, target, value, pos))


def name_access(fx: Lowering, target: Node, pos: int) -> tuple[Value, Store]:
    """The value of an identifier, and PutValue to it: resolved once."""
    if not target._dynamic:
        return expressions.static_name(fx, target), lambda value: _assign_static(fx, target, value, pos)
    place = dynamic.find(fx, target)
    old = dynamic.load(fx, target, place, lambda: expressions.static_name(fx, target))
    return old, lambda value: dynamic.store(fx, target, place, value, lambda: _assign_static(fx, target, value, pos))


def _assign_static(fx: Lowering, target: Node, value: Value, pos: int | None = None) -> None:
    """PutValue to the static binding of ``target``; ``pos`` is that of the operator."""
    b = fx.b
    binding = target._ref
    b.pos = target._start
    if binding is None:
        b.emit("set_global", value, key=target.name, strict=fx.strict)
        return
    if target._check and binding.kind != "import":
        fx.check_tdz(fx.load(binding), binding, target._start)
    kind = binding.kind
    if pos is not None:
        b.pos = pos
    if kind in ("const", "classname", "import"):
        fx.throw_always("lode_throw_const_assign", fx.string(binding.name))
    elif kind == "fname":
        # A function expression's own name is immutable; sloppy code doesn't notice (9.1.1.1.5).
        if fx.strict:
            fx.throw_always("lode_throw_const_assign", fx.string(binding.name))
    else:
        fx.initialise(binding, value)


# -- members ---------------------------------------------------------------------------------------------------------

def member_reference(fx: Lowering, node: Node) -> Callable[[Value], None]:
    """Evaluates object and key of a member target; the result stores a value there."""
    return member_access(fx, node, False, expressions.position(fx, node))[1]


def member_access(fx: Lowering, node: Node, reads: bool, store_pos: int) -> tuple[Load, Store]:
    """Evaluates object and key once; the results load and store. ``reads``: both will happen (ToPropertyKey once)."""
    b = fx.b
    strict = fx.strict
    pos = expressions.member_position(fx, node)
    if node.object.type == "Super":
        return _super_access(fx, node, reads)
    obj = fx.expr(node.object)
    if expressions.is_private(node):
        return _private_access(fx, node, obj, pos, store_pos)
    name = expressions.constant_key(node)
    if name is not None:
        if reads is False and node.object.type == "ThisExpression":
            fx.module.note_this_property(fx, name)

        def load_prop() -> Value:
            b.pos = pos
            return b.emit("get_prop", obj, key=name)

        def store_prop(value: Value) -> None:
            b.pos = store_pos
            b.emit("set_prop", obj, value, key=name, strict=strict)
        return load_prop, store_prop
    key = expressions.computed_key(fx, node)
    if reads and key.kinds & ~(Kinds.STRING | Kinds.SYMBOL | Kinds.NUMBER):
        # GetValue (6.2.5.5) looks at the base before it converts the key.
        b.pos = pos
        key = b.rt("lode_to_property_key_of", obj, key, kinds=Kinds.INT32 | Kinds.STRING | Kinds.SYMBOL)

    def load_elem() -> Value:
        b.pos = pos
        return b.emit("get_elem", obj, key)

    def store_elem(value: Value) -> None:
        b.pos = store_pos
        b.emit("set_elem", obj, key, value, strict=strict)
    return load_elem, store_elem


def _private_access(fx: Lowering, node: Node, obj: Value, pos: int, store_pos: int) -> tuple[Load, Store]:
    b = fx.b
    binding = node.property._ref

    def load() -> Value:
        b.pos = pos
        return private_names.get(fx, obj, binding)

    def store(value: Value) -> None:
        b.pos = store_pos
        private_names.put(fx, obj, binding, value)
    return load, store


def _super_access(fx: Lowering, node: Node, reads: bool) -> tuple[Load, Store]:
    b = fx.b
    strict = fx.strict
    this = expressions.this_value(fx, node)
    key = expressions.super_key(fx, node)
    if node.computed:
        base = expressions.super_base(fx, node)
        if reads:
            key = b.emit("to_property_key", key)
        return (lambda: b.rt("lode_get_super_elem", base, key, this),
                lambda value: _discard(b.rt("lode_set_super_elem", base, key, this, value, fx.i32(int(strict)))))
    home = fx.load(node._home)
    return (lambda: b.emit("get_super", home, this, key=node.property.name),
            lambda value: _discard(b.rt("lode_set_super", home, key, this, value, fx.i32(int(strict)))))


def _discard(value: Value) -> None:
    return None


# -- assignment expressions ------------------------------------------------------------------------------------------

@expression("AssignmentExpression")
def assignment(fx: Lowering, node: Node) -> Value:
    operator = node.operator
    if node.left.type == "CallExpression":
        return call_target(fx, node.left, "Invalid left-hand side in assignment")
    if operator == "=":
        return _plain(fx, node)
    if operator in ("&&=", "||=", "??="):
        return _logical(fx, node)
    return _compound(fx, node)


def _assignment_effect(fx: Lowering, node: Node) -> None:
    if node.operator != "=" or not array_patterns.spread_literal(fx, node.left, node.right, False):
        fx.expr(node)


EFFECTS["AssignmentExpression"] = _assignment_effect


def call_target(fx: Lowering, call: Node, message: str) -> Value:
    """A call in the place of an assignment target, in sloppy code: it is made, then a ReferenceError thrown."""
    fx.effect(call)
    fx.b.pos = call._start
    return fx.throw_always("lode_throw_reference_error", fx.string(message))


def _plain(fx: Lowering, node: Node) -> Value:
    left, right = node.left, node.right
    kind = left.type
    if kind == "Identifier":
        store = name_reference(fx, left, expressions.operator_position(fx, node))
        value = fx.expr(right) if left._parenthesized else patterns.named(fx, right, left.name)
        store(value)
    elif kind == "MemberExpression":
        store = member_access(fx, left, False, expressions.operator_position(fx, node))[1]
        value = fx.expr(right)
        store(value)
    else:
        value = fx.expr(right)
        patterns.assign(fx, left, value, right)
    return value


def _compound(fx: Lowering, node: Node) -> Value:
    left = node.left
    op = expressions.BINARY_OPS[node.operator[:-1]]
    b = fx.b
    pos = expressions.operator_position(fx, node)
    old, store = _target(fx, left, pos)
    right = fx.expr(node.right)
    b.pos = pos
    value = b.emit(op, old, right)
    store(value)
    return value


def _target(fx: Lowering, node: Node, pos: int) -> tuple[Value, Store]:
    """The old value of a target, and how to store the new one."""
    if node.type == "Identifier":
        return name_access(fx, node, pos)
    load, store = member_access(fx, node, True, pos)
    return load(), store


def _logical(fx: Lowering, node: Node) -> Value:
    """13.15.2: assigns only if the old value decides so."""
    b = fx.b
    left = node.left
    pos = expressions.operator_position(fx, node)
    old, store = _target(fx, left, pos)
    assign, join = b.new_block(), b.new_block()
    result = join.add_param(ANY)
    if node.operator == "??=":
        b.emit("branch", b.emit("is_nullish", old), edges=[b.edge(assign), b.edge(join, old)])
    elif node.operator == "&&=":
        b.emit("branch", fx.truthy(old), edges=[b.edge(assign), b.edge(join, old)])
    else:
        b.emit("branch", fx.truthy(old), edges=[b.edge(join, old), b.edge(assign)])
    b.start(assign)
    name = left.name if left.type == "Identifier" and not left._parenthesized else None
    value = patterns.named(fx, node.right, name) if name is not None else fx.expr(node.right)
    store(value)
    b.jump(join, value)
    b.start(join)
    return result


# -- increments ------------------------------------------------------------------------------------------------------

@expression("UpdateExpression")
def update(fx: Lowering, node: Node) -> Value:
    return _update(fx, node, True)


def _update_effect(fx: Lowering, node: Node) -> None:
    _update(fx, node, False)


EFFECTS["UpdateExpression"] = _update_effect


def _update(fx: Lowering, node: Node, wants_value: bool) -> Value:
    b = fx.b
    target = node.argument
    if target.type == "CallExpression":
        place = "prefix" if node.prefix else "postfix"
        return call_target(fx, target, f"Invalid left-hand side expression in {place} operation")
    op = "inc" if node.operator == "++" else "dec"
    pos = node._start if node.prefix else node._end - 2
    old, store = _target(fx, target, pos)
    b.pos = pos
    if wants_value and not node.prefix:
        if old.kinds & ~Kinds.NUMERIC:
            old = b.emit("to_numeric", old)
        store(b.emit(op, old))
        return old
    value = b.emit(op, old)
    store(value)
    return value
