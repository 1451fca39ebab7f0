"""Passes keep the meaning: random programs give the same result before and after, by the reference evaluator."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from compiler.ir.builder import Builder
from compiler.ir.function import EMPTY, UNDEFINED, Block, Edge, Function, Instr, Module, Value, make
from compiler.ir.pipeline import PASSES, PIPELINE, run_pass
from compiler.ir.printer import module_text
from compiler.ir.reader import read_module
from compiler.ir.types import ANY, Kinds
from compiler.ir.verifier import verify_module

from .evaluator import Activation, Array, Evaluator, Object, OutOfFuel, Thrown

BINARY = ["add", "sub", "mul", "div", "mod", "bitand", "bitor", "bitxor", "shl", "shr", "ushr"]
COMPARE = ["lt", "le", "gt", "ge", "eq"]
KEYS = ["x", "y", "z"]
UNARY = ["neg", "inc", "dec", "bitnot", "to_number", "to_numeric"]
NUMBERS = st.one_of(
    st.sampled_from([0, 1, -1, 2, 3, 31, 2**31 - 1, -(2**31), 0.0, -0.0, 0.5, -1.5, 2.0**31, math.nan, math.inf, -math.inf, 1e300]),
    st.integers(-(2**31), 2**31 - 1), st.floats(width=32))
CONSTANTS = st.one_of(NUMBERS, st.sampled_from([None, UNDEFINED, True, False, "", "a", "12"]))


class Generator:
    """Draws a function with nested ifs, loops and array accesses, by building it as the front end would."""

    def __init__(self, draw: Any, module: Module, symbol: str, callees: list[Function]) -> None:
        self.draw = draw
        self.function = Function(symbol, module, symbol)
        self.callees = callees
        entry = Block(self.function)
        self.function.blocks.append(entry)
        self.b = Builder(self.function, entry)
        self.vars: list[Value] = [entry.add_param(ANY, "arg", f"p{i}", Kinds.ANY) for i in range(3)]
        self.fuel = 14

    def constant(self) -> Value:
        value = self.draw(CONSTANTS)
        return self.b.string(value) if isinstance(value, str) else self.b.const(value)

    def operand(self) -> Value:
        return self.constant() if self.draw(st.integers(0, 3)) == 0 else self.draw(st.sampled_from(self.vars))

    def expression(self) -> Value:
        kind = self.draw(st.integers(0, 12))
        b = self.b
        if kind < 4:
            return b.emit(self.draw(st.sampled_from(BINARY)), self.operand(), self.operand())
        if kind == 4:
            return b.emit(self.draw(st.sampled_from(UNARY)), self.operand())
        if kind == 5:
            return b.emit(self.draw(st.sampled_from(COMPARE)), self.operand(), self.operand())
        if kind == 6:
            return b.emit("get_elem", self.operand(), self.operand())
        if kind == 7:
            return b.emit("new_array", *[self.operand() for _ in range(self.draw(st.integers(0, 4)))])
        if kind == 8 and self.callees:
            callee = self.draw(st.sampled_from(self.callees))
            return b.call_direct(callee, *[self.operand() for _ in callee.params])
        if kind == 9:
            return b.emit("get_prop", self.operand(), key="length")
        if kind == 10:
            keys = self.draw(st.lists(st.sampled_from(KEYS), unique=True))
            return b.emit("new_object", *[self.operand() for _ in keys], keys=keys)
        obj = self.operand()
        first = b.emit("get_prop", obj, key=self.draw(st.sampled_from(KEYS)))
        second = b.emit("get_prop", obj, key=self.draw(st.sampled_from(KEYS)))
        return b.emit(self.draw(st.sampled_from(BINARY)), first, second)

    def condition(self) -> Value:
        kind = self.draw(st.integers(0, 4))
        if kind == 0:
            return self.b.emit("strict_eq", self.operand(), self.operand())
        if kind == 1:
            return self.b.emit("typeof_is", self.operand(), text=self.draw(st.sampled_from(["number", "string", "undefined"])))
        if kind == 2:
            return self.b.emit("not", self.b.emit("truthy", self.operand()))
        return self.b.emit("truthy", self.b.emit(self.draw(st.sampled_from(COMPARE)), self.operand(), self.operand()))

    def statements(self) -> None:
        for _ in range(self.draw(st.integers(1, 4))):
            self.fuel -= 1
            kind = self.draw(st.integers(0, 8))
            if kind == 8:
                self.b.emit("set_prop", self.operand(), self.operand(), key=self.draw(st.sampled_from(KEYS)), strict=0)
            elif kind == 0 and self.fuel > 0:
                self.conditional()
            elif kind == 1 and self.fuel > 0:
                self.loop()
            elif kind == 2:
                self.b.emit("set_elem", self.operand(), self.operand(), self.operand(), strict=0)
            else:
                value = self.expression()
                index = self.draw(st.integers(0, len(self.vars) - 1))
                self.vars[index] = value

    def conditional(self) -> None:
        b = self.b
        then, other, after = (Block(self.function) for _ in range(3))
        b.branch(self.condition(), Edge(then), Edge(other))
        before = list(self.vars)
        for block in (then, other):
            self.function.blocks.append(block)
            b.block, self.vars = block, list(before)
            self.statements()
            b.jump(after, *self.vars)
        self.function.blocks.append(after)
        b.block = after
        self.vars = [after.add_param(ANY) for _ in before]

    def loop(self) -> None:
        b = self.b
        head, body, after = (Block(self.function) for _ in range(3))
        b.jump(head, *self.vars, b.const(0))
        self.function.blocks.append(head)
        b.block = head
        self.vars = [head.add_param(ANY) for _ in self.vars]
        counter = head.add_param(ANY)
        more = b.emit("truthy", b.emit("lt", counter, b.const(self.draw(st.integers(1, 4)))))
        b.branch(more, Edge(body), Edge(after))
        outer = list(self.vars)
        self.function.blocks.append(body)
        b.block = body
        self.vars.append(counter)
        self.statements()
        self.vars.pop()
        b.jump(head, *self.vars, b.emit("inc", counter))
        self.function.blocks.append(after)
        b.block, self.vars = after, outer

    def finish(self) -> Function:
        self.statements()
        self.b.emit("return", self.draw(st.sampled_from(self.vars)))
        return self.function


@st.composite
def programs(draw: Any) -> str:
    """The text of a module."""
    module = Module("random.js", "")
    callee = Generator(draw, module, "callee", []).finish()
    callee.escapes = draw(st.booleans())
    main = Generator(draw, module, "main", [callee]).finish()
    module.functions = [main, callee]
    verify_module(module)
    return module_text(module)


def _frozen(value: Any) -> Any:
    """A comparable picture of a result; int32 and double of the same number are the same."""
    if isinstance(value, Array):
        return [_frozen(v) for v in value.values]
    if isinstance(value, Object):
        return list(value.properties)
    if isinstance(value, bool) or value is None or value is UNDEFINED or value is EMPTY or isinstance(value, str):
        return repr(value)
    if isinstance(value, (int, float)):
        return "nan" if math.isnan(value) else repr(float(value))
    return "object"


def outcome(module: Module, args: list[Any]) -> Any:
    try:
        evaluator = Evaluator()
        result = evaluator.call(module.functions[0], {}, list(args))
        if isinstance(result, Activation):
            result = evaluator.finish(result)
    except Thrown:
        return "thrown"
    except OutOfFuel:
        return None
    return _frozen(result)


ARGUMENTS = st.lists(st.one_of(CONSTANTS, NUMBERS), min_size=3, max_size=3)
# Shrinking a program costs minutes and rarely makes it simpler to read than its failing line.
_SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck),
                     phases=[Phase.explicit, Phase.reuse, Phase.generate])


@_SETTINGS
@given(programs(), st.lists(ARGUMENTS, min_size=1, max_size=3))
def test_pipeline_keeps_results(text: str, inputs: list[list[Any]]) -> None:
    before = [outcome(read_module(text), args) for args in inputs]
    optimised = read_module(text)
    for name in PIPELINE:
        run_pass(optimised, PASSES[name])
        verify_module(optimised, name)
        for args, expected in zip(inputs, before):
            if expected is not None:
                assert outcome(optimised, args) in (expected, None), f"after {name}:\n{text}\n{module_text(optimised)}"


@pytest.mark.parametrize("name", sorted(PASSES))
@settings(_SETTINGS, max_examples=25)
@given(text=programs(), args=ARGUMENTS)
def test_each_pass_alone_keeps_results(name: str, text: str, args: list[Any]) -> None:
    expected = outcome(read_module(text), args)
    changed = read_module(text)
    run_pass(changed, PASSES[name])
    verify_module(changed, name)
    if expected is not None:
        assert outcome(changed, args) in (expected, None), f"{text}\n{module_text(changed)}"


@_SETTINGS
@given(programs())
def test_text_form_reads_back(text: str) -> None:
    assert module_text(read_module(text)) == text


@st.composite
def resumable_programs(draw: Any) -> str:
    """Such a module whose first function is a generator with suspensions at random places."""
    module = read_module(draw(programs()))
    main = module.functions[0]
    main.flags |= 0x20  # JS_FN_GENERATOR
    for block in main.blocks:
        start = [make("const", value=UNDEFINED)] if block is main.entry else []
        out: list[Instr] = [*start, *(make("start", c) for c in start)]
        sent: dict[Value, Value] = {}
        for instr in block.instrs:
            instr.args = [sent.get(a, a) for a in instr.args]
            for edge in instr.successors:
                edge.args = [sent.get(a, a) for a in edge.args]
            if instr.op.name == "return":
                instr = make("complete", *instr.args)
            out.append(instr)
            if instr.repr is ANY and draw(st.integers(0, 5)) == 0:
                out.append(make("suspend", instr, kind="yield"))
                out[-1].kinds = instr.kinds
                sent[instr] = out[-1]
        for instr in out:
            instr.block = block
        block.instrs = out
    verify_module(module)
    return module_text(module)


@settings(_SETTINGS, max_examples=100)
@given(resumable_programs(), st.lists(ARGUMENTS, min_size=1, max_size=2), st.booleans())
def test_suspensions_keep_results(text: str, inputs: list[list[Any]], optimise: bool) -> None:
    before = [outcome(read_module(text), args) for args in inputs]
    changed = read_module(text)
    for name in PIPELINE if optimise else ("split_suspensions",):
        run_pass(changed, PASSES[name])
        verify_module(changed, name)
    for args, expected in zip(inputs, before):
        if expected is not None:
            assert outcome(changed, args) in (expected, None), f"{text}\n{module_text(changed)}"
