"""Tail calls, more of them than there is stack for. Node has none: ``tail_calls/program.expected`` is what it prints at
depths that it can reach, and what the specification asks for at others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent / "tail_calls"
PROGRAM, EXPECTED = HERE / "program.mjs", (HERE / "program.expected").read_text(encoding="utf-8")
DEPTH = "1000000"


def run(*command: str, **environment: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False,
                          env=os.environ | environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def lode(*arguments: str) -> str:
    return run(sys.executable, "-m", "compiler.launch", *arguments)


@pytest.mark.parametrize("level", ["-O0", "-O2"])
def test_executable(level: str, tmp_path: Path) -> None:
    app = str(tmp_path / "app")
    lode("build", level, str(PROGRAM), "-o", app)
    assert run(app, DEPTH) == EXPECTED
    if level == "-O2":  # deep enough for frames to be replaced
        assert run(app, "9000", LODE_GC_STRESS="100") == run(app, "9000")


def test_in_process() -> None:
    assert lode("run", str(PROGRAM), DEPTH) == EXPECTED
