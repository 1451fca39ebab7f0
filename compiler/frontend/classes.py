"""Classes (15.7)."""

from __future__ import annotations

from typing import Any

from ..ir.function import Value
from . import script
from .context import Lowering, expression, statement
from .functions import PRIVATE_KINDS, call_known
from .literals import key_constant, property_name
from .scope import ClassInfo

Node = Any


@expression("ClassExpression")
def class_expression(fx: Lowering, node: Node) -> Value:
    return class_definition(fx, node, node.id.name if node.id is not None else "")


@statement("ClassDeclaration")
def class_declaration(fx: Lowering, node: Node) -> None:
    script.initialise(fx, node.id, class_definition(fx, node, node.id.name))


def class_definition(fx: Lowering, node: Node, name: str) -> Value:
    """15.7.14 ClassDefinitionEvaluation."""
    b = fx.b
    info: ClassInfo = node._class
    saved_strict, fx.strict = fx.strict, True
    fx.open_scope(info.scope)
    for binding in info.scope.bindings.values():
        if binding is info.brand:
            of_class = fx.string(node.id.name if node.id is not None else "anonymous")
            fx.initialise(binding, b.rt("lode_private_brand", of_class))
        elif binding.kind == "private" and (binding.members is None or binding.members.static):
            fx.initialise(binding, b.rt("lode_private_name", fx.string(binding.name)))
    heritage = fx.expr(node.superClass) if node.superClass is not None else fx.empty()
    info.constructor.name = name
    function = fx.module.function(info.constructor)
    function.escapes = True
    env = fx.env_of(info.scope) if info.constructor.needs_env else b.emit("const_null_ptr")
    b.pos = node.superClass._start if node.superClass is not None else node._start
    constructor = b.emit("new_class", env, heritage, func=function)
    prototype = b.rt("lode_class_prototype", constructor)
    for hidden, value in (("%home", prototype), ("%statichome", constructor)):
        if (home := info.scope.bindings.get(hidden)) is not None:
            fx.initialise(home, value)
    if (fields := info.scope.bindings.get("%fields")) is not None and info.fields is not None:
        fx.initialise(fields, fx.closure(info.fields))
    for element in node.body.body:
        _define_element(fx, info, element, constructor, prototype)
    if info.name_binding is not None:
        fx.initialise(info.name_binding, constructor)
    for element in node.body.body:
        static = info.statics.get(element)
        if static is not None:
            b.pos = element._start
            call_known(fx, static, constructor, [])
    fx.close_scope(info.scope)
    fx.strict = saved_strict
    return constructor


def _define_element(fx: Lowering, info: ClassInfo, element: Node, constructor: Value, prototype: Value) -> None:
    """Methods and accessors; of fields only the computed key."""
    b = fx.b
    kind = element.type
    if kind == "StaticBlock":
        return
    if kind in ("PropertyDefinition", "FieldDefinition"):
        if element.computed:
            key = fx.expr(element.key)
            b.pos = element.key._start
            fx.initialise(info.field_keys[element], b.emit("to_property_key", key))
        return
    if element.kind == "constructor":
        return
    if element.key.type == "PrivateIdentifier":
        _private_method(fx, element, constructor)
        return
    target = constructor if element.static else prototype
    name: str | None = None
    if element.computed:
        key = fx.expr(element.key)
        b.pos = element.key._start
        key = b.emit("to_property_key", key)
    else:
        name = property_name(element.key)
        key = key_constant(fx, name)
    accessor = element.kind in ("get", "set")
    full = f"{element.kind} {name}" if accessor and name is not None else name
    method = fx.closure(element.value._func, full)
    b.pos = element._start
    define = {"get": "lode_define_getter", "set": "lode_define_setter"}.get(element.kind, "lode_define_method")
    b.rt(define, target, key, method, fx.i32(0))


def _private_method(fx: Lowering, element: Node, constructor: Value) -> None:
    """A private method or accessor: the constructor's own if static, else kept for the instances."""
    name = property_name(element.key)
    closure = fx.closure(element.value._func, name if element.kind == "method" else f"{element.kind} {name}")
    fx.initialise(element._method, closure)
    if not element.static:
        return
    fx.b.pos = element._start
    fx.b.rt("lode_private_add", constructor, fx.load(element.key._ref), closure, fx.i32(PRIVATE_KINDS[element.kind]))
