"""``lode run``: compiles in process, runs just in time, and leaves a linked program for the next time.

What runs at once is compiled at a low level, so that it starts soon. Meanwhile a process of its own compiles the
program at the full level and links it into the run cache, from which launch.py starts it the next time: a shared
library, as the program may make code from strings or load further files, for which the launching process has a
compiler.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from runtime.build import build, build_dir, terminal_progress

from .backend import Jit, link_shared
from .driver import CompileOptions, compile_program, trim_object_cache
from .frontend.graph import SourceFile
from .in_process import InProcessCompiler
from .library import build_library
from .progress import reporter
from .run_cache import PROGRAM, describe_sources, entry_directory

FIRST_LEVEL = 1
BACKGROUND_PRIORITY = 10  # added to the niceness of the process that fills the cache


def run_program(entry: SourceFile, arguments: list[str], options: CompileOptions, *, heap_limit: int = 0,
                stack_size: int = 0, host: str | None = None, keep: bool = True) -> int:
    """Runs the program; its exit status. Limits are in bytes, 0: default. Raises CompileError, BuildError.

    host: the library module that starts it, in the place of Node's bootstrap. keep: fill the run cache.
    """
    _require_runtime()
    before = describe_sources([entry.path]) if os.path.isfile(entry.path) else None
    with reporter() as report:
        program = compile_program(entry, options, lenient=True, report=report)
    plain = options == CompileOptions(opt_level=FIRST_LEVEL) and not heap_limit and not stack_size \
        and not host and keep
    if plain and before is not None and not os.environ.get("LODE_NO_CACHE"):
        _keep_for_next_time(entry, program.sources)
    with Jit(program.objects) as jit:
        return jit.run([sys.argv[0], *arguments], heap_limit=heap_limit, stack_size=stack_size, host=host,
                       compiler=InProcessCompiler(options).callback)


def _require_runtime() -> None:
    """Builds the runtime if it is not there yet (a fresh installation)."""
    if not (build_dir() / "liblode.so").exists():
        build(progress=terminal_progress("building the runtime"))
        build_library(progress=terminal_progress("compiling the library"))


def _keep_for_next_time(entry: SourceFile, sources: list[str]) -> None:
    """Fills the run cache from a process that outlives this one."""
    manifest = describe_sources(sources)
    if manifest is None:
        return
    child = os.fork()
    if child != 0:
        os.waitpid(child, 0)
        return
    try:
        if os.fork() == 0:
            os.setsid()
            os.nice(BACKGROUND_PRIORITY)
            null = os.open(os.devnull, os.O_RDWR)
            for descriptor in (0, 1, 2):
                os.dup2(null, descriptor)
            _link_into_cache(entry, manifest)
            trim_object_cache()
    finally:
        os._exit(0)


def _link_into_cache(entry: SourceFile, manifest: str) -> None:
    """The manifest is written last: without it the entry doesn't count."""
    directory = Path(entry_directory(entry.path, ()))
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "manifest").unlink(missing_ok=True)
    program = compile_program(entry, CompileOptions(), lenient=True)
    link_shared(program.objects, directory / PROGRAM)
    with tempfile.NamedTemporaryFile("w", dir=directory, delete=False, encoding="utf-8",
                                     errors="surrogateescape") as file:
        file.write(manifest)
    os.replace(file.name, directory / "manifest")
