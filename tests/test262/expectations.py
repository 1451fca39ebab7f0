"""The failures that are expected: a file of lines ``WHAT: reason``."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT = Path(__file__).resolve().parent / "expected_failures.txt"
_GLOB = frozenset("*?[")


@dataclass
class Verdict:
    """What differs from the expectation."""

    unexpected_failures: list[str] = field(default_factory=list)
    unexpected_passes: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.unexpected_failures and not self.unexpected_passes


@dataclass(frozen=True)
class Result:
    """What of a run matters here; it is named ``path (mode)``."""

    name: str
    passed: bool
    features: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return self.name.rsplit(" (", 1)[0]


class Expectations:
    """Expected failures, by the line's first part:

    a run or path   one that must fail: of a path without a mode at least one run
    a glob          of the runs that it covers at least one must fail
    feature NAME    runs of tests that name the feature may fail
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.exact: dict[str, str] = {}
        self.globs: dict[str, str] = {}
        self.features: dict[str, str] = {}
        for number, line in enumerate(lines, 1):
            text = line.strip()
            if not text or text.startswith("#"):
                continue
            name, colon, reason = text.partition(": ")
            if not colon or not reason.strip():
                raise ValueError(f"line {number}: an expected failure needs a reason: '{text}'")
            kind = self.globs if _GLOB & set(name) else self.exact
            if name.startswith("feature "):
                kind, name = self.features, name.removeprefix("feature ")
            kind[name.strip()] = reason.strip()

    @staticmethod
    def read(path: Path) -> Expectations:
        """Raises ValueError if a line has no reason."""
        return Expectations(path.read_text(encoding="utf-8").splitlines() if path.exists() else ())

    def reason(self, result: Result) -> str | None:
        """Why the run is expected to fail; None: it isn't."""
        for key in (result.name, result.path):
            if (reason := self.exact.get(key)) is not None:
                return reason
        for pattern, reason in self.globs.items():
            if _covers(pattern, result):
                return reason
        return next((self.features[f] for f in result.features if f in self.features), None)

    def check(self, results: Sequence[Result]) -> Verdict:
        """Compares with what came of the runs. Lines about tests that were not run say nothing."""
        verdict = Verdict([r.name for r in results if not r.passed and self.reason(r) is None])
        failing_paths = {r.path for r in results if not r.passed}
        for result in results:
            alone = result.path in self.exact and result.path not in failing_paths
            if result.passed and (result.name in self.exact or alone):
                verdict.unexpected_passes.append(result.name)
        for pattern in self.globs:
            covered = [r.passed for r in results if _covers(pattern, r)]
            if covered and all(covered):
                verdict.unexpected_passes.append(pattern)
        return verdict


def _covers(pattern: str, result: Result) -> bool:
    return fnmatch.fnmatchcase(result.path, pattern) or fnmatch.fnmatchcase(result.name, pattern)


def update(path: Path, verdict: Verdict, failures: Mapping[str, str]) -> None:
    """Takes what passes out of the file, and adds what fails with its message as the reason.

    Runs of a test that fail alike become one line, if all of its runs fail.
    """
    gone = {*verdict.unexpected_passes, *(name.rsplit(" (", 1)[0] for name in verdict.unexpected_passes)}
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    kept = [line for line in lines if line.partition(": ")[0] not in gone]
    unexpected = set(verdict.unexpected_failures)
    runs: dict[str, list[str]] = {}
    for name in failures:
        runs.setdefault(name.rsplit(" (", 1)[0], []).append(name)
    added = []
    for test, names in runs.items():
        failing = [name for name in names if name in unexpected]
        if len(failing) == len(names) and len({failures[name] for name in names}) == 1:
            added.append(f"{test}: {failures[names[0]]}")
        else:
            added += [f"{name}: {failures[name]}" for name in failing]
    path.write_text("".join(f"{line}\n" for line in [*kept, *sorted(added)]), encoding="utf-8")
