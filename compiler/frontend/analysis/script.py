"""Scripts (16.1): their top-level names are the realm's, not bindings of a function.

References to them stay global names (``_ref`` None). What GlobalDeclarationInstantiation (16.1.7) needs is collected
in ``ScriptDeclarations``. A script's completion value lives in a hidden binding, which every statement that may set it
assigns.
"""

from __future__ import annotations

from typing import Any

from ..scope import Binding, FunctionInfo, Scope, ScriptDeclarations
from . import Analyzer
from .evals import mark_evals
from .syntax import bound_names_of, is_strict_body

Node = Any

# What sets the completion value: to a value, or to undefined on entry (UpdateEmpty(…, undefined)).
COMPLETING = frozenset({
    "ExpressionStatement", "IfStatement", "WhileStatement", "DoWhileStatement", "ForStatement", "ForInStatement",
    "ForOfStatement", "SwitchStatement", "TryStatement", "WithStatement",
})


class ScriptAnalyzer(Analyzer):
    """Analyses a script. ``completion``: its value is wanted."""

    def __init__(self, path: str, source: str, *, completion: bool = False) -> None:
        super().__init__(path, source)
        self.wants_completion = completion
        self.completion: Binding | None = None

    def run_script(self, program: Node) -> FunctionInfo:
        mark_evals(program, self.source)
        info = FunctionInfo(program, "script", None, None, is_strict_body(program.body))
        info.start, info.end = 0, len(self.source)
        info.script = ScriptDeclarations()
        self.functions.append(info)
        self.function = info
        self.scope = info.scope = info.body_scope = self.new_scope("script", None, info)
        if self.wants_completion:
            self.completion = info.completion = info.scope.add("%completion", "var")
        self.declare_script(info, program.body)
        for statement in program.body:
            self.visit(statement)
        self.finish()
        return info

    def declare_script(self, info: FunctionInfo, body: list[Node]) -> None:
        """Collects the names in a scope that no reference sees, and visits the function declarations."""
        script = info.script
        assert script is not None
        names = self.new_scope("global", None, info)
        functions = self.declare_lexical(body, names)
        for node in body:
            if node.type == "VariableDeclaration" and node.kind != "var":
                script.lexical += [(name.name, node.kind == "const") for name in bound_names_of(node)]
            elif node.type == "ClassDeclaration":
                script.lexical.append((node.id.name, False))
        last = {node.id.name: node for node in functions}
        for name in last:
            names.add(name, "function")
        self.collect_vars(body, [], names, True)
        script.variables = [b.name for b in names.bindings.values() if b.kind == "var"]
        infos = []
        for node in functions:
            function = node._func = FunctionInfo(node, "function", info, info.scope, info.strict)
            function.name = node.id.name
            if last[node.id.name] is node:
                script.functions.append((node.id.name, function))
            infos.append(function)
        for function in infos:
            self.visit_function(function)

    def declare_var(self, name: str, scope: Scope) -> Binding:
        binding = super().declare_var(name, scope)
        if binding.kind == "block function":
            binding.kind = "var"
        return binding

    def annex_b_var(self, node: Node, scope: Scope) -> None:
        if scope.kind != "global":
            super().annex_b_var(node, scope)
            return
        name = node.id.name
        binding = scope.bindings.get(name)
        if binding is not None and binding.kind not in ("var", "function", "block function"):
            return
        if binding is None:
            scope.add(name, "block function")
            assert self.function.script is not None
            self.function.script.block_functions.append(name)
        node._global_var = True

    def visit(self, node: Node) -> None:
        completion = self.completion
        if completion is not None and node is not None and self.function is completion.scope.function \
                and node.type in COMPLETING:
            self.assign(completion)
        super().visit(node)
