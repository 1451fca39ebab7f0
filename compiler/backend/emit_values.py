"""Templates: constants, representation changes, unboxed arithmetic."""

from __future__ import annotations

from compiler.ir.function import Instr
from compiler.ir.types import Kinds

from . import abi
from .data import BigIntDigits
from .emit_base import MD_INVARIANT, FunctionEmitter, boxed_constant, emits

_TAG = abi.signed64(abi.INT32_TAG)
_OFFSET = abi.DOUBLE_OFFSET


# -- constants -----------------------------------------------------------------------------------
@emits("const")
def _const(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, boxed_constant(i.attrs["value"]))


@emits("const_i32")
def _const_i32(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, str(i.attrs["value"]))


@emits("const_f64")
def _const_f64(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, f"0x{abi.double_bits(float(i.attrs['value'])):016X}")


@emits("const_bool")
def _const_bool(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, "true" if i.attrs["value"] else "false")


@emits("const_null_ptr")
def _const_null_ptr(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, "null")


@emits("str")
def _str(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, string_load(e, i.attrs["text"]))


@emits("bigint")
def _bigint(e: FunctionEmitter, i: Instr) -> None:
    place = e.at(e.data.const_cell(BigIntDigits(i.attrs["digits"])))
    e.define(i, f"load i64, ptr {place}, !invariant.load {MD_INVARIANT}")


def string_load(e: FunctionEmitter, text: str) -> str:
    """The instruction that reads a string constant's cell. Cells are filled before any code of the module runs."""
    return f"load i64, ptr {e.at(e.data.const_cell(text))}, !invariant.load {MD_INVARIANT}"


def string_operand(e: FunctionEmitter, text: str | None) -> str:
    """A string constant as an operand; undefined for None."""
    return str(abi.JS_UNDEFINED) if text is None else e.let(string_load(e, text))


# -- tests on boxed values -----------------------------------------------------------------------
@emits("is_undefined")
def _is_undefined(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"icmp eq i64 {e.arg(i, 0)}, {abi.JS_UNDEFINED}")


@emits("is_null")
def _is_null(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"icmp eq i64 {e.arg(i, 0)}, {abi.JS_NULL}")


@emits("is_nullish")
def _is_nullish(e: FunctionEmitter, i: Instr) -> None:
    masked = e.let(f"and i64 {e.arg(i, 0)}, -9")
    e.define(i, f"icmp eq i64 {masked}, {abi.JS_NULL}")


@emits("is_empty")
def _is_empty(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"icmp eq i64 {e.arg(i, 0)}, {abi.JS_EMPTY}")


@emits("is_done")
def _is_done(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"icmp eq i64 {e.arg(i, 0)}, {abi.JS_ITER_DONE}")


@emits("is_i32")
def _is_i32(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"icmp uge i64 {e.arg(i, 0)}, {_TAG}")


@emits("is_number")
def _is_number(e: FunctionEmitter, i: Instr) -> None:
    masked = e.let(f"and i64 {e.arg(i, 0)}, {_TAG}")
    e.define(i, f"icmp ne i64 {masked}, 0")


@emits("is_f64")
def _is_f64(e: FunctionEmitter, i: Instr) -> None:
    # Doubles lie between 2^49 and the int32 tag.
    shifted = e.let(f"sub i64 {e.arg(i, 0)}, {_OFFSET}")
    e.define(i, f"icmp ult i64 {shifted}, {abi.signed64(abi.INT32_TAG - _OFFSET)}")


@emits("is_object")
def _is_object(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call("fast_is_object", e.arg(i, 0)))


@emits("is_kind")
def _is_kind(e: FunctionEmitter, i: Instr) -> None:
    mask = int(i.attrs["mask"]) & int(Kinds.CELL)
    e.bind(i, e.call("fast_is_kind", e.arg(i, 0), str(mask)))


@emits("refine")
def _refine(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.arg(i, 0))


# -- boxing --------------------------------------------------------------------------------------
def box_i32(e: FunctionEmitter, operand: str) -> str:
    return f"or disjoint i64 {e.let(f'zext i32 {operand} to i64')}, {_TAG}"


def box_f64(e: FunctionEmitter, operand: str) -> str:
    # NaNs made by arithmetic (0xFFF8…) stay below the int32 tag when offset; others never get this far.
    return f"add i64 {e.let(f'bitcast double {operand} to i64')}, {_OFFSET}"


def box_bool(e: FunctionEmitter, operand: str) -> str:
    return f"select i1 {operand}, i64 {abi.JS_TRUE}, i64 {abi.JS_FALSE}"


@emits("box_i32")
def _box_i32(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, box_i32(e, e.arg(i, 0)))


@emits("box_f64")
def _box_f64(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, box_f64(e, e.arg(i, 0)))


@emits("box_number")
def _box_number(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call("fast_box_number", e.arg(i, 0)))


@emits("box_bool")
def _box_bool(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, box_bool(e, e.arg(i, 0)))


@emits("unbox_i32")
def _unbox_i32(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"trunc i64 {e.arg(i, 0)} to i32")


def _unboxed_double(e: FunctionEmitter, operand: str) -> str:
    return f"bitcast i64 {e.let(f'sub i64 {operand}, {_OFFSET}')} to double"


@emits("unbox_f64")
def _unbox_f64(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, _unboxed_double(e, e.arg(i, 0)))


@emits("unbox_bool")
def _unbox_bool(e: FunctionEmitter, i: Instr) -> None:
    if i.args[0] in e.truth:
        e.bind(i, e.truth[i.args[0]])
        return
    e.define(i, f"icmp eq i64 {e.arg(i, 0)}, {abi.JS_TRUE}")


@emits("number_to_f64")
def _number_to_f64(e: FunctionEmitter, i: Instr) -> None:
    known = e.doubles.get(e.block)
    if known is not None and known[0] is i.args[0]:
        e.bind(i, known[1])
        return
    value = e.arg(i, 0)
    low = e.let(f"trunc i64 {value} to i32")
    from_int = e.let(f"sitofp i32 {low} to double")
    from_double = e.let(_unboxed_double(e, value))
    is_int = e.let(f"icmp uge i64 {value}, {_TAG}")
    e.define(i, f"select i1 {is_int}, double {from_int}, double {from_double}")


@emits("i32_to_f64")
def _i32_to_f64(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"sitofp i32 {e.arg(i, 0)} to double")


@emits("u32_to_f64")
def _u32_to_f64(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"uitofp i32 {e.arg(i, 0)} to double")


@emits("f64_to_i32")
def _f64_to_i32(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call("fast_f64_to_i32", e.arg(i, 0)))


@emits("f64_is_i32")
def _f64_is_i32(e: FunctionEmitter, i: Instr) -> None:
    # Out of range the conversion gives some int32; converted back it differs from the operand in its bits, as does -0.
    converted = e.let(f"fptosi double {e.arg(i, 0)} to i32")
    frozen = e.let(f"freeze i32 {converted}")
    back = e.let(f"sitofp i32 {frozen} to double")
    bits = e.let(f"bitcast double {back} to i64")
    own = e.let(f"bitcast double {e.arg(i, 0)} to i64")
    e.define(i, f"icmp eq i64 {bits}, {own}")


@emits("f64_as_i32")
def _f64_as_i32(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"fptosi double {e.arg(i, 0)} to i32")


# -- int32 ---------------------------------------------------------------------------------------
_WRAPPING = {"i32_add": "add", "i32_sub": "sub", "i32_mul": "mul"}


@emits(*_WRAPPING)
def _i32_wrapping(e: FunctionEmitter, i: Instr) -> None:
    operation = _WRAPPING[i.op.name]
    operands = f"{e.arg(i, 0)}, {e.arg(i, 1)}"
    if i not in e.overflow_wanted:
        e.define(i, f"{operation} i32 {operands}")
        return
    pair = e.let(f"call {{ i32, i1 }} @llvm.s{operation}.with.overflow.i32(i32 {e.arg(i, 0)}, i32 {e.arg(i, 1)})")
    e.define(i, f"extractvalue {{ i32, i1 }} {pair}, 0")
    e.overflow[i] = e.let(f"extractvalue {{ i32, i1 }} {pair}, 1")


@emits("overflowed")
def _overflowed(e: FunctionEmitter, i: Instr) -> None:
    operand = i.args[0]
    # A constant that folding put in the place of an operation didn't overflow.
    folded = isinstance(operand, Instr) and operand.op.name == "const_i32"
    e.bind(i, "false" if folded else e.overflow[operand])


_BITS = {"i32_and": "and", "i32_or": "or", "i32_xor": "xor", "i32_mod": "srem", "i32_div": "sdiv"}


@emits(*_BITS)
def _i32_bits(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"{_BITS[i.op.name]} i32 {e.arg(i, 0)}, {e.arg(i, 1)}")


_SHIFTS = {"i32_shl": "shl", "i32_shr": "ashr", "i32_ushr": "lshr"}


@emits(*_SHIFTS)
def _i32_shift(e: FunctionEmitter, i: Instr) -> None:
    count = e.let(f"and i32 {e.arg(i, 1)}, 31")
    e.define(i, f"{_SHIFTS[i.op.name]} i32 {e.arg(i, 0)}, {count}")


_I32_COMPARE = {"i32_lt": "slt", "i32_le": "sle", "i32_gt": "sgt", "i32_ge": "sge", "i32_eq": "eq", "i32_ne": "ne",
                "u32_lt": "ult"}


@emits(*_I32_COMPARE)
def _i32_compare(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"icmp {_I32_COMPARE[i.op.name]} i32 {e.arg(i, 0)}, {e.arg(i, 1)}")


# -- double --------------------------------------------------------------------------------------
_F64_BINARY = {"f64_add": "fadd", "f64_sub": "fsub", "f64_mul": "fmul", "f64_div": "fdiv"}


@emits(*_F64_BINARY)
def _f64_binary(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"{_F64_BINARY[i.op.name]} double {e.arg(i, 0)}, {e.arg(i, 1)}")


@emits("f64_mod", "f64_pow")
def _f64_math(e: FunctionEmitter, i: Instr) -> None:
    e.bind(i, e.call("lode_math_" + i.op.name[4:], e.arg(i, 0), e.arg(i, 1)))


@emits("f64_neg")
def _f64_neg(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"fneg double {e.arg(i, 0)}")


_F64_UNARY = {"f64_abs": "fabs", "f64_sqrt": "sqrt", "f64_floor": "floor", "f64_ceil": "ceil", "f64_trunc": "trunc"}


@emits(*_F64_UNARY)
def _f64_unary(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"call double @llvm.{_F64_UNARY[i.op.name]}.f64(double {e.arg(i, 0)})")


_F64_COMPARE = {"f64_lt": "olt", "f64_le": "ole", "f64_gt": "ogt", "f64_ge": "oge", "f64_eq": "oeq", "f64_ne": "une"}


@emits(*_F64_COMPARE)
def _f64_compare(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"fcmp {_F64_COMPARE[i.op.name]} double {e.arg(i, 0)}, {e.arg(i, 1)}")


# -- booleans ------------------------------------------------------------------------------------
@emits("not")
def _not(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"xor i1 {e.arg(i, 0)}, true")


@emits("bool_and", "bool_or")
def _bool_logic(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"{i.op.name[5:]} i1 {e.arg(i, 0)}, {e.arg(i, 1)}")


@emits("bool_eq")
def _bool_eq(e: FunctionEmitter, i: Instr) -> None:
    e.define(i, f"icmp eq i1 {e.arg(i, 0)}, {e.arg(i, 1)}")
