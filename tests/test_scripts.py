"""Scripts: global code under the test262 host. ``scripts/NAME.expected`` is what Node's vm.runInThisContext prints;
where Node 20 lacks syntax or departs from the specification, what that asks for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parent / "scripts"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "compiler.launch", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("name", sorted(p.stem for p in SCRIPTS.glob("*.js")))
@pytest.mark.parametrize("level", ["-O0", "-O2"])
def test_script(name: str, level: str) -> None:
    done = run("run", level, "--sourcetype=script", "--test262-host", str(SCRIPTS / f"{name}.js"))
    assert done.stdout == (SCRIPTS / f"{name}.expected").read_text(encoding="utf-8"), done.stderr


def test_print_gives_completion_value() -> None:
    done = run("-p", "var a = 1; if (a) { require('path').join('a', 'b') }")
    assert (done.stdout, done.returncode) == ("a/b\n", 0)


def test_module_declarations_are_refused_in_scripts(tmp_path: Path) -> None:
    source = tmp_path / "a.js"
    source.write_text("import a from 'a';")
    done = run("run", "--sourcetype=script", str(source))
    assert "SyntaxError: Cannot use import statement outside a module" in done.stderr
    assert done.returncode == 1
