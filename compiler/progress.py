"""Progress of a compilation on a terminal; nothing where stderr is no terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SHOW_AFTER = 0.5  # seconds: short compilations stay silent


@contextmanager
def reporter() -> Iterator[Callable[[str], None]]:
    """A function that shows what is being done, on one line that disappears at the end."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    start = time.monotonic()
    status = console.status("")
    shown = False

    def show(message: str) -> None:
        nonlocal shown
        status.update(message)
        if not shown and time.monotonic() - start > SHOW_AFTER:
            shown = True
            status.start()

    try:
        yield show
    finally:
        if shown:
            status.stop()
