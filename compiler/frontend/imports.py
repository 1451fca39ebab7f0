"""What only modules have: ``export default`` of an expression, ``import()``, ``import.meta``."""

from __future__ import annotations

from typing import Any

from ..ir.function import Value
from . import patterns
from .context import Lowering, expression, statement

Node = Any


@statement("ExportDefaultDeclaration")
def export_default(fx: Lowering, node: Node) -> None:
    """16.2.3.7: the value's binding is *default*; an anonymous function is named "default"."""
    fx.initialise(node._ref, patterns.named(fx, node.declaration, "default"))


@expression("ImportExpression")
def import_call(fx: Lowering, node: Node) -> Value:
    """13.3.10.1"""
    specifier = fx.expr(node.source)
    options = fx.expr(node.options) if node.options is not None else fx.undefined()
    fx.b.pos = node._start
    return fx.b.emit("import_call", specifier, options)
