"""Running compiled objects in this process: LLVM's ORC LLJIT, with the runtime from liblode.so."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm

from ..hosting import CELL_SPACE, load_library, run_main
from .codegen import CodegenOptions, target_machine
from .emit_base import BackendError
from .places import assign_places

_serial = itertools.count()


def runtime_library(path: Path | None = None) -> ctypes.CDLL:
    """liblode.so with its symbols visible to code compiled later."""
    if path is None:
        from runtime import build

        path = build.build_dir() / "liblode.so"
    if not path.exists():
        raise BackendError(f"{path} is missing: build the runtime (python -m runtime.build)")
    llvm.load_library_permanently(str(path))
    return load_library(str(path))


class Jit:
    """Objects loaded into the process. Addresses are valid while it is open.

    beside: one that stays open longer, whose machinery is used; it knows the runtime's symbols already.
    """

    def __init__(self, objects: Sequence[bytes], *, library: Path | None = None,
                 symbols: Sequence[str] = ("lode_program",), options: CodegenOptions | None = None,
                 beside: Jit | None = None) -> None:
        self._owner = beside is None
        self.runtime: ctypes.CDLL = beside.runtime if beside is not None else runtime_library(library)
        if beside is not None:
            self._jit: Any = beside._jit
        else:
            machine = target_machine(options or CodegenOptions(), jit=True)
            self._jit = llvm.create_lljit_compiler(machine, use_jit_link=True)
        builder = llvm.JITLibraryBuilder()
        for image in objects:
            builder.add_object_img(image)
        builder.add_current_process()
        places, CELL_SPACE.end = assign_places(objects, CELL_SPACE.start(self.runtime))
        for symbol, place in places.items():
            builder.import_symbol(symbol, place)
        for symbol in symbols:
            builder.export_symbol(symbol)
        try:
            self._tracker = builder.link(self._jit, f"lode{next(_serial)}")
        except RuntimeError as error:
            raise BackendError(f"loading the program: {error}") from error

    def __enter__(self) -> Jit:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Unloads the code."""
        if self._tracker is not None:
            self._tracker.close()
            self._tracker = None
            if self._owner:
                self._jit.close()

    def address(self, symbol: str) -> int:
        assert self._tracker is not None
        return int(self._tracker[symbol])

    def run(self, argv: Sequence[str], *, heap_limit: int = 0, stack_size: int = 0, host: str | None = None,
            compiler: Any = None) -> int:
        """Runs the program to the end of its event loop; returns the exit code. argv[0] is the program's name.

        host: the library module that starts the program; compiler: the JsCompileFn that the program may call.
        """
        return run_main(self.runtime, self.address("lode_program"), argv, heap_limit=heap_limit, stack_size=stack_size,
                        host=host, compiler=compiler)
