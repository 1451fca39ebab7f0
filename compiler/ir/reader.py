"""Reads the text form of the IR that ``printer`` writes."""

from __future__ import annotations

import json
import re
from typing import Any

from .function import EMPTY, ITER_DONE, UNDEFINED, Block, Edge, Function, Instr, Module, Value, set_result
from .ops import OPS
from .types import VOID, Kinds, Repr

_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<float>-?\d+(?:\.\d+(?:[eE][-+]?\d+)?|[eE][-+]?\d+))|(?P<int>-?\d+)"""
    r"""|(?P<symbol>@[^\s,{}()\[\]]+)|(?P<word>-?[A-Za-z_][\w]*)|(?P<range>\.\.)|(?P<punct>[\[\](){}<>=|,:]))""")
_WORDS: dict[str, Any] = {
    "undefined": UNDEFINED, "empty": EMPTY, "iter_done": ITER_DONE, "null": None, "true": True, "false": False,
    "nan": float("nan"), "inf": float("inf"), "-inf": float("-inf"),
}
_KIND_NAMES = {k.name.lower(): k for k in Kinds if k.name} | {"top": Kinds.TOP, "any": Kinds.ANY, "none": Kinds(0)}


class IRSyntaxError(Exception):
    """The text isn't IR; the message names the line."""


class _Line:
    """Tokens of a line, with a cursor."""

    def __init__(self, text: str, number: int) -> None:
        self.tokens: list[tuple[str, str]] = []
        self.at = 0
        self.number = number
        pos, end = 0, len(text.rstrip())
        while pos < end:
            match = _TOKEN.match(text, pos)
            if match is None or match.lastgroup is None:
                raise IRSyntaxError(f"line {number}: unexpected text {text[pos:]!r}")
            self.tokens.append((match.lastgroup, match.group(match.lastgroup)))
            pos = match.end()

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def next(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise IRSyntaxError(f"line {self.number}: unexpected end of line")
        self.at += 1
        return self.tokens[self.at - 1]

    def accept(self, text: str) -> bool:
        if self.peek() == text:
            self.at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise IRSyntaxError(f"line {self.number}: expected {text!r}, found {self.peek()!r}")

    def string(self) -> str:
        kind, text = self.next()
        if kind != "string":
            raise IRSyntaxError(f"line {self.number}: expected a string, found {text!r}")
        return str(json.loads(text))

    def integer(self) -> int:
        kind, text = self.next()
        if kind != "int":
            raise IRSyntaxError(f"line {self.number}: expected an integer, found {text!r}")
        return int(text)

    def optional_string(self) -> str:
        return self.string() if self.at < len(self.tokens) and self.tokens[self.at][0] == "string" else ""

    def kinds(self, close: str) -> Kinds:
        kinds = Kinds(0)
        while True:
            kinds |= _KIND_NAMES[self.next()[1]]
            if not self.accept("|"):
                break
        self.expect(close)
        return kinds


class _Reader:
    """Reads a module in two steps: definitions first, then the operands that name them."""

    def __init__(self, text: str) -> None:
        self.lines = [
            _Line(line, n) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.lstrip().startswith("#")
        ]
        self.functions: dict[str, Function] = {}

    def module(self) -> Module:
        line = self.lines[0]
        line.expect("module")
        module = Module(line.string(), "")
        line.expect("name")
        module.name = line.string()
        module.native = line.accept("native")
        if line.accept("source"):
            module.source = line.string()
        bodies: list[tuple[Function, list[_Line]]] = []
        for line in self.lines[1:]:
            if line.peek() == "function":
                function = self._function_head(line, module)
                module.functions.append(function)
                self.functions[function.symbol] = function
                bodies.append((function, []))
            elif line.peek() != "}":
                bodies[-1][1].append(line)
        for function, lines in bodies:
            _BodyReader(self, function, lines).read()
        return module

    def _function_head(self, line: _Line, module: Module) -> Function:
        line.expect("function")
        function = Function(line.next()[1][1:], module, line.string())
        function.escapes = False
        while not line.accept("{"):
            word = line.next()[1]
            if word == "escapes":
                function.escapes = True
            elif word == "runs_once":
                function.runs_once = True
            elif word == "nothrow":
                function.may_throw = False
            else:
                line.expect("=")
                if word == "result":
                    function.result = Repr(line.next()[1])
                elif word == "flags":
                    function.flags = line.integer()
                elif word == "length":
                    function.length = line.integer()
                elif word == "slots":
                    function.slots_hint = line.integer()
                elif word == "source":
                    function.source_start = line.integer()
                    line.expect("..")
                    function.source_end = line.integer()
                else:
                    raise IRSyntaxError(f"line {line.number}: unknown function property {word!r}")
        return function

    def attr(self, line: _Line) -> Any:
        kind, text = line.next()
        if kind == "string":
            return json.loads(text)
        if kind == "int":
            return int(text)
        if kind == "float":
            return float(text)
        if kind == "symbol":
            if text[1:] not in self.functions:
                raise IRSyntaxError(f"line {line.number}: no function {text}")
            return self.functions[text[1:]]
        if text == "<":
            return line.kinds(">")
        if text == "[":
            items = []
            while not line.accept("]"):
                items.append(self.attr(line))
                line.accept(",")
            return items
        if text in _WORDS:
            return _WORDS[text]
        raise IRSyntaxError(f"line {line.number}: unknown attribute value {text!r}")


class _BodyReader:
    """The blocks of one function."""

    def __init__(self, reader: _Reader, function: Function, lines: list[_Line]) -> None:
        self.reader = reader
        self.function = function
        self.lines = lines
        self.values: dict[str, Value] = {}
        self.blocks: dict[str, Block] = {}

    def read(self) -> None:
        for line in self.lines:
            if re.fullmatch(r"b\d+", line.peek()):
                block = Block(self.function)
                self.function.blocks.append(block)
                self.blocks[line.peek()] = block
        pending: list[tuple[Instr, _Line, list[str], list[tuple[Block, list[str]]], tuple[Block, list[str]] | None, Kinds | None]]
        pending = []
        current: Block | None = None
        for line in self.lines:
            if re.fullmatch(r"b\d+", line.peek()):
                current = self._block_head(line)
            elif current is None:
                raise IRSyntaxError(f"line {line.number}: instruction outside of a block")
            else:
                pending.append(self._instr(line, current))
        for instr, line, args, edges, handler, _ in pending:
            instr.args = [self._value(line, a) for a in args]
            instr.edges = [Edge(b, [self._value(line, a) for a in names]) for b, names in edges]
            if handler is not None:
                instr.handler = Edge(handler[0], [self._value(line, a) for a in handler[1]])
        for instr, _, _, _, _, kinds in pending:  # in order of the text, so that implied kinds see their operands'
            set_result(instr)
            if kinds is not None:
                instr.kinds = kinds

    def _value(self, line: _Line, name: str) -> Value:
        if name not in self.values:
            raise IRSyntaxError(f"line {line.number}: no value {name}")
        return self.values[name]

    def _block_head(self, line: _Line) -> Block:
        block = self.blocks[line.next()[1]]
        block.cold = line.accept("cold")
        block.name = line.optional_string()
        if line.accept("("):
            while not line.accept(")"):
                name = line.next()[1]
                line.expect(":")
                param = block.add_param(Repr(line.next()[1]))
                if line.accept("["):
                    param.kinds = line.kinds("]")
                if line.tokens[line.at][0] == "word":
                    param.role = line.next()[1]
                param.name = line.optional_string()
                self.values[name] = param
                line.accept(",")
        line.expect(":")
        return block

    def _edge(self, line: _Line, name: str) -> tuple[Block, list[str]]:
        if name not in self.blocks:
            raise IRSyntaxError(f"line {line.number}: no block {name}")
        args: list[str] = []
        if line.accept("("):
            while not line.accept(")"):
                args.append(line.next()[1])
                line.accept(",")
        return self.blocks[name], args

    def _instr(self, line: _Line, block: Block) -> tuple[
            Instr, _Line, list[str], list[tuple[Block, list[str]]], tuple[Block, list[str]] | None, Kinds | None]:
        result, kinds = "", None
        if len(line.tokens) > 1 and line.tokens[1][1] in ("=", "["):
            result = line.next()[1]
            if line.accept("["):
                kinds = line.kinds("]")
            line.expect("=")
        name = line.next()[1]
        if name not in OPS:
            raise IRSyntaxError(f"line {line.number}: no op {name!r}")
        args: list[str] = []
        edges: list[tuple[Block, list[str]]] = []
        handler = None
        attrs: dict[str, Any] = {}
        pos = -1
        while line.peek():
            text = line.next()[1]
            if text == ",":
                continue
            if text == "{":
                while not line.accept("}"):
                    key = line.next()[1]
                    line.expect("=")
                    attrs[key] = self.reader.attr(line)
                    line.accept(",")
            elif text == "catch":
                handler = self._edge(line, line.next()[1])
            elif text.startswith("@"):
                pos = int(text[1:])
            elif text.startswith("b"):
                edges.append(self._edge(line, text))
            else:
                args.append(text)
        op = OPS[name]
        instr = Instr(op, [Value(op.operands[0])] if op.result is None else [], attrs, None, None, pos)
        if name in ("rt", "call_direct"):
            set_result(instr)
        instr.block = block
        block.instrs.append(instr)
        if result:
            if instr.repr is VOID:
                raise IRSyntaxError(f"line {line.number}: {name} has no result")
            self.values[result] = instr
        return instr, line, args, edges, handler, kinds


def read_module(text: str) -> Module:
    """The module that the text describes; ``IRSyntaxError`` if it isn't one. Lines that start with # are comments."""
    return _Reader(text).module()
