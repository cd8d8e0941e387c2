"""When the app looks for garbage: in the pauses between keys, not while a key takes effect.

Left to itself Python looks through all that was made since the start, a quarter of a million objects in a long session, once a
second of steady work: 50 to 130 ms in which no key is answered, which was most of the slowest twentieth of all keys.
"""

from __future__ import annotations

import gc
from typing import Final

PAUSE: Final = 0.7
"""Seconds without a key after which everything is looked through."""
LOOK: Final = 0.35
"""Seconds between two looks whether there is such a pause."""
LIMITS: Final = (10_000, 10, 25)
"""Objects made after which the young ones are looked through (a millisecond), how often until the middle-aged ones are, and how often
until all are though there was no pause: two and a half million objects, in which some 20 MB of garbage come together."""


def keep_what_is_there() -> None:
    """What was made until now stays for good: it need not be looked through again. From here on look for garbage."""
    gc.freeze()
    gc.set_threshold(*LIMITS)
    gc.enable()


class Pauses:
    """Looks through everything once in every pause in which there may be something to find."""

    def __init__(self) -> None:
        self._key = 0
        """The number of the key after which all was looked through last."""

    def look(self, key: int, idle: float) -> bool:
        """Collect garbage if the last key, `key` by its number, is long enough ago; whether it was done."""
        _, middle, old = gc.get_count()
        if idle < PAUSE or not (old or (middle and key != self._key)):
            return False
        self._key = key
        gc.collect()
        return True
