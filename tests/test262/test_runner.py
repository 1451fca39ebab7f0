"""The runner itself, on tests of its own; and a sample of the suite where $TEST262_DIR names one."""

from __future__ import annotations

import os
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from . import pool
from .expectations import Expectations, Result, Verdict, update
from .frontmatter import Negative, read_frontmatter
from .suite import Run, Suite, matches, reason_to_skip
from .worker import Harness, Outcome


def test_frontmatter_reads_lists_mappings_and_skips_texts() -> None:
    meta = read_frontmatter("""// A notice.
/*---
description: >
    Prose with flags: [in it]
info: |
    - an item that is no list
features: [let, Symbol.iterator] # a comment
flags:
  - onlyStrict
  - async
includes: [ "compareArray.js",
    propertyHelper.js ]
negative:
  phase: runtime
  type: RangeError
---*/
""")
    assert meta.features == ("let", "Symbol.iterator")
    assert meta.flags == {"onlyStrict", "async"}
    assert meta.includes == ("compareArray.js", "propertyHelper.js")
    assert meta.negative == Negative("runtime", "RangeError")


@pytest.mark.parametrize(("flags", "modes"), [
    ("", ("sloppy", "strict")), ("[onlyStrict]", ("strict",)), ("[noStrict]", ("sloppy",)), ("[raw]", ("sloppy",)),
    ("[module, async]", ("module",)), ("[async]", ("sloppy", "strict")),
])
def test_modes_follow_flags(flags: str, modes: tuple[str, ...]) -> None:
    assert read_frontmatter(f"/*---\nflags: {flags}\n---*/").modes() == modes


@pytest.mark.parametrize("source", ["var a;", "/*---\nnegative: {phase: later, type: Error}\n---*/"])
def test_unreadable_frontmatter_is_an_error(source: str) -> None:
    with pytest.raises(ValueError, match=r"metadata|phase"):
        read_frontmatter(source)


def test_harness_of_a_run() -> None:
    plain = read_frontmatter("/*---\nflags: [async]\nincludes: [a.js]\n---*/")
    assert Run("t.js", "sloppy", plain).harness() == ("assert.js", "sta.js", "doneprintHandle.js", "a.js")
    assert Run("t.js", "sloppy", read_frontmatter("/*---\nflags: [raw]\n---*/")).harness() == ()


def test_features_that_are_never_run() -> None:
    assert reason_to_skip(read_frontmatter("/*---\nfeatures: [let, decorators]\n---*/")) is not None
    assert reason_to_skip(read_frontmatter("/*---\nfeatures: [let]\n---*/")) is None


def test_patterns_cover_folders_and_globs() -> None:
    path = "language/statements/if/a.js"
    assert matches(path, "language/statements") and matches(path, "*/if/*") and matches(path, path)
    assert not matches(path, "language/state")


EXPECTED = """\
# comment
a/one.js (strict): only in strict code
a/two.js: both ways
b/*: a whole folder
feature late: not there yet
"""


def test_expected_failures_are_as_expected() -> None:
    results = [Result("a/one.js (sloppy)", True), Result("a/one.js (strict)", False), Result("a/two.js (sloppy)", True),
               Result("a/two.js (strict)", False), Result("b/x.js (sloppy)", True), Result("b/y.js (sloppy)", False),
               Result("c/z.js (sloppy)", False, ("early", "late"))]
    assert Expectations(EXPECTED.splitlines()).check(results).ok


def test_unexpected_failures_and_passes() -> None:
    results = [Result("a/one.js (sloppy)", False), Result("a/one.js (strict)", True), Result("a/two.js (sloppy)", True),
               Result("a/two.js (strict)", True), Result("b/x.js (sloppy)", True), Result("c/z.js (sloppy)", False)]
    verdict = Expectations(EXPECTED.splitlines()).check(results)
    assert verdict.unexpected_failures == ["a/one.js (sloppy)", "c/z.js (sloppy)"]
    assert verdict.unexpected_passes == ["a/one.js (strict)", "a/two.js (sloppy)", "a/two.js (strict)", "b/*"]


def test_update_of_the_expected_failures(tmp_path: Path) -> None:
    path = tmp_path / "expected.txt"
    path.write_text("# kept\na.js: passes now\nb.js (strict): passes now\nc/*: stays\n")
    verdict = Verdict(["d.js (sloppy)", "d.js (strict)", "e.js (strict)"], ["a.js (sloppy)", "b.js (strict)"])
    update(path, verdict, {"a.js (sloppy)": "", "b.js (strict)": "", "d.js (sloppy)": "no", "d.js (strict)": "no",
                           "e.js (sloppy)": "", "e.js (strict)": "never"})
    assert path.read_text() == "# kept\nc/*: stays\nd.js: no\ne.js (strict): never\n"


@pytest.mark.parametrize("line", ["a.js", "a.js:", "a.js: "])
def test_expected_failure_needs_a_reason(line: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        Expectations([line])


def make_suite(root: Path, tests: dict[str, str]) -> Suite:
    """A suite with the least harness."""
    (root / "harness").mkdir()
    (root / "harness" / "assert.js").write_text("function assert(ok) { if (!ok) throw new Test262Error('no'); }")
    (root / "harness" / "sta.js").write_text("function Test262Error(message) { this.message = message; }")
    (root / "harness" / "doneprintHandle.js").write_text(
        "function $DONE(error) { print(error ? 'Test262:AsyncTestFailure:' + error : 'Test262:AsyncTestComplete'); }")
    for name, text in tests.items():
        path = root / "test" / "language" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Suite(root)


TESTS = {
    "passes.js": "/*---\n---*/ assert(this === $262.global);",
    "fails.js": "/*---\n---*/ assert(false);",
    "strict.js": "/*---\nflags: [onlyStrict]\n---*/ assert((function () { return this; })() === undefined);",
    "early.js": "/*---\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/ let a; let a;",
    "late.js": "/*---\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/ throw new SyntaxError();",
    "thrown.js": "/*---\nnegative: {phase: runtime, type: TypeError}\n---*/ null.a;",
    "other.js": "/*---\nnegative: {phase: runtime, type: TypeError}\n---*/ absent;",
    "module.js": "/*---\nflags: [module]\n---*/ "
                 "import { a } from './module_FIXTURE.js'; assert(a === 1 && this === undefined);",
    "module_FIXTURE.js": "export let a = 1;",
    "unresolved.js": "/*---\nflags: [module]\nnegative: {phase: resolution, type: SyntaxError}\n---*/ "
                     "import { b } from './module_FIXTURE.js';",
    "async.js": "/*---\nflags: [async]\n---*/ Promise.resolve().then(() => $DONE());",
    "never.js": "/*---\nflags: [async]\n---*/ Promise.resolve();",
    "decorated.js": "/*---\nfeatures: [decorators]\n---*/ @a class A {}",
}


def test_command_reports_what_fails(tmp_path: Path) -> None:
    suite = make_suite(tmp_path, TESTS)
    failures = tmp_path / "failures.txt"
    command = [sys.executable, "-m", "tests.test262", "language", "--jobs", "1", "--list-failures", str(failures),
               "--expected", str(tmp_path / "expected.txt")]
    (tmp_path / "expected.txt").write_text(
        "language/fails.js: wrong\nlanguage/late.js: late\nlanguage/other.js: another\nlanguage/never.js: hangs\n")
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False,
                          env={"TEST262_DIR": str(suite.root), "PATH": "/usr/bin:/bin"})
    lines = failures.read_text().splitlines()
    assert sorted({line.split(" ", 1)[0] for line in lines}) == [
        "language/fails.js", "language/late.js", "language/never.js", "language/other.js"], done.stderr
    assert "language/fails.js (strict): Test262Error: no" in lines
    assert "language/other.js (sloppy): ReferenceError instead of TypeError" in lines
    assert done.returncode == 0, done.stdout
    assert "decorators" in done.stdout


@pytest.mark.slow
def test_sample_of_the_suite() -> None:
    if Suite.find() is None:
        pytest.skip("TEST262_DIR names no checkout of test262")
    command = [sys.executable, "-m", "tests.test262", "language", "annexB/language", "--every", "100"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def serve_but_die(suite: Suite, harness: Harness, opt_level: int, pipe: Connection) -> None:
    """A worker that some runs kill."""
    while runs := pipe.recv():
        if any(run.name.startswith("kills") for run in runs):
            os._exit(3)
        pipe.send([Outcome(run.name, "") for run in runs])
    os._exit(0)


def test_every_run_has_an_outcome_when_some_kill_their_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_serve", serve_but_die)
    monkeypatch.setattr(pool, "Harness", lambda *_: None)
    meta = read_frontmatter("/*---\nflags: [onlyStrict]\n---*/")
    runs = [Run(f"{'kills' if n in (0, 21, 48) else 'passes'}{n}.js", "strict", meta) for n in range(100)]
    outcomes = list(pool.run_all(make_suite(tmp_path, {}), runs, opt_level=0, jobs=2, harness=[]))
    assert sorted(o.name for o in outcomes) == sorted(run.name for run in runs)
    assert {o.name for o in outcomes if not o.passed} == {run.name for run in runs if run.name.startswith("kills")}
