"""Direct eval: its call, and the declarations of code that is evaluated in a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..ir.function import Unit, Value
from ..ir.types import ANY
from .eval_scope import encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from .context import Lowering
    from .scope import EvalDeclarations, Scope

Node = Any


def direct_eval(fx: Lowering, node: Node, callee: Value, argument: Value, ordinary: Callable[[], Value]) -> Value:
    """13.3.6.1: evaluates in this scope if the callee is %eval%; else it is a call like others."""
    b = fx.b
    inside, outside, join = b.new_block(), b.new_block(), b.new_block()
    result = join.add_param(ANY)
    pos = b.pos
    b.branch_to(b.rt("lode_is_eval", callee), inside, outside)
    b.start(inside)
    b.pos = pos
    scope = node._eval_scope
    text = encode(scope, fx.info, node._eval_strict)
    source = _constant(node.arguments[0]) if node.arguments else None
    if source is not None:
        digest, _, description = text.partition(" ")
        fx.module.module.units.append(Unit(f"eval {digest}", source, scope=description))
    b.jump(join, b.rt("lode_direct_eval", fx.env_of(scope), argument, fx.string(text)))
    b.start(outside)
    b.pos = pos
    b.jump(join, ordinary())
    b.start(join)
    return result


def note_constants(fx: Lowering, node: Node) -> None:
    """A call or construction that makes code of constant strings, if its callee is what it looks like: the code is
    compiled now, and the runtime finds it by these strings."""
    callee = node.callee
    texts = [_constant(a) for a in node.arguments]
    if callee.type == "Identifier" and callee.name == "Function" and callee._ref is None:
        known = [t for t in texts if t is not None]
        if len(known) == len(texts):
            fx.module.module.units.append(dynamic_function(known[:-1], known[-1] if known else ""))
    elif _names_eval(callee) and texts and texts[0] is not None:
        fx.module.module.units.append(Unit("eval", texts[0]))


def dynamic_function(parameters: list[str], body: str) -> Unit:
    """20.2.1.1.1 steps 7 to 14: the text of a function, in parentheses."""
    text = ",".join(parameters)
    return Unit("function", f"(function anonymous({text}\n) {{\n{body}\n}})",
                len(text.encode("utf-8", "surrogatepass")))


def _names_eval(callee: Node) -> bool:
    """(0, eval) or globalThis.eval"""
    if callee.type == "SequenceExpression":
        callee = callee.expressions[-1]
        return bool(callee.type == "Identifier" and callee.name == "eval" and callee._ref is None)
    return bool(callee.type == "MemberExpression" and not callee.computed and callee.property.name == "eval")


def _constant(node: Node) -> str | None:
    """The value of a string literal or a template without substitutions."""
    if node.type == "Literal" and isinstance(node.value, str):
        return str(node.value)
    if node.type == "TemplateLiteral" and not node.expressions:
        return str(node.quasis[0].value.cooked)
    return None


def declare(fx: Lowering, declared: EvalDeclarations) -> None:
    """19.2.1.3 in a function: what it doesn't have itself is added to its object of variables."""
    names, scope = declared.names, declared.scope
    for name in (*names.variables, *names.block_functions):
        if name not in scope.bindings:
            fx.b.rt("lode_eval_declare", _variables(fx, scope), fx.string(name))
    for name, info in names.functions:
        assign_var(fx, scope, name, fx.closure(info))


def assign_var(fx: Lowering, scope: Scope, name: str, value: Value) -> None:
    """Gives a variable of the function's scope, which may be one that eval adds, a function."""
    binding = scope.bindings.get(name)
    if binding is not None:
        fx.initialise(binding, value)
    else:
        fx.b.rt("lode_with_set", _variables(fx, scope), fx.string(name), value, fx.i32(0))


def _variables(fx: Lowering, scope: Scope) -> Value:
    """The object of the variables that eval adds to a function, made when it is first needed."""
    assert scope.dynamic is not None
    variables = fx.b.rt("lode_eval_vars", fx.load(scope.dynamic))
    fx.initialise(scope.dynamic, variables)
    return variables
