"""Small methods, getters and constructors are copied into their callers.

Which function a method call is of is guessed from the method's name: if just one function of the module is ever made a
method of that name, it is that one, behind a comparison of the callee. What the copy can't do is left to the call (``inline_bodies``).
"""

from __future__ import annotations

from ..analysis import find_loops
from ..function import Block, Edge, Function, Instr, Module, Param, make
from ..rewrite import replace_values
from ..types import ANY
from .inline_bodies import SIZE, Bodies, Body, add, receiver, replace_call

_STRAIGHT = 40  # instructions of a body that is inlined outside of loops
_GROWTH = 150  # instructions by which a function may grow, besides doubling


def run(module: Module) -> None:
    bodies = Bodies(module)
    if not bodies.methods.called and not bodies.methods.getters:
        return
    chosen = [(function, _sites(function, bodies)) for function in module.functions if not function.runs_once]
    for function, sites in chosen:
        for instr, target, body, made in sites:
            if made is None:
                _inline(function, instr, target, body)
            else:
                _inline_constructor(function, instr, target, body, made)


def _sites(function: Function, bodies: Bodies) -> list[tuple[Instr, Function, Body, Instr | None]]:
    """The calls to replace, each with the function that it may be of, its body, and the object that a constructor is called
    on. None is changed before all are chosen."""
    found = []
    room = _GROWTH + sum(len(b.instrs) for b in function.blocks)
    cyclic = _in_loops(function)
    for block in function.blocks:
        for instr in block.instrs:
            target = _target(instr, bodies)
            if target is None or target is function:
                continue
            made = _fresh_receiver(instr, target)
            body = bodies.of(target, made is not None)
            if made is not None and body is not None and block not in cyclic and not body.has_fields:  # there is little to gain
                made, body = None, bodies.of(target)
            if body is not None and body.size <= min(SIZE if block in cyclic else _STRAIGHT, room):
                room -= body.size
                found.append((instr, target, body, made))
    return found


def _in_loops(function: Function) -> set[Block]:
    find_loops(function)
    return {b for b in function.blocks if b.loop_depth}


def _target(instr: Instr, bodies: Bodies) -> Function | None:
    name = instr.op.name
    if name == "call":
        return bodies.methods.of_call(instr)
    if name == "get_prop":
        return bodies.methods.of_get(instr)
    if name == "call_direct" and receiver(instr, instr.attrs["func"]) is not None:
        target: Function = instr.attrs["func"]
        return target
    return None


def _fresh_receiver(call: Instr, target: Function) -> Instr | None:
    """The object that a constructor is called on, made right before with nothing but operands of the call in between: a body
    that is given up starts again with another object."""
    this = receiver(call, target) if call.op.name == "call_direct" and call.handler is None else None
    if not isinstance(this, Instr) or this.op.name != "new_instance" or this.block is not call.block or this.handler is not None:
        return None
    block = call.block
    assert block is not None
    between = block.instrs[block.instrs.index(this) + 1:block.instrs.index(call)]
    pure = all(i.removable and this not in i.args for i in between)
    return this if pure and call.args.count(this) == 1 and "tail" not in call.attrs else None


def _inline(function: Function, instr: Instr, target: Function, body: Body) -> None:
    block = instr.block
    assert block is not None

    def general(slow: Block, join: Block) -> None:
        again = make(instr.op.name, *instr.args, handler=instr.handler, pos=instr.pos, **instr.attrs)
        again.kinds = instr.kinds
        add(slow, again)
        if "tail" in instr.attrs:
            add(slow, make("return", again, pos=instr.pos))
            return
        add(slow, make("jump", edges=[Edge(join, [again])], pos=instr.pos))

    replace_call(function, block, block.instrs.index(instr), target, body, general)


def _inline_constructor(function: Function, call: Instr, target: Function, body: Body, made: Instr) -> None:
    """What follows gets the object as a parameter: the one that the body has filled, or another that the call has."""
    block = call.block
    assert block is not None
    at = block.instrs.index(call)
    later = Param(ANY, kinds=made.kinds)
    before = set(block.instrs[:at + 1])
    for instr in [i for b in function.blocks for i in b.instrs if i not in before]:
        instr.args = [later if a is made else a for a in instr.args]
        for edge in instr.successors:
            edge.args = [later if a is made else a for a in edge.args]
    others: dict[Block, Instr] = {}

    def general(slow: Block, join: Block) -> None:
        other = others[slow] = add(slow, make("new_instance", *made.args, pos=made.pos, **made.attrs))
        again = add(slow, make("call_direct", *(other if a is made else a for a in call.args), pos=call.pos, **call.attrs))
        other.kinds, again.kinds = made.kinds, call.kinds
        add(slow, make("jump", edges=[Edge(join, [again])], pos=call.pos))

    join = replace_call(function, block, at, target, body, general)
    for source in function.blocks:
        for edge in source.edges():
            if edge.block is join:
                edge.args.append(others.get(source, made))
    replace_values(function, {later: join.add_param(ANY, kinds=made.kinds)})
