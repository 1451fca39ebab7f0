"""Scope analysis: resolves every identifier, finds what is captured, assigned, and used before initialisation.

One walk in source order, but with hoisted functions first, as they can run first. It leaves on the nodes:
``_ref`` (Identifier: its Binding, None for a global name; this, super, new.target: theirs), ``_check`` (the use may
come before the initialisation), ``_scope`` (block-like nodes), ``_func`` (function nodes), ``_class``, ``_region``
(loops, try blocks), ``_var`` (function declarations in blocks: the var binding of Annex B.3.2 to assign).
"""

from __future__ import annotations

from typing import Any

from esprima import nodes

from ...ir.esm import EsmRecord
from ..parse import MODULE_PARAMETERS
from ..scope import Binding, FunctionInfo
from .classes import ClassAnalysis
from .evals import mark_evals
from .expressions import ExpressionAnalysis
from .modules import ModuleAnalysis
from .statements import StatementAnalysis
from .syntax import is_strict_body

Node = Any


class Analyzer(StatementAnalysis, ExpressionAnalysis, ClassAnalysis, ModuleAnalysis):
    """Analyses one module. ``run`` returns the module's function."""

    # -- the module ---------------------------------------------------------------------------------------------------

    def run(self, program: Node, parameters: tuple[str, ...] = MODULE_PARAMETERS) -> FunctionInfo:
        mark_evals(program, self.source)
        info = FunctionInfo(program, "module", None, None, is_strict_body(program.body))
        info.start, info.end = 0, len(self.source)
        info.params = [nodes.Identifier(name) for name in parameters]
        self.function_body(info, program.body)
        self.finish()
        return info

    def run_esm(self, program: Node) -> FunctionInfo:
        """The same for an ES module; ``record`` says what it imports and exports."""
        mark_evals(program, self.source)
        self.record = EsmRecord()
        info = FunctionInfo(program, "esm", None, None, True)
        info.start, info.end = 0, len(self.source)
        self.module_body(info, program)
        self.finish()
        self.finish_record(info.scope)
        info.needs_env = info.scope.has_env
        return info

    def finish(self) -> None:
        """Decides which calls are direct, what is captured, and who needs an environment."""
        self.keep_for_evals()
        first = self.first_uses()
        for node, binding, function in self.unproven:
            if not 0 <= binding.init_time < first.get(function, self.clock + 1):
                node._check = True
                binding.needs_tdz = True
        pending: list[tuple[FunctionInfo, Binding]] = []
        for user, binding in self.calls:
            if binding.direct is None:
                self.use_value(user, binding)
            else:
                pending.append((user, binding))
        for scope in self.scopes:
            scope.lay_out()
        edges = [(user, target.parent, target) for user, binding in pending if (target := binding.direct) is not None]
        edges += [(user, target.parent, target) for user, target in self.implied_calls]
        changed = True
        while changed:
            changed = False
            for user, owner, target in edges:
                if not target.needs_env:
                    continue
                function = user
                while function is not owner and function is not None:
                    if not function.needs_env:
                        function.needs_env = changed = True
                    function = function.parent  # type: ignore[assignment]
