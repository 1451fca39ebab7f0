"""The passes: what they are, in what order they run, and why in that order.

``PASSES`` is the table, a row a pass. ``PIPELINE`` is the order; a pass may stand in it more than once. The constraints of
the rows are checked when this module is imported, so that an order that breaks one can't go unnoticed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from .function import Function, Module
from .passes import (
    block_versioning,
    common_subexpressions,
    constant_folding,
    dce,
    direct_entries,
    fold_fields,
    infer_kinds,
    inline_methods,
    may_throw,
    merge_entries,
    promote_captures,
    remove_functions,
    simplify_cfg,
    split_suspensions,
    tail_calls,
    unbox_results,
)
from .printer import module_text
from .verifier import verify_module


@dataclass(frozen=True, slots=True)
class Pass:
    """A row of the pass table. Exactly one of ``function`` and ``module`` is given."""

    name: str
    doc: str
    min_level: int
    function: Callable[[Function], object] | None = None
    module: Callable[[Module], object] | None = None
    after: Mapping[str, str] = field(default_factory=dict)  # pass that must have run before: the reason


PASSES: dict[str, Pass] = {
    p.name: p
    for p in (
        Pass("simplify_cfg", "Removes unreachable blocks, threads jumps, merges blocks, drops trivial parameters.", 0,
             simplify_cfg.run),
        Pass("constant_folding", "Evaluates ops on constants; folds branches on them.", 1, constant_folding.run),
        Pass("block_versioning", "Versions of hot blocks by representations and kinds; unboxed parameters.", 2,
             module=block_versioning.run,
             after={"simplify_cfg": "block boundaries cost versions",
                    "infer_kinds": "contexts are kept apart only by what isn't known of a value everywhere",
                    "unbox_results": "versions of a function share its result's representation"}),
        Pass("promote_captures", "Captured variables that are stored once, where that is behind the reader.", 2,
             module=promote_captures.run, after={"simplify_cfg": "it works on dominators",
                                                 "constant_folding": "computed constants are constants"}),
        Pass("inline_methods", "Small methods, getters and constructors in the place of their calls.", 2, module=inline_methods.run,
             after={"promote_captures": "it finds calls of private methods and constructors"}),
        Pass("fold_fields", "Assignments to fresh objects' fields become the fields' first values.", 2, fold_fields.run,
             after={"inline_methods": "it brings the two together"}),
        Pass("direct_entries", "Copies of escaping functions for their direct calls.", 2, module=direct_entries.run,
             after={"promote_captures": "it finds direct calls"}),
        Pass("tail_calls", "Marks of calls in tail position that need none.", 0, module=tail_calls.run,
             after={"direct_entries": "it makes direct calls of others"}),
        Pass("infer_kinds", "Which kinds values can have, across functions and captured variables.", 1, module=infer_kinds.run,
             after={"simplify_cfg": "what unreachable code passes on must not count"}),
        Pass("unbox_results", "Unboxed results of functions that are only called directly.", 2, module=unbox_results.run,
             after={"infer_kinds": "it needs the kinds of returned values",
                    "tail_calls": "functions that call in tail position need results alike",
                    "direct_entries": "only functions that don't escape qualify"}),
        Pass("merge_entries", "Takes back copies of direct_entries that brought nothing.", 2, module=merge_entries.run,
             after={"direct_entries": "it made them", "unbox_results": "an unboxed result is a gain"}),
        Pass("split_suspensions", "Generators and async functions become state machines.", 0, module=split_suspensions.run,
             after={"simplify_cfg": "what can't be reached must not be kept alive in slots"}),
        Pass("remove_functions", "Drops functions that nothing refers to.", 1, module=remove_functions.run,
             after={"block_versioning": "general versions may have lost their callers"}),
        Pass("may_throw", "Finds functions that can't throw.", 1, module=may_throw.run,
             after={"block_versioning": "specialised versions throw less",
                    "split_suspensions": "what a body throws doesn't leave the function that made its activation"}),
        Pass("common_subexpressions", "Pure instructions that a dominating one computes already.", 2, common_subexpressions.run,
             after={"constant_folding": "what folds is no instruction",
                    "block_versioning": "only what is specialised is pure"}),
        Pass("dce", "Removes instructions and parameters whose values nobody uses.", 1, dce.run),
    )
}

PIPELINE: tuple[str, ...] = (
    "simplify_cfg", "constant_folding", "simplify_cfg", "dce",
    "promote_captures", "constant_folding", "simplify_cfg", "dce",
    "inline_methods", "simplify_cfg", "fold_fields", "dce",
    "direct_entries", "tail_calls", "infer_kinds", "unbox_results", "merge_entries",
    "block_versioning", "simplify_cfg", "constant_folding", "simplify_cfg", "common_subexpressions", "dce",
    "split_suspensions", "remove_functions", "may_throw",
)


class PassOrderError(Exception):
    """The pipeline breaks a constraint of the pass table."""


def check_order(pipeline: Collection[str]) -> None:
    done: set[str] = set()
    for name in pipeline:
        if name not in PASSES:
            raise PassOrderError(f"no pass {name!r}")
        for needed, reason in PASSES[name].after.items():
            if needed not in done:
                raise PassOrderError(f"{name} must come after {needed}: {reason}")
        done.add(name)


check_order(PIPELINE)


def run_pass(module: Module, row: Pass) -> None:
    if row.module is not None:
        row.module(module)
    else:
        assert row.function is not None
        for function in list(module.functions):
            row.function(function)


def run_pipeline(module: Module, opt_level: int, *, disabled: Collection[str] = (), dump_after: Collection[str] = (),
                 dump: Callable[[str], object] = print, timings: dict[str, float] | None = None) -> None:
    """Runs the passes of ``opt_level`` over the module, in place.

    ``dump_after`` names passes after which the module's text goes to ``dump``; ``timings`` collects seconds by pass.
    With LODE_VERIFY_IR=1 in the environment the module is verified after each pass.
    """
    for name in (*disabled, *dump_after):
        if name not in PASSES:
            raise PassOrderError(f"no pass {name!r}; there are {', '.join(PASSES)}")
    verify = os.environ.get("LODE_VERIFY_IR") == "1"
    if verify:
        verify_module(module, "lowering")
    for name in PIPELINE:
        row = PASSES[name]
        if row.min_level > opt_level or name in disabled:
            continue
        start = time.perf_counter()
        run_pass(module, row)
        if timings is not None:
            timings[name] = timings.get(name, 0.0) + time.perf_counter() - start
        if verify:
            verify_module(module, name)
        if name in dump_after:
            dump(f"# after {name}\n{module_text(module)}")
