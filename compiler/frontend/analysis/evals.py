"""Direct eval: what a function that contains one has to keep (19.2.1)."""

from __future__ import annotations

import re
from typing import Any

from ..eval_scope import HIDDEN
from ..scope import Scope
from .base import AnalyzerBase

Node = Any

_EVAL = re.compile(r"\beval\b|\\u")
_FUNCTIONS = frozenset({"FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"})
_FIELDS = frozenset({"PropertyDefinition", "FieldDefinition"})
LEXICAL = frozenset({"let", "const", "class", "classname"})


def is_direct_eval(node: Node) -> bool:
    """Is the CallExpression a direct eval, if its callee is %eval%?"""
    return bool(node.callee.type == "Identifier" and node.callee.name == "eval" and not node.optional)


def mark_evals(program: Node, source: str) -> None:
    """Sets ``_evals`` on the functions (or the program) whose own code contains a direct eval."""
    if _EVAL.search(source) is None:
        return
    work: list[tuple[Any, Node]] = [(program, program)]
    while work:
        item, owner = work.pop()
        if isinstance(item, list):
            work.extend((child, owner) for child in item)
            continue
        kind = getattr(item, "type", None)
        if kind is None or not isinstance(kind, str):
            continue
        if kind in _FUNCTIONS:
            owner = item
        elif kind == "CallExpression" and is_direct_eval(item):
            owner._evals = True
        for name, value in item.__dict__.items():
            if name[0] != "_" and value is not None and not isinstance(value, (str, int, float)):
                # Field initialisers and static blocks are functions of their own, and strict.
                apart = (kind in _FIELDS and name == "value") or (kind == "StaticBlock" and name == "body")
                work.append((value, item if apart else owner))


class EvalSites(AnalyzerBase):
    """Keeps what a direct eval may name."""

    def direct_eval(self, node: Node) -> None:
        node._eval_scope = self.scope
        node._eval_strict = self.function.strict
        self.eval_sites[self.scope] = self.function
        function = self.this_function()
        self.implicit(function, "this")
        if function.kind in ("script", "esm"):
            return
        self.implicit(function, "new_target")
        if function.kind not in ("fields", "static"):  # called directly, without arguments
            self.implicit(function, "arguments")
            function.arguments_simple = False
        if function.kind == "derived":
            self.implicit(function, "callee")
            info = function.class_info
            if info is not None and info.fields is not None and "%fields" not in info.scope.bindings:
                info.scope.add("%fields", "fields")
        if function.home is not None:
            scope, name = function.home
            if name not in scope.bindings:
                scope.add(name, "home")

    def keep_for_evals(self) -> None:
        """All that is visible to a direct eval lives in environments, and may be assigned there."""
        for site, function in self.eval_sites.items():
            scope: Scope | None = site
            while scope is not None:
                for binding in scope.bindings.values():
                    if binding.kind in HIDDEN:
                        continue
                    if binding.kind == "import":
                        scope.keeps_env = True
                        self.need_env(function, scope.function)
                        continue
                    binding.assigned += 1
                    if binding.kind in LEXICAL or (binding.kind == "param" and scope.function.param_expressions):
                        binding.needs_tdz = True
                    self.use_value(function, binding)
                    binding.captured = True
                scope = scope.parent
