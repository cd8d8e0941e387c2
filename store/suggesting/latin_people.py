"""People named in Latin letters: behind a form of address, or before what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from store.suggesting.words import Words


class LatinName(NamedTuple):
    """A name from word `first` to word `last`, by which rule it is a person's, and the role written behind it."""

    first: int
    last: int
    rule: str
    role: str


_LATIN_ROLE = (
    "président|présidente|directeur|directrice|secrétaire|ministre|coordinateur|coordinatrice|coordonnateur|coordonnatrice|"
    "avocat|avocate|délégué|déléguée|représentant|représentante|membre|porte-parole|gouverneur|wali|ambassadeur|"
    "ambassadrice|rapporteur|rapporteure|militant|militante|journaliste|professeur|chercheur|chercheuse|vice-président|"
    "vice-présidente|president|director|chair|chairperson|minister|coordinator|lawyer|representative|spokesperson|head"
)
_PART = r"(?:[A-ZÀ-Ý][a-zà-ÿ’'-]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?|El|Al|Ben|Aït|Ait)"
_LATIN_NAME = rf"{_PART}(?:[ \u00a0]{_PART}){{1,3}}"
_HONOURED = re.compile(rf"\b(?:M\.|Mme|Mlle|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Me)[ \u00a0]({_LATIN_NAME})")
_APPOSED = re.compile(
    rf"(?<![A-Za-zÀ-ÿ’'-][ \u00a0])\b({_LATIN_NAME}),[ \u00a0](?:la[ \u00a0]|le[ \u00a0]|l['’]|the[ \u00a0])?"
    rf"((?:{_LATIN_ROLE})\b[^,;.:()\n]{{0,80}})"
)
_NO_LATIN = frozenset(
    """
    le la les un une des du de ce cette ces selon pour dans avec par lors ainsi mais et the this in on at for
    conseil national commission association ministere organisation royaume nations unies
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
"""Capitalised words that begin a sentence or an institution, not a name."""


def names(text: Words) -> Iterator[LatinName]:
    """Names in Latin letters behind a title or before a role."""
    for pattern, rule in ((_HONOURED, "title"), (_APPOSED, "role behind")):
        for found in pattern.finditer(text.text):
            inside = [
                at
                for at, token in enumerate(text.tokens)
                if token.start >= found.start(1) and token.end <= found.end(1)
            ]
            if len(inside) >= 2 and not any(text.words[at] in _NO_LATIN for at in inside):
                role = found[2].strip() if rule == "role behind" else ""
                yield LatinName(inside[0], inside[-1], rule, role)
