"""The compiler as a running program calls it: source text in, loaded code out."""

from __future__ import annotations

import ctypes
import itertools

from .backend import Jit, compile_module, desc_symbol
from .diagnostics import CompileError, LodeSyntaxError
from .driver import CompileOptions
from .frontend import lower_script, lower_unit
from .hosting import COMPILE_FUNCTION
from .ir.function import Module, Unit
from .ir.pipeline import run_pipeline

LEVEL = 1  # what is made at run time has to be made fast


class Compilation(ctypes.Structure):
    """JsCompilation of runtime/module.h."""

    _fields_ = [("source", ctypes.c_void_p), ("length", ctypes.c_size_t), ("goal", ctypes.c_char_p),
                ("scope", ctypes.c_char_p), ("split", ctypes.c_uint32), ("module", ctypes.c_void_p),
                ("syntax_error", ctypes.c_bool), ("message", ctypes.c_char * 512)]


class InProcessCompiler:
    """Compiles what the program evaluates. ``callback`` is the runtime's JsCompileFn; both must outlive the program."""

    def __init__(self, options: CompileOptions | None = None, beside: Jit | None = None) -> None:
        """beside: as of Jit."""
        level = min(options.opt_level, LEVEL) if options is not None else LEVEL
        self.options = CompileOptions(opt_level=level, march=options.march if options else None)
        self.beside = beside
        self.loaded: list[Jit] = []
        self.serial = itertools.count()
        self.callback = COMPILE_FUNCTION(self.compile)

    def compile(self, request: int) -> None:
        """Answers the JsCompilation at an address."""
        wanted = Compilation.from_address(request)
        source = ctypes.string_at(wanted.source, wanted.length).decode("utf-8", "surrogatepass")
        try:
            wanted.module = self._load(self._lower(wanted, source))
        except CompileError as error:
            wanted.syntax_error = isinstance(error, LodeSyntaxError)
            wanted.message = error.message.encode("utf-8", "replace")[:511]
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

    def _load(self, module: Module) -> int:
        """The address of the loaded module's JsModuleDesc."""
        run_pipeline(module, self.options.opt_level)
        codegen = self.options.codegen()
        codegen.jobs = 1  # the program may run in a process that must not fork
        desc = desc_symbol(module)
        jit = Jit(compile_module(module, codegen), symbols=[desc], beside=self.beside)
        self.beside = self.beside or jit
        self.loaded.append(jit)
        return jit.address(desc)
