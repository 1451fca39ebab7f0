"""Infers which kinds values can have, over the whole module at once.

A sparse optimistic fixed point: every value starts as impossible (0) and grows by what flows into it, through block
parameters, direct calls and their results, and the slots of environments. What each op makes of its operands' kinds is in
``TRANSFER``. Kinds already on a value are an upper bound. Sound only as long as all definitions that flow into a value are
seen: parameters of functions that escape, and slots of environments that leave the view, stay as they are declared.
"""

from __future__ import annotations

from collections.abc import Callable

from ..environments import Environments
from ..function import Function, Instr, Module, Param, Value
from ..types import ANY, PTR, Kinds

_K = Kinds
NUMBER, NUMERIC, INT32, DOUBLE, STRING, BIGINT = (
    int(k) for k in (_K.NUMBER, _K.NUMERIC, _K.INT32, _K.DOUBLE, _K.STRING, _K.BIGINT))
OBJECTS = int(_K.ANY_OBJECT)
BIGINT_LIKE = BIGINT | OBJECTS  # what ToNumeric may turn into a BigInt

Node = object  # Value, Function (its result), or (new_env, index)


def _add(a: int, b: int) -> int:
    if a == STRING or b == STRING:
        return STRING
    result = STRING if (a | b) & (STRING | OBJECTS) else 0
    return result | _numeric(a, b)


def _numeric(a: int, b: int) -> int:
    return NUMERIC if a & BIGINT_LIKE and b & BIGINT_LIKE else NUMBER


def _bitwise(a: int, b: int) -> int:
    return INT32 | BIGINT if a & BIGINT_LIKE and b & BIGINT_LIKE else INT32


def _unary(a: int) -> int:
    return NUMERIC if a & BIGINT_LIKE else NUMBER


def _to_numeric(a: int) -> int:
    return a if not a & ~NUMERIC else _unary(a)


def _to_number(a: int) -> int:
    return a if not a & ~NUMBER else NUMBER


TRANSFER: dict[str, Callable[..., int]] = {
    "add": _add, "sub": _numeric, "mul": _numeric, "div": _numeric, "mod": _numeric, "exp": _numeric,
    "bitand": _bitwise, "bitor": _bitwise, "bitxor": _bitwise, "shl": _bitwise, "shr": _bitwise,
    "neg": _unary, "inc": _unary, "dec": _unary, "bitnot": lambda a: _bitwise(a, a),
    "to_numeric": _to_numeric, "to_number": _to_number,
}


def run(module: Module) -> None:
    inference = _Inference(module)
    inference.link()
    inference.solve()
    inference.apply()


class _Inference:
    def __init__(self, module: Module) -> None:
        self.module = module
        self.kinds: dict[Node, int] = {}
        self.flows: dict[Node, list[Node]] = {}  # everything of the first flows into the second
        self.users: dict[Value, list[Instr]] = {}  # instructions with a transfer function
        self.work: list[Node] = []
        self.envs = Environments(module)
        self.bound: dict[Node, int] = {}

    def flow(self, source: Node, target: Node) -> None:
        self.flows.setdefault(source, []).append(target)

    def seed(self, node: Node, kinds: int) -> None:
        """The node has at least these kinds."""
        old = self.kinds.get(node, 0)
        new = old | (kinds & self.bound.get(node, -1))
        if new != old:
            self.kinds[node] = new
            self.work.append(node)

    def link(self) -> None:
        for function in self.module.functions:
            for param in function.params:
                self.bound[param] = int(param.kinds)
                if function.escapes or param.role != "arg":
                    self.seed(param, int(param.kinds))
            for block in function.blocks:
                for param in block.params:
                    self.bound[param] = int(param.kinds)
                for instr in block.instrs:
                    self._link_instr(function, instr)

    def _link_instr(self, function: Function, instr: Instr) -> None:
        name = instr.op.name
        for edge in instr.successors:
            for param, arg in zip(edge.block.params, edge.args):
                if param.repr is ANY:
                    self.flow(arg, param)
        if name == "return":
            self.flow(instr.args[0], function)
        elif name == "start":
            self.seed(function, int(_K.OBJECT))
        elif name == "call_direct":
            callee = instr.attrs["func"]
            for param, arg in zip(callee.params, instr.args):
                if param.repr is ANY and param.role == "arg":
                    self.flow(arg, param)
        elif name == "env_store":
            site = self.envs.site(instr.args[0])
            if isinstance(site, Instr):
                self.flow(instr.args[1], (site, instr.attrs["index"]))
        elif name == "module_function":
            self.seed((self.envs.site(instr.args[0]), instr.attrs["index"]), int(_K.FUNCTION))
        if instr.repr is not ANY:
            if instr.repr is not PTR:
                self.seed(instr, int(instr.kinds))
            return
        self.bound[instr] = int(instr.kinds)
        if name in TRANSFER:
            for arg in instr.args:
                self.users.setdefault(arg, []).append(instr)
        elif name == "call_direct":
            self.flow(instr.attrs["func"], instr)
        elif name == "refine":
            self.bound[instr] = int(instr.kinds & instr.attrs["mask"])
            self.flow(instr.args[0], instr)
        elif name == "env_load":
            self._link_load(instr)
        else:
            self.seed(instr, int(instr.kinds))

    def _link_load(self, instr: Instr) -> None:
        site = self.envs.site(instr.args[0])
        if not isinstance(site, Instr) or site in self.envs.leaked or self.envs.blind_store:
            self.seed(instr, int(instr.kinds))
            return
        slot = (site, instr.attrs["index"])
        if site.op.name == "module_env":
            self.seed(slot, int(_K.EMPTY | _K.UNDEFINED))
        else:
            self.seed(slot, int(_K.EMPTY if site.attrs["tdz"] else _K.UNDEFINED))
        self.flow(slot, instr)

    def solve(self) -> None:
        kinds, flows, users, work = self.kinds, self.flows, self.users, self.work
        while work:
            node = work.pop()
            have = kinds[node]
            for target in flows.get(node, ()):
                self.seed(target, have)
            if isinstance(node, Value):
                for user in users.get(node, ()):
                    operands = [kinds.get(a, 0) for a in user.args]
                    if all(operands):
                        self.seed(user, TRANSFER[user.op.name](*operands))

    def apply(self) -> None:
        names: dict[int, Kinds] = {}
        for node, kinds in self.kinds.items():
            if isinstance(node, (Instr, Param)) and node.repr is ANY and kinds != node.kinds:
                node.kinds = names.setdefault(kinds, Kinds(kinds))
