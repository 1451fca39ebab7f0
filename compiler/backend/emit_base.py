"""The function emitter: one IR function to LLVM text, by templates that the emit_*.py files register.

An IR block becomes one or more LLVM blocks: after every instruction that may throw, a branch goes to its handler or to
the function's exceptional exit. Block parameters become phis, written once all the edges of the function are known.
Blocks are visited depth first from the entry, so that a value is named before its uses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from compiler.ir.function import Block, Edge, Function, Instr, Param, Value
from compiler.ir.types import ANY, BOOL, F64, I32, PTR, VOID, Repr

from ..diagnostics import LodeError
from . import abi
from .declarations import FAST, signature
from .names import code_symbol
from .place import Place

if TYPE_CHECKING:
    from .data import ModuleData

LLVM_TYPE: dict[Repr, str] = {ANY: "i64", I32: "i32", F64: "double", BOOL: "i1", PTR: "ptr", VOID: "void"}

Operand = str | Place  # of a call
Template = Callable[["FunctionEmitter", Instr], None]
TEMPLATES: dict[str, Template] = {}

# Metadata numbers that every chunk defines (see debug.py).
MD_PLACE, MD_UNLIKELY, MD_LIKELY, MD_RSP, MD_INVARIANT = "!2", "!3", "!4", "!5", "!6"


class BackendError(LodeError):
    """The IR can't be translated: a bug of an earlier stage, named."""


def emits(*names: str) -> Callable[[Template], Template]:
    """Registers a template for ops."""

    def register(template: Template) -> Template:
        for name in names:
            if name in TEMPLATES:
                raise BackendError(f"two templates for op {name}")
            TEMPLATES[name] = template
        return template

    return register


def direct_result_type(function: Function) -> str:
    """LLVM result of a direct entry. Unboxed and throwing: a pair whose second member says that it threw."""
    if function.result is ANY:
        return "i64"
    if not function.may_throw:
        return LLVM_TYPE[function.result]
    return "i1" if function.result is VOID else f"{{ {LLVM_TYPE[function.result]}, i1 }}"


def blocks_in_cycles(blocks: list[Block]) -> set[Block]:
    """The blocks that can reach themselves: strongly connected components, iteratively (Tarjan 1972)."""
    index: dict[Block, int] = {}
    low: dict[Block, int] = {}
    on_stack: set[Block] = set()
    stack: list[Block] = []
    cyclic: set[Block] = set()
    for root in blocks:
        if root in index:
            continue
        work = [(root, iter([e.block for e in root.edges()]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            block, successors = work[-1]
            for successor in successors:
                if successor is block:
                    cyclic.add(block)
                if successor not in index:
                    index[successor] = low[successor] = len(index)
                    stack.append(successor)
                    on_stack.add(successor)
                    work.append((successor, iter([e.block for e in successor.edges()])))
                    break
                if successor in on_stack:
                    low[block] = min(low[block], index[successor])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[block])
                if low[block] == index[block]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(member)
                        if member is block:
                            break
                    if len(component) > 1:
                        cyclic.update(component)
    return cyclic


def reachable_blocks(function: Function) -> list[Block]:
    """Blocks reachable from the entry, depth first: a block's dominators come before it."""
    seen = {function.entry}
    order = []
    stack = [function.entry]
    while stack:
        block = stack.pop()
        order.append(block)
        targets = [e.block for e in block.edges()]
        for target in reversed(targets):
            if target not in seen:
                seen.add(target)
                stack.append(target)
    return order


class FunctionEmitter:
    """Emits the body of one function. ``lines`` grows; ``label`` is the current LLVM block."""

    def __init__(self, data: ModuleData, function: Function) -> None:
        self.data = data
        self.function = function
        self.blocks = reachable_blocks(function)
        self.index = {b: n for n, b in enumerate(self.blocks)}
        self.cyclic = blocks_in_cycles(self.blocks)
        self.names: dict[Value, str] = {}
        self.overflow: dict[Value, str] = {}
        self.doubles: dict[Block, tuple[Value, str]] = {}  # a block's boxed number that is also at hand unboxed
        self.truth: dict[Value, str] = {}  # boxed booleans also at hand as i1
        self.incoming: dict[Block, list[tuple[str, list[str]]]] = {b: [] for b in self.blocks}
        self.lines: list[str] = []
        self.label = "entry"
        self.counter = 0
        self.argv_size = 0
        self.uses_throw_exit = False
        self.calls_out = False
        self.block: Block = self.blocks[0]
        self.dbg = ""
        self.overflow_wanted = {i.args[0] for b in self.blocks for i in b.instrs if i.op.name == "overflowed"}
        self.callees = {i.args[0] for b in self.blocks for i in b.instrs if i.op.name == "call"}
        self.size = sum(len(b.instrs) for b in self.blocks)
        self.entries = Counter(edge.block for b in self.blocks for edge in b.edges())

    # -- text -------------------------------------------------------------------------------------
    def line(self, text: str) -> None:
        self.lines.append("  " + text)

    def temp(self) -> str:
        self.counter += 1
        return f"%t{self.counter}"

    def new_label(self, prefix: str = "c") -> str:
        self.counter += 1
        return f"{prefix}{self.counter}"

    def start(self, label: str) -> None:
        self.lines.append(label + ":")
        self.label = label

    def let(self, text: str) -> str:
        """A new temporary holding the result of an instruction."""
        name = self.temp()
        self.lines.append(f"  {name} = {text}")
        return name

    def define(self, instr: Instr, text: str) -> str:
        """The instruction's own value."""
        self.counter += 1
        name = f"%v{self.counter}"
        self.names[instr] = name
        self.lines.append(f"  {name} = {text}")
        return name

    def at(self, place: Place) -> str:
        """The address of a place in the isolate: a displacement from the isolate's register."""
        return self.let(f"getelementptr i8, ptr {place.pointer}, i64 %iso.address")

    def arg(self, instr: Instr, n: int) -> str:
        return self.names[instr.args[n]]

    def typed(self, value: Value) -> str:
        return f"{LLVM_TYPE[value.repr]} {self.names[value]}"

    # -- policy -----------------------------------------------------------------------------------
    def hot(self) -> bool:
        """Is a fast path worth its size here? Elsewhere the runtime's function is called."""
        if not self.data.options.opt_level or self.block.cold:
            return False
        if self.block in self.cyclic:
            return self.size <= self.data.options.inline_loop_limit
        return not self.function.runs_once and self.size <= self.data.inline_straight_limit

    # -- calls of the runtime ---------------------------------------------------------------------
    def call(self, name: str, *args: Operand) -> str:
        """Calls a runtime or fast-path function; args are operands without types. Returns the result's name or "".

        The runtime's functions take a place as it is, the fast paths its address: one that is also passed would be
        computed ahead of loops, and kept in a register.
        """
        fast = FAST.get(name)
        fn = fast if fast is not None else self.data.runtime_function(name)
        self.data.used.add(name)
        result, types = signature(fn.result, fn.args)
        if len(types) != len(args) + 1:
            raise BackendError(f"{name} takes {len(types) - 1} arguments, {len(args)} given")
        operands = [a if isinstance(a, str) else self.at(a) if fast else a.distance for a in args]
        text = ", ".join(["ptr %iso", *(f"{t} {a}" for t, a in zip(types[1:], operands, strict=True))])
        if fn.result in ("bool", "ok"):
            result = "zeroext i1"
        self.calls_out = True
        if result == "void":
            self.lines.append(f"  call void @{name}({text}){self.dbg}")
            return ""
        return self.let(f"call {result} @{name}({text}){self.dbg}")

    def guarded(self, instr: Instr, fast: str, fast_args: Sequence[Operand], slow: str,
                slow_args: Sequence[Operand]) -> str:
        """An inlined fast path that returns a pair, with the runtime's function where it doesn't handle the operands.
        The current block is then where both meet; returns the phi to put there."""
        return self.guarded_by(instr, fast, fast_args, lambda: self.call(slow, *slow_args))

    def quick(self, instr: Instr, fast: str, fast_args: Sequence[Operand]) -> str:
        """A fast path, or the exceptional edge. Returns the result."""
        pair = self.call(fast, *fast_args)
        value = self.let(f"extractvalue {{ i64, i8 }} {pair}, 0")
        byte = self.let(f"extractvalue {{ i64, i8 }} {pair}, 1")
        self.check_ok(self.let(f"trunc i8 {byte} to i1"), instr)
        return value

    def guarded_by(self, instr: Instr, fast: str, fast_args: Sequence[Operand], slow: Callable[[], str]) -> str:
        """The same with code of any kind for the slow path, which returns its result."""
        pair = self.call(fast, *fast_args)
        value = self.let(f"extractvalue {{ i64, i8 }} {pair}, 0")
        byte = self.let(f"extractvalue {{ i64, i8 }} {pair}, 1")
        handled = self.let(f"trunc i8 {byte} to i1")
        from_fast = self.label
        join = self.branch_to_slow(handled)
        result = slow()
        self.check_value(result, instr)
        from_slow = self.label
        self.line(f"br label %{join}")
        self.start(join)
        return f"phi i64 [ {value}, %{from_fast} ], [ {result}, %{from_slow} ]"

    def branch_to_slow(self, handled: str) -> str:
        """Starts the block of a slow path; returns the label where the fast path goes."""
        slow, join = self.new_label("slow"), self.new_label("join")
        self.line(f"br i1 {handled}, label %{join}, label %{slow}, !prof {MD_LIKELY}")
        self.start(slow)
        return join

    def store_args(self, values: list[str]) -> str:
        """Puts boxed values in the function's argument buffer; returns a pointer to them."""
        if not values:
            return "null"
        self.argv_size = max(self.argv_size, len(values))
        for n, value in enumerate(values):
            where = "%argbuf" if n == 0 else self.let(f"getelementptr inbounds i64, ptr %argbuf, i64 {n}")
            self.line(f"store i64 {value}, ptr {where}")
        return "%argbuf"

    # -- control ----------------------------------------------------------------------------------
    def block_label(self, block: Block) -> str:
        return f"b{self.index[block]}"

    def edge_args(self, edge: Edge) -> list[str]:
        if len(edge.args) != len(edge.block.params):
            raise BackendError(f"{self.function.symbol}: an edge to {edge.block.name or edge.block.id} passes "
                               f"{len(edge.args)} values for {len(edge.block.params)} parameters")
        return [self.names[a] for a in edge.args]

    def enter(self, edge: Edge) -> str:
        """Records an edge from the current LLVM block; returns the label to branch to."""
        self.incoming[edge.block].append((self.label, self.edge_args(edge)))
        return self.block_label(edge.block)

    def throw_target(self, instr: Instr) -> str:
        """Where control goes when instr throws."""
        if instr.handler is not None:
            return self.enter(instr.handler)
        if not self.function.may_throw:
            raise BackendError(f"{self.function.symbol}: {instr.op.name} may throw in a function that may not")
        self.uses_throw_exit = True
        return "throw_exit"

    def check_value(self, name: str, instr: Instr) -> None:
        """Leaves when a boxed result is empty: an exception is pending."""
        self.check_threw(self.let(f"icmp eq i64 {name}, 0"), instr)

    def check_threw(self, threw: str, instr: Instr) -> None:
        target = self.throw_target(instr)
        label = self.new_label()
        self.line(f"br i1 {threw}, label %{target}, label %{label}, !prof {MD_UNLIKELY}")
        self.start(label)

    def check_ok(self, ok: str, instr: Instr) -> None:
        target = self.throw_target(instr)
        label = self.new_label()
        self.line(f"br i1 {ok}, label %{label}, label %{target}, !prof {MD_LIKELY}")
        self.start(label)

    def always_throws(self, instr: Instr) -> None:
        """An exception is pending; what follows in the block is dead."""
        self.line(f"br label %{self.throw_target(instr)}")
        self.start(self.new_label("dead"))

    def bind(self, instr: Instr, name: str) -> None:
        self.names[instr] = name

    # -- the whole --------------------------------------------------------------------------------
    def emit_blocks(self) -> list[str]:
        """The text of all blocks, the first labelled ``b0``. The entry's parameters must be named already."""
        texts: list[list[str]] = []
        entry_in_loop = any(e.block is self.blocks[0] for b in self.blocks for e in b.edges())
        params: dict[Block, list[tuple[str, Param]]] = {}
        for block in self.blocks:
            if block is self.blocks[0] and not entry_in_loop:
                continue
            params[block] = []
            for param in block.params:
                self.counter += 1
                name = f"%p{self.counter}"
                params[block].append((name, param))
        if entry_in_loop:
            self.incoming[self.blocks[0]].append(("start", [self.names[p] for p in self.blocks[0].params]))
        for block in self.blocks:
            for name, param in params.get(block, ()):
                self.names[param] = name
            self.lines = []
            self.block = block
            self.label = self.block_label(block)
            self._emit_instrs(block)
            texts.append(self.lines)
        out: list[str] = []
        for block, text in zip(self.blocks, texts, strict=True):
            out.append(self.block_label(block) + ":")
            incoming = self.incoming[block]
            for n, (name, param) in enumerate(params.get(block, ())):
                pairs = ", ".join(f"[ {args[n]}, %{label} ]" for label, args in incoming)
                out.append(f"  {name} = phi {LLVM_TYPE[param.repr]} {pairs}")
            out.extend(text)
        return out

    def _emit_instrs(self, block: Block) -> None:
        locate = self.data.debug.location
        for instr in block.instrs:
            self.dbg = locate(instr.pos)
            try:
                TEMPLATES[instr.op.name](self, instr)
            except (KeyError, IndexError) as error:
                raise BackendError(f"{self.function.symbol}: cannot emit {instr.op.name}: {error!r}") from error

    def throw_exit(self) -> list[str]:
        """The common exceptional exit."""
        if not self.uses_throw_exit:
            return []
        result = direct_result_type(self.function)
        if self.function.result is ANY:
            value = "0"
        elif self.function.result is VOID:
            value = "true"
        else:
            value = f"{{ {LLVM_TYPE[self.function.result]} poison, i1 true }}"
        return ["throw_exit:", f"  ret {result} {value}"]

    @property
    def symbol(self) -> str:
        return code_symbol(self.function)


def boxed_constant(value: object) -> str:
    return str(abi.signed64(abi.boxed(value)))
