"""The static data of a compiled module: JsModuleDesc and what it points to (runtime/module.h).

Tables that don't change are symbols of the data object, hidden, and code refers to their members by constant offsets.
Inline caches, constant cells, literal and template sites are written to at run time and hold pointers of one isolate.
They are in the isolate's own memory (``js_isolate_new``): the symbol of such a table is its distance from the isolate,
an absolute address that places.py assigns when a program is linked or loaded. So code and data of a module serve any
number of isolates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.ir.function import Function, Module
from runtime import abi as runtime_abi

from . import abi
from .debug import DebugInfo
from .emit_base import MD_PLACE, BackendError, direct_result_type
from .esm_data import esm_tables
from .llvm_text import byte_array
from .names import code_symbol, data_symbol, desc_symbol, uniform_symbol
from .place import Place

if TYPE_CHECKING:
    from .codegen import CodegenOptions

# Tables that belong to an isolate, and what they are made of.
CELL_TABLES = {"ics": "JsIC", "cells": "JsValue", "literals": "JsLiteralSite", "templates": "JsTemplateSite",
               "shapes": "JsShapeSite", "offsets": "int32_t", "imports": "JsValue"}
LAYOUT_SECTION = ".lode.cells"


# Tables of constants that sites are made from, and their rows.
_ROWS = {"literal_rows": "{ i32, i32 }", "template_rows": "{ i32, i32, i32 }", "shape_rows": "{ i32, i32, i32, i32 }"}


class BigIntDigits(str):
    """The decimal digits of a BigInt constant, which is never the string constant that they spell."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BigIntDigits) and str.__eq__(self, other)

    def __hash__(self) -> int:
        return hash((BigIntDigits, str(self)))


class ModuleData:
    """Collects, while functions are emitted, the data that they refer to."""

    def __init__(self, module: Module, options: CodegenOptions) -> None:
        self.module = module
        self.options = options
        self.debug = DebugInfo(module, options.line_tables)
        self.used: set[str] = set()
        self.referenced: dict[str, Function] = {}
        self.tables_used: set[str] = set()
        self.ints: dict[tuple[int, ...], str] = {}
        self._const_index: dict[str, int] = {}
        self._consts: list[str | None] = []
        self._runs: dict[tuple[str | None, ...], int] = {}
        self._ics = 0
        self._literals: list[tuple[str, ...]] = []
        self._templates: list[tuple[tuple[str | None, ...], tuple[str, ...]]] = []
        self._shape_sites: dict[int, tuple[int, int, tuple[str, ...], int]] = {}  # index, first offset, keys, writes
        self._offsets = 0
        self._infos: dict[Function, int] = {f: n for n, f in enumerate(module.functions)}
        self.module_functions: dict[int, Function] = {}  # by slot of the ES module's environment
        self.direct = _direct_targets(module)
        total = sum(len(b.instrs) for f in module.functions for b in f.blocks)
        self.inline_straight_limit = options.straight_limit if total <= options.inline_module_limit else 0

    # -- while emitting ---------------------------------------------------------------------------
    def begin_function(self) -> None:
        """Forgets what the function before referred to."""
        self.used = set()
        self.referenced = {}
        self.tables_used = set()
        self.ints = {}

    def runtime_function(self, name: str) -> runtime_abi.AbiFunction:
        try:
            return runtime_abi.BY_NAME[name]
        except KeyError:
            raise BackendError(f"runtime/abi.py has no function {name}") from None

    def reference(self, function: Function) -> None:
        """Remembers that the code in hand calls a direct entry."""
        self.referenced[code_symbol(function)] = function

    def _member(self, table: str, index: int) -> Place:
        self.tables_used.add(table)
        return Place(data_symbol(self.module, table), index * abi.SIZES[CELL_TABLES[table]])

    def const_cell(self, text: str) -> Place:
        """A constant's cell."""
        index = self._const_index.get(text)
        if index is None:
            index = self._const_index[text] = len(self._consts)
            self._consts.append(text)
        return self._member("cells", index)

    def _const_run(self, texts: tuple[str | None, ...]) -> int:
        """Index of consecutive constants."""
        index = self._runs.get(texts)
        if index is None:
            index = self._runs[texts] = len(self._consts)
            for text in texts:
                if text is not None:
                    self._const_index.setdefault(text, len(self._consts))
                self._consts.append(text)
        return index

    def new_ic(self) -> Place:
        self._ics += 1
        return self._member("ics", self._ics - 1)

    def new_literal(self, keys: tuple[str, ...]) -> Place:
        self._const_run(keys)
        self._literals.append(keys)
        return self._member("literals", len(self._literals) - 1)

    def new_template(self, cooked: tuple[str | None, ...], raw: tuple[str, ...]) -> Place:
        self._const_run(cooked)
        self._const_run(raw)
        self._templates.append((cooked, raw))
        return self._member("templates", len(self._templates) - 1)

    def shape_site(self, site: int, keys: tuple[str, ...], writes: tuple[int, ...]) -> Place:
        """The shape site of that number in the IR."""
        if site not in self._shape_sites:
            self._const_run(keys)
            self._shape_sites[site] = len(self._shape_sites), self._offsets, keys, sum(1 << i for i in writes)
            self._offsets += len(keys)
        return self._member("shapes", self._shape_sites[site][0])

    def shape_offset(self, site: int, index: int) -> Place:
        """Where a shape site keeps the offset of its key of that index."""
        return self._member("offsets", self._shape_sites[site][1] + index)

    def import_cell(self, index: int) -> Place:
        """The pointer to an imported binding's value."""
        return self._member("imports", index)

    def desc(self) -> str:
        """The address of the module's descriptor, for code."""
        self.tables_used.add("desc")
        return f"@{desc_symbol(self.module)}"

    def constant(self, text: str) -> int:
        """The index of a string constant."""
        self.const_cell(text)
        return self._const_index[text]

    def int_table(self, values: list[int]) -> str:
        """The address of a constant int32 array."""
        return "@" + self.ints.setdefault(tuple(values), "ints." + _spelled(values))

    def info(self, function: Function) -> str:
        if not function.escapes:
            raise BackendError(f"{function.symbol} is used as a value but doesn't escape")
        self.tables_used.add("infos")
        symbol, offset = data_symbol(self.module, "infos"), self._infos[function] * abi.SIZES["JsFunctionInfo"]
        return f"@{symbol}" if offset == 0 else f"getelementptr inbounds (i8, ptr @{symbol}, i64 {offset})"

    # -- declarations for code --------------------------------------------------------------------
    def table_declaration(self, table: str) -> str:
        if table == "desc":
            return f"@{desc_symbol(self.module)} = external hidden constant i8"
        if table in CELL_TABLES:
            return f"@{data_symbol(self.module, table)} = external hidden global i8, !absolute_symbol {MD_PLACE}"
        return f"@{data_symbol(self.module, table)} = external hidden constant i8, align 16"

    # -- the data object --------------------------------------------------------------------------
    def text(self, ranges: int) -> str:
        """LLVM text that defines the module's data; ranges: how many code ranges the line-table object has."""
        m = self.module
        out = [f"%{name} = type {layout}" for name, layout in abi.STRUCTS.items()]
        chars = _Characters()
        source = self.debug.map.bytes
        esm = esm_tables(self) if m.esm is not None else []  # before the constants that it adds
        out += self._const_tables(chars)
        out += self._site_tables()
        out += self._info_table(chars)
        out.append(f"@chars8 = private unnamed_addr constant {byte_array(bytes(chars.latin1))}, align 1")
        out.append(f"@chars16 = private unnamed_addr constant {byte_array(bytes(chars.utf16))}, align 2")
        path = m.path.encode("utf-8", "surrogatepass") + bytes(1)
        out.append(f"@path = private unnamed_addr constant {byte_array(path)}")
        if m.unit:
            out.append(f"@unit = private unnamed_addr constant {byte_array(m.unit.key.encode() + bytes(1))}")
        if not m.native:
            out.append(f"@source = private unnamed_addr constant {byte_array(source + bytes(1))}, align 1")
        symbol = {t: f"@{data_symbol(m, t)}" for t in ("infos", "ranges", "consts", *_ROWS)}
        place = {t: self.place(t) for t in CELL_TABLES}
        out.append(f"{symbol['ranges']} = external hidden constant i8, align 16")
        fields = [
            "ptr @path", f"ptr {symbol['infos']}", f"ptr {'null' if m.native else '@source'}",
            f"i32 {0 if m.native else len(source)}", f"i32 {_flags(m)}",
            f"ptr {symbol['consts']}", place["cells"], f"i32 {len(self._consts)}", f"i32 {self._ics}",
            place["ics"], place["templates"], f"i32 {len(self._templates)}",
            f"i32 {len(self._literals)}", place["literals"], f"ptr {symbol['ranges']}", f"i32 {ranges}",
            f"i32 {len(self._shape_sites)}", place["shapes"],
            f"ptr {'@unit' if m.unit else 'null'}", f"i32 {m.unit.split if m.unit else 0}", f"i32 {self._offsets}",
            f"ptr @{data_symbol(m, 'esm')}" if esm else "ptr null",
            place["offsets"], *(f"ptr {symbol[t]}" for t in _ROWS),
        ]
        out += esm
        out += self._layout()
        out.append(f"@{desc_symbol(m)} = hidden constant %JsModuleDesc {{ {', '.join(fields)} }}, align 8")
        return "\n".join(out) + "\n"

    def _counts(self) -> dict[str, int]:
        """How many elements the tables of an isolate have."""
        imports = len(self.module.esm.imports) if self.module.esm is not None else 0
        return {"ics": self._ics, "cells": len(self._consts), "literals": len(self._literals),
                "templates": len(self._templates), "shapes": len(self._shape_sites), "offsets": self._offsets,
                "imports": imports}

    def place(self, table: str) -> str:
        """Where an isolate has a table, as a typed constant; 0 if it is empty."""
        return f"i64 {Place(data_symbol(self.module, table)).distance if self._counts()[table] else 0}"

    def _layout(self) -> list[str]:
        """Declares the tables of an isolate, and writes down their sizes for places.py."""
        counts = {table: count for table, count in self._counts().items() if count}
        sizes = {data_symbol(self.module, t): n * abi.SIZES[CELL_TABLES[t]] for t, n in counts.items()}
        text = "".join(f"{symbol} {size}\n" for symbol, size in sizes.items()).encode()
        out = [self.table_declaration(table) for table in counts]
        out.append(f"{MD_PLACE} = !{{i64 -1, i64 -1}}")  # any address
        if text:
            out.append(f'@layout = private constant {byte_array(text)}, section "{LAYOUT_SECTION}", align 1')
            out.append('@llvm.compiler.used = appending global [1 x ptr] [ptr @layout], section "llvm.metadata"')
        return out

    def _define(self, table: str, element: str, rows: list[str]) -> str:
        """A constant table. An empty one is one zero element, so that its symbol is defined."""
        body = f"[ {', '.join(f'{element} {row}' for row in rows)} ]" if rows else "zeroinitializer"
        size = max(len(rows), 1)
        return f"@{data_symbol(self.module, table)} = hidden constant [{size} x {element}] {body}, align 16"

    def _const_tables(self, chars: _Characters) -> list[str]:
        rows = [chars.const(text) for text in self._consts]
        return [self._define("consts", "%JsConst", rows)]

    def _site_tables(self) -> list[str]:
        """What the sites of an isolate are filled from."""
        rows: dict[str, list[tuple[int, ...]]] = {
            "literal_rows": [(len(keys), self._runs[keys]) for keys in self._literals],
            "template_rows": [(len(raw), self._runs[cooked], self._runs[raw]) for cooked, raw in self._templates],
            "shape_rows": [(len(keys), self._runs[keys], first, writes)
                           for _, first, keys, writes in self._shape_sites.values()],
        }
        return [self._define(t, _ROWS[t], [f"{{ {', '.join(f'i32 {n}' for n in row)} }}" for row in rows[t]])
                for t in _ROWS]

    def _info_table(self, chars: _Characters) -> list[str]:
        rows, declarations = [], []
        for function in self._infos:
            # A function that is only called directly has no uniform entry; stack traces still want its name.
            entry = "null"
            if function.escapes:
                entry = "@" + self.uniform_entry(function)
                declarations.append(f"declare hidden i64 {entry}(ptr, i64, i64, i64, i32, ptr)")
            if function.slots_hint > 0xFFFF:
                raise BackendError(f"{function.symbol} keeps too many values while it is suspended")
            pointer, length = chars.name(function.name)
            line, column = self.debug.map.position(function.source_start)
            rows.append(
                f"{{ ptr {entry}, ptr @{desc_symbol(self.module)}, ptr {pointer}, i32 {length}, i32 {function.flags}, "
                f"i16 {function.length & 0xFFFF}, i16 {function.slots_hint & 0xFFFF}, i32 {function.source_start}, "
                f"i32 {function.source_end}, i32 {line}, i32 {column} }}")
        return [*declarations, self._define("infos", "%JsFunctionInfo", rows)]

    def uniform_entry(self, function: Function) -> str:
        """The symbol of a function's JsCode."""
        return uniform_symbol(function) if self.has_direct(function) else code_symbol(function)

    def has_direct(self, function: Function) -> bool:
        """Is the body a direct entry (with a wrapper if the function escapes)?"""
        return function in self.direct or not function.escapes or direct_result_type(function) != "i64"

    def has_wrapper(self, function: Function) -> bool:
        """Is the uniform entry code of its own, which calls the body?"""
        return function.escapes and self.has_direct(function)

    def range_count(self, functions: list[Function]) -> int:
        """How many rows the table of code ranges has (lines.py)."""
        return len(functions) + sum(self.has_wrapper(function) for function in functions)

    def info_index(self, function: Function) -> int | None:
        return self._infos.get(function)


def _flags(module: Module) -> int:
    """JS_MODULE_* of runtime/module.h."""
    return ((abi.MODULE_NATIVE if module.native else 0) | (abi.MODULE_SCRIPT if module.script else 0)
            | (abi.MODULE_PRINTS if module.prints else 0)
            | (abi.MODULE_IMPORTS if module.imports or module.computed_imports else 0))


def _spelled(values: list[int]) -> str:
    """A name for an array: equal names, equal contents."""
    return "_".join(str(v) if v >= 0 else f"m{-v}" for v in values) or "none"


def _direct_targets(module: Module) -> set[Function]:
    return {i.attrs["func"] for f in module.functions for b in f.blocks for i in b.instrs if i.op.name == "call_direct"}


class _Characters:
    """Two pools of string contents."""

    def __init__(self) -> None:
        self.latin1 = bytearray()
        self.utf16 = bytearray()
        self._places: dict[str, tuple[str, int, int]] = {}

    def place(self, text: str) -> tuple[str, int, int]:
        """Address, length in units, kind."""
        found = self._places.get(text)
        if found is None:
            try:
                data = text.encode("latin-1")
                found = (_address("@chars8", len(self.latin1)), len(data), abi.CONST_LATIN1)
                self.latin1 += data
            except UnicodeEncodeError:
                data = text.encode("utf-16-le", "surrogatepass")
                found = (_address("@chars16", len(self.utf16)), len(data) // 2, abi.CONST_UTF16)
                self.utf16 += data
            self._places[text] = found
        return found

    def const(self, text: str | None) -> str:
        if text is None:
            return f"{{ ptr null, i32 0, i32 {abi.CONST_UNDEFINED} }}"
        pointer, length, kind = self.place(str(text))
        if isinstance(text, BigIntDigits):
            kind = abi.CONST_BIGINT
        return f"{{ ptr {pointer}, i32 {length}, i32 {kind} }}"

    def name(self, text: str) -> tuple[str, int]:
        pointer, length, kind = self.place(text)
        return pointer, length | (abi.NAME_UTF16 if kind == abi.CONST_UTF16 else 0)


def _address(pool: str, offset: int) -> str:
    return f"getelementptr inbounds (i8, ptr {pool}, i64 {offset})"
