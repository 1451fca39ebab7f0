"""Compares what engines made of a program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .engines import HERE, Outcome

NODE = "node"


@dataclass(frozen=True)
class Difference:
    """Two engines that don't agree, with the first line where they don't."""

    first: str
    second: str
    line: int
    texts: tuple[str, str]
    alone: bool = True  # False: it shows only behind other programs in one process

    @property
    def signature(self) -> str:
        """What minimising must keep: the kind, and what the two lines begin with."""
        starts = (" ".join(re.findall(r'^"[^"]*"|(?<= )"[A-Za-z]*Error"(?=:)|^\(end\)', text)) for text in self.texts)
        return f"{self.kind} {' / '.join(starts)}"

    @property
    def kind(self) -> str:
        """Which engines differ, and whether one of them failed."""
        failures = [re.sub(r"0x[0-9a-f]+|\d+", "N", t)[:60] for t in self.texts if t.startswith("[")]
        return f"{self.first}/{self.second} {' '.join(failures)}"


@cache
def explained() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Rows of explained.txt: pattern, replacement, reason."""
    rows = []
    for line in (HERE / "explained.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, replacement, reason = line.split("\t")
            rows.append((re.compile(pattern), replacement, reason))
    return tuple(rows)


def normalised(text: str) -> str:
    for pattern, replacement, _ in explained():
        text = pattern.sub(replacement, text)
    return text


def difference(outcomes: dict[str, Outcome]) -> Difference | None:
    """The first difference: Lode's levels among one another exactly, then one with Node but for what is explained."""
    names = [n for n in outcomes if n != NODE]
    if len(names) == 1 and outcomes[names[0]].failure:
        return Difference(names[0], names[0], 0, (f"[{outcomes[names[0]].failure}]", ""))
    for name in names[1:]:
        if found := _first(names[0], outcomes[names[0]], name, outcomes[name]):
            return found
    failing = [n for n in names if outcomes[n].failure]
    if failing:
        return Difference(failing[0], failing[0], 0, (f"[{outcomes[failing[0]].failure}]", ""))
    if NODE in outcomes and names and not outcomes[NODE].failure:  # V8 may hang or crash, too
        found = _first(NODE, outcomes[NODE], names[0], outcomes[names[0]])
        if found and normalised(str(outcomes[NODE])) != normalised(str(outcomes[names[0]])):
            first, second = Outcome(normalised(str(outcomes[NODE]))), Outcome(normalised(str(outcomes[names[0]])))
            return _first(NODE, first, names[0], second)
    return None


def _first(name: str, outcome: Outcome, other_name: str, other: Outcome) -> Difference | None:
    if outcome == other:
        return None
    if outcome.failure != other.failure:
        texts = f"[{outcome.failure}]", f"[{other.failure}]"
        return Difference(name, other_name, 0, texts)
    left, right = outcome.text.splitlines(), other.text.splitlines()
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else "(end)"
        two = right[number] if number < len(right) else "(end)"
        if one != two:
            return Difference(name, other_name, number + 1, (one, two))
    return None
