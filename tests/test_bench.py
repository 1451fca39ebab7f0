"""How ``lode bench`` runs an engine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from compiler.bench import BenchmarkFailed, _run

PYTHON = [sys.executable, "-c"]


def test_times_and_result_are_what_the_engine_prints(tmp_path: Path) -> None:
    figure = _run([*PYTHON, "print('{\"times\": [3, 1, 2], \"result\": \"7\"}')"], "", tmp_path)
    assert (figure.milliseconds, figure.result) == (2, "7")
    assert figure.memory > 1 << 20


def test_an_engine_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    sleeper = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"
    with pytest.raises(BenchmarkFailed, match="more than 1 s"):
        _run([*PYTHON, sleeper], "", tmp_path, limit=1)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_an_engine_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkFailed, match="exit status 3: no"):
        _run([*PYTHON, "import sys; sys.stderr.write('no'); sys.exit(3)"], "", tmp_path)
