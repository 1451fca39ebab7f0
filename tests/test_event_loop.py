"""Order of callbacks, exit codes and reports of tests/event_loop/*.js, as Node has them.

Node, where it is on PATH, is asked; elsewhere the programs must at least end in the recorded exit code."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = sorted((ROOT / "tests/event_loop").glob("*.js"))
EXIT_CODES = {
    "before_exit": 5, "exit_in_timer": 42, "uncaught_error": 1, "uncaught_in_main": 1, "throw_in_handler": 7,
    "throw_primitive": 1, "throw_object": 1, "unhandled_rejection": 1, "unhandled_rejection_of_value": 1,
    "exit_code_property": 9, "throw_in_exit_handler": 1, "system_error": 1, "kill_itself": -15,
    "throw_through_finally": 1,
}
# Thrown by the library itself, whose frames and source Lode does not show.
REPORT_DIFFERS = {"unhandled_rejection_of_value", "system_error"}


def _run(command: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("LODE_GC")} | {"LODE_NO_CACHE": "1"} | settings
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, check=False)


def _lode(program: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return _run([sys.executable, "-m", "compiler.launch", "run", str(program)], PYTHONPATH=str(ROOT), **settings)


def _report(text: str) -> list[str]:
    """A report up to its stack: Lode has fewer frames of the library than Node."""
    return [line.rstrip() for line in re.split(r"\n {4}at ", text)[0].splitlines()]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.stem)
def test_behaves_as_node(program: Path) -> None:
    ours = _lode(program)
    assert ours.returncode == EXIT_CODES.get(program.stem, 0), ours.stderr
    if not shutil.which("node"):
        return
    theirs = _run(["node", str(program)])
    assert ours.stdout == theirs.stdout
    assert ours.returncode == theirs.returncode
    if program.stem not in REPORT_DIFFERS:
        assert _report(ours.stderr) == _report(theirs.stderr)


@pytest.mark.parametrize("name", ["order_of_ticks_and_jobs", "rejection_events", "timers", "uncaught_handled"])
def test_under_gc_stress(name: str) -> None:
    program = ROOT / f"tests/event_loop/{name}.js"
    plain, stressed = _lode(program), _lode(program, LODE_GC_STRESS="50", LODE_GC_VERIFY="1")
    assert (stressed.stdout, stressed.returncode) == (plain.stdout, plain.returncode), stressed.stderr


def test_closed_pipe_is_no_crash() -> None:
    code = "for (let i = 0; i < 100000; i++) console.log(i)"
    script = ROOT / "tests/event_loop"
    command = f"{sys.executable} -m compiler.launch run - <<< '{code}' | head -1"
    result = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, timeout=60,
                            cwd=script, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)
    assert result.stdout == "0\n"
    assert result.stderr == ""
