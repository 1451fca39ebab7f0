"""Expressions: names, operators, members, optional chains, conditions."""

from __future__ import annotations

from typing import Any

from ..ir.function import UNDEFINED, Value
from ..ir.types import ANY, BOOL, Kinds
from . import dynamic, private_names
from .context import CONDITIONS, EFFECTS, Lowering, expression
from .literals import array_index, looks_like_index
from .ssa import SsaBlock

Node = Any

BINARY_OPS = {
    "+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod", "**": "exp", "&": "bitand", "|": "bitor",
    "^": "bitxor", "<<": "shl", ">>": "shr", ">>>": "ushr", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
    "==": "eq", "instanceof": "instanceof", "in": "in",
}

_GLOBAL_CONSTANTS = {"undefined": UNDEFINED, "NaN": float("nan"), "Infinity": float("inf")}


# -- names ------------------------------------------------------------------------------------------------------------

@expression("Identifier")
def identifier(fx: Lowering, node: Node) -> Value:
    if node._dynamic:
        return dynamic.load(fx, node, dynamic.find(fx, node), lambda: static_name(fx, node))
    return static_name(fx, node)


def static_name(fx: Lowering, node: Node) -> Value:
    """The value of a name's static binding, or of a global name."""
    binding = node._ref
    if binding is None:
        name = node.name
        if name in _GLOBAL_CONSTANTS:
            return fx.b.const(_GLOBAL_CONSTANTS[name])
        fx.b.pos = node._start
        return fx.b.emit("get_global", key=name, typeof=False)
    value = fx.load(binding)
    if node._check:
        fx.check_tdz(value, binding, node._start)
    return value


@expression("ThisExpression")
def this_expression(fx: Lowering, node: Node) -> Value:
    return this_value(fx, node)


def this_value(fx: Lowering, node: Node) -> Value:
    binding = this_binding(fx)
    value = fx.load(binding)
    if binding.needs_tdz:
        fx.check_tdz(value, binding, node._start)
    return value


def this_binding(fx: Lowering) -> Any:
    """The binding of this in the nearest function that isn't an arrow."""
    info = fx.info
    while info.arrow:
        assert info.parent is not None
        info = info.parent
    return info.scope.bindings["%this"]


@expression("MetaProperty")
def meta_property(fx: Lowering, node: Node) -> Value:
    """new.target, import.meta"""
    if node.meta.name == "import":
        return fx.b.emit("import_meta")
    return fx.load(node._ref)


# -- members ---------------------------------------------------------------------------------------------------------

def is_private(node: Node) -> bool:
    """Is it ``obj.#name``?"""
    return bool(not node.computed and node.property.type == "PrivateIdentifier")


def constant_key(node: Node) -> str | None:
    """The key of a member expression, where it is a constant that isn't an index. Not for private names."""
    if not node.computed:
        return str(node.property.name)
    key = node.property
    if key.type == "Literal" and isinstance(key.value, str) and not looks_like_index(key.value):
        return key.value
    return None


def computed_key(fx: Lowering, node: Node) -> Value:
    key = node.property
    if key.type == "Literal" and isinstance(key.value, str):
        index = array_index(key.value)
        if index is not None:
            return fx.b.const(index)
    return fx.expr(key)


def member_position(fx: Lowering, node: Node) -> int:
    """Where V8 says that a property access is: the name, but the dot behind a call or in an optional chain."""
    if node.computed:
        return after(fx.module.source, node.object._end, "[")
    if _follows_call(node.object) or node.optional:
        return after(fx.module.source, node.object._end, "?." if node.optional else ".")
    return int(node.property._start)


def _follows_call(node: Node) -> bool:
    while not node._parenthesized:
        if node.type == "CallExpression" or node.optional:
            return True
        if node.type != "MemberExpression":
            return False
        node = node.object
    return False


def position(fx: Lowering, node: Node) -> int:
    """Where V8 says that an expression is."""
    if node.type == "MemberExpression":
        return member_position(fx, node)
    return int(node._start)


def operator_position(fx: Lowering, node: Node) -> int:
    """The position of the operator of a binary or assignment expression."""
    return after(fx.module.source, node.left._end, node.operator)


def after(source: str, index: int, token: str) -> int:
    """The position of ``token`` behind ``index``, past blanks, comments and closing parentheses."""
    end = len(source)
    while index < end:
        char = source[index]
        if source.startswith(token, index):
            return index
        if char == "/" and source.startswith("/*", index):
            index = source.find("*/", index) + 2
        elif char == "/" and source.startswith("//", index):
            while index < end and source[index] not in "\n\r\u2028\u2029":
                index += 1
        elif char.isspace() or char in ")\ufeff" or (char in "?." and token in "[("):
            index += 1
        else:
            break
    return index


def super_key(fx: Lowering, node: Node) -> Value:
    if node.computed:
        return fx.expr(node.property)
    return fx.string(node.property.name)


@expression("MemberExpression")
def member(fx: Lowering, node: Node) -> Value:
    if node.object.type == "Super":
        return super_member(fx, node, this_value(fx, node))
    obj = fx.expr(node.object)
    return member_of(fx, node, obj)


def super_base(fx: Lowering, node: Node) -> Value:
    """GetSuperBase of ``super[…]``, which comes before the conversion of the key (13.3.7.3)."""
    return fx.b.rt("lode_super_base", fx.load(node._home), kinds=Kinds.ANY)


def super_member(fx: Lowering, node: Node, this: Value) -> Value:
    if not node.computed:
        fx.b.pos = member_position(fx, node)
        return fx.b.emit("get_super", fx.load(node._home), this, key=node.property.name)
    key = super_key(fx, node)
    fx.b.pos = member_position(fx, node)
    return fx.b.rt("lode_get_super_elem", super_base(fx, node), key, this)


def member_of(fx: Lowering, node: Node, obj: Value) -> Value:
    """The property of ``obj`` that a member expression names."""
    b = fx.b
    if node.optional:
        optional_link(fx, obj)
    if is_private(node):
        b.pos = member_position(fx, node)
        return private_names.get(fx, obj, node.property._ref)
    name = constant_key(node)
    if name is not None:
        b.pos = member_position(fx, node)
        return b.emit("get_prop", obj, key=name)
    key = computed_key(fx, node)
    b.pos = member_position(fx, node)
    return b.emit("get_elem", obj, key)


def optional_link(fx: Lowering, value: Value) -> None:
    """``?.``: leaves the chain if the value is nullish."""
    b = fx.b
    assert fx.chain_exit is not None
    more = b.new_block()
    b.branch_to(b.emit("is_nullish", value), fx.chain_exit, more)
    b.start(more)


@expression("ChainExpression")
def chain(fx: Lowering, node: Node) -> Value:
    b = fx.b
    saved = fx.chain_exit
    fx.chain_exit = nullish = b.new_block()
    value = fx.expr(node.expression)
    fx.chain_exit = saved
    join = b.new_block()
    result = join.add_param(ANY)
    b.jump(join, value)
    b.start(nullish)
    b.jump(join, fx.undefined())
    b.start(join)
    return result


# -- operators -------------------------------------------------------------------------------------------------------

@expression("BinaryExpression")
def binary(fx: Lowering, node: Node) -> Value:
    # Long chains of + nest to the left: no recursion for them.
    spine = []
    while node.type == "BinaryExpression":
        spine.append(node)
        if _test(node) is not None:
            break
        node = node.left
    last = spine[-1]
    if _test(last) is not None:
        value = fx.box(boolean(fx, last))
        spine.pop()
    elif last.left.type == "PrivateIdentifier":
        spine.pop()
        value = fx.expr(last.right)
        fx.b.pos = operator_position(fx, last)
        value = private_names.has(fx, value, last.left._ref)
    else:
        value = fx.expr(last.left)
    for node in reversed(spine):
        right = fx.expr(node.right)
        value = fx.box(binary_op(fx, node, value, right))
    return value


def binary_op(fx: Lowering, node: Node, left: Value, right: Value) -> Value:
    """A binary operator on values; boxed, or a bool for the equalities."""
    b = fx.b
    operator = node.operator
    if operator == "===":
        return b.emit("strict_eq", left, right)
    if operator == "!==":
        return b.emit("not", b.emit("strict_eq", left, right))
    b.pos = operator_position(fx, node)
    if operator == "!=":
        return b.emit("not", b.emit("unbox_bool", b.emit("eq", left, right)))
    return b.emit(BINARY_OPS[operator], left, right)


def _test(node: Node) -> str | None:
    """Which equality with a constant has an op of its own."""
    operator = node.operator
    if operator not in ("===", "!==", "==", "!="):
        return None
    left, right = node.left, node.right
    if (
        left.type == "UnaryExpression"
        and left.operator == "typeof"
        and right.type == "Literal"
        and isinstance(right.value, str)
    ):
        return "typeof"
    if _is_null(right):
        return "null" if len(operator) == 3 else "nullish"
    if _is_undefined(right):
        return "undefined" if len(operator) == 3 else "nullish"
    return None


def _is_null(node: Node) -> bool:
    return bool(node.type == "Literal" and node.value is None and node.regex is None and node.raw == "null")


def _is_undefined(node: Node) -> bool:
    return bool((node.type == "Identifier" and node.name == "undefined" and node._ref is None
                 and not node._dynamic)
                or (node.type == "UnaryExpression" and node.operator == "void" and node.argument.type == "Literal"))


def boolean(fx: Lowering, node: Node) -> Value:
    """A bool for a BinaryExpression that has a test."""
    b = fx.b
    test = _test(node)
    if test == "typeof":
        value = typeof_operand(fx, node.left.argument)
        result: Value = b.emit("typeof_is", value, text=node.right.value)
    else:
        result = b.emit(f"is_{test}", fx.expr(node.left))
    return b.emit("not", result) if node.operator[0] == "!" else result


def typeof_operand(fx: Lowering, node: Node) -> Value:
    """The operand of typeof: an undeclared name is undefined."""
    if node.type == "Identifier" and node._dynamic:
        return dynamic.load(fx, node, dynamic.find(fx, node), lambda: _static_typeof_operand(fx, node))
    return _static_typeof_operand(fx, node)


def _static_typeof_operand(fx: Lowering, node: Node) -> Value:
    if node.type == "Identifier" and node._ref is None and node.name not in _GLOBAL_CONSTANTS:
        return fx.b.emit("get_global", key=node.name, typeof=True)
    return fx.expr(node)


@expression("UnaryExpression")
def unary(fx: Lowering, node: Node) -> Value:
    b = fx.b
    operator = node.operator
    argument = node.argument
    if operator == "typeof":
        return b.emit("typeof", typeof_operand(fx, argument))
    if operator == "delete":
        return _delete(fx, argument)
    if operator == "-" and argument.type == "Literal" and isinstance(argument.value, (int, float)) \
            and not isinstance(argument.value, bool):
        return fx.number(-argument.value if argument.value else -0.0)
    if operator == "-" and argument.type == "Literal" and argument.bigint is not None:
        return b.emit("bigint", digits=argument.bigint if argument.bigint == "0" else "-" + argument.bigint)
    if operator == "!":
        return b.emit("box_bool", b.emit("not", fx.truthy(fx.expr(argument))))
    if operator == "void":
        fx.effect(argument)
        return fx.undefined()
    value = fx.expr(argument)
    b.pos = node._start
    return b.emit({"-": "neg", "+": "to_number", "~": "bitnot"}[operator], value)


def _delete(fx: Lowering, argument: Node) -> Value:
    b = fx.b
    if argument.type == "ChainExpression":
        saved = fx.chain_exit
        fx.chain_exit = nullish = b.new_block()
        value = _delete(fx, argument.expression)
        fx.chain_exit = saved
        join = b.new_block()
        result = join.add_param(ANY)
        b.jump(join, value)
        b.start(nullish)
        b.jump(join, b.const(True))
        b.start(join)
        return result
    if argument.type == "MemberExpression":
        if argument.object.type == "Super":
            this_value(fx, argument)
            if argument.computed:
                fx.expr(argument.property)
            b.pos = argument._start
            return fx.throw_always("lode_throw_reference_error", fx.string("Unsupported reference to 'super'"))
        obj = fx.expr(argument.object)
        if argument.optional:
            optional_link(fx, obj)
        name = constant_key(argument)
        key = fx.string(name) if name is not None else computed_key(fx, argument)
        b.pos = argument.property._start
        return b.rt("lode_delete", obj, key, fx.i32(int(fx.strict)), kinds=Kinds.BOOL)
    if argument.type == "Identifier":
        if argument._dynamic:
            return dynamic.delete(fx, argument, lambda: _delete_static_name(fx, argument))
        return _delete_static_name(fx, argument)
    fx.effect(argument)
    return b.const(True)


def _delete_static_name(fx: Lowering, node: Node) -> Value:
    b = fx.b
    if node._ref is not None:
        return b.const(False)
    # A global name: a property of the global object (an undeclared one is deleted all right).
    return b.rt("lode_delete_global", fx.string(node.name), kinds=Kinds.BOOL)


@expression("SequenceExpression")
def sequence(fx: Lowering, node: Node) -> Value:
    for child in node.expressions[:-1]:
        fx.effect(child)
    return fx.expr(node.expressions[-1])


def _sequence_effect(fx: Lowering, node: Node) -> None:
    for child in node.expressions:
        fx.effect(child)


EFFECTS["SequenceExpression"] = _sequence_effect


@expression("ConditionalExpression")
def conditional(fx: Lowering, node: Node) -> Value:
    b = fx.b
    then, other, join = b.new_block(), b.new_block(), b.new_block()
    result = join.add_param(ANY)
    fx.condition(node.test, then, other)
    b.start(then)
    b.jump(join, fx.expr(node.consequent))
    b.start(other)
    b.jump(join, fx.expr(node.alternate))
    b.start(join)
    return result


def _conditional_effect(fx: Lowering, node: Node) -> None:
    b = fx.b
    then, other, join = b.new_block(), b.new_block(), b.new_block()
    fx.condition(node.test, then, other)
    b.start(then)
    fx.effect(node.consequent)
    b.jump(join)
    b.start(other)
    fx.effect(node.alternate)
    b.jump(join)
    b.start(join)


EFFECTS["ConditionalExpression"] = _conditional_effect


@expression("LogicalExpression")
def logical(fx: Lowering, node: Node) -> Value:
    b = fx.b
    left = fx.expr(node.left)
    more, join = b.new_block(), b.new_block()
    result = join.add_param(ANY)
    if node.operator == "??":
        b.emit("branch", b.emit("is_nullish", left), edges=[b.edge(more), b.edge(join, left)])
    elif node.operator == "&&":
        b.emit("branch", fx.truthy(left), edges=[b.edge(more), b.edge(join, left)])
    else:
        b.emit("branch", fx.truthy(left), edges=[b.edge(join, left), b.edge(more)])
    b.start(more)
    b.jump(join, fx.expr(node.right))
    b.start(join)
    return result


def _logical_effect(fx: Lowering, node: Node) -> None:
    b = fx.b
    more, join = b.new_block(), b.new_block()
    if node.operator == "??":
        b.branch_to(b.emit("is_nullish", fx.expr(node.left)), more, join)
    elif node.operator == "&&":
        fx.condition(node.left, more, join)
    else:
        fx.condition(node.left, join, more)
    b.start(more)
    fx.effect(node.right)
    b.jump(join)
    b.start(join)


EFFECTS["LogicalExpression"] = _logical_effect


# -- conditions ------------------------------------------------------------------------------------------------------

def _logical_condition(fx: Lowering, node: Node, then: SsaBlock, other: SsaBlock) -> bool:
    if node.operator == "??":
        return False
    more = fx.b.new_block()
    if node.operator == "&&":
        fx.condition(node.left, more, other)
    else:
        fx.condition(node.left, then, more)
    fx.b.start(more)
    fx.condition(node.right, then, other)
    return True


def _not_condition(fx: Lowering, node: Node, then: SsaBlock, other: SsaBlock) -> bool:
    if node.operator != "!":
        return False
    fx.condition(node.argument, other, then)
    return True


def _binary_condition(fx: Lowering, node: Node, then: SsaBlock, other: SsaBlock) -> bool:
    if node.left.type == "PrivateIdentifier":
        return False
    if _test(node) is not None:
        value = boolean(fx, node)
    else:
        value = binary_op(fx, node, fx.expr(node.left), fx.expr(node.right))
    if value.repr is not BOOL:
        value = fx.truthy(value)
    fx.b.branch_to(value, then, other)
    return True


def _literal_condition(fx: Lowering, node: Node, then: SsaBlock, other: SsaBlock) -> bool:
    if node.regex is not None or node.bigint is not None:
        return False
    value = node.value
    fx.b.jump(then if value == value and value else other)
    return True


def _sequence_condition(fx: Lowering, node: Node, then: SsaBlock, other: SsaBlock) -> bool:
    for child in node.expressions[:-1]:
        fx.effect(child)
    fx.condition(node.expressions[-1], then, other)
    return True


CONDITIONS.update({
    "LogicalExpression": _logical_condition, "UnaryExpression": _not_condition, "BinaryExpression": _binary_condition,
    "Literal": _literal_condition, "SequenceExpression": _sequence_condition,
})
