"""Declarations, hoisting, and functions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..scope import Binding, FunctionInfo, Scope
from .base import AnalyzerBase
from .syntax import (
    VAR_CHILDREN,
    bound_names,
    bound_names_of,
    has_expression,
    head_names,
    is_strict_body,
    labelled_body,
    wrap_function_branches,
)

Node = Any


class FunctionAnalysis(AnalyzerBase):
    """Declares names and visits functions."""

    # -- declarations -------------------------------------------------------------------------------------------------

    def declare_lexical(self, statements: list[Node], scope: Scope) -> list[Node]:
        """Declares what a statement list declares lexically. Returns its function declarations."""
        functions = []
        for statement in statements:
            kind = statement.type
            if kind == "VariableDeclaration":
                if statement.kind != "var":
                    if statement.kind not in ("let", "const"):
                        self.unsupported(statement, f"a {statement.kind} declaration")
                    for name in bound_names_of(statement):
                        scope.add(name.name, statement.kind)
            elif kind == "ClassDeclaration":
                scope.add(statement.id.name, "class")
            elif kind == "FunctionDeclaration":
                functions.append(statement)
            elif kind == "LabeledStatement":
                inner = labelled_body(statement)
                if inner.type == "FunctionDeclaration":
                    functions.append(inner)
        return functions

    def hoist_functions(self, functions: list[Node], scope: Scope) -> None:
        """Declares function declarations in their scope and visits them."""
        last: dict[Binding, FunctionInfo] = {}
        infos = []
        for node in functions:
            name = node.id.name
            binding = scope.bindings.get(name)
            if binding is None or binding.kind == "arguments":
                binding = scope.add(name, "function")
            elif binding.kind == "param":
                binding.assigned += 1
            elif binding.kind == "var":
                binding.kind = "function"
            binding.declarations += 1
            info = FunctionInfo(node, "function", self.function, scope, self.function.strict)
            info.name = "default" if name == "*default*" else name
            info.declared = True
            node._func = info
            binding.func = info
            last[binding] = info
            infos.append(info)
        for binding, info in last.items():
            if binding.func is info:
                scope.hoisted.append((binding, info))
                self.assign(binding)
        for info in infos:
            self.visit_function(info)

    def collect_vars(self, statements: Iterable[Node], blocked: list[set[str]], scope: Scope, top: bool) -> None:
        """Declares var names, and block functions that Annex B.3.2 makes var bindings."""
        for node in statements:
            if node is None:
                continue
            kind = node.type
            if kind == "VariableDeclaration":
                if node.kind == "var":
                    for name in bound_names_of(node):
                        self.declare_var(name.name, scope)
            elif kind == "FunctionDeclaration":
                if not top and not self.function.strict and not node.isAsync and not node.generator:
                    name = node.id.name
                    if not any(name in names for names in blocked):
                        self.annex_b_var(node, scope)
            elif kind == "BlockStatement":
                self.collect_block(node.body, blocked, scope)
            elif kind == "SwitchStatement":
                self.collect_block([s for case in node.cases for s in case.consequent], blocked, scope)
            elif kind == "LabeledStatement":
                self.collect_vars([node.body], blocked, scope, top)
            elif kind in VAR_CHILDREN:
                if kind == "IfStatement":
                    wrap_function_branches(node)
                names = head_names(node)
                inner = [*blocked, names] if names else blocked
                for field in VAR_CHILDREN[kind]:
                    child = getattr(node, field)
                    if child is not None:
                        self.collect_vars([child], inner, scope, False)

    def collect_block(self, statements: list[Node], blocked: list[set[str]], scope: Scope) -> None:
        names: set[str] = set()
        functions: set[str] = set()
        for statement in statements:
            if statement.type == "VariableDeclaration" and statement.kind != "var":
                names.update(name.name for name in bound_names_of(statement))
            elif statement.type == "ClassDeclaration":
                names.add(statement.id.name)
            elif labelled_body(statement).type == "FunctionDeclaration":
                functions.add(labelled_body(statement).id.name)
        for statement in statements:
            if labelled_body(statement).type == "FunctionDeclaration":
                self.collect_vars([labelled_body(statement)], [*blocked, names], scope, False)
            else:
                self.collect_vars([statement], [*blocked, names | functions], scope, False)

    def declare_var(self, name: str, scope: Scope) -> Binding:
        binding = scope.bindings.get(name)
        if binding is None:
            binding = scope.add(name, "var")
        return binding

    def annex_b_var(self, node: Node, scope: Scope) -> None:
        """B.3.2.1: the function's name becomes a var too, unless that would clash."""
        name = node.id.name
        binding = scope.bindings.get(name)
        if name == "arguments" and self._has_arguments_object(binding):
            return
        if binding is None:
            if scope.kind == "body":
                parameter = self.function.scope.bindings.get(name)
                if parameter is not None and parameter.kind == "param":
                    return
            binding = scope.add(name, "var")
        elif binding.kind not in ("var", "function", "arguments"):
            return
        binding.assigned += 1
        node._var = binding

    def _has_arguments_object(self, binding: Binding | None) -> bool:
        """argumentsObjectNeeded (10.2.11 steps 15 to 18), with which the name is one of parameterNames. ``binding``:
        what the body declares by that name."""
        function = self.function
        if function.arrow or function.kind in ("script", "eval", "esm"):
            return False
        return function.param_expressions or binding is None or binding.kind in ("var", "arguments")

    # -- functions ----------------------------------------------------------------------------------------------------

    def visit_function(self, info: FunctionInfo) -> None:
        node = info.node
        info.needs_callee = info.generator  # for the prototype of its generators
        info.params = node.params
        body = node.body
        if node.type == "ArrowFunctionExpression" and body.type != "BlockStatement":
            self.function_body(info, [body], expression=True)
        else:
            info.strict = info.strict or is_strict_body(body.body)
            self.function_body(info, body.body)

    def function_body(self, info: FunctionInfo, body: list[Node], *, expression: bool = False) -> None:
        saved = self.scope, self.function, self.regions
        self.functions.append(info)
        self.function, self.regions = info, []
        parent = info.outer
        if info.kind == "function" and info.node.type == "FunctionExpression" and info.node.id is not None:
            parent = self.new_scope("fname", parent, info)
            info.fname = parent.add(info.node.id.name, "fname")
            info.fname.func = info
            info.fname.declarations = 1
        self.scope = info.scope = info.body_scope = self.new_scope("function", parent, info)
        self.dynamic_variables(info, info.scope)
        self.parameters(info)
        if not expression:
            self.hoist_body(info, body)
        info.disposal = self.disposal(body)
        for statement in body:
            self.visit(statement)
        if info.disposal is not None:
            self.leave_region()
        self.mapped_arguments(info)
        self.scope, self.function, self.regions = saved

    def dynamic_variables(self, info: FunctionInfo, scope: Scope) -> None:
        """A place for the variables that eval may add to a function."""
        if info.node is not None and info.node._evals and not info.strict:
            scope.dynamic = scope.add("%vars", "vars")
            self.dynamic_scopes += 1

    def parameters(self, info: FunctionInfo) -> None:
        params = info.params
        info.simple = all(p.type == "Identifier" for p in params)
        info.rest = bool(params) and params[-1].type == "RestElement"
        info.uses_argv = info.uses_argv or info.rest
        info.length = next(
            (i for i, p in enumerate(params) if p.type in ("AssignmentPattern", "RestElement")), len(params)
        )
        info.param_expressions = not info.simple and any(has_expression(p) for p in params)
        for index, param in enumerate(params):
            for name in bound_names(param):
                binding = info.scope.bindings.get(name.name)
                if binding is None:
                    binding = info.scope.add(name.name, "param")
                if info.simple:
                    binding.param_index = index
                binding.initialised = not info.param_expressions
        if not info.simple:
            for param in params:
                self.pattern(param, declares=True)

    def hoist_body(self, info: FunctionInfo, body: list[Node]) -> None:
        if info.param_expressions:
            self.scope = info.body_scope = self.new_scope("body", info.scope, info)
            self.dynamic_variables(info, info.body_scope)
        scope = info.body_scope
        functions = self.declare_lexical(body, scope)
        # Function names first: a block function's var (Annex B) joins them.
        for node in functions:
            if scope.bindings.get(node.id.name) is None:
                scope.add(node.id.name, "function")
        self.collect_vars(body, [], scope, True)
        if info.param_expressions:
            for binding in scope.bindings.values():
                outer = info.scope.bindings.get(binding.name)
                if binding.kind == "var" and outer is None and binding.name == "arguments" and not info.arrow:
                    outer = self.implicit(info, "arguments")
                if binding.kind == "var" and outer is not None:
                    self.use_value(info, outer)
        elif not info.arrow and "arguments" in scope.bindings and scope.bindings["arguments"].kind == "var":
            # var arguments starts as the arguments object (10.2.11 step 28).
            binding = scope.bindings["arguments"]
            binding.kind = "arguments"
            info.arguments = binding
            info.uses_argv = True
            info.arguments_simple = False
        self.hoist_functions(functions, scope)

    def mapped_arguments(self, info: FunctionInfo) -> None:
        """A sloppy arguments object shares its elements with the parameters: those then live in the environment."""
        if info.arguments is None or info.strict or not info.simple or not info.params:
            return
        params = [b for b in info.scope.bindings.values() if b.param_index >= 0]
        if info.arguments_simple and not any(b.assigned for b in params):
            return
        info.arguments_simple = False
        for binding in params:
            binding.captured = True

    def function_expression(self, node: Node, kind: str = "function") -> FunctionInfo:
        info = FunctionInfo(node, kind, self.function, self.scope, self.function.strict)
        if node.id is not None:
            info.name = node.id.name
        elif node._own_name is not None:
            info.name = node._own_name
        node._func = info
        self.visit_function(info)
        return info

    def visit_FunctionExpression(self, node: Node) -> None:
        self.function_expression(node)

    def visit_ArrowFunctionExpression(self, node: Node) -> None:
        self.function_expression(node, "arrow")

    def visit_FunctionDeclaration(self, node: Node) -> None:
        """Hoisted already; here a block's function is copied to its var."""
        if node._var is not None:
            assert node._func is not None
            self.note_use(self.scope.bindings[node.id.name])
            self.use_value(self.function, self.scope.bindings[node.id.name])
            self.assign(node._var)
            self.use_value(self.function, node._var)
        elif node._global_var or node._eval_var is not None:
            self.note_use(self.scope.bindings[node.id.name])
            self.use_value(self.function, self.scope.bindings[node.id.name])
