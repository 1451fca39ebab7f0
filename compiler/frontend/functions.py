"""Functions: their declaration in the IR, prologue (this, arguments, parameters, hoisting), return."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..ir.function import UNDEFINED, Function, Instr, Value
from ..ir.types import ANY, I32, PTR, Kinds
from . import disposal, evals, fields, literals, patterns, script, suspensions
from .context import Lowering, expression
from .scope import FunctionInfo

if TYPE_CHECKING:
    from ..ir.function import Module

Node = Any

# JS_FN_* of runtime/object/function.h
STRICT, ARROW, METHOD, CLASS, DERIVED, GENERATOR, ASYNC, CONSTRUCTOR, NATIVE, ACCESSOR, MODULE, INFERRED_NAME = (
    0x0001, 0x0002, 0x0004, 0x0008, 0x0010, 0x0020, 0x0040, 0x0080, 0x0100, 0x0200, 0x0400, 0x0800)

_FLAGS = {
    "module": MODULE | METHOD, "esm": MODULE | METHOD, "script": MODULE | METHOD, "function": CONSTRUCTOR,
    "arrow": ARROW, "method": METHOD, "get": METHOD | ACCESSOR,
    "set": METHOD | ACCESSOR, "constructor": CLASS | CONSTRUCTOR, "derived": CLASS | DERIVED | CONSTRUCTOR,
    "fields": METHOD, "static": METHOD, "eval": METHOD,
}

# What stack traces call the functions that a class implies.
_TRACE_NAMES = {"fields": "<instance_members_initializer>", "static": "<static_initializer>"}


def declare(module: Module, info: FunctionInfo, number: int) -> Function:
    """The IR function of ``info`` with its entry parameters; the body comes later."""
    stem = re.sub(r"[^A-Za-z0-9_$]", "_", info.name) or info.kind
    inferred = "" if info.name else _TRACE_NAMES.get(info.kind, info.inferred)
    function = Function(f"{number}_{stem}", module, info.name or inferred)
    function.flags = _FLAGS[info.kind] | (STRICT if info.strict else 0) | (NATIVE if module.native else 0)
    if info.kind == "script" and info.name:
        function.flags &= ~MODULE  # indirect eval: traces name it
    if info.resumable:
        function.flags &= ~CONSTRUCTOR
        function.flags |= (GENERATOR if info.generator else 0) | (ASYNC if info.is_async else 0)
    function.flags |= INFERRED_NAME if inferred else 0
    function.length = info.length
    function.source_start, function.source_end = info.start, info.end
    function.escapes = function.runs_once = info.kind in ("module", "esm", "script", "eval")
    info.ir = function
    return function


def add_parameters(fx: Lowering) -> None:
    """Entry block parameters: only those that the function uses."""
    info, entry = fx.info, fx.function.blocks[0]
    if info.needs_callee or sloppy_arguments(info):
        fx.callee_param = entry.add_param(ANY, "callee", "callee", Kinds.FUNCTION)
    if info.needs_env:
        fx.env_param = entry.add_param(PTR, "env", "env")
    if info.uses_this and info.kind != "derived":
        entry.add_param(ANY, "this", "this", Kinds.ANY_OBJECT if info.kind in ("constructor", "fields") else Kinds.ANY)
    if info.uses_new_target:
        entry.add_param(ANY, "new_target", "new_target", Kinds.ANY)
    if info.uses_argv:
        fx.argc = entry.add_param(I32, "argc", "argc")
        fx.argv = entry.add_param(PTR, "argv", "argv")
        return
    for param in info.params:
        target = param.left if param.type == "AssignmentPattern" else param
        entry.add_param(ANY, "arg", target.name if target.type == "Identifier" else "", Kinds.ANY)


def sloppy_arguments(info: FunctionInfo) -> bool:
    """Does the arguments object have a callee?"""
    return info.arguments is not None and not info.strict and info.simple


def lower_body(fx: Lowering) -> None:
    """Lowers the whole function."""
    info, b = fx.info, fx.b
    b.pos = info.start
    rejection = suspensions.open_prologue(fx)
    if info.fname is not None:
        scope = info.fname.scope
        fx.open_scope(scope)
        if info.needs_callee:
            assert fx.callee_param is not None
            fx.initialise(info.fname, fx.callee_param)
    fx.open_scope(info.scope)
    _implicit_bindings(fx)
    if info.kind == "constructor" and info.node is not None:
        run_field_initialisers(fx, info)  # 10.2.2 step 6.b: before the parameters are bound
    _parameters(fx)
    if info.body_scope is not info.scope:
        _open_body_scope(fx)
    if info.script is not None:
        script.declare(fx, info.script)
    if info.evaluated is not None:
        evals.declare(fx, info.evaluated)
    fx.hoist(info.body_scope)
    suspensions.start(fx)
    _run(fx)
    if not b.dead:
        emit_return(fx, fx.undefined() if info.completion is None else fx.load(info.completion))
    suspensions.close_prologue(fx, rejection)
    b.finish()


def _param(fx: Lowering, role: str) -> Value:
    return next(p for p in fx.function.params if p.role == role)


def _implicit_bindings(fx: Lowering) -> None:
    info, b = fx.info, fx.b
    bindings = info.scope.bindings
    this = bindings.get("%this")
    if this is not None:
        if info.kind == "derived":
            fx.initialise(this, fx.empty())
        else:
            value = _param(fx, "this")
            if not info.strict and info.kind not in ("module", "script"):
                value = b.rt("lode_sloppy_this", value)
            fx.initialise(this, value)
    if (new_target := bindings.get("%new_target")) is not None:
        fx.initialise(new_target, _param(fx, "new_target"))
    if (callee := bindings.get("%callee")) is not None:
        assert fx.callee_param is not None
        fx.initialise(callee, fx.callee_param)


def _parameters(fx: Lowering) -> None:
    info, b = fx.info, fx.b
    if info.simple:
        for index, param in enumerate(info.params):
            binding = info.scope.bindings[param.name]
            if binding.param_index == index:
                fx.initialise(binding, positional(fx, index))
        _arguments(fx)
        return
    _arguments(fx)
    for index, param in enumerate(info.params):
        if param.type == "RestElement":
            assert fx.argc is not None and fx.argv is not None
            value: Value = b.rt("lode_rest", fx.argc, fx.argv, fx.i32(index), kinds=Kinds.ARRAY)
            patterns.bind(fx, param.argument, value)
        else:
            patterns.bind(fx, param, positional(fx, index))


def positional(fx: Lowering, index: int) -> Value:
    """Argument ``index``, undefined where missing."""
    if fx.argc is not None and fx.argv is not None:
        value = fx.b.emit("argv_load", fx.argc, fx.argv, index=index)
        value.kinds = Kinds.ANY
        return value
    return [p for p in fx.function.params if p.role == "arg"][index]


def _arguments(fx: Lowering) -> None:
    info, b = fx.info, fx.b
    binding = info.arguments
    if binding is None:
        return
    assert fx.argc is not None and fx.argv is not None
    mapped = [p for p in info.scope.bindings.values() if p.param_index >= 0]
    value: Value
    if sloppy_arguments(info) and not info.arguments_simple and mapped:
        assert fx.callee_param is not None
        slots = [-1] * len(info.params)
        for param in mapped:
            slots[param.param_index] = param.slot
        value = b.emit("arguments_mapped", fx.argc, fx.argv, fx.callee_param, b.read(info.scope), slots=slots)
    else:
        callee = fx.callee_param if sloppy_arguments(info) else fx.empty()
        assert callee is not None
        value = b.rt("lode_arguments", fx.argc, fx.argv, callee, kinds=Kinds.OBJECT)
    fx.initialise(binding, value)


def _open_body_scope(fx: Lowering) -> None:
    """10.2.11 step 28: variables of the body start with the value of the parameter of the same name."""
    info = fx.info
    fx.open_scope(info.body_scope)
    for binding in info.body_scope.bindings.values():
        outer = info.scope.bindings.get(binding.name)
        if binding.kind == "var" and outer is not None:
            fx.initialise(binding, fx.load(outer))


def _run(fx: Lowering) -> None:
    info = fx.info
    node = info.node
    if info.kind in ("module", "esm", "script", "eval"):
        _statements(fx, node.body)
    elif info.kind == "fields":
        for element in info.elements:
            if element._method is not None:
                fields.add_brand(fx, element)
                break
        rest = fields.define_fields(fx, [e for e in info.elements if e._method is None])
        while rest:
            _field(fx, rest[0])
            rest = fields.define_fields(fx, rest[1:])
    elif info.kind == "static":
        element = info.elements[0]
        if element.type == "StaticBlock":
            _statements(fx, element.body)
        else:
            _field(fx, element)
    elif node is None:
        _default_constructor(fx)
    elif node.body.type == "BlockStatement":
        _statements(fx, node.body.body)
    else:
        from .returns import return_body

        return_body(fx, node.body)


def _statements(fx: Lowering, body: list[Node]) -> None:
    def run() -> None:
        for child in body:
            fx.statement(child)

    disposal.with_resources(fx, fx.info.disposal, run)


def _field(fx: Lowering, element: Node) -> None:
    """15.7.10 ClassFieldDefinitionEvaluation, run on this."""
    info, b = fx.info, fx.b
    this = fx.load(info.scope.bindings["%this"])
    if element.computed:
        key = fx.load(element._key)
        value = fx.expr(element.value) if element.value is not None else fx.undefined()
        if element.value is not None and patterns.is_anonymous_function(element.value):
            b.rt("lode_set_function_name", value, key, fx.i32(0))
    else:
        value = (
            patterns.named(fx, element.value, literals.property_name(element.key))
            if element.value is not None
            else fx.undefined()
        )
        if element.key.type == "PrivateIdentifier":
            b.pos = element._start
            b.rt("lode_private_add", this, fx.load(element.key._ref), value, fx.i32(0))
            return
        key = literals.key_constant(fx, literals.property_name(element.key))
    b.pos = element._start
    b.rt("lode_define_field", this, key, value)


PRIVATE_KINDS = {"method": 1, "get": 2, "set": 3}


def run_field_initialisers(fx: Lowering, constructor: FunctionInfo) -> None:
    """Defines the fields of a new instance."""
    info = constructor.class_info
    if info is None or info.fields is None:
        return
    for element in info.fields.elements:
        if not element.computed and element._method is None:
            fx.module.note_this_property(fx, element.key.name if element.key.type == "PrivateIdentifier" else
                                         literals.property_name(element.key))
    if info.brand is not None:
        fx.module.note_this_property(fx, info.brand.name)
    this = fx.load(constructor.scope.bindings["%this"])
    call_known(fx, info.fields, this, [])


def call_known(fx: Lowering, target: FunctionInfo, this: Value | None, args: list[Value], tail: bool = False) -> Value:
    """Calls the direct entry of a function of this module."""
    function = fx.module.function(target)
    operands: list[Value] = []
    position = 0
    for param in function.params:
        if param.role == "env":
            operands.append(fx.env_of(target.outer))
        elif param.role == "this":
            operands.append(this if this is not None else fx.undefined())
        elif param.role == "arg":
            operands.append(args[position] if position < len(args) else fx.undefined())
            position += 1
        else:
            operands.append(fx.undefined())
    return fx.b.call_direct(function, *operands, tail=tail)


def _default_constructor(fx: Lowering) -> None:
    info = fx.info
    if info.kind == "constructor":
        run_field_initialisers(fx, info)
        return
    from .construct import implicit_derived

    implicit_derived(fx)


def emit_return(fx: Lowering, value: Value) -> None:
    """Returns from the function, cleanups already done."""
    b = fx.b
    if fx.info.kind == "derived":
        binding = fx.info.scope.bindings.get("%this")
        this = fx.load(binding) if binding is not None else fx.empty()
        if isinstance(value, Instr) and value.op.name == "const" and value.attrs["value"] is UNDEFINED:
            value = this
            if binding is not None:
                fx.check_tdz(this, binding, b.pos, "lode_throw_unconstructed")
            else:
                fx.throw_always("lode_throw_unconstructed")
        else:
            value = b.rt("lode_derived_result", value, this)
    b.emit("complete" if fx.info.resumable else "return", value)
    b.start_dead()


@expression("FunctionExpression", "ArrowFunctionExpression")
def function_expression(fx: Lowering, node: Node) -> Value:
    return fx.closure(node._func)
