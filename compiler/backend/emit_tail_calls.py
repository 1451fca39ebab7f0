"""Templates of calls in tail position (runtime/object/tail_call.h).

They are ordinary calls, so that stack traces show their callers, until the stack is deep. From there on a call
replaces its caller's frame: it is left with the isolate, and the caller returns, with a result of no meaning, to where
the runtime makes the call.
"""

from __future__ import annotations

from compiler.ir.function import Function
from compiler.ir.types import ANY, BOOL, F64, I32, VOID

from . import abi
from .emit_base import LLVM_TYPE, MD_RSP, MD_UNLIKELY, BackendError, direct_result_type
from .names import code_symbol

_INTEGER_REGISTERS = 5  # for operands of a direct entry, behind the isolate (System V ABI, 3.2.3)
_VECTOR_REGISTERS = 8
RUNTIME = ("lode_tail_words", "lode_tail_direct")  # what the code calls


def has_tail_calls(function: Function) -> bool:
    return any("tail" in i.attrs for block in function.blocks for i in block.instrs)


def replacing_direct_call(caller: Function, target: Function, operands: list[str], n: int, dbg: str) -> list[str]:
    """Code that calls ``target``'s direct entry in the place of the caller's frame if the stack is deep, and else goes
    on. ``operands`` are typed; ``n`` makes names unique in the function. The caller returns what the target does."""
    if direct_result_type(caller) != direct_result_type(target):
        raise BackendError(f"{caller.symbol} calls {target.symbol} in tail position, whose result is another")
    lines = [
        f"%tc{n}.sp = call i64 @llvm.read_register.i64(metadata {MD_RSP})",
        f"%tc{n}.at = getelementptr inbounds i8, ptr %iso, i64 {abi.ISO_TAIL_LIMIT}",
        f"%tc{n}.limit = load i64, ptr %tc{n}.at",
        f"%tc{n}.deep = icmp ult i64 %tc{n}.sp, %tc{n}.limit",
        f"br i1 %tc{n}.deep, label %tc{n}.replace, label %tc{n}.go, !prof {MD_UNLIKELY}",
        f"tc{n}.replace:",
    ]
    registers = {"integer": 0, "vector": 0}
    on_stack: list[str] = []
    for param, operand in zip(target.params, operands, strict=True):
        kind, limit, base = (("vector", _VECTOR_REGISTERS, abi.ISO_TAIL_VECTOR) if param.repr is F64 else
                             ("integer", _INTEGER_REGISTERS, abi.ISO_TAIL_INTEGER))
        if registers[kind] == limit:
            on_stack.append(operand)
            continue
        lines += _store(operand, f"%tc{n}.{len(lines)}", "%iso", base + 8 * registers[kind])
        registers[kind] += 1
    words = "null"
    if on_stack:
        words = f"%tc{n}.words"
        lines.append(f"{words} = call ptr @lode_tail_words(ptr %iso, i32 {len(on_stack)})")
        for k, operand in enumerate(on_stack):
            lines += _store(operand, f"%tc{n}.{len(lines)}", words, 8 * k)
    code = f"ptr @{code_symbol(target)}"
    lines.append(f"%tc{n}.r = call i64 @lode_tail_direct(ptr %iso, {code}, i32 {len(on_stack)}){dbg}")
    lines += _meaningless_return(caller, f"%tc{n}")
    return [*(line if line.endswith(":") else "  " + line for line in lines), f"tc{n}.go:"]


def _store(operand: str, name: str, base: str, offset: int) -> list[str]:
    lines = [f"{name}.at = getelementptr inbounds i8, ptr {base}, i64 {offset}"]
    if operand.startswith((f"{LLVM_TYPE[BOOL]} ", f"{LLVM_TYPE[I32]} ")):
        lines.append(f"{name}.wide = zext {operand} to i64")
        operand = f"i64 {name}.wide"
    return [*lines, f"store {operand}, ptr {name}.at"]


def _meaningless_return(function: Function, name: str) -> list[str]:
    """Returns what LLVM knows nothing about, lest it believe to know the function's result."""
    result, pair = function.result, direct_result_type(function)
    if result is ANY:
        return [f"ret i64 {name}.r"]
    if result is VOID or not function.may_throw:
        raise BackendError(f"{function.symbol}: a call in tail position, but nothing that can throw is returned")
    type_ = LLVM_TYPE[result]
    value = f"bitcast i64 {name}.r to double" if result is F64 else f"trunc i64 {name}.r to {type_}"
    return [f"{name}.v = {value}",
            f"{name}.pair = insertvalue {pair} {{ {type_} poison, i1 false }}, {type_} {name}.v, 0",
            f"ret {pair} {name}.pair"]
