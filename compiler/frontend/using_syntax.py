"""``using`` and ``await using`` declarations (Explicit Resource Management), which esprima doesn't know.

They are parsed as ``const`` declarations whose node says in ``_using`` what they are: "sync" or "async".
"""

from __future__ import annotations

from typing import Any

from esprima.parser import Parser
from esprima.token import Token

Node = Any


class UsingParser(Parser):
    """Takes ``using`` for a keyword where a declaration begins. For sources that contain the word."""

    _before_head = False  # in a for statement, before its parenthesis

    def parseStatementListItem(self) -> Node:
        kind = self._take_using(in_for=False)
        declaration = super().parseStatementListItem()
        if kind is not None:
            self._mark(declaration, kind)
        return declaration

    def parseForStatement(self) -> Node:
        self._before_head = True
        heads: list[str | None] = []
        self._heads.append(heads)
        statement = super().parseForStatement()
        self._heads.pop()
        kind = heads[0] if heads else None
        if kind is not None:
            if statement.type == "ForInStatement":
                self.throwError("The left-hand side of a for-in loop may not be a using declaration.")
            self._mark(statement.init if statement.type == "ForStatement" else statement.left, kind)
        return statement

    def expect(self, value: str) -> None:
        super().expect(value)
        if self._before_head:
            self._before_head = False
            self._heads[-1].append(self._take_using(in_for=True))

    def parseSwitchCase(self) -> Node:
        case = super().parseSwitchCase()
        if any(s._using for s in case.consequent):
            self.throwError("Unexpected token using")
        return case

    @property
    def _heads(self) -> list[list[str | None]]:
        return self.__dict__.setdefault("_heads_stack", [])

    def _take_using(self, *, in_for: bool) -> str | None:
        """If a declaration begins here, turns its keyword into ``const`` and says of which kind it is."""
        token = self.lookahead
        if token.value not in ("using", "await") or token.escaped or token.type is Token.StringLiteral:
            return None
        following = self._peek(2 if token.value == "await" else 1)
        if token.value == "await" and (not self.context.allowAwait or following[0].value != "using"
                                       or following[0].escaped):
            return None
        if any(t.type is not Token.Identifier or t.lineNumber != token.lineNumber for t in following):
            return None
        if in_for and token.value == "using" and following[0].value == "of" and not self._declares_of():
            return None
        if token.value == "await":
            self.nextToken()
        self.lookahead.type = Token.Keyword
        self.lookahead.value = "const"
        return "async" if token.value == "await" else "sync"

    def _peek(self, count: int) -> list[Any]:
        """The tokens behind the lookahead."""
        state = self.scanner.saveState()
        tokens = []
        for _ in range(count):
            self.scanner.scanComments()
            tokens.append(self.scanner.lex())
            if tokens[-1].type is not Token.Identifier:
                break
        self.scanner.restoreState(state)
        return tokens

    def _declares_of(self) -> bool:
        """Is it ``using of = …``, a variable of that name?"""
        tokens = self._peek(2)
        return len(tokens) == 2 and tokens[1].type is Token.Punctuator and tokens[1].value == "="

    def _mark(self, declaration: Node, kind: str) -> None:
        if any(d.id.type != "Identifier" for d in declaration.declarations):
            self.throwError("Unexpected token using")
        declaration._using = kind
