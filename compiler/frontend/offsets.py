"""Positions in the text, as the parser counts them, to offsets in UTF-8, as the IR and the runtime count them."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from ..ir.function import Module


def to_byte_offsets(module: Module) -> None:
    """Rewrites the source positions of a module just lowered."""
    if module.source.isascii():
        return
    sizes = (len(c.encode("utf-8", "surrogatepass")) for c in module.source)
    offsets = list(accumulate(sizes, initial=0))
    last = len(offsets) - 1
    if module.esm is not None:
        module.esm.imports = [replace(e, pos=offsets[min(e.pos, last)]) for e in module.esm.imports]
        module.esm.exports = [replace(e, pos=offsets[min(e.pos, last)]) for e in module.esm.exports]
    for function in module.functions:
        function.source_start = offsets[min(function.source_start, last)]
        function.source_end = offsets[min(function.source_end, last)]
        for block in function.blocks:
            for instr in block.instrs:
                if instr.pos >= 0:
                    instr.pos = offsets[min(instr.pos, last)]
