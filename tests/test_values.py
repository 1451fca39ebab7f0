"""Strings, atoms and the conversions between numbers and text (runtime/value)."""

from __future__ import annotations

import json
import math
import shutil
import struct
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
VALUE = ROOT / "runtime" / "value"
NODE = shutil.which("node")
CC = [sys.executable, "-m", "ziglang", "cc", "-std=gnu11", "-O1", "-Wno-gnu-variable-sized-type-not-at-end"]

doubles = st.floats(allow_nan=False, allow_infinity=False, width=64)
any_bits = st.integers(0, 2**64 - 1).map(lambda n: struct.unpack(">d", n.to_bytes(8, "big"))[0]).filter(math.isfinite)
decimals = st.builds(lambda n, e: float(f"{n}e{e}"), st.integers(1, 10**17), st.integers(-340, 290)).filter(
    math.isfinite
)
thousandths = st.integers(0, 10**8).map(lambda n: n / 1000)
fixed_numbers = st.floats(0, 1e21, exclude_max=True) | st.floats(0, 1000) | thousandths
numbers = doubles | any_bits | decimals


@pytest.fixture(scope="session")
def number_text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """tests/runtime/number_text.c, compiled."""
    program = tmp_path_factory.mktemp("values") / "number_text"
    sources = [ROOT / "tests/runtime/number_text.c", *(VALUE / f"number_{x}.c" for x in ("format", "exact", "parse"))]
    sources.append(ROOT / "runtime/unicode/white_space.c")
    subprocess.run([*CC, f"-I{ROOT / 'runtime'}", *map(str, sources), "-o", str(program), "-lm"], check=True)
    return program


def ask(program: Path, lines: list[str]) -> list[str]:
    """What the program answers, a line each."""
    done = subprocess.run([program], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    answers = done.stdout.splitlines()
    assert len(answers) == len(lines)
    return answers


def bits(d: float) -> str:
    """The program's notation of a double."""
    return struct.pack(">d", d).hex()


def number_to_string(d: float) -> str:
    """Number::toString (6.1.6.1.20) by way of Python's repr, which gives the same shortest digits."""
    if d == 0:
        return "0"
    sign = "-" if d < 0 else ""
    _, all_digits, exponent = Decimal(repr(abs(d))).as_tuple()
    text = "".join(map(str, all_digits))
    digits = text.rstrip("0")
    assert isinstance(exponent, int)
    k, n = len(digits), len(text) + exponent
    if k <= n <= 21:
        return sign + digits + "0" * (n - k)
    if 0 < n <= 21:
        return sign + digits[:n] + "." + digits[n:]
    if -6 < n <= 0:
        return sign + "0." + "0" * -n + digits
    fraction = "." + digits[1:] if k > 1 else ""
    return f"{sign}{digits[0]}{fraction}e{'+' if n > 0 else '-'}{abs(n - 1)}"


@settings(max_examples=60, deadline=None)
@given(st.lists(numbers, min_size=200, max_size=400))
def test_number_to_string_is_the_shortest_that_reads_back(number_text: Path, values: list[float]) -> None:
    assert ask(number_text, [f"s {bits(d)}" for d in values]) == [number_to_string(d) for d in values]


@pytest.mark.parametrize(
    ("d", "text"),
    [
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (1e21, "1e+21"),
        (1e-7, "1e-7"),
        (123456789012345680000.0, "123456789012345680000"),
        (0.000001, "0.000001"),
        (-0.0, "0"),
        (2.0**-1022, "2.2250738585072014e-308"),
        (9007199254740993.0, "9007199254740992"),
        (1e23, "1e+23"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (math.nan, "NaN"),
    ],
)
def test_number_to_string(number_text: Path, d: float, text: str) -> None:
    assert ask(number_text, [f"s {bits(d)}"]) == [text]


some_digits = st.text("0123456789", min_size=1, max_size=25)
digit_text = some_digits | st.builds(lambda a, n, b: a + "0" * n + b, some_digits, st.integers(0, 900), some_digits)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(digit_text, digit_text, st.integers(-360, 330)), min_size=10, max_size=40))
def test_string_to_number_rounds_exactly(number_text: Path, parts: list[tuple[str, str, int]]) -> None:
    texts = [f"{a}.{b}e{e - len(a)}" for a, b, e in parts]
    assert ask(number_text, [f"n {t}" for t in texts]) == [bits(float(t)) for t in texts]


@settings(max_examples=40, deadline=None)
@given(st.lists(numbers.map(abs), min_size=20, max_size=60))
def test_string_to_number_on_halfway_points(number_text: Path, values: list[float]) -> None:
    texts = []
    with localcontext() as context:
        context.prec = 1200
        for d in values:
            above = math.nextafter(d, math.inf)
            if math.isinf(above):
                continue
            half = (Decimal(d) + Decimal(above)) / 2
            texts += [
                f"{half:e}",
                f"{half:e}".replace("e", "0000000000000000000001e") if "." in f"{half:e}" else f"{d!r}",
            ]
    assert ask(number_text, [f"n {t}" for t in texts]) == [bits(float(t)) for t in texts]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", 0.0),
        ("  \t 12 ", 12.0),
        ("0x1F", 31.0),
        ("0b101", 5.0),
        ("0o17", 15.0),
        ("-0", -0.0),
        ("+.5", 0.5),
        ("5.", 5.0),
        ("Infinity", math.inf),
        ("-Infinity", -math.inf),
        ("0x20000000000001", 9007199254740992.0),
        ("0x20000000000003", 9007199254740996.0),
        ("1e1000", math.inf),
        ("1e-1000", 0.0),
        ("2.4703282292062328e-324", 5e-324),
        ("2.4703282292062327e-324", 0.0),
        ("1" + "0" * 400, math.inf),
        ("0." + "0" * 400 + "1", 0.0),
        ("0e99999999999999999999", 0.0),
    ],
)
def test_string_to_number(number_text: Path, text: str, value: float) -> None:
    assert ask(number_text, [f"n {text}"]) == [bits(value)]


@pytest.mark.parametrize(
    "text", ["-0x10", "0x", "1_0", ".", "e5", "1e", "1e+", "12px", "infinity", "0b2", "+-1", "1 2", "--1"]
)
def test_string_to_number_is_nan(number_text: Path, text: str) -> None:
    assert math.isnan(struct.unpack(">d", bytes.fromhex(ask(number_text, [f"n {text}"])[0]))[0])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(fixed_numbers, st.integers(0, 100)), min_size=50, max_size=100))
def test_to_fixed_is_exact(number_text: Path, values: list[tuple[float, int]]) -> None:
    with localcontext() as context:
        context.prec = 1300
        expected = [f"{Decimal(abs(d)).quantize(Decimal(1).scaleb(-f), ROUND_HALF_UP):f}" for d, f in values]
    assert ask(number_text, [f"f {f} {bits(abs(d))}" for d, f in values]) == expected


@pytest.mark.skipif(NODE is None, reason="node is not on PATH")
@settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.tuples(numbers.filter(lambda d: d != 0), st.integers(2, 36), st.integers(1, 100)), min_size=300, max_size=600
    )
)
def test_radix_precision_and_exponential_as_node_has_them(
    number_text: Path, values: list[tuple[float, int, int]]
) -> None:
    lines, calls = [], []
    for d, radix, digits in values:
        if radix != 10:
            lines.append(f"r {radix} {bits(d)}")
            calls.append([bits(d), "toString", radix])
        lines += [f"p {digits} {bits(d)}", f"x {digits} {bits(d)}"]
        calls += [[bits(d), "toPrecision", digits], [bits(d), "toExponential", digits]]
    script = """
      const calls = JSON.parse(require('fs').readFileSync(0));
      for (const [h, f, n] of calls) console.log(Buffer.from(h, 'hex').readDoubleBE(0)[f](n));
    """
    assert NODE
    node = subprocess.run([NODE, "-e", script], input=json.dumps(calls), capture_output=True, text=True, check=True)
    assert ask(number_text, lines) == node.stdout.splitlines()


@pytest.mark.parametrize("radix", [2, 4, 8, 16, 32])
def test_parse_integer_rounds_powers_of_two_exactly(number_text: Path, radix: int) -> None:
    numbers_ = [
        2**53 + 1,
        2**53 + 3,
        2**64 - 1,
        2**200 + 1,
        2**200 + 2**147,
        2**200 + 2**147 + 1,
        2**1024 - 2**970 - 1,
        2**1024,
    ]
    texts = []
    for n in numbers_:
        digits = ""
        value = n
        while value:
            digits = "0123456789abcdefghijklmnopqrstuv"[value % radix] + digits
            value //= radix
        texts.append(digits)
    expected = [math.inf if n >= 2**1024 - 2**970 else float(n) for n in numbers_]
    assert ask(number_text, [f"i {radix} {t}" for t in texts]) == [bits(d) for d in expected]


def test_generated_powers_are_current() -> None:
    sys.path.insert(0, str(VALUE))
    try:
        import generate_powers  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(VALUE))
    assert generate_powers.OUTPUT.read_text(encoding="ascii") == generate_powers.header()


@pytest.mark.parametrize("stress", ["", "1"])
def test_strings_and_atoms(tmp_path: Path, stress: str) -> None:
    from runtime.build import build

    out = build()
    program = tmp_path / "strings"
    library = [str(out / "liblode.so"), f"-Wl,-rpath,{out}"]
    subprocess.run(
        [*CC, f"-I{ROOT / 'runtime'}", str(ROOT / "tests/runtime/strings.c"), *library, "-o", str(program)], check=True
    )
    environment = {"LODE_GC_STRESS": "2000"} if stress else {}
    done = subprocess.run([program], capture_output=True, text=True, env=environment, timeout=120)
    assert (done.stdout, done.stderr, done.returncode) == ("0 failures\n", "", 0)
