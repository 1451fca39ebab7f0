"""Filetests of IR passes: ``name.ir`` is a module in text form whose comments say which passes to run
(``# passes: dce simplify_cfg``); ``name.expected`` beside it is the text that must come out.

``python -m tests.ir.filetests`` writes every expected text anew; read the difference before committing it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from compiler.ir.pipeline import PASSES, run_pass
from compiler.ir.printer import module_text
from compiler.ir.reader import read_module
from compiler.ir.verifier import verify_module

FOLDER = Path(__file__).parent


def output(path: Path) -> str:
    """The module after the passes that the file names, verified after each."""
    text = path.read_text()
    match = re.search(r"^# passes:(.*)$", text, re.M)
    if match is None:
        raise ValueError(f"{path.name}: no '# passes:' line")
    module = read_module(text)
    verify_module(module, "reading")
    for name in match[1].split():
        run_pass(module, PASSES[name])
        verify_module(module, name)
    return module_text(module)


def cases() -> list[Path]:
    return sorted(FOLDER.glob("**/*.ir"))


def main() -> None:
    chosen = sys.argv[1:]
    for path in cases():
        if not chosen or path.stem in chosen:
            path.with_suffix(".expected").write_text(output(path))


if __name__ == "__main__":
    main()
