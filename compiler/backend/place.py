"""Addresses in the isolate (places.py)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A member of a table that belongs to an isolate: the symbol of the table, which is its distance from the
    isolate, and an offset in it."""

    symbol: str
    offset: int = 0

    @property
    def pointer(self) -> str:
        """The distance as LLVM's pointer constant."""
        return f"getelementptr (i8, ptr @{self.symbol}, i64 {self.offset})" if self.offset else f"@{self.symbol}"

    @property
    def distance(self) -> str:
        """The distance as an i64 constant."""
        return f"ptrtoint (ptr {self.pointer} to i64)"
