"""Templates: terminators."""

from __future__ import annotations

from compiler.ir.function import Edge, Instr
from compiler.ir.types import ANY, VOID

from .emit_base import LLVM_TYPE, BackendError, FunctionEmitter, direct_result_type, emits


def _distinct_targets(e: FunctionEmitter, edges: list[Edge]) -> tuple[list[str], list[tuple[str, Edge]]]:
    """Labels for the edges of one terminator. A block reached twice gets its further edges through blocks of their own
    (a phi holds one value for each predecessor); these are returned to be written after the terminator."""
    seen = set()
    labels: list[str] = []
    split: list[tuple[str, Edge]] = []
    for edge in edges:
        if edge.block in seen and edge.block.params:
            label = e.new_label("e")
            split.append((label, edge))
            labels.append(label)
        elif edge.block in seen:
            labels.append(e.block_label(edge.block))
        else:
            seen.add(edge.block)
            labels.append(e.enter(edge))
    return labels, split


def _write_split(e: FunctionEmitter, split: list[tuple[str, Edge]]) -> None:
    for label, edge in split:
        e.start(label)
        e.line(f"br label %{e.enter(edge)}")


@emits("jump")
def _jump(e: FunctionEmitter, i: Instr) -> None:
    e.line(f"br label %{e.enter(i.edges[0])}")


@emits("branch")
def _branch(e: FunctionEmitter, i: Instr) -> None:
    labels, split = _distinct_targets(e, i.edges)
    e.line(f"br i1 {e.arg(i, 0)}, label %{labels[0]}, label %{labels[1]}")
    _write_split(e, split)


@emits("switch")
def _switch(e: FunctionEmitter, i: Instr) -> None:
    cases = list(i.attrs["cases"])
    if len(cases) + 1 != len(i.edges):
        raise BackendError(f"{e.function.symbol}: a switch of {len(cases)} cases has {len(i.edges)} edges")
    # A target reached by several cases without parameters is still one phi-less block, so only edges with
    # parameters need splitting.
    labels, split = _distinct_targets(e, i.edges)
    table = " ".join(f"i32 {case}, label %{label}" for case, label in zip(cases, labels[:-1], strict=True))
    e.line(f"switch i32 {e.arg(i, 0)}, label %{labels[-1]} [ {table} ]")
    _write_split(e, split)


@emits("return")
def _return(e: FunctionEmitter, i: Instr) -> None:
    function = e.function
    if function.result is VOID:
        e.line("ret i1 false" if function.may_throw else "ret void")
        return
    value = e.typed(i.args[0])
    if i.args[0].repr is not function.result:
        raise BackendError(f"{function.symbol}: returns {i.args[0].repr!r}, not {function.result!r}")
    if function.result is ANY or not function.may_throw:
        e.line(f"ret {value}")
        return
    pair = direct_result_type(function)
    half = e.let(f"insertvalue {pair} {{ {LLVM_TYPE[function.result]} poison, i1 false }}, {value}, 0")
    e.line(f"ret {pair} {half}")


@emits("throw")
def _throw(e: FunctionEmitter, i: Instr) -> None:
    e.call("lode_throw", e.arg(i, 0))
    e.line(f"br label %{e.throw_target(i)}")


@emits("unreachable")
def _unreachable(e: FunctionEmitter, i: Instr) -> None:
    e.line("unreachable")
