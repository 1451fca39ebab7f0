"""npm packages, unchanged: what they compute is what they compute in Node."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from compiler.npm import NpmUnavailable, install_packages

HERE = Path(__file__).resolve().parent
PACKAGES = ["acorn@8.15.0", "esprima@4.0.1", "lodash@4.17.21", "typescript@5.9.3"]
LODE = [sys.executable, "-m", "compiler.launch"]

pytestmark = [pytest.mark.npm, pytest.mark.skipif(shutil.which("node") is None, reason="node is not on PATH")]


@pytest.fixture(scope="module")
def packages() -> Path:
    try:
        return install_packages(PACKAGES)
    except NpmUnavailable as error:
        pytest.skip(f"the packages could not be fetched: {error}")


@pytest.fixture(scope="module")
def programs(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the programs, beside the packages that they require."""
    folder = tmp_path_factory.mktemp("packages")
    for program in HERE.glob("*.js"):
        shutil.copy(program, folder)
    (folder / "node_modules").symlink_to(packages / "node_modules")
    return folder


def output(command: list[str], timeout: int = 600) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False,
                          env={**os.environ, "LODE_NO_CACHE": "1"})
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def compiled(programs: Path) -> dict[str, Path]:
    """The programs as executables."""
    executables = {}
    for program in programs.glob("*.js"):
        out = programs / program.stem
        output([*LODE, "build", str(program), "-o", str(out)])
        executables[program.stem] = out
    return executables


PARSES = [("acorn", "lodash/lodash.js"), ("esprima", "lodash/lodash.js"), ("acorn", "typescript/lib/typescript.js")]


@pytest.mark.slow
@pytest.mark.parametrize(("parser", "file"), PARSES)
def test_parser_gives_nodes_tree_compiled(compiled: dict[str, Path], programs: Path, parser: str, file: str) -> None:
    arguments = [parser, str(programs / "node_modules" / file)]
    assert output([str(compiled["parse"]), *arguments]) == output(["node", str(programs / "parse.js"), *arguments])


@pytest.mark.slow
@pytest.mark.parametrize(("parser", "file"), PARSES[:2])
def test_parser_gives_nodes_tree_just_in_time(programs: Path, parser: str, file: str) -> None:
    program = str(programs / "parse.js")
    arguments = [parser, str(programs / "node_modules" / file)]
    assert output([*LODE, "run", program, *arguments]) == output(["node", program, *arguments])


@pytest.mark.slow
def test_lodash_computes_what_it_does_in_node(compiled: dict[str, Path], programs: Path) -> None:
    expected = output(["node", str(programs / "lodash_calls.js")])
    assert output([str(compiled["lodash_calls"])]) == expected


@pytest.mark.slow
def test_lodash_just_in_time(programs: Path) -> None:
    program = str(programs / "lodash_calls.js")
    assert output([*LODE, "run", program]) == output(["node", program])
