"""What says that only a part of a text is there: a site that wants subscribers, a network that shows the rest when asked."""

from __future__ import annotations

import re

SENTENCE = "The page says that it shows only a part of the article."
_PART_ONLY = re.compile(
    r"il vous reste .{0,40}à (?:lire|découvrir)|réservée? (?:aux|à nos) abonné|article réservé|subscribers only|subscribe to (?:read|continue)|"
    r"للمشتركين فقط|هذا المحتوى خاص بالمشتركين|هذا المقال خاص بالمشتركين|لقراءة بقية المقال",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?:…|\.{2,})\s*(?:\[?\s*(?:en )?(?:voir plus|voir la suite|afficher (?:la suite|plus)|lire la suite|see more|read more|show more|more"
    r"|عرض المزيد|قراءة المزيد|شاهد المزيد|رؤية المزيد|المزيد|اقرأ المزيد|plus)\s*\]?)\s*$",
    re.IGNORECASE,
)
_NOTE_WORDS = 40


def says_more(text: str) -> bool:
    """Whether a line ends in the link of a network that would have shown the rest ("… عرض المزيد")."""
    return _REST.search(text[-60:]) is not None


def says_part_only(text: str, words: int) -> bool:
    """Whether a short line says that the rest is for subscribers."""
    return words < _NOTE_WORDS and _PART_ONLY.search(text) is not None
