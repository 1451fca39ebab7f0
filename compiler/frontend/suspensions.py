"""Generators and async functions: where they are suspended, and what goes on when they are resumed.

A resumable function is lowered as one body: ``start`` ends its prologue, ``suspend`` stands for each await and yield,
and ``complete`` for its returns. What is made of them is passes/split_suspensions.py's concern. A suspension never
throws by itself: how it was resumed is switched on behind it, so that a throw or return takes the ordinary way through
handlers and cleanups.
"""

from __future__ import annotations

from typing import Any

from ..ir.function import NO_PLACE, Value
from ..ir.types import ANY, I32, Kinds
from .context import Exit, Lowering, expression
from .ssa import Handler, SsaBlock, Temp

Node = Any

_NEXT, _THROW, _RETURN = 0, 1, 2  # how a function is resumed: JS_RESUME_* of runtime/builtins/generator.h


# -- the prologue ----------------------------------------------------------------------------------------------------

def open_prologue(fx: Lowering) -> Handler | None:
    """Where an async function goes with what its prologue throws (27.7.5.1): the promise is rejected with it."""
    if not fx.info.is_async or fx.info.generator:
        return None
    fx.b.handler = fx.b.new_handler(fx.b.block, [], "reject")
    return fx.b.handler


def start(fx: Lowering) -> None:
    """Ends the prologue."""
    if not fx.info.resumable:
        return
    b = fx.b
    b.handler = None
    callee = fx.callee_param if fx.info.generator else None
    b.emit("start", callee if callee is not None else fx.undefined())
    fx.argc = fx.argv = None


def close_prologue(fx: Lowering, handler: Handler | None) -> None:
    if handler is None or not handler.used:
        return
    b = fx.b
    b.start_handler(handler)
    b.emit("return", b.rt("lode_async_rejected", b.rt("lode_catch"), kinds=Kinds.OBJECT))
    b.start_dead()


# -- await and yield -------------------------------------------------------------------------------------------------

def _switch(fx: Lowering, mode: Value, cases: list[int]) -> list[SsaBlock]:
    """Blocks for these ways of being resumed, and a last one for the rest."""
    b = fx.b
    blocks = [b.new_block(("next", "thrown", "returned")[case]) for case in cases]
    blocks.append(b.new_block())
    b.emit("switch", mode, edges=[b.edge(block) for block in blocks], cases=cases)
    b.start_dead()
    return blocks


def _rethrow(fx: Lowering, value: Value) -> None:
    fx.b.emit("throw", value, pos=NO_PLACE)
    fx.b.start_dead()


def await_value(fx: Lowering, value: Value) -> Value:
    """27.7.5.3 Await."""
    b = fx.b
    result = b.emit("suspend", value, kind="await")
    thrown, goes_on = _switch(fx, b.emit("resume_mode"), [_THROW])
    b.start(thrown)
    _rethrow(fx, result)
    b.start(goes_on)
    return result


@expression("AwaitExpression")
def await_expression(fx: Lowering, node: Node) -> Value:
    value = fx.expr(node.argument)
    fx.b.pos = node._start
    return await_value(fx, value)


@expression("YieldExpression")
def yield_expression(fx: Lowering, node: Node) -> Value:
    """15.5.5."""
    value = fx.expr(node.argument) if node.argument is not None else fx.undefined()
    fx.b.pos = node._start
    if node.delegate:
        return _delegate(fx, value)
    b = fx.b
    if fx.info.is_async:
        value = await_value(fx, value)
    sent = b.emit("suspend", value, kind="yield")
    thrown, returned, goes_on = _switch(fx, b.emit("resume_mode"), [_THROW, _RETURN])
    b.start(thrown)
    _rethrow(fx, sent)
    b.start(returned)
    fx.leave_to(Exit(None, None, await_value(fx, sent) if fx.info.is_async else sent))
    b.start(goes_on)
    return sent


# -- yield* ----------------------------------------------------------------------------------------------------------

class _Delegation:
    """A ``yield*`` under construction (15.5.5, the third production): a loop that passes on what it receives."""

    def __init__(self, fx: Lowering, record: Value) -> None:
        self.fx = fx
        self.record = record
        self.received = Temp(ANY)
        self.mode = Temp(I32)

    def receive(self, value: Value, mode: Value) -> None:
        self.fx.b.write(self.received, value)
        self.fx.b.write(self.mode, mode)

    def wait(self, value: Value) -> Value:
        return await_value(self.fx, value) if self.fx.info.is_async else value

    def method(self, mode: int) -> Value:
        """The iterator's method for a mode, undefined where it has none."""
        return self.fx.b.rt("lode_delegate_method", self.record, self.fx.i32(mode))

    def call(self, method: Value, join: SsaBlock) -> None:
        """Calls the iterator's method with what was received; goes on in ``join`` with the result."""
        b = self.fx.b
        result = self.wait(b.rt("lode_delegate_call", self.record, method, b.read(self.received)))
        b.jump(join, result)

    def missing(self, mode: int, called: SsaBlock) -> None:
        """Calls the method for a mode; what follows is for when there is none."""
        b = self.fx.b
        method = self.method(mode)
        missing, present = b.new_block(), b.new_block()
        b.branch_to(b.emit("is_undefined", method), missing, present)
        b.start(present)
        self.call(method, called)
        b.start(missing)

    def suspend(self, result: Value, header: SsaBlock) -> None:
        """Yields a result of the iterator; goes round with how it is resumed."""
        b = self.fx.b
        if not self.fx.info.is_async:
            sent = b.emit("suspend", result, kind="delegate")
            self.receive(sent, b.emit("resume_mode"))
            b.jump(header)
            return
        sent = b.emit("suspend", b.emit("get_prop", result, key="value"), kind="yield")
        mode = b.emit("resume_mode")
        returned, other = _switch(self.fx, mode, [_RETURN])
        b.start(returned)  # 27.6.3.8: what is returned is awaited first
        awaited = b.emit("suspend", sent, kind="await")
        failed, fulfilled = _switch(self.fx, b.emit("resume_mode"), [_THROW])
        for block, how in ((failed, _THROW), (fulfilled, _RETURN)):
            b.start(block)
            self.receive(awaited, self.fx.i32(how))
            b.jump(header)
        b.start(other)
        self.receive(sent, mode)
        b.jump(header)


def _delegate(fx: Lowering, iterable: Value) -> Value:
    b = fx.b
    if fx.info.is_async:
        record = b.rt("lode_async_iter_open", iterable, fx.empty())
    else:
        record = b.rt("lode_delegate_open", iterable)
    loop = _Delegation(fx, record)
    loop.receive(fx.undefined(), fx.i32(_NEXT))
    b.loop_depth += 1
    header = b.loop_header({loop.received: None, loop.mode: None}, "delegate")
    called = b.new_block()
    result = called.add_param(ANY)
    thrown, returned, goes_on = _switch(fx, b.read(loop.mode), [_THROW, _RETURN])
    b.start(goes_on)
    loop.call(loop.method(_NEXT), called)
    b.start(thrown)
    loop.missing(_THROW, called)
    if fx.info.is_async:
        close_async(fx, record)
    else:
        b.rt("lode_iter_close", record, fx.i32(0))
    b.rt("lode_throw_type_error", fx.string("The iterator does not provide a 'throw' method."))
    b.unreachable()
    b.start(returned)
    loop.missing(_RETURN, called)
    fx.leave_to(Exit(None, None, loop.wait(b.read(loop.received))))
    b.start(called)
    more, done = b.new_block(), b.new_block()
    b.branch_to(fx.truthy(b.rt("lode_iter_result_done", result)), done, more)
    b.start(more)
    loop.suspend(result, header)
    b.seal(header)
    b.loop_depth -= 1
    b.start(done)
    value = b.emit("get_prop", result, key="value")
    left, finished = _switch(fx, b.read(loop.mode), [_RETURN])
    b.start(left)
    fx.leave_to(Exit(None, None, value))
    b.start(finished)
    return value


# -- asynchronous iteration -------------------------------------------------------------------------------------------

class Asynchronous:
    """The steps of ``for await``."""

    def __init__(self, fx: Lowering, target: Node) -> None:
        self.fx = fx
        self.target = target  # where V8 says that the loop awaits

    def open(self, value: Value, words: Value) -> Value:
        return self.fx.b.rt("lode_async_iter_open", value, words)

    def step(self, record: Value) -> Value:
        """The next value, or ITER_DONE."""
        b = self.fx.b
        promise = b.rt("lode_async_iter_next", record)
        pos, b.pos = b.pos, self.target._start
        result = await_value(self.fx, promise)
        b.pos = pos
        return b.rt("lode_iter_result_value", result)

    def close(self, record: Value) -> None:
        close_async(self.fx, record)

    def close_throwing(self, record: Value) -> None:
        """Whatever happens while closing, the exception at hand goes on."""
        b = self.fx.b
        result = b.rt("lode_async_iter_return", record, self.fx.i32(1))
        waits, after = b.new_block(), b.new_block()
        b.branch_to(b.emit("is_done", result), after, waits)
        b.start(waits)
        b.emit("suspend", result, kind="await")
        b.jump(after)
        b.start(after)


def close_async(fx: Lowering, record: Value) -> None:
    """7.4.13 AsyncIteratorClose with a completion that isn't a throw."""
    b = fx.b
    result = b.rt("lode_async_iter_return", record, fx.i32(0))
    waits, after = b.new_block(), b.new_block()
    b.branch_to(b.emit("is_done", result), after, waits)
    b.start(waits)
    b.rt("lode_iter_result_check", await_value(fx, result))
    b.jump(after)
    b.start(after)
