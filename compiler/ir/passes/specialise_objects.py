"""What accesses of arrays and of objects with shape groups become: guarded ones, with the general access beside them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from ..function import Block, Instr, Value, make
from ..types import ANY, F64, I32, Kinds
from .constant_folding import INT_MAX
from .shape_groups import ShapeGroup, is_access, is_key
from .specialise import RARE, SHAPED, TRIED, UNLIKELY, Known
from .specialise_builtins import BuiltinRules, builtin_name
from .specialise_numbers import NUMERIC
from .specialise_typed import TypedArrayRules

_ACCESSES = {"get_elem", "set_elem"}


def may_fork(instr: Instr, grouped: Collection[Value] = ()) -> bool:
    """Is there a rule by which the instruction may go on in several ways? ``grouped``: the values with a shape group."""
    name = instr.op.name
    if name in ("get_prop", "set_prop"):
        return bool(instr.attrs["key"] == "length" and name == "get_prop") or (instr.args[0] in grouped and is_access(instr))
    return name in NUMERIC or name in _ACCESSES or is_key(instr) or (name == "call" and builtin_name(instr) is not None)


class Rules(BuiltinRules, TypedArrayRules):
    """All rules."""

    def fork(self, instr: Instr) -> None:
        name = instr.op.name
        if self.slow or self.budget <= 0:
            if not self.on_numbers(instr):
                self._generic(instr)
        elif name in NUMERIC:
            self.numeric(instr)
        elif name in _ACCESSES and (element := self.typed.get(instr.args[0])) is not None:
            if not (self.typed_get if name == "get_elem" else self.typed_set)(instr, element):
                self._generic(instr)
        elif name == "get_elem":
            self._get_elem(instr)
        elif name == "set_elem":
            self._set_elem(instr)
        elif name == "rt":
            self._key(instr)
        elif name == "call":
            self.builtin(instr, builtin_name(instr) or "")
        elif instr.attrs["key"] == "length":
            self._get_length(instr)
        else:
            self._grouped(instr)

    def _key(self, instr: Instr) -> None:
        """An int32 is a key as it is, of what is no null or undefined."""
        obj, key = instr.args
        generic: Callable[[], None] = lambda: self._generic(instr)  # noqa: E731
        if self.known(obj).kinds & Kinds.NULLISH:
            generic()
        else:
            self._as_i32(key, lambda i: self.leaf(instr, self.known(key) if self.known(key).int32 else Known.of(i)), generic)

    def _index(self, key: Value, failure: Block) -> Value:
        """The key as an int32, or to ``failure``."""
        known = self.known(key)
        if known.int32:
            return self.form(known, I32, key)
        if known.f64 is not None:
            self.require(self.emit("f64_is_i32", known.f64), failure)
            return self.emit("f64_as_i32", known.f64)
        boxed = self.form(known, ANY, key)
        self.require(self.emit("is_i32", boxed), failure)
        i32 = self.emit("unbox_i32", boxed)
        self.state[key] = Known(Kinds.INT32, any_=boxed, i32=i32)
        return i32

    def _array(self, obj: Value, failure: Block) -> Value:
        """The object as an array, or to ``failure``."""
        boxed = self.boxed(obj)
        if self.known(obj).kinds != Kinds.ARRAY:
            self.require(self.emit("is_kind", boxed, mask=Kinds.ARRAY), failure)
            if obj not in self.tested:
                self.learn(obj, Kinds.ARRAY)
        return boxed

    def _indexable(self, obj: Value, key: Value) -> bool:
        kk = self.known(key)
        return bool(self.known(obj).kinds & Kinds.ARRAY) and (bool(kk.kinds & Kinds.INT32) or kk.f64 is not None)

    def _get_elem(self, instr: Instr) -> None:
        obj, key = instr.args
        if not self._indexable(obj, key):
            self._generic(instr)
            return
        unknown = self._general_path(instr)
        index = self._index(key, unknown)
        array = self._array(obj, unknown)
        value = self.emit("array_get", array, index)
        self.require(self.emit("not", self.emit("is_empty", value)), self._general_path(instr))
        element = self.append(make("refine", value, mask=Kinds.ANY))
        self.leaf(instr, Known(instr.kinds & Kinds.ANY, any_=element))

    def _set_elem(self, instr: Instr) -> None:
        obj, key, value = instr.args
        if not self._indexable(obj, key):
            self._generic(instr)
            return
        unknown = self._general_path(instr)
        index = self._index(key, unknown)
        array = self._array(obj, unknown)
        known = self.known(value)
        double = known.f64 is not None or (known.constant is not None and known.kinds == Kinds.DOUBLE)
        # Elements of kind double hold even integral doubles as doubles.
        stored = self.emit("box_f64", self.form(known, F64, value)) if double else self.boxed(value)
        outside = self._general_path(instr)
        self.require(self.emit("array_put", array, index, stored), outside)
        self.leaf(instr, None)

    def _grouped(self, instr: Instr) -> None:
        """A property that a shape group may cover; any other is left to its inline cache."""
        obj = instr.args[0]
        group = self.groups[obj]
        known = self.known(obj)
        if instr.attrs["key"] not in group.keys or known.shape == TRIED or known.any is None or not known.kinds & Kinds.ANY_OBJECT:
            self._generic(instr)
        elif known.shape == SHAPED:
            self._slot(instr, group)
        else:
            self.test_shape(obj, lambda: self._slot(instr, group), lambda: self._generic(instr))

    def test_shape(self, obj: Value, then: Callable[[], None], other: Callable[[], None]) -> None:
        """Goes on knowing that the object has its group's shape, or, when the site can't be made to hold it, that it has not."""
        attrs = self.groups[obj].attrs
        boxed = self.boxed(obj)

        def shaped() -> None:
            self.mark_shape(obj, SHAPED)
            then()

        def tried() -> None:
            self.mark_shape(obj, TRIED)
            other()
        self.guard(self.emit("has_shape", boxed, **attrs), shaped,
                   lambda: self.guard(self.emit("learn_shape", boxed, **attrs), shaped, tried), UNLIKELY)

    def _slot(self, instr: Instr, group: ShapeGroup) -> None:
        key = instr.attrs["key"]
        attrs = {"site": group.site, "index": group.keys[key], "key": key}
        boxed = self.boxed(instr.args[0])
        if instr.op.name == "get_prop":
            self.leaf(instr, Known.of(self.emit("slot_load", boxed, **attrs)))
        else:
            self.emit("slot_store", boxed, self.boxed(instr.args[1]), **attrs)
            self.leaf(instr, None)

    def _get_length(self, instr: Instr) -> None:
        """The length of what is used like an array; any other is left to its inline cache."""
        obj = instr.args[0]
        element = self.typed.get(obj)
        if element is not None and self.typed_array_length(instr, element):
            return
        known = self.known(obj)
        is_array = known.kinds == Kinds.ARRAY
        if not (is_array or (obj in self.array_like and known.kinds & Kinds.ARRAY)):
            self._generic(instr)
            return
        unknown = None if is_array else self._general_path(instr)
        array = self._array(obj, unknown) if unknown is not None else self.boxed(obj)
        size = self.emit("array_size", array)
        self.require(self.emit("i32_ge", size, self.i32_const(0)), self._general_path(instr, RARE))
        self.leaf(instr, Known.int_of(size, 0, INT_MAX))
