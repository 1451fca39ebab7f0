"""Units: code made from strings, by eval and by constructors of functions (runtime/builtins/dynamic_code.c)."""

from __future__ import annotations

from typing import Any

from ..diagnostics import LodeSyntaxError
from ..ir.builder import Builder
from ..ir.function import Module, Unit, Value
from .analysis.evaluated import EvalAnalyzer
from .analysis.script import ScriptAnalyzer
from .eval_scope import EvalContext, decode
from .module import ModuleLowering
from .offsets import to_byte_offsets
from .parse import EVAL_PATH, parse_dynamic_function, parse_eval, with_deep_stack
from .scope import FunctionInfo

Node = Any


def lower_unit(unit: Unit, name: str) -> Module:
    """Compiles a unit to IR. Its outermost function runs what is evaluated, or returns the dynamic function. Raises a
    CompileError."""

    def work() -> Module:
        analyzer, top = _evaluated(unit) if unit.key.partition(" ")[0] == "eval" else _dynamic_function(unit)
        module = ModuleLowering(EVAL_PATH, unit.source, name, False).run(top)
        module.unit = unit
        module.imports = [specifier for specifier, _ in analyzer.imports]
        module.computed_imports = analyzer.computed_imports
        to_byte_offsets(module)
        return module

    return with_deep_stack(work, unit.source)


def lower_constant_unit(unit: Unit, name: str) -> Module:
    """The same; what is wrong with its text is thrown when the program asks for it."""
    try:
        return lower_unit(unit, name)
    except LodeSyntaxError as error:
        module = lower_unit(Unit("eval", ""), name)
        module.source, module.unit = unit.source, unit
        function = module.functions[0]
        del function.blocks[1:]
        function.entry.instrs = []
        builder = Builder(function, function.entry)
        message: Value = builder.string(error.message)
        builder.rt("lode_throw_syntax_error", message)
        builder.emit("unreachable")
        return module


def _evaluated(unit: Unit) -> tuple[ScriptAnalyzer, FunctionInfo]:
    context = decode(unit.scope) if unit.scope is not None else EvalContext()
    program = parse_eval(EVAL_PATH, unit.source, context)
    analyzer = EvalAnalyzer(EVAL_PATH, unit.source, context)
    return analyzer, analyzer.run_eval(program)


def _dynamic_function(unit: Unit) -> tuple[ScriptAnalyzer, FunctionInfo]:
    start = unit.source.index("(", 1) + 1
    text = unit.source[start:].encode("utf-8", "surrogatepass")[:unit.split]
    program = parse_dynamic_function(EVAL_PATH, unit.source, text.decode("utf-8", "surrogatepass"))
    analyzer = ScriptAnalyzer(EVAL_PATH, unit.source, completion=True)
    return analyzer, analyzer.run_script(program)
