"""Some random programs of fixed seeds do the same at all levels and, where there is one, in node."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from .__main__ import run_programs
from .compare import difference
from .engines import find_node, levels
from .grammar import program

SEEDS = range(7, 37)


def test_random_programs_agree() -> None:
    programs = {f"p{seed}": program(seed) for seed in SEEDS}
    # In a process of its own: the runtime that it loads is not for other tests.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
        results = pool.submit(run_programs, programs, tuple(levels(("0", "ir", "jit", "stress"))), find_node()).result()
    assert {name: found for name, outcomes in results.items() if (found := difference(outcomes))} == {}


def test_programs_depend_on_the_seed_alone() -> None:
    assert program(5) == program(5)
    assert program(5) != program(6)
