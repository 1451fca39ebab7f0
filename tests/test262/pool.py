"""Workers: processes that share the warm state of the one they were forked from."""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import os
import tempfile
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait

from .suite import Run, Suite
from .worker import Harness, Outcome, Worker

CHUNK = 8  # runs handed out at a time


def run_all(suite: Suite, runs: Iterable[Run], *, opt_level: int, jobs: int, harness: list[str]) -> Iterator[Outcome]:
    """The outcomes of the runs, as they come. ``harness``: the files that the runs name."""
    warm = Harness(suite, harness, opt_level)
    gc.collect()
    gc.freeze()
    source = iter(runs)
    context = multiprocessing.get_context("fork")
    pipes: dict[Connection, multiprocessing.process.BaseProcess] = {}
    for _ in range(jobs):
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(suite, warm, opt_level, theirs), daemon=True)
        process.start()
        theirs.close()
        pipes[ours] = process
        _hand_out(ours, source)
    try:
        while pipes:
            for pipe in wait(list(pipes)):
                assert isinstance(pipe, Connection)
                outcomes = pipe.recv()
                if not _hand_out(pipe, source):
                    pipe.close()
                    pipes.pop(pipe).join()
                yield from outcomes
    finally:
        for process in pipes.values():
            process.terminate()


def _hand_out(pipe: Connection, runs: Iterator[Run]) -> bool:
    """Sends the next runs; an empty list, at which the worker ends, if there are none."""
    chunk = list(itertools.islice(runs, CHUNK))
    pipe.send(chunk)
    return bool(chunk)


def _serve(suite: Suite, harness: Harness, opt_level: int, pipe: Connection) -> None:
    with tempfile.TemporaryFile() as scratch:
        worker = Worker(suite, harness, opt_level, scratch)
        while chunk := pipe.recv():
            pipe.send([worker.run(run) for run in chunk])
    os._exit(0)
