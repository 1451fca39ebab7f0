"""Literals: numbers, strings, regular expressions, templates, arrays, objects."""

from __future__ import annotations

from typing import Any

from ..ir.function import Value
from ..ir.types import Kinds
from . import expressions, patterns
from .callee_text import not_iterable_text
from .context import Lowering, expression
from .numbers import number_text

Node = Any


def array_index(text: str) -> int | None:
    """The int32 index that a property name spells, or None."""
    if text.isascii() and text.isdigit() and (text == "0" or text[0] != "0") and len(text) <= 10:
        index = int(text)
        if index <= 0x7FFFFFFF:
            return index
    return None


def looks_like_index(text: str) -> bool:
    """Could the name be an array index too big for an int32?"""
    return text.isascii() and text.isdigit()


def property_name(key: Node) -> str:
    """The name of a property whose key isn't computed."""
    if key.type == "PrivateIdentifier":
        return "#" + str(key.name)
    if key.type == "Literal" and key.bigint is not None:
        return str(key.bigint)
    value = key.name if key.type == "Identifier" else key.value
    return value if isinstance(value, str) else number_text(value)


def key_constant(fx: Lowering, name: str) -> Value:
    """A constant property key as a value: int32 for an array index, else a string."""
    index = array_index(name)
    return fx.b.const(index) if index is not None else fx.string(name)


@expression("Literal")
def literal(fx: Lowering, node: Node) -> Value:
    if node.regex is not None:
        fx.b.pos = node._start
        return fx.b.rt(
            "lode_new_regexp", fx.string(node.regex.pattern), fx.string(node.regex.flags or ""), kinds=Kinds.OBJECT
        )
    if node.bigint is not None:
        return fx.b.emit("bigint", digits=node.bigint)
    value = node.value
    if isinstance(value, str):
        return fx.string(value)
    if value is None or isinstance(value, bool):
        return fx.b.const(value)
    return fx.number(value)


@expression("TemplateLiteral")
def template(fx: Lowering, node: Node) -> Value:
    quasis = node.quasis
    parts: list[Value] = [fx.string(quasis[0].value.cooked)] if quasis[0].value.cooked else []
    for child, quasi in zip(node.expressions, quasis[1:], strict=True):
        value = fx.expr(child)
        fx.b.pos = child._start
        parts.append(fx.b.emit("to_string", value))
        if quasi.value.cooked:
            parts.append(fx.string(quasi.value.cooked))
    if len(parts) > 2:
        return fx.b.emit("concat", *parts)
    if not parts:
        return fx.string("")
    return parts[0] if len(parts) == 1 else _concat(fx, *parts)


def _concat(fx: Lowering, left: Value, right: Value) -> Value:
    value = fx.b.emit("add", left, right)
    value.kinds = Kinds.STRING
    return value


# -- arrays -----------------------------------------------------------------------------------------------------------

@expression("ArrayExpression")
def array(fx: Lowering, node: Node) -> Value:
    return array_of(fx, node.elements)


def array_of(fx: Lowering, elements: list[Node]) -> Value:
    """An array of elements, None a hole, some of them maybe spread."""
    values: list[Value] = []
    for index, element in enumerate(elements):
        if element is not None and element.type == "SpreadElement":
            result = fx.b.emit("new_array", *values)
            append_elements(fx, result, elements[index:])
            return result
        values.append(fx.expr(element) if element is not None else fx.empty())
    return fx.b.emit("new_array", *values)


def append_elements(fx: Lowering, target: Value, elements: list[Node], *, arguments: bool = False) -> None:
    for element in elements:
        if element is None:
            fx.b.rt("lode_array_append", target, fx.empty())
        elif element.type == "SpreadElement":
            value = fx.expr(element.argument)
            fx.b.pos = expressions.position(fx, element.argument)
            if not arguments:
                words = fx.string(not_iterable_text(element.argument))
            elif element is elements[-1] and sum(e.type == "SpreadElement" for e in elements) == 1:
                words = fx.string("Spread syntax requires ...iterable[Symbol.iterator] to be a function")
            else:  # V8 makes an array literal of other arguments
                words = fx.empty()
            fx.b.rt("lode_array_spread", target, value, words, fx.i32(0 if arguments else 1))
        else:
            fx.b.rt("lode_array_append", target, fx.expr(element))


# -- objects ----------------------------------------------------------------------------------------------------------

@expression("ObjectExpression")
def object_literal(fx: Lowering, node: Node) -> Value:
    scope = node._scope
    if scope is not None:
        fx.open_scope(scope)
    properties = node.properties
    keys: list[str] = []
    values: list[Value] = []
    count = 0
    for prop in properties:
        name = _plain_name(prop)
        if name is None or name in keys:
            break
        keys.append(name)
        values.append(_property_value(fx, prop, name))
        count += 1
    result = fx.b.emit("new_object", *values, keys=tuple(keys))
    if scope is not None and (home := scope.bindings.get("%home")) is not None:
        fx.initialise(home, result)
    for prop in properties[count:]:
        _define(fx, result, prop)
    if scope is not None:
        fx.close_scope(scope)
    return result


def _plain_name(prop: Node) -> str | None:
    """The key of a data property that the shape of a fresh object can hold."""
    if prop.type != "Property" or prop.kind != "init" or prop.computed:
        return None
    key = prop.key
    name = key.name if key.type == "Identifier" else key.value
    if not isinstance(name, str) or looks_like_index(name):
        return None
    if name == "__proto__" and not prop.shorthand and not prop.method:
        return None
    return name


def _property_value(fx: Lowering, prop: Node, name: str) -> Value:
    if prop.method:
        return fx.closure(prop.value._func, name)
    return patterns.named(fx, prop.value, name)


def _define(fx: Lowering, target: Value, prop: Node) -> None:
    """13.2.5.5 PropertyDefinitionEvaluation."""
    b = fx.b
    if prop.type == "SpreadElement":
        source = fx.expr(prop.argument)
        b.pos = prop._start
        b.emit("copy_data_properties", target, source)
        return
    if prop.computed:
        key = fx.expr(prop.key)
        b.pos = prop.key._start
        if not _is_key(key):
            key = b.emit("to_property_key", key)
        name = None
    else:
        name = property_name(prop.key)
        if name == "__proto__" and prop.kind == "init" and not prop.method and not prop.shorthand:
            value = fx.expr(prop.value)
            b.rt("lode_set_literal_proto", target, value)
            return
        key = key_constant(fx, name)
    if prop.kind in ("get", "set"):
        info = prop.value._func
        value = fx.closure(info, f"{prop.kind} {name}" if name is not None else None)
        b.pos = prop._start
        b.rt("lode_define_getter" if prop.kind == "get" else "lode_define_setter", target, key, value, fx.i32(1))
        return
    if prop.method:
        value = fx.closure(prop.value._func, name)
        b.pos = prop._start
        b.rt("lode_define_method", target, key, value, fx.i32(1))
        return
    if name is not None:
        value = patterns.named(fx, prop.value, name)
    else:
        value = fx.expr(prop.value)
        if patterns.is_anonymous_function(prop.value):
            b.rt("lode_set_function_name", value, key, fx.i32(0))
    b.pos = prop._start
    b.rt("lode_define_field", target, key, value)


def _is_key(value: Value) -> bool:
    return value.kinds in (Kinds.STRING, Kinds.SYMBOL, Kinds.INT32)
