"""Lowering of one function: its state, and what every kind of construct needs.

The functions that lower the kinds of nodes are registered in ``EXPRESSIONS`` and ``STATEMENTS`` by node type; each
takes this context first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from ..diagnostics import UnsupportedError
from ..ir.function import EMPTY, UNDEFINED, Function, Instr, Param, Value
from ..ir.types import BOOL, Kinds
from .numbers import normalise_number
from .scope import Binding, FunctionInfo, Scope
from .ssa import Handler, SsaBlock, SsaBuilder

if TYPE_CHECKING:
    from .module import ModuleLowering

Node = Any
ExpressionFn = Callable[["Lowering", Node], Value]
StatementFn = Callable[["Lowering", Node], None]
E = TypeVar("E", bound=Callable[..., Any])

EXPRESSIONS: dict[str, ExpressionFn] = {}
STATEMENTS: dict[str, StatementFn] = {}
EFFECTS: dict[str, StatementFn] = {}  # expressions with a cheaper form when their value is unused
CONDITIONS: dict[str, Callable[[Lowering, Node, SsaBlock, SsaBlock], bool]] = {}


def expression(*types: str) -> Callable[[E], E]:
    def register(fn: E) -> E:
        for type_ in types:
            EXPRESSIONS[type_] = fn
        return fn
    return register


def statement(*types: str) -> Callable[[E], E]:
    def register(fn: E) -> E:
        for type_ in types:
            STATEMENTS[type_] = fn
        return fn
    return register


class Target:
    """Something that a break, continue, return or exception has to consider on its way out.

    A jump target has blocks; a cleanup (an open iterator, a finally block) has ``leave``. ``handler`` is the one
    in effect outside.
    """

    __slots__ = ("break_block", "continue_block", "handler", "labels", "leave", "plain_break")

    def __init__(self, handler: Handler | None, *, labels: tuple[str, ...] = (), break_block: SsaBlock | None = None,
                 continue_block: SsaBlock | None = None, plain_break: bool = False,
                 leave: Callable[[Exit], bool] | None = None) -> None:
        self.handler = handler
        self.labels = labels
        self.break_block = break_block
        self.continue_block = continue_block
        self.plain_break = plain_break  # a break without a label ends here
        self.leave = leave


class Exit:
    """A jump out of nested constructs: to ``block`` of ``target``, or a return of ``value``."""

    __slots__ = ("block", "target", "value")

    def __init__(self, target: Target | None, block: SsaBlock | None, value: Value | None) -> None:
        self.target = target
        self.block = block
        self.value = value


class Lowering:
    """Lowers one function."""

    def __init__(self, module: ModuleLowering, info: FunctionInfo, function: Function) -> None:
        self.module = module
        self.info = info
        self.function = function
        self.b = SsaBuilder(function)
        self.strict = info.strict
        self.scope: Scope = info.scope
        self.env_param: Param | None = None
        self.callee_param: Param | None = None
        self.argc: Param | None = None
        self.argv: Param | None = None
        self.targets: list[Target] = []
        self.labels: tuple[str, ...] = ()  # of the statement being lowered
        self.this_properties: set[str] = set()
        self.resources: Value | None = None  # of the innermost scope with using declarations
        self.chain_exit: SsaBlock | None = None  # where a nullish link of the optional chain leads

    # -- nodes --------------------------------------------------------------------------------------------------------

    def expr(self, node: Node) -> Value:
        """The value of an expression, boxed."""
        fn = EXPRESSIONS.get(node.type)
        if fn is None:
            raise self.unsupported(node, f"a {node.type} node")
        return fn(self, node)

    def effect(self, node: Node) -> None:
        """Evaluates an expression for its effects only."""
        fn = EFFECTS.get(node.type)
        if fn is not None:
            fn(self, node)
        else:
            self.expr(node)

    def statement(self, node: Node) -> None:
        if self.b.dead:
            return
        fn = STATEMENTS.get(node.type)
        if fn is None:
            raise self.unsupported(node, f"a {node.type} node")
        if self.labels and node.type not in _LABEL_USERS:
            self.labels = ()
        if self.info.completion is not None and node.type in _SETS_UNDEFINED:
            self.initialise(self.info.completion, self.undefined())
        fn(self, node)

    def condition(self, node: Node, then: SsaBlock, other: SsaBlock) -> None:
        """Branches on the truth of an expression."""
        fn = CONDITIONS.get(node.type)
        if fn is not None and fn(self, node, then, other):
            return
        self.b.branch_to(self.truthy(self.expr(node)), then, other)

    def truthy(self, value: Value) -> Value:
        if value.kinds == Kinds.BOOL:
            if isinstance(value, Instr) and value.op.name == "box_bool":
                return value.args[0]
            return self.b.emit("unbox_bool", value)
        return self.b.emit("truthy", value)

    def unsupported(self, node: Node, construct: str) -> UnsupportedError:
        return UnsupportedError(self.module.path, self.module.source, node._start or 0, construct)

    # -- constants ----------------------------------------------------------------------------------------------------

    def undefined(self) -> Value:
        return self.b.const(UNDEFINED)

    def empty(self) -> Value:
        return self.b.const(EMPTY)

    def i32(self, value: int) -> Value:
        return self.b.emit("const_i32", value=value)

    def number(self, value: float) -> Value:
        return self.b.const(normalise_number(value))

    def string(self, text: str) -> Value:
        return self.b.string(text)

    def box(self, value: Value) -> Value:
        return self.b.emit("box_bool", value) if value.repr is BOOL else value

    # -- environments -------------------------------------------------------------------------------------------------

    def env_of(self, scope: Scope | None) -> Value:
        """The environment of the nearest scope, ``scope`` or further out, that has one."""
        info = self.info
        while scope is not None and scope.function is info:
            if scope.has_env:
                return self.b.read(scope)
            scope = scope.parent
        if self.env_param is None:
            return self.b.emit("const_null_ptr")
        depth = 0
        start: Scope | None = info.outer
        while start is not scope:
            assert start is not None
            if start.has_env:
                depth += 1
            start = start.parent
        # start is scope: the distance from the first environment outside to the first at or outside of scope.
        while start is not None and not start.has_env:
            start = start.parent
        if depth == 0:
            return self.env_param
        return self.b.emit("env_parent", self.env_param, depth=depth)

    def env_at(self, scope: Scope) -> Value:
        """The environment of ``scope``, which has one."""
        if scope.function is self.info:
            return self.b.read(scope)
        assert self.env_param is not None
        depth = 0
        outer: Scope | None = self.info.outer
        while outer is not scope:
            assert outer is not None
            if outer.has_env:
                depth += 1
            outer = outer.parent
        if depth == 0:
            return self.env_param
        return self.b.emit("env_parent", self.env_param, depth=depth)

    def open_scope(self, scope: Scope) -> None:
        """Enters a scope: makes its environment, marks what is uninitialised, instantiates its functions."""
        if scope.has_env:
            if scope.function.kind == "esm" and scope.parent is None:
                assert self.env_param is not None
                env = self.b.emit("module_env", self.env_param, size=len(scope.captured), exported=self.module.exported)
            else:
                parent = self.env_of(scope.parent)
                env = self.b.emit("new_env", parent, size=len(scope.captured), tdz=scope.env_tdz)
            self.b.write(scope, env)
        self.scope = scope
        for binding in scope.bindings.values():
            if binding.kind == "import":
                continue
            if binding.captured:
                if scope.function.kind == "esm" and scope.parent is None:
                    continue  # the runtime did it when the module was linked
                if scope.env_tdz and not binding.needs_tdz and binding.kind in ("var", "vars"):
                    self.b.emit("env_store", self.b.read(scope), self.undefined(), index=binding.slot)
            elif binding.needs_tdz:
                self.b.write(binding, self.empty())
            elif binding.kind == "var":
                self.b.write(binding, self.undefined())

    def hoist(self, scope: Scope) -> None:
        """Instantiates the functions declared in a scope."""
        for binding, info in scope.hoisted:
            if not binding.value_used and binding.direct is not None:
                continue
            if binding.captured and scope.function.kind == "esm" and scope.parent is None:
                function = self.module.function(info)
                function.escapes = True
                self.b.emit("module_function", self.b.read(scope), func=function, index=binding.slot)
            else:
                self.initialise(binding, self.closure(info))

    def close_scope(self, scope: Scope) -> None:
        assert scope.parent is not None
        self.scope = scope.parent

    # -- variables ----------------------------------------------------------------------------------------------------

    def load(self, binding: Binding) -> Value:
        """The value of a binding, which may be EMPTY."""
        if binding.kind == "import":
            if not binding.captured:
                return self.b.emit("import_load", index=binding.slot)
            return self.b.rt("lode_eval_import", self.env_at(binding.scope), self.i32(binding.slot), kinds=Kinds.TOP)
        if binding.captured:
            value = self.b.emit("env_load", self.env_at(binding.scope), index=binding.slot)
            if not binding.needs_tdz:
                value.kinds = Kinds.ANY
            return value
        return self.b.read(binding)

    def initialise(self, binding: Binding, value: Value) -> None:
        """Stores without any check."""
        if binding.captured:
            self.b.emit("env_store", self.env_at(binding.scope), value, index=binding.slot)
        else:
            self.b.write(binding, value)

    def check_tdz(self, value: Value, binding: Binding, pos: int,
                  throw_this: str = "lode_throw_this_uninitialised") -> None:
        """Throws if the value is EMPTY; if it is ``this``, by the runtime function ``throw_this``."""
        if isinstance(value, Instr) and value.op.name == "const" and value.attrs["value"] is not EMPTY:
            return
        if not value.kinds & Kinds.EMPTY:
            return
        bad, good = self.b.new_block("tdz"), self.b.new_block()
        self.b.branch_to(self.b.emit("is_empty", value), bad, good)
        self.b.start(bad)
        self.b.pos = pos
        if binding.kind == "this":
            self.b.rt(throw_this)
        else:
            self.b.rt("lode_throw_tdz", self.string(binding.name))
        self.b.unreachable()
        self.b.start(good)

    def closure(self, info: FunctionInfo, name: str | None = None) -> Value:
        """A function object. ``name`` names an anonymous function."""
        if name is not None:
            info.name = name
        function = self.module.function(info)
        function.escapes = True
        env = self.env_of(self.scope) if info.needs_env else self.b.emit("const_null_ptr")
        return self.b.emit("closure", env, func=function)

    def throw_always(self, name: str, *args: Value) -> Value:
        """Calls a runtime function that always throws; what follows is dead. The value stands for a result."""
        self.b.rt(name, *args)
        self.b.unreachable()
        return self.undefined()

    # -- leaving ------------------------------------------------------------------------------------------------------

    def leave_to(self, exit_: Exit) -> None:
        """Jumps out through the cleanups between here and the exit's target."""
        saved_targets, saved_handler = self.targets, self.b.handler
        targets = list(self.targets)
        done = False
        while targets and targets[-1] is not exit_.target:
            target = targets.pop()
            self.b.handler = target.handler
            self.targets = targets
            if target.leave is not None and target.leave(exit_):
                done = True
                break
        if not done:
            if exit_.block is not None:
                self.b.jump(exit_.block)
            else:
                assert exit_.value is not None
                self.module.emit_return(self, exit_.value)
        self.targets, self.b.handler = saved_targets, saved_handler


# Statements whose completion value is undefined if nothing in them gives one (UpdateEmpty).
_SETS_UNDEFINED = frozenset({"IfStatement", "WhileStatement", "DoWhileStatement", "ForStatement", "ForInStatement",
                             "ForOfStatement", "SwitchStatement", "TryStatement", "WithStatement"})
_LABEL_USERS = frozenset({"LabeledStatement", "ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement",
                          "DoWhileStatement"})
