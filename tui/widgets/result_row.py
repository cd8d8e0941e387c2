"""One hit on two lines: the title, then source, tags and the snippet with the found words; the date where there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style
from textual.strip import Strip

from tui.bidi.layout import base_of, fit
from tui.bidi.paint import Item, Span, row
from tui.tag_labels import label
from tui.widgets.wording import day, own, start_side, titled

if TYPE_CHECKING:
    from store.finding.snippets import HitRow

_WIDE = 64
"""From so many cells on the date stands behind the title; in a narrower row the title needs them."""
_VERY_WIDE = 72
"""From so many cells on source and tags have half as many again."""
_SOURCE_CELLS = 18
_TAGS_CELLS = 22
_MISSING_CELLS = 18
"""Cells for the words of the query that an article lacks."""
_SNIPPET_CELLS = 16
"""Fewest cells a snippet with found words is worth showing in; tags and then the source make room for it."""
_BEGINNING_CELLS = 8
"""Fewest cells for the beginning of the text, where no word was searched for: source and tags say more."""
_PART_CELLS = 8
"""Fewest cells of a source or of tags that are cut."""


@dataclass(frozen=True, slots=True)
class RowStyles:
    """Styles laid over the row's own."""

    title: Style
    quiet: Style
    tag: Style
    match: Style
    mark: Style


def draw_hit(
    hit: HitRow | None, width: int, style: Style, styles: RowStyles, *, rtl: bool, chosen: bool, marked: bool
) -> list[Strip]:
    """The two lines of a row in `width` cells; a hit that has not been fetched yet is a quiet placeholder."""
    # The cursor has a sign of its own, so that it is seen where colours are not.
    edge = Item("▐" if rtl else "▌", styles.mark, width=1) if chosen else Item(" ", width=1)
    if hit is None:
        return [
            row((edge, Item("…", styles.quiet)), width, style, rtl=rtl),
            row((edge,), width, style, rtl=rtl),
        ]
    signs = "".join(
        sign for sign, on in (("●", marked), ("★", hit.starred), ("?", hit.in_review), ("+", hit.new)) if on
    )
    title = titled(hit.title)
    matches = (
        [Span(start, end, styles.match) for start, end in hit.title_matches] if title == hit.title else []
    )
    date = [Item(day(hit.published), styles.quiet, "ltr")] if hit.published else []
    first = [
        edge,
        *([Item(signs, styles.mark, "ltr")] if signs else []),
        Item(title, styles.title, spans=matches, flexible=True, align=start_side()),
        *(date if width >= _WIDE else []),
    ]
    second = [edge, *(date if width < _WIDE else [])]
    used = sum(len(item.text) + 1 for item in second)
    return [
        row(first, width, style, rtl=rtl),
        row([*second, *_second(hit, width - used, styles)], width, style, rtl=rtl),
    ]


def _second(hit: HitRow, width: int, styles: RowStyles) -> list[Item]:
    """Source, tags and snippet, as much of them as there is room for."""
    snippet = " ".join(hit.snippet.split()) if not hit.matches else hit.snippet
    rest = width
    more = 3 if width >= _VERY_WIDE else 2
    least = 0 if not snippet else _SNIPPET_CELLS if hit.matches else _BEGINNING_CELLS
    items: list[Item] = []
    wanted = [
        (hit.source or "", styles.quiet, _SOURCE_CELLS * more // 2),
        (" ".join(own(f"#{label(tag)}") for tag in hit.tags), styles.tag, _TAGS_CELLS * more // 2),
        (" ".join(f"−{word}" for word in hit.missing), styles.quiet, _MISSING_CELLS),
    ]
    for text, style, most in wanted:
        whole = min(most, fit(text, most).width) if text else 0
        cells = min(whole, rest - least - 1)
        if cells > 0 and cells >= min(whole, _PART_CELLS):
            items.append(Item(text, style, width=cells))
            rest -= cells + 1
    text, matches = _around(snippet, hit.matches, rest)
    spans = [Span(start, end, styles.match) for start, end in matches]
    base = base_of(snippet)
    items.append(Item(text, styles.quiet, base, spans, flexible=True, align=start_side()))
    return items


def _around(
    snippet: str, matches: tuple[tuple[int, int], ...], cells: int
) -> tuple[str, list[tuple[int, int]]]:
    """The snippet from a word or two before its first match on, where that would not be seen otherwise."""
    if not matches or matches[0][1] <= cells - 1:
        return snippet, list(matches)
    start = snippet.find(" ", max(0, matches[0][0] - cells // 3)) + 1
    if not 0 < start <= matches[0][0]:
        start = matches[0][0]
    return "…" + snippet[start:], [(s - start + 1, e - start + 1) for s, e in matches if s >= start]
