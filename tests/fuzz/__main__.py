"""``python -m tests.fuzz``: compares engines on random programs; see README.md."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .compare import NODE, Difference, difference
from .engines import Batch, Level, Outcome, find_node, levels
from .grammar import program
from .minimise import minimise

BATCH = 30


@dataclass(frozen=True)
class Task:
    """A batch: some seeds, and how to run them."""

    seeds: range
    levels: tuple[Level, ...]
    node: str | None


@dataclass(frozen=True)
class Finding:
    """A program that engines don't agree on."""

    seed: int
    source: str
    difference: Difference


def run_programs(programs: dict[str, str], chosen: tuple[Level, ...],
                 node: str | None) -> dict[str, dict[str, Outcome]]:
    """For each program what each engine made of it."""
    results: dict[str, dict[str, Outcome]] = {name: {} for name in programs}
    with tempfile.TemporaryDirectory(prefix="lode-fuzz-") as scratch:
        batch = Batch(programs, Path(scratch))
        for level in chosen:
            for name, outcome in batch.run(level).items():
                results[name][level.name] = outcome
        if node is not None:
            for name, outcome in batch.run_in_node(node).items():
                results[name][NODE] = outcome
    return results


def run_task(task: Task) -> tuple[Task, list[Finding]]:
    programs = {f"p{seed}": program(seed) for seed in task.seeds}
    findings = []
    for name, outcomes in run_programs(programs, task.levels, task.node).items():
        if found := difference(outcomes):
            findings.append(Finding(int(name[1:]), programs[name], found))
    return task, findings


def _tasks(options: argparse.Namespace) -> Iterator[Task]:
    chosen = tuple(levels(options.levels.split(",")))
    node = None if options.no_node else find_node()
    end = options.seed + options.count
    for start in range(options.seed, end, BATCH):
        yield Task(range(start, min(start + BATCH, end)), chosen, node)


def _guarded(task: Task) -> tuple[Task, list[Finding], str]:
    """In a process of its own, as the compiler itself may crash; then one program at a time."""
    try:
        return (*run_task(task), "")
    except Exception as error:
        return task, [], f"{type(error).__name__}: {error}"


def _show(finding: Finding, text: str, title: str) -> str:
    found = finding.difference
    return (f"── seed {finding.seed}: {found.first} against {found.second}, line {found.line} {title}\n"
            f"   {found.first}: {found.texts[0][:300]}\n   {found.second}: {found.texts[1][:300]}\n{text}\n")


def _report(finding: Finding, options: argparse.Namespace) -> None:
    chosen = tuple(levels(options.levels.split(",")))
    text = finding.source
    if not options.no_minimise:
        text = minimise(text, finding.difference, chosen, find_node(), seconds=options.minimise_seconds)
    shown = _show(finding, text, "(minimised)" if not options.no_minimise else "")
    print(shown, flush=True)
    if options.keep:
        directory = Path(options.keep)
        directory.mkdir(parents=True, exist_ok=True)
        (directory / f"{finding.seed}.js").write_text(finding.source, encoding="utf-8")
        (directory / f"{finding.seed}.min.js").write_text(text, encoding="utf-8")
        (directory / f"{finding.seed}.txt").write_text(shown, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="programs")
    parser.add_argument("--seed", type=int, default=1, help="the first program's seed; the others count up from it")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--levels", default="0,2,jit,stress",
                        help="of 0, 1, 2, 3, ir (passes of -O2, LLVM's -O0), jit, stress")
    parser.add_argument("--keep", help="a directory for what differs")
    parser.add_argument("--progress", action="store_true", help="progress even if stderr is no terminal")
    parser.add_argument("--no-node", action="store_true", help="compare Lode with itself only")
    parser.add_argument("--no-minimise", action="store_true")
    parser.add_argument("--minimise-seconds", type=int, default=60, help="for each finding")
    parser.add_argument("--seconds", type=int, default=0, help="stop starting batches after so long; 0: don't")
    parser.add_argument("--most", type=int, default=20, help="stop after so many findings")
    parser.add_argument("--print", action="store_true", help="print the programs instead of running them")
    options = parser.parse_args()
    if options.print:
        for seed in range(options.seed, options.seed + options.count):
            print(program(seed))
        return 0
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    started, done, kinds = time.time(), 0, Counter[str]()
    terminal = sys.stderr.isatty()
    with multiprocessing.get_context("fork").Pool(options.jobs, maxtasksperchild=4) as pool:
        for task, findings, failure in pool.imap(_guarded, _tasks(options)):
            done += len(task.seeds)
            if failure:
                print(f"── seeds {task.seeds.start} to {task.seeds.stop - 1}: {failure}", flush=True)
                kinds["failed batches"] += 1
            for finding in findings:
                kinds[finding.difference.kind] += 1
                if kinds[finding.difference.kind] <= 6:
                    _report(finding, options)
            if terminal or options.progress:
                seconds = time.time() - started
                count = sum(kinds.values())
                sys.stderr.write(f"\r{done}/{options.count} programs, {count} differences, {seconds:.0f} s ")
            late = options.seconds and time.time() - started > options.seconds
            if late or sum(kinds.values()) >= options.most:
                break
        pool.terminate()
    names = options.levels + ("" if options.no_node or not find_node() else ",node")
    usage = sum(os.times()[:4])
    print(f"{done} programs from seed {options.seed} at {names}: {sum(kinds.values())} unexplained differences; "
          f"{usage:.0f} s of CPU")
    for kind, count in kinds.most_common():
        print(f"  {count:4} {kind}")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
