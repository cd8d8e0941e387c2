"""Signs of footnotes on pages and in books: the raised number in a text, and the arrow behind a note that leads back to it.

A number is read in brackets, as in documents: glued to its word ("السلالية1") it would make another word of it.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\s*(?:\d{1,3}|[*†‡]|[a-z])\s*")
_BACK = frozenset("↩↵⏎↑⤴⇑^\ufe0e\ufe0f ")

_CALLS = re.compile(r"(?:^|\s)(?:(?:foot|end)?note-?ref|doc-noteref|sdfootnoteanc|sdendnoteanc)(?:\s|$)")


def calls_a_note(*names: str | None) -> bool:
    """Whether a link's class, role or type says that it leads to a note, so that a style raises it."""
    return any(name and _CALLS.search(name) for name in names)


def bracketed(raised: str) -> str | None:
    """The sign of a note in brackets, from what a link shows that is raised; None if it is no such sign."""
    return f"[{raised.strip()}]" if _NUMBER.fullmatch(raised) else None


def leads_back(shown: str) -> bool:
    """Whether a link shows nothing but an arrow back to where a note belongs."""
    return bool(shown.strip()) and len(shown) <= 4 and _BACK.issuperset(shown)
