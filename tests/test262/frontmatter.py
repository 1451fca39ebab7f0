"""The metadata of a test: a comment in a subset of YAML (test262's INTERPRETING.md, "Metadata")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_COMMENT = re.compile(r"/\*---(.*?)---\*/", re.DOTALL)
_KEY = re.compile(r"(\w+) *:(?: +(.*))?$")
_STRICTNESS = frozenset({"onlyStrict", "noStrict", "module", "raw"})


@dataclass(frozen=True)
class Negative:
    """The error that a test is to end with. phase: parse, resolution, runtime; type: its constructor's name."""

    phase: str
    type: str


@dataclass(frozen=True)
class Frontmatter:
    """What a test says about itself."""

    flags: frozenset[str] = frozenset()
    includes: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    negative: Negative | None = None

    @property
    def goal(self) -> str:
        return "module" if "module" in self.flags else "script"

    def modes(self) -> tuple[str, ...]:
        """In which modes the test runs: sloppy, strict, module."""
        if "module" in self.flags:
            return ("module",)
        if "onlyStrict" in self.flags:
            return ("strict",)
        return ("sloppy",) if self.flags & _STRICTNESS else ("sloppy", "strict")


@dataclass
class _Block:
    """Values under one key: scalars of a list, or pairs of a mapping."""

    items: list[str] = field(default_factory=list)
    pairs: dict[str, str] = field(default_factory=dict)


def read_frontmatter(source: str) -> Frontmatter:
    """The metadata of a test's source text. Raises ValueError if it has none, or names an unknown phase."""
    comment = _COMMENT.search(source)
    if comment is None:
        raise ValueError("the test has no metadata")
    blocks = _read_blocks(comment.group(1))
    empty = _Block()
    negative = None
    if "negative" in blocks:
        pairs = blocks["negative"].pairs
        negative = Negative(pairs.get("phase", ""), pairs.get("type", ""))
        if negative.phase not in ("parse", "resolution", "runtime"):
            raise ValueError(f"unknown phase '{negative.phase}'")
    return Frontmatter(frozenset(blocks.get("flags", empty).items), tuple(blocks.get("includes", empty).items),
                       tuple(blocks.get("features", empty).items), negative)


def _read_blocks(text: str) -> dict[str, _Block]:
    """Top-level keys with their lists and mappings; of texts only the first line, which nobody asks for."""
    blocks: dict[str, _Block] = {}
    block = _Block()
    for line in re.split(r"\r\n|[\r\n]", text):
        stripped = _without_comment(line).strip()
        if not stripped:
            continue
        key = _KEY.match(stripped)
        if line[:1] not in (" ", "\t") and not stripped.startswith("-") and key is not None:
            block = blocks[key.group(1)] = _Block()
            block.items += _flow_list(key.group(2) or "")
            block.pairs.update(_flow_pairs(key.group(2) or ""))
        elif stripped.startswith("-"):
            block.items.append(_scalar(stripped[1:]))
        elif stripped[-1:] in ",]" and not key:
            block.items += _flow_list(stripped)  # a list over several lines
        elif key is not None:
            block.pairs[key.group(1)] = _scalar(key.group(2) or "")
    return blocks


def _without_comment(line: str) -> str:
    return re.sub(r"(?:^|\s)#.*", "", line)


def _flow_list(text: str) -> list[str]:
    if text.startswith("{"):
        return []
    return [_scalar(item) for item in text.strip().strip("[]").split(",") if item.strip()]


def _flow_pairs(text: str) -> dict[str, str]:
    if not text.startswith("{"):
        return {}
    pairs = (item.partition(":") for item in text.strip("{} ").split(","))
    return {key.strip(): _scalar(value) for key, _, value in pairs}


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text
