"""Contexts of block versions: what a version knows of each value passed to it, as one number a value.

A context has a code for each value: how it is held (negative: int32, double, boolean, pointer) or the kinds of a boxed one, with what is known
of its shape. ``code_for`` chooses codes for what is known at an edge; ``merged`` finds the context that serves when a block has versions enough.
"""

from __future__ import annotations

from collections.abc import Collection

from ..function import Value
from ..types import ANY, BOOL, F64, I32, PTR, Kinds, Repr
from .constant_folding import INT_MAX, INT_MIN
from .specialise import SHAPED, TRIED, Known

LIMIT = 3  # versions of a block before contexts are merged
HARD_LIMIT = 5  # with merged ones, before only the general one is left
Context = tuple[int, ...]  # for each value passed in: a code of CODES, or the kinds of a boxed one
# An int32's code also tells the part of its range that lets checks go: -1, or -16 - flags of these.
_NOT_NEGATIVE, _NOT_MIN, _NOT_MAX = 1, 2, 4
CODES: dict[Repr, int] = {I32: -1, F64: -2, BOOL: -3, PTR: -4}
_REPRS: dict[int, Repr] = {code: r for r, code in CODES.items()}
# What the code of a boxed value tells beside its kinds.
SHAPED_FLAG, TRIED_FLAG = 1 << 16, 1 << 17
VIEWED_FLAG = 1 << 18  # a typed array, whose view (specialise_typed) is passed in three more parameters
_MORE_FLAGS = SHAPED_FLAG | VIEWED_FLAG  # what a version may only rely on if it is told so
SHAPE_FLAGS = {0: 0, SHAPED: SHAPED_FLAG, TRIED: TRIED_FLAG}
_TELLING = (Kinds.ARRAY, Kinds.STRING, Kinds.FUNCTION)  # kinds worth a version


def code_for(known: Known, value: Value, down: bool = False) -> int:
    """The code of how a value would best be passed to a version."""
    if known.i32 is not None or known.kinds == Kinds.INT32:
        return _int_code(known, down)
    if known.f64 is not None or known.constant_kind is Kinds.DOUBLE:
        return -2
    if known.bit is not None or known.constant_kind is Kinds.BOOL:
        return -3
    if known.ptr is not None:
        return -4
    kinds = known.kinds
    if kinds == Kinds.DOUBLE:
        return -2
    if kinds == Kinds.BOOL:
        return -3
    if kinds in _TELLING:
        return int(kinds)
    return int(value.kinds & ~Kinds.EMPTY) if not kinds & Kinds.EMPTY else int(value.kinds)


def with_doubles(context: Context, expected: dict[int, Kinds]) -> Context:
    """A loop's context in which what will soon be a double is one from the start."""
    return tuple(-2 if is_int(c) and expected.get(i) is Kinds.NUMBER else c for i, c in enumerate(context))


def _int_code(known: Known, down: bool) -> int:
    """``down``: a loop's counter that falls; whether it isn't negative changes on the way."""
    if down:
        flags = (_NOT_MIN if known.lo > INT_MIN else 0) | (_NOT_MAX if known.hi < INT_MAX else 0)
    elif known.lo == known.hi:
        # A constant is mostly where a variable starts: it then grows away from zero.
        flags = _NOT_NEGATIVE | _NOT_MIN if known.lo >= 0 else _NOT_MIN | _NOT_MAX
    else:
        flags = (_NOT_NEGATIVE if known.lo >= 0 else 0) | (_NOT_MIN if known.lo > INT_MIN else 0)
        flags |= _NOT_MAX if known.hi < INT_MAX else 0
    return -16 - flags if flags else -1


def is_int(code: int) -> bool:
    return code == -1 or code <= -16


def _flags(code: int) -> int:
    """What an int32's code says of its range."""
    return -16 - code if code <= -16 else 0


def kinds_of(code: int) -> Kinds:
    """The kinds that the code of a boxed value tells."""
    return Kinds(code & (SHAPED_FLAG - 1))


def without_range(code: int) -> int:
    return -1 if code <= -16 else code


def repr_of(code: int) -> Repr:
    return I32 if code <= -16 else _REPRS.get(code, ANY)


def range_of(code: int) -> tuple[int, int]:
    flags = _flags(code)
    lo = 0 if flags & _NOT_NEGATIVE else INT_MIN + 1 if flags & _NOT_MIN else INT_MIN
    return lo, INT_MAX - 1 if flags & _NOT_MAX else INT_MAX


def general_code(value: Value) -> int:
    return CODES[value.repr] if value.repr is not ANY else int(value.kinds)


def possible(code: int, known: Known) -> bool:
    """Can a value be tested for, or is it already, what a context's code says?"""
    if code >= 0:
        return not known.kinds & ~code or (kinds_of(code) in _TELLING and bool(known.kinds & code))
    if is_int(code):
        return known.int32 or (bool(known.kinds & Kinds.INT32) and known.ptr is None)
    if code == -2:
        return bool(known.kinds & Kinds.NUMBER) and known.ptr is None
    return known.kinds == Kinds.BOOL if code == -3 else known.ptr is not None


def same_but_ranges(wanted: Context, versions: Collection[Context]) -> Context | None:
    """An existing context that differs only in knowing less of int32 ranges."""
    for have in versions:
        if all(w == h or (is_int(w) and is_int(h) and not _flags(h) & ~_flags(w)) for w, h in zip(wanted, have)):
            return have
    return None


def merged(wanted: Context, versions: Collection[Context], general: Context) -> Context:
    """An existing context that takes these values at the least loss, or a new one that generalises."""
    best: Context | None = None
    best_loss = 1 << 30
    for have in versions:
        loss = 0
        for w, h in zip(wanted, have):
            step = _loss(w, h)
            if step < 0:
                break
            loss += step
        else:
            if loss < best_loss:
                best, best_loss = have, loss
    if best is not None and (best_loss < 6 or len(versions) >= HARD_LIMIT):
        return best
    if len(versions) >= HARD_LIMIT:
        return general
    joined = min((tuple(_join(w, h, g) for w, h, g in zip(wanted, have, general)) for have in versions),
                 key=lambda j: sum(a != b for a, b in zip(j, wanted)))
    return joined


def _loss(wanted: int, have: int) -> int:
    """What passing a value as ``have`` instead of ``wanted`` loses; -1: impossible."""
    if wanted == have:
        return 0
    if is_int(wanted) and is_int(have):
        return -1 if _flags(have) & ~_flags(wanted) else 1
    if have == -2 and is_int(wanted):
        return 3
    if have < 0:
        return -1
    if wanted < 0:
        kinds = Kinds.INT32 if is_int(wanted) else {-2: Kinds.NUMBER, -3: Kinds.BOOL}.get(wanted, Kinds.TOP)
        return -1 if have & _MORE_FLAGS or kinds & ~have else 6
    if kinds_of(wanted) & ~have or have & ~wanted & _MORE_FLAGS:
        return -1
    return 2


def _join(wanted: int, have: int, general: int) -> int:
    if wanted == have:
        return wanted
    if is_int(wanted) and is_int(have):
        flags = _flags(wanted) & _flags(have)
        return -16 - flags if flags else -1
    if (is_int(wanted) or wanted == -2) and (is_int(have) or have == -2):
        return -2
    if wanted >= 0 and have >= 0 and kinds_of(wanted) == kinds_of(have):
        return int(kinds_of(wanted))
    return general
