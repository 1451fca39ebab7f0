"""Source positions as LLVM debug metadata.

The line table that LLVM writes is read back by lines.py. DWARF columns have 16 bits in LLVM, which a minified file
exceeds; such a module's locations carry the byte offset in place of the line (``wide``), and lines.py decodes them.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from compiler.ir.function import NO_PLACE, Function, Module

from .llvm_text import quoted

_MAX_COLUMN = 60000
_NO_PLACE_LINE = 0x3FFFFFFF  # what NO_PLACE is in the line table
_LINE_END = re.compile(rb"\r\n|\n|\r|\xe2\x80\xa8|\xe2\x80\xa9")

# Numbers below are fixed in every chunk; see emit_base.py for those that instructions name.
_FIRST_NUMBER = 10


class SourceMap:
    """Byte offsets of a UTF-8 source to lines and columns, both from 1; columns count UTF-16 units, as V8's."""

    def __init__(self, source: str) -> None:
        self.bytes = source.encode("utf-8", "surrogatepass")
        self.starts = [0, *(m.end() for m in _LINE_END.finditer(self.bytes))]
        self.ascii = self.bytes.isascii()

    def position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        start = self.starts[line - 1]
        if self.ascii:
            return line, offset - start + 1
        text = self.bytes[start:offset].decode("utf-8", "replace")
        return line, len(text.encode("utf-16-le", "surrogatepass")) // 2 + 1

    @property
    def widest_line(self) -> int:
        ends = [*self.starts[1:], len(self.bytes)]
        return max(end - start for start, end in zip(self.starts, ends, strict=True))


class DebugInfo:
    """Allocates metadata for one module's functions."""

    def __init__(self, module: Module, lines: bool = True) -> None:
        self.map = SourceMap(module.source)
        self.path = module.path
        self.lines = lines  # False: no locations
        self.wide = self.map.widest_line > _MAX_COLUMN
        self._next = _FIRST_NUMBER
        self._lines: list[str] = []
        self._scope = 0
        self._cache: dict[int, str] = {}
        self._nodes: dict[str, str] = {}
        self._function: Function | None = None

    def begin(self, function: Function) -> None:
        """Starts a function: later locations are in it."""
        self._function = function
        self._scope = self._number()
        self._cache = {}
        self._nodes = {}
        self._lines = []

    def _number(self) -> int:
        self._next += 1
        return self._next

    def _coordinates(self, pos: int) -> tuple[int, int]:
        if pos == NO_PLACE:
            return _NO_PLACE_LINE, 0
        if pos < 0:
            return 0, 0
        return (pos + 1, 0) if self.wide else self.map.position(pos)

    def location(self, pos: int) -> str:
        """The ``!dbg`` suffix of an instruction at a source offset."""
        if not self.lines:
            return ""
        found = self._cache.get(pos)
        if found is None:
            number = self._number()
            line, column = self._coordinates(pos)
            self._lines.append(f"!{number} = !DILocation(line: {line}, column: {column}, scope: !{self._scope})")
            found = self._cache[pos] = f", !dbg !{number}"
        return found

    def node(self, text: str) -> str:
        """The number of a metadata node of the function in hand."""
        found = self._nodes.get(text)
        if found is None:
            found = self._nodes[text] = f"!{self._number()}"
            self._lines.append(f"{found} = {text}")
        return found

    def subprogram(self) -> str:
        """The ``!dbg`` of the function itself."""
        if not self.lines:
            return ""
        assert self._function is not None
        name = self._function.name or "<anonymous>"
        line, _ = self._coordinates(self._function.source_start)
        self._lines.append(
            f"!{self._scope} = distinct !DISubprogram(name: {quoted(name)}, scope: !1, file: !1, line: {line}, "
            f"type: !7, scopeLine: {line}, spFlags: DISPFlagDefinition, unit: !0)")
        return f"!dbg !{self._scope}"

    def take(self) -> list[str]:
        """The metadata lines of the function just emitted."""
        lines, self._lines = self._lines, []
        return lines

    def decode(self, line: int, column: int) -> tuple[int, int]:
        """A row of the line table back to line and column."""
        if line == _NO_PLACE_LINE:
            return 0, 0
        return self.map.position(line - 1) if self.wide and line else (line, column)

    def header(self) -> str:
        """Metadata that every chunk needs, numbers 0 to 9."""
        unit = "!llvm.dbg.cu = !{!0}\n" if self.lines else ""
        return f"""\
{unit}!llvm.module.flags = !{{!8, !9, !10}}
!0 = distinct !DICompileUnit(language: DW_LANG_C99, file: !1, producer: "lode", isOptimized: true, runtimeVersion: 0,
  emissionKind: LineTablesOnly)
!1 = !DIFile(filename: {quoted(self.path)}, directory: "")
!2 = !{{i64 -1, i64 -1}}
!3 = !{{!"branch_weights", i32 1, i32 2000}}
!4 = !{{!"branch_weights", i32 2000, i32 1}}
!5 = !{{!"rsp\\00"}}
!6 = !{{}}
!7 = !DISubroutineType(types: !6)
!8 = !{{i32 2, !"Debug Info Version", i32 3}}
!9 = !{{i32 7, !"Dwarf Version", i32 4}}
!10 = !{{i32 7, !"frame-pointer", i32 2}}
"""
