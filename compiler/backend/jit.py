"""Running compiled objects in this process: LLVM's ORC LLJIT, with the runtime from liblode.so."""

from __future__ import annotations

import ctypes
import itertools
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm

from .codegen import CodegenOptions, target_machine
from .emit_base import BackendError

_serial = itertools.count()


def runtime_library(path: Path | None = None) -> ctypes.CDLL:
    """liblode.so with its symbols visible to code compiled later."""
    if path is None:
        from runtime import build

        path = build.build_dir() / "liblode.so"
    if not path.exists():
        raise BackendError(f"{path} is missing: build the runtime (python -m runtime.build)")
    llvm.load_library_permanently(str(path))
    return ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)


class IsolateOptions(ctypes.Structure):
    """JsIsolateOptions of isolate.h."""

    _fields_ = [("heap_limit", ctypes.c_size_t), ("stack_size", ctypes.c_size_t), ("stack_base", ctypes.c_void_p),
                ("argc", ctypes.c_int), ("argv", ctypes.POINTER(ctypes.c_char_p)),
                ("compile", ctypes.c_void_p), ("host", ctypes.c_char_p)]


class Jit:
    """Objects loaded into the process. Addresses are valid while it is open."""

    def __init__(self, objects: Sequence[bytes], *, library: Path | None = None,
                 symbols: Sequence[str] = ("lode_program",), options: CodegenOptions | None = None) -> None:
        self.runtime = runtime_library(library)
        self._jit = llvm.create_lljit_compiler(target_machine(options or CodegenOptions(), jit=True), use_jit_link=True)
        builder = llvm.JITLibraryBuilder()
        for image in objects:
            builder.add_object_img(image)
        builder.add_current_process()
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


# What JavaScript may use of the main thread's stack (8 MiB by default); above it a thread is made.
_MAIN_STACK = 4 << 20


def run_main(runtime: ctypes.CDLL, program: int, argv: Sequence[str], *, heap_limit: int = 0,
             stack_size: int = 0, host: str | None = None, compiler: Any = None) -> int:
    """Calls the runtime's lode_main on a stack that is big enough."""
    main = runtime.lode_main
    main.restype = ctypes.c_int
    main.argtypes = [ctypes.c_int, ctypes.POINTER(ctypes.c_char_p), ctypes.c_void_p, ctypes.POINTER(IsolateOptions)]
    arguments = (ctypes.c_char_p * (len(argv) + 1))(*[a.encode("utf-8", "surrogateescape") for a in argv], None)
    options = IsolateOptions(heap_limit=heap_limit, stack_size=stack_size, argc=len(argv), argv=arguments,
                             compile=ctypes.cast(compiler, ctypes.c_void_p) if compiler is not None else None,
                             host=host.encode() if host is not None else None)

    def call() -> int:
        return int(main(len(argv), arguments, program, ctypes.byref(options)))

    if stack_size <= _MAIN_STACK:
        return call()
    results: list[int] = []
    previous = threading.stack_size((stack_size + (4 << 20) + 0xFFFF) & ~0xFFFF)
    try:
        thread = threading.Thread(target=lambda: results.append(call()))
        thread.start()
    finally:
        threading.stack_size(previous)
    thread.join()
    return results[0]
