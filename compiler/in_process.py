"""The compiler as a running program calls it: source text in, loaded code out."""

from __future__ import annotations

import ctypes
import itertools
from typing import Any

from .backend import Jit, compile_module, desc_symbol, emit_program_table
from .diagnostics import CompileError, LodeSyntaxError
from .driver import CompileOptions
from .frontend import lower_script
from .ir.function import Module
from .ir.pipeline import run_pipeline


class Compilation(ctypes.Structure):
    """JsCompilation of runtime/module.h."""

    _fields_ = [("source", ctypes.c_void_p), ("length", ctypes.c_size_t), ("goal", ctypes.c_char_p),
                ("module", ctypes.c_void_p), ("syntax_error", ctypes.c_bool), ("message", ctypes.c_char * 512)]


COMPILE_FUNCTION = ctypes.CFUNCTYPE(None, ctypes.POINTER(Compilation))


class InProcessCompiler:
    """Compiles what the program evaluates. ``callback`` is the runtime's JsCompileFn; both must outlive the program."""

    def __init__(self, options: CompileOptions) -> None:
        self.options = CompileOptions(opt_level=min(options.opt_level, 1), march=options.march)
        self.loaded: list[Jit] = []
        self.serial = itertools.count()
        self.callback = COMPILE_FUNCTION(self._compile)

    def _compile(self, request: Any) -> None:
        wanted = request.contents
        source = ctypes.string_at(wanted.source, wanted.length).decode("utf-8", "surrogatepass")
        try:
            wanted.module = self._load(self._lower(wanted.goal.decode(), source))
        except CompileError as error:
            wanted.syntax_error = isinstance(error, LodeSyntaxError)
            wanted.message = error.message.encode("utf-8", "replace")[:511]
        except RecursionError:
            wanted.message = b"the source is nested too deeply to be compiled"

    def _lower(self, goal: str, source: str) -> Module:
        """goal: "script", which returns its completion value."""
        assert goal == "script", goal
        return lower_script("evalmachine.<anonymous>", source, name=f"dynamic{next(self.serial)}", completion=True)

    def _load(self, module: Module) -> int:
        """The address of the loaded module's JsModuleDesc."""
        run_pipeline(module, self.options.opt_level)
        codegen = self.options.codegen()
        codegen.jobs = 1  # the program may run in a process that must not fork
        objects = [*compile_module(module, codegen), emit_program_table([desc_symbol(module)], codegen)]
        jit = Jit(objects)
        self.loaded.append(jit)
        return int(ctypes.c_void_p.from_address(jit.address("lode_program")).value or 0)
