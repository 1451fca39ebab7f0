"""Runs tests: a process that holds the compiler, the runtime and the compiled harness, and forks for every run.

It compiles some tests, loads them beside the harness, then runs each in a child, in an isolate that was made before: a
process that was just forked pays for each page of memory that it writes, which makes compiling there twice as slow.
What the child prints goes to a file that is read when the child has ended.
"""

from __future__ import annotations

import ctypes
import gc
import os
import re
import resource
import select
import signal
import time
import traceback
from dataclasses import dataclass, field
from typing import IO, Any, NoReturn

from compiler.backend import CodegenOptions, Jit, compile_module, desc_symbol
from compiler.diagnostics import CompileError, LodeSyntaxError
from compiler.driver import CompileOptions, Timings, compile_cached, module_name, resolutions_module
from compiler.frontend import lower_script
from compiler.frontend.graph import SourceFile, load_graph
from compiler.hosting import Isolate
from compiler.in_process import InProcessCompiler
from compiler.ir.pipeline import run_pipeline

from .suite import Run, Suite

CPU_LIMIT = 10  # seconds of processor time that a run may take, and its compilation as many
WALL_LIMIT = 60.0  # seconds: it waits for something that does not come
HEAP_LIMIT = 512 << 20  # bytes of the JavaScript heap
DATA_LIMIT = 2 << 30  # bytes of private memory, the compiler's included
HOST = "internal/test262"
COMPLETE, FAILURE, UNCAUGHT = "Test262:AsyncTestComplete", "Test262:AsyncTestFailure:", "Uncaught "
_MAKES_CODE = re.compile(r"\b(eval|Function|constructor)\b")
# Exit statuses of a child; others are a JavaScript program's.
_SYNTAX_ERROR, _UNSUPPORTED, _BROKEN = 101, 102, 103


@dataclass(frozen=True)
class Outcome:
    """How a run ended: ``failure`` is empty if it passed."""

    name: str
    failure: str
    cpu: float = 0.0  # seconds, the compiler's included
    features: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.failure


@dataclass
class Compiled:
    """A test that is ready to run, or how compiling it ended: a status and a message."""

    jit: Jit | None = None
    descs: list[int] = field(default_factory=list)  # addresses of the modules, the test's last
    status: int = 0
    text: str = ""
    cpu: float = 0.0  # seconds


class Harness:
    """The compiled harness files, loaded into this process once."""

    def __init__(self, suite: Suite, names: list[str], opt_level: int) -> None:
        options = CompileOptions(opt_level=opt_level)
        objects: list[bytes] = []
        symbols: dict[str, str] = {}
        for name in names:
            module = lower_script(str(suite.root / "harness" / name), suite.harness_source(name), name="")
            module.name = module_name(module)  # the same as in the cached objects
            objects += compile_cached(module, options, Timings())
            symbols[name] = desc_symbol(module)
        self.jit = Jit(objects, symbols=list(symbols.values()))
        self.descs = {name: self.jit.address(symbol) for name, symbol in symbols.items()}


class Worker:
    """Runs tests, each in a child."""

    def __init__(self, suite: Suite, harness: Harness, opt_level: int, scratch: IO[bytes]) -> None:
        self.suite = suite
        self.harness = harness
        self.opt_level = opt_level
        self.output = scratch
        self.compiler = InProcessCompiler(CompileOptions(opt_level=opt_level), harness.jit, only_modules=True)
        self.isolate = Isolate(harness.jit.runtime, ["lode"], heap_limit=HEAP_LIMIT, compiler=self.compiler.callback)
        resource.setrlimit(resource.RLIMIT_DATA, (DATA_LIMIT, DATA_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def run_all(self, runs: list[Run]) -> list[Outcome]:
        """Compiles all, then runs all. What kills the compiler kills this process."""
        compiled = [self._compile(run) for run in runs]
        gc.collect()
        outcomes = [self._outcome(run, test) for run, test in zip(runs, compiled, strict=True)]
        for test in compiled:
            if test.jit is not None:
                test.jit.close()
        return outcomes

    def _compile(self, run: Run) -> Compiled:
        result = Compiled()
        start = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, CPU_LIMIT)
        try:
            self._compile_modules(run, result)
        except LodeSyntaxError as error:
            result.status, result.text = _SYNTAX_ERROR, error.message
        except CompileError as error:
            result.status, result.text = _UNSUPPORTED, error.message
        except Exception:
            result.status, result.text = _BROKEN, traceback.format_exc(limit=-3)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        result.cpu = time.process_time() - start
        return result

    def _compile_modules(self, run: Run, result: Compiled) -> None:
        source = self.suite.source(run.path)
        if run.mode == "strict":
            source = f'"use strict";\n{source}'
        entry = SourceFile(str(self.suite.root / "test" / run.path), source,
                           goal="module" if run.mode == "module" else "script")
        graph = load_graph(entry, lenient=True, only_modules=True)
        modules = [*graph.modules[1:], graph.modules[0]]
        if any(m.imports for m in modules):
            modules.insert(0, resolutions_module(graph))
        # The file that code from a string belongs to is found by return addresses.
        tables = _MAKES_CODE.search(source) is not None and "import" in source
        options = CodegenOptions(opt_level=self.opt_level, jobs=1, line_tables=tables)
        objects: list[bytes] = []
        for module in modules:
            module.name = module_name(module)
            run_pipeline(module, self.opt_level)
            objects += compile_module(module, options)
        symbols = [desc_symbol(m) for m in modules]
        result.jit = Jit(objects, symbols=symbols, beside=self.harness.jit)
        result.descs = [result.jit.address(symbol) for symbol in symbols]

    def _outcome(self, run: Run, test: Compiled) -> Outcome:
        if test.status != 0:
            return Outcome(run.name, judge(run, test.status, test.text), test.cpu, run.meta.features)
        self.output.seek(0)
        self.output.truncate()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        child = os.fork()
        if child == 0:
            self._child(run, test)
        status = _wait(child)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.output.seek(0)
        text = self.output.read(1 << 20).decode("utf-8", "replace")
        return Outcome(run.name, judge(run, status, text), test.cpu + cpu, run.meta.features)

    def _child(self, run: Run, test: Compiled) -> NoReturn:
        status = _BROKEN
        try:
            gc.disable()
            resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT, CPU_LIMIT + 1))  # a signal of its own, then SIGKILL
            for descriptor in (1, 2):
                os.dup2(self.output.fileno(), descriptor)
            status = self._run(run, test)
        except BaseException:
            os.write(1, traceback.format_exc(limit=-3).encode("utf-8", "replace"))
        finally:
            os._exit(status)

    def _run(self, run: Run, test: Compiled) -> int:
        descs = [*(self.harness.descs[name] for name in run.harness()), *test.descs]
        program = (ctypes.c_void_p * (len(descs) + 1))(*descs, None)
        return self.isolate.run(ctypes.addressof(program), HOST)


def _wait(child: int) -> int | None:
    """The child's exit status, negative for a signal; None: its time was over."""
    descriptor = os.pidfd_open(child)
    try:
        ready, _, _ = select.select([descriptor], [], [], WALL_LIMIT)
        if not ready:
            os.kill(child, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return status if ready else None
    finally:
        os.close(descriptor)


def judge(run: Run, status: int | None, text: str) -> str:
    """Why the run failed; empty if it passed. ``status``: as of _wait; ``text``: what the child wrote."""
    if status is None or -status in (signal.SIGXCPU, signal.SIGPROF):
        return f"timeout: more than {CPU_LIMIT} s of processor time, or {WALL_LIMIT:.0f} s"
    if status < 0:
        return f"crash: {signal.Signals(-status).name}"
    first = text.strip().splitlines()[0] if text.strip() else ""
    if status == _BROKEN:
        return f"compiler: {text.strip().splitlines()[-1] if text.strip() else ''}"
    if status == _UNSUPPORTED:
        return f"unsupported: {text}"
    negative = run.meta.negative
    if status == _SYNTAX_ERROR:
        if negative is not None and negative.phase in ("parse", "resolution") and negative.type == "SyntaxError":
            return ""
        return f"SyntaxError at compile time: {first}"
    uncaught = next((line for line in text.splitlines() if line.startswith(UNCAUGHT)), None)
    if negative is not None:
        return _judge_negative(negative, uncaught)
    if uncaught is not None:
        return uncaught.removeprefix(UNCAUGHT)
    if status != 0:
        return f"exit status {status}: {first}"
    return _judge_async(text) if "async" in run.meta.flags else ""


def _judge_negative(negative: Any, uncaught: str | None) -> str:
    if negative.phase == "parse":
        return f"no early {negative.type}"
    if uncaught is None:
        return f"no {negative.type}"
    thrown = uncaught.removeprefix(UNCAUGHT).partition(":")[0]
    return "" if thrown == negative.type else f"{thrown} instead of {negative.type}"


def _judge_async(text: str) -> str:
    for line in text.splitlines():
        if line.startswith(FAILURE):
            return f"async: {line.removeprefix(FAILURE).strip()}"
        if line == COMPLETE:
            return ""
    return "async: never completed"
