"""The last step before the terminal: nothing that steers it gets out, and terminals that reorder are undone.

Works on the strips of each widget, whose segments are in visual order. The strips that Textual asks for hit-testing
do not pass here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.bidi.clean import harmless
from tui.bidi.clusters import clusters
from tui.terminals.encoders import RUN, for_kitty, overridden
from tui.terminals.modes import Mode


class OutputFilter(LineFilter):
    """Replaces controls, merges segments of one style, and encodes for the terminal."""

    def __init__(self, mode: Mode = "app") -> None:
        super().__init__()
        self.mode = mode

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 (a filter's signature)
        """The segments of a strip as they are written."""
        if len(segments) == 1 and _is_blank(segments[0]):
            return segments
        safe: Iterable[Segment] = (
            segment if segment.control else Segment(harmless(segment.text), segment.style)
            for segment in segments
        )
        merged = list(_merged(safe))
        if self.mode not in ("lro", "kitty", "kitty-fallback"):
            return merged
        if not any(RUN.search(segment.text) for segment in merged):
            return merged
        if self.mode == "lro":
            return [segment if segment.control else _overridden(segment) for segment in merged]
        return list(_merged(_for_kitty(merged, fallback=self.mode == "kitty-fallback")))


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
    return Segment(overridden(segment.text), segment.style)


def _for_kitty(segments: Iterable[Segment], *, fallback: bool) -> Iterator[Segment]:
    """The cells of a strip in kitty's order. Colours belong to places on the screen, so that only the text is moved.

    What is bold or slanted is drawn with another face, where a run for the shaper ends too.
    """
    cells: list[tuple[str, Style | None]] = []
    face = (False, False)
    for segment in segments:
        if segment.control or _face(segment.style) != face:
            yield from _moved(cells, fallback=fallback)
            cells = []
        if segment.control:
            yield segment
        else:
            face = _face(segment.style)
            cells += [(c.base + c.marks, segment.style) for c in clusters(segment.text, marks=True)]
    yield from _moved(cells, fallback=fallback)


def _face(style: Style | None) -> tuple[bool, bool]:
    return (bool(style.bold), bool(style.italic)) if style is not None else (False, False)


def _moved(cells: list[tuple[str, Style | None]], *, fallback: bool) -> Iterator[Segment]:
    texts = for_kitty([text for text, _ in cells], fallback=fallback)
    for text, (_, style) in zip(texts, cells, strict=True):
        yield Segment(text, style)
