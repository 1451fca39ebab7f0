"""The cache of ``lode run``: linked programs, found by entry path and flags, valid while their sources are unchanged.

Imports nothing heavy: a cached start must not cost more than Python's own.
"""

from __future__ import annotations

import os
import sys

_SEPARATOR = "\t"
PROGRAM = "program.so"  # is run in the launching process


def cache_root() -> str:
    """The user's cache directory for Lode."""
    configured = os.environ.get("LODE_CACHE_DIR")
    if configured:
        return configured
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "lode")


def entry_directory(path: str, flags: tuple[str, ...]) -> str:
    """Where the program for this entry and these flags is kept."""
    from hashlib import sha256

    runtime = _modified(os.path.join(_runtime_directory(), "liblode.a"))
    key = "\0".join((os.path.realpath(path), *flags, compiler_stamp(), runtime))
    return os.path.join(cache_root(), "run", sha256(key.encode()).hexdigest()[:32])


def compiler_stamp() -> str:
    """Changes when the compiler or the runtime does."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parts = [sys.version.split()[0]]
    for folder, _, files in os.walk(os.path.join(home, "compiler")):
        newest = max((os.stat(os.path.join(folder, f)).st_mtime_ns for f in files if f.endswith(".py")), default=0)
        parts.append(f"{folder}:{newest}")
    parts.append(_modified(os.path.join(_runtime_directory(), "fast.bc")))
    return ";".join(parts)


def _modified(path: str) -> str:
    try:
        return str(os.stat(path).st_mtime_ns)
    except OSError:
        return "-"


def _runtime_directory() -> str:
    from runtime.location import build_dir

    return str(build_dir(os.environ.get("LODE_VARIANT", "release")))


def find(path: str, flags: tuple[str, ...]) -> str | None:
    """The cached program if there is one and none of its sources changed."""
    if os.environ.get("LODE_NO_CACHE") or not os.path.isfile(path):
        return None
    directory = entry_directory(path, flags)
    try:
        with open(os.path.join(directory, "manifest"), encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
        for line in lines:
            size, mtime, source = line.split(_SEPARATOR, 2)
            state = os.stat(source)
            if state.st_size != int(size) or state.st_mtime_ns != int(mtime):
                return None
    except (OSError, ValueError):
        return None
    program = os.path.join(directory, PROGRAM)
    return program if os.access(program, os.R_OK) else None


def runtime_library() -> str:
    """The path of the runtime that cached programs run on."""
    return os.path.join(_runtime_directory(), "liblode.so")


def describe_sources(paths: list[str]) -> str | None:
    """The manifest's text, taken before compiling so that later edits invalidate it. None: a file is gone."""
    lines = []
    for path in paths:
        if "\n" in path:
            return None
        try:
            state = os.stat(path)
        except OSError:
            return None
        lines.append(f"{state.st_size}{_SEPARATOR}{state.st_mtime_ns}{_SEPARATOR}{path}")
    return "\n".join(lines)
