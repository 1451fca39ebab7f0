"""Captured variables that are stored once: loads that can only come after the store are known.

A load is the stored constant, where it is one; else it is of the stored value's kinds, and never the initial value. In the
function that makes the environment, loads behind the store are the stored value itself. Calls of a captured closure become direct.

When can a load in another function only come after the store? When the function can only be called after it: everything
that refers to the function is behind the store, or stands in functions for which the same holds. A function declaration's
closure, made on entry before the store, doesn't count as long as it only lies in a slot that nothing reads before the store,
or isn't used before it at all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ..analysis import Dominators, Segment, find_loops
from ..environments import Environments
from ..function import UNDEFINED, Block, Function, Instr, Module, Value, make
from ..rewrite import replace_values, tail_of
from .hoist_captures import hoist

Slot = tuple[Instr, int]
_LIMIT = 4_000_000  # (stores) × (references) in a module, beyond which the analysis isn't done
_NOT_DIRECT = 0x0008 | 0x0010 | 0x0020 | 0x0040  # JS_FN_CLASS, DERIVED, GENERATOR, ASYNC
_DIRECT_ROLES = {"env", "this", "arg"}


@dataclass(eq=False, slots=True)
class _Facts:
    """What a module does with its environments and functions."""

    stores: dict[Slot, list[tuple[Function, Instr]]] = field(default_factory=lambda: defaultdict(list))
    loads: dict[Slot, list[tuple[Function, Instr]]] = field(default_factory=lambda: defaultdict(list))
    references: dict[Function, list[tuple[Function, Instr]]] = field(default_factory=lambda: defaultdict(list))
    kept_in: dict[Instr, Slot] = field(default_factory=dict)  # closures that are used for nothing but one store into this slot
    users: dict[Instr, list[Instr]] = field(default_factory=dict)  # of closures that no edge passes on


def run(module: Module) -> None:
    envs = Environments(module)
    if envs.blind_store:
        return
    facts = _collect(module, envs)
    single = {slot: sites[0] for slot, sites in facts.stores.items()
              if len(sites) == 1 and sites[0][1].op.name == "env_store" and slot[0] not in envs.leaked and sites[0][1].args[0] is slot[0] and slot in facts.loads}
    by_function: dict[Function, list[Slot]] = defaultdict(list)
    for slot, (function, _) in single.items():
        by_function[function].append(slot)
    if sum(map(len, by_function.values())) * sum(map(len, facts.references.values())) > _LIMIT:
        return
    replacement: dict[Function, dict[Value, Value]] = defaultdict(dict)
    settled: set[Instr] = set()  # loads that are known to give the stored value
    for function, slots in by_function.items():
        _Promotion(function, slots, facts, single, replacement, settled).run()
    for function, values in replacement.items():
        replace_values(function, values)
    _call_directly(module, facts, single, settled)
    for function in module.functions:
        hoist(function, settled)


def _collect(module: Module, envs: Environments) -> _Facts:
    facts = _Facts()
    uses: dict[Value, list[Instr | None]] = defaultdict(list)
    closures: list[Instr] = []
    for function in module.functions:
        for block in function.blocks:
            for instr in block.instrs:
                name = instr.op.name
                if name in ("env_store", "env_load", "module_function"):
                    site = envs.site(instr.args[0])
                    if isinstance(site, Instr):
                        table = facts.loads if name == "env_load" else facts.stores
                        table[site, instr.attrs["index"]].append((function, instr))
                if "func" in instr.attrs:
                    facts.references[instr.attrs["func"]].append((function, instr))
                    if name == "closure":
                        closures.append(instr)
                for arg in instr.args:
                    uses[arg].append(instr)
                for edge in instr.successors:
                    for arg in edge.args:
                        uses[arg].append(None)
    for closure in closures:
        users = uses[closure]
        facts.users[closure] = [u for u in users if u is not None]
        if None in users:
            del facts.users[closure]
        if len(users) == 1 and users[0] is not None and users[0].op.name == "env_store" and users[0].args[1] is closure:
            site = envs.site(users[0].args[0])
            if isinstance(site, Instr) and site not in envs.leaked and not _read_outside(site, users[0].attrs["index"]):
                facts.kept_in[closure] = (site, users[0].attrs["index"])
    return facts


def _read_outside(site: Instr, index: int) -> bool:
    """May another module read the slot?"""
    return site.op.name == "module_env" and index in site.attrs["exported"]


class _Promotion:
    """The slots of the environments that one function makes."""

    def __init__(self, function: Function, slots: list[Slot], facts: _Facts, single: dict[Slot, tuple[Function, Instr]],
                 replacement: dict[Function, dict[Value, Value]], settled: set[Instr]) -> None:
        self.settled = settled
        self.function = function
        self.facts = facts
        self.single = single
        self.replacement = replacement
        dominators = Dominators(function)
        find_loops(function, dominators)
        self.dominators = dominators
        self.where: dict[Instr, tuple[Segment, int]] = {}
        for block, segments in dominators.segments.items():
            at = 0
            for i, instr in enumerate(block.instrs):
                if i >= segments[at].end:
                    at += 1
                self.where[instr] = (segments[at], i)
        self.slots = [s for s in slots if s[0] in self.where and self._once(s[0].block) and single[s][1] in self.where]

    @staticmethod
    def _once(block: Block | None) -> bool:
        return block is not None and block.loop_depth == 0

    def behind(self, instr: Instr, store: Instr) -> bool:
        """Is the instruction, of this function, only reached after the store?"""
        if instr not in self.where:
            return True  # unreachable
        segment, index = self.where[store]
        other, at = self.where[instr]
        if segment is other:
            return at > index
        return self.dominators.dominates(segment, other)

    def run(self) -> None:
        marks = {i for sites in self.facts.references.values() for f, i in sites if f is self.function and i in self.where}
        safe: set[Function] | None = None
        previous: Instr | None = None
        for slot in sorted(self.slots, key=lambda s: (self.where[self.single[s][1]][0].index, self.where[self.single[s][1]][1])):
            store = self.single[slot][1]
            if safe is None or previous is None or self._something_between(previous, store, marks):
                safe = self._called_only_behind(store)
            previous = store
            self._promote(slot, store, safe)

    def _something_between(self, first: Instr, second: Instr, marks: set[Instr]) -> bool:
        """Could fewer functions be called before the second store than before the first?"""
        if first.block is not second.block or first.block is None:
            return True
        a, b = self.where[first][1], self.where[second][1]
        return any(i in marks or i.op.name == "env_load" for i in first.block.instrs[a:b])

    def _called_only_behind(self, store: Instr) -> set[Function]:
        """The functions that can only be called after the store."""
        references = self.facts.references
        early = {self.function}  # may run before it
        pending = [f for f in references if f is not self.function]
        changed = True
        while changed:
            changed = False
            rest = []
            for function in pending:
                if any(self._early_reference(user, instr, store, early) for user, instr in references[function]):
                    early.add(function)
                    changed = True
                else:
                    rest.append(function)
            pending = rest
        return set(pending)

    def _early_reference(self, user: Function, instr: Instr, store: Instr, early: set[Function]) -> bool:
        if user is not self.function:
            return user in early
        if self.behind(instr, store):
            return False
        slot = self.facts.kept_in.get(instr)
        if slot is None:
            return not all(self.behind(u, store) for u in self.facts.users.get(instr, [instr]))
        return any(loader in early and (loader is not self.function or not self.behind(load, store))
                   for loader, load in self.facts.loads.get(slot, ()))

    def _promote(self, slot: Slot, store: Instr, safe: set[Function]) -> None:
        value = store.args[1]
        constant = value if isinstance(value, Instr) and value.op.is_constant else None
        for user, load in self.facts.loads[slot]:
            if user is self.function:
                if self.behind(load, store) and load in self.where:
                    self.replacement[user][load] = value
            elif user in safe:
                if constant is not None:
                    copy = make(constant.op.name, pos=load.pos, **constant.attrs)
                    copy.block = load.block
                    assert load.block is not None
                    load.block.instrs.insert(load.block.instrs.index(load), copy)
                    self.replacement[user][load] = copy
                elif value.kinds and load.kinds & value.kinds:
                    load.kinds &= value.kinds
                    self.settled.add(load)


def _call_directly(module: Module, facts: _Facts, single: dict[Slot, tuple[Function, Instr]],
                   settled: set[Instr]) -> None:
    """Calls of what is known to be the closure of a function."""
    targets: dict[Value, Function] = {}
    for slot, (_, store) in single.items():
        value = store.args[1]
        if isinstance(value, Instr) and value.op.name == "closure" and is_direct(value.attrs["func"]):
            targets[value] = value.attrs["func"]
            for _, load in facts.loads[slot]:
                if load in settled:
                    targets[load] = value.attrs["func"]
    for function in module.functions if targets else ():
        for block in function.blocks:
            if any(i.op.name == "call" and i.args[0] in targets for i in block.instrs):
                _rewrite_calls(function, block, targets)


def is_direct(function: Function) -> bool:
    return not function.flags & _NOT_DIRECT and all(p.role in _DIRECT_ROLES for p in function.params)


def _rewrite_calls(function: Function, block: Block, targets: dict[Value, Function]) -> None:
    out: list[Instr] = []
    replacement: dict[Value, Value] = {}

    def add(instr: Instr, pos: int) -> Instr:
        instr.block, instr.pos = block, pos
        out.append(instr)
        return instr

    for instr in block.instrs:
        target = targets.get(instr.args[0]) if instr.op.name == "call" else None
        if target is None:
            out.append(instr)
            continue
        given = list(instr.args[2:])
        args: list[Value] = []
        for param in target.params:
            if param.role == "env":
                args.append(add(make("function_env", instr.args[0]), instr.pos))
            elif param.role == "this":
                args.append(instr.args[1])
            else:
                args.append(given.pop(0) if given else add(make("const", value=UNDEFINED), instr.pos))
        call = make("call_direct", *args, handler=instr.handler, func=target, **tail_of(instr))
        replacement[instr] = add(call, instr.pos)
    block.instrs = out
    replace_values(function, replacement)

