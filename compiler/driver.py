"""Drives a compilation: graph → IR → passes → objects → program.

Objects are cached by content (source, path, flags, compiler version), so that an unchanged file costs a look-up.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runtime.build import replace_file

from .backend import CodegenOptions, compile_module, desc_symbol, emit_program_table
from .frontend import lower_constant_unit, lower_module, parse_esm, parse_module
from .frontend.ast_text import ast_text
from .frontend.graph import ESM, Graph, SourceFile, load_graph, relocate
from .ir.function import Module, Unit
from .ir.pipeline import run_pipeline
from .ir.printer import module_text
from .run_cache import cache_root, compiler_stamp

RESOLUTIONS_PATH = "lode:resolutions"
_DIGEST = 32  # bytes of the SHA-256 that a cache file begins with
OBJECT_CACHE_LIMIT = 1 << 30  # bytes; the oldest entries go first


@dataclass(slots=True)
class CompileOptions:
    """What the user asked for. ``dump`` holds stage names: ast, ir, llvm, asm; ``dump_after`` names of passes."""

    opt_level: int = 2
    debug: bool = False
    march: str | None = None
    dump: frozenset[str] = frozenset()
    dump_after: frozenset[str] = frozenset()
    disabled_passes: frozenset[str] = frozenset()
    time_passes: bool = False
    use_cache: bool = True
    jobs: int = 0  # processes; 0: as many as cores

    def codegen(self) -> CodegenOptions:
        options = CodegenOptions(opt_level=self.opt_level, jobs=self.jobs)
        options.debug = self.debug
        if self.march:
            options.march = self.march
        return options

    def key(self) -> str:
        return json.dumps([self.opt_level, self.debug, self.march, sorted(self.disabled_passes)])

    @property
    def cacheable(self) -> bool:
        return self.use_cache and not (self.dump or self.dump_after or self.time_passes)


@dataclass(slots=True)
class Timings:
    """Seconds by stage and by pass, in order of first use."""

    stages: dict[str, float] = field(default_factory=dict)
    passes: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - start


@dataclass(slots=True)
class CompiledProgram:
    """Objects of a whole program, its table last; ``sources`` are the files that it was made from."""

    objects: list[bytes]
    sources: list[str]
    timings: Timings


Report = Callable[[str], None]


def compile_program(entry: SourceFile, options: CompileOptions, *, relative_to: str | None = None,
                    lenient: bool = False, report: Report | None = None) -> CompiledProgram:
    """Compiles the entry and everything it requires and imports.

    relative_to: a directory; modules then carry paths relative to it (executables). Raises CompileError.
    """
    timings = Timings()
    say = report or (lambda _: None)
    with timings.stage("parse and lower"):
        graph = load_graph(entry, lenient=lenient, progress=lambda path: say(f"reading {path}"))
    if "ast" in options.dump:
        for file in graph.files:
            parse = parse_esm if file.goal == ESM else parse_module
            print(ast_text(parse(file.path, file.source)))
    objects = compile_graph(graph, options, timings, relative_to, say)
    return CompiledProgram(objects, [f.path for f in graph.files], timings)


def compile_graph(graph: Graph, options: CompileOptions, timings: Timings, relative_to: str | None = None,
                  say: Report = lambda _: None) -> list[bytes]:
    """Objects of the files, the code that they make of constant strings, what specifiers mean, and last the table of
    these modules."""
    modules = [*graph.modules, *_further_instances(graph), *constant_units(graph.modules),
               resolutions_module(graph, relative_to)]
    objects: list[bytes] = []
    for number, module in enumerate(modules, 1):
        title = f"compiling {number}/{len(modules)} {module.path}"
        say(title)
        if relative_to is not None and module.path != RESOLUTIONS_PATH and module.unit is None:
            module.path = relocate(module.path, relative_to)
        module.name = module_name(module)
        objects += compile_cached(module, options, timings, _prefixed(title, say))
    objects.append(emit_program_table([desc_symbol(m) for m in modules], options.codegen()))
    return objects


def _further_instances(graph: Graph) -> list[Module]:
    """Copies of the ES modules that are imported under several URLs: imports are bound in a module's own data."""
    copies = []
    for module in graph.modules:
        if module.esm is None:
            continue
        for number in range(1, len(graph.urls.get(module.path, ()))):
            copy = lower_module(module.path, module.source, name="", esm=True)
            copy.instance = number
            copies.append(copy)
    return copies


def module_name(module: Module) -> str:
    """A prefix of machine symbols: the same for the same module, distinct for others."""
    text = f"{module.path}\0{module.goal}\0{_unit_text(module)}{module.source}"
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass"))
    return f"m{digest.hexdigest()[:16]}"


def _unit_text(module: Module) -> str:
    text = f"{module.unit.key}\0{module.unit.split}\0" if module.unit is not None else ""
    return f"{text}{module.instance}\0" if module.instance else text


def constant_units(modules: list[Module]) -> list[Module]:
    """The code that the modules, and these units themselves, make of constant strings. What has an import() belongs to
    one file, and is there for each that makes it."""
    found: list[Module] = []
    known: dict[Unit, list[Module]] = {}
    owners: set[tuple[int, Unit]] = set()
    queue = [(number, unit) for number, module in enumerate(modules) for unit in module.units]
    while queue:
        number, unit = queue.pop(0)
        copies = known.setdefault(unit, [])
        shared = copies and not (copies[0].imports or copies[0].computed_imports)
        if shared or (number, unit) in owners:
            continue
        owners.add((number, unit))
        module = lower_constant_unit(unit, f"u{len(found)}")
        module.instance = len(copies)
        copies.append(module)
        found.append(module)
        queue += [(number, inner) for inner in module.units]
    return found


def resolutions_module(graph: Graph, relative_to: str | None = None) -> Module:
    """What each constant specifier resolves to, as a module that exports ``require`` and ``import``, each {referrer:
    {specifier: path}}, ``broken``, {path of an ES module with a syntax error: true}, and ``names``, {path: names that a
    CommonJS module exports}."""
    def place(path: str) -> str:
        return path if relative_to is None else relocate(path, relative_to)

    tables: dict[str, dict[str, Any]] = {"require": {}, "import": {}}
    for name, resolutions in (("require", graph.resolutions), ("import", graph.imports)):
        for (referrer, specifier), target in resolutions.items():
            tables[name].setdefault(place(referrer), {})[specifier] = place(target)
    tables["broken"] = {place(path): True for path in graph.broken}
    tables["names"] = {place(path): names for path, names in graph.exports.items() if names}
    text = json.dumps(tables, sort_keys=True)
    return lower_module(RESOLUTIONS_PATH, f"module.exports = JSON.parse({json.dumps(text)});", name="resolutions")


def _prefixed(title: str, say: Report) -> Report:
    return lambda what: say(f"{title}: {what}")


def compile_cached(module: Module, options: CompileOptions, timings: Timings,
                   say: Report = lambda _: None) -> list[bytes]:
    """The module's objects, from the cache where they are there. ``say`` hears what is being done."""
    path = _cache_path(module, options) if options.cacheable else None
    if path is not None and (objects := _read_cache(path)) is not None:
        return objects
    passes: dict[str, float] = {}
    say("optimising")
    with timings.stage("passes"):
        run_pipeline(module, options.opt_level, disabled=set(options.disabled_passes),
                     dump_after=set(options.dump_after), timings=passes)
    for name, seconds in passes.items():
        timings.passes[name] = timings.passes.get(name, 0.0) + seconds
    if "ir" in options.dump:
        print(module_text(module))
    codegen = options.codegen()
    codegen.dump = frozenset(options.dump & {"llvm", "asm"})
    with timings.stage("LLVM"):
        objects = compile_module(module, codegen, lambda done, total: say(f"machine code {done}/{total}"))
    if path is not None:
        _write_cache(path, objects)
    return objects


def _cache_path(module: Module, options: CompileOptions) -> Path:
    key = "\0".join((compiler_stamp(), options.key(), module.path, module.goal, _unit_text(module), module.source))
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return Path(cache_root()) / "objects" / digest[:2] / digest[2:]


def _read_cache(path: Path) -> list[bytes] | None:
    """The objects of a cache file; None if it isn't there or isn't whole."""
    try:
        data = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    digest, rest = data[:_DIGEST], data[_DIGEST:]
    if hashlib.sha256(rest).digest() != digest:
        return None
    objects, position = [], 0
    while position < len(rest):
        end = position + 8 + int.from_bytes(rest[position:position + 8], "little")
        objects.append(rest[position + 8:end])
        position = end
    return objects


def _write_cache(path: Path, objects: list[bytes]) -> None:
    """Best effort: a full or read-only disk only costs the cache."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        data = b"".join(len(o).to_bytes(8, "little") + o for o in objects)
        replace_file(path, hashlib.sha256(data).digest() + data)
    except OSError:
        return


def trim_object_cache(limit: int = OBJECT_CACHE_LIMIT) -> None:
    """Removes the least recently used objects until the cache is within its limit."""
    root = Path(cache_root()) / "objects"
    entries = []
    for file in root.glob("*/*"):
        try:
            state = file.stat()
        except OSError:
            continue
        entries.append((state.st_mtime, state.st_size, file))
    total = sum(size for _, size, _ in entries)
    for _, size, file in sorted(entries):
        if total <= limit:
            break
        file.unlink(missing_ok=True)
        total -= size
