"""Runs programs in a child process, as the compiler itself may crash or hang: then the program that it was at has
failed, and the others are run again without it."""

from __future__ import annotations

import mmap
import os
import pickle
import signal
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from .compare import NODE
from .engines import Batch, Level, Outcome, Outcomes, Programs, prepare

COMPILE_TIMEOUT = 150  # seconds for one program at one level; what it logs has time limits of its own
_NOTE = 256  # bytes that tell the parent what the child is at

Results = dict[str, dict[str, Outcome]]  # program: level: outcome


def run_programs(programs: Programs, chosen: Sequence[Level], node: str | None, *, serial: int = 0) -> Results:
    """For each program what each engine made of it."""
    prepare(chosen)
    results: Results = {name: {} for name in programs}
    left = dict(programs)
    while left:
        found, culprit = _attempt(left, chosen, node, serial)
        if culprit is None:
            for name, outcomes in found.items():
                results[name] |= outcomes
            break
        level, name, failure = culprit
        if name not in left:
            raise RuntimeError(f"the worker failed outside of a compilation: {failure}")
        results[name] = {NODE: Outcome(""), level: Outcome("", f"compile: {failure}")}
        del left[name]
    return results


def _attempt(programs: Programs, chosen: Sequence[Level], node: str | None,
             serial: int) -> tuple[Results, tuple[str, str, str] | None]:
    """The results; or the level and the program that the child was at when it died, and how."""
    note = mmap.mmap(-1, _NOTE)
    with tempfile.TemporaryDirectory(prefix="lode-fuzz-") as scratch:
        answer = Path(scratch) / "results"
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            status = 1
            try:
                _work(programs, chosen, node, serial, Path(scratch), note)
                status = 0
            except Exception as error:
                answer.write_bytes(pickle.dumps(f"{type(error).__name__}: {error}"))
                status = 3
            finally:
                os._exit(status)
        failure = _wait(child, note)
        if not failure:
            return pickle.loads(answer.read_bytes()), None
        if answer.exists():
            raise RuntimeError(pickle.loads(answer.read_bytes()))
        level, _, name = bytes(note).rstrip(b"\0").decode().partition(" ")
        return {}, (level, name, failure)


def _work(programs: Programs, chosen: Sequence[Level], node: str | None, serial: int, scratch: Path,
          note: mmap.mmap) -> None:
    def tell(level: str, name: str) -> None:
        note[:] = f"{level} {name}".encode().ljust(_NOTE, b"\0")

    batch = Batch(programs, scratch, serial=serial, progress=tell)
    runs: dict[str, Outcomes] = {level.name: batch.run(level) for level in chosen}
    if node is not None:
        runs[NODE] = batch.run_in_node(node)
    results = {name: {level: outcomes[name] for level, outcomes in runs.items()} for name in programs}
    (scratch / "results").write_bytes(pickle.dumps(results))


def _wait(child: int, note: mmap.mmap) -> str:
    """How the child failed; empty if it did not. It is killed when it compiles one program for too long."""
    seen, since = b"", time.monotonic()
    pause = 0.01
    while True:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            code = os.waitstatus_to_exitcode(status)
            if code == 0:
                return ""
            return f"signal {-code} ({signal.Signals(-code).name})" if code < 0 else f"exit {code}"
        if (now := bytes(note)) != seen:
            seen, since = now, time.monotonic()
        compiling = seen.rstrip(b"\0").partition(b" ")[2]
        if compiling and time.monotonic() - since > COMPILE_TIMEOUT:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return "the compiler hangs"
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)
