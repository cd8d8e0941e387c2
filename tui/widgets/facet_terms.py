"""A facet's value as a term of the query, put in and taken out as text, so that one sees what narrows the results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from store.errors import BadQuery
from tui import tag_labels
from tui.i18n import N_, is_rtl
from tui.i18n import gettext as _
from tui.patterns import pattern
from tui.widgets.wording import own

if TYPE_CHECKING:
    from store.finding.query import Node, Query

FacetKind = Literal[
    "tag",
    "source",
    "lang",
    "date",
    "is",
    "has",
    "-has",
    "kind",
    "region",
    "place",
    "institution",
    "people",
    "new",
]

_SUBJECTS = ("kind", "place", "institution", "people")
_QUOTES = '"“”„‟«»＂'
"""What ends a value in quotation marks, as `store.finding.query.QUOTES`."""
LANGUAGES = {"ar": N_("Arabic"), "fr": N_("French"), "en": N_("English")}
UNDATED = N_("without a date")
SAID = {
    ("is", "starred"): N_("with a star"),
    ("is", "new"): N_("newly arrived"),
    ("has", "review"): N_("to be checked"),
    ("has", "note"): N_("with a note"),
    ("-has", "date"): UNDATED,
}
"""What these terms are in words."""


_PLAIN = ("date", "lang", "is", "has")
"""Fields whose values need no quotation marks."""
_DATE = pattern(r"\d{4}(?:-\d{2})?")


def term(kind: FacetKind, value: str) -> str:
    """The query's term for this value: ``tag:"مدرسة التكوين"``, ``date:2019``. In quotation marks no word is an operator."""
    if kind in _PLAIN or kind == "-has":
        return f"{kind}:{value}"
    return f'{kind}:"{" ".join("".join(" " if char in _QUOTES else char for char in value).split())}"'


def excluding(wanted: str) -> str:
    """The term that excludes what this one asks for, and the other way round."""
    return wanted[1:] if wanted.startswith("-") else f"-{wanted}"


def both(wanted: str) -> tuple[str, str]:
    """What asks for something, and what excludes it."""
    return wanted, excluding(wanted)


def has_term(query: str, wanted: str) -> bool:
    """Whether the query has this term, on its own and not negated."""
    return _place(query, wanted) is not None


_ACTIVE = pattern(r'(?<!\S)-?(\w+):(?:"([^"]+)"|(\w[\w-]*))(?!\S)')


def active_values(query: str) -> list[tuple[str, str]]:
    """The field and the value of each term in the query that is one of a facet's, asked for or excluded."""
    found = (match.groups() for match in _ACTIVE.finditer(query))
    values = [(field, quoted or plain) for field, quoted, plain in found if (field in _PLAIN) == bool(plain)]
    return [(field, value) for field, value in values if field != "date" or _DATE.fullmatch(value)]


def toggled(query: str, wanted: str) -> str:
    """The query with this term, or without it if it was there.

    What excludes the same is taken out, and of dates those that hold the new one or are held by it: a month takes its year's place.
    """
    place = _place(query, wanted)
    if place is not None:
        return without(query, place)
    for other in (excluding(wanted), *_dates_around(query, wanted)):
        if (there := _place(query, other)) is not None:
            query = without(query, there)
    # The blank at the end says that the word is finished: it does not match as a beginning any more.
    return f"{_as_one(query.strip())} {wanted} ".lstrip()


def _as_one(query: str) -> str:
    """The query so that what is set behind it holds for all of it: behind ``a OR b`` it would narrow ``b`` alone.

    What means nothing yet, as the operator in ``a OR``, is left out, as the search leaves it out: it would take the term for its other
    side.
    """
    from store.finding.query import Or, Query  # noqa: PLC0415 - with the first search, not with the first screen

    while True:
        try:
            return f"({query})" if isinstance(Query.parse(query).root, Or) else query
        except BadQuery as error:
            start, end = error.span
            if start >= end:
                return query
            query = f"{query[:start]}{query[end:]}".strip()


def _dates_around(query: str, wanted: str) -> Sequence[str]:
    """The other terms of dates in the query, where one date is wanted; an article has one, so that two would find nothing."""
    if not wanted.startswith("date:"):
        return ()
    return re.findall(r"(?<!\S)date:\d{4}(?:-\d{2})?(?!\S)", query)


_BRACKETED = re.compile(r'\([^()"]*\)')


def without(query: str, place: tuple[int, int]) -> str:
    """The query without what stands in this place."""
    rest = " ".join(f"{query[: place[0]]} {query[place[1] :]}".split())
    if _BRACKETED.fullmatch(rest):  # what `_as_one` did, for a filter that is gone
        rest = rest[1:-1]
    return f"{rest} " if rest else ""


def _place(query: str, wanted: str) -> tuple[int, int] | None:
    if (
        wanted not in query
    ):  # nearly always: a pattern for each value of the filters would have to be compiled
        return None
    found = re.search(rf"(?<!\S){re.escape(wanted)}(?!\S)", query)
    return found.span() if found else None


# What narrows the results


def filters(query: Query) -> list[Node]:
    """The parts of a query that filter: fields compared whole and spans of dates, asked for or excluded."""
    return [node for node in query.constraints if _is_filter(node)]


def _is_filter(node: Node) -> bool:
    from store.finding.query import DateRange, Field, Not  # noqa: PLC0415 - with the first search, not with the first screen

    if isinstance(node, Not):
        return _is_filter(node.child)
    return isinstance(node, (DateRange, Field))


def taken_off(text: str, query: Query, number: int) -> str:
    """The text of the query without the filter of this number."""
    wanted = filters(query)[number]
    place = _place(text, str(wanted)) or _place(text, _with_quotes(str(wanted)))
    if place is not None:
        return without(text, place)
    rest = str(query.without(query.constraints.index(wanted)))
    return f"{rest} " if rest else ""


def _with_quotes(shown: str) -> str:
    name, colon, value = shown.partition(":")
    return f'{name}{colon}"{value}"'


def region_label(name: str) -> str:
    """What a region is called in the reader's language; `name` is its Arabic name, other words stay as they are."""
    if not is_rtl() and not name.isascii():
        from store.finding import regions  # noqa: PLC0415 - the gazetteer is read where there are regions

        if (code := regions.code_called(name)) is not None:
            return regions.name_of(code, arabic=False)
    return name


def label(node: Node) -> str:
    """What a chip says of a filter: ``#حرية``, ``2019``, ``− هسبريس``, ``Arabic``; ``#حر…`` where the value is a beginning."""
    from store.finding.query import DateRange, Field, Not, Phrase, Prefix, Value, Word  # noqa: PLC0415 - as above

    if isinstance(node, Field) and isinstance(node.leaf, Prefix):
        return f"{label(Field(node.name, Word(node.leaf.text)))}…"
    if isinstance(node, Field) and isinstance(node.leaf, (Phrase, Value)) and node.leaf.open:
        return f"{label(replace(node, leaf=replace(node.leaf, open=False)))}…"
    if isinstance(node, Not):
        undated = str(node.child) == "has:date"
        return _(UNDATED) if undated else f"− {label(node.child)}"
    shown = str(node).partition(":")[2].strip('"')
    if isinstance(node, DateRange):
        return shown.replace("..", " – ") if node.name == "date" else str(node)
    if not isinstance(node, Field):
        return str(node)
    if node.name == "tag":
        return f"#{tag_labels.label(shown)}"
    if node.name == "lang" and shown in LANGUAGES:
        return _(LANGUAGES[shown])
    if (node.name, shown) in SAID:
        return _(SAID[node.name, shown])
    if node.name == "new":
        return _("new in {name}").format(name=own(shown))
    if node.name == "region":
        return region_label(shown)
    return shown if node.name in {"source", "section", *_SUBJECTS} else str(node)
