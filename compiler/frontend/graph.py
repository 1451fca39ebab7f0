"""The module graph of a program: its entry and all that constant ``require`` calls reach."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field

from ..diagnostics import CompileError, InputError, LodeSyntaxError
from ..ir.function import Module
from . import lower_module, lower_script
from .resolve import ResolutionError, Resolver, is_builtin


@dataclass
class SourceFile:
    """A file of the program. ``source`` is JavaScript text; JSON files are given as JavaScript.

    goal: "commonjs", or "script" for global code, of which ``prints`` asks that its completion value be printed.
    """

    path: str  # real path; what the program sees as __filename unless relocated
    source: str
    is_json: bool = False
    goal: str = "commonjs"
    prints: bool = False


@dataclass
class Graph:
    """files[0] is the entry; ``resolutions`` maps (referrer, specifier) to a path in files."""

    files: list[SourceFile] = field(default_factory=list)
    modules: list[Module] = field(default_factory=list)
    resolutions: dict[tuple[str, str], str] = field(default_factory=dict)


def read_source(path: str) -> str:
    """A file's text, as Node reads it: UTF-8 with replacement, without a byte order mark. Raises InputError."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise InputError(f"cannot read '{path}': {error.strerror}") from error
    return data.decode("utf-8", errors="replace").removeprefix("\ufeff")


def json_as_javascript(path: str, text: str) -> str:
    """A JSON file as a module. Malformed JSON throws when it is required, as in Node."""
    try:
        json.loads(text)
    except ValueError as error:
        return f"throw new SyntaxError({json.dumps(f'{path}: {error}')});"
    return f"module.exports = JSON.parse({json.dumps(text)});"


Progress = Callable[[str], None]


def load_graph(entry: SourceFile, *, lenient: bool = False, progress: Progress | None = None) -> Graph:
    """Parses and lowers the entry and what it requires.

    lenient: a syntax error in a file that is not the entry is thrown when that file is required, as Node
    does, instead of failing the compilation. Raises CompileError.
    """
    graph = Graph()
    resolver = Resolver()
    queue = [entry]
    seen = {entry.path}
    while queue:
        file = queue.pop(0)
        if progress:
            progress(file.path)
        module = _lower(file, len(graph.modules), lenient and file is not entry)
        graph.files.append(file)
        graph.modules.append(module)
        for specifier in [] if file.is_json else module.requires:
            target = _try_resolve(resolver, specifier, file.path)
            if target is None:
                continue
            graph.resolutions[file.path, specifier] = target
            if target not in seen:
                seen.add(target)
                queue.append(_open(target))
    return graph


def _open(path: str) -> SourceFile:
    text = read_source(path)
    if path.endswith(".json"):
        return SourceFile(path, json_as_javascript(path, text), is_json=True)
    return SourceFile(path, text)


def _try_resolve(resolver: Resolver, specifier: str, referrer: str) -> str | None:
    """None where the program is to find out when it asks: built-in or missing modules, native add-ons."""
    if is_builtin(specifier):
        return None
    try:
        target = resolver.resolve(specifier, referrer)
    except ResolutionError:
        return None
    return None if target.endswith((".node", ".mjs")) else target


def _lower(file: SourceFile, number: int, lenient: bool) -> Module:
    name = f"m{number}"
    try:
        if file.goal == "script":
            return lower_script(file.path, file.source, name=name, completion=file.prints)
        return lower_module(file.path, file.source, name=name)
    except LodeSyntaxError as error:
        if not lenient:
            raise
        stub = f"throw new SyntaxError({json.dumps(error.message)});"
        return lower_module(file.path, stub, name=name)
    except RecursionError as error:
        raise CompileError(file.path, file.source, 0, "the source is nested too deeply to be compiled") from error


def relocate(path: str, root: str) -> str:
    """The path of a module relative to the entry's directory: what executables carry."""
    return os.path.relpath(path, root)
