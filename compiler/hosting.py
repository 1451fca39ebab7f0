"""Runs programs in this process: calls the runtime's lode_main. Imports nothing of the compiler before it is needed."""

from __future__ import annotations

import _thread
import contextlib
import ctypes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

COMPILE_FUNCTION = ctypes.CFUNCTYPE(None, ctypes.c_void_p)  # takes a JsCompilation of runtime/module.h


def load_library(path: str) -> ctypes.CDLL:
    """A shared library, its symbols visible to those loaded later."""
    return ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)


class IsolateOptions(ctypes.Structure):
    """JsIsolateOptions of isolate.h."""

    _fields_ = [("heap_limit", ctypes.c_size_t), ("stack_size", ctypes.c_size_t), ("stack_base", ctypes.c_void_p),
                ("argc", ctypes.c_int), ("argv", ctypes.POINTER(ctypes.c_char_p)),
                ("compile", ctypes.c_void_p), ("host", ctypes.c_char_p), ("host_data", ctypes.c_void_p),
                ("host_end", ctypes.c_void_p)]


class CellSpace:
    """How much of an isolate the cells of compiled modules take: those of the library, and of what was loaded since."""

    FIRST_PLACE = 16 << 10  # JS_FIRST_PLACE of isolate.h

    def __init__(self) -> None:
        self.end = self.FIRST_PLACE

    def start(self, runtime: ctypes.CDLL) -> int:
        """Where the places of the next program begin."""
        self.add(runtime, "lode_library_end")
        return self.end

    def add(self, library: ctypes.CDLL, end_symbol: str) -> None:
        """Accounts for a linked library, which has a constant that says where its cells end."""
        with contextlib.suppress(ValueError):  # it has none
            self.end = max(self.end, ctypes.c_uint64.in_dll(library, end_symbol).value)


CELL_SPACE = CellSpace()  # of this process


# What JavaScript may use of the main thread's stack (8 MiB by default); above it a thread is made.
_MAIN_STACK = 4 << 20


def _strings(texts: Sequence[str]) -> Any:
    return (ctypes.c_char_p * (len(texts) + 1))(*[t.encode("utf-8", "surrogateescape") for t in texts], None)


def _options(arguments: Any, heap_limit: int, stack_size: int, host: str | None, compiler: Any) -> IsolateOptions:
    return IsolateOptions(heap_limit=heap_limit, stack_size=stack_size, argc=len(arguments) - 1, argv=arguments,
                          compile=ctypes.cast(compiler, ctypes.c_void_p) if compiler is not None else None,
                          host=host.encode() if host is not None else None)


class Isolate:
    """An isolate that runs one program, after a fork or before. ``compiler``: a COMPILE_FUNCTION."""

    def __init__(self, runtime: ctypes.CDLL, argv: Sequence[str], *, heap_limit: int = 0, compiler: Any = None) -> None:
        self.run_program = runtime.lode_run
        self.run_program.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p]
        self.kept = (_strings(argv), compiler)  # as long as the isolate
        runtime.lode_isolate.restype = ctypes.c_void_p
        self.address = runtime.lode_isolate(ctypes.byref(_options(self.kept[0], heap_limit, 0, None, compiler)))
        if not self.address:
            raise MemoryError("no memory for an isolate")

    def run(self, program: int, host: str) -> int:
        """The exit status of the program whose table of modules is at an address."""
        return int(self.run_program(self.address, program, host.encode()))


def run_main(runtime: ctypes.CDLL, program: int, argv: Sequence[str], *, heap_limit: int = 0,
             stack_size: int = 0, host: str | None = None, compiler: Any = None) -> int:
    """Calls the runtime's lode_main on a stack that is big enough."""
    main = runtime.lode_main
    main.restype = ctypes.c_int
    main.argtypes = [ctypes.c_int, ctypes.POINTER(ctypes.c_char_p), ctypes.c_void_p, ctypes.POINTER(IsolateOptions)]
    arguments = _strings(argv)
    options = _options(arguments, heap_limit, stack_size, host, compiler)

    def call() -> int:
        return int(main(len(argv), arguments, program, ctypes.byref(options)))

    if stack_size <= _MAIN_STACK:
        return call()
    import threading

    results: list[int] = []
    previous = threading.stack_size((stack_size + (4 << 20) + 0xFFFF) & ~0xFFFF)
    try:
        thread = threading.Thread(target=lambda: results.append(call()))
        thread.start()
    finally:
        threading.stack_size(previous)
    thread.join()
    return results[0]


def run_shared(library: str, program: str, argv: Sequence[str]) -> int:
    """Runs a program that was linked as a shared library; the compiler is imported when the program calls it."""
    runtime = load_library(library)
    loaded = ctypes.CDLL(program)
    CELL_SPACE.add(loaded, "lode_program_end")
    table = ctypes.addressof(ctypes.c_char.in_dll(loaded, "lode_program"))
    compilers: list[Callable[[int], None]] = []
    lock = _thread.allocate_lock()  # isolates on several threads may ask

    def compile_request(request: int) -> None:
        with lock:
            if not compilers:
                from .in_process import InProcessCompiler

                compilers.append(InProcessCompiler().compile)
        compilers[0](request)

    return run_main(runtime, table, argv, compiler=COMPILE_FUNCTION(compile_request))
