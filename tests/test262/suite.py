"""Which tests there are, and how each is run."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .frontmatter import Frontmatter, read_frontmatter

# Features whose tests are never run, and why.
NEVER_RUN = {
    "error-stack-accessor": "a proposal at stage 3; in Node 20 stack is an own property of errors",
    "decorators": "a proposal at stage 3; Node 20 has none",
    "immutable-arraybuffer": "a proposal at stage 3; Node 20 has none",
    "import-defer": "a proposal at stage 3; Node 20 has none",
    "source-phase-imports": "a proposal at stage 3; Node 20 has none",
    "source-phase-imports-module-source": "a proposal at stage 3; Node 20 has none",
    "Temporal": "a proposal at stage 3; Node 20 has none",
    "IsHTMLDDA": "optional: what document.all of browsers needs",
    "ShadowRealm": "a proposal at stage 3; Node 20 has none",
}
CAN_BLOCK = True  # Atomics.wait may block the agent that tests run in
FOLDERS = ("language", "annexB", "built-ins")
HARNESS = ("assert.js", "sta.js")
ASYNC_HARNESS = "doneprintHandle.js"


@dataclass(frozen=True)
class Run:
    """One test in one mode."""

    path: str  # relative to test/ of the suite
    mode: str  # sloppy, strict, module
    meta: Frontmatter

    @property
    def name(self) -> str:
        return f"{self.path} ({self.mode})"

    def harness(self) -> tuple[str, ...]:
        """The harness files that are evaluated before the test, in order."""
        if "raw" in self.meta.flags:
            return ()
        asynchronous = (ASYNC_HARNESS,) if "async" in self.meta.flags else ()
        return (*HARNESS, *asynchronous, *self.meta.includes)


class Suite:
    """A checkout of test262."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @staticmethod
    def find() -> Suite | None:
        """The one that $TEST262_DIR names. None: it isn't set, or there is no suite."""
        root = Path(os.environ.get("TEST262_DIR") or "-")
        return Suite(root) if (root / "harness" / "assert.js").is_file() else None

    def paths(self, patterns: Iterable[str] = ()) -> list[str]:
        """Paths of tests below test/, in order; those that match any of the patterns (all of FOLDERS without any).

        A pattern is a glob over the whole path, or a folder or file, with or without "test/" before it.
        """
        wanted = [p.removeprefix("test/").rstrip("/") for p in patterns] or list(FOLDERS)
        tops = sorted({p.split("/")[0] for p in wanted})
        if any(set("*?[") & set(top) for top in tops):
            tops = sorted(p.name for p in (self.root / "test").iterdir() if p.is_dir())
        found = []
        for top in tops:
            for folder, folders, files in os.walk(self.root / "test" / top):
                folders.sort()
                relative = os.path.relpath(folder, self.root / "test")
                found += [f"{relative}/{f}" for f in sorted(files) if f.endswith(".js") and "_FIXTURE" not in f]
        return [p for p in found if any(matches(p, pattern) for pattern in wanted)]

    def source(self, path: str) -> str:
        return (self.root / "test" / path).read_bytes().decode("utf-8", "surrogatepass")

    def harness_source(self, name: str) -> str:
        return (self.root / "harness" / name).read_text(encoding="utf-8")

    def runs(self, path: str) -> list[Run]:
        """The runs of a test. Raises ValueError if its metadata can't be read."""
        try:
            meta = read_frontmatter(self.source(path))
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error
        return [Run(path, mode, meta) for mode in meta.modes()]


def matches(path: str, pattern: str) -> bool:
    """Does a glob, or the name of a folder or file, cover the path?"""
    return path == pattern or path.startswith(pattern + "/") or fnmatch.fnmatchcase(path, pattern)


def reason_to_skip(meta: Frontmatter) -> str | None:
    """Why a test isn't run; None: it is."""
    for feature in meta.features:
        if feature in NEVER_RUN:
            return f"{feature}: {NEVER_RUN[feature]}"
    if ("CanBlockIsFalse" if CAN_BLOCK else "CanBlockIsTrue") in meta.flags:
        return "the main agent may block"
    return None
