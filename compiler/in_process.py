"""The compiler as a running program calls it: source text in, loaded code out."""

from __future__ import annotations

import ctypes
import itertools
import json
import threading
from typing import Any

from .backend import Jit, compile_module, desc_symbol
from .diagnostics import CompileError, InputError, LodeSyntaxError
from .driver import CompileOptions, Timings, compile_graph
from .frontend import lower_script, lower_unit
from .frontend.graph import load_more
from .frontend.resolve import ResolutionError
from .hosting import COMPILE_FUNCTION
from .ir.function import Module, Unit
from .ir.pipeline import run_pipeline

LEVEL = 1  # what is made at run time has to be made fast


class Compilation(ctypes.Structure):
    """JsCompilation of runtime/module.h."""

    _fields_ = [("source", ctypes.c_void_p), ("length", ctypes.c_size_t), ("goal", ctypes.c_char_p),
                ("scope", ctypes.c_char_p), ("split", ctypes.c_uint32), ("module", ctypes.c_void_p),
                ("modules", ctypes.c_void_p),
                ("syntax_error", ctypes.c_bool), ("message", ctypes.c_char * 512)]


class InProcessCompiler:
    """Compiles what the program evaluates. ``callback`` is the runtime's JsCompileFn; both must outlive the program."""

    def __init__(self, options: CompileOptions | None = None, beside: Jit | None = None, *,
                 only_modules: bool = False) -> None:
        """beside: as of Jit; only_modules: as of load_graph."""
        level = min(options.opt_level, LEVEL) if options is not None else LEVEL
        # One process: the program may run in one that must not fork.
        self.options = CompileOptions(opt_level=level, march=options.march if options else None, jobs=1)
        self.only_modules = only_modules
        self.beside = beside
        self.loaded: list[Jit] = []
        self.serial = itertools.count()
        self.lock = threading.Lock()  # isolates on several threads may ask
        self.callback = COMPILE_FUNCTION(self.compile)

    def compile(self, request: int) -> None:
        """Answers the JsCompilation at an address."""
        with self.lock:
            self._answer(Compilation.from_address(request))

    def _answer(self, wanted: Compilation) -> None:
        source = ctypes.string_at(wanted.source, wanted.length).decode("utf-8", "surrogatepass")
        try:
            if wanted.goal == b"files":
                wanted.modules = self._load_files(json.loads(source))
            else:
                wanted.module = self._load_module(self._lower(wanted, source))
        except CompileError as error:
            wanted.syntax_error = isinstance(error, LodeSyntaxError)
            wanted.message = error.message.encode("utf-8", "replace")[:511]
        except (InputError, ResolutionError) as error:
            wanted.message = str(error).encode("utf-8", "replace")[:511]
        except RecursionError:
            wanted.message = b"the source is nested too deeply to be compiled"
        except Exception as error:  # nothing may leave a callback
            wanted.message = f"the compiler failed: {error!r}".encode("utf-8", "replace")[:511]

    def _lower(self, wanted: Compilation, source: str) -> Module:
        """goal: "script", which returns its completion value, or the key of a unit."""
        goal, name = wanted.goal.decode(), f"dynamic{next(self.serial)}"
        if goal == "script":
            return lower_script("evalmachine.<anonymous>", source, name=name, completion=True)
        scope = wanted.scope.decode("utf-8", "surrogatepass") if wanted.scope else None
        return lower_unit(Unit(goal, source, wanted.split, scope), name)

    def _load_files(self, wanted: dict[str, Any]) -> int:
        """The address of the table of the modules that a file consists of. ``wanted``: see runtime/module.h."""
        graph = load_more(wanted["load"], wanted["known"], wanted["names"], only_modules=self.only_modules)
        return self._load(compile_graph(graph, self.options, Timings()), "lode_program")

    def _load_module(self, module: Module) -> int:
        """The address of the loaded module's JsModuleDesc."""
        run_pipeline(module, self.options.opt_level)
        return self._load(compile_module(module, self.options.codegen()), desc_symbol(module))

    def _load(self, objects: list[bytes], symbol: str) -> int:
        jit = Jit(objects, symbols=[symbol], beside=self.beside)
        self.beside = self.beside or jit
        self.loaded.append(jit)
        return jit.address(symbol)
