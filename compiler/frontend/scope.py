"""Scopes, bindings and functions, as scope analysis finds them and lowering uses them."""

from __future__ import annotations

from typing import Any

from ..ir.function import Function
from ..ir.types import ANY, PTR, Repr

Node = Any


class Binding:
    """A variable. Captured ones live in their scope's environment at ``slot``, others are SSA values.

    kind: var, let, const, class, function, param, catch, fname (a function expression's own name), classname
    (a class's name inside of it), arguments, this, new_target, callee, home (home object of methods), key
    (key of a class field), private (a private name), method (the closure of a private method), with (the object of a
    with statement), vars (the object of the variables that eval adds to a function), fields (the function that
    defines an instance's fields, where eval may call super), import (slot is the index of its cell).
    """

    __slots__ = (
        "assigned",
        "captured",
        "class_info",
        "declarations",
        "func",
        "init_time",
        "initialised",
        "kind",
        "members",
        "name",
        "needs_tdz",
        "param_index",
        "scope",
        "slot",
        "value_used",
    )

    repr: Repr = ANY

    def __init__(self, name: str, kind: str, scope: Scope) -> None:
        self.name = name
        self.kind = kind
        self.scope = scope
        self.captured = False
        self.slot = -1
        self.assigned = 0  # assignments other than the initialisation
        self.initialised = kind not in ("let", "const", "class", "classname")  # at this point of the analysis
        self.needs_tdz = False  # some use has to check for EMPTY
        self.func: FunctionInfo | None = None  # of a function declaration or function expression's own name
        self.class_info: ClassInfo | None = None  # the class that initialises it
        self.members: PrivateMembers | None = None  # of the name of a private method or accessor
        self.value_used = False  # used other than as the callee of a call
        self.declarations = 0
        self.param_index = -1
        self.init_time = -1  # when the walk passed the initialisation

    @property
    def direct(self) -> FunctionInfo | None:
        """The function that this binding always holds and that can be called directly."""
        func = self.func
        if func is None or self.assigned or self.declarations > 1 or not func.can_call_directly:
            return None
        return func

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name}>"


class PrivateMembers:
    """What the private name of a method or accessor stands for, which no instance carries."""

    __slots__ = ("brand", "get", "method", "owner", "set", "static")

    def __init__(self, brand: Binding, static: bool, owner: str) -> None:
        self.brand = brand  # a private name that instances of the class have; if static, the class
        self.static = static
        self.owner = owner  # name of the class
        self.method: Binding | None = None  # closures
        self.get: Binding | None = None
        self.set: Binding | None = None

    def bindings(self) -> list[Binding]:
        return [b for b in (self.brand, self.method, self.get, self.set) if b is not None]


class Scope:
    """A lexical scope. As a variable of SSA construction it stands for its environment pointer."""

    __slots__ = ("bindings", "captured", "dynamic", "env_tdz", "function", "has_env", "hoisted", "id", "keeps_env",
                 "kind", "parent")

    repr: Repr = PTR

    def __init__(self, kind: str, parent: Scope | None, function: FunctionInfo, id_: int) -> None:
        self.kind = kind  # script, function, body, fname, block, switch, catch, loop, class, object, with
        self.parent = parent
        self.function = function
        self.id = id_  # in order of creation: a scope made later is not outside of one made earlier
        self.bindings: dict[str, Binding] = {}
        self.hoisted: list[tuple[Binding, FunctionInfo]] = []  # functions to instantiate on entry
        self.captured: list[Binding] = []
        self.dynamic: Binding | None = None  # holds an object that is asked at run time for names from outside
        self.has_env = False
        self.keeps_env = False  # though nothing may be captured: eval finds an ES module's imports by it
        self.env_tdz = False

    def add(self, name: str, kind: str) -> Binding:
        binding = Binding(name, kind, self)
        self.bindings[name] = binding
        return binding

    def lay_out(self) -> None:
        """Gives the captured bindings their slots."""
        self.captured = [b for b in self.bindings.values() if b.captured]
        self.has_env = self.keeps_env or bool(self.captured)
        for slot, binding in enumerate(self.captured):
            binding.slot = slot
            if binding.needs_tdz:
                self.env_tdz = True

    def __repr__(self) -> str:
        return f"<{self.kind} scope {list(self.bindings)}>"


class Region:
    """A stretch of one function (a loop, a try block): which variables are assigned in it."""

    __slots__ = ("assigned", "awaits", "first_scope")

    def __init__(self, first_scope: int) -> None:
        self.assigned: dict[Binding | Scope, None] = {}  # a dict keeps the order of assignment
        self.awaits = False  # a scope with await using declarations
        self.first_scope = first_scope  # scopes from this id on are inside

    def outer(self) -> dict[Binding | Scope, None]:
        """The assigned ones that are visible outside."""
        first = self.first_scope
        return {v: None for v in self.assigned if (v.id if isinstance(v, Scope) else v.scope.id) < first}

    def variables(self) -> list[Binding | Scope]:
        """Those of the outer ones that are SSA variables."""
        return [v for v in self.outer() if isinstance(v, Scope) or not v.captured]


class ScriptDeclarations:
    """The top-level names of a script, as GlobalDeclarationInstantiation (16.1.7) needs them."""

    __slots__ = ("block_functions", "deletable", "functions", "lexical", "variables")

    def __init__(self) -> None:
        self.lexical: list[tuple[str, bool]] = []  # name, is it constant?
        self.functions: list[tuple[str, FunctionInfo]] = []
        self.variables: list[str] = []
        self.block_functions: list[str] = []  # functions in blocks that B.3.2.2 may make vars
        self.deletable = False  # of eval


class EvalDeclarations:
    """The names that code evaluated in a function declares there (19.2.1.3)."""

    __slots__ = ("names", "scope")

    def __init__(self, scope: Scope, names: ScriptDeclarations) -> None:
        self.scope = scope
        self.names = names


class FunctionInfo:
    """A function of the source, or one that a class implies (constructor, field initialisers)."""

    __slots__ = (
        "arguments",
        "arguments_simple",
        "body_scope",
        "class_info",
        "completion",
        "declared",
        "disposal",
        "elements",
        "end",
        "evaluated",
        "fname",
        "generator",
        "home",
        "inferred",
        "ir",
        "is_async",
        "kind",
        "length",
        "name",
        "needs_callee",
        "needs_env",
        "node",
        "outer",
        "param_expressions",
        "params",
        "parent",
        "rest",
        "returns_value",
        "scope",
        "script",
        "simple",
        "start",
        "strict",
        "uses_argv",
        "uses_new_target",
        "uses_this",
    )

    def __init__(self, node: Node, kind: str, parent: FunctionInfo | None, outer: Scope | None, strict: bool) -> None:
        self.node = node
        # module (CommonJS), esm, script, eval, function, arrow, method, get, set, constructor, derived, fields, static
        self.kind = kind
        self.parent = parent
        self.outer = outer  # the scope in which it is created
        self.strict = strict
        self.name = ""
        self.inferred = ""  # for stack traces, where there is no name
        self.generator = bool(node is not None and node.generator)
        self.is_async = bool(node is not None and node.isAsync)
        self.params: list[Node] = []
        self.simple = True
        self.param_expressions = False
        self.scope: Scope = None  # type: ignore[assignment]  # parameters (and the body, unless separate)
        self.body_scope: Scope = None  # type: ignore[assignment]
        self.fname: Binding | None = None
        self.uses_this = False
        self.uses_argv = False
        self.uses_new_target = False
        self.needs_env = False
        self.needs_callee = False
        self.arguments: Binding | None = None
        self.arguments_simple = True  # only arguments.length and reads of arguments[…]
        self.rest = False
        self.returns_value = False  # has a return with an operand
        self.home: tuple[Scope, str] | None = None
        self.class_info: ClassInfo | None = None
        self.elements: list[Node] = []  # of fields and static: the class elements
        self.ir: Function | None = None
        self.start = node._start if node is not None else 0
        self.end = node._end if node is not None else 0
        self.length = 0
        self.declared = False  # by a function declaration: hoisted
        self.script: ScriptDeclarations | None = None
        self.disposal: Region | None = None  # its body, if that has using declarations
        self.evaluated: EvalDeclarations | None = None
        self.completion: Binding | None = None  # of a script whose value is wanted

    @property
    def resumable(self) -> bool:
        """Can it be suspended: is it a generator or an async function?"""
        return self.generator or self.is_async

    @property
    def arrow(self) -> bool:
        """Are this, arguments and the like those of the function around it?"""
        return self.kind in ("arrow", "eval")

    @property
    def can_call_directly(self) -> bool:
        return not (self.uses_argv or self.needs_callee or self.uses_new_target)


class ClassInfo:
    """A class: its scope, and the functions that its elements become."""

    __slots__ = ("brand", "constructor", "derived", "field_keys", "fields", "name_binding", "node", "scope", "statics")

    def __init__(self, node: Node, scope: Scope) -> None:
        self.node = node
        self.scope = scope
        self.name_binding: Binding | None = None
        self.brand: Binding | None = None  # of a class with private methods or accessors of instances
        self.constructor: FunctionInfo = None  # type: ignore[assignment]
        self.fields: FunctionInfo | None = None  # initialises an instance's fields
        self.statics: dict[Node, FunctionInfo] = {}  # static field or block: its function
        self.field_keys: dict[Node, Binding] = {}  # computed keys of fields
        self.derived = False
