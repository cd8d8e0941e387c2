"""A facet's value as a term of the query, put in and taken out as text, so that one sees what narrows the results."""

from __future__ import annotations

import re
from typing import Literal

FacetKind = Literal["tag", "source", "date"]


def term(kind: FacetKind, value: str) -> str:
    """The query's term for this value: ``tag:"مدرسة التكوين"``, ``date:2019``. In quotation marks no word is an operator."""
    if kind == "date":
        return f"date:{value}"
    return f'{kind}:"{" ".join(value.replace(chr(34), " ").split())}"'


def has_term(query: str, wanted: str) -> bool:
    """Whether the query has this term, on its own and not negated."""
    return _place(query, wanted) is not None


def toggled(query: str, wanted: str) -> str:
    """The query with this term, or without it if it was there."""
    place = _place(query, wanted)
    if place is None:
        # The blank at the end says that the word is finished: it does not match as a beginning any more.
        return f"{query.strip()} {wanted} ".lstrip()
    return " ".join(f"{query[: place[0]]} {query[place[1] :]}".split())


def _place(query: str, wanted: str) -> tuple[int, int] | None:
    found = re.search(rf"(?<!\S){re.escape(wanted)}(?!\S)", query)
    return found.span() if found else None
