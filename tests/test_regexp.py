"""The RegExp engine alone, against what node answered for the same cases.

``tests/regexp_expected.txt`` is written by ``node tests/regexp_record.js > tests/regexp_expected.txt``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    "tests/runtime/regexp_driver.c",
    *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "runtime/regexp").glob("*.c") if p.name != "cache.c"),
    "runtime/unicode/case.c",
    "runtime/unicode/properties.c",
    "runtime/unicode/white_space.c",
)


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The engine with a driver that reads cases from its standard input."""
    out = tmp_path_factory.mktemp("regexp") / "regexp_driver"
    command = [sys.executable, "-m", "ziglang", "cc", "-std=gnu11", "-O1", "-g", "-fsanitize=undefined",
               "-fno-sanitize-recover=undefined", "-Iruntime", "-o", str(out), *SOURCES]
    subprocess.run(command, cwd=ROOT, check=True)
    return out


def _run(driver: Path, lines: list[str]) -> list[str]:
    result = subprocess.run([str(driver)], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return result.stdout.splitlines()


def _hex(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex() or "-"


def _text(digits: str) -> str:
    return "" if digits == "-" else bytes.fromhex(digits).decode("utf-16-be", "surrogatepass")


def test_answers_of_node(driver: Path) -> None:
    lines = (ROOT / "tests/regexp_expected.txt").read_text(encoding="ascii").splitlines()
    cases, expected = lines[::2], lines[1::2]
    answers = _run(driver, cases)
    wrong = []
    for case, want, got in zip(cases, expected, answers, strict=True):
        if want != got:
            flags, pattern, subject, start = case.split()
            wrong.append(f"flags {flags} /{_text(pattern)!a}/ on {_text(subject)!a} from {start}: {got}, not {want}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|a)*b", "(a+)+b", "(?:a?)*?b", "(a|aa)+$b", "(?:(?:a*)*)*b",
                                     "a*a*a*a*a*b",
                                     "(a?){30}a{30}b", "(?:(a{1,3}){1,20}){2,}b", "(?:(?:a|aa){5,}|a){3}b"])
def test_explosive_patterns_fail_soon(driver: Path, pattern: str) -> None:
    """Backtracking through all ways would outlast any limit of the driver's."""
    assert _run(driver, [f"0 {_hex(pattern)} {_hex('a' * 2000)} 0"]) == ["none"]


@pytest.mark.parametrize(
    ("flags", "pattern", "subject", "expected"),
    [
        # newer than the engine that the cases were recorded with
        (0, "(?i:a)b", "Ab", "0,2"),
        (0, "(?i:a)b", "AB", "none"),
        (4, "(?-i:a)b", "aB", "0,2"),
        (4, "(?-i:a)b", "AB", "none"),
        (0, "(?s:.)(?m:^)a", "\na", "0,2"),
        (0, "(?ii:a)", "", "error Repeated flag in flag group"),
        (0, "(?-:a)", "", "error Invalid flag group"),
        (0, "(?i--m:a)", "", "error Multiple dashes in flag group"),
        (0, "(?<y>a)|(?<y>b)", "b", "0,1 -1,-1 0,1"),
        (0, "(?:(?<y>a)|(?<y>b))\\k<y>", "abb", "1,3 -1,-1 1,2"),
        (0, "(?<y>a)(?<y>b)", "", "error Duplicate capture group name"),
        (0, "(?:(?<y>a)|x)(?<y>b)", "", "error Duplicate capture group name"),
    ],
)
def test_match(driver: Path, flags: int, pattern: str, subject: str, expected: str) -> None:
    assert _run(driver, [f"{flags} {_hex(pattern)} {_hex(subject)} 0"]) == [expected]


def test_deep_nesting_is_refused_or_compiled(driver: Path) -> None:
    for depth in (1000, 50000):
        pattern = "(" * depth + "a" + ")" * depth
        (answer,) = _run(driver, [f"0 {_hex(pattern)} {_hex('a')} 0"])
        assert answer.startswith("0,1") or answer == "error Regular expression too large"


def test_backtrack_stack_has_a_ceiling(driver: Path) -> None:
    (answer,) = _run(driver, [f"0 {_hex('(?:(a)|b)*c')} {_hex('ab' * 50000)} 0"])
    assert answer in ("none", "overflow")
