"""The module graph of a program: its entry and all that imports and constant ``require`` and ``import()`` reach."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ..diagnostics import CompileError, InputError, LodeSyntaxError
from ..ir.function import Module
from . import lower_constant_unit, lower_module, lower_script
from .cjs_exports import CjsExports, find_cjs_exports
from .parse import esm_hint, parse_module, with_deep_stack
from .resolve import ResolutionError, Resolver, is_builtin
from .resolve_esm import EsmResolver, is_data_url, read_data_url, url_suffix

AUTO, COMMONJS, ESM, SCRIPT = "auto", "commonjs", "module", "script"


_IMPORTABLE = frozenset({"", ".js", ".cjs", ".mjs", ".json"})


@dataclass
class SourceFile:
    """A file of the program. ``source`` is JavaScript text; JSON files are given as JavaScript.

    goal: commonjs, module, script (global code, of which ``prints`` asks that its completion value be printed), or
    auto, if the source is to decide (then it is settled when it is lowered).
    """

    path: str  # real path; what the program sees as __filename unless relocated
    source: str
    is_json: bool = False
    goal: str = COMMONJS
    prints: bool = False


@dataclass
class Graph:
    """files[0] is the entry; ``resolutions`` (of ``require``) and ``imports`` map (referrer, specifier) to a path in
    files, or of one that the program has already; ``exports`` has the names that CommonJS modules export to ES modules,
    by path."""

    files: list[SourceFile] = field(default_factory=list)
    modules: list[Module] = field(default_factory=list)
    resolutions: dict[tuple[str, str], str] = field(default_factory=dict)
    imports: dict[tuple[str, str], str] = field(default_factory=dict)
    exports: dict[str, list[str]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)  # ES modules with a syntax error, which loading them throws
    known: set[str] = field(default_factory=set)  # files that the program has already
    urls: dict[str, dict[str, None]] = field(default_factory=dict)  # queries and fragments that a path is imported with


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


def open_source(path: str, resolver: Resolver | None = None) -> SourceFile:
    """A file of the program, or a data: URL. Raises InputError."""
    if is_data_url(path):
        return _data_source(path)
    text = read_source(path)
    if path.endswith(".json"):
        return SourceFile(path, json_as_javascript(path, text), is_json=True)
    return SourceFile(path, text, goal=file_goal(path, resolver or Resolver()))


def _data_source(url: str) -> SourceFile:
    kind, text = read_data_url(url)
    if kind == "application/json":
        return SourceFile(url, json_as_javascript(url, text), is_json=True)
    return SourceFile(url, text, goal=ESM)


def file_goal(path: str, resolver: Resolver) -> str:
    """ESM_FILE_FORMAT (https://nodejs.org/docs/latest-v20.x/api/esm.html#resolution-algorithm-specification)."""
    if path.endswith(".mjs"):
        return ESM
    if not path.endswith(".js"):
        return COMMONJS
    try:
        scope = resolver.package_scope(os.path.dirname(path))
    except ResolutionError:
        return AUTO
    kind = scope[1].get("type") if scope else None
    return kind if kind in (COMMONJS, ESM) else AUTO


Progress = Callable[[str], None]


def load_graph(entry: SourceFile, *, lenient: bool = False, only_modules: bool = False,
               progress: Progress | None = None) -> Graph:
    """Parses and lowers the entry and what it reaches.

    only_modules: whatever is imported is an ES module, as for a host without packages.

    lenient: a syntax error in a file that is not the entry is thrown when that file is loaded, as Node
    does, instead of failing the compilation. Raises CompileError.
    """
    return _load(Graph(), [entry], entry if lenient else None, lenient, only_modules, progress)


def load_more(path: str | None, known: Iterable[str], names_of: Iterable[str] = (), *,
              only_modules: bool = False) -> Graph:
    """The same of a file that a running program loads: it and what it reaches, without the files that are known.

    names_of: known CommonJS modules whose exports are asked for. Raises InputError; a syntax error is thrown when the
    file is loaded.
    """
    resolver = Resolver()
    entries = [_as_module(open_source(path, resolver), only_modules)] if path is not None else []
    graph = Graph(known=set(known) - {path})
    _load(graph, entries, None, True, only_modules, None)
    _find_exports(graph, [open_source(name, resolver) for name in names_of])
    return graph


def _as_module(file: SourceFile, only_modules: bool) -> SourceFile:
    if only_modules and not file.is_json:
        file.goal = ESM
    return file


def _load(graph: Graph, queue: list[SourceFile], strict: SourceFile | None, lenient: bool, only_modules: bool,
          progress: Progress | None) -> Graph:
    """``strict``: the file whose syntax errors are raised though ``lenient``."""
    resolver, esm_resolver = Resolver(), EsmResolver()
    seen = {file.path for file in queue} | graph.known
    graph.urls.update({file.path: {"": None} for file in queue})
    while queue:
        file = queue.pop(0)
        if progress:
            progress(file.path)
        module = _lower(file, len(graph.modules), lenient and file is not strict)
        graph.files.append(file)
        graph.modules.append(module)
        if file.goal == ESM and module.esm is None:
            graph.broken.append(file.path)
        if file.is_json:
            continue
        _note_imports_of_units(module)
        for specifiers, finder, table in ((module.requires, resolver, graph.resolutions),
                                          (module.imports, esm_resolver, graph.imports)):
            for specifier in specifiers:
                target = _try_resolve(finder, specifier, file.path)
                if target is None:
                    continue
                table[file.path, specifier] = target
                suffix = url_suffix(specifier) if table is graph.imports else ""
                graph.urls.setdefault(target, {})[suffix] = None
                if target not in seen:
                    seen.add(target)
                    queue.append(_as_module(open_source(target, resolver), only_modules))
    _find_exports(graph)
    return graph


def _note_imports_of_units(module: Module) -> None:
    """What the code that a module makes of constant strings imports, the module imports."""
    for unit in module.units:
        if "import" in unit.source:
            code = lower_constant_unit(unit, "u")
            module.imports = list(dict.fromkeys((*module.imports, *code.imports)))
            module.computed_imports |= code.computed_imports


def _try_resolve(resolver: Resolver, specifier: str, referrer: str) -> str | None:
    """None where the program is to find out when it asks: built-in or missing modules, native add-ons."""
    if is_builtin(specifier):
        return None
    try:
        target = resolver.resolve(specifier, referrer)
    except ResolutionError:
        return None
    if is_data_url(target):
        return target
    if isinstance(resolver, EsmResolver) and os.path.splitext(target)[1] not in _IMPORTABLE:
        return None
    return None if target.endswith((".node", ".wasm")) else target


def _lower(file: SourceFile, number: int, lenient: bool) -> Module:
    name = f"m{number}"
    try:
        if file.goal == SCRIPT:
            return lower_script(file.path, file.source, name=name, completion=file.prints)
        return _lower_as_goal(file, name)
    except LodeSyntaxError as error:
        if not lenient:
            raise
        # Not an ES module whatever its format: the loader runs it to have the error.
        stub = f"throw new SyntaxError({json.dumps(error.message)});"
        return lower_module(file.path, stub, name=name)
    except RecursionError as error:
        raise CompileError(file.path, file.source, 0, "the source is nested too deeply to be compiled") from error


def _lower_as_goal(file: SourceFile, name: str) -> Module:
    """Settles the goal where the source decides."""
    if file.goal != AUTO:
        return lower_module(file.path, file.source, name=name, esm=file.goal == ESM)
    try:
        module = lower_module(file.path, file.source, name=name)
    except LodeSyntaxError as error:
        hint = esm_hint(error)
        if hint == "no":
            raise
        try:
            module = lower_module(file.path, file.source, name=name, esm=True)
        except LodeSyntaxError:
            if hint == "yes":
                raise
            raise error from None
    file.goal = COMMONJS if module.esm is None else ESM
    return module


def _find_exports(graph: Graph, others: Sequence[SourceFile] = ()) -> None:
    """The names of the CommonJS modules that may be imported, with those of modules that they export all names of.
    ``others``: files that aren't part of the graph."""
    files = {f.path: f for f in (*graph.files, *others) if f.goal in (COMMONJS, AUTO) and not f.is_json}
    imported = set(files) if others or any(m.computed_imports for m in graph.modules) else set(graph.imports.values())
    found: dict[str, CjsExports] = {}
    for path in [p for p in files if p in imported]:
        names: dict[str, None] = {}
        work, seen = [path], {path}
        while work:
            current = work.pop()
            if current not in found:
                found[current] = _exports_of(files[current])
            names.update(dict.fromkeys(found[current].names))
            for specifier in found[current].reexports:
                target = graph.resolutions.get((current, specifier))
                if target in files and target not in seen:
                    seen.add(target)
                    work.append(target)
        graph.exports[path] = list(names)


def _exports_of(file: SourceFile) -> CjsExports:
    if "exports" not in file.source and "__export" not in file.source:
        return CjsExports()
    try:
        return with_deep_stack(lambda: find_cjs_exports(parse_module(file.path, file.source), file.source))
    except CompileError:
        return CjsExports()


def relocate(path: str, root: str) -> str:
    """The path of a module relative to the entry's directory: what executables carry. URLs stay."""
    return path if is_data_url(path) else os.path.relpath(path, root)
