"""Records what node prints for each program: ``python -m tests.differential.record [NAME…]``."""

from __future__ import annotations

import sys

from .suite import EXPECTED, program_names, program_path, run


def main() -> int:
    wanted = sys.argv[1:] or program_names()
    for name in wanted:
        outcome = run(["node", str(program_path(name))])
        target = EXPECTED / f"{name}.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(outcome.text(), encoding="utf-8")
    known = {EXPECTED / f"{name}.txt" for name in program_names()}
    for stale in set(EXPECTED.rglob("*.txt")) - known:
        stale.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
