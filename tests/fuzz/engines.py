"""Runs batches of programs: compiled at several levels, just in time, under GC stress, and in Node.

All programs of a batch are compiled into one executable a level, whose first argument names the program to run; just in
time, a process that loaded the code forks for each.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from compiler.backend import CodegenOptions, Jit, link_executable
from compiler.driver import CompiledProgram, CompileOptions, compile_program
from compiler.frontend.graph import SourceFile

HERE = Path(__file__).resolve().parent
SUPPORT = HERE / "support.js"
TIMEOUT = 20  # seconds a program may take
# What a process may have, so that a runaway program doesn't take the machine along.
HEAP = "--max-old-space-size=256"


class FuzzOptions(CompileOptions):
    """One process, no cache: programs are compiled once. ``llvm_level`` is LLVM's where it isn't that of the passes."""

    llvm_level: int | None = None

    def codegen(self) -> CodegenOptions:
        options = super().codegen()
        options.jobs = 1
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


class Batch:
    """Programs in a directory of their own, compiled on demand."""

    def __init__(self, programs: Programs, directory: Path) -> None:
        self.programs = programs
        self.directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        shutil.copy(SUPPORT, directory / "support.js")
        for name, source in programs.items():
            (directory / f"{name}.js").write_text(source, encoding="utf-8")
        self._compiled: dict[tuple[int, bool], tuple[CompiledProgram, Outcomes]] = {}

    def run(self, level: Level) -> Outcomes:
        program, failed = self._compile(level)
        names = [n for n in self.programs if n not in failed]
        outcomes = dict(failed)
        if not names:
            return outcomes
        if level.jit:
            with Jit(program.objects) as jit:
                for name in names:
                    outcomes[name] = _run_forked(lambda name=name: jit.run(["lode", name]), self.directory)  # type: ignore[misc]
            return outcomes
        executable = self.directory / f"program-{level.opt}{'ir' if level.cheap else ''}"
        if not executable.exists():
            link_executable(program.objects, executable, variant=os.environ.get("LODE_VARIANT", "release"))
        for number, name in enumerate(names):
            environment = {"LODE_GC_STRESS": str((1, 2, 3, 7)[number % 4])} if level.stress else {}
            outcomes[name] = _run_command([str(executable), name], environment)
        return outcomes

    def _compile(self, level: Level) -> tuple[CompiledProgram, Outcomes]:
        if level.code not in self._compiled:
            failed: Outcomes = {}
            self._compiled[level.code] = self._compile_without(failed, level), failed
        return self._compiled[level.code]

    def _compile_without(self, failed: Outcomes, level: Level) -> CompiledProgram:
        options = FuzzOptions(opt_level=level.opt, use_cache=False)
        options.llvm_level = 0 if level.cheap else None
        try:
            return self._compile_batch([n for n in self.programs if n not in failed], options)
        except Exception:  # a bug in the compiler, or something it refuses: find out whose
            for name in self.programs:
                if name not in failed and (outcome := self._compile_alone(name, options)) is not None:
                    failed[name] = outcome
            return self._compile_batch([n for n in self.programs if n not in failed], options)

    def _compile_alone(self, name: str, options: CompileOptions) -> Outcome | None:
        try:
            self._compile_batch([name], options)
        except Exception as error:
            return Outcome("", f"compile: {type(error).__name__}: {error}")
        return None

    def _compile_batch(self, names: Sequence[str], options: CompileOptions) -> CompiledProgram:
        rows = "".join(f"  {n}: () => require(\"./{n}.js\"),\n" for n in names)
        source = (f"const {{ lines, log }} = require(\"./support.js\");\nconst programs = {{\n{rows}}};\n"
                  "process.on(\"exit\", () => console.log(lines.join(\"\\n\")));\n"
                  "try { programs[process.argv[2]](); } catch (e) { log(\"uncaught\", e); }\n")
        entry = self.directory / "batch.js"
        entry.write_text(source, encoding="utf-8")
        return compile_program(SourceFile(str(entry), source), options, relative_to=str(self.directory))

    def run_in_node(self, node: str) -> Outcomes:
        files = [str(self.directory / f"{n}.js") for n in self.programs]
        command = [node, HEAP, str(HERE / "node_runner.js"), str(self.directory / "support.js"), *files]
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT * (len(files) + 2), check=False)
        texts = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
        if len(texts) != len(files):
            raise RuntimeError(f"node failed: {done.stderr.decode('utf-8', 'replace')[-2000:]}")
        return {n: Outcome(t) for n, t in zip(self.programs, texts, strict=True)}


def find_node() -> str | None:
    return shutil.which("node")


def _finished(status: int, stdout: bytes) -> Outcome:
    text = stdout.decode("utf-8", "replace").removesuffix("\n")
    if status < 0:
        return Outcome(text, f"signal {-status} ({signal.Signals(-status).name})")
    return Outcome(text, f"exit {status}" if status else "")


def _run_command(command: list[str], environment: dict[str, str]) -> Outcome:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT, check=False,
                              env={**os.environ, **environment})
    except subprocess.TimeoutExpired:
        return Outcome("", "timeout")
    outcome = _finished(done.returncode, done.stdout)
    if outcome.failure and (message := done.stderr.decode("utf-8", "replace").strip()):
        return Outcome(outcome.text, f"{outcome.failure}: {message[-500:]}")
    return outcome


def _run_forked(call: Callable[[], int], directory: Path) -> Outcome:
    out = directory / "stdout"
    child = os.fork()
    if child == 0:
        status = 70
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(TIMEOUT)
            writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(os.open(out, writing, 0o600), 1)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            status = call()
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == -signal.SIGALRM:
        return Outcome("", "timeout")
    return _finished(status, out.read_bytes())
