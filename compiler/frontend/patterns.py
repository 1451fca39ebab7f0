"""Binding and assignment patterns, defaults, and names of anonymous functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..ir.function import NO_PLACE, Value
from ..ir.types import ANY, BOOL, Kinds
from . import array_patterns, assignment, expressions, literals, script
from .callee_text import callee_text, not_iterable_text
from .context import Exit, Lowering, Target
from .ssa import Temp

Node = Any
Store = Callable[[Value], None]


# -- names of anonymous functions ------------------------------------------------------------------------------------

def is_anonymous_function(node: Node) -> bool:
    """IsAnonymousFunctionDefinition."""
    kind = node.type
    return kind == "ArrowFunctionExpression" or (kind in ("FunctionExpression", "ClassExpression") and node.id is None)


def named(fx: Lowering, node: Node, name: str) -> Value:
    """NamedEvaluation: the value of an expression; an anonymous function gets ``name``."""
    kind = node.type
    if kind == "ArrowFunctionExpression" or (kind == "FunctionExpression" and node.id is None):
        return fx.closure(node._func, name)
    if kind == "ClassExpression" and node.id is None:
        from .classes import class_definition
        return class_definition(fx, node, name)
    return fx.expr(node)


# -- targets ----------------------------------------------------------------------------------------------------------

def bind(fx: Lowering, target: Node, value: Value, source: Node | None = None) -> None:
    """BindingInitialization of let, const and parameters with a value. ``source``: the expression it comes from."""
    assign_pattern(fx, target, value, True, source)


def assign(fx: Lowering, target: Node, value: Value, source: Node | None = None) -> None:
    """Assignment to an assignment target or var pattern."""
    assign_pattern(fx, target, value, False, source)


def assign_pattern(fx: Lowering, target: Node, value: Value, declares: bool, source: Node | None = None,
                   nested: bool = False) -> None:
    kind = target.type
    if kind == "AssignmentPattern":
        value = with_default(fx, value, target)
        assign_pattern(fx, target.left, value, declares, source, nested)
    elif kind == "ObjectPattern":
        _object_pattern(fx, target, value, declares, source, nested)
    elif kind == "ArrayPattern":
        _array_pattern(fx, target, value, declares, source)
    else:
        reference(fx, target, declares)(value)


def reference(fx: Lowering, target: Node, declares: bool) -> Store:
    """Evaluates the parts of a target that come before its value; the result stores a value there."""
    kind = target.type
    if kind == "Identifier":
        if declares:
            return lambda value: script.initialise(fx, target, value)
        return assignment.name_reference(fx, target)
    if kind == "MemberExpression":
        return assignment.member_reference(fx, target)
    if kind in ("ObjectPattern", "ArrayPattern"):
        return lambda value: assign_pattern(fx, target, value, declares, nested=True)
    if kind == "CallExpression":
        return lambda value: _ignore(assignment.call_target(fx, target, "Invalid left-hand side in for-loop"))
    raise fx.unsupported(target, f"a {kind} node as a target")


def _ignore(value: Value) -> None:
    return None


def with_default(fx: Lowering, value: Value, target: Node) -> Value:
    """The value, or the default of an AssignmentPattern where it is undefined."""
    b = fx.b
    use_default, join = b.new_block("default"), b.new_block()
    result = join.add_param(ANY)
    b.emit("branch", b.emit("is_undefined", value), edges=[b.edge(use_default), b.edge(join, value)])
    b.start(use_default)
    name = target.left.name if target.left.type == "Identifier" else None
    default = (
        named(fx, target.right, name) if name is not None and not target.left._parenthesized else fx.expr(target.right)
    )
    b.jump(join, default)
    b.start(join)
    return result


# -- object patterns -------------------------------------------------------------------------------------------------

def _object_pattern(
    fx: Lowering, target: Node, value: Value, declares: bool, source: Node | None, nested: bool
) -> None:
    properties = target.properties
    if value.kinds & Kinds.NULLISH:
        _require_object(fx, target, value, source, nested)
    has_rest = bool(properties) and properties[-1].type in ("RestElement", "SpreadElement")
    excluded: list[Value] = []
    for prop in properties:
        if prop.type in ("RestElement", "SpreadElement"):
            _object_rest(fx, prop, value, excluded, declares)
            return
        _object_property(fx, prop, value, excluded if has_rest else None, declares)


def _require_object(fx: Lowering, target: Node, value: Value, source: Node | None, nested: bool) -> None:
    """RequireObjectCoercible, with V8's words: they name the first property, and where the value comes from."""
    first = target.properties[0] if target.properties else None
    text = callee_text(source) if source is not None else ""
    fx.b.pos = target._start
    if first is not None and first.type == "Property" and not first.computed:
        if nested and first.value.type in ("Identifier", "ObjectPattern", "ArrayPattern"):
            return  # reading the first property throws
        text = f"property '{literals.property_name(first.key)}' of" + (f" '{text}'" if text else "")
        fx.b.pos = first.key._start
    elif text:
        text = f"'{text}'"
    fx.b.rt("lode_require_object_coercible", value, fx.string(text))


def _object_property(fx: Lowering, prop: Node, value: Value, excluded: list[Value] | None, declares: bool) -> None:
    b = fx.b
    element = prop.value
    default = element if element.type == "AssignmentPattern" else None
    inner = element.left if default is not None else element
    key: Value | None = None
    name = ""
    if prop.computed:
        key = b.emit("to_property_key", fx.expr(prop.key))
    else:
        name = literals.property_name(prop.key)
        if excluded is not None or literals.looks_like_index(name):
            key = literals.key_constant(fx, name)
    if excluded is not None:
        assert key is not None
        excluded.append(key)
    # A member target's object and key are evaluated before the property is read (13.15.5.6).
    store = reference(fx, inner, declares)
    b.pos = prop.key._start
    if prop.computed or literals.looks_like_index(name):
        assert key is not None
        item: Value = b.emit("get_elem", value, key)
    else:
        item = b.emit("get_prop", value, key=name)
    if default is not None:
        item = with_default(fx, item, default)
    store(item)


def _object_rest(fx: Lowering, prop: Node, value: Value, excluded: list[Value], declares: bool) -> None:
    store = reference(fx, prop.argument, declares)
    rest = fx.b.emit("new_object", keys=())
    fx.b.emit("copy_data_properties", rest, value, *excluded)
    store(rest)


# -- array patterns --------------------------------------------------------------------------------------------------

def _array_pattern(fx: Lowering, target: Node, value: Value, declares: bool, source: Node | None) -> None:
    """8.6.2 and 13.15.5.3; whatever throws between steps of the iterator closes it (IteratorClose)."""
    b = fx.b
    join = array_patterns.bind_packed(fx, target, value, declares)
    b.pos = target._start if source is None else expressions.position(fx, source)
    known = source is not None and source.type != "MemberExpression"
    record = b.rt("lode_iter_open", value, fx.string(not_iterable_text(source)) if known else fx.empty())
    done = Temp(BOOL)
    b.write(done, b.emit("const_bool", value=False))
    outer = b.handler
    before = b.block
    start = b.new_block()
    b.jump(start)
    handler = b.new_handler(before, [*target._region.variables(), done], "close")
    b.start(start)

    def close(_: Exit) -> bool:
        """A yield among the targets was resumed with a return."""
        _close_unless_done(fx, record, b.read(done), 0)
        return False

    fx.targets.append(Target(outer, leave=close))
    b.handler = handler
    first = True
    for element in target.elements:
        if element is not None and element.type in ("RestElement", "SpreadElement"):
            _array_rest(fx, element, record, done, first, declares)
            break
        default = element if element is not None and element.type == "AssignmentPattern" else None
        inner = default.left if default is not None else element
        store = reference(fx, inner, declares) if inner is not None else None
        item = _step(fx, record, done, first, "lode_iter_skip" if element is None else "lode_iter_next")
        first = False
        if default is not None:
            item = with_default(fx, item, default)
        if store is not None:
            store(item)
    b.handler = outer
    fx.targets.pop()
    _close_unless_done(fx, record, b.read(done), 0)
    _close_on_throw(fx, handler, record, done)
    if join is not None:
        b.jump(join)
        b.start(join)


def _step(fx: Lowering, record: Value, done: Temp, first: bool, function: str) -> Value:
    """The next value, undefined if there is none. A throw from the iterator itself doesn't close it."""
    b = fx.b
    join, step = b.new_block(), b.new_block()
    result = join.add_param(ANY)
    if first:
        b.jump(step)
    else:
        b.emit("branch", b.read(done), edges=[b.edge(join, fx.undefined()), b.edge(step)])
    b.start(step)
    saved, b.handler = b.handler, fx.targets[-1].handler
    value = b.rt(function, record)
    b.handler = saved
    ended, more = b.new_block(), b.new_block()
    b.branch_to(b.emit("is_done", value), ended, more)
    b.start(ended)
    b.write(done, b.emit("const_bool", value=True))
    b.jump(join, fx.undefined())
    b.start(more)
    b.jump(join, b.emit("refine", value, mask=Kinds.ANY))
    b.start(join)
    return result


def _array_rest(fx: Lowering, element: Node, record: Value, done: Temp, first: bool, declares: bool) -> None:
    b = fx.b
    store = reference(fx, element.argument, declares)
    rest_block, empty_block, join = b.new_block(), b.new_block(), b.new_block()
    result = join.add_param(ANY)
    if first:
        b.jump(rest_block)
    else:
        b.branch_to(b.read(done), empty_block, rest_block)
        b.start(empty_block)
        b.jump(join, b.emit("new_array"))
    b.start(rest_block)
    saved, b.handler = b.handler, fx.targets[-1].handler
    rest = b.rt("lode_iter_rest", record, kinds=Kinds.ARRAY)
    b.handler = saved
    b.write(done, b.emit("const_bool", value=True))
    b.jump(join, rest)
    b.start(join)
    b.write(done, b.emit("const_bool", value=True))
    store(result)


def _close_unless_done(fx: Lowering, record: Value, done: Value, throwing: int) -> None:
    b = fx.b
    if b.dead:
        return
    close, after = b.new_block(), b.new_block()
    b.branch_to(done, after, close)
    b.start(close)
    b.rt("lode_iter_close", record, fx.i32(throwing))
    b.jump(after)
    b.start(after)


def _close_on_throw(fx: Lowering, handler: Any, record: Value, done: Temp) -> None:
    """The catch block: closes the iterator and throws on."""
    b = fx.b
    if not handler.used:
        return
    after = b.new_block()
    b.jump(after)
    b.start_handler(handler)
    exception = b.rt("lode_catch")
    _close_unless_done(fx, record, b.read(done), 1)
    b.emit("throw", exception, pos=NO_PLACE)
    b.start(after)


