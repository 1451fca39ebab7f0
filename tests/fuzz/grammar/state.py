"""What the generator knows while it writes a program: variables in scope, where it is, how deep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from ..prng import Random

# Kinds of values. They are guesses that keep most programs from failing at once; nothing relies on them.
KINDS = ("num", "str", "bool", "arr", "obj", "fn", "any")


@dataclass
class Variable:
    name: str
    kind: str
    mutable: bool = True


@dataclass
class ClassFacts:
    """A class that can be instantiated: its private names and methods without arguments."""

    name: str
    private: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    static: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where a statement or expression stands."""

    function: str = ""  # "", "function", "arrow", "method", "generator", "async"
    loop: bool = False  # break and continue have a target
    hot: bool = False  # runs hundreds of times: nothing expensive
    labels: tuple[tuple[str, bool], ...] = ()  # with whether it is a loop's
    private: tuple[str, ...] = ()  # names that ``this`` may have
    base_class: bool = False  # super.x is allowed
    switch: bool = False  # break has a target
    returns: bool = False
    arguments: bool = False
    awaits: bool = False
    yields: bool = False


class State:
    """The state shared by the parts of the grammar."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.scopes: list[list[Variable]] = [[]]
        self.place = Place()
        self.names = 0
        self.classes: list[ClassFacts] = []
        self.budget = 6 + self.rng.below(self.rng.pick((8, 8, 8, 8, 12, 12, 12, 30, 30, 120)))  # nodes; when it is used up everything becomes small
        self.strict = self.rng.chance(40)

    def fresh(self, prefix: str = "v") -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def declare(self, kind: str, prefix: str = "v", mutable: bool = True) -> str:
        name = self.fresh(prefix)
        self.scopes[-1].append(Variable(name, kind, mutable))
        return name

    def visible(self, kind: str | None = None, mutable: bool = False) -> list[Variable]:
        """Variables in scope, those of inner scopes twice as they make for denser programs."""
        found = [v for scope in self.scopes for v in scope]
        found += [v for scope in self.scopes[1:] for v in scope]
        if kind is not None and kind != "any":
            found = [v for v in found if v.kind == kind]
        return [v for v in found if v.mutable] if mutable else found

    def spend(self, cost: int = 1) -> bool:
        """Whether there is still budget for something big."""
        self.budget -= cost
        return self.budget > 0

    @contextmanager
    def scope(self) -> Iterator[None]:
        self.scopes.append([])
        try:
            yield
        finally:
            self.scopes.pop()

    @contextmanager
    def at(self, **changes: object) -> Iterator[None]:
        before = self.place
        self.place = replace(before, **changes)  # type: ignore[arg-type]
        try:
            yield
        finally:
            self.place = before
