"""Builds the C runtime: ``python -m runtime.build``.

Compiles ``runtime/**/*.c`` into ``liblode.a`` (for executables) and ``liblode.so`` (for the JIT), and
``runtime/fast/*.c`` into ``fast.bc`` (bitcode that the backend links into compiled modules), under the
build directory of the variant. Incremental: a file is compiled again when it, a header it includes, or
the flags changed. Artefacts are written beside and renamed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from . import abi, location
from .location import VERSION, build_root

RUNTIME = Path(__file__).resolve().parent
CPU = "x86_64_v2"

COMMON_FLAGS = [
    "-std=gnu11", "-g", "-fPIC", "-fno-omit-frame-pointer", "-fno-strict-aliasing", "-ffp-contract=off",
    "-ffunction-sections", "-fdata-sections", "-Wall", "-Wextra", "-Wno-unused-parameter",
    "-Wno-gnu-variable-sized-type-not-at-end",  # every object kind starts with JsObject
]


class BuildError(Exception):
    """The runtime could not be built; the message says why and what to do."""


@dataclass(frozen=True)
class Variant:
    """A way of building: flags, and whether the system's compiler is needed (zig carries no sanitizer runtime)."""

    name: str
    flags: tuple[str, ...]
    system_compiler: bool = False


VARIANTS = {
    "release": Variant("release", ("-O2", "-DNDEBUG", "-fno-sanitize=all")),
    "debug": Variant("debug", ("-O1", "-DLODE_DEBUG", "-fno-sanitize=all")),
    "asan": Variant("asan", ("-O1", "-DLODE_DEBUG", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined",
                             "-fno-sanitize=alignment"), True),
    "tsan": Variant("tsan", ("-O1", "-DLODE_DEBUG", "-fsanitize=thread"), True),
}


def target() -> str:
    """zig's name of this machine, with the C library's version, so that the system's libuv links."""
    version = platform.libc_ver()[1] or "2.36"
    return f"{platform.machine()}-linux-gnu.{version}"


def build_dir(variant: str = "release") -> Path:
    """The directory of a variant's artefacts: liblode.a, liblode.so, fast.bc."""
    return Path(location.build_dir(variant))


def zig_cc() -> list[str]:
    return [sys.executable, "-m", "ziglang", "cc"]


def find_libuv() -> tuple[Path, Path]:
    """The directory of ``uv.h`` and the static library. Raises BuildError naming the package to install."""
    machine = platform.machine()
    header = next((d for d in (Path("/usr/include"), Path("/usr/local/include")) if (d / "uv.h").exists()), None)
    places = (f"/usr/lib/{machine}-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib")
    names = ("libuv_a.a", "libuv.a")
    library = next((p for d in places for n in names if (p := Path(d) / n).exists()), None)
    if header is None or library is None:
        raise BuildError("libuv's headers and static library are missing: install libuv1-dev")
    return header, library


def _include_libuv(root: Path) -> Path:
    """A directory with libuv's headers alone, so that the system's C headers don't shadow zig's."""
    header, _ = find_libuv()
    include = root / "include"
    include.mkdir(parents=True, exist_ok=True)
    for name in ("uv.h", "uv"):
        link = include / name
        if not link.exists():
            link.symlink_to(header / name)
    return include


def _write_if_changed(path: Path, text: str) -> None:
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode())


def replace_file(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Writes a file beside and renames it, so that a failure leaves no half-written file."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@dataclass(frozen=True)
class Unit:
    source: Path
    output: Path
    command: tuple[str, ...]

    @property
    def stamp(self) -> Path:
        return self.output.with_suffix(".stamp")

    def fresh(self) -> bool:
        """Is the output newer than the source and all that it included, and made by the same command?"""
        try:
            if self.stamp.read_text() != self._digest():
                return False
            made = self.output.stat().st_mtime_ns
            return all(os.stat(p).st_mtime_ns <= made for p in self._dependencies())
        except OSError:
            return False

    def _dependencies(self) -> list[str] | list[Path]:
        """What the source includes. zig writes no bitcode when asked for this too: then it is every header."""
        if "-MMD" not in self.command:
            return [self.source, *RUNTIME.rglob("*.h")]
        text = self.output.with_suffix(".d").read_text().replace("\\\n", " ")
        return text.split(":", 1)[1].split()

    def _digest(self) -> str:
        return hashlib.sha256("\0".join(self.command).encode()).hexdigest()

    def compile(self) -> str:
        """Runs the compiler; returns its diagnostics. Raises BuildError with them on failure."""
        self.output.parent.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(self.command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            self.stamp.unlink(missing_ok=True)
            raise BuildError(f"{self.source}:\n{done.stderr}")
        self.stamp.write_text(self._digest())
        return done.stderr


def _compiler(variant: Variant) -> list[str]:
    if variant.system_compiler:
        compiler = shutil.which("gcc") or shutil.which("clang")
        if compiler is None:
            raise BuildError(f"the {variant.name} build needs gcc or clang (apt-get install gcc)")
        return [compiler]
    return [*zig_cc(), "-target", target(), f"-mcpu={CPU}"]


def linker(variant_name: str) -> list[str]:
    """The command that links with the artefacts of a variant."""
    variant = VARIANTS[variant_name]
    if variant.system_compiler:
        return [*_compiler(variant), *_link_flags(variant)]
    return [*zig_cc(), "-target", target()]


def _link_flags(variant: Variant) -> list[str]:
    flags = [f for f in variant.flags if f.startswith("-fsanitize")]
    # GNU ld takes any 32-bit relocation for one that does not fit position-independent code, also of absolute symbols
    # (the places of compiled modules' data, which lie below 1 GiB).
    return [*flags, "-Wl,-z,noreloc-overflow"] if variant.system_compiler else flags


def _units(variant: Variant, out: Path, include_uv: Path) -> tuple[list[Unit], list[Unit]]:
    """Compilation units of the library and of the bitcode."""
    includes = [f"-I{RUNTIME}", f"-I{out / 'generated'}", f"-I{include_uv}"]
    compiler = _compiler(variant)
    objects: list[Unit] = []
    bitcode: list[Unit] = []
    for source in sorted(RUNTIME.rglob("*.c")):
        relative = source.relative_to(RUNTIME)
        if relative.parts[0] == "fast":
            output = out / "fast" / relative.with_suffix(".bc").name
            command = [*zig_cc(), "-target", target(), f"-mcpu={CPU}", *COMMON_FLAGS, "-g0", "-O2",
                       "-fno-sanitize=all", "-fno-slp-vectorize", "-fno-vectorize", "-emit-llvm", *includes,
                       "-c", str(source), "-o", str(output)]
            unit_list = bitcode
        else:
            output = out / "obj" / relative.with_suffix(".o")
            command = [*compiler, *COMMON_FLAGS, *variant.flags, *includes, "-c", str(source), "-o", str(output)]
            unit_list = objects
            command += ["-MMD", "-MF", str(output.with_suffix(".d"))]
        unit_list.append(Unit(source, output, tuple(command)))
    return objects, bitcode


Progress = Callable[[int, int, str], None]


def _compile_all(units: Iterable[Unit], jobs: int, progress: Progress) -> list[str]:
    """Compiles what is stale; returns the failures' messages. Warnings go to stderr."""
    stale = [u for u in units if not u.fresh()]
    failures = []
    with ThreadPoolExecutor(jobs) as pool:
        futures = [(u, pool.submit(u.compile)) for u in stale]
        for done, (unit, future) in enumerate(futures, 1):
            try:
                if diagnostics := future.result():
                    print(diagnostics, file=sys.stderr)
            except BuildError as error:
                failures.append(str(error))
            progress(done, len(stale), str(unit.source.relative_to(RUNTIME)))
    return failures


def _run(command: list[str], what: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildError(f"{what} failed:\n{done.stderr[-8000:]}")


def _newer(outputs: list[Path], inputs: list[Path]) -> bool:
    """Are all outputs there and not older than any input?"""
    if not all(p.exists() for p in outputs):
        return False
    oldest = min(p.stat().st_mtime_ns for p in outputs)
    return all(p.stat().st_mtime_ns <= oldest for p in inputs if p.exists())


def abi_digest() -> str:
    """Identifies the functions that compiled code may call, and the layout of its data."""
    return hashlib.sha256(abi.c_header().encode() + (RUNTIME / "module.h").read_bytes()).hexdigest()


def library_abi(library: Path) -> str:
    """The ABI that the objects in the library's directory were compiled against."""
    file = library / "abi"
    return file.read_text() if file.exists() else ""


FIRST_PLACE = 16 << 10  # JS_FIRST_PLACE of isolate.h


def library_end(variant: str = "release", *, empty: bool = False) -> int:
    """Where in an isolate the cells of the compiled library end; empty: of one without modules."""
    file = build_dir(variant) / "library" / "end"
    return int(file.read_text()) if file.exists() and not empty else FIRST_PLACE


def _library_objects(variant: Variant, out: Path) -> list[Path]:
    """The compiled JavaScript library (compiler.library); an empty table until it was built against this ABI."""
    library = out / "library"
    if (library / "table.o").exists() and library_abi(library) == abi_digest():
        return sorted(library.glob("*.o"))
    source, output = out / "generated" / "empty_library.c", out / "obj" / "empty_library.o"
    _write_if_changed(source, '#include "module.h"\nconst JsModuleDesc *const lode_library[] = {0};\n'
                              "const uint64_t lode_library_end = JS_FIRST_PLACE;\n")
    if not _newer([output], [source]):
        _run([*_compiler(variant), f"-I{RUNTIME}", "-fPIC", "-c", str(source), "-o", str(output)],
             "compiling the empty library table")
    return [output]


def _link(variant: Variant, out: Path, objects: list[Path], complete: bool) -> None:
    """The archive and the shared library, of the C objects and the compiled JavaScript library."""
    archive, shared = out / "liblode.a", out / "liblode.so"
    objects = [*objects, *_library_objects(variant, out)]
    if _newer([archive, shared], objects):
        return
    # The static libuv is not position-independent enough for a shared library.
    libuv = find_libuv()[1].with_name("libuv.so")
    temporary = out / ".liblode.a"
    temporary.unlink(missing_ok=True)
    archiver = ["ar"] if variant.system_compiler else [sys.executable, "-m", "ziglang", "ar"]
    main = out / "obj" / "main.o"
    _run([*archiver, "rcsD", str(temporary), *map(str, objects)], "archiving the runtime")
    os.replace(temporary, archive)
    # main.o belongs to executables: it refers to the program's table.
    shared_objects = [str(o) for o in objects if o != main]
    undefined = ["-Wl,-z,defs"] if complete else ["-Wl,-z,lazy", "-Wl,-undefined,dynamic_lookup"]
    temporary = out / ".liblode.so"
    _run([*_compiler(variant), "-shared", "-Wl,-Bsymbolic", *_link_flags(variant), "-o", str(temporary),
          *shared_objects, str(libuv), *undefined, "-lm", "-lpthread", "-ldl"], "linking liblode.so")
    os.replace(temporary, shared)


def _bitcode(out: Path, units: list[Unit]) -> None:
    """Joins the bitcode files into ``fast.bc``."""
    outputs = [u.output for u in units if u.output.exists()]
    merged = out / "fast.bc"
    if not outputs or _newer([merged], outputs):
        return
    import llvmlite.binding as llvm

    module = llvm.parse_bitcode(outputs[0].read_bytes())
    for path in outputs[1:]:
        module.link_in(llvm.parse_bitcode(path.read_bytes()))
    replace_file(merged, module.as_bitcode())


def build(variant_name: str = "release", *, jobs: int | None = None, progress: Progress | None = None,
          partial: bool = False) -> Path:
    """Brings the runtime up to date; returns the variant's build directory.

    partial: archive what compiled although some files failed. Raises BuildError.
    """
    variant = VARIANTS[variant_name]
    out = build_dir(variant_name)
    out.mkdir(parents=True, exist_ok=True)
    include_uv = _include_libuv(Path(build_root()))
    _write_if_changed(out / "generated" / "lode_abi.h", abi.c_header())
    objects, bitcode = _units(variant, out, include_uv)
    failures = _compile_all([*objects, *bitcode], jobs or os.cpu_count() or 1, progress or (lambda *_: None))
    if failures and not partial:
        raise BuildError("\n".join(failures))
    for failure in failures:
        print(failure, file=sys.stderr)
    _bitcode(out, bitcode)
    _link(variant, out, [u.output for u in objects if u.stamp.exists()], complete=not partial)
    return out


def fingerprint(variant: str = "release") -> str:
    """Identifies the built runtime, for caches of what was compiled against it."""
    out = build_dir(variant)
    state = {n: (out / n).stat().st_mtime_ns for n in ("liblode.so", "fast.bc") if (out / n).exists()}
    return hashlib.sha256(json.dumps([VERSION, state], sort_keys=True).encode()).hexdigest()[:16]


def terminal_progress(title: str) -> Progress:
    """Progress on a terminal, rewriting one line; silent where stderr is no terminal."""
    if not sys.stderr.isatty():
        return lambda *_: None

    def show(done: int, total: int, name: str) -> None:
        end = "\n" if done == total else ""
        print(f"\r\x1b[K{title} {done}/{total} {name}", end=end, file=sys.stderr, flush=True)

    return show


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m runtime.build", description=__doc__.split("\n")[0])
    parser.add_argument("--variant", choices=sorted(VARIANTS), default="release")
    parser.add_argument("--debug", action="store_const", const="debug", dest="variant")
    parser.add_argument("--jobs", type=int, default=None)
    parser.add_argument("--partial", action="store_true", help="archive what compiles although files fail")
    options = parser.parse_args()
    try:
        out = build(options.variant, jobs=options.jobs, progress=terminal_progress("runtime"), partial=options.partial)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
