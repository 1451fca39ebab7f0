"""Some random programs of fixed seeds do the same at all levels and, where there is one, in node."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest

from . import engines
from .compare import difference
from .engines import find_node, levels
from .grammar import program
from .guarded import run_programs

SEEDS = range(7, 37)


def test_random_programs_agree() -> None:
    programs = {f"p{seed}": program(seed) for seed in SEEDS}
    results = run_programs(programs, levels(("0", "ir", "jit", "stress")), find_node())
    assert {name: found for name, outcomes in results.items() if (found := difference(outcomes))} == {}


def test_a_crash_of_the_compiler_is_one_programs_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    compile_file = engines._compile_file

    def crash(name: str, *rest: Any) -> Any:
        if name == "p1":
            os.kill(os.getpid(), signal.SIGKILL)
        return compile_file(name, *rest)

    monkeypatch.setattr(engines, "_compile_file", crash)
    programs = {f"p{n}": f"require('./support.js').log({n});" for n in range(3)}
    results = run_programs(programs, levels(["0"]), None)
    assert [str(results[f"p{n}"]["0"]) for n in (0, 2)] == ["0", "2"]
    assert difference(results["p1"]) is not None and "SIGKILL" in results["p1"]["0"].failure


def test_a_program_that_ends_its_process_is_one_programs_failure() -> None:
    programs = {"p0": "log(0);", "p1": "log(1); process.exit(3);", "p2": "log(2);"}
    programs = {name: f"const {{ log }} = require('./support.js'); {text}" for name, text in programs.items()}
    results = run_programs(programs, levels(["0", "jit"]), None)
    assert [str(results["p2"][level]) for level in ("0", "jit")] == ["2", "2"]
    assert results["p1"]["0"].failure == results["p1"]["jit"].failure == "exit 3"


def test_programs_depend_on_the_seed_alone() -> None:
    assert program(5) == program(5)
    assert program(5) != program(6)
