"""Line tables that survive stripping: LLVM's ``.debug_line`` read back, written as JsCodeRange and JsLine tables;
and from ``.llvm_stackmaps`` where a frame keeps its receiver.

Every function has a section of its own, so a DWARF sequence belongs to one function.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from compiler.ir.function import Function

from . import abi
from .data import ModuleData
from .elf import ElfObject, Symbol
from .llvm_text import byte_array
from .names import code_symbol, data_symbol, uniform_symbol

Relocations = dict[int, tuple[Symbol, int]]
Row = tuple[int, int, int]  # offset in the function, line, column


@dataclass(frozen=True, slots=True)
class CodeRange:
    size: int
    rows: list[Row]
    this_offset: int = 0  # of the receiver's slot from the frame pointer; 0: there is none


def read_ranges(image: bytes) -> dict[str, CodeRange]:
    """Functions of an object by symbol: size and line table."""
    elf = ElfObject(image)
    functions = {(s.section, s.value): s for s in elf.functions()}
    rows_of: dict[tuple[int, int], list[Row]] = {}
    relocations = elf.relocations(".debug_line")
    for place, rows in _sequences(elf.section(".debug_line"), relocations):
        rows_of[place] = rows
    slots = _receiver_slots(elf)
    return {s.name: CodeRange(s.size, _thin(rows_of.get(place, [])), slots.get(place, 0))
            for place, s in functions.items()}


_DIRECT, _RBP = 2, 6  # a location that is register + offset; the register's DWARF number


def _receiver_slots(elf: ElfObject) -> dict[tuple[int, int], int]:
    """From LLVM's stack maps (version 3; LLVM, Stack maps and patch points): a function's section and offset → its
    slot's offset from the frame pointer."""
    data = elf.section(".llvm_stackmaps")
    if not data:
        return {}
    relocations = elf.relocations(".llvm_stackmaps")
    functions, constants = struct.unpack_from("<II", data, 4)
    at = 16 + 24 * functions + 8 * constants
    found = {}
    for n in range(functions):
        symbol, addend = relocations[16 + 24 * n]
        for _ in range(struct.unpack_from("<Q", data, 16 + 24 * n + 16)[0]):
            locations = struct.unpack_from("<H", data, at + 14)[0]
            kind, _, _, register, _, offset = struct.unpack_from("<BBHHHi", data, at + 16)
            if kind == _DIRECT and register == _RBP:
                found[symbol.section, symbol.value + addend] = offset
            at = (at + 16 + 12 * locations + 7) // 8 * 8
            at = (at + 4 + 4 * struct.unpack_from("<H", data, at + 2)[0] + 7) // 8 * 8
    return found


def _thin(rows: list[Row]) -> list[Row]:
    """Rows without position (line 0) continue the one before; so do repetitions."""
    out: list[Row] = []
    for row in rows:
        if row[1] == 0:
            continue
        if out and out[-1][0] == row[0]:
            out.pop()
        if not out or out[-1][1:] != row[1:]:
            out.append(row)
    return out


def _uleb(data: bytes, at: int) -> tuple[int, int]:
    result = shift = 0
    while True:
        byte = data[at]
        at += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result, at
        shift += 7


def _sleb(data: bytes, at: int) -> tuple[int, int]:
    start = at
    value, at = _uleb(data, at)
    bits = 7 * (at - start)
    return (value - (1 << bits) if data[at - 1] & 0x40 else value), at


def _sequences(data: bytes, relocations: Relocations) -> Iterable[tuple[tuple[int, int], list[Row]]]:
    """Runs the line programs (DWARF 4, section 6.2): section and offset of each sequence's start, and its rows."""
    at = 0
    while at < len(data):
        length, version, header_length = struct.unpack_from("<IHI", data, at)
        if version != 4:
            raise ValueError(f"line table of DWARF version {version}")
        end = at + 4 + length
        # minimum instruction length, operations an instruction, default_is_stmt, line base and range, opcode base
        minimum, _, _, line_base, line_range, opcode_base = struct.unpack_from("<BBBbBB", data, at + 10)
        header = _Header(minimum, line_base, line_range, opcode_base, data[at + 16: at + 15 + opcode_base])
        yield from _run(data, at + 10 + header_length, end, header, relocations)
        at = end


@dataclass(frozen=True, slots=True)
class _Header:
    minimum: int
    line_base: int
    line_range: int
    opcode_base: int
    lengths: bytes


def _run(data: bytes, at: int, end: int, header: _Header,
         relocations: Relocations) -> Iterable[tuple[tuple[int, int], list[Row]]]:
    minimum, line_base, line_range, opcode_base = (header.minimum, header.line_base, header.line_range,
                                                   header.opcode_base)
    place, address, line, column = (0, 0), 0, 1, 0
    rows: list[Row] = []
    while at < end:
        opcode = data[at]
        at += 1
        if opcode >= opcode_base:
            opcode -= opcode_base
            address += opcode // line_range * minimum
            line += line_base + opcode % line_range
            rows.append((address, line, column))
        elif opcode == 0:
            size, at = _uleb(data, at)
            extended = data[at]
            if extended == 1:  # end_sequence
                yield place, rows
                place, address, line, column, rows = (0, 0), 0, 1, 0, []
            elif extended == 2:  # set_address
                symbol, addend = relocations[at + 1]
                place, address = (symbol.section, symbol.value + addend), 0
            at += size
        elif opcode == 1:  # copy
            rows.append((address, line, column))
        elif opcode == 2:  # advance_pc
            delta, at = _uleb(data, at)
            address += delta * minimum
        elif opcode == 3:  # advance_line
            delta, at = _sleb(data, at)
            line += delta
        elif opcode == 5:  # set_column
            column, at = _uleb(data, at)
        elif opcode == 8:  # const_add_pc
            address += (255 - opcode_base) // line_range * minimum
        elif opcode == 9:  # fixed_advance_pc
            address += struct.unpack_from("<H", data, at)[0]
            at += 2
        else:
            for _ in range(header.lengths[opcode - 1]):
                _, at = _uleb(data, at)


def _range_text(symbol: str, info: str, lines: str, found: CodeRange, awaits: int = 0) -> str:
    return (f"%JsCodeRange {{ ptr @{symbol}, ptr {info}, ptr {lines}, i32 {found.size}, "
            f"i32 {len(found.rows) + awaits}, i32 {found.this_offset}, i32 0 }}")


def ranges_text(data: ModuleData, bodies: list[Function], ranges: dict[str, CodeRange]) -> str:
    """LLVM text that defines a module's JsCodeRange table; bodies are the functions in order. A uniform entry that
    calls the body is a range of its own."""
    packed = bytearray()
    entries = []
    decode = data.debug.decode
    infos = data_symbol(data.module, "infos")
    out = [f"%JsCodeRange = type {abi.STRUCTS['JsCodeRange']}", f"@{infos} = external hidden constant i8"]
    for function in bodies:
        symbol = code_symbol(function)
        found = ranges.get(symbol, CodeRange(0, []))
        out.append(f"declare hidden void @{symbol}()")
        index = data.info_index(function)
        info = "null"
        if index is not None:
            info = f"getelementptr inbounds (i8, ptr @{infos}, i64 {index * abi.SIZES['JsFunctionInfo']})"
        lines = f"getelementptr inbounds (i8, ptr @lines, i64 {len(packed)})"
        for offset, line, column in found.rows:
            packed += struct.pack("<III", offset, *decode(line, column))
        for number, pos in sorted(function.awaits.items()):
            packed += struct.pack("<III", abi.AWAIT_ROW | number, *data.debug.map.position(pos))
        entries.append(_range_text(symbol, info, lines, found, len(function.awaits)))
        if data.has_wrapper(function):
            symbol = uniform_symbol(function)
            out.append(f"declare hidden void @{symbol}()")
            entries.append(_range_text(symbol, info, "null", ranges.get(symbol, CodeRange(0, []))))
    out.append(f"@lines = private unnamed_addr constant {byte_array(bytes(packed))}, align 4")
    body = f"[ {', '.join(entries)} ]" if entries else "zeroinitializer"
    table = data_symbol(data.module, "ranges")
    out.append(f"@{table} = hidden constant [{max(len(entries), 1)} x %JsCodeRange] {body}, align 16")
    return "\n".join(out) + "\n"
