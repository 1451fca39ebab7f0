"""The description of the scopes around a direct eval: what code compiled later needs to find their variables.

It is text, a constant of the module: ``encode`` writes it where the call of eval is lowered, ``decode`` makes scopes,
functions and bindings of it again, which stand around the code that is evaluated. All that is visible to a direct eval
is captured, so that it lies in environments at known places.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from .scope import Binding, FunctionInfo, PrivateMembers, Scope

# Bindings that no source text can name.
HIDDEN = frozenset({"key"})


class EvalContext:
    """Where a direct eval stands. ``scope`` and ``function`` are None for an indirect one."""

    def __init__(self) -> None:
        self.scope: Scope | None = None
        self.function: FunctionInfo | None = None
        self.strict = False
        self.private_names: set[str] = set()
        self.in_parameters = False  # with expressions, of a function whose body has a scope apart

    @property
    def this_function(self) -> FunctionInfo | None:
        """The function whose this, new.target and super are meant (GetThisEnvironment); None in global code."""
        function = self.function
        while function is not None and function.arrow:
            function = function.parent
        return None if function is None or function.kind == "script" else function


def encode(scope: Scope, function: FunctionInfo, strict: bool) -> str:
    """The description, behind its digest and a blank."""
    functions: list[FunctionInfo] = []
    owner: FunctionInfo | None = function
    while owner is not None:
        functions.append(owner)
        owner = owner.parent
    scopes: list[Scope] = []
    inner: Scope | None = scope
    while inner is not None:
        scopes.append(inner)
        inner = inner.parent
    data = {
        "strict": strict,
        "parameters": function.body_scope is not function.scope and _outside(function.body_scope, scope),
        "scopes": [[s.kind, functions.index(s.function), s.has_env, [
            [b.name, b.kind, b.slot, b.needs_tdz, _members(b.members)]
            for b in [*s.captured, *_imports(s)] if b.kind not in HIDDEN]] for s in scopes],
        "functions": [_function(f, scopes) for f in functions],
    }
    text = json.dumps(data, separators=(",", ":"))
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]} {text}"


def _imports(scope: Scope) -> list[Binding]:
    """What an ES module imports is not in its environment, but found by it."""
    return [b for b in scope.bindings.values() if b.kind == "import"]


def _members(members: PrivateMembers | None) -> list[Any] | None:
    if members is None:
        return None
    names = [b.name if b is not None else None for b in (members.brand, members.method, members.get, members.set)]
    return [members.static, members.owner, *names]


def _outside(body: Scope, scope: Scope | None) -> bool:
    while scope is not None and scope is not body:
        scope = scope.parent
    return scope is None


def _function(info: FunctionInfo, scopes: list[Scope]) -> list[Any]:
    kind = info.kind
    if kind == "fields" or (kind == "static" and info.elements and info.elements[0].type != "StaticBlock"):
        kind = "field"  # its code may not use arguments
    home = [scopes.index(info.home[0]), info.home[1]] if info.home is not None and info.home[0] in scopes else None
    return [kind, info.strict, home]


def decode(text: str) -> EvalContext:
    """The scopes and functions that ``encode`` described."""
    data = json.loads(text)
    context = EvalContext()
    context.strict, context.in_parameters = data["strict"], data["parameters"]
    parent_function: FunctionInfo | None = None
    functions: list[FunctionInfo] = []
    for kind, strict, _ in reversed(data["functions"]):
        parent_function = FunctionInfo(None, kind, parent_function, None, strict)
        functions.insert(0, parent_function)
    parent: Scope | None = None
    scopes: list[Scope] = []
    for number, (kind, owner, has_env, bindings) in enumerate(reversed(data["scopes"])):
        parent = Scope(kind, parent, functions[owner], number - len(data["scopes"]))
        parent.has_env = has_env
        for *row, _ in bindings:
            _binding(parent, *row)
        for name, *_, members in bindings:
            if members is not None:
                _link_members(parent, parent.bindings[name], *members)
        if kind in ("function", "script"):
            functions[owner].scope = functions[owner].body_scope = parent
        scopes.insert(0, parent)
        context.private_names |= {b[0][1:] for b in bindings if b[0][0] == "#"}
    for function, (_, _, home) in zip(functions, data["functions"], strict=True):
        if home is not None:
            function.home = (scopes[home[0]], home[1])
    context.scope, context.function = parent, functions[0]
    return context


def _binding(scope: Scope, name: str, kind: str, slot: int, needs_tdz: bool) -> None:
    binding = scope.add(name, kind)
    binding.captured = True
    binding.slot = slot
    binding.needs_tdz = needs_tdz
    binding.initialised = not needs_tdz
    if kind != "import":
        scope.captured.append(binding)
    if kind in ("with", "vars"):
        scope.dynamic = binding


def _link_members(scope: Scope, binding: Binding, static: bool, owner: str, brand: str, method: str | None,
                  getter: str | None, setter: str | None) -> None:
    """What the name of a private method or accessor stands for."""
    members = binding.members = PrivateMembers(scope.bindings[brand], static, owner)
    members.method, members.get, members.set = (
        scope.bindings[name] if name is not None else None for name in (method, getter, setter))
