"""``lode run``: compiles in process, runs just in time, and leaves a linked program for the next time."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from runtime.build import build

from .backend import Jit, link_executable
from .driver import CompiledProgram, CompileOptions, compile_program, trim_object_cache
from .frontend.graph import SourceFile
from .progress import reporter
from .run_cache import describe_sources, entry_directory


def run_program(entry: SourceFile, arguments: list[str], options: CompileOptions, *,
                heap_megabytes: int | None = None, stack_kilobytes: int | None = None) -> int:
    """Runs the program; its exit status. Raises CompileError, BuildError."""
    _require_runtime()
    is_file = os.path.isfile(entry.path)
    manifest_of_entry = describe_sources([entry.path]) if is_file else None
    with reporter() as report:
        program = compile_program(entry, options, lenient=True, report=report)
    cacheable = manifest_of_entry is not None and options == CompileOptions() and not os.environ.get("LODE_NO_CACHE")
    if cacheable and heap_megabytes is None and stack_kilobytes is None:
        _keep_for_next_time(entry.path, program)
    with Jit(program.objects) as jit:
        return jit.run([sys.argv[0], *arguments], heap_limit=(heap_megabytes or 0) << 20, stack_size=(stack_kilobytes or 0) << 10)


def _require_runtime() -> None:
    """Builds the runtime if it is not there yet (a fresh installation)."""
    from runtime.build import build_dir

    if not (build_dir() / "liblode.so").exists():
        from .library import build_library
        from runtime.build import terminal_progress

        build(progress=terminal_progress("building the runtime"))
        build_library(progress=terminal_progress("compiling the library"))


def _keep_for_next_time(path: str, program: CompiledProgram) -> None:
    """Links the program into the run cache, in a process of its own so that the program starts meanwhile."""
    manifest = describe_sources(program.sources)
    if manifest is None:
        return
    child = os.fork()
    if child != 0:
        os.waitpid(child, 0)
        return
    try:
        if os.fork() == 0:
            os.setsid()
            null = os.open(os.devnull, os.O_RDWR)
            for descriptor in (0, 1, 2):
                os.dup2(null, descriptor)
            _link_into_cache(Path(entry_directory(path, ())), manifest, program.objects)
            trim_object_cache()
    finally:
        os._exit(0)


def _link_into_cache(directory: Path, manifest: str, objects: list[bytes]) -> None:
    """The manifest is written last: without it the entry doesn't count."""
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "manifest").unlink(missing_ok=True)
    link_executable(objects, directory / "program")
    with tempfile.NamedTemporaryFile("w", dir=directory, delete=False, encoding="utf-8",
                                     errors="surrogateescape") as file:
        file.write(manifest)
    os.replace(file.name, directory / "manifest")
