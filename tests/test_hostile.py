"""Hostile input: each program of tests/hostile checks that what it does to the library ends with the right result or
with a JavaScript error, and prints that it did. None may crash, use the stack up or run on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from .program_table import build_program_table

HERE = Path(__file__).resolve().parent / "hostile"
PROGRAMS = {p.stem: p for p in sorted(HERE.glob("*.js")) if p.stem != "support"}
TIMEOUT = 120  # seconds; they take about two
EXPECTED = "as it should be\n"


@pytest.fixture(scope="session", params=["-O0", "-O2"])
def executable(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_program_table(tmp_path_factory.mktemp("hostile"), PROGRAMS, request.param)


@pytest.mark.parametrize("name", PROGRAMS)
def test_hostile_program_ends_well(executable: Path, name: str) -> None:
    env = {k: v for k, v in os.environ.items() if not k.startswith("LODE_GC")}
    env["LODE_OPTIONS"] = "--expose-gc"
    done = subprocess.run([str(executable), name], capture_output=True, text=True, errors="replace", timeout=TIMEOUT,
                          env=env, check=False)
    assert (done.stdout, done.returncode) == (EXPECTED, 0), done.stdout + done.stderr
