"""Runs tests: a process that holds the compiler, the runtime and the compiled harness, and forks for every run.

The child compiles the test alone, loads it beside the harness and runs all in a fresh isolate. What it prints goes to a
file that the parent reads when the child has ended, or its time is over.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import select
import signal
import time
import traceback
from dataclasses import dataclass
from typing import IO, Any

from compiler.backend import CodegenOptions, Jit, compile_module, desc_symbol, emit_program_table
from compiler.backend.jit import run_main
from compiler.diagnostics import CompileError, LodeSyntaxError
from compiler.driver import CompileOptions, Timings, compile_cached, module_name, resolutions_module
from compiler.frontend import lower_script
from compiler.frontend.graph import SourceFile, load_graph
from compiler.in_process import InProcessCompiler
from compiler.ir.function import Module
from compiler.ir.pipeline import run_pipeline

from .suite import Run, Suite

TIMEOUT = 10.0  # seconds a run may take
HEAP_LIMIT = 512 << 20  # bytes of the JavaScript heap
DATA_LIMIT = 2 << 30  # bytes of private memory, the compiler's included
HOST = "internal/test262"
COMPLETE, FAILURE, UNCAUGHT = "Test262:AsyncTestComplete", "Test262:AsyncTestFailure:", "Uncaught "
# Exit statuses of a child; others are a JavaScript program's.
_SYNTAX_ERROR, _UNSUPPORTED, _BROKEN = 101, 102, 103


@dataclass(frozen=True)
class Outcome:
    """How a run ended: ``failure`` is empty if it passed."""

    name: str
    failure: str
    cpu: float = 0.0  # seconds, of the child
    features: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.failure


class Harness:
    """The compiled harness files, loaded into this process once."""

    def __init__(self, suite: Suite, names: list[str], opt_level: int) -> None:
        options = CompileOptions(opt_level=opt_level)
        objects: list[bytes] = []
        modules = []
        for name in names:
            module = lower_script(str(suite.root / "harness" / name), suite.harness_source(name), name="")
            module.name = module_name(module)  # the same as in the cached objects
            objects += compile_cached(module, options, Timings())
            modules.append(module)
        objects.append(emit_program_table([desc_symbol(m) for m in modules], options.codegen()))
        self.jit = Jit(objects)
        table = self.jit.address("lode_program")
        descs = (ctypes.c_void_p * len(names)).from_address(table)
        self.descs = dict(zip(names, descs, strict=True))


def compile_test(modules: list[Module], opt_level: int) -> list[bytes]:
    """The objects of a test and of what it imports, their table last."""
    objects: list[bytes] = []
    options = CodegenOptions(opt_level=opt_level, jobs=1, line_tables=False)
    for module in modules:
        module.name = module_name(module)
        run_pipeline(module, opt_level)
        objects += compile_module(module, options)
    return [*objects, emit_program_table([desc_symbol(m) for m in modules], options)]


class Worker:
    """Runs tests one after the other, each in a child."""

    def __init__(self, suite: Suite, harness: Harness, opt_level: int, scratch: IO[bytes]) -> None:
        self.suite = suite
        self.harness = harness
        self.opt_level = opt_level
        self.output = scratch

    def run(self, run: Run) -> Outcome:
        self.output.seek(0)
        self.output.truncate()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        child = os.fork()
        if child == 0:
            self._child(run)
        status = _wait(child)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.output.seek(0)
        text = self.output.read(1 << 20).decode("utf-8", "replace")
        return Outcome(run.name, judge(run, status, text), cpu, run.meta.features)

    def _child(self, run: Run) -> None:
        status = _BROKEN
        try:
            gc.disable()
            resource.setrlimit(resource.RLIMIT_DATA, (DATA_LIMIT, DATA_LIMIT))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            for descriptor in (1, 2):
                os.dup2(self.output.fileno(), descriptor)
            status = self._compile_and_run(run)
        except LodeSyntaxError as error:
            status = _report(_SYNTAX_ERROR, error.message)
        except CompileError as error:
            status = _report(_UNSUPPORTED, error.message)
        except BaseException:
            status = _report(_BROKEN, traceback.format_exc(limit=-3))
        finally:
            os._exit(status)

    def _compile_and_run(self, run: Run) -> int:
        source = self.suite.source(run.path)
        if run.mode == "strict":
            source = f'"use strict";\n{source}'
        entry = SourceFile(str(self.suite.root / "test" / run.path), source,
                           goal="module" if run.mode == "module" else "script")
        graph = load_graph(entry, lenient=True, only_modules=True)
        modules = [*graph.modules[1:], graph.modules[0]]
        if any(m.imports for m in modules):
            modules.insert(0, resolutions_module(graph))
        with Jit(compile_test(modules, self.opt_level)) as jit:
            own = (ctypes.c_void_p * len(modules)).from_address(jit.address("lode_program"))
            descs = [*(self.harness.descs[name] for name in run.harness()), *own]
            program = (ctypes.c_void_p * (len(descs) + 1))(*descs, None)
            compiler = InProcessCompiler(CompileOptions(opt_level=self.opt_level))
            return run_main(jit.runtime, ctypes.addressof(program), ["lode"], heap_limit=HEAP_LIMIT, host=HOST,
                            compiler=compiler.callback)


def _report(status: int, text: str) -> int:
    os.write(1, text.encode("utf-8", "replace"))
    return status


def _wait(child: int) -> int | None:
    """The child's exit status, negative for a signal; None: its time was over."""
    descriptor = os.pidfd_open(child)
    try:
        ready, _, _ = select.select([descriptor], [], [], TIMEOUT)
        if not ready:
            os.kill(child, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return status if ready else None
    finally:
        os.close(descriptor)


def judge(run: Run, status: int | None, text: str) -> str:
    """Why the run failed; empty if it passed. ``status``: as of _wait; ``text``: what the child wrote."""
    if status is None:
        return f"timeout: more than {TIMEOUT:.0f} s"
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


def now() -> float:
    return time.perf_counter()
