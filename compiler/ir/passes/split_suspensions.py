"""Makes state machines of resumable functions (generators, async functions).

Until here such a function is one body with a ``start`` after its prologue and a ``suspend`` for each yield and await. It is cut
behind each of them. The prologue stays: it ends by making an *activation*, a cell with slots, and returns the generator or
promise. The rest becomes a function of its own, the body, which the runtime calls with the activation each time that it
resumes it: it switches on the activation's state to the continuation of the suspension in question.

A value that is live across a suspension is boxed into a slot and loaded again by the continuation, which makes several
definitions of one value; the uses are then connected as in SSA construction, with parameters where ways meet (Braun et al.,
Simple and Efficient Construction of SSA Form, 2013). Constants are made again instead. A value is stored either where it is
defined, once, or else at each suspension, whichever happens less often by the depth of loops; the prologue's values
are stored when the activation is made. Values stored at suspensions share slots when none keeps both.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from ..analysis import Liveness, find_loops, predecessor_edges
from ..function import NO_PLACE, Block, Edge, Function, Instr, Module, Param, Value, is_constant, make
from ..ops import OPS
from ..rewrite import remove_unreachable, replace_values
from ..types import ANY, BOOL, F64, I32, PTR, Kinds, Repr
from . import dce, simplify_cfg

_BOX: dict[Repr, str] = {I32: "box_i32", F64: "box_f64", BOOL: "box_bool", PTR: "box_env"}
_UNBOX: dict[Repr, str] = {I32: "unbox_i32", F64: "unbox_f64", BOOL: "unbox_bool", PTR: "unbox_env"}
_SLOT_KINDS: dict[Repr, Kinds] = {I32: Kinds.INT32, F64: Kinds.DOUBLE, BOOL: Kinds.BOOL, PTR: Kinds.EMPTY}
_CONSTRUCTOR, _GENERATOR = 0x0080, 0x0020  # JS_FN_* of runtime/object/function.h
# The low bits of a state: JS_SUSPENDED_* of runtime/builtins/generator.h
_STATE_KINDS = {"start": 0, "yield": 1, "await": 2, "delegate": 3}


def run(module: Module) -> None:
    for function in list(module.functions):
        if function.resumable:
            module.functions.append(_Splitter(function).run())


@dataclass(eq=False, slots=True)
class _Suspension:
    """A ``start`` or ``suspend``: the last instruction of ``block`` but for a jump; ``after`` is where it continues."""

    instr: Instr
    block: Block
    after: Block
    state: int
    live: list[Value] = field(default_factory=list)
    saved: list[tuple[Value, Value]] = field(default_factory=list)  # what is to be stored, and what it is there


class _Splitter:
    def __init__(self, function: Function) -> None:
        self.function = function
        self.suspensions: list[_Suspension] = []
        self.reloaded: dict[tuple[Value, Block], Value] = {}  # the value at the beginning of a block
        self.slots: dict[Value, int] = {}
        self.early: set[Value] = set()  # stored where they are defined
        body = Function(function.symbol + "$body", function.module, function.name, function.flags & ~_CONSTRUCTOR, 0, 0,
                        function.source_start, function.source_end)
        self.body = body
        self.entry = Block(body, "resume")
        self.activation = self.entry.add_param(ANY, "callee", "activation", Kinds.OBJECT)
        self.sent = self.entry.add_param(ANY, "this", "sent", Kinds.ANY)

    def run(self) -> Function:
        self._cut()
        self.body.awaits = {s.state >> 2: s.instr.pos for s in self.suspensions if s.instr.pos >= 0}
        remove_unreachable(self.function)
        find_loops(self.function)
        self._find_live()
        prologue = self._prologue()
        self._assign_slots(prologue)
        self._reload()
        self._connect_uses(prologue)
        self._store(prologue)
        self._separate(prologue)
        for function in (self.function, self.body):
            simplify_cfg.run(function)
            dce.run(function)
        return self.body

    # -- cutting ----------------------------------------------------------------------------------------------------------

    def _cut(self) -> None:
        """Ends a block after each suspension. The continuation gets what is sent as its parameter."""
        remove_unreachable(self.function)
        results: dict[Value, Value] = {}
        work = list(self.function.blocks)
        blocks: list[Block] = []
        while work:
            block = work.pop(0)
            blocks.append(block)
            at = next((n for n, i in enumerate(block.instrs) if i.op.name in ("start", "suspend")), None)
            if at is None:
                continue
            instr, after = block.instrs[at], Block(self.function, "resumed")
            after.cold = block.cold
            after.instrs = block.instrs[at + 1:]
            for moved in after.instrs:
                moved.block = after
            jump = make("jump", edges=[Edge(after)], pos=instr.pos)
            jump.block = block
            block.instrs = [*block.instrs[:at + 1], jump]
            if instr.op.name == "suspend":
                results[instr] = after.add_param(ANY, "", "", instr.kinds)
                jump.edges[0].args.append(instr)
            kind = _STATE_KINDS[instr.attrs.get("kind", "start")]
            self.suspensions.append(_Suspension(instr, block, after, len(self.suspensions) * 4 + kind))
            work.insert(0, after)
        self.function.blocks = blocks
        jumps = [(s.block.instrs[-1].edges[0], list(s.block.instrs[-1].edges[0].args)) for s in self.suspensions]
        replace_values(self.function, results)
        for edge, args in jumps:
            edge.args = args

    def _find_live(self) -> None:
        liveness = Liveness(self.function)
        for s in self.suspensions:
            s.live = liveness.live_values(s.after)

    def _prologue(self) -> set[Block]:
        """The blocks that run before the activation is made, and those that only they lead to."""
        ends = {s.block for s in self.suspensions if s.instr.op.name == "start"}
        found = {self.function.entry}
        work = [self.function.entry]
        while work:
            block = work.pop()
            for edge in block.edges():
                if edge.block not in found and not (block in ends and edge is block.instrs[-1].edges[0]):
                    found.add(edge.block)
                    work.append(edge.block)
        return found

    # -- slots ------------------------------------------------------------------------------------------------------------

    def _assign_slots(self, prologue: set[Block]) -> None:
        across: dict[Value, list[_Suspension]] = {}
        for s in self.suspensions:
            for value in s.live:
                if not is_constant(value):
                    across.setdefault(value, []).append(s)
        for value, kept in across.items():
            assert value.block is not None
            assert value.repr is not PTR or not (isinstance(value, Param) and value.role == "argv"), "argv is gone by then"
            once = 10 ** value.block.loop_depth
            each = sum(10 ** s.block.loop_depth for s in kept)
            if value.block in prologue or once < each:
                self.slots[value] = len(self.slots)
                self.early.add(value)
        first = len(self.slots)
        taken: dict[_Suspension, set[int]] = {s: set() for s in self.suspensions}
        for value, kept in across.items():
            if value in self.slots:
                continue
            used = set().union(*(taken[s] for s in kept))
            slot = first
            while slot in used:
                slot += 1
            self.slots[value] = slot
            for s in kept:
                taken[s].add(slot)
        self.body.slots_hint = max(self.slots.values(), default=-1) + 1

    def _reload(self) -> None:
        """Begins each continuation with what was live across its suspension."""
        for s in self.suspensions:
            made: list[Instr] = []
            for value in s.live:
                if is_constant(value):
                    assert isinstance(value, Instr)
                    again = make(value.op.name, pos=value.pos, **value.attrs)
                    made.append(again)
                else:
                    again = make("activation_load", self.activation, index=self.slots[value])
                    again.kinds = value.kinds if value.repr is ANY else _SLOT_KINDS[value.repr]
                    made.append(again)
                    if value.repr is not ANY:
                        again = make(_UNBOX[value.repr], again)
                        made.append(again)
                again.kinds = value.kinds
                self.reloaded[value, s.after] = again
            for instr in made:
                instr.block = s.after
            s.after.instrs[:0] = made

    # -- uses -------------------------------------------------------------------------------------------------------------

    def _connect_uses(self, prologue: set[Block]) -> None:
        """Replaces the uses of values that have several definitions now."""
        split = {value for value, _ in self.reloaded}
        afters = {s.after for s in self.suspensions}
        self.preds = predecessor_edges(self.function)
        self.pending: deque[tuple[Value, Block]] = deque()
        for block in list(self.function.blocks):
            for instr in block.instrs:
                instr.args = [self._at(a, block) if a in split else a for a in instr.args]
                for edge in instr.successors:
                    if edge.block not in afters:
                        edge.args = [self._at(a, block) if a in split else a for a in edge.args]
        for s in self.suspensions:
            started = s.instr.op.name == "start"
            s.saved = [(v, self._at(v, s.block)) for v in s.live
                       if v in self.slots and (v not in self.early or (started and v.block in prologue))]
        while self.pending:
            value, block = self.pending.popleft()
            for pred, edge in self.preds[block]:
                edge.args.append(self._at(value, pred))

    def _at(self, value: Value, block: Block) -> Value:
        """The value as it is in a block, at any place where it is available."""
        passed: list[Block] = []
        result = value
        while value.block is not block:
            found = self.reloaded.get((value, block))
            if found is not None:
                result = found
                break
            passed.append(block)
            preds = self.preds[block]
            if len(preds) == 1:
                block = preds[0][0]
                continue
            param = block.add_param(value.repr, "", value.name if isinstance(value, Param) else "", value.kinds)
            self.reloaded[value, block] = param
            self.pending.append((value, block))
            result = param
            break
        for other in passed:
            self.reloaded[value, other] = result
        return result

    # -- stores -----------------------------------------------------------------------------------------------------------

    def _store(self, prologue: set[Block]) -> None:
        for s in self.suspensions:
            started = s.instr.op.name == "start"
            tail = self._activate(s) if started else []
            activation = tail[0] if started else self.activation
            for value, now in s.saved:
                tail += self._save(activation, value, now, barrier=False)
            tail += self._leave(s, activation)
            s.block.instrs[-2:] = tail
            for instr in tail:
                instr.block = s.block
        for value in self.early:
            assert value.block is not None
            if value.block not in prologue:
                self._save_early(value, value.block)

    def _save(self, activation: Value, value: Value, now: Value, *, barrier: bool) -> list[Instr]:
        made: list[Instr] = []
        if now.repr is not ANY:
            made.append(make(_BOX[now.repr], now))
            now = made[0]
        barrier = barrier and bool(now.kinds & (Kinds.CELL | Kinds.EMPTY))
        made.append(make("activation_store", activation, now, index=self.slots[value], barrier=barrier))
        return made

    def _save_early(self, value: Value, block: Block) -> None:
        made = self._save(self.activation, value, value, barrier=True)
        at = 0 if isinstance(value, Param) else block.instrs.index(value) + 1  # type: ignore[arg-type]
        for instr in made:
            instr.block = block
        block.instrs[at:at] = made

    def _activate(self, s: _Suspension) -> list[Instr]:
        return [make("activation_new", s.instr.args[0], func=self.body, pos=s.instr.pos)]

    def _leave(self, s: _Suspension, activation: Value) -> list[Instr]:
        """The end of a suspension's block: gives the value, or what the function returns, to who is waiting."""
        out = [make("activation_suspend", activation, state=s.state)]
        if s.instr.op.name == "suspend":
            return [*out, make("return", s.instr.args[0], pos=s.instr.pos)]
        if self.function.flags & _GENERATOR:
            return [*out, make("return", activation, pos=s.instr.pos)]
        # The body shows in stack traces, not the place that first enters it.
        promise = make("rt", activation, name="lode_async_start", pos=NO_PLACE)
        promise.kinds = Kinds.OBJECT
        return [*out, promise, make("return", promise, pos=s.instr.pos)]

    # -- two functions ----------------------------------------------------------------------------------------------------

    def _separate(self, prologue: set[Block]) -> None:
        afters = {s.after for s in self.suspensions}
        own = [b for b in self.function.blocks if b not in prologue]
        reached = set(afters)
        for block in own:
            reached.update(e.block for e in block.edges())
        assert not reached & prologue, f"{self.function.symbol}: the body leads back to the prologue"
        self.function.blocks = [b for b in self.function.blocks if b in prologue]
        self.body.blocks = [self.entry, *own]
        for block in own:
            block.function = self.body
            block.instrs = [self._of_body(i) for i in block.instrs]
        state = make("activation_enter", self.activation)
        edges = [Edge(s.after, [self.sent] if s.after.params else []) for s in self.suspensions]
        last = make("switch", state, edges=edges, cases=[s.state for s in self.suspensions[:-1]])
        if len(edges) == 1:
            last = make("jump", edges=edges)
        self.entry.instrs = [state, last]
        state.block = last.block = self.entry

    def _of_body(self, instr: Instr) -> Instr:
        name = instr.op.name
        if name == "complete":
            new = make("return", *instr.args, pos=instr.pos)
            new.block = instr.block
            return new
        if name != "resume_mode":
            return instr
        instr.op, instr.args = OPS["activation_mode"], [self.activation]
        return instr
