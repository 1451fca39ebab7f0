"""IR functions to LLVM text. Importing this checks that every op of the table has a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.ir.function import Function
from compiler.ir.ops import OPS

from . import (  # they register templates
    emit_activations,  # noqa: F401
    emit_calls,
    emit_construct,  # noqa: F401
    emit_control,  # noqa: F401
    emit_fields,  # noqa: F401
    emit_generic,  # noqa: F401
    emit_objects,  # noqa: F401
    emit_values,  # noqa: F401
)
from .emit_base import TEMPLATES, BackendError, FunctionEmitter

if TYPE_CHECKING:
    from .data import ModuleData

if missing := sorted(OPS.keys() - TEMPLATES.keys()):
    raise BackendError(f"no template (compiler/backend/emit_*.py) for ops: {', '.join(missing)}")
if unknown := sorted(TEMPLATES.keys() - OPS.keys()):
    raise BackendError(f"templates for ops that compiler/ir/ops.py doesn't declare: {', '.join(unknown)}")


def emit(data: ModuleData, function: Function, direct: bool, uniform: bool) -> str:
    """LLVM text of one function. direct: something calls its direct entry; uniform: it is used as a value."""
    return emit_calls.emit_function(FunctionEmitter(data, function), direct, uniform)
