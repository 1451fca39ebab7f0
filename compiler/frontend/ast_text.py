"""A syntax tree as indented text, for ``--dump=ast``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def ast_text(program: Any) -> str:
    """One line a node: its type, its plain fields and its range."""
    return "\n".join(_lines(program, "", 0))


def _lines(node: Any, label: str, depth: int) -> Iterator[str]:
    fields = {k: v for k, v in vars(node).items() if not k.startswith("_") and k not in ("type", "range", "loc")}
    plain = {k: v for k, v in fields.items() if isinstance(v, str | int | float | bool | None)}
    text = " ".join(f"{k}={v!r}" for k, v in plain.items())
    start, end = getattr(node, "_start", None), getattr(node, "_end", None)
    yield f"{'  ' * depth}{label}{node.type}{' ' if text else ''}{text} [{start}, {end})"
    for key, value in fields.items():
        if key in plain:
            continue
        for number, child in enumerate(value if isinstance(value, list) else [value]):
            if hasattr(child, "type") and hasattr(child, "__dict__"):
                yield from _lines(child, f"{key}{f'[{number}]' if isinstance(value, list) else ''}: ", depth + 1)
