"""The time that stands before a date: "10:33 - 12 مايو 2021", "على الساعة 9:30 صباحا من يوم الاثنين 4 ماي 2020".

Between both stands a sign or a word: figures beside a date with only a space between may be the length of a film.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

HALVES = (
    r"(?:صباحا?|فجرا|مساءا?|ظهرا|عصرا|زوالا|بعد (?:ال)?(?:ظهر|زوال)|عشيه|ليلا|[صم])(?![\u0621-\u064a])"
    r"|[ap]\.?m\b|du (?:matin|soir)\b|de l'apres-midi\b"
)
"""The halves of a day, in folded text."""
_PARTS = "صباح|مساء|زوال|ظهر|عصر|ليله|بعد زوال|بعد ظهر"
"""The same said of the day that follows: "8:30 من مساء الجمعة"."""
_BEFORE = re.compile(
    r"(?<![0-9:/.-])(?P<hour>[01]?[0-9]|2[0-3])[:h](?P<minute>[0-5][0-9])(?::[0-5][0-9])?"
    rf"(?: ?(?P<half>{HALVES}))?(?: ?[-–،,|·•] ?| (?:من )?(?:(?P<part>{_PARTS}) )?(?:ال)?يوم | (?:من )?(?P<of_day>{_PARTS}) | (?:le|on|du) )$"
)
_LOOKED_BACK = 48


def clock_before(folded: str, start: int) -> tuple[int, Mapping[str, str | None]] | None:
    """Where the time before the date at `start` begins, with its hour, minute and half of the day; None if there is none."""
    from_here = max(0, start - _LOOKED_BACK)
    found = _BEFORE.search(folded[from_here:start])
    if found is None:
        return None
    half = found["half"] or found["part"] or found["of_day"]
    return from_here + found.start(), {"hour": found["hour"], "minute": found["minute"], "half": half}
