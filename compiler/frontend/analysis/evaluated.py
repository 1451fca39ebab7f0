"""Code that eval runs (19.2.1.3 EvalDeclarationInstantiation)."""

from __future__ import annotations

from typing import Any

from ...diagnostics import LodeSyntaxError
from ..eval_scope import EvalContext
from ..scope import EvalDeclarations, FunctionInfo, Scope, ScriptDeclarations
from .evals import mark_evals
from .script import ScriptAnalyzer
from .syntax import is_strict_body

Node = Any


class EvalAnalyzer(ScriptAnalyzer):
    """Analyses code that eval runs. Its var declarations belong to the function around it, or are global."""

    def __init__(self, path: str, source: str, context: EvalContext) -> None:
        super().__init__(path, source, completion=True)
        self.context = context
        self.place = _variable_scope(context.scope)

    def run_eval(self, program: Node) -> FunctionInfo:
        mark_evals(program, self.source)
        context = self.context
        kind = "script" if context.function is None else "eval"
        strict = context.strict or is_strict_body(program.body)
        info = FunctionInfo(program, kind, context.function, context.scope, strict)
        info.name = "eval"
        info.start, info.end = 0, len(self.source)
        info.needs_env = context.scope is not None
        scope = context.scope
        while scope is not None:
            self.dynamic_scopes += scope.dynamic is not None
            scope = scope.parent
        self.functions.append(info)
        self.function = info
        self.scope = info.scope = info.body_scope = self.new_scope("script", context.scope, info)
        self.completion = info.completion = info.scope.add("%completion", "var")
        if strict:
            self.hoist_body(info, program.body)
        else:
            self.declare_eval(info, program.body)
        for statement in program.body:
            self.visit(statement)
        self.finish()
        return info

    def declare_eval(self, info: FunctionInfo, body: list[Node]) -> None:
        """What EvalDeclarationInstantiation (19.2.1.3) needs of sloppy code; lexical names are the code's own."""
        declared = info.script = ScriptDeclarations()
        declared.deletable = True
        functions = self.declare_lexical(body, info.scope)
        names = self.new_scope("global", None, info)
        for binding in info.scope.bindings.values():
            names.add(binding.name, binding.kind)
        last = {node.id.name: node for node in functions}
        for name in last:
            names.add(name, "function")
        self.collect_vars(body, [], names, True)
        declared.variables = [b.name for b in names.bindings.values() if b.kind == "var" and b.name[0] != "%"]
        for name in (*last, *declared.variables):
            if self.clash(name, catches=False):
                raise LodeSyntaxError(self.path, self.source, 0, f"Identifier '{name}' has already been declared")
        infos = []
        for node in functions:
            function = node._func = FunctionInfo(node, "function", info, info.scope, info.strict)
            function.name = node.id.name
            if last[node.id.name] is node:
                declared.functions.append((node.id.name, function))
            infos.append(function)
        if self.place is not None:
            info.evaluated = EvalDeclarations(self.place, declared)
            info.script = None
        for function in infos:
            self.visit_function(function)

    def clash(self, name: str, *, catches: bool) -> bool:
        """Does a lexical declaration between here and the variable scope, or in it, have the name? Those of catch
        clauses don't count unless ``catches`` (B.3.4)."""
        scope = self.context.scope
        while scope is not None:
            binding = scope.bindings.get(name)
            if scope is self.place:
                if binding is None:
                    return False
                # A body's variables are apart from parameters with expressions; those clash with eval among them.
                return binding.kind in ("let", "const", "class") or \
                    (scope.kind == "function" and self.context.in_parameters and binding.kind in ("param", "arguments"))
            if binding is not None and (scope.kind != "catch" or catches):
                return True
            scope = scope.parent
        return False

    def annex_b_var(self, node: Node, scope: Scope) -> None:
        """B.3.2.3"""
        if scope.kind == "global" and self.clash(node.id.name, catches=True):
            return
        super().annex_b_var(node, scope)
        if node._global_var and self.place is not None:
            node._global_var = None
            node._eval_var = self.place


def _variable_scope(scope: Scope | None) -> Scope | None:
    """The scope that sloppy eval declares variables in; None: they are global."""
    while scope is not None and scope.kind not in ("function", "body"):
        scope = scope.parent
    return scope
