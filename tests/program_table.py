"""Several programs as one executable, whose first argument names the one to run: linking once is most of the cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def build_program_table(folder: Path, sources: Mapping[str, Path], *options: str) -> Path:
    """Compiles the sources into an executable in a folder. Options: of ``lode build``."""
    rows = "".join(f"  {json.dumps(n)}: () => require({json.dumps(str(p))}),\n" for n, p in sources.items())
    entry = folder / "programs.js"
    entry.write_text(f"const [name] = process.argv.splice(2, 1);\n({{\n{rows}}})[name]();\n", encoding="utf-8")
    command = [sys.executable, "-m", "compiler.launch", "build", *options, str(entry), "-o", str(folder / "programs")]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stderr
    return folder / "programs"
