"""Writing LLVM's textual constants."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile(rb'[^ !#-\[\]-~]')
_ESCAPES = {bytes([n]): b"\\%02X" % n for n in range(256)}


def escaped(data: bytes) -> str:
    """Bytes as the inside of an LLVM string."""
    return _UNPRINTABLE.sub(lambda m: _ESCAPES[m.group()], data).decode("ascii")


def quoted(text: str) -> str:
    return f'"{escaped(text.encode("utf-8", "surrogatepass"))}"'


def byte_array(data: bytes) -> str:
    """Type and value of a constant byte array."""
    return f'[{len(data)} x i8] c"{escaped(data)}"'
