"""What accesses of elements become where the object is guessed to be a typed array (``guess_typed_arrays``): a test of the cell's
kind and of the index, and a load or store in the element's own representation.

Loops that run no JavaScript ask for the kind before they start, and hold the array's *view*: its length, where its elements are, and
whether its length property is the built-in one. Nothing in such a loop changes them but what a guard fails for, behind
which they are read again.
"""

from __future__ import annotations

from collections.abc import Callable

from ..function import Block, Instr, Value, make
from ..types import F64, I32, Kinds
from .constant_folding import INT_MAX
from .guess_typed_arrays import FLOATS, RANGES
from .specialise import RARE, UNLIKELY, Known, View
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
        view = self.known(obj).view
        length: Value
        data: Value
        # A loop with a view goes on without guards where one fails: it has no version without the view.
        unknown = self._general_path(instr) if view is None else self._general_path(instr, RARE)
        index = self._index(key, unknown)
        if view is None:
            array = self.boxed(obj)
            self.require(self.emit("typed_is", array, type=element), unknown)
            length, data = self.emit("typed_length", array), self.emit("typed_data", array)
        else:
            length, data, _ = view
        self.require(self.emit("u32_lt", index, length), self._general_path(instr, RARE if view else UNLIKELY))
        return data, index

    def look(self, obj: Value) -> View:
        """The view of what is known to be a typed array of the guessed type, read now."""
        array = self.boxed(obj)
        view = (self.emit("typed_length", array), self.emit("typed_data", array),
                self.emit("typed_plain", array, type=self.typed[obj]))
        known = self.known(obj).copy()
        known.typed, known.view = True, view
        self.state[obj] = known
        return view

    def typed_array_length(self, instr: Instr, element: str) -> bool:
        """Is there a rule for it?"""
        obj = instr.args[0]
        known = self.known(obj)
        if not known.kinds & Kinds.OBJECT:
            return False
        failure = self._general_path(instr, RARE if known.view else UNLIKELY)
        if known.view is not None:
            length, _, plain = known.view
        else:
            array = self.boxed(obj)
            plain = self.emit("typed_plain", array, type=element)
        self.require(plain, failure)
        if known.view is None:
            length = self.emit("typed_length", array)
        self.require(self.emit("i32_lt", length, self.i32_const(INT_MAX)), failure)
        self.leaf(instr, Known.int_of(length, 0, INT_MAX - 1))
        return True

    def typed_get(self, instr: Instr, element: str) -> bool:
        """Is there a rule for it?"""
        place = self._element(instr, element)
        if place is None:
            return False
        if element in FLOATS:
            self.leaf(instr, Known.of(self.append(make("typed_load_f64", *place, type=element))))
        elif element == "uint32":
            bits = self.append(make("typed_load_i32", *place, type=element))
            self.leaf(instr, Known.of(self._f64("u32_to_f64", bits, kinds=Kinds.NUMBER)))
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
