"""How executables live within memory: garbage in bulk, the heap's limit, failing allocations, collections at each one.

The programs in tests/memory/ become one executable whose first argument names the program to run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .differential.suite import PROGRAMS
from .program_table import build_program_table

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "tests/memory"
FAILURES = 280  # small numbers coincide: 200 and more are left
OUT_OF_MEMORY = "JavaScript heap out of memory"

# One or two of each area. The second list also has every cell checked around each collection.
STRESSED = ["class/fields", "class/private_methods_and_accessors", "control/throw_anything",
            "array/splice_slice_concat", "destructuring/object_patterns", "error/custom_errors",
            "iterator/protocol_details", "map/operations", "object/define_property", "promise/rejections_and_finally",
            "proxy/traps", "regexp/replace_functions"]
VERIFIED = ["json/parse", "templates/tagged"]

# Runs a command from a small process and prints its peak resident set (kB) and its exit status. A process's peak begins
# with that of the process that started it, which must therefore not be the tests' own.
MEASURE = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""


@pytest.fixture(scope="session")
def executable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs the program of tests/memory or of the differential suite that its first argument names."""
    folder = tmp_path_factory.mktemp("memory")
    sources = {p.stem: p for p in sorted(HERE.glob("*.js"))} | {n: PROGRAMS / f"{n}.js" for n in STRESSED + VERIFIED}
    return build_program_table(folder, sources)


def _run(command: list[str], timeout: int = 60, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LODE_GC", "LODE_FAIL"))} | settings
    without_core = ["sh", "-c", 'ulimit -c 0; exec "$@"', "sh"]
    return subprocess.run([*without_core, *command], capture_output=True, text=True, errors="replace", env=env,
                          timeout=timeout, check=False)


def _peak_of_churn(executable: Path, megabytes: int) -> int:
    command = [sys.executable, "-SEc", MEASURE, str(executable), "churn", str(megabytes)]
    done = _run(command, timeout=300)
    assert done.stdout.startswith("true 1000 200\n"), done.stdout + done.stderr
    peak, status = done.stdout.split("\n")[1].split()
    assert status == "0"
    return int(peak) // 1024


def test_two_gigabytes_of_garbage(executable: Path) -> None:
    assert _peak_of_churn(executable, 2_000) < 200


@pytest.mark.slow
def test_twenty_gigabytes_of_garbage(executable: Path) -> None:
    assert _peak_of_churn(executable, 20_000) < 200


def test_heap_limit_ends_as_in_node(executable: Path) -> None:
    done = _run([str(executable), "exhaust"], LODE_OPTIONS="--max-old-space-size=32")
    assert done.returncode == -6
    assert "<--- Last few GCs --->" in done.stderr
    assert f"FATAL ERROR: Reached heap limit Allocation failed - {OUT_OF_MEMORY}\n" in done.stderr or \
        f"FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - {OUT_OF_MEMORY}\n" in done.stderr


def test_heap_limit_seen_by_a_shell(executable: Path) -> None:
    command = ["sh", "-c", f"'{executable}' exhaust 2>/dev/null; echo $?"]
    assert _run(command, LODE_OPTIONS="--max-old-space-size=32").stdout.split() == ["134"]


def _fail_at(executable: Path, count: int) -> bool:
    """Whether the allocation of that number was reached. Anything but an orderly end fails the test."""
    done = _run([str(executable), "many_builtins"], LODE_FAIL_ALLOC=str(count))
    if done.returncode == -6:
        assert OUT_OF_MEMORY in done.stderr, f"at {count}: {done.stderr}"
        return True
    assert done.returncode == 0, f"at {count}: status {done.returncode}, {done.stderr}"
    assert "tick" in done.stdout and "all [ 1, 2, 3 ]" in done.stdout
    return False


def test_failing_allocations(executable: Path) -> None:
    """Spread logarithmically: the first ones set up the realm, which has the most special cases."""
    bound = 1024
    while _fail_at(executable, bound):
        bound *= 2
    counts = {round(bound ** (i / (FAILURES - 1))) for i in range(FAILURES)}
    assert len(counts) >= 200
    for count in sorted(counts):
        _fail_at(executable, count)


def _stressed(executable: Path, name: str, **settings: str) -> None:
    done = _run([str(executable), name], timeout=300, LODE_GC_STRESS="1", **settings)
    plain = _run([str(executable), name])
    assert (done.stdout, done.returncode) == (plain.stdout, plain.returncode), done.stderr


@pytest.mark.parametrize("name", STRESSED)
def test_collecting_at_each_allocation(executable: Path, name: str) -> None:
    _stressed(executable, name)


@pytest.mark.parametrize("name", VERIFIED)
def test_heap_is_sound_at_each_allocation(executable: Path, name: str) -> None:
    _stressed(executable, name, LODE_GC_VERIFY="1")
