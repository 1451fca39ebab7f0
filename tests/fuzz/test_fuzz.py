"""Some random programs of fixed seeds do the same at all levels and, where there is one, in node."""

from __future__ import annotations

from .__main__ import run_programs
from .compare import difference
from .engines import find_node, levels
from .grammar import program

SEEDS = range(7, 37)


def test_random_programs_agree() -> None:
    programs = {f"p{seed}": program(seed) for seed in SEEDS}
    results = run_programs(programs, tuple(levels(("0", "ir", "jit", "stress"))), find_node())
    assert {name: found for name, outcomes in results.items() if (found := difference(outcomes))} == {}


def test_programs_depend_on_the_seed_alone() -> None:
    assert program(5) == program(5)
    assert program(5) != program(6)
