"""The collector by itself: tests/runtime/test_gc.c against runtime/gc, a process for each test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DEADLY = {"churn", "heap_limit", "fail_alloc", "missing_barrier"}


def _compiler() -> list[str]:
    return ["gcc"] if shutil.which("gcc") else [sys.executable, "-m", "ziglang", "cc"]


@pytest.fixture(scope="module", params=["release", "debug"])
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The test program, optimised or with the debug build's checks."""
    out = tmp_path_factory.mktemp("gc") / f"test_gc_{request.param}"
    flags = ["-O2"] if request.param == "release" else ["-O1", "-DLODE_DEBUG"]
    sources = [ROOT / "tests/runtime/test_gc.c", *sorted((ROOT / "runtime/gc").glob("*.c"))]
    subprocess.run(
        [*_compiler(), "-std=gnu11", "-g", *flags, "-fno-omit-frame-pointer", "-fno-strict-aliasing", "-Wall",
         "-Wextra", "-Werror", f"-I{ROOT / 'runtime'}", *map(str, sources), "-o", str(out), "-lpthread"],
        check=True, capture_output=True, text=True,
    )
    yield out


def _run(program: Path, test: str, timeout: float = 120, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("LODE_")} | settings
    return subprocess.run([str(program), test], capture_output=True, text=True, env=env, timeout=timeout, check=False)


def _names(program: Path) -> list[str]:
    listed = subprocess.run([str(program), "--list"], capture_output=True, text=True, check=True).stdout.split()
    return [name for name in listed if name not in DEADLY]


def test_behaviour(program: Path) -> None:
    for name in _names(program):
        result = _run(program, name)
        assert result.returncode == 0, f"{name}: {result.stderr}"


def test_verifier_finds_nothing(program: Path) -> None:
    for name in _names(program):
        result = _run(program, name, LODE_GC_VERIFY="1")
        assert result.returncode == 0, f"{name}: {result.stderr}"


def test_stress(program: Path) -> None:
    result = _run(program, "random_mutation", LODE_GC_STRESS="1", LODE_GC_VERIFY="1")
    assert result.returncode == 0, result.stderr


def test_missing_barrier_is_found(program: Path) -> None:
    result = _run(program, "missing_barrier", LODE_GC_VERIFY="1")
    assert result.returncode == -6
    assert "old OBJECT" in result.stderr and "without a barrier" in result.stderr


def test_churn_stays_small(program: Path) -> None:
    """50 MB live under a stream of garbage; the program itself checks that it stays below 200 MB."""
    result = _run(program, "churn", CHURN_GB=os.environ.get("CHURN_GB", "3"))
    assert result.returncode == 0, result.stdout + result.stderr


def test_heap_limit_aborts_as_node(program: Path) -> None:
    result = _run(program, "heap_limit")
    assert result.returncode == -6
    assert result.stderr.startswith("\n<--- Last few GCs --->\n")
    assert "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n" in result.stderr


@pytest.mark.parametrize("count", [1, 2, 100])
def test_failed_allocation(program: Path, count: int) -> None:
    result = _run(program, "fail_alloc", LODE_FAIL_ALLOC=str(count))
    assert result.returncode == -6
    assert "JavaScript heap out of memory" in result.stderr
    assert _run(program, "fail_alloc", LODE_FAIL_ALLOC="1000000").returncode == 0
