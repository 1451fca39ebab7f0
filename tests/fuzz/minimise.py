"""Makes a program smaller while it still shows its difference.

Hierarchical delta debugging (Misherghi and Su, ICSE 2006) on the source text by the ranges of its syntax tree: elements
of lists (statements, members, arguments, properties) are deleted, first many at once; statements are replaced by their
bodies, expressions by their parts or by constants. A candidate that doesn't parse is not tried.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import esprima

from .compare import NODE, Difference, difference
from .engines import Level
from .guarded import run_programs

TRIED_AT_ONCE = 6
_PARTS = frozenset("""
    body consequent alternate block finalizer handler test init update left right argument object callee
    expression value arguments elements expressions properties discriminant tag declarations
""".split())


def minimise(source: str, shown: Difference, chosen: tuple[Level, ...], node: str | None, *,
             seconds: float = 60) -> str:
    """The smallest program found in that time whose difference is of the same kind."""
    end = time.monotonic() + seconds
    wanted = {shown.first, shown.second}
    some = tuple(level for level in chosen if level.name in wanted)
    best, start = source, 0
    while time.monotonic() < end:
        # From where the last round left off: what failed before it most likely fails again.
        texts = list(_candidates(best))
        order = texts[start:] + texts[:start] if start < len(texts) else texts
        for at, sources in _groups(order, best):
            if time.monotonic() > end:
                return best
            if (found := _first_shown(sources, shown, some, node)) is not None:
                start = (start + at) % len(texts)
                best = sources[found]
                break
        else:
            return best
    return best


def _groups(texts: list[str], source: str) -> Iterator[tuple[int, list[str]]]:
    """Candidates that are programs, some at once, with the place of the first."""
    group: list[str] = []
    seen, first = {source}, 0
    for at, text in enumerate(texts):
        if text not in seen and len(text) < len(source) and _parse(text) is not None:
            first = first if group else at
            group.append(text)
        seen.add(text)
        if len(group) == TRIED_AT_ONCE:
            yield first, group
            group = []
    if group:
        yield first, group


def _first_shown(sources: list[str], shown: Difference, chosen: tuple[Level, ...], node: str | None) -> int | None:
    needs_node = node if NODE in (shown.first, shown.second) else None
    results = run_programs({f"c{n}": source for n, source in enumerate(sources)}, chosen, needs_node)
    for number, found in enumerate(results.values()):
        again = difference(found)
        if again is not None and again.signature == shown.signature:
            return number
    return None


def _parse(source: str) -> Any:
    try:
        return esprima.parseScript(source, {"range": True})
    except Exception:
        return None


def _candidates(source: str) -> Iterator[str]:
    tree = _parse(source)
    if tree is None:
        return
    nodes = sorted(_nodes(tree), key=lambda n: n.range[0] - n.range[1])
    for node in nodes:
        for items in _lists(node):
            yield from _without(source, items)
    for node in nodes:
        yield from _replaced(source, node)


def _is_node(value: object) -> bool:
    return getattr(value, "type", None) is not None and getattr(value, "range", None) is not None


def _children(node: Any) -> Iterator[tuple[str, Any]]:
    for name, value in vars(node).items():
        for item in value if isinstance(value, list) else [value]:
            if _is_node(item) and name not in ("key",):
                yield name, item


def _nodes(tree: Any) -> list[Any]:
    found, todo = [], [tree]
    while todo:
        node = todo.pop()
        found.append(node)
        todo += [child for _, child in _children(node)]
    return found


def _lists(node: Any) -> Iterator[list[Any]]:
    for name, value in vars(node).items():
        if isinstance(value, list) and value and all(_is_node(v) for v in value) and name != "quasis":
            yield value


def _without(source: str, items: list[Any]) -> Iterator[str]:
    """The source with a run of the list's elements left out: halves first, then quarters, …"""
    size = len(items)
    while size >= 1:
        for at in range(0, len(items), size):
            first, last = items[at], items[min(at + size, len(items)) - 1]
            begin, end = first.range[0], last.range[1]
            tail = source[end:end + 2].lstrip()
            if tail.startswith(","):
                end = source.index(",", end) + 1
            elif at > 0 and (comma := source.rfind(",", items[at - 1].range[1], begin)) >= 0:
                begin = comma
            yield source[:begin] + source[end:]
        size //= 2


def _replaced(source: str, node: Any) -> Iterator[str]:
    begin, end = node.range
    text = source[begin:end]
    statement = node.type.endswith(("Statement", "Declaration"))
    expression = node.type.endswith(("Expression", "Literal", "Identifier"))
    if statement and node.type != "BlockStatement":
        for name, child in _children(node):
            if name in _PARTS:
                part = source[slice(*child.range)]
                yield source[:begin] + (part if child.type.endswith("Statement") else f"({part});") + source[end:]
    elif statement:
        inner = text[1:-1].strip()
        yield source[:begin] + inner + source[end:]
    if expression:
        for value in ("0", "1", "{}", "x"):
            if len(value) < len(text):
                yield source[:begin] + ("({})" if value == "{}" else value) + source[end:]
        for name, child in _children(node):
            if name in _PARTS:
                part = source[slice(*child.range)]
                yield source[:begin] + (f"({part})" if " " in part or part.startswith("{") else part) + source[end:]
