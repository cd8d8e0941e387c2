"""`python -m tests.soak`: the long runs, with what was counted. $SOAK_MINUTES ends them early; $SOAK_SEED repeats one."""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.soak import faults, kills, power, together
from tests.soak.acknowledged import Broken
from tests.soak.recorded import recorder

KILLS, CUTS, FAULTS, TOGETHER = 1000, 500, 200, 20
RECORDED_STEPS = 40


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run them all; 1 where anything was lost."""
    minutes = float(os.environ.get("SOAK_MINUTES", "60"))
    seed = int(os.environ.get("SOAK_SEED", "") or random.SystemRandom().randrange(10**6))
    begin = time.monotonic()
    _tell(f"seed {seed}, at most {minutes:g} minutes")
    shares = {"kills": 0.5, "power cuts": 0.7, "faults": 0.95, "side by side": 1.0}
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        folder = Path(name)
        library = recorder(folder)
        for what, share in shares.items():

            def late(share: float = share) -> bool:
                return time.monotonic() - begin > minutes * 60 * share

            place = folder / what.replace(" ", "-")
            place.mkdir()
            started = time.monotonic()
            try:
                if what == "kills":
                    counts = kills.run(place, KILLS, seed, late)
                elif what == "side by side":
                    counts = together.run(place, TOGETHER, late)
                elif library is None:
                    _tell(f"{what}: left out, there is no C compiler")
                    continue
                elif what == "power cuts":
                    counts = power.run(place, power.record(library, place, RECORDED_STEPS), CUTS, seed, late)
                else:
                    counts = faults.run(library, place, FAULTS, seed, late)
            except Broken as error:
                _tell(f"{what}: BROKEN: {error}")
                return 1
            shown = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
            _tell(f"{what}: {shown}; nothing lost ({time.monotonic() - started:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
