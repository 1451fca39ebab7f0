"""Runs programs just in time: loads the suite's code once, then forks for each name read from stdin.

Answers a line of JSON a program: stdout (as a file's name) and exit status.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from compiler.backend import Jit
from compiler.driver import CompileOptions, compile_program
from compiler.frontend.graph import SourceFile
from compiler.in_process import InProcessCompiler

from .suite import TIMEOUT, stress_environment


def main() -> None:
    entry, scratch = Path(sys.argv[1]), Path(sys.argv[2])
    program = compile_program(SourceFile(str(entry), entry.read_text(encoding="utf-8")), CompileOptions())
    compiler = InProcessCompiler()
    with Jit(program.objects) as jit:
        print("ready", flush=True)
        for line in sys.stdin:
            print(_run_forked(jit, compiler, line.strip(), scratch), flush=True)


def _run_forked(jit: Jit, compiler: InProcessCompiler, name: str, scratch: Path) -> int:
    child = os.fork()
    if child == 0:
        status = 70
        try:
            signal.alarm(TIMEOUT)
            os.environ.update(stress_environment(name))
            null = os.open(os.devnull, os.O_RDONLY)
            out = os.open(scratch / "stdout", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            err = os.open(scratch / "stderr", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            for source, target in ((null, 0), (out, 1), (err, 2)):
                os.dup2(source, target)
            status = jit.run(["lode", name], compiler=compiler.callback)
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main()
