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
from ..function import Block, Edge, Function, Instr, Module, Param, Value, make
from ..ops import OPS
from ..rewrite import remove_unreachable
from ..types import ANY, BOOL, F64, I32, PTR, Kinds, Repr
from .constant_folding import INT_MAX, INT_MIN
from .guess_numbers import FRACTION, INTEGER, guess
from .guess_typed_arrays import guess_typed_arrays
from .shape_groups import ShapeGroup, find_groups, is_access, runs_javascript
from .specialise import COMPARE, RARE, SHAPED, TRIED, UNLIKELY, Known
from .specialise_builtins import builtin_name
from .specialise_numbers import NUMERIC
from .specialise_objects import Rules, may_fork

LIMIT = 3  # versions of a block before contexts are merged
HARD_LIMIT = 5  # with merged ones, before only the general one is left
ENTRY_LIMIT = 3  # specialised versions of a function
SHORT = 3  # instructions after a fork that aren't worth a block of their own
TINY = 40  # instructions: a function called directly from hot code is versioned as a whole up to this size,
SMALL = 250  # … or up to this one if it computes with numbers
GROWTH_MAIN = 8  # a function may grow by this factor on its likely ways,
GROWTH = 3  # … and by this one behind failed guards
# An int32's code also tells the part of its range that lets checks go: -1, or -16 - flags of these.
_NOT_NEGATIVE, _NOT_MIN, _NOT_MAX = 1, 2, 4
_CODES: dict[Repr, int] = {I32: -1, F64: -2, BOOL: -3, PTR: -4}
_REPRS: dict[int, Repr] = {code: r for r, code in _CODES.items()}
# What the code of a boxed value tells beside its kinds.
_SHAPED, _TRIED = 1 << 16, 1 << 17
_SHAPE_FLAGS = {0: 0, SHAPED: _SHAPED, TRIED: _TRIED}
_TELLING = (Kinds.ARRAY, Kinds.STRING, Kinds.FUNCTION)  # kinds worth a version

_Deferred = tuple[Block, dict[Value, Known], int, Block, bool, Callable[[], object]]
Context = tuple[int, ...]  # for each value passed in: a code of _CODES, or the kinds of a boxed one


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
        whole = function in self.called_hot and size <= SMALL and (size <= TINY or _is_numeric(function, size))
        hot = {b for b in function.blocks if whole or b.loop_depth}
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
        inputs = {b: [*b.params, *(v for v in liveness.live_values(b) if not _is_constant(v))] for b in function.blocks}
        hoisted = {header: _worth_testing(inputs[header][len(header.params):], blocks, self.typed) for header, blocks in loops.items()}
        shaped = {header: _worth_shaping(inputs[header][len(header.params):], blocks, groups) for header, blocks in loops.items()}
        integral = _used_as_integers(function)
        guesses = guess(function, integral, self.typed)
        numeric = {header: _expected(header, guesses) for header in loops}
        template = Template(function, function.entry, hot, forks, inputs, array_like, self.typed, groups, _only_boxed(function, self.typed), hoisted, shaped,
                            numeric, loops, _counted_down(loops), integral, _arithmetic_operands(function), size)
        self.templates[function] = template
        return template

    def entry_version(self, callee: Function, known: list[Known]) -> Function:
        """The version of a directly called function for these arguments; the function itself if none is better."""
        template = self.templates.get(callee)
        if template is None or callee.escapes or callee.resumable or template.size > SMALL:
            return callee
        context = tuple(
            _without_range(_code(k, p)) if p.role == "arg" and p not in template.boxed else _general_code(p)
            for p, k in zip(template.entry.params, known))
        if all(c >= 0 or c == _CODES.get(p.repr) for c, p in zip(context, callee.params)):
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
                entry.add_param(_repr_of(code), param.role, param.name, None if code < 0 else param.kinds)
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
        for i, (old, param) in enumerate(zip(version.olds, version.block.params)):
            known = Known.of(param)
            if version.context and param.repr is I32:
                known.lo, known.hi = _range_of(version.context[i])
            elif version.context and version.context[i] >= _SHAPED:
                known.shape = SHAPED if version.context[i] & _SHAPED else TRIED
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
        if target in self.template.hoisted and self.translated not in self.template.loops[target]:
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

    def _plain_edge(self, old: Edge) -> Edge:
        target = old.block
        inputs = self.template.inputs[target]
        count = len(target.params)
        given = [self.known(a) for a in old.args] + [self.known(v) for v in inputs[count:]]
        t = self.template
        wanted = tuple(
            _general_code(v) if v in t.boxed else _code(k, v, v in t.counters_down) if v in t.ranged else _without_range(_code(k, v))
            for k, v in zip(given, inputs))
        wanted = (*wanted[:count], *(c | _SHAPE_FLAGS[k.shape] if c >= 0 else c for c, k in zip(wanted[count:], given[count:])))
        if target in t.numeric:
            wanted = _with_doubles(wanted, t.numeric[target])
        version = self._version(target, wanted, given)
        args = []
        for param, known, old_value in zip(version.block.params, given, [*old.args, *inputs[count:]]):
            args.append(self.form(known, param.repr, old_value))
        return Edge(version.block, args)

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
        if best is not None and all(_possible(code, k) for code, (k, _) in zip(best.context, self._given(old))):
            return self._resume(old, best)
        inputs = self.template.inputs[target]
        version = self.slow_versions.get(target)
        if version is None:
            block = self.new_block()
            block.name, block.cold = target.name, True
            for value in inputs:
                block.add_param(value.repr, "", value.name if isinstance(value, Param) else "", value.kinds)
            version = Version(target, tuple(map(_general_code, inputs)), block, inputs, True)
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
        return Edge(best.block, [self.form(self.known(v), p.repr, v) for (_, v), p in zip(given, best.block.params)])

    def _stay_slow(self, old: Edge) -> None:
        loops = self.template.loops
        blocks = loops.pop(old.block)  # for once, as if it were no loop
        self.append(make("jump", edges=[self._slow_edge(old)]))
        loops[old.block] = blocks

    def _require_code(self, code: int, known: Known, value: Value, failure: Block) -> None:
        """Goes on knowing of the value what a context's code says, or to ``failure``."""
        if code >= 0:
            if known.kinds & ~code:
                self.require(self.emit("is_kind", self.boxed(value), mask=_kinds_of(code)), failure)
                self.learn(value, _kinds_of(code))
            if code & _SHAPED and known.shape != SHAPED:
                self.require(self.emit("has_shape", self.boxed(value), **self.groups[value].attrs), failure)
                self.mark_shape(value, SHAPED)
        elif _is_int(code):
            if not known.int32:
                boxed = self.boxed(value)
                self.require(self.emit("is_i32", boxed), failure)
                if value in self.state:
                    self.state[value] = Known(Kinds.INT32, any_=boxed, i32=self.emit("unbox_i32", boxed))
            lo, hi = _range_of(code)
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
        general = tuple(_general_code(v) for v in inputs)
        if target not in self.template.hot or self.budget <= 0:
            wanted = general
        elif wanted not in versions:
            wanted = _same_but_ranges(wanted, versions) or wanted
            if wanted not in versions and len(versions) >= LIMIT:
                wanted = _merge(wanted, versions, general)
        version = versions.get(wanted)
        if version is None:
            block = self.new_block()
            block.name = target.name
            for code, value, known in zip(wanted, inputs, given):
                kinds = _kinds_of(code) if code >= 0 else None
                if code == -2 and known.kinds != Kinds.DOUBLE:
                    kinds = Kinds.NUMBER
                name = value.name if isinstance(value, Param) else ""
                block.add_param(_repr_of(code), "", name, kinds)
            version = Version(target, wanted, block, inputs)
            versions[wanted] = version
            self.requested.append(version)
        return version

    def direct_call(self, instr: Instr) -> None:
        callee = self.owner.entry_version(instr.attrs["func"], [self.known(a) for a in instr.args])
        args = [self.form(self.known(a), p.repr, a) for a, p in zip(instr.args, callee.params)]
        result = self.emit_throwing(instr, make("call_direct", *args, func=callee))
        if result.repr is ANY:
            result.kinds &= instr.kinds
        self.define(instr, Known.of(result))


def _code(known: Known, value: Value, down: bool = False) -> int:
    """The code of how a value would best be passed to a version."""
    if known.i32 is not None or known.kinds == Kinds.INT32:
        return _int_code(known, down)
    if known.f64 is not None or known.constant_kind is Kinds.DOUBLE:
        return -2
    if known.bit is not None or known.constant_kind is Kinds.BOOL:
        return -3
    if known.ptr is not None:
        return -4
    kinds = known.kinds
    if kinds == Kinds.DOUBLE:
        return -2
    if kinds == Kinds.BOOL:
        return -3
    if kinds in _TELLING:
        return int(kinds)
    return int(value.kinds & ~Kinds.EMPTY) if not kinds & Kinds.EMPTY else int(value.kinds)


def _with_doubles(context: Context, expected: dict[int, Kinds]) -> Context:
    """A loop's context in which what will soon be a double is one from the start."""
    return tuple(-2 if _is_int(c) and expected.get(i) is Kinds.NUMBER else c for i, c in enumerate(context))


def _int_code(known: Known, down: bool) -> int:
    """``down``: a loop's counter that falls; whether it isn't negative changes on the way."""
    if down:
        flags = (_NOT_MIN if known.lo > INT_MIN else 0) | (_NOT_MAX if known.hi < INT_MAX else 0)
    elif known.lo == known.hi:
        # A constant is mostly where a variable starts: it then grows away from zero.
        flags = _NOT_NEGATIVE | _NOT_MIN if known.lo >= 0 else _NOT_MIN | _NOT_MAX
    else:
        flags = (_NOT_NEGATIVE if known.lo >= 0 else 0) | (_NOT_MIN if known.lo > INT_MIN else 0)
        flags |= _NOT_MAX if known.hi < INT_MAX else 0
    return -16 - flags if flags else -1


def _is_int(code: int) -> bool:
    return code == -1 or code <= -16


def _flags(code: int) -> int:
    """What an int32's code says of its range."""
    return -16 - code if code <= -16 else 0


def _kinds_of(code: int) -> Kinds:
    """The kinds that the code of a boxed value tells."""
    return Kinds(code & (_SHAPED - 1))


def _without_range(code: int) -> int:
    return -1 if code <= -16 else code


def _repr_of(code: int) -> Repr:
    return I32 if code <= -16 else _REPRS.get(code, ANY)


def _range_of(code: int) -> tuple[int, int]:
    flags = _flags(code)
    lo = 0 if flags & _NOT_NEGATIVE else INT_MIN + 1 if flags & _NOT_MIN else INT_MIN
    return lo, INT_MAX - 1 if flags & _NOT_MAX else INT_MAX


def _general_code(value: Value) -> int:
    return _CODES[value.repr] if value.repr is not ANY else int(value.kinds)


def _possible(code: int, known: Known) -> bool:
    """Can a value be tested for, or is it already, what a context's code says?"""
    if code >= 0:
        return not known.kinds & ~code or (_kinds_of(code) in _TELLING and bool(known.kinds & code))
    if _is_int(code):
        return known.int32 or (bool(known.kinds & Kinds.INT32) and known.ptr is None)
    if code == -2:
        return bool(known.kinds & Kinds.NUMBER) and known.ptr is None
    return known.kinds == Kinds.BOOL if code == -3 else known.ptr is not None


def _same_but_ranges(wanted: Context, versions: dict[Context, Version]) -> Context | None:
    """An existing context that differs only in knowing less of int32 ranges."""
    for have in versions:
        if all(w == h or (_is_int(w) and _is_int(h) and not _flags(h) & ~_flags(w)) for w, h in zip(wanted, have)):
            return have
    return None


def _merge(wanted: Context, versions: dict[Context, Version], general: Context) -> Context:
    """An existing context that takes these values at the least loss, or a new one that generalises."""
    best: Context | None = None
    best_loss = 1 << 30
    for have in versions:
        loss = 0
        for w, h in zip(wanted, have):
            step = _loss(w, h)
            if step < 0:
                break
            loss += step
        else:
            if loss < best_loss:
                best, best_loss = have, loss
    if best is not None and (best_loss < 6 or len(versions) >= HARD_LIMIT):
        return best
    if len(versions) >= HARD_LIMIT:
        return general
    joined = min((tuple(_join(w, h, g) for w, h, g in zip(wanted, have, general)) for have in versions),
                 key=lambda j: sum(a != b for a, b in zip(j, wanted)))
    return joined


def _loss(wanted: int, have: int) -> int:
    """What passing a value as ``have`` instead of ``wanted`` loses; -1: impossible."""
    if wanted == have:
        return 0
    if _is_int(wanted) and _is_int(have):
        return -1 if _flags(have) & ~_flags(wanted) else 1
    if have == -2 and _is_int(wanted):
        return 3
    if have < 0:
        return -1
    if wanted < 0:
        kinds = Kinds.INT32 if _is_int(wanted) else {-2: Kinds.NUMBER, -3: Kinds.BOOL}.get(wanted, Kinds.TOP)
        return -1 if have & _SHAPED or kinds & ~have else 6
    if _kinds_of(wanted) & ~have or (have & _SHAPED and not wanted & _SHAPED):
        return -1
    return 2


def _join(wanted: int, have: int, general: int) -> int:
    if wanted == have:
        return wanted
    if _is_int(wanted) and _is_int(have):
        flags = _flags(wanted) & _flags(have)
        return -16 - flags if flags else -1
    if (_is_int(wanted) or wanted == -2) and (_is_int(have) or have == -2):
        return -2
    if wanted >= 0 and have >= 0 and _kinds_of(wanted) == _kinds_of(have):
        return int(_kinds_of(wanted))
    return general


def _is_constant(value: Value) -> bool:
    return isinstance(value, Instr) and value.op.name in ("const", "const_i32", "const_f64", "const_bool", "str", "bigint", "const_null_ptr")


_ARITHMETIC_SHARE = 6  # one instruction in so many


def _is_numeric(function: Function, size: int) -> bool:
    arithmetic = sum(i.op.name in _COMPUTING for b in function.blocks for i in b.instrs)
    return arithmetic * _ARITHMETIC_SHARE >= size


def _worth_testing(invariant: list[Value], blocks: set[Block], typed: Collection[Value]) -> list[tuple[Value, Kinds]]:
    """Of the values that a loop uses but doesn't define: those used as arrays, and bounds that are compared with an int32."""
    arrays: set[Value] = set()
    bounds: set[Value] = set()
    for block in blocks:
        for instr in block.instrs:
            name = instr.op.name
            if name in ("get_elem", "set_elem") and instr.args[1].kinds & Kinds.NUMBER:
                if instr.args[0] not in typed:
                    arrays.add(instr.args[0])
            elif name in COMPARE:
                bounds.update(instr.args)
    return [(v, Kinds.ARRAY if v in arrays else Kinds.INT32) for v in invariant
            if v.repr is ANY and (v in arrays or v in bounds) and v.kinds & (Kinds.ARRAY if v in arrays else Kinds.INT32)]


def _worth_shaping(invariant: list[Value], blocks: set[Block], groups: dict[Value, ShapeGroup]) -> list[Value]:
    """Of the values that a loop uses but doesn't define: those with a shape group, if nothing in the loop makes that be forgotten."""
    if any(runs_javascript(i) for b in blocks for i in b.instrs):
        return []
    used = {i.args[0] for b in blocks for i in b.instrs if is_access(i)}
    return [v for v in invariant if v in groups and v in used]


_OF_INTEGERS = ("bitand", "bitor", "bitxor", "shl", "shr", "ushr", "bitnot")
_CARRY_ON = ("add", "sub", "mul", "neg", "inc", "dec")  # of integers where the result is used as one


def _used_as_integers(function: Function) -> set[Value]:
    """Values that indices, bit operations or remainders of integers are made of."""
    found: set[Value] = set()
    work: list[Value] = []
    for block in function.blocks:
        for instr in block.instrs:
            name = instr.op.name
            if name in _OF_INTEGERS:
                work += instr.args
            elif name in ("get_elem", "set_elem"):
                work.append(instr.args[1])
            elif name == "mod" and instr.args[1].kinds == Kinds.INT32:
                work.append(instr.args[0])
    while work:
        value = work.pop()
        if value not in found:
            found.add(value)
            if isinstance(value, Instr) and value.op.name in _CARRY_ON:
                work += value.args
    return found


_RANGED_USES = ("add", "sub", "mul", "mod", "inc", "dec")


def _arithmetic_operands(function: Function) -> set[Value]:
    return {a for b in function.blocks for i in b.instrs if i.op.name in _RANGED_USES for a in i.args}


def _expected(header: Block, guesses: dict[Value, int]) -> dict[int, Kinds]:
    """The parameters of a loop's header, by index, that the loop is expected to hold as int32 or as doubles."""
    kinds = {INTEGER: Kinds.INT32, FRACTION: Kinds.NUMBER}
    return {i: kinds[guesses[p]] for i, p in enumerate(header.params) if p in guesses}


def _counted_down(loops: dict[Block, set[Block]]) -> set[Value]:
    found: set[Value] = set()
    for header, blocks in loops.items():
        for block in blocks:
            for edge in block.edges():
                if edge.block is header:
                    found.update(p for p, a in zip(header.params, edge.args)
                                 if isinstance(a, Instr) and a.op.name in ("dec", "sub") and a.args[0] is p)
    return found


_COMPUTING = NUMERIC - {"eq", "strict_eq", "to_numeric", "to_number"}
_UNBOXED_USES = NUMERIC | {"truthy", "unbox_i32", "unbox_f64", "unbox_bool", "number_to_f64"}


def _only_boxed(function: Function, typed: Collection[Value]) -> set[Value]:
    """Values that are never used where an unboxed form would do better."""
    wanted: set[Value] = set()
    every: list[Value] = []
    for block in function.blocks:
        every += [p for p in block.params if p.repr is ANY]
        for instr in block.instrs:
            if instr.repr is ANY:
                every.append(instr)
            name = instr.op.name
            if name in _UNBOXED_USES:
                wanted.update(instr.args)
            elif name == "call" and builtin_name(instr) is not None:
                wanted.update(instr.args[2:])
            elif name in ("get_elem", "set_elem"):
                wanted.update(instr.args if instr.args[0] in typed else instr.args[:2])
            elif name == "get_prop" or name == "call_direct":
                wanted.update(instr.args)
            for edge in instr.successors:
                wanted.update(edge.args)
    return {v for v in every if v not in wanted}


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
