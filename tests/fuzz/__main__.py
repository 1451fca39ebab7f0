"""``python -m tests.fuzz``: compares engines on random programs; see README.md."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .compare import NODE, Difference, difference
from .engines import HERE, Level, find_node, levels, prepare
from .grammar import program
from .guarded import run_programs
from .minimise import minimise

BATCH = 50


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


def run_task(task: Task) -> list[Finding]:
    programs = {f"p{seed}": program(seed) for seed in task.seeds}
    findings = []
    for name, outcomes in run_programs(programs, task.levels, task.node, serial=task.seeds.start // BATCH).items():
        if found := difference(outcomes):
            findings.append(Finding(int(name[1:]), programs[name], _alone(name, programs[name], found, task)))
    return findings


def _alone(name: str, source: str, found: Difference, task: Task) -> Difference:
    """The difference as it shows when nothing else runs in the process; or else marked as one that needs that."""
    some = [level for level in task.levels if level.name in (found.first, found.second)]
    again = difference(run_programs({name: source}, some, task.node, serial=task.seeds.start // BATCH)[name])
    if again is None or again.kind != found.kind:
        return Difference(found.first, found.second, found.line, found.texts, alone=False)
    return again


def _tasks(options: argparse.Namespace) -> Iterator[Task]:
    chosen = tuple(levels(options.levels.split(",")))
    node = None if options.no_node else find_node()
    done = _done(options.state)
    end = options.seed + options.count
    for start in range(options.seed, end, BATCH):
        seeds = range(start, min(start + BATCH, end))
        if not done.issuperset(seeds):
            yield Task(seeds, chosen, node)


def _done(state: str | None) -> set[int]:
    """The seeds of an earlier run's state file."""
    if state is None or not Path(state).exists():
        return set()
    rows = [json.loads(line) for line in Path(state).read_text(encoding="utf-8").splitlines()]
    return {seed for row in rows for seed in range(row["seed"], row["seed"] + row["count"])}


def _revision() -> str:
    found = subprocess.run(["git", "-C", str(HERE), "describe", "--always", "--dirty"], capture_output=True, text=True,
                           check=False)
    return found.stdout.strip()


def _guarded(task: Task) -> tuple[Task, list[Finding], str, float]:
    """The findings, how the batch failed as a whole, and seconds of CPU."""
    before = sum(os.times()[:4])
    try:
        findings, failure = run_task(task), ""
    except Exception as error:
        findings, failure = [], f"{type(error).__name__}: {error}"
    return task, findings, failure, sum(os.times()[:4]) - before


def _show(finding: Finding, text: str, title: str) -> str:
    found = finding.difference
    sequence = "" if found.alone else ", only behind others in one process"
    return (f"── seed {finding.seed}: {found.first} against {found.second}, line {found.line}{sequence} {title}\n"
            f"   {found.first}: {found.texts[0][:300]}\n   {found.second}: {found.texts[1][:300]}\n{text}\n")


def _report(finding: Finding, options: argparse.Namespace) -> None:
    chosen = tuple(levels(options.levels.split(",")))
    text = finding.source
    if not options.no_minimise and finding.difference.alone:
        text = minimise(text, finding.difference, chosen, find_node(), seconds=options.minimise_seconds)
    shown = _show(finding, text, "(minimised)" if not options.no_minimise else "")
    if options.keep:
        directory = Path(options.keep)
        directory.mkdir(parents=True, exist_ok=True)
        (directory / f"{finding.seed}.js").write_text(finding.source, encoding="utf-8")
        if not options.no_minimise:
            (directory / f"{finding.seed}.min.js").write_text(text, encoding="utf-8")
        (directory / f"{finding.seed}.txt").write_text(shown, encoding="utf-8")
        shown = "\n".join(shown.splitlines()[:3]) if options.no_minimise else shown
    print(shown, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="programs")
    parser.add_argument("--seed", type=int, default=1, help="the first program's seed; the others count up from it")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--levels", default="0,2,jit,stress",
                        help="of 0, 1, 2, 3, ir (passes of -O2, LLVM's -O0), jit, stress")
    parser.add_argument("--keep", help="a directory for what differs")
    parser.add_argument("--state", help="a file that finished batches are noted in; those in it are not run again")
    parser.add_argument("--progress", action="store_true", help="progress even if stderr is no terminal")
    parser.add_argument("--no-node", action="store_true", help="compare Lode with itself only")
    parser.add_argument("--no-minimise", action="store_true")
    parser.add_argument("--minimise-seconds", type=int, default=60, help="for each finding")
    parser.add_argument("--seconds", type=int, default=0, help="stop starting batches after so long; 0: don't")
    parser.add_argument("--most", type=int, default=20, help="stop after so many findings")
    parser.add_argument("--print", action="store_true", help="print the programs instead of running them")
    parser.add_argument("--minimise", metavar="FILE", help="make this program, which engines don't agree on, smaller")
    options = parser.parse_args()
    if options.print:
        for seed in range(options.seed, options.seed + options.count):
            print(program(seed))
        return 0
    if options.minimise:
        return _minimise_file(options)
    return _run(options)


def _minimise_file(options: argparse.Namespace) -> int:
    source = Path(options.minimise).read_text(encoding="utf-8")
    chosen = levels(options.levels.split(","))
    found = difference(run_programs({"p0": source}, chosen, None if options.no_node else find_node())["p0"])
    if found is None:
        print("the engines agree")
        return 0
    options.keep = None
    _report(Finding(0, source, found), options)
    return 1


def _run(options: argparse.Namespace) -> int:
    started, done, kinds = time.time(), 0, Counter[str]()
    terminal, revision = sys.stderr.isatty(), _revision()
    prepare(levels(options.levels.split(",")))
    names = options.levels + ("" if options.no_node or not find_node() else f",{NODE}")
    usage = 0.0
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        for task, findings, failure, seconds in pool.imap(_guarded, _tasks(options)):
            done += len(task.seeds)
            usage += seconds
            if failure:
                print(f"── seeds {task.seeds.start} to {task.seeds.stop - 1}: {failure}", flush=True)
                kinds["failed batches"] += 1
            for finding in findings:
                kinds[finding.difference.kind] += 1
                if kinds[finding.difference.kind] <= 6 or options.no_minimise:
                    _report(finding, options)
            if options.state and not failure:
                row = {"seed": task.seeds.start, "count": len(task.seeds), "engines": names, "revision": revision,
                       "differ": [f.seed for f in findings], "cpu": round(seconds, 1), "time": round(time.time())}
                with open(options.state, "a", encoding="utf-8") as file:
                    file.write(json.dumps(row) + "\n")
            if terminal or options.progress:
                elapsed = time.time() - started
                count = sum(kinds.values())
                sys.stderr.write(f"\r{done}/{options.count} programs, {count} differences, {elapsed:.0f} s ")
            late = options.seconds and time.time() - started > options.seconds
            if late or sum(kinds.values()) >= options.most:
                break
        pool.terminate()
    print(f"{done} programs from seed {options.seed} at {names}: {sum(kinds.values())} unexplained differences; "
          f"{usage:.0f} s of CPU")
    for kind, count in kinds.most_common():
        print(f"  {count:4} {kind}")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
