"""What must stand in a text that holds a date of some kind, and is quick to look for: most lines have none of it.

Names are looked for one after the other: all in one expression take two to four times as long. Texts are folded as
`importers.fields.date_patterns` has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from store.text.months import MONTHS, ORDINALS

Sign = Callable[[str], bool]


def any_of(names: Iterable[str]) -> Sign:
    """Whether one of these names stands in a text, be it inside of a word."""
    every = frozenset(names)
    least = tuple(sorted(name for name in every if not any(other in name for other in every - {name})))

    def holds(folded: str) -> bool:
        for name in least:  # noqa: SIM110 - any() takes twice as long, in the innermost loop of an import
            if name in folded:
                return True
        return False

    return holds


def matching(pattern: str) -> Sign:
    """Whether this expression matches somewhere in a text."""
    search = re.compile(pattern).search
    return lambda folded: search(folded) is not None


_ORDINALS = "|".join(map(re.escape, ORDINALS))
_BETWEEN = r" ?(?:من |of |de )?(?:شهر )?(?:- ?|[،,./]? ?)"
"""What may stand between a day and its month, as in `date_patterns`."""
_DAY = re.compile(f"(?:[0-9](?: ?er|[°o]|st|nd|rd|th)?|{_ORDINALS}){_BETWEEN}$")
_LOOKED_BACK = max(map(len, ORDINALS)) + 16
_BEGINNINGS = tuple(
    name for name in MONTHS if not any(name != other and name.startswith(other) for other in MONTHS)
)
"""Names of months, but for those that begin with another one, which stands in the same place then."""


def day_before_month(folded: str) -> bool:
    """Whether what may be a day stands right before what may be a month."""
    for name in _BEGINNINGS:
        at = folded.find(name)
        while at >= 0:
            if _DAY.search(folded, max(0, at - _LOOKED_BACK), at):
                return True
            at = folded.find(name, at + 1)
    return False
