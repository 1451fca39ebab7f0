"""Templates: what new and super(…) of known classes need."""

from __future__ import annotations

from compiler.ir.function import Instr

from .emit_base import MD_LIKELY, FunctionEmitter, emits


@emits("new_instance")
def _new_instance(e: FunctionEmitter, i: Instr) -> None:
    if "quick" in i.attrs:
        made = e.call("fast_new_instance", e.arg(i, 0))
        e.bind(i, made)
        e.check_value(made, i)
        return
    if not e.hot():
        result = e.call("lode_new_instance", e.arg(i, 0))
        e.bind(i, result)
        e.check_value(result, i)
        return
    made = e.call("fast_new_instance", e.arg(i, 0))
    from_fast = e.label
    slow, join = e.new_label("slow"), e.new_label("join")
    e.line(f"br i1 {e.let(f'icmp ne i64 {made}, 0')}, label %{join}, label %{slow}, !prof {MD_LIKELY}")
    e.start(slow)
    result = e.call("lode_new_instance", e.arg(i, 0))
    e.check_value(result, i)
    from_slow = e.label
    e.line(f"br label %{join}")
    e.start(join)
    e.define(i, f"phi i64 [ {made}, %{from_fast} ], [ {result}, %{from_slow} ]")


@emits("learn_slots", "super_constructor")
def _inline(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call(f"fast_{i.op.name}", *(e.names[a] for a in i.args)))


@emits("is_closure_of")
def _is_closure_of(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call("fast_is_closure_of", e.arg(i, 0), e.data.info(i.attrs["func"])))
