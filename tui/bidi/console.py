"""Text on a terminal's lines without a full screen: what the subcommands print. No Textual.

A terminal that draws cells as they come gets lines as in the app, in visual order; one that reorders by itself gets
logical text, because what stays in its scroll-back would be reordered again later.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from typing import TextIO

from tui.bidi.clean import plain
from tui.bidi.layout import Base, fit, layout, order

_REORDERING = ("MLTERM", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "VTE_VERSION")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def draws_visual_order(env: Mapping[str, str] = os.environ) -> bool:
    """Whether lines in visual order are read right in this terminal outside a full screen."""
    return order() == "visual" and not any(name in env for name in _REORDERING)


def lines(
    text: str, width: int, *, base: Base = "auto", indent: int = 0, visual: bool | None = None
) -> Iterator[str]:
    """The printed lines of a text, wrapped at `width` cells, without controls.

    In visual order right-to-left lines end at the right edge; `indent` is on the side a line begins on.
    """
    drawn = draws_visual_order() if visual is None else visual
    inner = max(1, width - indent)
    for paragraph in text.split("\n"):
        for shown in layout(paragraph, inner, base=base):
            if drawn:
                yield (" " * (shown.left(inner) if shown.rtl else indent) + shown.text).rstrip()
            else:
                yield (" " * indent + plain(paragraph[shown.start : shown.end])).rstrip()


def one_line(text: str, width: int, *, base: Base = "auto", visual: bool | None = None) -> str:
    """A text cut to one line of at most `width` cells, not padded."""
    shown = fit(text, width, base=base)
    if draws_visual_order() if visual is None else visual:
        return shown.text
    last = max(shown.cells, key=lambda cell: cell.start, default=None)
    if last is None or last.text != "…":
        return plain(text)
    return plain(text[: last.start]) + "…"


def print_lines(
    text: str, width: int | None = None, *, base: Base = "auto", indent: int = 0, file: TextIO | None = None
) -> None:
    """Prints a text: wrapped where `file` is a terminal; into a file or pipe in logical order, only controls out."""
    out = sys.stdout if file is None else file
    if not out.isatty():
        out.write(_CONTROLS.sub("", text) + "\n")
        return
    columns = shutil.get_terminal_size().columns if width is None else width
    for shown in lines(text, columns, base=base, indent=indent):
        out.write(shown + "\n")
