"""All nodes of a syntax tree, in source order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Node = Any


def nodes(root: Node) -> Iterator[Node]:
    """``root`` (a node or a list of them) and the nodes below it, each before its children.

    Without recursion: trees nest deeply.
    """
    work = [root]
    while work:
        node = work.pop()
        if isinstance(node, list):
            work.extend(reversed(node))
            continue
        fields = getattr(node, "__dict__", None)
        if fields is None or "type" not in fields:
            continue
        yield node
        work.extend(v for k, v in reversed(fields.items())
                    if k[0] != "_" and (isinstance(v, list) or hasattr(v, "type")))
