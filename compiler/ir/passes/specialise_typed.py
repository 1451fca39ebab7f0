"""What accesses of elements become where the object is guessed to be a typed array (``guess_typed_arrays``): a test of the cell's
kind and of the index, and a load or store in the element's own representation.
"""

from __future__ import annotations

from collections.abc import Callable

from ..function import Block, Instr, Value, make
from ..types import F64, I32, Kinds
from .guess_typed_arrays import FLOATS, RANGES
from .specialise import Known
from .specialise_numbers import NumberRules


class TypedArrayRules(NumberRules):
    """Rules of ``get_elem`` and ``set_elem``."""

    def _index(self, key: Value, failure: Block) -> Value:
        raise NotImplementedError

    def _element(self, instr: Instr, element: str) -> tuple[Value, Value] | None:
        """The object, known to be such an array, and the index, known to be in it; what else it may be goes the general way."""
        obj, key = instr.args[:2]
        known = self.known(key)
        if not (known.kinds & Kinds.INT32 or known.f64 is not None) or not self.known(obj).kinds & Kinds.OBJECT:
            return None
        unknown = self._general_path(instr)
        index = self._index(key, unknown)
        array = self.boxed(obj)
        self.require(self.emit("typed_is", array, type=element), unknown)
        self.require(self.emit("typed_has", array, index), self._general_path(instr))
        return array, index

    def typed_get(self, instr: Instr, element: str) -> bool:
        """Is there a rule for it?"""
        place = self._element(instr, element)
        if place is None:
            return False
        if element in FLOATS or element == "uint32":
            value = self.append(make("typed_load_f64", *place, type=element))
            if element == "uint32":
                value.kinds = Kinds.NUMBER
            self.leaf(instr, Known.of(value))
        else:
            value = self.append(make("typed_load_i32", *place, type=element))
            self.leaf(instr, Known.int_of(value, *RANGES.get(element, (-(1 << 31), (1 << 31) - 1))))
        return True

    def typed_set(self, instr: Instr, element: str) -> bool:
        place = self._element(instr, element)
        if place is None:
            return False
        value = instr.args[2]
        generic: Callable[[], None] = lambda: self._generic(instr)  # noqa: E731

        def store(x: Value) -> None:
            op = {F64: "typed_store_f64", I32: "typed_store_i32"}[x.repr]
            self.append(make(op, *place, x, type=element))
            self.leaf(instr, None)
        if element in FLOATS:
            self._as_f64(value, store, generic)
        else:
            self._to_bits(value, store, generic)
        return True
