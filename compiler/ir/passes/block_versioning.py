"""Basic-block versioning: specialisation without deoptimisation.

A hot block is compiled once for each *context* in which it is reached: how each value that it needs is held (int32, double,
boolean, boxed) and of what kind a boxed one is known to be. A guard's success goes on in a context that knows
more; its failure goes on in a more general version of the same block. Values so stay unboxed across blocks and around loops.

After M. Chevalier-Boisvert and M. Feeley, "Simple and Effective Type Check Removal through Lazy Basic Block Versioning"
(ECOOP 2015) and "Interprocedural Type Specialization of JavaScript Programs Without Type Analysis" (ECOOP 2016), ahead of time:
without run-time feedback, guards are placed by what the other operand tells, and all versions reachable are compiled.

How it works: hot blocks are cut after each instruction that may fork (``specialise_objects.may_fork``), so that what follows is a
block with versions of its own. Starting at the entry, ``_BodyVersioner`` translates one version after another into a new body;
an edge asks for the version of its target in the context at hand. Past ``LIMIT`` versions a block's new contexts are
merged into existing ones or generalised. Cold blocks have one version with everything boxed, and no guards. Calls of direct functions ask for
versions of their entry in the same way, which gives callees with unboxed parameters.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from ..analysis import Liveness, find_loops
from ..callgraph import direct_calls, recursive_functions
from ..function import Block, Edge, Function, Instr, Module, Param, Value, is_constant, make
from ..ops import OPS
from ..rewrite import remove_unreachable, tail_of
from ..types import ANY, BOOL, I32, PTR, Kinds
from .contexts import (
    CODES,
    LIMIT,
    SHAPE_FLAGS,
    SHAPED_FLAG,
    VIEWED_FLAG,
    Context,
    code_for,
    general_code,
    is_int,
    kinds_of,
    merged,
    possible,
    range_of,
    repr_of,
    same_but_ranges,
    with_doubles,
    without_range,
)
from .guess_numbers import guess
from .guess_typed_arrays import guess_typed_arrays
from .hot_values import (
    arithmetic_operands,
    counted_down,
    expected_numbers,
    is_numeric,
    only_boxed,
    used_as_integers,
    worth_shaping,
    worth_testing,
    worth_viewing,
)
from .shape_groups import ShapeGroup, find_groups, is_access
from .specialise import RARE, SHAPED, TRIED, UNLIKELY, Known
from .specialise_objects import Rules, may_fork

ENTRY_LIMIT = 3  # specialised versions of a function
SHORT = 3  # instructions after a fork that aren't worth a block of their own
TINY = 40  # instructions: a function called directly from hot code is versioned as a whole up to this size,
SMALL = 250  # … or up to this one if it computes with numbers
GROWTH_MAIN = 8  # a function may grow by this factor on its likely ways,
GROWTH = 3  # … and by this one behind failed guards
_Deferred = tuple[Block, dict[Value, Known], int, Block, bool, Callable[[], object]]


@dataclass(eq=False, slots=True)
class Version:
    """One translation of an old block: ``olds`` are the values it is given, in the order of its parameters."""

    old: Block
    context: Context
    block: Block
    olds: list[Value]
    slow: bool = False  # without guards


@dataclass(eq=False, slots=True)
class Template:
    """A function's old body, cut for versioning, with what is known of it once and for all."""

    function: Function
    entry: Block
    hot: set[Block]
    forks: dict[Instr, int]
    inputs: dict[Block, list[Value]]
    array_like: set[Value]
    typed: dict[Value, str]  # element types of values that are guessed to be typed arrays
    groups: dict[Value, ShapeGroup]
    boxed: set[Value]  # used only where they must be boxed
    hoisted: dict[Block, list[tuple[Value, Kinds]]]  # loop headers: what to test on entering
    shaped: dict[Block, list[Value]]  # loop headers: values with a shape group to test on entering
    viewed: dict[Block, list[Value]]  # hot blocks: typed arrays whose views their versions are given
    numeric: dict[Block, dict[int, Kinds]]  # loop headers: parameters that the loop is expected to hold as numbers
    loops: dict[Block, set[Block]]  # the blocks of the loop of each header
    counters_down: set[Value]  # loop parameters that are counted down
    integral: set[Value]  # values that are used as integers
    ranged: set[Value]  # values whose range matters: operands of arithmetic
    size: int
    versions: dict[Context, Function] = field(default_factory=dict)


def run(module: Module) -> None:
    versioner = ModuleVersioner(module)
    versioner.run()


class ModuleVersioner:
    """Versions every function that has hot code; makes specialised versions of functions that are called directly."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.templates: dict[Function, Template] = {}
        self.pending: list[tuple[Template, Function, Context | None]] = []
        self.made: list[Function] = []
        self.called_hot: set[Function] = set()
        self.sites = 0
        self.typed = guess_typed_arrays(module)

    def run(self) -> None:
        self._find_called_in_loops()
        for function in list(self.module.functions):
            template = self._template(function)
            if template is not None:
                self.pending.append((template, function, None))
        while self.pending:
            template, function, context = self.pending.pop()
            _BodyVersioner(self, template, function, context).run()
        self.module.functions += self.made

    def _find_called_in_loops(self) -> None:
        """Functions called directly from a loop, or recursively, are hot as a whole, and so are those that they call."""
        calls = direct_calls(self.module)
        for function in self.module.functions:
            find_loops(function)
            for block in function.blocks:
                if block.loop_depth:
                    self.called_hot.update(i.attrs["func"] for i in block.instrs if i.op.name == "call_direct")
        self.called_hot |= recursive_functions(calls)
        work = list(self.called_hot)
        while work:
            for callee in calls.get(work.pop(), ()):
                if callee not in self.called_hot:
                    self.called_hot.add(callee)
                    work.append(callee)

    def _template(self, function: Function) -> Template | None:
        size = sum(len(b.instrs) for b in function.blocks)
        whole = function in self.called_hot and size <= SMALL and (size <= TINY or is_numeric(function, size))
        hot = {b for b in function.blocks if (whole or b.loop_depth) and not b.cold}
        if not any(may_fork(i) or is_access(i) for b in hot for i in b.instrs):
            return None
        remove_unreachable(function)
        hot &= set(function.blocks)
        groups = find_groups(function, hot, [loop.blocks for loop in find_loops(function) if loop.header in hot])
        if not groups and not any(may_fork(i) for b in hot for i in b.instrs):
            return None
        for group in groups.values():
            group.site = self.sites
            self.sites += 1
        array_like = {i.args[0] for b in hot for i in b.instrs if i.op.name in ("get_elem", "set_elem")}
        array_like -= self.typed.keys()
        forks = _cut(function, hot, groups)
        loops = {loop.header: loop.blocks for loop in find_loops(function) if loop.header in hot}
        liveness = Liveness(function)
        inputs = {b: [*b.params, *(v for v in liveness.live_values(b) if not is_constant(v))] for b in function.blocks}
        hoisted = {header: worth_testing(inputs[header][len(header.params):], blocks, self.typed) for header, blocks in loops.items()}
        shaped = {header: worth_shaping(inputs[header][len(header.params):], blocks, groups) for header, blocks in loops.items()}
        integral = used_as_integers(function)
        guesses = guess(function, integral, self.typed)
        numeric = {header: expected_numbers(header, guesses) for header in loops}
        template = Template(function, function.entry, hot, forks, inputs, array_like, self.typed, groups, only_boxed(function, self.typed), hoisted, shaped,
                            worth_viewing(inputs, loops, self.typed), numeric, loops, counted_down(loops), integral, arithmetic_operands(function), size)
        self.templates[function] = template
        return template

    def entry_version(self, callee: Function, known: list[Known]) -> Function:
        """The version of a directly called function for these arguments; the function itself if none is better."""
        template = self.templates.get(callee)
        if template is None or callee.escapes or callee.resumable or template.size > SMALL:
            return callee
        context = tuple(
            without_range(code_for(k, p)) if p.role == "arg" and p not in template.boxed else general_code(p)
            for p, k in zip(template.entry.params, known))
        if all(c >= 0 or c == CODES.get(p.repr) for c, p in zip(context, callee.params)):
            return callee
        version = template.versions.get(context)
        if version is None:
            if len(template.versions) >= ENTRY_LIMIT:
                return callee
            version = Function(f"{callee.symbol}${len(template.versions) + 1}", self.module, callee.name, callee.flags,
                               callee.length, callee.slots_hint, callee.source_start, callee.source_end, callee.result)
            version.escapes, version.runs_once, version.may_throw = False, callee.runs_once, callee.may_throw
            entry = Block(version)
            version.blocks.append(entry)
            for param, code in zip(callee.params, context):
                entry.add_param(repr_of(code), param.role, param.name, None if code < 0 else param.kinds)
            template.versions[context] = version
            self.made.append(version)
            self.pending.append((template, version, context))
        return version


class _BodyVersioner(Rules):
    """Translates one function body, from its template, in an entry context (None: the general one)."""

    def __init__(self, owner: ModuleVersioner, template: Template, function: Function, context: Context | None) -> None:
        tested = {value for tests in template.hoisted.values() for value, _ in tests}
        super().__init__(template.forks, template.array_like, tested, template.integral, template.groups, template.typed)
        self.owner = owner
        self.template = template
        self.function = function
        self.entry_context = context
        self.versions: dict[Block, dict[Context, Version]] = {}
        self.blocks: list[Block] = []
        self.slow_versions: dict[Block, Version] = {}
        self.work: list[Version] = []
        self.requested: list[Version] = []
        self.deferred: tuple[deque[_Deferred], ...] = (deque(), deque())  # by rank
        self.budget = template.size * GROWTH_MAIN + 400
        self.result = function.result
        self.translated = template.entry  # the old block whose version is being made

    def run(self) -> None:
        old_entry = self.template.entry
        if self.entry_context is None:
            entry = Block(self.function, old_entry.name)
            for p in old_entry.params:
                entry.add_param(p.repr, p.role, p.name, p.kinds)
        else:
            entry = self.function.entry
        olds: list[Value] = list(old_entry.params)
        self.blocks.append(entry)
        self._translate(Version(old_entry, (), entry, olds))
        likely = True
        while self.work or any(self.deferred):
            if self.work:
                self._translate(self.work.pop())
                continue
            if likely:
                likely = False
                self.budget = min(self.budget, self.template.size * GROWTH + 200)
            self._fill(next(queue for queue in self.deferred if queue).popleft())
        self.function.blocks = [b for b in self.blocks if b.instrs]
        remove_unreachable(self.function)

    # -- versions ---------------------------------------------------------------------------------------------------

    def _translate(self, version: Version) -> None:
        self.out = version.block
        self.translated = version.old
        self.slow = version.slow
        self.state = {}
        views = iter(version.block.params[len(version.olds):])
        for i, (old, param) in enumerate(zip(version.olds, version.block.params)):
            known = Known.of(param)
            if version.context and version.context[i] >= 0 and version.context[i] & VIEWED_FLAG:
                known.typed, known.view = True, (next(views), next(views), next(views))
            if version.context and param.repr is I32:
                known.lo, known.hi = range_of(version.context[i])
            elif version.context and version.context[i] >= SHAPED_FLAG:
                known.shape = SHAPED if version.context[i] & SHAPED_FLAG else TRIED
            self.state[old] = known
        self.requested = []
        self.translate_from(version.old, 0)
        self.work += reversed(self.requested)

    def _fill(self, item: _Deferred) -> None:
        block, self.state, self.pos, self.translated, self.slow, body = item
        self.out = block
        block.cold = True
        self.requested = []
        body()
        self.work += reversed(self.requested)

    def defer(self, rank: int, block: Block, body: Callable[[], object]) -> None:
        slow = self.slow or rank == RARE
        self.deferred[rank - 1].append((block, dict(self.state), self.pos, self.translated, slow, body))

    def new_block(self) -> Block:
        block = Block(self.function)
        self.blocks.append(block)
        return block

    def edge(self, old: Edge) -> Edge:
        """The edge to the fitting version of the old edge's target, its arguments converted in the current block."""
        target = old.block
        if self.slow and target in self.template.hot:
            return self._slow_edge(old)
        entered = target in self.template.hoisted and self.translated not in self.template.loops[target]
        for value in self.template.viewed.get(target, ()):
            known = self.known(value)
            if entered and not known.typed:
                self._test_typed_before(value, old)
            if self.known(value).typed and known.view is None:
                self.look(value)
        if entered:
            self._test_invariants(old)
            for value in self.template.shaped[target]:
                self._test_shape_before(value, old)
        return self._plain_edge(old)

    def _test_shape_before(self, value: Value, old: Edge) -> None:
        """On the way into a loop, finds out whether a value that it uses but doesn't change has its group's shape."""
        known = self.known(value)
        if known.shape or known.any is None or self.budget <= 0:
            return
        attrs = self.groups[value].attrs
        shaped, unknown, failure = (self.new_block() for _ in range(3))
        self.append(make("branch", self.emit("has_shape", known.any, **attrs), edges=[Edge(shaped), Edge(unknown)]))
        self.out, unknown.cold = unknown, True
        self.append(make("branch", self.emit("learn_shape", known.any, **attrs), edges=[Edge(shaped), Edge(failure)]))

        def without() -> None:
            self.mark_shape(value, TRIED)
            self.append(make("jump", edges=[self.edge(old)]))
        self.defer(UNLIKELY, failure, without)
        self.out = shaped
        self.mark_shape(value, SHAPED)

    def _test_typed_before(self, value: Value, old: Edge) -> None:
        """On the way into a loop, finds out whether a value is the typed array that it is guessed to be."""
        known = self.known(value)
        if known.any is None or not known.kinds & Kinds.OBJECT or self.budget <= 0:
            return
        failure = self.new_block()
        self.defer(UNLIKELY, failure, lambda: self.append(make("jump", edges=[self._plain_edge(old)])))
        self.require(self.emit("typed_is", known.any, type=self.typed[value]), failure)
        known = known.copy()
        known.typed = True
        self.state[value] = known

    def _plain_edge(self, old: Edge) -> Edge:
        target = old.block
        inputs = self.template.inputs[target]
        count = len(target.params)
        given = [self.known(a) for a in old.args] + [self.known(v) for v in inputs[count:]]
        t = self.template
        wanted = tuple(
            general_code(v) if v in t.boxed else code_for(k, v, v in t.counters_down) if v in t.ranged else without_range(code_for(k, v))
            for k, v in zip(given, inputs))
        viewed = t.viewed.get(target, ())
        wanted = (*wanted[:count], *(c | SHAPE_FLAGS[k.shape] | (VIEWED_FLAG if k.view and v in viewed else 0) if c >= 0 else c
                                     for c, k, v in zip(wanted[count:], given[count:], inputs[count:])))
        if target in t.numeric:
            wanted = with_doubles(wanted, t.numeric[target])
        version = self._version(target, wanted, given)
        args = []
        for param, known, old_value in zip(version.block.params, given, [*old.args, *inputs[count:]]):
            args.append(self.form(known, param.repr, old_value))
        return Edge(version.block, args + self._views(version, given))

    @staticmethod
    def _views(version: Version, given: list[Known]) -> list[Value]:
        """The arguments for the views that a version wants."""
        found: list[Value] = []
        for code, known in zip(version.context, given):
            if code >= 0 and code & VIEWED_FLAG:
                assert known.view is not None
                found += known.view
        return found

    def _test_invariants(self, old: Edge) -> None:
        """On the way into a loop, finds out the kinds of what it uses but doesn't change; failing that, enters it knowing less.

        A guard only chooses a version, so that it may be made early, even if the loop would never come to it.
        """
        wanted = [*self.template.hoisted[old.block],
                  *((old.args[i], kinds) for i, kinds in self.template.numeric[old.block].items())]
        tests = [(v, kinds) for v, kinds in wanted if self._is_open(self.known(v), kinds)]
        if not tests or self.budget <= 0:
            return
        failure, no_number = self.new_block(), self.new_block()
        self.defer(UNLIKELY, failure, lambda: self.append(make("jump", edges=[self._plain_edge(old)])))
        self.defer(RARE, no_number, lambda: self.append(make("jump", edges=[self.edge(old)])))
        for value, kinds in tests:
            boxed = self.boxed(value)
            if kinds is Kinds.INT32:
                self.require(self.emit("is_i32", boxed), failure)
                self.state[value] = Known(Kinds.INT32, any_=boxed, i32=self.emit("unbox_i32", boxed))
            elif kinds is Kinds.NUMBER:
                self.require(self.emit("is_number", boxed), no_number)
                self.state[value] = Known(Kinds.NUMBER, any_=boxed, f64=self.emit("number_to_f64", boxed))
            else:
                self.require(self.emit("is_kind", boxed, mask=kinds), failure)
                self.learn(value, kinds)

    @staticmethod
    def _is_open(known: Known, kinds: Kinds) -> bool:
        """Is it worth asking whether the value is of these kinds?"""
        if known.any is None or known.i32 is not None or known.f64 is not None or not known.kinds & kinds:
            return False
        return kinds is Kinds.NUMBER or bool(known.kinds & ~kinds)

    def _given(self, old: Edge) -> list[tuple[Known, Value]]:
        """What the edge passes to each input of its target, with the old value that it is."""
        live = self.template.inputs[old.block][len(old.block.params):]
        return [(self.known(v), v) for v in [*old.args, *live]]

    def _slow_edge(self, old: Edge) -> Edge:
        """To the version without guards; to a loop's header rather, if all is as it was made for, back to its best version."""
        target = old.block
        best = self._best(target) if target in self.template.loops else None
        if best is not None and all(possible(code, k) for code, (k, _) in zip(best.context, self._given(old))):
            return self._resume(old, best)
        inputs = self.template.inputs[target]
        version = self.slow_versions.get(target)
        if version is None:
            block = self.new_block()
            block.name, block.cold = target.name, True
            for value in inputs:
                block.add_param(value.repr, "", value.name if isinstance(value, Param) else "", value.kinds)
            version = Version(target, tuple(map(general_code, inputs)), block, inputs, True)
            self.slow_versions[target] = version
            self.requested.append(version)
        return Edge(version.block, [self.form(k, p.repr, v) for (k, v), p in zip(self._given(old), version.block.params)])

    def _best(self, header: Block) -> Version | None:
        """The version of a loop that knows most; the later one of two, which is behind fewer tests."""
        versions = list(self.versions.get(header, {}).values())
        return max(reversed(versions), key=lambda v: sum(c < 0 for c in v.context)) if versions else None

    def _resume(self, old: Edge, best: Version) -> Edge:
        """Enters ``best`` if the values allow it, else the loop's version without guards."""
        given = self._given(old)
        failure = self.new_block()
        self.defer(RARE, failure, lambda: self._stay_slow(old))
        for code, (known, value) in zip(best.context, given):
            self._require_code(code, known, value, failure)
        args = [self.form(self.known(v), p.repr, v) for (_, v), p in zip(given, best.block.params)]
        return Edge(best.block, args + self._views(best, [self.known(v) for _, v in given]))

    def _stay_slow(self, old: Edge) -> None:
        loops = self.template.loops
        blocks = loops.pop(old.block)  # for once, as if it were no loop
        self.append(make("jump", edges=[self._slow_edge(old)]))
        loops[old.block] = blocks

    def _require_code(self, code: int, known: Known, value: Value, failure: Block) -> None:
        """Goes on knowing of the value what a context's code says, or to ``failure``."""
        if code >= 0:
            if known.kinds & ~code:
                self.require(self.emit("is_kind", self.boxed(value), mask=kinds_of(code)), failure)
                self.learn(value, kinds_of(code))
            if code & SHAPED_FLAG and known.shape != SHAPED:
                self.require(self.emit("has_shape", self.boxed(value), **self.groups[value].attrs), failure)
                self.mark_shape(value, SHAPED)
            if code & VIEWED_FLAG and self.known(value).view is None:
                if not self.known(value).typed:
                    self.require(self.emit("typed_is", self.boxed(value), type=self.typed[value]), failure)
                self.look(value)
        elif is_int(code):
            if not known.int32:
                boxed = self.boxed(value)
                self.require(self.emit("is_i32", boxed), failure)
                if value in self.state:
                    self.state[value] = Known(Kinds.INT32, any_=boxed, i32=self.emit("unbox_i32", boxed))
            lo, hi = range_of(code)
            now = self.known(value)
            i32 = self.form(now, I32, value)
            if now.lo < lo:
                self.require(self.emit("i32_ge", i32, self.i32_const(lo)), failure)
            if now.hi > hi:
                self.require(self.emit("i32_le", i32, self.i32_const(hi)), failure)
        elif code == -2 and not known.number:
            boxed = self.boxed(value)
            self.require(self.emit("is_number", boxed), failure)
            self.state[value] = Known(Kinds.NUMBER, any_=boxed, f64=self.emit("number_to_f64", boxed))

    def _version(self, target: Block, wanted: Context, given: list[Known]) -> Version:
        versions = self.versions.setdefault(target, {})
        inputs = self.template.inputs[target]
        general = tuple(general_code(v) for v in inputs)
        if target not in self.template.hot or self.budget <= 0:
            wanted = general
        elif wanted not in versions:
            wanted = same_but_ranges(wanted, versions) or wanted
            if wanted not in versions and len(versions) >= LIMIT:
                wanted = merged(wanted, versions, general)
        version = versions.get(wanted)
        if version is None:
            block = self.new_block()
            block.name = target.name
            for code, value, known in zip(wanted, inputs, given):
                kinds = kinds_of(code) if code >= 0 else None
                if code == -2 and known.kinds != Kinds.DOUBLE:
                    kinds = Kinds.NUMBER
                name = value.name if isinstance(value, Param) else ""
                block.add_param(repr_of(code), "", name, kinds)
            for _ in range(sum(code >= 0 and bool(code & VIEWED_FLAG) for code in wanted)):
                for part in (I32, PTR, BOOL):
                    block.add_param(part)
            version = Version(target, wanted, block, inputs)
            versions[wanted] = version
            self.requested.append(version)
        return version

    def direct_call(self, instr: Instr) -> None:
        callee = self.owner.entry_version(instr.attrs["func"], [self.known(a) for a in instr.args])
        args = [self.form(self.known(a), p.repr, a) for a, p in zip(instr.args, callee.params)]
        result = self.emit_throwing(instr, make("call_direct", *args, func=callee, **tail_of(instr)))
        if result.repr is ANY:
            result.kinds &= instr.kinds
        self.define(instr, Known.of(result))


def _cut(function: Function, hot: set[Block], grouped: Collection[Value]) -> dict[Instr, int]:
    """Cuts hot blocks after each instruction that may fork, but for short rests, which are translated on each of its ways.

    Returns those instructions, each with its index in its block.
    """
    forks: dict[Instr, int] = {}
    blocks: list[Block] = []
    for block in function.blocks:
        blocks.append(block)
        if block not in hot:
            continue
        instrs, start = block.instrs, 0
        current = block
        for i, instr in enumerate(instrs):
            if not may_fork(instr, grouped):
                continue
            forks[instr] = i - start
            if len(instrs) - i - 1 <= SHORT and not any(may_fork(x, grouped) for x in instrs[i + 1:]):
                break
            following = Block(function)
            following.loop_depth = block.loop_depth
            hot.add(following)
            current.instrs = instrs[start:i + 1]
            current.instrs.append(Instr(OPS["jump"], [], None, [Edge(following)], None, instr.pos))
            for moved in current.instrs:
                moved.block = current
            blocks.append(following)
            current, start = following, i + 1
        if start:
            current.instrs = instrs[start:]
            for moved in current.instrs:
                moved.block = current
    function.blocks = blocks
    return forks
