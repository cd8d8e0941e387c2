"""The rows of the filters: headings, tags as a tree, values, and years and months with a bar for their number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.i18n import N_, ngettext
from tui.i18n import gettext as _
from tui.tag_labels import label
from tui.widgets.facet_terms import (
    LANGUAGES,
    SAID,
    UNDATED,
    FacetKind,
    active_values,
    both,
    has_term,
    region_label,
    term,
)
from tui.widgets.wording import count, ltr

if TYPE_CHECKING:
    from store.finding.facets import Facets as Counts

_SHOWN = 40
"""Values of a facet that are listed."""
_AT_FIRST = 12
"""Tags and sources that are listed until one asks for all: the years are to be seen too."""
_FEW_MONTHS = 18
"""Up to so many months are listed under their years at once; of more, those of the years that are chosen."""


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A heading (no kind) or a value: its term, what is shown of it, and how far in. `share` is the length of its bar, 0 to 1."""

    text: str
    kind: FacetKind | None = None
    value: str = ""
    number: int = 0
    depth: int = 0
    share: float = 0.0
    least: bool = False
    """Whether not all hits were counted: there are at least so many."""
    more: str = ""
    """The facet of which this row, no value itself, asks for the rest."""

    @property
    def is_choice(self) -> bool:
        """Whether the cursor may stand on it."""
        return self.kind is not None or bool(self.more)

    @property
    def term(self) -> str:
        """The query's term for it."""
        return term(self.kind, self.value) if self.kind else ""


def facet_rows(counts: Counts, query: str, whole: Collection[str] = ()) -> list[FacetRow]:
    """The rows for these counts; `query` says which years are chosen, `whole` which facets are listed to their end."""
    rows: list[FacetRow] = []
    counts = _with_active(counts, query)
    sources = [FacetRow(name, "source", name, number) for name, number in counts.sources]
    for heading, values in (
        (
            _("New"),
            [FacetRow(_("newly arrived"), "is", "new", counts.new)]
            if _is_listed(counts.new, "is:new", query)
            else [],
        ),
        (_("Tags"), _first(_cut(_tags(counts), 2 * _SHOWN, query), query, "tag", whole)),
        (_("Years"), list(_dates(counts, query))),
        *((_(heading), list(_subjects(counts, field, query))) for field, heading in _SUBJECTS),
        (_("Sources"), _first(_cut(sources, _SHOWN, query), query, "source", whole)),
        (
            _("Languages"),
            [FacetRow(_language(code), "lang", code, number) for code, number in counts.languages],
        ),
        (_("State"), list(_marked(counts, query))),
    ):
        if values:
            rows += [FacetRow(heading), *(_honest(one, counts) for one in values)]
    return rows


def _is_listed(number: int, term: str, query: str) -> bool:
    return number > 0 or _is_active(term, query)


def _is_active(term: str, query: str) -> bool:
    return any(has_term(query, way) for way in both(term))


def _cut(values: Iterable[FacetRow], most: int, query: str) -> list[FacetRow]:
    """The first of the values, and those that are active."""
    return [one for number, one in enumerate(values) if number < most or _is_active(one.term, query)]


def _with_active(counts: Counts, query: str) -> Counts:
    """The counts with what the query asks for or leaves out, also where no hit has it: there one takes it off again."""
    wanted = [(field, value) for field, value in active_values(query) if field not in ("is", "has")]
    months = [value for field, value in wanted if field == "date" and "-" in value]
    years = [value[:4] for field, value in wanted if field == "date"]
    own = [(field, value, 0) for field, value in wanted if any(field == kind for kind, _heading in _SUBJECTS)]
    known = {(field, value) for field, value, _number in counts.subjects}

    def also(found: Sequence[tuple[str, int]], values: Iterable[str]) -> tuple[tuple[str, int], ...]:
        return (*found, *dict.fromkeys((value, 0) for value in values if value not in dict(found)))

    def of(kind: str) -> list[str]:
        return [value for field, value in wanted if field == kind]

    return replace(
        counts,
        tags=also(counts.tags, (tag for tag in of("tag") if tag not in dict(counts.branches))),
        sources=also(counts.sources, of("source")),
        languages=also(counts.languages, of("lang")),
        years=tuple(sorted(also(counts.years, years), reverse=True)),
        months=tuple(sorted(also(counts.months, months), reverse=True)),
        regions=also(counts.regions, of("region")),
        subjects=(
            *counts.subjects,
            *(one for one in own if one[0] != "region" and one[:2] not in known),
        ),
    )


def _honest(one: FacetRow, counts: Counts) -> FacetRow:
    dated = one.share > 0 or one.value == "date"
    return one if (counts.dates_complete if dated else counts.complete) else replace(one, least=True)


def _first(values: list[FacetRow], query: str, facet: FacetKind, whole: Collection[str]) -> list[FacetRow]:
    """The first of the values and those that are active, with a row that asks for the rest."""
    if facet in whole or len(values) <= _AT_FIRST + 2:
        return values
    active = [one for one in values[_AT_FIRST:] if _is_active(one.term, query)]
    rest = len(values) - _AT_FIRST - len(active)
    said = ngettext("{count} more", "{count} more", rest).format(count=ltr(count(rest)))
    return [*values[:_AT_FIRST], *active, *([FacetRow(said, more=facet)] if rest else [])]


_SUBJECTS: tuple[tuple[FacetKind, str], ...] = (
    ("kind", N_("Kind")),
    ("region", N_("Regions")),
    ("place", N_("Places")),
    ("institution", N_("Institutions")),
    ("people", N_("People")),
)
_FEW = 12
"""Values of each that are listed."""


def _subjects(counts: Counts, field: FacetKind, query: str) -> Iterator[FacetRow]:
    if field == "region":
        yield from (FacetRow(region_label(name), field, name, number) for name, number in counts.regions)
    own = (FacetRow(value, field, value, number) for kind, value, number in counts.subjects if kind == field)
    yield from _cut(own, _FEW, query)


def _language(code: str) -> str:
    return _(LANGUAGES[code]) if code in LANGUAGES else code


def _tags(counts: Counts) -> Iterator[FacetRow]:
    """Tags with their sub-tags under them, those with the most hits first."""
    numbers = {**dict(counts.tags), **dict(counts.branches)}
    under: dict[str, list[str]] = {}
    for name in numbers:
        above = name.rpartition("/")[0]
        while above and above not in numbers:
            above = above.rpartition("/")[0]
        under.setdefault(above, []).append(name)

    def walk(above: str, depth: int) -> Iterator[FacetRow]:
        for name in sorted(under.get(above, ()), key=lambda one: (-numbers[one], one)):
            shown = label(name).removeprefix(f"{label(above)}/") if above else label(name)
            yield FacetRow(shown, "tag", name, numbers[name], depth)
            yield from walk(name, depth + 1)

    yield from walk("", 0)


def _dates(counts: Counts, query: str) -> Iterator[FacetRow]:
    months = counts.months
    some = len(months) <= _FEW_MONTHS and len(months) > len(counts.years)
    most = max(1, *(number for _, number in counts.years), 1)
    # Beside all years one article is as long in a month as in a year; the months of one chosen year have a measure of their own.
    top = most if some else max(1, *(number for _, number in months), 1)
    total = sum(number for _, number in counts.years)
    for year, number in counts.years:
        yield FacetRow(year, "date", year, number, share=number / most)
        own = [(month, n) for month, n in months if month.startswith(year)]
        if some or number == total or _is_chosen(query, year, own):
            for month, n in own:
                yield FacetRow(month[5:], "date", month, n, 1, n / top)
    if _is_listed(counts.undated, "-has:date", query):
        yield FacetRow(_(UNDATED), "-has", "date", counts.undated)


def _is_chosen(query: str, year: str, months: Sequence[tuple[str, int]]) -> bool:
    return any(_is_active(term("date", span), query) for span in (year, *(month for month, _ in months)))


def _marked(counts: Counts, query: str) -> Iterator[FacetRow]:
    for kind, value, number in (
        ("is", "starred", counts.starred),
        ("has", "review", counts.in_review),
        ("has", "note", counts.noted),
    ):
        if _is_listed(number, f"{kind}:{value}", query):
            yield FacetRow(_(SAID[kind, value]), kind, value, number)  # type: ignore[arg-type]  # the table's own words


def bar(share: float, cells: int, *, rtl: bool) -> str:
    """A bar of block characters, at least a sliver; from the right it ends in halves, as there are no other blocks for it."""
    if rtl:
        halves = max(1, round(share * cells * 2))
        return "▐" * (halves % 2) + "█" * (halves // 2)
    eighths = max(1, round(share * cells * 8))
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()
