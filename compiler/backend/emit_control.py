"""Templates: terminators."""

from __future__ import annotations

from compiler.ir.function import Edge, Instr, Value
from compiler.ir.types import ANY, VOID

from . import abi
from .emit_base import LLVM_TYPE, MD_LIKELY, MD_UNLIKELY, BackendError, FunctionEmitter, direct_result_type, emits


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
    test = i.args[0]
    if isinstance(test, Instr) and test.op.name == "is_number" and _wants_double(e, test.args[0], i.edges):
        _branch_on_number(e, test.args[0], i.edges)
        return
    labels, split = _distinct_targets(e, i.edges)
    first, second = (edge.block.cold for edge in i.edges)
    weights = "" if first == second else f", !prof {MD_UNLIKELY if first else MD_LIKELY}"
    e.line(f"br i1 {e.arg(i, 0)}, label %{labels[0]}, label %{labels[1]}{weights}")
    _write_split(e, split)


def _wants_double(e: FunctionEmitter, value: Value, edges: list[Edge]) -> bool:
    """Is the first edge the only way to a block that takes value, a number there, as a double?"""
    block = edges[0].block
    return e.hot() and e.entries[block] == 1 and block is not e.blocks[0] and any(
        x.op.name == "number_to_f64" and x.args[0] is value for x in block.instrs)


def _branch_on_number(e: FunctionEmitter, value: Value, edges: list[Edge]) -> None:
    """Tests and unboxes at once: the subtraction that unboxes a double is the test, too. Int32 are converted apart."""
    boxed = e.names[value]
    shifted = e.let(f"sub i64 {boxed}, {abi.DOUBLE_OFFSET}")
    is_double = e.let(f"icmp ult i64 {shifted}, {abi.signed64(abi.INT32_TAG - abi.DOUBLE_OFFSET)}")
    from_double = e.let(f"bitcast i64 {shifted} to double")
    start, other, integer, join = e.label, e.new_label("other"), e.new_label("integer"), e.new_label("number")
    e.line(f"br i1 {is_double}, label %{join}, label %{other}, !prof {MD_LIKELY}")
    e.start(other)
    is_integer = e.let(f"icmp uge i64 {boxed}, {abi.signed64(abi.INT32_TAG)}")
    e.line(f"br i1 {is_integer}, label %{integer}, label %{e.enter(edges[1])}")
    e.start(integer)
    low = e.let(f"trunc i64 {boxed} to i32")
    from_integer = e.let(f"sitofp i32 {low} to double")
    e.line(f"br label %{join}")
    e.start(join)
    number = e.let(f"phi double [ {from_double}, %{start} ], [ {from_integer}, %{integer} ]")
    e.doubles[edges[0].block] = (value, number)
    e.line(f"br label %{e.enter(edges[0])}")


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
