"""LLVM declarations of what compiled code calls: the runtime's table and the inlined fast paths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from runtime import abi as runtime_abi

# "pair" is FastValue of runtime/fast/fast.h: a value, and whether the operands were handled.
LLVM_TYPE = {"pair": "{ i64, i8 }", "value": "i64", "i32": "i32", "i64": "i64", "f64": "double", "bool": "i1",
             "ok": "i1", "ptr": "ptr", "place": "i64", "void": "void"}


@dataclass(frozen=True, slots=True)
class FastFunction:
    """An inlined fast path of runtime/fast: result and arguments in the types of runtime/abi.py. iso comes first."""

    name: str
    result: str
    args: tuple[str, ...]


def _fast(name: str, result: str, args: str) -> FastFunction:
    return FastFunction(f"fast_{name}", result, tuple(args.split()))


_VALUE_BINARY = ("add", "sub", "mul", "div", "mod", "bitand", "bitor", "bitxor", "shl", "shr", "ushr", "lt", "le", "gt",
                 "ge", "eq")
_VALUE_UNARY = ("neg", "inc", "dec", "to_numeric", "to_number", "bitnot", "to_string", "to_property_key", "to_object")
TYPEOF_NAMES = ("number", "string", "boolean", "undefined", "function", "object", "symbol", "bigint")

# Methods whose calls may be of a built-in that is worth inlining, with their number of arguments.
_OF_ONE = ("charCodeAt", "fromCharCode", "push", "floor", "ceil", "trunc", "abs", "sqrt")
_OF_TWO = ("imul", "max", "min")
INTRINSICS: dict[tuple[str, int], str] = {
    **{(n, 1): f"fast_intrinsic_{n}" for n in _OF_ONE},
    **{(n, 2): f"fast_intrinsic_{n}" for n in _OF_TWO},
}

# Names that is_builtin of compiler/ir/ops.py knows.
BUILTINS = ("abs", "ceil", "floor", "imul", "max", "min", "sqrt", "trunc", "charCodeAt")

FAST: dict[str, FastFunction] = {
    f.name: f
    for f in (
        *(_fast(n, "pair", "value value") for n in _VALUE_BINARY),
        *(_fast(n, "pair", "value") for n in _VALUE_UNARY),
        *(_fast(f"typeof_is_{n}", "bool", "value") for n in TYPEOF_NAMES),
        _fast("strict_eq", "bool", "value value"),
        _fast("strict_eq_int32", "bool", "value value"),
        _fast("strict_eq_string", "bool", "value value"),
        _fast("truthy", "bool", "value"),
        _fast("is_object", "bool", "value"),
        *(_fast(f"is_builtin_{n}", "bool", "value") for n in BUILTINS),
        _fast("string_code_at", "i32", "value i32"),
        _fast("is_kind", "bool", "value i32"),
        _fast("f64_to_i32", "i32", "f64"),
        _fast("box_number", "value", "f64"),
        _fast("get_prop", "pair", "value ptr i32"),
        _fast("get_method", "pair", "value ptr i32"),
        _fast("getter_of", "value", "value value ptr"),
        _fast("has_shape", "bool", "value ptr i32"),
        _fast("get_length", "pair", "value ptr"),
        _fast("set_prop", "bool", "value value ptr i32"),
        _fast("private_get", "pair", "value value ptr i32"),
        _fast("private_set", "bool", "value value value ptr i32"),
        _fast("private_has", "pair", "value value ptr"),
        _fast("add_fields", "ptr", "value value ptr"),
        _fast("get_global", "pair", "ptr"),
        _fast("get_elem", "pair", "value value"),
        _fast("set_elem", "bool", "value value value"),
        _fast("elem_load", "value", "value i32"),
        _fast("elem_store", "void", "value i32 value"),
        _fast("array_length", "i32", "value"),
        _fast("array_get", "value", "value i32"),
        _fast("array_put", "bool", "value i32 value"),
        _fast("array_size", "i32", "value"),
        _fast("typed_is", "bool", "value i32"),
        _fast("typed_plain", "bool", "value i32"),
        _fast("typed_length", "i32", "value"),
        _fast("typed_data", "ptr", "value"),
        _fast("plain_array", "bool", "value"),
        _fast("array_item", "value", "value i32"),
        _fast("iteration_intact", "bool", ""),
        _fast("iter_next", "pair", "value"),
        _fast("new_array", "value", "i32 ptr"),
        _fast("get_super", "pair", "value ptr"),
        _fast("barrier", "void", "ptr"),
        _fast("env_store", "void", "ptr i32 value"),
        _fast("new_env", "ptr", "ptr i32 value"),
        _fast("activation_enter", "i32", "value"),
        _fast("activation_mode", "i32", "value"),
        _fast("activation_suspend", "void", "value i32"),
        _fast("activation_load", "value", "value i32"),
        _fast("activation_store", "void", "value i32 value i32"),
        _fast("new_literal", "value", "ptr ptr i32"),
        _fast("call", "value", "value value i32 ptr value"),
        _fast("tail_call", "value", "value value value i32 ptr"),
        _fast("arg", "value", "i32 ptr i32"),
        _fast("new_instance", "value", "value"),
        _fast("learn_slots", "void", "value value"),
        _fast("super_constructor", "value", "value"),
        _fast("is_closure_of", "bool", "value ptr"),
        *(FastFunction(name, "pair", ("value",) * (2 + n)) for (_, n), name in INTRINSICS.items()),
    )
}


def _c_type(kind: str, result: bool) -> str:
    if kind in ("bool", "ok") and result:
        return "zeroext i1"
    return LLVM_TYPE[kind]


def signature(result: str, args: tuple[str, ...]) -> tuple[str, list[str]]:
    """LLVM result type and argument types, the isolate first."""
    return LLVM_TYPE[result], ["ptr", *(LLVM_TYPE[a] for a in args)]


def _runtime_attributes(fn: runtime_abi.AbiFunction) -> str:
    """What LLVM may assume. A function that may collect never carries a memory attribute: values derived from heap
    memory must not stay live across it without their base (runtime/GC_RULES.md)."""
    words = ["nounwind"]
    if fn.effects == {"pure"}:
        words += ["willreturn", "memory(none)"]
    elif fn.effects == {"read"}:
        words += ["willreturn", "memory(read)"]
    if "cold" in fn.effects:
        words.append("cold")
    return " ".join(words)


@cache
def declaration_lines() -> dict[str, str]:
    """The declaration of each runtime and fast-path function by name."""
    lines = {}
    for fn in runtime_abi.FUNCTIONS:
        args = ", ".join(["ptr", *(_c_type(a, False) for a in fn.args)])
        lines[fn.name] = f"declare {_c_type(fn.result, True)} @{fn.name}({args}) {_runtime_attributes(fn)}"
    for fast in FAST.values():
        args = ", ".join(["ptr", *(_c_type(a, False) for a in fast.args)])
        lines[fast.name] = f"declare {_c_type(fast.result, True)} @{fast.name}({args}) nounwind"
    return lines


LLVM_INTRINSICS = """\
declare { i32, i1 } @llvm.sadd.with.overflow.i32(i32, i32)
declare { i32, i1 } @llvm.ssub.with.overflow.i32(i32, i32)
declare { i32, i1 } @llvm.smul.with.overflow.i32(i32, i32)
declare double @llvm.fabs.f64(double)
declare double @llvm.sqrt.f64(double)
declare double @llvm.floor.f64(double)
declare double @llvm.ceil.f64(double)
declare double @llvm.trunc.f64(double)
declare i32 @llvm.fptosi.sat.i32.f64(double)
declare i64 @llvm.read_register.i64(metadata)
declare void @llvm.experimental.stackmap(i64, i32, ...)
"""
