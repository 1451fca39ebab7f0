"""``python -m tests.test262``: runs tests of a checkout of test262 and compares with the expected failures."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path

import click
from rich.console import Console

from .expectations import DEFAULT, Expectations, Result, Verdict, update
from .pool import run_all
from .report import print_report
from .suite import ASYNC_HARNESS, HARNESS, Run, Suite, reason_to_skip
from .worker import Outcome


@click.command()
@click.argument("patterns", nargs=-1, metavar="[PATTERN]…")
@click.option("--opt", "opt_level", type=click.IntRange(0, 3), default=0, show_default=True, help="Optimisation level.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True)
@click.option("--every", type=click.IntRange(1), default=1, metavar="N", help="Run every Nth test only.")
@click.option("--skip-expected", is_flag=True, help="Leave out what is expected to fail.")
@click.option("--list-failures", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write a line for each failing run.")
@click.option("--expected", type=click.Path(dir_okay=False, path_type=Path), default=DEFAULT, metavar="FILE",
              help="The expected failures.")
@click.option("--record", is_flag=True, help="Write what differs from the expectation into the expected failures.")
@click.option("--depth", type=click.IntRange(1), default=3, show_default=True, help="Of folders in the table.")
@click.option("--features", is_flag=True, help="Results by feature too.")
@click.option("--top", type=click.IntRange(0), default=15, show_default=True, help="How many messages of failures.")
def main(patterns: tuple[str, ...], opt_level: int, jobs: int, every: int, skip_expected: bool,
         list_failures: Path | None, expected: Path, record: bool, depth: int, features: bool, top: int) -> None:
    """Runs the tests whose path below test/ matches a PATTERN (a glob, folder or file); by default all.

    The suite is the one that $TEST262_DIR names. Exits with 1 if a run fails or passes unexpectedly.
    """
    suite = Suite.find()
    if suite is None:
        raise click.UsageError("set TEST262_DIR to a checkout of https://github.com/tc39/test262")
    expectations = Expectations.read(expected)
    start = time.perf_counter()
    runs, skipped = collect(suite, suite.paths(patterns)[::every])
    if skip_expected:
        runs = [r for r in runs if expectations.reason(Result(r.name, False, r.meta.features)) is None]
    console = Console(width=max(120, Console().width))
    outcomes = execute(suite, runs, opt_level, jobs, console, list_failures)
    seconds = time.perf_counter() - start
    outcomes.sort(key=lambda o: o.name)
    if list_failures is not None:
        write_failures(list_failures, outcomes)
    print_report(console, outcomes, depth=depth, features=features, top=top)
    for reason, n in sorted(skipped.items()):
        console.print(f"not run: {n} tests ({reason})")
    cpu = sum(o.cpu for o in outcomes)
    console.print(f"{len(outcomes)} runs in {seconds:.0f} s; {1000 * cpu / max(1, len(outcomes)):.0f} ms of CPU each")
    verdict = expectations.check([Result(o.name, o.passed, o.features) for o in outcomes])
    if record:
        update(expected, verdict, {o.name: " ".join(o.failure.split())[:100] for o in outcomes})
    report_verdict(console, verdict)
    sys.exit(0 if verdict.ok else 1)


def collect(suite: Suite, paths: list[str]) -> tuple[list[Run], Counter[str]]:
    """The runs of the tests, and why how many tests aren't run."""
    runs: list[Run] = []
    skipped: Counter[str] = Counter()
    for path in paths:
        own = suite.runs(path)
        reason = reason_to_skip(own[0].meta)
        if reason is None:
            runs += own
        else:
            skipped[reason] += 1
    return runs, skipped


def execute(suite: Suite, runs: list[Run], opt_level: int, jobs: int, console: Console,
            failures: Path | None) -> list[Outcome]:
    """Runs everything, with a line of progress on a terminal. ``failures``: hears of failures as they come."""
    if failures is not None:
        failures.write_text("")
    harness = sorted({*HARNESS, ASYNC_HARNESS, *(name for run in runs for name in run.meta.includes)})
    outcomes: list[Outcome] = []
    failed = 0
    with console.status("compiling the harness") as status:
        for outcome in run_all(suite, runs, opt_level=opt_level, jobs=jobs, harness=harness):
            outcomes.append(outcome)
            failed += not outcome.passed
            if failures is not None and not outcome.passed:
                with failures.open("a", encoding="utf-8") as file:
                    file.write(failure_line(outcome))
            if len(outcomes) % 50 == 0:
                status.update(f"{len(outcomes)} of {len(runs)} runs, {failed} failed")
    if len(outcomes) != len(runs):
        raise RuntimeError(f"{len(runs)} runs have {len(outcomes)} outcomes")
    return outcomes


def write_failures(path: Path, outcomes: list[Outcome]) -> None:
    path.write_text("".join(failure_line(o) for o in outcomes if not o.passed), encoding="utf-8")


def failure_line(outcome: Outcome) -> str:
    return f"{outcome.name}: {' '.join(outcome.failure.split())}\n"


def report_verdict(console: Console, verdict: Verdict, limit: int = 20) -> None:
    for title, names in (("unexpected failures", verdict.unexpected_failures),
                         ("unexpected passes", verdict.unexpected_passes)):
        if names:
            console.print(f"{len(names)} {title}:", style="bold")
            for name in names[:limit]:
                console.print(f"  {name}", markup=False, highlight=False)
            if len(names) > limit:
                console.print(f"  … and {len(names) - limit} more")
    if verdict.ok:
        console.print("as expected")


if __name__ == "__main__":
    main()
