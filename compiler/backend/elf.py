"""Reading what the backend needs from an ELF64 relocatable object: function symbols and line tables."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property

_SHT_SYMTAB, _SHT_RELA = 2, 4
_STT_FUNC = 2


@dataclass(frozen=True, slots=True)
class Symbol:
    name: str
    kind: int
    section: int
    value: int
    size: int


class ElfObject:
    """Sections and symbols of a little-endian ELF64 object."""

    def __init__(self, data: bytes) -> None:
        if data[:6] != b"\x7fELF\x02\x01":
            raise ValueError("not a little-endian ELF64 object")
        self.data = data
        offset = struct.unpack_from("<Q", data, 0x28)[0]
        entry_size, count, names = struct.unpack_from("<HHH", data, 0x3A)
        if count == 0:  # more sections than 16 bits hold: the first header says
            count = struct.unpack_from("<Q", data, offset + 0x20)[0]
        if names == 0xFFFF:
            names = struct.unpack_from("<I", data, offset + 0x28)[0]
        # name, type, flags, address, offset, size, link, info, alignment, entry size
        self.headers = [struct.unpack_from("<IIQQQQIIQQ", data, offset + n * entry_size) for n in range(count)]
        strings = self._bytes(names)
        self.names = [_string(strings, h[0]) for h in self.headers]

    def _bytes(self, index: int) -> bytes:
        header = self.headers[index]
        return self.data[header[4]: header[4] + header[5]]

    def section(self, name: str) -> bytes:
        """Contents, empty if there is no such section."""
        return self._bytes(self.names.index(name)) if name in self.names else b""

    @cached_property
    def symbols(self) -> list[Symbol]:
        for index, header in enumerate(self.headers):
            if header[1] == _SHT_SYMTAB:
                strings = self._bytes(header[6])
                extended = self.section(".symtab_shndx")
                symbols = []
                entries = struct.iter_unpack("<IBBHQQ", self._bytes(index))
                for n, (name, info, _, section, value, size) in enumerate(entries):
                    if section == 0xFFFF and extended:
                        section = struct.unpack_from("<I", extended, 4 * n)[0]
                    symbols.append(Symbol(_string(strings, name), info & 15, section, value, size))
                return symbols
        return []

    def functions(self) -> list[Symbol]:
        return [s for s in self.symbols if s.kind == _STT_FUNC and s.section]

    def relocations(self, name: str) -> dict[int, tuple[Symbol, int]]:
        """Offset in the section: symbol and addend."""
        found = {}
        for index, header in enumerate(self.headers):
            if header[1] == _SHT_RELA and self.names[header[7]] == name:
                for offset, info, addend in struct.iter_unpack("<QQq", self._bytes(index)):
                    found[offset] = (self.symbols[info >> 32], addend)
        return found


def _string(table: bytes, offset: int) -> str:
    return table[offset: table.index(b"\0", offset)].decode()
