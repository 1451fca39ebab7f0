"""Types of IR values: a machine representation, and what is known of the JavaScript value.

``Repr`` is how a value is held; ``Kinds`` is the set of JavaScript kinds it may have. A boxed value
(``ANY``) can still be known to be, say, a string; an unboxed one has the one kind it can hold.
"""

from __future__ import annotations

import enum


class Repr(enum.Enum):
    """Representation of a value in machine code."""

    ANY = "any"  # boxed JsValue, LLVM i64
    I32 = "i32"
    F64 = "f64"
    BOOL = "bool"  # LLVM i1
    PTR = "ptr"  # a raw pointer: environments, argument vectors
    VOID = "void"

    def __repr__(self) -> str:
        return self.value


class Kinds(enum.IntFlag):
    """Set of kinds that a value may have. The lattice is set inclusion; ``ANY`` is top, 0 unreachable."""

    UNDEFINED = 1
    NULL = 2
    BOOL = 4
    INT32 = 8  # boxed as int32
    DOUBLE = 16  # boxed as double (its number may still be integral)
    STRING = 32
    SYMBOL = 64
    BIGINT = 128
    FUNCTION = 256  # callable object
    ARRAY = 512  # JS_KIND_ARRAY
    OBJECT = 1024  # any other object
    EMPTY = 2048  # TDZ marker, hole, iteration-done sentinel, internal record

    NUMBER = 24
    NUMERIC = 24 | 128
    NULLISH = 3
    ANY_OBJECT = 256 | 512 | 1024
    CELL = 32 | 64 | 128 | 256 | 512 | 1024
    PRIMITIVE = 1 | 2 | 4 | 24 | 32 | 64 | 128
    ANY = 2047  # every JavaScript value
    TOP = 4095


ANY, I32, F64, BOOL, PTR, VOID = Repr.ANY, Repr.I32, Repr.F64, Repr.BOOL, Repr.PTR, Repr.VOID

KINDS_OF_REPR = {
    ANY: Kinds.TOP,
    I32: Kinds.INT32,
    F64: Kinds.DOUBLE,
    BOOL: Kinds.BOOL,
    PTR: Kinds.EMPTY,
    VOID: Kinds(0),
}
