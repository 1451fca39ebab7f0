"""Tables of results."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.table import Table

from .worker import Outcome


def folder(outcome: Outcome, depth: int) -> str:
    """The folder of a test, at most ``depth`` deep."""
    parts = outcome.name.rsplit(" (", 1)[0].split("/")[:-1]
    return "/".join(parts[:depth])


def rate_table(title: str, outcomes: Sequence[Outcome], keys: Callable[[Outcome], Iterable[str]]) -> Table:
    """Runs, passes and their share by key, and in all."""
    total: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for outcome in outcomes:
        for key in keys(outcome):
            total[key] += 1
            passed[key] += outcome.passed
    table = Table(title=title, title_justify="left")
    table.add_column(title.split()[-1])
    for name in ("runs", "passed", "failed", "%"):
        table.add_column(name, justify="right")
    for key in sorted(total):
        table.add_row(key, *_figures(passed[key], total[key]))
    table.add_section()
    table.add_row("all", *_figures(sum(o.passed for o in outcomes), len(outcomes)))
    return table


def _figures(passed: int, total: int) -> tuple[str, str, str, str]:
    share = f"{100 * passed / total:.1f}" if total else "-"
    return str(total), str(passed), str(total - passed), share


_VARIABLE = re.compile(r"'[^']*'|\"[^\"]*\"|«[^»]*»|\b\d+(?:\.\d+)?\b|\b0x[0-9a-f]+\b")


def clusters(outcomes: Iterable[Outcome]) -> list[tuple[int, str, str]]:
    """Failures with alike messages: how many, the message with its values left out, the first of the tests."""
    count: Counter[str] = Counter()
    first: dict[str, str] = {}
    for outcome in outcomes:
        if not outcome.passed:
            message = _VARIABLE.sub("…", outcome.failure)[:160]
            count[message] += 1
            first.setdefault(message, outcome.name)
    return [(n, message, first[message]) for message, n in count.most_common()]


def print_report(console: Console, outcomes: Sequence[Outcome], *, depth: int, features: bool, top: int) -> None:
    console.print(rate_table("Results by folder", outcomes, lambda o: [folder(o, depth)]))
    if features:
        console.print(rate_table("Results by feature", outcomes, lambda o: o.features))
    table = Table(title="Failures by message", title_justify="left", show_lines=False)
    for name in ("runs", "message", "first test"):
        table.add_column(name, justify="right" if name == "runs" else "left", overflow="fold")
    for n, message, name in clusters(outcomes)[:top]:
        table.add_row(str(n), message, name)
    if table.row_count:
        console.print(table)
