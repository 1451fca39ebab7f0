"""Where in an isolate the cells of compiled modules are.

A module's mutable tables (data.py) are at one distance from every isolate, which is decided when the module is linked
or loaded. The runtime's library comes first, programs follow. All that is loaded into a process at the same time has
places of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from . import abi
from .data import LAYOUT_SECTION
from .elf import ElfObject
from .emit_base import BackendError

ALIGNMENT = 16
LIBRARY_END = "lode_library_end"  # symbols that tell where the places of the library and of a program end
PROGRAM_END = "lode_program_end"


def assign_places(objects: Iterable[bytes], start: int) -> tuple[dict[str, int], int]:
    """The symbols of all tables that objects have in isolates, from ``start`` on; and where they end."""
    places: dict[str, int] = {}
    at = start
    for image in objects:
        if LAYOUT_SECTION.encode() not in image:
            continue  # code only
        for line in ElfObject(image).section(LAYOUT_SECTION).decode().splitlines():
            symbol, size = line.split()
            at = -(-at // ALIGNMENT) * ALIGNMENT
            places[symbol] = at
            at += int(size)
    if at > abi.ISOLATE_SIZE:
        raise BackendError(f"the program has more than {abi.ISOLATE_SIZE >> 20} MiB of inline caches and constants")
    return places, at


def places_text(places: dict[str, int], end_symbol: str, end: int) -> str:
    """LLVM text that defines the symbols as absolute addresses, and a 64-bit constant that holds the end."""
    lines = [f"@{symbol} = hidden alias i8, inttoptr (i64 {at} to ptr)" for symbol, at in places.items()]
    lines.append(f"@{end_symbol} = constant i64 {end}, align 8")
    return "\n".join(lines) + "\n"
