"""Words of the shell where the locale knows no letters but the Latin ones."""

from __future__ import annotations

import os
from typing import Any


def as_utf8(word: Any) -> Any:
    """A word, or several, read as UTF-8 where Python could read its bytes by no means (surrogateescape, PEP 383); all else as it is.

    A word that names a file stays as Python has it: so it goes back to the system byte for byte.
    """
    if isinstance(word, tuple):
        return tuple(map(as_utf8, word))
    if not isinstance(word, str) or not any("\udc80" <= char <= "\udcff" for char in word):
        return word
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word
