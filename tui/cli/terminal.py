"""Printing on a terminal: Arabic shaped and put in visual order, aligned to the side the interface reads from."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from typing import TextIO

from tui.bidi.layout import VisualLine, fit, layout, line, set_order
from tui.cli.clean import clean, clean_in_place, one_line
from tui.cli.invocation import Invocation
from tui.cli.output import Base, Item, Output, Spans, Tone
from tui.i18n import is_rtl
from tui.terminals.printing import keeps_visual_order

WIDEST = 100  # cells; longer lines are hard to read
SGR: dict[Tone, str] = {"plain": "", "title": "\x1b[1m", "dim": "\x1b[2m"}
MATCH = "\x1b[1;33m"
RESET = "\x1b[0m"
# What begins with a sign and goes on in Latin letters: options, tags, variables, paths. A name that ends in a sign of its
# own (ar=…), and a bracket that is spoken of.
_SIGNED = re.compile(
    r"(?<![^\s(])(?:[A-Za-z]+=[…-]?(?![^\s،])|(?:--?|\+|\$|~?/)[A-Za-z](?:[\w./-]*[\w/])?|[()](?!\S))"
)
_COMMAND = re.compile(r"'archive [^'\n]*'")
_ARABIC_TAG = re.compile(r"(?<!\S)[+-][\u0620-\u064a](?:[\w./-]*\w)?")


def isolated(text: str) -> str:
    """The text with its options, paths and quoted commands isolated (UAX #9, LRI … PDI), so that Arabic around them does not take their sign.

    Without that ``--db`` inside an Arabic sentence stands on the screen as ``db--``, and *add )* as *add (*. Arabic tags
    that come and go are isolated too (FSI): between two of them in a French sentence a sign went to the wrong one.
    """
    text = _ARABIC_TAG.sub(lambda found: f"\u2068{found[0]}\u2069", text)
    text = _COMMAND.sub(lambda found: f"\u2066{found[0]}\u2069", text)
    return _SIGNED.sub(lambda found: f"\u2066{found[0]}\u2069", text)


def _item_text(item: Item) -> str:
    """What is laid out of an item.

    A left-to-right line keeps the signs of its options by itself. Isolated there, they would be neutral: in
    ``archive search سجن --facets --limit 0`` the number is then an Arabic one (UAX #9, W2) and all after the word is turned round.
    """
    text = one_line(item.text)
    return text if item.base == "ltr" else isolated(text)


def _obeys_sequences(environ: Mapping[str, str]) -> bool:
    """Whether the terminal takes escape sequences: a dumb one and the old Windows console print them."""
    if os.name == "nt":
        return "WT_SESSION" in environ or "TERM" in environ
    return environ.get("TERM") != "dumb"


class TerminalOutput(Output):
    """Laid out text on a terminal, no wider than WIDEST cells.

    Where the terminal puts Arabic in order by itself, lines are in logical order and all begin at the left: outside a
    full screen its own order can't be switched off, for it would draw the scroll-back anew.
    """

    def __init__(self, stream: TextIO, invocation: Invocation) -> None:
        super().__init__(stream)
        visual = invocation.bidi == "app" or (invocation.bidi == "auto" and keeps_visual_order(os.environ))
        set_order("visual" if visual else "logical")
        self.rtl = visual and is_rtl()
        self.steerable = _obeys_sequences(os.environ)
        self.color = invocation.color and self.steerable
        self.width = max(20, min(WIDEST, shutil.get_terminal_size().columns - 1))

    def text(self, text: str, *, indent: int = 0, tone: Tone = "plain", spans: Spans = ()) -> None:
        """Print a text of one or more paragraphs, wrapped to the width, its matches in colour."""
        offset = 0
        text = clean(text)
        for paragraph in text.split("\n"):
            inside = [(start - offset, end - offset) for start, end in spans]
            for visual in layout(paragraph, self.width - indent):
                self._place(self._painted(visual, tone, inside), visual.width, indent)
            offset += len(paragraph) + 1

    def say(self, sentence: str) -> None:
        """Print a sentence of ours, wrapped to the width."""
        self.prose(one_line(sentence))

    def prose(self, text: str, *, indent: int = 0) -> None:
        """Print a text of ours, wrapped to the width."""
        self._lines(isolated(text), indent)

    def _lines(self, text: str, indent: int, tone: Tone = "plain", base: Base = "auto") -> None:
        for visual in layout(text, self.width - indent, base=base):
            self._place(self._painted(visual, tone), visual.width, indent)

    def items(self, items: Sequence[Item], *, indent: int = 0) -> None:
        """Print several things side by side in the direction of the interface; one a line where they do not fit."""
        lines = [(line(_item_text(item), base=item.base), item.tone) for item in items if item.text]
        width = sum(visual.width for visual, _ in lines) + 2 * (len(lines) - 1)
        if width + indent > self.width:
            for item in items:
                self._lines(_item_text(item), indent, item.tone, item.base)
            return
        painted = [self._painted(visual, tone) for visual, tone in lines]
        self._place("  ".join(reversed(painted) if self.rtl else painted), width, indent)

    def row(self, name: str, text: str, column: int, *, indent: int = 2) -> None:
        """Print a left-to-right name and beside it, `column` cells from the margin, what it is."""
        label = line(name, base="ltr")
        visuals = layout(isolated(text), max(20, self.width - column))
        if label.width + indent + 2 > column:
            self._place(label.text, label.width, indent)
            label = line("")
        for visual in visuals:
            gap = " " * (column - indent - label.width)
            pair = (visual.text, gap, label.text) if self.rtl else (label.text, gap, visual.text)
            self._place("".join(pair), column - indent + visual.width, indent)
            label = line("")

    def status(self, text: str) -> None:
        """Show a line in place of the one before; the empty text takes it away."""
        if not self.steerable:
            return
        visual = fit(one_line(text), self.width)
        left = self.width - visual.width if self.rtl and text else 0
        self.stream.write(f"\r{' ' * left}{visual.text}\x1b[K")
        self.stream.flush()

    def pointed(self, text: str, start: int, end: int) -> None:
        """Print a text on one line and carets under the cells of the characters from `start` to `end`."""
        visual = line(clean_in_place(text))
        columns = visual.spans(start, max(end, start + 1)) or [(visual.width, visual.width + 1)]
        if visual.rtl and start >= visual.end:
            columns = [(-1, 0)]
        carets = "".join(
            "^" if any(a <= x < b for a, b in columns) else " " for x in range(-1, visual.width + 1)
        )
        self._place(f" {visual.text} ", visual.width + 2, 1)
        self._place(carets, visual.width + 2, 1)

    def _place(self, painted: str, width: int, indent: int) -> None:
        left = self.width - indent - width if self.rtl else indent
        self._write((" " * max(0, left) + painted).rstrip())

    def _painted(self, visual: VisualLine, tone: Tone, spans: Spans = ()) -> str:
        if not self.color or not (spans or SGR[tone]):
            return visual.text
        out: list[str] = []
        current = ""
        for cell in visual.cells:
            inside = any(cell.start < end and start < cell.end for start, end in spans)
            style = MATCH if inside else SGR[tone]
            if style != current:
                out.append(RESET if current else "")
                out.append(style)
                current = style
            out.append(cell.text)
        return "".join(out) + (RESET if current else "")
