"""IR data structures: modules, functions, blocks, instructions, values.

SSA with block parameters: an edge passes arguments to its target's parameters. The last instruction of a block is its
terminator. An instruction that may throw may have an exceptional edge (``handler``); it leaves the block in the
middle, so its arguments and anything its target uses from outside must be defined before that instruction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from runtime import abi

from .esm import EsmRecord
from .ops import OPS, Op
from .types import ANY, BOOL, F64, I32, KINDS_OF_REPR, PTR, VOID, Kinds, Repr

ABI_REPR: dict[str, Repr] = {
    "value": ANY, "i32": I32, "f64": F64, "bool": BOOL, "ok": VOID, "ptr": PTR, "void": VOID,
}


class Sentinel:
    """Constants that JavaScript can't name."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


NO_PLACE = -2
"""A source position that says: not here. A rethrow has it, so that reports name the place of the first throw."""

UNDEFINED = Sentinel("undefined")
EMPTY = Sentinel("empty")
ITER_DONE = Sentinel("iter_done")


RESUMABLE = 0x0020 | 0x0040  # JS_FN_GENERATOR, JS_FN_ASYNC of runtime/object/function.h
_RT = OPS["rt"]
_CALL_DIRECT = OPS["call_direct"]
_START = OPS["start"]
_SUSPEND = OPS["suspend"]
_REMOVABLE = frozenset({"pure", "read", "alloc"})


class Value:
    """Something with a representation and kinds: an instruction's result or a parameter."""

    __slots__ = ("repr", "kinds", "block", "id")

    def __init__(self, repr_: Repr, kinds: Kinds | None = None) -> None:
        self.repr = repr_
        self.kinds = KINDS_OF_REPR[repr_] if kinds is None else kinds
        self.block: Block | None = None
        self.id = -1  # assigned by the printer and numbering passes


def is_constant(value: Value) -> bool:
    return isinstance(value, Instr) and value.op.is_constant


class Param(Value):
    """A parameter of a block. A function's parameters are those of its entry block.

    role (entry block only): "callee", "env", "this", "new_target", "argc" (i32), "argv" (ptr), "arg" (positional).
    """

    __slots__ = ("role", "name")

    def __init__(self, repr_: Repr, role: str = "", name: str = "", kinds: Kinds | None = None) -> None:
        super().__init__(repr_, kinds)
        self.role = role
        self.name = name


class Edge:
    """A control-flow edge: the target block and one argument for each of its parameters."""

    __slots__ = ("block", "args")

    def __init__(self, block: Block, args: list[Value] | None = None) -> None:
        self.block = block
        self.args = args if args is not None else []


class Instr(Value):
    """An instruction. ``pos`` is its source position (byte offset into the module's source, -1 unknown)."""

    __slots__ = ("op", "args", "attrs", "edges", "handler", "pos")

    def __init__(self, op: Op, args: list[Value], attrs: dict[str, Any] | None = None, edges: list[Edge] | None = None,
                 handler: Edge | None = None, pos: int = -1) -> None:
        res = op.result if op.result is not None else args[0].repr
        super().__init__(res, op.kinds if res is ANY else None)
        self.op = op
        self.args = args
        self.attrs = attrs or {}
        self.edges = edges or []
        self.handler = handler
        self.pos = pos

    @property
    def throws(self) -> bool:
        """May it leave a pending exception? For ``rt`` and ``call_direct`` that depends on the attribute."""
        op = self.op
        if op is _RT:
            return abi.BY_NAME[self.attrs["name"]].throws
        if op is _CALL_DIRECT:
            return self.attrs["func"].may_throw
        return op.throws

    @property
    def removable(self) -> bool:
        """May it go when its result is unused?"""
        op = self.op
        if op is _RT:
            return abi.BY_NAME[self.attrs["name"]].effects <= _REMOVABLE
        return op.removable

    @property
    def calls(self) -> bool:
        """May it run any JavaScript? While a function is suspended anything may."""
        op = self.op
        if "quick" in self.attrs:
            return False
        return op is _SUSPEND or "call" in (abi.BY_NAME[self.attrs["name"]].effects if op is _RT else op.effects)

    @property
    def successors(self) -> list[Edge]:
        return [*self.edges, self.handler] if self.handler is not None else self.edges


class Block:
    """``cold``: reached only when a guard failed; ops in it are to be compiled small."""

    __slots__ = ("params", "instrs", "function", "id", "name", "loop_depth", "cold")

    def __init__(self, function: Function, name: str = "") -> None:
        self.params: list[Param] = []
        self.instrs: list[Instr] = []
        self.function = function
        self.id = -1
        self.name = name
        self.loop_depth = 0
        self.cold = False

    @property
    def terminator(self) -> Instr:
        return self.instrs[-1]

    def edges(self) -> Iterator[Edge]:
        """Every edge out of the block, exceptional ones too, in order of the instructions."""
        for instr in self.instrs:
            if instr.handler is not None:
                yield instr.handler
        yield from self.instrs[-1].edges

    def add_param(self, repr_: Repr, role: str = "", name: str = "", kinds: Kinds | None = None) -> Param:
        param = Param(repr_, role, name, kinds)
        param.block = self
        self.params.append(param)
        return param


@dataclass(eq=False, slots=True)
class Function:
    """A JavaScript function, or a specialised version of one.

    The direct entry takes the entry block's parameters. The backend makes the uniform entry (JsCode) from
    their roles: env from the callee, argc/argv as they are, positional ones from argv (undefined where missing).
    """

    symbol: str  # unique in the module; part of the machine symbol
    module: Module
    name: str = ""  # JavaScript name, for the function object
    flags: int = 0  # JS_FN_* of runtime/object/function.h
    length: int = 0
    slots_hint: int = 0
    source_start: int = 0
    source_end: int = 0
    result: Repr = ANY
    blocks: list[Block] = field(default_factory=list)
    escapes: bool = True  # needs a uniform entry and JsFunctionInfo (used as a value)
    runs_once: bool = False  # module bodies: compiled small, not fast
    may_throw: bool = True
    awaits: dict[int, int] = field(default_factory=dict)  # of a body: number of each suspension, its source position
    copy_of: Function | None = None  # the escaping function that this is a copy of, for direct calls

    @property
    def resumable(self) -> bool:
        """Is it a generator or async function that isn't split yet? What it returns is made by ``start``."""
        return bool(self.flags & RESUMABLE) and any(i.op is _START for b in self.blocks for i in b.instrs)

    @property
    def entry(self) -> Block:
        return self.blocks[0]

    @property
    def params(self) -> list[Param]:
        return self.blocks[0].params


@dataclass(frozen=True)
class Unit:
    """Code made from a string, by eval or a constructor of functions: what it is found by at run time.

    ``key``: "eval", "eval " and a digest of the scope for direct eval, or the kind of function; ``split``: bytes of a
    dynamic function's parameters in its text; ``scope``: the scope of direct eval (frontend/eval_scope.py).
    """

    key: str
    source: str
    split: int = 0
    scope: str | None = None


@dataclass(eq=False, slots=True)
class Module:
    """One source file: its functions (functions[0] is the outermost), in order of appearance."""

    path: str
    source: str
    name: str = "m"  # prefix of machine symbols, unique in a program
    native: bool = False  # of the runtime's library
    script: bool = False  # global code: its outermost function takes no parameters, this is the global object
    prints: bool = False  # of a script: it returns its completion value, which is to be printed
    unit: Unit | None = None  # of code made from a string
    units: list[Unit] = field(default_factory=list)  # constant strings that the module may make code of
    functions: list[Function] = field(default_factory=list)
    requires: list[str] = field(default_factory=list)  # constant arguments of calls of require, in source order
    imports: list[str] = field(default_factory=list)  # specifiers of imports and constant arguments of import(), likewise
    computed_imports: bool = False  # has an import() that may name any module
    esm: EsmRecord | None = None  # of an ES module
    instance: int = 0  # of several copies: of a file that is imported under several URLs, of a unit of several files

    @property
    def goal(self) -> str:
        """What the source was taken for."""
        if self.esm is not None:
            return "module"
        return "native" if self.native else "print" if self.prints else "script" if self.script else "commonjs"


def kinds_of_constant(value: Any) -> Kinds:
    """Kinds of a ``const`` attribute value."""
    if value is UNDEFINED:
        return Kinds.UNDEFINED
    if value is None:
        return Kinds.NULL
    if isinstance(value, bool):
        return Kinds.BOOL
    if isinstance(value, int):
        return Kinds.INT32
    if isinstance(value, float):
        return Kinds.DOUBLE
    return Kinds.EMPTY


def set_result(instr: Instr) -> Instr:
    """Gives the instruction the representation and kinds that its op and attributes imply."""
    op = instr.op
    name = op.name
    if name == "rt":
        instr.repr = ABI_REPR[abi.BY_NAME[instr.attrs["name"]].result]
        instr.kinds = KINDS_OF_REPR[instr.repr]
    elif name == "call_direct":
        instr.repr = instr.attrs["func"].result
        instr.kinds = op.kinds if instr.repr is ANY else KINDS_OF_REPR[instr.repr]
    elif name == "const":
        instr.kinds = kinds_of_constant(instr.attrs["value"])
    elif name == "refine":
        instr.kinds = instr.args[0].kinds & instr.attrs["mask"]
    return instr


def make(op: str, *args: Value, handler: Edge | None = None, pos: int = -1, edges: list[Edge] | None = None,
         **attrs: Any) -> Instr:
    """An instruction by op name, not yet in a block."""
    return set_result(Instr(OPS[op], list(args), attrs, edges, handler, pos))
