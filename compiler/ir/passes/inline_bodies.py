"""Bodies that can be copied into their callers: functions that may be given up half-way.

What an inlined body throws, or what it calls, would be missing from stack traces. So its instructions become *quick*: each
does only what runs no JavaScript and throws nothing, and otherwise leaves by its exceptional edge with nothing done. There the
caller starts again, with the call as it was written. That is right as long as nothing that the body did before can
be seen: in front of a quick instruction there may only be stores to objects that the body itself has made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..analysis import reverse_postorder
from ..clone import clone_function
from ..function import UNDEFINED, Block, Edge, Function, Instr, Module, Param, Value, make
from ..rewrite import remove_unreachable, replace_values
from ..types import ANY, Kinds
from .promote_captures import is_direct

_DEPTH = 3  # calls within calls
_BLOCKS = 16
SIZE = 80  # instructions of a body, with what is inlined into it

_ARITHMETIC = ("add", "sub", "mul", "div", "mod", "bitand", "bitor", "bitxor", "shl", "shr", "ushr", "neg", "inc", "dec",
               "to_numeric", "bitnot", "to_number", "lt", "le", "gt", "ge", "eq")
QUICK = frozenset((*_ARITHMETIC, "get_prop", "set_prop", "get_elem", "set_elem", "private_get", "private_set", "private_has",
                   "new_instance"))
_STORES = frozenset({"set_prop", "set_elem", "private_set", "define_fields", "env_store"})
_UNSEEN = frozenset({"learn_slots", "learn_shape"})  # writes that no program can see
_MAKE = frozenset({"new_instance", "new_object", "new_array", "new_env"})
_LEAVE = frozenset({"jump", "branch", "switch", "return"})


@dataclass(eq=False, slots=True)
class Body:
    """A function's body, to be copied: its parameters are those of ``function``; ``fail`` is where it is given up."""

    function: Function
    fail: Block

    @property
    def size(self) -> int:
        return sum(len(b.instrs) for b in self.function.blocks)

    @property
    def has_fields(self) -> bool:
        return any(i.op.name == "define_fields" for b in self.function.blocks for i in b.instrs)


class Methods:
    """The functions of a module that calls may be of, going by the name of the method."""

    def __init__(self, module: Module) -> None:
        self.called: dict[str, set[Function]] = {}
        self.getters: dict[str, set[Function]] = {}
        for function in module.functions:
            for block in function.blocks:
                for instr in block.instrs:
                    self._collect(instr)

    def _collect(self, instr: Instr) -> None:
        name, args = instr.op.name, instr.args
        if name == "rt" and instr.attrs["name"] in ("lode_define_method", "lode_define_getter"):
            getter = instr.attrs["name"] == "lode_define_getter"
            self._add(self.getters if getter else self.called, args[1], args[2])
        elif name == "set_prop":
            self._note(self.called, instr.attrs["key"], args[1])
        elif name == "new_object":
            for key, value in zip(instr.attrs["keys"], args):
                self._note(self.called, key, value)
        elif name == "define_fields":
            for at in range(1, len(args), 2):
                self._add(self.called, args[at], args[at + 1])

    def _add(self, table: dict[str, set[Function]], key: Value, value: Value) -> None:
        if isinstance(key, Instr) and key.op.name == "str":
            self._note(table, key.attrs["text"], value)

    def _note(self, table: dict[str, set[Function]], key: str, value: Value) -> None:
        if isinstance(value, Instr) and value.op.name == "closure":
            table.setdefault(key, set()).add(value.attrs["func"])

    def of_call(self, instr: Instr) -> Function | None:
        """The one function that a method call may be of."""
        callee = instr.args[0]
        if not isinstance(callee, Instr) or callee.op.name != "get_prop" or callee.args[0] is not instr.args[1]:
            return None
        return _only(self.called.get(callee.attrs["key"]))

    def of_get(self, instr: Instr) -> Function | None:
        """The one getter that reading a property may call."""
        return _only(self.getters.get(instr.attrs["key"]))


def _only(functions: set[Function] | None) -> Function | None:
    if functions is None or len(functions) != 1:
        return None
    (function,) = functions
    return function if is_direct(function) else None


class Bodies:
    """Makes the bodies, each once."""

    def __init__(self, module: Module) -> None:
        self.methods = Methods(module)
        self.made: dict[tuple[Function, bool], Body | None] = {}

    def of(self, target: Function, fresh_this: bool = False) -> Body | None:
        """The body of a function; ``fresh_this``: called on an object that was just made, and which nothing else knows."""
        return self._of(target, fresh_this, ())

    def _of(self, target: Function, fresh_this: bool, around: tuple[Function, ...]) -> Body | None:
        if target in around or len(around) > _DEPTH:
            return None
        key = (target, fresh_this)
        if key not in self.made:
            body = self._make(target, fresh_this, (*around, target))
            if around and body is None:
                return None  # maybe only here, for its depth
            self.made[key] = body
        return self.made[key]

    def _make(self, target: Function, fresh_this: bool, around: tuple[Function, ...]) -> Body | None:
        if (target.resumable or target.runs_once or len(target.blocks) > _BLOCKS or target.result is not ANY
                or sum(len(b.instrs) for b in target.blocks) > SIZE
                or any(p.role in ("argc", "argv") for p in target.params)):
            return None
        scratch = clone_function(target, target.symbol)
        body = Body(scratch, Block(scratch))
        body.fail.instrs.append(make("unreachable"))
        body.fail.instrs[0].block = body.fail
        scratch.blocks.append(body.fail)
        fresh = {p for p in scratch.params if fresh_this and p.role == "this"}
        pending = [b for b in scratch.blocks if b is not body.fail]
        while pending:
            if not self._prepare(body, pending.pop(), pending, fresh, around) or len(scratch.blocks) > 4 * _BLOCKS:
                return None
        scratch.blocks.remove(body.fail)
        scratch.blocks.append(body.fail)
        remove_unreachable(scratch)
        if body.size > SIZE or not _may_be_given_up(body, fresh):
            return None
        return body

    def _prepare(self, body: Body, block: Block, pending: list[Block], fresh: set[Param], around: tuple[Function, ...]) -> bool:
        """Makes the block's instructions quick, up to one that is replaced by a body; what follows that is pending. False: they can't be."""
        for i, instr in enumerate(block.instrs):
            name = instr.op.name
            if instr.handler is not None:
                return False
            if instr.op.is_terminator:
                if name in _LEAVE:
                    continue
                if name != "throw":
                    return False
                _give_up(body, block, i)
                return True
            if name == "rt" and instr.throws and block.instrs[-1].op.name == "unreachable":
                _give_up(body, block, i)
                return True
            if name in ("call", "call_direct") or (name == "get_prop" and self.methods.of_get(instr) is not None):
                inlined = self._nested(body, block, i, pending, fresh, around)
                if inlined is not None:
                    return inlined
            if name == "define_fields":
                if instr.args[0] not in fresh and not _is_made(instr.args[0]):
                    return False
                continue  # on an object that nothing knows: neither throws nor calls
            if name in QUICK:
                if _fails_often(instr):
                    return False
                make_quick(instr, Edge(body.fail))
            elif instr.throws or instr.calls or not (instr.removable or name in _STORES or name in _UNSEEN):
                return False
        return True

    def _nested(self, body: Body, block: Block, i: int, pending: list[Block], fresh: set[Param], around: tuple[Function, ...]) -> bool | None:
        """Puts a body in the place of a call. None: it stays as it is, False: that it can't."""
        instr = block.instrs[i]
        name = instr.op.name
        target: Function | None
        if name == "call_direct":
            target = instr.attrs["func"]
        else:
            target = self.methods.of_call(instr) if name == "call" else self.methods.of_get(instr)
        assert target is not None or name == "call"
        if target is None:
            return False
        this = receiver(instr, target)
        inner = self._of(target, this is not None and (this in fresh or _is_made(this)), around)
        if inner is None:
            return None if name == "get_prop" else False

        def general(slow: Block, join: Block) -> None:
            if name == "get_prop":
                again = add(slow, make_quick(make("get_prop", *instr.args, pos=instr.pos, **instr.attrs), Edge(body.fail)))
                add(slow, make("jump", edges=[Edge(join, [again])], pos=instr.pos))
            else:
                add(slow, make("jump", edges=[Edge(body.fail)], pos=instr.pos))

        join = replace_call(body.function, block, i, target, inner, general, body.fail)
        pending.append(join)
        return True


def _give_up(body: Body, block: Block, i: int) -> None:
    """From the instruction on the body isn't worth following."""
    pos = block.instrs[i].pos
    del block.instrs[i:]
    add(block, make("jump", edges=[Edge(body.fail)], pos=pos))


def _is_made(value: Value) -> bool:
    return isinstance(value, Instr) and value.op.name in _MAKE


def _fails_often(instr: Instr) -> bool:
    """Is there no point in trying?"""
    name, key = instr.op.name, instr.attrs.get("key", "")
    if name in ("get_prop", "set_prop"):
        return bool(key[:1].isdigit())
    if name in _ARITHMETIC:
        return any(a.kinds and not a.kinds & Kinds.NUMBER and not (name == "add" and a.kinds & Kinds.STRING) for a in instr.args) and name != "eq"
    return False


def _may_be_given_up(body: Body, fresh: set[Param]) -> bool:
    """Does nothing that can be seen come before an instruction that may give up, and is there no loop?"""
    order = reverse_postorder(body.function)
    place = {block: n for n, block in enumerate(order)}
    dirty: set[Block] = set()
    for block in order:
        now = block in dirty
        for instr in block.instrs:
            if instr.handler is not None and now:
                return False
            name = instr.op.name
            if name in _STORES and not _is_made(instr.args[0]) and instr.args[0] not in fresh:
                now = True
        for edge in block.instrs[-1].edges:
            if now and edge.block is body.fail:
                return False
            if place[edge.block] <= place[block]:
                return False
            if now:
                dirty.add(edge.block)
    return True


# -- copying -----------------------------------------------------------------------------------------------------------

def make_quick(instr: Instr, fail: Edge) -> Instr:
    instr.attrs = {**instr.attrs, "quick": True}
    instr.handler = fail
    return instr


def add(block: Block, instr: Instr) -> Instr:
    instr.block = block
    block.instrs.append(instr)
    return instr


def receiver(instr: Instr, target: Function) -> Value | None:
    """What the function that a call may be of is called on."""
    if instr.op.name == "call_direct":
        return next((a for p, a in zip(target.params, instr.args) if p.role == "this"), None)
    return instr.args[1] if instr.op.name == "call" else instr.args[0]


def replace_call(function: Function, block: Block, i: int, target: Function, body: Body,
                 general: Callable[[Block, Block], None], fail: Block | None = None) -> Block:
    """Puts a body in the place of instruction ``i``, a call or the reading of a property, behind a test that it calls the
    target. ``general`` fills the block for when it doesn't, and for when the body is given up unless ``fail`` is for that;
    it goes on to the block that it is handed, which has what follows the instruction. Returns that block."""
    instr = block.instrs[i]
    name, pos = instr.op.name, instr.pos
    join, slow = Block(function), Block(function)
    slow.cold = True
    for new in (join, slow):
        new.loop_depth = block.loop_depth
    join.cold = block.cold
    result = join.add_param(ANY, kinds=instr.kinds)
    join.instrs = block.instrs[i + 1:]
    for moved in join.instrs:
        moved.block = join
    del block.instrs[i:]
    direct = name == "call_direct"
    callee: Value | None = None if direct else instr.args[0]
    if name == "get_prop":
        callee = add(block, make("getter_of", instr.args[0], key=instr.attrs["key"], pos=pos))
    test = block
    if callee is not None:
        block = Block(function)
        block.loop_depth, block.cold = test.loop_depth, test.cold
        cond = add(test, make("is_closure_of", callee, func=target, pos=pos))
        add(test, make("branch", cond, edges=[Edge(block), Edge(slow)], pos=pos))
    entry, blocks = _copy_blocks(function, body, block, _operands(block, instr, target, callee), fail or slow, join)
    add(block, make("jump", edges=[Edge(entry)], pos=pos))
    general(slow, join)
    at = function.blocks.index(test) + 1
    function.blocks[at:at] = [*([block] if block is not test else []), *blocks, slow, join]
    if not any(e.block is slow for b in function.blocks for e in b.edges()):
        function.blocks.remove(slow)
    replace_values(function, {instr: result})
    return join


def _operands(block: Block, instr: Instr, target: Function, callee: Value | None) -> list[Value]:
    """What the target's parameters are given, made at the end of the block."""
    if instr.op.name == "call_direct":
        return list(instr.args)
    given = list(instr.args[2:]) if instr.op.name == "call" else []
    this = instr.args[1] if instr.op.name == "call" else instr.args[0]
    operands: list[Value] = []
    for param in target.params:
        if param.role == "env":
            assert callee is not None
            operands.append(add(block, make("function_env", callee, func=target, pos=instr.pos)))
        elif param.role == "this":
            operands.append(this)
        else:
            operands.append(given.pop(0) if given else add(block, make("const", value=UNDEFINED, pos=instr.pos)))
    return operands


def _copy_blocks(function: Function, body: Body, site: Block, given: Sequence[Value], fail: Block, join: Block) -> tuple[Block, list[Block]]:
    source = body.function
    blocks: dict[Block, Block] = {body.fail: fail}
    values: dict[Value, Value] = dict(zip(source.params, given))
    copies: list[tuple[Instr, Instr]] = []
    made: list[Block] = []
    for old in source.blocks:
        if old is body.fail:
            continue
        new = blocks[old] = Block(function)
        new.loop_depth, new.cold = site.loop_depth, site.cold or old.cold
        made.append(new)
        if old is not source.entry:
            for param in old.params:
                values[param] = new.add_param(param.repr, "", param.name, param.kinds)
        for instr in old.instrs:
            twin = Instr(instr.op, instr.args, instr.attrs, None, None, instr.pos)
            twin.repr, twin.kinds = instr.repr, instr.kinds
            values[instr] = add(new, twin)
            copies.append((instr, twin))

    def edge(old: Edge) -> Edge:
        return Edge(blocks[old.block], [values[a] for a in old.args])

    for instr, twin in copies:
        twin.args = [values[a] for a in instr.args]
        twin.edges = [edge(e) for e in instr.edges]
        twin.handler = edge(instr.handler) if instr.handler is not None else None
    for new in made:
        last = new.instrs[-1]
        if last.op.name == "return":
            value = last.args[0]
            new.instrs.pop()
            add(new, make("jump", edges=[Edge(join, [value])], pos=last.pos))
    return blocks[source.entry], made
