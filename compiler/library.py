"""Compiles the runtime's JavaScript library (``runtime/lib``): ``python -m compiler.library``.

Each file is a native module found by ``js_library_find`` under its path without the extension, such as
``node/events``. Its objects go to the build directory, and ``runtime.build`` puts them into liblode.so and
liblode.a, from which executables link the modules that they can reach.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from runtime import build as runtime_build

from .backend import desc_symbol, emit_places, emit_program_table
from .backend.places import LIBRARY_END
from .diagnostics import CompileError
from .driver import CompileOptions, Timings, compile_cached
from .frontend import lower_module
from .run_cache import compiler_stamp

LIBRARY = runtime_build.RUNTIME / "lib"
# The library is part of every executable and rarely what a program waits for: fast paths only in its loops.
LEVEL = 1


def library_files() -> list[tuple[str, Path]]:
    """(name, path) of every library module, in order of name."""
    return [(str(p.relative_to(LIBRARY).with_suffix("")), p) for p in sorted(LIBRARY.rglob("*.js"))]


def build_library(variant: str = "release", *, opt_level: int = LEVEL,
                  progress: runtime_build.Progress | None = None) -> None:
    """Compiles what changed and links it with the runtime. Raises CompileError, BuildError."""
    out = runtime_build.build_dir(variant) / "library"
    out.mkdir(parents=True, exist_ok=True)
    options = CompileOptions(opt_level=opt_level)
    files = library_files()
    wanted: set[Path] = set()
    symbols = []
    for number, (name, path) in enumerate(files, 1):
        if progress:
            progress(number, len(files), name)
        module_symbol = "lib_" + "".join(c if c.isalnum() else "_" for c in name)
        source = path.read_text(encoding="utf-8")
        stamp = hashlib.sha256(f"{compiler_stamp()}\0{opt_level}\0{source}".encode()).hexdigest()
        stamp_file = out / f"{module_symbol}.stamp"
        symbols.append(f"{module_symbol}")
        existing = sorted(out.glob(f"{module_symbol}.*.o"))
        if not existing or not stamp_file.exists() or stamp_file.read_text() != stamp:
            module = lower_module(name, source, name=module_symbol, native=True)
            for stale in existing:
                stale.unlink()
            existing = []
            for index, data in enumerate(compile_cached(module, options, Timings())):
                target = out / f"{module_symbol}.{index}.o"
                runtime_build.replace_file(target, data)
                existing.append(target)
            stamp_file.write_text(stamp)
        wanted.update(existing)
        wanted.add(stamp_file)
    table = out / "table.o"
    names = [desc_symbol_of(s) for s in symbols]
    data = emit_program_table(names, options.codegen(), symbol="lode_library")
    if not table.exists() or table.read_bytes() != data:
        runtime_build.replace_file(table, data)
    images = [p.read_bytes() for p in sorted(wanted) if p.suffix == ".o"]
    data, end = emit_places(images, runtime_build.library_end(variant, empty=True), LIBRARY_END)
    places = out / "places.o"
    if not places.exists() or places.read_bytes() != data:
        runtime_build.replace_file(places, data)
    (out / "end").write_text(str(end))
    wanted |= {table, places}
    for stale in out.iterdir():
        if stale not in wanted and stale.suffix in (".o", ".stamp"):
            stale.unlink()
    (out / "abi").write_text(runtime_build.abi_digest())
    runtime_build.build(variant)


def desc_symbol_of(name: str) -> str:
    """The descriptor symbol of the module with this name."""
    from .ir.function import Module

    return desc_symbol(Module(path=name, source="", name=name))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m compiler.library")
    parser.add_argument("--variant", default=os.environ.get("LODE_VARIANT", "release"),
                        choices=sorted(runtime_build.VARIANTS))
    parser.add_argument("-O", dest="opt_level", type=int, default=LEVEL)
    options = parser.parse_args()
    try:
        build_library(options.variant, opt_level=options.opt_level,
                      progress=runtime_build.terminal_progress("library"))
    except (CompileError, runtime_build.BuildError, subprocess.SubprocessError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
