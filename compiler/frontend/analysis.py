"""Scope analysis: resolves every identifier, finds what is captured, assigned, and used before initialisation.

One walk in source order, but with hoisted functions first, as they can run first. It leaves on the nodes:
``_ref`` (Identifier: its Binding, None for a global name; this, super, new.target: theirs), ``_check`` (the use may
come before the initialisation), ``_scope`` (block-like nodes), ``_func`` (function nodes), ``_class``, ``_region``
(loops, try blocks), ``_var`` (function declarations in blocks: the var binding of Annex B.3.2 to assign).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from esprima import nodes

from ..diagnostics import UnsupportedError
from .parse import MODULE_PARAMETERS
from .scope import Binding, ClassInfo, FunctionInfo, Region, Scope

Node = Any

# Children of expressions that need nothing but a visit, in order of evaluation.
_CHILDREN: dict[str, tuple[str, ...]] = {
    "Literal": (), "TemplateElement": (), "EmptyStatement": (), "DebuggerStatement": (), "BreakStatement": (),
    "ContinueStatement": (), "BinaryExpression": ("left", "right"), "LogicalExpression": ("left", "right"),
    "ConditionalExpression": ("test", "consequent", "alternate"), "SequenceExpression": ("expressions",),
    "ArrayExpression": ("elements",), "NewExpression": ("callee", "arguments"),
    "ChainExpression": ("expression",), "SpreadElement": ("argument",), "TemplateLiteral": ("expressions",),
    "TaggedTemplateExpression": ("tag", "quasi"), "ExpressionStatement": ("expression",),
    "ReturnStatement": ("argument",), "ThrowStatement": ("argument",), "IfStatement": ("test", "consequent", "alternate"),
    "LabeledStatement": ("body",), "Super": (),
}

_UNSUPPORTED = {
    "WithStatement": "the with statement", "YieldExpression": "yield", "AwaitExpression": "await",
    "ImportExpression": "import()", "ImportDeclaration": "an import declaration",
    "ExportNamedDeclaration": "an export declaration", "ExportDefaultDeclaration": "an export declaration",
    "ExportAllDeclaration": "an export declaration", "PrivateIdentifier": "a private name",
}

_VAR_CHILDREN: dict[str, tuple[str, ...]] = {
    "IfStatement": ("consequent", "alternate"), "LabeledStatement": ("body",), "WhileStatement": ("body",),
    "DoWhileStatement": ("body",), "ForStatement": ("init", "body"), "ForInStatement": ("left", "body"),
    "ForOfStatement": ("left", "body"), "TryStatement": ("block", "handler", "finalizer"), "CatchClause": ("body",),
    "WithStatement": ("body",),
}


def bound_names(pattern: Node) -> Iterable[Node]:
    """The identifiers that a binding pattern binds."""
    if pattern is None:
        return
    kind = pattern.type
    if kind == "Identifier":
        yield pattern
    elif kind == "AssignmentPattern":
        yield from bound_names(pattern.left)
    elif kind == "RestElement":
        yield from bound_names(pattern.argument)
    elif kind == "ArrayPattern":
        for element in pattern.elements:
            yield from bound_names(element)
    elif kind == "ObjectPattern":
        for prop in pattern.properties:
            yield from bound_names(prop.argument if prop.type == "RestElement" else prop.value)
    elif kind == "Property":
        yield from bound_names(pattern.value)


def has_expression(pattern: Node) -> bool:
    """ContainsExpression: a default or a computed key in a binding pattern."""
    kind = pattern.type if pattern is not None else ""
    if kind == "AssignmentPattern":
        return True
    if kind == "RestElement":
        return has_expression(pattern.argument)
    if kind == "ArrayPattern":
        return any(has_expression(e) for e in pattern.elements)
    if kind == "ObjectPattern":
        return any(has_expression(p.argument) if p.type == "RestElement" else p.computed or has_expression(p.value)
                   for p in pattern.properties)
    return False


def is_strict_body(body: list[Node]) -> bool:
    """Does a directive prologue contain "use strict"?"""
    for statement in body:
        directive = statement.directive
        if directive is None:
            return False
        if directive == "use strict":
            return True
    return False


def _declaration(statement: Node) -> Node:
    while statement.type == "LabeledStatement":
        statement = statement.body
    return statement


class Analyzer:
    """Analyses one module. ``run`` returns the module's function."""

    def __init__(self, path: str, source: str) -> None:
        self.path = path
        self.source = source
        self.scope: Scope = None  # type: ignore[assignment]
        self.function: FunctionInfo = None  # type: ignore[assignment]
        self.scopes: list[Scope] = []
        self.regions: list[Region] = []
        self.functions: list[FunctionInfo] = []
        self.calls: list[tuple[FunctionInfo, Binding]] = []  # calls of what may turn out a known function
        self.implied_calls: list[tuple[FunctionInfo, FunctionInfo]] = []  # of field initialisers
        self.requires: list[tuple[str, int]] = []  # constant require() arguments with their positions
        self.private_depth = 0
        self.dispatch: dict[str, Callable[[Node], None]] = {
            name[6:]: getattr(self, name) for name in dir(self) if name.startswith("visit_")}

    # -- the module ---------------------------------------------------------------------------------------------------

    def run(self, program: Node, parameters: tuple[str, ...] = MODULE_PARAMETERS) -> FunctionInfo:
        info = FunctionInfo(program, "module", None, None, is_strict_body(program.body))
        info.start, info.end = 0, len(self.source)
        info.params = [nodes.Identifier(name) for name in parameters]
        self.function_body(info, program.body)
        self.finish()
        return info

    def finish(self) -> None:
        """Decides which calls are direct, what is captured, and who needs an environment."""
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

    def use_value(self, user: FunctionInfo, binding: Binding) -> None:
        binding.value_used = True
        owner = binding.scope.function
        if user is owner:
            if binding.kind == "fname":
                owner.needs_callee = True
            return
        if binding.kind == "fname":
            owner.needs_callee = True
        binding.captured = True
        while user is not owner:
            user.needs_env = True
            user = user.parent  # type: ignore[assignment]

    def unsupported(self, node: Node, construct: str) -> None:
        start = node._start or 0
        raise UnsupportedError(self.path, self.source, start, construct)

    # -- scopes and references ----------------------------------------------------------------------------------------

    def new_scope(self, kind: str, parent: Scope | None, function: FunctionInfo) -> Scope:
        scope = Scope(kind, parent, function, len(self.scopes))
        self.scopes.append(scope)
        return scope

    def enter(self, kind: str) -> Scope:
        self.scope = self.new_scope(kind, self.scope, self.function)
        return self.scope

    def leave(self) -> None:
        self.scope = self.scope.parent  # type: ignore[assignment]

    def lookup(self, name: str) -> Binding | None:
        scope: Scope | None = self.scope
        while scope is not None:
            binding = scope.bindings.get(name)
            if binding is not None:
                return binding
            if name == "arguments" and scope.kind == "function" and not scope.function.arrow:
                return self.implicit(scope.function, "arguments")
            scope = scope.parent
        return None

    def implicit(self, function: FunctionInfo, kind: str) -> Binding:
        """A binding that a function has without declaring it: this, arguments, new_target, callee."""
        name = kind if kind == "arguments" else "%" + kind
        binding = function.scope.bindings.get(name)
        if binding is not None:
            return binding
        binding = function.scope.add(name, kind)
        if kind == "arguments":
            function.arguments = binding
            function.uses_argv = True
        elif kind == "this":
            function.uses_this = True
            if function.kind == "derived":
                binding.needs_tdz = True
        elif kind == "new_target":
            function.uses_new_target = True
        elif kind == "callee":
            function.needs_callee = True
        return binding

    def this_function(self) -> FunctionInfo:
        function = self.function
        while function.arrow:
            function = function.parent  # type: ignore[assignment]
        return function

    def reference(self, node: Node, *, call: bool = False) -> None:
        """A use of the identifier ``node``."""
        binding = self.lookup(node.name)
        node._ref = binding
        if binding is None:
            return
        if not binding.initialised:
            node._check = True
            binding.needs_tdz = True
        if call and binding.func is not None:
            self.calls.append((self.function, binding))
        else:
            self.use_value(self.function, binding)

    def special(self, node: Node, kind: str) -> None:
        """A use of this, new.target or the like."""
        binding = self.implicit(self.this_function(), kind)
        node._ref = binding
        self.use_value(self.function, binding)

    def assign(self, binding: Binding) -> None:
        """An assignment or initialisation, for those who ask what a region assigns."""
        if self.regions and binding.scope.function is self.function:
            self.regions[-1].assigned[binding] = None

    def assign_name(self, node: Node) -> None:
        """An assignment to the identifier ``node``, other than its initialisation."""
        self.reference(node)
        binding = node._ref
        if binding is not None:
            binding.assigned += 1
            self.assign(binding)

    def initialise(self, binding: Binding) -> None:
        binding.initialised = True
        self.assign(binding)

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
                inner = _declaration(statement)
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
            info.name = name
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
            elif kind in _VAR_CHILDREN:
                if kind == "IfStatement":
                    _wrap_function_branches(node)
                names = _head_names(node)
                inner = [*blocked, names] if names else blocked
                for field in _VAR_CHILDREN[kind]:
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
            elif _declaration(statement).type == "FunctionDeclaration":
                functions.add(_declaration(statement).id.name)
        for statement in statements:
            if _declaration(statement).type == "FunctionDeclaration":
                self.collect_vars([_declaration(statement)], [*blocked, names], scope, False)
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
        if binding is None:
            if scope.kind == "body":
                parameter = self.function.scope.bindings.get(name)
                if parameter is not None and parameter.kind == "param":
                    return
            if name == "arguments" and not self.function.arrow:
                self.implicit(self.function, "arguments")
                binding = self.function.scope.bindings[name]
            else:
                binding = scope.add(name, "var")
        elif binding.kind not in ("var", "function", "arguments"):
            return
        binding.assigned += 1
        node._var = binding

    # -- functions ----------------------------------------------------------------------------------------------------

    def visit_function(self, info: FunctionInfo) -> None:
        node = info.node
        if node.generator or node.isAsync:
            kind = ("an async generator" if node.generator else "an async function") if node.isAsync else "a generator"
            self.unsupported(node, kind)
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
        self.parameters(info)
        if not expression:
            self.hoist_body(info, body)
        for statement in body:
            self.visit(statement)
        self.mapped_arguments(info)
        self.scope, self.function, self.regions = saved

    def parameters(self, info: FunctionInfo) -> None:
        params = info.params
        info.simple = all(p.type == "Identifier" for p in params)
        info.rest = bool(params) and params[-1].type == "RestElement"
        info.uses_argv = info.uses_argv or info.rest
        info.length = next((i for i, p in enumerate(params) if p.type in ("AssignmentPattern", "RestElement")), len(params))
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
            self.use_value(self.function, self.scope.bindings[node.id.name])
            self.assign(node._var)
            self.use_value(self.function, node._var)

    # -- statements ---------------------------------------------------------------------------------------------------

    def visit(self, node: Node) -> None:
        if node is None:
            return
        kind = node.type
        method = self.dispatch.get(kind)
        if method is not None:
            method(node)
            return
        fields = _CHILDREN.get(kind)
        if fields is None:
            self.unsupported(node, _UNSUPPORTED.get(kind, f"a {kind} node"))
            return
        for field in fields:
            child = getattr(node, field)
            if type(child) is list:
                for item in child:
                    self.visit(item)
            elif child is not None:
                self.visit(child)

    def visit_IfStatement(self, node: Node) -> None:
        _wrap_function_branches(node)
        self.visit(node.test)
        self.visit(node.consequent)
        self.visit(node.alternate)

    def block(self, node: Node, statements: list[Node], kind: str = "block") -> None:
        node._scope = self.enter(kind)
        self.hoist_functions_of(self.scope, statements)
        for statement in statements:
            self.visit(statement)
        self.leave()

    def hoist_functions_of(self, scope: Scope, statements: list[Node]) -> None:
        functions = self.declare_lexical(statements, scope)
        for node in functions:
            if node.id.name not in scope.bindings:
                scope.add(node.id.name, "function")
        self.hoist_functions(functions, scope)

    def visit_BlockStatement(self, node: Node) -> None:
        self.block(node, node.body)

    def visit_VariableDeclaration(self, node: Node) -> None:
        for declarator in node.declarations:
            target = declarator.id
            if declarator.init is not None:
                self.visit(declarator.init)
                self.pattern(target, declares=node.kind != "var")
            elif node.kind != "var":
                self.pattern(target, declares=True)
            elif target.type == "Identifier":
                target._ref = self.lookup(target.name)

    def visit_ClassDeclaration(self, node: Node) -> None:
        self.visit_class(node)
        binding = self.scope.bindings[node.id.name]
        node.id._ref = binding
        self.initialise(binding)

    def visit_ClassExpression(self, node: Node) -> None:
        self.visit_class(node)

    def region(self, node: Node) -> Region:
        region = node._region = Region(len(self.scopes))
        self.regions.append(region)
        return region

    def leave_region(self) -> None:
        region = self.regions.pop()
        if self.regions:
            self.regions[-1].assigned.update(region.outer())

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
        functions = len(self.functions)
        self.visit(init)
        node._copy_first = len(self.functions) > functions
        region = self.region(node)
        if lexical:
            region.assigned[node._scope] = None
        self.visit(node.test)
        self.visit(node.body)
        self.visit(node.update)
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
        self.pattern(target, declares=lexical)
        self.visit(node.body)
        if lexical:
            self.leave()
        self.leave_region()

    def visit_ForOfStatement(self, node: Node) -> None:
        if node.allowAwait:
            self.unsupported(node, "for await")
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

    # -- expressions --------------------------------------------------------------------------------------------------

    def visit_Identifier(self, node: Node) -> None:
        if node.name == "arguments":
            self.reference(node)
            if node._ref is not None and node._ref.kind == "arguments":
                node._ref.scope.function.arguments_simple = False
            return
        self.reference(node)

    def visit_ThisExpression(self, node: Node) -> None:
        self.special(node, "this")

    def visit_MetaProperty(self, node: Node) -> None:
        if node.meta.name != "new":
            self.unsupported(node, "import.meta")
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
            self.visit(node.property)

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
            if name == "eval" and not node.optional:
                self.unsupported(node, "direct eval")
            self.reference(callee, call=not node.optional and not any(a.type == "SpreadElement" for a in node.arguments))
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
            if obj.type == "Identifier" and obj.name == "arguments" and obj._ref is not None and obj._ref.kind == "arguments":
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

    def visit_Literal(self, node: Node) -> None:
        if node.bigint is not None:
            self.unsupported(node, "a BigInt literal")

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
                inner._ref = self.lookup(inner.name)
                if inner.name == "arguments" and inner._ref is not None:
                    self.use_value(self.function, inner._ref)
                return
            if inner.type == "MemberExpression":
                self.not_simple(inner)
        self.visit(argument)

    def not_simple(self, member: Node) -> None:
        if member.object.type == "Identifier" and member.object.name == "arguments":
            binding = self.lookup("arguments")
            if binding is not None and binding.kind == "arguments":
                binding.scope.function.arguments_simple = False

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
                self.assign_name(left)
                return
            self.visit(node.right)
            self.pattern(left, declares=False)
            return
        if left.type == "Identifier":
            self.reference(left)
            self.visit(node.right)
            check = left._check
            self.assign_name(left)
            left._check = check or left._check
            return
        if left.type == "MemberExpression":
            self.not_simple(left)
        self.visit(left)
        self.visit(node.right)

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
                info = FunctionInfo(prop.value, "method" if prop.kind == "init" else prop.kind, self.function, self.scope,
                                    self.function.strict)
                info.home = (self.scope, "%home")
                info.start = prop._start
                prop.value._func = info
                self.visit_function(info)
            else:
                self.visit(prop.value)
        if needs_scope:
            self.leave()

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
                assert binding is not None
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

    # -- classes ------------------------------------------------------------------------------------------------------

    def visit_class(self, node: Node) -> None:
        if node.decorators:
            self.unsupported(node, "a decorator")
        strict = self.function.strict
        self.function.strict = True
        scope = self.enter("class")
        info = node._class = ClassInfo(node, scope)
        info.derived = node.superClass is not None
        if node.id is not None:
            info.name_binding = scope.add(node.id.name, "classname")
        self.visit(node.superClass)
        self.class_elements(info)
        self.function.strict = strict
        self.leave()

    def class_elements(self, info: ClassInfo) -> None:
        elements = info.node.body.body
        constructor_node = None
        fields = [e for e in elements if e.type in ("PropertyDefinition", "FieldDefinition") and not e.static]
        self.computed_keys(info, elements)
        if info.name_binding is not None:
            self.initialise(info.name_binding)
        if fields:
            info.fields = self.class_function(info, None, "fields", "%home")
            info.fields.elements = fields
        for element in elements:
            if element.type == "MethodDefinition" and element.kind == "constructor":
                constructor_node = element.value
        kind = "derived" if info.derived else "constructor"
        info.constructor = self.class_function(info, constructor_node, kind, "%home")
        info.constructor.class_info = info
        info.constructor.start, info.constructor.end = info.node._start, info.node._end
        for element in elements:
            kind = element.type
            if kind == "MethodDefinition":
                if element.kind != "constructor":
                    self.method(info, element)
            elif kind == "StaticBlock":
                function = self.class_function(info, None, "static", "%statichome")
                info.statics[element] = function
                function.elements = [element]
                self.function_body(function, element.body)
                self.implied_calls.append((self.function, function))
            elif kind in ("PropertyDefinition", "FieldDefinition"):
                if element.key.type == "PrivateIdentifier":
                    self.visit(element.key)
                if element.static:
                    function = self.class_function(info, None, "static", "%statichome")
                    info.statics[element] = function
                    function.elements = [element]
                    self.field_function(info, function)
                    self.implied_calls.append((self.function, function))
            else:
                self.unsupported(element, f"a {kind} class element")
        if info.fields is not None:
            self.field_function(info, info.fields)
        if constructor_node is not None:
            self.visit_function(info.constructor)
        else:
            self.default_constructor(info)
        if info.fields is not None and not info.derived:
            self.implied_calls.append((info.constructor, info.fields))

    def computed_keys(self, info: ClassInfo, elements: list[Node]) -> None:
        for index, element in enumerate(elements):
            if not element.computed:
                continue
            self.visit(element.key)
            if element.type in ("PropertyDefinition", "FieldDefinition"):
                info.field_keys[element] = element._key = info.scope.add(f"%key{index}", "key")

    def class_function(self, info: ClassInfo, node: Node, kind: str, home: str) -> FunctionInfo:
        function = FunctionInfo(node, kind, self.function, info.scope, True)
        function.home = (info.scope, home)
        return function

    def method(self, info: ClassInfo, element: Node) -> None:
        kind = "method" if element.kind == "method" else element.kind
        if element.key.type == "PrivateIdentifier":
            self.visit(element.key)
        function = self.class_function(info, element.value, kind, "%statichome" if element.static else "%home")
        function.start = element._start
        if element.static:
            function.start = _after_static(self.source, element)
        element.value._func = function
        self.visit_function(function)

    def field_function(self, info: ClassInfo, function: FunctionInfo) -> None:
        """The function that defines fields: its body is the initialisers' expressions."""
        values = [e.value for e in function.elements if e.value is not None]
        self.function_body(function, values, expression=True)
        this = self.implicit(function, "this")
        this.value_used = True
        for element in function.elements:
            key = info.field_keys.get(element)
            if key is not None:
                self.use_value(function, key)

    def default_constructor(self, info: ClassInfo) -> None:
        function = info.constructor
        self.function_body(function, [], expression=True)
        if function.kind == "derived":
            function.uses_argv = True
            for kind in ("this", "callee", "new_target"):
                self.implicit(function, kind)
            if info.fields is not None:
                self.implied_calls.append((function, info.fields))
        elif info.fields is not None:
            self.implicit(function, "this")


def bound_names_of(declaration: Node) -> Iterable[Node]:
    """The identifiers that a VariableDeclaration binds."""
    for declarator in declaration.declarations:
        yield from bound_names(declarator.id)


def _head_names(node: Node) -> set[str]:
    """Names that block Annex B hoisting through a loop or catch clause."""
    kind = node.type
    if kind == "CatchClause":
        if node.param is not None and node.param.type != "Identifier":
            return {n.name for n in bound_names(node.param)}
        return set()
    head = node.init if kind == "ForStatement" else node.left if kind in ("ForInStatement", "ForOfStatement") else None
    if head is not None and head.type == "VariableDeclaration" and head.kind != "var":
        return {n.name for n in bound_names_of(head)}
    return set()


def _wrap_function_branches(node: Node) -> None:
    """B.3.3: a function declaration as a branch of an if stands in a block of its own."""
    for field in ("consequent", "alternate"):
        branch = getattr(node, field)
        if branch is not None and branch.type == "FunctionDeclaration":
            block = nodes.BlockStatement([branch])
            block._start, block._end = branch._start, branch._end
            setattr(node, field, block)


def _after_static(source: str, element: Node) -> int:
    """Where a static element's text begins for toString: behind the keyword."""
    index: int = element._start + len("static")
    end: int = element.key._start
    while index < end:
        if source.startswith("/*", index):
            index = source.index("*/", index) + 2
        elif source.startswith("//", index):
            while index < end and source[index] not in "\n\r\u2028\u2029":
                index += 1
        elif source[index].isspace() or source[index] == "\ufeff":
            index += 1
        else:
            break
    return index
