"""``new`` and ``super(…)`` (13.3.5, 13.3.7).

Where the constructor is known to be a class of this module, its code is called directly, on an object made here. What
``new`` names is known if it is a binding that only ever holds a class; what ``super`` calls is compared, for the
prototype of a class can be replaced, with the class that ``extends`` names.
"""

from __future__ import annotations

from typing import Any

from ..ir.function import Value
from ..ir.types import ANY
from . import evals
from .callee_text import callee_text
from .context import Lowering, expression
from .functions import run_field_initialisers
from .literals import append_elements
from .scope import ClassInfo, FunctionInfo

Node = Any
_DEPTH = 4  # implicit constructors looked through


def has_spread(node: Node) -> bool:
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
    evals.note_constants(fx, node)
    callee = fx.expr(node.callee)
    text = callee_text(node.callee)
    if has_spread(node):
        args = spread_arguments(fx, node.arguments)
        b.pos = node._start
        return b.rt("lode_construct_spread", callee, callee, args, fx.string(text))
    values = [fx.expr(a) for a in node.arguments]
    b.pos = node._start
    class_info = known_class(node.callee)
    if class_info is not None and (result := _construct_class(fx, class_info, callee, callee, values)) is not None:
        b.emit("learn_slots", callee, result)
        return result
    return b.emit("construct", callee, callee, *values, text=text)


def super_call(fx: Lowering, node: Node) -> Value:
    """13.3.7.1: constructs with the parent, then binds this and defines the fields."""
    b = fx.b
    info = fx.info
    while info.arrow:
        assert info.parent is not None
        info = info.parent
    bindings = info.scope.bindings
    b.pos = node._start
    callee = fx.load(bindings["%callee"])
    parent = b.emit("super_constructor", callee)
    new_target = fx.load(bindings["%new_target"])
    result: Value
    if has_spread(node):
        args = spread_arguments(fx, node.arguments)
        b.pos = node._start
        b.rt("lode_check_super_constructor", callee, parent)
        result = b.rt("lode_construct_spread", parent, new_target, args, fx.string("super"))
    else:
        values = [fx.expr(a) for a in node.arguments]
        b.pos = node._start
        if info.class_info is not None:
            result = _construct_parent(fx, info.class_info, callee, parent, new_target, values)
        else:  # in code that eval runs
            b.rt("lode_check_super_constructor", callee, parent)
            result = b.emit("construct", parent, new_target, *values, text="super")
    bind_this(fx, info, result)
    if node._fields is not None:
        b.emit("call", fx.load(node._fields), result, text="")
    return result


def bind_this(fx: Lowering, info: FunctionInfo, result: Value) -> None:
    """A derived constructor's this, of which there is only one; then its fields."""
    b = fx.b
    this = info.scope.bindings["%this"]
    twice, once = b.new_block(), b.new_block()
    b.branch_to(b.emit("is_empty", fx.load(this)), once, twice)
    b.start(twice)
    b.rt("lode_throw_super_called_twice")
    b.unreachable()
    b.start(once)
    fx.initialise(this, result)
    run_field_initialisers(fx, info)


def implicit_derived(fx: Lowering) -> None:
    """15.7.14 step 14.a: hands its arguments on."""
    info, b = fx.info, fx.b
    assert fx.argc is not None and fx.argv is not None
    callee = fx.load(info.scope.bindings["%callee"])
    new_target = fx.load(info.scope.bindings["%new_target"])
    parent = b.emit("super_constructor", callee)
    b.rt("lode_check_super_constructor", callee, parent)
    this = b.rt("lode_construct", parent, new_target, fx.argc, fx.argv, fx.string("super"))
    fx.initialise(info.scope.bindings["%this"], this)
    run_field_initialisers(fx, info)


# -- known classes ---------------------------------------------------------------------------------------------------

def known_class(node: Node) -> ClassInfo | None:
    """The class that an expression gives whenever it gives anything: that of a binding which nothing assigns."""
    if node.type != "Identifier" or node._ref is None or node._dynamic:
        return None
    binding = node._ref
    return binding.class_info if binding.class_info is not None and not binding.assigned else None


def _construct_class(fx: Lowering, class_info: ClassInfo, callee: Value, new_target: Value, args: list[Value],
                     depth: int = _DEPTH) -> Value | None:
    """The object that the class's [[Construct]] gives; None if its code can't be called directly."""
    b = fx.b
    info = class_info.constructor
    implicit = info.node is None
    if depth == 0 or (info.uses_argv and not implicit):
        return None
    if not class_info.derived:
        instance = b.emit("new_instance", new_target)
        if implicit:
            _run_fields(fx, class_info, callee, instance)
            return instance
        result = _call_constructor(fx, info, callee, new_target, instance, args)
        return result if info.returns_value else instance
    if not implicit:
        return _call_constructor(fx, info, callee, new_target, None, args)
    parent = b.emit("super_constructor", callee)
    result = _construct_parent(fx, class_info, callee, parent, new_target, args, depth - 1)
    _run_fields(fx, class_info, callee, result)
    return result


def _construct_parent(fx: Lowering, class_info: ClassInfo, callee: Value, parent: Value, new_target: Value,
                      args: list[Value], depth: int = _DEPTH) -> Value:
    """What ``super(…)`` constructs in a constructor of the class."""
    b = fx.b
    heritage = class_info.node.superClass
    known = known_class(heritage) if heritage is not None else None
    join = None
    if known is not None and depth:
        target = fx.module.function(known.constructor)
        target.escapes = True
        same, other, join = b.new_block(), b.new_block(), b.new_block()
        b.branch_to(b.emit("is_closure_of", parent, func=target), same, other)
        b.start(same)
        direct = _construct_class(fx, known, parent, new_target, args, depth)
        if direct is None:
            b.jump(other)
        else:
            b.jump(join, direct)
        b.start(other)
    b.rt("lode_check_super_constructor", callee, parent)
    result: Value = b.emit("construct", parent, new_target, *args, text="super")
    if join is None or not join.preds:
        return result
    joined = join.add_param(ANY)
    b.jump(join, result)
    b.start(join)
    return joined


def _call_constructor(fx: Lowering, info: FunctionInfo, callee: Value, new_target: Value, instance: Value | None,
                      args: list[Value]) -> Value:
    """Calls the direct entry of a constructor: an object that it returns takes the instance's place."""
    b = fx.b
    function = fx.module.function(info)
    function.escapes = True
    given = iter(args)
    operands: list[Value] = []
    for param in function.params:
        if param.role == "env":
            operands.append(b.emit("function_env", callee))
        elif param.role == "callee":
            operands.append(callee)
        elif param.role == "new_target":
            operands.append(new_target)
        elif param.role == "this":
            assert instance is not None
            operands.append(instance)
        else:
            operands.append(next(given, None) or fx.undefined())
    result = b.call_direct(function, *operands)
    if instance is None or not info.returns_value:
        return result
    replaced, kept, join = b.new_block(), b.new_block(), b.new_block()
    value = join.add_param(ANY)
    b.branch_to(b.emit("is_object", result), replaced, kept)
    b.start(replaced)
    b.jump(join, result)
    b.start(kept)
    b.jump(join, instance)
    b.start(join)
    return value


def _run_fields(fx: Lowering, class_info: ClassInfo, callee: Value, instance: Value) -> None:
    if class_info.fields is None:
        return
    function = fx.module.function(class_info.fields)
    operands: list[Value] = []
    for param in function.params:
        if param.role == "env":
            operands.append(fx.b.emit("function_env", callee))
        else:
            operands.append(instance if param.role == "this" else fx.undefined())
    fx.b.call_direct(function, *operands)
