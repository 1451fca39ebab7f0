"""What all of scope analysis shares: its state, scopes, and references to names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...diagnostics import UnsupportedError
from ...ir.esm import EsmRecord
from ..scope import Binding, FunctionInfo, Region, Scope

Node = Any

_CHILDREN: dict[str, tuple[str, ...]] = {
    "Literal": (),
    "TemplateElement": (),
    "EmptyStatement": (),
    "DebuggerStatement": (),
    "BreakStatement": (),
    "ContinueStatement": (),
    "BinaryExpression": ("left", "right"),
    "LogicalExpression": ("left", "right"),
    "ConditionalExpression": ("test", "consequent", "alternate"),
    "SequenceExpression": ("expressions",),
    "ArrayExpression": ("elements",),
    "NewExpression": ("callee", "arguments"),
    "ChainExpression": ("expression",),
    "SpreadElement": ("argument",),
    "TemplateLiteral": ("expressions",),
    "TaggedTemplateExpression": ("tag", "quasi"),
    "ExpressionStatement": ("expression",),
    "ReturnStatement": ("argument",),
    "ThrowStatement": ("argument",),
    "IfStatement": ("test", "consequent", "alternate"),
    "LabeledStatement": ("body",),
    "Super": (),
    "YieldExpression": ("argument",),
    "AwaitExpression": ("argument",),
}


class AnalyzerBase:
    """State, scopes and references."""

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
        self.eval_sites: dict[Scope, FunctionInfo] = {}  # scopes that direct evals stand in
        self.dynamic_scopes = 0  # how many of the scopes so far are dynamic
        self.imports: list[tuple[str, int]] = []  # specifiers of imports, static and constant import()
        self.computed_imports = False  # is there an import() of another kind?
        self.imported: dict[str, int] = {}  # names that an ES module imports, with their cells
        self.local_exports: list[tuple[str, Binding]] = []
        self.exported_names: set[str] = set()
        self.record: EsmRecord | None = None
        self.clock = 0  # counts initialisations and uses in the order of the walk
        self.uses: dict[
            FunctionInfo, list[int | FunctionInfo]
        ] = {}  # function declaration: when or by which other it is used
        self.unproven: list[
            tuple[Node, Binding, FunctionInfo]
        ] = []  # uses in a function declaration, before initialisation
        self.dispatch: dict[str, Callable[[Node], None]] = {
            name[6:]: getattr(self, name) for name in dir(self) if name.startswith("visit_")}

    # -- visiting -----------------------------------------------------------------------------------------------------

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
            self.unsupported(node, f"a {kind} node")
            return
        for field in fields:
            child = getattr(node, field)
            if type(child) is list:
                for item in child:
                    self.visit(item)
            elif child is not None:
                self.visit(child)

    def pattern(self, target: Node, *, declares: bool) -> None:
        """Visits a binding or assignment target."""
        raise NotImplementedError

    def visit_class(self, node: Node) -> None:
        """Visits a class, without binding its name outside."""
        raise NotImplementedError

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
            if name == "arguments" and scope.kind == "function" and not scope.function.arrow \
                    and scope.function.kind != "esm":
                return self.implicit(scope.function, "arguments")
            scope = scope.parent
        return None

    def resolve(self, node: Node) -> Binding | None:
        """Finds the binding of an identifier, and the objects that have to be asked for it before (dynamic.py)."""
        binding = node._ref = self.lookup(node.name)
        if self.dynamic_scopes:
            scope: Scope | None = self.scope
            crossed = []
            while scope is not None and (binding is None or scope is not binding.scope):
                if scope.dynamic is not None:
                    crossed.append(scope.dynamic)
                    self.use_value(self.function, scope.dynamic)
                scope = scope.parent
            node._dynamic = crossed or None
        return binding

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
        binding = self.resolve(node)
        if binding is None:
            return
        if binding.kind == "import":
            # Only a namespace is surely there; other cells belong to a module that may not have run yet.
            node._check = self.record is None or self.record.imports[binding.slot].name is not None
            if self.record is None:
                self.need_env(self.function, binding.scope.function)
            return
        if not binding.initialised:
            self.use_before_initialisation(node, binding)
        if binding.func is not None:
            self.note_use(binding)
        if call and binding.func is not None and not node._dynamic:
            self.calls.append((self.function, binding))
        else:
            self.use_value(self.function, binding)

    def child_of(self, owner: FunctionInfo) -> FunctionInfo | None:
        """The function directly inside of ``owner`` in which we are; None in ``owner`` itself."""
        function, inner = self.function, None
        while function is not owner:
            inner = function
            assert function.parent is not None
            function = function.parent
        return inner

    def use_before_initialisation(self, node: Node, binding: Binding) -> None:
        """A use that precedes the initialisation in the walk: it is checked, unless it is in a declared function that
        proves to be used only later."""
        inner = self.child_of(binding.scope.function)
        if inner is not None and inner.declared and binding.scope.kind != "switch":
            self.unproven.append((node, binding, inner))
        else:
            node._check = True
            binding.needs_tdz = True

    def note_use(self, binding: Binding) -> None:
        """A use of a function declaration: in which other one, or else when."""
        assert binding.func is not None
        inner = self.child_of(binding.scope.function)
        self.clock += 1
        use = inner if inner is not None and inner.declared else self.clock
        self.uses.setdefault(binding.func, []).append(use)

    def first_uses(self) -> dict[FunctionInfo, int]:
        """When each function declaration can first be used, at the earliest."""
        first = {
            f: min((u for u in uses if isinstance(u, int)), default=self.clock + 1) for f, uses in self.uses.items()
        }
        users: dict[FunctionInfo, list[FunctionInfo]] = {}
        for function, uses in self.uses.items():
            for use in uses:
                if not isinstance(use, int):
                    users.setdefault(use, []).append(function)
        work = list(first)
        while work:
            function = work.pop()
            for used in users.get(function, ()):
                if first[function] < first[used]:
                    first[used] = first[function]
                    work.append(used)
        return first

    def not_simple(self, member: Node) -> None:
        if member.object.type == "Identifier" and member.object.name == "arguments":
            binding = self.lookup("arguments")
            if binding is not None and binding.kind == "arguments":
                binding.scope.function.arguments_simple = False

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
        if binding is not None and binding.kind != "import":
            binding.assigned += 1
            self.assign(binding)

    def initialise(self, binding: Binding) -> None:
        binding.initialised = True
        self.clock += 1
        binding.init_time = self.clock
        self.assign(binding)

    def disposal(self, statements: list[Node]) -> Region | None:
        """Opens a region for a statement list with using declarations, to be left like others."""
        kinds = {s._using for s in statements if s._using}
        if not kinds:
            return None
        region = Region(len(self.scopes))
        if "async" in kinds:
            region.awaits = True
            self.note_await()
        self.regions.append(region)
        return region

    def leave_region(self) -> None:
        region = self.regions.pop()
        if self.regions:
            self.regions[-1].assigned.update(region.outer())

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
        self.need_env(user, owner)

    def need_env(self, user: FunctionInfo, owner: FunctionInfo) -> None:
        """``user`` finds something in an environment of ``owner``, which is around it."""
        while user is not owner:
            user.needs_env = True
            user = user.parent  # type: ignore[assignment]

    def note_await(self) -> None:
        """An await: one of an ES module's top level makes its function an async one (16.2.1.7.3.2)."""
        if self.function.kind == "esm":
            assert self.record is not None
            self.function.is_async = self.record.is_async = True

    def unsupported(self, node: Node, construct: str) -> None:
        start = node._start or 0
        raise UnsupportedError(self.path, self.source, start, construct)
