"""A deterministic generator of pseudo-random numbers: the same seed gives the same program everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_MASK = (1 << 64) - 1


class Random:
    """SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014)."""

    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK
        # Scrambled, as the sequences of neighbouring states are the same but for one step.
        self._state = self._next() ^ (self._next() << 1 & _MASK)

    def _next(self) -> int:
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return z ^ (z >> 31)

    def below(self, bound: int) -> int:
        return self._next() % bound

    def between(self, low: int, high: int) -> int:
        """An integer from low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def weighted(self, rows: Sequence[tuple[int, T]]) -> T:
        """One of the rows' items, with a probability in proportion to its weight."""
        at = self.below(sum(weight for weight, _ in rows))
        for weight, item in rows:
            at -= weight
            if at < 0:
                return item
        raise AssertionError("weights are positive")

    def shuffled(self, items: Sequence[T]) -> list[T]:
        out = list(items)
        for i in range(len(out) - 1, 0, -1):
            j = self.below(i + 1)
            out[i], out[j] = out[j], out[i]
        return out
