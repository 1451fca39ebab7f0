"""``lode explain``: the typed IR of a program beside its source lines."""

from __future__ import annotations

import sys

import click

from .driver import CompileOptions
from .frontend import lower_module
from .frontend.graph import SourceFile
from .ir.function import Function, Module
from .ir.pipeline import run_pipeline
from .ir.printer import function_text

SOURCE_WIDTH = 48


def explain_source(entry: SourceFile, options: CompileOptions) -> None:
    """Prints every function: its source lines left, the instructions made from each right. Raises CompileError."""
    module = lower_module(entry.path, entry.source, name="m")
    run_pipeline(module, options.opt_level, disabled=set(options.disabled_passes))
    styled = sys.stdout.isatty()
    for function in module.functions:
        _explain_function(module, function, styled)


def _explain_function(module: Module, function: Function, styled: bool) -> None:
    line_starts = _line_starts(module.source)
    title = f"function {function.name or '(anonymous)'} → {function.result.value}"
    click.echo(click.style(title, bold=True) if styled else title)
    text = function_text(function).splitlines()
    shown = 0
    first = _line_of(line_starts, function.source_start)
    last = _line_of(line_starts, max(function.source_start, function.source_end - 1))
    lines = module.source.splitlines()
    current = first
    for row in text[1:-1]:
        position = row.rsplit(" @", 1)
        if len(position) == 2 and position[1].isdigit():
            current = max(current, min(last, _line_of(line_starts, int(position[1]))))
        source = ""
        if shown <= current - first and current < len(lines):
            source = f"{current + 1:5} {lines[current].strip()}"
            shown = current - first + 1
        left = source[:SOURCE_WIDTH].ljust(SOURCE_WIDTH)
        click.echo(f"{click.style(left, fg='cyan') if styled else left} │ {position[0]}")
    click.echo()


def _line_starts(source: str) -> list[int]:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _line_of(starts: list[int], index: int) -> int:
    from bisect import bisect_right

    return max(0, bisect_right(starts, index) - 1)
