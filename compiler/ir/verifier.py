"""Checks that a module is well-formed IR: what passes may rely on and must keep."""

from __future__ import annotations

from runtime import abi

from .analysis import Dominators, Segment
from .function import ABI_REPR, Block, Edge, Function, Instr, Module, Value, set_result
from .printer import function_text, instr_text, number
from .types import ANY, F64, KINDS_OF_REPR, VOID, Kinds

_EDGE_COUNT = {"jump": 1, "branch": 2}
_OVERFLOWING = ("i32_add", "i32_sub", "i32_mul")


class VerifierError(Exception):
    """Malformed IR. The message lists every fault found in the function, then its text."""


def verify_module(module: Module, after: str = "") -> None:
    symbols: set[str] = set()
    for function in module.functions:
        if function.symbol in symbols:
            raise VerifierError(f"two functions have the symbol @{function.symbol}")
        symbols.add(function.symbol)
    members = set(module.functions)
    for function in module.functions:
        _verify(function, members, after)


def verify_function(function: Function, after: str = "") -> None:
    _verify(function, set(function.module.functions), after)


def _verify(function: Function, members: set[Function], after: str) -> None:
    number(function)
    check = _FunctionCheck(function, members)
    check.run()
    if check.faults:
        where = f" after {after}" if after else ""
        faults = "\n".join("  " + f for f in check.faults[:20])
        raise VerifierError(f"@{function.symbol}{where}:\n{faults}\n{function_text(function)}")


class _FunctionCheck:
    def __init__(self, function: Function, members: set[Function]) -> None:
        self.function = function
        self.members = members
        self.faults: list[str] = []
        self.blocks = set(function.blocks)

    def fault(self, instr: Instr, text: str) -> None:
        where = f"b{instr.block.id}" if instr.block is not None else "?"
        self.faults.append(f"{where}: {text}: {_safe_text(instr)}")

    def run(self) -> None:
        if not self.function.blocks:
            self.faults.append("no blocks")
            return
        for block in self.function.blocks:
            self._block(block)
        if not self.faults:
            self._dominance()

    def _block(self, block: Block) -> None:
        if block.function is not self.function:
            self.faults.append(f"b{block.id} says that it is another function's")
        if not block.instrs or not block.instrs[-1].op.is_terminator:
            self.faults.append(f"b{block.id} has no terminator")
            return
        for param in block.params:
            if param.block is not block:
                self.faults.append(f"b{block.id}: parameter v{param.id} says that it is another block's")
            if bool(param.role) != (block is self.function.entry):
                self.faults.append(f"b{block.id}: parameter v{param.id}: roles are for the entry block, all of them")
        for instr in block.instrs:
            if instr.block is not block:
                self.fault(instr, "says that it is in another block")
            if instr.op.is_terminator and instr is not block.instrs[-1]:
                self.fault(instr, "terminator inside a block")
            self._attributes(instr)
            self._operands(instr)
            self._result(instr)
            self._edges(instr)
        for instr, following in zip(block.instrs, block.instrs[1:]):
            if "tail" in instr.attrs and (following.op.name != "return" or following.args != [instr] or instr.handler is not None):
                self.fault(instr, "a call in tail position, but its result isn't returned next")

    def _attributes(self, instr: Instr) -> None:
        op = instr.op
        for name in instr.attrs:
            if name not in op.attrs and name not in op.optional_attrs:
                self.fault(instr, f"unknown attribute {name!r}")
        for name in op.attrs:
            if name not in instr.attrs:
                self.fault(instr, f"attribute {name!r} missing")
        callee = instr.attrs.get("func")
        if callee is not None and callee not in self.members:
            self.fault(instr, "the function isn't one of the module")
        elif callee is not None and op.name != "call_direct" and not callee.escapes:
            self.fault(instr, "the function escapes but isn't marked so")

    def _operands(self, instr: Instr) -> None:
        op, args = instr.op, instr.args
        if op.name == "call_direct":
            expected = [p.repr for p in instr.attrs["func"].params]
        elif op.name == "rt":
            expected = [ABI_REPR.get(a) for a in abi.BY_NAME[instr.attrs["name"]].args]
        elif op.name == "return":
            expected = [self.function.result]
        elif op.variadic:
            fixed = list(op.operands[:-1])
            expected = fixed + [op.operands[-1]] * (len(args) - len(fixed))
        else:
            expected = list(op.operands)
        if len(args) != len(expected):
            self.fault(instr, f"{len(args)} operands, {len(expected)} expected")
        for arg, repr_ in zip(args, expected):
            if arg.repr is not repr_:
                self.fault(instr, f"operand v{arg.id} is {arg.repr.value}, not {repr_.value if repr_ else '?'}")
        if op.name == "overflowed":
            source = args[0]
            if not (isinstance(source, Instr) and source.op.name in _OVERFLOWING):
                self.fault(instr, "operand isn't an i32_add, i32_sub or i32_mul")

    def _result(self, instr: Instr) -> None:
        implied = set_result(Instr(instr.op, instr.args, instr.attrs))
        if instr.repr is not implied.repr:
            self.fault(instr, f"result is {instr.repr.value}, not {implied.repr.value}")
        elif instr.repr is F64:
            if instr.kinds & ~Kinds.NUMBER:
                self.fault(instr, "kinds of a double that aren't numbers")
        elif instr.repr is not ANY and instr.kinds & ~KINDS_OF_REPR[instr.repr]:
            self.fault(instr, "kinds that the representation can't hold")

    def _edges(self, instr: Instr) -> None:
        name = instr.op.name
        count = len(instr.attrs["cases"]) + 1 if name == "switch" else _EDGE_COUNT.get(name, 0)
        if len(instr.edges) != count:
            self.fault(instr, f"{len(instr.edges)} edges, {count} expected")
        if instr.handler is not None and not instr.throws:
            self.fault(instr, "exceptional edge of what can't throw")
        for edge in instr.successors:
            self._edge(instr, edge)

    def _edge(self, instr: Instr, edge: Edge) -> None:
        if edge.block not in self.blocks:
            self.fault(instr, "edge to a block that isn't in the function")
            return
        if edge.block is self.function.entry:
            self.fault(instr, "edge to the entry block")
        params = edge.block.params
        if len(params) != len(edge.args):
            self.fault(instr, f"b{edge.block.id} gets {len(edge.args)} arguments, has {len(params)} parameters")
        for param, arg in zip(params, edge.args):
            if param.repr is not arg.repr:
                self.fault(instr, f"b{edge.block.id}: v{arg.id} is {arg.repr.value}, parameter v{param.id} {param.repr.value}")

    def _dominance(self) -> None:
        dom = Dominators(self.function)
        position: dict[Value, tuple[Block, int]] = {}
        for block in self.function.blocks:
            for param in block.params:
                position[param] = (block, -1)
            for i, instr in enumerate(block.instrs):
                if instr.repr is not VOID:
                    position[instr] = (block, i)
        for block, segments in dom.segments.items():
            for segment in segments:
                for i in range(segment.start, segment.end):
                    instr = block.instrs[i]
                    for arg in [*instr.args, *(a for e in instr.successors for a in e.args)]:
                        where = position.get(arg)
                        if where is None:
                            self.fault(instr, "operand isn't defined in the function")
                        elif where[0] is block:
                            if where[1] >= i:
                                self.fault(instr, f"v{arg.id} is used before its definition")
                        elif where[0] not in dom.segments:
                            self.fault(instr, f"v{arg.id} is defined in unreachable code")
                        elif not dom.dominates(_after(dom, *where), segment):
                            self.fault(instr, f"v{arg.id} (b{where[0].id}) isn't defined on every way here")


def _after(dom: Dominators, block: Block, index: int) -> Segment:
    """The segment from whose beginning, or end, the definition at ``index`` is available."""
    for segment in dom.segments[block]:
        if index < segment.end:
            instr = block.instrs[index] if index >= 0 else None
            if instr is not None and instr.handler is not None and index == segment.end - 1:
                parts = dom.segments[block]
                return parts[parts.index(segment) + 1]
            return segment
    raise AssertionError


def _safe_text(instr: Instr) -> str:
    try:
        return instr_text(instr)
    except (AttributeError, KeyError, IndexError, TypeError):
        return instr.op.name
