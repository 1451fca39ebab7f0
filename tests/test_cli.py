"""The command: what it prints and how it exits."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

LODE = [sys.executable, "-m", "compiler.launch"]


@pytest.fixture
def lode(tmp_path: Path):
    """Runs the command in a folder of its own, with a cache of its own."""

    def run(*arguments: str, stdin: str = "", cached: bool = False) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "LODE_CACHE_DIR": str(tmp_path / "cache"), "PYTHONPATH": str(Path.cwd())}
        if not cached:
            environment["LODE_NO_CACHE"] = "1"
        return subprocess.run([*LODE, *arguments], cwd=tmp_path, env=environment, input=stdin, capture_output=True,
                              text=True, timeout=300, check=False)

    return run


def test_build_makes_an_executable_that_sees_its_arguments(lode, tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("console.log(process.argv.slice(2), require('./lib/part').n);")
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "part.js").write_text("exports.n = require('../data.json').n + 1;")
    (tmp_path / "data.json").write_text('{"n": 41}')
    assert lode("build", "app.js", "-o", "app").returncode == 0
    os.rename(tmp_path / "lib", tmp_path / "gone")
    done = subprocess.run([tmp_path / "app", "a", "b"], capture_output=True, text=True, check=False)
    assert done.stdout == "[ 'a', 'b' ] 42\n"


def test_run_passes_arguments_and_exit_status(lode, tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("console.log(process.argv[2]); process.exitCode = 7;")
    done = lode("run", "app.js", "hello")
    assert (done.stdout, done.returncode) == ("hello\n", 7)


def test_second_run_starts_the_cached_program_and_an_edit_invalidates_it(lode, tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("console.log('first');")
    assert lode("run", "app.js", cached=True).stdout == "first\n"
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob("cache/run/*/manifest")) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert list(tmp_path.glob("cache/run/*/program.so"))
    assert lode("run", "app.js", cached=True).stdout == "first\n"
    (tmp_path / "app.js").write_text("console.log('second');")
    assert lode("run", "app.js", cached=True).stdout == "second\n"


def test_code_is_made_of_strings_by_cached_programs_too(lode, tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("const n = 40; console.log(eval('n + ' + process.argv[2]));")
    assert lode("run", "app.js", "1", cached=True).stdout == "41\n"
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob("cache/run/*/manifest")) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert list(tmp_path.glob("cache/run/*/program.so"))
    assert lode("run", "app.js", "2", cached=True).stdout == "42\n"


def test_cached_programs_find_the_compiler_however_they_ask_for_it(lode, tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("console.log(globalThis['ev' + 'al']('1 + 1'), require('./oth' + 'er'));")
    (tmp_path / "other.js").write_text("module.exports = 'first';")
    assert lode("run", "app.js", cached=True).stdout == "2 first\n"
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob("cache/run/*/manifest")) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert list(tmp_path.glob("cache/run/*/program.so"))
    (tmp_path / "other.js").write_text("module.exports = 'second';")
    assert lode("run", "app.js", cached=True).stdout == "2 second\n"
    assert lode("build", "app.js").returncode == 0
    built = subprocess.run([tmp_path / "app"], capture_output=True, text=True, timeout=60, check=False)
    assert built.returncode == 1
    assert "EvalError" in built.stderr


def test_executables_make_code_of_their_constant_strings_only(lode, tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("""
        const attempt = (f) => { try { return f(); } catch (e) { return e.name; } };
        const text = process.argv[2];
        console.log(attempt(() => eval('1 + 1')), attempt(() => Function('return 3')()), attempt(() => Function('(')),
                    attempt(() => eval(text)), attempt(() => new Function(text)), attempt(() => (0, eval)(text)));""")
    assert lode("build", "app.js", "-o", "app").returncode == 0
    done = subprocess.run([tmp_path / "app", "4"], capture_output=True, text=True, check=False)
    assert done.stdout == "2 3 SyntaxError EvalError EvalError EvalError\n"
    done = subprocess.run([tmp_path / "app", "1 + 1"], capture_output=True, text=True, check=False)
    assert done.stdout == "2 3 SyntaxError 2 EvalError EvalError\n"


def test_report_of_what_evaluated_code_throws_shows_its_line(lode, tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("eval('1 + 1');\neval('\\n throw new Error(1' + '+1)');")
    done = lode("run", "app.js")
    assert done.returncode == 1
    assert done.stderr.startswith("<anonymous>:2\n throw new Error(1+1)\n ^\n\nError: 2\n    at eval (<anonymous>:2:8)")


def test_code_on_the_command_line(lode) -> None:
    assert lode("-e", "console.log(6 * 7)").stdout == "42\n"
    assert lode("-p", "({ a: [1, 2] })").stdout == "{ a: [ 1, 2 ] }\n"
    assert lode("-", stdin="console.log(typeof require)").stdout == "function\n"


def test_syntax_error_is_one_message_and_nothing_runs(lode, tmp_path: Path) -> None:
    (tmp_path / "bad.js").write_text("console.log('ran');\nlet x = ;\n")
    done = lode("run", "bad.js")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"{tmp_path}/bad.js:2\nlet x = ;\n        ^\n\nSyntaxError: Unexpected token ';'\n"


def test_failed_build_leaves_no_file(lode, tmp_path: Path) -> None:
    (tmp_path / "bad.js").write_text("(")
    (tmp_path / "good.js").write_text("1")
    assert lode("build", "bad.js", "-o", "out").returncode == 1
    done = lode("build", "good.js", "-o", "missing/out")
    assert done.returncode == 1
    assert "missing" in done.stderr
    (tmp_path / "folder").mkdir()
    assert "it is a directory" in lode("build", "good.js", "-o", "folder").stderr
    (tmp_path / "folder").rmdir()
    assert "Traceback" not in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "cache") == ["bad.js", "good.js"]


def test_source_is_not_overwritten_by_its_executable(lode, tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("1")
    assert lode("build", "app.js", "-o", "app.js").returncode != 0
    assert (tmp_path / "app.js").read_text() == "1"


def test_missing_file_and_unknown_option(lode) -> None:
    missing = lode("run", "nowhere.js")
    assert missing.returncode == 1
    assert "Cannot find module" in missing.stderr
    unknown = lode("run", "--no-such-option", "x.js")
    assert unknown.returncode == 9
    assert unknown.stderr == "lode: bad option: --no-such-option\n"


def test_explain_shows_source_beside_the_ir(lode, tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("function add(a, b) {\n  return a + b;\n}\nconsole.log(add(1, 2));\n")
    output = lode("explain", "app.js").stdout
    assert "return a + b;" in output
    assert "│" in output


def test_stages_can_be_dumped(lode, tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("console.log(1);")
    for stage, mark in (("ast", "ExpressionStatement"), ("ir", "get_global"), ("llvm", "define"), ("asm", "ret")):
        done = lode("build", "app.js", "-o", "app", f"--dump={stage}")
        assert done.returncode == 0, done.stderr
        assert mark in done.stdout + done.stderr, stage
