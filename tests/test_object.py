"""Objects and operators: the C model by itself (tests/runtime/object_test.c), and JavaScript whose output is Node's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from runtime import build

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = sorted((ROOT / "tests/object").glob("*.js"))


def _environment(**settings: str) -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("LODE_GC")} | settings


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The C test program, linked with the runtime."""
    build.build()
    directory, out = build.build_dir(), tmp_path_factory.mktemp("object") / "object_test"
    includes = [f"-I{ROOT / 'runtime'}", *(f"-I{d}" for d in directory.rglob("lode_abi.h") for d in [d.parent])]
    stub = out.with_suffix(".c")
    stub.write_text('#include "module.h"\nconst JsModuleDesc *const lode_library[1];\n'
                    "const JsModuleDesc *const lode_program[1];\n", encoding="utf-8")
    subprocess.run(
        ["gcc", "-std=gnu11", "-g", "-O1", *includes, str(ROOT / "tests/runtime/object_test.c"), str(stub),
         str(directory / "liblode.a"), "-luv", "-lpthread", "-ldl", "-lm", "-o", str(out)],
        check=True, capture_output=True, text=True,
    )
    return out


@pytest.mark.parametrize("settings", [{}, {"LODE_GC_STRESS": "1", "LODE_GC_VERIFY": "1"}], ids=["plain", "stress"])
def test_model(model: Path, settings: dict[str, str]) -> None:
    """Shapes, properties, elements, caches, calls and errors of the C interface."""
    run = subprocess.run([str(model)], capture_output=True, text=True, timeout=120, check=False,
                         env=_environment(**settings))
    assert (run.returncode, run.stdout, run.stderr) == (0, "object_test: ok\n", "")


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.stem)
def test_prints_what_node_prints(program: Path) -> None:
    """The expected text beside each program is Node 20's output."""
    command = [sys.executable, "-m", "compiler.launch", "run", str(program)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT,
                         env=_environment())
    assert run.stdout == program.with_suffix(".expected").read_text(encoding="utf-8")
    assert run.returncode == 0
