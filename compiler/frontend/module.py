"""From source text to an IR module."""

from __future__ import annotations

from typing import Any

from ..ir.function import Function, Module, Value
from . import (  # noqa: F401
    assignment,
    calls,
    classes,
    exceptions,
    expressions,
    functions,
    imports,
    literals,
    loops,
    patterns,
    returns,
    statements,
    suspensions,
)
from .analysis import Analyzer
from .analysis.script import ScriptAnalyzer
from .context import Lowering
from .offsets import to_byte_offsets
from .parse import LIBRARY_PARAMETERS, MODULE_PARAMETERS, parse_esm, parse_module, parse_script, with_deep_stack
from .scope import FunctionInfo
from .walk import nodes

Node = Any


class ModuleLowering:
    """Lowers the functions of one module, each when something first refers to it."""

    def __init__(self, path: str, source: str, name: str, native: bool) -> None:
        self.path = path
        self.source = source
        self.module = Module(path, source, name, native)
        self.exported: list[int] = []  # slots of an ES module's environment that other modules may read
        self.contexts: list[Lowering] = []

    def function(self, info: FunctionInfo) -> Function:
        """The IR function of ``info``; its body is lowered later."""
        if info.ir is None:
            function = functions.declare(self.module, info, len(self.contexts))
            fx = Lowering(self, info, function)
            functions.add_parameters(fx)
            self.contexts.append(fx)
        assert info.ir is not None
        return info.ir

    def note_this_property(self, fx: Lowering, name: str) -> None:
        """A constructor's body assigns this.name: objects that it makes get room for it."""
        fx.this_properties.add(name)
        fx.function.slots_hint = min(len(fx.this_properties), 64)

    def emit_return(self, fx: Lowering, value: Value) -> None:
        functions.emit_return(fx, value)

    def run(self, top: FunctionInfo) -> Module:
        self.function(top)
        done = 0
        while done < len(self.contexts):
            fx = self.contexts[done]
            functions.lower_body(fx)
            fx.b = None  # type: ignore[assignment]  # construction state is no longer needed
            done += 1
        rest = sorted(self.contexts[1:], key=lambda fx: (fx.function.source_start, -fx.function.source_end))
        self.module.functions = [self.contexts[0].function, *(fx.function for fx in rest)]
        return self.module


def lower_module(path: str, source: str, *, name: str, native: bool = False, esm: bool = False) -> Module:
    """Compiles a CommonJS or ES module to IR. ``native``: one of the runtime's library. Raises a CompileError."""
    parameters = LIBRARY_PARAMETERS if native else MODULE_PARAMETERS

    def work() -> Module:
        analyzer = Analyzer(path, source)
        lowering = ModuleLowering(path, source, name, native)
        if esm:
            top = analyzer.run_esm(parse_esm(path, source))
            lowering.exported = sorted({binding.slot for _, binding in analyzer.local_exports})
        else:
            top = analyzer.run(parse_module(path, source, parameters), parameters)
        module = lowering.run(top)
        module.esm = analyzer.record
        to_byte_offsets(module)
        module.requires = _in_order(analyzer.requires)
        module.imports = _in_order(analyzer.imports)
        module.computed_imports = analyzer.computed_imports
        return module

    return with_deep_stack(work)


def lower_script(path: str, source: str, *, name: str, completion: bool = False) -> Module:
    """Compiles a script to IR. ``completion``: it returns its completion value. Raises a CompileError."""

    def work() -> Module:
        program = parse_script(path, source)
        analyzer = ScriptAnalyzer(path, source, completion=completion)
        top = analyzer.run_script(program)
        module = ModuleLowering(path, source, name, False).run(top)
        module.script, module.prints = True, completion
        module.imports = _in_order(analyzer.imports)
        module.computed_imports = analyzer.computed_imports
        to_byte_offsets(module)
        return module

    return with_deep_stack(work)


def _in_order(specifiers: list[tuple[str, int]]) -> list[str]:
    return list(dict.fromkeys(specifier for specifier, _ in sorted(specifiers, key=lambda r: r[1])))


def collect_requires(program: Node) -> list[tuple[str, int]]:
    """The constant arguments of calls of ``require`` in a syntax tree, with their positions, in source order."""
    found: list[tuple[str, int]] = []
    for node in nodes(program):
        if node.type == "CallExpression" and node.callee.type == "Identifier" and node.callee.name == "require" \
                and node.arguments and node.arguments[0].type == "Literal" and isinstance(node.arguments[0].value, str):
            found.append((node.arguments[0].value, node.arguments[0]._start))
    return found
