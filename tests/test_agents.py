"""Agents: the C interface by itself (tests/runtime/agents_test.c), and test262's agents while both collect often.

What a script sees of them is in tests/scripts/agents.js."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from runtime import build

ROOT = Path(__file__).resolve().parent.parent
STRESSES = [{}, {"LODE_GC_STRESS": "1", "LODE_GC_VERIFY": "1"}]


def _environment(settings: dict[str, str]) -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("LODE_GC")} | settings


@pytest.fixture(scope="module")
def interface(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The C test program, linked with the runtime."""
    variant = os.environ.get("LODE_VARIANT", "release")
    build.build(variant)
    directory, out = build.build_dir(variant), tmp_path_factory.mktemp("agents") / "agents_test"
    sanitizers = [flag for flag in build.VARIANTS[variant].flags if flag.startswith("-fsanitize")]
    includes = [f"-I{ROOT / 'runtime'}", *(f"-I{path.parent}" for path in directory.rglob("lode_abi.h"))]
    subprocess.run(
        ["gcc", "-std=gnu11", "-g", "-O1", *sanitizers, *includes, str(ROOT / "tests/runtime/agents_test.c"),
         str(directory / "liblode.a"), "-luv", "-lpthread", "-ldl", "-lm", "-o", str(out)],
        check=True, capture_output=True, text=True,
    )
    return out


@pytest.mark.parametrize("settings", STRESSES, ids=["plain", "stress"])
def test_interface(interface: Path, settings: dict[str, str]) -> None:
    run = subprocess.run([str(interface)], capture_output=True, text=True, timeout=120, check=False,
                         env=_environment(settings))
    assert (run.returncode, run.stdout, run.stderr) == (0, "agents_test: ok\n", "")


def test_agents_that_collect() -> None:
    script = ROOT / "tests/scripts/agents.js"
    command = [sys.executable, "-m", "compiler.launch", "run", "--sourcetype=script", "--test262-host", str(script)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, cwd=ROOT,
                         env=_environment({"LODE_GC_STRESS": "50"}))
    assert run.stdout == script.with_suffix(".expected").read_text(encoding="utf-8"), run.stderr
