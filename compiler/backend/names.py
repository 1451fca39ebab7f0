"""Machine symbols of modules and functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compiler.ir.function import Function, Module

_UNSAFE = re.compile(r"[^A-Za-z0-9_.]")


def mangle(text: str) -> str:
    """text in the characters that assemblers and linkers take; distinct texts stay distinct."""
    return _UNSAFE.sub(lambda m: f"$u{ord(m.group()):x}$", text)


def desc_symbol(module: Module | str) -> str:
    """The symbol of a module's JsModuleDesc; of a module or its name."""
    name = module if isinstance(module, str) else module.name
    return f"lode_module.{mangle(name)}"


def code_symbol(function: Function) -> str:
    """The symbol of a function's body: its direct entry, or its only entry."""
    return f"js.{mangle(function.module.name)}.{mangle(function.symbol)}"


def uniform_symbol(function: Function) -> str:
    """The symbol of the uniform entry of a function that has a direct one too."""
    return code_symbol(function) + "$call"


def data_symbol(module: Module, what: str) -> str:
    """A table of the module's data: ics, cells, infos, literals, templates, ranges."""
    return f"lode_data.{mangle(module.name)}.{what}"
