"""Regular expressions that are compiled when they are first used.

Compiling all of the program's took a tenth of its start, and the first screen uses a third of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Stands for a compiled expression; each of its methods is this object's own from its first use on."""

    def __init__(self, text: str, flags: int) -> None:
        self._written = (text, flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._written), name)
        self.__dict__[name] = found
        return found


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, at the first use. Raises `re.error` then."""
    return cast("re.Pattern[str]", _Pattern(text, flags))
