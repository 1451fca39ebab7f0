"""Small methods, getters and constructors are copied into their callers.

Which function a method call is of is guessed from the method's name: if just one function of the module is ever made a
method of that name, it is that one, behind a comparison of the callee. What the copy can't do is left to the call (``inline_bodies``).
"""

from __future__ import annotations

from ..analysis import find_loops
from ..function import Block, Edge, Function, Instr, Module, make
from .inline_bodies import SIZE, Bodies, Body, add, receiver, replace_call

_STRAIGHT = 40  # instructions of a body that is inlined outside of loops
_GROWTH = 150  # instructions by which a function may grow, besides doubling


def run(module: Module) -> None:
    bodies = Bodies(module)
    if not bodies.methods.called and not bodies.methods.getters:
        return
    chosen = [(function, _sites(function, bodies)) for function in module.functions if not function.runs_once]
    for function, sites in chosen:
        for instr, target, body in sites:
            _inline(function, instr, target, body)


def _sites(function: Function, bodies: Bodies) -> list[tuple[Instr, Function, Body]]:
    """The calls to replace, each with the function that it may be of and its body. None is changed before all are chosen."""
    found = []
    room = _GROWTH + sum(len(b.instrs) for b in function.blocks)
    cyclic = _in_loops(function)
    for block in function.blocks:
        for instr in block.instrs:
            target = _target(instr, bodies)
            if target is None or target is function:
                continue
            body = bodies.of(target)
            if body is not None and body.size <= min(SIZE if block in cyclic else _STRAIGHT, room):
                room -= body.size
                found.append((instr, target, body))
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
