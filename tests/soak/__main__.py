"""`python -m tests.soak [PART…]`: the long runs, all or some, and a table of what was asked for and what was done.

SOAK          how much of each, 1 if not set: 0.2 for a fifth, 3 for a night
SOAK_MINUTES  after so many it ends, each part within its share; what was not done is in the table
SOAK_AT_ONCE  so many parts at a time, each in a process of its own; 1 if not set
SOAK_FUZZ_MINUTES  so many for fuzzing, half by chance, half led by coverage; 20 if not set, 120 for a night
SOAK_SEED     repeats a run
SOAK_KEEP     a folder for what broke; else nothing stays
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.soak.parts import PARTS, Done, minutes, run_all


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _table(all_done: list[Done]) -> None:
    """What was asked for and what was done, a line a part."""
    _tell(f"{'part':18}{'asked':>7}{'done':>7}{'s':>7}  ended; counts")
    for done in all_done:
        part = PARTS[done.name]
        rest = ", ".join(
            f"{name} {count}" for name, count in sorted(done.counts.items()) if name != part.counted
        )
        shown = f"{done.ended}; {rest}" if rest else done.ended
        _tell(f"{done.name:18}{done.wanted:7}{done.counts[part.counted]:7}{done.seconds:7.0f}  {shown}")


def main(words: list[str]) -> int:
    """Run the parts; 1 where anything was lost or broken, 2 for a part that there is not."""
    if unknown := set(words) - set(PARTS):
        _tell(f"there is no {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}")
        return 2
    seed = int(os.environ.get("SOAK_SEED") or random.SystemRandom().randrange(10**6))
    amount = os.environ.get("SOAK") or 1
    _tell(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, seed {seed}, {amount} of each, at most {minutes():g} minutes"
    )
    all_done = []
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        folder = Path(os.environ.get("SOAK_KEEP") or name)
        for done in run_all(words or list(PARTS), folder, seed):
            all_done.append(done)
            _table([done])
    _tell("")
    _table(sorted(all_done, key=lambda done: list(PARTS).index(done.name)))
    return 1 if any(done.ended.startswith("BROKEN") for done in all_done) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
