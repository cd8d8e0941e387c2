"""The last step before the terminal: nothing that steers it gets out, and terminals that reorder are undone.

Works on the strips of each widget, whose segments are in visual order. The strips that Textual asks for hit-testing
do not pass here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from bidi.mirror import MIRRORED
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.bidi.clean import harmless
from tui.bidi.clusters import clusters

Encoder = Literal["visual", "lro", "kitty", "plain"]
"""How visual order reaches the screen: as it is; inside LRO … PDF; with the runs reversed that kitty's shaper will
reverse; `plain` is for text in logical order, which is left as it is."""

_LRO = "\u202d"
_PDF = "\u202c"
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
_RUN = re.compile(f"[{_RIGHT_TO_LEFT}][{_RIGHT_TO_LEFT}\u0300-\u036f]*")
_KITTY_RUN_ENDS = re.compile("[ \u2500-\u259f]")


class OutputFilter(LineFilter):
    """Replaces controls, merges segments of one style, and encodes for the terminal."""

    def __init__(self, encoder: Encoder = "visual") -> None:
        super().__init__()
        self.encoder = encoder

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 (a filter's signature)
        """The segments of a strip as they are written."""
        if len(segments) == 1 and _is_blank(segments[0]):
            return segments
        safe: Iterable[Segment] = (
            segment if segment.control else Segment(harmless(segment.text), segment.style)
            for segment in segments
        )
        merged = list(_merged(safe))
        if self.encoder in ("visual", "plain") or not any(_RUN.search(segment.text) for segment in merged):
            return merged
        if self.encoder == "lro":
            return [segment if segment.control else _overridden(segment) for segment in merged]
        return list(_merged(_reversed_for_kitty(merged)))


def _is_blank(segment: Segment) -> bool:
    """Whether there is nothing to change: blanks, as most strips of a first frame are."""
    if segment.control or not segment.text or segment.text.strip(" "):
        return False
    return segment.style is None or not segment.style.meta


@lru_cache(maxsize=4096)
def _without_offset(style: Style) -> Style:
    """The style without the character's index, which only hit-testing needs."""
    meta = style.meta
    if "offset" not in meta:
        return style
    rest = {key: value for key, value in meta.items() if key != "offset"}
    bare = style.clear_meta_and_links()
    if style.link:
        bare = bare.update_link(style.link)
    return bare + Style.from_meta(rest) if rest else bare


def _merged(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Neighbours of one style as one segment."""
    run: list[str] = []
    current: Style | None = None
    for segment in segments:
        style = _without_offset(segment.style) if segment.style is not None else None
        if run and (segment.control or style != current):
            yield Segment("".join(run), current)
            run.clear()
        if segment.control:
            yield segment
        elif segment.text:
            current = style
            run.append(segment.text)
    if run:
        yield Segment("".join(run), current)


def _overridden(segment: Segment) -> Segment:
    """Each right-to-left run inside its own override, so that a strip may be cut anywhere between them."""
    return Segment(_RUN.sub(lambda run: f"{_LRO}{run[0]}{_PDF}", segment.text), segment.style)


def _reversed_for_kitty(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The cells of each run that kitty will draw right to left, from its last to its first.

    kitty hands every run of cells without a blank to HarfBuzz, which reverses and mirrors it where it holds Arabic.
    Colours belong to places on the screen, so that only the text is moved.
    """
    cells: list[tuple[str, Style | None]] = []
    for segment in segments:
        if segment.control:
            yield from _unroll(cells)
            cells.clear()
            yield segment
        else:
            cells += [(c.base + c.marks, segment.style) for c in clusters(segment.text, marks=True)]
    yield from _unroll(cells)


def _unroll(cells: list[tuple[str, Style | None]]) -> Iterator[Segment]:
    at = 0
    while at < len(cells):
        end = at
        while end < len(cells) and not _KITTY_RUN_ENDS.match(cells[end][0]):
            end += 1
        texts = [text for text, _ in cells[at:end]]
        if any(_RUN.match(text) for text in texts):
            texts = [MIRRORED.get(text, text) for text in reversed(texts)]
        for text, (_, style) in zip(texts, cells[at:end], strict=True):
            yield Segment(text, style)
        if end < len(cells):
            yield Segment(*cells[end])
        at = end + 1
