"""LLVM: module text to object files.

A module is cut into chunks of functions, optimised and translated in parallel by forked processes; the chunks depend
on the IR alone, so the output doesn't depend on the machine's cores. The data and the line tables are two further
objects.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import llvmlite.binding as llvm

from compiler.ir.function import Function, Module

from .absolute import repair_absolute
from .data import ModuleData
from .declarations import FAST, LLVM_INTRINSICS, declaration_lines
from .emit import emit
from .emit_base import LLVM_TYPE, BackendError, direct_result_type
from .lines import CodeRange, ranges_text, read_ranges
from .names import code_symbol, data_symbol
from .places import assign_places, places_text

TRIPLE = "x86_64-unknown-linux-gnu"
BASE_CPU = "x86-64-v2"

_SMALL_SET = 8  # fast paths, of which a subset is made
_SUBSETS = 128  # that are kept

Dump = Callable[[str, str, str], None]  # kind ("llvm", "asm"), chunk name, text


def print_dump(kind: str, name: str, text: str) -> None:
    print(f"; {kind} of {name}\n{text}")


@dataclass
class CodegenOptions:
    """How a module is translated. Everything here that changes the objects belongs in a cache's key."""

    opt_level: int = 2  # 0 … 3
    march: str = BASE_CPU  # or "native"
    jobs: int = 0  # processes; 0: as many as cores
    fast_bitcode: Path | None = None  # fast.bc; None: of the built runtime
    line_tables: bool = True  # False: stack traces show no lines
    debug: bool = False  # check LLVM's input and keep symbols
    dump: frozenset[str] = frozenset()  # "llvm" (after optimisation), "asm"
    dump_to: Dump = print_dump
    chunk_size: int = 3000  # IR instructions
    inline_loop_limit: int = 20000  # functions of more IR instructions get no inlined fast paths, nor optimisation
    inline_straight_limit: int | None = None  # … and of more than this none outside loops; None: by level
    inline_module_limit: int = 60000  # modules of more IR instructions get none outside loops

    @property
    def straight_limit(self) -> int:
        if self.inline_straight_limit is not None:
            return self.inline_straight_limit
        return (0, 0, 400, 1500)[self.opt_level]

    def key(self) -> tuple[object, ...]:
        """What the objects depend on, besides the module and the runtime."""
        return (self.opt_level, self.line_tables, self.debug, *_cpu(self), self.chunk_size, self.inline_loop_limit,
                self.straight_limit, self.inline_module_limit)


@dataclass(frozen=True)
class _Chunk:
    name: str
    text: str
    optimise: bool  # data needs none
    fast: bytes | None
    data: str = ""  # text of a further module to link in


@cache
def _initialise() -> None:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()


def _cpu(options: CodegenOptions) -> tuple[str, str]:
    if options.march == "native":
        return llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
    return options.march, ""


def target_machine(options: CodegenOptions, jit: bool = False) -> llvm.TargetMachine:
    _initialise()
    cpu, features = _cpu(options)
    return llvm.Target.from_triple(TRIPLE).create_target_machine(
        cpu=cpu, features=features, opt=options.opt_level, reloc="pic", codemodel="small" if not jit else "default")


@cache
def fast_bitcode(path: Path) -> bytes:
    """The fast paths, made such that linking takes only what a chunk uses and leaves nothing behind."""
    _initialise()
    context = llvm.create_context()
    module = llvm.parse_bitcode(path.read_bytes(), context)
    module.triple = TRIPLE
    defined = set()
    for function in module.functions:
        if not function.is_declaration:
            defined.add(function.name)
            function.linkage = "linkonce_odr"
            function.visibility = "hidden"
    if missing := sorted(FAST.keys() - defined):
        raise BackendError(f"{path} is out of date (no {missing[0]}): build the runtime (python -m runtime.build)")
    return bytes(module.as_bitcode())


@lru_cache(_SUBSETS)
def _fast_subset(path: Path, used: frozenset[str]) -> bytes:
    """The same with nothing but the functions that are used, and what they use: small modules are many, and alike."""
    lines = declaration_lines()
    context = llvm.create_context()
    module = llvm.parse_assembly(_header() + "\n".join(lines[name] for name in sorted(used)), context)
    module.link_in(llvm.parse_bitcode(fast_bitcode(path), context))
    return bytes(module.as_bitcode())


def _fast_for(chunk: list[_Emitted], options: CodegenOptions) -> bytes | None:
    """The fast paths to link with a chunk."""
    used = frozenset(FAST).intersection(name for item in chunk for name in item.used)
    path = _fast_path(options)
    if not used:
        return None
    return _fast_subset(path, used) if len(used) <= _SMALL_SET else fast_bitcode(path)


def _fast_path(options: CodegenOptions) -> Path:
    if options.fast_bitcode is not None:
        return options.fast_bitcode
    from runtime import build

    path = build.build_dir() / "fast.bc"
    if not path.exists():
        raise BackendError(f"{path} is missing: build the runtime (python -m runtime.build)")
    return path


# -- text ----------------------------------------------------------------------------------------
def _attribute_groups(options: CodegenOptions) -> str:
    cpu, features = _cpu(options)
    target = f'"target-cpu"="{cpu}"' + (f' "target-features"="{features}"' if features else "")
    # No tail calls: a frame that is gone is missing from stack traces.
    common = f'nounwind "frame-pointer"="all" "disable-tail-calls"="true" {target}'
    return "\n".join((
        f"attributes #0 = {{ noinline {common} }}",  # may throw: inlined it would vanish from stack traces
        f"attributes #1 = {{ noinline optnone {common} }}",  # runs once, straight; or huge
        f"attributes #2 = {{ noinline optsize {common} }}",  # runs once, with loops
        f"attributes #3 = {{ {common} }}",
        f"attributes #4 = {{ {common} }}",
    )) + "\n"


def _header() -> str:
    return f'target triple = "{TRIPLE}"\n'


@dataclass
class _Emitted:
    """A function's text with what it refers to."""

    function: Function
    text: str
    metadata: list[str]
    used: set[str]
    referenced: dict[str, Function]
    tables: set[str]
    ints: dict[tuple[int, ...], str]
    size: int


def _emit_all(data: ModuleData) -> list[_Emitted]:
    emitted = []
    for function in data.module.functions:
        direct = data.has_direct(function)
        if not function.escapes and function not in data.direct:
            continue  # nothing refers to it
        data.begin_function()
        text = emit(data, function, direct, function.escapes)
        size = sum(len(b.instrs) for b in function.blocks)
        emitted.append(_Emitted(function, text, data.debug.take(), data.used, data.referenced, data.tables_used,
                                data.ints, size))
    return emitted


def _cut(emitted: list[_Emitted], limit: int) -> list[list[_Emitted]]:
    """Consecutive functions, about limit instructions a chunk."""
    chunks: list[list[_Emitted]] = []
    size = 0
    for item in emitted:
        if not chunks or size + item.size > limit:
            chunks.append([])
            size = 0
        chunks[-1].append(item)
        size += item.size
    return chunks


def _chunk_text(data: ModuleData, chunk: list[_Emitted]) -> str:
    own = {code_symbol(item.function) for item in chunk}
    used = sorted(set().union(*(item.used for item in chunk)))
    referenced = {s: f for item in chunk for s, f in item.referenced.items() if s not in own}
    tables = sorted(set().union(*(item.tables for item in chunk)))
    lines = declaration_lines()
    parts = [_header(), LLVM_INTRINSICS, "\n".join(lines[n] for n in used) + "\n"]
    for symbol, function in sorted(referenced.items()):
        params = ", ".join(["ptr", *(LLVM_TYPE[p.repr] for p in function.params)])
        parts.append(f"declare hidden fastcc {direct_result_type(function)} @{symbol}({params}) nounwind\n")
    parts += [data.table_declaration(t) + "\n" for t in tables]
    ints = {name: values for item in chunk for values, name in item.ints.items()}
    for name, values in sorted(ints.items()):
        body = ", ".join(f"i32 {v}" for v in values)
        parts.append(f"@{name} = private unnamed_addr constant [{len(values)} x i32] [{body}]\n")
    parts += [item.text for item in chunk]
    parts.append(_attribute_groups(data.options))
    parts.append(data.debug.header())
    parts += ["\n".join(item.metadata) + "\n" for item in chunk]
    return "".join(parts)


# -- LLVM ----------------------------------------------------------------------------------------
def _translate(chunk: _Chunk, options: CodegenOptions) -> tuple[bytes, list[tuple[str, str]]]:
    """Optimises a chunk; returns the object and the dumps asked for."""
    machine = target_machine(options)
    context = llvm.create_context()
    try:
        module = llvm.parse_assembly(chunk.text, context)
        if chunk.fast is not None:
            module.link_in(llvm.parse_bitcode(chunk.fast, context))
        if chunk.data:
            module.link_in(llvm.parse_assembly(chunk.data, context))
        if options.debug:
            module.verify()
    except RuntimeError as error:
        raise BackendError(f"LLVM rejects {chunk.name}: {error}") from error
    if chunk.optimise and (options.opt_level > 0 or chunk.fast is not None):  # -O0 inlines fast paths, nothing else
        tuning = llvm.create_pipeline_tuning_options(speed_level=options.opt_level)
        tuning.loop_vectorization = tuning.slp_vectorization = options.opt_level >= 3
        builder = llvm.create_pass_builder(machine, tuning)
        passes = builder.getModulePassManager()
        passes.run(module, builder)
    dumps = []
    if "llvm" in options.dump:
        dumps.append(("llvm", str(module)))
    if "asm" in options.dump:
        dumps.append(("asm", machine.emit_assembly(module)))
    image = machine.emit_object(module)
    return repair_absolute(image) if chunk.optimise else image, dumps


_Result = tuple[bytes, list[tuple[str, str]]]
Progress = Callable[[int, int], None]
_work: tuple[list[_Chunk], CodegenOptions] | None = None  # what forked workers inherit


def _translate_nth(n: int) -> tuple[bytes, list[tuple[str, str]]]:
    assert _work is not None
    return _translate(_work[0][n], _work[1])


def _counted(results: Iterable[_Result], total: int, progress: Progress) -> Iterator[_Result]:
    for number, result in enumerate(results, 1):
        yield result
        progress(number, total)


def _translate_all(chunks: list[_Chunk], options: CodegenOptions, progress: Progress) -> list[bytes]:
    global _work
    jobs = min(options.jobs or os.cpu_count() or 1, len(chunks))
    _initialise()
    if jobs <= 1:
        results = list(_counted((_translate(c, options) for c in chunks), len(chunks), progress))
    else:
        _work = (chunks, options)
        try:
            with multiprocessing.get_context("fork").Pool(jobs) as pool:
                done = pool.imap(_translate_nth, range(len(chunks)))
                results = list(_counted(done, len(chunks), progress))
        finally:
            _work = None
    for chunk, (_, dumps) in zip(chunks, results, strict=True):
        for kind, text in dumps:
            options.dump_to(kind, chunk.name, text)
    return [image for image, _ in results]


def llvm_text(module: Module, options: CodegenOptions) -> list[str]:
    """The LLVM text of a module's chunks before optimisation, the data last."""
    data = ModuleData(module, options)
    emitted = _emit_all(data)
    texts = [_chunk_text(data, chunk) for chunk in _cut(emitted, options.chunk_size)]
    return [*texts, _header() + data.text(data.range_count([item.function for item in emitted]))]


def compile_module(module: Module, options: CodegenOptions,
                   progress: Progress = lambda done, total: None) -> list[bytes]:
    """ELF objects of one module: code, data, line tables. Deterministic. Raises BackendError.

    ``progress`` hears how many of how many chunks are done.

    Needs ``module.functions[0]`` to be the module's outermost function, with ``escapes`` set.
    """
    if not module.functions or not module.functions[0].escapes:
        raise BackendError(f"{module.path}: the first function must be the module's outermost one")
    data = ModuleData(module, options)
    emitted = _emit_all(data)
    if not options.line_tables:
        return [_translate_whole(data, emitted, options)]
    chunks = [_Chunk(f"{module.name}.{n}", _chunk_text(data, chunk), True, _fast_for(chunk, options))
              for n, chunk in enumerate(_cut(emitted, options.chunk_size))]
    count = data.range_count([item.function for item in emitted])
    chunks.append(_Chunk(f"{module.name}.data", _header() + data.text(count), False, None))
    images = _translate_all(chunks, options, progress)
    ranges: dict[str, CodeRange] = {}
    for image in images[:-1]:
        ranges.update(read_ranges(image))
    text = _header() + ranges_text(data, [item.function for item in emitted], ranges)
    return [*images, _translate(_Chunk(f"{module.name}.lines", text, False, None), options)[0]]


def _translate_whole(data: ModuleData, emitted: list[_Emitted], options: CodegenOptions) -> bytes:
    """One object with code and data, and no line tables: what takes the least time for a small module."""
    ranges = ranges_text(data, [], {})
    text = _header() + data.text(0) + "\n".join(ranges.splitlines()[2:])
    text = text.replace(f"@{data_symbol(data.module, 'ranges')} = external hidden constant i8, align 16\n", "")
    fast = _fast_for(emitted, options)
    return _translate(_Chunk(data.module.name, _chunk_text(data, emitted), True, fast, text), options)[0]


def emit_program_table(descs: list[str], options: CodegenOptions, symbol: str = "lode_program") -> bytes:
    """The object that defines a NULL-terminated table of modules by their ``desc_symbol``, the entry module first."""
    lines = [f"@{d} = external hidden constant i8" for d in descs]
    entries = ", ".join([*(f"ptr @{d}" for d in descs), "ptr null"])
    lines.append(f"@{symbol} = constant [{len(descs) + 1} x ptr] [ {entries} ], align 8")
    return _translate(_Chunk(symbol, _header() + "\n".join(lines) + "\n", False, None), options)[0]


def emit_places(objects: list[bytes], start: int, end_symbol: str) -> tuple[bytes, int]:
    """For linking: the object that gives the objects' tables their places in isolates, from ``start`` on, and defines
    end_symbol; and where they end."""
    places, end = assign_places(objects, start)
    text = _header() + places_text(places, end_symbol, end)
    return _translate(_Chunk(end_symbol, text, False, None), CodegenOptions())[0], end
