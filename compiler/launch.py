"""The command's first step: starts a cached program without importing the compiler.

``lode run`` leaves a linked program in the cache. When neither its sources nor the compiler changed since, it is loaded
into this process, which imports the compiler only if the program makes code from strings or loads further files;
Python's own start is then most of the cost. Everything else goes to cli.py.
"""

from __future__ import annotations

import os
import sys

COMMANDS = frozenset(("run", "build", "bench", "explain", "cache"))


def normalise(argv: list[str]) -> list[str]:
    """``lode app.js``, ``lode -e CODE``, ``lode -p CODE`` and ``lode -`` are ``lode run …``."""
    if not argv:
        return argv if sys.stdin.isatty() else ["run", "-"]
    first = argv[0]
    if first in COMMANDS or first in ("--help", "-h", "--version", "-v"):
        return argv
    return ["run", *argv]


def main() -> None:
    """Entry of the ``lode`` command."""
    argv = normalise(sys.argv[1:])
    if len(argv) > 1 and argv[0] == "run" and not argv[1].startswith("-"):
        from .run_cache import find, runtime_library

        program = find(argv[1], ())
        if program:
            import signal

            from .hosting import run_shared

            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os._exit(run_shared(runtime_library(), program, [sys.argv[0], *argv[2:]]))
    from .cli import run_cli

    run_cli(argv)


if __name__ == "__main__":
    main()
