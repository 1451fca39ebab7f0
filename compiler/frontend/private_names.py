"""Private names (7.3.31 PrivateGet, 7.3.32 PrivateSet, 13.10.1 ``#name in``).

A field is a property of the object under its name. Methods and accessors are the same for all instances: these carry
the brand of their class, and once that is seen to be there, what the name stands for is a variable of the class. Static
ones are the class's alone.
"""

from __future__ import annotations

from ..ir.function import Value
from .context import Lowering
from .scope import Binding, PrivateMembers


def get(fx: Lowering, obj: Value, name: Binding) -> Value:
    b = fx.b
    members = name.members
    if members is None:
        return b.emit("private_get", obj, fx.load(name))
    _check_brand(fx, obj, members)
    if members.method is not None:
        return fx.load(members.method)
    if members.get is None:
        return fx.throw_always("lode_throw_type_error", fx.string(f"'{name.name}' was defined without a getter"))
    return b.emit("call", fx.load(members.get), obj, text=name.name)


def put(fx: Lowering, obj: Value, name: Binding, value: Value) -> None:
    b = fx.b
    members = name.members
    if members is None:
        b.emit("private_set", obj, fx.load(name), value)
        return
    _check_brand(fx, obj, members)
    if members.method is not None:
        fx.throw_always("lode_throw_type_error", fx.string(f"Private method '{name.name}' is not writable"))
    elif members.set is None:
        fx.throw_always("lode_throw_type_error", fx.string(f"'{name.name}' was defined without a setter"))
    else:
        b.emit("call", fx.load(members.set), obj, value, text=name.name)


def has(fx: Lowering, obj: Value, name: Binding) -> Value:
    members = name.members
    return fx.b.emit("private_has", obj, fx.load(name if members is None or members.static else members.brand))


def _check_brand(fx: Lowering, obj: Value, members: PrivateMembers) -> None:
    b = fx.b
    if not members.static:
        b.emit("private_get", obj, fx.load(members.brand))
        return
    good, bad = b.new_block(), b.new_block()
    b.branch_to(b.emit("strict_eq", obj, fx.load(members.brand)), good, bad)
    b.start(bad)
    b.rt("lode_throw_type_error", fx.string(f"Receiver must be class {members.owner or '.'}"))
    b.unreachable()
    b.start(good)
