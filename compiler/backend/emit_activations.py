"""Templates: activations of generators and async functions."""

from __future__ import annotations

from compiler.ir.function import Instr

from .emit_base import BackendError, FunctionEmitter, emits


@emits("start", "suspend", "resume_mode", "complete")
def _unsplit(e: FunctionEmitter, i: Instr) -> None:
    raise BackendError(f"{e.function.symbol}: {i.op.name} is left: the pass split_suspensions must run")


@emits("activation_new")
def _activation_new(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call("lode_activation_new", e.data.info(i.attrs["func"]), e.arg(i, 0)))


@emits("activation_enter", "activation_mode")
def _activation_read(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call(f"fast_{i.op.name}", e.arg(i, 0)))


@emits("activation_suspend")
def _activation_suspend(e: FunctionEmitter, i: Instr) -> None:
    e.call("fast_activation_suspend", e.arg(i, 0), str(i.attrs["state"]))


@emits("activation_load")
def _activation_load(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call("fast_activation_load", e.arg(i, 0), str(i.attrs["index"])))


@emits("activation_store")
def _activation_store(e: FunctionEmitter, i: Instr) -> None:
    barrier = str(int(i.attrs["barrier"]))
    e.call("fast_activation_store", e.arg(i, 0), str(i.attrs["index"]), e.arg(i, 1), barrier)


@emits("box_env")
def _box_env(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"ptrtoint ptr {e.arg(i, 0)} to i64")


@emits("unbox_env")
def _unbox_env(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"inttoptr i64 {e.arg(i, 0)} to ptr")
