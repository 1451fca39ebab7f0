"""Templates: private names and fields."""

from __future__ import annotations

from compiler.ir.function import Instr
from compiler.ir.types import Kinds

from . import abi
from .emit_base import MD_LIKELY, FunctionEmitter, Operand, emits
from .emit_objects import VALUE_IS_NO_CELL, known_cell, store
from .place import Place


@emits("private_get")
def _private_get(e: FunctionEmitter, i: Instr) -> None:
    args: list[Operand] = [e.arg(i, 0), e.arg(i, 1)]
    site = e.data.new_ic()
    general = "lode_private_peek" if "quick" in i.attrs else "lode_private_get"
    if e.hot():
        known = str(known_cell(i.args[0]))
        e.define(i, e.guarded(i, "fast_private_get", [*args, site, known], general, [*args, site]))
        return
    result = e.call(general, *args, site)
    e.bind(i, result)
    e.check_value(result, i)


@emits("private_set")
def _private_set(e: FunctionEmitter, i: Instr) -> None:
    args: list[Operand] = [e.arg(i, 0), e.arg(i, 1), e.arg(i, 2)]
    site = e.data.new_ic()
    known = known_cell(i.args[0]) | (0 if i.args[2].kinds & (Kinds.CELL | Kinds.EMPTY) else VALUE_IS_NO_CELL)
    fast = ("fast_private_set", *args, site, str(known)) if e.hot() else None
    general = "lode_private_poke" if "quick" in i.attrs else "lode_private_set"
    store(e, i, fast, lambda: e.call(general, *args, site))


@emits("private_has")
def _private_has(e: FunctionEmitter, i: Instr) -> None:
    args: list[Operand] = [e.arg(i, 0), e.arg(i, 1), e.data.new_ic()]
    general = "lode_private_peek_has" if "quick" in i.attrs else "lode_private_has"
    if e.hot():
        e.define(i, e.guarded(i, "fast_private_has", args, general, args))
        return
    result = e.call(general, *args)
    e.bind(i, result)
    e.check_value(result, i)


@emits("define_fields")
def _define_fields(e: FunctionEmitter, i: Instr) -> None:
    obj, pairs = e.arg(i, 0), [e.names[a] for a in i.args[1:]]
    private = i.attrs["private"]
    name = pairs[2 * private] if private >= 0 else str(abi.JS_EMPTY)
    site = e.data.new_ic()
    join = None
    if e.hot():
        join = _add_fields(e, i, obj, pairs[1::2], name, site)
    buffer = e.store_args(pairs)
    e.check_ok(e.call("lode_define_fields", obj, str(len(pairs) // 2), buffer, name, site), i)
    if join is not None:
        e.line(f"br label %{join}")
        e.start(join)


def _add_fields(e: FunctionEmitter, i: Instr, obj: str, values: list[str], name: str, site: Place) -> str:
    """Fields by the site's record. The current block is then the general path; returns where it ends."""
    first = e.call("fast_add_fields", obj, name, site)
    fast, slow, join = e.new_label("fast"), e.new_label("slow"), e.new_label("join")
    e.line(f"br i1 {e.let(f'icmp ne ptr {first}, null')}, label %{fast}, label %{slow}, !prof {MD_LIKELY}")
    e.start(fast)
    for n, value in enumerate(values):
        e.line(f"store i64 {value}, ptr {e.let(f'getelementptr inbounds i64, ptr {first}, i64 {n}')}")
    e.call("fast_barrier", e.let(f"inttoptr i64 {obj} to ptr"))
    e.line(f"br label %{join}")
    e.start(slow)
    return join
