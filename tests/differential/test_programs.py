"""Each program prints what it prints in Node: compiled at -O0 and at -O2, and just in time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from compiler.backend import link_executable
from compiler.driver import CompileOptions, compile_program
from compiler.frontend.graph import SourceFile

from .suite import (
    Outcome,
    expected,
    just_in_time_only,
    known_differences,
    program_names,
    run,
    stress_environment,
    write_entry,
)

Runner = Callable[[str], Outcome]


@pytest.fixture(scope="session")
def suite_entry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_entry(tmp_path_factory.mktemp("suite"))


def _executable(entry: Path, level: int) -> Runner:
    source = SourceFile(str(entry), entry.read_text(encoding="utf-8"))
    program = compile_program(source, CompileOptions(opt_level=level), relative_to=str(entry.parent))
    out = entry.parent / f"suite-O{level}"
    link_executable(program.objects, out, variant=os.environ.get("LODE_VARIANT", "release"))
    return lambda name: run([str(out), name], stress_environment(name))


@pytest.fixture(scope="session")
def compiled_o0(suite_entry: Path) -> Runner:
    return _executable(suite_entry, 0)


@pytest.fixture(scope="session")
def compiled_o2(suite_entry: Path) -> Runner:
    return _executable(suite_entry, 2)


@pytest.fixture(scope="session")
def just_in_time(suite_entry: Path) -> Iterator[Runner]:
    scratch = suite_entry.parent
    command = [sys.executable, "-m", "tests.differential.jit_server", str(suite_entry), str(scratch)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None and server.stdout is not None
        assert server.stdout.readline() == "ready\n"

        def run_in_server(name: str) -> Outcome:
            assert server.stdin is not None and server.stdout is not None
            server.stdin.write(name + "\n")
            server.stdin.flush()
            status = int(server.stdout.readline())
            sys.stderr.write((scratch / "stderr").read_text(errors="replace")[-4000:])
            return Outcome((scratch / "stdout").read_text(encoding="utf-8", errors="replace"), status)

        yield run_in_server
        server.stdin.close()


def _parameters(*, executable: bool) -> list[object]:
    known = known_differences()
    return [pytest.param(n, marks=pytest.mark.xfail(reason=known[n], strict=True)) if n in known else n
            for n in program_names() if not (executable and just_in_time_only(n))]


@pytest.mark.parametrize("name", _parameters(executable=True))
def test_compiled_at_o0(compiled_o0: Runner, name: str) -> None:
    assert compiled_o0(name).text() == expected(name)


@pytest.mark.parametrize("name", _parameters(executable=True))
def test_compiled_at_o2(compiled_o2: Runner, name: str) -> None:
    assert compiled_o2(name).text() == expected(name)


@pytest.mark.parametrize("name", _parameters(executable=False))
def test_just_in_time(just_in_time: Runner, name: str) -> None:
    assert just_in_time(name).text() == expected(name)
