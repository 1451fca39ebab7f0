"""Common subexpression elimination: a pure instruction that a dominating one computes already is replaced by that.

Value numbering over the dominator tree with a scoped table (Briggs, Cooper and Simpson, "Value Numbering", Software: Practice
and Experience 27(6), 1997). Constants take part as operands by what they are, but stay where they are: they cost nothing.
"""

from __future__ import annotations

from collections.abc import Hashable

from ..analysis import Dominators, Segment
from ..function import Function, Instr, Value
from ..rewrite import replace_values, resolve

_Key = tuple[Hashable, ...]


def run(function: Function) -> bool:
    return _Numbering(function).run()


class _Numbering:
    def __init__(self, function: Function) -> None:
        self.function = function
        self.replacement: dict[Value, Value] = {}
        self.available: dict[_Key, Value] = {}

    def run(self) -> bool:
        stack: list[tuple[Segment, list[_Key] | None]] = [(Dominators(self.function).root, None)]
        while stack:
            segment, added = stack.pop()
            if added is not None:  # the second time: what it made available ends with its subtree
                for key in added:
                    del self.available[key]
                continue
            stack.append((segment, self._visit(segment)))
            stack += ((child, None) for child in segment.children or ())
        replace_values(self.function, self.replacement)
        return bool(self.replacement)

    def _visit(self, segment: Segment) -> list[_Key]:
        added: list[_Key] = []
        for instr in segment.block.instrs[segment.start:segment.end]:
            if instr.op.effects != {"pure"} or instr.op.is_constant:
                continue
            key = (instr.op, instr.kinds, _hashable(instr.attrs), *(self._number(a) for a in instr.args))
            found = self.available.get(key)
            if found is not None:
                self.replacement[instr] = found
            else:
                self.available[key] = instr
                added.append(key)
        return added

    def _number(self, value: Value) -> Hashable:
        value = resolve(self.replacement, value)
        if isinstance(value, Instr) and value.op.is_constant:
            return (value.op, value.kinds, _hashable(value.attrs))
        return value


def _hashable(attrs: dict[str, object]) -> Hashable:
    """Numbers by their text: 0 and -0, 1 and 1.0 and True are different constants."""
    return tuple(sorted((name, repr(value)) for name, value in attrs.items()))
