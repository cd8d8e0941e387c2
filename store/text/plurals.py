"""Broken plurals: words whose plural is another shape of the same letters, which no ending tells.

`plurals.txt` has those that the documents of the field are written with. A singular in a query finds its plurals; a plural does not find
the singular, which is mostly about something else (وثائق asks for a file of documents, not for every document).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from store.text.fold import fold


@cache
def _plurals() -> dict[str, tuple[str, ...]]:
    """Folded singular → folded plurals. Two singulars that fold alike have the plurals of both."""
    found: dict[str, dict[str, None]] = {}
    for line in Path(__file__).with_name("plurals.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            singular, *plurals = fold(line).split()
            found.setdefault(singular, {}).update(dict.fromkeys(plurals))
    return {singular: tuple(plurals) for singular, plurals in found.items()}


def broken_plurals(word: str) -> tuple[str, ...]:
    """The broken plurals of a folded singular without its article; none for most words.

    >>> broken_plurals("تقرير"), broken_plurals("تقارير")
    (('تقارير',), ())
    """
    return _plurals().get(word, ())
