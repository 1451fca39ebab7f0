"""Runs batches of programs: compiled at several levels, just in time, under GC stress, and in Node.

All programs of a batch are linked into one executable a level; one process runs them one after the other, so that
little of the time goes into starting processes. When it ends early the program that it was at has failed, and another
process runs the rest. Just in time, a fork of the process that compiled loads the code.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from compiler.backend import CodegenOptions, Jit, desc_symbol, emit_program_table, link_executable
from compiler.driver import (
    CompileOptions,
    Timings,
    compile_cached,
    constant_units,
    module_name,
    resolutions_module,
)
from compiler.frontend import lower_module
from compiler.frontend.graph import Graph
from compiler.ir.function import Module

HERE = Path(__file__).resolve().parent
SUPPORT = HERE / "support.js"
RUNNER = HERE / "runner.js"
TIMEOUT = 20  # seconds a program may take
# What a process may have, so that a runaway program doesn't take the machine along.
HEAP = "--max-old-space-size=256"
STRESS_RATES = (1, 2, 3, 7)  # allocations between two collections
BEGIN, END = b"\x01", b"\x02"  # what lines of runner.js begin with around a program's output


class FuzzOptions(CompileOptions):
    """One process, no cache: programs are compiled once. ``llvm_level`` is LLVM's where it isn't that of the passes."""

    llvm_level: int | None = None

    def codegen(self) -> CodegenOptions:
        options = super().codegen()
        options.jobs = 1
        options.line_tables = False  # nothing prints stacks; one object a module is cheaper
        if self.llvm_level is not None:
            options.opt_level = self.llvm_level
        return options


@dataclass(frozen=True)
class Level:
    """A way to run a program. opt: the level of its code; cheap: whether LLVM's optimisations are left out."""

    name: str
    opt: int
    cheap: bool = False
    jit: bool = False
    stress: bool = False

    @property
    def code(self) -> tuple[int, bool]:
        return self.opt, self.cheap


# "ir": the passes of -O2, but LLVM's -O0, at a quarter of the cost. Just in time and GC stress run code that is
# compiled anyway.
def levels(names: Sequence[str]) -> list[Level]:
    """The levels by name: 0, 1, 2, 3, ir, jit, stress. Raises ValueError."""
    cheap = "2" not in names and "ir" in names
    table = {str(n): Level(str(n), n) for n in range(4)}
    table["ir"] = Level("ir", 2, cheap=True)
    table["jit"] = Level("jit", 2, cheap=cheap, jit=True)
    table["stress"] = Level("stress", 2, cheap=cheap, stress=True)
    if unknown := [n for n in names if n not in table]:
        raise ValueError(f"no level {unknown[0]} (there are {', '.join(table)})")
    return [table[n] for n in names]


@dataclass(frozen=True)
class Outcome:
    """What a program logged, or how it failed."""

    text: str
    failure: str = ""  # "compile: …", "signal 11", "timeout", "exit 3"

    def __str__(self) -> str:
        return f"{self.text}\n[{self.failure}]" if self.failure else self.text


Programs = dict[str, str]  # a name that is a file's name: the source
Outcomes = dict[str, Outcome]
Progress = Callable[[str, str], None]  # hears the level and the program that is being compiled


@dataclass(frozen=True)
class _Compiled:
    """The objects of a file and the symbols of its modules."""

    objects: list[bytes]
    symbols: list[str]


def _options(level: Level) -> FuzzOptions:
    options = FuzzOptions(opt_level=level.opt, use_cache=False)
    options.llvm_level = 0 if level.cheap else None
    return options


def _compile_modules(modules: list[Module], options: CompileOptions, known: set[str]) -> _Compiled:
    """Those that are not known yet: programs may evaluate the same text."""
    objects, symbols = [], []
    for module in modules:
        module.name = module_name(module)
        if desc_symbol(module) not in known:
            objects += compile_cached(module, options, Timings())
            symbols.append(desc_symbol(module))
    known.update(symbols)
    return _Compiled(objects, symbols)


def _compile_file(name: str, source: str, options: CompileOptions, known: set[str]) -> _Compiled:
    module = lower_module(f"{name}.js", source, name="m")
    return _compile_modules([module, *constant_units([module])], options, known)


_support: dict[tuple[int, bool], _Compiled] = {}


def prepare(chosen: Sequence[Level]) -> None:
    """Compiles what all batches share, for processes that are forked from this one."""
    for level in chosen:
        if level.code not in _support:
            _support[level.code] = _compile_file("support", SUPPORT.read_text(encoding="utf-8"), _options(level), set())


class Batch:
    """Programs in a directory of their own, compiled on demand. ``serial`` chooses among the rates of GC stress."""

    def __init__(self, programs: Programs, directory: Path, *, serial: int = 0,
                 progress: Progress = lambda level, name: None) -> None:
        self.programs = programs
        self.directory = directory
        self.serial = serial
        self.progress = progress
        self._compiled: dict[tuple[int, bool], tuple[list[bytes], Outcomes]] = {}

    def run(self, level: Level) -> Outcomes:
        objects, failed = self._compile(level)
        self.progress(level.name, "")
        names = [n for n in self.programs if n not in failed]
        if not names:
            return failed
        if level.jit:
            with Jit(objects) as jit:
                return failed | _run_in_turn(names, lambda rest: _Forked(lambda: jit.run(["lode", *rest])))
        executable = self.directory / f"program-{level.opt}{'ir' if level.cheap else ''}"
        if not executable.exists():
            link_executable(objects, executable, variant=os.environ.get("LODE_VARIANT", "release"))
        rate = STRESS_RATES[self.serial % len(STRESS_RATES)]
        environment = {"LODE_GC_STRESS": str(rate)} if level.stress else {}
        return failed | _run_in_turn(names, lambda rest: _Command([str(executable), *rest], environment))

    def _compile(self, level: Level) -> tuple[list[bytes], Outcomes]:
        if level.code not in self._compiled:
            self._compiled[level.code] = self._compile_all(level)
        return self._compiled[level.code]

    def _compile_all(self, level: Level) -> tuple[list[bytes], Outcomes]:
        """The objects of a program that runs the batch's programs, and what could not be compiled."""
        failed: Outcomes = {}
        options, parts, known = _options(level), [], set[str]()
        for name, source in self.programs.items():
            self.progress(level.name, name)
            try:
                parts.append(_compile_file(name, source, options, known))
            except Exception as error:  # a bug in the compiler, or something it refuses
                failed[name] = Outcome("", f"compile: {type(error).__name__}: {error}")
        self.progress(level.name, "")
        prepare([level])
        names = [n for n in self.programs if n not in failed]
        rows = "".join(f"  {n}: () => require(\"./{n}.js\"),\n" for n in names)
        graph = Graph()
        graph.resolutions = {(f"{n}.js", "./support.js"): "support.js" for n in [*names, "batch"]}
        graph.resolutions |= {("batch.js", f"./{n}.js"): f"{n}.js" for n in names}
        entry = RUNNER.read_text(encoding="utf-8").replace("/* programs */", rows)
        parts = [_compile_file("batch", entry, options, known), _support[level.code], *parts,
                 _compile_modules([resolutions_module(graph)], options, known)]
        symbols = [symbol for part in parts for symbol in part.symbols]
        objects = [image for part in parts for image in part.objects]
        return [*objects, emit_program_table(symbols, options.codegen())], failed

    def run_in_node(self, node: str) -> Outcomes:
        for name, source in self.programs.items():
            (self.directory / f"{name}.js").write_text(source, encoding="utf-8")
        command = [node, HEAP, str(HERE / "node_runner.js"), str(SUPPORT)]
        return _run_in_turn(list(self.programs), lambda rest: _Command(
            [*command, *(str(self.directory / f"{n}.js") for n in rest)], {}))


def find_node() -> str | None:
    return shutil.which("node")


# -- processes -----------------------------------------------------------------------------------
class _Command:
    """A started program, whose output is read from ``out``."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                         stderr=subprocess.PIPE, env={**os.environ, **environment})
        assert self._process.stdout is not None
        self.out = self._process.stdout.fileno()

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> str:
        """How it failed; empty if it did not."""
        message = self._process.communicate()[1].decode("utf-8", "replace").strip()
        failure = _failure(self._process.returncode)
        return f"{failure}: {message[-500:]}" if failure and message else failure


class _Forked:
    """A fork of this process that calls a function, and whose output is read from ``out``."""

    def __init__(self, call: Callable[[], int]) -> None:
        self.out, out = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            status = 70
            try:
                os.close(self.out)
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                os.dup2(out, 1)
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                status = call()
            finally:
                os._exit(status)
        os.close(out)

    def kill(self) -> None:
        os.kill(self._child, signal.SIGKILL)

    def wait(self) -> str:
        os.close(self.out)
        return _failure(os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1]))


def _failure(status: int) -> str:
    if status < 0:
        return f"signal {-status} ({signal.Signals(-status).name})"
    return f"exit {status}" if status else ""


def _run_in_turn(names: list[str], start: Callable[[list[str]], _Command | _Forked]) -> Outcomes:
    """Runs the programs in one process, and in another from the next on when it ends before its time."""
    outcomes: Outcomes = {}
    while rest := [n for n in names if n not in outcomes]:
        process = start(rest)
        output, late = _read(process)
        failure = process.wait()
        _take(output, outcomes)
        left = [n for n in rest if n not in outcomes]
        if left and (output.count(BEGIN) > output.count(END) or failure or len(left) == len(rest)):
            text = output[output.rfind(BEGIN) + 1:].partition(b"\n")[2].decode("utf-8", "replace")
            outcomes[left[0]] = Outcome(text, "timeout" if late else failure or "ended early")
    return outcomes


def _read(process: _Command | _Forked) -> tuple[bytes, bool]:
    """All that it writes, and whether it was stopped because a program took too long."""
    output, late = bytearray(), False
    deadline = time.monotonic() + TIMEOUT
    while True:
        ready, _, _ = select.select([process.out], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            late = True
            process.kill()
            break
        if not (data := os.read(process.out, 1 << 16)):
            break
        if END in data:
            deadline = time.monotonic() + TIMEOUT
        output += data
    return bytes(output), late


def _take(output: bytes, outcomes: Outcomes) -> None:
    """Adds the programs that came to their end."""
    for part in output.split(BEGIN)[1:]:
        name, _, text = part.partition(b"\n")
        body, end, _ = text.partition(END)
        if end:
            outcomes[name.decode()] = Outcome(body.decode("utf-8", "replace").removesuffix("\n"))
