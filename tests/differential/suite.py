"""Small programs, one a behaviour of the language or the library, and what Node prints for them.

All programs are compiled into one executable a level, whose first argument names the program to run, and once for the
JIT, where a process that loaded the code forks for each program. ``python -m tests.differential.record`` records what
node prints.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE / "programs"
EXPECTED = HERE / "expected"
TIMEOUT = 60  # seconds a program may take, under GC stress too


@dataclass(frozen=True)
class Outcome:
    """What a program printed and how it ended."""

    stdout: str
    status: int

    def text(self) -> str:
        return f"{self.stdout}[exit {self.status}]\n"


def program_names() -> list[str]:
    """Names of the programs, without .js (ES modules keep their .mjs); folders group them by area, support/ holds what
    they load."""
    found = [p.relative_to(PROGRAMS) for p in sorted(PROGRAMS.rglob("*.*js"))]
    return [str(p).removesuffix(".js") for p in found if "support" not in p.parts]


def program_path(name: str) -> Path:
    return PROGRAMS / (name if name.endswith(".mjs") else f"{name}.js")


def _rows(file: str) -> dict[str, str]:
    """A table in a file: lines of ``name: text``, comments."""
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    rows = [line.split(": ", 1) for line in lines if line and not line.startswith("#")]
    return {name: text for name, text in rows}


def just_in_time_only(name: str) -> bool:
    """Does the program need a compiler at run time? Its first line says so."""
    with open(program_path(name), encoding="utf-8") as file:
        return file.readline().startswith("// Just in time only")


def known_differences() -> dict[str, str]:
    """Programs that don't print what Node prints yet, and why."""
    return _rows("differences.txt")


def stress_environment(name: str) -> dict[str, str]:
    """What a program's environment has otherwise when garbage collection is under stress."""
    stressed = os.environ.get("LODE_GC_STRESS")
    row = _rows("stress.txt").get(name)
    return {"LODE_GC_STRESS": row.split()[0]} if stressed and row else {}


def expected(name: str) -> str:
    return (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")


def write_entry(directory: Path) -> Path:
    """The program that runs the program named by its first argument."""
    entry = directory / "suite.js"
    rows = ""
    for name in program_names():
        load = "import" if name.endswith(".mjs") else "require"
        rows += f"  {json.dumps(name)}: () => {load}({json.dumps(str(program_path(name)))}),\n"
    entry.write_text(f"const programs = {{\n{rows}}};\nprograms[process.argv[2]]();\n", encoding="utf-8")
    return entry


def run(command: list[str], environment: dict[str, str] | None = None) -> Outcome:
    """Runs a command for its outcome; what it writes to stderr goes to this process's when the test fails."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT, check=False,
                          env={**os.environ, **(environment or {})})
    sys.stderr.write(done.stderr.decode("utf-8", "replace")[-4000:])
    return Outcome(done.stdout.decode("utf-8", "replace"), done.returncode)
