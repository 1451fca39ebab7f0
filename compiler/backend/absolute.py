"""Repairs what LLVM makes of absolute addresses in position-independent code.

The distance of a table from the isolate is an absolute symbol. As a displacement from a register LLVM encodes it right,
but loads ``symbol + offset`` alone, which happens where two places are chosen from, as ``lea symbol+offset(%rip)``
(X86ISelDAGToDAG prefers that for its length). The move of an immediate is as long, and takes its place.
"""

from __future__ import annotations

import re
import struct

from .elf import ElfObject
from .emit_base import BackendError

_SHT_RELA = 4
_PC32, _32S = 2, 11  # relocation types: R_X86_64_…
_CELLS = re.compile(r"lode_data\..*\.(ics|cells|literals|templates|shapes|offsets|imports)")


def repair_absolute(image: bytes) -> bytes:
    """The object with ``lea`` of absolute symbols made ``mov``."""
    elf = ElfObject(image)
    cells = {n for n, symbol in enumerate(elf.symbols) if symbol.section == 0 and _CELLS.fullmatch(symbol.name)}
    if not cells:
        return image
    out = bytearray(image)
    for header in elf.headers:
        if header[1] != _SHT_RELA:
            continue
        text = elf.headers[header[7]][4]
        start, size = header[4], header[5]
        for n, (offset, info, addend) in enumerate(struct.iter_unpack("<QQq", image[start: start + size])):
            if info & 0xFFFFFFFF == _PC32 and info >> 32 in cells:
                _lea_to_mov(out, text + offset)
                struct.pack_into("<QQq", out, start + 24 * n, offset, info >> 32 << 32 | _32S, addend + 4)
    return bytes(out)


def _lea_to_mov(out: bytearray, at: int) -> None:
    """Rewrites the instruction whose displacement is at ``at``: REX.W 8D /r, mod 00, rm 101."""
    rex, opcode, modrm = out[at - 3: at]
    if rex & 0xFB != 0x48 or opcode != 0x8D or modrm & 0xC7 != 0x05:
        raise BackendError(f"an absolute address in an instruction other than lea: {out[at - 3: at].hex()}")
    out[at - 3: at] = bytes((0x48 | (rex & 4) >> 2, 0xC7, 0xC0 | modrm >> 3 & 7))  # REX.W C7 /0: mov r64, imm32
