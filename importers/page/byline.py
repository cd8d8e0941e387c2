"""The lines of a page that say who wrote it: where they stand, which of them name the site, and the box about the author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from importers.capture.byline import Byline, read_byline
from importers.capture.rows import Row
from importers.fields.beside_names import says_who_at_length
from importers.fields.boilerplate import key
from importers.fields.writers import SAYS_BY
from importers.page.body import signs
from importers.page.publisher import source_in_title
from importers.page.stated import Stated

_ABOVE_TITLE = 6
_BELOW_BODY = 12
"""Written lines above the title and below the body in which a name is looked for."""
_OPENING = 5
"""Lines at the beginning of the body among which a line "by …" may stand; so it may among the last `_CLOSING`."""
_CLOSING = 3
_BYLINE_WORDS = 14


def by_its_site(byline: Byline | None, names: Sequence[str], title: str | None) -> Byline | None:
    """The byline with its parts the other way round where what stands first is the site that the page names in its title."""
    titled = source_in_title(names, title, ())
    if (
        byline is None
        or byline.source is None
        or titled is None
        or not (
            key(byline.author) in key(titled.value) or key(byline.author).startswith(f"{key(titled.value)} ")
        )
    ):
        return byline
    return replace(byline, author=byline.source, source=titled.value)


def byline_in_body(rows: Sequence[Row], body: Sequence[int]) -> Byline | None:
    """A line "by …" among the first and last ones of the body."""
    for number in dict.fromkeys((*body[:_OPENING], *body[-_CLOSING:])):
        row = rows[number]
        if not SAYS_BY.match(row.text) or (row.words > _BYLINE_WORDS and not says_who_at_length(row.text)):
            continue
        byline = read_byline(row)
        if byline is not None:
            return byline
    return None


def mark_byline(rows: Sequence[Row], author: Stated | None, heading: int | None, body: Sequence[int]) -> None:
    """Marks the short lines around title and body that name the author."""
    if author is None:
        return
    name = key(author.value)
    near = range(
        max(0, (heading if heading is not None else body[0]) - _ABOVE_TITLE),
        min(len(rows), body[-1] + 2 * _BELOW_BODY),
    )
    inside = set(body)
    for row in rows[near.start : near.stop]:
        if row.number in inside and signs(row.text):
            continue
        if row.kind in (None, "date") and name and _is_byline(row, name):
            row.mark("byline+date" if row.kind == "date" else "byline")


def _is_byline(row: Row, name: str) -> bool:
    """Whether a short line is the name, or the name and little else: a sentence that speaks of the author is none."""
    if name not in row.key or says_who_at_length(row.text):
        return name in row.key
    short = len(row.key) <= 2 * len(name) + 12 or row.stated_day is not None
    return short and row.words <= _BYLINE_WORDS


def without_author_box(rows: Sequence[Row], body: Sequence[int], author: Stated | None) -> list[int]:
    """The body without a box about the author at its end: the name alone on a line, and what little follows it."""
    if author is None:
        return list(body)
    for place, number in enumerate(body[-4:], max(0, len(body) - 4)):
        if place and rows[number].key == key(author.value):
            return list(body[:place])
    return list(body)
