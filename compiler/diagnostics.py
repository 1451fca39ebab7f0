"""Errors that compiling may report, and how they are printed.

Positions are indices into the Python string of the source; line and column are counted from 1, the column in
UTF-16 units as JavaScript tools do.
"""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029]")


def utf16_length(text: str) -> int:
    """Length of ``text`` in UTF-16 code units."""
    return len(text) + sum(1 for c in text if c > "\uffff")


def line_and_column(source: str, index: int) -> tuple[int, int, str]:
    """Line and column (from 1) of an index, and the text of that line."""
    line, start = 1, 0
    end = len(source)
    for match in _LINE_END.finditer(source):
        if match.start() >= index:
            end = match.start()
            break
        line, start = line + 1, match.end()
    return line, utf16_length(source[start:index]) + 1, source[start:end]


class LodeError(Exception):
    """A failure to be reported to the user: one message, no traceback."""

    exit_status = 1

    def render(self) -> str:
        """What to print."""
        return f"lode: {self}"


class InputError(LodeError):
    """A file that can't be read or found."""


class CompileError(LodeError):
    """Something in a source file that can't be compiled. ``kind`` is the name printed before the message."""

    kind = "CompileError"

    def __init__(self, path: str, source: str, index: int, message: str, length: int = 1) -> None:
        super().__init__(message)
        self.path = path
        self.message = message
        self.index = index
        self.length = length
        self.line, self.column, self.source_line = line_and_column(source, index)

    def render(self) -> str:
        """As Node prints a syntax error: position, source line, carets, blank line, message."""
        rest = utf16_length(self.source_line) - self.column + 1
        carets = "^" * min(self.length, rest)
        pad = re.sub(r"[^\t]", " ", self.source_line[: self.column - 1]).ljust(self.column - 1)
        return f"{self.path}:{self.line}\n{self.source_line}\n{pad}{carets}\n\n{self.kind}: {self.message}"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.kind}: {self.message}"


class LodeSyntaxError(CompileError):
    """The source is not ECMAScript."""

    kind = "SyntaxError"


class UnsupportedError(CompileError):
    """The source is ECMAScript, but uses a construct that the compiler doesn't handle."""

    kind = "UnsupportedError"

    def __init__(self, path: str, source: str, index: int, construct: str, length: int = 1) -> None:
        super().__init__(path, source, index, f"{construct} is not supported", length)
        self.construct = construct
