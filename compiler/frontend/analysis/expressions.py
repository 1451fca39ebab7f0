"""Expressions."""

from __future__ import annotations

from typing import Any

from ..scope import FunctionInfo
from .evals import EvalSites, is_direct_eval
from .functions import FunctionAnalysis
from .inferred_names import infer

Node = Any


class ExpressionAnalysis(FunctionAnalysis, EvalSites):
    """Visits expressions."""

    # -- expressions --------------------------------------------------------------------------------------------------

    def visit_Identifier(self, node: Node) -> None:
        if node.name == "arguments":
            self.reference(node)
            if node._ref is not None and node._ref.kind == "arguments":
                node._ref.scope.function.arguments_simple = False
            return
        self.reference(node)

    def visit_PrivateIdentifier(self, node: Node) -> None:
        binding = self.lookup("#" + node.name)
        assert binding is not None  # an early error otherwise
        node._ref = binding
        members = binding.members
        if members is None or members.static:
            self.use_value(self.function, binding)
        for used in members.bindings() if members is not None else ():
            self.use_value(self.function, used)

    def visit_ThisExpression(self, node: Node) -> None:
        self.special(node, "this")

    def visit_MetaProperty(self, node: Node) -> None:
        if node.meta.name == "new":
            self.special(node, "new_target")

    def visit_MemberExpression(self, node: Node) -> None:
        obj = node.object
        if obj.type == "Super":
            self.super_property(node)
        elif obj.type == "Identifier" and obj.name == "arguments" and (node.computed or node.property.name == "length"):
            self.reference(obj)  # a plain read: keeps arguments_simple
        else:
            self.visit(obj)
        if node.computed:
            self.visit(node.property)
        elif node.property.type == "PrivateIdentifier":
            self.visit_PrivateIdentifier(node.property)

    def super_property(self, node: Node) -> None:
        self.special(node, "this")
        function = self.this_function()
        assert function.home is not None
        scope, name = function.home
        binding = scope.bindings.get(name)
        if binding is None:
            binding = scope.add(name, "home")
        node._home = binding
        self.use_value(self.function, binding)

    def visit_CallExpression(self, node: Node) -> None:
        callee = node.callee
        if callee.type == "Identifier":
            name = callee.name
            if is_direct_eval(node):
                self.direct_eval(node)
            self.reference(
                callee, call=not node.optional and not any(a.type == "SpreadElement" for a in node.arguments)
            )
            if name == "require" and len(node.arguments) >= 1 and node.arguments[0].type == "Literal":
                value = node.arguments[0].value
                binding = callee._ref
                if isinstance(value, str) and binding is not None and binding.scope.function.kind == "module" \
                        and binding.kind == "param":
                    self.requires.append((value, node.arguments[0]._start))
        elif callee.type == "Super":
            self.super_call(node)
        elif callee.type == "MemberExpression":
            self.visit(callee)
            obj = callee.object
            if (
                obj.type == "Identifier"
                and obj.name == "arguments"
                and obj._ref is not None
                and obj._ref.kind == "arguments"
            ):
                obj._ref.scope.function.arguments_simple = False
        else:
            self.visit(callee)
        for argument in node.arguments:
            self.visit(argument)

    def super_call(self, node: Node) -> None:
        function = self.this_function()
        self.special(node, "this")
        binding = node._ref
        self.assign(binding)
        binding.assigned += 1
        for kind in ("callee", "new_target"):
            other = self.implicit(function, kind)
            self.use_value(self.function, other)
        info = function.class_info
        if info is not None and info.fields is not None:
            self.implied_calls.append((self.function, info.fields))
        elif info is None and (fields := self.lookup("%fields")) is not None:
            node._fields = fields
            self.use_value(self.function, fields)

    def visit_NewExpression(self, node: Node) -> None:
        self.visit(node.callee)
        for argument in node.arguments:
            self.visit(argument)

    def visit_TaggedTemplateExpression(self, node: Node) -> None:
        tag = node.tag
        if tag.type == "Identifier":
            self.reference(tag)
        else:
            self.visit(tag)
        for expression in node.quasi.expressions:
            self.visit(expression)

    def visit_BinaryExpression(self, node: Node) -> None:
        # Long chains of + nest to the left: walk them without recursion.
        spine = []
        while node.type == "BinaryExpression":
            spine.append(node)
            node = node.left
        self.visit(node)
        for node in reversed(spine):
            self.visit(node.right)

    def visit_UnaryExpression(self, node: Node) -> None:
        argument = node.argument
        if node.operator == "delete":
            inner = argument.expression if argument.type == "ChainExpression" else argument
            if inner.type == "Identifier":
                self.resolve(inner)
                if inner.name == "arguments" and inner._ref is not None:
                    self.use_value(self.function, inner._ref)
                return
            if inner.type == "MemberExpression":
                self.not_simple(inner)
        self.visit(argument)

    def visit_UpdateExpression(self, node: Node) -> None:
        target = node.argument
        if target.type == "Identifier":
            self.assign_name(target)
            return
        if target.type == "MemberExpression":
            self.not_simple(target)
        self.visit(target)

    def visit_AssignmentExpression(self, node: Node) -> None:
        left = node.left
        if node.operator == "=" and left.type != "MemberExpression":
            if left.type == "Identifier":
                # Resolved before, assigned after the right side.
                self.visit(node.right)
                infer(left, node.right, self.function)
                self.assign_name(left)
                return
            self.visit(node.right)
            self.pattern(left, declares=False)
            return
        if left.type == "Identifier":
            self.reference(left)
            self.visit(node.right)
            infer(left, node.right, self.function)
            self.assign_name(left)
            return
        if left.type == "MemberExpression":
            self.not_simple(left)
        self.visit(left)
        self.visit(node.right)
        infer(left, node.right, self.function)

    def visit_ObjectExpression(self, node: Node) -> None:
        needs_scope = any(p.type == "Property" and (p.method or p.kind != "init") for p in node.properties)
        if needs_scope:
            node._scope = self.enter("object")
        for prop in node.properties:
            if prop.type == "SpreadElement":
                self.visit(prop.argument)
                continue
            if prop.computed:
                self.visit(prop.key)
            if prop.method or prop.kind != "init":
                info = FunctionInfo(
                    prop.value,
                    "method" if prop.kind == "init" else prop.kind,
                    self.function,
                    self.scope,
                    self.function.strict,
                )
                info.home = (self.scope, "%home")
                info.start = prop._start
                prop.value._func = info
                self.visit_function(info)
            else:
                self.visit(prop.value)
        if needs_scope:
            self.leave()
