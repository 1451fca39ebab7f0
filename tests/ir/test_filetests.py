"""Every pass on modules in text form, and the text form itself."""

from pathlib import Path

import pytest

from compiler.ir.pipeline import PASSES
from compiler.ir.printer import module_text
from compiler.ir.reader import read_module

from .filetests import cases, output


@pytest.mark.parametrize("path", cases(), ids=lambda p: p.stem)
def test_filetest(path: Path) -> None:
    assert output(path) == path.with_suffix(".expected").read_text()


@pytest.mark.parametrize("path", cases(), ids=lambda p: p.stem)
def test_printing_what_was_read_gives_the_same_text(path: Path) -> None:
    text = path.with_suffix(".expected").read_text()
    assert module_text(read_module(text)) == text


def test_every_pass_has_a_filetest() -> None:
    named = {word for path in cases() for line in path.read_text().splitlines() if line.startswith("# passes:")
             for word in line.split()[2:]}
    assert named >= set(PASSES)
