"""Statements and patterns."""

from __future__ import annotations

from typing import Any

from ..scope import Region, Scope
from .functions import FunctionAnalysis
from .inferred_names import infer
from .syntax import bound_names, wrap_function_branches

Node = Any


class StatementAnalysis(FunctionAnalysis):
    """Visits statements."""

    # -- statements ---------------------------------------------------------------------------------------------------

    def visit_IfStatement(self, node: Node) -> None:
        wrap_function_branches(node)
        self.visit(node.test)
        self.visit(node.consequent)
        self.visit(node.alternate)

    def block(self, node: Node, statements: list[Node], kind: str = "block") -> None:
        node._scope = self.enter(kind)
        self.hoist_functions_of(self.scope, statements)
        node._disposal = self.disposal(statements)
        for statement in statements:
            self.visit(statement)
        if node._disposal is not None:
            self.leave_region()
        self.leave()

    def hoist_functions_of(self, scope: Scope, statements: list[Node]) -> None:
        functions = self.declare_lexical(statements, scope)
        for node in functions:
            if node.id.name not in scope.bindings:
                scope.add(node.id.name, "function")
        self.hoist_functions(functions, scope)

    def visit_BlockStatement(self, node: Node) -> None:
        self.block(node, node.body)

    def visit_WithStatement(self, node: Node) -> None:
        self.visit(node.object)
        scope = node._scope = self.enter("with")
        self.dynamic_scopes += 1
        scope.dynamic = scope.add("%with", "with")
        self.initialise(scope.dynamic)
        self.visit(node.body)
        self.leave()

    def visit_VariableDeclaration(self, node: Node) -> None:
        for declarator in node.declarations:
            target = declarator.id
            if declarator.init is not None:
                self.visit(declarator.init)
                infer(target, declarator.init, self.function)
                self.pattern(target, declares=node.kind != "var")
                if declarator.init.type == "ClassExpression" and node.kind == "const" and target._ref is not None:
                    target._ref.class_info = declarator.init._class
            elif node.kind != "var":
                self.pattern(target, declares=True)
            elif target.type == "Identifier":
                target._ref = self.lookup(target.name)

    def visit_ReturnStatement(self, node: Node) -> None:
        self.visit(node.argument)
        self.function.returns_value = self.function.returns_value or node.argument is not None

    def visit_ClassDeclaration(self, node: Node) -> None:
        self.visit_class(node)
        binding = self.scope.bindings.get(node.id.name)
        node.id._ref = binding
        if binding is not None:  # else a script's
            binding.class_info = node._class
            self.initialise(binding)

    def visit_ClassExpression(self, node: Node) -> None:
        self.visit_class(node)

    def region(self, node: Node) -> Region:
        region = node._region = Region(len(self.scopes))
        self.regions.append(region)
        return region

    def visit_WhileStatement(self, node: Node) -> None:
        self.region(node)
        self.visit(node.test)
        self.visit(node.body)
        self.leave_region()

    def visit_DoWhileStatement(self, node: Node) -> None:
        self.region(node)
        self.visit(node.body)
        self.visit(node.test)
        self.leave_region()

    def visit_ForStatement(self, node: Node) -> None:
        init = node.init
        lexical = init is not None and init.type == "VariableDeclaration" and init.kind != "var"
        if lexical:
            scope = node._scope = self.enter("loop")
            self.declare_lexical([init], scope)
        node._disposal = self.disposal([init]) if lexical else None
        functions = len(self.functions) + len(self.eval_sites)
        self.visit(init)
        node._copy_first = len(self.functions) + len(self.eval_sites) > functions
        region = self.region(node)
        if lexical:
            region.assigned[node._scope] = None
        self.visit(node.test)
        self.visit(node.body)
        self.visit(node.update)
        self.leave_region()
        if node._disposal is not None:
            self.leave_region()
        if lexical:
            self.leave()

    def visit_ForInStatement(self, node: Node) -> None:
        left = node.left
        lexical = left.type == "VariableDeclaration" and left.kind != "var"
        if left.type == "VariableDeclaration" and left.declarations[0].init is not None:
            # Annex B.3.5: for (var x = init in …)
            self.visit(left.declarations[0].init)
            self.pattern(left.declarations[0].id, declares=False)
        if lexical:
            # The names are in their temporal dead zone while the right side is evaluated.
            node._head_scope = self.enter("loop")
            self.declare_lexical([left], self.scope)
            self.visit(node.right)
            self.leave()
        else:
            self.visit(node.right)
        self.region(node)
        if lexical:
            node._scope = self.enter("loop")
            self.declare_lexical([left], self.scope)
        target = left.declarations[0].id if left.type == "VariableDeclaration" else left
        node._disposal = self.disposal([left])
        self.pattern(target, declares=lexical)
        self.visit(node.body)
        if node._disposal is not None:
            self.leave_region()
        if lexical:
            self.leave()
        self.leave_region()

    def visit_ForOfStatement(self, node: Node) -> None:
        if node.allowAwait:
            self.note_await()
        self.visit_ForInStatement(node)

    def visit_SwitchStatement(self, node: Node) -> None:
        self.visit(node.discriminant)
        scope = node._scope = self.enter("switch")
        self.hoist_functions_of(scope, [s for case in node.cases for s in case.consequent])
        for case in node.cases:
            self.visit(case.test)
            before = [b for b in scope.bindings.values() if not b.initialised]
            for statement in case.consequent:
                self.visit(statement)
            # Another case may be entered without passing the declarations of this one.
            for binding in before:
                binding.initialised = False
        self.leave()

    def visit_TryStatement(self, node: Node) -> None:
        outer = self.region(node) if node.finalizer is not None else None
        node._finally_region = outer
        if node.handler is not None:
            self.region(node)
            node._catch_region = self.regions[-1]
        self.visit(node.block)
        if node.handler is not None:
            self.leave_region()
            handler = node.handler
            handler._scope = self.enter("catch")
            if handler.param is not None:
                kind = "catch" if handler.param.type == "Identifier" else "let"
                for name in bound_names(handler.param):
                    self.scope.add(name.name, kind)
                self.pattern(handler.param, declares=True)
            self.visit(handler.body)
            self.leave()
        if outer is not None:
            self.leave_region()
            self.visit(node.finalizer)

    # -- patterns -----------------------------------------------------------------------------------------------------

    def pattern(self, target: Node, *, declares: bool) -> None:
        """A binding or assignment target, in order of evaluation. ``declares``: initialises let, const, parameters."""
        if target is None:
            return
        kind = target.type
        if kind == "Identifier":
            if declares:
                binding = self.scope.bindings.get(target.name) or self.lookup(target.name)
                target._ref = binding
                if binding is not None:  # else a script's
                    self.initialise(binding)
            else:
                self.assign_name(target)
        elif kind == "MemberExpression":
            self.not_simple(target)
            self.visit(target)
        elif kind == "AssignmentPattern" or kind == "AssignmentExpression":
            self.visit(target.right)
            self.pattern(target.left, declares=declares)
        elif kind == "RestElement" or kind == "SpreadElement":
            self.pattern(target.argument, declares=declares)
        elif kind == "ArrayPattern" or kind == "ArrayExpression":
            region = self.region(target)
            for element in target.elements:
                self.pattern(element, declares=declares)
            assert region is self.regions[-1]
            self.leave_region()
        elif kind == "ObjectPattern" or kind == "ObjectExpression":
            for prop in target.properties:
                if prop.type in ("RestElement", "SpreadElement"):
                    self.pattern(prop.argument, declares=declares)
                    continue
                if prop.computed:
                    self.visit(prop.key)
                self.pattern(prop.value, declares=declares)
        else:
            self.visit(target)
