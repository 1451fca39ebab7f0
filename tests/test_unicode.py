"""Case mapping, properties and normalisation (runtime/unicode)."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
UNICODE = ROOT / "runtime" / "unicode"
NODE = shutil.which("node")
FORMS = ("NFC", "NFD", "NFKC", "NFKD")


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """tests/runtime/unicode.c, compiled."""
    path = tmp_path_factory.mktemp("unicode") / "unicode"
    sources = [ROOT / "tests/runtime/unicode.c", *UNICODE.glob("*.c")]
    command = [sys.executable, "-m", "ziglang", "cc", "-std=gnu11", "-O1", f"-I{ROOT / 'runtime'}"]
    subprocess.run([*command, *map(str, sources), "-o", str(path)], check=True)
    return path


def assigned(cp: int) -> bool:
    """Is the code point assigned in Python's Unicode version, whose mappings of it are then final?"""
    return unicodedata.category(chr(cp)) != "Cn"


def code_points(text: str) -> str:
    return " ".join(f"{ord(c):x}" for c in text)


def test_full_case_mappings_are_pythons(program: Path) -> None:
    out = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    wrong = []
    for line in out.splitlines():
        cp, upper, lower, _, _ = line.split(",")
        c = chr(int(cp, 16))
        if assigned(ord(c)) and (upper, lower) != (code_points(c.upper()), code_points(c.lower())):
            wrong.append(line)
    assert [w for w in wrong if not newer_case_pair(w)] == []


def newer_case_pair(line: str) -> bool:
    """A mapping to or from a letter that Python's Unicode version doesn't have."""
    points = [int(p, 16) for p in line.replace(",", " ").split()[:3]]
    return not all(assigned(p) for p in points)


def test_white_space_is_regexps(program: Path) -> None:
    out = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    found = [int(line.split(",")[0], 16) for line in out.splitlines() if line.endswith(",1")]
    spaces = [c for c in range(0x10000) if unicodedata.category(chr(c)) == "Zs"]
    assert found == sorted({9, 10, 11, 12, 13, 0x2028, 0x2029, 0xFEFF, *spaces})


def ranges(program: Path, *names: str) -> set[int]:
    """The code points of a property."""
    out = subprocess.run([program, "property", *names], capture_output=True, text=True, check=True).stdout
    pairs = [[int(x, 16) for x in line.split()] for line in out.splitlines()]
    assert all(a[1] + 1 < b[0] for a, b in itertools.pairwise(pairs))
    return {cp for first, last in pairs for cp in range(first, last + 1)}


@pytest.mark.parametrize(
    "category", ["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Nl", "Pc", "Sm", "Zs", "Cf", "Co", "Cs"]
)
def test_general_categories(program: Path, category: str) -> None:
    found = {cp for cp in ranges(program, "gc", category) if assigned(cp)}
    expected = {cp for cp in range(0x110000) if unicodedata.category(chr(cp)) == category}
    assert len(found ^ expected) <= 5  # categories of single characters have been corrected between versions


def test_property_names(program: Path) -> None:
    assert ranges(program, "Script", "Latin") == ranges(program, "sc", "Latn")
    assert ranges(program, "gc", "Uppercase_Letter") == ranges(program, "Lu")
    assert ranges(program, "Any") == set(range(0x110000))
    assert ranges(program, "Assigned") == ranges(program, "Any") - ranges(program, "Cn")
    assert ranges(program, "ASCII") == set(range(128))
    assert ranges(program, "scx", "Hira") > ranges(program, "sc", "Hira")
    assert ranges(program, "sc", "Zzzz") >= ranges(program, "Cn")
    for unknown in (["latin"], ["Script", "latin"], ["gc", "Latin"], ["Block"], ["Block", "Latin"]):
        assert subprocess.run([program, "property", *unknown], check=False).returncode == 1


def utf16(text: str) -> str:
    data = text.encode("utf-16-be", "surrogatepass")
    return " ".join(f"{data[i] << 8 | data[i + 1]:x}" for i in range(0, len(data), 2))


def normalize(program: Path, form: str, texts: list[str]) -> list[str]:
    lines = "\n".join(map(utf16, texts)) + "\n"
    return subprocess.run(
        [program, "normalize", form], input=lines, capture_output=True, text=True, check=True
    ).stdout.splitlines()


@pytest.mark.parametrize("form", FORMS)
def test_normalize_every_code_point(program: Path, form: str) -> None:
    texts = [chr(cp) for cp in range(0x110000) if assigned(cp) and not 0xD800 <= cp < 0xE000]
    wrong = [
        (t, got)
        for t, got in zip(texts, normalize(program, form, texts), strict=True)
        if got != utf16(unicodedata.normalize(form, t))  # type: ignore[arg-type]
    ]
    assert wrong == []


marks = [chr(c) for c in range(0x3000) if unicodedata.combining(chr(c))]
letters = [chr(c) for c in range(0x10000) if unicodedata.decomposition(chr(c))]
pieces = st.sampled_from(marks) | st.sampled_from(letters) | st.sampled_from("aeiouAEO\u1100\u1161\u11a8\uac00")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(pieces, max_size=12).map("".join).filter(bool), min_size=50, max_size=100), st.sampled_from(FORMS)
)
def test_normalize_sequences(program: Path, texts: list[str], form: str) -> None:
    expected = [utf16(unicodedata.normalize(form, t)) for t in texts]  # type: ignore[arg-type]
    assert normalize(program, form, texts) == expected


def test_normalize_keeps_lone_surrogates(program: Path) -> None:
    assert normalize(program, "NFC", ["\ud800", "a\udc00\u0301", "\udc00\ud800"]) == [
        "d800",
        "61 dc00 301",
        "dc00 d800",
    ]


@pytest.mark.npm
@pytest.mark.slow
@pytest.mark.skipif(NODE is None or shutil.which("npm") is None, reason="needs npm and node")
def test_generated_tables_are_current() -> None:
    sys.path.insert(0, str(UNICODE))
    try:
        import generate  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(UNICODE))
    try:
        files = generate.generate()
    except subprocess.CalledProcessError as error:
        pytest.skip(f"no data packages: {error}")
    for name, text in files.items():
        assert (generate.OUTPUT / name).read_text(encoding="utf-8") == text, name
