"""Linking objects: executables with the runtime's archive, and shared libraries for the run cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ..diagnostics import LodeError

_LEAST_FREE = 64 << 20  # bytes: with less, a failed link is blamed on the disk


class LinkError(LodeError):
    """The linker failed; the message holds what it said."""


def _run(command: list[str], what: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise LinkError(f"{what}: cannot run {command[0]}: {error}") from error
    if done.returncode != 0:
        raise LinkError(f"{what} failed (exit code {done.returncode}):\n{done.stderr.strip()[-8000:]}")


def _link(arguments: list[str], objects: Sequence[bytes], out: Path, mode: int, what: str,
          variant: str = "release") -> None:
    """Writes the objects to a scratch directory and links beside the output, which is then renamed into place."""
    from runtime import build

    from .codegen import emit_places
    from .places import PROGRAM_END

    out = Path(out)
    objects = [*objects, emit_places(list(objects), build.library_end(variant), PROGRAM_END)[0]]
    with tempfile.TemporaryDirectory(prefix="lode-link-") as scratch:
        names = []
        for n, image in enumerate(objects):
            path = Path(scratch) / f"{n}.o"
            path.write_bytes(image)
            names.append(str(path))
        handle, beside = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        os.close(handle)
        try:
            _run([*build.linker(variant), "-o", beside, *names, *arguments], what)
            os.chmod(beside, mode)
            os.replace(beside, out)
        except LinkError as error:
            # The linker maps its output into memory: where the disk is full it dies of a signal, without a word.
            free = shutil.disk_usage(out.parent).free
            if free < _LEAST_FREE:
                full = f"the disk of '{out.parent.absolute()}' is full ({free >> 10} KiB free)"
                raise LinkError(f"{what} failed: {full}") from error
            raise
        finally:
            Path(beside).unlink(missing_ok=True)


def link_executable(objects: Sequence[bytes], out: Path, *, debug: bool = False, variant: str = "release",
                    extra: Sequence[str] = ()) -> None:
    """An executable of the program's objects (the table lode_program among them) and the runtime's archive, stripped
    unless debug. extra: further libraries or options of the linker. Raises LinkError."""
    from runtime import build

    _, libuv = build.find_libuv()
    archive = build.build_dir(variant) / "liblode.a"
    if not archive.exists():
        raise LinkError(f"{archive} is missing: build the runtime (python -m runtime.build)")
    arguments = [str(archive), str(libuv), *extra, "-lm", "-lpthread", "-ldl", "-Wl,--gc-sections"]
    if not debug:
        arguments.append("-s")
    _link(arguments, objects, out, 0o755, f"linking {out}", variant)


def link_shared(objects: Sequence[bytes], out: Path, *, debug: bool = False) -> None:
    """A shared library that exports lode_program; the runtime's symbols come from liblode.so in the loading process."""
    arguments = ["-shared", "-Wl,--gc-sections", "-Wl,-z,now"]
    if not debug:
        arguments.append("-s")
    _link(arguments, objects, out, 0o644, f"linking {out}")
