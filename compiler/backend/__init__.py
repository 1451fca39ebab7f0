"""The backend: IR modules to native code, by way of LLVM's text.

What the driver uses::

    options = CodegenOptions(opt_level=2)
    objects = compile_module(module, options)           # ELF objects of one module (bytes), deterministic
    table = emit_program_table([desc_symbol(m) for m in modules], options)
    link_executable([*objects, table], out)             # or link_shared(...), or:
    with Jit([*objects, table]) as program:
        code = program.run(argv)

``compile_module`` is independent of every other module of the program: its objects define one symbol that others
need, ``desc_symbol(module)`` (a ``JsModuleDesc`` of runtime/module.h). ``Module.name`` must be unique in a program.
``emit_program_table`` gives the object that defines ``lode_program`` (or another name: ``lode_library`` for the
runtime's own modules), entry module first.

Layout: abi.py (offsets and constants), declarations.py (runtime and fast-path functions), emit*.py (IR to LLVM text),
data.py (a module's static data), debug.py (positions), codegen.py (LLVM), lines.py (line tables), places.py and
absolute.py (where isolates have what modules write to), jit.py, link.py.
"""

from __future__ import annotations

from .codegen import CodegenOptions, compile_module, emit_places, emit_program_table
from .jit import Jit
from .link import LinkError, link_executable, link_shared
from .names import desc_symbol

__all__ = [
    "CodegenOptions",
    "Jit",
    "LinkError",
    "compile_module",
    "desc_symbol",
    "emit_places",
    "emit_program_table",
    "link_executable",
    "link_shared",
]
