"""What says that only a part of a text is there: a site that wants subscribers, a network that shows the rest when asked."""

from __future__ import annotations

import re

SENTENCE = "The page says that it shows only a part of the article."
_PART_ONLY = re.compile(
    r"il vous reste .{0,40}à (?:lire|découvrir)|réservée? (?:aux|à nos) abonné|article réservé|subscribers only|subscribe to (?:read|continue)|"
    r"للمشتركين فقط|هذا المحتوى خاص بالمشتركين|هذا المقال خاص بالمشتركين|لقراءة بقية المقال",
    re.IGNORECASE,
)
_SIGNS = ("vous reste", "éservé", "ÉSERVÉ", "ubscri", "للمشتركين", "بالمشتركين", "بقية المقال")
"""Pieces of what such lines say: to look for them is quicker."""
_REST = re.compile(
    r"(?:…|\.{2,})\s*(?:\[?\s*(?:en )?(?:voir plus|voir la suite|afficher (?:la suite|plus)|lire la suite|see more|read more|show more|more"
    r"|عرض المزيد|قراءة المزيد|شاهد المزيد|رؤية المزيد|المزيد|اقرأ المزيد|plus)\s*\]?)\s*$",
    re.IGNORECASE,
)
_LAST = 40
_NOTE_WORDS = 40


def says_part(text: str, words: int, *, inside: bool) -> bool:
    """Whether a line says that the rest is for subscribers; or, `inside` the text, ends in the link to the rest ("… عرض المزيد")."""
    if inside and ("…" in text[-_LAST:] or ".." in text[-_LAST:]) and _REST.search(text[-_LAST:]):
        return True
    return words < _NOTE_WORDS and any(map(text.__contains__, _SIGNS)) and _PART_ONLY.search(text) is not None
