"""When the app looks for garbage: in the pauses between keys, not while a key takes effect.

Left to itself Python looks through all that was made since the start, a quarter of a million objects in a long session, once a
second of steady work: 50 to 130 ms in which no key is answered, which was most of the slowest twentieth of all keys.
"""

from __future__ import annotations

import gc
from typing import Final

PAUSE: Final = 0.7
"""Seconds without a key after which what is new is looked through."""
LONG_PAUSE: Final = 30.0
"""Seconds without a key after which also what was there before is looked through."""
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
    """Looks for garbage once in every pause in which there may be some.

    What outlives a look with nothing open stays, as what was made at the start: the next look passes over it and takes some
    milliseconds instead of a hundred. A long pause is for looking through all of it again.
    """

    def __init__(self) -> None:
        self._key = self._key_of_all = 0
        """The number of the key after which there was a look last, and one through everything."""

    def look(self, key: int, idle: float, *, at_rest: bool) -> bool:
        """Collect garbage if the last key, `key` by its number, is long enough ago; whether it was done.

        `at_rest` says that nothing is open which will soon be gone.
        """
        _, middle, old = gc.get_count()
        everything = idle >= LONG_PAUSE and key != self._key_of_all
        if idle < PAUSE or not (everything or old or (middle and key != self._key)):
            return False
        self._key = key
        if everything:
            self._key_of_all = key
            gc.unfreeze()
        gc.collect()
        if at_rest:
            gc.freeze()
        return True
