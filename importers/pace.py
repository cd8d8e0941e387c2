"""How fast an import goes, and how long it will take: from what was done lately, as the files of a folder differ much."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

_LATELY = 15.0
"""Seconds over which the rate is taken."""
_APART = 0.25
"""Seconds between two looks that are remembered."""
_SOON = 1.0
"""Seconds before which nothing is said: the first files wait for the processes that read them to start."""


class Pace:
    """Files a second, and seconds that the rest takes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._looks: deque[tuple[float, int]] = deque([(clock(), 0)])

    def at(self, done: int) -> float | None:
        """Files a second lately, now that so many are done; None where it is too early to say."""
        now = self._clock()
        if now - self._looks[-1][0] >= _APART:
            self._looks.append((now, done))
        while len(self._looks) > 2 and now - self._looks[0][0] > _LATELY:
            self._looks.popleft()
        since, before = self._looks[0]
        if now - since < _SOON or done <= before:
            return None
        return (done - before) / (now - since)
