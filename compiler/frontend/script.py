"""The top level of scripts: names that belong to the realm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..ir.function import Value

if TYPE_CHECKING:
    from .context import Lowering
    from .scope import ScriptDeclarations

Node = Any


def declare(fx: Lowering, script: ScriptDeclarations) -> None:
    """16.1.7 GlobalDeclarationInstantiation. Whatever may fail is checked before anything is declared."""
    lists = [[name for name, constant in script.lexical if not constant],
             [name for name, constant in script.lexical if constant],
             [name for name, _ in script.functions], [*script.variables], [*script.block_functions]]
    if not any(lists):
        return
    lets, constants, functions, variables, block_functions = (_names(fx, names) for names in lists)
    fx.b.rt("lode_declare_script", lets, constants, functions, variables)
    deletable = fx.i32(int(script.deletable))
    for name, info in script.functions:
        fx.b.rt("lode_declare_global_function", fx.string(name), fx.closure(info), deletable)
    if script.variables or script.block_functions:
        fx.b.rt("lode_declare_global_vars", variables, block_functions, deletable)


def _names(fx: Lowering, names: list[str]) -> Value:
    return fx.b.emit("new_array", *(fx.string(name) for name in names))


def initialise(fx: Lowering, target: Node, value: Value) -> None:
    """InitializeBinding of the let, const, class or parameter that the identifier ``target`` declares."""
    if target._ref is not None:
        fx.initialise(target._ref, value)
    else:
        fx.b.rt("lode_initialise_global", fx.string(target.name), value)
