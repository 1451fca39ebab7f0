"""Workers: processes that share the warm state of the one they were forked from."""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from .suite import Run, Suite
from .worker import Harness, Outcome, Worker, judge

CHUNK = 16  # runs handed out at a time
GENERATION = 40  # chunks after which a worker is replaced, as its memory grows


@dataclass
class _Process:
    """A worker and what it has been handed."""

    process: BaseProcess
    runs: list[Run] = field(default_factory=list)
    chunks: int = 0


class _Pool:
    def __init__(self, suite: Suite, runs: Iterable[Run], opt_level: int, harness: Harness) -> None:
        self.suite = suite
        self.opt_level = opt_level
        self.harness = harness
        self.source = iter(runs)
        self.alone: list[Run] = []  # runs of a worker that died, each to be given to one of its own
        self.workers: dict[Connection, _Process] = {}

    def start(self) -> None:
        """A worker, if there is something left to run."""
        runs = [self.alone.pop()] if self.alone else list(itertools.islice(self.source, CHUNK))
        if not runs:
            return
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(self.suite, self.harness, self.opt_level, theirs), daemon=True)
        process.start()
        theirs.close()
        self.workers[ours] = _Process(process, runs)
        ours.send(runs)

    def collect(self, pipe: Connection) -> list[Outcome]:
        """What a worker has to say; it, or another in its place, is given more to do."""
        worker = self.workers[pipe]
        try:
            outcomes = pipe.recv()
        except EOFError:
            outcomes = self._died(pipe, worker)
        worker.chunks += 1
        if pipe in self.workers and worker.chunks < GENERATION and not self.alone:
            worker.runs = list(itertools.islice(self.source, CHUNK))
        else:
            worker.runs = []
        if worker.runs:
            pipe.send(worker.runs)
        else:
            self._end(pipe)
            self.start()
        return list(outcomes)

    def _end(self, pipe: Connection) -> None:
        if worker := self.workers.pop(pipe, None):
            pipe.send([])
            pipe.close()
            worker.process.join()

    def _died(self, pipe: Connection, worker: _Process) -> list[Outcome]:
        """One of the runs killed the compiler: it is found by compiling each in a process of its own."""
        del self.workers[pipe]
        worker.process.join()
        if len(worker.runs) > 1:
            self.alone += worker.runs
            return []
        run = worker.runs[0]
        return [Outcome(run.name, judge(run, worker.process.exitcode, ""), 0.0, run.meta.features)]


def run_all(suite: Suite, runs: Iterable[Run], *, opt_level: int, jobs: int, harness: list[str]) -> Iterator[Outcome]:
    """The outcomes of the runs, as they come. ``harness``: the files that the runs name."""
    warm = Harness(suite, harness, opt_level)
    gc.collect()
    gc.freeze()
    pool = _Pool(suite, runs, opt_level, warm)
    for _ in range(jobs):
        pool.start()
    try:
        while pool.workers:
            for pipe in wait(list(pool.workers)):
                assert isinstance(pipe, Connection)
                yield from pool.collect(pipe)
    finally:
        for worker in pool.workers.values():
            worker.process.terminate()


def _serve(suite: Suite, harness: Harness, opt_level: int, pipe: Connection) -> None:
    with tempfile.TemporaryFile() as scratch:
        worker = Worker(suite, harness, opt_level, scratch)
        while runs := pipe.recv():
            pipe.send(worker.run_all(runs))
    os._exit(0)
